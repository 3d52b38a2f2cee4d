import { ceil } from '@barnraise/money';
import { checkSeats } from './check.js';
import { work } from './estimate.js';
import type { SeatFacts, SeatPlan, SeatRequest } from './plan.js';

/** The two amounts a list shows. */
export interface SeatGlance {
  expectedCents: number;
  maximumCents: number;
}

/**
 * The same amounts as `estimateSeats`, by the same arithmetic, without the trace and the hash that
 * stand behind them: for lists, where they are made for fifty rows and read by nobody. Null where
 * the estimate is a refusal.
 */
export function glanceSeats(plan: SeatPlan, facts: SeatFacts, request: SeatRequest): SeatGlance | null {
  if (checkSeats(plan, facts, request)) return null;
  const { expectedCents, worst } = work(plan, facts, request);
  return { expectedCents, maximumCents: Number(ceil(worst)) };
}
