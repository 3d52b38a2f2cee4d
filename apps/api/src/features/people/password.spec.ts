import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testApp, type TestApp } from '../../../test/app.js';
import { freshDatabase, moveClock, type TestDatabase } from '../../../test/database.js';
import { id } from '../../../test/factories/ids.js';
import { insertPerson } from '../../../test/factories/people.js';
import { until } from '../../../test/until.js';
import { hashToken } from '../../platform/auth/session-cookie.js';
import { DEMO_PASSWORD } from '../../platform/auth/demo-password.js';
import { weakness } from './password.policy.js';

const old = 'seven quiet otters';
const fresh = 'eight louder badgers';

interface Result { __typename: string; code?: string; message?: string; otherSessionsEnded?: number; id?: string; problems?: { field: string; rule: string; message: string }[] }

const BODY = '__typename ... on Refusal { code message } ... on InvalidInput { problems { field rule message } }';
const REQUEST = `mutation ($email: String!) { requestPasswordReset(input: { email: $email }) { ${BODY} ... on MailOnItsWay { message } } }`;
const RESET = `mutation ($token: String!, $password: String!) { resetPassword(input: { token: $token, password: $password }) { ${BODY} ... on Viewer { id } } }`;
const CHANGE = `mutation ($currentPassword: String!, $newPassword: String!) { changePassword(input: { currentPassword: $currentPassword, newPassword: $newPassword }) { ${BODY} ... on PasswordChanged { otherSessionsEnded } } }`;
const SIGN_IN = 'mutation ($email: String!, $password: String!) { signIn(input: { email: $email, password: $password }) { __typename } }';
const ME = '{ me { id } }';

let db: TestDatabase;
let app: TestApp;
let next = 100;
async function somebody(): Promise<{ accountId: string; email: string }> {
  const n = next++;
  return { accountId: await insertPerson(db.owner, { id: id(n), name: 'Robin Harlow', email: `person${n}@example.org`, password: old }), email: `person${n}@example.org` };
}
const signsIn = async (email: string, password: string) => (await app.client().get<Result>(SIGN_IN, { email, password })).__typename === 'Viewer';
const mailsTo = async (email: string) => (await db.owner.query<{ id: string; subject: string; body: string }>('select id, subject, body from mail where to_address = $1 order by id', [email])).rows;
async function resetToken(email: string): Promise<string> {
  await app.client().get(REQUEST, { email });
  return /reset\?token=([\w-]+)/.exec((await mailsTo(email)).at(-1)!.body)![1]!;
}

beforeAll(async () => {
  db = await freshDatabase();
  app = await testApp(db, { config: { PUBLIC_URL: 'https://barnraise.example/' } });
});
afterAll(async () => {
  await app?.stop();
  await db?.drop();
});

describe('a forgotten password', () => {
  test('is answered the same for every address, and only a known one gets mail', async () => {
    const { email } = await somebody();
    const known = await app.client().get(REQUEST, { email });
    expect(known).toMatchObject({ __typename: 'MailOnItsWay' });
    expect(await app.client().get(REQUEST, { email: 'unknown@example.org' })).toEqual(known);
    expect(await mailsTo('unknown@example.org')).toEqual([]);
    expect(await mailsTo(email)).toEqual([{ id: expect.any(String), subject: 'Set a new password for Barnraise', body: expect.stringMatching(/https:\/\/barnraise\.example\/reset\?token=[\w-]{43}\n/) }]);
  });

  test('runs the same statements for every address', async () => {
    const { email } = await somebody();
    const statements = async (address: string) => {
      await db.owner.query('select pg_stat_statements_reset()');
      await app.client().get(REQUEST, { email: address });
      const { rows } = await db.owner.query<{ query: string; calls: string }>(
        `select query, calls from pg_stat_statements s join pg_roles r on r.oid = s.userid
          where r.rolname = 'barnraise_test_server' and dbid = (select oid from pg_database where datname = current_database()) order by query`);
      return rows;
    };
    await statements('warm@example.org');
    const known = await statements(email);
    expect(known.length).toBeGreaterThan(4);
    expect(await statements('nobody-has-this@example.org')).toEqual(known);
  });

  test('has its token in the mail alone; the database knows its hash, the job only which mail', async () => {
    const { accountId, email } = await somebody();
    const token = await resetToken(email);
    const { rows: [link] } = await db.owner.query('select token_hash, purpose, used_at from account_link where account_id = $1', [accountId]);
    expect(link).toEqual({ token_hash: hashToken(token), purpose: 'reset', used_at: null });
    const { rows: jobs } = await db.owner.query<{ data: object }>(`select data from pgboss.job where name = 'deliver' and data->>'mailId' = $1`, [(await mailsTo(email))[0]!.id]);
    expect(jobs).toEqual([{ data: { mailId: expect.any(String) } }]);
  });

  test('is replaced by the link, once; that signs in and ends every other session', async () => {
    const { accountId, email } = await somebody();
    const elsewhere = await app.client().signInAs(accountId);
    const token = await resetToken(email);
    const client = app.client();
    expect(await client.get(RESET, { token, password: fresh })).toMatchObject({ __typename: 'Viewer', id: accountId });
    expect(await client.get(ME)).toEqual({ id: accountId });
    expect(await elsewhere.get(ME)).toBeNull();
    expect(await signsIn(email, old)).toBe(false);
    expect(await signsIn(email, fresh)).toBe(true);
    expect(await app.client().get(RESET, { token, password: 'nine sleepy herons' })).toMatchObject({ __typename: 'LinkNotValid' });
    expect(await signsIn(email, fresh)).toBe(true);
    expect((await mailsTo(email)).at(-1)!.subject).toBe('Your Barnraise password was changed');
  });

  test('is replaced once even when the link is opened many times at once', async () => {
    const { accountId, email } = await somebody();
    const token = await resetToken(email);
    const answers = await Promise.all(Array.from({ length: 6 }, (_, n) => app.client().get<Result>(RESET, { token, password: `${fresh} ${n}` })));
    expect(answers.map((one) => one.__typename).sort()).toEqual([...Array<string>(5).fill('LinkNotValid'), 'Viewer']);
    expect((await db.owner.query('select from session where account_id = $1 and ended_at is null', [accountId])).rowCount).toBe(1);
  });

  test('an older link dies with the one that was used', async () => {
    const { email } = await somebody();
    const [first, second] = [await resetToken(email), await resetToken(email)];
    expect(await app.client().get(RESET, { token: second, password: fresh })).toMatchObject({ __typename: 'Viewer' });
    expect(await app.client().get(RESET, { token: first, password: fresh })).toMatchObject({ __typename: 'LinkNotValid' });
  });

  test('a session begun with the old password cannot slip past the change', async () => {
    const { accountId, email } = await somebody();
    const token = await resetToken(email);
    const waiting = (n: number) => until(async () => (await db.owner.query(`select from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())`)).rowCount === n);
    const holder = await db.owner.connect();
    try {
      // The reset stands first in the account's line; three who know the old password stand behind it, their password already verified.
      await holder.query('select pg_advisory_lock(hashtextextended($1, 8))', [accountId]);
      const reset = app.client().get<Result>(RESET, { token, password: fresh });
      await waiting(1);
      const signIns = [1, 2, 3].map(() => app.client().get<Result>(SIGN_IN, { email, password: old }));
      await waiting(4);
      await holder.query('select pg_advisory_unlock(hashtextextended($1, 8))', [accountId]);
      expect((await reset).__typename).toBe('Viewer');
      expect((await Promise.all(signIns)).map((one) => one.__typename)).toEqual(Array(3).fill('SignInRefused'));
    } finally {
      holder.release();
    }
    expect((await db.owner.query('select from session where account_id = $1 and ended_at is null', [accountId])).rowCount).toBe(1);
  });

  test('a weak new password is refused by field, and the link stays good', async () => {
    const { email } = await somebody();
    const token = await resetToken(email);
    const short = await app.client().get<Result>(RESET, { token, password: 'short' });
    expect(short.problems).toEqual([{ field: 'input.password', rule: 'minLength', message: expect.stringContaining('at least 12 characters') }]);
    const guessed = await app.client().get<Result>(RESET, { token, password: 'RobinHarlow2026' });
    expect(guessed.problems).toEqual([{ field: 'input.password', rule: 'guessable', message: expect.stringContaining('your name or address') }]);
    expect(await app.client().get(RESET, { token, password: fresh })).toMatchObject({ __typename: 'Viewer' });
  });

  test('a link that never was is not valid', async () => {
    expect(await app.client().get(RESET, { token: 'x'.repeat(43), password: fresh })).toMatchObject({ __typename: 'LinkNotValid' });
  });

  test('may be asked for five times an hour', async () => {
    const { email } = await somebody();
    for (let n = 0; n < 5; n++) expect(await app.client().get(REQUEST, { email })).toMatchObject({ __typename: 'MailOnItsWay' });
    expect(await app.client().get(REQUEST, { email })).toMatchObject({ __typename: 'TooManyAttempts' });
    expect(await mailsTo(email)).toHaveLength(5);
  });
});

describe('a password changed', () => {
  test('needs the present one, ends the other sessions and keeps this one', async () => {
    const { accountId, email } = await somebody();
    const [here, there] = [await app.client().signInAs(accountId), await app.client().signInAs(accountId)];
    expect(await here.get(CHANGE, { currentPassword: 'not this one', newPassword: fresh })).toMatchObject({ __typename: 'SignInRefused' });
    expect(await there.get(ME)).not.toBeNull();
    expect(await here.get(CHANGE, { currentPassword: old, newPassword: fresh })).toEqual({ __typename: 'PasswordChanged', otherSessionsEnded: 1 });
    expect(await here.get(ME)).not.toBeNull();
    expect(await there.get(ME)).toBeNull();
    expect(await signsIn(email, fresh)).toBe(true);
    expect(await signsIn(email, old)).toBe(false);
  });

  test('must be another, and not easily guessed', async () => {
    const { accountId, email } = await somebody();
    const client = await app.client().signInAs(accountId);
    for (const newPassword of [old, DEMO_PASSWORD, `${email} 1`]) {
      expect(await client.get(CHANGE, { currentPassword: old, newPassword })).toMatchObject({ __typename: 'InvalidInput', problems: [{ field: 'input.newPassword', rule: 'guessable' }] });
    }
    expect(await signsIn(email, old)).toBe(true);
  });

  test('may be tried ten times', async () => {
    const { accountId } = await somebody();
    const client = await app.client().signInAs(accountId);
    for (let n = 0; n < 10; n++) await client.get(CHANGE, { currentPassword: 'not this one', newPassword: fresh });
    expect(await client.get(CHANGE, { currentPassword: old, newPassword: fresh })).toMatchObject({ __typename: 'TooManyAttempts' });
  });

  test('needs somebody signed in', async () => {
    expect(await app.client().get(CHANGE, { currentPassword: old, newPassword: fresh })).toMatchObject({ __typename: 'NotAllowed', code: 'SIGN_IN_FIRST' });
  });
});

test('a reset link is too old after an hour', async () => {
  const other = await freshDatabase();
  const later = await testApp(other);
  try {
    await insertPerson(other.owner, { id: id(1), email: 'robin@example.org', password: old });
    const token = async () => {
      await later.client().get(REQUEST, { email: 'robin@example.org' });
      return /token=([\w-]+)/.exec((await other.owner.query<{ body: string }>('select body from mail order by id desc limit 1')).rows[0]!.body)![1]!;
    };
    const [first] = [await token()];
    await moveClock(other, 59 * 60_000);
    const second = await token();
    await moveClock(other, 2 * 60_000);
    expect(await later.client().get(RESET, { token: first, password: fresh })).toMatchObject({ __typename: 'LinkNotValid' });
    expect(await later.client().get(RESET, { token: second, password: fresh })).toMatchObject({ __typename: 'Viewer' });
  } finally {
    await later.stop();
    await other.drop();
  }
});

describe('weakness', () => {
  const owner = { email: 'j.doe@district.example', displayName: 'Jo Doe-Miller' };
  test.each(['Password1234', 'aaaaaaaaaaaaaa', 'abababababab', 'jodoemiller!!', 'my J.Doe 2026 secret', 'j.doe@district.example'])('finds "%s" easy to guess', (password) => {
    expect(weakness(password, owner)).toMatch(/Choose/);
  });
  test.each(['seven quiet otters', 'Tr4verse the gorge', '日本語のパスワードです十二'])('has nothing against "%s"', (password) => {
    expect(weakness(password, owner)).toBeNull();
  });
});
