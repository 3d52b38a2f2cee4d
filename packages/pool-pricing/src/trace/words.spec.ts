import { describe, expect, test } from '@jest/globals';
import { fillRound, words, type Commitment, type ItemFill, type Round } from '../index.js';

const paper = (commitments: Commitment[], more: Partial<Round['items'][number]> = {}, oddUnits: Round['rules']['oddUnits'] = 'leave-out'): ItemFill => {
  const result = fillRound({
    districts: [{ key: 'cam', name: 'Cambridge' }, { key: 'cou', name: 'Council' }, { key: 'mid', name: 'Midvale' }, { key: 'sal', name: 'Salmon River' }],
    items: [
      {
        key: 'paper',
        name: 'Copy paper',
        specification: 'letter, 20 lb',
        units: [{ name: 'ream' }, { name: 'case', holds: 10, of: 'ream' }, { name: 'pallet', holds: 40, of: 'case' }],
        orderUnit: 'case',
        price: { unit: 'case', mode: 'all-units', tiers: [{ from: 1, priceCents: 4150 }, { from: 12, priceCents: 3900 }] },
        ...more,
      },
    ],
    commitments,
    rules: { aim: 'best-price', oddUnits, buyUp: true },
  });
  if (!result.ok) throw new Error(result.refusal.message);
  return result.fill.items[0]!;
};
const reams = (district: string, minimum: number, maximum: number, cents?: number): Commitment => ({
  district, item: 'paper', unit: 'ream', minimum, maximum, ...(cents === undefined ? {} : { notToExceed: { cents, unit: 'case' } }),
});
const HEAD = 'Copy paper (letter, 20 lb), ordered in whole cases (1 case = 10 reams, 1 pallet = 400 reams). The contracted price per case: $41.50 from 1 case on and $39.00 from 12 cases on; the price reached holds for every unit.';

describe('a fill in words', () => {
  const item = paper([reams('cou', 33, 45), reams('cam', 40, 50), reams('mid', 30, 60), reams('sal', 10, 20, 3800)], {
    charges: [{ key: 'freight', name: 'Freight', amount: { centsPer: 125, unit: 'case' }, sharedBy: 'by-quantity' }],
  });

  test('each step, each line, why it is fair, and every charge', () => {
    expect(words(item.trace)).toEqual([
      HEAD,
      'With Salmon River the price would be $39.00 per case. It pays at most $38.00, so its 10 to 20 reams do not count and it is not bound.',
      '3 districts want it: at least 103 reams, at most 155 reams.',
      '120 reams (12 cases) are ordered at $39.00 per case: the best price within reach, with no more units than it takes.',
      'Everyone takes its minimum. The other 17 reams go one by one to whoever stands at the smallest part of the room between its limits, 52 reams in all.',
      'Cambridge takes 44 reams, its minimum of 40 and 4 of the 10 between its limits: $171.60.',
      'Council takes 37 reams, its minimum of 33 and 4 of the 12 between its limits: $144.30.',
      'Midvale takes 39 reams, its minimum of 30 and 9 of the 30 between its limits: $152.10.',
      'Cambridge got its last unit when it stood at 3 of 10 (30%), and Midvale is next in line at 9 of 30 (30% of its room): nobody could get more without somebody no better off getting less.',
      'Freight: $1.25 for each of 12 cases is $15.00, shared by quantity among those who take some: Cambridge $5.50, Council $4.62 and Midvale $4.88.',
    ]);
  });

  test('to one district, what concerns it and the pool', () => {
    expect(words(item.trace, 'sal')).toEqual([
      HEAD,
      'With Salmon River the price would be $39.00 per case. It pays at most $38.00, so its 10 to 20 reams do not count and it is not bound.',
      '3 districts want it: at least 103 reams, at most 155 reams.',
      '120 reams (12 cases) are ordered at $39.00 per case: the best price within reach, with no more units than it takes.',
      'Everyone takes its minimum. The other 17 reams go one by one to whoever stands at the smallest part of the room between its limits, 52 reams in all.',
      'Freight: $1.25 for each of 12 cases is $15.00, shared by quantity among those who take some.',
    ]);
  });

  test('who is left out for whole cases', () => {
    expect(words(paper([reams('cou', 43, 43), reams('cam', 20, 21), reams('mid', 24, 25)]).trace).slice(1)).toEqual([
      '3 districts want it: at least 87 reams, at most 89 reams.',
      'No whole number of cases lies between 87 and 89 reams; 1 ream more would fill the last one. Nobody is cut below its minimum: as many cases as possible are ordered and as few units as possible are turned away.',
      'Council is left out with its 43 reams.',
      'Midvale is left out with its 24 to 25 reams.',
      '20 reams (2 cases) are ordered at $41.50 per case: the best price within reach, with no more units than it takes.',
      'Everyone takes its minimum.',
      'Cambridge takes 20 reams, its minimum: $83.00.',
    ]);
  });

  test('a case opened for all, its spare unit and the odd cents', () => {
    const opened = paper([reams('cou', 43, 43), reams('cam', 20, 21), reams('mid', 24, 25)], {}, 'order-for-all');
    expect(words(opened.trace).slice(2)).toEqual([
      "No whole number of cases lies between everyone's limits, so the last one is opened for all: 90 reams (9 cases) are ordered at $41.50 per case.",
      'Of these, 1 ream is spare: nobody asked for it, and the cost is shared by what each district takes.',
      'Everyone takes its maximum.',
      'Cambridge takes 21 reams, its maximum: exactly $88.12 and 82/89 of a cent, so $88.13.',
      'Council takes 43 reams, exactly what it asked for: exactly $180.45 and 45/89 of a cent, so $180.45.',
      'Midvale takes 25 reams, its maximum: exactly $104.91 and 51/89 of a cent, so $104.92.',
      'Whole cents come first; the cents left over go one each to the largest fractions of a cent: Cambridge and Midvale.',
    ]);
    expect(words(opened.trace, 'mid').at(-1)).toBe('One of the cents left over is in its amount: they go one each to the largest fractions of a cent.');
  });

  test('a buy-up', () => {
    expect(words(paper([reams('cou', 100, 100), reams('cam', 14, 18)]).trace).slice(1, 5)).toEqual([
      '2 districts want it: at least 114 reams, at most 118 reams.',
      'No whole number of cases lies between 114 and 118 reams; 2 reams more would fill the last one. Nobody is cut below its minimum: as many cases as possible are ordered and as few units as possible are turned away.',
      'Cambridge is left out with its 14 to 18 reams.',
      '100 reams (10 cases) are ordered at $41.50 per case: the best price within reach, with no more units than it takes.',
    ]);
    expect(words(paper([reams('cou', 114, 114)], { orderUnit: 'ream' }).trace).slice(2, 4)).toEqual([
      '114 reams would cost $473.10. 120 reams cost $468.00, which is less, so that many are ordered at $39.00 per case.',
      'Of these, 6 reams are spare: nobody asked for them, and the cost is shared by what each district takes.',
    ]);
  });

  test('people decide where the table of whom to leave out would be too large', () => {
    const pallets = paper([reams('cou', 100, 1100), reams('cam', 100, 1100), reams('mid', 9000, 9000)], { units: [{ name: 'ream' }, { name: 'case', holds: 9000, of: 'ream' }] });
    expect([pallets.state, pallets.orderUnits, pallets.lines.map((line) => line.state)]).toEqual(['cases-open', 0, ['open', 'open', 'open']]);
    expect(words(pallets.trace).at(-1)).toMatch(/^No whole number of cases lies between the minimums and the maximums, and too many .* wider limits would help\.$/);
  });

  test('below the threshold, above the ceiling, less than a case, nobody', () => {
    expect(words(paper([reams('cou', 13, 23), reams('cam', 4, 21)], { threshold: { count: 5, unit: 'case' } }).trace)[3]).toBe(
      'That is below the threshold of 50 reams (5 cases); even the maximums lack 6 reams. Nothing is ordered unless the members decide so; this is what it would come to.',
    );
    expect(words(paper([reams('cou', 33, 43), reams('cam', 20, 21)], { ceiling: { count: 5, unit: 'case' } }).trace).at(-1)).toBe(
      'The minimums pass the ceiling: whole cases under it come to 50 reams (5 cases), and 3 reams fewer must be asked for. Nothing is ordered.',
    );
    expect(words(paper([reams('cou', 0, 3)]).trace).at(-1)).toBe('All maximums together do not fill one case: 7 reams more would. Nothing is ordered.');
    expect(words(paper([]).trace).slice(1)).toEqual(['Nobody is committed to it.', 'Nothing is ordered.']);
  });
});
