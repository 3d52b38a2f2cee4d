import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Client, testApp, type TestApp } from '../../../test/app.js';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { Desk } from '../../../test/desk.js';
import { id } from '../../../test/factories/ids.js';
import { district, insertNeighborhood, insertPolicy, type Job, NOW, ownPace, person, type Place, principalOf, publish, school, setClock, west } from '../../../test/factories/neighborhood.js';
import { insertPerson } from '../../../test/factories/people.js';

let db: TestDatabase;
let app: TestApp;
let next = 7000;

beforeAll(async () => {
  db = await freshDatabase();
  await insertNeighborhood(db);
  await insertPerson(db.owner, { id: id(77), name: 'Second Counselor', roles: [{ role: 'counselor', partyId: district('cambridge') }] });
  await insertPerson(db.owner, { id: id(78), name: 'Second Teacher', roles: [{ role: 'teacher', partyId: district('council') }] });
  await insertPerson(db.owner, { id: id(79), name: 'Site Person', roles: [{ role: 'teacher', partyId: district('cambridge') }] });
  app = await testApp(db);
});
afterAll(async () => {
  await app?.stop();
  await db?.drop();
});

interface Roster { __typename: string; message?: string; problems?: { field: string; rule: string; message: string }[]; state: string; mayPlace: boolean; mayReplace: boolean; blockedBy: string | null; opensOn: string; namesUntil: string; seats: { id: string; ordinal: number; schoolName: string | null; placedAt: string | null }[]; rights: { right: string; names: number }[]; counselors: { id: string }[] }
interface Opened { __typename: string; message?: string; disclosureId: string; students: { givenName: string; familyName: string; studentNumber: string; right: string; accommodationsContact: string | null; seatId: string }[]; csv: string | null }
const ROSTER = 'state mayPlace mayReplace blockedBy opensOn namesUntil seats { id ordinal schoolName placedAt } rights { right names } counselors { id }';

const as = (place: Place, job: Job): Promise<Client> => app.client().signInAs(person(place, job));
const rosterOf = (client: Client, bookingId: string) => client.get<Roster | null>(`query ($id: ID!) { roster(bookingId: $id) { ${ROSTER} } }`, { id: bookingId });
const place = (client: Client, bookingId: string, students: object[], more: object = {}) =>
  client.get<Roster>(`mutation ($input: PlaceStudentsInput!) { placeStudents(input: $input) { __typename ... on Refusal { code message } ... on InvalidInput { problems { field rule message } } ... on Roster { ${ROSTER} } } }`, { input: { idempotencyKey: randomUUID(), bookingId, students, emptied: [], ...more } });
const open = (client: Client, what: object, way = 'SCREEN') =>
  client.get<Opened>('mutation ($input: OpenNamesInput!) { openNames(input: $input) { __typename ... on Refusal { code message } ... on OpenedNames { disclosureId students { seatId givenName familyName studentNumber right accommodationsContact } csv } } }', { input: { purpose: 'TEACHING', way, ...what } });
const reported = (client: Client, input: object) => client.get<{ entries: { who: string; right: string; purpose: string; way: string; district: string }[]; csv: string }>('query ($input: DisclosuresInput!) { disclosures(input: $input) { entries { who right purpose way district } csv } }', { input: { districtId: district('cambridge'), ...input } });
const student = (seatId: string, n: number, more: object = {}) => ({ seatId, givenName: `Given${n}`, familyName: `Secretname${n}`, studentNumber: `S-${n}`, gradeLevel: 10, schoolId: school('cambridge'), ...more });
const count = async (sql: string, ...values: unknown[]): Promise<number> => (await db.owner.query<{ n: number }>(`select count(*)::int as n from ${sql}`, values)).rows[0]!.n;
const sweep = () => db.owner.query('select sweep_rosters(100, 21, 60)');

/** Two accepted seats of Cambridge in a class of Council, in fall. */
async function accepted(seats = 2): Promise<{ sectionId: string; bookingId: string; seatIds: string[] }> {
  await setClock(db, NOW);
  const [counselor, registrar, teaching] = await Promise.all([Desk.of(app, 'cambridge', 'counselor'), Desk.of(app, 'cambridge', 'registrar'), Desk.of(app, 'council', 'registrar')]);
  const sectionId = await publish(db, app, next++, { ...ownPace, plan: { method: 'fixed-price-per-seat', priceCents: 150_00 } });
  await registrar.approveMapping((await counselor.map(sectionId)).id);
  const held = await counselor.hold(sectionId, seats);
  await counselor.request(held.id, 500_00);
  await teaching.step('acceptSeats', { bookingId: held.id });
  return { sectionId, bookingId: held.id, seatIds: (await rosterOf(counselor.client, held.id))!.seats.map((seat) => seat.id) };
}

describe('students are placed with the least data', () => {
  test('not before the roster date, by the rule of the acceptance', async () => {
    await insertPolicy(db.owner, { consortiumId: west }, 'students.rosterDays', 5, '2026-08-20');
    const { bookingId, seatIds } = await accepted();
    const counselor = await as('cambridge', 'counselor');
    expect(await rosterOf(counselor, bookingId)).toMatchObject({ opensOn: '2026-08-26', mayPlace: false, blockedBy: expect.stringContaining('too early'), seats: [{ ordinal: 1, placedAt: null }, { ordinal: 2 }], rights: [] });
    expect(await place(counselor, bookingId, [student(seatIds[0]!, 1)])).toMatchObject({ __typename: 'StepNotPossible' });
    await setClock(db, '2026-08-26T06:00:00Z'); // midnight in Council
    expect(await place(await as('cambridge', 'counselor'), bookingId, [student(seatIds[0]!, 1)])).toMatchObject({ __typename: 'Roster', state: 'ROSTERED', seats: [{ placedAt: expect.any(String), schoolName: 'Cambridge High School' }, { placedAt: null }] });
  });

  test('the seats go on: placed, running, and out again; the names go with them', async () => {
    const { sectionId, bookingId, seatIds } = await accepted();
    await setClock(db, '2026-08-28T15:00:00Z');
    const counselor = await as('cambridge', 'counselor');
    await place(counselor, bookingId, seatIds.map((seat, n) => student(seat, 10 + n)));
    await sweep();
    expect((await rosterOf(counselor, bookingId))!.state).toBe('ROSTERED');
    await setClock(db, '2026-08-31T06:00:00Z');
    await sweep();
    const desk = await Desk.of(app, 'cambridge', 'counselor');
    const running = (await desk.booking(bookingId))!;
    expect(running).toMatchObject({ state: 'ACTIVE', leaving: { step: 'DROP', owedCents: 0 }, nextSteps: expect.arrayContaining([expect.objectContaining({ step: 'ROSTER' }), expect.objectContaining({ step: 'DROP' })]) });
    expect(running.history.map(({ sentence }) => sentence)).toEqual(expect.arrayContaining(['Placed students in 2 of 2 seats.', 'The class began.']));
    // Another student in the same seat, and one seat emptied: the class runs on.
    expect(await place(desk.client, bookingId, [student(seatIds[0]!, 12)], { emptied: [seatIds[1]] })).toMatchObject({ state: 'ACTIVE', seats: [{ placedAt: expect.any(String) }, { placedAt: null }] });
    expect(await desk.step('dropSeats', { bookingId, owedCents: 0 })).toMatchObject({ state: 'DROPPED' });
    expect(await count('student_name n join seat s on s.id = n.seat_id where s.section_id = $1', sectionId)).toBe(0);
    expect(await count('placement where section_id = $1', sectionId)).toBe(0);
    expect((await db.owner.query('select seats_taken from course_section where id = $1', [sectionId])).rows[0].seats_taken).toBe(0);
  });

  test('after the last day a seat that holds nobody can still be named, one that was emptied too; whoever sits in one stays', async () => {
    const { bookingId, seatIds } = await accepted();
    await setClock(db, '2026-08-28T15:00:00Z');
    const early = await as('cambridge', 'counselor');
    expect(await place(early, bookingId, [student(seatIds[0]!, 30), student(seatIds[1]!, 31)])).toMatchObject({ mayPlace: true, mayReplace: true });
    expect(await place(early, bookingId, [], { emptied: seatIds })).toMatchObject({ state: 'ROSTERED', seats: [{ placedAt: null }, { placedAt: null }] });
    await setClock(db, '2026-12-21T16:00:00Z');
    await sweep();
    const counselor = await as('cambridge', 'counselor');
    const late = async () => (await (await Desk.of(app, 'cambridge', 'counselor')).booking(bookingId))!.nextSteps.find(({ step }) => step === 'ROSTER');
    expect([(await rosterOf(counselor, bookingId))!.mayPlace, await late()]).toEqual([true, expect.objectContaining({ blockedBy: null })]);
    expect(await place(counselor, bookingId, [student(seatIds[0]!, 32)])).toMatchObject({ __typename: 'Roster', mayPlace: true, mayReplace: false, seats: [{ placedAt: expect.any(String) }, { placedAt: null }] });
    const over = { __typename: 'StepNotPossible', message: 'The course is over: whoever sits in a seat stays. Name students for empty seats alone.' };
    expect(await place(counselor, bookingId, [student(seatIds[0]!, 33)])).toMatchObject(over);
    expect(await place(counselor, bookingId, [student(seatIds[1]!, 33)], { emptied: [seatIds[0]] })).toMatchObject(over);
    expect(await place(counselor, bookingId, [student(seatIds[1]!, 33)])).toMatchObject({ __typename: 'Roster', mayPlace: false, blockedBy: expect.stringContaining('stays') });
    expect(await late()).toMatchObject({ blockedBy: expect.stringContaining('over') });
    expect(await place(counselor, bookingId, [], { emptied: seatIds })).toMatchObject({ __typename: 'StepNotPossible' });
    expect((await db.owner.query<{ n: string }>('select student_number as n from student_name x join seat e on e.id = x.seat_id where e.booking_id = $1 order by e.ordinal', [bookingId])).rows.map(({ n }) => n)).toEqual(['S-32', 'S-33']);
  });

  test('every student is checked, and nobody is placed unless all can be', async () => {
    const { bookingId, seatIds } = await accepted();
    await setClock(db, '2026-08-28T15:00:00Z');
    const counselor = await as('cambridge', 'counselor');
    const answer = await place(counselor, bookingId, [student(seatIds[0]!, 20), student(seatIds[1]!, 21, { givenName: ' ', gradeLevel: 40, schoolId: school('council'), counselorId: person('council', 'counselor') })]);
    expect(answer.problems!.map(({ field }) => field)).toEqual(['input.students.1.givenName', 'input.students.1.gradeLevel', 'input.students.1.schoolId', 'input.students.1.counselorId']);
    expect(await place(counselor, bookingId, [student(seatIds[0]!, 20), student(seatIds[1]!, 20)])).toMatchObject({ __typename: 'InvalidInput', problems: [{ rule: 'once' }] });
    await place(counselor, bookingId, [student(seatIds[0]!, 20)]);
    expect(await place(counselor, bookingId, [student(seatIds[1]!, 20)])).toMatchObject({ __typename: 'InvalidInput', message: expect.stringContaining('already') });
    expect(await count('placement where booking_id = $1', bookingId)).toBe(1);
  });

  test('ten who place at once: one roster, no seat with two students', async () => {
    const { bookingId, seatIds } = await accepted();
    await setClock(db, '2026-08-28T15:00:00Z');
    const counselor = await as('cambridge', 'counselor');
    await Promise.all(Array.from({ length: 10 }, (_, n) => place(counselor, bookingId, [student(seatIds[0]!, 100 + n), student(seatIds[1]!, 200 + n)])));
    const { rows } = await db.owner.query<{ student_number: string }>('select student_number from student_name n join placement p using (seat_id) where booking_id = $1 order by 1', [bookingId]);
    // Both of the same act.
    expect(rows).toHaveLength(2);
    expect(Number(rows[1]!.student_number.slice(2)) - Number(rows[0]!.student_number.slice(2))).toBe(100);
    expect(await count(`event where subject_id = $1 and kind = 'booking.rostered'`, bookingId)).toBe(1);
  });

  test('the teaching side places nobody, nor does another counselor\'s district', async () => {
    const { bookingId, seatIds } = await accepted();
    await setClock(db, '2026-08-28T15:00:00Z');
    for (const who of [await as('council', 'registrar'), await as('cambridge', 'business_manager')]) expect(await place(who, bookingId, [student(seatIds[0]!, 30)])).toMatchObject({ __typename: 'NotAllowed' });
    expect(await place(await as('grangeville', 'registrar'), bookingId, [student(seatIds[0]!, 30)])).toMatchObject({ __typename: 'NotFound' });
  });
});

describe('names are opened by the few, and each opening is written down', () => {
  test('everybody by their own right, and nobody else', async () => {
    const { sectionId, bookingId, seatIds } = await accepted();
    await setClock(db, '2026-08-28T15:00:00Z');
    await place(await as('cambridge', 'registrar'), bookingId, [student(seatIds[0]!, 40, { counselorId: person('cambridge', 'counselor'), accommodationsContact: 'Ms. Hale, 208-555-0100' }), student(seatIds[1]!, 41, { counselorId: id(77) })]);
    await (await as('cambridge', 'registrar')).get('mutation ($input: NameFacilitatorInput!) { nameFacilitator(input: $input) { __typename } }', { input: { idempotencyKey: randomUUID(), schoolId: school('cambridge'), accountId: id(79) } });
    const seen = async (client: Client, what: object = { bookingId }) => {
      const { __typename, students } = await open(client, what);
      return __typename === 'OpenedNames' ? students.map((one) => `${one.familyName} ${one.right}`) : __typename;
    };
    const both = (right: string) => [`Secretname40 ${right}`, `Secretname41 ${right}`];
    expect(await seen(await as('council', 'teacher'))).toEqual(both('TEACHER'));
    expect(await seen(await as('council', 'teacher'), { sectionId })).toEqual(both('TEACHER'));
    expect(await seen(await as('council', 'registrar'))).toEqual(both('TEACHING_REGISTRAR'));
    expect(await seen(await as('cambridge', 'registrar'))).toEqual(both('HOME_REGISTRAR'));
    expect(await seen(await app.client().signInAs(id(79)))).toEqual(both('FACILITATOR'));
    expect(await seen(await as('cambridge', 'counselor'))).toEqual(['Secretname40 COUNSELOR']);
    expect(await seen(await app.client().signInAs(id(77)))).toEqual(['Secretname41 COUNSELOR']);
    for (const who of [id(78), person('council', 'counselor'), person('council', 'district_administrator'), person('cambridge', 'business_manager'), person('cambridge', 'teacher'), person('cambridge', 'district_administrator')]) {
      expect(await seen(await app.client().signInAs(who))).toBe('NotAllowed');
    }
    expect(await seen(await as('grangeville', 'registrar'))).toBe('NotFound');
    expect(await seen(await as('grangeville', 'registrar'), { sectionId })).toBe('NotAllowed');

    // The answer to a parent: by number and by seat, the same; the other student's openings are not in it.
    const registrar = await as('cambridge', 'registrar');
    const report = await reported(registrar, { studentNumber: 'S-40' });
    expect(report.entries.map(({ who, right }) => `${who}: ${right}`)).toEqual([
      'Cambridge counselor: COUNSELOR', 'Site Person: FACILITATOR', 'Cambridge registrar: HOME_REGISTRAR', 'Council registrar: TEACHING_REGISTRAR', 'Council teacher: TEACHER', 'Council teacher: TEACHER',
    ]);
    expect(await reported(registrar, { seatId: seatIds[0] })).toEqual(report);
    expect(report.csv.split('\r\n')).toHaveLength(8);
    expect(JSON.stringify(report)).not.toMatch(/Secretname|Given4|S-40/);
    expect((await reported(registrar, { studentNumber: 'S-999' })).entries).toEqual([]);
  });

  test('a right that ended opens nothing: an ended role, another facilitator, seats given back', async () => {
    const { bookingId, seatIds } = await accepted();
    await setClock(db, '2026-08-28T15:00:00Z');
    const counselor = await as('cambridge', 'counselor');
    await place(counselor, bookingId, [student(seatIds[0]!, 50, { counselorId: id(77) })]);
    const former = await app.client().signInAs(id(77));
    expect(await open(former, { bookingId })).toMatchObject({ __typename: 'OpenedNames' });
    await db.owner.query('update role_assignment set ended_at = app_now() where account_id = $1', [id(77)]);
    expect(await open(former, { bookingId })).toMatchObject({ __typename: expect.stringMatching(/NotAllowed|NotFound/) });
    await db.owner.query('update role_assignment set ended_at = null where account_id = $1', [id(77)]);
    await (await as('cambridge', 'registrar')).get('mutation ($input: NameFacilitatorInput!) { nameFacilitator(input: $input) { __typename } }', { input: { idempotencyKey: randomUUID(), schoolId: school('cambridge'), accountId: null } });
    expect(await open(await app.client().signInAs(id(79)), { bookingId })).toMatchObject({ __typename: 'NotAllowed' });
    await (await Desk.of(app, 'cambridge', 'counselor')).step('dropSeats', { bookingId, owedCents: 0 });
    expect(await open(await as('council', 'teacher'), { bookingId })).toMatchObject({ __typename: 'NotAllowed' });
  });

  test('a file is a disclosure too, and its rows go back in as they came', async () => {
    const { bookingId, seatIds } = await accepted();
    await setClock(db, '2026-08-28T15:00:00Z');
    const registrar = await as('cambridge', 'registrar');
    await place(registrar, bookingId, seatIds.map((seat, n) => student(seat, 60 + n, { givenName: n ? '=1+1' : 'Ana' })));
    const { csv } = await open(registrar, { bookingId, purpose: 'RECORDS' }, 'FILE');
    expect(csv).toContain("'=1+1");
    const file = await registrar.get<{ students: object[]; problems: { row: number; column: string; message: string }[] }>('query ($input: RosterFileInput!) { rosterFile(input: $input) { students { givenName seatId } problems { row column rule message } } }', { input: { bookingId, text: csv } });
    expect(file).toEqual({ problems: [], students: [{ givenName: 'Ana', seatId: seatIds[0] }, { givenName: '=1+1', seatId: seatIds[1] }] });
    expect((await reported(registrar, { studentNumber: 'S-60' })).entries).toEqual([expect.objectContaining({ way: 'FILE', purpose: 'RECORDS' })]);
    expect(await (await as('council', 'registrar')).get('query ($input: RosterFileInput!) { rosterFile(input: $input) { students { givenName } } }', { input: { bookingId, text: csv } })).toBeNull();
  });

  test('what cannot be written down is not given: no name without its disclosure', async () => {
    const { bookingId, seatIds } = await accepted();
    await setClock(db, '2026-08-28T15:00:00Z');
    await place(await as('cambridge', 'registrar'), bookingId, [student(seatIds[0]!, 70)]);
    await db.owner.query(`create function no_log() returns trigger language plpgsql as $$ begin raise exception 'the log is full'; end $$; create trigger planted before insert on disclosed_name for each row execute function no_log()`);
    const teacher = await as('council', 'teacher');
    const { data, errors } = await teacher.run<Record<string, unknown>>('mutation ($input: OpenNamesInput!) { openNames(input: $input) { __typename ... on OpenedNames { students { familyName } } } }', { input: { bookingId, purpose: 'TEACHING', way: 'SCREEN' } });
    await db.owner.query('drop trigger planted on disclosed_name; drop function no_log()');
    expect(errors).toBeTruthy();
    expect(JSON.stringify([data, errors])).not.toContain('Secretname70');
    await expect(db.owner.query('delete from disclosed_name')).rejects.toThrow('append-only');
    await expect(db.owner.query(`update disclosure set purpose = 'support'`)).rejects.toThrow('append-only');
  });
});

describe('names end', () => {
  test('with the term, as policy says; an event says how many, and a parent is still answered', async () => {
    const { bookingId, seatIds } = await accepted();
    await setClock(db, '2026-08-28T15:00:00Z');
    await place(await as('cambridge', 'registrar'), bookingId, seatIds.map((seat, n) => student(seat, 80 + n)));
    await open(await as('council', 'teacher'), { bookingId });
    await setClock(db, '2027-02-16T18:00:00Z'); // sixty days after December 18
    await sweep();
    expect(await count('student_name n join placement p using (seat_id) where p.booking_id = $1', bookingId)).toBe(2);
    await setClock(db, '2027-02-17T18:00:00Z');
    await sweep();
    expect(await count('student_name n join placement p using (seat_id) where p.booking_id = $1', bookingId)).toBe(0);
    const { rows } = await db.owner.query(`select actor_account_id, facts from event where subject_id = $1 and kind = 'roster.ended'`, [bookingId]);
    expect(rows).toEqual([{ actor_account_id: null, facts: { names: 2 } }]);
    await sweep();
    expect(await count(`event where subject_id = $1 and kind = 'roster.ended'`, bookingId)).toBe(1);
    const registrar = await as('cambridge', 'registrar');
    expect((await reported(registrar, { studentNumber: 'S-80' })).entries).toHaveLength(1);
    expect(await open(registrar, { bookingId })).toMatchObject({ __typename: 'NotAllowed' });
    await setClock(db, NOW);
  });

  test('nothing else keeps them: no event, task, mail, receipt or job names anybody', async () => {
    const { bookingId, seatIds } = await accepted();
    await setClock(db, '2026-08-28T15:00:00Z');
    await place(await as('cambridge', 'registrar'), bookingId, [student(seatIds[0]!, 90, { accommodationsContact: 'Secretname contact' })]);
    await open(await as('council', 'teacher'), { bookingId });
    const { rows: tables } = await db.owner.query<{ name: string }>(`select table_schema || '.' || table_name as name from information_schema.tables where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE' and table_name <> 'student_name'`);
    const telling: string[] = [];
    for (const { name } of tables) if ((await db.owner.query(`select from ${name} t where t::text ~ 'Secretname|Given90|S-90'`)).rowCount) telling.push(name);
    expect(tables.length).toBeGreaterThan(40);
    expect(telling).toEqual([]);
    expect((await db.owner.query(`select from student_name t where t::text ~ 'Secretname'`)).rowCount).toBeGreaterThan(0);
  });
});

test('the calendar asks for a roster once, and the task is gone when it is there', async () => {
  const { bookingId, seatIds } = await accepted();
  await sweep();
  await sweep();
  let counselor = await Desk.of(app, 'cambridge', 'counselor');
  const tasks = async () => (await counselor.inbox()).filter((item) => item.kind === 'PLACE_STUDENTS' && item.bookingId === bookingId);
  // The rule of this acceptance: five days before August 31.
  expect(await tasks()).toEqual([]);
  await setClock(db, '2026-08-26T15:00:00Z');
  counselor = await Desk.of(app, 'cambridge', 'counselor');
  await sweep();
  await sweep();
  expect(await tasks()).toEqual([expect.objectContaining({ dueAt: '2026-08-31T06:00:00.000Z' })]);
  await place(counselor.client, bookingId, [student(seatIds[0]!, 95)]);
  expect(await tasks()).toEqual([]);
});

test('the database keeps its order: nobody placed is no roster, and no class begins early', async () => {
  const { bookingId } = await accepted();
  const move = async (from: string, to: string) => {
    const { accountId } = await principalOf(db, person('cambridge', 'counselor'));
    const client = await db.owner.connect();
    try {
      await client.query('begin');
      await client.query('select enter($1)', [accountId]);
      return await client.query('select move_seats($1, $2, $3, $4, $5)', [bookingId, from, to, 'home', '{}']);
    } finally {
      await client.query('rollback');
      client.release();
    }
  };
  await expect(move('accepted', 'rostered')).rejects.toThrow('nobody is placed');
  await expect(db.owner.query(`update booking set state = 'active' where id = $1`, [bookingId])).rejects.toThrow('has not begun');
});
