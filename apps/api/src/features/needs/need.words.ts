import { gradesWords } from '../courses/index.js';

const days: Readonly<Record<string, string>> = { MON: 'Mondays', TUE: 'Tuesdays', WED: 'Wednesdays', THU: 'Thursdays', FRI: 'Fridays', SAT: 'Saturdays', SUN: 'Sundays' };
const times: Readonly<Record<string, string>> = { morning: 'mornings', midday: 'midday', afternoon: 'afternoons' };
const terms: Readonly<Record<string, string>> = { fall: 'fall', spring: 'spring', full_year: 'the full year' };
const ways: Readonly<Record<string, string>> = { synchronous: 'live by video', asynchronous: 'at their own pace', hybrid: 'partly in person', in_person: 'in person' };
const WEEK = ['MON', 'TUE', 'WED', 'THU', 'FRI'];

export interface Wishes {
  readonly grade_low: number | null; readonly grade_high: number | null;
  readonly terms: readonly string[]; readonly modalities: readonly string[]; readonly days: readonly string[]; readonly times: readonly string[];
}

const list = (words: readonly string[], and: 'and' | 'or'): string => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${and} ${words.at(-1)}`);
const named = (values: readonly string[], words: Readonly<Record<string, string>>): string[] => values.map((value) => words[value] ?? value);

/** "Grades 11–12, fall, live by video, Mondays or Wednesdays, mornings". Every day of the week says nothing. */
export function wishWords(wishes: Wishes): string {
  const everyDay = WEEK.every((day) => wishes.days.includes(day));
  const parts = [
    wishes.grade_low === null || wishes.grade_high === null ? '' : `Grade${wishes.grade_low === wishes.grade_high ? '' : 's'} ${gradesWords(wishes.grade_low, wishes.grade_high)}`,
    list(named(wishes.terms, terms), 'or'), list(named(wishes.modalities, ways), 'or'), everyDay ? '' : list(named(wishes.days, days), 'or'), list(named(wishes.times, times), 'or'),
  ].filter(Boolean);
  const said = parts.join(', ');
  return said.charAt(0).toUpperCase() + said.slice(1);
}

export const districtWords = (count: number | null): string => (count === null ? 'One or more districts' : `${count} districts`);

export function studentWords(atLeast: number | null, below: number | null): string | null {
  if (below !== null) return `fewer than ${below} students`;
  return atLeast === null ? null : `${atLeast} or more students`;
}
