import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/** A lock that its lead moves to later takes along what hangs on it, as one that moves by itself does (1223): approvals due by then, the reminder, and a word to everyone who takes part. */
export class ALaterLock1240000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
create function lock_moves() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- Past its lock it moves by itself, and extend_due_round tells it.
  if old.locks_at <= app_now() then return new; end if;
  new.reminded := new.locks_at <= app_now() + interval '2 days';
  update inbox_item set done_at = app_now() where subject_id = new.id and kind = 'round.locksSoon' and done_at is null;
  update inbox_item set due_at = new.locks_at where subject_id = new.id and kind = 'APPROVE_COMMITMENT' and done_at is null;
  insert into inbox_item (id, kind, is_notice, party_id, roles, sides, subject_id, round_id, title, detail, created_at)
  select gen_random_uuid(), 'round.extended', true, c.party_id, array['procurement_officer', 'business_manager'], array[c.party_id], new.id, new.id, 'Locks later: ' || o.title,
         z.short_name || ' moved the lock to ' || round_time_words(new.locks_at, z.time_zone) || ' in ' || z.short_name || '. Until then every commitment can be changed.', app_now()
    from round_commitment c cross join offering o join party z on z.id = new.lead_party_id
   where c.round_id = new.id and c.party_id <> new.lead_party_id and c.state in ('committed', 'awaiting_approval') and o.id = new.id;
  return new;
end $$;
revoke execute on function lock_moves() from public;
grant execute on function lock_moves() to barnraise_server;
create trigger lock_moves before update of locks_at on pool_round for each row when (old.state = 'open' and new.state = 'open' and new.locks_at > old.locks_at) execute function lock_moves();
`);
  }

  down = forwardOnly;
}
