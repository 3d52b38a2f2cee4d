import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { SeatPlan } from '../seats/plan.js';
import type { Formula } from './formula.js';
import { measuresOfPlan } from './measures.js';
import { readFormula, readSeatPlan } from './read.js';

const formula: Formula = {
  name: 'Base fee and students',
  rule: { by: 'base-and-use', basePercent: 30, base: { by: 'equally' }, use: { by: 'blend', parts: [{ part: '1/2', share: { by: 'share-of', measure: 'fall-membership' } }, { part: '1/2', share: { by: 'share-of', measure: 'miles' } }] } },
  limits: { maximumPercent: 40, mostRisePercent: '7.5', atMostAlone: true },
};
const plans: SeatPlan[] = [
  { method: 'fixed-price-per-seat', priceCents: 411_60 },
  { method: 'cost-recovery-over-seats', costCents: 21_000_00, hostSeatsCount: true, emptySeatsCount: false, notToExceedPerSeatCents: null },
  { method: 'equally', costCents: 1 },
  { method: 'by-dated-count', costCents: 5, measure: 'fall-membership' },
  { method: 'composed', lines: [{ name: 'Teacher', amountCents: 12_000_00, rule: formula.rule }, { name: 'Books', amountCents: 10, rule: { by: 'share-of', measure: 'seats' }, among: 'home-districts' }], limits: { maximumCents: 9_000_00 } },
];

describe('a formula', () => {
  test('is read as it was written, without what no formula has', () => {
    expect(readFormula(JSON.parse(JSON.stringify({ ...formula, secret: 1, rule: { ...formula.rule, also: 2 } })))).toEqual({ ok: true, formula });
  });
  test.each([
    ['no name', { ...formula, name: ' ' }], ['no rule', { name: 'X' }], ['a rule nobody knows', { name: 'X', rule: { by: 'whim' } }],
    ['a base fee above the whole', { name: 'X', rule: { by: 'base-and-use', basePercent: 101, base: { by: 'equally' }, use: { by: 'equally' } } }],
    ['a part that is no number', { name: 'X', rule: { by: 'blend', parts: [{ part: 'half', share: { by: 'equally' } }] } }],
    ['a limit that is no amount', { ...formula, limits: { maximumCents: 1.5 } }], ['a limit below zero', { ...formula, limits: { maximumPercent: -1 } }],
  ])('with %s is refused in words', (_what, value) => {
    expect(readFormula(value)).toMatchObject({ ok: false, refusal: { message: expect.stringMatching(/\S/) } });
  });
});

describe('a plan of seats', () => {
  test.each(plans.map((plan) => [plan.method, plan] as const))('%s is read as it was written', (_method, plan) => {
    expect(readSeatPlan(JSON.parse(JSON.stringify({ ...plan, secret: 1 })))).toEqual({ ok: true, plan });
  });
  test('names the measures it needs counts of, seats not among them', () => {
    expect(plans.map(measuresOfPlan)).toEqual([[], [], [], ['fall-membership'], ['fall-membership', 'miles']]);
  });
  test.each([['nothing', null], ['no method', {}], ['no lines', { method: 'composed', lines: [] }], ['a price below zero', { method: 'fixed-price-per-seat', priceCents: -1 }], ['a line without an amount', { method: 'composed', lines: [{ name: 'X', rule: { by: 'equally' } }] }]])('of %s is refused in words', (_what, value) => {
    expect(readSeatPlan(value)).toMatchObject({ ok: false, refusal: { message: expect.stringMatching(/\S/) } });
  });
});

test('any JSON is read or refused, and what was read is read again the same', () => {
  const rule = fc.oneof(fc.jsonValue(), fc.constantFrom<unknown>(formula.rule, { by: 'layers', measure: '__proto__' }, { by: 'share-of', measure: 'x' }));
  fc.assert(fc.property(fc.record({ name: fc.oneof(fc.string(), fc.jsonValue()), rule, limits: fc.oneof(fc.jsonValue(), fc.constant(undefined)) }), fc.constantFrom('composed', 'equally', 'by-dated-count'), (value, method) => {
    const read = readFormula(value);
    if (read.ok) expect(readFormula(read.formula)).toEqual(read);
    const plan = readSeatPlan({ method, costCents: 5, measure: value.name, lines: [{ name: value.name, amountCents: 5, rule: value.rule }], limits: value.limits });
    if (plan.ok) expect(readSeatPlan(plan.plan)).toEqual(plan);
  }), { numRuns: 2_000 });
});
