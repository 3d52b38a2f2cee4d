import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { freshDatabase, moveClock, refuseForeign, type TestDatabase } from './database.js';
import { insertConsortium, insertDistrict } from './factories/districts.js';
import { id } from './factories/ids.js';
import { insertPerson } from './factories/people.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

async function as<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

test('the three logins are who they say, and only one of them owns tables', async () => {
  const sql = `select current_user as name, rolsuper or rolbypassrls as above,
                      (select count(*)::int from pg_class c where c.relnamespace = 'public'::regnamespace and pg_has_role(c.relowner, 'member')) as owned
                 from pg_roles where rolname = current_user`;
  const [owner, server, worker] = await Promise.all([db.ownerUrl, db.serverUrl, db.workerUrl].map((url) => as<{ name: string; above: boolean; owned: number }>(url, sql)));
  expect(owner![0]).toMatchObject({ name: 'barnraise_test_owner', above: false });
  expect(owner![0]!.owned).toBeGreaterThan(20);
  expect(server).toEqual([{ name: 'barnraise_test_server', above: false, owned: 0 }]);
  expect(worker).toEqual([{ name: 'barnraise_test_worker', above: false, owned: 0 }]);
});

test('two databases share nothing', async () => {
  const other = await freshDatabase();
  try {
    await insertConsortium(db.owner, { id: id(1) });
    await insertDistrict(db.owner, { id: id(2), consortia: [id(1)] });
    await insertPerson(db.owner, { id: id(3), roles: [{ role: 'counselor', partyId: id(2) }] });
    expect((await db.owner.query('select id from account')).rows).toEqual([{ id: id(3) }]);
    expect((await other.owner.query('select id from account')).rows).toEqual([]);
  } finally {
    await other.drop();
  }
});

test('a moved clock is the product\'s clock', async () => {
  const other = await freshDatabase();
  try {
    await moveClock(other, 86_400_000);
    const [row] = await as<{ ahead: number }>(other.serverUrl, 'select extract(epoch from app_now() - clock_timestamp())::int as ahead');
    expect(row!.ahead).toBe(86_400);
  } finally {
    await other.drop();
  }
});

test('a database that is not a test database is refused', () => {
  expect(() => refuseForeign('postgres://someone:secret@127.0.0.1/barnraise')).toThrow(/"barnraise"/);
  expect(() => refuseForeign(db.ownerUrl)).not.toThrow();
});
