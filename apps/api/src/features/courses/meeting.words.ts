import { timeWords } from '@barnraise/timetable';
import { type Meeting, Modality } from '../offerings/index.js';
import { type Weekday } from '../calendars/index.js';

const shortDay: Record<string, string> = { MON: 'Mon', TUE: 'Tue', WED: 'Wed', THU: 'Thu', FRI: 'Fri', SAT: 'Sat', SUN: 'Sun' };

/** Meeting days and times as stored -> as shown; null without fixed times. */
export function meetingOf(days: readonly string[], startsAt: string | null, endsAt: string | null, timeZone: string): Meeting | null {
  if (!startsAt || !endsAt || days.length === 0) return null;
  const zone = { 'America/Boise': 'Mountain', 'America/Denver': 'Mountain', 'America/Los_Angeles': 'Pacific' }[timeZone] ?? timeZone;
  const words = `${days.map((day) => shortDay[day]).join(', ')}, ${timeWords(startsAt)} to ${timeWords(endsAt)} ${zone}`;
  return { days: days as Weekday[], startsAt, endsAt, timeZone, words };
}

export const modalityWords: Record<Modality, string> = {
  [Modality.SYNCHRONOUS]: 'Live online', [Modality.ASYNCHRONOUS]: 'Online, own pace', [Modality.HYBRID]: 'Partly in person', [Modality.IN_PERSON]: 'In person',
};

/** 9, 12 -> 9-12. */
export const gradesWords = (low: number, high: number): string => (low === high ? String(low) : `${low}\u2013${high}`);
