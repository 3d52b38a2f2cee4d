import { ceil, exact, halfUp, multiply, ratio, toText } from '@barnraise/money';
import { hashOf, type Json } from '../trace/canonical.js';
import { centsOf, splitStep, type SplitRow } from '../trace/split.js';
import type { OutcomeStep, Step, Trace } from '../trace/trace.js';
import { checkSeats } from './check.js';
import { composed } from './composed.js';
import { ASKED, nameOf, participants, portionOf, seatsOf, seatsTaken, type Working } from './facts.js';
import type { DatedCount, SeatEstimate, SeatFacts, SeatPlan, SeatRequest, SeatResult } from './plan.js';

type Method<M extends SeatPlan['method']> = Extract<SeatPlan, { method: M }>;

const EMPTY = 'empty seats';

/**
 * What a request for seats is expected to cost and the most it can come to.
 *
 * The expected amount is this request's part of the split over the seats taken now plus this
 * request. The maximum is the worst the plan can come to for this request (the others' seats
 * dropped, the limit per seat if the plan has one), rounded up, so that a person can authorize
 * it. Money is whole cents. What cannot be worked out is a refusal, never an exception.
 */
export function estimateSeats(plan: SeatPlan, facts: SeatFacts, request: SeatRequest): SeatResult {
  const refusal = checkSeats(plan, facts, request);
  if (refusal) return { ok: false, refusal };
  return { ok: true, estimate: finish(work(plan, facts, request), plan, facts, request) };
}

/** The arithmetic alone; the request must have been checked. */
export function work(plan: SeatPlan, facts: SeatFacts, request: SeatRequest): Working {
  switch (plan.method) {
    case 'fixed-price-per-seat':
      return fixedPrice(plan, facts, request);
    case 'cost-recovery-over-seats':
      return costRecovery(plan, facts, request);
    case 'equally':
      return byMember(plan.costCents, 'districts with seats, equally', facts, request, () => ({ weight: 1 }));
    case 'by-dated-count':
      return byMember(plan.costCents, plan.measure, facts, request, (member) => {
        const { value, countedOn, source } = facts.counts![member]!;
        return { weight: value, countedOn, source };
      });
    case 'composed':
      return composed(plan, facts, request);
  }
}

function fixedPrice(plan: Method<'fixed-price-per-seat'>, facts: SeatFacts, { member, seats }: SeatRequest): Working {
  if (member === facts.host) {
    const steps: Step[] = [{ kind: 'remainder', member, reason: 'price-paid-to-itself' }];
    return { expectedCents: 0, hostCarriesCents: null, worst: exact(0), ground: 'nothing-is-charged', steps };
  }
  const expectedCents = plan.priceCents * seats;
  const steps: Step[] = [{ kind: 'price', member, priceCents: plan.priceCents, quantity: seats, unit: 'seat', cents: expectedCents }];
  return { expectedCents, hostCarriesCents: null, worst: exact(expectedCents), ground: 'price-is-fixed', steps };
}

/** The rows of a cost-recovery split: seats taken, this request, and empty seats if they count. */
function seatRows(plan: Method<'cost-recovery-over-seats'>, facts: SeatFacts, request: SeatRequest): SplitRow[] {
  const counts = (member: string): boolean => member !== facts.host || plan.hostSeatsCount;
  const rows: SplitRow[] = Object.entries(facts.seats)
    .filter(([member, seats]) => seats > 0 && counts(member))
    .map(([member, weight]) => ({ member, weight }));
  if (counts(request.member)) rows.push({ member: request.member, part: ASKED, weight: request.seats });
  const empty = facts.capacity - seatsTaken(facts) - request.seats;
  if (plan.emptySeatsCount && empty > 0) rows.push({ member: facts.host, part: EMPTY, weight: empty });
  return rows;
}

function costRecovery(plan: Method<'cost-recovery-over-seats'>, facts: SeatFacts, request: SeatRequest): Working {
  const rows = seatRows(plan, facts, request);
  if (request.member === facts.host && !plan.hostSeatsCount) {
    const steps: Step[] = [{ kind: 'remainder', member: facts.host, reason: 'own-seats-not-charged' }];
    return { expectedCents: 0, hostCarriesCents: null, worst: exact(0), ground: 'nothing-is-charged', steps };
  }
  const split = splitStep('Seats', 'seats', plan.costCents, rows);
  const steps: Step[] = [split];
  let expectedCents = centsOf(split, request.member, ASKED);
  const limit = request.member === facts.host ? null : (plan.notToExceedPerSeatCents ?? null);
  if (limit !== null && expectedCents > limit * request.seats) {
    steps.push({
      kind: 'limit', limit: 'not-to-exceed-per-seat', member: request.member, perSeatCents: limit, seats: request.seats,
      beforeCents: expectedCents, cents: limit * request.seats, carriedBy: facts.host,
    });
    expectedCents = limit * request.seats;
  }
  const others = split.shares.filter((share) => share.member !== facts.host);
  const paidByOthers = others.reduce((paid, share) => paid + capped(share.cents, plan.notToExceedPerSeatCents ?? null, Number(share.weight)), 0);
  return { expectedCents, hostCarriesCents: plan.costCents - paidByOthers, steps, ...worstRecovery(plan, facts, request, limit) };
}

const capped = (cents: number, limit: number | null, seats: number): number => (limit === null ? cents : Math.min(cents, limit * seats));

/** The worst split a request can meet: everyone drops out but itself and what the teaching district must count. */
function worstRecovery(plan: Method<'cost-recovery-over-seats'>, facts: SeatFacts, request: SeatRequest, limit: number | null): Pick<Working, 'worst' | 'ground'> {
  const hostSeats = plan.hostSeatsCount && request.member !== facts.host ? seatsOf(facts, facts.host) : 0;
  const divisor = plan.emptySeatsCount ? facts.capacity - (plan.hostSeatsCount ? 0 : seatsOf(facts, facts.host)) : request.seats + hostSeats;
  const worst = multiply(exact(plan.costCents), ratio(BigInt(request.seats), BigInt(divisor)));
  if (limit !== null && ceil(worst) > BigInt(limit * request.seats)) return { worst: exact(limit * request.seats), ground: 'not-to-exceed' };
  if (plan.emptySeatsCount) return { worst, ground: 'divisor-is-fixed' };
  return { worst, ground: hostSeats > 0 ? 'only-this-request-and-the-teaching-district' : 'only-this-request' };
}

/** Shares per district; the request has the part of its district's share that its seats make up. */
function byMember(costCents: number, driver: string, facts: SeatFacts, request: SeatRequest, rowOf: (member: string) => Omit<SplitRow, 'member'>): Working {
  const { member } = request;
  const rows = participants(facts, request).map((key): SplitRow => ({ member: key, ...rowOf(key) }));
  const split = splitStep('Seats', driver, costCents, rows);
  const steps: Step[] = [split];
  const portion = portionOf(centsOf(split, member), facts, request);
  if (portion.step) steps.push(portion.step);
  const own = exact(rowOf(member).weight);
  const host = member === facts.host ? exact(0) : exact(rowOf(facts.host).weight);
  const both = own.n * host.d + host.n * own.d;
  const worst = both === 0n ? exact(0) : multiply(exact(costCents), ratio(own.n * host.d, both));
  const ground = own.n === 0n ? 'nothing-is-charged' : host.n > 0n ? 'only-this-member-and-the-teaching-district' : 'only-this-member';
  return { expectedCents: portion.cents, hostCarriesCents: centsOf(split, facts.host), worst, ground, steps };
}

function finish(working: Working, plan: SeatPlan, facts: SeatFacts, request: SeatRequest): SeatEstimate {
  const maximumCents = Number(ceil(working.worst));
  const outcome: OutcomeStep = {
    kind: 'outcome', member: request.member, expectedCents: working.expectedCents, maximumCents,
    ground: working.ground, worstExactCents: toText(working.worst),
  };
  const names = Object.fromEntries(participants(facts, request).map((member) => [member, nameOf(facts, member)]));
  const trace: Trace = {
    schema: 'barnraise-trace/1',
    rounding: 'largest-remainder/1',
    names,
    steps: [
      { kind: 'request', member: request.member, seats: request.seats, taken: seatsTaken(facts), capacity: facts.capacity },
      ...working.steps,
      outcome,
    ],
  };
  return {
    expectedCents: working.expectedCents,
    maximumCents,
    perSeatExpectedCents: halfUp(ratio(BigInt(working.expectedCents), BigInt(request.seats))),
    perSeatIsRounded: working.expectedCents % request.seats !== 0,
    hostCarriesCents: working.hostCarriesCents,
    trace,
    inputHash: hashOf(known(plan, facts, request)),
  };
}

const PLAN_FIELDS = ['method', 'priceCents', 'costCents', 'hostSeatsCount', 'emptySeatsCount', 'notToExceedPerSeatCents', 'measure', 'lines', 'limits'] as const;

/** The input as far as it was checked: fields nobody reads do not change the hash. */
function known(plan: SeatPlan, facts: SeatFacts, request: SeatRequest): Json {
  const fields = plan as unknown as Record<string, Json | undefined>;
  return {
    plan: Object.fromEntries(PLAN_FIELDS.map((field) => [field, fields[field]])),
    facts: {
      host: facts.host,
      capacity: facts.capacity,
      seats: facts.seats,
      names: facts.names,
      counts: facts.counts && countsOf(facts.counts),
      measures: facts.measures && Object.fromEntries(Object.entries(facts.measures).map(([measure, counts]) => [measure, countsOf(counts)])),
    },
    request: { member: request.member, seats: request.seats },
  };
}

const countsOf = (counts: Record<string, DatedCount>): Json =>
  Object.fromEntries(Object.entries(counts).map(([member, { value, countedOn, source }]) => [member, { value, countedOn, source }]));
