import pg from 'pg';
import { type DataSource } from 'typeorm';

/** Makes the login of a server address where there is none, and puts it into its group. It owns nothing. A login that is there keeps its password. */
export async function ensureLogin(owner: DataSource, url: string, group: 'barnraise_server' | 'barnraise_worker'): Promise<void> {
  const { username, password } = new URL(url);
  const login = decodeURIComponent(username);
  const [known] = await owner.query<{ member: boolean }[]>(`select pg_has_role(oid, $2, 'member') as member from pg_roles where rolname = $1`, [login, group]);
  const name = pg.escapeIdentifier(login);
  const secret = pg.escapeLiteral(decodeURIComponent(password));
  if (!known) await owner.query(`create role ${name} login password ${secret} nosuperuser nocreatedb nocreaterole noreplication nobypassrls`);
  if (!known?.member) await owner.query(`grant ${group} to ${name}`);
}
