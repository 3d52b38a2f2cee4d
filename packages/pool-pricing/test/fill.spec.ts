import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fillRound, type Fill, type ItemFill, type Round } from '../src/index.js';
import { bruteFill, consistentSets, type Answer } from './brute.js';
import { smallRounds } from './rounds.js';

const filled = (round: Round): Fill => {
  const result = fillRound(round);
  if (!result.ok) throw new Error(`refused: ${result.refusal.message}`);
  return result.fill;
};

/** What a fill says, in the words of the brute force. */
function told(item: ItemFill): Answer {
  const takes = item.lines.filter((line) => line.state === 'takes');
  const [n, d = '1'] = (item.price?.paid ?? '').split('/');
  return {
    state: item.state,
    units: item.orderUnits,
    taken: item.orderUnits - item.spareUnits,
    bound: item.lines.filter((line) => line.state !== 'not-bound').map((line) => line.district),
    leftOut: item.lines.filter((line) => line.state === 'left-out').map((line) => line.district),
    price: item.price === null ? null : [BigInt(n!), BigInt(d)],
    takes: Object.fromEntries(takes.map((line) => [line.district, line.units])),
    cents: Object.fromEntries(takes.map((line) => [line.district, line.goodsCents])),
  };
}
const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));
const lowest = (answer: Answer): Answer => (answer.price === null ? answer : { ...answer, price: [answer.price[0] / gcd(...answer.price), answer.price[1] / gcd(...answer.price)] });

const show = (answer: Answer): string => JSON.stringify(answer, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));

describe('beside the brute force', () => {
  test('every kind of small round comes to the same order, the same districts, the same units and the same cents', () => {
    const seen = new Map<string, number>();
    const count = (what: string, yes: boolean): void => void (yes && seen.set(what, (seen.get(what) ?? 0) + 1));
    fc.assert(
      fc.property(smallRounds(), (round) => {
        const item = filled(round).items[0]!;
        const [ours, theirs] = [show(told(item)), show(lowest(bruteFill(round)))];
        if (ours !== theirs) throw new Error(`${ours} where the brute force has ${theirs}`);
        count(item.state, true);
        count('left out', item.lines.some((line) => line.state === 'left-out'));
        count('several left out', item.lines.filter((line) => line.state === 'left-out').length > 1);
        count('not bound', item.lines.some((line) => line.state === 'not-bound'));
        count('spare', item.spareUnits > 0);
        count('bought up', item.trace.steps.some((step) => step.kind === 'order' && step.boughtUpFrom !== null));
        count('stepped back twice', item.trace.steps.filter((step) => step.kind === 'step-back').length > 1);
      }),
      { numRuns: 4000 },
    );
    // A generator that never meets a rule proves nothing about it.
    for (const what of ['filled', 'below-threshold', 'over-ceiling', 'nothing-ordered', 'left out', 'several left out', 'not bound', 'spare', 'bought up', 'stepped back twice']) expect([what, (seen.get(what) ?? 0) > 4]).toEqual([what, true]);
  });

  test('where prices never rise, who is bound is the largest set that agrees with its price: it holds every other such set', () => {
    let some = 0;
    fc.assert(
      fc.property(smallRounds(fc.constant(true)), (round) => {
        fc.pre(round.rules.oddUnits === 'leave-out');
        const item = filled(round).items[0]!;
        const sets = consistentSets(round);
        if (item.price === null) {
          if (item.state !== 'over-ceiling') expect(sets).toEqual([]);
          return;
        }
        const bound = item.lines.filter((line) => line.state !== 'not-bound').map((line) => line.district);
        if (!sets.some((set) => set.join() === bound.join())) throw new Error(`${bound.join()} do not agree with their price`);
        const beyond = sets.find((set) => !set.every((key) => bound.includes(key)));
        if (beyond !== undefined) throw new Error(`${beyond.join()} agree with their price and are not among ${bound.join()}`);
        if (bound.length < item.lines.length) some += 1;
      }),
      { numRuns: 700 },
    );
    expect(some).toBeGreaterThan(30);
  });
});
