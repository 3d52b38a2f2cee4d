import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * A ledger finds a settled round by one door: the settlement answers with the calculation of each district, and whoever has a part
 * in it reads what each owes and paid, so that creditors have names. Of a sealed round nobody reads another's part, and nobody owes
 * another.
 */
export class WhatALedgerFinds1244000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
comment on column share_calculation.expected_cents is 'of a settlement all that is finally owed; what was paid of it stands in round_settlement_part';
comment on column share_calculation.input_text is 'what it was worked out from: of seats facts and request, all that is needed with the plan; of a settlement the lines of the cost, which are all, and whose share it is';

drop function settle_round(uuid, text, text, jsonb, bigint, jsonb);
-- Written once, of what is there. In a sealed round each calculation is of one district, between nobody else.
create function settle_round(p_round uuid, p_inputs text, p_hash text, p_plan jsonb, p_total bigint, p_parts jsonb) returns table (party uuid, calculation uuid, cents bigint, paid_cents bigint)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  taken record;
  r pool_round;
  plan uuid := gen_random_uuid();
begin
  taken := take_settlement(p_round);
  if taken.why is not null or taken.inputs <> p_inputs::jsonb then
    raise exception 'this is not what is to be settled' using errcode = 'restrict_violation';
  end if;
  if p_total <> (select coalesce(sum(m.final_cents), 0) from round_order o join round_match m on m.order_id = o.id where o.round_id = p_round)
     or p_total <> (select sum((x->>'cents')::bigint) from jsonb_array_elements(p_parts) x) then
    raise exception 'the parts do not add up to what is paid' using errcode = 'check_violation';
  end if;
  update pool_round set state = 'settled', state_since = app_now() where id = p_round returning * into r;
  insert into cost_plan_version (id, party_id, consortium_ids, plan, created_at) values (plan, r.lead_party_id, array[r.consortium_id], p_plan, app_now());
  insert into round_settlement (round_id, plan_version_id, inputs_text, input_hash, total_cents, settled_by, at) values (p_round, plan, p_inputs, p_hash, p_total, my_account(), app_now());
  with made as (
    insert into share_calculation (id, plan_version_id, subject_id, purpose, home_party_id, teaching_party_id, expected_cents, maximum_cents, input_hash, input_text, trace_text, created_at)
    select gen_random_uuid(), plan, p_round, 'settlement', (x->>'party')::uuid, case when r.sealed then (x->>'party')::uuid else r.lead_party_id end, (x->>'cents')::bigint, (x->>'cents')::bigint, x->>'inputHash', x->>'inputText', x->>'traceText', app_now()
      from jsonb_array_elements(p_parts) x returning id, home_party_id)
  insert into round_settlement_part (round_id, party_id, calculation_id, cents, paid_cents, lines)
  select p_round, made.home_party_id, made.id, (x->>'cents')::bigint, (x->>'paidCents')::bigint, x->'lines' from made join jsonb_array_elements(p_parts) x on (x->>'party')::uuid = made.home_party_id;
  update inbox_item set done_at = app_now() where subject_id = p_round and kind in ('SETTLE_ROUND', 'round.received') and done_at is null;
  insert into inbox_item (id, kind, is_notice, party_id, roles, sides, subject_id, round_id, title, detail, created_at)
  select gen_random_uuid(), 'round.settled', true, (x->>'party')::uuid, array['procurement_officer', 'business_manager', 'district_administrator', 'superintendent'], array[(x->>'party')::uuid], p_round, p_round, 'Settled: ' || f.title, x->>'words', app_now()
    from jsonb_array_elements(p_parts) x join offering f on f.id = p_round;
  return query select p.party_id, p.calculation_id, p.cents, p.paid_cents from round_settlement_part p where p.round_id = p_round order by p.party_id;
end $$;
create function settled_parts(p_round uuid) returns table (party_id uuid, name text, calculation_id uuid, cents bigint, paid_cents bigint, sealed boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select x.party_id, d.short_name, x.calculation_id, x.cents, x.paid_cents, r.sealed
    from pool_round r join round_settlement_part x on x.round_id = r.id join party d on d.id = x.party_id
   where r.id = p_round and (x.party_id = any (my_parties())
      or (not r.sealed and (r.lead_party_id = any (my_parties()) or exists (select from round_settlement_part y where y.round_id = r.id and y.party_id = any (my_parties())))))
   order by x.party_id
$$;
revoke execute on function settle_round(uuid, text, text, jsonb, bigint, jsonb), settled_parts(uuid) from public;
grant execute on function settle_round(uuid, text, text, jsonb, bigint, jsonb), settled_parts(uuid) to barnraise_server;
`);
  }

  down = forwardOnly;
}
