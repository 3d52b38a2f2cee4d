import { expect } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { eachHoldOnce, replay } from './after.js';
import { type Dice } from './dice.js';
import { newKey } from './graph.js';
import { type Ground } from './ground.js';
import { type Acknowledged, insist } from './persistent.js';

const CLIENTS = 32;
const HOLDS_EACH = 3;

/** The database dies under its servers, which say so and find it again by themselves. Nothing acknowledged is lost. */
export async function databaseDies(ground: Ground, dice: Dice): Promise<readonly Acknowledged[]> {
  const { db, world, servers } = ground;
  const sectionId = await ground.section({ capacity: CLIENTS * HOLDS_EACH });
  let answered = 0;
  const death = dice.whole(1, CLIENTS * (HOLDS_EACH - 1));
  const back: Promise<void>[] = [];
  const die = async (): Promise<void> => {
    await ground.loseDatabase();
    await Promise.all(servers.map((server) => server.isReady(false)));
    await ground.databaseReturns();
    await Promise.all(servers.map((server) => server.isReady(true)));
  };

  const holds = (await Promise.all(Array.from({ length: CLIENTS }, async (_, n) => {
    const own = dice.child(n);
    const home = world.homes[n % world.homes.length]!;
    const held: Acknowledged[] = [];
    for (let i = 0; i < HOLDS_EACH; i++) {
      await sleep(own.whole(0, 100));
      const input = { idempotencyKey: newKey(), sectionId, homeDistrictId: home.partyId, seats: 1 };
      held.push(await insist(servers, { who: home.counselor, operation: 'holdSeats', input }, own, { hangsUp: 0.1, pressesTwice: 0.1 }));
      if (++answered === death) back.push(die());
    }
    return held;
  }))).flat();
  await Promise.all(back);
  await replay(servers, holds, dice);
  await eachHoldOnce(db, sectionId, holds);
  expect(holds.every(({ answer }) => answer.id !== undefined)).toBe(true);
  servers.forEach((server) => server.forgive());
  return holds;
}
