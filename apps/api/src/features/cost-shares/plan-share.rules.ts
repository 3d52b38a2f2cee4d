import { calculatePlan, canonicalJson, type CostPlan, explain, type Json } from '@barnraise/cost-sharing';

export interface PlanShares {
  readonly shares: Readonly<Record<string, number>>;
  readonly lines: readonly { readonly id: string; readonly name: string; readonly amountCents: number; readonly shares: Readonly<Record<string, number>> }[];
  readonly totalCents: number;
  readonly inputHash: string;
  readonly traceText: string;
  readonly sentences: readonly string[];
}

/** A plan that the cost engine does not take, with its reason. */
export class NotShareable extends Error {}

/** A cost plan worked out whole, for features whose costs are not seats: shares, lines, the trace as it is stored. */
export function planShares(plan: CostPlan): PlanShares {
  const worked = calculatePlan(plan);
  if (!worked.ok) throw new NotShareable(worked.refusal.message);
  const { shares, lines, totalCents, inputHash, trace } = worked;
  return { shares, lines, totalCents, inputHash, traceText: canonicalJson(trace as unknown as Json), sentences: explain(trace) };
}
