/**
 * The steps behind a share, as data. Amounts are whole cents; exact values are text such as
 * `2100000/22` reduced to `1050000/11`, in cents. A trace is plain JSON and stands alone: it
 * carries the names it needs, so `explain` can word it years later.
 */
export interface Trace {
  readonly schema: 'barnraise-trace/1';
  readonly rounding: 'largest-remainder/1';
  readonly names: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

export type Step = RequestStep | PriceStep | SplitStep | PortionStep | LimitStep | RemainderStep | OutcomeStep;

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

/** A limit that bites: the amount it replaced and who carries the difference. */
export interface LimitStep {
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
