import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { scrub } from '../../src/platform/logging/logger.js';
import { Client } from '../app.js';
import { freshDatabase, type TestDatabase } from '../database.js';
import { districts, insertWorld, nameOf, PASSWORD, type World } from '../factories/world.js';
import { documentOf } from '../walls/ask.js';
import { ServerProcess } from './server-process.js';

let db: TestDatabase;
let world: World;
let server: ServerProcess;

beforeAll(async () => {
  db = await freshDatabase();
  world = await insertWorld(db.owner);
  server = await new ServerProcess({ DATABASE_URL: db.serverUrl, WORKER_DATABASE_URL: db.workerUrl, PORT: '0', OPERATIONS: 'open', LOG_LEVEL: 'debug', SMTP_URL: 'smtp://127.0.0.1:9', DATABASE_POOL_SIZE: '4' }).ready();
});
afterAll(async () => {
  await server?.stop();
  await db?.drop();
});

test('a busy, failing server writes down what happened, and nothing about whom', async () => {
  const page = () => new Client(server.url, db);
  const { account, email } = await world.colleague('superintendent', districts.A1);
  await world.setPassword(account);
  await db.owner.query(`update account set display_name = 'Wilhelmina Quartermaine' where id = $1`, [account]);
  const me = page();
  const agent = 'Mozilla/5.0 (Windows NT 10.0) Firefox/130 SecretAgent';
  const run = (query: string, variables: object, headers = {}) => me.post({ query, variables }, { 'x-barnraise-request': '1', 'user-agent': agent, ...headers });
  await run(documentOf('Mutation.signIn'), { input: { email, password: 'a wrong secret phrase' } });
  await run(documentOf('Mutation.signIn'), { input: { email, password: PASSWORD } });
  const token = me.cookies.get('barnraise')!;
  expect(token).toHaveLength(43);
  await run(documentOf('Mutation.updateProfile'), { input: { displayName: 'Wilhelmina Quartermaine-Ashby' } });
  await run(documentOf('Mutation.invitePerson'), { input: { email: 'ottoline.pemberton@example.org', displayName: 'Ottoline Pemberton', role: 'TEACHER', districtId: districts.A1, idempotencyKey: 'logs-invite' } });
  await run(documentOf('Mutation.requestPasswordReset'), { input: { email } });
  await run(documentOf('Query.people'), { input: { districtId: districts.A1, search: 'Pemberton' } });
  await run('{ people(input: { search: "Pemberton", ', {});
  await fetch(`${server.url}/reset?token=${token}&name=Pemberton`);
  await fetch(`${server.url}/graphql?query=${encodeURIComponent('{ me { id } }')}`, { headers: { authorization: 'Bearer Pemberton', cookie: 'barnraise=Pemberton' } });

  // A fault of ours, with a message that quotes what was typed.
  await db.owner.query(`create function planted() returns trigger language plpgsql as $$ begin raise exception 'cannot keep % of % (token=%)', new.display_name, new.email, '${token}'; end $$;
                        create trigger planted before update on account for each row when (new.display_name like 'fault%') execute function planted(); grant execute on function planted() to public`);
  const broken = await run(documentOf('Mutation.updateProfile'), { input: { displayName: 'fault of somebody@example.org' } });
  const { errors } = (await broken.json()) as { errors: { message: string; extensions: { requestId: string } }[] };
  expect(errors[0]!.message).toContain(broken.headers.get('x-request-id'));

  // The worker tries to send the mails and can't.
  while (!server.output.includes('a job failed')) await new Promise((resolve) => setTimeout(resolve, 50));
  await server.stop();

  const lines = server.output.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
  const requests = lines.filter(({ msg }) => msg === 'request');
  expect(requests.length).toBeGreaterThan(9);
  for (const line of requests) expect(line).toEqual({ level: 30, time: expect.any(String), requestId: expect.stringMatching(/^[0-9a-f-]{36}$/), method: expect.any(String), path: expect.stringMatching(/^\/[\w/]*$/), status: expect.any(Number), ms: expect.any(Number), msg: 'request' });
  expect(new Set(requests.map(({ requestId }) => requestId)).size).toBe(requests.length);
  const faults = lines.filter(({ level }) => Number(level) >= 50);
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatchObject({ requestId: errors[0]!.extensions.requestId, error: expect.stringContaining('cannot keep') });

  const secrets = [token, email, PASSWORD, 'wrong secret', 'Quartermaine', 'Pemberton', 'pemberton', '@example.org', 'SecretAgent', 'Bearer', 'calculus', nameOf('A1'), new URL(db.serverUrl).password, 'set-cookie', 'x-barnraise-request'];
  expect(secrets.filter((secret) => server.output.includes(secret))).toEqual([]);
});

test('the last door takes out addresses and tokens, and leaves the rest', () => {
  expect(scrub('550 <o.p+x@mail.district.k12.id.us> rejected')).toBe('550 <[address]> rejected');
  expect(scrub(`link /reset?token=abc-DEF_1 and ${'a'.repeat(43)}`)).toBe('link /reset?token=[token] and [token]');
  const path = 'at run (node_modules/.pnpm/@nestjs+core@12.5.1_@nestjs+common@12.5.1/node_modules/@nestjs/core/x.js:1:2) 01a2019e-26ed-7384-b361-589b78523fdc';
  expect(scrub(path)).toBe(path);
});

