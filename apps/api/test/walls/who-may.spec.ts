import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testApp, type TestApp } from '../app.js';
import { freshDatabase, type TestDatabase } from '../database.js';
import { insertWorld } from '../factories/world.js';
import { operations } from './ask.js';
import { type Actor, gaps, lines, readTable } from './table.js';
import { trials } from './trials.js';
import { type Outcome, Walk } from './walk.js';
import { whoMay } from './who-may.js';

let db: TestDatabase;
let app: TestApp;
let walk: Walk;

beforeAll(async () => {
  db = await freshDatabase();
  const world = await insertWorld(db.owner);
  app = await testApp(db, { config: { LOG_LEVEL: 'silent' } });
  walk = new Walk(app, db, world);
});
afterAll(async () => {
  await app?.stop();
  await db?.drop();
});

describe('the table', () => {
  test('has every operation of the graph, and none that is gone', () => {
    expect(gaps(lines, operations)).toEqual({ lacking: [], gone: [] });
    expect(new Set(lines.map(({ asked }) => asked))).toEqual(new Set(Object.keys(trials)));
  });

  test('misses an operation that is new, and one that went away', () => {
    expect(gaps(lines, [...operations, 'Mutation.burnBarn'])).toEqual({ lacking: ['Mutation.burnBarn'], gone: [] });
    expect(gaps(lines, operations.filter((name) => name !== 'Query.people'))).toEqual({ lacking: [], gone: ['Query.people'] });
  });

  test('knows its words', () => {
    expect(() => readTable(whoMay.replace('| sign in |', '| maybe   |'))).toThrow('"maybe" is no verdict');
    expect(() => readTable(whoMay.replace('| stranger  ', '| stranding '))).toThrow('"stranding" is no place');
    expect(() => readTable(whoMay.replace('| teacher |', '| pirate  |'))).toThrow('every role');
    expect(() => readTable(`${whoMay}${whoMay.split('\n')[3]}\n`)).toThrow('stands twice');
  });
});

describe.each(lines)('$asked, from $place', (line) => {
  test('is allowed to those it says, done for them, and refused to all others without a trace', async () => {
    const tries = await walk.prepareAll(line, [...line.cells.keys()], (actor) => line.cells.get(actor) === 'yes');
    const demo = [...tries.values()].some(({ trial }) => trial.demo);
    await walk.world.demo(demo);
    for (const { trial } of tries.values()) if (trial.effect) expect(await walk.done(trial)).toBe(false);

    const got = new Map<Actor, Outcome['verdict']>();
    const undone: Actor[] = [];
    const mark = await walk.mark();
    const before = await walk.checksum(mark);
    const some = [...tries].filter(([actor]) => line.cells.get(actor) !== 'yes');
    await Promise.all(some.map(async ([actor, one]) => got.set(actor, (await walk.run(line, one)).verdict)));
    if (!line.operation.startsWith('Subscription.')) expect(await walk.checksum(mark)).toEqual(before);
    for (const [actor, one] of tries) {
      if (line.cells.get(actor) !== 'yes') continue;
      got.set(actor, (await walk.run(line, one)).verdict);
      if (!(await walk.done(one.trial))) undone.push(actor);
    }
    await walk.world.demo(false);
    expect(Object.fromEntries([...line.cells.keys()].map((actor) => [actor, got.get(actor)]))).toEqual(Object.fromEntries(line.cells));
    expect(undone).toEqual([]);
  });
});
