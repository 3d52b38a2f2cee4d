import { Temporal } from 'temporal-polyfill';
import { dateOf, dayNumber, dayWords, minuteOf, timeOf, timeWords, type LocalDate, type LocalTime } from './local.js';

const MS_PER_MINUTE = 60_000;
const MS_PER_DAY = 86_400_000;

/** A stretch of time in which a zone's distance from UTC doesn't change. */
interface Span {
  readonly startMs: number;
  readonly endMs: number;
  readonly offsetMs: number;
}

/**
 * A zone over a range of days, read once: the zone's few clock changes instead of one look-up
 * per school hour. Instants are milliseconds since 1970 in UTC.
 */
export interface ZoneClock {
  /** The instant of a wall-clock time; a skipped hour moves later, a repeated one means its first pass. */
  instantAt(day: number, minute: number): number;
  /** The local day number and the minute of that day. */
  localAt(instantMs: number): { day: number; minute: number };
}

/** True for a zone of the IANA database, such as America/Boise. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/** The zone's clock from `firstDay` to `lastDay` (day numbers). Throws RangeError for an unknown zone. */
export function zoneClock(zone: string, firstDay: number, lastDay: number): ZoneClock {
  const spans = spansOf(zone, (firstDay - 2) * MS_PER_DAY, (lastDay + 2) * MS_PER_DAY);
  return {
    instantAt(day, minute) {
      const wall = day * MS_PER_DAY + minute * MS_PER_MINUTE;
      let at = 0;
      while (wall - spans[at]!.offsetMs >= spans[at]!.endMs) at += 1;
      const skipped = wall - spans[at]!.offsetMs < spans[at]!.startMs;
      return wall - spans[skipped ? at - 1 : at]!.offsetMs;
    },
    localAt(instantMs) {
      const wall = instantMs + spans.find((span) => instantMs < span.endMs)!.offsetMs;
      const day = Math.floor(wall / MS_PER_DAY);
      return { day, minute: Math.floor((wall - day * MS_PER_DAY) / MS_PER_MINUTE) };
    },
  };
}

function spansOf(zone: string, fromMs: number, untilMs: number): Span[] {
  if (!isZone(zone)) throw new RangeError(`not a time zone: ${zone}`);
  const spans: Span[] = [];
  let at = Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO(zone);
  let startMs = -Infinity;
  for (;;) {
    const next: Temporal.ZonedDateTime | null = at.getTimeZoneTransition('next');
    const offsetMs = at.offsetNanoseconds / 1_000_000;
    if (next === null || next.epochMilliseconds >= untilMs) return [...spans, { startMs, endMs: Infinity, offsetMs }];
    spans.push({ startMs, endMs: next.epochMilliseconds, offsetMs });
    startMs = next.epochMilliseconds;
    at = next;
  }
}

/** The instant of a local date and time in a zone, as `ZoneClock.instantAt`. */
export function instantOf(date: LocalDate, time: LocalTime, zone: string): number {
  const day = dayNumber(date);
  return zoneClock(zone, day, day).instantAt(day, minuteOf(time));
}

/** What the calendar and the clock on the wall show in a zone at an instant. */
export function localOf(instantMs: number, zone: string): { date: LocalDate; time: LocalTime } {
  const utcDay = Math.floor(instantMs / MS_PER_DAY);
  const { day, minute } = zoneClock(zone, utcDay, utcDay).localAt(instantMs);
  return { date: dateOf(day), time: timeOf(minute) };
}

/** "Mountain Time" for America/Boise, whatever the season. */
export function zoneWords(zone: string): string {
  return new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longGeneric' }).formatToParts(0).find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}

/** As people here say an instant, on the clock of a place: "Fri, Feb 26, 2027, 5:00 PM Mountain Time". */
export function instantWords(instantMs: number, zone: string): string {
  const { date, time } = localOf(instantMs, zone);
  return `${dayWords(date)}, ${timeWords(time)} ${zoneWords(zone)}`;
}
