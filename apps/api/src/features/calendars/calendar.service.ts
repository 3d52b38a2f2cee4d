import { Injectable } from '@nestjs/common';
import { type BusinessCalendar, businessDeadline, type SchoolDay, type Weekday as WeekdayKey } from '@barnraise/timetable';
import { type Principal } from '../../platform/auth/principal.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { type Period, type SchoolYear } from './calendar.type.js';

/** As stored and shown -> as the timetable package says it. */
export const weekdayKey = (day: string): WeekdayKey => day.toLowerCase() as WeekdayKey;

const YEARS = `
select jsonb_build_object('name', y.name, 'firstDay', y.first_day, 'lastDay', y.last_day, 'weekdays', to_jsonb(y.weekdays),
  'terms', coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'firstDay', t.first_day, 'lastDay', t.last_day) order by t.first_day, t.last_day desc)
              from term t where t.school_year_id = y.id), '[]'),
  'noSchoolDays', coalesce((select jsonb_agg(jsonb_build_object('day', d.day, 'reason', d.reason) order by d.day) from no_school_day d where d.school_year_id = y.id), '[]')) as year
  from school_year y where y.party_id = $1`;
const SCHOOL_YEAR = `${YEARS} order by (app_now()::date between y.first_day and y.last_day) desc, y.first_day limit 1`;
const YEARS_TO_COME = `${YEARS} and y.last_day >= app_now()::date order by y.first_day`;

/** The bell schedule that meets the most grades at the top: the high school's. */
const SCHOOL_DAY = `
select s.time_zone as zone, y.first_day::text as "firstDay", y.last_day::text as "lastDay", y.weekdays,
       coalesce((select array_agg(d.day::text order by d.day) from no_school_day d where d.school_year_id = y.id), '{}') as "noSchoolDays",
       (select jsonb_agg(jsonb_build_object('name', b.name, 'startsAt', b.starts_at, 'endsAt', b.ends_at, 'days', to_jsonb(b.days)) order by b.ordinal) from bell_period b where b.school_id = s.id) as periods
  from school s join school_year y on y.party_id = s.party_id and $2::date between y.first_day and y.last_day
 where s.party_id = $1 and exists (select from bell_period b where b.school_id = s.id)
 order by nullif(regexp_replace(s.highest_grade, '[^0-9]', '', 'g'), '')::int desc nulls last, s.name limit 1`;

interface SchoolDayRow extends Omit<SchoolDay, 'periods'> {
  readonly weekdays: string[];
  readonly periods: { name: string; startsAt: string; endsAt: string; days: string[] }[];
}

/** School years and bell schedules, and the deadlines that follow from them. */
@Injectable()
export class CalendarService {
  constructor(private readonly uow: UnitOfWork) {}

  schoolYear(principal: Principal, partyId: string): Promise<SchoolYear | null> {
    return this.uow.run(principal, async (tx) => (await tx.one<{ year: SchoolYear }>(SCHOOL_YEAR, [partyId]))?.year ?? null);
  }

  /** The school year of today and those after it. */
  schoolYears(principal: Principal, partyId: string): Promise<SchoolYear[]> {
    return this.uow.run(principal, async (tx) => (await tx.query<{ year: SchoolYear }>(YEARS_TO_COME, [partyId])).map(({ year }) => year));
  }

  /** Bell schedules by school, in the order of the ids. */
  bellSchedules(principal: Principal, schoolIds: readonly string[]): Promise<Period[][]> {
    return this.uow.run(principal, async (tx) => {
      const rows = await tx.query<{ school_id: string; name: string; starts_at: string; ends_at: string; days: string[] }>(
        'select school_id, name, starts_at, ends_at, days from bell_period where school_id = any ($1::uuid[]) order by school_id, ordinal', [schoolIds]);
      return schoolIds.map((id) => rows.filter((row) => row.school_id === id).map((row) => ({ name: row.name, days: row.days as Period['days'], startsAt: row.starts_at, endsAt: row.ends_at })));
    });
  }

  /** A home district's school day in the year that holds `day`; null when its timetable isn't known. Within the open unit of work. */
  async schoolDay(partyId: string, day: string): Promise<SchoolDay | null> {
    const row = await this.uow.tx.one<SchoolDayRow & Record<string, unknown>>(SCHOOL_DAY, [partyId, day]);
    if (!row?.periods) return null;
    const periods = row.periods.map((period) => ({ ...period, days: period.days.filter((day) => row.weekdays.includes(day)).map(weekdayKey) }));
    return { zone: row.zone, firstDay: row.firstDay, lastDay: row.lastDay, noSchoolDays: row.noSchoolDays, periods };
  }

  /** Days without school of a party between two days. Within the open unit of work. */
  async noSchoolDays(partyId: string, from: string, to: string): Promise<string[]> {
    return (await this.noSchoolDaysOf([partyId], from, to)).get(partyId) ?? [];
  }

  /** The same of several parties, in one statement. Within the open unit of work. */
  async noSchoolDaysOf(partyIds: readonly string[], from: string, to: string): Promise<Map<string, string[]>> {
    const rows = await this.uow.tx.query<{ party: string; days: string[] }>(
      `select y.party_id as party, array_agg(d.day::text order by d.day) as days from no_school_day d join school_year y on y.id = d.school_year_id
        where y.party_id = any ($1::uuid[]) and d.day between $2 and $3 group by 1`, [partyIds, from, to]);
    return new Map(rows.map((row) => [row.party, row.days]));
  }

  /** The end of the n-th business day after an instant, in a district's own calendar and zone. Within the open unit of work. */
  async deadline(partyId: string, from: Date, businessDays: number): Promise<{ at: Date; rule: string }> {
    const row = await this.uow.tx.one<{ zone: string; name: string; weekdays: string[] | null; closed: string[] }>(
      `select p.time_zone as zone, p.short_name as name, y.weekdays,
              coalesce((select array_agg(d.day::text) from no_school_day d join school_year x on x.id = d.school_year_id where x.party_id = p.id), '{}') as closed
         from party p left join school_year y on y.party_id = p.id and $2::date between y.first_day and y.last_day where p.id = $1 limit 1`,
      [partyId, from.toISOString().slice(0, 10)]);
    if (!row) throw new Error('A deadline was asked for a district that cannot be seen.');
    const calendar: BusinessCalendar = { zone: row.zone, closedDays: row.closed, ...(row.weekdays ? { weekdays: row.weekdays.map(weekdayKey) } : {}) };
    return { at: new Date(businessDeadline(from.getTime(), businessDays, calendar)), rule: `${businessDays} business ${businessDays === 1 ? 'day' : 'days'}, ${row.name} calendar` };
  }
}
