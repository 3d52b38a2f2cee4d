/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';
import { type SeatFacts, type SeatPlan } from '@barnraise/cost-sharing';
import { costOf, METHODS, nextSeats, planFromPreset, planWith, refusalOf, rowsOf } from './seat-plan.js';

const facts: SeatFacts = {
  host: 'm', capacity: 10, seats: { m: 2, c: 3 }, names: { m: 'Meadows Valley', c: 'Council', k: 'Cambridge' },
  measures: { 'fall-membership': Object.fromEntries(['m', 'c', 'k'].map((key, at) => [key, { value: 100 * (at + 1), countedOn: '2026-10-01', source: 'x' }])) },
};
const now: SeatPlan = { method: 'cost-recovery-over-seats', costCents: 100_000, hostSeatsCount: true, emptySeatsCount: false, notToExceedPerSeatCents: null };

describe('a plan for a section', () => {
  it('costs the same however it is split, and every method can be worked out', () => {
    for (const { value } of METHODS) {
      const plan = planWith(value, now, facts.capacity);
      expect(costOf(plan, facts.capacity)).toBe(100_000);
      for (const row of rowsOf(plan, now, facts)) expect([value, row.result.ok]).toEqual([value, true]);
    }
  });

  it('shows what each has now and would have', () => {
    const plan = planFromPreset({ name: 'Half', rule: { by: 'equally' }, limits: { maximumPercent: 60, mostRisePercent: 5 } }, now, facts.capacity);
    expect(plan.limits).toEqual({ maximumPercent: 60 });
    const rows = rowsOf(plan, now, facts);
    expect(rows.map(({ name, before, result }) => [name, before, result.ok ? result.estimate.expectedCents : null])).toEqual([['Council', 60_000, 50_000], ['Meadows Valley', 40_000, 50_000]]);
    const cambridge = nextSeats(plan, now, facts).find(({ member }) => member === 'k')!;
    expect([cambridge.now?.expectedCents, cambridge.then.ok ? cambridge.then.estimate.expectedCents : null]).toEqual([16_667, 33_333]);
    expect(refusalOf(rows, nextSeats(plan, now, facts))).toBeNull();
  });

  it('says for whom it cannot be worked out, before it is put in force', () => {
    const plan = { ...planWith('composed', now, facts.capacity), limits: { minimumCents: 40_000 } } as SeatPlan;
    expect(rowsOf(plan, now, facts).every(({ result }) => result.ok)).toBe(true);
    expect(refusalOf(rowsOf(plan, now, facts), nextSeats(plan, now, facts))?.who).toBe('Cambridge');
  });
});
