import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/** Seats whose grades are accepted were given as well: how their class ran stays to be read. */
export class CompletedIsGiven1211000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
create or replace function is_given(p_state text) returns boolean language sql immutable parallel safe as $$
  select p_state in ('accepted', 'rostered', 'active', 'completed')
$$;
`);
  }

  down = forwardOnly;
}
