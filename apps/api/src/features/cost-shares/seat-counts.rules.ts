import { measuresOfPlan, type DatedCount, type SeatFacts, type SeatPlan } from '@barnraise/cost-sharing';
import { type CountOfParty } from '../districts/index.js';

/** The counts of one measure by district, as the engine takes them. */
export const datedCounts = (counts: readonly CountOfParty[], measure: string): Record<string, DatedCount> =>
  Object.fromEntries(counts.filter((count) => count.measure === measure).map(({ partyId, value, countedOn, source }) => [partyId, { value, countedOn, source }]));

/** The counts that a plan needs, where the engine looks for them. */
export function seatCounts(plan: SeatPlan, counts: readonly CountOfParty[]): Pick<SeatFacts, 'counts' | 'measures'> {
  if (plan.method === 'by-dated-count') return { counts: datedCounts(counts, plan.measure) };
  return plan.method === 'composed' ? { measures: Object.fromEntries(measuresOfPlan(plan).map((measure) => [measure, datedCounts(counts, measure)])) } : {};
}
