import { expect, test } from '@jest/globals';
import { needOf, partsOf } from './round-need.js';

const round = (state: Parameters<typeof needOf>[0]['state'], over: Partial<Parameters<typeof needOf>[0]> = {}) => ({ state, steps: [], locksAt: '2026-11-20T23:00:00.000Z', commitments: [], orders: [], ...over });
const waits = (mayApprove: boolean) => ({ commitments: [{ district: { id: 'council' }, state: 'AWAITING_APPROVAL', mayApprove }] });

test('a round needs whoever can take its next step, and nobody else', () => {
  expect(needOf(round('OPEN', waits(true)), 'council')).toBe('Approve the spending, or decline it');
  expect([needOf(round('OPEN', waits(false)), 'council'), needOf(round('OPEN', waits(true)), 'cascade'), needOf(round('OPEN'), 'council'), needOf(round('OPEN', waits(true)), null)]).toEqual([null, null, null, null]);
  expect([needOf(round('AWARDED', { steps: ['cancel'] }), 'a'), needOf(round('AWARDED'), 'a')]).toEqual(['Open it for commitments', null]);
  expect([needOf(round('LOCKED', { steps: ['release'] }), 'a'), needOf(round('LOCKED'), 'a')]).toEqual(['Release the orders', null]);
  const orders = (placedAt: string | null, mayPlace: boolean) => ({ orders: [{ placedAt, mayPlace }] });
  expect([orders(null, true), orders(null, false), orders('2026-10-27T14:40:00.000Z', true)].map((one) => needOf(round('RELEASED', one), 'a') !== null)).toEqual([true, false, false]);
});

test('the list begins with what needs me; in each part the next date is first, of what is over the last', () => {
  const at = (state: Parameters<typeof round>[0], day: string, over = {}) => round(state, { locksAt: `2026-${day}T16:00:00.000Z`, ...over });
  const rounds = [at('AWARDED', '12-01'), at('ESTIMATES', '11-20'), at('SOLICITED', '11-25'), at('LOCKED', '10-01', { steps: ['release'] }), at('OPEN', '11-12'), at('OPEN', '11-11'), at('SETTLED', '05-01'), at('FAILED', '06-01'), at('RELEASED', '09-01'), at('ASKING', '11-01'), at('DRAFT', '12-24')];
  const parts = partsOf(rounds, 'council');
  const days = (part: keyof typeof parts) => parts[part].map(({ state, locksAt }) => `${state} ${locksAt.slice(5, 10)}`);
  expect(days('needs')).toEqual(['LOCKED 10-01']);
  expect(days('open')).toEqual(['OPEN 11-11', 'OPEN 11-12']);
  expect(days('bids')).toEqual(['ESTIMATES 11-20', 'SOLICITED 11-25', 'AWARDED 12-01']);
  expect(days('over')).toEqual(['FAILED 06-01', 'SETTLED 05-01']);
  expect([days('asking'), days('drafts'), days('coming')]).toEqual([['ASKING 11-01'], ['DRAFT 12-24'], ['RELEASED 09-01']]);
});
