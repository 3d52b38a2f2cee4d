import { exact, floor, multiply, ratio } from '@barnraise/money';
import { own, readCents, readCost, readRecord, readWeight } from '../plan/read.js';
import type { RefundPolicy, Weight } from '../plan/plan.js';
import { answer, refuse, type Outcome } from '../refusal.js';
import { splitStep } from '../trace/split.js';
import type { ReserveStep, Step } from '../trace/trace.js';

export interface TrueUp {
  /** Final minus billed: positive is still to pay, negative goes back. Adds up to actual minus billed. */
  readonly adjustments: Readonly<Record<string, number>>;
  readonly totalCents: number;
  readonly steps: readonly Step[];
}

/** Year-end true-up: the shares of actual cost by actual drivers (`calculatePlan`) against what was billed. */
export function trueUp(final: Readonly<Record<string, number>>, billed: Readonly<Record<string, number>>): Outcome<TrueUp> {
  return answer(() => {
    const finals = readRecord(final, 'The final shares');
    const bills = readRecord(billed, 'What was billed');
    const members = [...new Set([...Object.keys(finals), ...Object.keys(bills)])].sort();
    const amount = (from: Record<string, unknown>, member: string): number => readCents(own(from, member) ?? 0, `The amount of ${member}`);
    const rows = members.map((member) => {
      const finalCents = amount(finals, member);
      const billedCents = amount(bills, member);
      return { member, finalCents, billedCents, cents: finalCents - billedCents };
    });
    const totalCents = rows.reduce((all, row) => all + row.cents, 0);
    return { adjustments: Object.fromEntries(rows.map((row) => [row.member, row.cents])), totalCents, steps: [{ kind: 'difference', rows }] };
  });
}

export interface Refund {
  /** Negative amounts: money that goes back. */
  readonly refunds: Readonly<Record<string, number>>;
  readonly keptCents: number;
  readonly steps: readonly Step[];
}

export interface Surplus {
  surplusCents: number;
  policy: RefundPolicy;
  /** What each member paid, or its count of the driver, as the policy says. */
  weights: Record<string, Weight>;
  /** With a reserve, the surplus first fills it up to its ceiling. */
  reserve?: { heldCents: number; budgetCents: number; ceilingPercent: Weight };
}

/** Returns a surplus by what was paid or by the driver, after the reserve has its due. */
export function returnSurplus(given: Surplus): Outcome<Refund> {
  return answer(() => {
    const surplusCents = readCost(given.surplusCents, 'The surplus');
    if (given.policy !== 'by-payments' && given.policy !== 'by-driver') return refuse('plan-unknown', 'A surplus goes back by payments or by the driver; the plan must say which.');
    const steps: Step[] = [];
    const kept = given.reserve === undefined ? 0 : fillReserve(surplusCents, given.reserve, steps);
    const rows = Object.entries(readRecord(given.weights, 'The weights')).map(([member, weight]) => ({ member, weight: readWeight(weight, `The weight of ${member}`) }));
    if (rows.every((row) => row.weight.n === 0n)) return refuse('nobody-to-charge', 'Nobody has a part in the surplus.', { gap: surplusCents - kept });
    const split = splitStep('Surplus returned', given.policy === 'by-payments' ? 'what was paid' : 'the driver', kept - surplusCents + 0, rows);
    steps.push(split);
    return { refunds: Object.fromEntries(split.shares.map((share) => [share.member, share.cents])), keptCents: kept, steps };
  });
}

function fillReserve(surplusCents: number, reserve: NonNullable<Surplus['reserve']>, steps: Step[]): number {
  const percent = multiply(readWeight(reserve.ceilingPercent, 'The ceiling of the reserve'), ratio(1n, 100n));
  const targetCents = Number(floor(multiply(percent, exact(readCost(reserve.budgetCents, 'The budget')))));
  const heldCents = readCost(reserve.heldCents, 'The reserve');
  const keptCents = Math.min(surplusCents, Math.max(0, targetCents - heldCents));
  const step: ReserveStep = { kind: 'reserve', surplusCents, targetCents, heldCents, keptCents, returnedCents: surplusCents - keptCents };
  steps.push(step);
  return keptCents;
}
