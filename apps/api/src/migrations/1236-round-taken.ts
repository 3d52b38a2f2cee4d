import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/** What each district came to at the lock, for whoever may look at the round. Of a sealed one nothing. */
export class RoundTaken1236000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
create function round_taken(p_round uuid) returns table (party_id uuid, item text, units bigint, cents bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select (l->>'district')::uuid, i->>'item', case when i->>'state' = 'filled' then (l->>'units')::bigint else 0 end,
         case when i->>'state' = 'filled' then (l->>'goodsCents')::bigint + (l->>'chargesCents')::bigint else 0 end
    from pool_round r join round_result t on t.round_id = r.id
   cross join jsonb_array_elements(t.result_text::jsonb->'items') i cross join jsonb_array_elements(i->'lines') l
   where r.id = p_round and not r.sealed and may_see_offering(r.id, r.lead_party_id)
   order by 1, 2
$$;
revoke execute on function round_taken(uuid) from public;
grant execute on function round_taken(uuid) to barnraise_server;
`);
  }

  down = forwardOnly;
}
