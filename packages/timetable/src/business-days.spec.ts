import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addBusinessDays, businessDaysBetween, businessDeadline, instantOf, isBusinessDay, localOf, weekdayOf, type BusinessCalendar } from './index.js';
import { dateOf } from './local.js';

const council: BusinessCalendar = { zone: 'America/Boise', closedDays: ['2026-11-25', '2026-11-26', '2026-11-27'] };
const fourDays: BusinessCalendar = { ...council, weekdays: ['mon', 'tue', 'wed', 'thu'], endsAt: '16:00' };
const at = (local: string, zone = 'America/Boise'): number => instantOf(local.slice(0, 10), local.slice(11), zone);
const shown = (ms: number, { zone }: BusinessCalendar): string => Object.values(localOf(ms, zone)).join(' ');

describe('business days', () => {
  it.each([
    ['a Monday morning', council, '2026-11-16 09:00', 2, '2026-11-18 17:00'],
    ['the evening, for which that day never counted', council, '2026-11-16 20:00', 2, '2026-11-18 17:00'],
    ['a Friday, over the weekend', council, '2026-11-20 09:00', 2, '2026-11-24 17:00'],
    ['a Saturday', council, '2026-11-21 09:00', 1, '2026-11-23 17:00'],
    ['before Thanksgiving, over it', council, '2026-11-24 09:00', 2, '2026-12-01 17:00'],
    ['a four-day week, over its Friday', fourDays, '2026-11-18 09:00', 2, '2026-11-23 16:00'],
    ['the clock change, which moves no deadline on the wall', council, '2026-10-30 12:00', 1, '2026-11-02 17:00'],
    ['today, if the day still runs', council, '2026-11-16 16:59', 0, '2026-11-16 17:00'],
    ['today, if the day is over', council, '2026-11-16 17:00', 0, '2026-11-17 17:00'],
  ] as const)('count from %s', (_what, calendar, from, count, due) => {
    expect(shown(businessDeadline(at(from), count, calendar), calendar)).toBe(due);
  });

  it("follow the answering school's zone, not the asking one's", () => {
    const pacific: BusinessCalendar = { zone: 'America/Los_Angeles', closedDays: [] };
    const justPastMidnightInBoise = at('2026-11-17 00:30');
    expect(shown(businessDeadline(justPastMidnightInBoise, 1, pacific), pacific)).toBe('2026-11-17 17:00');
    expect(shown(businessDeadline(justPastMidnightInBoise, 1, council), council)).toBe('2026-11-18 17:00');
  });

  it('refuse a calendar that never opens, and counts that are none', () => {
    expect(() => addBusinessDays('2026-11-16', 1, { ...council, weekdays: [] })).toThrow('no open day');
    expect(() => addBusinessDays('2026-11-16', -1, council)).toThrow(RangeError);
    expect(() => addBusinessDays('2026-11-16', 1.5, council)).toThrow(RangeError);
  });

  const date = fc.integer({ min: 20_700, max: 21_000 }).map(dateOf);
  const calendar = fc.record({
    zone: fc.constantFrom('America/Boise', 'America/Los_Angeles', 'America/Phoenix'),
    weekdays: fc.subarray(['mon', 'tue', 'wed', 'thu', 'fri'] as const, { minLength: 1 }),
    closedDays: fc.array(date, { maxLength: 40 }),
  });

  it('land on open days, and counting back finds the same number', () => {
    fc.assert(fc.property(date, fc.integer({ min: 1, max: 40 }), calendar, (from, count, open) => {
      const to = addBusinessDays(from, count, open);
      expect(isBusinessDay(to, open)).toBe(true);
      expect(open.weekdays).toContain(weekdayOf(to));
      expect(businessDaysBetween(from, to, open)).toBe(count);
    }));
  });

  it('never give less time for a later start or for more days', () => {
    const instant = fc.integer({ min: 1_790_000_000_000, max: 1_800_000_000_000 });
    fc.assert(fc.property(instant, fc.nat(10 * 86_400_000), fc.nat(10), calendar, (from, later, count, open) => {
      const due = businessDeadline(from, count, open);
      expect(due).toBeGreaterThan(from);
      expect(businessDeadline(from + later, count, open)).toBeGreaterThanOrEqual(due);
      expect(businessDeadline(from, count + 1, open)).toBeGreaterThanOrEqual(due);
    }));
  });
});
