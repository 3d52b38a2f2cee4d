import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, dayWords, isLocalDate, isLocalTime, timeWords, weekdayOf, weekdays } from './index.js';
import { dateOf, dayNumber, minuteOf, timeOf } from './local.js';

describe('dates and times of day', () => {
  it.each(['2027-02-29', '2027-13-01', '2027-00-10', '2027-1-01', '27-01-01', '2027-01-01T00:00', '', '２０２７-01-01'])('%j is no date', (text) => {
    expect(isLocalDate(text)).toBe(false);
    expect(() => dayNumber(text)).toThrow(RangeError);
  });

  it.each(['24:00', '9:00', '09:60', '09:00:00', '-1:00', ''])('%j is no time of day', (text) => {
    expect(isLocalTime(text)).toBe(false);
    expect(() => minuteOf(text)).toThrow(RangeError);
  });

  it('knows leap days and weekdays', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2027-02-28', 1)).toBe('2027-03-01');
    expect(addDays('2027-01-01', -1)).toBe('2026-12-31');
    expect(weekdayOf('2026-11-26')).toBe('thu');
    expect(weekdayOf('1969-12-31')).toBe('wed');
  });

  it('says a day and a time as people do', () => {
    expect(dayWords('2026-09-16')).toBe('Wed, Sep 16, 2026');
    expect(dayWords('2028-02-29')).toBe('Tue, Feb 29, 2028');
    expect(['00:05', '12:00', '14:30:00'].map(timeWords)).toEqual(['12:05 AM', '12:00 PM', '2:30 PM']);
    expect(() => dayWords('2027-02-29')).toThrow(RangeError);
    const browser = new Intl.DateTimeFormat('en-US', { weekday: 'short', month: 'short', day: 'numeric', year: 'numeric', timeZone: 'UTC' });
    fc.assert(fc.property(fc.integer({ min: 0, max: 60_000 }), (day) => expect(dayWords(dateOf(day))).toBe(browser.format(day * 86_400_000))));
  });

  it('counts days and minutes back and forth', () => {
    fc.assert(fc.property(fc.integer({ min: -30_000, max: 60_000 }), (day) => {
      expect(dayNumber(dateOf(day))).toBe(day);
      expect(weekdays.indexOf(weekdayOf(dateOf(day + 1)))).toBe((weekdays.indexOf(weekdayOf(dateOf(day))) + 1) % 7);
    }));
    fc.assert(fc.property(fc.integer({ min: 0, max: 1439 }), (minute) => {
      expect(minuteOf(timeOf(minute))).toBe(minute);
      expect(timeOf(minute - 1440)).toBe(timeOf(minute));
    }));
  });
});
