import { describe, expect, test } from '@jest/globals';
import { fillRound, type Charge, type Fill } from '../index.js';

/** Three districts take 10, 20 and 0 desks at $3.35; the last one only allowed for some. */
function withCharges(onItem: Charge[], onRound: Charge[] = []): Fill {
  const result = fillRound({
    districts: [{ key: 'a' }, { key: 'b' }, { key: 'c' }],
    items: [
      { key: 'desks', name: 'Desks', units: [{ name: 'desk' }, { name: 'dozen', plural: 'dozen', holds: 12, of: 'desk' }], orderUnit: 'desk', price: { unit: 'desk', mode: 'all-units', tiers: [{ from: 1, priceCents: 335 }] }, charges: onItem },
      { key: 'lamps', name: 'Lamps', units: [{ name: 'lamp' }], orderUnit: 'lamp', price: { unit: 'lamp', mode: 'all-units', tiers: [{ from: 1, priceCents: 1000 }] } },
    ],
    commitments: [
      { district: 'a', item: 'desks', unit: 'desk', minimum: 10, maximum: 10 },
      { district: 'b', item: 'desks', unit: 'desk', minimum: 20, maximum: 20 },
      { district: 'c', item: 'desks', unit: 'desk', minimum: 0, maximum: 4 },
      { district: 'a', item: 'lamps', unit: 'lamp', minimum: 7, maximum: 7 },
    ],
    charges: onRound,
    rules: { aim: 'least-cost', oddUnits: 'leave-out', buyUp: false },
  });
  if (!result.ok) throw new Error(result.refusal.message);
  return result.fill;
}
const charge = (amount: Charge['amount'], sharedBy: Charge['sharedBy']): Charge => ({ key: 'x', name: 'X', amount, sharedBy });
const onDesks = (each: Charge): number[] => withCharges([each]).items[0]!.lines.map((line) => line.chargesCents);
const onAll = (each: Charge): number[] => Object.values(withCharges([], [each]).districts).map((total) => total.chargesCents);

describe('charges', () => {
  test.each<[string, Charge, number[]]>([
    ['a fixed amount by goods', charge({ cents: 1000 }, 'by-goods'), [333, 667, 0]],
    ['a fixed amount by quantity', charge({ cents: 1000 }, 'by-quantity'), [333, 667, 0]],
    ['a fixed amount equally, among those who take some', charge({ cents: 1001 }, 'equally'), [501, 500, 0]],
    ['a percentage of the goods, half a cent up', charge({ percentOfGoods: 1 }, 'equally'), [51, 50, 0]],
    ['so much per desk', charge({ centsPer: 7, unit: 'desk' }, 'by-quantity'), [70, 140, 0]],
    ['so much per dozen, of which two and a half are ordered', charge({ centsPer: 101, unit: 'dozen' }, 'by-quantity'), [84, 169, 0]],
    ['nothing', charge({ cents: 0 }, 'equally'), [0, 0, 0]],
  ])('of an item: %s', (_name, each, expected) => {
    expect(onDesks(each)).toEqual(expected);
  });

  test.each<[string, Charge, number[]]>([
    // $33.50 + $70.00 and $67.00: by goods the lamps count, which no quantity could compare.
    ['by goods', charge({ cents: 17050 }, 'by-goods'), [10350, 6700, 0]],
    ['equally, among those who take something of anything', charge({ cents: 101 }, 'equally'), [51, 50, 0]],
    ['a percentage', charge({ percentOfGoods: '2.5' }, 'by-goods'), [259, 167, 0]],
  ])('of the round: %s', (_name, each, expected) => {
    expect(onAll(each)).toEqual(expected);
  });

  test('where the goods come to no cent for anybody, a charge by goods is shared equally', () => {
    const result = fillRound({
      districts: [{ key: 'a' }, { key: 'b' }],
      items: [{ key: 'clips', name: 'Clips', units: [{ name: 'clip' }, { name: 'thousand', plural: 'thousand', holds: 1000, of: 'clip' }], orderUnit: 'clip', price: { unit: 'thousand', mode: 'all-units', tiers: [{ from: 1, priceCents: 1 }] }, charges: [charge({ cents: 10 }, 'by-goods')] }],
      commitments: [{ district: 'a', item: 'clips', unit: 'clip', minimum: 5, maximum: 5 }, { district: 'b', item: 'clips', unit: 'clip', minimum: 200, maximum: 200 }],
      rules: { aim: 'best-price', oddUnits: 'leave-out', buyUp: true },
    });
    expect(result.ok && result.fill.items[0]!.lines.map((line) => [line.goodsCents, line.chargesCents])).toEqual([[0, 5], [0, 5]]);
  });
});
