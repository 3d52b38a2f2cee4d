import { dayNumber, mondayToFriday, weekdayOfDay, type LocalDate } from './local.js';
import { type Rotation } from './pattern.js';

/**
 * The rotation label of each day number from `startsOn` to `lastDay`. No-school days get none and
 * don't use a label up: the day after a snow day is the day that the snow day would have been.
 */
export function rotationLabels(rotation: Rotation, noSchoolDays: readonly LocalDate[], lastDay: number): Map<number, string> {
  const { cycle } = rotation;
  if (cycle.length === 0) throw new RangeError('a rotation needs at least one label');
  const open = new Set(rotation.schoolWeekdays ?? mondayToFriday);
  const closed = new Set(noSchoolDays.map(dayNumber));
  const labels = new Map<number, string>();
  for (let day = dayNumber(rotation.startsOn); day <= lastDay; day += 1) {
    if (open.has(weekdayOfDay(day)) && !closed.has(day)) labels.set(day, cycle[labels.size % cycle.length]!);
  }
  return labels;
}
