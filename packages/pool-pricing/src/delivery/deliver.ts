import { hashOf, type Json } from '@barnraise/cost-sharing';
import { allocateWhole, compare, exact, halfUp, multiply, toText, ZERO, type Cents, type Rational } from '@barnraise/money';
import { maxMinFair } from '../fill/max-min.js';
import { LARGEST_LINE_CENTS, MOST_UNITS, readChoice, readCount, readList, readRecord, readText, refuseTwice } from '../read/fields.js';
import { answer, refuse, type Outcome } from '../refusal.js';
import type { DeliveryRow, FairProof, Trace } from '../trace/trace.js';

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

export interface DeliveryShares {
  /** In the order of the districts' keys. */
  readonly lines: readonly DeliveryRow[];
  /** Delivered beyond all that was ordered. */
  readonly spareUnits: number;
  readonly cents: Cents;
  readonly trace: Trace;
  readonly inputHash: string;
}

interface Ordered {
  readonly district: string;
  readonly name: string;
  readonly units: number;
  readonly minimum: number;
  readonly place: number;
}

/** Shares out what has come by the rule of the round, and what each district pays for what it gets. Refuses what is not a delivery. */
export function shareDelivery(delivery: Delivery): Outcome<{ shares: DeliveryShares }> {
  return answer(() => {
    const entry = readRecord(delivery, 'delivery');
    const rule = readChoice<Delivery['rule']>(entry['rule'], ['max-min', 'pro-rata', 'first-come'], 'rule');
    const ordered = readOrdered(entry['ordered'], rule);
    const delivered = readCount(entry['delivered'], 0, 'delivered');
    const all = ordered.reduce((sum, each) => sum + each.units, 0);
    if (all > MOST_UNITS) refuse('quantity-invalid', 'ordered', 'More than 90 million units were ordered; share this delivery in parts.', { most: MOST_UNITS });
    const paid = readPaid(entry['paid']);
    const handedOut = Math.min(all, delivered);
    const { units, proof } = handOut(rule, handedOut, ordered);
    const cost = multiply(paid, exact(handedOut));
    if (compare(cost, exact(LARGEST_LINE_CENTS)) > 0) refuse('amount-invalid', 'paid', 'The delivery comes to more than a billion dollars.');
    const cents = halfUp(cost);
    const shared = handedOut === 0 ? null : allocateWhole(cents, units, ordered.map((each) => each.district));
    const lines = ordered.map(({ district, units: wanted, minimum }, i): DeliveryRow => ({
      district, ordered: wanted, units: units[i]!, belowMinimum: units[i]! < Math.min(minimum, wanted), cents: shared?.amounts[i] ?? 0, oddCent: shared?.odd[i] === 1,
    }));
    const head = { item: readText(entry['item'], 'item'), unit: readUnit(entry['unit']) };
    const spare = delivered - handedOut;
    const trace: Trace = {
      schema: 'barnraise-pool-trace/1',
      rounding: 'largest-remainder/1',
      unit: head.unit,
      order: { ...head.unit, holds: 1 },
      names: Object.fromEntries(ordered.map(({ district, name }) => [district, name])),
      steps: [{ kind: 'delivery', name: head.item, rule, ordered: all, delivered, spare, cents, paid: toText(paid), rows: lines, proof }],
    };
    const input: Json = { schema: 'barnraise-pool-delivery/1', ...head, unit: { ...head.unit }, rule, delivered, paid: toText(paid), ordered: ordered.map((each) => ({ ...each })) };
    return { shares: { lines, spareUnits: spare, cents, trace, inputHash: hashOf(input) } };
  });
}

/** `units` by position. The proof belongs to max-min fairness alone. */
function handOut(rule: Delivery['rule'], delivered: number, ordered: readonly Ordered[]): { units: number[]; proof: FairProof | null } {
  const wanted = ordered.map((each) => each.units);
  if (rule === 'max-min') {
    const { units, proof } = maxMinFair(delivered, wanted);
    const named = (stand: { at: number; units: number; room: number } | null) => (stand === null ? null : { district: ordered[stand.at]!.district, units: stand.units, room: stand.room });
    return { units: [...units], proof: { lastGiven: named(proof.lastGiven), nextInLine: named(proof.nextInLine) } };
  }
  if (rule === 'pro-rata') return { units: delivered === 0 ? wanted.map(() => 0) : [...allocateWhole(delivered, wanted, ordered.map((each) => each.district)).amounts], proof: null };
  const units = wanted.map(() => 0);
  let left = delivered;
  for (const at of wanted.map((_, i) => i).sort((a, b) => ordered[a]!.place - ordered[b]!.place)) {
    units[at] = Math.min(left, wanted[at]!);
    left -= units[at]!;
  }
  return { units, proof: null };
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
  const price = exact(text);
  return compare(price, ZERO) >= 0 ? price : refuse('amount-invalid', 'paid', 'paid cannot be below zero.');
}

function readUnit(value: unknown): { one: string; many: string } {
  const entry = readRecord(value, 'unit');
  return { one: readText(entry['one'], 'unit.one'), many: readText(entry['many'], 'unit.many') };
}
