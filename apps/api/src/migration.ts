import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { migrations } from './migrations/index.js';
import { ConfigError, readConfig } from './platform/config/config.js';
import { ensureLogin } from './platform/database/logins.js';

/** Brings the database up to the timeline, and makes sure the two logins of the servers exist and own nothing. */
async function migrate(): Promise<void> {
  const config = readConfig(process.env);
  if (!config.MIGRATION_DATABASE_URL) throw new ConfigError('The configuration is not usable:\n  MIGRATION_DATABASE_URL is missing: it must be a PostgreSQL address of the login that owns the tables');
  const source = await new DataSource({
    type: 'postgres', url: config.MIGRATION_DATABASE_URL, migrations, migrationsTransactionMode: 'each', migrationsTableName: 'migration', installExtensions: false, logging: false,
  }).initialize();
  try {
    // Two processes that start at once take turns.
    await source.query('select pg_advisory_lock(7420001)');
    const done = await source.runMigrations();
    await ensureLogin(source, config.DATABASE_URL, 'barnraise_server');
    if (config.WORKER_DATABASE_URL) await ensureLogin(source, config.WORKER_DATABASE_URL, 'barnraise_worker');
    console.log(done.length ? `${done.length} migrations run` : 'the database is up to date');
  } finally {
    await source.destroy();
  }
}

migrate().catch((error: Error) => {
  console.error(error instanceof ConfigError ? error.message : `Migration failed: ${error.message}`);
  process.exit(error instanceof ConfigError ? 2 : 1);
});
