import { type INestApplicationContext } from '@nestjs/common';
import { type ClientBase } from 'pg';
import { AttendanceMark, ChangeKind, RunningService, SeatStanding } from '../features/running/index.js';
import { type SectionRow } from './data/shapes.js';
import { type DemoData } from './demo-data.js';
import { id } from './reference.js';
import { type Act } from './replay.js';
import { bookingId, chance } from './rosters.js';

const DAY = 86_400_000;
/** Classes that run in the demo, each with the room it meets in. */
const rooms: Readonly<Record<string, string>> = {
  'mccall-donnelly-ap-calculus-y26': 'https://meet.mccall-donnelly.example/ap-calculus', 'mccall-donnelly-ap-biology-y26': 'https://meet.mccall-donnelly.example/ap-biology',
  'meadows-valley-government-f26': 'https://meet.meadows-valley.example/government', 'council-precalculus-y26': 'https://meet.council.example/precalculus',
};
const MARKED_FROM = '2026-10-19';
const CALCULUS = 'mccall-donnelly-ap-calculus-y26';
const COUNCIL = 'council--mccall-donnelly-ap-calculus-y26';

/** Three weeks of classes: where they meet, who was there, a seat that is at risk, and days that will be different. */
export function runningActs(data: DemoData, app: INestApplicationContext, owner: ClientBase, now: Date): Act[] {
  const classes = app.get(RunningService);
  const seatsOf = async (column: 'section_id' | 'booking_id', value: string) => (await owner.query<{ id: string }>(`select e.id from seat e join booking b on b.id = e.booking_id where e.${column} = $1 and is_given(e.state) order by b.number, e.ordinal`, [value])).rows.map((row) => row.id);
  const sections = data.sections.filter(({ key }) => key in rooms);
  const linked = sections.map((section, n): Act => ({
    key: `link/${section.key}`, at: new Date(Date.parse('2026-08-28T15:00:00Z') + n * 60_000), by: section.teacher,
    run: (principal, idempotencyKey) => classes.setLink(principal, { idempotencyKey, sectionId: id.section(section.key), url: rooms[section.key]! }),
  }));
  const marked = sections.flatMap((section, s) => daysOf(data, section, MARKED_FROM, new Date(now.getTime() - DAY)).map((day): Act => ({
    key: `mark/${section.key}/${day}`, at: new Date(Date.parse(`${day}T20:30:00Z`) + s * 60_000), by: section.teacher,
    run: async (principal, idempotencyKey) => {
      const [seats, council] = [await seatsOf('section_id', id.section(section.key)), await councilSeat()];
      return classes.mark(principal, { idempotencyKey, sectionId: id.section(section.key), day, revision: 0, exceptions: seats.flatMap((seatId, n) => exception(`${section.key} ${day} ${n}`, seatId === council && day >= '2026-10-28').map((mark) => ({ seatId, mark }))) });
    },
  })));
  /** The second seat of Council in AP Calculus is missing more often than not. */
  const councilSeat = async () => (await seatsOf('booking_id', bookingId(data.bookings.find(({ key }) => key === COUNCIL)!)))[1]!;
  const change = (section: string, by: string, at: string, input: { day: string; kind: ChangeKind; startsAt?: string; endsAt?: string; reason: string }): Act => ({
    key: `change/${section}/${input.day}`, at: new Date(at), by, run: (principal, idempotencyKey) => classes.announce(principal, { idempotencyKey, sectionId: id.section(section), ...input }),
  });
  return [
    ...linked, ...marked,
    {
      key: `progress/${CALCULUS}`, at: new Date('2026-11-05T21:10:00Z'), by: 'maren-oldcastle',
      run: async (principal, idempotencyKey) => classes.progress(principal, { idempotencyKey, seatId: await councilSeat(), standing: SeatStanding.AT_RISK, note: 'Missed nearly every class since October 28. Two problem sets are open; an hour with me on Thursday would help.' }),
    },
    change(CALCULUS, 'maren-oldcastle', '2026-11-09T22:15:00Z', { day: '2026-11-13', kind: ChangeKind.NO_CLASS, reason: 'In-service day of the mathematics teachers' }),
    change('meadows-valley-government-f26', 'saul-mendiolea', '2026-11-09T22:40:00Z', { day: '2026-11-12', kind: ChangeKind.OTHER_TIME, startsAt: '13:00', endsAt: '13:57', reason: 'Assembly in the morning' }),
  ];
}

function exception(words: string, oftenAway: boolean): AttendanceMark[] {
  const roll = chance(`there ${words}`) % 100;
  if (oftenAway && roll < 65) return [AttendanceMark.ABSENT];
  if (roll < 4) return [AttendanceMark.ABSENT];
  if (roll < 9) return [AttendanceMark.LATE];
  return roll < 11 ? [AttendanceMark.EXCUSED] : [];
}

/** Days on which the class met, by its pattern and its district's calendar. */
function daysOf(data: DemoData, section: SectionRow, from: string, until: Date): string[] {
  const years = data.calendars.districts.find(({ district }) => district === section.teachingDistrict)!.years;
  const closed = years.flatMap((year) => year.noSchool);
  const days: string[] = [];
  for (let at = Date.parse(`${from}T12:00:00Z`); at <= until.getTime(); at += DAY) {
    const day = new Date(at).toISOString().slice(0, 10);
    const weekday = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'][new Date(at).getUTCDay()]!;
    if (section.meetings.some((meeting) => meeting.day === weekday) && !closed.some((span) => day >= span.from && day <= span.to)) days.push(day);
  }
  return days;
}
