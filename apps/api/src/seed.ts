import 'reflect-metadata';
import pg from 'pg';
import { DEMO_PASSWORD } from './platform/auth/demo-password.js';
import { ConfigError, readConfig } from './platform/config/config.js';
import { demoNow } from './seed/demo-data.js';

const SEEDING = 7_420_003;

/** The people to try the demo as, for whoever starts it. */
async function listPeople(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ display_name: string; email: string; role: string; party: string | null; consortium: string | null }>('select * from demo_people()');
  const people = new Map<string, { name: string; email: string; role: string; district: string; password: string }>();
  for (const row of rows) {
    const role = row.role.replaceAll('_', ' ');
    const known = people.get(row.email);
    people.set(row.email, { name: row.display_name, email: row.email, role: known ? `${known.role}, ${role}` : role, district: row.party ?? row.consortium ?? '', password: DEMO_PASSWORD });
  }
  console.log(JSON.stringify([...people.values()]));
}

/** Fills an empty installation with the demo, or lets an existing one's clock go on from where it stood. Safe to run again at any point. */
async function seed(): Promise<void> {
  const config = readConfig(process.env);
  if (!config.MIGRATION_DATABASE_URL) throw new ConfigError('The configuration is not usable:\n  MIGRATION_DATABASE_URL is missing: it must be a PostgreSQL address of the login that owns the tables');
  const owner = new pg.Client({ connectionString: config.MIGRATION_DATABASE_URL });
  await owner.connect();
  try {
    if (process.argv.includes('--people')) return await listPeople(owner);
    await owner.query('select pg_advisory_lock($1)', [SEEDING]);
    const { rows: [state] } = await owner.query<{ demo: boolean; seeded_at: Date | null; parties: number; last: Date | null }>(
      'select demo, seeded_at, (select count(*)::int from party) as parties, (select max(at) from event) as last from installation');
    if (state!.parties > 0 && !state!.demo) return console.log('this database holds real districts: the demo stays out of it');
    if (state!.seeded_at) {
      // The demo's clock stands while nobody runs it, so that nothing expires overnight.
      const from = new Date(Math.max(demoNow().getTime(), state!.last?.getTime() ?? 0));
      await owner.query(`update installation set clock_offset_ms = round(extract(epoch from $1::timestamptz - clock_timestamp()) * 1000)`, [from]);
      return console.log('the demo is there; nothing to do');
    }
    // Loaded only now: on every later start this process has next to nothing to do.
    const { makeDemo } = await import('./seed/make-demo.js');
    await makeDemo(config, owner, (line) => console.log(line));
  } finally {
    await owner.end();
  }
}

seed().catch((error: Error) => {
  console.error(error instanceof ConfigError ? error.message : `The demo could not be made: ${error.stack}`);
  process.exit(error instanceof ConfigError ? 2 : 1);
});
