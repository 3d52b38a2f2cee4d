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

/** The product's three addresses, in whichever server this makes addresses for. */
export function addressesIn(url: (database: string, user: string) => string): Addresses {
  return { server: url(DATABASE, 'barnraise_api'), worker: url(DATABASE, 'barnraise_jobs'), migration: url(DATABASE, OWNER) };
}

/** The product's database in our own PostgreSQL, and the login that owns it; migrating makes the other two. */
export async function makeDatabase(server: Postgres): Promise<Addresses> {
  const addresses = addressesIn(server.url);
  await asAdmin(server, async (admin) => {
    const { rows } = await admin.query<{ rolname: string }>('SELECT rolname FROM pg_roles WHERE NOT rolsuper');
    const known = new Set(rows.map(({ rolname }) => rolname));
    // Passwords anew each time: the kept secret they derive from may have been lost and replaced.
    for (const address of Object.values(addresses)) {
      const { username, password } = new URL(address);
      if (known.has(username)) await admin.query(`ALTER ROLE ${username} PASSWORD '${password}'`);
    }
    if (!known.has(OWNER)) await admin.query(`CREATE ROLE ${OWNER} LOGIN CREATEROLE PASSWORD '${new URL(addresses.migration).password}'`);
    const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
    if (!rowCount) await admin.query(`CREATE DATABASE ${DATABASE} OWNER ${OWNER}`);
  });
  return addresses;
}

/**
 * Which build last migrated this database to the end. It is written on the database itself, so that the note
 * is gone when the database is.
 */
export async function migratedBy(server: Postgres): Promise<string> {
  return asAdmin(server, async (admin) => {
    const { rows } = await admin.query<{ note: string | null }>(`SELECT shobj_description(oid, 'pg_database') AS note FROM pg_database WHERE datname = $1`, [DATABASE]);
    return rows[0]?.note ?? '';
  });
}

export async function noteMigratedBy(server: Postgres, build: string): Promise<void> {
  await asAdmin(server, (admin) => admin.query(`COMMENT ON DATABASE ${DATABASE} IS ${pg.escapeLiteral(build)}`));
}

async function asAdmin<T>(server: Postgres, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: server.adminUrl });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}
