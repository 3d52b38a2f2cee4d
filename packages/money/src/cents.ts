declare const brand: unique symbol;

/** A whole number of US cents, never a fraction, within the safe integers (about 90 trillion dollars). */
export type Cents = number & { readonly [brand]: 'Cents' };

/** Marks `value` as cents. Throws RangeError unless it is a safe integer; minus zero becomes zero. */
export function cents(value: number | bigint): Cents {
  const size = Number(value);
  if (!Number.isSafeInteger(size)) throw new RangeError(`${value} is not a whole number of cents.`);
  return (size === 0 ? 0 : size) as Cents;
}

/** The sum of whole cents. Throws RangeError when it leaves the safe integers. */
export function addCents(values: Iterable<number>): Cents {
  let total = 0;
  for (const value of values) total = cents(total + cents(value));
  return total as Cents;
}
