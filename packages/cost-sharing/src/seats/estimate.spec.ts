import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { estimateSeats, glanceSeats, type SeatEstimate, type SeatFacts, type SeatPlan, type SeatRequest } from '../index.js';

const facts: SeatFacts = { host: 'A', capacity: 25, seats: { A: 12, B: 6 }, names: { A: 'Aspen', B: 'Birch', C: 'Cedar' } };
const recovery = (more: Partial<Extract<SeatPlan, { method: 'cost-recovery-over-seats' }>> = {}): SeatPlan => ({
  method: 'cost-recovery-over-seats', costCents: 2100000, hostSeatsCount: true, emptySeatsCount: false, notToExceedPerSeatCents: null, ...more,
});

function estimate(plan: SeatPlan, given: SeatFacts, request: SeatRequest): SeatEstimate {
  const result = estimateSeats(plan, given, request);
  if (!result.ok) throw new Error(result.refusal.message);
  return result.estimate;
}
const refusalOf = (plan: SeatPlan, given: SeatFacts, request: SeatRequest) => {
  const result = estimateSeats(plan, given, request);
  return result.ok ? null : result.refusal;
};

describe('seat plans by hand', () => {
  test('a fixed price needs no split', () => {
    const got = estimate({ method: 'fixed-price-per-seat', priceCents: 41160 }, facts, { member: 'C', seats: 4 });
    expect(got).toMatchObject({ expectedCents: 164640, maximumCents: 164640, perSeatExpectedCents: 41160, perSeatIsRounded: false, hostCarriesCents: null });
  });

  test('cost recovery: $21,000 over 12, 6 and 4 seats', () => {
    const got = estimate(recovery(), facts, { member: 'C', seats: 4 });
    expect(got.expectedCents).toBe(381818);
    expect(got.hostCarriesCents).toBe(1145455);
    expect(got.maximumCents).toBe(525000); // 4 of 16, when Birch has left
    expect([got.perSeatExpectedCents, got.perSeatIsRounded]).toEqual([95455, true]);
  });

  test('seats of the teaching district left out of the divisor', () => {
    const got = estimate(recovery({ hostSeatsCount: false }), facts, { member: 'C', seats: 4 });
    expect([got.expectedCents, got.maximumCents, got.hostCarriesCents]).toEqual([840000, 2100000, 0]);
  });

  test('empty seats in the divisor make the figure firm', () => {
    const got = estimate(recovery({ emptySeatsCount: true }), facts, { member: 'C', seats: 4 });
    expect([got.expectedCents, got.maximumCents]).toEqual([336000, 336000]);
    expect(got.hostCarriesCents).toBe(2100000 - 336000 - 504000);
  });

  test('a limit per seat is carried by the teaching district', () => {
    const got = estimate(recovery({ notToExceedPerSeatCents: 90000 }), facts, { member: 'C', seats: 4 });
    expect([got.expectedCents, got.maximumCents, got.hostCarriesCents]).toEqual([360000, 360000, 2100000 - 900000]);
    expect(got.trace.steps.some((step) => step.kind === 'limit')).toBe(true);
    const loose = estimate(recovery({ notToExceedPerSeatCents: 120000 }), facts, { member: 'C', seats: 4 });
    expect([loose.expectedCents, loose.maximumCents]).toEqual([381818, 480000]);
  });

  test('equally among the districts with seats', () => {
    const got = estimate({ method: 'equally', costCents: 1000000 }, facts, { member: 'C', seats: 1 });
    expect([got.expectedCents, got.maximumCents]).toEqual([333333, 500000]);
    const more = estimate({ method: 'equally', costCents: 1000000 }, facts, { member: 'B', seats: 3 });
    expect(more.expectedCents).toBe(166667); // 3 of Birch's 9 seats, of half the cost
  });

  test('by a dated count', () => {
    const counts = Object.fromEntries([['A', 412], ['B', 188], ['C', 95]].map(([key, value]) => [key, { value: value as number, countedOn: '2025-10-01', source: 'state count' }]));
    const got = estimate({ method: 'by-dated-count', costCents: 1234567, measure: 'enrollment' }, { ...facts, counts }, { member: 'C', seats: 2 });
    expect(got.expectedCents).toBe(168754);
    expect(got.maximumCents).toBe(Math.ceil((1234567 * 95) / 507));
  });

  test('the teaching district pays no price to itself', () => {
    expect(estimate({ method: 'fixed-price-per-seat', priceCents: 1 }, facts, { member: 'A', seats: 1 })).toMatchObject({ expectedCents: 0, maximumCents: 0 });
    expect(estimate(recovery({ hostSeatsCount: false }), facts, { member: 'A', seats: 1 })).toMatchObject({ expectedCents: 0, maximumCents: 0 });
  });
});

describe('refusals say what is missing', () => {
  test.each<[string, SeatPlan, SeatFacts, SeatRequest, string]>([
    ['seats', recovery(), facts, { member: 'C', seats: 8 }, 'not-enough-seats'],
    ['no seat asked', recovery(), facts, { member: 'C', seats: 0 }, 'seats-not-positive'],
    ['half a seat', recovery(), facts, { member: 'C', seats: 0.5 }, 'seats-not-positive'],
    ['amount', recovery({ costCents: -1 }), facts, { member: 'C', seats: 1 }, 'amount-invalid'],
    ['price', { method: 'fixed-price-per-seat', priceCents: 1.5 }, facts, { member: 'C', seats: 1 }, 'amount-invalid'],
    ['facts', recovery(), { ...facts, seats: { A: -1 } }, { member: 'C', seats: 1 }, 'facts-invalid'],
    ['count', { method: 'by-dated-count', costCents: 1, measure: 'ADA' }, facts, { member: 'C', seats: 1 }, 'count-missing'],
    ['plan', { method: 'by-mood' } as unknown as SeatPlan, facts, { member: 'C', seats: 1 }, 'plan-unknown'],
  ])('%s', (_name, plan, given, request, code) => {
    expect(refusalOf(plan, given, request)?.code).toBe(code);
  });

  test('the gap is a fact', () => {
    expect(refusalOf(recovery(), facts, { member: 'C', seats: 9 })).toEqual({
      code: 'not-enough-seats', line: 'Seats', message: 'Only 7 seats are open; this request is 2 too many.', facts: { gap: 2, seatsLeft: 7, seats: 9 },
    });
  });

  test('counts of zero charge nobody', () => {
    const zero = { value: 0, countedOn: '2025-10-01', source: 'state' };
    const given = { ...facts, seats: {}, counts: { A: zero, C: zero } };
    expect(refusalOf({ method: 'by-dated-count', costCents: 5, measure: 'ADA' }, given, { member: 'C', seats: 1 })?.code).toBe('nobody-to-charge');
  });
});

const seatPlans = fc.oneof(
  fc.record({ method: fc.constant('fixed-price-per-seat' as const), priceCents: fc.nat(10 ** 6) }),
  fc.record({
    method: fc.constant('cost-recovery-over-seats' as const), costCents: fc.nat(10 ** 7), hostSeatsCount: fc.boolean(),
    emptySeatsCount: fc.boolean(), notToExceedPerSeatCents: fc.option(fc.nat(10 ** 6)),
  }),
  fc.record({ method: fc.constant('equally' as const), costCents: fc.nat(10 ** 7) }),
  fc.record({ method: fc.constant('by-dated-count' as const), costCents: fc.nat(10 ** 7), measure: fc.constant('enrollment') }),
);
const world = fc.record({ a: fc.nat(5), b: fc.nat(5), c: fc.nat(5), laterB: fc.nat(5), laterD: fc.nat(5), asked: fc.integer({ min: 1, max: 5 }), free: fc.integer({ min: 5, max: 9 }) });
const counts = Object.fromEntries(['A', 'B', 'C', 'D'].map((key, i) => [key, { value: [40, 0, 7, 13][i]!, countedOn: '2025-10-01', source: 'state' }]));

describe('whatever happens later', () => {
  test('what others do never lifts a request above its maximum, and costs add up', () => {
    fc.assert(
      fc.property(seatPlans, world, (plan, w) => {
        const capacity = 5 * 5 + w.free;
        const now = estimate(plan, { host: 'A', capacity, seats: { A: w.a, B: w.b, C: w.c }, counts }, { member: 'C', seats: w.asked });
        const later = estimate(plan, { host: 'A', capacity, seats: { A: w.a, B: w.laterB, D: w.laterD, C: w.c }, counts }, { member: 'C', seats: w.asked });
        const alone = estimate(plan, { host: 'A', capacity, seats: { A: w.a }, counts }, { member: 'C', seats: w.asked });
        for (const { expectedCents } of [now, later, alone]) expect(expectedCents).toBeLessThanOrEqual(now.maximumCents);
        expect(now.maximumCents - alone.expectedCents).toBeLessThanOrEqual(1); // the bound is tight
      }),
      { numRuns: 400 },
    );
  });

  test('the order in which facts are written changes no byte', () => {
    const request = { member: 'C', seats: 2 };
    const turned = { names: { C: 'Cedar', B: 'Birch', A: 'Aspen' }, seats: { B: 6, A: 12 }, capacity: 25, host: 'A' };
    expect(JSON.stringify(estimate(recovery(), turned, request))).toBe(JSON.stringify(estimate(recovery(), facts, request)));
  });
});

test('a glance says the amounts of the estimate, and nothing where that refuses', () => {
  const facts = fc.record({ host: fc.constantFrom('A', 'B'), capacity: fc.nat(30), seats: fc.dictionary(fc.constantFrom('A', 'B', 'C', 'D'), fc.nat(9)), counts: fc.constantFrom(counts, undefined) });
  fc.assert(
    fc.property(seatPlans, facts, fc.record({ member: fc.constantFrom('A', 'C', 'E'), seats: fc.nat(6) }), (plan, given, request) => {
      const full = estimateSeats(plan, given, request);
      expect(glanceSeats(plan, given, request)).toEqual(full.ok ? { expectedCents: full.estimate.expectedCents, maximumCents: full.estimate.maximumCents } : null);
    }),
    { numRuns: 500 },
  );
});
