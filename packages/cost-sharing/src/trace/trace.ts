/**
 * The steps behind a share, as data. Amounts are whole cents; exact values are text such as
 * `1050000/11`, in cents. A trace is plain JSON and stands alone: it carries the names it needs,
 * so `explain` can word it years later.
 */
export interface Trace {
  readonly schema: 'barnraise-trace/1';
  readonly rounding: 'largest-remainder/1';
  readonly names: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

export type Step = SeatStep | LineStep | MixStep | LayersStep | VolumeStep | IndirectStep | PriceStep | HostRestStep | SplitStep | AdjustmentStep | TimeStep | SumStep | JointStep;
export type SeatStep = RequestStep | PortionStep | PerSeatLimitStep | RemainderStep | OutcomeStep;
export type AdjustmentStep = GrantStep | DiscountStep | GuaranteeStep;
export type TimeStep = ProrationStep | DifferenceStep | ReserveStep;

/** What was asked, before anything is computed. */
export interface RequestStep {
  readonly kind: 'request';
  readonly member: string;
  readonly seats: number;
  readonly taken: number;
  readonly capacity: number;
}

/** A price times a quantity: nothing to round. */
export interface PriceStep {
  readonly kind: 'price';
  readonly member: string;
  readonly priceCents: number;
  readonly quantity: number;
  readonly unit: string;
  readonly cents: number;
}

/** One amount split in proportion to a driver, to the cent. */
export interface SplitStep {
  readonly kind: 'split';
  readonly line: string;
  readonly driver: string;
  readonly totalCents: number;
  readonly weightTotal: string;
  /** With limits: the one rate in cents per weight that everyone between its limits pays. */
  readonly rate?: string;
  readonly shares: readonly SplitShare[];
}

export interface SplitShare {
  readonly member: string;
  /** What this row is when a member has several: "this request", "empty seats". */
  readonly part?: string;
  readonly weight: string;
  readonly countedOn?: string;
  readonly source?: string;
  readonly exactCents: string;
  readonly cents: number;
  readonly oddCent: boolean;
  /** The limit that holds this share. */
  readonly held?: LimitName;
}

export type LimitName = 'minimum' | 'maximum' | 'minimum-percent' | 'maximum-percent' | 'rise-on-last-year' | 'fall-on-last-year' | 'outside-quote';

/** The head of a cost line. */
export interface LineStep {
  readonly kind: 'line';
  readonly line: string;
  readonly amountCents: number;
}

/** What mixed or multiplied weights were made from. */
export interface MixStep {
  readonly kind: 'mix';
  readonly line: string;
  readonly how: 'added' | 'multiplied';
  readonly parts: readonly MixPart[];
}
export interface MixPart {
  /** Its part of the whole, for weights that are added. */
  readonly part?: string;
  readonly driver: string;
  readonly weightTotal: string;
  readonly rows: readonly { readonly member: string; readonly weight: string; readonly countedOn?: string; readonly source?: string }[];
}

/** Each layer and who needs it. */
export interface LayersStep {
  readonly kind: 'layers';
  readonly line: string;
  readonly layers: readonly { readonly fromCents: number; readonly toCents: number; readonly members: readonly string[] }[];
}

/** What a price list gives for the quantity of all. */
export interface VolumeStep {
  readonly kind: 'volume';
  readonly line: string;
  readonly mode: 'all-units' | 'incremental';
  readonly quantity: number;
  readonly listCents: number;
  readonly cheaper: { readonly quantity: number; readonly cents: number } | null;
  readonly bought: boolean;
}

export interface IndirectStep {
  readonly kind: 'indirect';
  readonly line: string;
  readonly directCents: number;
  readonly equipmentCents: number;
  readonly aboveLimitCents: number;
  readonly baseCents: number;
  readonly percent: string;
  readonly cents: number;
}

/** What fixed prices leave for the host. */
export interface HostRestStep {
  readonly kind: 'host-rest';
  readonly line: string;
  readonly member: string;
  readonly amountCents: number;
  readonly pricesCents: number;
  readonly cents: number;
}

export interface GrantStep {
  readonly kind: 'grant';
  readonly line: string;
  readonly cents: number;
  readonly eligible: readonly string[];
}

export interface DiscountStep {
  readonly kind: 'discount';
  readonly line: string;
  readonly rates: readonly { readonly member: string; readonly percent: string }[];
  readonly averagePercent: string;
  readonly ratePercent: number;
  readonly ofCents: number;
  readonly cents: number;
  readonly handOut: 'same-rate' | 'own-rate';
}

export interface GuaranteeStep {
  readonly kind: 'guarantee';
  readonly line: string;
  readonly shortfalls: readonly { readonly member: string; readonly cents: number; readonly atMostCents: number; readonly shortfallCents: number }[];
  readonly financedBy: readonly string[];
}

/** An amount for part of a year. */
export interface ProrationStep {
  readonly kind: 'proration';
  readonly member: string;
  readonly ofCents: number;
  readonly days: number;
  readonly allDays: number;
  readonly exactCents: string;
  readonly cents: number;
}

/** What was billed against what is final. */
export interface DifferenceStep {
  readonly kind: 'difference';
  readonly rows: readonly { readonly member: string; readonly finalCents: number; readonly billedCents: number; readonly cents: number }[];
}

export interface ReserveStep {
  readonly kind: 'reserve';
  readonly surplusCents: number;
  readonly targetCents: number;
  readonly heldCents: number;
  readonly keptCents: number;
  readonly returnedCents: number;
}

/** The sums of the lines, by member. */
export interface SumStep {
  readonly kind: 'sum';
  readonly totalCents: number;
  readonly rows: readonly { readonly member: string; readonly cents: number; readonly parts: readonly number[] }[];
}

/** The shares of a joint project by a named method. Amounts as exact text, in cents. */
export interface JointStep {
  readonly kind: 'joint';
  readonly method: 'own-extra-cost' | 'average-joining-cost' | 'protect-the-least-happy' | 'same-percent' | 'equal-charge' | 'cost-gap' | 'proportional-nucleolus' | 'nucleolus';
  readonly totalCents: string;
  readonly rows: readonly {
    readonly member: string;
    readonly aloneCents: string;
    readonly extraCents: string;
    readonly exactCents: string;
    readonly cents: number;
    readonly oddCent: boolean;
  }[];
}

/** A member's share of which only some seats belong to the request. */
export interface PortionStep {
  readonly kind: 'portion';
  readonly member: string;
  readonly ofCents: number;
  readonly seats: number;
  readonly allSeats: number;
  readonly exactCents: string;
  readonly cents: number;
}

/** A limit per seat that bites: the amount it replaced and who carries the difference. */
export interface PerSeatLimitStep {
  readonly kind: 'limit';
  readonly limit: 'not-to-exceed-per-seat';
  readonly member: string;
  readonly perSeatCents: number;
  readonly seats: number;
  readonly beforeCents: number;
  readonly cents: number;
  readonly carriedBy: string;
}

/** What is left for the teaching district to carry. */
export interface RemainderStep {
  readonly kind: 'remainder';
  readonly member: string;
  readonly reason: 'own-seats-not-charged' | 'price-paid-to-itself';
}

/** The two figures a person authorizes: what is expected, and the most it can come to, with its ground. */
export interface OutcomeStep {
  readonly kind: 'outcome';
  readonly member: string;
  readonly expectedCents: number;
  readonly maximumCents: number;
  readonly ground: WorstCase;
  readonly worstExactCents: string;
}

export type WorstCase =
  | 'price-is-fixed'
  | 'divisor-is-fixed'
  | 'only-this-request-and-the-teaching-district'
  | 'only-this-request'
  | 'only-this-member-and-the-teaching-district'
  | 'only-this-member'
  | 'not-to-exceed'
  | 'nothing-is-charged';
