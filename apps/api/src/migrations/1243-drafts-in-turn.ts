import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * Two colleagues at one draft of a round: each save names the revision it was typed on, and opening it the one that was looked at.
 * A save counts it up; nobody's words are written over unseen.
 */
export class DraftsInTurn1243000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
alter table pool_round add column revision integer not null default 1 constraint pool_round_revision check (revision >= 1);
comment on column pool_round.revision is 'how often its draft was saved';
grant update (revision) on pool_round to barnraise_server;
`);
  }

  down = forwardOnly;
}
