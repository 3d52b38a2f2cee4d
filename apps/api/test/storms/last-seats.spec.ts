import { afterEach, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { freshDatabase, type TestDatabase } from '../database.js';
import { brokenIn, deadlocksIn, eachHoldOnce, replay } from './after.js';
import { Dice, seeds } from './dice.js';
import { newKey } from './graph.js';
import { type Acknowledged, insist } from './persistent.js';
import { Server } from './servers.js';
import { raiseWorld } from './world.js';

const CLIENTS = 64;
const CAPACITY = 10;

let db: TestDatabase;
let servers: Server[] = [];

afterEach(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await db.drop();
});

/** All clients at once over two servers; one server dies with requests in flight and comes back. */
async function storm(seed: number, seatsOf: (dice: Dice) => number): Promise<{ left: number; holds: Acknowledged[] }> {
  const dice = new Dice(seed);
  db = await freshDatabase();
  const world = await raiseWorld(db, { homes: 8, capacity: CAPACITY });
  servers = await Promise.all([new Server(db, true).start(), new Server(db, true).start()]);

  let answered = 0;
  const death = dice.whole(1, CLIENTS / 2);
  const [victim] = dice.shuffled(servers);
  let restarted: Promise<unknown> | null = null;
  const holds = await Promise.all(Array.from({ length: CLIENTS }, async (_, n) => {
    const own = dice.child(n);
    const home = world.homes[n % world.homes.length]!;
    const input = { idempotencyKey: newKey(), sectionId: world.sections[0], homeDistrictId: home.partyId, seats: seatsOf(own) };
    await sleep(own.whole(0, 200));
    const hold = await insist(servers, { who: own.of([home.counselor, home.registrar]), operation: 'holdSeats', input }, own, { hangsUp: 0.3, pressesTwice: 0.2 });
    if (++answered >= death) restarted ??= victim!.kill9().then(() => victim!.start());
    return hold;
  }));
  await restarted;
  await replay(servers, holds, dice);

  expect(new Set(holds.map(({ answer }) => answer.code ?? answer.type))).toEqual(new Set(['Booking', 'SECTION_FULL']));
  await eachHoldOnce(db, holds);
  expect(await brokenIn(db)).toEqual([]);
  expect(await deadlocksIn(db)).toBe(0);
  expect(servers.flatMap(({ complaints }) => complaints)).toEqual([]);
  const { rows } = await db.owner.query<{ left: number }>('select capacity - seats_taken as left from course_section');
  return { left: rows[0]!.left, holds };
}

test.each(seeds(1))('one seat at a time: exactly ten of sixty-four get one (STORM_SEED=%d)', async (seed) => {
  const { left, holds } = await storm(seed, () => 1);
  expect(left).toBe(0);
  expect(holds.filter(({ answer }) => answer.id)).toHaveLength(CAPACITY);
}, 300_000);

test.each(seeds(1))('several seats at a time: nobody is refused what is still there (STORM_SEED=%d)', async (seed) => {
  const { left, holds } = await storm(seed, (dice) => dice.whole(1, 4));
  const seatsOf = (hold: Acknowledged): number => Number(hold.input.seats);
  const taken = holds.filter(({ answer }) => answer.id).reduce((sum, hold) => sum + seatsOf(hold), 0);
  expect(taken).toBe(CAPACITY - left);
  expect(Math.min(...holds.filter(({ answer }) => !answer.id).map(seatsOf))).toBeGreaterThan(left);
}, 300_000);
