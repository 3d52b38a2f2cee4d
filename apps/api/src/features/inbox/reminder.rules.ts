import { addDays, type BusinessCalendar, isBusinessDay, type LocalDate } from '@barnraise/timetable';

/** When in the day mail of the morning goes out, on the clock of the place. */
export const MORNING = '06:30';
export const DAYS_BEFORE = [1, 0] as const;

/** Instants as the place's own clock writes them: "2026-11-12 16:00". They compare as they stand. */
export interface DueTask {
  readonly dueLocal: string;
  readonly createdLocal: string;
}

const FARTHEST = 40;

/** The `count`-th business day before a day; the day itself for 0. */
export function businessDayBefore(day: LocalDate, count: number, calendar: BusinessCalendar): LocalDate {
  let found = day;
  for (let left = count, steps = 0; left > 0 && steps < FARTHEST; steps++) {
    found = addDays(found, -1);
    if (isBusinessDay(found, calendar)) left--;
  }
  return found;
}

/**
 * The reminder that is due now, as the number of business days before; null when none is. Of several that have been
 * missed only the last: nobody is told "in three days" on the day itself. None before the task was there, none after its end.
 */
export function reminderDue(task: DueTask, nowLocal: string, daysBefore: readonly number[], calendar: BusinessCalendar): number | null {
  const dueOn = task.dueLocal.slice(0, 10);
  const moments = daysBefore
    .filter((days) => Number.isInteger(days) && days >= 0 && days <= 10)
    .map((days) => ({ days, at: `${businessDayBefore(dueOn, days, calendar)} ${MORNING}` }))
    .filter(({ at }) => at > task.createdLocal && at <= nowLocal && at < task.dueLocal && nowLocal < task.dueLocal);
  return moments.sort((a, b) => (a.at < b.at ? 1 : -1))[0]?.days ?? null;
}
