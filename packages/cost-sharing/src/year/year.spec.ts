import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buyIn, calculatePlan, exitShare, explain, installments, installmentsOf, leastTuition, leave, notToExceed, overCommitment, returnSurplus, seatFees, shareByMemberDays, trueUp, type CostPlan, type Outcome } from '../index.js';

function done<T>(result: Outcome<T>): T {
  if (!result.ok) throw new Error(result.refusal.message);
  return result;
}
const codeOf = (result: Outcome<unknown>): string | null => (result.ok ? null : result.refusal.code);

describe('a year of a share', () => {
  test('twelve installments, the odd cents first', () => {
    expect(done(installments(1000000, 12)).cents).toEqual([83334, 83334, 83334, 83334, ...Array<number>(8).fill(83333)]);
    expect(done(installmentsOf({ A: 5, B: -5 }, 2)).cents).toEqual({ A: [3, 2], B: [-3, -2] });
    expect(codeOf(installments(100, 0))).toBe('facts-invalid');
  });

  test('a late joiner pays by member-days', () => {
    const counts = { A: { value: 3 }, B: { value: 2 }, C: { value: 1 } };
    expect(done(shareByMemberDays({ totalCents: 5400000, measure: 'weight', counts, days: { A: 180, B: 180, C: 90 } })).shares).toEqual({ A: 2945455, B: 1963636, C: 490909 });
    expect(codeOf(shareByMemberDays({ totalCents: 5, measure: 'weight', counts, days: { A: 1 } }))).toBe('facts-invalid');
  });

  test('a leaver pays its days, or the year without notice', () => {
    const leaving = { member: 'L', shareCents: 3600000, day: 67, days: 180, noticeInTime: true, rest: { A: 2, B: 1 } };
    expect(done(leave(leaving))).toMatchObject({ leaverCents: 1340000, shares: { A: 1506667, B: 753333 } });
    expect(done(leave({ ...leaving, noticeInTime: false }))).toMatchObject({ leaverCents: 3600000, shares: { A: 0, B: 0 } });
    expect(codeOf(leave({ ...leaving, day: 181 }))).toBe('days-invalid');
    expect(codeOf(leave({ ...leaving, rest: {} }))).toBe('nobody-to-charge');
  });

  test('a buy-in at net book value', () => {
    expect(done(buyIn({ costCents: 10000000, lifeYears: 5, ageYears: 2, owners: ['A', 'B', 'C', 'D'] }))).toMatchObject({ buyInCents: 1200000, received: { A: 300000, B: 300000, C: 300000, D: 300000 } });
    expect(done(buyIn({ costCents: 100, lifeYears: 5, ageYears: 9, owners: ['A'] })).buyInCents).toBe(0);
  });

  test('a surplus fills the reserve, then goes back', () => {
    const weights = { A: 5, B: 3, C: 2 };
    const got = done(returnSurplus({ surplusCents: 4200000, policy: 'by-payments', weights, reserve: { heldCents: 1800000, budgetCents: 30000000, ceilingPercent: 10 } }));
    expect(got).toMatchObject({ keptCents: 1200000, refunds: { A: -1500000, B: -900000, C: -600000 } });
    expect(explain({ schema: 'barnraise-trace/1', rounding: 'largest-remainder/1', names: {}, steps: got.steps })[0]).toBe(
      'The reserve may hold $30,000.00 and holds $18,000.00: of the surplus of $42,000.00, $12,000.00 stays in it and $30,000.00 is returned.',
    );
    expect(codeOf(returnSurplus({ surplusCents: 1, policy: 'by-mood' as never, weights }))).toBe('plan-unknown');
  });

  test('leaving with a share of assets and debts', () => {
    const factors = [{ name: 'enrollment', percent: 20, part: 1 }, { name: 'contribution', percent: 24, part: 1 }, { name: 'usage', percent: 16, part: 1 }];
    const exit = { assetsCents: 20000000, excludedAssetsCents: 3000000, liabilitiesCents: 2000000, factors, assetsGoWithLeaver: true };
    expect(done(exitShare(exit))).toMatchObject({ part: '1/5', assetsCents: 3400000, liabilitiesCents: 400000, netCents: 3000000 });
    expect(done(exitShare({ ...exit, assetsGoWithLeaver: false }))).toMatchObject({ assetsCents: 0, netCents: -400000 });
  });

  test('fees, tuition and commitments round once and the promised way', () => {
    expect(done(seatFees(70000, 6, 4, 25)).cents).toBe(490000);
    expect(done(seatFees(333, 0, 3, 50)).cents).toBe(500);
    expect(done(leastTuition(798800, 14, '1/2')).cents).toBe(5591600);
    expect(done(leastTuition(3, 1, '1/2')).cents).toBe(2);
    expect(done(notToExceed(10001, 5)).cents).toBe(10502);
    expect(overCommitment({ A: 10, B: 5 }, { A: 8, B: 5 })).toEqual({ A: 2 });
  });
});

const cents = fc.integer({ min: 0, max: 10 ** 8 });

describe('true-up', () => {
  test('adds up to actual minus billed, whatever was billed', () => {
    fc.assert(
      fc.property(cents, fc.array(fc.tuple(fc.nat(500), cents), { minLength: 1, maxLength: 8 }), (actual, rows) => {
        fc.pre(rows.some(([use]) => use > 0));
        const counts = Object.fromEntries(rows.map(([use], i) => [`m${i}`, { value: use }]));
        const billed = Object.fromEntries(rows.map(([, bill], i) => [`m${i}`, bill]));
        const plan: CostPlan = { members: rows.map((_, i) => ({ key: `m${i}` })), lines: [{ id: 'a', name: 'Actual', amountCents: actual, rule: { by: 'share-of', driver: { measure: 'use', counts } } }] };
        const final = done(calculatePlan(plan)).shares;
        const got = done(trueUp(final, billed));
        const bills = rows.reduce((all, [, bill]) => all + bill, 0);
        expect(Object.values(got.adjustments).reduce((a, b) => a + b, 0)).toBe(actual - bills);
        expect(got.totalCents).toBe(actual - bills);
        for (const [member, change] of Object.entries(got.adjustments)) expect(billed[member]! + change).toBe(final[member]);
      }),
    );
  });

  test('installments of a member add up to its share and differ by a cent at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 9), max: 10 ** 9 }), fc.integer({ min: 1, max: 366 }), (share, count) => {
        const parts = done(installments(share, count)).cents;
        expect(parts.reduce((a, b) => a + b, 0)).toBe(share);
        expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
