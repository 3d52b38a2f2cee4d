import { expect } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { moveClock } from '../database.js';
import { replay } from './after.js';
import { type Dice } from './dice.js';
import { act, newKey } from './graph.js';
import { type Ground } from './ground.js';
import { type Acknowledged, insist } from './persistent.js';
import { type Home, type Someone } from './world.js';

const calm = { hangsUp: 0.2, pressesTwice: 0.2 };
interface Line { readonly sectionId: string; readonly home: Home; readonly heldId: string; readonly joined: Acknowledged[] }

/** A section that one district fills; everyone else joins its line at once. */
async function line(ground: Ground, dice: Dice, capacity: number): Promise<Line> {
  const { world, servers } = ground;
  const sectionId = await ground.section({ capacity });
  const [home, ...others] = dice.shuffled(world.homes);
  const { id: heldId } = await act(servers[0].url, home!.counselor, 'holdSeats', { idempotencyKey: newKey(), sectionId, homeDistrictId: home!.partyId, seats: capacity });
  const joined = await Promise.all(others.flatMap((other, n) => [other.counselor, other.registrar].map(async (who, m) => {
    const own = dice.child(n * 2 + m);
    await sleep(own.whole(0, 100));
    return insist(servers, { who, operation: 'joinWaitlist', input: { idempotencyKey: newKey(), sectionId, homeDistrictId: other.partyId, seats: 1 } }, own, calm);
  })));
  return { sectionId, home: home!, heldId: heldId!, joined };
}
const offers = async ({ db }: Ground, sectionId: string) =>
  (await db.owner.query<{ id: string; home: string; state: string; turn: string }>(
    `select b.id, b.home_party_id as home, b.state, w.turn from booking b join waitlist_entry w on w.id = b.waitlist_entry_id where b.section_id = $1 order by b.created_at, w.turn`, [sectionId])).rows;
const states = async ({ db }: Ground, sectionId: string) =>
  (await db.owner.query<{ state: string }>('select state from waitlist_entry where section_id = $1 order by turn', [sectionId])).rows.map(({ state }) => state);

/** One seat comes free while ten and more want it: newcomers of every district at both servers, and those in line. Exactly one gets it: the first in line. */
export async function freedSeat(ground: Ground, dice: Dice): Promise<void> {
  const { world, servers } = ground;
  const { sectionId, home, heldId, joined } = await line(ground, dice, 1);
  // Each district joined once, whoever of its two people was quicker.
  expect(joined.filter(({ answer }) => answer.id)).toHaveLength(world.homes.length - 1);
  expect(new Set(joined.flatMap(({ answer }) => answer.code ?? []))).toEqual(new Set(['STEP_NOT_POSSIBLE']));

  const newcomer = async (who: Someone, n: number): Promise<Acknowledged> => {
    const own = dice.child(500 + n);
    await sleep(own.whole(0, 120));
    return insist(servers, { who, operation: 'holdSeats', input: { idempotencyKey: newKey(), sectionId, homeDistrictId: who.partyId, seats: 1 } }, own, calm);
  };
  const canceled = sleep(dice.whole(0, 100)).then(() => insist(servers, { who: home.counselor, operation: 'cancelSeats', input: { idempotencyKey: newKey(), bookingId: heldId } }, dice.child(999), calm));
  const holds = await Promise.all(world.homes.flatMap((one) => [one.counselor, one.registrar]).map(newcomer));
  expect((await canceled).answer.id).toBe(heldId);
  expect(new Set(holds.map(({ answer }) => answer.code))).toEqual(new Set(['SECTION_FULL']));
  expect(await states(ground, sectionId)).toEqual(['offered', ...Array<string>(world.homes.length - 2).fill('waiting')]);
  expect(await offers(ground, sectionId)).toHaveLength(1);
  await replay(servers, [...joined, ...holds], dice);

  // The same race at the deadline, again and again down the line: people give offers back while the clock takes them.
  for (let round = 0; round < 3; round++) {
    const [open] = (await offers(ground, sectionId)).filter(({ state }) => state === 'held');
    const who = world.homes.find(({ partyId }) => partyId === open!.home)!;
    if (dice.chance(0.5)) await moveClock(ground.db, 73 * 3_600_000);
    const given = await Promise.all([who.counselor, who.registrar].map((person, n) =>
      insist(servers, { who: person, operation: 'cancelSeats', input: { idempotencyKey: newKey(), bookingId: open!.id } }, dice.child(2_000 + round * 10 + n), calm)));
    expect(given.filter(({ answer }) => answer.id).length).toBeLessThanOrEqual(1);
    await settled(ground);
    const now = await states(ground, sectionId);
    expect(now.filter((state) => state === 'offered')).toHaveLength(1);
    expect(now.indexOf('offered')).toBe(round + 1);
    expect(now.slice(0, round + 1).every((state) => state === 'left' || state === 'lapsed')).toBe(true);
  }
}

/** The worker is killed while it ends overdue holds of many sections, each with a line: nothing is lost, nobody is offered twice. */
export async function sweeperDies(ground: Ground, dice: Dice): Promise<void> {
  const { servers, world } = ground;
  const lines = await Promise.all(Array.from({ length: 8 }, (_, n) => line(ground, dice.child(n), 2)));
  await moveClock(ground.db, 49 * 3_600_000);
  for (let deaths = 0; deaths < 3; deaths++) {
    await sleep(dice.whole(0, 1_200));
    await servers[0].kill9();
    await servers[0].start();
  }
  await settled(ground);
  for (const { sectionId } of lines) {
    const told = await offers(ground, sectionId);
    expect(told.map(({ state }) => state)).toEqual(['held', 'held']);
    // The first two in line, and both were told: one task and one mail job each.
    expect(await states(ground, sectionId)).toEqual(['offered', 'offered', ...Array<string>(world.homes.length - 3).fill('waiting')]);
    const { rows } = await ground.db.owner.query<{ tasks: number; events: number }>(
      `select (select count(*)::int from inbox_item where section_id = $1 and kind = 'REQUEST_HELD_SEATS' and done_at is null) as tasks,
              (select count(*)::int from event where subject_type = 'waitlist' and facts->>'sectionId' = $1::text and facts->>'after' = 'offered') as events`, [sectionId]);
    expect(rows).toEqual([{ tasks: 2, events: 2 }]);
  }
}

/** Polled until no hold is overdue. */
async function settled({ db }: Ground): Promise<void> {
  for (;;) {
    const { rows } = await db.owner.query<{ n: number }>(`select count(*)::int as n from booking where state = 'held' and hold_expires_at <= app_now()`);
    if (rows[0]!.n === 0) return;
    await sleep(50);
  }
}
