import PgBoss from 'pg-boss';
import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/** The job library's own tables, and every queue: servers may put jobs in, only the worker takes them out. */
export class Jobs1090000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    // The library wraps its plan in a transaction of its own; ours is already open.
    const plan = PgBoss.getConstructionPlans('pgboss').replace(/^\s*BEGIN;/m, '').replace(/COMMIT;\s*$/m, '');
    await q.query(plan);
    await q.query(`select pgboss.create_queue('tell', '{"policy":"standard","retryLimit":10,"retryDelay":5,"retryBackoff":true}')`);
    await q.query(`select pgboss.create_queue('deliver', '{"policy":"standard","retryLimit":20,"retryDelay":30,"retryBackoff":true}')`);
    await q.query(/* sql */ `
grant usage on schema pgboss to barnraise_server, barnraise_worker;
grant select on pgboss.queue, pgboss.version to barnraise_server;
grant insert, select on pgboss.job to barnraise_server;
grant select, insert, update, delete on all tables in schema pgboss to barnraise_worker;
`);
  }

  down = forwardOnly;
}
