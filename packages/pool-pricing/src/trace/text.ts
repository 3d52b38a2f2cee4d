import { compare, exact, floor, formatCents, multiply, subtract, toText, ZERO, type Rational } from '@barnraise/money';
import type { Trace, UnitWords } from './trace.js';

/** The words that sentences here are made of. */

/** Digits in groups of three. */
export const digits = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** `1 ream`, `1,250 reams`. */
export const counted = (count: number, unit: UnitWords): string => `${digits(count)} ${count === 1 ? unit.one : unit.many}`;

/** `1,250 reams`, and how many cases that is where it is whole ones: `1,250 reams (125 cases)`. */
export function quantity(count: number, { unit, order }: Trace): string {
  const plain = counted(count, unit);
  return order.one === unit.one || count === 0 || count % order.holds !== 0 ? plain : `${plain} (${counted(count / order.holds, order)})`;
}

/** `30 reams`, or `30 to 40 reams`. */
export const range = (minimum: number, maximum: number, unit: UnitWords): string => (minimum === maximum ? counted(minimum, unit) : `${digits(minimum)} to ${counted(maximum, unit)}`);

/** An exact amount in cents: `$4.15`, or `$4.15 and 3/11 of a cent`. */
export function exactMoney(value: Rational): string {
  const whole = floor(value);
  const rest = subtract(value, exact(whole));
  const money = formatCents(Number(whole));
  return compare(rest, ZERO) === 0 ? money : `${money} and ${toText(rest)} of a cent`;
}

/** What `units` come to at an exact price per unit. */
export const worth = (paid: string, units: number): Rational => multiply(exact(paid), exact(units));

/** `A`, `A and B`, `A, B and C`. */
export const listed = (items: readonly string[]): string => (items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`);

/** `1 district`, `12 districts`. */
export const districts = (count: number): string => counted(count, { one: 'district', many: 'districts' });

/** A part in hundredths, rounded down, for reading alone: `87%`. */
export const percent = (part: number, whole: number): string => `${Math.floor((part * 100) / whole)}%`;
