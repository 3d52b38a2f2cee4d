import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * A sealed round tells nothing from which the total can be worked out. Before it goes to its members it has no price that holds
 * within its step alone, nothing bought up, and no amount that is shared: whoever knows its own part could work out the others'.
 * Rounds that run already keep the rules they were opened by. Whoever leads hears of its orders only whether all are placed.
 * And a district that has a part in a round or an order of it may read that round after its membership ended: the order still binds it.
 */
export class SealedTellsNothing1246000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
create function keep_sealed() returns trigger language plpgsql as $$
begin
  if new.buy_up or jsonb_path_exists(new.charges, '$[*].amount.cents')
     or exists (select from round_item i where i.round_id = new.id and (i.body->'price'->>'mode' = 'incremental' or jsonb_path_exists(i.body, '$.charges[*].amount.cents'))) then
    raise exception 'a sealed round would tell what others take' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger pool_round_tells_nothing before update of state on pool_round for each row
  when (new.sealed and old.state in ('draft', 'solicited', 'awarded') and new.state in ('estimates', 'awarded', 'open')) execute function keep_sealed();

-- Which districts have numbered their orders, for whoever leads; of a sealed round only whether all have: how many orders there are tells who takes part.
create or replace function round_orders_numbered(p_round uuid) returns table (party_id uuid, placed_at timestamptz, placed boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select case when not r.sealed then o.party_id end, case when not r.sealed then o.placed_at end, bool_and(o.placed_at is not null)
    from pool_round r join round_order o on o.round_id = r.id
   where r.id = p_round and r.lead_party_id = any (my_parties()) and o.way = 'district' group by 1, 2
$$;

create policy of_own_part on pool_round for select to barnraise_server using (
  exists (select from round_share s where s.round_id = id and s.party_id = any (my_parties()))
  or exists (select from round_order o where o.round_id = id and o.party_id = any (my_parties())));
create policy of_own_part on offering for select to barnraise_server using (kind = 'pool' and (
  exists (select from round_share s where s.round_id = id and s.party_id = any (my_parties()))
  or exists (select from round_order o where o.round_id = id and o.party_id = any (my_parties()))));
revoke execute on function keep_sealed() from public;
grant execute on function keep_sealed() to barnraise_server;
`);
  }

  down = forwardOnly;
}
