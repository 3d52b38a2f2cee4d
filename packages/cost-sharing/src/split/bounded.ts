import { add, allocate, cents, commonDenominator, compare, exact, multiply, ratio, type Rational } from '@barnraise/money';

/** One who shares between two limits in whole cents; `high` null is no limit. */
export interface BoundedRow {
  readonly key: string;
  readonly weight: Rational;
  readonly low: number;
  readonly high: number | null;
}

export interface BoundedShare {
  readonly key: string;
  readonly cents: number;
  /** The exact value before the odd cents, in cents. */
  readonly exactCents: Rational;
  /** Which limit holds the share away from rate times weight. */
  readonly held: 'low' | 'high' | null;
  readonly oddCent: boolean;
}

export type BoundedSplit =
  | { readonly ok: true; readonly rate: Rational; readonly shares: readonly BoundedShare[] }
  | { readonly ok: false; readonly short: 'lows' | 'highs'; readonly gapCents: number };

interface Bend {
  readonly at: Rational;
  readonly slope: bigint;
  readonly level: bigint;
}

/**
 * Splits `total` >= 0 cents so that everyone pays one and the same rate per weight, but no less
 * than its low and no more than its high: share = clamp(rate × weight, low, high), with the one
 * rate that makes the sum right. (Holding the two kinds of limit in one pass is wrong: see the
 * case "pinning floors and caps".) The members between their limits share their part by largest
 * remainder. If no rate will do, the gap says by how many cents the limits miss the total.
 * Each low must not exceed its high. Weights are exact, zero or more; weight zero stays at its low.
 */
export function boundedSplit(total: number, rows: readonly BoundedRow[]): BoundedSplit {
  const scale = commonDenominator(rows.map((row) => row.weight));
  const weights = rows.map((row) => row.weight.n * (scale / row.weight.d));
  const lows = rows.reduce((all, row) => all + BigInt(row.low), 0n);
  const wanted = BigInt(total);
  if (lows > wanted) return { ok: false, short: 'lows', gapCents: cents(lows - wanted) };
  const found = findRate(wanted, lows, bends(rows, weights));
  if (typeof found === 'bigint') return { ok: false, short: 'highs', gapCents: cents(found) };
  return { ok: true, rate: multiply(found, exact(scale)), shares: settle(wanted, found, rows, weights) };
}

/** Where the sum of the shares, as a function of the rate, changes its slope. */
function bends(rows: readonly BoundedRow[], weights: readonly bigint[]): Bend[] {
  const all: Bend[] = [];
  rows.forEach((row, i) => {
    const weight = weights[i]!;
    if (weight === 0n) return;
    all.push({ at: ratio(BigInt(row.low), weight), slope: weight, level: -BigInt(row.low) });
    if (row.high !== null) all.push({ at: ratio(BigInt(row.high), weight), slope: -weight, level: BigInt(row.high) });
  });
  return all.sort((a, b) => compare(a.at, b.at));
}

/** The rate at which the shares add up to `wanted`, or by how many cents the largest sum misses it. */
function findRate(wanted: bigint, lows: bigint, all: readonly Bend[]): Rational | bigint {
  let slope = 0n;
  let level = lows;
  for (const bend of all) {
    const reached = add(exact(level), multiply(exact(slope), bend.at));
    if (compare(reached, exact(wanted)) >= 0) return slope === 0n ? bend.at : ratio(wanted - level, slope);
    slope += bend.slope;
    level += bend.level;
  }
  if (slope > 0n) return ratio(wanted - level, slope);
  return level >= wanted ? exact(0) : wanted - level;
}

function settle(wanted: bigint, rate: Rational, rows: readonly BoundedRow[], weights: readonly bigint[]): BoundedShare[] {
  let open = wanted;
  const shares = rows.map((row, i): BoundedShare | null => {
    const due = multiply(rate, exact(weights[i]!));
    const low = compare(due, exact(row.low));
    const high = row.high === null ? -1 : compare(due, exact(row.high));
    if (low > 0 && high < 0) return null;
    const value = low <= 0 ? row.low : row.high!;
    open -= BigInt(value);
    const held = low < 0 ? 'low' : high > 0 ? 'high' : null;
    return { key: row.key, cents: value, exactCents: exact(value), held, oddCent: false };
  });
  const free = rows.flatMap((row, i) => (shares[i] === null ? [{ key: row.key, weight: weights[i]!, i }] : []));
  if (free.length === 0) return shares as BoundedShare[];
  allocate(cents(open), free).forEach((share, k) => {
    const exactCents = multiply(rate, exact(free[k]!.weight));
    shares[free[k]!.i] = { key: share.key, cents: share.cents, exactCents, held: null, oddCent: share.oddCent };
  });
  return shares as BoundedShare[];
}
