import { type RoundItem } from './words.js';

/** How many of the smallest unit each unit holds. */
export function sizesOf(units: readonly { name: string; holds?: number | null; of?: string | null }[]): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const { name, holds, of } of units) sizes.set(name, of == null ? 1 : (holds ?? 0) * (sizes.get(of) ?? 0));
  return sizes;
}

export interface Rung {
  readonly from: number;
  /** The last count that has this price; null where it goes on for ever. */
  readonly to: number | null;
  readonly priceCents: number;
}

export const rungsOf = (tiers: readonly { from: number; priceCents: number }[]): Rung[] => tiers.map(({ from, priceCents }, n) => ({ from, priceCents, to: tiers[n + 1] ? tiers[n + 1]!.from - 1 : null }));

/**
 * Where a count stands on a ladder whose rungs are drawn equally wide, from 0 to 1: a list that begins at 1, 20 and
 * 2,000 has three steps one can see. The last one goes on for ever; it is drawn as long as the one before it.
 */
export function placeOf(rungs: readonly Rung[], count: number): number {
  if (rungs.length === 0 || count <= 0) return 0;
  const at = Math.max(0, rungs.findLastIndex(({ from }) => count >= from));
  // Stairs begin at nothing, whatever their first step counts from.
  const start = (n: number) => (n === 0 ? 0 : rungs[n]!.from);
  const long = at + 1 < rungs.length ? start(at + 1) - start(at) : at > 0 ? start(at) - start(at - 1) : Math.max(10, 2 * count);
  return (at + Math.min(0.96, (count - start(at)) / long)) / rungs.length;
}

/** How high each rung is drawn: the dearest 1, the cheapest never below a third, so that falling is seen and nothing vanishes. */
export function heightOf(rungs: readonly Rung[], at: number): number {
  const prices = rungs.map(({ priceCents }) => priceCents);
  const [high, low] = [Math.max(...prices), Math.min(...prices)];
  return high === low ? 0.7 : 0.36 + (0.64 * (rungs[at]!.priceCents - low)) / (high - low);
}

/** What is ordered now, in the unit that tiers count in. */
export function orderedOnLadder(item: Pick<RoundItem, 'units' | 'orderUnit' | 'tierUnit' | 'progress'>): number {
  const sizes = sizesOf(item.units);
  const [order, tier] = [sizes.get(item.orderUnit.name) ?? 1, sizes.get(item.tierUnit.name) ?? 1];
  return Math.floor(((item.progress?.ordered ?? 0) * order) / tier);
}

const ceilOf = (amount: number, by: number): number => Math.ceil(amount / by);

/**
 * What a quantity costs at one price of the list, before anybody else is counted in: to show beside a form, where the
 * server decides. Half a cent goes up, as on the order.
 */
export function costAt(item: Pick<RoundItem, 'units' | 'priceUnit'>, count: number, unit: string, priceCents: number): number {
  const sizes = sizesOf(item.units);
  return Math.round((count * (sizes.get(unit) ?? 0) * priceCents) / (sizes.get(item.priceUnit.name) ?? 1));
}

/** The most one line can come to: at its own limit, or at the highest price of the list. */
export function atMostOf(item: Pick<RoundItem, 'units' | 'priceUnit' | 'tiers'>, line: { maximum: number; unit: string; notToExceedCents: number | null }): number {
  const sizes = sizesOf(item.units);
  const highest = Math.max(...item.tiers.map(({ priceCents }) => priceCents));
  const listed = ceilOf(line.maximum * (sizes.get(line.unit) ?? 0) * highest, sizes.get(item.priceUnit.name) ?? 1);
  return line.notToExceedCents === null ? listed : Math.min(listed, line.maximum * line.notToExceedCents);
}
