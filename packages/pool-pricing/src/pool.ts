/**
 * A round of a purchasing pool as plain JSON: what can be ordered, at which prices, and what each
 * district has committed to. Money is whole cents; every count is a whole number of a named unit.
 */
export interface Round {
  readonly districts: readonly { readonly key: string; readonly name?: string }[];
  readonly items: readonly Item[];
  readonly commitments: readonly Commitment[];
  readonly rules: Rules;
  /** Freight and fees of the whole round. Those of one item stand with the item. */
  readonly charges?: readonly Charge[];
}

export interface Item {
  readonly key: string;
  readonly name: string;
  readonly specification?: string;
  /** The smallest first; each later one holds a whole number of an earlier one. */
  readonly units: readonly Unit[];
  /** The case: only whole ones of this unit can be ordered. */
  readonly orderUnit: string;
  readonly price: PriceList;
  /** Below this much the item is not ordered unless the members decide otherwise. */
  readonly threshold?: Quantity;
  /** The most that may be ordered: the ceiling of the contract. */
  readonly ceiling?: Quantity;
  readonly charges?: readonly Charge[];
}

/** `{ name: 'ream' }`, `{ name: 'case', holds: 10, of: 'ream' }`, `{ name: 'pallet', holds: 40, of: 'case' }`. */
export interface Unit {
  readonly name: string;
  /** More than one of it, where that is not the name with an s. */
  readonly plural?: string;
  readonly holds?: number;
  readonly of?: string;
}

export interface Quantity {
  readonly count: number;
  readonly unit: string;
}

/** The contracted price is per one `unit`, never per a fraction of one: below a cent it is "$1.25 per hundred". */
export interface PriceList {
  readonly unit: string;
  /** What `from` counts in; the price's own unit if left out. */
  readonly tierUnit?: string;
  readonly mode: TierMode;
  readonly tiers: readonly Tier[];
}
/** `all-units`: the price reached holds for every unit. `incremental`: each price holds for the units within its tier. */
export type TierMode = 'all-units' | 'incremental';
/** Tiers are in rising order and the first starts at 1. */
export interface Tier {
  readonly from: number;
  readonly priceCents: number;
}

/** What one district wants of one item. `minimum` and `maximum` count in `unit`. */
export interface Commitment {
  readonly district: string;
  readonly item: string;
  readonly unit: string;
  readonly minimum: number;
  readonly maximum: number;
  /** The most the district pays for the goods, per one of `unit`; above it the commitment binds nobody and does not count. */
  readonly notToExceed?: { readonly cents: number; readonly unit: string };
}

export interface Rules {
  /** Which quantity between the minimums and the maximums is ordered: the best price that can be reached, or the least money. */
  readonly aim: 'best-price' | 'least-cost';
  /** When no whole number of cases lies between them: some districts are left out, or everyone is ordered for and the rest of the last case is spare. */
  readonly oddUnits: 'leave-out' | 'order-for-all';
  /** Whether more than everyone's maximum is ordered where that costs less in total. */
  readonly buyUp: boolean;
}

/** A cost line beside the goods. `by-quantity` and an amount per unit are for the charges of one item. */
export interface Charge {
  readonly key: string;
  readonly name: string;
  readonly amount: { readonly cents: number } | { readonly percentOfGoods: number | string } | { readonly centsPer: number; readonly unit: string };
  readonly sharedBy: 'by-goods' | 'by-quantity' | 'equally';
}
