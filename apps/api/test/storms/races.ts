import { expect } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { moveClock } from '../database.js';
import { insertMapping } from '../factories/courses.js';
import { replay } from './after.js';
import { type Dice } from './dice.js';
import { act, newKey } from './graph.js';
import { type Ground } from './ground.js';
import { type Acknowledged, insist, type Sent } from './persistent.js';
import { type Someone } from './world.js';

const BOOKINGS = 6;
const SPENDING = { notToExceedCents: 100_000, budgetCode: '100-515' };
/** Seats given after this day can't be given back: whoever is first has won. */
const LONG_PAST = '2021-01-15';
const REFUSALS = new Set(['STEP_NOT_POSSIBLE', 'DROP_DATE_PASSED', 'HOLD_EXPIRED', 'SECTION_FULL', 'MAPPING_NEEDED']);

/** Accept, deny and cancel race for each requested booking; request, cancel and the clock for each held one; mappings pause and resume holds all the while. */
export async function races(ground: Ground, dice: Dice): Promise<void> {
  const { db, world, servers } = ground;
  const sections = [await ground.section({ capacity: 12, dropDate: LONG_PAST }), await ground.section({ capacity: 12, dropDate: LONG_PAST })];
  const mapped = world.homes.slice(0, 4);
  for (const sectionId of sections) for (const home of mapped) await insertMapping(db.owner, { sectionId, homePartyId: home.partyId, proposedBy: home.counselor.accountId });

  const to = (who: Someone, operation: string, input: object): Sent => ({ who, operation, input: { ...input, idempotencyKey: newKey() } });
  const begin = async (n: number, requested: boolean): Promise<{ id: string; home: (typeof mapped)[number] }> => {
    const home = mapped[n % mapped.length]!;
    const held = to(home.counselor, 'holdSeats', { sectionId: sections[n % 2], homeDistrictId: home.partyId, seats: 1 });
    const { id } = await act(servers[0].url, held.who, held.operation, held.input);
    const asked = to(home.counselor, 'requestSeats', { bookingId: id, ...SPENDING });
    if (requested) expect(await act(servers[1].url, asked.who, asked.operation, asked.input)).toMatchObject({ state: 'REQUESTED' });
    return { id: id!, home };
  };
  const requested = await Promise.all(Array.from({ length: BOOKINGS }, (_, n) => begin(n, true)));
  const held = await Promise.all(Array.from({ length: BOOKINGS }, (_, n) => begin(n + 1, false)));

  const [first, second] = world.answerers as [Someone, Someone];
  const acts = dice.shuffled([
    ...requested.flatMap(({ id: bookingId, home }) => [
      to(first, 'acceptSeats', { bookingId }), to(second, 'acceptSeats', { bookingId }), to(second, 'denySeats', { bookingId }),
      to(home.counselor, 'cancelSeats', { bookingId }), to(home.registrar, 'cancelSeats', { bookingId })]),
    ...held.flatMap(({ id: bookingId, home }) => [
      to(home.counselor, 'requestSeats', { bookingId, ...SPENDING }), to(home.registrar, 'requestSeats', { bookingId, ...SPENDING }), to(home.counselor, 'cancelSeats', { bookingId })]),
  ]);
  const done = await Promise.all([
    ...acts.map(async (sent, n) => {
      const own = dice.child(n);
      await sleep(own.whole(0, 150));
      return insist(servers, sent, own, { hangsUp: 0.1, pressesTwice: 0.3 });
    }),
    ...world.homes.slice(4).map((home, n) => mappingsMeanwhile(ground, dice.child(1_000 + n), sections, home, to)),
    sleep(dice.whole(50, 250)).then(() => moveClock(db, 49 * 3_600_000)),
  ]);

  const answered = done.flat().filter((one): one is Acknowledged => one !== undefined);
  expect(answered.filter(({ answer }) => answer.code && !REFUSALS.has(answer.code))).toEqual([]);
  await replay(servers, answered, dice);
  for (const { id } of requested) {
    const won = answered.filter(({ input, answer }) => input.bookingId === id && answer.id);
    expect(won.map(({ operation }) => operation)).toHaveLength(1);
  }
  await expired(ground);
  expect(await leaving(ground, 'requested', requested)).toEqual(requested.map(() => 1));
  expect(await leaving(ground, 'held', held)).toEqual(held.map(() => 1));
}

/** One district proposes what the courses count as, holds, and sends back and approves: holds pause and go on. */
async function mappingsMeanwhile({ servers }: Ground, dice: Dice, sections: readonly string[], home: { partyId: string; counselor: Someone; registrar: Someone }, to: (who: Someone, operation: string, input: object) => Sent): Promise<Acknowledged[]> {
  const calm = { hangsUp: 0.1, pressesTwice: 0.1 };
  const course = { homeDistrictId: home.partyId, localCode: 'C1', localTitle: 'Chemistry', creditHundredths: 50 };
  const done: Acknowledged[] = [];
  for (const sectionId of dice.shuffled(sections)) {
    const hold = (): Promise<Acknowledged> => insist(servers, to(home.counselor, 'holdSeats', { sectionId, homeDistrictId: home.partyId, seats: 1 }), dice, calm);
    done.push(await hold());
    // Two propose at once, and one more hold comes in between.
    const proposed = await Promise.all([
      insist(servers, to(home.counselor, 'mapCourse', { sectionId, ...course }), dice, calm), insist(servers, to(home.registrar, 'mapCourse', { sectionId, ...course }), dice, calm), hold()]);
    const mappingId = proposed.find(({ answer }) => answer.type === 'CourseMapping')!.answer.id;
    done.push(...proposed, ...(await Promise.all([insist(servers, to(home.registrar, 'approveMapping', { mappingId }), dice, calm), insist(servers, to(home.registrar, 'returnMapping', { mappingId, reason: 'Which credit?' }), dice, calm), hold()])));
  }
  return done;
}

/** How many events left this state, for each booking. That somebody else is asked to answer leaves it where it is. */
async function leaving({ db }: Ground, state: string, bookings: readonly { id: string }[]): Promise<number[]> {
  const { rows } = await db.owner.query<{ n: number }>(
    `select (select count(*)::int from event where subject_id = b.id and facts->>'before' = $2 and facts->>'after' <> $2) as n from unnest($1::uuid[]) with ordinality b (id, at) order by at`, [bookings.map(({ id }) => id), state]);
  return rows.map(({ n }) => n);
}

/** Polled until no hold is overdue. */
async function expired({ db }: Ground): Promise<void> {
  for (;;) {
    const { rows } = await db.owner.query<{ n: number }>(`select count(*)::int as n from booking where state = 'held' and hold_expires_at <= app_now()`);
    if (rows[0]!.n === 0) return;
    await sleep(50);
  }
}
