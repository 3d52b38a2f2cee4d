import { estimateSeats, glanceSeats, STUDENTS, type Formula, type SeatFacts, type SeatGlance, type SeatPlan, type SeatPlanLimits, type SeatResult } from '@barnraise/cost-sharing';

export type Method = SeatPlan['method'];
export type Composed = Extract<SeatPlan, { method: 'composed' }>;

export const METHODS: readonly { value: Method; label: string }[] = [
  { value: 'fixed-price-per-seat', label: 'A fixed price for each seat' },
  { value: 'cost-recovery-over-seats', label: 'The cost, shared by seats' },
  { value: 'equally', label: 'The cost, equally among districts with seats' },
  { value: 'by-dated-count', label: 'The cost, by enrollment' },
  { value: 'composed', label: 'Composed line by line' },
];

/** What the section costs under a plan, as far as the plan says so. */
export function costOf(plan: SeatPlan, capacity: number): number {
  switch (plan.method) {
    case 'fixed-price-per-seat':
      return plan.priceCents * capacity;
    case 'composed':
      return plan.lines.reduce((sum, line) => sum + line.amountCents, 0);
    default:
      return plan.costCents;
  }
}

/** A plan of another method that costs the same. */
export function planWith(method: Method, before: SeatPlan, capacity: number): SeatPlan {
  const costCents = costOf(before, capacity);
  switch (method) {
    case 'fixed-price-per-seat':
      return { method, priceCents: Math.round(costCents / Math.max(1, capacity)) };
    case 'cost-recovery-over-seats':
      return { method, costCents, hostSeatsCount: true, emptySeatsCount: false, notToExceedPerSeatCents: null };
    case 'equally':
      return { method, costCents };
    case 'by-dated-count':
      return { method, costCents, measure: STUDENTS };
    case 'composed':
      return { method, lines: [{ name: 'The whole cost', amountCents: costCents, rule: { by: 'share-of', measure: 'seats' } }] };
  }
}

const SEAT_LIMITS = ['minimumCents', 'maximumCents', 'minimumPercent', 'maximumPercent'] as const;

/** What members agreed on, put on this cost. A section has no last year and nobody's cost alone. */
export function planFromPreset(formula: Formula, before: SeatPlan, capacity: number): Composed {
  const limits = Object.fromEntries(SEAT_LIMITS.flatMap((limit) => (formula.limits?.[limit] === undefined ? [] : [[limit, formula.limits[limit]]]))) as SeatPlanLimits;
  const lines = before.method === 'composed' ? before.lines.map((line) => ({ ...line, rule: formula.rule })) : [{ name: 'The whole cost', amountCents: costOf(before, capacity), rule: formula.rule }];
  return { method: 'composed', lines, ...(Object.keys(limits).length === 0 ? {} : { limits }) };
}

export interface SeatRow {
  member: string;
  name: string;
  seats: number;
  result: SeatResult;
  before: number | null;
}

/** A plan by one dated count finds it where a composed one finds its measures. */
const ready = (plan: SeatPlan, facts: SeatFacts): SeatFacts => (plan.method === 'by-dated-count' ? { ...facts, counts: facts.measures?.[plan.measure] ?? facts.counts ?? {} } : facts);

/** What each district with seats would pay if all its seats were asked for under this plan. */
export function rowsOf(plan: SeatPlan, now: SeatPlan, facts: SeatFacts): SeatRow[] {
  return Object.entries(facts.seats)
    .filter(([, seats]) => seats > 0)
    .map(([member, seats]): SeatRow => {
      const request = { member, seats };
      const others = { ...facts, seats: Object.fromEntries(Object.entries(facts.seats).filter(([key]) => key !== member)) };
      return { member, name: facts.names?.[member] ?? member, seats, result: estimateSeats(plan, ready(plan, others), request), before: glanceSeats(now, ready(now, others), request)?.expectedCents ?? null };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

export interface NextRow {
  member: string;
  name: string;
  now: SeatGlance | null;
  then: SeatResult;
}

/** What the next seat would cost each neighbor, where one is left. */
export function nextSeats(plan: SeatPlan, now: SeatPlan, facts: SeatFacts): NextRow[] {
  if (Object.values(facts.seats).reduce((sum, seats) => sum + seats, 0) >= facts.capacity) return [];
  return Object.entries(facts.names ?? {})
    .filter(([member]) => member !== facts.host)
    .map(([member, name]) => ({ member, name, now: glanceSeats(now, ready(now, facts), { member, seats: 1 }), then: estimateSeats(plan, ready(plan, facts), { member, seats: 1 }) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Why a plan cannot be put in force: the first district for which it has no answer, and what the answer lacks. */
export function refusalOf(rows: readonly SeatRow[], next: readonly NextRow[]): { who: string; message: string } | null {
  for (const { name, result } of [...rows, ...next.map(({ name: neighbor, then }) => ({ name: neighbor, result: then }))]) {
    if (!result.ok) return { who: name, message: result.refusal.message };
  }
  return null;
}
