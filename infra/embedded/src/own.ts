import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { LockHeld, takeLock } from '../../lib/lock.mjs';
import { runningAt } from '../../lib/running.mjs';
import { Refusal } from '../../lib/settings.mjs';
import { addressesIn, makeDatabase } from './database.js';
import { startPostgres, urlOf } from './postgres.js';

/**
 * Gives work the address of the product's own database in a data folder, for the login that owns its tables: the one
 * that runs there, else one that is started as `npm start` would, and stopped after.
 */
export async function withOwnDatabase<T>(dataDir: string, log: (line: string) => void, work: (address: string) => Promise<T>): Promise<T> {
  const folder = path.join(dataDir, 'postgres');
  if (!existsSync(path.join(folder, 'password'))) {
    throw new Refusal(`There is no data in ${dataDir} yet: npm start makes it. For other data, set DATA_DIR to its folder or MIGRATION_DATABASE_URL to its address.`);
  }
  let unlock: () => void;
  try {
    unlock = await takeLock(path.join(dataDir, 'lock'));
  } catch (error) {
    if (!(error instanceof LockHeld)) throw error;
    if (!runningAt(dataDir)) throw new Refusal(`Barnraise is just starting or stopping on the data in ${dataDir} (process ${error.pid}). Ask again when it is up, or when it is gone.`);
    return work(addressesIn(runningIn(folder)).migration);
  }
  try {
    log('Starting PostgreSQL');
    const postgres = await startPostgres({ dataDir: folder, log });
    try {
      return await work((await makeDatabase(postgres)).migration);
    } finally {
      await postgres.stop();
    }
  } finally {
    unlock();
  }
}

/** What a server that runs goes by; only the owner of the files can read its password. */
function runningIn(folder: string): (database: string, user: string) => string {
  const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8').trim();
  return (database, user) => urlOf(read('password'), Number(read('port')), database, user);
}
