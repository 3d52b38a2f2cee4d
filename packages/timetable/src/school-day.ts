import { dayNumber, minuteOf, mondayToFriday, weekdayOfDay, type Weekday } from './local.js';
import { type Period, type SchoolDay } from './pattern.js';
import { rotationLabels } from './rotation.js';
import { zoneClock, type ZoneClock } from './zone.js';

/** A period with its times as minutes since midnight. */
export interface Bell {
  readonly name: string;
  readonly starts: number;
  readonly ends: number;
  readonly period: Period;
}

/** A school's days, ready to be asked. */
export interface OpenDays {
  readonly clock: ZoneClock;
  /** The periods of a day number; empty when the school is closed. */
  bellsOn(day: number): readonly Bell[];
  /** The rotation label of a day number; null where the school has no rotation or no school. */
  labelOn(day: number): string | null;
}

/** Reads a school day once. Throws RangeError for a period that ends before it starts or names a rotation that isn't there. */
export function openDays(school: SchoolDay): OpenDays {
  const first = dayNumber(school.firstDay);
  const last = dayNumber(school.lastDay);
  const closed = new Set(school.noSchoolDays.map(dayNumber));
  const labels = school.rotation ? rotationLabels(school.rotation, school.noSchoolDays, last) : new Map<number, string>();
  const special = new Map((school.specialDays ?? []).map(({ date, periods }) => [dayNumber(date), periods.map(bell)]));
  const bells = school.periods.map(bell);
  const stray = school.rotation ? undefined : school.periods.find((period) => period.rotationDays);
  if (stray) throw new RangeError(`${stray.name} is held on ${stray.rotationDays?.join(', ')} days, but the school has no rotation`);
  const byWeekday = new Map<Weekday, Bell[]>();
  const onWeekday = (weekday: Weekday): Bell[] => {
    const known = byWeekday.get(weekday);
    if (known) return known;
    const found = bells.filter(({ period }) => (period.days ?? mondayToFriday).includes(weekday));
    byWeekday.set(weekday, found);
    return found;
  };
  return {
    clock: zoneClock(school.zone, first, last),
    labelOn: (day) => labels.get(day) ?? null,
    bellsOn(day) {
      if (day < first || day > last || closed.has(day)) return [];
      const today = special.get(day) ?? onWeekday(weekdayOfDay(day));
      if (!school.rotation) return today;
      const label = labels.get(day);
      return today.filter(({ period }) => !period.rotationDays || (label !== undefined && period.rotationDays.includes(label)));
    },
  };
}

function bell(period: Period): Bell {
  const starts = minuteOf(period.startsAt);
  const ends = minuteOf(period.endsAt);
  if (ends <= starts) throw new RangeError(`${period.name} can't end at ${period.endsAt} when it starts at ${period.startsAt}`);
  return { name: period.name, starts, ends, period };
}
