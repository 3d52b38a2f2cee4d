import { type SeatPlan } from '@barnraise/cost-sharing';
import { type Role } from '@barnraise/lifecycle';
import { type Pool } from 'pg';
import { type NewSection, SectionPublisher } from '../../src/features/courses/index.js';
import { Modality } from '../../src/features/offerings/index.js';
import { type Principal } from '../../src/platform/auth/principal.js';
import { type TestApp } from '../app.js';
import { type TestDatabase } from '../database.js';
import { insertConsortium, insertDistrict } from './districts.js';
import { id } from './ids.js';
import { insertPerson } from './people.js';

/**
 * A small world: Council, Cambridge and Grangeville share courses in West; Grangeville and Kamiah in North. Where a test
 * needs more neighbors, Cascade and Midvale are in West too.
 * It is Monday, August 24, 2026, nine in the morning in Council.
 */
export const west = id(1);
export const north = id(2);
export const NOW = '2026-08-24T15:00:00Z';

const districts = {
  council: { id: id(11), name: 'Council', timeZone: 'America/Boise', consortia: [west], students: 240 },
  cambridge: { id: id(12), name: 'Cambridge', timeZone: 'America/Boise', consortia: [west], students: 120 },
  grangeville: { id: id(13), name: 'Grangeville', timeZone: 'America/Los_Angeles', consortia: [west, north], students: 1100 },
  kamiah: { id: id(14), name: 'Kamiah', timeZone: 'America/Los_Angeles', consortia: [north], students: 400 },
  cascade: { id: id(15), name: 'Cascade', timeZone: 'America/Boise', consortia: [west], students: 270 },
  midvale: { id: id(16), name: 'Midvale', timeZone: 'America/Boise', consortia: [west], students: 110 },
} as const;
export type Place = keyof typeof districts;
const places = Object.keys(districts) as Place[];
export const district = (place: Place): string => districts[place].id;
const number = (place: Place): number => 11 + places.indexOf(place);

const jobs = ['counselor', 'registrar', 'business_manager', 'teacher', 'district_administrator'] as const satisfies readonly Role[];
export type Job = (typeof jobs)[number];
export const person = (place: Place, job: Job): string => id(number(place) * 100 + jobs.indexOf(job));
export const coordinator = id(900);

const termOf = (place: Place, term: 'fall' | 'spring'): string => id(number(place) * 10_000 + (term === 'fall' ? 1 : 2));
export const school = (place: Place): string => id(number(place) * 10_000);
/** What one request may come to: a counselor's and a registrar's limit, and the business manager's, who has none. */
export const limits = { counselor: 500_00, registrar: 2_000_00, business_manager: null } as const;

const courses = [
  ['03151', '03', 'Life and Physical Sciences', 'Physics'], ['02052', '02', 'Mathematics', 'Algebra II'], ['06101', '06', 'World Languages', 'Spanish I'], ['18101', '18', 'Agriculture', 'Animal Science'],
] as const;
const bells = ['08:00-08:50', '08:55-09:45', '09:50-10:40', '10:45-11:35', '12:15-13:05', '13:10-14:00', '14:05-14:55'];

/** The demo's clock shows this instant and ticks on. */
export async function setClock(db: TestDatabase, instant: string): Promise<void> {
  await db.owner.query('update installation set demo = true, clock_offset_ms = round(extract(epoch from $1::timestamptz - clock_timestamp()) * 1000)', [instant]);
}

export async function insertPolicy(owner: Pool, scope: { consortiumId?: string; partyId?: string }, key: string, value: unknown, from = '2026-07-01'): Promise<void> {
  await owner.query(
    `insert into policy_version (id, consortium_id, party_id, key, value, effective_from, citation, created_at) values (gen_random_uuid(), $1, $2, $3, $4, $5, 'Agreement 1.1', app_now())`,
    [scope.consortiumId ?? null, scope.partyId ?? null, key, JSON.stringify(value), from]);
}

export async function insertNeighborhood(db: TestDatabase, more: readonly ('cascade' | 'midvale')[] = []): Promise<void> {
  const { owner } = db;
  await setClock(db, NOW);
  await insertConsortium(owner, { id: west, name: 'West Central' });
  await insertConsortium(owner, { id: north, name: 'Clearwater' });
  for (const course of courses) await owner.query(`insert into sced_course (version, code, area_code, area_name, title, description) values ('12', $1, $2, $3, $4, '')`, [...course]);
  for (const place of ['council', 'cambridge', 'grangeville', 'kamiah', ...more] as const) await insertPlace(owner, place);
  await insertPerson(owner, { id: coordinator, name: 'Cora West', roles: [{ role: 'coordinator', consortiumId: west }] });
  await insertPolicy(owner, { consortiumId: west }, 'seats.holdHours', 48);
  await insertPolicy(owner, { consortiumId: west }, 'seats.mappingHours', 120);
  await insertPolicy(owner, { consortiumId: west }, 'seats.answerBusinessDays', 2);
}

async function insertPlace(owner: Pool, place: Place): Promise<void> {
  const { id: partyId, name, timeZone, students } = districts[place];
  await insertDistrict(owner, districts[place]);
  for (const job of jobs) await insertPerson(owner, { id: person(place, job), name: `${name} ${job.replaceAll('_', ' ')}`, roles: [{ role: job, partyId }] });
  await insertPolicy(owner, { partyId }, 'spending.limits', limits);
  await owner.query(`insert into school (id, party_id, name, level, lowest_grade, highest_grade, time_zone) values ($1, $2, $3, 'High', '9', '12', $4)`, [school(place), partyId, `${name} High School`, timeZone]);
  const count = id(number(place) * 10_000 + 9);
  await owner.query(`insert into dated_count (id, party_id, measure, counted_on, source) values ($1, $2, 'fall-membership', '2025-10-01', 'Test count')`, [count, partyId]);
  await owner.query('insert into dated_count_part (count_id, school_id, students) values ($1, $2, $3)', [count, school(place), students]);
  const year = id(number(place) * 10_000 + 8);
  await owner.query(`insert into school_year (id, party_id, name, first_day, last_day, weekdays) values ($1, $2, '2026-27', '2026-08-17', '2027-05-28', '{MON,TUE,WED,THU,FRI}')`, [year, partyId]);
  await owner.query(
    `insert into term (id, school_year_id, code, name, first_day, last_day) values ($1, $3, 'fall', 'Fall', '2026-08-31', '2026-12-18'), ($2, $3, 'spring', 'Spring', '2027-01-11', '2027-05-21')`,
    [termOf(place, 'fall'), termOf(place, 'spring'), year]);
  await owner.query(`insert into no_school_day (school_year_id, day, reason) values ($1, '2026-09-07', 'Labor Day')`, [year]);
  for (const [n, bell] of bells.entries()) {
    const [startsAt, endsAt] = bell.split('-');
    await owner.query(`insert into bell_period (school_id, ordinal, days, name, starts_at, ends_at) values ($1, $2, '{MON,TUE,WED,THU,FRI}', $3, $4, $5)`, [school(place), n, `Period ${n + 1}`, startsAt, endsAt]);
  }
}

/** Somebody as the services know them. */
export async function principalOf(db: TestDatabase, accountId: string): Promise<Principal> {
  const { rows } = await db.owner.query<Principal['roles'][number]>('select id, role, party_id as "partyId", consortium_id as "consortiumId" from role_assignment where account_id = $1 and ended_at is null', [accountId]);
  return { accountId, sessionId: null, displayName: '', email: '', roles: rows, consortia: [] };
}

export type SectionWishes = Partial<Omit<NewSection, 'id' | 'teachingPartyId' | 'schoolId' | 'termId' | 'scedCode'>> & { readonly place?: Place; readonly term?: 'fall' | 'spring'; readonly course?: 0 | 1 | 2 | 3 };

/** Wishes for a class without fixed times: it fits every day. */
export const ownPace = { modality: Modality.ASYNCHRONOUS, meetingDays: [], startsAt: null, endsAt: null } satisfies SectionWishes;

const fixed = (priceCents: number): SeatPlan => ({ method: 'fixed-price-per-seat', priceCents });

/** Publishes a section through the service; by default Council's, for West, at $150 a seat, one period every Monday and Wednesday. */
export async function publish(db: TestDatabase, app: TestApp, n: number, wishes: SectionWishes = {}): Promise<string> {
  const { place = 'council', term = 'fall', course = 0, ...rest } = wishes;
  const section: NewSection = {
    id: id(n), teachingPartyId: district(place), schoolId: school(place), termId: termOf(place, term), teacher: { accountId: person(place, 'teacher'), name: `${districts[place].name} teacher` },
    scedVersion: '12', scedCode: courses[course][0], localCode: `L${n}`, title: `${courses[course][3]} ${n}`, summary: 'A shared course.', syllabus: 'Everything in order.', prerequisites: null,
    gradeLow: 9, gradeHigh: 12, creditHundredths: 100, modality: Modality.SYNCHRONOUS, meetingDays: ['MON', 'WED'], startsAt: '08:00', endsAt: '08:50', flags: [],
    capacity: 10, reservedSeats: 0, reservedUntil: null, dropDate: '2026-09-18', teachingDropDate: '2026-09-18', answersRequests: true, consortiumIds: [west], plan: fixed(150_00), ...(term === 'spring' ? { dropDate: '2027-01-29', teachingDropDate: '2027-01-29' } : {}), ...rest,
  };
  await app.app.get(SectionPublisher).publish(await principalOf(db, person(place, 'registrar')), section);
  return section.id;
}
