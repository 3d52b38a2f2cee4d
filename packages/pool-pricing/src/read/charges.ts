import type { Rational } from '@barnraise/money';
import { refuse } from '../refusal.js';
import { LARGEST_LINE_CENTS, LARGEST_PRICE_CENTS, byKey, readCents, readChoice, readList, readPercent, readRecord, readText, refuseTwice } from './fields.js';
import { unitNamed, type KnownUnit, type Units } from './units.js';

export interface KnownCharge {
  readonly key: string;
  readonly name: string;
  readonly amount: ChargeAmount;
  readonly sharedBy: 'by-goods' | 'by-quantity' | 'equally';
}
export type ChargeAmount =
  | { readonly kind: 'fixed'; readonly cents: number }
  | { readonly kind: 'percent'; readonly percent: Rational; /** As it was written. */ readonly text: string }
  | { readonly kind: 'per-unit'; readonly cents: number; readonly unit: KnownUnit };

const MOST_CHARGES = 20;

/** Charges in the order of their keys. `units` is null for those of the whole round, which has none. */
export function readCharges(value: unknown, units: Units | null, field: string): readonly KnownCharge[] {
  if (value === undefined) return [];
  const charges = readList(value, field, MOST_CHARGES).map((entry, i) => readCharge(readRecord(entry, `${field}.${i}`), units, `${field}.${i}`));
  refuseTwice(charges.map((charge) => charge.key), field);
  return charges.sort(byKey);
}

function readCharge(entry: Record<string, unknown>, units: Units | null, at: string): KnownCharge {
  const sharedBy = readChoice<KnownCharge['sharedBy']>(entry['sharedBy'], ['by-goods', 'by-quantity', 'equally'], `${at}.sharedBy`);
  const amount = readAmount(readRecord(entry['amount'], `${at}.amount`), units, `${at}.amount`);
  const key = readText(entry['key'], `${at}.key`);
  if (units !== null || sharedBy !== 'by-quantity') return { key, name: readText(entry['name'], `${at}.name`), amount, sharedBy };
  return refuse('charge-not-possible-here', `${at}.sharedBy`, `${at} concerns items of different units, so it can't be shared by quantity; share it by goods or equally.`);
}

function readAmount(entry: Record<string, unknown>, units: Units | null, at: string): ChargeAmount {
  const given = ['cents', 'percentOfGoods', 'centsPer'].filter((name) => entry[name] !== undefined);
  if (given.length !== 1) refuse('input-malformed', at, `${at} must be one of: cents, percentOfGoods, centsPer with its unit.`);
  if (given[0] === 'cents') return { kind: 'fixed', cents: readCents(entry['cents'], 0, LARGEST_LINE_CENTS, `${at}.cents`) };
  if (given[0] === 'percentOfGoods') return { kind: 'percent', percent: readPercent(entry['percentOfGoods'], `${at}.percentOfGoods`), text: String(entry['percentOfGoods']) };
  if (units === null) refuse('charge-not-possible-here', at, `${at} is per unit; put it on the item that has the unit.`);
  return { kind: 'per-unit', cents: readCents(entry['centsPer'], 0, LARGEST_PRICE_CENTS, `${at}.centsPer`), unit: unitNamed(units, entry['unit'], `${at}.unit`) };
}
