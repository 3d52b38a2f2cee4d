import { dayWords, type LocalDate, type LocalTime, timeWords, type Weekday, weekdays, zoneWords } from '@barnraise/timetable';
import { type ClassPattern } from './class-day.rules.js';
import { AttendanceMark } from './running.type.js';

export const markWords: Readonly<Record<AttendanceMark, string>> = { [AttendanceMark.PRESENT]: 'Present', [AttendanceMark.LATE]: 'Late', [AttendanceMark.ABSENT]: 'Absent', [AttendanceMark.EXCUSED]: 'Excused' };

const names: Readonly<Record<Weekday, string>> = { mon: 'Monday', tue: 'Tuesday', wed: 'Wednesday', thu: 'Thursday', fri: 'Friday', sat: 'Saturday', sun: 'Sunday' };
const listed = (words: readonly string[]): string => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`);

/** Why a day of a class can't be marked or announced, and what to do about it. */
export function dayRefusal(why: string, day: LocalDate, of: { readonly teaching: string; readonly pattern: ClassPattern; readonly reason: string | null }): string {
  const { pattern } = of;
  switch (why) {
    case 'outside': return `The class runs from ${dayWords(pattern.firstDay)} to ${dayWords(pattern.lastDay)}: choose a day of it.`;
    case 'no_school': return `${of.teaching} has no school on ${dayWords(day)}${of.reason === null ? '' : ` (${of.reason})`}: the class does not meet, and everybody sees that in the calendar.`;
    case 'weekday': return pattern.days.length > 0
      ? `The class meets on ${listed(weekdays.filter((one) => pattern.days.includes(one)).map((one) => names[one]))}: ${dayWords(day)} is not one of its days.`
      : `${of.teaching} has no school on that weekday: ${dayWords(day)} is not a day of the class.`;
    case 'announced': return `A change of ${dayWords(day)} is announced already${of.reason === null ? '' : ` (${of.reason})`}: take it back first.`;
    case 'future': return `${dayWords(day)} is still to come: a class is marked on its day or later.`;
    case 'past': return `${dayWords(day)} has passed: changes are announced before the day ends.`;
    case 'marked': return `Somebody was marked on ${dayWords(day)}: the class met.`;
    case 'no_times': return 'This class has no fixed times: there is no time to move.';
    default: return 'This day cannot be chosen.';
  }
}

export interface Told { readonly title: string; readonly detail: string }

/** What everyone it concerns is told of a changed day. */
export function changeTold({ title, teaching, pattern }: { readonly title: string; readonly teaching: string; readonly pattern: ClassPattern }, change: { readonly day: LocalDate; readonly kind: string; readonly startsAt: LocalTime | null; readonly endsAt: LocalTime | null; readonly reason: string }): Told {
  const reason = /[.!?]$/.test(change.reason) ? change.reason : `${change.reason}.`;
  if (change.kind === 'no_class') return { title: `No class on ${dayWords(change.day)}: ${title}`, detail: `${reason} Announced by ${teaching}.` };
  const usual = pattern.startsAt === null ? '' : ` instead of ${timeWords(pattern.startsAt)}`;
  return { title: `${title} meets at ${timeWords(change.startsAt!)} on ${dayWords(change.day)}`, detail: `${timeWords(change.startsAt!)} to ${timeWords(change.endsAt!)} ${zoneWords(pattern.zone)}${usual}. ${reason} Announced by ${teaching}.` };
}

export function withdrawnTold({ title, teaching, pattern }: { readonly title: string; readonly teaching: string; readonly pattern: ClassPattern }, day: LocalDate): Told {
  const at = pattern.startsAt === null ? '' : `, at ${timeWords(pattern.startsAt)} ${zoneWords(pattern.zone)}`;
  return { title: `${title} meets as usual on ${dayWords(day)}${at}`, detail: `What was announced for that day is taken back by ${teaching}.` };
}

/** The link itself stays out of it: mail is read by others, too. */
export const linkTold = (title: string, teaching: string, url: string | null): Told => (url === null
  ? { title: `${title} has no link to join any more`, detail: `${teaching} took it away. Ask the teacher how the class meets.` }
  : { title: `${title} has a new link to join`, detail: `${teaching} set it; one from before no longer counts. It stands with your booking.` });
