import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fit, weekdays, type Fit, type Period, type SchoolDay, type TimedFit, type TimedPattern } from './index.js';
import { dateOf, timeOf } from './local.js';

const zone = fc.constantFrom('America/Boise', 'America/Los_Angeles', 'America/Phoenix', 'America/Chicago', 'Pacific/Auckland');
const date = fc.integer({ min: 20_690, max: 20_960 }).map(dateOf);
const days = fc.subarray([...weekdays], { minLength: 1 });
const times = fc.tuple(fc.integer({ min: 360, max: 1_200 }), fc.integer({ min: 5, max: 120 })).map(([from, length]) => ({ startsAt: timeOf(from), endsAt: timeOf(from + length) }));
const range = fc.tuple(date, fc.integer({ min: 0, max: 200 })).map(([firstDay, length]) => ({ firstDay, lastDay: dateOf(Date.parse(firstDay) / 86_400_000 + length) }));
const noSchoolDays = fc.array(date, { maxLength: 20 });
const pattern: fc.Arbitrary<TimedPattern> = fc.tuple(fc.record({ zone, days, noSchoolDays }), times, range).map(([a, b, c]) => ({ ...a, ...b, ...c }));
const periods: fc.Arbitrary<Period[]> = fc.array(fc.tuple(times, days), { minLength: 1, maxLength: 9 })
  .map((all) => all.map(([time, on], at) => ({ name: `Period ${at + 1}`, ...time, days: on })));
const school: fc.Arbitrary<SchoolDay> = fc.tuple(fc.record({ zone, periods, noSchoolDays }), range).map(([a, b]) => ({ ...a, ...b }));
const timed = (result: Fit): TimedFit => result as TimedFit;

describe('any fit', () => {
  it('stays within its bounds', () => {
    fc.assert(fc.property(pattern, school, (meeting, home) => {
      const result = timed(fit(meeting, home));
      expect(result.overlapMin).toBeGreaterThanOrEqual(0);
      expect(result.overlapMin).toBeLessThanOrEqual(result.meetingMin);
      expect(result.sessionsInSession).toBeLessThanOrEqual(result.sessions);
      expect(result.daysFitting).toBeLessThanOrEqual(result.daysTotal);
      expect(result.daysTotal).toBeLessThanOrEqual(meeting.days.length);
      expect(result.totalOverlapMin).toBeLessThanOrEqual(result.sessionsInSession * result.meetingMin);
      expect(result.totalMeetingMin).toBe(result.sessions * result.meetingMin);
      expect(result.perDay.reduce((sum, day) => sum + day.sessionsInSession, 0)).toBe(result.sessionsInSession);
      for (const day of result.perDay) {
        expect(day.leastOverlapMin).toBeLessThanOrEqual(day.overlapMin);
        expect(day.overlapMin).toBeLessThanOrEqual(day.mostOverlapMin);
        expect(day.mostOverlapMin).toBeLessThanOrEqual(result.meetingMin);
      }
    }));
  });

  it('is the same seen from the other side, where each has one period and the same open days', () => {
    const one = fc.tuple(zone, zone, times, times, range, days, noSchoolDays);
    fc.assert(fc.property(one, ([zoneA, zoneB, a, b, dates, on, closed]) => {
      // Auckland's Monday is Sunday in Boise: within the American zones the dates agree.
      fc.pre(!zoneA.startsWith('Pacific') && !zoneB.startsWith('Pacific'));
      const seen = (zoneOfClass: string, zoneOfHome: string, meeting: typeof a, period: typeof b): number =>
        timed(fit(
          { zone: zoneOfClass, days: on, ...meeting, ...dates, noSchoolDays: closed },
          { zone: zoneOfHome, periods: [{ name: 'only', days: on, ...period }], ...dates, noSchoolDays: closed },
        )).totalOverlapMin;
      expect(seen(zoneA, zoneB, a, b)).toBe(seen(zoneB, zoneA, b, a));
    }));
  });

  it('is whole when a school looks at its own period', () => {
    fc.assert(fc.property(pattern, (meeting) => {
      const { firstDay, lastDay, noSchoolDays: closed, startsAt, endsAt } = meeting;
      const result = timed(fit(meeting, { zone: meeting.zone, periods: [{ name: 'own', startsAt, endsAt, days: meeting.days }], firstDay, lastDay, noSchoolDays: closed }));
      expect(result.totalOverlapMin).toBe(result.totalMeetingMin);
      expect(result.sessionsInSession).toBe(result.sessions);
    }));
  });

  it('keeps one hour between Mountain and Pacific on every date', () => {
    fc.assert(fc.property(range, times, days, (dates, time, on) => {
      const earlier = (at: string): string => timeOf(Number(at.slice(0, 2)) * 60 + Number(at.slice(3)) - 60);
      const meeting: TimedPattern = { zone: 'America/Boise', days: on, ...time, ...dates, noSchoolDays: [] };
      const home: SchoolDay = { zone: 'America/Los_Angeles', periods: [{ name: 'same', startsAt: earlier(time.startsAt), endsAt: earlier(time.endsAt), days: on }], ...dates, noSchoolDays: [] };
      const result = timed(fit(meeting, home));
      expect(result.totalOverlapMin).toBe(result.totalMeetingMin);
    }));
  });

  it("doesn't depend on the order of what it is given", () => {
    fc.assert(fc.property(pattern, school, (meeting, home) => {
      const turned = fit(
        { ...meeting, days: [...meeting.days].reverse(), noSchoolDays: [...meeting.noSchoolDays].reverse() },
        { ...home, periods: [...home.periods].reverse(), noSchoolDays: [...home.noSchoolDays].reverse() },
      );
      expect(turned).toEqual(fit(meeting, home));
    }));
  });

  it('loses nothing over JSON', () => {
    fc.assert(fc.property(pattern, school, (meeting, home) => {
      const result = fit(meeting, home);
      expect(JSON.parse(JSON.stringify(result))).toEqual(result);
    }), { numRuns: 20 });
  });

  it('takes well under 10 ms for a year of two schools', () => {
    const dates = { firstDay: '2026-08-24', lastDay: '2027-05-27', noSchoolDays: [] };
    const home: SchoolDay = { ...dates, zone: 'America/Los_Angeles', periods: Array.from({ length: 8 }, (_, at) => ({ name: `P${at}`, startsAt: timeOf(480 + at * 55), endsAt: timeOf(530 + at * 55) })) };
    const meeting: TimedPattern = { ...dates, zone: 'America/Boise', days: ['mon', 'tue', 'wed', 'thu', 'fri'], startsAt: '10:00', endsAt: '10:50' };
    const took = Array.from({ length: 30 }, () => {
      const start = performance.now();
      fit(meeting, home);
      return performance.now() - start;
    });
    // The best of many: other work on the machine only ever makes it slower.
    expect(Math.min(...took)).toBeLessThan(10);
  });
});
