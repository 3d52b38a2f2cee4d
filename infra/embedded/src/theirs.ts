import pg from 'pg';
import { Refusal } from '../../lib/settings.mjs';
import type { Addresses } from './database.js';

const LIMIT_MS = 15_000;

/** Signs in once, so that an address which leads nowhere is refused by its name. It holds a password and is never shown. */
export async function requireReachable(name: string, address: string): Promise<void> {
  try {
    const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: LIMIT_MS });
    client.on('error', () => {});
    await client.connect();
    await client.end();
  } catch (error) {
    throw new Refusal(
      `${name} can't be used: ${reason(error as NodeJS.ErrnoException, new URL(address))}. ` +
        'Check that PostgreSQL runs there and lets this machine in, and the host, the port, the login, its password and the database in that address.',
    );
  }
}

/** What a person can act on when migrating a PostgreSQL of theirs failed: what it said, without a stack or a password. */
export function notMigrated(error: Error, addresses: Addresses): Refusal {
  const secrets = Object.values(addresses).flatMap((address) => [address, new URL(address).password, decodeURIComponent(new URL(address).password)]).filter(Boolean);
  const said = error.message.split('\n').filter((line) => !/^\s+at /.test(line)).join('\n');
  return new Refusal(
    `The database of MIGRATION_DATABASE_URL could not be migrated.\n\n${secrets.reduce((text, secret) => text.replaceAll(secret, '…'), said).trim()}\n\n` +
      'Check that PostgreSQL there is 15 or newer, and that the login in that address owns the database and may create roles.',
  );
}

function reason({ code = '', message }: NodeJS.ErrnoException, { hostname, port }: URL): string {
  const where = `${hostname}:${port || 5432}`;
  if (code === 'ECONNREFUSED') return `nothing listens at ${where}`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `no machine called ${hostname} can be found`;
  if (/^E(TIMEDOUT|HOSTUNREACH|NETUNREACH)$/.test(code) || /timeout/i.test(message)) return `${where} does not answer`;
  return `${where} says: ${message || code}`;
}
