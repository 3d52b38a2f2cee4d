import type { Commitment, Item, Round, Rules } from '../src/index.js';

/**
 * The rules of the README once more, by looking at everything there is: every set of districts,
 * every quantity, every division. It reads the round itself and shares no code with `src`.
 */
export interface Answer {
  readonly state: string;
  readonly units: number;
  readonly taken: number;
  readonly bound: readonly string[];
  readonly leftOut: readonly string[];
  /** Exact price per smallest unit, as numerator and denominator. */
  readonly price: readonly [bigint, bigint] | null;
  readonly takes: Readonly<Record<string, number>>;
  readonly cents: Readonly<Record<string, number>>;
}

interface One {
  readonly key: string;
  readonly lo: number;
  readonly hi: number;
  readonly nte: readonly [bigint, bigint] | null;
}

/** What was worked out for an item before: the same thing is asked a thousand times. */
function once<T>(work: (item: Item, units: number) => T): (item: Item, units: number) => T {
  const known = new WeakMap<Item, Map<number, T>>();
  return (item, units) => {
    if (!known.has(item)) known.set(item, new Map());
    const values = known.get(item)!;
    if (!values.has(units)) values.set(units, work(item, units));
    return values.get(units)!;
  };
}

export const sizesOf = (item: Item): Record<string, number> => sizes(item, 0);
const sizes = once((item) => {
  const sizes: Record<string, number> = {};
  for (const unit of item.units) sizes[unit.name] = unit.of === undefined ? 1 : unit.holds! * sizes[unit.of]!;
  return sizes;
});

export function onesOf(item: Item, commitments: readonly Commitment[]): One[] {
  const sizes = sizesOf(item);
  return commitments
    .filter((each) => each.item === item.key)
    .map((each): One => ({
      key: each.district,
      lo: each.minimum * sizes[each.unit]!,
      hi: each.maximum * sizes[each.unit]!,
      nte: each.notToExceed === undefined ? null : [BigInt(each.notToExceed.cents), BigInt(sizes[each.notToExceed.unit]!)],
    }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Price of the tier that the last of `units` stands in, and the cost of all, unit by unit, times the size of the priced unit. */
export const tierPrice = once((item, units): number => {
  const { tiers, mode } = item.price;
  const size = sizesOf(item)[item.price.tierUnit ?? item.price.unit]!;
  const count = mode === 'all-units' ? Math.floor(units / size) : Math.ceil(units / size);
  return (tiers.filter((tier) => tier.from <= count).at(-1) ?? tiers[0]!).priceCents;
});
export const cost: (item: Item, units: number) => bigint = once((item, units) => {
  if (item.price.mode === 'all-units') return BigInt(units) * BigInt(tierPrice(item, Math.max(1, units)));
  return units === 0 ? 0n : cost(item, units - 1) + BigInt(tierPrice(item, units));
});

interface Found {
  readonly state: 'ordered' | 'over-ceiling';
  readonly units: number;
  readonly taken: number;
  readonly kept: readonly One[];
}

const add = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);
const lows = (list: readonly One[]): number => add(list.map((one) => one.lo));
const highs = (list: readonly One[]): number => add(list.map((one) => one.hi));

function order(item: Item, ones: readonly One[], rules: Rules): Found {
  const size = sizesOf(item)[item.orderUnit]!;
  const sizes = sizesOf(item);
  const last = Math.max(...item.price.tiers.map((tier) => tier.from * sizes[item.price.tierUnit ?? item.price.unit]!));
  const end = item.ceiling === undefined ? Math.max(highs(ones), last, (item.threshold?.count ?? 0) * (item.threshold === undefined ? 0 : sizes[item.threshold.unit]!)) + 2 * size : item.ceiling.count * sizes[item.ceiling.unit]!;
  const wholes: number[] = [];
  for (let units = 0; units <= end; units += size) wholes.push(units);
  if (item.ceiling !== undefined && lows(ones) > wholes.at(-1)!) return { state: 'over-ceiling', units: 0, taken: 0, kept: ones };
  const threshold = item.threshold === undefined ? 0 : item.threshold.count * sizes[item.threshold.unit]!;
  const beyond = (list: readonly One[]): number | null => {
    const high = highs(list);
    const more = wholes.filter((units) => units > high);
    return more.length === 0 ? null : more.reduce((a, b) => (cost(item, b) < cost(item, a) ? b : a));
  };
  const withBuyUp = (units: number, kept: readonly One[]): Found => {
    const more = rules.buyUp && units > 0 ? beyond(kept) : null;
    return more !== null && cost(item, more) < cost(item, units) ? { state: 'ordered', units: more, taken: highs(kept), kept } : { state: 'ordered', units, taken: units, kept };
  };
  const [lowest, highest] = [lows(ones), highs(ones)];
  let fits = wholes.filter((units) => units >= lowest && units <= highest);
  if (fits.length > 0) {
    if (fits.some((units) => units >= threshold)) fits = fits.filter((units) => units >= threshold);
    if (rules.aim === 'best-price' && fits.some((units) => units > 0)) fits = fits.filter((units) => units > 0);
    const better = rules.aim === 'best-price' ? (a: number, b: number) => tierPrice(item, Math.max(1, b)) < tierPrice(item, Math.max(1, a)) : (a: number, b: number) => cost(item, b) < cost(item, a);
    return withBuyUp(fits.reduce((a, b) => (better(a, b) ? b : a)), ones);
  }
  const all = rules.oddUnits === 'order-for-all' ? beyond(ones) : null;
  if (all !== null) return { state: 'ordered', units: all, taken: highs(ones), kept: ones };
  let best: { kept: One[]; rank: number[] } | null = null;
  for (const kept of subsets(ones)) {
    const [low, high] = [lows(kept), highs(kept)];
    const units = wholes.findLast((each) => each >= low && each <= high);
    if (units === undefined) continue;
    const out = ones.filter((one) => !kept.includes(one));
    const rank = [-units, highs(out), highs(out) - lows(out), out.length, ...ones.map((one) => (kept.includes(one) ? 0 : 1))];
    if (best === null || before(rank, best.rank)) best = { kept, rank };
  }
  return withBuyUp(-best!.rank[0]!, best!.kept);
}

export function* subsets<T>(list: readonly T[]): Generator<T[]> {
  for (let mask = 0; mask < 2 ** list.length; mask += 1) yield list.filter((_, i) => (mask >> i) & 1);
}
const before = (a: readonly number[], b: readonly number[]): boolean => {
  const first = a.findIndex((value, i) => value !== b[i]);
  return first >= 0 && a[first]! < b[first]!;
};

const priceOf = (item: Item, found: Found): readonly [bigint, bigint] | null =>
  found.taken === 0 ? null : [cost(item, found.units), BigInt(found.taken) * BigInt(sizesOf(item)[item.price.unit]!)];
const agrees = (one: One, price: readonly [bigint, bigint]): boolean => one.nte === null || one.nte[0] * price[1] >= price[0] * one.nte[1];

/** Every set of commitments that orders something at a price all of them agree with. */
export function consistentSets(round: Round): string[][] {
  const item = round.items[0]!;
  return [...subsets(onesOf(item, round.commitments))].flatMap((set) => {
    const price = priceOf(item, order(item, set, round.rules));
    return price !== null && set.every((one) => agrees(one, price)) ? [set.map((one) => one.key)] : [];
  });
}

export function bruteFill(round: Round): Answer {
  const item = round.items[0]!;
  const sizes = sizesOf(item);
  let bound = onesOf(item, round.commitments);
  let found = order(item, bound, round.rules);
  for (;;) {
    found = order(item, bound, round.rules);
    const top = found.state === 'over-ceiling' ? Math.floor((item.ceiling!.count * sizes[item.ceiling!.unit]!) / sizes[item.orderUnit]!) * sizes[item.orderUnit]! : 0;
    const price: readonly [bigint, bigint] | null = found.state === 'over-ceiling' ? (top === 0 ? null : [cost(item, top), BigInt(top) * BigInt(sizes[item.price.unit]!)]) : priceOf(item, found);
    const staying = price === null ? bound : bound.filter((one) => agrees(one, price));
    if (staying.length === bound.length) break;
    bound = staying;
  }
  const threshold = item.threshold === undefined ? 0 : item.threshold.count * sizes[item.threshold.unit]!;
  const state = found.state === 'over-ceiling' ? found.state : found.units === 0 ? 'nothing-ordered' : found.units < threshold ? 'below-threshold' : 'filled';
  const takes = found.units === 0 ? {} : divide(found.kept, found.taken);
  return {
    state,
    units: found.units,
    taken: found.taken,
    bound: bound.map((one) => one.key),
    leftOut: bound.filter((one) => !found.kept.includes(one)).map((one) => one.key),
    price: priceOf(item, found),
    takes,
    cents: found.units === 0 ? {} : pay(roundHalfUp(cost(item, found.units), BigInt(sizes[item.price.unit]!)), takes),
  };
}

/** Unit by unit to the smallest fraction, then the smaller room, then the first key. */
function divide(kept: readonly One[], taken: number): Record<string, number> {
  const takes = Object.fromEntries(kept.map((one) => [one.key, one.lo]));
  for (let left = taken - lows(kept); left > 0; left -= 1) {
    const next = kept
      .filter((one) => takes[one.key]! < one.hi)
      .map((one) => ({ one, given: takes[one.key]! - one.lo, room: one.hi - one.lo }))
      .sort((a, b) => a.given * b.room - b.given * a.room || a.room - b.room || (a.one.key < b.one.key ? -1 : 1))[0]!;
    takes[next.one.key]! += 1;
  }
  return takes;
}

export const roundHalfUp = (n: bigint, d: bigint): number => Number((2n * n + d) / (2n * d));

/** Largest remainder; ties to the larger quantity, then the first key. */
export function pay(total: number, takes: Readonly<Record<string, number>>): Record<string, number> {
  const all = add(Object.values(takes));
  const rows = Object.entries(takes).map(([key, units]) => ({ key, units, whole: (BigInt(total) * BigInt(units)) / BigInt(all), rest: (BigInt(total) * BigInt(units)) % BigInt(all) }));
  let left = BigInt(total) - rows.reduce((sum, row) => sum + row.whole, 0n);
  const cents: Record<string, number> = {};
  for (const row of rows.sort((a, b) => (a.rest === b.rest ? b.units - a.units || (a.key < b.key ? -1 : 1) : a.rest > b.rest ? -1 : 1))) {
    cents[row.key] = Number(row.whole) + (left > 0n ? 1 : 0);
    left -= left > 0n ? 1n : 0n;
  }
  return Object.fromEntries(Object.keys(takes).map((key) => [key, cents[key]!]));
}

/** Every division of `units` within the rooms. */
export function* divisions(units: number, rooms: readonly number[]): Generator<number[]> {
  if (rooms.length === 0) {
    if (units === 0) yield [];
    return;
  }
  for (let first = 0; first <= Math.min(units, rooms[0]!); first += 1) for (const rest of divisions(units - first, rooms.slice(1))) yield [first, ...rest];
}
