export { estimateSeats } from './seats/estimate.js';
export type { DatedCount, PlanRefusal, PlanRefusalCode, SeatEstimate, SeatFacts, SeatPlan, SeatRequest, SeatResult } from './seats/plan.js';
export { explain } from './trace/explain.js';
export { canonicalJson, hashOf, type Json } from './trace/canonical.js';
export type { Step, Trace } from './trace/trace.js';
