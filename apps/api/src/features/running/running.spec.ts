import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seatBooking } from '@barnraise/lifecycle';
import fc from 'fast-check';
import { addDays, weekdayOf, weekdays } from '@barnraise/timetable';
import { type Client, testApp, type TestApp } from '../../../test/app.js';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { Desk } from '../../../test/desk.js';
import { id } from '../../../test/factories/ids.js';
import { district, insertNeighborhood, type Job, NOW, ownPace, person, type Place, publish, school, type SectionWishes, setClock } from '../../../test/factories/neighborhood.js';
import { insertPerson } from '../../../test/factories/people.js';
import { openWorkerDatabase, Sql, type WorkerDatabase } from '../../platform/jobs/jobs.js';
import { NOT_THERE_YET } from '../../migrations/1217-marks-of-the-student.js';
import { InboxMail } from '../inbox/index.js';
import { classDay, type ClassPattern, daysFrom, daysOff, lastClassDays, meets, nextClassDays } from './class-day.rules.js';
import { linkOf } from './running.service.js';

const pattern: ClassPattern = {
  days: ['mon', 'wed'], startsAt: '08:00', endsAt: '08:50', zone: 'America/Boise', firstDay: '2026-08-31', lastDay: '2026-12-18', schoolWeekdays: weekdays.slice(0, 5), noSchool: new Map([['2026-09-07', 'Labor Day']]),
};

describe('the days of a class', () => {
  test('are those of its pattern, without the days its calendar closes, and as announced', () => {
    const announced = [
      { day: '2026-09-09', kind: 'no_class', startsAt: null, endsAt: null, reason: 'The teacher is ill' }, { day: '2026-09-14', kind: 'other_time', startsAt: '10:00', endsAt: '10:50', reason: 'Assembly' },
    ] as const;
    expect(lastClassDays(pattern, announced, '2026-09-16', 4)).toEqual([
      { day: '2026-08-31', startsAt: '08:00', endsAt: '08:50', announced: null }, { day: '2026-09-02', startsAt: '08:00', endsAt: '08:50', announced: null },
      { day: '2026-09-14', startsAt: '10:00', endsAt: '10:50', announced: announced[1] }, { day: '2026-09-16', startsAt: '08:00', endsAt: '08:50', announced: null },
    ]);
    expect(classDay(pattern, announced, '2026-09-07')).toEqual({ day: '2026-09-07', why: 'no_school', reason: 'Labor Day' });
    // A meeting of today that is over has passed; one that was called off is still shown.
    expect(nextClassDays(pattern, announced, '2026-09-02', Date.parse('2026-09-02T14:50:00Z'), 3).map(({ day }) => day)).toEqual(['2026-09-09', '2026-09-14', '2026-09-16']);
    expect(nextClassDays(pattern, announced, '2026-09-02', Date.parse('2026-09-02T14:49:59Z'), 1).map(({ day }) => day)).toEqual(['2026-09-02']);
    expect(daysOff(pattern, '2026-09-01', '2026-10-01')).toEqual([{ day: '2026-09-07', reason: 'Labor Day' }]);
    expect(nextClassDays({ ...pattern, days: [], startsAt: null, endsAt: null }, [], '2026-09-01', 0, 5)).toEqual([]);
  });

  test('whatever the calendar: in the term, on its weekdays, never on a closed or called-off day, each once and in order; and none is forgotten', () => {
    const day = fc.integer({ min: -20, max: 140 }).map((n) => addDays('2026-08-31', n));
    const made = fc.record({ days: fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1 }), closed: fc.uniqueArray(day, { maxLength: 12 }), off: fc.uniqueArray(day, { maxLength: 6 }), moved: fc.uniqueArray(day, { maxLength: 6 }), until: day, count: fc.integer({ min: 1, max: 80 }) });
    fc.assert(fc.property(made, ({ days, closed, off, moved, until, count }) => {
      const own: ClassPattern = { ...pattern, days, noSchool: new Map(closed.map((one) => [one, 'closed'])) };
      const announced = [
        ...off.map((one) => ({ day: one, kind: 'no_class' as const, startsAt: null, endsAt: null, reason: 'off' })), ...moved.filter((one) => !off.includes(one)).map((one) => ({ day: one, kind: 'other_time' as const, startsAt: '13:00', endsAt: '14:00', reason: 'moved' })),
      ];
      const plain = [...daysFrom(own.firstDay, own.lastDay)].filter((one) => one <= until && days.includes(weekdayOf(one)) && !closed.includes(one) && !off.includes(one));
      const found = lastClassDays(own, announced, until, count);
      expect(found.map((one) => one.day)).toEqual(plain.slice(-count));
      for (const one of found) expect([one.startsAt, one.endsAt]).toEqual(moved.includes(one.day) ? ['13:00', '14:00'] : ['08:00', '08:50']);
      const ahead = nextClassDays(own, announced, until, 0, count);
      expect(ahead.filter(meets).every((one) => one.day >= until)).toBe(true);
      expect(ahead.map((one) => one.day)).toEqual([...ahead].sort((a, b) => (a.day < b.day ? -1 : 1)).map((one) => one.day));
    }), { numRuns: 300 });
  });

  test('a link is whole, secure, and carries no name', () => {
    expect(linkOf(' https://meet.example.org/abc?pwd=a@b ')).toBe('https://meet.example.org/abc?pwd=a@b');
    for (const bad of ['http://meet.example.org/', 'meet.example.org', 'javascript:alert(1)', 'https://ann:secret@meet.example.org/', 'https://localhost/', 'https://', `https://meet.example.org/${'x'.repeat(500)}`]) expect(linkOf(bad)).toBeNull();
  });
});

let db: TestDatabase;
let app: TestApp;
let workers: WorkerDatabase;
let next = 7000;
const facilitator = id(79);

beforeAll(async () => {
  db = await freshDatabase();
  await insertNeighborhood(db);
  await insertPerson(db.owner, { id: id(78), name: 'Second Teacher', roles: [{ role: 'teacher', partyId: district('council') }] });
  await insertPerson(db.owner, { id: facilitator, name: 'Site Person', roles: [{ role: 'teacher', partyId: district('cambridge') }] });
  app = await testApp(db);
  workers = await openWorkerDatabase(db.workerUrl);
  await db.owner.query(`insert into site_facilitator (id, school_id, party_id, account_id, named_by, named_at) values ($1, $2, $3, $4, $5, app_now())`, [id(80), school('cambridge'), district('cambridge'), facilitator, person('cambridge', 'registrar')]);
});
afterAll(async () => {
  await workers?.close();
  await app?.stop();
  await db?.drop();
});

interface Running {
  __typename: string; message?: string; problems?: { field: string; message: string }[]; mayTeach: boolean; mayJoin: boolean; link: { url: string } | null; today: string; meetings: { day: string; beginsAt: string | null; change: { id: string; kind: string; reason: string } | null; closedAt: string[] }[];
  changes: { id: string; day: string }[]; daysOff: { day: string; reason: string }[]; days: { day: string; marked: boolean; present: number; absent: number }[];
  seats: { id: string; bookingId: string; ordinal: number; lastAttended: string | null; absences: number; marks: { day: string; mark: string }[]; progress: { standing: string; note: string | null } | null }[];
}
const RUNNING = `mayTeach mayJoin link { url } today meetings { day beginsAt change { id kind reason } closedAt } changes { id day } daysOff { day reason } days { day marked present absent }
  seats { id bookingId ordinal lastAttended absences marks { day mark } progress { standing note } }`;
const as = (place: Place, job: Job): Promise<Client> => app.client().signInAs(person(place, job));
const running = (client: Client, sectionId: string) => client.get<Running | null>(`query ($id: ID!) { runningClass(sectionId: $id) { ${RUNNING} } }`, { id: sectionId });
const act = (client: Client, operation: string, input: object) => client.get<Running>(
  `mutation ($input: ${operation[0]!.toUpperCase()}${operation.slice(1)}Input!) { ${operation}(input: $input) { __typename ... on Refusal { message } ... on InvalidInput { problems { field message } } ... on RunningClass { ${RUNNING} } } }`, { input: { idempotencyKey: randomUUID(), ...input } });
const mark = (client: Client, sectionId: string, day: string, revision: number, exceptions: object[] = []) => act(client, 'markClass', { sectionId, day, revision, exceptions });
const told = async (title: string) => (await db.owner.query<{ who: string; urgent: boolean; done: boolean }>(
  `select p.short_name || ': ' || coalesce(a.display_name, array_to_string(i.roles, ' ')) as who, i.urgent, i.done_at is not null as done from inbox_item i join party p on p.id = i.party_id left join account a on a.id = i.account_id where i.title = $1 order by 1`, [title])).rows;

/** Seats of Cambridge (two bookings, three seats) and Grangeville (one) in a class of Council: Mondays and Wednesdays, 8:00, in fall. */
async function class_(wishes: SectionWishes = {}): Promise<{ sectionId: string; title: string; seats: string[]; theirs: string }> {
  await setClock(db, NOW);
  const n = next++;
  const sectionId = await publish(db, app, n, wishes);
  const teaching = await Desk.of(app, 'council', 'registrar');
  for (const [place, seats] of [['cambridge', 2], ['cambridge', 1], ['grangeville', 1]] as const) {
    const [counselor, registrar] = await Promise.all([Desk.of(app, place, 'counselor'), Desk.of(app, place, 'registrar')]);
    const known = await db.owner.query('select from course_mapping where section_id = $1 and home_party_id = $2', [sectionId, district(place)]);
    if (!known.rowCount) await registrar.approveMapping((await counselor.map(sectionId)).id);
    const held = await counselor.hold(sectionId, seats, { fitReason: 'They join from the library.' });
    await counselor.request(held.id, 500_00);
    await teaching.step('acceptSeats', { bookingId: held.id });
  }
  const { rows } = await db.owner.query<{ id: string; home: string }>('select e.id, b.home_party_id as home from seat e join booking b on b.id = e.booking_id where e.section_id = $1 order by b.number, e.ordinal', [sectionId]);
  return { sectionId, title: `Physics ${n}`, seats: rows.filter(({ home }) => home === district('cambridge')).map((one) => one.id), theirs: rows.find(({ home }) => home === district('grangeville'))!.id };
}
/** Wednesday, September 16, half past nine in Council: the class of that day is over. */
const LATER = '2026-09-16T15:30:00Z';

describe('attendance', () => {
  test('everyone present by one act, exceptions named; corrected with its history; each district sees its own', async () => {
    const { sectionId, seats, theirs } = await class_();
    await setClock(db, LATER);
    const teacher = await as('council', 'teacher');
    expect(await mark(teacher, sectionId, '2026-09-14', 0)).toMatchObject({ __typename: 'RunningClass', days: expect.arrayContaining([{ day: '2026-09-14', marked: true, present: 4, absent: 0 }, { day: '2026-09-16', marked: false, present: 0, absent: 0 }]) });
    await mark(teacher, sectionId, '2026-09-16', 0, [{ seatId: seats[0], mark: 'ABSENT' }, { seatId: theirs, mark: 'LATE' }]);
    const home = (await running(await as('cambridge', 'registrar'), sectionId))!;
    expect(home.seats.map(({ id: one, lastAttended, absences }) => [one, lastAttended, absences])).toEqual([[seats[0], '2026-09-14', 1], [seats[1], '2026-09-16', 0], [seats[2], '2026-09-16', 0]]);
    expect(home.days.at(-1)).toEqual({ day: '2026-09-16', marked: true, present: 2, absent: 1 });
    expect((await running(await as('grangeville', 'counselor'), sectionId))!.seats).toMatchObject([{ id: theirs, lastAttended: '2026-09-16', marks: [{ day: '2026-09-14', mark: 'PRESENT' }, { day: '2026-09-16', mark: 'LATE' }] }]);
    expect((await running(await as('cambridge', 'business_manager'), sectionId))).toMatchObject({ seats: [], days: [], mayJoin: false, link: null });
    expect(await running(await as('kamiah', 'registrar'), sectionId)).toBeNull();

    // The absent one had only come late: corrected, and the last day attended follows.
    const corrected = await mark(teacher, sectionId, '2026-09-16', 1, [{ seatId: seats[0], mark: 'LATE' }, { seatId: theirs, mark: 'LATE' }]);
    expect(corrected.seats.find((one) => one.id === seats[0])).toMatchObject({ lastAttended: '2026-09-16', absences: 0 });
    const day = await teacher.get<{ revision: number; markedBy: string; blockedBy: string | null; dayBefore: string; dayAfter: string | null; seats: { seatId: string; mark: string; before: { mark: string; markedBy: string }[] }[] }>(
      'query ($id: ID!) { attendanceDay(sectionId: $id) { revision markedBy blockedBy dayBefore dayAfter seats { seatId mark before { mark markedBy } } } }', { id: sectionId });
    expect(day).toMatchObject({ revision: 2, markedBy: 'Council teacher', blockedBy: null, dayBefore: '2026-09-14', dayAfter: null });
    expect(day.seats.find((one) => one.seatId === seats[0])).toEqual({ seatId: seats[0], mark: 'LATE', before: [{ mark: 'ABSENT', markedBy: 'Council teacher' }] });
    expect(day.seats.filter((one) => one.before.length > 0)).toHaveLength(1);
    await expect(db.owner.query('delete from attendance_before')).rejects.toThrow('append-only');
  });

  test('whoever joined later is left out of the days before, unless named; then corrected as all others', async () => {
    const { sectionId, theirs } = await class_();
    // Half past eleven at night in Council: still Wednesday, September 2.
    await setClock(db, '2026-09-03T05:30:00Z');
    const counselor = await Desk.of(app, 'cambridge', 'counselor');
    const held = await counselor.hold(sectionId, 1, { fitReason: 'They join from the library.' });
    await counselor.request(held.id, 500_00);
    await (await Desk.of(app, 'council', 'registrar')).step('acceptSeats', { bookingId: held.id });
    await setClock(db, LATER);
    const teacher = await as('council', 'teacher');
    const late = (await running(teacher, sectionId))!.seats.find((one) => one.bookingId === held.id)!.id;
    const marked = async (day: string, revision: number, exceptions: object[] = []) => {
      const { seats, days } = await mark(teacher, sectionId, day, revision, exceptions);
      return [seats.find((one) => one.id === late)!.marks.find((one) => one.day === day)?.mark ?? null, days.find((one) => one.day === day)!.present];
    };
    expect(await marked('2026-08-31', 0)).toEqual([null, 4]);
    expect(await marked('2026-09-02', 0)).toEqual(['PRESENT', 5]);
    expect(await marked('2026-08-31', 1, [{ seatId: theirs, mark: 'LATE' }])).toEqual([null, 3]);
    expect(await marked('2026-08-31', 2, [{ seatId: late, mark: 'EXCUSED' }])).toEqual(['EXCUSED', 4]);
    expect(await marked('2026-08-31', 3)).toEqual(['PRESENT', 5]);
  });

  test('is of the student, not of the seat: whoever takes it over begins without marks and notes, and who comes back finds theirs', async () => {
    const { sectionId, seats } = await class_();
    await setClock(db, LATER);
    const [teacher, registrar] = [await as('council', 'teacher'), await as('cambridge', 'registrar')];
    // Before anybody was named: these become the first student's.
    await mark(teacher, sectionId, '2026-09-14', 0, [{ seatId: seats[0], mark: 'LATE' }]);
    const { bookingId } = (await running(registrar, sectionId))!.seats[0]!;
    const place = async (students: [seatId: string, number: string][], emptied: string[] = []) => expect(await registrar.get('mutation ($input: PlaceStudentsInput!) { placeStudents(input: $input) { __typename } }', { input: {
      idempotencyKey: randomUUID(), bookingId, emptied, students: students.map(([seatId, studentNumber]) => ({ seatId, givenName: 'Given', familyName: 'Name', studentNumber, gradeLevel: 10, schoolId: school('cambridge') })) } })).toEqual({ __typename: 'Roster' });
    const seen = async (at: number) => {
      const seat = (await running(teacher, sectionId))!.seats.find((one) => one.id === seats[at])!;
      return [seat.lastAttended, seat.marks.map((one) => `${one.day.slice(8)} ${one.mark}`), seat.progress?.standing ?? null];
    };
    await place([[seats[0]!, 'A-1'], [seats[1]!, 'A-2']]);
    await act(teacher, 'noteProgress', { seatId: seats[0], standing: 'FAILING', note: null });
    expect(await seen(0)).toEqual(['2026-09-14', ['14 LATE'], 'FAILING']);

    await place([[seats[0]!, 'A-3']]);
    expect(await seen(0)).toEqual([null, [], null]);
    expect((await db.owner.query(`select from inbox_item where subject_id = $1 and kind = 'seat.progress' and done_at is null`, [seats[0]])).rowCount).toBe(0);
    // Who took the seat over on Wednesday was not there on Monday, also where Monday is corrected.
    await mark(teacher, sectionId, '2026-09-14', 1, [{ seatId: seats[1], mark: 'ABSENT' }]);
    await mark(teacher, sectionId, '2026-09-16', 0, [{ seatId: seats[0], mark: 'ABSENT' }]);
    expect(await seen(0)).toEqual([null, ['16 ABSENT'], null]);
    expect(await seen(1)).toEqual(['2026-09-16', ['14 ABSENT', '16 PRESENT'], null]);
    const day = await teacher.get<{ seats: { seatId: string; countsFrom: string; mark: string | null; before: { mark: string }[] }[] }>('query ($id: ID!) { attendanceDay(sectionId: $id, day: "2026-09-14") { seats { seatId countsFrom mark before { mark } } } }', { id: sectionId });
    expect(day.seats.find((one) => one.seatId === seats[0])).toEqual({ seatId: seats[0], countsFrom: '2026-09-16', mark: null, before: [] });
    expect(day.seats.find((one) => one.seatId === seats[1])).toMatchObject({ mark: 'ABSENT', before: [{ mark: 'PRESENT' }] });

    // The first one comes back, into another seat: with what is theirs; the seat they left has nothing of it.
    await place([[seats[1]!, 'A-1']], [seats[0]!]);
    expect(await seen(1)).toEqual(['2026-09-14', ['14 LATE'], 'FAILING']);
    expect(await seen(0)).toEqual([null, [], null]);
    const file = await registrar.get<{ csv: string }>('query ($id: ID!) { attendanceFile(bookingId: $id) { csv } }', { id: bookingId });
    expect(file.csv.match(/,Before(?=\r|$)/gm)?.length).toBeGreaterThan(0);
    await expect(db.owner.query(`update progress_note set whose = seat_id`)).rejects.toThrow('append-only');
  });

  test('a seat that joined later is not expected on the days before, and what an older press wrote of it is taken out; a word of its own stays', async () => {
    const { sectionId, seats, theirs } = await class_();
    await setClock(db, LATER);
    const teacher = await as('council', 'teacher');
    await mark(teacher, sectionId, '2026-09-14', 0);
    await mark(teacher, sectionId, '2026-09-16', 0, [{ seatId: seats[0], mark: 'LATE' }]);
    // As if three seats had been accepted on Tuesday only: the first press of Monday wrote all of them present.
    const client = await db.owner.connect();
    try {
      await client.query('begin');
      await client.query('alter table event disable trigger user');
      await client.query(`update event set at = '2026-09-15T12:00:00Z' where kind = 'booking.accepted' and subject_id in (select booking_id from seat where id = any ($1))`, [seats]);
      const { rows } = await client.query<{ from: string }>(`select distinct counts_from(e, 'America/Boise')::text as from from seat e where e.id = any ($1)`, [seats]);
      expect(rows).toEqual([{ from: '2026-09-15' }]);
      await client.query(NOT_THERE_YET);
      const { rows: left } = await client.query<{ seat_id: string; day: string }>('select seat_id, day::text from attendance where section_id = $1 order by day', [sectionId]);
      expect(left.filter(({ day }) => day === '2026-09-14').map(({ seat_id }) => seat_id)).toEqual([theirs]);
      expect(left.filter(({ day }) => day === '2026-09-16')).toHaveLength(4);
    } finally {
      await client.query('rollback');
      client.release();
    }
  });

  test('of a class that ended long ago is still read', async () => {
    const { sectionId, seats } = await class_();
    await setClock(db, '2026-12-16T16:30:00Z');
    await mark(await as('council', 'teacher'), sectionId, '2026-12-16', 0, [{ seatId: seats[0], mark: 'ABSENT' }]);
    await setClock(db, '2027-03-18T15:30:00Z');
    const home = (await running(await as('cambridge', 'registrar'), sectionId))!;
    expect(home.days.at(-1)).toEqual({ day: '2026-12-16', marked: true, present: 2, absent: 1 });
    expect(home.seats.map((one) => one.marks)).toEqual(['ABSENT', 'PRESENT', 'PRESENT'].map((one) => [{ day: '2026-12-16', mark: one }]));
  });

  test('two who mark at once: one of them is asked to look again; a request sent twice marks once', async () => {
    const { sectionId, seats } = await class_();
    await setClock(db, LATER);
    const [teacher, registrar] = await Promise.all([as('council', 'teacher'), as('council', 'registrar')]);
    const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => mark(n % 2 ? teacher : registrar, sectionId, '2026-09-16', 0, [{ seatId: seats[n % 3], mark: 'ABSENT' }])));
    expect(answers.map((one) => one.__typename).sort()).toEqual(['RunningClass', ...Array<string>(7).fill('StepNotPossible')]);
    expect(answers.find((one) => one.message)!.message).toMatch(/^Council (teacher|registrar) marked Wed, Sep 16, 2026 meanwhile/);
    expect((await running(teacher, sectionId))!.seats.reduce((sum, one) => sum + one.absences, 0)).toBe(1);
    const input = { idempotencyKey: randomUUID(), sectionId, day: '2026-09-14', revision: 0, exceptions: [] };
    const twice = await Promise.all([act(teacher, 'markClass', input), act(teacher, 'markClass', input)]);
    expect(twice.map((one) => one.__typename)).toEqual(['RunningClass', 'RunningClass']);
    expect((await db.owner.query(`select from event where subject_id = $1 and kind = 'class.marked'`, [sectionId])).rowCount).toBe(2);
  });

  test('wrong days are refused in words', async () => {
    const { sectionId, seats } = await class_();
    await setClock(db, LATER);
    const teacher = await as('council', 'teacher');
    const why = async (day: string) => (await mark(teacher, sectionId, day, 0)).message;
    expect(await why('2026-09-15')).toBe('The class meets on Monday and Wednesday: Tue, Sep 15, 2026 is not one of its days.');
    expect(await why('2026-09-07')).toBe('Council has no school on Mon, Sep 7, 2026 (Labor Day): the class does not meet, and everybody sees that in the calendar.');
    expect(await why('2026-09-21')).toBe('Mon, Sep 21, 2026 is still to come: a class is marked on its day or later.');
    expect(await why('2026-08-24')).toMatch('The class runs from Mon, Aug 31, 2026 to Fri, Dec 18, 2026');
    expect(await why('2026-02-31')).toBe('There is no such day.');
    expect(await mark(teacher, sectionId, '2026-09-16', 0, [{ seatId: seats[0], mark: 'LATE' }, { seatId: seats[0], mark: 'ABSENT' }])).toMatchObject({ __typename: 'InvalidInput' });
    expect(await mark(teacher, sectionId, '2026-09-16', 0, [{ seatId: randomUUID(), mark: 'LATE' }])).toMatchObject({ __typename: 'InvalidInput' });
    for (const [who, answer] of [[id(78), 'NotAllowed'], [person('council', 'counselor'), 'NotAllowed'], [person('cambridge', 'teacher'), 'NotAllowed'], [person('kamiah', 'teacher'), 'NotFound']] as const) {
      expect(await mark(await app.client().signInAs(who), sectionId, '2026-09-16', 0)).toMatchObject({ __typename: answer });
    }
    // The database says the same of every day of the year, by itself.
    const { rows } = await db.owner.query<{ day: string; why: string | null }>(`select d::date::text as day, no_class_because(s, d::date) as why from course_section s, generate_series('2026-08-01'::date, '2027-01-31', '1 day') d where s.id = $1`, [sectionId]);
    expect(rows.map(({ day }) => [day, ((found) => (meets(found) ? null : found.why))(classDay(pattern, [], day))])).toEqual(rows.map((row) => [row.day, row.why]));
  });

  test('a class without fixed times counts the school days; its file goes out to the home registrar, seats given back with it', async () => {
    const { sectionId, seats } = await class_(ownPace);
    await setClock(db, LATER);
    const teacher = await as('council', 'teacher');
    expect(await mark(teacher, sectionId, '2026-09-15', 0, [{ seatId: seats[2], mark: 'EXCUSED' }])).toMatchObject({ __typename: 'RunningClass', meetings: [] });
    expect((await mark(teacher, sectionId, '2026-09-13', 0)).message).toMatch('no school on that weekday');
    const registrar = await as('cambridge', 'registrar');
    const { bookingId } = (await running(registrar, sectionId))!.seats[2]!;
    await (await Desk.of(app, 'cambridge', 'counselor')).step('dropSeats', { bookingId, owedCents: 0 });
    const file = (client: Client) => client.get<{ csv: string; rows: number } | null>('query ($id: ID!) { attendanceFile(bookingId: $id) { csv rows } }', { id: bookingId });
    expect((await file(registrar))!.csv.split('\r\n')[1]).toMatch(/^Physics \d+,B-\d+,1,2026-09-15,TUE,Excused,,Newest in this seat$/);
    for (const who of [await as('council', 'registrar'), await as('grangeville', 'registrar')]) expect(await file(who)).toBeNull();
    expect((await running(registrar, sectionId))!.seats).toHaveLength(2);
  });
});

describe('changed days', () => {
  test('are told to every district with seats, its facilitators and the teacher, once, and taken back the same way', async () => {
    const { sectionId, title } = await class_();
    await setClock(db, LATER);
    const registrar = await as('council', 'registrar');
    const announce = (input: object) => act(registrar, 'announceChange', { sectionId, kind: 'NO_CLASS', reason: 'In-service day', ...input });
    expect(await announce({ day: '2026-09-21' })).toMatchObject({ changes: [{ day: '2026-09-21' }], meetings: [{ day: '2026-09-21', beginsAt: null, change: { kind: 'NO_CLASS', reason: 'In-service day' } }, { day: '2026-09-23', beginsAt: '2026-09-23T14:00:00.000Z' }, {}, {}, {}] });
    const off = `No class on Mon, Sep 21, 2026: ${title}`;
    expect((await told(off)).map(({ who, urgent }) => `${who}${urgent ? '!' : ''}`)).toEqual(['Cambridge: Site Person', 'Cambridge: counselor registrar', 'Council: Council teacher', 'Council: registrar', 'Grangeville: counselor registrar']);
    expect((await announce({ day: '2026-09-21' })).message).toMatch(/is announced already \(In-service day\): take it back first/);
    expect((await mark(registrar, sectionId, '2026-09-21', 0)).message).toMatch('announced that the class does not meet');
    expect((await announce({ day: '2026-09-14' })).message).toMatch('has passed');
    expect((await announce({ day: '2026-09-22' })).message).toMatch('is not one of its days');
    expect((await announce({ day: '2026-09-23', kind: 'OTHER_TIME', startsAt: '10:00', endsAt: '09:00' })).problems).toMatchObject([{ field: 'input.endsAt' }]);
    expect((await announce({ day: '2026-09-23', reason: ' x ' })).problems).toMatchObject([{ field: 'input.reason' }]);
    const [change] = (await running(registrar, sectionId))!.changes;
    const twice = await Promise.all([act(registrar, 'withdrawChange', { changeId: change!.id }), act(await as('council', 'teacher'), 'withdrawChange', { changeId: change!.id })]);
    expect(twice.map((one) => one.__typename).sort()).toEqual(['RunningClass', 'StepNotPossible']);
    expect((await told(off)).every(({ done }) => done)).toBe(true);
    // Whether the teacher is told depends on whose of the two it was.
    expect([4, 5]).toContain((await told(`${title} meets as usual on Mon, Sep 21, 2026, at 8:00 AM Mountain Time`)).length);
    expect(await announce({ day: '2026-09-21', kind: 'OTHER_TIME', startsAt: '13:00', endsAt: '13:50' })).toMatchObject({ meetings: [{ day: '2026-09-21', beginsAt: '2026-09-21T19:00:00.000Z' }, {}, {}, {}, {}] });
  });

  test('of today or tomorrow come by mail at once, to those too who chose mornings, and not again in the morning; never to those who want no mail of it', async () => {
    const { sectionId, title } = await class_();
    await setClock(db, '2026-09-15T15:30:00Z');
    const inboxes = new InboxMail(new Sql(workers.pool), 'https://barnraise.example');
    while ((await inboxes.tell()) > 0);
    await db.owner.query('delete from mail');
    const choose = async (account: string, bookings: string) => (await app.client().signInAs(account)).get('mutation ($input: ChooseMailInput!) { chooseMail(input: $input) { __typename } }', { input: { tasks: 'AT_ONCE', bookings, news: 'NEVER', reminders: false } });
    await choose(person('cambridge', 'counselor'), 'DAILY');
    await choose(person('grangeville', 'counselor'), 'NEVER');
    const teacher = await as('council', 'teacher');
    await act(teacher, 'announceChange', { sectionId, day: '2026-09-16', kind: 'NO_CLASS', reason: 'Snow' });
    await act(teacher, 'announceChange', { sectionId, day: '2026-09-23', kind: 'NO_CLASS', reason: 'Meeting' });
    await Promise.all([inboxes.tell(), inboxes.tell(), inboxes.tell()]);
    await setClock(db, '2026-09-16T13:40:00Z');
    await inboxes.digest();
    const { rows } = await db.owner.query<{ name: string; subject: string; body: string }>('select a.display_name as name, m.subject, m.body from mail m join account a on a.id = m.account_id order by 1, 2');
    const of = (name: string) => rows.filter((row) => row.name === name).map(({ subject }) => subject);
    const [soon, later] = [`No class on Wed, Sep 16, 2026: ${title}`, `No class on Wed, Sep 23, 2026: ${title}`];
    expect(of('Cambridge registrar')).toEqual([soon, later]);
    expect(of('Site Person')).toEqual([soon, later]);
    expect(of('Cambridge counselor')).toEqual([expect.stringContaining('this morning'), soon]);
    expect(rows.find((row) => row.name === 'Cambridge counselor')!.body).not.toContain('Sep 16');
    expect(of('Grangeville counselor')).toEqual([]);
    expect(of('Council teacher')).toEqual([]);
  });
});

describe('where it meets, and how a seat gets on', () => {
  test('the link is seen by the teaching side, home counselors and registrars and the facilitator, and told when it differs', async () => {
    const { sectionId, title } = await class_();
    await setClock(db, LATER);
    const teacher = await as('council', 'teacher');
    const set = (url: string | null) => act(teacher, 'setMeetingLink', { sectionId, url });
    expect((await set('http://meet.example.org/x')).problems).toMatchObject([{ field: 'input.url' }]);
    expect(await set('https://meet.example.org/x')).toMatchObject({ link: { url: 'https://meet.example.org/x' } });
    await set('https://meet.example.org/x');
    expect(await told(`${title} has a new link to join`)).toHaveLength(4);
    const link = async (account: string) => (await running(await app.client().signInAs(account), sectionId))?.link?.url ?? null;
    for (const who of [person('council', 'counselor'), person('cambridge', 'counselor'), person('cambridge', 'registrar'), facilitator]) expect(await link(who)).toBe('https://meet.example.org/x');
    for (const who of [person('cambridge', 'teacher'), person('cambridge', 'business_manager'), person('kamiah', 'registrar')]) expect(await link(who)).toBeNull();
    expect((await db.owner.query(`select from inbox_item where title || detail like '%meet.example.org%' union all select from event where facts::text like '%meet.example.org%'`)).rowCount).toBe(0);
    expect(await set(null)).toMatchObject({ link: null });
    await expect(db.owner.query(`insert into class_link values ($1, 'http://meet.example.org/', $2, app_now())`, [sectionId, facilitator])).rejects.toThrow('class_link_secure');
  });

  test('progress is told to the home side when a seat is at risk or failing, and seen by nobody else', async () => {
    const { sectionId, title, seats, theirs } = await class_();
    await setClock(db, '2026-08-28T15:00:00Z');
    const note = async (seatId: string, standing: string, words: string | null = null) => act(await as('council', 'teacher'), 'noteProgress', { seatId, standing, note: words });
    expect((await note(seats[0]!, 'AT_RISK')).message).toMatch('has not begun');
    await setClock(db, LATER);
    await note(seats[0]!, 'AT_RISK', 'Two labs are missing.');
    await note(theirs, 'ON_TRACK');
    const open = async () => (await db.owner.query<{ title: string; detail: string }>(`select title, detail from inbox_item where section_id = $1 and kind = 'seat.progress' and done_at is null and party_id = $2`, [sectionId, district('cambridge')])).rows;
    expect(await open()).toEqual([{ title: expect.stringMatching(new RegExp(`^A note on how seat 1 of B-\\d+ gets on in ${title}$`)), detail: 'From Council: it stands with the booking.' }]);
    expect((await running(await as('cambridge', 'counselor'), sectionId))!.seats.map((one) => one.progress)).toEqual([{ standing: 'AT_RISK', note: 'Two labs are missing.' }, null, null]);
    expect((await running(await as('grangeville', 'registrar'), sectionId))!.seats.map((one) => one.progress)).toEqual([{ standing: 'ON_TRACK', note: null }]);
    await note(seats[0]!, 'FAILING');
    // Another word in its place; no subject of a mail and no list says which.
    expect(JSON.stringify(await open())).not.toMatch(/fail|risk|Two labs/);
    expect(await open()).toHaveLength(1);
    await note(seats[0]!, 'ON_TRACK');
    expect(await open()).toEqual([]);
    expect(await act(await as('cambridge', 'registrar'), 'noteProgress', { seatId: seats[0], standing: 'FAILING' })).toMatchObject({ __typename: 'NotAllowed' });
    await setClock(db, '2026-12-19T15:00:00Z');
    expect((await note(seats[0]!, 'FAILING')).message).toMatch('The term is over');
  });

  test('once students are placed, the facilitator of their school sees their seats, and nobody beside', async () => {
    const { sectionId, seats } = await class_();
    await setClock(db, LATER);
    const site = await app.client().signInAs(facilitator);
    expect((await running(site, sectionId))!.seats).toEqual([]);
    const registrar = await as('cambridge', 'registrar');
    const { bookingId } = (await running(registrar, sectionId))!.seats[0]!;
    const placed = await registrar.get<{ __typename: string }>('mutation ($input: PlaceStudentsInput!) { placeStudents(input: $input) { __typename } }', { input: { idempotencyKey: randomUUID(), bookingId, emptied: [], students: [{ seatId: seats[0], givenName: 'Ana', familyName: 'Ruiz', studentNumber: 'S-1', gradeLevel: 10, schoolId: school('cambridge') }] } });
    expect(placed.__typename).toBe('Roster');
    expect((await running(site, sectionId))!.seats.map((one) => one.id)).toEqual([seats[0]]);
  });
});

test('how a class ran stays to be read when its seats are completed', async () => {
  const { rows } = await db.owner.query<{ state: string }>(`select state from unnest($1::text[]) state where is_given(state)`, [Object.keys(seatBooking.table.states)]);
  expect(rows.map(({ state }) => state).sort()).toEqual(['accepted', 'active', 'completed', 'rostered']);
});
