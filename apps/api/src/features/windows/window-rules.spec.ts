import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { closesAt, latestFirstDay, latestLastDay, opensAt, stepOf, told } from './window.rules.js';

const BOISE = 'America/Boise';

describe('the days of a window', () => {
  test('are those of the consortium: from eight in the morning, or at once, to five in the afternoon', () => {
    const now = Date.parse('2026-08-24T15:00:00Z');
    expect(new Date(opensAt('2026-08-26', BOISE, now)).toISOString()).toBe('2026-08-26T14:00:00.000Z');
    expect(opensAt('2026-08-24', BOISE, now)).toBe(now);
    // The clocks change in between.
    expect(new Date(closesAt('2026-11-10', BOISE)).toISOString()).toBe('2026-11-11T00:00:00.000Z');
    // Late in the evening it is tomorrow already in London, not in Boise.
    const evening = Date.parse('2026-08-25T03:00:00Z');
    expect([latestFirstDay(evening, BOISE), latestLastDay(evening, BOISE)]).toEqual(['2027-02-20', '2027-02-20']);
  });
});

describe('what is told of requests', () => {
  test('nobody asks; too few ask; enough do, in steps; and what came of it', () => {
    expect(told([], [], false, 5)).toEqual({ districts: 0, seatsAsked: 0, seatsGiven: null });
    for (const few of [[3], [9, 9], [40, 1, 1]]) expect(told(few, few, true, 5)).toEqual({ districts: null, seatsAsked: null, seatsGiven: null });
    expect(told([4, 6, 3, 1], [], false, 5)).toEqual({ districts: 4, seatsAsked: 10, seatsGiven: null });
    expect(told([4, 6, 3, 1], [2, 2, 2, 1], true, 5)).toEqual({ districts: 4, seatsAsked: 14, seatsGiven: 7 });
  });

  const requests = fc.array(fc.integer({ min: 1, max: 15 }), { minLength: 1, maxLength: 8 });
  const smallest = fc.integer({ min: 2, max: 12 });

  test('whatever they are: no request can be worked out, by nobody who knows their own', () => {
    fc.assert(fc.property(requests, smallest, fc.boolean(), (asked, least, allotted) => {
      const { districts, seatsAsked } = told(asked, asked.map(() => 0), allotted, least);
      if (districts === null) return expect(seatsAsked).toBeNull();
      for (const [reader, own] of asked.entries()) for (const [other, request] of asked.entries()) {
        if (other === reader) continue;
        // The same is told, and the reader asked for the same, where the other asked for one seat, and where it asked for as many as the smallest count shown.
        for (const instead of [1, least]) {
          const third = asked.findIndex((_, at) => at !== reader && at !== other && (asked[at]! + request - instead >= 1));
          const world = asked.map((one, at) => (at === other ? instead : at === third ? one + request - instead : one));
          const possible = third >= 0 ? world : spread(asked, reader, other, instead);
          expect(possible[reader]).toBe(own);
          expect(possible[other]).toBe(instead);
          expect(possible.every((one) => one >= 1)).toBe(true);
          expect(possible.reduce((all, one) => all + one, 0)).toBe(asked.reduce((all, one) => all + one, 0));
        }
      }
    }));
  });

  test('nor by who watches while one more comes in', () => {
    fc.assert(fc.property(requests, smallest, fc.integer({ min: 1, max: 12 }), (before, least, comes) => {
      const [was, is] = [told(before, [], false, least), told([...before, comes], [], false, least)];
      if (was.seatsAsked === null || is.seatsAsked === null) return;
      const step = stepOf(least);
      const sum = before.reduce((all, one) => all + one, 0);
      const steps = (all: number, more: number) => [Math.floor(all / step), Math.floor((all + more) / step)].join();
      const others = [-1, 0, 1].flatMap((shift) => [-1, 1].filter((more) => comes + more >= 1 && steps(sum + shift, comes + more) === steps(sum, comes)));
      expect(others).not.toEqual([]);
    }));
  });
});

/** The same sum, with so many at one place, nothing changed at another, and the rest spread over all the others. */
function spread(asked: readonly number[], kept: number, at: number, instead: number): number[] {
  const rest = asked.flatMap((_, n) => (n === kept || n === at ? [] : [n]));
  let left = asked.reduce((all, one) => all + one, 0) - asked[kept]! - instead - rest.length;
  return asked.map((one, n) => {
    if (n === kept) return one;
    if (n === at) return instead;
    const more = n === rest.at(-1) ? left : Math.min(left, 2);
    left -= more;
    return 1 + more;
  });
}
