import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { divisions } from '../../test/brute.js';
import { fairer, ranked, unfairMove } from '../../test/fair.js';
import { maxMinFair } from './max-min.js';

const cases = fc.array(fc.oneof(fc.constant(0), fc.nat(7)), { maxLength: 5 }).chain((rooms) => fc.tuple(fc.constant(rooms), fc.nat(rooms.reduce((a, b) => a + b, 0))));
const large = fc.array(fc.oneof(fc.nat(3), fc.nat(60), fc.nat(100_000)), { minLength: 1, maxLength: 400 }).chain((rooms) => fc.tuple(fc.constant(rooms), fc.nat(rooms.reduce((a, b) => a + b, 0))));

describe('max-min fair', () => {
  test.each<[string, number, number[], number[]]>([
    ['all to nobody', 0, [4, 2], [0, 0]],
    ['in proportion where that comes out whole', 6, [4, 8], [2, 4]],
    ['the smallest room first', 1, [4, 2, 2], [0, 1, 0]],
    ['one each before a second', 5, [10, 10, 10, 1], [2, 1, 1, 1]],
    ['no unit where there is no room', 3, [0, 3, 0], [0, 3, 0]],
    ['everybody full', 7, [4, 3], [4, 3]],
    ['nobody at nothing while another has two', 75, [100, ...Array<number>(50).fill(1)], [25, ...Array<number>(50).fill(1)]],
  ])('%s', (_name, units, rooms, expected) => {
    expect(maxMinFair(units, rooms).units).toEqual(expected);
  });

  test('throws for what is no division', () => {
    expect(() => maxMinFair(5, [4])).toThrow(RangeError);
    expect(() => maxMinFair(-1, [4])).toThrow(RangeError);
    expect(() => maxMinFair(1, [1.5])).toThrow(RangeError);
    expect(() => maxMinFair(1, [-1, 3])).toThrow(RangeError);
    expect(() => maxMinFair(1, [90_000_001])).toThrow(RangeError);
  });

  test('no division of small rooms is fairer', () => {
    fc.assert(
      fc.property(cases, ([rooms, units]) => {
        const ours = ranked(maxMinFair(units, rooms).units, rooms);
        for (const other of divisions(units, rooms)) if (fairer(ranked(other, rooms), ours) < 0) throw new Error(`${other.join()} is fairer`);
      }),
      { numRuns: 1500 },
    );
  });

  test('the test of fairness itself finds every unfair division', () => {
    let unfair = 0;
    fc.assert(
      fc.property(cases, fc.nat(), ([rooms, units], pick) => {
        const all = [...divisions(units, rooms)];
        const one = all[pick % all.length]!;
        const best = fairer(ranked(maxMinFair(units, rooms).units, rooms), ranked(one, rooms)) === 0;
        expect(unfairMove(one, rooms) === null).toBe(best);
        if (!best) unfair += 1;
      }),
      { numRuns: 1500 },
    );
    expect(unfair).toBeGreaterThan(100);
  });

  test('at any size nobody can gain without somebody no better off losing, and the proof says where', () => {
    fc.assert(
      fc.property(large, ([rooms, units]) => {
        const { units: given, proof } = maxMinFair(units, rooms);
        expect(given.reduce((a, b) => a + b, 0)).toBe(units);
        expect(given.every((each, i) => each >= 0 && each <= rooms[i]!)).toBe(true);
        expect(unfairMove(given.slice(0, 60), rooms.slice(0, 60))).toBeNull();
        const { lastGiven, nextInLine } = proof;
        if (lastGiven === null || nextInLine === null) return;
        expect([given[lastGiven.at]! - 1, rooms[lastGiven.at]]).toEqual([lastGiven.units, lastGiven.room]);
        expect([given[nextInLine.at], rooms[nextInLine.at]]).toEqual([nextInLine.units, nextInLine.room]);
        given.forEach((each, i) => {
          if (each > 0 && BigInt(each - 1) * BigInt(nextInLine.room) > BigInt(nextInLine.units) * BigInt(rooms[i]!)) throw new Error(`${i} was served too soon`);
          if (each < rooms[i]! && BigInt(each) * BigInt(lastGiven.room) < BigInt(lastGiven.units) * BigInt(rooms[i]!)) throw new Error(`${i} was passed over`);
        });
      }),
      { numRuns: 150 },
    );
  });

  test('agrees at any size with a search for the one level up to which everybody is served', () => {
    fc.assert(
      fc.property(large, ([rooms, units]) => {
        expect(maxMinFair(units, rooms).units).toEqual(byLevel(units, rooms));
      }),
      { numRuns: 150 },
    );
  });
});

/**
 * The second formulation: everyone is served strictly below a level, found by halving; those who
 * stand exactly on it come next, smallest room first.
 */
function byLevel(units: number, rooms: readonly number[]): number[] {
  const fine = 10n ** 18n;
  const below = (level: bigint): bigint[] => rooms.map((room) => (level * BigInt(room) + fine - 1n) / fine);
  const total = (list: readonly bigint[]): bigint => list.reduce((a, b) => a + b, 0n);
  let low = 0n;
  let high = fine + 1n;
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (total(below(middle)) <= BigInt(units)) low = middle;
    else high = middle;
  }
  const given = below(low > fine ? fine : low);
  let left = BigInt(units) - total(given);
  const onLevel = rooms.map((room, at) => ({ room, at })).filter(({ room, at }) => room > 0 && given[at]! < BigInt(room) && given[at]! * fine <= high * BigInt(room)).sort((a, b) => a.room - b.room || a.at - b.at);
  for (const { at } of onLevel) {
    if (left === 0n) break;
    given[at]! += 1n;
    left -= 1n;
  }
  return given.map(Number);
}
