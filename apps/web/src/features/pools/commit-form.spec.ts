import { expect, test } from '@jest/globals';
import { casesOf, commitValues, fieldOfProblem, lineOf, readCommitment } from './commit-form.js';
import { contentOf, emptyItem, fieldOfRound, pluralOf, readItems, roundValues } from './round-form.js';
import { unsetBySealing } from './sealed-form.js';
import { type Round } from './words.js';

const unit = (name: string, holds: number | null = null, of: string | null = null) => ({ __typename: 'RoundUnit' as const, name, plural: `${name}s`, holds, of });
const item = {
  key: 'item-1', name: 'Copy paper', specification: null, units: [unit('ream'), unit('case', 10, 'ream')], orderUnit: unit('case', 10, 'ream'), priceUnit: unit('case', 10, 'ream'), tierUnit: unit('case', 10, 'ream'), mode: 'ALL_UNITS', threshold: 12, ceiling: null,
  tiers: [{ from: 1, priceCents: 42_00 }, { from: 20, priceCents: 38_00 }], progress: null,
};
const round = { id: 'r', title: 'Copy paper', summary: '', locksAt: '2026-11-20T23:00:00.000Z', sealed: false, aim: 'BEST_PRICE', buyUp: true, leadAgency: null, contractNumber: null, clause: null, termEnds: null, ceilingCents: null, authority: { stateCode: null, federal: false, expectedCents: null, documents: [] }, belowThreshold: 'ASK', belowDays: 3, items: [item],
  proposal: { charges: [{ itemKey: null, name: 'Fee', kind: 'PERCENT', cents: null, percent: '2.5', unit: null, sharedBy: 'BY_GOODS', words: '' }], codes: [{ itemKey: 'item-1', code: '645-33', list: 'NIGP', version: null }], deliveryFrom: null, deliveryUntil: '2026-12-18', copiedFromId: null } } as unknown as Round;

test('one number is least and most; what cannot be read is said beside its field', () => {
  const values = commitValues(round, null);
  expect(readCommitment(values, round).problems.map(({ field }) => field)).toEqual(['minimum-item-1', 'budgetCode']);
  expect(lineOf({ ...values, 'minimum-item-1': '6' }, round.items[0]!).line).toEqual({ itemKey: 'item-1', unit: 'case', minimum: 6, maximum: 6, notToExceedCents: null });
  expect(lineOf({ ...values, 'minimum-item-1': '6', 'maximum-item-1': '4' }, round.items[0]!).problems).toEqual([{ field: 'maximum-item-1', message: 'Copy paper: the most is not below the least' }]);
  expect(lineOf({ ...values, 'minimum-item-1': '0' }, round.items[0]!)).toEqual({ line: null, problems: [] });
  expect(readCommitment({ ...values, 'minimum-item-1': '6', 'maximum-item-1': '8', 'notToExceedCents-item-1': '$40', budgetCode: '100' }, round)).toMatchObject({ problems: [], atMostCents: 320_00 + 8_01, chargesCents: 8_01, lines: [{ minimum: 6, maximum: 8, notToExceedCents: 40_00 }] });
});

test('what was taken last time stands in the fields until the district says something itself', () => {
  const last = [{ itemKey: 'item-1', unit: 'ream', minimum: 120, maximum: 140, words: 'Last time: 12 cases' }];
  expect(commitValues(round, null, [], last)).toMatchObject({ 'minimum-item-1': '120', 'maximum-item-1': '140', 'unit-item-1': 'ream' });
  expect(commitValues(round, { lines: [], budgetCode: '1' } as unknown as Parameters<typeof commitValues>[1], [], last)).toMatchObject({ 'minimum-item-1': '' });
});

test('each price of the list says what it comes to, and which is above the limit', () => {
  expect(casesOf(round.items[0]!, { itemKey: 'item-1', unit: 'case', minimum: 6, maximum: 8, notToExceedCents: 40_00 })).toEqual([
    { priceCents: 42_00, lowCents: 252_00, highCents: 336_00, out: true }, { priceCents: 38_00, lowCents: 228_00, highCents: 304_00, out: false },
  ]);
});

test('problems of the server find their fields', () => {
  const lines = [{ itemKey: 'item-2', unit: 'case', minimum: 1, maximum: 1, notToExceedCents: null }];
  expect(['input.lines.0.maximum', 'input.budgetCode', 'input.lines.0.itemKey'].map((path) => fieldOfProblem(path, lines))).toEqual(['maximum-item-2', 'budgetCode', 'minimum-item-2']);
  expect(['input.round.title', 'input.round.locksAt', 'input.round.items.1.price.tiers.2.from', 'input.round.items.0.tiers.1.priceCents', 'input.round.items.0.units.1.holds', 'input.round.items.0.orderUnit', 'input.round.items.0.threshold', 'input.round.charges.1.percent', 'input.round.items.0.charges.0.sharedBy', 'input.round.items.2.code.list'].map(fieldOfRound)).toEqual([
    'title', 'lockDay', 'items-1-tiers-2-from', 'items-0-tiers-1-price', 'items-0-units-1-holds', 'items-0-orderUnit', 'items-0-threshold', 'charges-1-amount', 'items-0-charges-0-sharedBy', 'items-2-code-list',
  ]);
});

test('a draft goes into the fields and comes out the same', () => {
  const { content, problems } = contentOf(roundValues(round));
  expect(problems).toBeNull();
  expect(content).toMatchObject({ title: 'Copy paper', summary: null, locksAt: round.locksAt, buyUp: true, items: [{ name: 'Copy paper', units: [{ name: 'ream', holds: null, of: null }, { name: 'case', holds: 10, of: 'ream' }], orderUnit: 'case', priceUnit: 'case', tierUnit: null, tiers: [{ from: 1, priceCents: 42_00 }, { from: 20, priceCents: 38_00 }], threshold: 12, ceiling: null, code: { code: '645-33', list: 'NIGP', version: null } }], charges: [{ name: 'Fee', kind: 'PERCENT', percent: '2.5' }], belowThreshold: 'ASK', belowDays: 3, deliveryUntil: '2026-12-18' });
  expect(contentOf({ ...roundValues(round), belowDays: '31' }).problems).toMatchObject([{ field: 'belowDays' }]);
  const bad = contentOf({ ...roundValues(round), title: ' ', items: JSON.stringify([emptyItem({ tiers: [{ from: '1', price: 'cheap' }, { from: 'x', price: '3' }] })]) });
  expect(bad.problems?.map(({ field }) => field)).toEqual(['title', 'items-0-name', 'items-0-tiers-0-price', 'items-0-tiers-1-from']);
});

test('more than one of a unit', () => {
  expect(['case', 'box', 'batch', 'supply', 'tray'].map(pluralOf)).toEqual([null, 'boxes', 'batches', 'supplies', null]);
});

test('a sealed round has nothing that tells of others: sealing unsets it with a word, and what is sent has none of it', () => {
  const values = roundValues(round);
  const stepped = JSON.stringify(readItems(values.items).map((one) => ({ ...one, mode: 'INCREMENTAL' })));
  expect(unsetBySealing({ buyUp: 'no', items: values.items })).toEqual({ set: {}, words: null });
  const { set, words } = unsetBySealing({ buyUp: 'yes', items: stepped });
  expect([set.buyUp, readItems(set.items!)[0]!.mode, words]).toEqual(['no', 'ALL_UNITS', 'Because it is sealed: ordering more than asked for is left out; the price that is reached holds for everything now.']);
  expect(contentOf({ ...values, items: stepped, sealed: 'yes' }).content).toMatchObject({ sealed: true, buyUp: false, items: [{ mode: 'ALL_UNITS' }] });
});
