import { dayNumber, minuteOf, weekdayOfDay, type Weekday } from './local.js';
import { type TimedPattern } from './pattern.js';
import { rotationLabels } from './rotation.js';
import { zoneClock } from './zone.js';

/** One meeting of a class, as instants. */
export interface Session {
  readonly weekday: Weekday;
  readonly startMs: number;
  readonly endMs: number;
}

/** Every meeting of the pattern in order. Throws RangeError if it ends before it starts. */
export function sessionsOf(pattern: TimedPattern): Session[] {
  const first = dayNumber(pattern.firstDay);
  const last = dayNumber(pattern.lastDay);
  const starts = minuteOf(pattern.startsAt);
  const ends = minuteOf(pattern.endsAt);
  if (ends <= starts) throw new RangeError(`a meeting can't end at ${pattern.endsAt} when it starts at ${pattern.startsAt}`);
  const meets = new Set(pattern.days);
  const closed = new Set(pattern.noSchoolDays.map(dayNumber));
  const labels = pattern.rotation && rotationLabels(pattern.rotation, pattern.noSchoolDays, last);
  const clock = zoneClock(pattern.zone, first, last);
  const sessions: Session[] = [];
  for (let day = first; day <= last; day += 1) {
    const weekday = weekdayOfDay(day);
    if (!meets.has(weekday) || closed.has(day)) continue;
    if (labels && !pattern.rotation?.meetsOn.includes(labels.get(day) ?? '')) continue;
    sessions.push({ weekday, startMs: clock.instantAt(day, starts), endMs: clock.instantAt(day, ends) });
  }
  return sessions;
}
