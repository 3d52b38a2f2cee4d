import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allot, type Allotment, allotmentWords, type AllotmentRule, ruleWords, type SeatRequest } from './index.js';

const published: AllotmentRule = { contributorsFirst: true, fairShares: true };
const ask = (key: string, seats: number, more: Partial<SeatRequest> = {}): SeatRequest => ({ key, section: 'physics', district: key, seats, least: 1, turn: key.charCodeAt(0), contributes: false, ...more });
const results = (allotments: readonly Allotment[]) => Object.fromEntries(allotments.map(({ key, seats }) => [key, seats]));

describe('a section that is asked for too often', () => {
  it('is shared as a registrar would on paper', () => {
    // Ten seats. Dell teaches: all it wants. Seven are left for three who want 5, 1 and 4.
    const allotted = allot(published, { physics: 10 }, [ask('a', 5), ask('b', 1), ask('c', 4), ask('d', 3, { contributes: true })]);
    expect(results(allotted)).toEqual({ a: 3, b: 1, c: 3, d: 3 });
    expect(allotted.map(({ key, waits }) => [key, waits])).toEqual([['a', { seats: 2, place: 1 }], ['b', null], ['c', { seats: 1, place: 2 }], ['d', null]]);
  });

  it('gives the odd seat to whoever asked earlier', () => {
    expect(results(allot(published, { physics: 5 }, [ask('b', 4), ask('a', 4)]))).toEqual({ a: 3, b: 2 });
  });

  it('goes by time alone where no fair shares are published', () => {
    expect(results(allot({ contributorsFirst: false, fairShares: false }, { physics: 5 }, [ask('a', 4), ask('b', 4), ask('c', 1)]))).toEqual({ a: 4, b: 1, c: 0 });
  });

  it('gives nobody fewer than it takes, and its seats to others', () => {
    expect(results(allot(published, { physics: 5 }, [ask('a', 4), ask('b', 4, { least: 3 }), ask('c', 1)]))).toEqual({ a: 4, b: 0, c: 1 });
    // Whoever can't do with one steps back before whoever asked last and could.
    expect(results(allot(published, { physics: 2 }, [ask('a', 2, { least: 2 }), ask('b', 3), ask('c', 1)]))).toEqual({ a: 0, b: 1, c: 1 });
    // What the others leave is enough after all.
    expect(results(allot(published, { physics: 4 }, [ask('a', 1), ask('b', 4, { least: 3 })]))).toEqual({ a: 1, b: 3 });
  });

  it('tells each district its own result, and no other by name', () => {
    const [first, , third, fourth] = allot(published, { physics: 5 }, [ask('alpha', 3, { turn: 1 }), ask('beta', 3, { turn: 2, contributes: true }), ask('gamma', 3, { turn: 3 }), ask('delta', 3, { turn: 4, least: 3 })]);
    expect(allotmentWords(first!, true)).toEqual([
      'You asked for 3 seats (at the least 1) of 5, as the 1st of 4 districts.', 'Districts that teach shared courses that year came first; you teach none.',
      'You have 1 of 3.', 'You wait for 2 seats as the 1st in line.']);
    expect(allotmentWords(third!, true)).toContain('You have 1 of 3.');
    expect(allotmentWords(fourth!, true)).toEqual(expect.arrayContaining(['Your share came to fewer than the 3 you would take, so it went to others.', 'You have none.', 'You wait for 3 seats as the 3rd in line.']));
    expect([first, third, fourth].flatMap((one) => allotmentWords(one!, true)).join(' ')).not.toMatch(/alpha|beta|gamma|delta/);
    expect(ruleWords(published)).toMatch(/^Districts that teach shared courses that year come first\. Among them, and then among the others, seats are shared one by one/);
  });

  it('says the same whatever others asked for and got, where they may not be counted', () => {
    const mine = ask('alpha', 3, { turn: 2 });
    const told = (...others: SeatRequest[]) => allotmentWords(allot(published, { physics: 5 }, [mine, ...others]).find(({ key }) => key === 'alpha')!, false).join(' ');
    // Each leaves her two of five, by other means: one who teaches, two who do, one who asked earlier and does not.
    const teaches = { contributes: true, least: 1 };
    const [one, two] = [told(ask('beta', 3, { turn: 1, ...teaches })), told(ask('beta', 2, { turn: 1, ...teaches }), ask('gamma', 1, { turn: 3, ...teaches }))];
    expect(one).toBe('You asked for 3 seats (at the least 1) of 5. How many others asked is not told: too few did. Districts that teach shared courses that year came first; you teach none. You have 2 of 3. You wait for 1 seat as the 1st in line.');
    expect(two).toBe(one);
    expect(told()).toContain('How many others asked is not told: too few did.');
    expect(told(ask('beta', 3, { turn: 1 }))).toBe(one.replace('you teach none.', 'you teach none. There was no seat more for each who wanted one: whoever asked earlier came first.'));
  });

  it.each([
    ['no seats known', {}, [ask('a', 1)]], ['half a seat', { physics: 1 }, [ask('a', 0.5)]], ['more at the least than in all', { physics: 1 }, [ask('a', 1, { least: 2 })]],
    ['one district twice', { physics: 1 }, [ask('a', 1), ask('b', 1, { district: 'a' })]], ['one turn twice', { physics: 1 }, [ask('a', 1), ask('b', 1, { turn: 97 })]],
  ])('is refused with %s', (_, seatsOf, requests) => {
    expect(() => allot(published, seatsOf as Record<string, number>, requests)).toThrow(RangeError);
  });
});

const rules = fc.record({ contributorsFirst: fc.boolean(), fairShares: fc.boolean() });
const windows = fc.record({
  seatsOf: fc.record({ art: fc.nat(12), band: fc.nat(12), chem: fc.nat(30) }),
  wants: fc.uniqueArray(fc.record({ section: fc.constantFrom('art', 'band', 'chem'), district: fc.integer({ min: 1, max: 9 }), seats: fc.integer({ min: 1, max: 9 }), cut: fc.integer({ min: 0, max: 8 }), contributes: fc.boolean() }), { selector: ({ section, district }) => `${section} ${district}`, maxLength: 24 }),
}).map(({ seatsOf, wants }) => ({
  seatsOf,
  requests: wants.map(({ section, district, seats, cut }, n): SeatRequest => ({ key: `r${n}`, section, district: `d${district}`, seats, least: Math.max(1, seats - cut), turn: n, contributes: district % 3 === 0 })),
}));

describe('whatever is asked for', () => {
  const tried = <T>(law: (rule: AllotmentRule, window: { seatsOf: Record<string, number>; requests: SeatRequest[] }, of: Map<string, Allotment>) => T) =>
    fc.assert(fc.property(rules, windows, (rule, window) => void law(rule, window, new Map(allot(rule, window.seatsOf, window.requests).map((one) => [one.key, one])))), { numRuns: 300 });

  it('no section is oversold, and everybody has nothing or between the fewest and all it asked for', () => {
    tried((_, { seatsOf, requests }, of) => {
      expect(of.size).toBe(requests.length);
      for (const section of Object.keys(seatsOf)) expect(requests.filter((one) => one.section === section).reduce((sum, { key }) => sum + of.get(key)!.seats, 0)).toBeLessThanOrEqual(seatsOf[section]!);
      for (const { key, seats, least } of requests) {
        const got = of.get(key)!.seats;
        expect(got === 0 || (got >= least && got <= seats)).toBe(true);
        expect(of.get(key)!.waits?.seats ?? 0).toBe(seats - got);
      }
    });
  });

  it('no seat stays free beside somebody who would take it', () => {
    tried((_, { seatsOf, requests }, of) => {
      for (const section of Object.keys(seatsOf)) {
        const here = requests.filter((one) => one.section === section);
        const free = seatsOf[section]! - here.reduce((sum, { key }) => sum + of.get(key)!.seats, 0);
        for (const { key, seats, least } of here) expect(of.get(key)!.seats === 0 ? free < least : free === 0 || of.get(key)!.seats === seats).toBe(true);
      }
    });
  });

  it('the result does not depend on the order requests are handed over in, and comes out again from its inputs', () => {
    fc.assert(fc.property(rules, windows, fc.infiniteStream(fc.nat()), (rule, { seatsOf, requests }, dice) => {
      const shuffled = requests.map((one) => [dice.next().value, one] as const).sort(([a], [b]) => a - b).map(([, one]) => one);
      expect(allot(rule, seatsOf, shuffled)).toEqual(allot(rule, seatsOf, requests));
      expect(allot(...(JSON.parse(JSON.stringify([rule, seatsOf, requests])) as [AllotmentRule, Record<string, number>, SeatRequest[]]))).toEqual(allot(rule, seatsOf, requests));
    }), { numRuns: 300 });
  });

  it('shares are max-min fair within a group, and time decides between equals', () => {
    tried((rule, { requests }, of) => {
      if (!rule.fairShares) return;
      for (const a of requests) for (const b of requests) {
        if (a.section !== b.section || (rule.contributorsFirst && a.contributes !== b.contributes)) continue;
        const [mine, theirs] = [of.get(a.key)!, of.get(b.key)!];
        // Whoever takes no single seat may have stepped back, or come in again with what others left: outside the sharing.
        if (mine.seats === a.seats || b.least > 1 || a.least > 1) continue;
        expect(theirs.seats).toBeLessThanOrEqual(mine.seats + 1);
        if (theirs.seats === mine.seats + 1) expect(b.turn).toBeLessThan(a.turn);
      }
    });
  });

  it('nobody else has a seat while a contributor wants one it would take', () => {
    tried((rule, { requests }, of) => {
      if (!rule.contributorsFirst) return;
      for (const a of requests) for (const b of requests) {
        if (a.section !== b.section || !a.contributes || b.contributes || of.get(a.key)!.trace.belowLeast) continue;
        if (of.get(b.key)!.seats > 0) expect(of.get(a.key)!.seats).toBe(a.seats);
      }
    });
  });

  it('places in line are 1, 2, 3 ... in each section, contributors first, then by time', () => {
    tried((rule, { seatsOf, requests }, of) => {
      for (const section of Object.keys(seatsOf)) {
        const line = requests.filter((one) => one.section === section && of.get(one.key)!.waits).sort((a, b) => of.get(a.key)!.waits!.place - of.get(b.key)!.waits!.place);
        expect(line.map(({ key }) => of.get(key)!.waits!.place)).toEqual(line.map((_, n) => n + 1));
        const rank = (one: SeatRequest): number => (rule.contributorsFirst && !one.contributes ? 1_000 : 0) + one.turn;
        expect(line).toEqual([...line].sort((a, b) => rank(a) - rank(b)));
      }
    });
  });
});
