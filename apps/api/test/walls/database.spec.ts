import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { DataSource } from 'typeorm';
import { refuseDangerousLogin } from '../../src/platform/database/data-source.js';
import { makeApp } from '../../src/app.js';
import { testConfig } from '../app.js';
import { freshDatabase, type TestDatabase } from '../database.js';
import { crossings, grants, neverChanged, withoutWalls } from './granted.js';

let db: TestDatabase;
/** The owner, in a transaction that is rolled back: what a test plants does not stay. */
let owner: pg.PoolClient;

beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db?.drop());
beforeEach(async () => {
  owner = await db.owner.connect();
  await owner.query('begin');
});
afterEach(async () => {
  await owner.query('rollback');
  owner.release();
});

const all = async <Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> => (await owner.query<Row>(sql)).rows;
const OURS = `not exists (select from pg_depend d where d.objid = x.oid and d.deptype = 'e')`;

describe('tables', () => {
  const open = async () =>
    (await all<{ name: string }>(`select relname as name from pg_class x where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and not relrowsecurity and ${OURS} order by 1`)).map(({ name }) => name);

  test('stand behind row-level security, but for reference data', async () => {
    expect(await open()).toEqual(Object.keys(withoutWalls).sort());
    await owner.query('create table planted (id int)');
    expect(await open()).toContain('planted');
  });

  test('are no views: a view reads with the rights of its owner', async () => {
    expect(await all(`select relname from pg_class x where relkind in ('v', 'm', 'f') and relnamespace = 'public'::regnamespace and ${OURS}`)).toEqual([]);
  });
});

/** Privileges as the hand-written table says them. */
async function granted(): Promise<Record<string, Record<string, string>>> {
  const rows = await all<{ name: string; grantee: string; privilege: string; columns: string[] | null; total: number }>(`
    select case n.nspname when 'public' then x.relname else n.nspname || '.' || x.relname end as name, coalesce(g.rolname, 'public') as grantee, lower(a.privilege_type) as privilege, null::text[] as columns, 0 as total
      from pg_class x join pg_namespace n on n.oid = x.relnamespace, aclexplode(x.relacl) a left join pg_roles g on g.oid = a.grantee
     where n.nspname in ('public', 'pgboss') and x.relkind in ('r', 'p', 'S') and a.grantee <> x.relowner and ${OURS}
    union all
    select case n.nspname when 'public' then x.relname else n.nspname || '.' || x.relname end, coalesce(g.rolname, 'public'), lower(a.privilege_type), array_agg(t.attname::text order by t.attname),
           (select count(*)::int from pg_attribute y where y.attrelid = x.oid and y.attnum > 0 and not y.attisdropped)
      from pg_class x join pg_namespace n on n.oid = x.relnamespace join pg_attribute t on t.attrelid = x.oid, aclexplode(t.attacl) a left join pg_roles g on g.oid = a.grantee
     where n.nspname in ('public', 'pgboss') group by x.oid, n.nspname, x.relname, g.rolname, a.privilege_type order by 1, 2, 3`);
  const found: Record<string, Record<string, string[]>> = {};
  for (const row of rows) {
    const words = row.columns ? `${row.privilege}(${await columnsInWords(row.name, row.columns, row.total)})` : row.privilege;
    ((found[row.name] ??= {})[row.grantee.replace('barnraise_', '')] ??= []).push(words);
  }
  return Object.fromEntries(Object.entries(found).map(([name, by]) => [name, Object.fromEntries(Object.entries(by).map(([who, words]) => [who, words.join(', ')]))]));
}

async function columnsInWords(table: string, columns: readonly string[], total: number): Promise<string> {
  if (total - columns.length > 3 || columns.length < 4) return columns.join(', ');
  const { rows } = await owner.query<{ name: string }>(`select attname::text as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attname <> all ($2) order by 1`, [table, columns]);
  return `all but ${rows.map(({ name }) => name).join(', ')}`;
}

describe('grants', () => {
  const written = Object.fromEntries(Object.entries(grants).filter(([, by]) => Object.keys(by).length > 0));

  test('are those of the table, to the two groups alone', async () => {
    expect(await granted()).toEqual(written);
    const tables = await all<{ name: string }>(`select relname as name from pg_class x where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and ${OURS} order by 1`);
    expect(tables.map(({ name }) => name)).toEqual(Object.keys(grants).filter((name) => !name.startsWith('pgboss.')).sort());
  });

  test.each(['grant delete on booking to barnraise_server', 'grant select on credential to public', 'grant update (email) on account to barnraise_worker', 'grant usage on sequence event_seq_seq to barnraise_server'])('"%s" is noticed', async (sql) => {
    await owner.query(sql);
    expect(await granted()).not.toEqual(written);
  });

  test('nobody but the owner makes anything in a schema', async () => {
    expect(await all(`select nspname from pg_namespace n, aclexplode(n.nspacl) a where nspname in ('public', 'pgboss') and a.privilege_type = 'CREATE' and a.grantee not in (n.nspowner, (select oid from pg_roles where rolname = 'pg_database_owner'))`)).toEqual([]);
  });
});

describe('functions', () => {
  const FUNCTIONS = `select x.oid::regprocedure::text as name, prosecdef as definer, proconfig as settings,
           has_function_privilege('barnraise_server', x.oid, 'execute') as server, has_function_privilege('barnraise_worker', x.oid, 'execute') as worker,
           x.proacl is null or exists (select from aclexplode(x.proacl) a where a.grantee = 0) as anyone
      from pg_proc x where pronamespace in ('public'::regnamespace, 'pgboss'::regnamespace) and ${OURS} order by 1`;
  interface Fn extends pg.QueryResultRow { name: string; definer: boolean; settings: string[] | null; server: boolean; worker: boolean; anyone: boolean }

  test('that step over a wall are those of the list, each with its reason and a search path nobody can bend', async () => {
    const definers = (await all<Fn>(FUNCTIONS)).filter(({ definer }) => definer);
    const by = ({ server, worker }: Fn) => (server && worker ? 'both' : server ? 'server' : worker ? 'worker' : 'nobody');
    expect(Object.fromEntries(definers.map((fn) => [fn.name, by(fn)]))).toEqual(Object.fromEntries(Object.entries(crossings).map(([name, crossing]) => [name, crossing.by])));
    expect(definers.filter(({ settings }) => !settings?.includes('search_path=public, pg_temp')).map(({ name }) => name)).toEqual([]);
    for (const { why } of Object.values(crossings)) expect(why.length).toBeGreaterThan(8);
  });

  test('are open to nobody by default', async () => {
    const open = async () => (await all<Fn>(FUNCTIONS)).filter(({ anyone }) => anyone).map(({ name }) => name);
    expect(await open()).toEqual([]);
    await owner.query('create function planted() returns int language sql as $$ select 1 $$');
    expect(await open()).toEqual([]);
    await owner.query('grant execute on function planted() to public');
    expect(await open()).toEqual(['planted()']);
  });

  test('that move seats are called by other functions alone', async () => {
    const closed = (await all<Fn>(FUNCTIONS)).filter(({ server, worker, name }) => !server && !worker && !name.startsWith('pgboss.')).map(({ name }) => name);
    expect(closed).toEqual(expect.arrayContaining(['announce_section(uuid,uuid)', 'end_overdue_holds(uuid)', 'shift_seats(uuid,uuid,integer)']));
  });
});

describe('history', () => {
  test.each(neverChanged)('%s is never changed, removed or emptied, by its owner either', async (table) => {
    const triggers = await all<{ what: string }>(`
      select case when tgtype & 32 > 0 then 'truncate' else concat_ws(' ', case when tgtype & 16 > 0 then 'update' end, case when tgtype & 8 > 0 then 'delete' end) end as what
        from pg_trigger where tgrelid = '${table}'::regclass and tgfoid = 'refuse_change()'::regprocedure and tgenabled = 'O' and tgtype & 2 > 0 order by 1`);
    expect(triggers.map(({ what }) => what)).toEqual(['truncate', 'update delete']);
    await expect(owner.query(`truncate ${table} cascade`)).rejects.toThrow('append-only');
  });

  test('a row of it stays as it is', async () => {
    await owner.query(`insert into event (id, at, kind, subject_type, subject_id) values (gen_random_uuid(), app_now(), 'test', 'test', gen_random_uuid())`);
    for (const sql of [`update event set kind = 'other'`, 'delete from event']) {
      await owner.query('savepoint here');
      await expect(owner.query(sql)).rejects.toThrow('append-only');
      await owner.query('rollback to savepoint here');
    }
  });
});

describe('the login of a server', () => {
  const admin = (name: string) => (JSON.parse(process.env.BARNRAISE_TEST_POSTGRES!) as Record<string, string>)['admin']!.replace(/DATABASE$/, name);
  async function dangerous(url: string, variable: 'DATABASE_URL' | 'WORKER_DATABASE_URL' = 'DATABASE_URL'): Promise<string | null> {
    const source = await new DataSource({ type: 'postgres', url, installExtensions: false }).initialize();
    try {
      await refuseDangerousLogin(source, variable);
      return null;
    } catch (error) {
      return (error as Error).message;
    } finally {
      await source.destroy();
    }
  }

  test('owns nothing and stands above no wall; one that does is refused with what to do', async () => {
    const name = new URL(db.ownerUrl).pathname.slice(1);
    expect(await dangerous(db.serverUrl)).toBeNull();
    expect(await dangerous(db.workerUrl, 'WORKER_DATABASE_URL')).toBeNull();
    expect(await dangerous(db.workerUrl)).toMatch(/is a member of barnraise_worker/);
    expect(await dangerous(db.ownerUrl)).toMatch(/DATABASE_URL signs in as "barnraise_test_owner", who owns tables: .*barnraise_server/);
    expect(await dangerous(admin(name))).toMatch(/is a superuser/);
  });

  test('the whole application does not start as the owner', async () => {
    const config = { ...testConfig(db), DATABASE_URL: db.ownerUrl, LOG_LEVEL: 'silent' as const };
    await expect(makeApp(config)).rejects.toThrow('who owns tables');
  });

  test('bypasses no wall, becomes nobody who does, and is no worker', async () => {
    const name = new URL(db.ownerUrl).pathname.slice(1);
    const source = await new DataSource({ type: 'postgres', url: admin(name), installExtensions: false }).initialize();
    const logins = { barnraise_test_bypass: 'bypassrls', barnraise_test_heir: '' };
    try {
      for (const [login, attribute] of Object.entries(logins)) await source.query(`create role ${login} login password 'x' ${attribute}`);
      await source.query('grant barnraise_test_bypass to barnraise_test_heir');
      const as = (login: string) => Object.assign(new URL(db.serverUrl), { username: login, password: 'x' }).href;
      expect(await dangerous(as('barnraise_test_bypass'))).toMatch(/may bypass row-level security/);
      expect(await dangerous(as('barnraise_test_heir'))).toMatch(/may become "barnraise_test_bypass"/);
    } finally {
      for (const login of Object.keys(logins).reverse()) await source.query(`drop role if exists ${login}`);
      await source.destroy();
    }
  });
});
