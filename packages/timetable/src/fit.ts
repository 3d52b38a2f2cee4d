import { type MeetingPattern, type SchoolDay, type TimedPattern } from './pattern.js';
import { fitByDay, usual, type DayFit } from './day-fit.js';
import { meet } from './meet.js';
import { minuteOf } from './local.js';
import { openDays } from './school-day.js';
import { fitSentence } from './sentence.js';
import { sessionsOf } from './sessions.js';

export interface TimedFit {
  readonly kind: 'timed';
  readonly known: true;
  readonly sessions: number;
  readonly sessionsInSession: number;
  readonly meetingMin: number;
  /**
   * On `daysFitting` of `daysTotal` meeting days of a week (of a whole rotation, where the home school has one)
   * usually at least this much of a meeting fits into one home period.
   */
  readonly overlapMin: number;
  readonly daysFitting: number;
  readonly daysTotal: number;
  /** Over every session of the year: what can be attended, and what is taught. */
  readonly totalOverlapMin: number;
  readonly totalMeetingMin: number;
  readonly sentence: string;
  readonly perDay: readonly DayFit[];
}

export interface AsynchronousFit {
  readonly kind: 'asynchronous';
  readonly known: true;
  readonly sentence: string;
}

/** One of the timetables isn't known: a warning for the reader, never a reason to refuse. */
export interface UnknownFit {
  readonly kind: 'unknown';
  readonly known: false;
  readonly missing: 'meeting' | 'school_day';
  readonly sentence: string;
}

export type Fit = TimedFit | AsynchronousFit | UnknownFit;

/**
 * How well a class fits a home school's day, as minutes and days and never as yes or no. `null`
 * means that the timetable isn't known. Throws RangeError for dates, times or zones that don't exist.
 */
export function fit(pattern: MeetingPattern | null, school: SchoolDay | null): Fit {
  if (pattern === null) return unknown('meeting', 'The class has no meeting times yet, so nobody can say how it fits your day.');
  if ('asynchronous' in pattern) {
    return { kind: 'asynchronous', known: true, sentence: 'No fixed meeting times: students can take it in any period.' };
  }
  if (school === null) return unknown('school_day', "Your school's bell schedule isn't known here, so check the meeting times yourself.");
  return timedFit(pattern, school);
}

function unknown(missing: UnknownFit['missing'], sentence: string): UnknownFit {
  return { kind: 'unknown', known: false, missing, sentence };
}

function timedFit(pattern: TimedPattern, school: SchoolDay): TimedFit {
  const home = openDays(school);
  const meetings = sessionsOf(pattern).map((session) => meet(session, home));
  const meetingMin = minuteOf(pattern.endsAt) - minuteOf(pattern.startsAt);
  const perDay = fitByDay(meetings);
  const overlapMin = usual(perDay.map((day) => day.overlapMin).filter((minutes) => minutes > 0));
  const numbers = {
    sessions: meetings.length,
    sessionsInSession: meetings.filter((meeting) => meeting.bothOpen).length,
    meetingMin,
    overlapMin,
    daysFitting: perDay.filter((day) => overlapMin > 0 && day.overlapMin >= overlapMin).length,
    daysTotal: perDay.length,
    totalOverlapMin: perDay.reduce((sum, day) => sum + day.totalOverlapMin, 0),
    totalMeetingMin: meetings.length * meetingMin,
  };
  return { kind: 'timed', known: true, ...numbers, sentence: fitSentence(numbers, perDay), perDay };
}
