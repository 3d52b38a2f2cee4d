import { existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startThrowAwayPostgres } from '@barnraise/embedded';
import pg from 'pg';
import { loginsFor, loginsOf, OWNER, TEMPLATE } from './logins.js';
import { runToEnd } from './programs.js';

/** Once per run: a PostgreSQL that keeps nothing, and in it the demo, made as `npm start` makes it, for every walk to copy. */
export default async function raise(): Promise<(() => Promise<void>) | undefined> {
  const built = fileURLToPath(new URL('../../web/dist/index.html', import.meta.url));
  if (!existsSync(built)) throw new Error('Nothing is built yet. Run: npm run build');
  rmSync(new URL('../results/pages', import.meta.url), { recursive: true, force: true });

  // Somebody who writes a walk keeps one standing, and saves the wait.
  if (process.env['E2E_LOGINS']) return undefined;

  const since = performance.now();
  const postgres = await startThrowAwayPostgres({ settings: { max_connections: 120 } });
  try {
    process.env['E2E_LOGINS'] = JSON.stringify(loginsOf('DATABASE', (database, user) => postgres.url(database, user)));
    const { admin, owner, server, worker } = loginsFor(TEMPLATE);
    const client = new pg.Client({ connectionString: postgres.adminUrl });
    await client.connect();
    await client.query(`create role ${OWNER} login createrole password ${pg.escapeLiteral(decodeURIComponent(new URL(owner).password))}`);
    await client.query(`create database ${new URL(admin).pathname.slice(1)} owner ${OWNER}`);
    await client.end();
    const env = { DATABASE_URL: server, WORKER_DATABASE_URL: worker, MIGRATION_DATABASE_URL: owner, DEMO: 'true', LOG_LEVEL: 'error' };
    await runToEnd('migrate', env);
    await runToEnd('seed', env);
    console.log(`The demo stands after ${((performance.now() - since) / 1000).toFixed(1)} s`);
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  return () => postgres.stop();
}
