import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Rule } from '../formula/formula.js';
import { explain } from '../trace/explain.js';
import { estimateSeats } from './estimate.js';
import { glanceSeats } from './glance.js';
import type { SeatFacts, SeatPlan } from './plan.js';

const plan: SeatPlan = {
  method: 'composed',
  lines: [
    { name: 'Teacher', amountCents: 12_000_00, rule: { by: 'blend', parts: [{ part: 70, share: { by: 'share-of', measure: 'seats' } }, { part: 30, share: { by: 'equally' } }] } },
    { name: 'Coordination', amountCents: 900_01, rule: { by: 'share-of', measure: 'fall-membership' }, among: 'home-districts' },
  ],
};
const counted = (value: number) => ({ value, countedOn: '2026-10-01', source: 'NCES CCD' });
const facts: SeatFacts = {
  host: 'council', capacity: 20, seats: { council: 4, cambridge: 2, midvale: 3 },
  names: { council: 'Council', cambridge: 'Cambridge', midvale: 'Midvale' },
  measures: { 'fall-membership': { council: counted(294), cambridge: counted(150), midvale: counted(110) } },
};

describe('a plan composed line by line', () => {
  test('is worked out by hand', () => {
    const result = estimateSeats(plan, facts, { member: 'cambridge', seats: 1 });
    if (!result.ok) throw new Error(result.refusal.message);
    // Seats 4, 3, 3; equally over three: 8,400 × 3/10 + 3,600 / 3 = 3,720.00. Coordination over 150 and 110: 900.01 × 150/260 = 519.236...
    const share = 3_720_00 + 519_24;
    // One of the three seats Cambridge would have.
    expect(result.estimate.expectedCents).toBe(Math.floor(share / 3));
    expect(result.estimate.hostCarriesCents).toBe(8_400_00 * 0.4 + 1_200_00);
    const words = explain(result.estimate.trace).join(' ');
    for (const said of ['Teacher', 'Coordination', 'Cambridge', 'At most']) expect(words).toContain(said);
    expect(glanceSeats(plan, facts, { member: 'cambridge', seats: 1 })).toEqual({ expectedCents: result.estimate.expectedCents, maximumCents: result.estimate.maximumCents });
  });

  test('a count that is missing, a measure nobody has, a rule nobody knows: refused by name, not by key', () => {
    const without = { ...facts, measures: { 'fall-membership': { council: counted(294), midvale: counted(110) } } };
    expect(estimateSeats(plan, without, { member: 'cambridge', seats: 1 })).toMatchObject({ ok: false, refusal: { code: 'count-missing', line: 'Coordination', message: expect.stringContaining('Cambridge is on Coordination') } });
    expect(estimateSeats(plan, { ...facts, measures: {} }, { member: 'cambridge', seats: 1 })).toMatchObject({ ok: false, refusal: { code: 'count-missing', facts: { measure: 'fall-membership' } } });
    const odd = { method: 'composed', lines: [{ name: 'X', amountCents: 1, rule: { by: 'whim' } }] } as unknown as SeatPlan;
    expect(estimateSeats(odd, facts, { member: 'cambridge', seats: 1 })).toMatchObject({ ok: false, refusal: { code: 'plan-unknown' } });
    for (const lines of [undefined, null, 7, [null], [{}]]) expect(estimateSeats({ method: 'composed', lines } as unknown as SeatPlan, facts, { member: 'cambridge', seats: 1 }).ok).toBe(false);
  });

  const share = fc.oneof(fc.constant({ by: 'equally' as const }), fc.constantFrom('seats', 'fall-membership').map((measure) => ({ by: 'share-of' as const, measure })));
  const rule: fc.Arbitrary<Rule> = fc.oneof(
    share,
    fc.tuple(share, share, fc.integer({ min: 1, max: 9 })).map(([a, b, part]) => ({ by: 'blend' as const, parts: [{ part, share: a }, { part: 10 - part, share: b }] })),
    fc.tuple(share, share, fc.integer({ min: 0, max: 100 })).map(([base, use, basePercent]) => ({ by: 'base-and-use' as const, basePercent, base, use })),
  );
  const lines = fc.array(fc.record({ name: fc.constant('Line'), amountCents: fc.integer({ min: 0, max: 3_000_00 }), rule, among: fc.constantFrom('everyone' as const, 'home-districts' as const) }), { minLength: 1, maxLength: 4 });
  const limits = fc.option(fc.record({ maximumCents: fc.integer({ min: 500_00, max: 9_000_00 }), minimumCents: fc.integer({ min: 0, max: 100_00 }) }, { requiredKeys: [] }), { nil: undefined });

  test('whoever leaves, nobody pays more than the maximum it was told', () => {
    fc.assert(
      fc.property(lines, limits, fc.array(fc.nat(5), { minLength: 4, maxLength: 4 }), fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 4, maxLength: 4 }), fc.subarray(['b', 'c', 'd']), fc.integer({ min: 1, max: 3 }), (drawn, bounds, seats, counts, leaving, asked) => {
        const keys = ['a', 'b', 'c', 'd'];
        const made: SeatPlan = { method: 'composed', lines: drawn, ...(bounds === undefined ? {} : { limits: bounds }) };
        const measures = { 'fall-membership': Object.fromEntries([...keys, 'me'].map((key, i) => [key, counted(counts[i] ?? 50)])) };
        const before: SeatFacts = { host: 'a', capacity: 100, seats: Object.fromEntries(keys.map((key, i) => [key, seats[i]!])), measures };
        const request = { member: 'me', seats: asked };
        const told = estimateSeats(made, before, request);
        const after = estimateSeats(made, { ...before, seats: Object.fromEntries(Object.entries(before.seats).filter(([key]) => !leaving.includes(key))) }, request);
        if (!told.ok || !after.ok) return;
        expect(after.estimate.expectedCents).toBeLessThanOrEqual(told.estimate.maximumCents);
      }),
      { numRuns: 2_000 },
    );
  });
});
