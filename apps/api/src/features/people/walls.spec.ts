import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { insertConsortium, insertDistrict } from '../../../test/factories/districts.js';
import { id } from '../../../test/factories/ids.js';
import { insertPerson } from '../../../test/factories/people.js';

// What the database alone refuses: no guard, no service, only the server's login and the principal of a transaction.

const [CONSORTIUM, OTHER_CONSORTIUM, OURS, NEIGHBOR, FAR] = [id(1), id(2), id(11), id(12), id(13)];
const [ADMIN, COLLEAGUE, NEIGHBORS, STRANGER, COORDINATOR, BOTH] = [id(21), id(22), id(23), id(24), id(25), id(26)];
const roleOf = (account: string) => account.replace(/0000(?=..$)/, '0077');

let db: TestDatabase;
let server: pg.Pool;

beforeAll(async () => {
  db = await freshDatabase();
  server = new pg.Pool({ connectionString: db.serverUrl, max: 2 });
  for (const consortium of [CONSORTIUM, OTHER_CONSORTIUM]) await insertConsortium(db.owner, { id: consortium });
  await insertDistrict(db.owner, { id: OURS, consortia: [CONSORTIUM] });
  await insertDistrict(db.owner, { id: NEIGHBOR, consortia: [CONSORTIUM] });
  await insertDistrict(db.owner, { id: FAR, consortia: [OTHER_CONSORTIUM] });
  for (const [account, role, partyId] of [[ADMIN, 'district_administrator', OURS], [COLLEAGUE, 'counselor', OURS], [NEIGHBORS, 'superintendent', NEIGHBOR], [STRANGER, 'district_administrator', FAR]] as const) {
    await insertPerson(db.owner, { id: account, password: 'x', roles: [{ id: roleOf(account), role, partyId }] });
  }
  await insertPerson(db.owner, { id: COORDINATOR, roles: [{ id: roleOf(COORDINATOR), role: 'coordinator', consortiumId: CONSORTIUM }] });
  await insertPerson(db.owner, { id: BOTH, roles: [{ role: 'teacher', partyId: OURS }, { role: 'teacher', partyId: FAR }] });
  for (const account of [ADMIN, COLLEAGUE, STRANGER]) {
    await db.owner.query(`insert into session (id, token_hash, account_id, device, created_at, last_seen_at, expires_at) values (gen_random_uuid(), $1::text, $1::uuid, 'Test', app_now(), app_now(), app_now() + interval '1 hour')`, [account]);
    await db.owner.query(`insert into mail (id, dedupe_key, account_id, to_address, subject, body, created_at) values (gen_random_uuid(), $1::text, $1::uuid, 'x@example.org', 's', 'b', app_now())`, [account]);
  }
});
afterAll(async () => {
  await server?.end();
  await db?.drop();
});

/** Runs one statement as the server, under a principal; rolled back. */
async function under(account: string | null, sql: string, values: unknown[] = []): Promise<pg.QueryResult> {
  const client = await server.connect();
  try {
    await client.query('begin');
    await client.query('select enter($1)', [account]);
    return await client.query(sql, values);
  } finally {
    await client.query('rollback');
    client.release();
  }
}
const ids = async (account: string | null, sql: string) => (await under(account, sql)).rows.map((row: { id: string }) => row.id).sort();

describe('accounts', () => {
  test.each([
    ['one of a district: its people, nobody next door, nobody of the consortium\'s office', ADMIN, [ADMIN, COLLEAGUE, BOTH]],
    ['a neighbor: their own district\'s', NEIGHBORS, [NEIGHBORS]],
    ['another consortium: their own district\'s', STRANGER, [STRANGER, BOTH]],
    ['a coordinator: who acts for the consortium', COORDINATOR, [COORDINATOR]],
    ['one of two districts: the people of both', BOTH, [ADMIN, COLLEAGUE, BOTH, STRANGER]],
    ['nobody: none', null, []],
  ])('are seen by %s', async (_, account, seen) => {
    expect(await ids(account, 'select id from account')).toEqual([...seen].sort());
  });

  test('are changed by themselves alone, and only by name', async () => {
    expect((await under(ADMIN, `update account set display_name = 'X'`)).rowCount).toBe(1);
    await expect(under(ADMIN, `update account set email = 'x@example.org' where id = my_account()`)).rejects.toThrow('permission denied');
    await expect(under(ADMIN, `update account set status = 'active' where id = my_account()`)).rejects.toThrow('permission denied');
    await expect(under(ADMIN, 'delete from account')).rejects.toThrow('permission denied');
  });

  test('show what passwords, links, attempts and outside identities they have to nobody', async () => {
    for (const table of ['credential', 'account_link', 'attempt', 'external_identity']) await expect(under(ADMIN, `select * from ${table}`)).rejects.toThrow('permission denied');
  });
});

describe('sessions and mail', () => {
  test.each(['session', 'mail'])('%s: one\'s own alone', async (table) => {
    expect((await under(ADMIN, `select account_id as id from ${table}`)).rows).toEqual([{ id: ADMIN }]);
    expect((await under(null, `select account_id as id from ${table}`)).rows).toEqual([]);
  });

  test('a session is neither ended nor begun for another', async () => {
    expect((await under(ADMIN, 'update session set ended_at = app_now()')).rowCount).toBe(1);
    await expect(under(ADMIN, `insert into session (id, token_hash, account_id, device, created_at, last_seen_at, expires_at) values (gen_random_uuid(), 'h', $1, 'd', app_now(), app_now(), app_now())`, [COLLEAGUE])).rejects.toThrow('row-level security');
    await expect(under(ADMIN, `update session set account_id = my_account()`)).rejects.toThrow('permission denied');
  });

  test('what jobs say can be put in, not read', async () => {
    await expect(under(ADMIN, 'select data from pgboss.job')).rejects.toThrow('permission denied');
  });
});

describe('roles', () => {
  const end = (account: string | null, role: string) => under(account, 'update role_assignment set ended_at = app_now() where id = $1', [role]).then(({ rowCount }) => rowCount);
  test('end in their own place alone', async () => {
    expect(await end(ADMIN, roleOf(COLLEAGUE))).toBe(1);
    expect(await end(NEIGHBORS, roleOf(COLLEAGUE))).toBe(0);
    expect(await end(STRANGER, roleOf(COLLEAGUE))).toBe(0);
    expect(await end(null, roleOf(COLLEAGUE))).toBe(0);
    expect(await end(COORDINATOR, roleOf(COLLEAGUE))).toBe(0);
  });

  test('end by those alone who give them', async () => {
    expect(await end(COLLEAGUE, roleOf(ADMIN))).toBe(0);
    expect(await end(COLLEAGUE, roleOf(COLLEAGUE))).toBe(0);
    expect(await end(BOTH, roleOf(STRANGER))).toBe(0);
  });

  const give = (account: string | null, role: string, email = 'n@example.org', [party, consortium]: readonly [string | null, string | null] = [OURS, null]) =>
    under(account, `select * from invite(gen_random_uuid(), gen_random_uuid(), $4, 'N', $1, $2, $3, 'hash', app_now() + interval '1 day')`, [role, party, consortium, email]).then(({ rowCount }) => rowCount);

  test('are given by those alone who may invite, never to oneself', async () => {
    expect(await give(ADMIN, 'teacher')).toBe(1);
    for (const account of [COLLEAGUE, BOTH]) await expect(give(account, 'teacher')).rejects.toThrow('not your place');
    const own = (await db.owner.query<{ email: string }>('select email from account where id = $1', [ADMIN])).rows[0]!.email;
    for (const email of [own, own.toUpperCase()]) await expect(give(ADMIN, 'registrar', email)).rejects.toThrow('not for oneself');
    await expect(under(ADMIN, `select * from role_invitation`)).rejects.toThrow('permission denied');
  });

  test('of a superintendent are given by one, or where there is none yet', async () => {
    expect(await give(ADMIN, 'superintendent')).toBe(1);
    expect(await give(NEIGHBORS, 'superintendent', 'n@example.org', [NEIGHBOR, null])).toBe(1);
    const second = await insertPerson(db.owner, { id: id(31), status: 'invited', roles: [{ role: 'superintendent', partyId: OURS }] });
    await expect(give(ADMIN, 'superintendent')).rejects.toThrow('not for a superintendent');
    await db.owner.query(`update role_assignment set ended_at = app_now() where account_id = $1`, [second]);
    expect(await give(ADMIN, 'superintendent')).toBe(1);
  });

  test('of a consortium do not end from a member district', async () => {
    expect(await end(ADMIN, roleOf(COORDINATOR))).toBe(0);
    expect(await end(COORDINATOR, roleOf(COORDINATOR))).toBe(1);
  });

  test('are not given but through an invitation to one\'s own place', async () => {
    await expect(under(ADMIN, `insert into role_assignment (id, account_id, role, party_id, granted_at) values (gen_random_uuid(), $1, 'teacher', $2, app_now())`, [ADMIN, OURS])).rejects.toThrow('permission denied');
    await expect(under(ADMIN, `update role_assignment set role = 'superintendent'`)).rejects.toThrow('permission denied');
    const invite = (account: string | null, party: string | null, consortium: string | null) =>
      under(account, `select * from invite(gen_random_uuid(), gen_random_uuid(), 'n@example.org', 'N', $1, $2, $3, 'hash', app_now())`, [party ? 'teacher' : 'coordinator', party, consortium]).then(({ rowCount }) => rowCount);
    expect(await invite(ADMIN, OURS, null)).toBe(1);
    for (const [account, party, consortium] of [[ADMIN, NEIGHBOR, null], [ADMIN, FAR, null], [ADMIN, null, CONSORTIUM], [NEIGHBORS, OURS, null], [COORDINATOR, OURS, null], [null, OURS, null], [COORDINATOR, null, OTHER_CONSORTIUM]] as const) {
      await expect(invite(account, party, consortium)).rejects.toThrow('not your place');
    }
    expect(await invite(COORDINATOR, null, CONSORTIUM)).toBe(1);
  });

  test('a closed account has none, whatever its rows say', async () => {
    await db.owner.query(`update account set status = 'disabled' where id = $1`, [NEIGHBORS]);
    try {
      expect(await ids(NEIGHBORS, 'select id from party')).toEqual([]);
    } finally {
      await db.owner.query(`update account set status = 'active' where id = $1`, [NEIGHBORS]);
    }
    expect(await ids(NEIGHBORS, 'select id from party')).toEqual([OURS, NEIGHBOR].sort());
  });
});

test('names reach whoever shares a consortium; a stranger gets none', async () => {
  const names = (account: string | null) => under(account, 'select account_id as id from names_of($1)', [[ADMIN, NEIGHBORS, STRANGER]]).then(({ rows }) => rows.map((row: { id: string }) => row.id).sort());
  expect(await names(ADMIN)).toEqual([ADMIN, NEIGHBORS]);
  expect(await names(STRANGER)).toEqual([STRANGER]);
  expect(await names(null)).toEqual([]);
});
