import { randomUUID } from 'node:crypto';
import { allot, allotmentWords, type AllotmentRule, type SeatRequest } from '@barnraise/allotment';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { testApp, type Client, type TestApp } from '../../../test/app.js';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { Desk, type Waits } from '../../../test/desk.js';
import { insertDistrict } from '../../../test/factories/districts.js';
import { id } from '../../../test/factories/ids.js';
import { coordinator, district, insertNeighborhood, insertPolicy, north, NOW, ownPace, person, publish, type SectionWishes, setClock, west } from '../../../test/factories/neighborhood.js';
import { insertPerson } from '../../../test/factories/people.js';
import { allotWindows } from '../../../test/factories/windows.js';
import { brokenIn } from '../../../test/storms/after.js';
import { openWorkerDatabase, Sql, type SqlTx } from '../../platform/jobs/jobs.js';
import { InboxMail } from '../inbox/index.js';

const YEAR = '2027-28';
const [RIGGINS, WHITEBIRD] = [id(60), id(62)];
let db: TestDatabase;
let app: TestApp;
let cambridge: Desk;
let grangeville: Desk;
let council: Desk;
let cora: Client;
let next = 7000;

beforeAll(async () => {
  db = await freshDatabase();
  await insertNeighborhood(db);
  for (const [n, name] of [[60, 'Riggins'], [62, 'White Bird']] as const) {
    await insertDistrict(db.owner, { id: id(n), name, consortia: [west] });
    await insertPerson(db.owner, { id: id(n + 1), roles: [{ role: 'counselor', partyId: id(n) }] });
  }
  // Next year's calendar of those who teach.
  for (const place of ['council', 'grangeville'] as const) {
    await db.owner.query(`insert into school_year (id, party_id, name, first_day, last_day, weekdays) values (gen_random_uuid(), $1, '2027-28', '2027-08-16', '2028-05-26', '{MON,TUE,WED,THU,FRI}')`, [district(place)]);
    await db.owner.query(`insert into term (id, school_year_id, code, name, first_day, last_day) select gen_random_uuid(), id, 'next', 'Fall', '2027-08-16', '2027-12-17' from school_year where party_id = $1 and name = '2027-28'`, [district(place)]);
  }
  app = await testApp(db);
});
beforeEach(async () => {
  await at(NOW);
});
afterAll(async () => {
  expect(await brokenIn(db)).toEqual([]);
  await app.stop();
  await db.drop();
});

/** Sessions end when the clock leaps: everybody signs in anew. */
async function at(instant: string): Promise<void> {
  await setClock(db, instant);
  [cambridge, grangeville, council, cora] = await Promise.all([Desk.of(app, 'cambridge', 'counselor'), Desk.of(app, 'grangeville', 'counselor'), Desk.of(app, 'council', 'counselor'), app.client().signInAs(coordinator)]);
}
/** A section of next year. */
async function nextYear(wishes: SectionWishes = {}): Promise<string> {
  const { place = 'council' } = wishes;
  const sectionId = await publish(db, app, next++, { ...ownPace, ...wishes });
  await db.owner.query(
    `update course_section set term_id = (select t.id from term t join school_year y on y.id = t.school_year_id where y.party_id = $2 and y.name = '2027-28'), first_day = '2027-08-16', last_day = '2027-12-17', drop_date = '2027-09-10', teaching_drop_date = '2027-09-10' where id = $1`,
    [sectionId, district(place)]);
  return sectionId;
}
interface Progress { readonly sectionId: string; readonly seats: number; readonly allotted: boolean; readonly districts: number | null; readonly seatsAsked: number | null; readonly seatsGiven: number | null }
interface Window { readonly __typename: string; readonly id: string; readonly state: string; readonly message?: string; readonly problems?: { field: string; message: string }[]; readonly opensAt: string; readonly closesAt: string; readonly extended: boolean; readonly orderWords: string; readonly mayExtend: boolean; readonly mayCancel: boolean }
const WINDOW = '__typename ... on Refusal { message } ... on InvalidInput { problems { field message } } ... on RequestWindow { id state opensAt closesAt closedAt endedAt extended orderWords reason mayExtend mayCancel }';
const does = (client: Client, operation: string, input: object): Promise<Window> =>
  client.get(`mutation ($input: ${operation.charAt(0).toUpperCase()}${operation.slice(1)}Input!) { ${operation}(input: $input) { ${WINDOW} } }`, { input: { idempotencyKey: randomUUID(), ...input } });
const open = (more: object = {}) => does(cora, 'openRequestWindow', { consortiumId: west, schoolYear: YEAR, opensOn: '2026-08-24', closesOn: '2026-08-28', ...more });
const CLOSED = '2026-08-28T23:00:01Z';
/** What is due closes, and is not allotted yet. */
const closes = () => db.owner.query(`select close_window(id) from request_window where state = 'collecting' and closed_at is null and closes_at <= app_now()`);
/** Out of the way of the next test: another year's. */
const ended = () => db.owner.query(`update request_window set school_year = (select 1900 + count(*) from request_window) || '-00' where school_year = $1`, [YEAR]);
const progress = (windowId: string, client = cora) => client.get<Progress[]>('query ($w: ID!) { windowProgress(windowId: $w) { sectionId seats allotted districts seatsAsked seatsGiven } }', { w: windowId });
const progressOf = async (windowId: string, sectionId: string) => (await progress(windowId)).find((one) => one.sectionId === sectionId);
const requests = (desk: Desk, sectionId: string | null = null) => desk.client.get<{ id: string; seatsAsked: number; seatsGiven: number | null; steps: string[]; bookingId: string | null }[]>(
  'query ($d: ID!, $s: ID) { windowRequests(districtId: $d, sectionId: $s) { id seatsAsked seatsGiven steps bookingId } }', { d: district(desk.place), s: sectionId });
/** Somebody of the two small districts asks. */
async function asks(partyId: string, sectionId: string, seats: number, fewest: number): Promise<Waits> {
  const client = await app.client().signInAs(id(partyId === RIGGINS ? 61 : 63));
  return client.get('mutation ($input: JoinWaitlistInput!) { joinWaitlist(input: $input) { __typename ... on Refusal { code message } ... on WaitlistEntry { id state } } }', { input: { idempotencyKey: randomUUID(), sectionId, homeDistrictId: partyId, seats, fewest } });
}
const states = async (sectionId: string) => (await db.owner.query<{ state: string }>('select state from waitlist_entry where section_id = $1 order by turn', [sectionId])).rows.map(({ state }) => state);
const taken = async (sectionId: string) => (await db.owner.query<{ n: number }>('select seats_taken as n from course_section where id = $1', [sectionId])).rows[0]!.n;

describe('a window', () => {
  test('is opened by the coordinator for a year that lies ahead, and every member is asked', async () => {
    await nextYear();
    expect(await open({ schoolYear: '2031-32' })).toMatchObject({ __typename: 'InvalidInput', message: expect.stringContaining('calendar') });
    expect(await open({ closesOn: '2026-08-23' })).toMatchObject({ __typename: 'InvalidInput', message: expect.stringContaining('lies ahead') });
    expect(await open({ closesOn: '2026-02-31' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await open({ consortiumId: id(2) })).toMatchObject({ __typename: 'NotFound' });
    expect(await cora.get(`{ windowYears(consortiumId: "${west}") { schoolYear sections timeZone } }`)).toEqual([{ schoolYear: '2026-27', sections: 0, timeZone: 'America/Boise' }, { schoolYear: YEAR, sections: 1, timeZone: 'America/Boise' }]);
    const window = await open();
    expect(window).toMatchObject({ state: 'COLLECTING', closesAt: '2026-08-28T23:00:00.000Z', mayExtend: true, mayCancel: true, orderWords: expect.stringMatching(/^Seats are shared one by one/) });
    expect(await open()).toMatchObject({ __typename: 'StepNotPossible', message: expect.stringContaining('open already') });
    expect(await cambridge.inbox()).toContainEqual(expect.objectContaining({ kind: 'ASK_IN_WINDOW', title: `Ask for seats of ${YEAR}`, dueAt: window.closesAt, detail: expect.stringContaining(window.orderWords) }));
    expect(await cambridge.client.get(`{ requestWindows(consortiumId: "${west}") { id mayExtend } }`)).toEqual([{ id: window.id, mayExtend: false }]);
    expect((await db.owner.query(`select facts->>'after' as after from event where subject_id = $1`, [window.id])).rows).toEqual([{ after: 'collecting' }]);
    await does(cora, 'cancelRequestWindow', { windowId: window.id, reason: 'A test.' });
  });

  test('moves its close once, and only away; canceled, it leaves the lines, and offers what is free', async () => {
    const sectionId = await nextYear({ capacity: 3 });
    const window = await open();
    await cambridge.join(sectionId, 2);
    expect(await does(cora, 'extendRequestWindow', { windowId: window.id, closesOn: '2026-08-27' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await does(cora, 'extendRequestWindow', { windowId: window.id, closesOn: '2026-09-01' })).toMatchObject({ extended: true, closesAt: '2026-09-01T23:00:00.000Z', mayExtend: false });
    expect(await does(cora, 'extendRequestWindow', { windowId: window.id, closesOn: '2026-09-02' })).toMatchObject({ __typename: 'StepNotPossible', message: expect.stringContaining('moved once') });
    expect(await grangeville.inbox()).toContainEqual(expect.objectContaining({ title: expect.stringContaining('More time to ask') }));
    expect(await does(cora, 'cancelRequestWindow', { windowId: window.id, reason: 'The board meets later' })).toMatchObject({ state: 'CANCELLED', reason: 'The board meets later.' });
    expect(await states(sectionId)).toEqual(['offered']);
    expect(await cambridge.inbox()).toContainEqual(expect.objectContaining({ title: expect.stringContaining('no longer asked for'), detail: expect.stringContaining('The board meets later.') }));
    const told = (await grangeville.inbox()).filter(({ kind }) => kind === 'NOTICE').map(({ title }) => title);
    expect(told.filter((title) => title.includes('no longer asked for')).length).toBeGreaterThan(0);
    expect(told.filter((title) => title.includes('More time to ask'))).toEqual([]);
    expect(await grangeville.hold(sectionId, 1)).toMatchObject({ state: 'HELD' });
  });
});

describe('it has bounds', () => {
  const problem = (answer: Window) => answer.problems?.[0];
  test('it opens within 180 days and takes requests for at most 180, more time included; a longer one cannot be written', async () => {
    expect(problem(await open({ opensOn: '2027-02-21', closesOn: '2027-03-01' }))).toEqual({ field: 'input.opensOn', message: expect.stringContaining('Choose Sat, Feb 20, 2027 or a day before it.') });
    expect(problem(await open({ closesOn: '2027-02-21' }))).toEqual({ field: 'input.closesOn', message: expect.stringContaining('Choose Sat, Feb 20, 2027 or a day before it.') });
    expect(problem(await open({ closesOn: '2090-01-01' }))).toMatchObject({ field: 'input.closesOn' });
    expect(problem(await open({ opensOn: '2026-08-28', closesOn: '2026-08-27' }))).toEqual({ field: 'input.closesOn', message: 'Choose a last day that is not before the first.' });
    const window = await open({ closesOn: '2027-02-19' });
    expect(window).toMatchObject({ state: 'COLLECTING', mayExtend: true });
    expect(problem(await does(cora, 'extendRequestWindow', { windowId: window.id, closesOn: '2027-02-21' }))).toEqual({ field: 'input.closesOn', message: expect.stringContaining('more time included') });
    expect(problem(await does(cora, 'extendRequestWindow', { windowId: window.id, closesOn: '2027-02-18' }))).toMatchObject({ message: expect.stringContaining('after the present close') });
    const far = (change: string) => db.owner.query(`update request_window set ${change} where id = $1`, [window.id]);
    await expect(far(`closes_at = opens_at + interval '182 days'`)).rejects.toThrow('request_window_long');
    await expect(far(`opens_at = opened_on + interval '182 days', closes_at = opened_on + interval '190 days'`)).rejects.toThrow('request_window_soon');
    expect(await does(cora, 'extendRequestWindow', { windowId: window.id, closesOn: '2027-02-20' })).toMatchObject({ extended: true });
    await does(cora, 'cancelRequestWindow', { windowId: window.id, reason: 'A test.' });
  });

  test('past its close, while no worker comes, it can still be ended: then its sections are free again; once its requests are taken it cannot', async () => {
    const sectionId = await nextYear({ capacity: 2 });
    const window = await open();
    await cambridge.join(sectionId, 1);
    await at(CLOSED);
    expect(await grangeville.hold(sectionId, 1)).toMatchObject({ __typename: 'InRequestWindow' });
    const mine = () => cora.get<Window | null>('query ($id: ID!) { requestWindow(id: $id) { mayCancel mayExtend } }', { id: window.id });
    expect(await mine()).toEqual({ mayCancel: true, mayExtend: false });
    expect(await does(cora, 'extendRequestWindow', { windowId: window.id, closesOn: '2026-09-09' })).toMatchObject({ __typename: 'StepNotPossible', message: expect.stringContaining('has closed') });
    expect(await does(cora, 'cancelRequestWindow', { windowId: window.id, reason: 'The office moves.' })).toMatchObject({ state: 'CANCELLED', closedAt: null });
    expect(await states(sectionId)).toEqual(['offered']);
    expect(await grangeville.hold(sectionId, 1)).toMatchObject({ state: 'HELD' });

    const next = await open({ opensOn: '2026-08-31', closesOn: '2026-09-04' });
    await at('2026-09-04T23:00:01Z');
    await closes();
    expect(await cora.get('query ($id: ID!) { requestWindow(id: $id) { mayCancel } }', { id: next.id })).toEqual({ mayCancel: false });
    expect(await does(cora, 'cancelRequestWindow', { windowId: next.id, reason: 'Too late.' })).toMatchObject({ __typename: 'StepNotPossible', message: expect.stringContaining('being allotted') });
    await allotWindows(db);
    await ended();
  });

  test('the close and the end of one come one after the other, and the other is refused', async () => {
    for (let n = 0; n < 4; n++) {
      await at(NOW);
      const window = await open();
      await at(CLOSED);
      const [answer] = await Promise.all([does(cora, 'cancelRequestWindow', { windowId: window.id, reason: 'A race.' }), closes()]);
      const { rows } = await db.owner.query<{ state: string; closed: boolean }>('select state, closed_at is not null as closed from request_window where id = $1', [window.id]);
      expect(rows[0]).toEqual(answer.state === 'CANCELLED' ? { state: 'cancelled', closed: false } : { state: 'collecting', closed: true });
      if (answer.state !== 'CANCELLED') expect(answer).toMatchObject({ __typename: 'StepNotPossible' });
      await allotWindows(db);
      await ended();
    }
  });
});

describe('while it is open', () => {
  test('nobody takes seats, everybody may ask, change and take back; another year is as ever', async () => {
    const sectionId = await nextYear({ capacity: 5, reservedSeats: 2, reservedUntil: '2027-08-01' });
    const thisYear = await publish(db, app, next++, { ...ownPace, capacity: 2 });
    const before = await cambridge.hold(sectionId, 1);
    await open();
    expect(await grangeville.hold(sectionId, 1)).toMatchObject({ __typename: 'InRequestWindow', message: expect.stringContaining('Ask in the window') });
    const entry = await grangeville.join(sectionId, 2, { fewest: 1 });
    expect(entry).toMatchObject({ state: 'WAITING', offer: null });
    expect(await grangeville.waitlist('changeWaitlist', { entryId: entry.id, seats: 3, fewest: 2 })).toMatchObject({ seatsWanted: 3 });
    expect(await requests(grangeville)).toMatchObject([{ id: entry.id, seatsAsked: 3, seatsGiven: null, steps: [] }]);
    // Seats that come free wait too.
    await cambridge.step('cancelSeats', { bookingId: before.id });
    expect([await states(sectionId), await taken(sectionId)]).toEqual([['waiting'], 0]);
    expect(await grangeville.waitlist('leaveWaitlist', { entryId: entry.id })).toMatchObject({ state: 'LEFT' });
    // What is asked for is told by the window, not by the section.
    await cambridge.join(sectionId, 1);
    expect(await council.client.get('query ($id: ID!) { section(id: $id) { seatsWaiting } }', { id: sectionId })).toEqual({ seatsWaiting: 0 });
    await cambridge.waitlist('leaveWaitlist', { entryId: (await cambridge.placeIn(sectionId))!.id });
    // The block of the teaching district is its own; more than that it asks for as all others do.
    expect(await council.join(sectionId, 3)).toMatchObject({ __typename: 'SeatsAreFree', seatsLeft: 2 });
    expect(await council.hold(sectionId, 3)).toMatchObject({ __typename: 'InRequestWindow' });
    expect(await council.hold(sectionId, 2)).toMatchObject({ state: 'HELD' });
    expect(await council.join(sectionId, 1)).toMatchObject({ state: 'WAITING' });
    expect(await grangeville.hold(thisYear, 2)).toMatchObject({ state: 'HELD' });
    expect(await cambridge.client.get(`{ sectionWindow(sectionId: "${thisYear}") { id } }`)).toBeNull();
    expect(await cambridge.client.get(`{ sectionWindow(sectionId: "${sectionId}") { schoolYear } }`)).toEqual({ schoolYear: YEAR });
    await at(CLOSED);
    expect(await allotWindows(db)).toBeGreaterThan(0);
    expect(await states(sectionId)).toEqual(['left', 'left', 'offered']);
    await ended();
  });

  test('it takes requests from its first morning on, and none after its close, allotted or not', async () => {
    const sectionId = await nextYear({ capacity: 2 });
    await open({ opensOn: '2026-08-26' });
    expect(await cambridge.join(sectionId, 1)).toMatchObject({ __typename: 'InRequestWindow', message: expect.stringContaining('not opened yet') });
    expect(await cambridge.hold(sectionId, 1)).toMatchObject({ __typename: 'InRequestWindow' });
    await at('2026-08-26T14:00:01Z');
    const entry = await cambridge.join(sectionId, 2);
    await at(CLOSED);
    expect(await grangeville.join(sectionId, 1)).toMatchObject({ __typename: 'InRequestWindow', message: expect.stringContaining('being allotted') });
    expect(await cambridge.waitlist('changeWaitlist', { entryId: entry.id, seats: 1 })).toMatchObject({ __typename: 'InRequestWindow' });
    expect(await cambridge.waitlist('leaveWaitlist', { entryId: entry.id })).toMatchObject({ __typename: 'InRequestWindow' });
    await allotWindows(db);
    expect(await states(sectionId)).toEqual(['offered']);
    await ended();
  });
});

describe('the close', () => {
  test('allots by the published order, tells everybody where they stand and why, and is written down', async () => {
    await insertPolicy(db.owner, { consortiumId: west }, 'waitlist.order', 'contributors_first', '2026-08-24');
    // Grangeville teaches next year; Physics has six seats for four.
    await nextYear({ place: 'grangeville' });
    const sectionId = await nextYear({ capacity: 6 });
    const window = await open();
    expect(window.orderWords).toMatch(/^Districts that teach shared courses that year come first/);
    await cambridge.join(sectionId, 4, { fewest: 1 });
    await asks(RIGGINS, sectionId, 3, 3);
    await asks(WHITEBIRD, sectionId, 2, 1);
    await grangeville.join(sectionId, 2, { fewest: 2 });
    expect(await progressOf(window.id, sectionId)).toEqual({ sectionId, seats: 6, allotted: false, districts: 4, seatsAsked: 10, seatsGiven: null });
    await at(CLOSED);
    await allotWindows(db);
    // The same as the rule alone says, with the turns the database gave.
    const { rows } = await db.owner.query<{ key: string; district: string; turn: number; given: number; contributes: boolean; rule: AllotmentRule }>(
      `select r.entry_id as key, r.home_party_id as district, r.turn::int as turn, r.seats_given as given, r.contributes, w.rule from window_request r join request_window w on w.id = r.window_id where r.section_id = $1 order by r.turn`, [sectionId]);
    const asked = [[4, 1], [3, 3], [2, 1], [2, 2]] as const;
    const pure = allot(rows[0]!.rule, { [sectionId]: 6 }, rows.map(({ key, district: home, turn, contributes }, n): SeatRequest => ({ key, section: sectionId, district: home, turn, contributes, seats: asked[n]![0], least: asked[n]![1] })));
    expect(rows.map(({ given }) => given)).toEqual(pure.map(({ seats }) => seats));
    expect(rows.map(({ given, contributes }) => [given, contributes])).toEqual([[2, false], [0, false], [2, false], [2, true]]);
    expect(await taken(sectionId)).toBe(6);
    expect(await states(sectionId)).toEqual(['offered', 'waiting', 'offered', 'offered']);

    const [mine] = await requests(cambridge, sectionId);
    expect(mine).toMatchObject({ seatsAsked: 4, seatsGiven: 2, bookingId: expect.any(String), steps: allotmentWords(pure[0]!, true) });
    // What the one that came first took is its own: four asked, and that is told.
    expect(mine!.steps.slice(0, 2)).toEqual(['You asked for 4 seats (at the least 1) of 6, as the 1st of 4 districts.', 'Districts that teach shared courses that year came first; you teach none.']);
    expect(await cambridge.inbox()).toContainEqual(expect.objectContaining({ kind: 'REQUEST_HELD_SEATS', title: expect.stringMatching(/^2 seats for you in Physics/), detail: expect.stringContaining(mine!.steps[0]!), bookingId: mine!.bookingId }));
    const riggins = await app.client().signInAs(id(61));
    expect(await riggins.get('{ inbox(first: 10) { nodes { kind title detail } } }')).toMatchObject({ nodes: expect.arrayContaining([expect.objectContaining({ kind: 'NOTICE', title: expect.stringMatching(/^No seat for you yet in Physics/), detail: expect.stringContaining('You wait for 3 seats as the 2nd in line.') })]) });
    expect(await cora.get('{ inbox(first: 10) { nodes { title } } }')).toMatchObject({ nodes: expect.arrayContaining([{ title: `Requests for ${YEAR} are allotted` }]) });
    expect(await progressOf(window.id, sectionId)).toEqual({ sectionId, seats: 6, allotted: true, districts: 4, seatsAsked: 11, seatsGiven: 6 });
    const { rows: pinned } = await db.owner.query<{ state: string; n: number }>('select state, cardinality(policy_ids) as n from request_window where id = $1', [window.id]);
    expect(pinned).toEqual([{ state: 'allotted', n: 1 }]);
    // Afterwards first come, with the line before newcomers and in the order of the allotment.
    expect(await council.hold(sectionId, 1)).toMatchObject({ __typename: 'SectionFull' });
    await grangeville.step('cancelSeats', { bookingId: (await requests(grangeville, sectionId))[0]!.bookingId });
    expect(await states(sectionId)).toEqual(['offered', 'waiting', 'offered', 'left']);
    expect(await council.hold(sectionId, 2)).toMatchObject({ state: 'HELD' });
    await expect(db.owner.query('update window_request set seats_given = 0')).rejects.toThrow(/append-only/);
    await ended();
  });

  test('happens once, whoever dies in the middle of it and however many try', async () => {
    const sections = await Promise.all([1, 2, 3, 4].map(() => nextYear({ capacity: 2 })));
    const window = await open();
    for (const sectionId of sections) {
      await cambridge.join(sectionId, 2, { fewest: 1 });
      await asks(RIGGINS, sectionId, 2, 1);
    }
    await at(CLOSED);
    // Dies before each kind of statement in turn, and once more after two sections.
    for (const [text, after] of [['close_window', 0], ['window_due', 0], ['allotment_inputs', 0], ['record_allotment', 1], ['record_allotment', 1]] as const) {
      let n = 0;
      let dead = false;
      await expect(allotWindows(db, (sql) => {
        dead ||= sql.includes(text) && n++ === after;
        if (dead) throw new Error('the worker dies');
      })).rejects.toThrow('the worker dies');
    }
    expect((await db.owner.query<{ state: string }>('select state from request_window where id = $1', [window.id])).rows).toEqual([{ state: 'collecting' }]);
    await Promise.all([allotWindows(db), allotWindows(db), allotWindows(db)]);
    expect((await db.owner.query<{ state: string }>('select state from request_window where id = $1', [window.id])).rows).toEqual([{ state: 'allotted' }]);
    for (const sectionId of sections) {
      expect([await states(sectionId), await taken(sectionId)]).toEqual([['offered', 'offered'], 2]);
      const { rows } = await db.owner.query(`select count(*)::int as n from inbox_item where section_id = $1 and kind = 'REQUEST_HELD_SEATS'`, [sectionId]);
      expect(rows).toEqual([{ n: 2 }]);
    }
    expect(await allotWindows(db)).toBe(0);
    const { rows } = await db.owner.query(`select count(*) filter (where kind = 'window.closed')::int as closed, count(*) filter (where kind = 'window.allotted')::int as allotted from event where subject_id = $1`, [window.id]);
    expect(rows).toEqual([{ closed: 1, allotted: 1 }]);
    await ended();
  });

  test('a window that cannot be closed stands in no other’s way, and is closed as soon as it can be', async () => {
    const sectionId = await nextYear({ capacity: 2 });
    const window = await open();
    await cambridge.join(sectionId, 1);
    const { rows: [stuck] } = await db.owner.query<{ id: string }>(
      `insert into request_window (id, consortium_id, school_year, state, opens_at, closes_at, opened_by, opened_on) values (gen_random_uuid(), $1, '1899-00', 'collecting', app_now(), app_now() + interval '1 minute', $2, app_now()) returning id`, [north, coordinator]);
    await db.owner.query(`insert into event (id, at, kind, subject_type, subject_id, party_ids, consortium_ids, facts) values (gen_random_uuid(), app_now(), 'window.opened', 'window', $1, '{}', '{}', '{"after": "collecting"}')`, [stuck!.id]);
    await at(CLOSED);
    // It would be the first to close.
    await db.owner.query(`create function planted() returns trigger language plpgsql as $$ begin raise exception 'a planted failure'; end $$`);
    await db.owner.query(`create trigger planted before update on request_window for each row when (new.id = '${stuck!.id}') execute function planted()`);
    for (let round = 0; round < 2; round++) await expect(allotWindows(db)).rejects.toThrow(`window ${stuck!.id} could not be closed, and is tried again: a planted failure`);
    expect(await states(sectionId)).toEqual(['offered']);
    const ends = async () => (await db.owner.query<{ state: string }>('select state from request_window where id = any ($1) order by id = $2', [[stuck!.id, window.id], window.id])).rows.map(({ state }) => state);
    expect(await ends()).toEqual(['collecting', 'allotted']);
    await db.owner.query('drop trigger planted on request_window; drop function planted()');
    await allotWindows(db);
    expect(await ends()).toEqual(['allotted', 'allotted']);
    await ended();
  });

  test('a section that cannot be allotted stands in no other’s way, and is allotted as soon as it can be', async () => {
    const [planted, ...others] = await Promise.all([1, 2, 3].map(() => nextYear({ capacity: 2 })));
    const window = await open();
    for (const sectionId of [planted!, ...others]) await cambridge.join(sectionId, 1);
    await at(CLOSED);
    // The first in the order of work, whichever order that is.
    await db.owner.query(`create function planted() returns trigger language plpgsql as $$ begin raise exception 'a planted failure'; end $$`);
    await db.owner.query(`create trigger planted before insert on window_section for each row when (new.section_id = '${planted}') execute function planted()`);
    for (let round = 0; round < 2; round++) await expect(allotWindows(db)).rejects.toThrow(`section ${planted} of window ${window.id} could not be allotted, and is tried again: a planted failure`);
    for (const sectionId of others) expect(await states(sectionId)).toEqual(['offered']);
    expect([await states(planted!), await taken(planted!)]).toEqual([['waiting'], 0]);
    expect(await cora.get('query ($id: ID!) { requestWindow(id: $id) { state mayCancel } }', { id: window.id })).toEqual({ state: 'COLLECTING', mayCancel: false });
    expect((await progress(window.id)).filter(({ allotted }) => !allotted)).toMatchObject([{ sectionId: planted }]);
    await db.owner.query('drop trigger planted on window_section; drop function planted()');
    expect(await allotWindows(db)).toBe(1);
    expect(await states(planted!)).toEqual(['offered']);
    expect((await db.owner.query<{ state: string }>('select state from request_window where id = $1', [window.id])).rows).toEqual([{ state: 'allotted' }]);
    await ended();
  });

  test('refuses an allotment that is not of what was asked, under whatever login', async () => {
    const sectionId = await nextYear({ capacity: 1 });
    const window = await open();
    await cambridge.join(sectionId, 1);
    await at(CLOSED);
    await closes();
    const inputs = (await db.owner.query<{ i: { seats: number } }>('select allotment_inputs($1, $2) as i', [window.id, sectionId])).rows[0]!.i;
    const record = (given: object, result: object) => db.owner.query('select record_allotment($1, $2, $3, $4)', [window.id, sectionId, JSON.stringify(given), JSON.stringify(result)]);
    await expect(record({ ...inputs, seats: 2 }, [])).rejects.toThrow(/not what this section was to be allotted by/);
    await expect(record(inputs, [])).rejects.toThrow(/gives every request its answer/);
    await expect(record(inputs, [{ key: (await requests(cambridge, sectionId))[0]!.id, seats: 2 }])).rejects.toThrow(/no seat twice/);
    await allotWindows(db);
    expect(await states(sectionId)).toEqual(['offered']);
    await ended();
  });

  test('with requests still being written waits for them, and lets none in behind itself', async () => {
    const sectionId = await nextYear({ capacity: 3 });
    await open();
    await at('2026-08-28T22:59:59.600Z');
    const answers = await Promise.all(Array.from({ length: 24 }, async (_, n) => {
      await new Promise((resolve) => setTimeout(resolve, n * 40));
      return asks(n % 2 ? RIGGINS : WHITEBIRD, sectionId, 1, 1);
    }).concat(new Promise<void>((resolve) => setTimeout(resolve, 300)).then(async () => {
      while ((await allotWindows(db)) === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      return undefined as never;
    })));
    const joined = answers.filter((one: Waits | undefined) => one?.__typename === 'WaitlistEntry');
    const { rows } = await db.owner.query<{ id: string }>('select entry_id as id from window_request where section_id = $1', [sectionId]);
    // Who was acknowledged before the close is in the allotment; after it, the line is there for what is left.
    const before = joined.filter((one) => one.state === 'WAITING').map((one) => one.id);
    expect(rows.map((row) => row.id)).toEqual(expect.arrayContaining(before));
    expect(await taken(sectionId)).toBeLessThanOrEqual(3);
    await ended();
  });
});

describe('what it asks of districts', () => {
  const asked = async (desk: Desk) => (await desk.inbox()).filter(({ kind }) => kind === 'ASK_IN_WINDOW').map(({ dueAt }) => dueAt);
  const tasks = '{ inbox(first: 100) { nodes { id kind nextStep dueRule windowId } } }';
  const taskOf = async (client: Client) => (await client.get<{ nodes: { id: string; kind: string; nextStep: string; dueRule: string; windowId: string }[] }>(tasks)).nodes.find(({ kind }) => kind === 'ASK_IN_WINDOW');
  const mailed = async () => (await db.owner.query<{ who: string; subject: string }>(`select account_id as who, subject from mail where dedupe_key like 'remind:%' order by created_at, account_id`)).rows;

  test('waits until the close, and is reminded of the day before and on the day: once, whichever worker dies', async () => {
    await nextYear();
    const window = await open();
    expect(await taskOf(cambridge.client)).toMatchObject({ nextStep: 'Ask for seats', dueRule: 'the request window of West Central closes', windowId: window.id });
    for (const desk of [cambridge, grangeville, council]) expect(await asked(desk)).toEqual([window.closesAt]);
    expect(await asked(await Desk.of(app, 'cambridge', 'business_manager'))).toEqual([]);

    // Grangeville says that it is finished: its registrar no longer reads it either, and everybody else does.
    const { id: task } = (await taskOf(grangeville.client))!;
    const finish = (client: Client) => client.get('mutation ($input: DismissNoticeInput!) { dismissNotice(input: $input) { __typename } }', { input: { id: task } });
    expect(await finish(cambridge.client)).toEqual({ __typename: 'NotFound' });
    expect(await finish(grangeville.client)).toEqual({ __typename: 'NoticeDismissed' });
    expect([await asked(grangeville), await asked(await Desk.of(app, 'grangeville', 'registrar')), await asked(cambridge)]).toEqual([[], [], [window.closesAt]]);

    const workers = await openWorkerDatabase(db.workerUrl);
    class Dying extends Sql {
      override together<T>(work: (tx: SqlTx) => Promise<T>): Promise<T> {
        return super.together(async (tx) => {
          await work(tx);
          throw new Error('the worker dies');
        });
      }
    }
    try {
      const remind = (sql = new Sql(workers.pool)) => new InboxMail(sql, 'https://barnraise.example').remind();
      await at('2026-08-27T12:29:00Z');
      await remind();
      expect(await mailed()).toEqual([]);
      await at('2026-08-27T13:31:00Z');
      await expect(remind(new Dying(workers.pool))).rejects.toThrow('the worker dies');
      expect(await mailed()).toEqual([]);
      await Promise.all([remind(), remind()]);
      const soon = await mailed();
      expect(new Set(soon.map(({ subject }) => subject))).toEqual(new Set([`Due soon: Ask for seats of ${YEAR}`]));
      expect(new Set(soon.map(({ who }) => who)).size).toBe(soon.length);
      expect(soon.map(({ who }) => who)).toEqual(expect.arrayContaining([person('cambridge', 'counselor'), person('cambridge', 'registrar'), person('council', 'registrar'), id(61)]));
      expect(soon.map(({ who }) => who)).not.toContain(person('grangeville', 'counselor'));

      // The close moves: so does the clock, and there is another day before it.
      await does(cora, 'extendRequestWindow', { windowId: window.id, closesOn: '2026-09-01' });
      expect(await asked(cambridge)).toEqual(['2026-09-01T23:00:00.000Z']);
      await at('2026-08-28T13:31:00Z');
      await remind();
      expect(await mailed()).toHaveLength(soon.length);
      await at('2026-09-01T13:31:00Z');
      await remind();
      expect((await mailed()).slice(soon.length).map(({ subject }) => subject)).toEqual(soon.map(() => `Due today: Ask for seats of ${YEAR}`));
      await at('2026-09-01T23:00:01Z');
      await allotWindows(db);
      expect([await asked(cambridge), await asked(council)]).toEqual([[], []]);
      await remind();
      expect(await mailed()).toHaveLength(2 * soon.length);
    } finally {
      await workers.close();
    }
    await ended();
  });

  test('districts of another consortium are told of the sections they are shared, and of nothing else', async () => {
    const [shared, other] = [await nextYear({ place: 'grangeville', capacity: 4, consortiumIds: [west, north] }), await nextYear({ place: 'grangeville', capacity: 4 })];
    const window = await open();
    const heard = async () => (await (await app.client().signInAs(person('kamiah', 'counselor'))).get<{ nodes: Record<string, unknown>[] }>('{ inbox(first: 100) { nodes { kind title detail sectionId } } }')).nodes.filter(({ title }) => /window/.test(String(title)));
    const title = (await db.owner.query<{ title: string }>('select title from offering where id = $1', [shared])).rows[0]!.title;
    const [notice, ...more] = await heard();
    expect([notice, more]).toEqual([{ kind: 'NOTICE', title: `Seats of ${title} are asked for in a request window until Fri, Aug 28, 2026, 5:00 PM Mountain Time`, detail: expect.stringContaining(window.orderWords), sectionId: shared }, []]);
    expect(JSON.stringify(notice)).not.toMatch(/West|Cambridge|coordinator/);
    // Its members are asked; who shares nothing with it hears nothing.
    expect((await (await Desk.of(app, 'grangeville', 'counselor')).inbox()).filter((item) => item.title.includes('are asked for in a request window'))).toEqual([]);
    expect((await db.owner.query(`select distinct party_id from inbox_item where window_id = $1 and section_id is not null`, [window.id])).rows.map(({ party_id: party }) => party)).toContain(district('kamiah'));
    expect((await db.owner.query(`select from inbox_item where window_id = $1 and section_id = $2`, [window.id, other])).rowCount).toBe(0);

    await does(cora, 'extendRequestWindow', { windowId: window.id, closesOn: '2026-09-01' });
    expect(await heard()).toMatchObject([{ title: expect.stringContaining('until Tue, Sep 1, 2026') }]);
    await does(cora, 'cancelRequestWindow', { windowId: window.id, reason: 'Cambridge has no teacher.' });
    const after = await heard();
    expect(after).toMatchObject([{ title: `Seats of ${title} are no longer asked for in a window` }]);
    expect(JSON.stringify(after)).not.toContain('Cambridge');
  });
});

describe('while a window collects, nobody learns what others ask for', () => {
  interface CardRead { readonly id: string; readonly seatsLeft: number; readonly waitedFor: number }
  const cards = async (client: Client) => (await client.get<{ nodes: CardRead[] }>('{ catalogue(input: { first: 100, sort: MOST_SEATS }) { nodes { id seatsLeft waitedFor } } }')).nodes;
  test('neither from the card of a full section, nor from its place among others, nor from their own place in line', async () => {
    const [first, second] = [await nextYear({ capacity: 2 }), await nextYear({ capacity: 2 })];
    for (const sectionId of [first, second]) await grangeville.hold(sectionId, 2);
    await grangeville.join(second, 1);
    const told = async () => Object.fromEntries((await cards(council.client)).filter(({ id: card }) => card === first || card === second).map(({ id: card, seatsLeft, waitedFor }) => [card === first ? 'first' : 'second', [seatsLeft, waitedFor]]));
    expect(await told()).toEqual({ first: [0, 0], second: [0, 1] });
    const window = await open();
    for (const [partyId, seats] of [[RIGGINS, 2], [WHITEBIRD, 1]] as const) expect(await asks(partyId, first, seats, 1)).toMatchObject({ state: 'WAITING' });
    await cambridge.join(first, 1);
    const seen = await cards(council.client);
    expect(await told()).toEqual({ first: [0, 0], second: [0, 0] });
    expect(seen.map(({ seatsLeft }) => seatsLeft)).toEqual(seen.map(({ seatsLeft }) => seatsLeft).sort((a, b) => b - a));
    expect(seen.filter(({ seatsLeft }) => seatsLeft === 0).map(({ id: card }) => card)).toEqual(seen.filter(({ seatsLeft }) => seatsLeft === 0).map(({ id: card }) => card).sort());
    expect(await cambridge.placeIn(first)).toMatchObject({ state: 'WAITING', place: null, reason: null });
    // Afterwards there is a line like any other.
    await does(cora, 'cancelRequestWindow', { windowId: window.id, reason: 'A test.' });
    expect(await told()).toEqual({ first: [0, 4], second: [0, 1] });
    expect(await cambridge.placeIn(first)).toMatchObject({ place: 3 });
  });

  test('nor from the words of an allotment where few asked', async () => {
    const sectionId = await nextYear({ capacity: 3 });
    await open();
    await asks(RIGGINS, sectionId, 3, 1);
    await cambridge.join(sectionId, 2, { fewest: 1 });
    await at(CLOSED);
    await allotWindows(db);
    const [mine] = await requests(cambridge, sectionId);
    expect(mine!.steps[1]).toBe('How many others asked is not told: too few did.');
    const words = [mine!.steps.join(' '), ...(await cambridge.inbox()).filter(({ bookingId }) => bookingId === mine!.bookingId).map(({ detail }) => detail)];
    expect(words).toHaveLength(2);
    for (const said of words) expect(said).not.toMatch(/Riggins|\d+ districts?|took/);
    await ended();
  });
});

describe('what members read of each other', () => {
  test('where few ask nothing is told, to nobody, in no notice; where enough do, steps until the close', async () => {
    const [few, enough] = [await nextYear({ capacity: 9 }), await nextYear({ capacity: 20 })];
    const window = await open();
    await cambridge.join(few, 3);
    await grangeville.join(few, 4);
    for (const [partyId, seats] of [[RIGGINS, 6], [WHITEBIRD, 4]] as const) await asks(partyId, enough, seats, 1);
    await cambridge.join(enough, 3);
    const read = async (client: Client) => Object.fromEntries((await progress(window.id, client)).filter((one) => [few, enough].includes(one.sectionId)).map(({ sectionId, ...one }) => [sectionId === few ? 'few' : 'enough', one]));
    const expected = { few: { seats: 9, allotted: false, districts: null, seatsAsked: null, seatsGiven: null }, enough: { seats: 20, allotted: false, districts: 3, seatsAsked: 10, seatsGiven: null } };
    for (const client of [cora, cambridge.client, council.client]) expect(await read(client)).toEqual(expected);
    expect(await requests(cambridge, few)).toMatchObject([{ seatsAsked: 3 }]);
    await at(CLOSED);
    await allotWindows(db);
    expect(await read(cora)).toEqual({ few: { seats: 9, allotted: true, districts: null, seatsAsked: null, seatsGiven: null }, enough: { seats: 20, allotted: true, districts: 3, seatsAsked: 13, seatsGiven: 13 } });
    const { nodes } = await cora.get<{ nodes: { title: string; detail: string }[] }>('{ inbox(first: 50) { nodes { title detail } } }');
    expect(nodes.filter(({ title }) => title.endsWith('are allotted')).map(({ detail }) => detail).join()).not.toMatch(/\d/);
    await ended();
  });

  test('a course shared with two consortia: the window of one, read and asked in from the other', async () => {
    // West's order, not the one that holds where nobody decided.
    await insertPolicy(db.owner, { consortiumId: west }, 'requests.shares', 'time', '2026-08-23');
    const sectionId = await nextYear({ place: 'grangeville', capacity: 20, consortiumIds: [west, north] });
    const window = await open();
    const kamiah = await Desk.of(app, 'kamiah', 'counselor');
    const seen = await kamiah.client.get<{ id: string; consortiumName: string | null; orderWords: string; timeZone: string }>(`{ sectionWindow(sectionId: "${sectionId}") { id consortiumName orderWords timeZone } }`);
    expect(seen).toEqual({ id: window.id, consortiumName: null, orderWords: window.orderWords, timeZone: 'America/Boise' });
    expect(seen.orderWords).not.toContain('one by one');
    for (const [partyId, seats] of [[RIGGINS, 6], [WHITEBIRD, 4]] as const) await asks(partyId, sectionId, seats, 1);
    await cambridge.join(sectionId, 3);
    await kamiah.join(sectionId, 5);
    const asked = 'query ($d: ID!, $s: ID) { windowRequests(districtId: $d, sectionId: $s) { consortiumName seatsAsked seatsGiven steps } }';
    const ofKamiah = (client: Client) => client.get(asked, { d: district('kamiah'), s: sectionId });
    expect(await ofKamiah(kamiah.client)).toMatchObject([{ consortiumName: null, seatsAsked: 5, seatsGiven: null }]);
    // What Kamiah asks for came through the other consortium.
    expect(await progressOf(window.id, sectionId)).toMatchObject({ districts: 3, seatsAsked: 10 });
    await at(CLOSED);
    await allotWindows(db);
    expect(await progressOf(window.id, sectionId)).toMatchObject({ districts: 3, seatsAsked: 13, seatsGiven: 13 });
    const later = await app.client().signInAs(person('kamiah', 'counselor'));
    expect(await ofKamiah(later)).toMatchObject([{ consortiumName: null, seatsAsked: 5, seatsGiven: 5, steps: expect.arrayContaining(['You have all 5 you asked for.']) }]);
    expect(await cambridge.client.get(asked, { d: district('cambridge'), s: sectionId })).toMatchObject([{ consortiumName: 'West Central', seatsGiven: 3 }]);
    expect(await later.get(`{ requestWindow(id: "${window.id}") { id } }`)).toBeNull();
    expect(await progress(window.id, later)).toEqual([]);
    expect(await later.get(asked, { d: district('cambridge'), s: sectionId })).toEqual([]);
    await ended();
  });
});

test('who is nobody there sees none of it', async () => {
  const stranger = await app.client().signInAs(person('kamiah', 'counselor'));
  expect(await stranger.get(`{ requestWindows(consortiumId: "${west}") { id } }`)).toEqual([]);
  const [{ id: windowId }] = (await cora.get<{ id: string }[]>(`{ requestWindows(consortiumId: "${west}") { id } }`)) as [{ id: string }];
  expect(await stranger.get(`{ requestWindow(id: "${windowId}") { id } }`)).toBeNull();
  expect(await stranger.get(`{ windowProgress(windowId: "${windowId}") { sectionId } }`)).toEqual([]);
  expect(await stranger.get(`{ windowRequests(districtId: "${district('cambridge')}") { id } }`)).toEqual([]);
});
