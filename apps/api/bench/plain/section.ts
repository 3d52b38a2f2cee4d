import { type SeatPlan } from '@barnraise/cost-sharing';
import { costTerms, costWords } from '../../src/features/cost-shares/plan.words.js';
import { homeFit, type Taught } from '../../src/features/courses/fit.rules.js';
import { gradesWords, meetingOf } from '../../src/features/courses/meeting.words.js';
import { orderWords, type Place, placeReason } from '../../src/features/courses/waitlist.words.js';
import { inOneGo, type Statement, type Who } from './database.js';

/** The section page by hand: everything it shows in one flush of one transaction. */
const SECTION = `
select s.id, o.state, o.title, o.summary, s.teaching_party_id, p.name as teaching_name, p.short_name as teaching_short, sc.name as school_name, t.name as term_name, s.teacher_name, s.local_code, s.syllabus,
       s.prerequisites, s.grade_low, s.grade_high, s.credit_hundredths, s.modality, s.meeting_days, s.starts_at, s.ends_at, s.first_day::text, s.last_day::text, s.time_zone, s.flags, s.capacity, s.reserved_seats,
       s.reserved_until::text, s.drop_date::text, s.teaching_drop_date::text, c.plan, s.seats_taken, s.seats_waiting, s.answers_requests, x.version, x.code, x.title as sced_title, x.area_name,
       seats_left(s, s.teaching_party_id = $2, today_at(s.time_zone)) + coalesce(overdue_seats(s.id), 0) as seats_left,
       coalesce((select jsonb_agg(jsonb_build_object('id', k.id, 'name', k.name, 'shortName', k.short_name, '__typename', 'ConsortiumName') order by k.name)
          from audience a join consortium k on k.id = a.consortium_id where a.offering_id = s.id), '[]') as consortia,
       exists (select from role_assignment r where r.account_id = my_account() and r.party_id = s.teaching_party_id and r.role in ('business_manager', 'district_administrator') and r.ended_at is null) as may_change_plan
  from course_section s join offering o on o.id = s.id join party p on p.id = s.teaching_party_id join school sc on sc.id = s.school_id join term t on t.id = s.term_id
  join cost_plan_version c on c.id = s.plan_version_id join sced_course x on x.version = s.sced_version and x.code = s.sced_code where s.id = $1`;
const HOME = `
select s.time_zone as zone, y.first_day::text as "firstDay", y.last_day::text as "lastDay", y.weekdays,
       coalesce((select array_agg(d.day::text order by d.day) from no_school_day d where d.school_year_id = y.id), '{}') as "noSchoolDays",
       (select jsonb_agg(jsonb_build_object('name', b.name, 'startsAt', b.starts_at, 'endsAt', b.ends_at, 'days', to_jsonb(b.days)) order by b.ordinal) from bell_period b where b.school_id = s.id) as periods
  from school s join school_year y on y.party_id = s.party_id and (select first_day from course_section where id = $1) between y.first_day and y.last_day
 where s.party_id = $2 and exists (select from bell_period b where b.school_id = s.id) order by nullif(regexp_replace(s.highest_grade, '[^0-9]', '', 'g'), '')::int desc nulls last, s.name limit 1`;
const CLOSED = `
select d.day::text as day from course_section s join school_year y on y.party_id = s.teaching_party_id join no_school_day d on d.school_year_id = y.id and d.day between s.first_day and s.last_day where s.id = $1 order by d.day`;
const MAPPING = `
select m.id, m.state, m.local_code, m.local_title, m.credit_hundredths, m.school_year, a.display_name as proposed_by, b.display_name as decided_by, m.reason
  from course_section s join term t on t.id = s.term_id join school_year y on y.id = t.school_year_id join course_mapping m on m.section_id = s.id and m.home_party_id = $2 and m.school_year = y.name
  left join lateral names_of(array[m.proposed_by]) a on true left join lateral names_of(array[m.decided_by]) b on true where s.id = $1`;
const BOOKINGS = `
select b.id, b.number, b.state, b.seat_count, b.hold_expires_at, b.hold_left is not null as paused, b.due_at, b.due_rule, p.short_name from booking b join party p on p.id = b.teaching_party_id
 where b.section_id = $1 and b.home_party_id = $2 and takes_capacity(b.state) order by b.created_at desc, b.id desc limit 50`;
const PLACE = `
select w.id, w.section_id, w.state, w.seats_wanted, w.seats_least, w.asked_at, o.title, t.name as term_name, waiting_place(w.section_id, w.home_party_id, w.consortium_id) as line, b.id as booking_id, b.number, b.seat_count, b.hold_expires_at,
       jsonb_build_object('id', h.id, 'name', h.name, 'shortName', h.short_name, '__typename', 'DistrictName') as home, jsonb_build_object('id', p.id, 'name', p.name, 'shortName', p.short_name, '__typename', 'DistrictName') as teaching
  from waitlist_entry w join course_section s on s.id = w.section_id join offering o on o.id = s.id join term t on t.id = s.term_id join party h on h.id = w.home_party_id join party p on p.id = s.teaching_party_id
  left join booking b on b.waitlist_entry_id = w.id and b.state = 'held' where w.section_id = $1 and w.home_party_id = $2 and w.state in ('waiting', 'offered')`;

interface Facts extends Taught {
  readonly id: string; readonly state: string; readonly title: string; readonly summary: string; readonly teaching_party_id: string; readonly teaching_name: string; readonly teaching_short: string; readonly school_name: string;
  readonly term_name: string; readonly teacher_name: string | null; readonly local_code: string; readonly syllabus: string; readonly prerequisites: string | null; readonly grade_low: number; readonly grade_high: number;
  readonly credit_hundredths: number; readonly meeting_days: string[]; readonly flags: string[]; readonly capacity: number; readonly reserved_seats: number; readonly reserved_until: string | null;
  readonly drop_date: string; readonly teaching_drop_date: string; readonly plan: SeatPlan; readonly seats_taken: number; readonly seats_waiting: number; readonly answers_requests: boolean; readonly version: string; readonly code: string; readonly sced_title: string; readonly area_name: string; readonly seats_left: number; readonly consortia: object[]; readonly may_change_plan: boolean;
}
interface HomeDay { readonly zone: string; readonly firstDay: string; readonly lastDay: string; readonly weekdays: string[]; readonly noSchoolDays: string[]; readonly periods: { name: string; startsAt: string; endsAt: string; days: string[] }[] }
interface Mapping { readonly id: string; readonly state: string; readonly local_code: string; readonly local_title: string; readonly credit_hundredths: number; readonly school_year: string; readonly proposed_by: string; readonly decided_by: string | null; readonly reason: string | null }
interface Booked { readonly id: string; readonly number: number; readonly state: string; readonly seat_count: number; readonly hold_expires_at: Date | null; readonly paused: boolean; readonly due_at: Date | null; readonly due_rule: string | null; readonly short_name: string }
interface Waiting {
  readonly id: string; readonly section_id: string; readonly state: string; readonly seats_wanted: number; readonly seats_least: number; readonly asked_at: Date; readonly title: string; readonly term_name: string; readonly line: Place; readonly booking_id: string | null;
  readonly number: number; readonly seat_count: number; readonly hold_expires_at: Date; readonly home: object; readonly teaching: object;
}

type Day = Parameters<typeof homeFit>[2];
export const dayOf = (row: HomeDay | undefined): Day => (row?.periods ? {
  zone: row.zone, firstDay: row.firstDay, lastDay: row.lastDay, noSchoolDays: row.noSchoolDays,
  periods: row.periods.map((period) => ({ ...period, days: period.days.filter((day) => row.weekdays.includes(day)).map((day) => day.toLowerCase()) })),
} as Day : null);

export const sectionStatements = (id: string, home: string): Statement[] => [
  { name: 'section', text: SECTION, values: [id, home] }, { name: 'home', text: HOME, values: [id, home] }, { name: 'closed', text: CLOSED, values: [id] },
  { name: 'mapping', text: MAPPING, values: [id, home] }, { name: 'bookings', text: BOOKINGS, values: [id, home] },
  { name: 'place', text: PLACE, values: [id, home] },
];

export async function section(who: Who, id: string, home: string): Promise<object | null> {
  const [[facts], [day], closed, [mapping], booked, [place]] = await inOneGo<[Facts[], HomeDay[], { day: string }[], Mapping[], Booked[], Waiting[]]>(who, sectionStatements(id, home));
  if (!facts) return null;
  const meeting = meetingOf(facts.meeting_days, facts.starts_at, facts.ends_at, facts.time_zone);
  const fit = facts.teaching_party_id === home ? null : homeFit(facts, closed.map((row) => row.day), dayOf(day));
  return {
    id: facts.id, state: facts.state.toUpperCase(), title: facts.title, summary: facts.summary, syllabus: facts.syllabus, prerequisites: facts.prerequisites,
    teachingDistrict: { id: facts.teaching_party_id, name: facts.teaching_name, shortName: facts.teaching_short, __typename: 'DistrictName' }, schoolName: facts.school_name, teacherName: facts.teacher_name,
    sced: { version: facts.version, code: facts.code, title: facts.sced_title, areaName: facts.area_name, __typename: 'ScedCode' }, localCode: facts.local_code, grades: gradesWords(facts.grade_low, facts.grade_high),
    creditHundredths: facts.credit_hundredths, modality: facts.modality.toUpperCase(), termName: facts.term_name, firstDay: facts.first_day, lastDay: facts.last_day, meeting: meeting && { ...meeting, __typename: 'Meeting' },
    capacity: facts.capacity, reservedSeats: facts.reserved_seats, reservedUntil: facts.reserved_until, seatsTaken: facts.seats_taken, seatsWaiting: facts.seats_waiting, answersRequests: facts.answers_requests, seatsLeft: facts.seats_left, dropDate: facts.drop_date, teachingDropDate: facts.teaching_drop_date, flags: facts.flags,
    consortia: facts.consortia, costWords: costWords(facts.plan), costTerms: costTerms(facts.plan, facts.teaching_short), mayChangePlan: facts.may_change_plan,
    fit: fit && { ...fit, weekdays: fit.weekdays.map((weekday) => ({ ...weekday, __typename: 'FitDay' })), __typename: 'Fit' },
    mapping: mapping ? {
      id: mapping.id, state: mapping.state.toUpperCase(), localCode: mapping.local_code, localTitle: mapping.local_title, creditHundredths: mapping.credit_hundredths, schoolYear: mapping.school_year,
      proposedBy: mapping.proposed_by, decidedBy: mapping.decided_by, reason: mapping.reason, __typename: 'CourseMapping',
    } : null,
    myPlace: place ? placeOf(place) : null,
    myBookings: booked.map((b) => ({ id: b.id, reference: `B-${String(b.number).padStart(4, '0')}`, state: b.state.toUpperCase(), seats: b.seat_count, clock: clockOf(b), __typename: 'BookingGlance' })), __typename: 'Section',
  };
}

function placeOf(w: Waiting): object {
  const waits = w.state === 'waiting';
  return {
    id: w.id, sectionId: w.section_id, title: w.title, termName: w.term_name, teachingDistrict: w.teaching, homeDistrict: w.home, state: w.state.toUpperCase(), seatsWanted: w.seats_wanted, seatsLeast: w.seats_least, askedAt: w.asked_at,
    place: waits ? w.line.place : null, reason: waits ? placeReason(w.line) : null, orderWords: orderWords(w.line.contributorsFirst),
    offer: w.booking_id && { bookingId: w.booking_id, reference: `B-${String(w.number).padStart(4, '0')}`, seats: w.seat_count, until: w.hold_expires_at, __typename: 'WaitlistOffer' },
    mayChange: waits, mayLeave: waits, __typename: 'WaitlistEntry',
  };
}

function clockOf(b: Booked): object | null {
  const __typename = 'BookingClock';
  if (b.state === 'held') return { kind: 'HOLD', at: b.hold_expires_at, waitsFor: b.paused ? 'the course mapping to be approved' : null, rule: 'Held seats are free for others when the hold runs out.', __typename };
  if (b.state === 'requested') return { kind: 'ANSWER', at: b.due_at, waitsFor: null, rule: `${b.short_name} answers within ${b.due_rule ?? 'its own time'}.`, __typename };
  if (b.state === 'awaiting_approval') return { kind: 'APPROVAL', at: b.due_at, waitsFor: null, rule: `Spending is decided within ${b.due_rule ?? 'your own time'}.`, __typename };
  return null;
}
