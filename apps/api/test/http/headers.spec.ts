import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import WebSocket from 'ws';
import { REQUEST_HEADER } from '../../src/platform/auth/session-cookie.js';
import { limits } from '../../src/platform/graphql/limits.js';
import { type Client, testApp, type TestApp } from '../app.js';
import { freshDatabase, type TestDatabase } from '../database.js';
import { insertWorld, PASSWORD, personOf, type World } from '../factories/world.js';

const OUR_SITE = 'https://barnraise.example';

let db: TestDatabase;
let world: World;
let app: TestApp;
/** Behind a proxy that speaks https. */
let proxied: TestApp;

beforeAll(async () => {
  db = await freshDatabase();
  world = await insertWorld(db.owner);
  app = await testApp(db, { config: { LOG_LEVEL: 'silent' } });
  proxied = await testApp(db, { config: { LOG_LEVEL: 'silent', TRUST_PROXY: 1, PUBLIC_URL: OUR_SITE } });
});
afterAll(async () => {
  await app?.stop();
  await proxied?.stop();
  await db?.drop();
});

const OVER_HTTPS = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'barnraise.example' };
const ask = (to: TestApp, body: unknown, headers: Record<string, string> = {}, path = '/graphql') =>
  fetch(`${to.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) });
const ME = { query: '{ me { id } }' };
const signIn = (email: string, password: string) => ({ query: 'mutation ($i: SignInInput!) { signIn(input: $i) { __typename } }', variables: { i: { email, password } } });

describe('every answer', () => {
  test.each([['the graph', '/graphql?query=%7Bme%7Bid%7D%7D'], ['the health check', '/health/live'], ['an unknown address', '/no/such/page'], ['an address that cannot be read', '/%ff'], ['a refused request', '/graphql?query=%7B']])('of %s is guarded', async (_, path) => {
    const { headers } = await fetch(`${app.url}${path}`);
    const policy: Record<string, string[]> = Object.fromEntries(headers.get('content-security-policy')!.split('; ').map((rule) => [rule.split(' ')[0]!, rule.split(' ').slice(1)]));
    expect(policy['default-src']).toEqual(["'none'"]);
    expect(policy['script-src']).toEqual(["'self'"]);
    expect(policy['style-src']).toEqual(["'self'"]);
    expect(policy['frame-ancestors']).toEqual(["'none'"]);
    expect(policy['base-uri']).toEqual(["'none'"]);
    for (const [directive, sources] of Object.entries(policy)) expect([directive, sources.filter((source) => /unsafe-(inline|eval|hashes)|\*|http:|https:/.test(source))]).toEqual([directive, []]);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('cache-control')).toBe('no-store');
    expect([headers.get('x-powered-by'), headers.get('server'), headers.get('access-control-allow-origin')]).toEqual([null, null, null]);
  });

  test('over https asks browsers to stay there, over http does not', async () => {
    expect((await fetch(`${proxied.url}/health/live`, { headers: OVER_HTTPS })).headers.get('strict-transport-security')).toMatch(/max-age=31536000/);
    expect((await fetch(`${app.url}/health/live`, { headers: OVER_HTTPS })).headers.get('strict-transport-security')).toBeNull();
  });

  test('carries the number of its request, one of its own for each', async () => {
    const ids = await Promise.all([1, 2].map(async () => (await fetch(`${app.url}/health/live`, { headers: { 'x-request-id': 'mine' } })).headers.get('x-request-id')));
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('the session cookie', () => {
  async function cookieFrom(to: TestApp, headers: Record<string, string>): Promise<string> {
    const { account, email } = await world.colleague('teacher', '00000000-0000-7000-8000-000000000011');
    await world.setPassword(account);
    const response = await ask(to, signIn(email, PASSWORD), { [REQUEST_HEADER]: '1', ...headers });
    expect(await response.json()).toEqual({ data: { signIn: { __typename: 'Viewer' } } });
    return response.headers.getSetCookie()[0]!;
  }

  test('is out of reach of scripts and of other sites', async () => {
    expect(await cookieFrom(app, {})).toMatch(/^barnraise=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200$/);
  });

  test('over https is bound to this host and to https', async () => {
    expect(await cookieFrom(proxied, { ...OVER_HTTPS, origin: OUR_SITE })).toMatch(/^__Host-barnraise=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200; Secure$/);
  });

  test('a proxy is believed only where one is said to be', async () => {
    expect(await cookieFrom(app, { 'x-forwarded-proto': 'https' })).not.toContain('Secure');
  });
});

describe('a request with a session', () => {
  const withSession = async (headers: Record<string, string>, path?: string) => {
    const client = await app.client().signInAs(personOf('counselor', 'A1'));
    return ask(app, ME, { cookie: `barnraise=${client.cookies.get('barnraise')}`, ...headers }, path);
  };

  test('comes from a page of ours', async () => {
    expect((await withSession({ [REQUEST_HEADER]: '1' })).status).toBe(200);
    expect((await withSession({ [REQUEST_HEADER]: '1', origin: app.url })).status).toBe(200);
  });

  test.each([
    ['without our header', {}, '/graphql'], ['from another site', { [REQUEST_HEADER]: '1', origin: 'https://evil.example' }, '/graphql'], ['from a page without an origin', { [REQUEST_HEADER]: '1', origin: 'null' }, '/graphql'],
    ['from our host over another port', { [REQUEST_HEADER]: '1', origin: 'http://127.0.0.1:1' }, '/graphql'], ['by another spelling of the address', {}, '/%67raphql'], ['with a query in the address', {}, '/graphql?x=1'],
  ])('%s is refused before it is read', async (_, headers, path) => {
    const response = await withSession(headers as Record<string, string>, path);
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_OUR_PAGE' } }] });
  });

  test('signing in takes a page of ours as well, session or not', async () => {
    const { account, email } = await world.colleague('teacher', '00000000-0000-7000-8000-000000000011');
    await world.setPassword(account);
    const response = await ask(app, signIn(email, PASSWORD));
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(JSON.stringify(await response.json())).toContain('NOT_ALLOWED');
  });

  test('nothing is changed by address', async () => {
    const client = await app.client().signInAs(personOf('counselor', 'A1'));
    const response = await fetch(`${app.url}/graphql?query=${encodeURIComponent('mutation { signOut { __typename } }')}`, { headers: { [REQUEST_HEADER]: '1', cookie: `barnraise=${client.cookies.get('barnraise')}` } });
    expect(response.status).toBe(405);
    expect(await client.get('{ me { id } }')).not.toBeNull();
  });
});

describe('a WebSocket', () => {
  const opened = (to: TestApp, origin: string | undefined) =>
    new Promise<boolean>((resolve) => {
      const socket = new WebSocket(`${to.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers: origin === undefined ? {} : { origin } });
      socket.once('open', () => resolve(true)).once('error', () => resolve(false));
      socket.on('open', () => socket.terminate());
    });

  test('opens for our pages alone', async () => {
    expect([await opened(app, app.url), await opened(proxied, OUR_SITE)]).toEqual([true, true]);
    for (const origin of ['https://evil.example', 'null', `${app.url}.evil.example`, 'http://127.0.0.1:1', '']) expect([origin, await opened(app, origin)]).toEqual([origin, false]);
    expect(await opened(proxied, 'http://barnraise.example')).toBe(false);
  });
});

describe('limits', () => {
  const codeOf = async (query: string, client: Client) => ((await (await client.post({ query })).json()) as { errors?: { message: string; extensions?: { code: string } }[] }).errors?.[0];
  const aliases = (n: number) => Array.from({ length: n }, (_, i) => `a${i}: site { demo }`).join(' ');

  test('a body over the limit is refused without a word of our insides', async () => {
    const response = await ask(app, { ...ME, extensions: { x: 'x'.repeat(400_001) } });
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({ errors: [{ message: expect.stringContaining('larger than the graph reads'), extensions: { code: 'BAD_REQUEST' } }] });
    expect((await ask(app, { ...ME, extensions: { x: 'x'.repeat(90_000) } })).status).toBe(200);
  });

  test.each([
    ['depth', `{ section(id: "x") { ${'myBookings { section { '.repeat(6)} id ${'} } '.repeat(6)} } }`],
    ['aliases', `{ ${aliases(limits.aliases + 1)} }`],
    ['fields', `{ site { ${Array.from({ length: limits.fields }, () => 'demo').join(' ')} } }`],
    ['cost', '{ inbox(first: 100) { nodes { id } } outgoingMail(first: 100) { nodes { id text } } ' + Array.from({ length: 50 }, (_, i) => `i${i}: inbox(first: 100) { nodes { id title detail dueAt } }`).join(' ') + ' }'],
    ['aliases', `query Cheap { ${Array.from({ length: 40 }, (_, i) => `i${i}: inbox(first: 100) { nodes { id title } }`).join(' ')} } query Wide { ${aliases(limits.aliases + 1)} }`],
  ])('of %s are told', async (which, query) => {
    expect(await codeOf(query, await app.client().signInAs(personOf('counselor', 'A1')))).toMatchObject({ extensions: { code: 'QUERY_TOO_LARGE' }, message: expect.stringContaining(`its ${which} is over`) });
  });

  test('as much as they allow is answered', async () => {
    expect(await codeOf(`{ ${aliases(limits.aliases)} }`, app.client())).toBeUndefined();
  });

  test('a document of too many words is not even read', async () => {
    expect((await codeOf(`{ ${aliases(limits.tokens / 4)} }`, app.client()))?.message).toMatch(/tokens/);
  });

  test('changes are subscribed to over a WebSocket', async () => {
    expect(await codeOf('subscription { changes { topic } }', await app.client().signInAs(personOf('counselor', 'A1')))).toMatchObject({ message: expect.stringContaining('WebSocket') });
  });
});

test('in known mode nothing else runs, and nothing is told of the schema', async () => {
  const { mkdtempSync, rmSync, writeFileSync } = await import('node:fs');
  const { tmpdir } = await import('node:os');
  const { join } = await import('node:path');
  const webDir = mkdtempSync(join(tmpdir(), 'web-'));
  writeFileSync(join(webDir, 'operations.json'), JSON.stringify({ Me: ME.query }));
  const known = await testApp(db, { config: { LOG_LEVEL: 'silent', OPERATIONS: 'known', WEB_DIR: webDir } });
  try {
    expect(await (await ask(known, ME)).json()).toEqual({ data: { me: null } });
    for (const query of ['{ site { demo } }', '{ __schema { types { name } } }', '{ mee { id } }', '{']) {
      const older = await ask(known, { query });
      const newer = await ask(known, { query }, { accept: 'application/graphql-response+json' });
      expect([older.status, newer.status]).toEqual([200, 400]);
      for (const answer of [older, newer]) expect(await answer.json()).toEqual({ errors: [{ message: expect.stringContaining('reload'), extensions: { code: 'PLEASE_RELOAD' } }] });
    }
  } finally {
    await known.stop();
    rmSync(webDir, { recursive: true });
  }
});
