import { describe, expect, test } from '@jest/globals';
import { emptyItem } from './round-form.js';
import { bidPrices, fieldOfBid } from './solicitation.js';
import { type RoundItem } from './words.js';

const keys = [{ key: 'item-1' }, { key: 'item-2' }] as unknown as RoundItem[];
const item = (name: string, ...tiers: [string, string][]) => emptyItem({ name, tiers: tiers.map(([from, price]) => ({ from, price })) });

describe('the price lists of a bid', () => {
  test('are read item by item; one that is left empty has none', () => {
    expect(bidPrices([item('Paper', ['1', '42'], ['40', '38.50']), item('Toner', ['1', ''])], keys)).toEqual({ prices: [{ itemKey: 'item-1', mode: 'ALL_UNITS', tiers: [{ from: 1, priceCents: 42_00 }, { from: 40, priceCents: 38_50 }] }], problems: [] });
  });

  test('say what cannot be read, beside its field', () => {
    expect(bidPrices([item('Paper', ['1', 'much'], ['x', '3'])], keys).problems.map(({ field }) => field)).toEqual(['items-0-tiers-0-price', 'items-0-tiers-1-from']);
  });

  test('find the field of what the server refuses, whichever item was sent first', () => {
    const sent = [{ itemKey: 'item-2', mode: 'ALL_UNITS' as const, tiers: [] }];
    expect(['input.prices.0.tiers.1.from', 'input.prices.0.tiers.1.priceCents', 'input.prices.0.tiers.2', 'input.prices.0.tiers', 'input.prices', 'input.supplier'].map((path) => fieldOfBid(path, sent, keys)))
      .toEqual(['items-1-tiers-1-from', 'items-1-tiers-1-price', 'items-1-tiers-2-price', 'items-1-tiers-0-price', 'items-0-tiers-0-price', 'supplier']);
  });
});
