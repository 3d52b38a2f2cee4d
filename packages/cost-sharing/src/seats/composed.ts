import { add, ceil, exact, floor, minimum, multiply, ratio, sum, type Rational } from '@barnraise/money';
import { planOf } from '../formula/formula.js';
import { calculatePlan, type Calculation } from '../plan/calculate.js';
import type { CostPlan, Driver } from '../plan/plan.js';
import { readList, readRecord } from '../plan/read.js';
import { answer } from '../refusal.js';
import { nameOf, participants, portionOf, type Working } from './facts.js';
import type { SeatFacts, SeatPlan, SeatRequest } from './plan.js';

type Composed = Extract<SeatPlan, { method: 'composed' }>;

/** The plan of a section whose lines are shared by the districts with seats. Throws `Refused`: call it inside `answer`. */
export function composedPlan(plan: Composed, facts: SeatFacts, request: SeatRequest): CostPlan {
  const keys = participants(facts, request);
  const home = keys.filter((key) => key !== facts.host);
  const items = readList(plan.lines, 'The lines').map((value, i) => {
    const line = readRecord(value, 'A line') as unknown as Composed['lines'][number];
    // Before any other district has seats, the teaching district stands for them.
    const among = line.among === 'home-districts' && home.length > 0 ? { among: home } : {};
    return { id: `line-${i + 1}`, name: line.name, amountCents: line.amountCents, rule: line.rule, ...among };
  });
  const members = keys.map((key) => ({ key, name: nameOf(facts, key) }));
  return planOf(items, { rule: { by: 'equally' }, ...(plan.limits === undefined ? {} : { limits: plan.limits }) }, { members, measures: measuresOf(facts, request) });
}

function measuresOf(facts: SeatFacts, request: SeatRequest): Record<string, Driver> {
  const seats = Object.fromEntries(
    participants(facts, request).map((key) => [key, { value: (Object.hasOwn(facts.seats, key) ? facts.seats[key]! : 0) + (key === request.member ? request.seats : 0) }]),
  );
  const dated = Object.entries(facts.measures ?? {}).map(([measure, counts]): [string, Driver] => [measure, { measure: measure.replaceAll('-', ' '), counts }]);
  return { ...Object.fromEntries(dated), seats: { measure: 'seats', counts: seats } };
}

/** Works a composed plan out for a request that was checked. */
export function composed(plan: Composed, facts: SeatFacts, request: SeatRequest): Working {
  const all = worked(plan, facts, request)!;
  const portion = portionOf(all.shares[request.member]!, facts, request);
  const alone = worked(plan, { ...facts, seats: onlyHost(facts, request) }, request);
  const { worst, ground } = worstOf(plan, alone, all, facts, request);
  return {
    expectedCents: portion.cents,
    hostCarriesCents: all.shares[facts.host]!,
    worst,
    ground,
    steps: [...all.trace.steps, ...(portion.step === null ? [] : [portion.step])],
  };
}

function worked(plan: Composed, facts: SeatFacts, request: SeatRequest): Calculation | null {
  const bound = answer(() => ({ plan: composedPlan(plan, facts, request) }));
  if (!bound.ok) return null;
  const result = calculatePlan(bound.plan);
  return result.ok ? result : null;
}

const onlyHost = ({ host, seats }: SeatFacts, { member }: SeatRequest): Record<string, number> => (member === host || !Object.hasOwn(seats, host) ? {} : { [host]: seats[host]! });

/**
 * Whoever else leaves, nobody's part of a line can grow beyond what it is with only this request
 * and the teaching district left: each line rounded up. Where the limits cannot be kept by those
 * two, the most is the whole cost, or one's own limit.
 */
function worstOf(plan: Composed, alone: Calculation | null, all: Calculation, facts: SeatFacts, request: SeatRequest): Pick<Working, 'worst' | 'ground'> {
  const mine = request.member;
  const cap = capOf(plan.limits, all.totalCents);
  const ground = mine === facts.host ? 'only-this-member' : 'only-this-member-and-the-teaching-district';
  if (alone === null) return { worst: cap ?? exact(all.totalCents), ground: cap === null ? ground : 'not-to-exceed' };
  const lines: Rational[] = alone.trace.steps.flatMap((step) =>
    step.kind === 'split' ? step.shares.filter((share) => share.member === mine).map((share) => exact(ceil(exact(share.exactCents)))) : [],
  );
  const limited = plan.limits !== undefined && Object.keys(plan.limits).length > 0;
  // The limits' own split comes last and is over the whole; what it weighs may be off by an odd cent of each line.
  const worst = limited ? add(lines.at(-1)!, exact(plan.lines.length)) : sum(lines);
  if (cap !== null && worst.n >= cap.n) return { worst: cap, ground: 'not-to-exceed' };
  return { worst, ground: worst.n === 0n ? 'nothing-is-charged' : ground };
}

/** The most anybody may pay for all lines together, if the plan says so. */
function capOf(limits: Composed['limits'], totalCents: number): Rational | null {
  const caps = [
    ...(limits?.maximumCents === undefined ? [] : [exact(limits.maximumCents)]),
    ...(limits?.maximumPercent === undefined ? [] : [exact(floor(multiply(exact(limits.maximumPercent), ratio(BigInt(totalCents), 100n))))]),
  ];
  return caps.length === 0 ? null : caps.reduce(minimum);
}
