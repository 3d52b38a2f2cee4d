import { describe, expect, test } from '@jest/globals';
import { type Charge, fillRound, type Item, watchRound } from '@barnraise/pool-pricing';
import fc from 'fast-check';
import { chargesAtMostCents } from './charge-bound.rules.js';
import { chargesOwed } from './charge-share.rules.js';
import { atMostCents, type StoredLine } from './round.rules.js';
import { mostOf, roomRefusal } from './round-room.rules.js';

const amount = (ofItem: boolean): fc.Arbitrary<Pick<Charge, 'amount' | 'sharedBy'>> => fc.oneof(
  fc.record({ amount: fc.record({ cents: fc.integer({ min: 1, max: 50_000 }) }), sharedBy: fc.constantFrom('by-goods' as const, 'equally' as const) }),
  fc.record({ amount: fc.record({ percentOfGoods: fc.constantFrom('1', '2.5', '7.125', '33.3333') }), sharedBy: fc.constant('by-goods' as const) }),
  ...(ofItem ? [fc.record({ amount: fc.record({ centsPer: fc.integer({ min: 1, max: 999 }), unit: fc.constantFrom('ream', 'case') }), sharedBy: fc.constant('by-quantity' as const) })] : []),
);
const charges = (ofItem: boolean): fc.Arbitrary<Charge[]> => fc.array(amount(ofItem), { maxLength: 3 }).map((list) => list.map((one, n) => ({ key: `charge-${n}`, name: `Charge ${n}`, ...one })));

const round = fc.record({
  prices: fc.uniqueArray(fc.integer({ min: 50, max: 9_000 }), { minLength: 1, maxLength: 3 }).map((prices) => prices.sort((a, b) => b - a)),
  priceUnit: fc.constantFrom('case', 'ream'), mode: fc.constantFrom('all-units' as const, 'incremental' as const), buyUp: fc.boolean(), ofItem: charges(true), ofRound: charges(false),
  takes: fc.array(fc.record({ minimum: fc.integer({ min: 0, max: 30 }), more: fc.integer({ min: 1, max: 30 }), unit: fc.constantFrom('ream', 'case') }), { minLength: 1, maxLength: 5 }),
});

describe('what a commitment can come to at most', () => {
  test('bounds its goods and its part of every charge, whatever others take, and the parts are what the round comes to', () => {
    let compared = 0;
    fc.assert(fc.property(round, ({ prices, priceUnit, mode, buyUp, ofItem, ofRound, takes }) => {
      const item: Item = {
        key: 'item-1', name: 'Paper', units: [{ name: 'ream' }, { name: 'case', holds: 10, of: 'ream' }], orderUnit: 'case', charges: ofItem,
        price: { unit: priceUnit, mode, tiers: prices.map((priceCents, n) => ({ from: 1 + n * 15, priceCents })) },
      };
      const lines = takes.map(({ minimum, more, unit }): StoredLine => ({ item: 'item-1', unit, minimum, maximum: minimum + more, notToExceedCents: null }));
      const filled = fillRound({
        districts: lines.map((_, n) => ({ key: `d${n}` })), items: [item], charges: ofRound, rules: { aim: 'best-price', oddUnits: 'leave-out', buyUp },
        commitments: lines.map(({ unit, minimum, maximum }, n) => ({ district: `d${n}`, item: 'item-1', unit, minimum, maximum })),
      });
      if (!filled.ok) throw new Error(filled.refusal.message);
      const items = new Map([[item.key, item]]);
      for (const [n, line] of lines.entries()) {
        const { cents, chargesCents } = filled.fill.districts[`d${n}`]!;
        expect(chargesOwed(filled.fill, `d${n}`, true).reduce((sum, charge) => sum + charge.cents, 0)).toBe(chargesCents);
        expect(chargesCents).toBeLessThanOrEqual(chargesAtMostCents([line], items, ofRound, buyUp));
        expect(cents).toBeLessThanOrEqual(atMostCents([line], items) + chargesAtMostCents([line], items, ofRound, buyUp));
        if (chargesCents > 0) compared++;
      }
    }), { numRuns: 300 });
    expect(compared).toBeGreaterThan(100);
  });

  test('counts one amount whole, a percentage of the goods, and an amount per unit also for what is bought up', () => {
    const item: Item = {
      key: 'item-1', name: 'Paper', units: [{ name: 'case' }], orderUnit: 'case', price: { unit: 'case', mode: 'all-units', tiers: [{ from: 1, priceCents: 40_00 }, { from: 50, priceCents: 20_00 }] },
      charges: [{ key: 'a', name: 'Handling', amount: { centsPer: 100, unit: 'case' }, sharedBy: 'by-quantity' }],
    };
    const of = (charges: Charge[], buyUp = false) => chargesAtMostCents([{ item: 'item-1', unit: 'case', minimum: 1, maximum: 10, notToExceedCents: 30_00 }], new Map([[item.key, item]]), charges, buyUp);
    expect([of([]), of([], true)]).toEqual([10_00, 20_00]);
    expect(of([{ key: 'b', name: 'Freight', amount: { cents: 120_00 }, sharedBy: 'equally' }])).toBe(130_00);
    expect(of([{ key: 'b', name: 'Fee', amount: { percentOfGoods: '2.5' }, sharedBy: 'by-goods' }])).toBe(10_00 + 7_51);
  });
});

describe('what one member may ask for of an item', () => {
  test('is worked out with all the others asking for as much, and is refused beyond', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 1, max: 100_000_000 }), fc.integer({ min: 0, max: 5_000 }), (members, holds, priceCents, centsPer) => {
      const item: Item = {
        key: 'i', name: 'Pencils', units: [{ name: 'pencil' }, { name: 'case', holds, of: 'pencil' }], orderUnit: 'case', price: { unit: 'case', mode: 'all-units', tiers: [{ from: 1, priceCents }] },
        charges: centsPer === 0 ? [] : [{ key: 'c', name: 'Freight', amount: { centsPer, unit: 'case' }, sharedBy: 'by-quantity' }],
      };
      const most = mostOf(item, 'case', members);
      fc.pre(most > 1);
      const takes = Array.from({ length: members }, (_, n) => ({ district: `d${n}`, item: 'i', unit: 'case', minimum: 0, maximum: most }));
      expect(watchRound({ districts: takes.map(({ district }) => ({ key: district })), items: [item], rules: { aim: 'best-price', oddUnits: 'leave-out', buyUp: false }, commitments: takes }).ok).toBe(true);
    }), { numRuns: 40 });
  });

  test('is said beside the line that asks for more', () => {
    const item: Item = { key: 'i', name: 'Pencils', units: [{ name: 'pencil' }, { name: 'case', holds: 1000, of: 'pencil' }], orderUnit: 'case', price: { unit: 'case', mode: 'all-units', tiers: [{ from: 1, priceCents: 40_00 }] } };
    const asks = (most: number) => roomRefusal([{ itemKey: 'i', unit: 'case', most }], new Map([['i', item]]), 4, 'maximum') as { problems?: { field: string; message: string }[] } | null;
    expect(asks(22_499)).toBeNull();
    expect(asks(22_500)!.problems).toMatchObject([{ field: 'input.lines.0.maximum', message: expect.stringMatching(/^Enter at most 22,499 cases/) }]);
  });
});
