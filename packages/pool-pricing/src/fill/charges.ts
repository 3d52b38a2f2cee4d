import { allocateWhole, cents, exact, halfUp, multiply, percentOf, ratio, toText } from '@barnraise/money';
import type { KnownCharge } from '../read/charges.js';
import { LARGEST_LINE_CENTS } from '../read/fields.js';
import { refuse } from '../refusal.js';
import type { ChargeStep } from '../trace/trace.js';

/** Those who take part, in the order of their keys, and what they take. */
export interface TakingPart {
  readonly districts: readonly string[];
  readonly units: readonly number[];
  readonly goodsCents: readonly number[];
}

/**
 * One charge as a line of its own, shared to the cent by those who take something; null where
 * nobody does. `orderUnits` is what was ordered, spare units included. Where the goods come to
 * less than a cent for everyone, a charge by goods is shared equally.
 */
export function shareCharge(charge: KnownCharge, orderUnits: number, part: TakingPart): ChargeStep | null {
  if (part.districts.length === 0) return null;
  const goods = part.goodsCents.reduce((sum, each) => sum + each, 0);
  const { how, total } = amountOf(charge, orderUnits, goods);
  if (total > LARGEST_LINE_CENTS) refuse('amount-invalid', `charges.${charge.key}`, `${charge.name} comes to more than a billion dollars; lower it.`, { cents: total });
  const sharedBy = charge.sharedBy === 'by-goods' && goods === 0 ? 'equally' : charge.sharedBy;
  const weights = sharedBy === 'equally' ? part.districts.map(() => 1) : sharedBy === 'by-goods' ? part.goodsCents : part.units;
  const { amounts, odd } = allocateWhole(total, weights, part.districts);
  return { kind: 'charge', name: charge.name, cents: total, how, sharedBy, rows: part.districts.map((district, i) => ({ district, cents: amounts[i]!, oddCent: odd[i] === 1 })) };
}

function amountOf({ amount }: KnownCharge, orderUnits: number, goods: number): { how: ChargeStep['how']; total: number } {
  if (amount.kind === 'fixed') return { how: { kind: 'fixed' }, total: amount.cents };
  if (amount.kind === 'percent') return { how: { kind: 'percent', percent: amount.text, ofCents: goods }, total: percentOf(cents(goods), amount.percent) };
  const count = ratio(BigInt(orderUnits), BigInt(amount.unit.size));
  const { one, many } = amount.unit;
  return { how: { kind: 'per-unit', cents: amount.cents, unit: { one, many }, count: toText(count) }, total: halfUp(multiply(count, exact(amount.cents))) };
}
