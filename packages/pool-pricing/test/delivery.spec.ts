import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fillRound, shareDelivery, words, type Delivery, type DeliveryShares } from '../src/index.js';
import { divisions, pay, roundHalfUp } from './brute.js';
import { fairer, ranked } from './fair.js';
import { smallRounds } from './rounds.js';

const shared = (delivery: Delivery): DeliveryShares => {
  const result = shareDelivery(delivery);
  if (!result.ok) throw new Error(result.refusal.message);
  return result.shares;
};
const reams = { one: 'ream', many: 'reams' };
const order = (rule: Delivery['rule'], delivered: number, units: readonly number[]): Delivery => ({
  item: 'Copy paper', unit: reams, rule, paid: '415', delivered,
  ordered: units.map((each, i) => ({ district: String.fromCharCode(97 + i), name: `District ${String.fromCharCode(65 + i)}`, units: each, minimum: Math.floor(each / 2), place: units.length - i })),
});

describe('a short delivery', () => {
  test.each<[Delivery['rule'], number, number[], number[]]>([
    ['max-min', 77, [37, 44, 39], [24, 28, 25]],
    ['max-min', 75, [100, ...Array<number>(50).fill(1)], [25, ...Array<number>(50).fill(1)]],
    ['pro-rata', 75, [100, ...Array<number>(50).fill(1)], [50, ...Array<number>(25).fill(1), ...Array<number>(25).fill(0)]],
    ['pro-rata', 77, [37, 44, 39], [24, 28, 25]],
    ['first-come', 77, [37, 44, 39], [0, 38, 39]],
    ['max-min', 0, [3, 4], [0, 0]],
    ['pro-rata', 0, [3, 4], [0, 0]],
    ['pro-rata', 0, [0, 0], [0, 0]],
    ['first-come', 9, [3, 4], [3, 4]],
  ])('%s: %d of %j', (rule, delivered, ordered, expected) => {
    const shares = shared(order(rule, delivered, ordered));
    expect(shares.lines.map((line) => line.units)).toEqual(expected);
    expect(shares.spareUnits).toBe(Math.max(0, delivered - ordered.reduce((a, b) => a + b, 0)));
    expect(shares.lines.map((line) => line.belowMinimum)).toEqual(expected.map((units, i) => units < Math.floor(ordered[i]! / 2)));
  });

  test('in words', () => {
    expect(words(shared(order('max-min', 30, [37, 44, 39])).trace)).toEqual([
      'Copy paper: 30 of 120 reams came, 90 reams too few. They go one by one to whoever has the smallest part of what it ordered.',
      'District A gets 9 of 37 reams (24%); that is below its minimum.',
      'District B gets 11 of 44 reams (25%); that is below its minimum.',
      'District C gets 10 of 39 reams (25%); that is below its minimum.',
      'District C got its last unit when it stood at 9 of 39 (23%), and District A is next in line at 9 of 37 (24% of its order): nobody could get more without somebody no better off getting less.',
    ]);
    expect(words(shared(order('first-come', 50, [37, 9])).trace, 'b')).toEqual(['Copy paper: all 46 reams came, and 4 reams more than was ordered.', 'District B gets all 9 reams.']);
  });

  const deliveries = fc.array(fc.nat(6), { minLength: 1, maxLength: 5 }).chain((units) => fc.tuple(fc.constant(units), fc.nat(units.reduce((a, b) => a + b, 0)), fc.constantFrom('1', '415', '711/2', '46250/49')));

  test('by max-min nothing is fairer, by proportion each is within a unit of its part, first come are served in full; all add up', () => {
    fc.assert(
      fc.property(deliveries, fc.constantFrom<Delivery['rule']>('max-min', 'pro-rata', 'first-come'), ([units, delivered, paid], rule) => {
        const { lines, cents } = shared({ ...order(rule, delivered, units), paid });
        const given = lines.map((line) => line.units);
        const all = units.reduce((a, b) => a + b, 0);
        expect(given.reduce((a, b) => a + b, 0)).toBe(delivered);
        expect(given.every((each, i) => each <= units[i]!)).toBe(true);
        if (rule === 'max-min') for (const other of divisions(delivered, units)) if (fairer(ranked(other, units), ranked(given, units)) < 0) throw new Error(`${other.join()} is fairer`);
        if (rule === 'pro-rata') given.forEach((each, i) => expect(all === 0 || Math.abs(each - (delivered * units[i]!) / all) < 1).toBe(true));
        if (rule === 'first-come') expect([...units.keys()].filter((i) => given[i]! > 0 && given[i]! < units[i]!).length).toBeLessThanOrEqual(1);
        const [n, d = '1'] = paid.split('/');
        expect(cents).toBe(roundHalfUp(BigInt(n!) * BigInt(delivered), BigInt(d)));
        if (delivered > 0) expect(lines.map((line) => line.cents)).toEqual(Object.values(pay(cents, Object.fromEntries(lines.map((line) => [line.district, line.units])))));
      }),
      { numRuns: 800 },
    );
  });

  test('all of it delivered costs what was frozen, to the cent of every line', () => {
    fc.assert(
      fc.property(smallRounds(), (round) => {
        const result = fillRound(round);
        if (!result.ok || result.fill.items[0]!.price === null) return;
        const item = result.fill.items[0]!;
        const takes = item.lines.filter((line) => line.state === 'takes');
        const { lines } = shared({ item: 'Pens', unit: { one: 'each', many: 'each' }, rule: 'max-min', paid: item.price!.paid, delivered: item.orderUnits - item.spareUnits, ordered: takes.map((line) => ({ district: line.district, units: line.units })) });
        expect(lines.map((line) => [line.units, line.cents])).toEqual(takes.map((line) => [line.units, line.goodsCents]));
      }),
      { numRuns: 200 },
    );
  });

  test('who gets all that was ordered is not below its minimum, even if it was left out when the round was filled', () => {
    const delivery = order('max-min', 5, [0, 9]);
    const lines = shared({ ...delivery, ordered: delivery.ordered.map((each) => ({ ...each, minimum: 6 })) }).lines;
    expect(lines.map((line) => [line.units, line.belowMinimum])).toEqual([[0, false], [5, true]]);
  });

  test('order and hash', () => {
    const delivery = order('first-come', 40, [30, 20, 10]);
    expect(shared({ ...delivery, ordered: delivery.ordered.toReversed() })).toEqual(shared(delivery));
    expect(shared({ ...delivery, delivered: 41 }).inputHash).not.toBe(shared(delivery).inputHash);
  });

  test.each<[string, unknown, string]>([
    ['no list', { ...order('max-min', 1, [2]), ordered: 7 }, 'input-malformed'],
    ['below nothing', { ...order('max-min', -1, [2]) }, 'quantity-invalid'],
    ['half a ream', { ...order('max-min', 1, [2.5]) }, 'quantity-invalid'],
    ['another rule', { ...order('max-min', 1, [2]), rule: 'by-size' }, 'rule-unknown'],
    ['a rounded rate', { ...order('max-min', 1, [2]), paid: '4.15' }, 'amount-invalid'],
    ['one district twice', { ...order('max-min', 1, [2]), ordered: [{ district: 'a', units: 1 }, { district: 'a', units: 1 }] }, 'key-twice'],
    ['no place', { ...order('first-come', 1, [2]), ordered: [{ district: 'a', units: 1 }] }, 'place-missing'],
    ['one place twice', { ...order('first-come', 1, [2]), ordered: [{ district: 'a', units: 1, place: 1 }, { district: 'b', units: 1, place: 1 }] }, 'key-twice'],
    ['too much', { ...order('max-min', 1, [2]), ordered: [{ district: 'a', units: 90_000_000 }, { district: 'b', units: 1 }] }, 'quantity-invalid'],
    ['too dear', { ...order('max-min', 2, [2]), paid: '99999999999999999999' }, 'amount-invalid'],
    ['nothing', null, 'input-malformed'],
  ])('%s is refused', (_name, delivery, code) => {
    const result = shareDelivery(delivery as Delivery);
    expect(result.ok ? 'ok' : result.refusal.code).toBe(code);
    if (!result.ok) expect(result.refusal.message).toMatch(/^[^]+\.$/);
  });
});
