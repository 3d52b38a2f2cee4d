import { calculatePlan } from '../plan/calculate.js';
import { answer } from '../refusal.js';
import { composedPlan } from './composed.js';
import { nameOf, participants, seatsTaken } from './facts.js';
import type { DatedCount, PlanRefusal, PlanRefusalCode, SeatFacts, SeatPlan, SeatRequest } from './plan.js';

/** A refusal on the one line a seat plan has. */
export function refuse(code: PlanRefusalCode, message: string, facts: PlanRefusal['facts'] = {}): PlanRefusal {
  return { code, message, line: 'Seats', facts };
}

/** The largest amount in cents and the largest section a plan may speak of: their product stays a safe integer. */
const LARGEST_COST_CENTS = 10 ** 11;
const LARGEST_CAPACITY = 10_000;

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isAmount = (value: unknown): boolean => isCount(value) && value <= LARGEST_COST_CENTS;

/** The first reason why this request cannot be estimated, or null. */
export function checkSeats(plan: SeatPlan, facts: SeatFacts, request: SeatRequest): PlanRefusal | null {
  return checkPlan(plan) ?? checkFacts(facts) ?? checkRequest(facts, request) ?? checkCounts(plan, facts, request) ?? checkComposed(plan, facts, request);
}

function checkPlan(plan: SeatPlan): PlanRefusal | null {
  const amounts: Record<string, unknown> = {};
  switch (plan.method) {
    case 'fixed-price-per-seat':
      amounts['priceCents'] = plan.priceCents;
      break;
    case 'cost-recovery-over-seats':
      amounts['notToExceedPerSeatCents'] = plan.notToExceedPerSeatCents ?? 0;
      amounts['costCents'] = plan.costCents;
      break;
    case 'equally':
    case 'by-dated-count':
      amounts['costCents'] = plan.costCents;
      break;
    case 'composed':
      // Its lines are read where they become a plan.
      break;
    default:
      return refuse('plan-unknown', 'This way of splitting seats is not known here; choose another plan.');
  }
  const bad = Object.keys(amounts).find((key) => !isAmount(amounts[key]));
  return bad === undefined ? null : refuse('amount-invalid', 'The plan needs its amounts in whole cents, from zero to a billion dollars.', { field: bad });
}

function checkFacts(facts: SeatFacts): PlanRefusal | null {
  if (!isCount(facts.capacity) || facts.capacity > LARGEST_CAPACITY) {
    return refuse('facts-invalid', 'The number of seats in the section must be a whole number up to 10,000.', { field: 'capacity' });
  }
  for (const [member, seats] of Object.entries(facts.seats)) {
    if (!isCount(seats)) return refuse('facts-invalid', `The seats taken by ${nameOf(facts, member)} must be a whole number.`, { field: 'seats', member });
  }
  for (const counts of [facts.counts ?? {}, ...Object.values(facts.measures ?? {})]) {
    const refusal = checkDated(counts, facts);
    if (refusal) return refusal;
  }
  return null;
}

function checkDated(counts: Record<string, DatedCount>, facts: SeatFacts): PlanRefusal | null {
  for (const [member, count] of Object.entries(counts)) {
    if (!isCount(count.value)) return refuse('facts-invalid', `The count of ${nameOf(facts, member)} must be a whole number.`, { field: 'counts', member });
    if (typeof count.countedOn !== 'string' || typeof count.source !== 'string') {
      return refuse('facts-invalid', `The count of ${nameOf(facts, member)} needs its date and its source.`, { field: 'counts', member });
    }
  }
  return null;
}

function checkRequest(facts: SeatFacts, request: SeatRequest): PlanRefusal | null {
  if (!isCount(request.seats) || request.seats === 0) return refuse('seats-not-positive', 'Ask for at least one seat.', { seats: String(request.seats) });
  const taken = seatsTaken(facts);
  const left = facts.capacity - taken;
  if (request.seats <= left) return null;
  const gap = request.seats - left;
  const open = left <= 0 ? 'No seat is' : left === 1 ? 'Only 1 seat is' : `Only ${left} seats are`;
  return refuse('not-enough-seats', `${open} open; this request is ${gap} too many.`, { gap, seatsLeft: Math.max(0, left), seats: request.seats });
}

function checkCounts(plan: SeatPlan, facts: SeatFacts, request: SeatRequest): PlanRefusal | null {
  if (plan.method !== 'by-dated-count') return null;
  const members = participants(facts, request);
  const missing = members.find((member) => !hasCount(facts, member));
  if (missing !== undefined) {
    return refuse('count-missing', `${nameOf(facts, missing)} has no dated count of ${plan.measure}; enter one, or choose another plan.`, { member: missing, measure: plan.measure });
  }
  if (members.some((member) => facts.counts![member]!.value > 0)) return null;
  return refuse('nobody-to-charge', `Every count of ${plan.measure} is zero, so nobody can be charged.`, { measure: plan.measure });
}

function checkComposed(plan: SeatPlan, facts: SeatFacts, request: SeatRequest): PlanRefusal | null {
  if (plan.method !== 'composed') return null;
  const bound = answer(() => ({ plan: composedPlan(plan, facts, request) }));
  if (!bound.ok) return bound.refusal;
  const result = calculatePlan(bound.plan);
  return result.ok ? null : result.refusal;
}

const hasCount = (facts: SeatFacts, member: string): boolean => facts.counts !== undefined && Object.hasOwn(facts.counts, member);
