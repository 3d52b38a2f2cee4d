import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { calculatePlan, explain, type Calculation, type CostPlan } from '../src/index.js';
import { NoAnswer, slowShares } from './oracle.js';
import { plans } from './plans.js';

/** The oracle's shares, or null where it finds that a plan has no answer. */
function opinion(plan: CostPlan): Record<string, number> | null {
  try {
    return slowShares(plan);
  } catch (error) {
    if (error instanceof NoAnswer) return null;
    throw error;
  }
}
const show = (shares: Readonly<Record<string, number>>): string => JSON.stringify(Object.entries(shares).sort());
const summed = (shares: Readonly<Record<string, number>>): number => Object.values(shares).reduce((a, b) => a + b, 0);
const addsUp = (result: Calculation): boolean =>
  Number.isSafeInteger(result.totalCents) && summed(result.shares) === result.totalCents && result.lines.every((line) => summed(line.shares) === line.amountCents);

describe('ten thousand plans', () => {
  test('7,500 well-formed ones, some 5,000 of them with an answer: the slow oracle agrees to the cent, or agrees that there is no answer', () => {
    let answered = 0;
    let refused = 0;
    fc.assert(fc.property(plans, (plan) => {
      const result = calculatePlan(plan);
      const expected = opinion(plan);
      if (!result.ok) {
        refused += 1;
        if (expected !== null) throw new Error(`refused (${result.refusal.message}) where the oracle has ${show(expected)}`);
        return;
      }
      answered += 1;
      if (expected === null || show(result.shares) !== show(expected)) throw new Error(`${show(result.shares)} where the oracle has ${expected === null ? 'no answer' : show(expected)}`);
      if (!addsUp(result)) throw new Error('the lines do not add up');
    }), { numRuns: 7500 });
    expect(answered).toBeGreaterThan(4900);
    expect(refused).toBeGreaterThan(250);
  });

  test('2,500 spoiled ones: a result that adds up or a refusal that names itself, never anything else', () => {
    const junk = fc.oneof(fc.constantFrom<unknown>(null, undefined, -1, 1.5, NaN, Infinity, 2 ** 53, 1e300, '', '-3', '1/0', 'x', '9'.repeat(70), [], {}, true, '__proto__', { by: 'equally' }), fc.jsonValue({ maxDepth: 2 }));
    let refused = 0;
    fc.assert(fc.property(plans, fc.array(fc.nat(), { minLength: 1, maxLength: 8 }), junk, (plan, path, value) => {
      const spoiled = structuredClone(plan) as unknown;
      spoil(spoiled, path, value);
      const result = calculatePlan(spoiled as CostPlan);
      if (result.ok) {
        if (!addsUp(result)) throw new Error('the lines do not add up');
        if (explain(JSON.parse(JSON.stringify(result.trace))).length === 0) throw new Error('nothing explained');
        return;
      }
      refused += 1;
      if (!/[a-z][^]*\.$/.test(result.refusal.message) || !/^[a-z-]+$/.test(result.refusal.code)) throw new Error(`a refusal without words: ${result.refusal.message}`);
    }), { numRuns: 2500 });
    expect(refused).toBeGreaterThan(1000);
  });
});

/** Puts `value` somewhere into `target`, following the path as far as it leads. */
function spoil(target: unknown, path: readonly number[], value: unknown): void {
  let at = target as Record<string, unknown>;
  for (const [depth, turn] of path.entries()) {
    const names = Object.keys(at);
    if (names.length === 0) return;
    const name = names[turn % names.length]!;
    const next = at[name];
    if (depth === path.length - 1 || typeof next !== 'object' || next === null) {
      at[name] = value;
      return;
    }
    at = next as Record<string, unknown>;
  }
}

describe('what holds for every plan', () => {
  test('the order of members, lines apart, changes no share', () => {
    fc.assert(fc.property(plans, (plan) => {
      const turned: CostPlan = { ...plan, members: plan.members.toReversed(), lines: plan.lines.map((line) => ({ ...line, among: line.among?.toReversed() })) };
      const [first, second] = [calculatePlan(plan), calculatePlan(turned)];
      expect(first.ok ? [first.shares, first.trace] : first.refusal.code).toEqual(second.ok ? [second.shares, second.trace] : second.refusal.code);
    }), { numRuns: 150 });
  });

  test('the same input gives the same bytes', () => {
    fc.assert(fc.property(plans, (plan) => {
      expect(JSON.stringify(calculatePlan(structuredClone(plan)))).toBe(JSON.stringify(calculatePlan(plan)));
    }), { numRuns: 100 });
  });

  test('on a proportional line without limits each share is within a cent, zero weight pays zero, and a refund mirrors the charge', () => {
    const rows = fc.array(fc.nat(400), { minLength: 1, maxLength: 9 }).filter((weights) => weights.some((weight) => weight > 0));
    fc.assert(fc.property(fc.nat(10 ** 9), rows, (amountCents, weights) => {
      const plan = (cents: number): CostPlan => ({
        members: weights.map((_, i) => ({ key: `m${i}` })),
        lines: [{ id: 'l', name: 'Line', amountCents: cents, rule: { by: 'share-of', driver: { measure: 'use', counts: Object.fromEntries(weights.map((value, i) => [`m${i}`, { value }])) } } }],
      });
      const [charge, refund] = [calculatePlan(plan(amountCents)), calculatePlan(plan(-amountCents))];
      if (!charge.ok || !refund.ok) throw new Error('a plain line always has an answer');
      const all = weights.reduce((a, b) => a + b, 0);
      weights.forEach((weight, i) => {
        const share = charge.shares[`m${i}`]!;
        const off = BigInt(share) * BigInt(all) - BigInt(amountCents) * BigInt(weight);
        expect(off < BigInt(all) && -off < BigInt(all)).toBe(true);
        if (weight === 0) expect(share).toBe(0);
        expect(refund.shares[`m${i}`]).toBe(0 - share);
      });
    }), { numRuns: 300 });
  });
});
