import { fit as fitOf, type MeetingPattern, type SchoolDay, type TimedFit } from '@barnraise/timetable';
import { Weekday, weekdayKey } from '../calendars/index.js';
import { type Fit } from './section.type.js';

export interface Taught {
  readonly modality: string;
  readonly meeting_days: readonly string[];
  readonly starts_at: string | null;
  readonly ends_at: string | null;
  readonly first_day: string;
  readonly last_day: string;
  readonly time_zone: string;
}

const KEPT = 2_000;
const known = new Map<string, Fit>();

function patternOf(taught: Taught, noSchoolDays: readonly string[]): MeetingPattern | null {
  if (taught.modality === 'asynchronous') return { asynchronous: true };
  if (!taught.starts_at || !taught.ends_at) return null;
  return {
    zone: taught.time_zone, days: taught.meeting_days.map(weekdayKey), startsAt: taught.starts_at, endsAt: taught.ends_at,
    firstDay: taught.first_day, lastDay: taught.last_day, noSchoolDays: [...noSchoolDays],
  };
}

/** How a section fits a home school's day. The same inputs give the same answer, so the last answers are kept. */
export function homeFit(taught: Taught, noSchoolDays: readonly string[], home: SchoolDay | null): Fit {
  const key = JSON.stringify([taught.modality, taught.meeting_days, taught.starts_at, taught.ends_at, taught.first_day, taught.last_day, taught.time_zone, noSchoolDays, home]);
  let fit = known.get(key);
  if (!fit) {
    fit = asType(fitOf(patternOf(taught, noSchoolDays), home));
    if (known.size >= KEPT) known.delete(known.keys().next().value as string);
    known.set(key, fit);
  }
  return fit;
}

function asType(fit: ReturnType<typeof fitOf>): Fit {
  const nothing = { overlapMin: 0, meetingMin: 0, daysFitting: 0, daysTotal: 0, weekdays: [] };
  if (fit.kind !== 'timed') return { ...nothing, known: fit.known, sentence: fit.sentence };
  return {
    known: true, sentence: fit.sentence, overlapMin: fit.overlapMin, meetingMin: fit.meetingMin, daysFitting: fit.daysFitting, daysTotal: fit.daysTotal,
    weekdays: fit.perDay.map((day: TimedFit['perDay'][number]) => ({
      day: day.weekday.toUpperCase() as Weekday, periodName: day.bestPeriod?.name ?? null, overlapMin: day.overlapMin, meetingMin: fit.meetingMin,
      homeStartsAt: day.bestPeriod?.startsAt ?? null, homeEndsAt: day.bestPeriod?.endsAt ?? null,
      meetingStartsAt: day.meetsAt?.startsAt ?? null, meetingEndsAt: day.meetsAt?.endsAt ?? null,
    })),
  };
}

/** A fit so poor that somebody should say why it works anyway. What isn't known only warns. */
export function needsReason(fit: Fit): boolean {
  return fit.known && fit.meetingMin > 0 && (fit.daysFitting === 0 || fit.overlapMin * 2 < fit.meetingMin);
}
