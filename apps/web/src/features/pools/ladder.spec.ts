import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { atMostOf, costAt, heightOf, orderedOnLadder, placeOf, rungsOf } from './ladder.js';

const unit = (name: string, holds: number | null = null, of: string | null = null) => ({ __typename: 'RoundUnit' as const, name, plural: `${name}s`, holds, of });
const paper = { units: [unit('ream'), unit('case', 10, 'ream')], orderUnit: unit('case'), priceUnit: unit('case'), tierUnit: unit('case') };
const tiers = [{ from: 1, priceCents: 42_00 }, { from: 20, priceCents: 38_00 }, { from: 2_000, priceCents: 35_00 }];

describe('the ladder', () => {
  test('stands at a step exactly when its price is reached', () => {
    const rungs = rungsOf(tiers);
    expect([0, 10, 19, 20, 1_999, 2_000, 90_000].map((count) => Math.floor(placeOf(rungs, count) * 3))).toEqual([0, 0, 0, 1, 1, 2, 2]);
    expect(placeOf(rungs, 10)).toBeCloseTo(1 / 6);
    expect(placeOf(rungsOf([{ from: 1, priceCents: 5 }]), 40)).toBeCloseTo(0.5);
  });

  test('never goes back when more is ordered', () => {
    const lists = fc.uniqueArray(fc.integer({ min: 2, max: 5_000 }), { maxLength: 8 }).map((more) => rungsOf([1, ...more.sort((a, b) => a - b)].map((from) => ({ from, priceCents: 100 }))));
    fc.assert(fc.property(lists, fc.nat(6_000), fc.nat(6_000), (rungs, a, b) => {
      const [few, many] = [Math.min(a, b), Math.max(a, b)];
      return placeOf(rungs, few) <= placeOf(rungs, many) && placeOf(rungs, many) <= 1;
    }));
  });

  test('goes down with the price, and no step vanishes', () => {
    const rungs = rungsOf(tiers);
    expect([0, 1, 2].map((n) => heightOf(rungs, n))).toEqual([1, expect.closeTo(0.634, 2), 0.36]);
    expect(heightOf(rungsOf([tiers[0]!]), 0)).toBe(0.7);
  });

  test('counts an order in the unit of its steps', () => {
    expect(orderedOnLadder({ ...paper, tierUnit: unit('ream'), progress: { ordered: 7 } as never })).toBe(70);
  });
});

test('what a quantity costs in another unit than the price’s, and the most a line can come to', () => {
  expect(costAt(paper, 6, 'case', 42_00)).toBe(252_00);
  expect(costAt(paper, 5, 'ream', 42_05)).toBe(21_03);
  expect(atMostOf({ ...paper, tiers: tiers as never }, { maximum: 8, unit: 'case', notToExceedCents: null })).toBe(336_00);
  expect(atMostOf({ ...paper, tiers: tiers as never }, { maximum: 8, unit: 'case', notToExceedCents: 40_00 })).toBe(320_00);
});
