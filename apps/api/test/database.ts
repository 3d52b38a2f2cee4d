import { randomBytes } from 'node:crypto';
import { createFromTemplate, dropDatabase } from '@barnraise/embedded';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { migrations } from '../src/migrations/index.js';
import { ensureLogin } from '../src/platform/database/logins.js';

export interface TestDatabase {
  /** The api's login: a member of barnraise_server, nothing more. */
  readonly serverUrl: string;
  /** The worker's login. */
  readonly workerUrl: string;
  /** The login that owns the tables: no superuser, as in production. */
  readonly ownerUrl: string;
  /** For what a test arranges or looks up behind the walls. */
  readonly owner: pg.Pool;
  drop(): Promise<void>;
}

type Login = 'admin' | 'owner' | 'server' | 'worker';

const PREFIX = 'barnraise_test';
const TEMPLATE = `${PREFIX}_template`;
/** Taken while the template is being made: test files run side by side. */
const MAKING = 7420002;

/** Tests empty and drop databases: they never touch one that isn't theirs. */
export function refuseForeign(url: string): void {
  const name = new URL(url).pathname.slice(1);
  if (!name.startsWith(PREFIX)) throw new Error(`Tests only run on databases whose name starts with ${PREFIX}; this one is "${name}".`);
}

/** The addresses of a PostgreSQL's logins, DATABASE standing for the database. */
export type Cluster = Readonly<Record<Login, string>>;

/** The logins of tests, on any PostgreSQL. */
export function clusterOf(urlOf: (database: string, login: string) => string): Cluster {
  return { admin: urlOf('DATABASE', 'postgres'), owner: urlOf('DATABASE', `${PREFIX}_owner`), server: urlOf('DATABASE', `${PREFIX}_server`), worker: urlOf('DATABASE', `${PREFIX}_worker`) };
}

function clusterOfThisRun(): Cluster {
  const given = process.env.BARNRAISE_TEST_POSTGRES;
  if (!given) throw new Error('Tests that need a database run through Jest, which starts one for the run.');
  return JSON.parse(given) as Cluster;
}

const urlFor = (cluster: Cluster, login: Login, database: string): string => cluster[login].replace(/DATABASE$/, database);

/** A migrated database of one's own, empty but for what migrations put in. About 70 ms. */
export async function freshDatabase(): Promise<TestDatabase> {
  const cluster = clusterOfThisRun();
  const name = `${PREFIX}_${process.pid}_${randomBytes(4).toString('hex')}`;
  const admin = new pg.Client({ connectionString: urlFor(cluster, 'admin', 'postgres') });
  await admin.connect();
  try {
    await admin.query('select pg_advisory_lock($1)', [MAKING]);
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [TEMPLATE]);
    if (!rowCount) await makeDatabase(cluster, admin, TEMPLATE);
    await admin.query('select pg_advisory_unlock($1)', [MAKING]);
    await createFromTemplate(admin, TEMPLATE, name);
    await admin.query(`alter database ${name} owner to ${PREFIX}_owner`);
  } finally {
    await admin.end();
  }
  return opened(cluster, name);
}

/** The same in a PostgreSQL of the test's own, migrated there. */
export async function databaseIn(cluster: Cluster): Promise<TestDatabase> {
  const name = `${PREFIX}_own`;
  const admin = new pg.Client({ connectionString: urlFor(cluster, 'admin', 'postgres') });
  await admin.connect();
  try {
    await makeDatabase(cluster, admin, name);
  } finally {
    await admin.end();
  }
  return opened(cluster, name);
}

function opened(cluster: Cluster, name: string): TestDatabase {
  const [serverUrl, workerUrl, ownerUrl] = [urlFor(cluster, 'server', name), urlFor(cluster, 'worker', name), urlFor(cluster, 'owner', name)];
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 4, application_name: 'test' });
  // Storms end the server under us; the test that does so notices by itself.
  owner.on('error', () => undefined);
  return {
    serverUrl, workerUrl, ownerUrl, owner,
    drop: async () => {
      refuseForeign(ownerUrl);
      await owner.end();
      await dropDatabase(urlFor(cluster, 'admin', 'postgres'), name);
    },
  };
}

/** Migrates once, as production does: by an owner that is no superuser, with logins that own nothing. */
async function makeDatabase(cluster: Cluster, admin: pg.Client, name: string): Promise<void> {
  const making = `${name}_unfinished`;
  const ownerUrl = urlFor(cluster, 'owner', making);
  const password = pg.escapeLiteral(decodeURIComponent(new URL(ownerUrl).password));
  await admin.query(`drop database if exists ${making}`);
  const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [`${PREFIX}_owner`]);
  if (!rowCount) await admin.query(`create role ${PREFIX}_owner login createrole password ${password}`);
  // Tests count what the servers send, and end connections under them.
  await admin.query(`grant pg_read_all_stats, pg_signal_backend to ${PREFIX}_owner`);
  await admin.query(`create database ${making} owner ${PREFIX}_owner`);
  const inside = new pg.Client({ connectionString: urlFor(cluster, 'admin', making) });
  await inside.connect();
  // Statements are counted at the server; only an administrator may put that in.
  await inside.query('create extension pg_stat_statements');
  await inside.query(`grant execute on function pg_stat_statements_reset to ${PREFIX}_owner`);
  await inside.end();

  const source = await new DataSource({
    type: 'postgres', url: ownerUrl, migrations, migrationsTransactionMode: 'each', migrationsTableName: 'migration', installExtensions: false, logging: false,
  }).initialize();
  try {
    await source.runMigrations();
    await ensureLogin(source, urlFor(cluster, 'server', making), 'barnraise_server');
    await ensureLogin(source, urlFor(cluster, 'worker', making), 'barnraise_worker');
  } finally {
    await source.destroy();
  }
  await admin.query(`alter database ${making} rename to ${name}`);
}

/** Turns the installation into a demo and moves its clock by this much: only then may the clock be moved. */
export async function moveClock(db: TestDatabase, offsetMs: number): Promise<void> {
  await db.owner.query('update installation set demo = true, clock_offset_ms = clock_offset_ms + $1', [offsetMs]);
}
