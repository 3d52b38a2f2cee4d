import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { instantOf, instantWords, isZone, localOf, zoneWords } from './index.js';
import { dateOf, timeOf } from './local.js';

const zones = ['America/Boise', 'America/Los_Angeles', 'America/Phoenix', 'America/St_Johns', 'Pacific/Auckland', 'Asia/Kathmandu', 'UTC'];
const zone = fc.constantFrom(...zones);
const day = fc.integer({ min: 20_000, max: 22_000 }).map(dateOf);
const minute = fc.integer({ min: 0, max: 1439 }).map(timeOf);

describe('a zone', () => {
  it('agrees with Temporal on any wall-clock time, skipped and repeated hours included', () => {
    const early = fc.integer({ min: 0, max: 240 }).map(timeOf);
    const changes = fc.constantFrom('2026-03-08', '2026-11-01', '2027-03-14', '2026-04-05', '2026-09-27');
    fc.assert(fc.property(zone, fc.oneof(day, changes), fc.oneof(minute, early), (name, date, time) => {
      expect(instantOf(date, time, name)).toBe(Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(name).epochMilliseconds);
    }), { numRuns: 300 });
  });

  it('agrees with Temporal on what the wall shows at any instant', () => {
    fc.assert(fc.property(zone, fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 }), (name, ms) => {
      const there = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(name);
      expect(localOf(ms, name)).toEqual({ date: there.toPlainDate().toString(), time: there.toPlainTime().toString({ smallestUnit: 'minute', roundingMode: 'trunc' }) });
    }), { numRuns: 300 });
  });

  it('moves a skipped time later and takes a repeated one at its first pass', () => {
    expect(localOf(instantOf('2027-03-14', '02:30', 'America/Boise'), 'America/Boise')).toEqual({ date: '2027-03-14', time: '03:30' });
    expect(instantOf('2026-11-01', '01:30', 'America/Boise')).toBe(Date.parse('2026-11-01T01:30:00-06:00'));
  });

  it.each([['America/Boise', true], ['UTC', true], ['America/Nowhere', false], ['', false], ['+07:00', false]])('%j: known is %s', (name, known) => {
    expect(isZone(name)).toBe(known);
  });

  it('is named, and an instant in it said, as people there would', () => {
    expect(['America/Boise', 'America/Los_Angeles'].map(zoneWords)).toEqual(['Mountain Time', 'Pacific Time']);
    expect(instantWords(Date.parse('2027-02-27T00:00:00Z'), 'America/Boise')).toBe('Fri, Feb 26, 2027, 5:00 PM Mountain Time');
  });

  it('refuses a zone that does not exist', () => {
    expect(() => instantOf('2027-01-01', '08:00', 'America/Nowhere')).toThrow(RangeError);
  });
});
