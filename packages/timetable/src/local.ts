/** A calendar day without a zone, `YYYY-MM-DD`. */
export type LocalDate = string;
/** A time of day without a zone, `HH:MM`, 00:00 to 23:59. */
export type LocalTime = string;

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];
export const mondayToFriday: readonly Weekday[] = weekdays.slice(0, 5);

const MS_PER_DAY = 86_400_000;

/** True for a date that exists: `2027-02-29` doesn't. */
export function isLocalDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && dateOf(ms / MS_PER_DAY) === text;
}

export function isLocalTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/** Days since 1970-01-01. Throws RangeError for a date that doesn't exist. */
export function dayNumber(date: LocalDate): number {
  if (!isLocalDate(date)) throw new RangeError(`not a date: ${date}`);
  return Date.parse(`${date}T00:00:00Z`) / MS_PER_DAY;
}

/** The date that is this many days after 1970-01-01. */
export function dateOf(day: number): LocalDate {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOf(dayNumber(date) + days);
}

export function weekdayOf(date: LocalDate): Weekday {
  return weekdayOfDay(dayNumber(date));
}

export function weekdayOfDay(day: number): Weekday {
  // Day 0, 1 January 1970, was a Thursday.
  return weekdays[(((day + 3) % 7) + 7) % 7]!;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** As people here say a day: `2026-09-16` is "Wed, Sep 16, 2026". */
export function dayWords(date: LocalDate): string {
  const day = weekdayOf(date);
  return `${day[0]!.toUpperCase()}${day.slice(1)}, ${months[Number(date.slice(5, 7)) - 1]} ${Number(date.slice(8))}, ${date.slice(0, 4)}`;
}

/** As people here say a time: `13:05` is "1:05 PM". */
export function timeWords(time: LocalTime): string {
  const [hour = '', minute = ''] = time.split(':');
  return `${Number(hour) % 12 || 12}:${minute} ${Number(hour) < 12 ? 'AM' : 'PM'}`;
}

/** Minutes since midnight. Throws RangeError for anything but HH:MM. */
export function minuteOf(time: LocalTime): number {
  if (!isLocalTime(time)) throw new RangeError(`not a time of day: ${time}`);
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** The time of day at this minute since midnight; minutes of the days around wrap. */
export function timeOf(minute: number): LocalTime {
  const inDay = ((minute % 1440) + 1440) % 1440;
  return `${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`;
}
