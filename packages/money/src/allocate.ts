import { cents, type Cents } from './cents.js';
import { commonDenominator, exact, type Exact } from './rational.js';

/** One who shares: a key of its own and an exact weight, zero or more. */
export interface Part {
  readonly key: string;
  readonly weight: Exact;
}

/** What one part pays; `oddCent` tells that one of the left-over cents fell here. */
export interface Share {
  readonly key: string;
  readonly cents: Cents;
  readonly oddCent: boolean;
}

/**
 * Splits `total` cents in proportion to the weights, to the cent, by largest remainder
 * (Hamilton): everyone gets the whole cents of its exact share, and the cents left over go one
 * each to the largest fractions; ties go to the larger weight, then to the key that comes first
 * by code unit. The shares add up to `total`, each is within a cent of its exact value, a zero
 * weight gets zero, and the order of `parts` changes nothing. A negative total is split by size
 * and negated, so that a refund exactly undoes a charge.
 *
 * Shares come back in the order of `parts`. Throws RangeError when the weights add up to zero
 * (nobody can pay), a weight is negative or not exact, a key comes twice, or `total` is not whole.
 */
export function allocate(total: number, parts: readonly Part[]): Share[] {
  const whole = cents(total);
  const keys = parts.map((part) => part.key);
  if (new Set(keys).size !== keys.length) throw new RangeError('Each part needs a key of its own.');
  const { amounts, odd } = allocateWhole(Math.abs(whole), wholeWeights(parts), keys);
  return keys.map((key, i) => ({
    key,
    cents: cents(whole < 0 ? -amounts[i]! : amounts[i]!),
    oddCent: odd[i] === 1,
  }));
}

/** Weights as whole numbers in the same proportion: plain numbers where they fit, else bigints. */
function wholeWeights(parts: readonly Part[]): number[] | bigint[] {
  if (parts.every(({ weight }) => typeof weight === 'number' && Number.isSafeInteger(weight))) {
    return parts.map(({ weight }) => weight as number);
  }
  const values = parts.map(({ weight }) => exact(weight));
  const common = commonDenominator(values);
  return values.map(({ n, d }) => n * (common / d));
}

export interface WholeAllocation {
  /** Cents by position. */
  readonly amounts: Float64Array;
  /** 1 where an odd cent fell. */
  readonly odd: Uint8Array;
}

/**
 * The same rule on bare arrays, for many lines at once: `total` >= 0 cents, whole weights >= 0,
 * one key per position (used for ties alone). Numbers are used while every product of the total
 * and a weight stays below 2^51, bigints beyond. Throws RangeError as `allocate` does.
 */
export function allocateWhole(total: number, weights: readonly number[] | readonly bigint[], keys: readonly string[]): WholeAllocation {
  return typeof weights[0] === 'bigint' ? allocateBig(total, weights as readonly bigint[], keys) : allocateNumbers(total, weights as readonly number[], keys);
}

const nobody = (): never => {
  throw new RangeError('The weights add up to zero: nobody can pay.');
};
const negative = (): never => {
  throw new RangeError('A weight below zero cannot share a cost.');
};

/** While products stay below this, `quotient` in `allocateNumbers` is exact, however large the sum (beyond it, zero). */
const EXACT_PRODUCTS = 2 ** 51;
/** Remainders are counted by size into so many buckets, so that only those in one bucket need comparing. */
const BUCKETS = 256;
const counts = new Int32Array(BUCKETS);

function allocateNumbers(total: number, weights: readonly number[], keys: readonly string[]): WholeAllocation {
  const size = keys.length;
  let sum = 0;
  let least = 0;
  let largest = 0;
  for (let i = 0; i < size; i += 1) {
    const weight = weights[i]!;
    sum += weight;
    least = Math.min(least, weight);
    largest = Math.max(largest, weight);
  }
  if (!(least >= 0)) negative();
  if (sum === 0) nobody();
  if (total * largest >= EXACT_PRODUCTS) return allocateBig(total, weights.map(BigInt), keys);
  const amounts = new Float64Array(size);
  const odd = new Uint8Array(size);
  counts.fill(0);
  const perSum = 1 / sum;
  const scale = (BUCKETS - 1) / sum;
  let left = total;
  for (let i = 0; i < size; i += 1) {
    const product = total * weights[i]!;
    // Half a unit up, the true quotient is at least half of 1/sum away from a whole number; rounding
    // twice moves it by less than that while products stay below 2^51. So this is exact, undivided.
    const quotient = Math.floor((product + 0.5) * perSum);
    const bucket = ((product - quotient * sum) * scale) | 0;
    amounts[i] = quotient;
    odd[i] = bucket; // until the edge is known
    counts[bucket]! += 1;
    left -= quotient;
  }
  let edge = BUCKETS - 1;
  while (counts[edge]! <= left) {
    left -= counts[edge]!;
    edge -= 1;
  }
  const atEdge: number[] = [];
  for (let i = 0; i < size; i += 1) {
    const bucket = odd[i]!;
    const cent = Number(bucket > edge);
    amounts[i]! += cent;
    odd[i] = cent;
    if (bucket === edge) atEdge.push(i);
  }
  if (left > 0) giveOddCents(left, atEdge, total, sum, weights, keys, { amounts, odd });
  return { amounts, odd };
}

/** One cent each to the largest remainders among `some`. Apart from the loops, which its closures would slow. */
function giveOddCents(count: number, some: number[], total: number, sum: number, weights: readonly number[], keys: readonly string[], { amounts, odd }: WholeAllocation): void {
  const rest = (i: number): number => total * weights[i]! - amounts[i]! * sum;
  some.sort((a, b) => rest(b) - rest(a) || byWeightThenKey(weights[a]!, keys[a]!, weights[b]!, keys[b]!));
  for (const i of some.slice(0, count)) {
    amounts[i]! += 1;
    odd[i] = 1;
  }
}

function byWeightThenKey(weightA: number | bigint, keyA: string, weightB: number | bigint, keyB: string): number {
  if (weightA !== weightB) return weightA > weightB ? -1 : 1;
  return keyA < keyB ? -1 : 1;
}

function allocateBig(total: number, weights: readonly bigint[], keys: readonly string[]): WholeAllocation {
  if (weights.some((weight) => weight < 0n)) negative();
  const sum = weights.reduce((a, b) => a + b, 0n);
  if (sum === 0n) nobody();
  const whole = BigInt(total);
  const rests = weights.map((weight) => (whole * weight) % sum);
  const amounts = Float64Array.from(weights, (weight) => Number((whole * weight) / sum));
  const left = Number(rests.reduce((a, b) => a + b, 0n) / sum);
  const odd = new Uint8Array(keys.length);
  const order = keys.map((_, i) => i).sort((a, b) => {
    if (rests[a] !== rests[b]) return rests[a]! > rests[b]! ? -1 : 1;
    return byWeightThenKey(weights[a]!, keys[a]!, weights[b]!, keys[b]!);
  });
  for (const i of order.slice(0, left)) {
    odd[i] = 1;
    amounts[i]! += 1;
  }
  return { amounts, odd };
}
