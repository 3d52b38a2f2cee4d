import { cents, halfUp, ratio, type Cents } from '@barnraise/money';
import type { TierMode } from '../pool.js';
import type { KnownUnit } from '../read/units.js';

/** A price list over the smallest unit of an item. */
export interface Prices {
  readonly mode: TierMode;
  /** The unit the contracted price is for. */
  readonly unit: KnownUnit;
  readonly tierUnit: KnownUnit;
  readonly tiers: readonly PriceTier[];
}

export interface PriceTier {
  /** As the list prints it, in `tierUnit`. */
  readonly from: number;
  readonly priceCents: number;
  /** The smallest quantity at which this tier counts. */
  readonly reach: number;
  /** Incremental: what is above this much has this price. */
  readonly above: number;
}

/** Position of the tier that `units` > 0 reach; what lies below the first tier has its price. */
export function tierAt({ tiers }: Prices, units: number): number {
  let at = tiers.length - 1;
  while (at > 0 && tiers[at]!.reach > units) at -= 1;
  return at;
}

/**
 * What `units` cost, in cents times the size of the price's unit: a whole number, so that costs
 * are compared exactly and rounded only once, when they become a line of money.
 */
export function costOf(prices: Prices, units: number): number {
  const { mode, tiers } = prices;
  if (mode === 'all-units') return units * tiers[tierAt(prices, units)]!.priceCents;
  let cost = 0;
  for (let k = 0; k < tiers.length && (k === 0 || tiers[k]!.above < units); k += 1) {
    const end = Math.min(units, tiers[k + 1]?.above ?? units);
    cost += tiers[k]!.priceCents * (end - tiers[k]!.above);
  }
  return cost;
}

/** A cost as one line of money: whole cents, an exact half cent up. */
export function lineCents(cost: number, prices: Prices): Cents {
  const { size } = prices.unit;
  return cost % size === 0 ? cents(cost / size) : halfUp(ratio(BigInt(cost), BigInt(size)));
}
