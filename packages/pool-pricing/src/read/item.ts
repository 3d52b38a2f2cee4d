import type { Prices } from '../price/list.js';
import { refuse } from '../refusal.js';
import { readCharges, type KnownCharge } from './charges.js';
import { LARGEST_LINE_CENTS, MOST_UNITS, readText } from './fields.js';
import { readPrices } from './prices.js';
import { readQuantity, readUnits, unitNamed, type KnownUnit, type Units } from './units.js';

/** An item as the rules need it; every count is in its smallest unit. */
export interface KnownItem {
  readonly key: string;
  readonly name: string;
  readonly specification: string | null;
  readonly units: Units;
  readonly smallest: KnownUnit;
  /** Only whole ones of this are ordered. */
  readonly order: KnownUnit;
  readonly prices: Prices;
  /** 0 where there is none. */
  readonly threshold: number;
  readonly ceiling: number | null;
  /** The most that whole cases can come to under the ceiling. */
  readonly most: number;
  readonly charges: readonly KnownCharge[];
}

export function readItem(entry: Record<string, unknown>, at: string): KnownItem {
  const units = readUnits(entry['units'], `${at}.units`);
  const order = unitNamed(units, entry['orderUnit'], `${at}.orderUnit`);
  const threshold = entry['threshold'] === undefined ? 0 : readQuantity(entry['threshold'], units, `${at}.threshold`);
  const ceiling = entry['ceiling'] === undefined ? null : readQuantity(entry['ceiling'], units, `${at}.ceiling`);
  const most = Math.floor((ceiling ?? MOST_UNITS) / order.size) * order.size;
  if (threshold > most) refuse('limits-cross', `${at}.threshold`, `${at}.threshold can't be met by whole cases under the ceiling; lower it or raise the ceiling.`, { threshold, most });
  return {
    key: readText(entry['key'], `${at}.key`),
    name: readText(entry['name'], `${at}.name`),
    specification: entry['specification'] === undefined ? null : readText(entry['specification'], `${at}.specification`),
    units,
    smallest: [...units.values()][0]!,
    order,
    prices: readPrices(entry['price'], units, `${at}.price`),
    threshold,
    ceiling,
    most,
    charges: readCharges(entry['charges'], units, `${at}.charges`),
  };
}

/** Refuses commitments so large that a line of the item could come to more than money is counted in here. `wanted`: all maximums. */
export function refuseTooMuch(item: KnownItem, wanted: number, field: string): void {
  if (wanted > MOST_UNITS) refuse('quantity-invalid', field, `The maximums for ${item.name} come to more than 90 million of the smallest unit.`, { most: MOST_UNITS });
  const { prices, order } = item;
  // A buy-up goes at most to the last tier, in whole cases.
  const units = Math.min(item.most, Math.max(wanted, prices.tiers.at(-1)!.reach) + order.size);
  const dearest = Math.max(...prices.tiers.map((tier) => tier.priceCents / prices.unit.size), ...item.charges.map(({ amount }) => (amount.kind === 'per-unit' ? amount.cents / amount.unit.size : 0)));
  if (units * dearest > LARGEST_LINE_CENTS) refuse('amount-invalid', field, `${item.name} could come to more than a billion dollars; lower the maximums.`, { units });
}
