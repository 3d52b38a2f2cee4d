import { hashOf, type Json } from '@barnraise/cost-sharing';
import { allocateWhole, compare, exact, halfUp, multiply, toText, type Cents, type Rational } from '@barnraise/money';
import { maxMinFair, namedProof } from '../fill/max-min.js';
import { LARGEST_LINE_CENTS } from '../read/fields.js';
import { answer, refuse, type Outcome } from '../refusal.js';
import type { DeliveryRow, FairProof, Trace } from '../trace/trace.js';
import { readDelivery, type Delivery, type KnownDelivery, type Ordered } from './read-delivery.js';

export interface DeliveryShares {
  /** In the order of the districts' keys. */
  readonly lines: readonly DeliveryRow[];
  /** Delivered beyond all that was ordered. */
  readonly spareUnits: number;
  readonly cents: Cents;
  readonly trace: Trace;
  readonly inputHash: string;
}

/** Shares out what has come by the rule of the round, and what each district pays for what it gets. Refuses what is not a delivery. */
export function shareDelivery(delivery: Delivery): Outcome<{ shares: DeliveryShares }> {
  return answer(() => {
    const known = readDelivery(delivery);
    const { item, unit, rule, paid, delivered, ordered, total } = known;
    const handedOut = Math.min(total, delivered);
    const { units, proof } = handOut(rule, handedOut, ordered);
    const cents = costOf(paid, handedOut);
    const lines = linesOf(ordered, units, cents, handedOut);
    const spare = delivered - handedOut;
    const trace: Trace = {
      schema: 'barnraise-pool-trace/1',
      rounding: 'largest-remainder/1',
      unit,
      order: { ...unit, holds: 1 },
      names: Object.fromEntries(ordered.map(({ district, name }) => [district, name])),
      steps: [{ kind: 'delivery', name: item, rule, ordered: total, delivered, spare, cents, paid: toText(paid), rows: lines, proof }],
    };
    return { shares: { lines, spareUnits: spare, cents, trace, inputHash: hashOf(asJson(known)) } };
  });
}

function costOf(paid: Rational, units: number): Cents {
  const cost = multiply(paid, exact(units));
  return compare(cost, exact(LARGEST_LINE_CENTS)) > 0 ? refuse('amount-invalid', 'paid', 'The delivery comes to more than a billion dollars; check the price.') : halfUp(cost);
}

function linesOf(ordered: readonly Ordered[], units: readonly number[], cents: Cents, handedOut: number): DeliveryRow[] {
  const shared = handedOut === 0 ? null : allocateWhole(cents, units, ordered.map((each) => each.district));
  return ordered.map(({ district, units: wanted, minimum }, i) => ({
    district, ordered: wanted, units: units[i]!, belowMinimum: units[i]! < Math.min(minimum, wanted), cents: shared?.amounts[i] ?? 0, oddCent: shared?.odd[i] === 1,
  }));
}

function asJson({ item, unit, rule, paid, delivered, ordered }: KnownDelivery): Json {
  return { schema: 'barnraise-pool-delivery/1', item, unit: { ...unit }, rule, delivered, paid: toText(paid), ordered: ordered.map((each) => ({ ...each })) };
}

/** `units` by position. The proof belongs to max-min fairness alone. */
function handOut(rule: Delivery['rule'], delivered: number, ordered: readonly Ordered[]): { units: number[]; proof: FairProof | null } {
  const wanted = ordered.map((each) => each.units);
  if (rule === 'max-min') {
    const { units, proof } = maxMinFair(delivered, wanted);
    return { units: [...units], proof: namedProof(proof, (at) => ordered[at]!.district) };
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
