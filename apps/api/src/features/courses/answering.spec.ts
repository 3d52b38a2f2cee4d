import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testApp, type TestApp } from '../../../test/app.js';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { type Answer, Desk } from '../../../test/desk.js';
import { coordinator, district, insertNeighborhood, NOW, ownPace, publish, setClock } from '../../../test/factories/neighborhood.js';
import { brokenIn } from '../../../test/storms/after.js';

let db: TestDatabase;
let app: TestApp;
let next = 9000;

beforeAll(async () => {
  db = await freshDatabase();
  await insertNeighborhood(db);
  app = await testApp(db);
});
afterAll(async () => {
  expect(await brokenIn(db)).toEqual([]);
  await app.stop();
  await db.drop();
});

/** Two seats of Council, requested by Cambridge on Monday, August 24, at nine in Council. */
async function requested(answersRequests: boolean, notToExceedCents = 400_00): Promise<{ sectionId: string; booking: Answer }> {
  await setClock(db, NOW);
  const [counselor, registrar] = await Promise.all([Desk.of(app, 'cambridge', 'counselor'), Desk.of(app, 'cambridge', 'registrar')]);
  const sectionId = await publish(db, app, next++, { ...ownPace, answersRequests });
  await registrar.approveMapping((await counselor.map(sectionId)).id);
  const held = await counselor.hold(sectionId, 2);
  return { sectionId, booking: await counselor.request(held.id, notToExceedCents) };
}
const escalate = () => db.owner.query<{ n: number }>('select escalate_answers(100) as n').then(({ rows }) => rows[0]!.n);
const overdue = async (account: string) =>
  (await (await app.client().signInAs(account)).get<{ nodes: { kind: string; title: string; detail: string; dueAt: string | null; bookingId: string | null; sectionId: string | null }[] }>('{ inbox(first: 100) { nodes { kind title detail dueAt bookingId sectionId } } }')).nodes.filter(({ kind }) => kind === 'ANSWER_OVERDUE');

describe('a teaching district that accepts at once', () => {
  test('has accepted in the act of the request, under the rules of that day, and is told', async () => {
    const { booking } = await requested(false);
    expect(booking).toMatchObject({ state: 'ACCEPTED', clock: null, leaving: { step: 'DROP' } });
    expect(booking.history.map(({ who, sentence }) => `${who}: ${sentence}`)).toEqual([
      'Cambridge counselor: Held 2 seats.', 'Cambridge counselor: Requested 2 seats, not to exceed $400.00.', 'The clock: Accepted 2 seats at once, as the teaching district chose when it published.']);
    expect(booking.policies.map(({ key }) => key)).toContain('seats.holdHours');
    const teaching = await Desk.of(app, 'council', 'registrar');
    expect(await teaching.inbox()).toContainEqual(expect.objectContaining({ kind: 'NOTICE', title: expect.stringMatching(/^Cambridge took 2 seats/) }));
    expect((await teaching.inbox()).filter(({ kind, bookingId }) => kind === 'ANSWER_REQUEST' && bookingId === booking.id)).toEqual([]);
    // It waits to be told by mail, once.
    const { rows } = await db.owner.query(`select from inbox_item where party_id = $1 and booking_id = $2 and told_at is null and title like 'Cambridge took%'`, [district('council'), booking.id]);
    expect(rows).toHaveLength(1);
  });

  test('waits for the authority to spend all the same', async () => {
    const { booking } = await requested(false, 900_00);
    expect(booking.state).toBe('AWAITING_APPROVAL');
    const manager = await Desk.of(app, 'cambridge', 'business_manager');
    expect(await manager.step('approveSpending', { bookingId: booking.id })).toMatchObject({ state: 'ACCEPTED' });
    expect(await (await Desk.of(app, 'cambridge', 'counselor')).inbox()).toContainEqual(expect.objectContaining({ title: expect.stringContaining('Council accepted your request') }));
  });

  test('is nobody else: another district can neither accept for it nor where each request is answered', async () => {
    const { booking } = await requested(true);
    expect(booking.state).toBe('REQUESTED');
    const client = await db.owner.connect();
    try {
      await client.query('begin');
      await client.query(`select set_config('barnraise.parties', $1, true)`, [`{${district('cambridge')}}`]);
      expect((await client.query<{ done: object }>('select accept_at_once($1) as done', [booking.id])).rows[0]!.done).toEqual({ refused: 'answers_each' });
      await client.query(`select set_config('barnraise.parties', $1, true)`, [`{${district('grangeville')}}`]);
      await expect(client.query('select accept_at_once($1)', [booking.id])).rejects.toThrow('not your district');
    } finally {
      await client.query('rollback');
      client.release();
    }
    expect(await (await Desk.of(app, 'cambridge', 'counselor')).step('cancelSeats', { bookingId: booking.id })).toMatchObject({ state: 'CANCELLED' });
  });
});

describe('an answer that is due', () => {
  test('is asked of the administrator two business days later, then of the coordinator, once each', async () => {
    const { booking } = await requested(true);
    const due = Date.parse(booking.clock!.at);
    const administrator = (await db.owner.query<{ id: string }>(`select account_id as id from role_assignment where role = 'district_administrator' and party_id = $1`, [district('council')])).rows[0]!.id;
    await setClock(db, new Date(due - 60_000).toISOString());
    expect(await escalate()).toBe(0);
    await setClock(db, new Date(due + 60_000).toISOString());
    expect(await Promise.all([escalate(), escalate()]).then((both) => both.reduce((a, b) => a + b))).toBe(1);
    expect(await escalate()).toBe(0);
    const [task, ...others] = await overdue(administrator);
    expect(others).toEqual([]);
    expect(task).toMatchObject({ bookingId: booking.id, title: expect.stringMatching(/^Cambridge waits for an answer/), detail: expect.stringContaining('2 business days') });
    expect(await overdue(coordinator)).toEqual([]);
    // Wednesday's deadline runs out on Friday's.
    expect(Math.round((Date.parse(task!.dueAt!) - due) / 86_400_000)).toBe(2);
    await setClock(db, new Date(Date.parse(task!.dueAt!) + 60_000).toISOString());
    expect(await escalate()).toBe(1);
    expect(await escalate()).toBe(0);
    expect(await overdue(coordinator)).toMatchObject([{ title: 'Cambridge still waits for an answer from Council', bookingId: null, sectionId: expect.any(String) }]);
    // The answer settles all of it.
    const late = await app.client().signInAs(administrator);
    const answer = await late.get<{ state: string }>(`mutation { acceptSeats(input: { idempotencyKey: "late-${booking.id}", bookingId: "${booking.id}" }) { ... on Booking { state history { sentence } } } }`);
    expect(answer).toMatchObject({ state: 'ACCEPTED', history: expect.arrayContaining([{ sentence: 'Nobody answered in time; the administrator was asked.' }, { sentence: 'Nobody answered in time; the coordinator was asked.' }]) });
    expect([...(await overdue(administrator)), ...(await overdue(coordinator))]).toEqual([]);
  });

  test('that was given, or whose request was taken back, is asked of nobody', async () => {
    const [one, two] = [await requested(true), await requested(true)];
    await (await Desk.of(app, 'council', 'registrar')).step('denySeats', { bookingId: one.booking.id });
    await (await Desk.of(app, 'cambridge', 'counselor')).step('cancelSeats', { bookingId: two.booking.id });
    await setClock(db, '2026-10-01T15:00:00Z');
    expect(await escalate()).toBe(0);
  });
});
