import { expect, test } from '@jest/globals';
import { chargesAtMost } from './charges.js';
import { type Round } from './words.js';

type Charge = Round['proposal']['charges'][number];
const unit = { name: 'case', plural: 'cases', holds: null, of: null };
const item = { key: 'item-1', units: [unit], orderUnit: unit, priceUnit: unit, mode: 'ALL_UNITS', tiers: [{ from: 1, priceCents: 40_00 }, { from: 50, priceCents: 20_00 }] };
const handling = { itemKey: 'item-1', kind: 'PER_UNIT', cents: 100, percent: null, unit: 'case' };
const of = (charges: object[], buyUp = false) =>
  chargesAtMost({ items: [item], buyUp, proposal: { charges: [handling, ...charges] as Charge[] } } as unknown as Round, [{ itemKey: 'item-1', unit: 'case', maximum: 10, notToExceedCents: 30_00 }]);

test('freight and fees are bounded as the server bounds them: one amount whole, a percentage of the goods, an amount per unit also for what is bought up', () => {
  expect([of([]), of([], true)]).toEqual([10_00, 20_00]);
  expect(of([{ itemKey: null, kind: 'FIXED', cents: 120_00, percent: null }])).toBe(130_00);
  expect(of([{ itemKey: null, kind: 'PERCENT', cents: null, percent: '2.5' }])).toBe(10_00 + 7_51);
});
