import { Injectable } from '@nestjs/common';
import { type Outcome, seatBooking, type SeatSide, type SeatState } from '@barnraise/lifecycle';
import { addDays, instantOf } from '@barnraise/timetable';
import { Access } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { policies } from '../agreements/index.js';
import { type BookingState, namingEnds, reference } from '../courses/index.js';
import { type ClassRoster, type NameRightHeld, type Roster, type RosterChoice } from './roster.type.js';

/** A booking as far as its roster goes. */
export interface RosterRow {
  readonly id: string; readonly number: number; readonly state: BookingState; readonly seat_count: number; readonly section_id: string; readonly home_party_id: string; readonly teaching_party_id: string;
  readonly title: string; readonly first_day: string; readonly last_day: string; readonly time_zone: string; readonly grade_low: number; readonly home: Roster['homeDistrict']; readonly teaching: Roster['teachingDistrict'];
  readonly roster_days: number | null; readonly retention_days: number | null; readonly now: Date; readonly seats: { id: string; ordinal: number; schoolName: string | null; placedAt: string | null }[];
}

const rule = (key: string) => `(select (r.value #>> '{}')::int from policy_version r where r.key = '${key}' and r.id = any (b.governing_policy_ids))`;
const ROSTER = `
select b.id, b.number, b.state, b.seat_count, b.section_id, b.home_party_id, b.teaching_party_id, o.title, s.first_day::text, s.last_day::text, s.time_zone, s.grade_low,
       jsonb_build_object('id', h.id, 'name', h.name, 'shortName', h.short_name) as home, jsonb_build_object('id', t.id, 'name', t.name, 'shortName', t.short_name) as teaching,
       ${rule('students.rosterDays')} as roster_days, ${rule('students.retentionDays')} as retention_days, app_now() as now,
       (select jsonb_agg(jsonb_build_object('id', e.id, 'ordinal', e.ordinal, 'schoolName', c.name, 'placedAt', p.placed_at) order by e.ordinal)
          from seat e left join placement p on p.seat_id = e.id left join school c on c.id = p.school_id where e.booking_id = b.id) as seats
  from booking b join course_section s on s.id = b.section_id join offering o on o.id = s.id join party h on h.id = b.home_party_id join party t on t.id = b.teaching_party_id
 where b.id = $1`;
const CLASS = `
select s.id, o.title, t.name as term_name, s.first_day::text, s.last_day::text, s.teaching_party_id,
       coalesce((select jsonb_agg(jsonb_build_object('bookingId', b.id, 'number', b.number, 'state', b.state, 'homeDistrict', jsonb_build_object('id', h.id, 'name', h.name, 'shortName', h.short_name), 'seats', b.seat_count,
                   'placed', (select count(*) from placement p where p.booking_id = b.id)) order by h.short_name, b.number)
          from booking b join party h on h.id = b.home_party_id where b.section_id = s.id and b.state in ('accepted', 'rostered', 'active', 'completed')), '[]') as bookings
  from course_section s join offering o on o.id = s.id join term t on t.id = s.term_id where s.id = $1`;

/** Rosters without names, in a fixed number of statements. */
@Injectable()
export class RosterReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: Access,
  ) {}

  /** Within the open unit of work. */
  row(bookingId: string): Promise<RosterRow | null> {
    return this.uow.tx.one<RosterRow & Record<string, unknown>>(ROSTER, [bookingId]);
  }

  /** Whether the principal may place students now, as the lifecycle says. */
  mayPlace(row: RosterRow, principal: Principal): Outcome<SeatState> {
    const facts = {
      rosterOpensMs: instantOf(opensOn(row), '00:00', row.time_zone), firstDayMs: instantOf(row.first_day, '00:00', row.time_zone),
      namingEndsMs: namingEnds(lastDayEnds(row), row.seats.some(({ placedAt }) => placedAt === null)),
    };
    const side: SeatSide = 'home';
    return seatBooking.step(row.state, 'roster', { actor: { side, roles: this.access.rolesIn(principal, row.home_party_id) }, nowMs: row.now.getTime(), clock: null, facts });
  }

  /** Within the open unit of work. */
  async roster(bookingId: string): Promise<Roster | null> {
    const { principal } = this.uow.tx;
    const row = await this.row(bookingId);
    if (!row) return null;
    const decision = this.mayPlace(row, principal);
    const could = this.access.holdsAny(principal, row.home_party_id, ['counselor', 'registrar']);
    const [rights, choices] = await Promise.all([this.rights(bookingId, null), could ? this.choices(row) : { schools: [], counselors: [] }]);
    return {
      bookingId: row.id, reference: reference(row), state: row.state, sectionId: row.section_id, title: row.title, homeDistrict: row.home, teachingDistrict: row.teaching, opensOn: opensOn(row), firstDay: row.first_day,
      namesUntil: addDays(row.last_day, row.retention_days ?? policies['students.retentionDays'].byDefault),
      seats: row.seats.map((seat) => ({ ...seat, placedAt: seat.placedAt === null ? null : new Date(seat.placedAt) })),
      mayPlace: decision.ok, mayReplace: decision.ok && row.now.getTime() < lastDayEnds(row), blockedBy: could && !decision.ok ? decision.message : null, rights, ...choices,
      ...({ __typename: 'Roster' } as object),
    };
  }

  /** A class across districts, for those who teach it. Within the open unit of work. */
  async classRoster(sectionId: string): Promise<ClassRoster | null> {
    const { tx } = this.uow;
    const row = await tx.one<{ id: string; title: string; term_name: string; first_day: string; last_day: string; teaching_party_id: string; bookings: (ClassRoster['bookings'][number] & { number: number })[] }>(CLASS, [sectionId]);
    if (!row || this.access.rolesIn(tx.principal, row.teaching_party_id).length === 0) return null;
    return {
      sectionId: row.id, title: row.title, termName: row.term_name, firstDay: row.first_day, lastDay: row.last_day,
      bookings: row.bookings.map((one) => ({ ...one, reference: reference(one) })), rights: await this.rights(null, sectionId),
    };
  }

  /** Schools that go up to the grades of the class, and counselors, of a district of the principal's own. Within the open unit of work. */
  async choices({ home_party_id: partyId, grade_low }: RosterRow): Promise<{ schools: RosterChoice[]; counselors: RosterChoice[] }> {
    const [schools, counselors] = await Promise.all([
      this.uow.tx.query<RosterChoice & Record<string, unknown>>(`select id, name from school where party_id = $1 and (highest_grade is null or highest_grade !~ '^\\d+$' or highest_grade::int >= $2) order by name, id`, [partyId, grade_low]),
      this.uow.tx.query<RosterChoice & Record<string, unknown>>(
        `select distinct a.id, a.display_name as name from role_assignment r join account a on a.id = r.account_id where r.party_id = $1 and r.role = 'counselor' and r.ended_at is null order by 2, 1`, [partyId]),
    ]);
    return { schools, counselors };
  }

  private rights(bookingId: string | null, sectionId: string | null): Promise<NameRightHeld[]> {
    return this.uow.tx.query<NameRightHeld & Record<string, unknown>>('select by_right as right, names from my_name_rights($1, $2)', [bookingId, sectionId]);
  }
}

const lastDayEnds = (row: RosterRow): number => instantOf(addDays(row.last_day, 1), '00:00', row.time_zone);
const opensOn = (row: RosterRow): string => addDays(row.first_day, -(row.roster_days ?? policies['students.rosterDays'].byDefault));
