import { describe, expect, it } from '@jest/globals';
import { agoWords, dayIn, dayWords, instantWords, leftWords, minutesOf, spanWords, timeWords, zoneWords } from './dates.js';

const MIN = 60_000;
const HOUR = 60 * MIN;
const DAY = 24 * HOUR;

describe('how time is written', () => {
  it.each([
    [2 * DAY + 3 * HOUR, '2 days 3 h'],
    [DAY + 5 * MIN, '1 day'],
    [3 * HOUR + 5 * MIN, '3 h 05 min'],
    [12 * MIN + 7_000, '12 min 07 s'],
    [9_999, '9 s'],
    [0, 'no time'],
    [-5, 'no time'],
  ])('%d ms are left as "%s"', (ms, words) => expect(leftWords(ms)).toBe(words));

  it.each([
    [10_000, 'just now'],
    [59 * MIN, '59 min ago'],
    [5 * HOUR, '5 h ago'],
    [DAY, '1 day ago'],
  ])('%d ms ago is "%s"', (ms, words) => expect(agoWords(ms)).toBe(words));

  it('reads a day as that day, wherever the reader is', () => {
    expect(dayWords('2026-01-12')).toBe('Mon, Jan 12, 2026');
    expect(spanWords('2026-01-20', '2026-05-28')).toMatch(/^Jan 20\s–\sMay 28, 2026$/);
  });

  it('knows which day it is elsewhere', () => {
    // In the evening of the 12th in Idaho it is the 13th in UTC.
    expect(['America/Boise', 'UTC', 'Asia/Tokyo'].map((zone) => dayIn(Date.parse('2026-01-13T03:00:00Z'), zone))).toEqual(['2026-01-12', '2026-01-13', '2026-01-13']);
  });

  it('names the zone only when it is not the reader’s', () => {
    const elsewhere = Intl.DateTimeFormat().resolvedOptions().timeZone === 'America/Los_Angeles' ? 'America/Boise' : 'America/Los_Angeles';
    expect(instantWords('2026-01-13T23:00:00Z', elsewhere)).toMatch(/[PM]ST$/);
    expect(instantWords('2026-01-13T23:00:00Z')).not.toMatch(/[A-Z]ST$/);
    expect(zoneWords('America/Boise')).toBe('Mountain Time');
    expect(zoneWords('Nowhere/At_All')).toBe('Nowhere/At_All');
  });

  it('writes times of day with noon and midnight as 12', () => {
    expect(['00:05', '09:05', '12:00', '14:30'].map(timeWords)).toEqual(['12:05 AM', '9:05 AM', '12:00 PM', '2:30 PM']);
    expect(minutesOf('14:30')).toBe(870);
  });
});
