import { type AttendanceMark, type RunningPartsFragment, type SeatStanding } from '../../generated/running/running.js';
import { dayShort, dayWords, instantWords, readerZone, timeWords, zoneWords } from '../../platform/dates.js';
import { type IconName } from '../../ui/Icon.js';
import { type Tone } from '../../ui/Notice.js';

export type RunningShown = RunningPartsFragment;
export type Change = RunningShown['changes'][number];
export type Meeting = RunningShown['meetings'][number];

export const marks: readonly AttendanceMark[] = ['PRESENT', 'LATE', 'ABSENT', 'EXCUSED'];
export const markWords: Record<AttendanceMark, string> = { PRESENT: 'Present', LATE: 'Late', ABSENT: 'Absent', EXCUSED: 'Excused' };
/** The letter that sets it. */
export const markKeys: Record<string, AttendanceMark> = { p: 'PRESENT', l: 'LATE', a: 'ABSENT', e: 'EXCUSED' };
export const standingWords: Record<SeatStanding, string> = { ON_TRACK: 'On track', AT_RISK: 'At risk', FAILING: 'Failing' };
export const standingLooks: Record<SeatStanding, { tone: Tone; icon: IconName }> = { ON_TRACK: { tone: 'good', icon: 'check' }, AT_RISK: { tone: 'warn', icon: 'alert' }, FAILING: { tone: 'bad', icon: 'alert' } };

const clockOnly = new Intl.DateTimeFormat('en-US', { hour: 'numeric', minute: '2-digit' });
/** "Wed, Nov 11, 11:19 AM to 12:08 PM", on the reader's clock. */
export const meetingWords = (meeting: Meeting): string => (meeting.beginsAt == null ? dayWords(meeting.day) : `${instantWords(meeting.beginsAt)}${meeting.endsAt == null ? '' : ` to ${clockOnly.format(new Date(meeting.endsAt))}`}`);

/** Told where the reader's clock is another than the school's. */
export const zoneNote = (zone: string): string | null => (zoneWords(zone) === zoneWords(readerZone()) ? null : `Times are yours; the class runs on ${zoneWords(zone)}.`);

/** "No class on Thu, Nov 12", "At 1:00 PM instead on Fri, Nov 13 (Mountain Time)". */
export function changeWords(change: Change, zone: string): string {
  if (change.kind === 'NO_CLASS') return `No class on ${dayWords(change.day)}`;
  const note = zoneWords(zone) === zoneWords(readerZone()) ? '' : ` ${zoneWords(zone)}`;
  return `On ${dayWords(change.day)} at ${timeWords(change.startsAt ?? '')} to ${timeWords(change.endsAt ?? '')}${note} instead`;
}

/** What is next, in one line. */
export function nextWords(running: RunningShown): string {
  const next = running.meetings.find((one) => one.beginsAt != null);
  if (running.today > running.lastDay) return `The class ended on ${dayWords(running.lastDay)}.`;
  if (!running.fixedTimes) return running.today < running.firstDay ? `It begins on ${dayWords(running.firstDay)}, without fixed times.` : `No fixed times: each works at their own pace until ${dayWords(running.lastDay)}.`;
  if (!next) return `No meeting is left before ${dayWords(running.lastDay)}.`;
  const begins = running.today < running.firstDay ? 'First class' : 'Next class';
  return next.day === running.today ? `Today: ${meetingWords(next)}` : `${begins}: ${meetingWords(next)}`;
}

export const seatName = (seat: { ordinal: number; reference: string }): string => `Seat ${seat.ordinal} of ${seat.reference}`;
export const dayHead = (day: string): string => dayShort(day);

/** Days off, those of one reason in a row told as one: "Thanksgiving break, Wed, Nov 25 to Fri, Nov 27". */
export function offWords(days: RunningShown['daysOff']): string {
  const runs: { reason: string; first: string; last: string }[] = [];
  for (const { day, reason } of days) {
    const run = runs.at(-1);
    if (run?.reason === reason) run.last = day;
    else runs.push({ reason, first: day, last: day });
  }
  return runs.map(({ reason, first, last }) => `${reason}, ${dayShort(first)}${first === last ? '' : ` to ${dayShort(last)}`}`).join('; ');
}
