import { expect } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { moveClock } from '../database.js';
import { eachHoldOnce, replay } from './after.js';
import { type Dice } from './dice.js';
import { act, newKey } from './graph.js';
import { type Ground } from './ground.js';
import { type Acknowledged, insist } from './persistent.js';

const CLIENTS = 16;
const TURNS = 4;
const CAPACITY = 10;
const PAST_EVERY_HOLD_MS = 49 * 3_600_000;

/**
 * Holds run out under a clock that leaps while others hold and give back; the server that sweeps dies in the middle.
 * Overdue seats are free at once although nobody sweeps, and are swept when somebody does.
 */
export async function movingClock(ground: Ground, dice: Dice): Promise<void> {
  const { db, world, servers } = ground;
  const [sweeping, other] = servers;
  const sectionId = await ground.section({ capacity: CAPACITY });
  const calm = { hangsUp: 0.1, pressesTwice: 0.2 };
  let answered = 0;
  const leaps = new Set([dice.whole(5, 20), dice.whole(21, 40), dice.whole(41, 60)]);
  const death = dice.whole(15, 45);
  const dead: Promise<void>[] = [];

  const acts = (await Promise.all(Array.from({ length: CLIENTS }, async (_, n) => {
    const own = dice.child(n);
    const home = world.homes[n % world.homes.length]!;
    const done: Acknowledged[] = [];
    for (let turn = 0; turn < TURNS; turn++) {
      await sleep(own.whole(0, 80));
      const input = { idempotencyKey: newKey(), sectionId, homeDistrictId: home.partyId, seats: own.whole(1, 3) };
      const hold = await insist(servers, { who: home.counselor, operation: 'holdSeats', input }, own, calm);
      done.push(hold);
      if (hold.answer.id && own.chance(0.3)) {
        done.push(await insist(servers, { who: home.registrar, operation: 'cancelSeats', input: { idempotencyKey: newKey(), bookingId: hold.answer.id } }, own, calm));
      }
      const nth = ++answered;
      if (leaps.has(nth)) await moveClock(db, PAST_EVERY_HOLD_MS);
      if (nth === death) dead.push(sweeping.kill9());
    }
    return done;
  }))).flat();
  await Promise.all(dead);

  const holds = acts.filter(({ operation }) => operation === 'holdSeats');
  const codes = (operation: string): string[] => [...new Set(acts.filter((one) => one.operation === operation).map(({ answer }) => answer.code ?? answer.type))];
  expect(['Booking', 'SECTION_FULL']).toEqual(expect.arrayContaining(codes('holdSeats')));
  expect(['Booking', 'STEP_NOT_POSSIBLE']).toEqual(expect.arrayContaining(codes('cancelSeats')));
  await replay([other], acts, dice);
  await eachHoldOnce(db, sectionId, holds);

  // Nobody sweeps now. Fill it, let all of it run out, and take all of it.
  const home = dice.of(world.homes);
  const all = (seats: number): object => ({ idempotencyKey: newKey(), sectionId, homeDistrictId: home.partyId, seats });
  await moveClock(db, PAST_EVERY_HOLD_MS);
  expect(await act(other.url, home.counselor, 'holdSeats', all(CAPACITY))).toMatchObject({ type: 'Booking' });
  expect(await act(other.url, home.counselor, 'holdSeats', all(1))).toMatchObject({ code: 'SECTION_FULL' });
  await moveClock(db, PAST_EVERY_HOLD_MS);
  const last = await act(other.url, home.counselor, 'holdSeats', all(CAPACITY));
  expect(last).toMatchObject({ type: 'Booking', state: 'HELD', seats: CAPACITY });
  await moveClock(db, PAST_EVERY_HOLD_MS);
  await sweeping.start();
  await swept(ground, sectionId);
}

/** Polled until the sweeper has been here. */
async function swept({ db }: Ground, sectionId: string): Promise<void> {
  for (;;) {
    const { rows } = await db.owner.query<{ taken: number }>('select seats_taken as taken from course_section where id = $1', [sectionId]);
    if (rows[0]!.taken === 0) return;
    await sleep(50);
  }
}
