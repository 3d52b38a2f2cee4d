import { DataSource, type EntitySchema } from 'typeorm';
import pg, { type Pool } from 'pg';
import { type Config } from '../config/config.js';

type EntityClass = (new () => object) | EntitySchema;

/**
 * A connection that breaks says so in the statement that waits for it, or to the pool. Between the two, while somebody
 * holds it and asks nothing, nobody listens, and an error nobody hears ends the process: so there is always one who does.
 */
class HeardClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

/** The pool of one login. No synchronize, no automatic migration: the timeline does that, under another login. */
export function makeDataSource(url: string, entities: EntityClass[], poolSize: number): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities,
    synchronize: false,
    installExtensions: false,
    uuidExtension: 'pgcrypto',
    logging: false,
    extra: { Client: HeardClient, max: poolSize, pipeline: true, application_name: 'barnraise', statement_timeout: 30_000, idle_in_transaction_session_timeout: 30_000 },
  });
}

/** The connections themselves, without the ORM around each. */
export const poolOf = (source: DataSource): Pool => (source.driver as unknown as { master: Pool }).master;

/**
 * The last wall only stands when the server's login is not above it. Throws a sentence that says what to do.
 */
export async function refuseDangerousLogin(source: DataSource, variable: keyof Config): Promise<void> {
  const [login] = await source.query<{ name: string; rolsuper: boolean; rolbypassrls: boolean; above: string | null; worker: boolean; owns: number }[]>(`
    select rolname as name, rolsuper, rolbypassrls,
           (select min(g.rolname) from pg_roles g where (g.rolsuper or g.rolbypassrls) and g.oid <> r.oid and pg_has_role(r.oid, g.oid, 'member')) as above,
           exists (select from pg_roles g where g.rolname = 'barnraise_worker' and pg_has_role(r.oid, g.oid, 'member')) as worker,
           (select count(*)::int from pg_class c where pg_has_role(r.oid, c.relowner, 'member') and c.relnamespace = 'public'::regnamespace) as owns
      from pg_roles r where rolname = current_user`);
  const why = login?.rolsuper ? 'is a superuser'
    : login?.rolbypassrls ? 'may bypass row-level security'
      : login?.above ? `may become "${login.above}", who stands above it`
        : (login?.owns ?? 1) > 0 ? 'owns tables'
          : login?.worker && variable === 'DATABASE_URL' ? 'is a member of barnraise_worker and so reads the rows of every district' : null;
  if (why) {
    throw new Error(`${variable} signs in as "${login?.name}", who ${why}: row-level security would not hold. Use a login that is only a member of barnraise_server or barnraise_worker.`);
  }
}
