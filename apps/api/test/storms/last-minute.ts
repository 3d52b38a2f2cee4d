import { expect } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { insertSchool, insertTerm } from '../factories/calendars.js';
import { insertSection } from '../factories/courses.js';
import { insertDistrict } from '../factories/districts.js';
import { id } from '../factories/ids.js';
import { insertPerson } from '../factories/people.js';
import { replay } from './after.js';
import { type Dice } from './dice.js';
import { newKey } from './graph.js';
import { type Ground } from './ground.js';
import { type Acknowledged, insist } from './persistent.js';

const CAPACITY = 6;
const temper = { hangsUp: 0.25, pressesTwice: 0.2 };
let windows = 0;

/** Sections of a school year of their own, taught by a district of its own, and a window over them. */
async function windowOver({ db, world }: Ground, sections: number): Promise<{ windowId: string; sectionIds: string[] }> {
  const n = windows++;
  const schoolYear = `20${30 + n}-${31 + n}`;
  const at = 800_000 + n * 1_000;
  const { consortiumId } = world;
  const teachingPartyId = await insertDistrict(db.owner, { id: id(at), consortia: [consortiumId] });
  const schoolId = await insertSchool(db.owner, { id: id(at + 1), partyId: teachingPartyId });
  const termId = await insertTerm(db.owner, { id: id(at + 2), schoolYearId: id(at + 3), partyId: teachingPartyId, schoolYear });
  const sectionIds: string[] = [];
  for (let m = 0; m < sections; m++) sectionIds.push(await insertSection(db.owner, { id: id(at + 100 + m), planId: id(at + 500 + m), teachingPartyId, schoolId, termId, consortiumIds: [consortiumId], capacity: CAPACITY }));
  const coordinator = await insertPerson(db.owner, { id: id(at + 4), roles: [{ role: 'coordinator', consortiumId }] });
  const windowId = id(at + 5);
  const client = await db.owner.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('barnraise.account', $1, true)`, [coordinator]);
    const { rows } = await client.query<{ done: { refused?: string } }>(`select open_window($1, $2, $3, app_now(), app_now() + interval '9 days', 'Ask', 'Ask in time.', 'A neighbor asks', 'Elsewhere.') as done`, [windowId, consortiumId, schoolYear]);
    expect(rows[0]!.done.refused).toBeUndefined();
    await client.query('commit');
  } finally {
    client.release();
  }
  return { windowId, sectionIds };
}

/**
 * The minute has come: the window closes so soon. Answers when, on the clock of this machine. Under its lock, as everything
 * that moves it: worked out while requests still hold it, the close would lie before some that were in time.
 */
async function closesSoon({ db }: Ground, windowId: string, ms: number): Promise<number> {
  const client = await db.owner.connect();
  try {
    await client.query('begin');
    await client.query('select from request_window where id = $1 for update', [windowId]);
    const { rows } = await client.query<{ left: number }>(
      `update request_window set closes_at = app_now() + $2 * interval '1 millisecond' where id = $1 returning extract(epoch from closes_at - app_now())::float8 * 1000 as left`, [windowId, ms]);
    const closesMs = Date.now() + rows[0]!.left;
    await client.query('commit');
    return closesMs;
  } finally {
    client.release();
  }
}

interface Asked extends Acknowledged { readonly begunMs: number; readonly doneMs: number }

/** The last minute of a window: everybody asks, changes and takes back around the close, and the server that closes it dies. */
export async function lastMinute(ground: Ground, dice: Dice, clients: number): Promise<{ readonly before: number; readonly after: number; readonly tookMs: number }> {
  const { db, world, servers } = ground;
  const seats = world.homes.length * 2;
  const { windowId, sectionIds } = await windowOver(ground, Math.ceil(clients / seats));
  const [closing] = servers;
  // The minute comes when a third have asked, however fast the machine is.
  let answered = 0;
  let come!: () => void;
  const third = new Promise<void>((resolve) => (come = resolve));
  const [leftMs, first, second] = [dice.whole(200, 500), dice.whole(0, 200), dice.whole(0, 60)];
  const close = third.then(() => closesSoon(ground, windowId, leftMs));
  const closed = close.then(async (ms) => {
    while (Date.now() <= ms) await sleep(ms - Date.now() + 1);
    return ms;
  });
  // In a large storm once with requests in flight shortly before the close; always once in the middle of it.
  const deaths = (async () => {
    await close;
    if (clients > 100) {
      await sleep(first);
      await closing.kill9();
      await closing.start();
    }
    await reaches(ground, windowId, 'closed_at is not null');
    await sleep(second);
    await closing.kill9();
    await closing.start();
  })();
  const steps: Acknowledged[] = [];
  const asked = await Promise.all(Array.from({ length: clients }, async (_, n): Promise<Asked> => {
    const own = dice.child(n);
    const home = world.homes[n % world.homes.length]!;
    const who = Math.floor(n / world.homes.length) % 2 === 0 ? home.counselor : home.registrar;
    const seatsWanted = own.whole(1, 3);
    const input = { idempotencyKey: newKey(), sectionId: sectionIds[Math.floor(n / seats)]!, homeDistrictId: home.partyId, seats: seatsWanted, fewest: own.whole(1, seatsWanted) };
    // Most come about the close; some begin after it.
    if (n % 5 === 4) await closed;
    await sleep(own.whole(0, clients * 15));
    const begunMs = Date.now();
    const asks = await insist(servers, { who, operation: 'joinWaitlist', input }, own, temper);
    const doneMs = Date.now();
    if (++answered >= clients / 3) come();
    if (asks.answer.id && own.chance(0.25)) steps.push(await insist(servers, { who, operation: 'changeWaitlist', input: { idempotencyKey: newKey(), entryId: asks.answer.id, seats: own.whole(1, 4) } }, own, temper));
    else if (asks.answer.id && own.chance(0.15)) steps.push(await insist(servers, { who, operation: 'leaveWaitlist', input: { idempotencyKey: newKey(), entryId: asks.answer.id } }, own, temper));
    return { ...asks, begunMs, doneMs };
  }));
  await deaths;
  const closesMs = await closed;
  await reaches(ground, windowId, `state = 'allotted'`);
  const tookMs = Date.now() - closesMs;
  await replay(servers, [...asked, ...steps], dice);

  const codes = (all: readonly Acknowledged[]) => [...new Set(all.map(({ answer }) => answer.code ?? answer.type))];
  expect(['WaitlistEntry', 'STEP_NOT_POSSIBLE', 'IN_REQUEST_WINDOW', 'SEATS_ARE_FREE']).toEqual(expect.arrayContaining(codes(asked)));
  expect(['WaitlistEntry', 'STEP_NOT_POSSIBLE', 'IN_REQUEST_WINDOW']).toEqual(expect.arrayContaining(codes(steps)));
  const { rows } = await db.owner.query<{ entry: string }>('select entry_id as entry from window_request where window_id = $1', [windowId]);
  const inIt = new Set(rows.map(({ entry }) => entry));
  const left = new Set(steps.filter(({ operation, answer }) => operation === 'leaveWaitlist' && answer.id).map(({ answer }) => answer.id));
  const places = asked.filter(({ answer }) => answer.id);
  const before = places.filter(({ answer, doneMs }) => doneMs < closesMs && !left.has(answer.id));
  // Acknowledged before the close: in the allotment. Begun after it: not.
  expect(before.filter(({ answer }) => !inIt.has(answer.id!))).toEqual([]);
  const late = asked.filter(({ begunMs }) => begunMs > closesMs);
  expect(late.filter(({ answer }) => answer.id && inIt.has(answer.id))).toEqual([]);
  // In between, the order of commits: each place is in its section's allotment, or asked after it was done.
  const { rows: astray } = await db.owner.query(
    `select e.id from waitlist_entry e join window_section d on d.section_id = e.section_id and d.window_id = $1 left join window_request r on r.window_id = $1 and r.entry_id = e.id
      where (r.entry_id is null and e.asked_at < d.at and e.state <> 'left') or (r.entry_id is not null and e.asked_at > d.at)`, [windowId]);
  expect(astray).toEqual([]);
  // One allotment of every section, no seat too many, everybody told once.
  const { rows: once } = await db.owner.query<{ sections: number; allotted: number; most: number; given: number; told: number }>(
    `select (select count(*)::int from window_section where window_id = $1) as sections, (select count(*)::int from event where subject_id = $1 and kind = 'window.allotted') as allotted,
            (select coalesce(max(n), 0)::int from (select sum(seats_given) as n from window_request where window_id = $1 group by section_id) s) as most,
            (select count(*)::int from window_request where window_id = $1) as given,
            (select count(*)::int from window_request r join inbox_item i on i.section_id = r.section_id and i.party_id = r.home_party_id and i.created_at >= (select at from window_section d where d.window_id = $1 and d.section_id = r.section_id)
                and (i.title like '% for you in %' or i.title like 'No seat for you yet%') where r.window_id = $1) as told`, [windowId]);
  expect(once[0]).toMatchObject({ sections: sectionIds.length, allotted: 1, told: once[0]!.given });
  expect(once[0]!.most).toBeLessThanOrEqual(CAPACITY);
  return { before: before.length, after: late.length, tookMs };
}

/** Polled until the clock has got so far. */
async function reaches({ db }: Ground, windowId: string, where: string): Promise<void> {
  for (;;) {
    const { rowCount } = await db.owner.query(`select from request_window where id = $1 and ${where}`, [windowId]);
    if (rowCount) return;
    await sleep(10);
  }
}
