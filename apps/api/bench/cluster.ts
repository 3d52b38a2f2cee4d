import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Postgres, startPostgres } from '@barnraise/embedded';
import pg from 'pg';
import { fill } from './world/fill.js';
import { NOW } from './world/places.js';

export const API = fileURLToPath(new URL('../../../', import.meta.url));
const DATA_DIR = process.env.BENCH_DATA_DIR ?? fileURLToPath(new URL('../../../../../.data/bench', import.meta.url));

export interface BenchDatabase {
  readonly offerings: number;
  readonly server: string;
  readonly worker: string;
  readonly admin: string;
  /** The login of the plain lane: as the server's, and it may read the catalogue's tables themselves. */
  readonly plain: string;
}

export function openCluster(say: (line: string) => void): Promise<Postgres> {
  return startPostgres({ dataDir: DATA_DIR, log: say });
}

/** What the data came from: other migrations or another generator make another database. */
function recipe(): string {
  const hash = createHash('sha256');
  for (const folder of ['dist/migrations/', 'bench/dist/bench/world/']) {
    for (const file of readdirSync(`${API}${folder}`).filter((name) => name.endsWith('.js')).sort()) hash.update(file).update(readFileSync(`${API}${folder}${file}`));
  }
  return hash.update(readFileSync(`${API}dist/features/courses/section-card.rules.js`)).digest('hex');
}

/** Finds the database of this many offerings, or makes it. */
export async function benchDatabase(postgres: Postgres, offerings: number, say: (line: string) => void, afresh = false): Promise<BenchDatabase> {
  const name = `barnraise_bench_${offerings}`;
  const url = (login?: string) => postgres.url(name, login);
  const database = { offerings, server: url('bench_server'), worker: url('bench_worker'), admin: url(), plain: url('bench_plain') };
  const admin = new pg.Client({ connectionString: postgres.adminUrl });
  await admin.connect();
  try {
    const { rows: [known] } = await admin.query<{ made_of: string | null }>(`select shobj_description(oid, 'pg_database') as made_of from pg_database where datname = $1`, [name]);
    if (!known || known.made_of !== recipe() || afresh) {
      const started = performance.now();
      say(`Making ${offerings} offerings in ${name}`);
      await admin.query(`drop database if exists ${name} with (force)`);
      for (const login of ['bench_owner', 'bench_plain']) {
        const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [login]);
        await admin.query(`${rowCount ? 'alter' : 'create'} role ${login} login ${login === 'bench_owner' ? 'createrole' : ''} password '${new URL(url(login)).password}'`);
      }
      await admin.query(`create database ${name} owner bench_owner`);
      migrate({ DATABASE_URL: database.server, WORKER_DATABASE_URL: database.worker, MIGRATION_DATABASE_URL: url('bench_owner') });
      await fill(database.admin, offerings, say);
      await inside(database.admin, async (client) => {
        await client.query(`grant barnraise_server to bench_plain;
          grant execute on function consortium_lexeme(uuid), words_by_consortium(uuid[], tsvector), asked_of(tsquery, uuid) to bench_plain;
          grant select on catalogue_card, availability, facet_label to bench_plain;
          create policy plain_lane on catalogue_card for select to bench_plain using (true);
          create policy plain_lane on availability for select to bench_plain using (true);
          create policy plain_lane on facet_label for select to bench_plain using (true)`);
      });
      await admin.query(`comment on database ${name} is '${recipe()}'`);
      say(`Made in ${((performance.now() - started) / 1000).toFixed(1)} s`);
    }
  } finally {
    await admin.end();
  }
  await inside(database.admin, (client) => client.query(`update installation set demo = true, clock_offset_ms = round(extract(epoch from $1::timestamptz - clock_timestamp()) * 1000)`, [NOW]));
  return database;
}

function migrate(env: Record<string, string>): void {
  const { status, stderr } = spawnSync(process.execPath, [`${API}dist/migration.js`], { env: { PATH: process.env.PATH, ...env }, encoding: 'utf8' });
  if (status !== 0) throw new Error(`The bench database could not be migrated: ${stderr}`);
}

export async function inside<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
