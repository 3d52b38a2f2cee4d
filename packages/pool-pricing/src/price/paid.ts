import { ratio, type Rational } from '@barnraise/money';
import type { KnownUnit } from '../read/units.js';
import { MOST_UNITS } from '../read/fields.js';
import { costOf, type Prices } from './list.js';

/** A price per one smallest unit, in cents, exact and in lowest terms; never rounded, so never a rate that loses a cent. */
export type UnitPrice = Rational;

/** What each unit taken costs when `units` are ordered for `taken` of them. */
export function paidPerUnit(prices: Prices, units: number, taken: number): UnitPrice {
  return ratio(BigInt(costOf(prices, units)), BigInt(prices.unit.size) * BigInt(taken));
}

/** The most a district pays: cents per one of `unit`. */
export interface NotToExceed {
  readonly cents: number;
  readonly unit: KnownUnit;
}

/** Whether a price keeps within a district's limit; compared as fractions. Prepared once per price, because many districts ask. */
export function within(price: UnitPrice): (limit: NotToExceed | null) => boolean {
  const small = price.n <= BigInt(MOST_UNITS) && price.d <= BigInt(MOST_UNITS);
  const n = Number(price.n);
  const d = Number(price.d);
  return (limit) => {
    if (limit === null) return true;
    if (small) return n * limit.unit.size <= limit.cents * d;
    return price.n * BigInt(limit.unit.size) <= BigInt(limit.cents) * price.d;
  };
}
