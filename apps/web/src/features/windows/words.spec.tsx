import { describe, expect, it } from '@jest/globals';
import { noticeOf, phaseOf, type Window } from './words.js';

const window = {
  id: 'w', consortiumId: 'c', consortiumName: 'West', schoolYear: '2027-28', state: 'COLLECTING', opensAt: '2026-08-26T14:00:00.000Z', closesAt: '2026-08-28T23:00:00.000Z', timeZone: 'America/Boise', extended: false,
  closedAt: null, endedAt: null, orderWords: 'Whoever asked earlier comes first.', reason: null, mayExtend: false, mayCancel: false,
} as unknown as Window;
const at = (instant: string) => Date.parse(instant);

describe('the phases of a window', () => {
  it.each([
    ['ahead', '2026-08-26T13:59:59Z', {}], ['open', '2026-08-26T14:00:00Z', {}], ['open', '2026-08-28T22:59:59Z', {}],
    // Closed, and no worker has come yet; taken by a worker; and over.
    ['closing', '2026-08-28T23:00:00Z', {}], ['closing', '2026-08-30T23:00:00Z', { closedAt: '2026-08-28T23:00:01.000Z' }],
    ['allotted', '2026-08-30T23:00:00Z', { state: 'ALLOTTED' }], ['canceled', '2026-08-27T23:00:00Z', { state: 'CANCELLED' }], ['canceled', '2026-08-30T23:00:00Z', { state: 'CANCELLED' }],
  ] as const)('%s at %s', (phase, instant, more) => expect(phaseOf({ ...window, ...more }, at(instant))).toBe(phase));

  it('are each said, and none as another', () => {
    const said = (phase: Parameters<typeof noticeOf>[0], asked: boolean, more: object = {}) => Object.values(noticeOf(phase, { ...window, ...more }, at('2026-08-26T13:00:00Z'), asked)).join(' ');
    expect(said('ahead', false)).toMatch(/Requests are taken from Wed, Aug 26, 8:00.AM.* on, in 1 h 00 min\. Until then nobody asks/);
    expect(said('open', true)).toMatch(/You may change it until Fri, Aug 28/);
    expect(said('closing', true)).toMatch(/being allotted\. Your request is in/);
    expect(said('closing', false)).toMatch(/being allotted\. Whoever asked is told/);
    expect(said('canceled', true, { reason: 'The board meets later.' })).toMatch(/was canceled\. The board meets later\. Your request keeps its place in line/);
    for (const phase of ['allotted', 'canceled'] as const) expect(said(phase, false)).not.toMatch(/being allotted|ask until/i);
  });
});
