import { costOf, tierAt } from '../price/list.js';
import type { KnownItem } from '../read/item.js';
import type { Rules } from '../pool.js';

/** Whole cases that lie between all minimums and all maximums, the threshold counted in where it can be reached. */
export interface Reach {
  readonly from: number;
  readonly to: number;
}

/** `least` and `most` are sums over districts, in the smallest unit. Null where no whole number of cases lies between. */
export function reachOf(item: KnownItem, least: number, most: number): Reach | null {
  const size = item.order.size;
  const low = up(least, size);
  const to = Math.min(down(most, size), item.most);
  if (low > to) return null;
  const wanted = up(item.threshold, size);
  return { from: wanted > low && wanted <= to ? wanted : low, to };
}

/**
 * The quantity to order within reach. Best price: the lowest price of a tier that can be reached,
 * and no more units than that takes, so that nobody is asked for room that gains nothing. Least
 * cost: the least money in total, then the fewest units.
 */
export function chooseUnits(item: KnownItem, { from, to }: Reach, aim: Rules['aim']): number {
  const { prices } = item;
  const start = aim === 'best-price' && from === 0 && to > 0 ? item.order.size : from;
  const merit = (units: number): number => (aim === 'best-price' ? prices.tiers[tierAt(prices, Math.max(1, units))]!.priceCents : costOf(prices, units));
  let best = start;
  for (const units of starts(item, start, to)) if (merit(units) < merit(best)) best = units;
  return best;
}

/** The quantity above everyone's maximum that costs least in total, then the smallest; null where the ceiling forbids any. */
export function cheapestBeyond(item: KnownItem, most: number): number | null {
  let best: number | null = null;
  for (const units of starts(item, up(most + 1, item.order.size), item.most)) if (best === null || costOf(item.prices, units) < costOf(item.prices, best)) best = units;
  return best;
}

/** Within a tier fewer units are never dearer, so only the first quantity in each one needs a look. Rising, within `from` to `to`. */
function starts({ prices, order }: KnownItem, from: number, to: number): number[] {
  return [from, ...prices.tiers.map((tier) => up(tier.reach, order.size)).filter((units) => units > from)].filter((units) => units <= to);
}

/** The last whole case at or below `units`, and the first at or above. */
export const down = (units: number, size: number): number => units - (units % size);
export const up = (units: number, size: number): number => down(units + size - 1, size);
