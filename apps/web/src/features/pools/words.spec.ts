import { expect, test } from '@jest/globals';
import { keepsRecords, type RoundItem, unitWords, whyNothing } from './words.js';

const item = (name: string, threshold: number | null) => ({ name, threshold, orderUnit: { name: 'case', plural: 'cases', holds: null, of: null } });
const round = (over: Partial<Parameters<typeof whyNothing>[0]> = {}) => ({ sealed: false, participantCount: 2, items: [item('Ice melt', 40)], commitments: [], shares: [], ...over });

test('why a round came to no order says only what is so', () => {
  expect(whyNothing(round(), false)).toBe('Together the commitments stayed below what the order needs: 40 cases of Ice melt.');
  expect(whyNothing(round({ items: [item('Ice melt', 1), item('Gloves', null)] }), false)).toBe('Together the commitments stayed below what the order needs: 1 case of Ice melt. Of the other items they did not come to whole units of the order.');
  expect(whyNothing(round({ items: [item('Gloves', null)] }), false)).toBe('The commitments did not come to whole units of the order.');
  expect(whyNothing(round({ participantCount: 0 }), true)).toBe('Nobody had committed by the lock.');
  expect(whyNothing(round(), true)).toContain('The members were asked');
  expect(whyNothing(round({ commitments: [{ state: 'COMMITTED' }], shares: [{ lines: [] }] }), false)).toBe('All commitments together were more than can be worked out.');
});

test('of a sealed round nobody is told how close it was', () => {
  expect(whyNothing(round({ sealed: true }), true)).not.toMatch(/40|Ice melt|whole case/);
});

test('reasons are kept once commitments could be made', () => {
  expect((['DRAFT', 'ESTIMATES', 'SOLICITED', 'AWARDED', 'CANCELLED'] as const).filter(keepsRecords)).toEqual([]);
  expect((['OPEN', 'ASKING', 'LOCKED', 'RELEASED', 'RECEIVED', 'SETTLED', 'FAILED'] as const).every(keepsRecords)).toBe(true);
});

test('what units hold', () => {
  const units = [{ name: 'ream', plural: 'reams' }, { name: 'case', plural: 'cases', holds: 10, of: 'ream' }, { name: 'pallet', plural: 'pallets', holds: 40, of: 'case' }] as unknown as RoundItem['units'];
  expect([unitWords({ units }), unitWords({ units: units.slice(0, 1) })]).toEqual(['1 case is 10 reams, 1 pallet is 40 cases', '']);
});
