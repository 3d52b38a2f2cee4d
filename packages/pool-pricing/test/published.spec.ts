import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { buyUp, tierCost } from '@barnraise/cost-sharing';
import { ratio } from '@barnraise/money';
import fc from 'fast-check';
import { costOf, lineCents, tierAt } from '../src/price/list.js';
import { within } from '../src/price/paid.js';
import { readPrices } from '../src/read/prices.js';
import { readUnits } from '../src/read/units.js';
import { fillRound, watchRound, type ItemFill, type Round, type Rules, type TierMode } from '../src/index.js';

interface Case {
  readonly id: string;
  readonly method: string;
  readonly inputs: { readonly tiers: readonly (readonly [number, number])[]; readonly q: readonly number[] };
  readonly expected: { readonly group?: number; readonly plain?: number; readonly buyup?: number; readonly shares: readonly number[]; readonly alone?: readonly number[] };
}
const CASES = JSON.parse(readFileSync(new URL('../../cost-sharing/cases/cases.json', import.meta.url), 'utf8')) as Case[];
const tierCases = CASES.filter((each) => each.method.startsWith('tier-'));
const LIST: readonly (readonly [number, number])[] = [[1, 1200], [100, 1050], [250, 925]];

/** Fixed quantities of one item without cases, as the published examples have them. */
function roundOf(quantities: readonly number[], tiers = LIST, mode: TierMode = 'all-units', chosen: Partial<Rules> = {}): Round {
  const keys = quantities.map((_, i) => String.fromCharCode(65 + i));
  return {
    districts: keys.map((key) => ({ key })),
    items: [{ key: 'desks', name: 'Desks', units: [{ name: 'desk' }], orderUnit: 'desk', price: { unit: 'desk', mode, tiers: tiers.map(([from, priceCents]) => ({ from, priceCents })) } }],
    commitments: keys.map((district, i) => ({ district, item: 'desks', unit: 'desk', minimum: quantities[i]!, maximum: quantities[i]! })),
    rules: { aim: 'best-price', oddUnits: 'leave-out', buyUp: true, ...chosen },
  };
}
const fill = (round: Round): ItemFill => {
  const result = fillRound(round);
  if (!result.ok) throw new Error(result.refusal.message);
  return result.fill.items[0]!;
};

describe('published examples', () => {
  test('there are three with tiers', () => {
    expect(tierCases.map((each) => each.id)).toEqual(['P19', 'P20', 'P21']);
  });

  test.each(tierCases)('$id', ({ method, inputs, expected }) => {
    const mode = method.replace('tier-', '') as TierMode;
    const item = fill(roundOf(inputs.q, inputs.tiers, mode));
    expect(item.goodsCents).toBe(expected.buyup ?? expected.group);
    expect(item.lines.map((line) => line.goodsCents)).toEqual(expected.shares);
    if (expected.plain !== undefined) expect(fill(roundOf(inputs.q, inputs.tiers, mode, { buyUp: false })).goodsCents).toBe(expected.plain);
    expected.alone?.forEach((cents, i) => expect(fill(roundOf([inputs.q[i]!], inputs.tiers, mode)).goodsCents).toBe(cents));
  });

  test('245 desks cost $2,572.50, 250 cost $2,312.50: five are spare', () => {
    const item = fill(roundOf([120, 80, 45]));
    expect([item.orderUnits, item.spareUnits, item.price?.paid]).toEqual([250, 5, '46250/49']);
    expect(fill(roundOf([120, 80, 45], LIST, 'all-units', { buyUp: false })).goodsCents).toBe(257250);
  });

  test('what one district is worth to the others: without the third, the price is of the first tier', () => {
    const opened = watchRound(roundOf([60, 30, 25]));
    if (!opened.ok) throw new Error(opened.refusal.message);
    const alone = opened.watch.without('desks', 'C');
    // 90 desks at $12.00 are $1,080.00, and 100 at $10.50 cost less.
    expect([alone.orderUnits, alone.spareUnits, alone.goodsCents]).toEqual([100, 10, 105000]);
    expect(opened.watch.item('desks').goodsCents).toBe(120750);
  });
});

describe('beside the price lists of cost-sharing', () => {
  const lists = fc.array(fc.record({ gap: fc.integer({ min: 1, max: 400 }), priceCents: fc.integer({ min: 1, max: 100_000 }) }), { minLength: 1, maxLength: 8 }).map((steps) => {
    let from = 1;
    return steps.map(({ gap, priceCents }, k) => ({ from: k === 0 ? from : (from += gap), priceCents }));
  });

  test('every quantity costs the same, and the same buy-up is found', () => {
    fc.assert(
      fc.property(lists, fc.constantFrom<TierMode>('all-units', 'incremental'), fc.integer({ min: 1, max: 5000 }), (tiers, mode, quantity) => {
        const prices = readPrices({ unit: 'each', mode, tiers }, readUnits([{ name: 'each' }], 'units'), 'price');
        expect(costOf(prices, quantity)).toBe(tierCost(tiers, mode, quantity));
        const cheaper = buyUp(tiers, mode, quantity);
        const item = fill(roundOf([quantity], tiers.map((tier) => [tier.from, tier.priceCents] as const), mode));
        expect([item.orderUnits, item.goodsCents]).toEqual(cheaper === null ? [quantity, tierCost(tiers, mode, quantity)] : [cheaper.quantity, cheaper.cents]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('units', () => {
  const units = readUnits([{ name: 'ream' }, { name: 'case', holds: 10, of: 'ream' }, { name: 'pallet', holds: 40, of: 'case' }], 'units');
  const prices = (mode: TierMode) => readPrices({ unit: 'case', mode, tiers: [{ from: 1, priceCents: 4155 }, { from: 50, priceCents: 3900 }] }, units, 'price');

  test('conversions are whole', () => {
    expect([...units.values()].map(({ one, many, size }) => [one, many, size])).toEqual([['ream', 'reams', 1], ['case', 'cases', 10], ['pallet', 'pallets', 400]]);
  });

  test('a price per case holds for loose reams to the cent: half a cent goes up, once', () => {
    expect([1, 3, 10, 27].map((reams) => lineCents(costOf(prices('all-units'), reams), prices('all-units')))).toEqual([416, 1247, 4155, 11219]);
  });

  test('"from 50 cases on": all 500 reams for the price of all, the reams of case 50 and after for the band', () => {
    expect([tierAt(prices('all-units'), 499), tierAt(prices('all-units'), 500)]).toEqual([0, 1]);
    expect([tierAt(prices('incremental'), 490), tierAt(prices('incremental'), 491)]).toEqual([0, 1]);
    expect(costOf(prices('incremental'), 495)).toBe(490 * 4155 + 5 * 3900);
  });

  test('a price below a cent is a price per hundred', () => {
    const round = roundOf([1250, 333], [[1, 45]]);
    const item = fill({ ...round, items: [{ ...round.items[0]!, units: [{ name: 'desk' }, { name: 'hundred', plural: 'hundred', holds: 100, of: 'desk' }], price: { unit: 'hundred', mode: 'all-units', tiers: [{ from: 1, priceCents: 45 }] } }] });
    // 1,583 at 45 cents per hundred are 712.35 cents.
    expect([item.price, item.goodsCents, item.lines.map((line) => line.goodsCents)]).toEqual([{ priceCents: 45, unit: 'hundred', paid: '9/20' }, 712, [562, 150]]);
  });

  test('what a district pays at most is compared as fractions, at any size', () => {
    const unit = { one: 'x', many: 'x', size: 1 };
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 16n }), fc.bigInt({ min: 1n, max: 10n ** 16n }), fc.nat(1_000_000), fc.integer({ min: 1, max: 90_000_000 }), fc.bigInt({ min: -1n, max: 1n }), (n, d, cents, size, off) => {
        expect(within(ratio(n, d))({ cents, unit: { ...unit, size } })).toBe(n * BigInt(size) <= BigInt(cents) * d);
        // Exactly the limit, and a hair to each side of it.
        expect(within(ratio(BigInt(cents) * d + off, BigInt(size) * d))({ cents, unit: { ...unit, size } })).toBe(off <= 0n);
      }),
    );
    expect(within(ratio(10n ** 20n))(null)).toBe(true);
  });
});
