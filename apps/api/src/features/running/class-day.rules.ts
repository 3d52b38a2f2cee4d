import { addDays, instantOf, type LocalDate, type LocalTime, type Weekday, weekdayOf } from '@barnraise/timetable';

/** When a class meets, in the teaching district's calendar. Without times it has no meetings, and every school day counts. */
export interface ClassPattern {
  readonly days: readonly Weekday[];
  readonly startsAt: LocalTime | null;
  readonly endsAt: LocalTime | null;
  readonly zone: string;
  readonly firstDay: LocalDate;
  readonly lastDay: LocalDate;
  /** On which weekdays the teaching district has school at all. */
  readonly schoolWeekdays: readonly Weekday[];
  readonly noSchool: ReadonlyMap<LocalDate, string>;
}

/** What was announced of one day and not taken back. */
export interface Announced {
  readonly day: LocalDate;
  readonly kind: 'no_class' | 'other_time';
  readonly startsAt: LocalTime | null;
  readonly endsAt: LocalTime | null;
  readonly reason: string;
}

export interface Meets { readonly day: LocalDate; readonly startsAt: LocalTime | null; readonly endsAt: LocalTime | null; readonly announced: Announced | null }
export type Why = 'outside' | 'no_school' | 'weekday' | 'announced';
export interface Off { readonly day: LocalDate; readonly why: Why; readonly reason: string | null }

export const hasTimes = ({ days, startsAt }: ClassPattern): boolean => days.length > 0 && startsAt !== null;
export const meets = (found: Meets | Off): found is Meets => !('why' in found);

/** Whether and when a class meets on a day; if not, why. What is announced comes last: it changes only days that would be class days. */
export function classDay(pattern: ClassPattern, announced: readonly Announced[], day: LocalDate): Meets | Off {
  if (day < pattern.firstDay || day > pattern.lastDay) return { day, why: 'outside', reason: null };
  const closed = pattern.noSchool.get(day);
  if (closed !== undefined) return { day, why: 'no_school', reason: closed };
  if (!(pattern.days.length > 0 ? pattern.days : pattern.schoolWeekdays).includes(weekdayOf(day))) return { day, why: 'weekday', reason: null };
  const change = announced.find((one) => one.day === day) ?? null;
  if (change?.kind === 'no_class') return { day, why: 'announced', reason: change.reason };
  return { day, startsAt: change?.startsAt ?? pattern.startsAt, endsAt: change?.endsAt ?? pattern.endsAt, announced: change };
}

/** Days from one on, both ends included; backward when the last lies before the first. */
export function* daysFrom(from: LocalDate, to: LocalDate): Generator<LocalDate> {
  const step = from <= to ? 1 : -1;
  for (let day = from; step > 0 ? day <= to : day >= to; day = addDays(day, step)) yield day;
}

/** The last class days up to a day, oldest first. */
export function lastClassDays(pattern: ClassPattern, announced: readonly Announced[], until: LocalDate, count: number): Meets[] {
  const found: Meets[] = [];
  const from = until < pattern.lastDay ? until : pattern.lastDay;
  if (from < pattern.firstDay) return found;
  for (const day of daysFrom(from, pattern.firstDay)) {
    const at = classDay(pattern, announced, day);
    if (meets(at)) found.unshift(at);
    if (found.length === count) break;
  }
  return found;
}

/** The next days that are class days, those included on which it was announced not to meet; none without times. A meeting that is over has passed. */
export function nextClassDays(pattern: ClassPattern, announced: readonly Announced[], today: LocalDate, nowMs: number, count: number): (Meets | Off)[] {
  const found: (Meets | Off)[] = [];
  if (!hasTimes(pattern) || today > pattern.lastDay) return found;
  for (const day of daysFrom(today > pattern.firstDay ? today : pattern.firstDay, pattern.lastDay)) {
    const at = classDay(pattern, announced, day);
    if (meets(at) ? instantOf(day, at.endsAt!, pattern.zone) > nowMs : at.why === 'announced') found.push(at);
    if (found.length === count) break;
  }
  return found;
}

/** Days on which it would meet, had the teaching district school: to be seen ahead, with the calendar's own reason. */
export function daysOff(pattern: ClassPattern, from: LocalDate, to: LocalDate): { day: LocalDate; reason: string }[] {
  const last = to < pattern.lastDay ? to : pattern.lastDay;
  const open = { ...pattern, noSchool: new Map<string, string>() };
  return [...pattern.noSchool].filter(([day]) => day >= from && day <= last && meets(classDay(open, [], day))).map(([day, reason]) => ({ day, reason })).sort((a, b) => (a.day < b.day ? -1 : 1));
}
