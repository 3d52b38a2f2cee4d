import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fillRound, words, type Round } from '../index.js';

const round = {
  districts: [{ key: 'a', name: 'Council' }, { key: 'b', name: 'Cambridge' }],
  items: [
    {
      key: 'paper',
      name: 'Copy paper',
      specification: 'letter',
      units: [{ name: 'ream' }, { name: 'case', holds: 10, of: 'ream' }],
      orderUnit: 'case',
      price: { unit: 'case', tierUnit: 'case', mode: 'all-units', tiers: [{ from: 1, priceCents: 4150 }, { from: 12, priceCents: 3900 }] },
      threshold: { count: 2, unit: 'case' },
      ceiling: { count: 90, unit: 'case' },
      charges: [{ key: 'f', name: 'Freight', amount: { centsPer: 125, unit: 'case' }, sharedBy: 'by-quantity' }],
    },
  ],
  commitments: [{ district: 'a', item: 'paper', unit: 'ream', minimum: 33, maximum: 45 }, { district: 'b', item: 'paper', unit: 'case', minimum: 4, maximum: 5, notToExceed: { cents: 4000, unit: 'case' } }],
  charges: [{ key: 'fee', name: 'Fee', amount: { percentOfGoods: '2.5' }, sharedBy: 'by-goods' }],
  rules: { aim: 'best-price', oddUnits: 'leave-out', buyUp: true },
};

/** The round with the value at `path` replaced; `undefined` takes it away. */
function changed(path: string, value: unknown): Round {
  const copy = structuredClone(round) as unknown as Record<string, unknown>;
  const keys = path.split('.');
  const last = keys.pop()!;
  const holder = keys.reduce((at, key) => at[key] as Record<string, unknown>, copy);
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return copy as unknown as Round;
}

describe('a round as people may write it', () => {
  test('is read', () => {
    expect(fillRound(round as Round).ok).toBe(true);
  });

  test.each<[string, unknown, string, string]>([
    ['districts', 7, 'input-malformed', 'districts'],
    ['districts.1.key', 'a', 'key-twice', 'districts'],
    ['districts.1.key', '', 'input-malformed', 'districts.1.key'],
    ['items', undefined, 'input-malformed', 'items'],
    ['items.0.name', '   ', 'input-malformed', 'items.0.name'],
    ['items.0.units', [], 'units-malformed', 'items.0.units'],
    ['items.0.units.0.holds', 3, 'units-malformed', 'items.0.units.0'],
    ['items.0.units.1.holds', 1.5, 'quantity-invalid', 'items.0.units.1.holds'],
    ['items.0.units.1.holds', 0, 'quantity-invalid', 'items.0.units.1.holds'],
    ['items.0.units.1.of', 'box', 'unit-unknown', 'items.0.units.1.of'],
    ['items.0.units.1.name', 'ream', 'key-twice', 'items.0.units'],
    ['items.0.orderUnit', 'toString', 'unit-unknown', 'items.0.orderUnit'],
    ['items.0.price.mode', 'each', 'rule-unknown', 'items.0.price.mode'],
    ['items.0.price.tiers', [], 'tiers-malformed', 'items.0.price.tiers'],
    ['items.0.price.tiers.0.from', 2, 'tiers-malformed', 'items.0.price.tiers'],
    ['items.0.price.tiers.1.from', 1, 'tiers-malformed', 'items.0.price.tiers.1'],
    ['items.0.price.tiers.1.priceCents', 39.5, 'amount-invalid', 'items.0.price.tiers.1.priceCents'],
    ['items.0.price.tiers.1.priceCents', 0, 'amount-invalid', 'items.0.price.tiers.1.priceCents'],
    ['items.0.threshold.count', 91, 'limits-cross', 'items.0.threshold'],
    ['items.0.ceiling.unit', 'pallet', 'unit-unknown', 'items.0.ceiling.unit'],
    ['items.0.charges.0.amount', {}, 'input-malformed', 'items.0.charges.0.amount'],
    ['items.0.charges.0.amount', { cents: 5, percentOfGoods: 1 }, 'input-malformed', 'items.0.charges.0.amount'],
    ['items.0.charges.0.sharedBy', 'by-mood', 'rule-unknown', 'items.0.charges.0.sharedBy'],
    ['charges.0.amount.percentOfGoods', 1.15, 'amount-invalid', 'charges.0.amount.percentOfGoods'],
    ['charges.0.amount.percentOfGoods', '101', 'amount-invalid', 'charges.0.amount.percentOfGoods'],
    ['charges.0.amount', { centsPer: 5, unit: 'case' }, 'charge-not-possible-here', 'charges.0.amount'],
    ['charges.0.sharedBy', 'by-quantity', 'charge-not-possible-here', 'charges.0.sharedBy'],
    ['commitments.0.district', 'z', 'district-unknown', 'commitments.0'],
    ['commitments.0.district', 'constructor', 'district-unknown', 'commitments.0'],
    ['commitments.0.item', 'pens', 'item-unknown', 'commitments.0'],
    ['commitments.0.unit', 'box', 'unit-unknown', 'commitments.0.unit'],
    ['commitments.0.minimum', -1, 'quantity-invalid', 'commitments.0.minimum'],
    ['commitments.0.minimum', 46, 'limits-cross', 'commitments.0'],
    ['commitments.0.maximum', 90_000_001, 'quantity-invalid', 'commitments.0.maximum'],
    ['commitments.1.maximum', 9_000_001, 'quantity-invalid', 'commitments.1.maximum'],
    ['commitments.1.district', 'a', 'commitment-twice', 'commitments'],
    ['commitments.1.notToExceed.cents', -5, 'amount-invalid', 'commitments.1.notToExceed.cents'],
    ['rules.aim', 'cheap', 'rule-unknown', 'rules.aim'],
    ['rules.oddUnits', undefined, 'rule-unknown', 'rules.oddUnits'],
    ['rules.buyUp', 'yes', 'rule-unknown', 'rules.buyUp'],
  ])('%s: %j is refused', (path, value, code, field) => {
    const result = fillRound(changed(path, value));
    if (result.ok) throw new Error('taken');
    expect([result.refusal.code, result.refusal.field]).toEqual([code, field]);
    expect(result.refusal.message).toMatch(/^\S[^]* [^]*\.$/);
  });

  test.each<[string, unknown]>([
    ['districts.0.name', 'Another'],
    ['items.0.name', 'Paper'],
    ['items.0.specification', 'legal'],
    ['items.0.specification', undefined],
    ['items.0.units.0.plural', 'reams of 500'],
    ['items.0.units.1.holds', 5],
    ['items.0.orderUnit', 'ream'],
    ['items.0.price.unit', 'ream'],
    ['items.0.price.tierUnit', 'ream'],
    ['items.0.price.mode', 'incremental'],
    ['items.0.price.tiers.1.from', 13],
    ['items.0.price.tiers.1.priceCents', 3901],
    ['items.0.threshold.count', 3],
    ['items.0.threshold', undefined],
    ['items.0.ceiling.count', 91],
    ['items.0.ceiling', undefined],
    ['items.0.charges.0.name', 'Carriage'],
    ['items.0.charges.0.amount.centsPer', 126],
    ['items.0.charges.0.amount.unit', 'ream'],
    ['items.0.charges.0.amount', { cents: 125 }],
    ['items.0.charges.0.sharedBy', 'equally'],
    ['items.0.charges', undefined],
    ['commitments.0.minimum', 34],
    ['commitments.0.maximum', 46],
    ['commitments.0.notToExceed', { cents: 9999, unit: 'case' }],
    ['commitments.1.notToExceed.cents', 4001],
    ['commitments.1.notToExceed.unit', 'ream'],
    ['commitments.1.district', 'c'],
    ['charges.0.amount.percentOfGoods', '2.6'],
    ['charges.0.sharedBy', 'equally'],
    ['rules.aim', 'least-cost'],
    ['rules.oddUnits', 'order-for-all'],
    ['rules.buyUp', false],
  ])('%s as %j gives another hash', (path, value) => {
    const known = { ...changed(path, value), districts: [...changed(path, value).districts, { key: 'c' }] };
    const hashOf = (given: unknown): string => {
      const result = fillRound(given as Round);
      if (!result.ok) throw new Error(result.refusal.message);
      return result.fill.inputHash;
    };
    expect(hashOf(known)).not.toBe(hashOf({ ...round, districts: [...round.districts, { key: 'c' }] }));
  });

  test('a key may be anything, even what objects know by themselves', () => {
    const result = fillRound({ ...changed('districts.0', { key: '__proto__', name: 'Protein' }), commitments: [{ district: '__proto__', item: 'paper', unit: 'case', minimum: 3, maximum: 3 }] });
    if (!result.ok) throw new Error(result.refusal.message);
    expect(Object.keys(result.fill.districts)).toEqual(['__proto__', 'b']);
    expect(words(result.fill.trace)).toEqual(['Fee: 2.5% of $124.50 is $3.11, shared in proportion to what each pays for the goods among those who take some: Protein $3.11.', 'Protein pays $124.50 for goods and $6.86 of charges, $131.36 together.', 'Everyone together: $131.36.']);
    expect(words(result.fill.trace, 'b')).toEqual(['Fee: 2.5% of $124.50 is $3.11, shared in proportion to what each pays for the goods among those who take some.', 'Everyone together: $131.36.']);
  });

  test('amounts that leave what is counted here are refused, not lost', () => {
    const dear = changed('items.0.price.tiers', [{ from: 1, priceCents: 100_000_000 }]);
    const result = fillRound({ ...dear, commitments: [{ district: 'a', item: 'paper', unit: 'case', minimum: 0, maximum: 2000 }], items: [{ ...dear.items[0]!, ceiling: undefined }] });
    expect(result.ok ? 'ok' : result.refusal.code).toBe('amount-invalid');
    const fee = fillRound(changed('items.0.charges.0.amount', { cents: 100_000_000_001 }));
    expect(fee.ok ? 'ok' : fee.refusal.code).toBe('amount-invalid');
  });

  test.each(['item', 'district'])('a key that is no text, and names its fields as text does, is refused: %s', (field) => {
    const result = fillRound(changed(`commitments.0.${field}`, { toString: '' }));
    expect(result.ok ? 'ok' : result.refusal).toMatchObject({ code: `${field}-unknown`, facts: { [field]: 'a group of values' } });
  });

  test('nothing a person can write is thrown: a fill that adds up or a refusal with words', () => {
    const junk = fc.oneof(fc.constantFrom<unknown>(null, undefined, -1, 0, 1, 1.5, NaN, Infinity, 2 ** 53, 89_999_999, 100_000_000, '', '-3', '1/0', 'ream', 'case', 'a', 'paper', [], {}, true, '__proto__'), fc.jsonValue({ maxDepth: 2 }));
    let refused = 0;
    let taken = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.array(fc.nat(), { minLength: 3, maxLength: 6 }), junk), { minLength: 1, maxLength: 2 }), (spoils) => {
        const copy = structuredClone(round) as unknown;
        for (const [path, value] of spoils) spoil(copy, path, value);
        const result = fillRound(copy as Round);
        if (!result.ok) {
          refused += 1;
          if (!/[a-z][^]*\.$/.test(result.refusal.message) || !/^[a-z-]+$/.test(result.refusal.code) || result.refusal.field === '') throw new Error(`a refusal without words: ${result.refusal.message}`);
          return;
        }
        taken += 1;
        for (const item of result.fill.items) {
          if (item.lines.reduce((sum, line) => sum + line.goodsCents, 0) !== item.goodsCents) throw new Error('the lines do not add up');
          if (words(item.trace).length === 0) throw new Error('nothing is told');
        }
      }),
      { numRuns: 2500 },
    );
    expect(refused).toBeGreaterThan(800);
    expect(taken).toBeGreaterThan(5);
  });
});

/** Puts `value` somewhere into `target`, following the path as far as it leads. */
function spoil(target: unknown, path: readonly number[], value: unknown): void {
  let at = target as Record<string, unknown>;
  path.forEach((step, depth) => {
    const keys = Object.keys(at);
    if (keys.length === 0) return;
    const key = keys[step % keys.length]!;
    const next = at[key];
    if (depth === path.length - 1 || typeof next !== 'object' || next === null) at[key] = value;
    else at = next as Record<string, unknown>;
  });
}
