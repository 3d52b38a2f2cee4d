import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { testApp, type TestApp } from '../../../test/app.js';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { Desk } from '../../../test/desk.js';
import { insertNeighborhood, NOW, publish, type SectionWishes, setClock } from '../../../test/factories/neighborhood.js';

const HOUR = 3_600_000;
const at = (hours: number) => new Date(Date.parse(NOW) + hours * HOUR).toISOString();

let db: TestDatabase;
let app: TestApp;
let counselor: Desk;
let registrar: Desk;
let neighbor: Desk;

beforeAll(async () => {
  db = await freshDatabase();
  await insertNeighborhood(db);
  app = await testApp(db);
});
beforeEach(async () => {
  await setClock(db, NOW);
  await signIn();
});
afterAll(async () => {
  await app.stop();
  await db.drop();
});

/** A session ends after a working day: whoever comes back days later signs in anew. */
async function signIn(): Promise<void> {
  [counselor, registrar, neighbor] = await Promise.all([Desk.of(app, 'cambridge', 'counselor'), Desk.of(app, 'cambridge', 'registrar'), Desk.of(app, 'grangeville', 'counselor')]);
}
async function later(hours: number): Promise<void> {
  await setClock(db, at(hours));
  await signIn();
}
let next = 1000;
const section = (wishes: SectionWishes = {}) => publish(db, app, next++, wishes);
const hoursUntil = (instant: string) => Math.round((Date.parse(instant) - Date.parse(NOW)) / HOUR);
const reason = { fitReason: 'From the library.' };
const sweep = () => db.owner.query('select sweep_sections(100)');

describe('a hold that runs out', () => {
  test('is kept for forty-eight hours, then its seats are free for others at once, before anything swept', async () => {
    const sectionId = await section({ capacity: 2 });
    const held = await counselor.hold(sectionId, 2);
    expect(hoursUntil(held.clock!.at)).toBe(48);
    await later(47.9);
    expect(await neighbor.hold(sectionId, 1, reason)).toMatchObject({ __typename: 'SectionFull', seatsLeft: 0 });
    await later(48.1);
    expect(await neighbor.section(sectionId)).toEqual({ seatsLeft: 2, seatsTaken: 0 });
    expect(await neighbor.hold(sectionId, 2, reason)).toMatchObject({ state: 'HELD', estimate: { expectedCents: 300_00 } });
    expect(await counselor.booking(held.id)).toMatchObject({ state: 'EXPIRED', clock: null, nextSteps: [] });
  });

  test('is told so when it is requested too late', async () => {
    const sectionId = await section();
    const held = await counselor.hold(sectionId, 1);
    await registrar.approveMapping((await counselor.map(sectionId)).id);
    await later(49);
    expect(await counselor.request(held.id, 150_00)).toMatchObject({ __typename: 'HoldExpired', expiredAt: expect.any(String) });
  });

  test('is swept: an event by the clock, its task closed, the catalogue counts it as free', async () => {
    const sectionId = await section({ capacity: 5 });
    const held = await counselor.hold(sectionId, 2);
    await later(48.1);
    await sweep();
    const found = await counselor.booking(held.id);
    expect(found!.history).toEqual([{ who: 'Cambridge counselor', sentence: 'Held 2 seats.' }, { who: 'The clock', sentence: 'The hold ran out; the seats are free again.' }]);
    expect((await counselor.inbox()).filter(({ bookingId }) => bookingId === held.id)).toEqual([]);
    const { rows } = await db.owner.query('select units_left from availability where offering_id = $1', [sectionId]);
    expect(rows).toEqual([{ units_left: 5 }]);
  });

  test('of the teaching district\'s own seats opens nothing of its reserved block to neighbors', async () => {
    const sectionId = await section({ capacity: 10, reservedSeats: 4, reservedUntil: '2026-09-14' });
    const teaching = await Desk.of(app, 'council', 'counselor');
    await teaching.hold(sectionId, 4);
    await counselor.hold(sectionId, 6);
    await later(47);
    await db.owner.query(`update booking set hold_expires_at = app_now() + interval '2 days' where section_id = $1 and seat_count = 6`, [sectionId]);
    await later(49);
    expect(await neighbor.section(sectionId)).toEqual({ seatsLeft: 0, seatsTaken: 6 });
    expect(await neighbor.hold(sectionId, 1, reason)).toMatchObject({ __typename: 'SectionFull', seatsLeft: 0 });
    expect((await (await Desk.of(app, 'council', 'counselor')).section(sectionId))!.seatsLeft).toBe(4);
  });
});

describe('a hold whose course mapping waits for approval', () => {
  test('stands still, and goes on with what was left once the mapping is approved', async () => {
    const sectionId = await section();
    const held = await counselor.hold(sectionId, 1);
    await later(40);
    const mapping = await counselor.map(sectionId);
    await later(100);
    const paused = await counselor.booking(held.id);
    expect(paused!.clock!.waitsFor).toBe('the course mapping to be approved');
    expect((await counselor.inbox()).find(({ bookingId }) => bookingId === held.id)!.dueAt).toBe(paused!.clock!.at);
    await registrar.approveMapping(mapping.id);
    const running = await counselor.booking(held.id);
    expect(hoursUntil(running!.clock!.at)).toBe(108);
    expect((await counselor.inbox()).find(({ bookingId }) => bookingId === held.id)!.dueAt).toBe(running!.clock!.at);
    expect(await counselor.request(held.id, 150_00)).toMatchObject({ state: 'REQUESTED' });
  });

  test('waits no longer than the consortium allows', async () => {
    const sectionId = await section({ capacity: 1 });
    const held = await counselor.hold(sectionId, 1);
    await counselor.map(sectionId);
    expect(hoursUntil((await counselor.booking(held.id))!.clock!.at)).toBe(48 + 120);
    await later(48 + 121);
    expect(await neighbor.hold(sectionId, 1, reason)).toMatchObject({ state: 'HELD' });
  });

  test('goes on when the mapping is returned, and a hold made while one waits stands still from the start', async () => {
    const sectionId = await section();
    const first = await counselor.hold(sectionId, 1);
    const mapping = await counselor.map(sectionId);
    const second = await counselor.hold(sectionId, 1);
    expect(second.clock!.waitsFor).toBe('the course mapping to be approved');
    expect((await counselor.inbox()).find(({ bookingId }) => bookingId === second.id)!.dueAt).toBe(second.clock!.at);
    await later(10);
    expect(await registrar.returnMapping(mapping.id, 'Half a credit.')).toMatchObject({ state: 'RETURNED' });
    for (const { id } of [first, second]) {
      const { clock } = (await counselor.booking(id))!;
      expect(clock!.waitsFor).toBeNull();
      expect(hoursUntil(clock!.at)).toBe(58);
    }
    expect(await counselor.request(first.id, 150_00)).toMatchObject({ __typename: 'MappingNeeded', mappingState: 'RETURNED' });
    expect(await counselor.map(sectionId)).toMatchObject({ state: 'PENDING' });
  });
});

test('a mapping that is returned and proposed again goes on waiting where it stopped: not for ever', async () => {
  const sectionId = await section();
  const held = await counselor.hold(sectionId, 1);
  const mapping = await counselor.map(sectionId);
  await later(100);
  await registrar.returnMapping(mapping.id, 'Half a credit.');
  expect(hoursUntil((await counselor.booking(held.id))!.clock!.at)).toBe(148);
  await counselor.map(sectionId);
  expect(hoursUntil((await counselor.booking(held.id))!.clock!.at)).toBe(168);
  await later(130);
  await registrar.returnMapping(mapping.id, 'Still half a credit.');
  await counselor.map(sectionId);
  expect(hoursUntil((await counselor.booking(held.id))!.clock!.at)).toBe(168);
});

describe('the same step sent again', () => {
  const idempotencyKey = 'a-key-of-this-page';

  test('gives the first answer and takes nothing twice', async () => {
    const sectionId = await section();
    const input = { idempotencyKey: `${idempotencyKey}-1` };
    const answers = await Promise.all([1, 2, 3].map(() => counselor.hold(sectionId, 2, input)));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect((await counselor.section(sectionId))!.seatsTaken).toBe(2);
    expect((await counselor.booking(answers[0]!.id))!.history).toHaveLength(1);
  });

  test('with other contents under the same key is refused, and takes nothing', async () => {
    const sectionId = await section();
    const input = { idempotencyKey: `${idempotencyKey}-2` };
    await counselor.hold(sectionId, 1, input);
    expect(await counselor.hold(sectionId, 2, input)).toMatchObject({ __typename: 'KeyReused', code: 'KEY_REUSED' });
    expect((await counselor.section(sectionId))!.seatsTaken).toBe(1);
  });

  test('after a refusal is refused again, though it would go through by now; a new key goes through', async () => {
    const sectionId = await section({ capacity: 1 });
    const other = await neighbor.hold(sectionId, 1, reason);
    const input = { idempotencyKey: `${idempotencyKey}-3` };
    const refused = await counselor.hold(sectionId, 1, input);
    expect(refused).toMatchObject({ __typename: 'SectionFull', seatsLeft: 0 });
    await neighbor.step('cancelSeats', { bookingId: other.id });
    expect(await counselor.hold(sectionId, 1, input)).toEqual(refused);
    expect(await counselor.hold(sectionId, 1)).toMatchObject({ state: 'HELD' });
  });

  test('by somebody else, or for another step, is an act of its own', async () => {
    const sectionId = await section();
    const input = { idempotencyKey: `${idempotencyKey}-4` };
    const [one, two] = [await counselor.hold(sectionId, 1, input), await registrar.hold(sectionId, 1, input)];
    expect(one.id).not.toBe(two.id);
    expect(await counselor.step('cancelSeats', { bookingId: one.id, ...input })).toMatchObject({ state: 'CANCELLED' });
  });
});
