import pg from 'pg';
import type { Postgres } from './postgres.js';

/** The addresses a server needs: three logins, none of them the administrator. */
export interface Addresses {
  server: string;
  worker: string;
  migration: string;
}

const DATABASE = 'barnraise';
const OWNER = 'barnraise_owner';

/** The product's database in our own PostgreSQL, and the login that owns it; migrating makes the other two. */
export async function prepareDatabase(server: Postgres): Promise<Addresses> {
  const addresses = {
    server: server.url(DATABASE, 'barnraise_api'),
    worker: server.url(DATABASE, 'barnraise_jobs'),
    migration: server.url(DATABASE, OWNER),
  };
  const admin = new pg.Client({ connectionString: server.adminUrl });
  await admin.connect();
  try {
    const { rows } = await admin.query<{ owner: boolean; database: boolean }>(
      `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = '${OWNER}') AS owner,
              EXISTS (SELECT FROM pg_database WHERE datname = '${DATABASE}') AS database`,
    );
    // The password anew each time: the kept one may have been lost and replaced.
    await admin.query(`${rows[0]?.owner ? 'ALTER' : 'CREATE'} ROLE ${OWNER} LOGIN CREATEROLE PASSWORD '${new URL(addresses.migration).password}'`);
    if (!rows[0]?.database) await admin.query(`CREATE DATABASE ${DATABASE} OWNER ${OWNER}`);
  } finally {
    await admin.end();
  }
  return addresses;
}
