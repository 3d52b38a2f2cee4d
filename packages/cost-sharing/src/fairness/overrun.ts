import { exact, halfUp, multiply, ratio } from '@barnraise/money';
import { calculatePlan } from '../plan/calculate.js';
import type { CostLine, CostPlan, Weight } from '../plan/plan.js';
import { readWeight } from '../plan/read.js';
import { answer, refuse, type Outcome } from '../refusal.js';

export interface PlanOverrun {
  readonly rows: readonly { readonly member: string; readonly beforeCents: number; readonly afterCents: number }[];
  /** Members whose bill would fall by more than the odd cents of the lines can explain. A sound plan has none. */
  readonly falls: readonly string[];
}

/**
 * What an overrun does to every bill: stated amounts, direct costs and needs rise by `percent`
 * (each half-up to a cent); agreed prices, base fees, named amounts, grants and limits stay.
 */
export function previewOverrun(plan: CostPlan, percent: Weight = 5): Outcome<PlanOverrun> {
  return answer(() => {
    const factor = multiply(readWeight(percent, 'The overrun'), ratio(1n, 100n));
    const before = calculatePlan(plan);
    if (!before.ok) return refuse(before.refusal.code, before.refusal.message, before.refusal.facts, before.refusal.line);
    const rise = (cents: number): number => cents + halfUp(multiply(exact(cents), factor));
    const after = calculatePlan({ ...plan, lines: plan.lines.map((line) => raised(line, rise)) });
    if (!after.ok) return refuse(after.refusal.code, after.refusal.message, after.refusal.facts, after.refusal.line);
    const rows = Object.entries(before.shares).map(([member, beforeCents]) => ({ member, beforeCents, afterCents: after.shares[member]! }));
    const odd = before.lines.length;
    return { rows, falls: rows.filter((row) => row.afterCents < row.beforeCents - odd).map((row) => row.member) };
  });
}

function raised(line: CostLine, rise: (cents: number) => number): CostLine {
  if (line.indirect !== undefined) return { ...line, indirect: { ...line.indirect, directCents: rise(line.indirect.directCents) } };
  if (line.rule.by === 'layers') {
    return { ...line, amountCents: undefined, rule: { by: 'layers', needs: Object.fromEntries(Object.entries(line.rule.needs).map(([member, need]) => [member, rise(need)])) } };
  }
  const derived = line.rule.by === 'volume' || line.rule.by === 'named-amounts';
  return derived || line.amountCents === undefined || line.amountCents < 0 ? line : { ...line, amountCents: rise(line.amountCents) };
}
