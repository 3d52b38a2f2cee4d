/** An exact fraction in lowest terms; `d` is always positive. */
export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

/** What may stand where an exact number is wanted: a safe integer, a bigint, a fraction, or text such as `1.25` and `3/4`. */
export type Exact = number | bigint | string | Rational;

const gcd = (a: bigint, b: bigint): bigint => {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
};

/** `n/d` in lowest terms. Throws RangeError when `d` is zero. */
export function ratio(n: bigint, d: bigint = 1n): Rational {
  if (d === 0n) throw new RangeError('A fraction needs a denominator other than zero.');
  if (d === 1n) return { n, d };
  const g = gcd(n, d);
  const sign = d < 0n ? -1n : 1n;
  return { n: (sign * n) / g, d: (sign * d) / g };
}

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?$/;
const FRACTION = /^([+-]?\d+)\/(\d+)$/;

function parse(text: string): Rational {
  const fraction = FRACTION.exec(text);
  if (fraction) return ratio(BigInt(fraction[1]!), BigInt(fraction[2]!));
  const decimal = DECIMAL.exec(text);
  if (!decimal) throw new RangeError(`"${text.slice(0, 40)}" is not an exact number; write it like 12, 1.25 or 3/4.`);
  const digits = decimal[3] ?? '';
  const size = ratio(BigInt(decimal[2]! + digits), 10n ** BigInt(digits.length));
  return decimal[1] === '-' ? negate(size) : size;
}

/**
 * The exact value of `value`. A `number` must be a safe integer: a float such as 1.15 is not the
 * number that was written, so it is refused with a RangeError; pass it as text.
 */
export function exact(value: Exact): Rational {
  if (typeof value === 'bigint') return { n: value, d: 1n };
  if (typeof value === 'string') return parse(value);
  if (typeof value === 'object') return value;
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a whole number; write fractions as text, like "1.25".`);
  return { n: BigInt(value), d: 1n };
}

export const ZERO: Rational = { n: 0n, d: 1n };
export const ONE: Rational = { n: 1n, d: 1n };

export const add = (a: Rational, b: Rational): Rational =>
  a.d === b.d ? ratio(a.n + b.n, a.d) : ratio(a.n * b.d + b.n * a.d, a.d * b.d);
export const negate = (a: Rational): Rational => ({ n: -a.n, d: a.d });
export const subtract = (a: Rational, b: Rational): Rational => add(a, negate(b));
export const multiply = (a: Rational, b: Rational): Rational => ratio(a.n * b.n, a.d * b.d);
/** `a / b`. Throws RangeError when `b` is zero. */
export const divide = (a: Rational, b: Rational): Rational => ratio(a.n * b.d, a.d * b.n);
export const sum = (values: readonly Rational[]): Rational => values.reduce(add, ZERO);

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`. */
export function compare(a: Rational, b: Rational): number {
  const gap = a.n * b.d - b.n * a.d;
  return gap < 0n ? -1 : gap > 0n ? 1 : 0;
}
export const equals = (a: Rational, b: Rational): boolean => a.n === b.n && a.d === b.d;
export const minimum = (a: Rational, b: Rational): Rational => (compare(a, b) <= 0 ? a : b);
export const maximum = (a: Rational, b: Rational): Rational => (compare(a, b) >= 0 ? a : b);

/** The largest integer not above `a`. */
export function floor(a: Rational): bigint {
  const q = a.n / a.d;
  return a.n < 0n && q * a.d !== a.n ? q - 1n : q;
}
/** The smallest integer not below `a`. */
export const ceil = (a: Rational): bigint => -floor(negate(a));

/** `3/4`, or `12` for a whole number: the form fractions take in a trace. */
export const toText = (a: Rational): string => (a.d === 1n ? a.n.toString() : `${a.n}/${a.d}`);

/** The least common multiple of the denominators: the factor that makes every value whole. */
export function commonDenominator(values: readonly Rational[]): bigint {
  let common = 1n;
  for (const { d } of values) if (common % d !== 0n) common = (common / gcd(common, d)) * d;
  return common;
}
