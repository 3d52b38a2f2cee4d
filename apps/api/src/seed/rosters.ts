import { createHash } from 'node:crypto';
import { type INestApplicationContext } from '@nestjs/common';
import { type ClientBase } from 'pg';
import { DisclosurePurpose, DisclosureService, DisclosureWay, FacilitatorService, RosterService } from '../features/rosters/index.js';
import { type BookingRow } from './data/shapes.js';
import { type DemoData } from './demo-data.js';
import { id } from './reference.js';
import { type Act } from './replay.js';
import { fixedId } from './seed-ids.js';

const DAY = 86_400_000;
/** Invented, every one; given and family names are put together by chance that is always the same. */
const GIVEN = ['Ada', 'Beau', 'Cora', 'Dario', 'Elsie', 'Felix', 'Greta', 'Hugo', 'Ines', 'Jonah', 'Keira', 'Lyle', 'Mabel', 'Nico', 'Opal', 'Perry', 'Quinn', 'Rhea', 'Silas', 'Tessa', 'Ulric', 'Vera', 'Wyatt', 'Xenia', 'Yara', 'Zane'];
const FAMILY = ['Abernill', 'Brantwick', 'Corvane', 'Dellacourt', 'Eastlund', 'Fenbridge', 'Garroway', 'Hollenbeck', 'Ironside', 'Jessamyn', 'Kettlewell', 'Lindqvale', 'Marchetta', 'Norwood', 'Oakhurst', 'Pellinore', 'Quarles', 'Rosenvale', 'Strandell', 'Thackery', 'Umberfield', 'Vandermoor', 'Wexcombe', 'Yarborne', 'Zellweger-Pike'];

export const chance = (words: string): number => createHash('sha256').update(words).digest().readUInt32BE(0);
const pick = (from: readonly string[], words: string): string => from[chance(words) % from.length]!;

/** The students of every class that has begun, placed by whoever booked the seats; and who has looked at whom. */
export function rosterActs(data: DemoData, app: INestApplicationContext, owner: ClientBase, now: Date): Act[] {
  const terms = new Map(data.calendars.districts.flatMap(({ years }) => years.flatMap((year) => year.terms)).map((term) => [term.key, term]));
  const sections = new Map(data.sections.map((section) => [section.key, section]));
  const begun = data.bookings.filter((booking) => booking.status === 'accepted' && !data.grades.unnamed.includes(booking.key) && Date.parse(terms.get(sections.get(booking.section)!.term)!.start) <= now.getTime());
  const startOf = (booking: BookingRow): number => Date.parse(`${terms.get(sections.get(booking.section)!.term)!.start}T16:00:00Z`);
  const placed = begun.map((booking, n): Act => ({
    key: `place/${booking.key}`, at: new Date(Math.max(startOf(booking) - 12 * DAY, Date.parse(booking.steps.at(-1)!.at) + 60_000) + n * 60_000), by: booking.who,
    run: async (principal, idempotencyKey) => {
      const { rows } = await owner.query<{ id: string }>('select id from seat where booking_id = $1 order by ordinal', [bookingId(booking)]);
      return app.get(RosterService).place(principal, { idempotencyKey, bookingId: bookingId(booking), students: rows.map((seat, n) => student(data, booking, sections.get(booking.section)!.grades, seat.id, n)), emptied: [] });
    },
  }));
  return [
    {
      key: 'facilitator/council', at: new Date('2026-08-11T16:30:00Z'), by: 'tamsin-orrell',
      run: (principal, idempotencyKey) => app.get(FacilitatorService).name(principal, { idempotencyKey, schoolId: schoolOf(data, 'council'), accountId: id.account('ezra-villalobos') }),
    },
    ...placed,
    ...looks(begun, app, owner),
    // The calendar's own acts: classes begin, and rosters are asked for.
    ...['2026-09-01T12:00:00Z', '2026-11-09T16:00:00Z'].map((at): Act => ({ key: `calendar/${at}`, at: new Date(at), by: null, run: () => owner.query('select sweep_rosters(1000, 21, 60)') })),
  ];
}

/** Some looked, each for a reason of their own: a parent who asks gets a real answer. */
function looks(begun: readonly BookingRow[], app: INestApplicationContext, owner: ClientBase): Act[] {
  const council = begun.find(({ key }) => key === 'council--mccall-donnelly-ap-calculus-y26')!;
  const seen = ([by, at, purpose, way]: readonly [string, string, DisclosurePurpose, DisclosureWay]): Act => ({
    key: `look/${by}/${at}`, at: new Date(at), by,
    run: async (principal) => {
      const known = await owner.query('select from disclosure where id = $1', [fixedId(`look/${by}/${at}#0`, new Date(at))]);
      return known.rowCount ? undefined : app.get(DisclosureService).open(principal, { bookingId: bookingId(council), purpose, way });
    },
  });
  return ([
    ['andre-bellweather', '2026-08-24T17:10:00Z', DisclosurePurpose.RECORDS, DisclosureWay.FILE], ['maren-oldcastle', '2026-08-25T15:40:00Z', DisclosurePurpose.TEACHING, DisclosureWay.SCREEN],
    ['ezra-villalobos', '2026-08-26T14:05:00Z', DisclosurePurpose.SUPPORT, DisclosureWay.SCREEN], ['delphine-aguirre', '2026-10-06T19:20:00Z', DisclosurePurpose.RECORDS, DisclosureWay.SCREEN],
    ['maren-oldcastle', '2026-11-02T16:15:00Z', DisclosurePurpose.TEACHING, DisclosureWay.SCREEN],
  ] as const).map(seen);
}

/** The hold's first id is the booking's. */
export const bookingId = (booking: BookingRow): string => fixedId(`book/${booking.key}/0#0`, new Date(booking.steps[0]!.at));

/** The school of a district that goes to the twelfth grade. */
function schoolOf(data: DemoData, district: string): string {
  const school = data.districts.find(({ key }) => key === district)!.schools.find(({ highestGrade }) => highestGrade === '12')!;
  return id.school(school.ncessch);
}

function student(data: DemoData, booking: BookingRow, grades: { low: number; high: number }, seatId: string, n: number) {
  const words = `${booking.key} ${n}`;
  const counselor = data.people.find(({ key }) => key === booking.who)!.roles.some((held) => held.role === 'counselor');
  return {
    seatId, givenName: pick(GIVEN, `given ${words}`), familyName: pick(FAMILY, `family ${words}`), studentNumber: String(260_000 + (chance(words) % 9_000)), gradeLevel: Math.min(12, grades.low + (chance(`grade ${words}`) % (Math.min(12, grades.high) - grades.low + 1))),
    schoolId: schoolOf(data, booking.homeDistrict), counselorId: counselor ? id.account(booking.who) : null, accommodationsContact: chance(`ask ${words}`) % 6 === 0 ? 'the student services office, ext. 14' : null,
  };
}
