import { cents, type Cents } from './cents.js';
import { commonDenominator, exact, type Exact } from './rational.js';
import { bucketsFor, rankedFromTop } from './select.js';

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
 * one key per position (used for ties alone). Numbers are used while every product stays a safe
 * integer, bigints beyond. Throws RangeError as `allocate` does.
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

function allocateNumbers(total: number, weights: readonly number[], keys: readonly string[]): WholeAllocation {
  const size = keys.length;
  let sum = 0;
  let largest = 0;
  for (let i = 0; i < size; i += 1) {
    const weight = weights[i]!;
    if (!(weight >= 0)) negative();
    sum += weight;
    if (weight > largest) largest = weight;
  }
  if (sum === 0) nobody();
  if (total * largest + sum > Number.MAX_SAFE_INTEGER) return allocateBig(total, weights.map(BigInt), keys);
  const amounts = new Float64Array(size);
  const rests = new Float64Array(size);
  const buckets = bucketsFor(size);
  const counts = new Int32Array(buckets + 1);
  const scale = buckets / sum;
  let left = total;
  for (let i = 0; i < size; i += 1) {
    const product = total * weights[i]!;
    let quotient = Math.floor(product / sum);
    let rest = product - quotient * sum;
    // The rounded quotient is off by one at most; the products are whole and safe, so this is exact.
    if (rest < 0) {
      quotient -= 1;
      rest += sum;
    }
    amounts[i] = quotient;
    rests[i] = rest;
    counts[(rest * scale) | 0]! += 1;
    left -= quotient;
  }
  const odd = new Uint8Array(size);
  if (left === 0) return { amounts, odd };
  const allocation = { amounts, odd };
  giveOddCents(left, rankedFromTop(rests, counts, scale, left - 1), rests, weights, keys, allocation);
  return allocation;
}

/** One cent to every remainder above the edge; the ties at the edge need the weights and keys. */
function giveOddCents(count: number, edge: number, rests: Float64Array, weights: readonly number[], keys: readonly string[], { amounts, odd }: WholeAllocation): void {
  const tied: number[] = [];
  let open = count;
  for (let i = 0; i < rests.length; i += 1) {
    const above = rests[i]! > edge ? 1 : 0;
    odd[i] = above;
    amounts[i]! += above;
    open -= above;
    if (rests[i] === edge) tied.push(i);
  }
  if (open < tied.length) tied.sort((a, b) => byWeightThenKey(weights[a]!, keys[a]!, weights[b]!, keys[b]!));
  for (const i of tied.slice(0, open)) {
    odd[i] = 1;
    amounts[i]! += 1;
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
