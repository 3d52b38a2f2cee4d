import { startThrowAwayPostgres } from '@barnraise/embedded';

/** One quick PostgreSQL for the whole run: the one from npm, or that of BARNRAISE_POSTGRES_BIN. Templates are made by the first test file that needs one: only there is TypeScript understood. */
export default async function start() {
  const postgres = await startThrowAwayPostgres({ binDir: process.env.BARNRAISE_POSTGRES_BIN || undefined, settings: { shared_preload_libraries: 'pg_stat_statements', 'pg_stat_statements.max': 50_000, max_connections: 200 } });
  const url = (login) => postgres.url('DATABASE', login);
  process.env.BARNRAISE_TEST_POSTGRES = JSON.stringify({
    admin: url('postgres'), owner: url('barnraise_test_owner'), server: url('barnraise_test_server'), worker: url('barnraise_test_worker'),
  });
  globalThis.barnraiseTestPostgres = postgres;
}
