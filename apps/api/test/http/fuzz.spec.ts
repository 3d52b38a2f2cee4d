import http from 'node:http';
import { randomInt } from 'node:crypto';
import { unescape } from 'node:querystring';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { REQUEST_HEADER } from '../../src/platform/auth/session-cookie.js';
import { type Client, testApp, type TestApp } from '../app.js';
import { freshDatabase, type TestDatabase } from '../database.js';
import { A, bookingStates, districtRoles, districts, insertWorld, personOf, sectionOf, type World } from '../factories/world.js';
import { Chance } from './chance.js';
import { type Hostile, kinds } from './hostile.js';

const REQUESTS = 2000;
const AT_ONCE = 8;
const SEED = Number(process.env['FUZZ_SEED'] ?? randomInt(2 ** 31));

let db: TestDatabase;
let world: World;
let app: TestApp;
let agent: http.Agent;

beforeAll(async () => {
  db = await freshDatabase();
  world = await insertWorld(db.owner);
  app = await testApp(db, { config: { LOG_LEVEL: 'silent' } });
  agent = new http.Agent({ keepAlive: false, maxSockets: AT_ONCE });
});
afterAll(async () => {
  agent?.destroy();
  await app?.stop();
  await db?.drop();
});

interface Came { readonly status: number; readonly type: string; readonly text: string }

function send(hostile: Hostile, client: Client | null): Promise<Came> {
  const { hostname, port } = new URL(app.url);
  const own = client ? { cookie: `barnraise=${client.cookies.get('barnraise')}`, [REQUEST_HEADER]: '1' } : {};
  return new Promise((resolve, reject) => {
    const request = http.request({ hostname, port, agent, method: hostile.method, path: hostile.path, headers: { ...own, ...hostile.headers, 'content-length': hostile.body.length } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', text: Buffer.concat(chunks).toString() }));
      response.on('error', reject);
    });
    // Cut off in the middle of a body that is too large: the refusal is what counts, and it may not arrive.
    request.on('error', (error: NodeJS.ErrnoException) => (['ECONNRESET', 'EPIPE'].includes(error.code ?? '') && hostile.kind === 'too large' ? resolve({ status: 413, type: 'application/json', text: '{}' }) : reject(new Error(`${hostile.kind}: ${error.message}: ${hostile.path.slice(0, 200)} ${JSON.stringify(hostile.headers).slice(0, 300)}`))));
    request.end(hostile.body);
  });
}

/** What no answer may hold: our insides, or what is another's. */
const INSIDE = [
  /\n\s+at |\bat \S+ \(|\.(ts|js):\d+|node_modules|file:\/\//, /\/(work|home|root|usr|tmp)\//, /\b(select|insert into|update|delete from)\b.+\b(from|values|set|where)\b/i, /syntax error at|relation "|column "|violates|duplicate key|permission denied|row-level|SQLSTATE|invalid (input|byte)|pg_|postgres/i,
  /\b(role_assignment|command_receipt|catalogue_card|catalogue_word|consortium_word|course_section|course_mapping|share_calculation|cost_plan_version|policy_version|inbox_item|account_link|external_identity|consortium_member|facet_label|dated_count)\b/,
  /Cannot read propert|is not a function|[\w)] is not defined|RangeError|TypeError|Maximum call stack/, /"code":"INTERNAL"/, /zephyr/i, /hush-(?!a1\b|aspen\b)/i,
];

/** What is wrong with an answer, or null. Words of the request may come back in it. */
function wrong({ status, type, text }: Came, hostile: Hostile): string | null {
  if (status < 200 || status >= 500) return `status ${status}`;
  if (!/json/.test(type)) return `type ${type}`;
  try {
    JSON.parse(text);
  } catch {
    return 'no JSON';
  }
  const asked = hostile.body.toString() + unescape(hostile.path);
  const found = INSIDE.map((pattern) => pattern.exec(text)?.[0]).find((hit) => hit !== undefined && !asked.includes(hit));
  return found === undefined ? null : `holds ${found}`;
}

test('the watch sees what it is to see', () => {
  const hostile = kinds['zipped']!(new Chance(1), ['x']);
  const came = (text: string, status = 200, type = 'application/json') => wrong({ status, type, text }, hostile);
  expect(came('{}')).toBeNull();
  expect([came('{}', 500), came('{}', 200, 'text/html'), came('<html>')]).toEqual(['status 500', 'type text/html', 'no JSON']);
  for (const leak of ['at Object.run (app.ts:3)', 'relation "booking" does not exist', 'Zephyr B1', 'hush-A2-budget', '"code":"INTERNAL"', '/home/x']) expect(came(JSON.stringify({ leak }).replaceAll('\\"', '"').replace(/"leak":"(.*)"}$/, leak.includes('"') ? '"leak":0,"x":"' : '"leak":"$1"}') + (leak.includes('"') ? '' : ''))).not.toBeNull();
});

test(`${REQUESTS} hostile requests (FUZZ_SEED=${SEED}) bring no fault of ours, no leak and no hang`, async () => {
  console.info(`fuzzing with FUZZ_SEED=${SEED}`);
  const chance = new Chance(SEED);
  const bookings = await Promise.all(bookingStates.map((state) => world.booking({ state })));
  const ids = [A, districts.A1, districts.A2, sectionOf('A1'), sectionOf('A2'), sectionOf('AB'), personOf('teacher', 'A1'), await world.mapping(), await world.inboxItem({ place: districts.A1, words: 'hush-A1' }), ...bookings];
  const names = Object.keys(kinds);
  const heapBefore = process.memoryUsage().heapUsed;
  const faults: string[] = [];
  const statuses = new Map<number, number>();
  let client: Client | null = null;
  for (let n = 0; n < REQUESTS; n += AT_ONCE) {
    // Signing out and the like are among what is asked: a new session every few requests, every other time nobody.
    client = (n / AT_ONCE) % 2 === 0 ? await app.client().signInAs(personOf(chance.of(districtRoles), 'A1')) : null;
    const batch = Array.from({ length: AT_ONCE }, () => kinds[chance.is(0.4) ? chance.of(names.slice(0, 2)) : chance.of(names)]!(chance, ids));
    await Promise.all(batch.map(async (hostile) => {
      const came = await send(hostile, client);
      statuses.set(came.status, (statuses.get(came.status) ?? 0) + 1);
      const fault = wrong(came, hostile);
      if (fault) faults.push(`${hostile.kind}: ${fault}\n  ${hostile.path.slice(0, 200)} ${hostile.body.toString().slice(0, 600)}\n  -> ${came.text.slice(0, 400)}`);
    }));
  }
  console.info(`answers by status: ${[...statuses].sort().map(([status, count]) => `${status}: ${count}`).join(', ')}`);
  expect(faults.slice(0, 5)).toEqual([]);
  expect([...statuses.values()].reduce((sum, count) => sum + count, 0)).toBe(REQUESTS);
  // It is still there, and itself.
  const after = await app.client().signInAs(personOf('counselor', 'A1'));
  expect(await after.get('{ me { displayName } }')).toMatchObject({ displayName: expect.any(String) });
  expect((await fetch(`${app.url}/health/ready`)).status).toBe(200);
  expect(process.memoryUsage().heapUsed - heapBefore).toBeLessThan(400 * 2 ** 20);
}, 180_000);
