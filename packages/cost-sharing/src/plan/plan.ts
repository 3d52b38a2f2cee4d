/** An exact number in JSON: a whole number, or text like "1.25" and "3/4". Zero or more wherever it is a weight. */
export type Weight = number | string;

/** A count of one member, with the day it was taken and where it comes from. */
export interface Count {
  value: Weight;
  countedOn?: string;
  source?: string;
}

/** What a cost is shared by: enrollment, ADA, seats, minutes, purchases, property value. */
export interface Driver {
  measure: string;
  counts: Record<string, Count>;
}

export type Sharing =
  | { by: 'equally' }
  | { by: 'share-of'; driver: Driver }
  /** Ability to pay: the counts of a member multiplied, such as ADM by wealth index. */
  | { by: 'product-of'; drivers: Driver[] }
  /** Several ways at once, mixed exactly: parts 60 and 40, or "1/2" and "1/2". */
  | { by: 'blend'; parts: { part: Weight; sharing: Sharing }[] };

/** A price that holds from a quantity on. Tiers are in rising order and the first one starts at 1. */
export interface PriceTier {
  from: number;
  priceCents: number;
}
export type TierMode = 'all-units' | 'incremental';

export type LineRule =
  | Sharing
  /** A base fee of the line's amount by one sharing, the rest by use. */
  | { by: 'base-and-use'; baseCents: number; base: Sharing; use: Sharing }
  /** "You pay for the size you need": each layer equally among those who need it. The amount is the largest need. */
  | { by: 'layers'; needs: Record<string, number> }
  /** A price list by total quantity, split by quantity. The amount follows from the list. */
  | { by: 'volume'; tiers: PriceTier[]; mode: TierMode; quantities: Driver; buyUp: boolean }
  /** Everyone pays the price for each unit; the host carries what is left of the amount. */
  | { by: 'fixed-price'; unit: string; priceCents: number; quantities: Driver; host: string }
  /** Amounts known per member; the line's amount is their sum. */
  | { by: 'named-amounts'; amounts: Record<string, number> };

/** Limits on what a member pays. A number holds for everyone on the line, a record for those it names. */
export interface Bounds {
  minimumCents?: number | Record<string, number>;
  maximumCents?: number | Record<string, number>;
  /** Of the amount; rounded up to a cent. */
  minimumPercent?: Weight;
  /** Of the amount; rounded down to a cent. */
  maximumPercent?: Weight;
  lastYear?: { cents: Record<string, number>; mostRisePercent?: Weight; mostFallPercent?: Weight };
  /** What a member could buy the same for outside: it never pays more. */
  quotes?: Record<string, { cents: number; source?: string; obtainedOn?: string }>;
}

/** The base of an indirect cost: direct cost without equipment and without the part of each subaward above the limit. */
export interface IndirectCost {
  directCents: number;
  equipmentCents: number;
  subawardsCents: number[];
  subawardLimitCents: number;
  percent: Weight;
}

export interface CostLine {
  id: string;
  name: string;
  /** Left out where the rule knows it (layers, volume, named amounts) and for indirect cost. Negative for a credit. */
  amountCents?: number;
  indirect?: IndirectCost;
  /** Who is on the line; everyone in the plan if left out. */
  among?: string[];
  rule: LineRule;
  bounds?: Bounds;
}

/** What changes the sums of the lines; each shows as a line of its own. */
export type Adjustment =
  /** Money that may lower the shares of some members only, in proportion to their shares so far. */
  | { kind: 'grant'; id: string; name: string; amountCents: number; eligible: string[] }
  /** E-rate: the average of the members' rates, to a whole percent; handed out by cost, or by cost times own rate. */
  | { kind: 'discount'; id: string; name: string; ratePercents: Record<string, Weight>; handOut: 'same-rate' | 'own-rate' }
  /** The named members pay at most this; the others named carry the rest in proportion to their shares so far. */
  | { kind: 'guarantee'; id: string; name: string; atMostCents: Record<string, number>; financedBy: string[] }
  /** Limits over the whole plan. */
  | { kind: 'limits'; id: string; name: string; bounds: Bounds };

export type RefundPolicy = 'by-driver' | 'by-payments';

/** A plan in plain JSON: lines, then adjustments. Every amount is whole cents. */
export interface CostPlan {
  members: { key: string; name?: string }[];
  lines: CostLine[];
  adjustments?: Adjustment[];
  refunds?: RefundPolicy;
}
