import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { testApp, type TestApp } from '../app.js';
import { freshDatabase, type TestDatabase } from '../database.js';

let db: TestDatabase;
let app: TestApp;

beforeAll(async () => {
  db = await freshDatabase();
  app = await testApp(db, { config: { LOG_LEVEL: 'silent' } });
});
afterAll(async () => {
  await app?.stop();
  await db?.drop();
});

test('GraphQL over HTTP as its audits want it: no error, no warning', async () => {
  const audits = serverAudits({ url: `${app.url}/graphql`, fetchFn: fetch });
  const found: Record<string, string[]> = { ok: [], notice: [], warn: [], error: [] };
  for (const audit of audits) {
    const result = await audit.fn();
    found[result.status]!.push(result.status === 'ok' ? result.name : `${result.name}: ${result.reason}`);
    if (result.status !== 'ok') await result.response.body?.cancel();
  }
  console.info(`GraphQL over HTTP: ${found['ok']!.length} of ${audits.length} audits ok, ${found['notice']!.length} notices${found['notice']!.map((notice) => `\n  ${notice}`).join('')}`);
  expect(audits).toHaveLength(61);
  expect({ error: found['error'], warn: found['warn'] }).toEqual({ error: [], warn: [] });
});
