import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type Client, testApp, type TestApp } from '../../../test/app.js';
import { freshDatabase, moveClock, type TestDatabase } from '../../../test/database.js';
import { insertConsortium, insertDistrict } from '../../../test/factories/districts.js';
import { id } from '../../../test/factories/ids.js';
import { insertPerson } from '../../../test/factories/people.js';
import { hashToken, REQUEST_HEADER } from '../../platform/auth/session-cookie.js';

const SIGN_IN = `mutation ($email: String!, $password: String!) { signIn(input: { email: $email, password: $password }) {
  __typename ... on Viewer { id displayName email roles { role roleWords district { shortName } consortium { shortName } } openTasks }
  ... on Refusal { code message } ... on TooManyAttempts { retryAt } ... on InvalidInput { problems { field rule message } } } }`;
const ME = '{ me { id displayName } }';
const password = 'seven quiet otters';

interface Result { __typename: string; id?: string; code?: string; message?: string; retryAt?: string; problems?: { field: string; message: string }[] }

let db: TestDatabase;
let app: TestApp;
const signIn = (client: Client, email: string, pass = password) => client.get<Result>(SIGN_IN, { email, password: pass });
let next = 100;
/** Somebody of their own for each test: attempts are counted per address. */
async function somebody(roles: Parameters<typeof insertPerson>[1]['roles'] = []): Promise<{ accountId: string; email: string }> {
  const accountId = await insertPerson(db.owner, { id: id(next++), password, email: `somebody-${next}@example.org`, roles });
  return { accountId, email: `somebody-${next}@example.org` };
}

beforeAll(async () => {
  db = await freshDatabase();
  await insertConsortium(db.owner, { id: id(1), name: 'Payette' });
  await insertDistrict(db.owner, { id: id(2), name: 'Council', consortia: [id(1)] });
  app = await testApp(db, { config: { TRUST_PROXY: 1 } });
});
afterAll(async () => {
  await app?.stop();
  await db?.drop();
});

describe('signing in', () => {
  test('gives the account with its roles and a cookie that scripts and other sites cannot use', async () => {
    const { accountId, email } = await somebody([{ role: 'business_manager', partyId: id(2) }, { role: 'fiscal_agent', consortiumId: id(1) }]);
    const response = await app.client().post({ query: SIGN_IN, variables: { email: ` ${email.toUpperCase()} `, password } });
    const { data } = (await response.json()) as { data: { signIn: Result } };
    expect(data.signIn).toMatchObject({
      __typename: 'Viewer', id: accountId, email, openTasks: 0,
      roles: [{ role: 'BUSINESS_MANAGER', roleWords: 'Business manager', district: { shortName: 'Council' }, consortium: null }, { role: 'FISCAL_AGENT', roleWords: 'Fiscal agent', district: null, consortium: { shortName: 'Payette' } }],
    });
    expect(response.headers.getSetCookie()).toEqual([expect.stringMatching(/^barnraise=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200$/)]);
  });

  test('keeps only the hash of the token, a short word on the device, and writes an event without personal values', async () => {
    const { accountId, email } = await somebody();
    const client = app.client();
    await client.post({ query: SIGN_IN, variables: { email, password } }, { [REQUEST_HEADER]: '1', 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0' });
    const token = client.cookies.get('barnraise')!;
    const { rows } = await db.owner.query('select token_hash, device from session where account_id = $1', [accountId]);
    expect(rows).toEqual([{ token_hash: hashToken(token), device: 'Firefox on Windows' }]);
    const events = await db.owner.query('select kind, actor_account_id, subject_type, party_ids, facts from event where subject_id = $1', [accountId]);
    expect(events.rows).toEqual([{ kind: 'account.signed_in', actor_account_id: accountId, subject_type: 'account', party_ids: [], facts: { by: 'password' } }]);
  });

  test('refuses a wrong password, an unknown address and a closed account in the same words', async () => {
    const { email } = await somebody();
    await insertPerson(db.owner, { id: id(next++), email: 'closed@example.org', status: 'disabled', password });
    const answers = await Promise.all([signIn(app.client(), email, 'not the password'), signIn(app.client(), 'unknown@example.org'), signIn(app.client(), 'closed@example.org')]);
    expect(answers[0]).toMatchObject({ __typename: 'SignInRefused', code: 'SIGN_IN_REFUSED' });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  test('an unknown address costs as much work as a known one', async () => {
    const { accountId, email } = await somebody();
    const { Passwords, PASSWORD_HASHING } = await import('./password-hash.service.js');
    await db.owner.query('update credential set password_hash = $2 where account_id = $1', [accountId, await new Passwords().hash(password)]);
    const verified = jest.spyOn(Passwords.prototype, 'verify');
    try {
      await signIn(app.client(), email, 'not the password');
      const costs = `$argon2id$v=19$m=${PASSWORD_HASHING.memoryCost},t=${PASSWORD_HASHING.timeCost},p=${PASSWORD_HASHING.parallelism}$`;
      expect(verified).toHaveBeenLastCalledWith(expect.stringContaining(costs), 'not the password');
      await signIn(app.client(), 'unknown-too@example.org', 'not the password');
      expect(verified).toHaveBeenLastCalledWith(null, 'not the password');
      expect(verified).toHaveBeenCalledTimes(2);
    } finally {
      verified.mockRestore();
    }
  });

  test('says what is wrong with empty fields', async () => {
    const answer = await signIn(app.client(), ' ', '');
    expect(answer).toMatchObject({ __typename: 'InvalidInput', problems: [{ field: 'input.email', message: 'Write the e-mail address of your account.' }, { field: 'input.password', message: 'Write your password.' }] });
  });

  test('begins a new session each time, and ends the one the browser came with', async () => {
    const { accountId, email } = await somebody();
    const client = app.client();
    client.cookies.set('barnraise', 'a-token-somebody-else-chose');
    await signIn(client, email);
    const first = client.cookies.get('barnraise')!;
    expect(first).not.toBe('a-token-somebody-else-chose');
    await signIn(client, email);
    expect(client.cookies.get('barnraise')).not.toBe(first);
    const stale = app.client();
    stale.cookies.set('barnraise', first);
    expect(await stale.get(ME)).toBeNull();
    expect(await client.get(ME)).toMatchObject({ id: accountId });
  });

  test('over HTTPS the cookie is bound to the host', async () => {
    const { email } = await somebody();
    const response = await app.client().post({ query: SIGN_IN, variables: { email, password } }, { [REQUEST_HEADER]: '1', 'x-forwarded-proto': 'https', 'x-forwarded-for': '192.0.2.7' });
    expect(response.headers.getSetCookie()).toEqual([expect.stringMatching(/^__Host-barnraise=.*; Secure$/)]);
  });

  test('a request without our header signs nobody in', async () => {
    const { accountId, email } = await somebody();
    const client = app.client();
    const response = await client.post({ query: SIGN_IN, variables: { email, password } }, {});
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_ALLOWED' } }] });
    expect(client.cookies.size).toBe(0);
    expect((await db.owner.query('select from session where account_id = $1', [accountId])).rowCount).toBe(0);
  });

  test('a request from another origin signs nobody in, header or not', async () => {
    const { email } = await somebody();
    const client = app.client();
    await client.post({ query: SIGN_IN, variables: { email, password } }, { [REQUEST_HEADER]: '1', origin: 'https://elsewhere.example' });
    expect(client.cookies.size).toBe(0);
  });
});

describe('too many tries', () => {
  const from = (address: string, email: string, pass: string) =>
    app.client().post({ query: SIGN_IN, variables: { email, password: pass } }, { [REQUEST_HEADER]: '1', 'x-forwarded-for': address }).then(async (r) => ((await r.json()) as { data: { signIn: Result } }).data.signIn);

  test('stop an address from one network after ten, the right password included; its owner elsewhere comes in', async () => {
    const { email } = await somebody();
    const tries = await Promise.all(Array.from({ length: 12 }, () => from('198.51.100.1', email, 'not the password')));
    expect(tries.map((one) => one.__typename).sort()).toEqual([...Array<string>(10).fill('SignInRefused'), 'TooManyAttempts', 'TooManyAttempts']);
    const right = await from('198.51.100.1', email, password);
    expect(right.__typename).toBe('TooManyAttempts');
    expect(right.message).not.toContain('reset');
    const wait = Date.parse(right.retryAt!) - Date.now();
    expect(wait).toBeGreaterThan(13 * 60_000);
    expect(wait).toBeLessThanOrEqual(15 * 60_000);
    expect((await from('198.51.100.99', email, password)).__typename).toBe('Viewer');
    // Being let in there opens nothing here.
    expect((await from('198.51.100.1', email, password)).__typename).toBe('TooManyAttempts');
  });

  test('stop an address from everywhere after two hundred', async () => {
    const { email } = await somebody();
    const bucket = `sign-in:subject:${hashToken(email)}`;
    await from('198.51.100.2', email, 'not the password');
    await db.owner.query('insert into attempt (bucket, at) select $1, app_now() from generate_series(1, 198)', [bucket]);
    expect((await from('198.51.100.3', email, 'not the password')).__typename).toBe('SignInRefused');
    expect((await from('198.51.100.4', email, password)).__typename).toBe('TooManyAttempts');
  });

  test('to have a password reset do not keep its owner, elsewhere, from asking', async () => {
    const { email } = await somebody();
    const reset = (address: string) =>
      app.client().post({ query: 'mutation ($email: String!) { requestPasswordReset(input: { email: $email }) { __typename } }', variables: { email } }, { [REQUEST_HEADER]: '1', 'x-forwarded-for': address })
        .then(async (r) => ((await r.json()) as { data: { requestPasswordReset: Result } }).data.requestPasswordReset.__typename);
    for (let n = 0; n < 5; n++) expect(await reset('198.51.100.5')).toBe('MailOnItsWay');
    expect(await reset('198.51.100.5')).toBe('TooManyAttempts');
    expect(await reset('198.51.100.6')).toBe('MailOnItsWay');
  });

  test('are forgotten once one is good', async () => {
    const { email } = await somebody();
    for (let n = 0; n < 9; n++) await signIn(app.client(), email, 'not the password');
    expect((await signIn(app.client(), email)).__typename).toBe('Viewer');
    for (let n = 0; n < 9; n++) expect((await signIn(app.client(), email, 'not the password')).__typename).toBe('SignInRefused');
  });

  test('stop a network after sixty; good ones do not count against it', async () => {
    const { email } = await somebody();
    const from = (address: string, pass: string) => app.client().post({ query: SIGN_IN, variables: { email: address, password: pass } }, { [REQUEST_HEADER]: '1', 'x-forwarded-for': '203.0.113.5' }).then(async (r) => ((await r.json()) as { data: { signIn: Result } }).data.signIn.__typename);
    for (let n = 0; n < 5; n++) expect(await from(email, password)).toBe('Viewer');
    const answers: string[] = [];
    for (let n = 0; n < 61; n += 8) answers.push(...(await Promise.all(Array.from({ length: Math.min(8, 61 - n) }, (_, m) => from(`guess-${n + m}@example.org`, 'guess')))));
    expect(answers.filter((name) => name === 'SignInRefused')).toHaveLength(60);
    expect(await from(email, password)).toBe('TooManyAttempts');
    const { rows } = await db.owner.query<{ bucket: string }>('select distinct bucket from attempt');
    expect(rows.some(({ bucket }) => bucket.includes('203.0.113') || bucket.includes('@'))).toBe(false);
  });
});

describe('sessions', () => {
  const SESSIONS = '{ mySessions { id device current createdAt lastSeenAt } }';

  test('a request that carries one but not our header is refused before anything reads it', async () => {
    const { accountId } = await somebody();
    const client = await app.client().signInAs(accountId);
    const response = await client.post({ query: ME }, {});
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_OUR_PAGE' } }] });
    expect((await client.post({ query: ME })).status).toBe(200);
  });

  test('are listed for their own account, the present one marked', async () => {
    const [mine, other] = [await somebody(), await somebody()];
    const client = await app.client().signInAs(mine.accountId);
    await app.client().signInAs(mine.accountId);
    await app.client().signInAs(other.accountId);
    const sessions = await client.get<{ current: boolean; device: string }[]>(SESSIONS);
    expect(sessions.map(({ current }) => current).sort()).toEqual([false, true]);
  });

  test('end one by one, never another person\'s', async () => {
    const [mine, other] = [await somebody(), await somebody()];
    const [here, there, theirs] = [await app.client().signInAs(mine.accountId), await app.client().signInAs(mine.accountId), await app.client().signInAs(other.accountId)];
    const END = 'mutation ($id: ID!) { endSession(input: { sessionId: $id }) { __typename ... on SignedOut { sessionsEnded } } }';
    const [foreign] = await theirs.get<{ id: string }[]>(SESSIONS);
    expect(await here.get(END, { id: foreign!.id })).toEqual({ __typename: 'NotFound' });
    expect(await here.get(END, { id: 'nonsense' })).toEqual({ __typename: 'NotFound' });
    expect(await theirs.get(ME)).toMatchObject({ id: other.accountId });
    const away = (await here.get<{ id: string; current: boolean }[]>(SESSIONS)).find(({ current }) => !current)!;
    expect(await here.get(END, { id: away.id })).toEqual({ __typename: 'SignedOut', sessionsEnded: 1 });
    expect(await here.get(END, { id: away.id })).toEqual({ __typename: 'NotFound' });
    expect(await there.get(ME)).toBeNull();
    expect(await here.get(ME)).not.toBeNull();
  });

  test('signing out ends this one and takes the cookie back', async () => {
    const { accountId } = await somebody();
    const [here, there] = [await app.client().signInAs(accountId), await app.client().signInAs(accountId)];
    const token = here.cookies.get('barnraise')!;
    expect(await here.get('mutation { signOut { __typename ... on SignedOut { sessionsEnded } } }')).toEqual({ __typename: 'SignedOut', sessionsEnded: 1 });
    expect(here.cookies.has('barnraise')).toBe(false);
    here.cookies.set('barnraise', token);
    expect(await here.get(ME)).toBeNull();
    expect(await there.get(ME)).not.toBeNull();
  });

  test('signing out everywhere ends them all, and nobody else\'s', async () => {
    const [mine, other] = [await somebody(), await somebody()];
    const clients = await Promise.all([1, 2, 3].map(() => app.client().signInAs(mine.accountId)));
    const theirs = await app.client().signInAs(other.accountId);
    expect(await clients[0]!.get('mutation { signOutEverywhere { __typename ... on SignedOut { sessionsEnded } } }')).toEqual({ __typename: 'SignedOut', sessionsEnded: 3 });
    for (const client of clients.slice(1)) expect(await client.get(ME)).toBeNull();
    expect(await theirs.get(ME)).not.toBeNull();
  });

  test('signing out without a session is refused as data', async () => {
    expect(await app.client().get('mutation { signOut { __typename ... on NotAllowed { code } } }')).toEqual({ __typename: 'NotAllowed', code: 'SIGN_IN_FIRST' });
  });
});

describe('a session\'s age', () => {
  let other: TestDatabase;
  let later: TestApp;
  beforeAll(async () => {
    other = await freshDatabase();
    await insertPerson(other.owner, { id: id(1) });
    later = await testApp(other);
  });
  afterAll(async () => {
    await later?.stop();
    await other?.drop();
  });
  const HOUR = 3_600_000;
  const lastSeen = async () => (await other.owner.query<{ t: Date }>('select max(last_seen_at) as t from session')).rows[0]!.t.getTime();

  test('is noted at most once a minute, and each use gives it twelve more hours', async () => {
    const client = await later.client().signInAs(id(1));
    const begun = await lastSeen();
    await client.get(ME);
    expect(await lastSeen()).toBe(begun);
    await moveClock(other, 11 * HOUR);
    const response = await client.post({ query: ME });
    expect(response.headers.getSetCookie()).toEqual([expect.stringContaining('Max-Age=43200')]);
    expect(await lastSeen()).toBeGreaterThanOrEqual(begun + 11 * HOUR);
    await moveClock(other, 11 * HOUR);
    expect(await client.get(ME)).toMatchObject({ id: id(1) });
    await moveClock(other, 12 * HOUR + 1000);
    expect(await client.get(ME)).toBeNull();
  });

  test('ends at once when the account is closed', async () => {
    const client = await later.client().signInAs(id(1));
    expect(await client.get(ME)).not.toBeNull();
    await other.owner.query(`update account set status = 'disabled'`);
    expect(await client.get(ME)).toBeNull();
  });
});

describe('the demo', () => {
  let other: TestDatabase;
  let demo: TestApp;
  beforeAll(async () => {
    other = await freshDatabase();
    await insertDistrict(other.owner, { id: id(2), name: 'Council' });
    await insertPerson(other.owner, { id: id(3), name: 'Ann Example', tryThis: 'Hold a seat.', roles: [{ role: 'counselor', partyId: id(2) }, { role: 'registrar', partyId: id(2) }, { role: 'business_manager', partyId: id(2) }] });
    await insertPerson(other.owner, { id: id(4), roles: [{ role: 'teacher', partyId: id(2) }] });
    demo = await testApp(other);
  });
  afterAll(async () => {
    await demo?.stop();
    await other?.drop();
  });
  const SITE = '{ site { demo now demoPassword mailReadable demoPeople { accountId displayName roleWords placeName tryThis } } }';
  const AS = 'mutation ($id: ID!) { signInAsDemoPerson(input: { accountId: $id }) { __typename ... on Viewer { displayName } ... on NotFound { message } } }';

  test('a real installation has no list, no password to read and nobody to become', async () => {
    expect(await demo.client().get(SITE)).toMatchObject({ demo: false, demoPassword: null, demoPeople: [], mailReadable: false });
    const client = demo.client();
    expect(await client.get(AS, { id: id(3) })).toMatchObject({ __typename: 'NotFound' });
    expect(client.cookies.size).toBe(0);
  });

  test('a demo lists its people, one line each, and lets anyone be one of them, and nobody else', async () => {
    await moveClock(other, 86_400_000);
    const site = await demo.client().get<{ now: string; demoPeople: object[] }>(SITE);
    expect(site).toMatchObject({ demo: true, demoPassword: 'barnraise-demo', mailReadable: true });
    expect(site.demoPeople).toEqual([{ accountId: id(3), displayName: 'Ann Example', roleWords: expect.any(String), placeName: 'Council', tryThis: 'Hold a seat.' }]);
    expect(String((site.demoPeople[0] as { roleWords: string }).roleWords)).toMatch(/^[A-Z][a-z]+( [a-z]+)?, .+ and .+$/);
    expect(Date.parse(site.now) - Date.now()).toBeGreaterThan(86_000_000);
    const client = demo.client();
    expect(await client.get(AS, { id: id(4) })).toMatchObject({ __typename: 'NotFound' });
    expect(await client.get(AS, { id: id(3) })).toEqual({ __typename: 'Viewer', displayName: 'Ann Example' });
    expect(await client.get(ME)).toMatchObject({ id: id(3) });
  });
});
