import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { calculatePlan, checkFairness, previewOverrun, type CostPlan, type Fairness, type GroupCosts } from '../src/index.js';
import { readGame } from '../src/games/costs.js';
import { costOf } from '../src/games/game.js';
import { toText } from '@barnraise/money';
import { Fraction } from './fraction.js';

const KEYS = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
function fairness(costs: GroupCosts, shares: Record<string, number>): Fairness {
  const result = checkFairness(costs, shares);
  if (!result.ok) throw new Error(result.refusal.message);
  return result;
}

/** The same costs as a bare table, and the largest gap of any group by looking at each. */
function slowGap(costs: GroupCosts, shares: readonly number[]): Fraction {
  const game = readGame(costs);
  let worst = new Fraction(0n);
  for (let mask = 1; mask < game.costs.length - 1; mask += 1) {
    const paid = shares.reduce((all, share, i) => all + ((mask >> i) & 1 ? share : 0), 0);
    const gap = new Fraction(BigInt(paid)).minus(Fraction.of(toText(costOf(game, mask))));
    if (gap.against(worst) > 0) worst = gap;
  }
  return worst;
}
/** Shares of a total in rough proportion to random numbers, some of them negative. */
function sharesOf(total: number, rough: readonly number[]): number[] {
  const shares = rough.slice(1).map((value) => Math.round((total * value) / (20 * rough.length)));
  return [total - shares.reduce((a, b) => a + b, 0), ...shares];
}
const named = (values: readonly number[]): Record<string, number> => Object.fromEntries(values.map((value, i) => [KEYS[i]!, value]));
const rough = (n: number) => fc.array(fc.integer({ min: -8, max: 60 }), { minLength: n, maxLength: n });
const members = fc.integer({ min: 2, max: 7 });

function agrees(costs: GroupCosts, shares: number[]): void {
  const got = fairness(costs, named(shares));
  const slow = slowGap(costs, shares);
  expect(got.stable).toBe(slow.top === 0n);
  expect(got.worst?.gapCents ?? '0').toBe(slow.toString());
  if (got.worst === null) return;
  const game = readGame(costs);
  const mask = got.worst.members.reduce((all, member) => all | (1 << KEYS.indexOf(member)), 0);
  const paid = got.worst.members.reduce((all, member) => all + shares[KEYS.indexOf(member)]!, 0);
  expect(new Fraction(BigInt(paid)).minus(Fraction.of(toText(costOf(game, mask)))).toString()).toBe(slow.toString());
}

describe('the worst group is the one found by looking at every group', () => {
  test('cost lines', () => {
    const lines = members.chain((n) => fc.tuple(rough(n), fc.array(fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 2 ** n - 1 })), { minLength: 1, maxLength: 6 })));
    fc.assert(fc.property(lines, ([values, list]) => {
      const keys = KEYS.slice(0, values.length);
      const costs: GroupCosts = { kind: 'lines', members: keys, lines: list.map(([cost, mask]) => ({ cost, among: keys.filter((_, i) => (mask >> i) & 1) })) };
      agrees(costs, sharesOf(list.reduce((all, [cost]) => all + cost, 0), values));
    }), { numRuns: 150 });
  });

  test('layers', () => {
    fc.assert(fc.property(members.chain((n) => fc.tuple(rough(n), fc.array(fc.integer({ min: 0, max: 900 }), { minLength: n, maxLength: n }))), ([values, needs]) => {
      agrees({ kind: 'layers', members: KEYS.slice(0, values.length), needs: named(needs) }, sharesOf(Math.max(...needs), values));
    }), { numRuns: 150 });
  });

  test('price lists, all-units and incremental, with and without buying up, falling and rising', () => {
    const list = fc.record({ quantities: members.chain((n) => fc.array(fc.integer({ min: 0, max: 30 }), { minLength: n, maxLength: n })), mode: fc.constantFrom('all-units' as const, 'incremental' as const), buyUp: fc.boolean(),
      tiers: fc.array(fc.tuple(fc.integer({ min: 1, max: 25 }), fc.integer({ min: 1, max: 40 })), { minLength: 1, maxLength: 4 }), values: rough(7), even: fc.boolean() });
    fc.assert(fc.property(list, ({ quantities, mode, buyUp, tiers, values, even }) => {
      let from = 1;
      const priced = tiers.map(([step, priceCents], k) => ({ from: k === 0 ? 1 : (from += step), priceCents }));
      const keys = KEYS.slice(0, quantities.length);
      const costs: GroupCosts = { kind: 'volume', members: keys, tiers: priced, mode, buyUp, quantities: named(quantities) };
      const total = Number(toText(costOf(readGame(costs), 2 ** keys.length - 1)));
      const all = quantities.reduce((a, b) => a + b, 0);
      const shares = even && all > 0 ? sharesOf(total, quantities.map((q) => (20 * quantities.length * q) / all)) : sharesOf(total, values.slice(0, keys.length));
      agrees(costs, shares);
    }), { numRuns: 300 });
  });

  test('members who take nothing and pay something, whatever the tiers', () => {
    agrees({ kind: 'volume', members: ['A', 'B', 'C'], tiers: [{ from: 1, priceCents: 1 }], mode: 'all-units', buyUp: false, quantities: { A: 0, B: 0, C: 1 } }, [1, 0, 0]);
    agrees({ kind: 'volume', members: ['A', 'B', 'C'], tiers: [{ from: 1, priceCents: 9 }, { from: 8, priceCents: 5 }], mode: 'all-units', buyUp: true, quantities: { A: 0, B: 3, C: 2 } }, [4, 18, 18]);
  });
});

describe('what is stable by construction', () => {
  test('cost lines shared only by those on the line, by any weights, down to the odd cent', () => {
    const plans = members.chain((n) => fc.array(fc.record({ cost: fc.nat(10 ** 7), mask: fc.integer({ min: 1, max: 2 ** n - 1 }), weights: fc.array(fc.integer({ min: 0, max: 99 }), { minLength: n, maxLength: n }) }), { minLength: 1, maxLength: 5 }).map((lines) => ({ n, lines })));
    fc.assert(fc.property(plans, ({ n, lines }) => {
      const keys = KEYS.slice(0, n);
      const on = (mask: number): string[] => keys.filter((_, i) => (mask >> i) & 1);
      fc.pre(lines.every((line) => line.weights.some((weight, i) => weight > 0 && (line.mask >> i) & 1)));
      const plan: CostPlan = { members: keys.map((key) => ({ key })), lines: lines.map((line, k) => ({ id: `l${k}`, name: `l${k}`, amountCents: line.cost, among: on(line.mask), rule: { by: 'share-of', driver: { measure: 'use', counts: Object.fromEntries(keys.map((key, i) => [key, { value: line.weights[i]! }])) } } })) };
      const result = calculatePlan(plan);
      if (!result.ok) throw new Error(result.refusal.message);
      const costs: GroupCosts = { kind: 'lines', members: keys, lines: lines.map((line) => ({ cost: line.cost, among: on(line.mask) })) };
      expect(fairness(costs, result.shares)).toMatchObject({ stable: true, possible: true });
    }), { numRuns: 150 });
  });

  test('Shapley of a price list can be unstable where the split by quantity is not', () => {
    const tiers = [{ from: 1, priceCents: 1200 }, { from: 100, priceCents: 1050 }, { from: 250, priceCents: 925 }];
    const costs: GroupCosts = { kind: 'volume', members: ['A', 'B', 'C'], tiers, mode: 'all-units', quantities: { A: 20, B: 25, C: 85 } };
    expect(fairness(costs, { A: 20375, B: 26000, C: 90125 })).toMatchObject({ stable: false, possible: true, worst: { members: ['B', 'C'], gapCents: '625', withinOddCents: false } });
    expect(fairness(costs, { A: 21000, B: 26250, C: 89250 })).toMatchObject({ stable: true, worst: null, savings: { A: '3000', B: '3750', C: '12750' } });
  });
});

test('when no split can satisfy everyone, it says so and by which groups', () => {
  const costs: GroupCosts = { kind: 'table', members: ['A', 'B', 'C'], costs: { A: 10, B: 10, C: 10, 'A+B': 12, 'A+C': 12, 'B+C': 12, 'A+B+C': 24 } };
  const got = fairness(costs, { A: 8, B: 8, C: 8 });
  expect(got).toMatchObject({ stable: false, possible: false });
  expect(got.conflict).toHaveLength(3);
});

test('a gap that odd cents explain is marked as such', () => {
  const costs: GroupCosts = { kind: 'table', members: ['A', 'B'], costs: { A: '10.5', B: 20, 'A+B': 21 } };
  expect(fairness(costs, { A: 11, B: 10 }).worst).toEqual({ members: ['A'], gapCents: '1/2', withinOddCents: true });
});

test('shares that do not add up are refused with the gap', () => {
  expect(checkFairness({ kind: 'layers', members: ['A', 'B'], needs: { A: 5, B: 9 } }, { A: 5, B: 5 })).toMatchObject({ ok: false, refusal: { code: 'amount-mismatch', facts: { gap: '1' } } });
});

test('any size: a thousand members on lines, in layers and on a price list', () => {
  const keys = Array.from({ length: 1000 }, (_, i) => `m${String(i).padStart(4, '0')}`);
  const shares = Object.fromEntries(keys.map((key, i) => [key, i === 7 ? 1101 : i === 8 ? 899 : 1000]));
  const lines = keys.map((key) => ({ cost: 1000, among: [key] }));
  expect(fairness({ kind: 'lines', members: keys, lines }, shares).worst).toMatchObject({ members: ['m0007'], gapCents: '101' });
  const needs = Object.fromEntries(keys.map((key, i) => [key, 1000 * (i + 1)]));
  expect(fairness({ kind: 'layers', members: keys, needs }, shares).worst).toMatchObject({ members: keys.slice(0, 8), gapCents: '101' });
  const quantities = Object.fromEntries(keys.map((key) => [key, 10]));
  expect(fairness({ kind: 'volume', members: keys, tiers: [{ from: 1, priceCents: 100 }], mode: 'all-units', quantities }, shares).worst).toMatchObject({ members: ['m0007'], gapCents: '101' });
});

test('an overrun of five percent lowers nobody under a plan of lines', () => {
  const plan: CostPlan = { members: [{ key: 'A' }, { key: 'B' }], lines: [{ id: 'a', name: 'a', amountCents: 100000, rule: { by: 'equally' }, bounds: { maximumCents: { A: 40000 } } }, { id: 'b', name: 'b', rule: { by: 'layers', needs: { A: 100, B: 900 } } }] };
  const got = previewOverrun(plan);
  expect(got).toMatchObject({ ok: true, falls: [], rows: [{ member: 'A', beforeCents: 40050, afterCents: 40052 }, { member: 'B', beforeCents: 60850, afterCents: 65893 }] });
  expect(previewOverrun({ ...plan, lines: [{ ...plan.lines[0]!, bounds: { maximumCents: 51000 } }] })).toMatchObject({ ok: false, refusal: { code: 'maximums-fall-short', line: 'a' } });
});
