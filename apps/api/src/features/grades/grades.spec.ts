import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { type Client, testApp, type TestApp } from '../../../test/app.js';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { Desk } from '../../../test/desk.js';
import { id } from '../../../test/factories/ids.js';
import { district, insertNeighborhood, type Job, NOW, ownPace, person, type Place, publish, school, type SectionWishes, setClock } from '../../../test/factories/neighborhood.js';
import { insertPerson } from '../../../test/factories/people.js';
import { until } from '../../../test/until.js';

let db: TestDatabase;
let app: TestApp;
let next = 7000;
const LAST_DAY = '2026-12-18T16:00:00Z';

beforeAll(async () => {
  db = await freshDatabase();
  await insertNeighborhood(db);
  await insertPerson(db.owner, { id: id(78), name: 'Second Teacher', roles: [{ role: 'teacher', partyId: district('council') }] });
  await insertPerson(db.owner, { id: id(77), name: 'Teacher and Counselor', roles: [{ role: 'teacher', partyId: district('council') }, { role: 'counselor', partyId: district('council') }] });
  await insertPerson(db.owner, { id: id(79), name: 'Site Person', roles: [{ role: 'teacher', partyId: district('cambridge') }] });
  app = await testApp(db);
});
afterAll(async () => {
  await app?.stop();
  await db?.drop();
});

interface Seat { seatId: string; bookingId: string; ordinal: number; withdrawn: boolean; seenOn: string | null; typed: string; version: number; lastAttended: string | null; enteredBy: string | null; attested: string | null }
interface Book { __typename: string; code?: string; message?: string; problems?: { field: string; rule: string }[]; sheets: { bookingId: string; state: string; dueOn: string; dueRule: string; missing: number; mayAttest: boolean; attestBlockedBy: string | null }[]; seats: Seat[] }
interface Grades { __typename: string; code?: string; message?: string; mayAnswer: boolean; mayKnow: boolean; fixed: boolean; countsAs: string | null; sheet: { state: string; bookingState: string; answerBy: string | null; attestations: { number: number; by: string; sentence: string; nobody: boolean; reason: string | null; answer: string | null; answeredBy: string | null; answerReason: string | null }[] }; grades: { ordinal: number; given: string; ours: string; how: string; passed: boolean; before: string | null; lastAttended: string | null }[] }
const BOOK = 'sheets { bookingId state dueOn dueRule missing mayAttest attestBlockedBy } seats { seatId bookingId ordinal withdrawn seenOn typed version lastAttended enteredBy attested }';
const GRADES = 'mayAnswer mayKnow fixed countsAs sheet { state bookingState answerBy attestations { number by sentence nobody reason answer answeredBy answerReason } } grades { ordinal given ours how passed before lastAttended }';
const REFUSAL = '... on Refusal { code message } ... on InvalidInput { problems { field rule } }';

const as = (place: Place, job: Job): Promise<Client> => app.client().signInAs(person(place, job));
const bookOf = (client: Client, sectionId: string) => client.get<Book | null>(`query ($id: ID!) { gradeBook(sectionId: $id) { ${BOOK} } }`, { id: sectionId });
const gradesOf = (client: Client, bookingId: string) => client.get<Grades | null>(`query ($id: ID!) { bookingGrades(bookingId: $id) { ${GRADES} } }`, { id: bookingId });
const save = (client: Client, sectionId: string, grades: object[], idempotencyKey: string = randomUUID()) => client.get<Book>(`mutation ($input: SaveGradesInput!) { saveGrades(input: $input) { __typename ${REFUSAL} ... on GradeBook { ${BOOK} } } }`, { input: { idempotencyKey, sectionId, grades } });
const attest = (client: Client, sectionId: string, bookingIds: string[], reason?: string, idempotencyKey: string = randomUUID()) => client.get<Book>(`mutation ($input: AttestGradesInput!) { attestGrades(input: $input) { __typename ${REFUSAL} ... on GradeBook { ${BOOK} } } }`, { input: { idempotencyKey, sectionId, bookingIds, reason } });
const answer = (client: Client, bookingId: string, number: number, dispute?: string) => client.get<Grades>(`mutation ($input: AnswerGradesInput!) { answerGrades(input: $input) { __typename ${REFUSAL} ... on BookingGrades { ${GRADES} } } }`, { input: { idempotencyKey: randomUUID(), bookingId, number, dispute } });
const setScale = (client: Client, place: Place, version: number, more: object) => client.get<{ __typename: string; version: number; words: string; versions: { version: number }[]; problems?: { field: string; rule: string }[] }>(`mutation ($input: SetGradeSettingsInput!) { setGradeSettings(input: $input) { __typename ${REFUSAL} ... on GradeSettings { version words versions { version } } } }`, { input: { idempotencyKey: randomUUID(), districtId: district(place), version, percent: false, marks: [], passAt: 60, ...more } });
const LETTERS = { marks: [['A', 90, 95], ['B', 80, 85], ['C', 0, 40]].map(([mark, atLeast, standsFor]) => ({ mark, atLeast, standsFor })) };
const rows = (book: Book | null, ...typed: (string | [string, string])[]) => typed.map((one, n) => ({ seatId: book!.seats[n]!.seatId, version: book!.seats[n]!.version, typed: typeof one === 'string' ? one : one[0], lastAttended: typeof one === 'string' ? null : one[1] }));
const file = (client: Client, sectionId: string, text: string) => client.get<{ grades: { seatId: string; typed: string }[]; problems: { row: number; column: string; rule: string; message: string }[] } | null>('query ($input: GradeFileInput!) { gradeFile(input: $input) { grades { seatId typed lastAttended } problems { row column rule message } } }', { input: { sectionId, text } });
const sweep = () => db.owner.query('select sweep_rosters(100, 21, 60), sweep_grades(100, 10, 10)');
const tasks = async (place: Place, job: Job, kind: string, title: string) => (await (await Desk.of(app, place, job)).inbox()).filter((item) => item.kind === kind && item.title.includes(title));

/** The server's own login, past every guard of the api. */
async function login(): Promise<pg.Client> {
  const client = new pg.Client(db.serverUrl);
  await client.connect();
  return client;
}

/** Two students of a home district in a running class of Council that ends on December 18; nobody graded yet. */
async function running({ home = 'cambridge', named = true, into, ...wishes }: { home?: Place; named?: boolean; into?: string } & SectionWishes = {}): Promise<{ sectionId: string; bookingId: string; seatIds: string[]; title: string }> {
  await setClock(db, NOW);
  const [counselor, registrar, teaching] = await Promise.all([Desk.of(app, home, 'counselor'), Desk.of(app, home, 'registrar'), Desk.of(app, 'council', 'registrar')]);
  const n = next++;
  const sectionId = into ?? await publish(db, app, n, { ...ownPace, plan: { method: 'fixed-price-per-seat', priceCents: 150_00 }, ...wishes });
  await registrar.approveMapping((await counselor.map(sectionId)).id);
  const held = await counselor.hold(sectionId, 2);
  await counselor.request(held.id, 500_00);
  await teaching.step('acceptSeats', { bookingId: held.id });
  await setClock(db, '2026-08-28T15:00:00Z');
  const { rows: seats } = await db.owner.query<{ id: string }>('select id from seat where booking_id = $1 order by ordinal', [held.id]);
  const made = { sectionId, bookingId: held.id, seatIds: seats.map((seat) => seat.id) };
  if (named) expect(await place(made, home, `S-${n}`)).toEqual({ __typename: 'Roster' });
  await setClock(db, '2026-12-01T16:00:00Z');
  await sweep();
  const { rows: [offering] } = await db.owner.query<{ title: string }>('select title from offering where id = $1', [sectionId]);
  return { ...made, title: offering!.title };
}

/** The counselor looks after the first student. */
async function place({ bookingId, seatIds }: { bookingId: string; seatIds: string[] }, home: Place, numbers: string, counselorId = person(home, 'counselor')) {
  const students = seatIds.map((seatId, at) => ({ seatId, givenName: `Given${at}`, familyName: `Secretname${at}`, studentNumber: `${numbers}-${at}`, gradeLevel: 10, schoolId: school(home), counselorId: at === 0 ? counselorId : null }));
  return (await as(home, 'registrar')).get<{ __typename: string; message?: string }>('mutation ($input: PlaceStudentsInput!) { placeStudents(input: $input) { __typename ... on Refusal { message } } }', { input: { idempotencyKey: randomUUID(), bookingId, students, emptied: [] } });
}

/** Its last day has come, and both grades are attested. */
async function attested(...typed: [string, string]) {
  const made = await running();
  await setClock(db, LAST_DAY);
  await sweep();
  const teacher = await as('council', 'teacher');
  await save(teacher, made.sectionId, rows(await bookOf(teacher, made.sectionId), ...typed));
  expect(await attest(teacher, made.sectionId, [made.bookingId])).toMatchObject({ __typename: 'GradeBook', sheets: [{ state: 'ATTESTED' }] });
  return { ...made, teacher };
}

describe('grades are entered as they are typed', () => {
  test('kept at once, on the scale of those who teach; the home side sees nothing before they are attested', async () => {
    const { sectionId, bookingId } = await running();
    const teacher = await as('council', 'teacher');
    const book = await bookOf(teacher, sectionId);
    expect(book).toMatchObject({ sheets: [{ state: 'OPEN', missing: 2, mayAttest: false, dueOn: '2026-12-28', dueRule: '10 days after the last day, as members agreed' }], seats: [{ ordinal: 1, typed: '', version: 0 }, { ordinal: 2 }] });
    expect(await save(teacher, sectionId, rows(book, '91', ['w', '2026-10-02']))).toMatchObject({ sheets: [{ missing: 0, attestBlockedBy: expect.stringContaining('still running') }], seats: [{ typed: '91', version: 1, enteredBy: 'Council teacher' }, { typed: 'W', lastAttended: '2026-10-02' }] });
    expect(await attest(teacher, sectionId, [bookingId])).toMatchObject({ __typename: 'StepNotPossible', message: expect.stringContaining('still running') });
    expect(await gradesOf(await as('cambridge', 'registrar'), bookingId)).toMatchObject({ mayKnow: true, mayAnswer: false, grades: [], sheet: { state: 'OPEN', attestations: [] } });
    const bad = await save(teacher, sectionId, rows(await bookOf(teacher, sectionId), '101', ['W', '2027-05-05']));
    expect(bad).toMatchObject({ __typename: 'InvalidInput', problems: [{ field: 'input.grades.0.typed', rule: 'scale' }, { field: 'input.grades.1.lastAttended', rule: 'within' }] });
    // Numbers beyond any that the database holds, and days there are none of, are refused as such.
    const odd = rows(await bookOf(teacher, sectionId), '91', ['W', '2026-09-31']);
    expect(await save(teacher, sectionId, [{ ...odd[0], version: 2_147_483_647 }])).toMatchObject({ __typename: 'InvalidInput', problems: [{ field: 'input.grades.0.version' }] });
    expect(await save(teacher, sectionId, [odd[1]!])).toMatchObject({ __typename: 'InvalidInput', problems: [{ field: 'input.grades.0.lastAttended', rule: 'day' }] });
    expect(await setScale(await as('cambridge', 'registrar'), 'cambridge', 2_147_483_647, { percent: true })).toMatchObject({ __typename: 'InvalidInput', problems: [{ field: 'input.version' }] });
    // Taken out again: nothing stands there, and nothing of the other row was lost.
    expect((await save(teacher, sectionId, rows(await bookOf(teacher, sectionId), ''))).seats).toMatchObject([{ typed: '' }, { typed: 'W' }]);
  });

  test('two people write the same grade at once: one stands, the other is told whose', async () => {
    const { sectionId } = await running();
    const [teacher, registrar] = [await as('council', 'teacher'), await as('council', 'registrar')];
    const book = await bookOf(teacher, sectionId);
    const answers = await Promise.all([save(teacher, sectionId, rows(book, '70', '71')), save(registrar, sectionId, rows(book, '80', '81'))]);
    expect(answers.map((one) => one.__typename).sort()).toEqual(['GradeBook', 'StepNotPossible']);
    const won = answers[0]!.__typename === 'GradeBook' ? ['70', '71', 'Council teacher'] : ['80', '81', 'Council registrar'];
    expect(answers.find((one) => one.__typename === 'StepNotPossible')!.message).toContain(`${won[2]} has entered another grade for seat`);
    expect((await bookOf(teacher, sectionId))!.seats.map(({ typed }) => typed)).toEqual(won.slice(0, 2));
  });

  test('a request sent twice is done once; the same key for something else is refused', async () => {
    const { sectionId } = await running();
    const teacher = await as('council', 'teacher');
    const [book, key] = [await bookOf(teacher, sectionId), randomUUID()];
    const [first, second] = [await save(teacher, sectionId, rows(book, '77'), key), await save(teacher, sectionId, rows(book, '77'), key)];
    expect([first.seats[0]!.version, second.seats[0]!.version]).toEqual([1, 1]);
    expect(await save(teacher, sectionId, rows(book, '78'), key)).toMatchObject({ __typename: 'KeyReused' });
  });

  test('another student in the seat has no grade yet', async () => {
    const { sectionId, bookingId, seatIds } = await running();
    const teacher = await as('council', 'teacher');
    await save(teacher, sectionId, rows(await bookOf(teacher, sectionId), '91', '92'));
    await (await as('cambridge', 'registrar')).get('mutation ($input: PlaceStudentsInput!) { placeStudents(input: $input) { __typename } }', { input: { idempotencyKey: randomUUID(), bookingId, emptied: [], students: [{ seatId: seatIds[0], givenName: 'Other', familyName: 'Person', studentNumber: 'S-NEW', gradeLevel: 10, schoolId: school('cambridge') }] } });
    const book = await bookOf(teacher, sectionId);
    expect(book!.seats).toMatchObject([{ typed: '', version: 0 }, { typed: '92' }]);
    expect((await save(teacher, sectionId, rows(book, '55'))).seats).toMatchObject([{ typed: '55', version: 1 }, { typed: '92' }]);
  });
});

describe('a sheet out and in', () => {
  test('the sheet goes out as a disclosure and comes back as it went; what is wrong is said row by row, and nothing is stored', async () => {
    const { sectionId, bookingId } = await running();
    const teacher = await as('council', 'teacher');
    // Before the names were opened, no number is compared: right and wrong ones are answered the same.
    const { rows: [row] } = await db.owner.query<{ reference: string; number: string }>(`select 'B-' || lpad(b.number::text, 4, '0') as reference, n.student_number as number from booking b join seat e on e.booking_id = b.id join student_name n on n.seat_id = e.id where b.id = $1 and e.ordinal = 1`, [bookingId]);
    const guess = async (number: string) => (await file(teacher, sectionId, `Booking,Seat,Student number,Grade\n${row!.reference},1,${number},88`))!.problems;
    expect(await guess(row!.number)).toMatchObject([{ row: 2, column: 'Student number', rule: 'student', message: expect.stringContaining('Show the names of this class first') }]);
    expect(await guess('S-0')).toEqual(await guess(row!.number));
    const { csv } = await teacher.get<{ csv: string }>('mutation ($id: ID!) { takeGradeSheet(sectionId: $id) { __typename ... on GradePaper { csv } } }', { id: sectionId });
    const lines = csv.trim().split('\r\n');
    expect(lines[0]).toBe('District,Booking,Seat,Student number,Student,Grade,Last day attended');
    expect(lines[1]).toMatch(/^Cambridge,B-\d+,1,S-\d+-0,"?Secretname0, Given0"?,,$/);
    expect((await db.owner.query(`select from disclosure d where d.way = 'file' and d.account_id = $1 and exists (select from disclosed_name n join seat s on s.id = n.seat_id where n.disclosure_id = d.id and s.section_id = $2)`, [person('council', 'teacher'), sectionId])).rowCount).toBe(1);
    const filled = [lines[0]!, lines[1]!.replace(/,,$/, ',88,'), lines[2]!.replace(/,,$/, ',W,10/2/2026')].join('\n');
    const read = (await file(teacher, sectionId, filled))!;
    expect(read).toMatchObject({ problems: [], grades: [{ typed: '88', lastAttended: null }, { typed: 'W', lastAttended: '2026-10-02' }] });
    const [booking, first, second] = [lines[1]!.split(',')[1], lines[1]!.split(',')[3], lines[2]!.split(',')[3]];
    const wrong = await file(teacher, sectionId, `Booking,Seat,Student number,Grade,Last day attended\n${booking},1,${second},88,\n${booking},2,${first},A+,\nB-9999,1,,90,\n${booking},9,,90,\n${booking},2,,W,2026-02-31`);
    expect(wrong!.grades).toEqual([]);
    expect(wrong!.problems.map(({ row, column, rule }) => `${row} ${column} ${rule}`)).toEqual(['2 Student number student', '3 Grade scale', '3 Student number student', '4 Booking known', '5 Seat known', '6 Seat once', '6 Last day attended day']);
    expect(wrong!.problems.every(({ message }) => message.length > 20)).toBe(true);
    expect((await file(teacher, sectionId, 'a,b\n1,2'))!.problems.map(({ column }) => column)).toEqual(['Booking', 'Seat', 'Grade']);
    expect((await bookOf(teacher, sectionId))!.seats.every(({ typed }) => typed === '')).toBe(true);
    for (const who of [await app.client().signInAs(id(78)), await as('cambridge', 'registrar')]) expect(await file(who, sectionId, filled)).toBeNull();
  });
});

describe('attested, and answered', () => {
  test('the home registrar reads them on the own scale and accepts; the seats are completed; a later scale changes nothing', async () => {
    const cambridge = await as('cambridge', 'registrar');
    const { sectionId, bookingId, title } = await attested('91', '79');
    expect(await setScale(await as('cambridge', 'registrar'), 'cambridge', 0, LETTERS)).toMatchObject({ version: 1, words: 'A from 90, B from 80, C from 0; passed from 60' });
    const registrar = await as('cambridge', 'registrar');
    expect(await tasks('cambridge', 'registrar', 'ACCEPT_GRADES', title)).toHaveLength(1);
    expect(await tasks('council', 'teacher', 'GIVE_GRADES', title)).toHaveLength(0);
    expect(await gradesOf(registrar, bookingId)).toMatchObject({
      mayAnswer: true, fixed: false, countsAs: 'SCI-9, Physics, 1.00 credit', grades: [{ ordinal: 1, given: '91', ours: 'A', how: '91 percent, here A: 90 to 100.', passed: true }, { ordinal: 2, given: '79', ours: 'C', passed: true }],
      sheet: { answerBy: expect.stringMatching(/^2026-12-28T16:00/), attestations: [{ number: 1, by: 'Council teacher', sentence: expect.stringContaining('I attest') }] },
    });
    const done = await answer(registrar, bookingId, 1);
    expect(done).toMatchObject({ fixed: true, mayAnswer: false, sheet: { state: 'ACCEPTED', bookingState: 'COMPLETED', attestations: [{ answer: 'ACCEPTED', answeredBy: 'Cambridge registrar' }] } });
    const { rows: seats } = await db.owner.query('select distinct state from seat where booking_id = $1', [bookingId]);
    expect(seats).toEqual([{ state: 'completed' }]);
    expect((await db.owner.query('select seats_taken from course_section where id = $1', [sectionId])).rows[0].seats_taken).toBe(2);
    expect(await tasks('cambridge', 'registrar', 'ACCEPT_GRADES', title)).toHaveLength(0);
    expect(await setScale(registrar, 'cambridge', 1, { percent: true })).toMatchObject({ version: 2, versions: [{ version: 2 }, { version: 1 }] });
    expect((await gradesOf(registrar, bookingId))!.grades.map(({ ours }) => ours)).toEqual(['A', 'C']);
    await expect(db.owner.query(`update grade_setting set scale = '{}'`)).rejects.toThrow('append-only');
    // Mapped anew for the year after: page and paper tell what the class counted as in its own year.
    await db.owner.query(`insert into course_mapping select (jsonb_populate_record(m, jsonb_build_object('id', gen_random_uuid(), 'school_year', '2027-28', 'local_code', 'SCI-NEXT'))).* from course_mapping m where section_id = $1 and home_party_id = $2`, [sectionId, district('cambridge')]);
    expect(await gradesOf(registrar, bookingId)).toMatchObject({ countsAs: 'SCI-9, Physics, 1.00 credit' });
    // The lines of a transcript: local code and credit, and the grade as Cambridge wrote it when it accepted.
    const { csv } = await registrar.get<{ csv: string }>('mutation ($id: ID!) { takeTranscript(bookingId: $id) { __typename ... on GradePaper { csv } } }', { id: bookingId });
    expect(csv).toMatch(/S-\d+-0,Secretname0,Given0,SCI-9,Physics,1.00,1.00,A,91,Completed,/);
    expect(cambridge).toBeTruthy();
    const history = (await (await Desk.of(app, 'cambridge', 'registrar')).booking(bookingId))!.history.map(({ sentence }) => sentence);
    expect(history).toEqual(expect.arrayContaining(['Attested the grades.', 'Accepted the grades.', 'Completed: the grades are accepted.']));
  });

  test('disputed with a reason, corrected, attested again; corrected once more after it was accepted: all of it stays', async () => {
    const { sectionId, bookingId, title, teacher } = await attested('60', 'NS');
    const registrar = await as('cambridge', 'registrar');
    expect(await answer(registrar, bookingId, 1, 'Seat 2 sat the exam')).toMatchObject({ sheet: { state: 'DISPUTED', bookingState: 'ACTIVE', attestations: [{ answer: 'DISPUTED', answerReason: 'Seat 2 sat the exam' }] } });
    expect(await tasks('council', 'teacher', 'CORRECT_GRADES', title)).toHaveLength(1);
    expect(await answer(registrar, bookingId, 1)).toMatchObject({ __typename: 'StepNotPossible' });
    await save(teacher, sectionId, rows(await bookOf(teacher, sectionId), '60', '72'));
    expect(await attest(teacher, sectionId, [bookingId])).toMatchObject({ sheets: [{ state: 'ATTESTED' }] });
    expect(await tasks('council', 'teacher', 'CORRECT_GRADES', title)).toHaveLength(0);
    // What was read before the correction is not what is accepted.
    expect(await answer(registrar, bookingId, 1)).toMatchObject({ __typename: 'StepNotPossible', message: expect.stringContaining('Look again') });
    expect(await answer(registrar, bookingId, 2)).toMatchObject({ sheet: { state: 'ACCEPTED', bookingState: 'COMPLETED' }, grades: [{ given: '60', before: null }, { given: '72', before: 'NS' }] });
    expect(await attest(teacher, sectionId, [bookingId], 'No reason')).toMatchObject({ __typename: 'StepNotPossible', message: expect.stringContaining('Change one first') });
    await save(teacher, sectionId, rows(await bookOf(teacher, sectionId), '66'));
    expect(await attest(teacher, sectionId, [bookingId])).toMatchObject({ __typename: 'StepNotPossible', message: expect.stringContaining('Say why') });
    expect(await attest(teacher, sectionId, [bookingId], 'Seat 1: a paper was found')).toMatchObject({ sheets: [{ state: 'ATTESTED' }] });
    expect(await tasks('cambridge', 'registrar', 'ACCEPT_GRADES', 'corrected')).toHaveLength(1);
    const after = (await answer(registrar, bookingId, 3))!;
    expect(after).toMatchObject({ sheet: { state: 'ACCEPTED', bookingState: 'COMPLETED' }, grades: [{ given: '66', before: '60' }, { given: '72' }] });
    expect(after.sheet.attestations.map(({ number, reason, answer: said }) => [number, reason, said])).toEqual([[3, 'Seat 1: a paper was found', 'ACCEPTED'], [2, null, 'ACCEPTED'], [1, null, 'DISPUTED']]);
    await expect(db.owner.query(`update attested_grade set mark = '99'`)).rejects.toThrow('append-only');
    await expect(db.owner.query(`update grade_attestation set reason = 'x' where booking_id = $1`, [bookingId])).rejects.toThrow('append-only');
  });

  test('pressed twice at the same time: one attestation', async () => {
    const { sectionId, bookingId } = await running();
    await setClock(db, LAST_DAY);
    const [teacher, registrar] = [await as('council', 'teacher'), await as('council', 'registrar')];
    await save(teacher, sectionId, rows(await bookOf(teacher, sectionId), '91', '92'));
    const answers = await Promise.all([attest(teacher, sectionId, [bookingId]), attest(registrar, sectionId, [bookingId])]);
    expect(answers.map((one) => one.__typename).sort()).toEqual(['GradeBook', 'StepNotPossible']);
    expect((await db.owner.query('select from grade_attestation where booking_id = $1', [bookingId])).rowCount).toBe(1);
    expect(await attest(teacher, sectionId, [bookingId])).toMatchObject({ __typename: 'StepNotPossible' });
  });
});

describe('the clock', () => {
  test('asks for grades on the last day, due by the earlier of the two; silence accepts, and not a minute earlier', async () => {
    const { sectionId, bookingId, title } = await running();
    const registrar = await as('cambridge', 'registrar');
    const version = (await registrar.get<{ version: number }>('query ($id: ID!) { gradeSettings(districtId: $id) { version } }', { id: district('cambridge') })).version;
    await setScale(registrar, 'cambridge', version, { percent: true, deadlineDays: 3 });
    await sweep();
    expect(await tasks('council', 'teacher', 'GIVE_GRADES', title)).toEqual([]);
    await setClock(db, LAST_DAY);
    await sweep();
    await sweep();
    expect(await tasks('council', 'teacher', 'GIVE_GRADES', title)).toEqual([expect.objectContaining({ dueAt: '2026-12-22T07:00:00.000Z' })]);
    const teacher = await as('council', 'teacher');
    const book = await bookOf(teacher, sectionId);
    expect(book!.sheets).toMatchObject([{ dueOn: '2026-12-21', dueRule: '3 days after the last day, as Cambridge needs them' }]);
    await save(teacher, sectionId, rows(book, '91', 'I'));
    await attest(teacher, sectionId, [bookingId]);
    await setClock(db, '2026-12-28T15:59:00Z');
    await sweep();
    const later = await as('cambridge', 'registrar');
    expect(await gradesOf(later, bookingId)).toMatchObject({ sheet: { state: 'ATTESTED' } });
    await setClock(db, '2026-12-28T16:01:00Z');
    await Promise.all([sweep(), sweep()]);
    expect(await gradesOf(later, bookingId)).toMatchObject({ fixed: true, sheet: { state: 'ACCEPTED', bookingState: 'COMPLETED', attestations: [{ answer: 'ACCEPTED', answeredBy: null }] } });
    const { rows: events } = await db.owner.query(`select kind, actor_account_id, facts->>'bySilence' as silent from event where subject_id = $1 and kind in ('grades.accepted', 'booking.completed') order by kind`, [bookingId]);
    expect(events).toEqual([{ kind: 'booking.completed', actor_account_id: null, silent: null }, { kind: 'grades.accepted', actor_account_id: null, silent: 'true' }]);
    expect(await tasks('cambridge', 'registrar', 'ACCEPT_GRADES', title)).toEqual([]);
    // The names have ended: those who taught may still correct, and both sides still read by seat.
    await setClock(db, '2027-02-20T16:00:00Z');
    await sweep();
    expect(await gradesOf(await as('cambridge', 'registrar'), bookingId)).toMatchObject({ grades: [{ given: '91' }, { given: 'I' }] });
    expect(await (await as('cambridge', 'registrar')).get('mutation ($id: ID!) { takeTranscript(bookingId: $id) { __typename ... on Refusal { message } } }', { id: bookingId })).toMatchObject({ __typename: 'NotAllowed', message: expect.stringContaining('ended with the term') });
  });
});

describe('a class closes for everyone in it', () => {
  const owed = async (bookingId: string) => (await (await Desk.of(app, 'cambridge', 'counselor')).booking(bookingId))!.leaving!.owedCents;

  test('nothing moves under attested grades: nobody leaves, and no section is canceled', async () => {
    const { sectionId, bookingId } = await attested('91', '79');
    const counselor = await Desk.of(app, 'cambridge', 'counselor');
    const refused = { __typename: 'StepNotPossible', message: expect.stringContaining('are attested') };
    expect(await counselor.step('withdrawSeats', { bookingId, owedCents: await owed(bookingId) })).toMatchObject(refused);
    expect(await (await as('council', 'registrar')).get('mutation ($input: CancelSectionInput!) { cancelSection(input: $input) { __typename ... on Refusal { message } } }', { input: { idempotencyKey: randomUUID(), sectionId, reason: 'Too late' } })).toMatchObject({ __typename: 'StepNotPossible', message: expect.stringContaining('attested') });
    await answer(await as('cambridge', 'registrar'), bookingId, 1, 'Seat 2 sat the exam');
    expect(await counselor.step('withdrawSeats', { bookingId, owedCents: await owed(bookingId) })).toMatchObject(refused);
    // The last wall, past every guard.
    for (const state of ['withdrawn', 'dropped', 'cancelled']) await expect(db.owner.query('update booking set state = $2, owed_cents = 0 where id = $1', [bookingId, state])).rejects.toThrow('are attested');
  });

  test('leaving and attesting at the same time: one of them happens', async () => {
    const { sectionId, bookingId } = await running();
    await setClock(db, LAST_DAY);
    const [teacher, counselor] = [await as('council', 'teacher'), await Desk.of(app, 'cambridge', 'counselor')];
    await save(teacher, sectionId, rows(await bookOf(teacher, sectionId), '91', '92'));
    const owedCents = await owed(bookingId);
    const [attestation, leaving] = await Promise.all([attest(teacher, sectionId, [bookingId]), counselor.step('withdrawSeats', { bookingId, owedCents })]);
    // Whoever withdrew first is attested as withdrawn: both may have happened, in that order alone.
    const { rows: [now] } = await db.owner.query<{ state: string; marks: string | null }>(`select b.state, string_agg(coalesce(t.mark, t.status), ',' order by t.seat_id) as marks from booking b left join attested_grade t on t.booking_id = b.id where b.id = $1 group by b.id`, [bookingId]);
    if (leaving.__typename === 'Booking') expect([now!.state, now!.marks ?? 'withdrawn,withdrawn']).toEqual(['withdrawn', 'withdrawn,withdrawn']);
    else expect([attestation.__typename, now!.state, now!.marks]).toEqual(['GradeBook', 'active', '91,92']);
  });

  test('whoever withdrew stands in the sheet as W, with the last day attended; fixed, attested, accepted and on the transcript', async () => {
    const { sectionId, bookingId, seatIds, title } = await running();
    const other = await running({ home: 'grangeville', into: sectionId });
    await setClock(db, '2026-10-05T16:00:00Z');
    const marking = await as('council', 'teacher');
    const marked = await marking.get<{ __typename: string }>('mutation ($input: MarkClassInput!) { markClass(input: $input) { __typename ... on Refusal { message } } }', { input: { idempotencyKey: randomUUID(), sectionId, day: '2026-10-01', revision: 0, exceptions: [{ seatId: seatIds[1], mark: 'ABSENT' }] } });
    expect(marked).toEqual({ __typename: 'RunningClass' });
    await save(marking, sectionId, rows(await bookOf(marking, sectionId), '91'));
    expect(await (await Desk.of(app, 'cambridge', 'counselor')).step('withdrawSeats', { bookingId, owedCents: await owed(bookingId) })).toMatchObject({ state: 'WITHDRAWN' });

    await setClock(db, LAST_DAY);
    await sweep();
    const teacher = await as('council', 'teacher');
    expect(await tasks('council', 'teacher', 'GIVE_GRADES', title)).toHaveLength(1);
    const book = (await bookOf(teacher, sectionId))!;
    // The second was never there: the day of the withdrawal stands instead.
    expect(book.seats).toMatchObject([
      { bookingId, ordinal: 1, typed: 'W', lastAttended: '2026-10-01', withdrawn: true }, { bookingId, ordinal: 2, typed: 'W', lastAttended: '2026-10-05', withdrawn: true },
      { bookingId: other.bookingId, typed: '', withdrawn: false, seenOn: '2026-10-01' }, { bookingId: other.bookingId, withdrawn: false },
    ]);
    expect(book.sheets).toMatchObject([{ bookingId, missing: 0, mayAttest: true }, { bookingId: other.bookingId, missing: 2, mayAttest: false }]);
    expect(await save(teacher, sectionId, [{ ...rows(book, '91')[0] }])).toMatchObject({ __typename: 'InvalidInput', problems: [{ field: 'input.grades.0.seatId', rule: 'withdrawn' }] });
    const direct = await login();
    try {
      await direct.query('begin');
      await direct.query('select enter($1)', [person('council', 'teacher')]);
      await expect(direct.query('select save_grades($1, $2)', [sectionId, JSON.stringify([{ seatId: seatIds[0], status: 'completed', mark: '91', version: 1 }])])).rejects.toThrow('no student of this class');
    } finally {
      await direct.query('rollback');
      await direct.end();
    }

    // The sheet tells it, without the name, which is the home district's alone now; and comes back with it.
    const { csv } = await teacher.get<{ csv: string }>('mutation ($id: ID!) { takeGradeSheet(sectionId: $id) { __typename ... on GradePaper { csv } } }', { id: sectionId });
    const lines = csv.trim().split('\r\n');
    expect(lines[1]).toMatch(/^Cambridge,B-\d+,1,,,W,2026-10-01$/);
    const filled = (first: string) => [lines[0], first, lines[2], lines[3]!.replace(/,,$/, ',W,'), lines[4]!.replace(/,,$/, ',77,')].join('\n');
    expect(await file(teacher, sectionId, filled(lines[1]!))).toEqual({ problems: [], grades: [{ seatId: other.seatIds[0], typed: 'W', lastAttended: '2026-10-01' }, { seatId: other.seatIds[1], typed: '77', lastAttended: null }] });
    expect((await file(teacher, sectionId, filled(lines[1]!.replace(',W,2026-10-01', ',91,'))))!.problems).toMatchObject([{ row: 2, column: 'Grade', rule: 'withdrawn' }]);
    expect((await file(teacher, sectionId, filled(lines[1]!.replace('2026-10-01', '2026-10-02'))))!.problems).toMatchObject([{ row: 2, column: 'Last day attended', rule: 'withdrawn' }]);

    expect(await attest(teacher, sectionId, [bookingId])).toMatchObject({ __typename: 'GradeBook', sheets: [{ state: 'ATTESTED' }, { state: 'OPEN' }] });
    const registrar = await as('cambridge', 'registrar');
    expect(await gradesOf(registrar, bookingId)).toMatchObject({ mayAnswer: true, grades: [{ given: 'W', ours: 'W', passed: false, lastAttended: '2026-10-01' }, { given: 'W', lastAttended: '2026-10-05' }] });
    expect(await answer(registrar, bookingId, 1)).toMatchObject({ sheet: { state: 'ACCEPTED', bookingState: 'WITHDRAWN' } });
    const paper = await registrar.get<{ csv: string }>('mutation ($id: ID!) { takeTranscript(bookingId: $id) { __typename ... on GradePaper { csv } } }', { id: bookingId });
    expect(paper.csv).toMatch(/-0,Secretname0,Given0,SCI-9,Physics,1\.00,0\.00,W,W,Withdrawn,.*,2026-10-01\r/);
    const open = 'mutation ($input: OpenNamesInput!) { openNames(input: $input) { __typename ... on OpenedNames { students { seatId } } } }';
    const names = async (who: Client) => (await who.get<{ students?: { seatId: string }[] }>(open, { input: { sectionId, purpose: 'TEACHING', way: 'SCREEN' } })).students?.map((one) => one.seatId);
    expect(new Set(await names(teacher))).toEqual(new Set(other.seatIds));
    expect(new Set(await names(registrar))).toEqual(new Set(seatIds));
  });

  test('seats nobody was named for: attested as just that, disputed, named late and graded; or accepted, and completed without a grade', async () => {
    const { sectionId, bookingId, seatIds, title } = await running({ named: false });
    const other = await running({ home: 'grangeville', named: false, into: sectionId });
    await setClock(db, LAST_DAY);
    await sweep();
    const teacher = await as('council', 'teacher');
    expect(await tasks('council', 'teacher', 'GIVE_GRADES', title)).toHaveLength(1);
    expect(await bookOf(teacher, sectionId)).toMatchObject({ seats: [], sheets: [{ bookingId, mayAttest: true }, { mayAttest: true }] });
    await attest(teacher, sectionId, [bookingId, other.bookingId]);
    expect(await tasks('council', 'teacher', 'GIVE_GRADES', title)).toHaveLength(0);
    const registrar = await as('cambridge', 'registrar');
    expect(await gradesOf(registrar, bookingId)).toMatchObject({ mayAnswer: true, grades: [], sheet: { state: 'ATTESTED', attestations: [{ nobody: true, sentence: 'I attest that no student was placed in these seats.' }] } });
    expect((await tasks('cambridge', 'registrar', 'ACCEPT_GRADES', title))[0]).toMatchObject({ detail: expect.stringContaining('no student was placed') });
    expect(await place({ bookingId, seatIds }, 'cambridge', 'S-LATE')).toMatchObject({ __typename: 'StepNotPossible', message: expect.stringContaining('attested') });

    // Three days later the other side says who sat there after all, and grades come as ever.
    await setClock(db, '2026-12-21T16:00:00Z');
    const later = await as('cambridge', 'registrar');
    expect(await answer(later, bookingId, 1, 'Two students sat there')).toMatchObject({ sheet: { state: 'DISPUTED', attestations: [{ answerReason: 'Two students sat there' }] } });
    expect(await place({ bookingId, seatIds }, 'cambridge', 'S-LATE')).toEqual({ __typename: 'Roster' });
    await sweep();
    const again = await as('council', 'teacher');
    expect(await attest(again, sectionId, [bookingId])).toMatchObject({ __typename: 'StepNotPossible', message: expect.stringContaining('neither a grade nor a status') });
    await save(again, sectionId, rows(await bookOf(again, sectionId), '80', '90'));
    expect(await attest(again, sectionId, [bookingId])).toMatchObject({ __typename: 'GradeBook' });
    expect(await answer(later, bookingId, 2)).toMatchObject({ sheet: { bookingState: 'COMPLETED', attestations: [{ nobody: false }, { nobody: true }] }, grades: [{ given: '80' }, { given: '90' }] });

    // The silence of the other accepts.
    await setClock(db, '2026-12-28T16:01:00Z');
    await sweep();
    const grangeville = await as('grangeville', 'registrar');
    expect(await gradesOf(grangeville, other.bookingId)).toMatchObject({ fixed: true, sheet: { bookingState: 'COMPLETED' } });
    expect(await grangeville.get('mutation ($id: ID!) { takeTranscript(bookingId: $id) { __typename ... on Refusal { message } } }', { id: other.bookingId })).toMatchObject({ __typename: 'NotAllowed', message: expect.stringContaining('No student was placed') });
    expect((await db.owner.query('select distinct state from seat where booking_id = $1', [other.bookingId])).rows).toEqual([{ state: 'completed' }]);
    expect((await Desk.of(app, 'grangeville', 'registrar').then((desk) => desk.booking(other.bookingId)))!.history.map(({ sentence }) => sentence)).toContain('Completed: the grades are accepted.');
  });

  test('a district that teaches its own grades its own: its registrar, and a teacher who is counselor of the student as well', async () => {
    const { sectionId, bookingId, seatIds } = await running({ home: 'council', named: false, teacher: { accountId: id(77), name: 'Teacher and Counselor' } });
    await setClock(db, '2026-08-28T15:00:00Z');
    expect(await place({ bookingId, seatIds }, 'council', 'S-OWN', id(77))).toEqual({ __typename: 'Roster' });
    await setClock(db, LAST_DAY);
    await sweep();
    const [teacher, registrar] = [await app.client().signInAs(id(77)), await as('council', 'registrar')];
    expect((await save(teacher, sectionId, rows(await bookOf(teacher, sectionId), '91', '92'))).seats).toMatchObject([{ typed: '91', version: 1 }, { typed: '92' }]);
    expect((await save(registrar, sectionId, rows(await bookOf(registrar, sectionId), '93'))).seats).toMatchObject([{ typed: '93', version: 2 }, { typed: '92' }]);
    expect(await attest(registrar, sectionId, [bookingId])).toMatchObject({ __typename: 'GradeBook', sheets: [{ state: 'ATTESTED' }] });
    expect(await answer(registrar, bookingId, 1)).toMatchObject({ sheet: { state: 'ACCEPTED' }, grades: [{ given: '93' }, { given: '92' }] });
  });
});

describe('grades are private', () => {
  test('to those who teach and answer for the transcript: everybody else reads none, by the graph or by SQL', async () => {
    const { sectionId, bookingId, seatIds } = await attested('91', '42');
    await (await as('cambridge', 'registrar')).get('mutation ($input: NameFacilitatorInput!) { nameFacilitator(input: $input) { __typename } }', { input: { idempotencyKey: randomUUID(), schoolId: school('cambridge'), accountId: id(79) } });
    const seen = async (account: string) => (await gradesOf(await app.client().signInAs(account), bookingId))?.grades.map(({ given }) => given) ?? null;
    expect(await seen(person('cambridge', 'registrar'))).toEqual(['91', '42']);
    expect(await seen(person('council', 'teacher'))).toEqual(['91', '42']);
    expect(await seen(person('council', 'registrar'))).toEqual(['91', '42']);
    // Counselor of the first student alone.
    expect(await seen(person('cambridge', 'counselor'))).toEqual(['91']);
    for (const who of [id(78), id(79), person('cambridge', 'teacher'), person('cambridge', 'business_manager'), person('cambridge', 'district_administrator'), person('council', 'counselor'), person('council', 'business_manager')]) expect(await seen(who)).toEqual([]);
    expect(await seen(person('grangeville', 'registrar'))).toBeNull();
    for (const who of [id(78), person('council', 'district_administrator'), person('cambridge', 'registrar'), person('grangeville', 'registrar')]) {
      const client = await app.client().signInAs(who);
      const { data } = await client.run<Record<string, unknown>>(`query ($id: ID!) { gradeBook(sectionId: $id) { sectionId } }`, { id: sectionId });
      expect(data?.['gradeBook'] ?? null).toBeNull();
    }
    for (const table of ['seat_grade', 'attested_grade']) {
      const client = await login();
      try {
        await client.query('begin');
        await client.query('select enter($1)', [person('cambridge', 'registrar')]);
        await expect(client.query(`select from ${table}`)).rejects.toThrow('permission denied');
      } finally {
        await client.query('rollback');
        await client.end();
      }
    }
    const outsider = await login();
    try {
      await outsider.query('begin');
      await outsider.query('select enter($1)', [id(78)]);
      expect((await outsider.query('select grade_rows($1, null) as rows', [sectionId])).rows[0].rows).toEqual({ seats: [], reasons: [] });
      await expect(outsider.query('select save_grades($1, $2)', [sectionId, JSON.stringify([{ seatId: seatIds[0], status: 'completed', mark: '100', version: 1 }])])).rejects.toThrow('not yours to grade');
    } finally {
      await outsider.query('rollback');
      await outsider.end();
    }
  });

  test('nothing else keeps them: no event, task, mail, receipt or job has a grade in it', async () => {
    const { bookingId } = await attested('91', '42');
    const { rows: telling } = await db.owner.query(`select kind from event where subject_id = $1 and facts::text ~ '"(91|42)"' union all select kind from inbox_item where booking_id = $1 and (title || detail) ~ '\\m(91|42)\\M'`, [bookingId]);
    expect(telling).toEqual([]);
    expect((await db.owner.query(`select from command_receipt where operation = 'saveGrades' and outcome::text ~ '"(91|42)"'`)).rowCount).toBe(0);
  });

  test('the database keeps its order: nothing is completed before its grades are accepted, and a mark is one of the scale', async () => {
    const { bookingId, sectionId, seatIds } = await attested('91', '42');
    await expect(db.owner.query(`update booking set state = 'completed' where id = $1`, [bookingId])).rejects.toThrow('not accepted');
    const client = await login();
    try {
      await client.query('begin');
      await client.query('select enter($1)', [person('council', 'teacher')]);
      await expect(client.query('select save_grades($1, $2)', [sectionId, JSON.stringify([{ seatId: seatIds[0], status: 'completed', mark: '101', version: 1 }])])).rejects.toThrow('no grade on this scale');
    } finally {
      await client.query('rollback');
      await client.end();
    }
  });

  test('a scale that is not whole is refused, and so is one set over a colleague', async () => {
    const registrar = await as('council', 'registrar');
    expect(await setScale(registrar, 'council', 0, { marks: [{ mark: 'A', atLeast: 90, standsFor: 80 }, { mark: 'W', atLeast: 10, standsFor: 20 }] })).toMatchObject({ __typename: 'InvalidInput', problems: expect.arrayContaining([expect.objectContaining({ field: 'input.marks.0.standsFor', rule: 'within' }), expect.objectContaining({ field: 'input.marks.1.mark', rule: 'code' }), expect.objectContaining({ rule: 'total' })]) });
    const both = await Promise.all([setScale(registrar, 'council', 0, LETTERS), setScale(await as('council', 'district_administrator'), 'council', 0, { percent: true })]);
    expect(both.map((one) => one.__typename).sort()).toEqual(['GradeSettings', 'StepNotPossible']);
    expect(await setScale(await as('cambridge', 'registrar'), 'council', 1, LETTERS)).toMatchObject({ __typename: 'NotAllowed' });
  });
});

test('who sits in seats whose grades are attested stays, and a section with accepted grades is not canceled', async () => {
  const { sectionId, bookingId, seatIds } = await attested('CR', 'CR');
  const registrar = await as('cambridge', 'registrar');
  const swap = { seatId: seatIds[0], givenName: 'Other', familyName: 'Person', studentNumber: 'S-SWAP', gradeLevel: 10, schoolId: school('cambridge') };
  expect(await registrar.get('mutation ($input: PlaceStudentsInput!) { placeStudents(input: $input) { __typename ... on Refusal { message } } }', { input: { idempotencyKey: randomUUID(), bookingId, emptied: [], students: [swap] } }))
    .toMatchObject({ __typename: 'StepNotPossible', message: expect.stringContaining('attested') });
  await answer(registrar, bookingId, 1);
  const cancel = 'mutation ($input: CancelSectionInput!) { cancelSection(input: $input) { __typename ... on Refusal { message } } }';
  expect(await (await as('council', 'registrar')).get(cancel, { input: { idempotencyKey: randomUUID(), sectionId, reason: 'Too late' } })).toMatchObject({ __typename: 'StepNotPossible', message: expect.stringContaining('accepted') });
  // The last wall, past every guard.
  await expect(db.owner.query(`update booking set state = 'cancelled' where id = $1`, [bookingId])).rejects.toThrow('grades are accepted');
});

test('a grade is entered in turn with whatever else happens to its class', async () => {
  const { sectionId } = await running();
  const teacher = await as('council', 'teacher');
  const rowsToSave = rows(await bookOf(teacher, sectionId), 'CR');
  const other = await db.owner.connect();
  try {
    await other.query('begin');
    await other.query('select from course_section where id = $1 for no key update', [sectionId]);
    const saving = save(teacher, sectionId, rowsToSave);
    await until(async () => (await db.owner.query('select from pg_locks where not granted')).rowCount! > 0);
    await other.query('commit');
    expect(await saving).toMatchObject({ __typename: 'GradeBook' });
  } finally {
    other.release();
  }
});
