import PgBoss from 'pg-boss';
import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/** The job library's own tables, and every queue: servers may put jobs in, only the worker takes them out. */
export class Jobs1090000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    // The library wraps its plan in a transaction of its own; ours is already open.
    const plan = PgBoss.getConstructionPlans('pgboss').replace(/^\s*BEGIN;/m, '').replace(/COMMIT;\s*$/m, '');
    await q.query(plan);
    // A worker that died holds its jobs until they expire: both kinds are done in seconds, or given up before a minute is over.
    for (const queue of ['tell', 'deliver']) {
      await q.query('select pgboss.create_queue($1, $2)', [queue, { policy: 'standard', retryLimit: 12, retryDelay: 15, retryBackoff: true, expireInSeconds: 60, retentionMinutes: 14 * 24 * 60 }]);
    }
    await q.query(/* sql */ `
grant usage on schema pgboss to barnraise_server, barnraise_worker;
grant select on pgboss.queue to barnraise_server;
-- What a job says is for the worker's eyes.
grant insert, select (id) on pgboss.job to barnraise_server;
grant select, insert, update, delete on pgboss.job, pgboss.archive to barnraise_worker;
grant select on pgboss.queue, pgboss.version to barnraise_worker;
`);
  }

  down = forwardOnly;
}
