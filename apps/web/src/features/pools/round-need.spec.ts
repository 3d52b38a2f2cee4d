import { expect, test } from '@jest/globals';
import { needBy, needOf, partsOf } from './round-need.js';

const round = (state: Parameters<typeof needOf>[0]['state'], over: Partial<Parameters<typeof needOf>[0]> = {}) => ({ state, steps: [], locksAt: '2026-11-20T23:00:00.000Z', tasks: [], ...over });
const waits = (nextStep: string, dueAt: string | null = null) => ({ tasks: [{ nextStep, dueAt }] });

test('a round needs what the inbox says, by its clock; an award, which has none, whoever can open it', () => {
  expect([needOf(round('OPEN', waits('Approve the spending'))), needOf(round('RECEIVED', waits('Match the invoice'))), needOf(round('OPEN'))]).toEqual(['Approve the spending', 'Match the invoice', null]);
  expect([needOf(round('AWARDED', { steps: ['cancel'] })), needOf(round('AWARDED'))]).toEqual(['Open it for commitments', null]);
  expect([needBy(round('ASKING', waits('Answer', '2026-11-22T23:00:00.000Z'))), needBy(round('RELEASED', waits('Put the number on it')))]).toEqual(['2026-11-22T23:00:00.000Z', '2026-11-20T23:00:00.000Z']);
});

test('the list begins with what needs me; in each part the next date is first, of what is over the last', () => {
  const at = (state: Parameters<typeof round>[0], day: string, over = {}) => round(state, { locksAt: `2026-${day}T16:00:00.000Z`, ...over });
  const rounds = [at('AWARDED', '12-01'), at('ESTIMATES', '11-20'), at('SOLICITED', '11-25'), at('LOCKED', '10-01', waits('Release the orders')), at('ASKING', '11-02', waits('Answer yes or no', '2026-09-30T16:00:00.000Z')), at('OPEN', '11-12'), at('OPEN', '11-11'), at('SETTLED', '05-01'), at('FAILED', '06-01'), at('RELEASED', '09-01'), at('ASKING', '11-01'), at('DRAFT', '12-24')];
  const parts = partsOf(rounds);
  const days = (part: keyof typeof parts) => parts[part].map(({ state, locksAt }) => `${state} ${locksAt.slice(5, 10)}`);
  expect(days('needs')).toEqual(['ASKING 11-02', 'LOCKED 10-01']);
  expect(days('open')).toEqual(['OPEN 11-11', 'OPEN 11-12']);
  expect(days('bids')).toEqual(['ESTIMATES 11-20', 'SOLICITED 11-25', 'AWARDED 12-01']);
  expect(days('over')).toEqual(['FAILED 06-01', 'SETTLED 05-01']);
  expect([days('asking'), days('drafts'), days('coming')]).toEqual([['ASKING 11-01'], ['DRAFT 12-24'], ['RELEASED 09-01']]);
});
