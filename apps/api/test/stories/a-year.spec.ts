import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { testApp, type Client, type TestApp } from '../app.js';
import { freshDatabase, type TestDatabase } from '../database.js';
import { type Answer, Desk, type Waits } from '../desk.js';
import { coordinator, district, insertNeighborhood, insertPolicy, type Job, limits, ownPace, person, type Place, publish, school, setClock, west } from '../factories/neighborhood.js';
import { allotWindows } from '../factories/windows.js';
import { brokenIn } from '../storms/after.js';
import { centsOf, dayOf, dollars, instantOf, type Line, tablesOf } from './teller.js';

const page = readFileSync(new URL('a-year.md', import.meta.url), 'utf8');
const homes = { Cambridge: 'cambridge', Cascade: 'cascade', Grangeville: 'grangeville', Midvale: 'midvale' } as const satisfies Record<string, Place>;
type Course = 'Physics' | 'Spanish';

let db: TestDatabase;
let app: TestApp;
let sections: Readonly<Record<Course, string>>;

beforeAll(async () => {
  db = await freshDatabase();
  await insertNeighborhood(db, ['cascade', 'midvale']);
  await setClock(db, instantOf('Mon, Jan 12, 2026, 9:00 AM'));
  await insertPolicy(db.owner, { consortiumId: west }, 'waitlist.order', 'contributors_first', '2026-01-01');
  await insertPolicy(db.owner, { consortiumId: west }, 'seats.lateChargePercent', 65, '2026-01-01');
  for (const place of Object.values(homes)) await insertPolicy(db.owner, { partyId: district(place) }, 'spending.limits', limits, '2026-01-01');
  app = await testApp(db);
  const days = { dropDate: '2026-09-18', teachingDropDate: '2026-09-11' };
  sections = {
    Physics: await publish(db, app, 8001, { ...ownPace, ...days, capacity: 4, plan: { method: 'fixed-price-per-seat', priceCents: 150_35 } }),
    Spanish: await publish(db, app, 8002, { ...ownPace, place: 'grangeville', term: 'spring', course: 2, plan: { method: 'fixed-price-per-seat', priceCents: 120_00 } }),
  };
});
afterAll(async () => {
  expect(await brokenIn(db)).toEqual([]);
  await app?.stop();
  await db?.drop();
});

/** Everybody the story names, at their desks. */
async function deskOf(who: string): Promise<Desk> {
  const [, place = '', job = ''] = /^(\w+) (counselor|registrar|teacher)$/.exec(who) ?? [];
  return Desk.of(app, place.toLowerCase() as Place, job as Job);
}

interface Booking { readonly id: string; readonly state: string; readonly home: Place; readonly seats: number; readonly owed: number | null }
const bookingsIn = async (sectionId: string): Promise<Booking[]> =>
  (await db.owner.query<Booking & { home_id: string }>('select id, state, home_party_id as home_id, seat_count as seats, owed_cents::int as owed from booking where section_id = $1 order by number', [sectionId])).rows
    .map((row) => ({ ...row, home: Object.values(homes).find((place) => district(place) === row.home_id)! }));
const over = ['denied', 'expired', 'cancelled', 'dropped', 'withdrawn', 'completed'];
/** The newest seats of a district that are not over: what its counselor means by "the seats". */
async function seatsOf(place: string, sectionId: string): Promise<string> {
  const own = (await bookingsIn(sectionId)).filter(({ home, state }) => home === place && !over.includes(state));
  if (own.length === 0) throw new Error(`${place} has no seats there.`);
  return own.at(-1)!.id;
}

/** A column: what a district has in a course, as the database knows it. */
async function standing(place: Place, sectionId: string): Promise<string> {
  const parts = (await bookingsIn(sectionId)).filter(({ home }) => home === place).map(({ state, seats, owed }) => `${seats} ${state}${owed === null ? '' : `, owes ${dollars(owed)}`}`);
  const { rows } = await db.owner.query<{ wanted: number; place: number; asking: boolean }>(
    `select w.seats_wanted as wanted, (select place::int from waiting_line(w.section_id) l where l.entry_id = w.id) as place, (window_over(w.section_id)).id is not null as asking from waitlist_entry w where w.section_id = $1 and w.home_party_id = $2 and w.state = 'waiting'`,
    [sectionId, district(place)]);
  const [entry] = rows;
  if (entry) parts.push(entry.asking ? `asks for ${entry.wanted}` : `waits ${['', '1st', '2nd', '3rd', '4th'][entry.place]} for ${entry.wanted}`);
  return parts.join('; ') || '–';
}

/** What the worker does in its rounds. */
async function theClockMoves(): Promise<null> {
  await allotWindows(db);
  await db.owner.query('select sweep_sections(100), sweep_rosters(100, 21, 60), sweep_grades(100, 10, 10)');
  return null;
}

type Act = (who: Desk, sectionId: string, ...words: string[]) => Promise<Partial<Answer | Waits>>;
const SECTION_STEP = '{ __typename ... on Refusal { message } }';
/** The verbs of the story. */
const verbs: readonly (readonly [RegExp, Act])[] = [
  [/^holds (\d+) seats?$/, (who, sectionId, seats) => who.hold(sectionId, Number(seats))],
  [/^asks for (\d+) seats?, or (none|fewer)$/, (who, sectionId, seats, least) => who.join(sectionId, Number(seats), { fewest: least === 'none' ? Number(seats) : 1 })],
  [/^leaves the line$/, async (who, sectionId) => who.waitlist('leaveWaitlist', { entryId: (await who.placeIn(sectionId))!.id })],
  [/^has (?:Physics|Spanish) count as a local course$/, async (who, sectionId) => who.approveMapping((await who.map(sectionId)).id)],
  [/^requests the seats for at most (\S+)$/, async (who, sectionId, most) => who.request(await seatsOf(who.place, sectionId), centsOf(most!))],
  [/^accepts what (\w+) requests$/, async (who, sectionId, home) => who.step('acceptSeats', { bookingId: await seatsOf(home!.toLowerCase(), sectionId) })],
  [/^(drop|withdraw)s the seats, owing (\S+)$/, async (who, sectionId, verb, owed) => who.step(`${verb}Seats`, { bookingId: await seatsOf(who.place, sectionId), owedCents: centsOf(owed!) })],
  [/^cancels the class: (.+)$/, (who, sectionId, reason) => who.client.get(`mutation ($input: CancelSectionInput!) { cancelSection(input: $input) ${SECTION_STEP} }`, { input: { idempotencyKey: randomUUID(), sectionId, reason } })],
  [/^names the students$/, (who, sectionId) => namesStudents(who, sectionId)],
  [/^gives (\w+) (.+)$/, async (who, sectionId, home, marks) => {
    const bookingId = await seatsOf(home!.toLowerCase(), sectionId);
    const { seats } = await who.client.get<{ seats: { seatId: string; bookingId: string; version: number }[] }>('query ($id: ID!) { gradeBook(sectionId: $id) { seats { seatId bookingId version } } }', { id: sectionId });
    const typed = marks!.split(', ');
    const grades = seats.filter((seat) => seat.bookingId === bookingId).map(({ seatId, version }, n) => ({ seatId, version, typed: typed[n] }));
    return who.client.get(`mutation ($input: SaveGradesInput!) { saveGrades(input: $input) ${SECTION_STEP} }`, { input: { idempotencyKey: randomUUID(), sectionId, grades } });
  }],
  [/^attests the grades of (\w+)$/, async (who, sectionId, home) =>
    who.client.get(`mutation ($input: AttestGradesInput!) { attestGrades(input: $input) ${SECTION_STEP} }`, { input: { idempotencyKey: randomUUID(), sectionId, bookingIds: [await seatsOf(home!.toLowerCase(), sectionId)] } })],
  [/^accepts the grades$/, async (who, sectionId) =>
    who.client.get(`mutation ($input: AnswerGradesInput!) { answerGrades(input: $input) ${SECTION_STEP} }`, { input: { idempotencyKey: randomUUID(), bookingId: await seatsOf(who.place, sectionId), number: 1 } })],
  [/^reads in the inbox$/, async (who) => ({ message: (await who.inbox()).map(({ title, detail }) => `${title} ${detail}`).join('\n') })],
];

/** Each seat that has none gets a student. */
async function namesStudents(who: Desk, sectionId: string): Promise<Partial<Answer>> {
  for (const { id: bookingId, home, state } of await bookingsIn(sectionId)) {
    if (home !== who.place || state !== 'accepted') continue;
    const { rows } = await db.owner.query<{ id: string; ordinal: number }>('select id, ordinal from seat where booking_id = $1 order by ordinal', [bookingId]);
    const students = rows.map(({ id: seatId, ordinal }) => ({ seatId, givenName: 'Quill', familyName: `Ortega ${ordinal}`, studentNumber: `${bookingId.slice(-4)}-${ordinal}`, gradeLevel: 11, schoolId: school(who.place), counselorId: person(who.place, 'counselor') }));
    const { message } = await who.client.get<{ message?: string }>(`mutation ($input: PlaceStudentsInput!) { placeStudents(input: $input) ${SECTION_STEP} }`, { input: { idempotencyKey: randomUUID(), bookingId, students, emptied: [] } });
    if (message !== undefined) return { message };
  }
  return {};
}

/** What the coordinator does, who sits in no district. */
async function coordinates(client: Client, words: string): Promise<string | null> {
  const [, schoolYear, last] = /^opens a request window for (\S+) until (.+)$/.exec(words) ?? [];
  const opensOn = new Date(Date.parse(`${dayOf(last!)}T00:00:00Z`) - 25 * 86_400_000).toISOString().slice(0, 10);
  const { message = null } = await client.get<{ message?: string }>(
    'mutation ($input: OpenRequestWindowInput!) { openRequestWindow(input: $input) { __typename ... on Refusal { message } } }', { input: { idempotencyKey: randomUUID(), consortiumId: west, schoolYear, opensOn, closesOn: dayOf(last!) } });
  return message;
}

/** Answers what was said to whoever did it; null when it simply was done. */
async function happens(who: string, what: string, sectionId: string): Promise<string | null> {
  if (who === 'The clock') return theClockMoves();
  if (who === 'West coordinator') return coordinates(await app.client().signInAs(coordinator), what);
  const act = what.replace(/,? (and hears: )?“.+”$/, '').replace(/:$/, '');
  const verb = verbs.find(([words]) => words.test(act));
  if (!verb) throw new Error(`Nobody knows how "${act}" is done.`);
  const { message = null } = await verb[1](await deskOf(who), sectionId, ...verb[0].exec(act)!.slice(1));
  return message;
}

const told = async (sectionId: string): Promise<Line> => {
  const columns = await Promise.all(Object.entries(homes).map(async ([name, place]) => [name, await standing(place, sectionId)] as const));
  const { rows } = await db.owner.query<{ free: number }>('select capacity - seats_taken as free from course_section where id = $1', [sectionId]);
  return { ...Object.fromEntries(columns), Free: String(rows[0]!.free) };
};

/** Each line stands on those before it: after one that is not so, nothing is told any more. */
let broken = false;

test.each(tablesOf(page).filter(({ columns }) => columns[0] === 'When').map((table) => [table.chapter, table.lines] as const))('%s', async (chapter, lines) => {
  if (broken) throw new Error('A chapter before this one is not so.');
  broken = true;
  const sectionId = sections[chapter.startsWith('Spanish') ? 'Spanish' : 'Physics'];
  for (const { When = '', Who = '', 'What happens': what = '', ...columns } of lines) {
    await setClock(db, instantOf(When));
    const heard = await happens(Who, what, sectionId);
    expect({ When, Who, what, heard, ...(await told(sectionId)) }).toEqual({ When, Who, what, heard: what.includes('“') ? expect.stringContaining(/“(.+)”/.exec(what)![1]!) : null, ...columns });
  }
  broken = false;
});

test('what the year comes to', async () => {
  const [table] = tablesOf(page).filter(({ columns }) => columns[0] === 'District');
  const comes = await Promise.all(Object.entries(homes).map(async ([District, place]) => {
    const { rows } = await db.owner.query<Record<'finished' | 'back' | 'canceled' | 'cents', number>>(
      `select coalesce(sum(b.seat_count) filter (where b.state = 'completed'), 0)::int as finished, coalesce(sum(b.seat_count) filter (where b.state in ('dropped', 'withdrawn')), 0)::int as back,
              coalesce(sum(b.seat_count) filter (where b.state = 'cancelled'), 0)::int as canceled, coalesce(sum(case when b.state = 'completed' then c.expected_cents else b.owed_cents end), 0)::int as cents
         from booking b left join share_calculation c on c.id = b.calculation_id where b.home_party_id = $1`, [district(place)]);
    const { finished, back, canceled, cents } = rows[0]!;
    return { District, 'Seats finished': String(finished), 'Given back': String(back), Canceled: String(canceled), Owes: dollars(cents) };
  }));
  expect(comes).toEqual(table!.lines);
});
