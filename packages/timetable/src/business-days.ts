import { dateOf, dayNumber, minuteOf, mondayToFriday, weekdayOfDay, type LocalDate, type LocalTime, type Weekday } from './local.js';
import { instantOf, localOf } from './zone.js';

/** On which days an office answers, in its own zone. */
export interface BusinessCalendar {
  readonly zone: string;
  /** Monday to Friday unless said otherwise; a four-day week leaves one out. */
  readonly weekdays?: readonly Weekday[];
  readonly closedDays: readonly LocalDate[];
  /** The end of the working day, local; 17:00 unless said otherwise. */
  readonly endsAt?: LocalTime;
}

/** Ten years without an open day is a mistake in the calendar, not a long holiday. */
const FARTHEST_DAYS = 3_660;

export function isBusinessDay(date: LocalDate, calendar: BusinessCalendar): boolean {
  return opens(calendar)(dayNumber(date));
}

/** The date `count` business days after `date`, which itself never counts; 0 is the next open day from `date` on. */
export function addBusinessDays(date: LocalDate, count: number, calendar: BusinessCalendar): LocalDate {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`not a number of business days: ${count}`);
  const open = opens(calendar);
  let day = dayNumber(date);
  const last = day + FARTHEST_DAYS;
  if (count === 0) while (!open(day)) day = next(day, last);
  for (let left = count; left > 0; left -= open(day) ? 1 : 0) day = next(day, last);
  return dateOf(day);
}

/**
 * The instant (ms) at which the working day ends, `count` business days after `fromMs`. The day of
 * `fromMs` never counts, so whoever has to answer gets that many whole business days. With 0 it is
 * the first end of a working day after `fromMs`. Throws RangeError if no open day is in reach.
 */
export function businessDeadline(fromMs: number, count: number, calendar: BusinessCalendar): number {
  const endsAt = calendar.endsAt ?? '17:00';
  const { date, time } = localOf(fromMs, calendar.zone);
  const tooLate = count === 0 && minuteOf(time) >= minuteOf(endsAt);
  const from = tooLate ? dateOf(dayNumber(date) + 1) : date;
  return instantOf(addBusinessDays(from, count, calendar), endsAt, calendar.zone);
}

/** How many business days lie after `from`, up to and with `to`; 0 if `to` isn't later. */
export function businessDaysBetween(from: LocalDate, to: LocalDate, calendar: BusinessCalendar): number {
  const open = opens(calendar);
  let count = 0;
  for (let day = dayNumber(from) + 1, last = dayNumber(to); day <= last; day += 1) if (open(day)) count += 1;
  return count;
}

function opens(calendar: BusinessCalendar): (day: number) => boolean {
  const open = new Set(calendar.weekdays ?? mondayToFriday);
  const closed = new Set(calendar.closedDays.map(dayNumber));
  return (day) => open.has(weekdayOfDay(day)) && !closed.has(day);
}

function next(day: number, last: number): number {
  if (day >= last) throw new RangeError('the calendar has no open day within ten years');
  return day + 1;
}
