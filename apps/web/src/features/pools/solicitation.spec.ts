import { describe, expect, test } from '@jest/globals';
import { emptyItem } from './round-form.js';
import { type Bid, bidPrices, bidsHeadline, bidsNext, fieldOfBid } from './solicitation.js';
import { type RoundItem } from './words.js';

const keys = [{ key: 'item-1' }, { key: 'item-2' }] as unknown as RoundItem[];
const item = (name: string, ...tiers: [string, string][]) => emptyItem({ name, tiers: tiers.map(([from, price]) => ({ from, price })) });

describe('the price lists of a bid', () => {
  test('are read item by item; one that is left empty has none', () => {
    expect(bidPrices([item('Paper', ['1', '42'], ['40', '38.50']), item('Toner', ['1', ''])], keys, false)).toEqual({ prices: [{ itemKey: 'item-1', mode: 'ALL_UNITS', tiers: [{ from: 1, priceCents: 42_00 }, { from: 40, priceCents: 38_50 }] }], problems: [] });
  });

  test('say what cannot be read, beside its field', () => {
    expect(bidPrices([item('Paper', ['1', 'much'], ['x', '3'])], keys, false).problems.map(({ field }) => field)).toEqual(['items-0-tiers-0-price', 'items-0-tiers-1-from']);
  });

  test('find the field of what the server refuses, whichever item was sent first', () => {
    const sent = [{ itemKey: 'item-2', mode: 'ALL_UNITS' as const, tiers: [] }];
    expect(['input.prices.0.tiers.1.from', 'input.prices.0.tiers.1.priceCents', 'input.prices.0.tiers.2', 'input.prices.0.tiers', 'input.prices', 'input.supplier'].map((path) => fieldOfBid(path, sent, keys)))
      .toEqual(['items-1-tiers-1-from', 'items-1-tiers-1-price', 'items-1-tiers-2-price', 'items-1-tiers-0-price', 'items-0-tiers-0-price', 'supplier']);
  });
});

describe('who does what next while a round is out for bids', () => {
  const lead = { lead: { shortName: 'Cambridge' }, steps: ['fail', 'cancel'] };
  const member = { ...lead, steps: [] as string[] };
  const bid = (supplier: string, responsive: boolean, lowest = false) => ({ supplier, responsive, lowest }) as unknown as Bid;
  const bids = [bid('Ponderosa', true, true), bid('Treasure Valley', true), bid('Columbia', false)];

  test('before bids are due, and once they are', () => {
    expect(bidsNext(member, { bids: [], mayAward: false }, true)).toMatch(/^Then Cambridge writes each bid down here/);
    expect(bidsNext(lead, { bids: [], mayAward: false }, true)).toBe('Then you write each bid down here, and your board decides.');
    expect([bidsHeadline({ bids: [] }, 'Cambridge'), bidsHeadline({ bids: bids.slice(2) }, 'Cambridge'), bidsHeadline({ bids }, 'Cambridge'), bidsHeadline({ bids: bids.slice(1, 2) }, 'Cambridge')]).toEqual([
      'Bids are due, and none is written down yet.', 'No bid answers what was asked.', 'Ponderosa bids the least in all. The board of Cambridge decides.', 'One bid answers what was asked. The board of Cambridge decides.',
    ]);
  });

  test('the award is written down by whoever may, and the others read who that is', () => {
    expect(bidsNext(member, { bids, mayAward: false }, false)).toBe('Once the board has met, the superintendent or an administrator of Cambridge writes the award down here. Then Cambridge opens the round, and every district commits at those prices.');
    expect(bidsNext(lead, { bids, mayAward: false }, false)).toContain('Then you open the round');
    expect(bidsNext(member, { bids, mayAward: true }, false)).toMatch(/^Once the board has met, write down the award\./);
    expect(bidsNext(lead, { bids: bids.slice(2), mayAward: false }, false)).toContain('end the round without an award');
  });
});
