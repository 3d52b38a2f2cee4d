import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { allocate, allocateWhole, exact, multiply, ratio, subtract, sum, divide, type Exact, type Part } from './index.js';

const split = (total: number, weights: Exact[]): number[] =>
  allocate(total, weights.map((weight, i) => ({ key: String.fromCharCode(65 + i), weight }))).map((share) => share.cents);

describe('allocate by hand', () => {
  test.each<[string, number, Exact[], number[]]>([
    ['a tie goes to the first key', 10000, [1, 1, 1], [3334, 3333, 3333]],
    ['largest fractions first', 1234567, [412, 188, 95], [731858, 333955, 168754]],
    ['one cent more can lower a share (10)', 10, [6, 6, 2], [4, 4, 2]],
    ['one cent more can lower a share (11)', 11, [6, 6, 2], [5, 5, 1]],
    ['a refund mirrors the charge', -1000, [6, 6, 2], [-429, -428, -143]],
    ['a zero weight gets no odd cent', 101, [1, 0, 1], [51, 0, 50]],
    ['a tied fraction goes to the larger weight', 10, [3, 1, 4], [4, 1, 5]],
    ['decimal weights are exact', 5, ['0.7', '0.3'], [4, 1]],
    ['nothing to split', 0, [2, 1], [0, 0]],
  ])('%s', (_name, total, weights, expected) => {
    expect(split(total, weights)).toEqual(expected);
  });

  test('tells where the odd cents fell', () => {
    expect(allocate(11, [{ key: 'a', weight: 6 }, { key: 'b', weight: 6 }, { key: 'c', weight: 2 }]).map((s) => s.oddCent)).toEqual([true, true, false]);
  });

  test('finds no odd cent in whole shares, though 49 × (1/49) is below 1 to a computer', () => {
    const shares = allocate(49, Array.from({ length: 49 }, (_, i) => ({ key: `m${i}`, weight: 1 })));
    expect(shares.filter((share) => share.oddCent || share.cents !== 1)).toEqual([]);
  });

  test('refuses what cannot be split', () => {
    expect(() => split(100, [0, 0])).toThrow('add up to zero');
    expect(() => allocate(100, [])).toThrow(RangeError);
    expect(() => split(100, [1, -1])).toThrow('below zero');
    expect(() => split(1.5, [1])).toThrow(RangeError);
    expect(() => split(1, [0.5])).toThrow(RangeError);
    expect(() => allocate(1, [{ key: 'a', weight: 1 }, { key: 'a', weight: 1 }])).toThrow('key of its own');
  });
});

const weight = fc.oneof(
  fc.integer({ min: 0, max: 9 }),
  fc.integer({ min: 0, max: 2_000_000 }),
  fc.bigInt({ min: 0n, max: 10n ** 24n }),
  fc.tuple(fc.bigInt({ min: 0n, max: 999n }), fc.bigInt({ min: 1n, max: 99n })).map(([n, d]) => ratio(n, d)),
);
const parts = fc
  .array(weight, { minLength: 1, maxLength: 14 })
  .map((weights) => weights.map((value, i): Part => ({ key: `m${(i * 7) % 15}`, weight: value })))
  .filter((list) => list.some((part) => exact(part.weight).n > 0n));
const totals = fc.oneof(fc.integer({ min: -200, max: 200 }), fc.integer({ min: -(10 ** 13), max: 10 ** 13 }));

describe('allocate always', () => {
  test('adds up, stays within a cent, leaves zero weights alone and mirrors refunds', () => {
    fc.assert(
      fc.property(totals, parts, (total, list) => {
        const shares = allocate(total, list);
        expect(shares.reduce((a, share) => a + share.cents, 0)).toBe(total);
        const all = sum(list.map((part) => exact(part.weight)));
        list.forEach((part, i) => {
          const due = divide(multiply(exact(total), exact(part.weight)), all);
          const off = subtract(exact(shares[i]!.cents), due);
          expect(off.n < off.d && -off.n < off.d).toBe(true);
          if (exact(part.weight).n === 0n) expect(shares[i]!.cents).toBe(0);
        });
        expect(allocate(-total, list).map((share) => 0 - share.cents)).toEqual(shares.map((share) => share.cents));
      }),
      { numRuns: 500 },
    );
  });

  test('does not depend on the order or the scale of the weights', () => {
    fc.assert(
      fc.property(totals, parts, fc.integer({ min: 1, max: 1000 }), (total, list, scale) => {
        const byKey = (shares: { key: string; cents: number }[]) => Object.fromEntries(shares.map((s) => [s.key, s.cents]));
        const once = byKey(allocate(total, list));
        expect(byKey(allocate(total, list.toReversed()))).toEqual(once);
        const scaled = list.map((part) => ({ key: part.key, weight: multiply(exact(part.weight), ratio(BigInt(scale), 7n)) }));
        expect(byKey(allocate(total, scaled))).toEqual(once);
      }),
      { numRuns: 300 },
    );
  });

  const bothWays = (total: number, weights: number[]): void => {
    fc.pre(weights.some((w) => w > 0));
    const keys = weights.map((_, i) => `k${(i * 7) % weights.length}-${i}`);
    const small = allocateWhole(total, weights, keys);
    const big = allocateWhole(total, weights.map(BigInt), keys);
    expect([...small.amounts]).toEqual([...big.amounts]);
    expect([...small.odd]).toEqual([...big.odd]);
  };

  test('gives the same cents by numbers and by big numbers', () => {
    fc.assert(fc.property(fc.nat(10 ** 7), fc.array(fc.oneof(fc.nat(10 ** 6), fc.nat(3)), { minLength: 1, maxLength: 900, size: 'max' }), bothWays));
  });

  // Few small weights, so that remainders are often nothing or all but one unit; products just below and above 2^51 and 2^53.
  test('gives the same cents where products come near the end of exact numbers', () => {
    const edges = fc.tuple(fc.constantFrom(2 ** 51, 2 ** 53), fc.integer({ min: -300, max: 300 }), fc.array(fc.nat(40), { minLength: 1, maxLength: 8 }));
    fc.assert(
      fc.property(edges, ([edge, off, weights]) => bothWays(Math.min(Number.MAX_SAFE_INTEGER, Math.floor(edge / Math.max(1, ...weights)) + off), weights)),
      { numRuns: 3000 },
    );
  });

  test('gives the same cents where the weights, not the total, are large', () => {
    const large = fc.array(fc.oneof(fc.nat(40).map((n) => 2 ** 50 - n), fc.nat(2 ** 31 - 1), fc.nat(3)), { minLength: 1, maxLength: 16 });
    fc.assert(fc.property(fc.nat(5), large, bothWays), { numRuns: 1000 });
  });
});
