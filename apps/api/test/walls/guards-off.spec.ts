import { type InjectionToken } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Role, roles } from '@barnraise/lifecycle';
import { Access, AccessGuard } from '../../src/platform/auth/access.js';
import { Identify, type Identified } from '../../src/platform/auth/identify.js';
import { type HeldRole } from '../../src/platform/auth/principal.js';
import { DATA_SOURCE, UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { testApp, type TestApp } from '../app.js';
import { freshDatabase, type TestDatabase } from '../database.js';
import { A, B, districtNames, districts, insertWorld } from '../factories/world.js';
import { documentOf } from './ask.js';
import { Listener } from './listener.js';
import { type Actor, type Line, lines } from './table.js';
import { isOfficer } from './trials.js';
import { type Outcome, type Try, Walk } from './walk.js';
import { guardAlone } from './who-may.js';

/*
 * Every guard open, and everybody said to hold every role everywhere: what is left is the database. Where nobody of a
 * place may do a thing, it is still not done, nothing changes, and nothing private is shown.
 */

const everyRole: HeldRole[] = roles.flatMap((role): HeldRole[] => [
  ...districtNames.map((d) => ({ id: districts[d], role, partyId: districts[d], consortiumId: null })), ...[A, B].map((c) => ({ id: c, role, partyId: null, consortiumId: c })),
]);

class OpenAccess extends Access {
  override rolesIn = (): Role[] => [...roles];
  override rolesOver = (): Role[] => [...roles];
  override holdsAny = () => true;
  override passes = () => true;
}

/** Knows who it is, and believes them to be everything. */
const believing = {
  real: null as Identify | null,
  forge: true,
  async byToken(hash: string | null): Promise<Identified> {
    const who = await this.real!.byToken(hash);
    return this.forge ? { ...who, roles: everyRole, consortia: [A, B] } : who;
  },
  keepAlive: () => Promise.resolve(false),
};

let db: TestDatabase;
let app: TestApp;
let walk: Walk;

beforeAll(async () => {
  db = await freshDatabase();
  const world = await insertWorld(db.owner);
  const providers = new Map<InjectionToken, unknown>([[Access, new OpenAccess()], [AccessGuard, { canActivate: () => true }], [Identify, believing]]);
  app = await testApp(db, { config: { LOG_LEVEL: 'silent' }, providers });
  believing.real = new Identify(app.app.get(DATA_SOURCE), app.app.get(UnitOfWork));
  walk = new Walk(app, db, world);
});
afterAll(async () => {
  await app?.stop();
  await db?.drop();
});

/** Those of a line whom the database itself must refuse: all of a kind (people of districts, officers) of whom none may. */
function walled(line: Line): Actor[] {
  const kinds: ((actor: Actor) => boolean)[] = [(actor) => actor === 'nobody', isOfficer, (actor) => actor !== 'nobody' && !isOfficer(actor)];
  return kinds.flatMap((ofKind) => {
    const actors = [...line.cells.keys()].filter(ofKind);
    return actors.some((actor) => line.cells.get(actor) === 'yes') ? [] : actors;
  });
}

/** What may never come through: a district's own words, and the other consortium's. */
function leaks({ cell: { actor, district, place } }: Try, text: string): string[] {
  const own = actor === 'nobody' ? null : isOfficer(actor) ? (place === 'stranger' ? 'zephyr' : 'aspen') : district.toLowerCase();
  const found = text.toLowerCase().match(/hush-\w+/g) ?? [];
  const foreign = actor === 'nobody' ? /aspen|zephyr/i : place === 'stranger' ? /aspen/i : /zephyr/i;
  return [...found.filter((word) => word !== `hush-${own}`), ...(text.match(foreign) ?? [])];
}

/** Nobody can't be asked whether they listen yet: a test of their own shows that they hear nothing. */
const canBeAsked = (line: Line) => (actor: Actor) => actor !== 'nobody' || !line.operation.startsWith('Subscription.');
const walls = lines.map((line) => ({ line, actors: walled(line).filter(canBeAsked(line)) })).filter(({ actors, line }) => actors.length > 0 && !line.asked.includes('in the demo'));
const allowed = (line: Line) => `${line.asked}, from ${line.place}` in guardAlone;

test('most of the table stands on the database', () => {
  expect(walls.reduce((n, { actors }) => n + actors.length, 0)).toBeGreaterThan(500);
  expect(Object.keys(guardAlone).filter((key) => !lines.some((line) => key === `${line.asked}, from ${line.place}`))).toEqual([]);
});

describe.each(walls.map((wall) => ({ ...wall, name: `${wall.line.asked}, from ${wall.line.place}` })))('$name', ({ line, actors }) => {
  test('the database refuses by itself', async () => {
    // What a page hears of is decided by who it is: identify() is a function of the database.
    believing.forge = !line.operation.startsWith('Subscription.');
    const tries = await walk.prepareAll(line, actors, () => false);
    const mark = await walk.mark();
    const before = await walk.checksum(mark);
    const got = new Map<Actor, Outcome>();
    await Promise.all([...tries].map(async ([actor, one]) => got.set(actor, await walk.run(line, one))));
    if (believing.forge) expect(await walk.checksum(mark)).toEqual(before);
    for (const { trial } of tries.values()) if (trial.effect) expect(await walk.done(trial)).toBe(false);
    const shown = [...got].filter(([actor, { verdict, text }]) => verdict === 'yes' && !(actor === 'nobody' && JSON.parse(text).value?.sessionsEnded === 0)).map(([actor]) => actor);
    expect(shown.filter((actor) => actor === 'nobody' || !allowed(line))).toEqual([]);
    if (allowed(line)) expect(shown.length).toBeGreaterThan(0);
    expect([...got].flatMap(([actor, { text }]) => leaks(tries.get(actor)!, text).map((leak) => `${actor}: ${leak}`))).toEqual([]);
  });
});

test('nobody hears of nothing, while somebody beside them does', async () => {
  believing.forge = false;
  const line = lines.find(({ asked, place }) => asked === 'Subscription.changes: of a booking' && place === 'home')!;
  const deaf = await Listener.open(app.url, app.client(), documentOf(line.operation));
  const witness = await walk.run(line, await walk.prepare(line, 'teacher'));
  expect(witness.verdict).toBe('yes');
  expect(deaf.hints).toEqual([]);
  deaf.close();
});

test('a policy that lets too much through is noticed', async () => {
  believing.forge = true;
  const line = lines.find(({ asked, place }) => asked === 'Query.booking' && place === 'neighbor')!;
  const tables = ['booking', 'seat', 'share_calculation', 'course_mapping'];
  for (const table of tables) await db.owner.query(`create policy planted on ${table} for select to barnraise_server using (true)`);
  try {
    const one = await walk.prepare(line, 'teacher');
    const { verdict, text } = await walk.run(line, one);
    expect(verdict).toBe('yes');
    expect(leaks(one, text)).toContain('hush-a1');
  } finally {
    for (const table of tables) await db.owner.query(`drop policy planted on ${table}`);
  }
});

test('a row that is written, changed or removed is noticed', async () => {
  const mark = await walk.mark();
  const before = await walk.checksum(mark);
  const booking = await walk.world.booking({ state: 'held' });
  const between = await walk.checksum(mark);
  expect(Object.keys(before).filter((table) => before[table] !== between[table]).sort()).toEqual(['availability', 'booking', 'course_section', 'event', 'seat', 'share_calculation']);
  await db.owner.query(`update booking set note = 'changed' where id = $1`, [booking]);
  const changed = await walk.checksum(mark);
  expect(changed).not.toEqual(between);
  await db.owner.query('delete from seat where booking_id = $1', [booking]);
  expect((await walk.checksum(mark))['seat']).not.toBe(changed['seat']);
  // A row from before the mark as well.
  const later = await walk.mark();
  const first = await walk.checksum(later);
  await db.owner.query(`update booking set note = 'changed again' where id = $1`, [booking]);
  expect(await walk.checksum(later)).not.toEqual(first);
});
