import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { fit, type Fit, type SchoolDay, type TimedFit, type TimedPattern } from './index.js';

const bells = JSON.parse(readFileSync(new URL('../test/bell/schools.json', import.meta.url), 'utf8')) as { schools: Record<'kelso' | 'lhs' | 'lnhs', Pick<SchoolDay, 'zone' | 'periods'>> };
const year = { firstDay: '2026-08-24', lastDay: '2027-05-27', noSchoolDays: ['2026-09-07', '2026-11-26', '2026-11-27'] };

const class10: TimedPattern = { ...year, zone: 'America/Boise', days: ['mon', 'tue', 'wed', 'thu', 'fri'], startsAt: '10:00', endsAt: '10:50' };
const home: SchoolDay = {
  ...year,
  zone: 'America/Boise',
  periods: [
    { name: 'Period 1', startsAt: '08:00', endsAt: '08:50' },
    { name: 'Period 2', startsAt: '08:55', endsAt: '09:45' },
    { name: 'Period 3', startsAt: '10:05', endsAt: '10:55' },
  ],
};
const timed = (result: Fit): TimedFit => {
  if (result.kind !== 'timed') throw new Error(`not a timed fit: ${result.kind}`);
  return result;
};
const numbers = ({ sessions, sessionsInSession, meetingMin, overlapMin, daysFitting, daysTotal }: TimedFit): number[] => [sessions, sessionsInSession, meetingMin, overlapMin, daysFitting, daysTotal];

describe('how a class fits a school day', () => {
  it('is minutes of one period and days of a week', () => {
    const result = timed(fit(class10, home));
    expect(numbers(result)).toEqual([196, 196, 50, 45, 5, 5]);
    expect(result.sentence).toBe('45 of 50 min, 5 of 5 days, in Period 3. Both schools are open for all 196 meetings.');
    expect(result.perDay[0]).toEqual({
      weekday: 'mon', rotationDay: null, sessionsInSession: 39,
      meetsAt: { startsAt: '10:00', endsAt: '10:50' },
      bestPeriod: { name: 'Period 3', startsAt: '10:05', endsAt: '10:55' },
      overlapMin: 45, leastOverlapMin: 45, mostOverlapMin: 45, totalOverlapMin: 39 * 45, alsoCuts: [],
    });
  });

  it('loses the days of a four-day week', () => {
    const fourDays = { ...home, periods: home.periods.map((period) => ({ ...period, days: ['mon', 'tue', 'wed', 'thu'] as const })) };
    const result = timed(fit(class10, fourDays));
    expect(numbers(result)).toEqual([196, 158, 50, 45, 4, 5]);
    expect(result.sentence).toBe('45 of 50 min, 4 of 5 days, in Period 3. Both schools are open for 158 of 196 meetings.');
    expect(result.perDay[4]).toMatchObject({ weekday: 'fri', sessionsInSession: 0, meetsAt: null, bestPeriod: null, overlapMin: 0 });
  });

  it('keeps an hour between Mountain and Pacific all year, through both clock changes', () => {
    const grangeville: SchoolDay = { ...home, zone: 'America/Los_Angeles', periods: [{ name: '3rd', startsAt: '09:00', endsAt: '09:50' }] };
    const result = timed(fit(class10, grangeville));
    expect(result.totalOverlapMin).toBe(result.totalMeetingMin);
    expect(result.perDay.map((day) => [day.meetsAt?.startsAt, day.leastOverlapMin])).toEqual(Array(5).fill(['09:00', 50]));
  });

  it('sees a zone without daylight saving drift by an hour in November and back in March', () => {
    const phoenix: SchoolDay = { ...home, zone: 'America/Phoenix', periods: [{ name: 'Early', startsAt: '09:00', endsAt: '09:50' }, { name: 'Late', startsAt: '10:00', endsAt: '10:50' }] };
    const [monday] = timed(fit(class10, phoenix)).perDay;
    expect(monday).toMatchObject({ overlapMin: 50, leastOverlapMin: 0, mostOverlapMin: 50 });
    // Mountain daylight time holds for 20 Mondays with school, standard time for 19.
    expect(monday?.totalOverlapMin).toBe(20 * 50);
    expect(monday?.bestPeriod?.name).toBe('Early');
  });

  it("takes both calendars: the other's holidays and term", () => {
    const away: SchoolDay = { ...home, firstDay: '2026-08-31', noSchoolDays: [...home.noSchoolDays, '2026-10-08', '2026-10-09'] };
    expect(numbers(timed(fit(class10, away))).slice(0, 2)).toEqual([196, 196 - 5 - 2]);
  });

  it('tells A days from B days at home', () => {
    const rotating: SchoolDay = {
      ...home,
      rotation: { cycle: ['A', 'B'], startsOn: '2026-08-24' },
      periods: [
        { name: 'A3', startsAt: '10:00', endsAt: '10:50', rotationDays: ['A'] },
        { name: 'B3', startsAt: '10:20', endsAt: '11:10', rotationDays: ['B'] },
      ],
    };
    const result = timed(fit(class10, rotating));
    expect([result.daysTotal, result.daysFitting, result.overlapMin]).toEqual([10, 10, 30]);
    expect(result.perDay.slice(0, 2).map((day) => [day.rotationDay, day.bestPeriod?.name, day.overlapMin])).toEqual([['A', 'A3', 50], ['B', 'B3', 30]]);
  });

  it('meets on its own A days only, which a day off moves along', () => {
    const everyOther: TimedPattern = { ...class10, lastDay: '2026-09-08', rotation: { cycle: ['A', 'B'], startsOn: '2026-08-24', meetsOn: ['A'] } };
    // A days: 24, 26, 28 August, 1, 3 September. Labor Day, 7 September, uses no letter up, so the 8th is an A day.
    expect(timed(fit(everyOther, home)).sessions).toBe(6);
    expect(timed(fit({ ...everyOther, noSchoolDays: [], lastDay: '2026-09-09' }, home)).sessions).toBe(7);
  });

  it('prefers the earlier of two periods that fit equally, and says "mostly" where days differ', () => {
    const halves: SchoolDay = { ...home, periods: [{ name: 'Second half', startsAt: '10:25', endsAt: '11:15' }, { name: 'First half', startsAt: '09:35', endsAt: '10:25' }] };
    expect(timed(fit(class10, halves)).perDay[0]).toMatchObject({ overlapMin: 25, bestPeriod: { name: 'First half' }, alsoCuts: ['Second half'] });
    const friday: SchoolDay = { ...home, periods: [...home.periods.map((period) => ({ ...period, days: ['mon', 'tue', 'wed', 'thu'] as const })), { name: 'Friday lab', startsAt: '09:00', endsAt: '12:00', days: ['fri'] }] };
    expect(timed(fit(class10, friday)).sentence).toContain('45 of 50 min, 5 of 5 days, mostly in Period 3.');
  });

  it('does not cut into a period that ends when the class begins', () => {
    const [monday] = timed(fit({ ...class10, startsAt: '09:45', endsAt: '10:35' }, home)).perDay;
    expect(monday).toMatchObject({ bestPeriod: { name: 'Period 3' }, overlapMin: 30, alsoCuts: [] });
  });

  it('follows special days and says what else the class cuts into', () => {
    const late: SchoolDay = { ...home, specialDays: [{ date: '2026-09-14', periods: [{ name: 'Period 2', startsAt: '09:40', endsAt: '10:20' }, { name: 'Period 3', startsAt: '10:25', endsAt: '11:00' }] }] };
    const [monday, tuesday] = timed(fit(class10, late)).perDay;
    expect(monday).toMatchObject({ overlapMin: 45, leastOverlapMin: 25, alsoCuts: ['Period 2'] });
    expect(tuesday).toMatchObject({ overlapMin: 45, leastOverlapMin: 45, alsoCuts: [] });
  });

  it('reads real bell schedules', () => {
    const { kelso, lhs, lnhs } = bells.schools;
    // 11:00 in Kansas is 9:00 in Washington State. Wednesdays: Liberty's late start fits better, Kelso's early one worse.
    const fromLawrence: TimedPattern = { ...class10, zone: lhs.zone, startsAt: '11:00', endsAt: '11:55' };
    expect(timed(fit(fromLawrence, { ...year, ...lnhs })).sentence).toBe('35 of 55 min, 5 of 5 days, in 4th Hour. Both schools are open for all 196 meetings.');
    expect(timed(fit(fromLawrence, { ...year, ...kelso })).sentence).toBe('45 of 55 min, 4 of 5 days, in Period 1. Both schools are open for all 196 meetings.');
  });

  it('says so when nothing overlaps, in hours or in dates', () => {
    expect(fit({ ...class10, startsAt: '18:00', endsAt: '18:50' }, home).sentence).toBe("0 of 50 min: it meets outside your school's periods. Both schools are open for all 196 meetings.");
    expect(fit(class10, { ...home, firstDay: '2027-08-23', lastDay: '2028-05-26' }).sentence).toBe('Your school is closed on every meeting day of this class.');
    expect(fit({ ...class10, days: ['sat'], lastDay: '2026-08-28' }, home).sentence).toBe('The class has no meetings between its first and last day.');
  });

  it('warns, and refuses nothing, where a timetable is unknown', () => {
    expect(fit(null, home)).toMatchObject({ kind: 'unknown', known: false, missing: 'meeting' });
    expect(fit(class10, null)).toMatchObject({ kind: 'unknown', known: false, missing: 'school_day' });
    expect(fit({ asynchronous: true }, null)).toMatchObject({ kind: 'asynchronous', known: true });
  });

  it.each([
    [{ endsAt: '10:00' }, "a meeting can't end at 10:00 when it starts at 10:00"],
    [{ firstDay: '2026-02-30' }, 'not a date: 2026-02-30'],
    [{ startsAt: '25:00' }, 'not a time of day: 25:00'],
    [{ zone: 'Idaho' }, 'not a time zone: Idaho'],
  ])('throws for input that means nothing: %j', (wrong, message) => {
    expect(() => fit({ ...class10, ...wrong }, home)).toThrow(RangeError);
    expect(() => fit({ ...class10, ...wrong }, home)).toThrow(message);
  });

  it('throws for a period on B days of a school that has none', () => {
    const stray = { ...home, periods: [{ name: 'B1', startsAt: '08:00', endsAt: '08:50', rotationDays: ['B'] }] };
    expect(() => fit(class10, stray)).toThrow('B1 is held on B days, but the school has no rotation');
  });
});
