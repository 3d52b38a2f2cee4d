import { expect } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { eachHoldOnce, replay } from './after.js';
import { type Dice } from './dice.js';
import { newKey } from './graph.js';
import { type Ground } from './ground.js';
import { type Acknowledged, insist } from './persistent.js';

export const CAPACITY = 10;
const CLIENTS = 64;

export interface LastSeats {
  readonly left: number;
  readonly given: readonly Acknowledged[];
  readonly refused: readonly Acknowledged[];
}

/** All clients at once want seats of one section. One server may die with requests in flight and come back. */
export async function lastSeats(ground: Ground, dice: Dice, seatsOf: (dice: Dice) => number, dies: boolean): Promise<LastSeats> {
  const { db, world, servers } = ground;
  const sectionId = await ground.section({ capacity: CAPACITY });
  let answered = 0;
  const death = dies ? dice.whole(1, CLIENTS / 2) : null;
  const victim = dice.of(servers);
  const restarted: Promise<unknown>[] = [];
  const holds = await Promise.all(Array.from({ length: CLIENTS }, async (_, n) => {
    const own = dice.child(n);
    const home = world.homes[n % world.homes.length]!;
    const input = { idempotencyKey: newKey(), sectionId, homeDistrictId: home.partyId, seats: seatsOf(own) };
    await sleep(own.whole(0, 200));
    const hold = await insist(servers, { who: own.of([home.counselor, home.registrar]), operation: 'holdSeats', input }, own, { hangsUp: 0.3, pressesTwice: 0.2 });
    if (++answered === death) restarted.push(victim.kill9().then(() => victim.start()));
    return hold;
  }));
  await Promise.all(restarted);
  await replay(servers, holds, dice);

  expect(new Set(holds.map(({ answer }) => answer.code ?? answer.type))).toEqual(new Set(['Booking', 'SECTION_FULL']));
  await eachHoldOnce(db, sectionId, holds);
  const { rows } = await db.owner.query<{ left: number }>('select capacity - seats_taken as left from course_section where id = $1', [sectionId]);
  return { left: rows[0]!.left, given: holds.filter(({ answer }) => answer.id), refused: holds.filter(({ answer }) => !answer.id) };
}
