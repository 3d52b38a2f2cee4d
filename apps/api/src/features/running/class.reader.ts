import { Injectable } from '@nestjs/common';
import { addDays, instantOf } from '@barnraise/timetable';
import { Access } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { CalendarService, weekdayKey } from '../calendars/index.js';
import { reference } from '../courses/index.js';
import { type DistrictName } from '../districts/index.js';
import { PeopleService } from '../people/index.js';
import { type Announced, classDay, type ClassPattern, daysOff, hasTimes, lastClassDays, meets, nextClassDays } from './class-day.rules.js';
import { dayRefusal } from './class.words.js';
import { type AttendanceDay, type AttendanceMark, type ChangedDay, ChangeKind, type ClassMeeting, type RunningClass, type SeatStanding } from './running.type.js';

const DAYS_SHOWN = 10;
const MEETINGS_SHOWN = 5;
const WEEKS_AHEAD = 6;
const GONE = 'Someone no longer here';

export interface ChangeRow { id: string; day: string; kind: ChangeKind; startsAt: string | null; endsAt: string | null; reason: string; announcedBy: string; announcedAt: string }
/** A class as everything about its days needs it. */
export interface ClassRow {
  readonly id: string; readonly title: string; readonly teaching: DistrictName; readonly own: boolean; readonly teacher_account_id: string | null; readonly meeting_days: string[]; readonly starts_at: string | null; readonly ends_at: string | null;
  readonly first_day: string; readonly last_day: string; readonly time_zone: string; readonly weekdays: string[] | null; readonly no_school: { day: string; reason: string }[]; readonly changes: ChangeRow[];
  readonly link: { url: string; setBy: string; setAt: string } | null; readonly today: string; readonly now: Date;
}
interface SeatRow {
  readonly id: string; readonly booking_id: string; readonly number: number; readonly ordinal: number; readonly home: DistrictName; readonly last_attended: string | null; readonly absences: number;
  /** From which day on everyone present means this seat too. */
  readonly counts_from: string;
  /** Whether the principal looks after students of this school, and whether anybody is placed in the booking yet. */
  readonly my_school: boolean; readonly facilitates: boolean; readonly placed: boolean;
  readonly progress: { standing: SeatStanding; note: string | null; writtenBy: string; writtenAt: string } | null;
}

const CLASS = `
select s.id, o.title, jsonb_build_object('id', p.id, 'name', p.name, 'shortName', p.short_name) as teaching, s.teaching_party_id = any (my_parties()) as own, s.teacher_account_id, s.meeting_days, s.starts_at, s.ends_at,
       s.first_day::text, s.last_day::text, s.time_zone, today_at(s.time_zone)::text as today, app_now() as now,
       (select to_jsonb(y.weekdays) from school_year y where y.party_id = s.teaching_party_id and s.first_day between y.first_day and y.last_day limit 1) as weekdays,
       coalesce((select jsonb_agg(jsonb_build_object('day', d.day, 'reason', d.reason) order by d.day) from no_school_day d join school_year y on y.id = d.school_year_id
                  where y.party_id = s.teaching_party_id and d.day between s.first_day and s.last_day), '[]') as no_school,
       coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'day', c.day, 'kind', c.kind, 'startsAt', c.starts_at, 'endsAt', c.ends_at, 'reason', c.reason, 'announcedBy', c.announced_by, 'announcedAt', c.announced_at) order by c.day)
                   from class_change c where c.section_id = s.id and c.withdrawn_at is null), '[]') as changes,
       (select jsonb_build_object('url', l.url, 'setBy', l.set_by, 'setAt', l.set_at) from class_link l where l.section_id = s.id) as link
  from course_section s join offering o on o.id = s.id join party p on p.id = s.teaching_party_id where s.id = $1`;
const SEATS = `
select e.id, b.id as booking_id, b.number, e.ordinal, jsonb_build_object('id', h.id, 'name', h.name, 'shortName', h.short_name) as home, last_attended(e.id)::text as last_attended,
       (select count(*)::int from attendance a where a.whose = marks_of(e) and a.mark = 'absent') as absences, counts_from(e, s.time_zone)::text as counts_from,
       exists (select from placement x join site_facilitator f on f.school_id = x.school_id and f.account_id = my_account() and f.ended_at is null where x.seat_id = e.id) as my_school,
       exists (select from site_facilitator f where f.party_id = b.home_party_id and f.account_id = my_account() and f.ended_at is null) as facilitates,
       exists (select from placement x where x.booking_id = b.id) as placed,
       (select jsonb_build_object('standing', n.standing, 'note', n.note, 'writtenBy', n.written_by, 'writtenAt', n.written_at) from progress_note n where n.whose = marks_of(e) order by n.written_at desc, n.id desc limit 1) as progress
  from seat e join booking b on b.id = e.booking_id join course_section s on s.id = e.section_id join party h on h.id = b.home_party_id
 where e.section_id = $1 and is_given(e.state) order by h.short_name, b.number, e.ordinal`;
/** Every mark of the class; `theirs` is the seat whose student it is of, where they still sit in one. */
const MARKS = `select a.seat_id as "seatId", e.id as theirs, a.day::text, a.mark
  from attendance a left join seat e on e.section_id = a.section_id and is_given(e.state) and marks_of(e) = a.whose
 where a.section_id = $1 and a.day > (select least(today_at(time_zone), last_day) from course_section where id = $1) - 60 order by a.day`;
const ON_DAY = `
select e.id as "seatId", a.mark, coalesce((select jsonb_agg(jsonb_build_object('mark', x.mark, 'markedBy', x.marked_by, 'markedAt', x.marked_at) order by x.revision desc) from attendance_before x where x.whose = a.whose and x.day = a.day), '[]') as before
  from attendance a join seat e on e.section_id = a.section_id and is_given(e.state) and marks_of(e) = a.whose where a.section_id = $1 and a.day = $2`;

export const patternOf = (row: ClassRow): ClassPattern => ({
  days: row.meeting_days.map(weekdayKey), startsAt: row.starts_at, endsAt: row.ends_at, zone: row.time_zone, firstDay: row.first_day, lastDay: row.last_day,
  schoolWeekdays: (row.weekdays ?? []).map(weekdayKey), noSchool: new Map(row.no_school.map(({ day, reason }) => [day, reason])),
});
export const announcedOf = (row: ClassRow): Announced[] => row.changes;

/** A class as it runs, for each side what is theirs, in a fixed number of statements. */
@Injectable()
export class ClassReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: Access,
    private readonly people: PeopleService,
    private readonly calendars: CalendarService,
  ) {}

  /** Within the open unit of work. */
  row(sectionId: string): Promise<ClassRow | null> {
    return this.uow.tx.one<ClassRow & Record<string, unknown>>(CLASS, [sectionId]);
  }

  /** Teaches it: the teacher of record, or a registrar of the teaching district. */
  mayTeach(row: ClassRow, principal: Principal): boolean {
    return row.own && (row.teacher_account_id === principal.accountId || this.access.holdsAny(principal, row.teaching.id, ['registrar']));
  }

  /** Null for whoever neither teaches it nor has a seat in it. Within the open unit of work. */
  async running(sectionId: string): Promise<RunningClass | null> {
    const { tx } = this.uow;
    const { principal } = tx;
    const [row, seats, marks] = await Promise.all([this.row(sectionId), tx.query<SeatRow & Record<string, unknown>>(SEATS, [sectionId]), tx.query<{ seatId: string; theirs: string | null; day: string; mark: AttendanceMark }>(MARKS, [sectionId])]);
    if (!row || (!row.own && seats.length === 0)) return null;
    const atHome = (seat: SeatRow) => this.access.holdsAny(principal, seat.home.id, ['registrar', 'counselor']);
    const mine = seats.filter((seat) => row.own || atHome(seat) || seat.my_school);
    const mayJoin = row.own || seats.some((seat) => atHome(seat) || seat.my_school || (seat.facilitates && !seat.placed));
    const [pattern, announced] = [patternOf(row), announcedOf(row)];
    const ahead = nextClassDays(pattern, announced, row.today, row.now.getTime(), MEETINGS_SHOWN);
    const [names, closed] = await Promise.all([
      this.people.namesOf([...new Set([row.link?.setBy, ...row.changes.map((one) => one.announcedBy), ...mine.map((one) => one.progress?.writtenBy)].filter((one) => one != null))]),
      this.calendars.noSchoolDaysOf([...new Set(seats.map((seat) => seat.home.id))], row.today, addDays(row.today, 60)),
    ]);
    const changes = new Map(row.changes.map((one): [string, ChangedDay] => [one.day, { ...one, announcedAt: new Date(one.announcedAt), announcedBy: names.get(one.announcedBy) ?? GONE }]));
    const homes = new Map(seats.map((seat) => [seat.home.id, seat.home.shortName]));
    const instant = (day: string, time: string | null) => (time === null ? null : new Date(instantOf(day, time, row.time_zone)));
    const bySeat = new Map<string, { day: string; mark: AttendanceMark }[]>();
    for (const { theirs, day, mark } of marks) if (theirs !== null) bySeat.set(theirs, [...(bySeat.get(theirs) ?? []), { day, mark }]);
    const shown = [...new Set([...lastClassDays(pattern, announced, row.today, DAYS_SHOWN).map(({ day }) => day), ...marks.map(({ day }) => day)])].sort().slice(-DAYS_SHOWN);
    const visible = new Set(mine.map(({ id }) => id));
    const count = (day: string, mark: string) => marks.filter((one) => one.day === day && one.mark === mark && visible.has(one.seatId)).length;
    return {
      sectionId: row.id, title: row.title, teachingDistrict: row.teaching, firstDay: row.first_day, lastDay: row.last_day, timeZone: row.time_zone, today: row.today, fixedTimes: hasTimes(pattern),
      mayTeach: this.mayTeach(row, principal), mayJoin,
      link: mayJoin && row.link ? { url: row.link.url, setBy: names.get(row.link.setBy) ?? GONE, setAt: new Date(row.link.setAt) } : null,
      meetings: ahead.map((one): ClassMeeting => ({
        day: one.day, beginsAt: meets(one) ? instant(one.day, one.startsAt) : null, endsAt: meets(one) ? instant(one.day, one.endsAt) : null, change: changes.get(one.day) ?? null,
        closedAt: [...homes].filter(([id]) => closed.get(id)?.includes(one.day)).map(([, name]) => name).sort(),
      })),
      changes: [...changes.values()].filter(({ day }) => day >= row.today), daysOff: daysOff(pattern, row.today, addDays(row.today, WEEKS_AHEAD * 7)),
      days: mine.length === 0 ? [] : shown.map((day) => ({
        day, marked: marks.some((one) => one.day === day && visible.has(one.seatId)), present: count(day, 'present'), late: count(day, 'late'), absent: count(day, 'absent'), excused: count(day, 'excused'),
      })),
      seats: mine.map((seat) => ({
        id: seat.id, bookingId: seat.booking_id, reference: reference(seat), ordinal: seat.ordinal, homeDistrict: seat.home, lastAttended: seat.last_attended, absences: seat.absences,
        marks: (bySeat.get(seat.id) ?? []).filter(({ day }) => shown.includes(day)),
        progress: seat.progress && { ...seat.progress, writtenBy: names.get(seat.progress.writtenBy) ?? GONE, writtenAt: new Date(seat.progress.writtenAt) },
      })),
      ...({ __typename: 'RunningClass' } as object),
    };
  }

  /** A day to be marked; null for whoever does not teach the class. Within the open unit of work. */
  async day(sectionId: string, asked: string | null): Promise<AttendanceDay | null> {
    const { tx } = this.uow;
    const row = await this.row(sectionId);
    if (!row || !this.mayTeach(row, tx.principal)) return null;
    const [pattern, announced] = [patternOf(row), announcedOf(row)];
    const day = asked ?? lastClassDays(pattern, announced, row.today, 1)[0]?.day ?? row.today;
    const [seats, marks, marked] = await Promise.all([
      tx.query<SeatRow & Record<string, unknown>>(SEATS, [sectionId]),
      tx.query<{ seatId: string; mark: AttendanceMark; before: { mark: AttendanceMark; markedBy: string; markedAt: string }[] }>(ON_DAY, [sectionId, day]),
      tx.one<{ revision: number; marked_by: string; marked_at: Date }>('select revision, marked_by, marked_at from class_day where section_id = $1 and day = $2', [sectionId, day]),
    ]);
    const names = await this.people.namesOf([...new Set([marked?.marked_by, ...marks.flatMap(({ before }) => before.map((one) => one.markedBy))].filter((one) => one != null))]);
    const bySeat = new Map(marks.map((one) => [one.seatId, one]));
    const before = lastClassDays(pattern, announced, addDays(day, -1), 1)[0]?.day ?? null;
    const after = lastClassDays(pattern, announced, row.today, 60).find((one) => one.day > day)?.day ?? null;
    return {
      sectionId: row.id, title: row.title, day, blockedBy: this.blockedBy(row, day), revision: marked?.revision ?? 0, markedBy: marked ? (names.get(marked.marked_by) ?? GONE) : null, markedAt: marked?.marked_at ?? null,
      seats: seats.map((seat) => ({
        seatId: seat.id, reference: reference(seat), ordinal: seat.ordinal, homeDistrict: seat.home, countsFrom: seat.counts_from, mark: bySeat.get(seat.id)?.mark ?? null,
        before: (bySeat.get(seat.id)?.before ?? []).map((one) => ({ mark: one.mark, markedBy: names.get(one.markedBy) ?? GONE, markedAt: new Date(one.markedAt) })),
      })),
      dayBefore: before, dayAfter: after,
    };
  }

  /** Why a day can't be marked, in words; null: it can. */
  blockedBy(row: ClassRow, day: string): string | null {
    const of = { teaching: row.teaching.shortName, pattern: patternOf(row) };
    const found = classDay(of.pattern, announcedOf(row), day);
    if (!meets(found)) return found.why === 'announced' ? `It was announced that the class does not meet that day (${found.reason!}): there is nobody to mark.` : dayRefusal(found.why, day, { ...of, reason: found.reason });
    return day > row.today ? dayRefusal('future', day, { ...of, reason: null }) : null;
  }
}
