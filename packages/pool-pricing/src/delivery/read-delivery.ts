import { exact, type Rational } from '@barnraise/money';
import { refuse } from '../refusal.js';
import { MOST_UNITS, readChoice, readCount, readList, readRecord, readText, refuseTwice } from '../read/fields.js';

/** A delivery of one item to be shared among those who ordered it. Counts are in the smallest unit. */
export interface Delivery {
  readonly item: string;
  readonly unit: { readonly one: string; readonly many: string };
  /**
   * Chosen when the round opened. `max-min`: the smallest fraction of what was ordered is as large as can be. `pro-rata`: in
   * proportion to what was ordered, by largest remainder. `first-come`: in the order of the commitments, each in full.
   */
  readonly rule: 'max-min' | 'pro-rata' | 'first-come';
  /** Exact cents per smallest unit, as the fill froze it: a short delivery changes no price. */
  readonly paid: string;
  readonly delivered: number;
  readonly ordered: readonly {
    readonly district: string;
    readonly name?: string;
    readonly units: number;
    /** Below it the district may not want the goods; the line says so. */
    readonly minimum?: number;
    /** The place of its commitment in the order they came, from 1; for `first-come`. */
    readonly place?: number;
  }[];
}

/** A delivery that has been read, in the order of the districts' keys. */
export interface KnownDelivery {
  readonly item: string;
  readonly unit: { readonly one: string; readonly many: string };
  readonly rule: Delivery['rule'];
  readonly paid: Rational;
  readonly delivered: number;
  readonly ordered: readonly Ordered[];
  /** All that was ordered. */
  readonly total: number;
}

export interface Ordered {
  readonly district: string;
  readonly name: string;
  readonly units: number;
  readonly minimum: number;
  readonly place: number;
}

/** Reads a delivery as a person or a program may have written it. */
export function readDelivery(value: unknown): KnownDelivery {
  const entry = readRecord(value, 'delivery');
  const rule = readChoice<Delivery['rule']>(entry['rule'], ['max-min', 'pro-rata', 'first-come'], 'rule');
  const ordered = readOrdered(entry['ordered'], rule);
  const total = ordered.reduce((sum, each) => sum + each.units, 0);
  if (total > MOST_UNITS) refuse('quantity-invalid', 'ordered', 'More than 90 million units were ordered; share this delivery in parts.', { most: MOST_UNITS });
  return { item: readText(entry['item'], 'item'), unit: readUnit(entry['unit']), rule, paid: readPaid(entry['paid']), delivered: readCount(entry['delivered'], 0, 'delivered'), ordered, total };
}

function readOrdered(value: unknown, rule: Delivery['rule']): Ordered[] {
  const ordered = readList(value, 'ordered', 10_000).map((given, i) => {
    const at = `ordered.${i}`;
    const entry = readRecord(given, at);
    const district = readText(entry['district'], `${at}.district`);
    if (rule === 'first-come' && entry['place'] === undefined) refuse('place-missing', `${at}.place`, `${at}.place is needed: the rule of this round serves commitments in the order they came.`, { district });
    return {
      district,
      name: entry['name'] === undefined ? district : readText(entry['name'], `${at}.name`),
      units: readCount(entry['units'], 0, `${at}.units`),
      minimum: entry['minimum'] === undefined ? 0 : readCount(entry['minimum'], 0, `${at}.minimum`),
      place: entry['place'] === undefined ? 0 : readCount(entry['place'], 1, `${at}.place`),
    };
  });
  refuseTwice(ordered.map((each) => each.district), 'ordered');
  if (rule === 'first-come') refuseTwice(ordered.map((each) => `place ${each.place}`), 'ordered');
  return ordered.sort((a, b) => (a.district < b.district ? -1 : 1));
}

function readPaid(value: unknown): Rational {
  const text = readText(value, 'paid');
  if (!/^\d{1,20}(\/[1-9]\d{0,20})?$/.test(text)) refuse('amount-invalid', 'paid', 'paid must be an exact price in cents per unit, like 415 or 83/20.');
  return exact(text);
}

function readUnit(value: unknown): { one: string; many: string } {
  const entry = readRecord(value, 'unit');
  return { one: readText(entry['one'], 'unit.one'), many: readText(entry['many'], 'unit.many') };
}
