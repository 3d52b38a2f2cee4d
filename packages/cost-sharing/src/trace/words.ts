import { exact, floor, formatCents, subtract, toText, ZERO, compare } from '@barnraise/money';

/** How a member is called. */
export type Name = (member: string) => string;

/** `1 seat`, `3 seats`. */
export const counted = (count: number, unit: string): string => `${group(String(count))} ${unit}${count === 1 ? '' : 's'}`;

/** Digits in groups of three; a fraction is left as it is. */
export const group = (digits: string): string => (/^-?\d+$/.test(digits) ? digits.replace(/\B(?=(\d{3})+$)/g, ',') : digits);

/** An exact amount in cents: `$286.36`, or `$286.36 and 4/11 of a cent`. */
export function exactMoney(text: string): string {
  const value = exact(text);
  const size = compare(value, ZERO) < 0 ? { n: -value.n, d: value.d } : value;
  const whole = floor(size);
  const rest = subtract(size, exact(whole));
  const sign = value.n < 0n ? -1 : 1;
  const money = formatCents(sign * Number(whole));
  return rest.n === 0n ? money : `${money} and ${toText(rest)} of a cent`;
}

/** `A`, `A and B`, `A, B and C`. */
export function list(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
