import { type LocalDate, type LocalTime, type Weekday } from './local.js';

/** Days with letters, such as A and B, that follow each other over the school days. */
export interface Rotation {
  /** The labels in order; the first falls on the first school day from `startsOn` on. */
  readonly cycle: readonly string[];
  readonly startsOn: LocalDate;
  /** The weekdays on which school is held, so on which the rotation moves on; Monday to Friday unless said otherwise. */
  readonly schoolWeekdays?: readonly Weekday[];
}

/** When a class meets, in the teaching school's zone and calendar. Plain JSON. */
export interface TimedPattern {
  readonly zone: string;
  readonly days: readonly Weekday[];
  readonly startsAt: LocalTime;
  readonly endsAt: LocalTime;
  readonly firstDay: LocalDate;
  readonly lastDay: LocalDate;
  readonly noSchoolDays: readonly LocalDate[];
  /** Meets only on rotation days with these labels. */
  readonly rotation?: Rotation & { readonly meetsOn: readonly string[] };
}

/** A class without fixed times fits every day. */
export interface AsynchronousPattern {
  readonly asynchronous: true;
}

export type MeetingPattern = TimedPattern | AsynchronousPattern;

export interface Period {
  readonly name: string;
  readonly startsAt: LocalTime;
  readonly endsAt: LocalTime;
  /** Monday to Friday unless said otherwise. */
  readonly days?: readonly Weekday[];
  /** Only on rotation days with these labels; on all of them unless said otherwise. */
  readonly rotationDays?: readonly string[];
}

/** A school's day in its own zone: bell schedule and calendar. Plain JSON. It is open on a date when any period is. */
export interface SchoolDay {
  readonly zone: string;
  readonly periods: readonly Period[];
  readonly firstDay: LocalDate;
  readonly lastDay: LocalDate;
  readonly noSchoolDays: readonly LocalDate[];
  readonly rotation?: Rotation;
  /** Dates with a bell schedule of their own: a late start, an early release. Their `days` don't matter. */
  readonly specialDays?: readonly { readonly date: LocalDate; readonly periods: readonly Period[] }[];
}
