/**
 * The steps behind what an item comes to, as data. A trace is plain JSON and stands alone: it
 * carries the names and units it needs, so `words` can say it years later. Counts are in the
 * item's smallest unit, money in whole cents, exact values are text such as `4150/11`.
 */
export interface Trace {
  readonly schema: 'barnraise-pool-trace/1';
  readonly rounding: 'largest-remainder/1';
  /** The smallest unit and the case. */
  readonly unit: UnitWords;
  readonly order: UnitWords & { readonly holds: number };
  readonly names: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}
export interface UnitWords {
  readonly one: string;
  readonly many: string;
}

export type Step = ItemStep | StepBackStep | RangeStep | OpenStep | LeftOutStep | OrderStep | ThresholdStep | LinesStep | ChargeStep | SumStep | NextStep | DeliveryStep;

/** The item and its price list, as contracted. */
export interface ItemStep {
  readonly kind: 'item';
  readonly name: string;
  readonly specification?: string;
  /** The larger units of the item, and how many of the smallest each one is. */
  readonly conversions: readonly { readonly one: string; readonly holds: number }[];
  readonly mode: 'all-units' | 'incremental';
  readonly pricedPer: UnitWords;
  readonly tiersIn: UnitWords;
  readonly tiers: readonly { readonly from: number; readonly priceCents: number }[];
}

/** Districts that pay at most less than the price reached with them. */
export interface StepBackStep {
  readonly kind: 'step-back';
  /** Exact, in cents per smallest unit. */
  readonly price: string;
  readonly rows: readonly { readonly district: string; readonly minimum: number; readonly maximum: number; readonly cents: number; readonly unit: UnitWords; readonly holds: number }[];
}

/** What all commitments that count come to. */
export interface RangeStep {
  readonly kind: 'range';
  readonly districts: number;
  readonly minimum: number;
  readonly maximum: number;
}

/** Nothing can be ordered as it stands. */
export interface OpenStep {
  readonly kind: 'open';
  readonly why: 'over-ceiling' | 'cases-open' | 'nothing-ordered';
  readonly minimum: number;
  readonly maximum: number;
  /** The most that whole cases can come to. */
  readonly most: number;
}

/** No whole number of cases lies between the minimums and the maximums. */
export interface LeftOutStep {
  readonly kind: 'left-out';
  readonly minimum: number;
  readonly maximum: number;
  readonly rows: readonly { readonly district: string; readonly minimum: number; readonly maximum: number }[];
}

export interface OrderStep {
  readonly kind: 'order';
  readonly aim: 'best-price' | 'least-cost';
  readonly units: number;
  readonly taken: number;
  readonly cents: number;
  /** Position in the price list of the item step. */
  readonly tier: number;
  readonly priceCents: number;
  readonly pricedPer: UnitWords;
  /** Exact, in cents per smallest unit taken. */
  readonly paid: string;
  /** What would have been ordered within everyone's limits, at what cost. */
  readonly boughtUpFrom: { readonly units: number; readonly cents: number } | null;
}

export interface ThresholdStep {
  readonly kind: 'threshold';
  readonly threshold: number;
  readonly units: number;
  readonly missing: number;
}

/** Who takes how much, by max-min fairness over the room between minimum and maximum, and pays what for it. */
export interface LinesStep {
  readonly kind: 'lines';
  readonly cents: number;
  readonly paid: string;
  readonly extra: number;
  readonly room: number;
  readonly rows: readonly LineRow[];
  readonly proof: FairProof;
}
export interface LineRow {
  readonly district: string;
  readonly minimum: number;
  readonly maximum: number;
  readonly units: number;
  readonly cents: number;
  readonly oddCent: boolean;
}
/** The last unit was given at `units` of `room`; whoever has room left stands at least there. Null where nothing was given, or nobody has room. */
export interface FairProof {
  readonly lastGiven: { readonly district: string; readonly units: number; readonly room: number } | null;
  readonly nextInLine: { readonly district: string; readonly units: number; readonly room: number } | null;
}

export interface ChargeStep {
  readonly kind: 'charge';
  readonly name: string;
  readonly cents: number;
  readonly how: { readonly kind: 'fixed' } | { readonly kind: 'percent'; readonly percent: string; readonly ofCents: number } | { readonly kind: 'per-unit'; readonly cents: number; readonly unit: UnitWords; readonly count: string };
  readonly sharedBy: 'by-goods' | 'by-quantity' | 'equally';
  readonly rows: readonly { readonly district: string; readonly cents: number; readonly oddCent: boolean }[];
}

/** What the districts that take something pay for all items and charges together. */
export interface SumStep {
  readonly kind: 'sum';
  readonly totalCents: number;
  readonly rows: readonly { readonly district: string; readonly goodsCents: number; readonly chargesCents: number; readonly cents: number }[];
}

/** What is missing for the next better price, while a round is open. */
export interface NextStep {
  readonly kind: 'next';
  readonly tier: number;
  readonly from: number;
  readonly priceCents: number;
  readonly pricedPer: UnitWords;
  /** Beyond everyone's maximum; the cases are whole ones, the last of them partly filled now. */
  readonly missing: number;
  readonly missingCases: number;
  /** What all that is ordered now would cost less at that price; null while nothing is. */
  readonly savesCents: number | null;
}

/** A delivery that fell short, shared out. */
export interface DeliveryStep {
  readonly kind: 'delivery';
  readonly name: string;
  readonly rule: 'max-min' | 'pro-rata' | 'first-come';
  readonly ordered: number;
  readonly delivered: number;
  readonly spare: number;
  readonly cents: number;
  readonly paid: string;
  readonly rows: readonly DeliveryRow[];
  /** For max-min alone. */
  readonly proof: FairProof | null;
}
export interface DeliveryRow {
  readonly district: string;
  readonly ordered: number;
  readonly units: number;
  readonly belowMinimum: boolean;
  readonly cents: number;
  readonly oddCent: boolean;
}
