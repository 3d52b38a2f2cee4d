import { Injectable } from '@nestjs/common';
import { type SeatPlan } from '@barnraise/cost-sharing';
import { districtsOf, type Principal } from '../../platform/auth/principal.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { isId } from '../../platform/ids/ids.js';
import { CalendarService } from '../calendars/index.js';
import { costTerms, costWords } from '../cost-shares/index.js';
import { gradesWords, meetingOf } from './meeting.words.js';
import { homeFit } from './fit.rules.js';
import { type OnCard } from './section-card.rules.js';
import { type WindowFacts } from './seat.refusals.js';
import { type Fit, type Section } from './section.type.js';

/** A section as every decision about its seats needs it. */
export interface SectionFacts {
  readonly id: string;
  readonly state: string;
  readonly title: string;
  readonly summary: string;
  readonly teaching_party_id: string;
  readonly teaching_name: string;
  readonly teaching_short: string;
  readonly school_name: string;
  readonly term_name: string;
  readonly teacher_name: string | null;
  readonly sced: { version: string; code: string; title: string; areaName: string };
  readonly local_code: string;
  readonly syllabus: string;
  readonly prerequisites: string | null;
  readonly grade_low: number;
  readonly grade_high: number;
  readonly credit_hundredths: number;
  readonly modality: string;
  readonly meeting_days: string[];
  readonly starts_at: string | null;
  readonly ends_at: string | null;
  readonly first_day: string;
  readonly last_day: string;
  readonly time_zone: string;
  readonly flags: string[];
  readonly capacity: number;
  readonly reserved_seats: number;
  readonly reserved_until: string | null;
  readonly drop_date: string;
  readonly teaching_drop_date: string;
  readonly school_id: string;
  readonly term_id: string;
  readonly teacher_account_id: string | null;
  readonly plan_version_id: string;
  readonly plan: SeatPlan;
  readonly seats_taken: number;
  readonly seats_waiting: number;
  readonly answers_requests: boolean;
  /** A request window covers it: its seats are asked for, not taken. */
  readonly window: WindowFacts | null;
  readonly left_for_neighbors: number;
  readonly left_for_own: number;
  /** Those of the reader's it is shared with, each with the reader's own districts in it. */
  readonly consortia: { id: string; name: string; shortName: string; ofMine: string[] }[];
  readonly school_year: string;
  readonly today: string;
}

const SECTIONS = `
select s.id, o.state, o.title, o.summary, s.teaching_party_id, p.name as teaching_name, p.short_name as teaching_short, sc.name as school_name,
       t.name as term_name, s.teacher_name, s.local_code, s.syllabus, s.prerequisites, s.grade_low, s.grade_high, s.credit_hundredths, s.modality,
       s.meeting_days, s.starts_at, s.ends_at, s.first_day::text, s.last_day::text, s.time_zone, s.flags, s.capacity, s.reserved_seats,
       s.reserved_until::text, s.drop_date::text, s.teaching_drop_date::text, s.school_id, s.term_id, s.teacher_account_id, s.plan_version_id, c.plan, (now.section).seats_taken, s.seats_waiting, s.answers_requests, (select jsonb_build_object('windowId', w.id, 'schoolYear', w.school_year, 'opensAt', w.opens_at, 'closesAt', w.closes_at) from window_over(s.id) w where w.id is not null) as "window", y.name as school_year,
       seats_left(now.section, false, now.today) as left_for_neighbors, seats_left(now.section, true, now.today) as left_for_own, now.today::text as today,
       jsonb_build_object('version', x.version, 'code', x.code, 'title', x.title, 'areaName', x.area_name) as sced,
       coalesce((select jsonb_agg(jsonb_build_object('id', k.id, 'name', k.name, 'shortName', k.short_name, 'ofMine', to_jsonb(array(
            select m.party_id from consortium_member m where m.consortium_id = k.id and m.party_id = any (my_parties()) and m.until is null))) order by k.name)
          from audience a join consortium k on k.id = a.consortium_id where a.offering_id = s.id), '[]') as consortia
  from course_section s
  join offering o on o.id = s.id
  join party p on p.id = s.teaching_party_id
  join school sc on sc.id = s.school_id
  join term t on t.id = s.term_id
  join school_year y on y.id = t.school_year_id
  join cost_plan_version c on c.id = s.plan_version_id
  join sced_course x on x.version = s.sced_version and x.code = s.sced_code
  cross join lateral (select without_overdue(s) as section, today_at(s.time_zone) as today) now`;
const SECTION = `${SECTIONS} where s.id = $1`;
const OF_DISTRICT = `${SECTIONS} where s.teaching_party_id = $1 and ($2::date is null or (s.first_day, s.id) < ($2, $3::uuid)) order by s.first_day desc, s.id desc limit $4`;

/** Reads sections. Row-level security decides which exist for the reader. */
@Injectable()
export class SectionService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly calendars: CalendarService,
  ) {}

  /** Within the open unit of work. */
  facts(id: string): Promise<SectionFacts | null> {
    return isId(id) ? this.uow.tx.one<SectionFacts & Record<string, unknown>>(SECTION, [id]) : Promise.resolve(null);
  }

  /** Sections a district teaches, those that begin last first. Within the open unit of work. */
  ofDistrict(districtId: string, after: readonly [string, string] | null, count: number): Promise<SectionFacts[]> {
    return this.uow.tx.query<SectionFacts & Record<string, unknown>>(OF_DISTRICT, [districtId, after?.[0] ?? null, after?.[1] ?? null, count]);
  }

  /** Seats taken by home district: what a cost depends on. Within the open unit of work. */
  async seatsByParty(id: string): Promise<Record<string, number>> {
    return (isId(id) && (await this.uow.tx.one<{ seats: Record<string, number> | null }>('select seats_by_party($1) as seats', [id]))?.seats) || {};
  }

  /** How a section fits the home district's day. Within the open unit of work. */
  async fitOf(section: SectionFacts, homePartyId: string): Promise<Fit> {
    return fitWith(section, await this.daysFor(section, homePartyId));
  }

  /** The days that a fit compares. Within the open unit of work. */
  async daysFor({ teaching_party_id, first_day, last_day }: TaughtBy, homePartyId: string): Promise<DaysToFit> {
    const [home, noSchool] = await Promise.all([this.calendars.schoolDay(homePartyId, first_day), this.calendars.noSchoolDays(teaching_party_id, first_day, last_day)]);
    return { home, noSchool };
  }
}

/** Whose calendar a fit is about, and when. */
export type TaughtBy = Pick<SectionFacts, 'teaching_party_id' | 'first_day' | 'last_day'>;
export interface DaysToFit {
  readonly home: Parameters<typeof homeFit>[2];
  readonly noSchool: readonly string[];
}
export const fitWith = (section: SectionFacts, { home, noSchool }: DaysToFit): Fit => homeFit(section, noSchool, home);

/** The consortium through which a home district takes part in a section; undefined when it doesn't. */
export const consortiumOf = (section: SectionFacts, homePartyId: string) => section.consortia.find(({ ofMine }) => ofMine.includes(homePartyId));

/** The district asked for if it is the principal's own, else the first of theirs; null when they have none. */
export function ownDistrict(principal: Principal, asked: string | null | undefined): string | null {
  const own = districtsOf(principal);
  return asked ? (own.includes(asked) ? asked : null) : (own[0] ?? null);
}

/** A section as its card is made from. */
export function onCard(facts: SectionFacts): OnCard {
  return {
    id: facts.id, teacher: facts.teacher_name === null ? null : { name: facts.teacher_name }, scedCode: facts.sced.code, localCode: facts.local_code, title: facts.title, summary: facts.summary,
    syllabus: facts.syllabus, gradeLow: facts.grade_low, gradeHigh: facts.grade_high, creditHundredths: facts.credit_hundredths, modality: facts.modality as OnCard['modality'],
    meetingDays: facts.meeting_days, startsAt: facts.starts_at, endsAt: facts.ends_at, flags: facts.flags, plan: facts.plan,
  };
}

/** A section as it is shown. */
export function asSection(facts: SectionFacts, principal: Principal): Section {
  const own = districtsOf(principal).includes(facts.teaching_party_id);
  return {
    id: facts.id, state: facts.state as Section['state'], title: facts.title, summary: facts.summary, syllabus: facts.syllabus, prerequisites: facts.prerequisites,
    teachingDistrict: { id: facts.teaching_party_id, name: facts.teaching_name, shortName: facts.teaching_short }, schoolName: facts.school_name,
    teacherName: facts.teacher_name, sced: facts.sced, localCode: facts.local_code, grades: gradesWords(facts.grade_low, facts.grade_high),
    creditHundredths: facts.credit_hundredths, modality: facts.modality as Section['modality'], termName: facts.term_name, firstDay: facts.first_day, lastDay: facts.last_day,
    meeting: meetingOf(facts.meeting_days, facts.starts_at, facts.ends_at, facts.time_zone), capacity: facts.capacity, reservedSeats: facts.reserved_seats,
    reservedUntil: facts.reserved_until, seatsTaken: facts.seats_taken, seatsWaiting: facts.window ? 0 : facts.seats_waiting, answersRequests: facts.answers_requests, seatsLeft: own ? facts.left_for_own : facts.left_for_neighbors, dropDate: facts.drop_date, teachingDropDate: facts.teaching_drop_date,
    flags: facts.flags, consortia: facts.consortia, costWords: costWords(facts.plan), costTerms: costTerms(facts.plan, facts.teaching_short),
  };
}
