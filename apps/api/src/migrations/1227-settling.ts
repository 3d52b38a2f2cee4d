import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * A round is settled once, from what was approved for payment and what each district keeps: final shares as calculations of the
 * cost engine, from which a ledger can bill. What a district would have paid alone is its own word, kept in revisions, read by
 * its own people; from the settlement on it stands.
 */
export class Settling1227000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
alter table share_calculation drop constraint share_calculation_purpose;
alter table share_calculation add constraint share_calculation_purpose check (purpose in ('estimate', 'commitment', 'settlement'));

create table round_baseline (
  round_id uuid not null constraint "FK_round_baseline_round" references pool_round (id),
  party_id uuid not null constraint "FK_round_baseline_party" references party (id),
  item_key text not null,
  revision integer not null,
  price_cents bigint not null constraint round_baseline_price check (price_cents > 0),
  source text not null,
  confidence text not null constraint round_baseline_confidence check (confidence in ('quote', 'own-accounts', 'estimate')),
  stated_by uuid not null constraint "FK_round_baseline_by" references account (id),
  stated_at timestamptz not null,
  constraint "PK_round_baseline" primary key (round_id, party_id, item_key, revision),
  constraint "FK_round_baseline_item" foreign key (round_id, item_key) references round_item (round_id, key)
);
comment on column round_baseline.price_cents is 'what it would have paid alone, per one of the unit that has the price';
create trigger round_baseline_append_only before update or delete on round_baseline for each row execute function refuse_change();
create trigger round_baseline_no_truncate before truncate on round_baseline execute function refuse_change();
alter table round_baseline enable row level security;
create policy own on round_baseline for select to barnraise_server using (party_id = any (my_parties()));
grant select on round_baseline to barnraise_server;

create table round_settlement (
  round_id uuid constraint "PK_round_settlement" primary key constraint "FK_round_settlement_round" references pool_round (id),
  plan_version_id uuid not null constraint "FK_round_settlement_plan" references cost_plan_version (id),
  inputs_text text not null,
  input_hash text not null,
  total_cents bigint not null,
  settled_by uuid not null constraint "FK_round_settlement_by" references account (id),
  at timestamptz not null
);
create table round_settlement_part (
  round_id uuid not null constraint "FK_round_settlement_part_settlement" references round_settlement (round_id),
  party_id uuid not null constraint "FK_round_settlement_part_party" references party (id),
  calculation_id uuid not null constraint "FK_round_settlement_part_calculation" references share_calculation (id),
  cents bigint not null,
  paid_cents bigint not null,
  lines jsonb not null,
  constraint "PK_round_settlement_part" primary key (round_id, party_id)
);
comment on column round_settlement_part.paid_cents is 'what it was approved to pay the supplier for its own order';
create trigger round_settlement_append_only before update or delete on round_settlement for each row execute function refuse_change();
create trigger round_settlement_no_truncate before truncate on round_settlement execute function refuse_change();
create trigger round_settlement_part_append_only before update or delete on round_settlement_part for each row execute function refuse_change();
create trigger round_settlement_part_no_truncate before truncate on round_settlement_part execute function refuse_change();
alter table round_settlement enable row level security;
alter table round_settlement_part enable row level security;
create policy own on round_settlement_part for select to barnraise_server using (party_id = any (my_parties()));
grant select on round_settlement_part to barnraise_server;

-- Answers null, or why not: gone, over, or changed by a colleague meanwhile. The settlement takes the round FOR UPDATE.
create function state_baseline(p_round uuid, p_party uuid, p_item text, p_revision int, p_price bigint, p_source text, p_confidence text) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare r pool_round;
begin
  if not coalesce(p_party = any (my_parties()), false) then
    raise exception 'not your district' using errcode = 'insufficient_privilege';
  end if;
  select * into r from pool_round where id = p_round for share;
  if r.id is null or r.state = 'draft' or not may_see_offering(r.id, r.lead_party_id) or not exists (select from round_item i where i.round_id = r.id and i.key = p_item) then return 'gone'; end if;
  if r.state in ('settled', 'failed', 'cancelled') then return 'over'; end if;
  -- One after the other within a district.
  perform pg_advisory_xact_lock(hashtextextended(p_round::text || p_party::text, 1227));
  if coalesce((select max(b.revision) from round_baseline b where (b.round_id, b.party_id, b.item_key) = (p_round, p_party, p_item)), 0) <> p_revision then return 'changed'; end if;
  insert into round_baseline (round_id, party_id, item_key, revision, price_cents, source, confidence, stated_by, stated_at) values (p_round, p_party, p_item, p_revision + 1, p_price, p_source, p_confidence, my_account(), app_now());
  return null;
end $$;

-- What a settlement is worked out from: what was approved for each order, what each keeps, and the rules the round opened with.
create function settlement_inputs(p_round uuid) returns jsonb language sql stable set search_path = public, pg_temp as $$
  select jsonb_build_object('lead', r.lead_party_id, 'sealed', r.sealed, 'rule', r.short_rule, 'charges', r.charges,
    'items', (select jsonb_agg(jsonb_build_object('key', i.key, 'name', i.body->>'name', 'charges', coalesce(i.body->'charges', '[]')) order by i.ordinal) from round_item i where i.round_id = r.id),
    'parties', (select jsonb_agg(jsonb_build_object('key', p.id, 'name', p.short_name) order by p.id) from party p
                 where p.id in (select d.party_id from round_delivery_part d where d.round_id = r.id union select o.party_id from round_order o where o.round_id = r.id)),
    'kept', coalesce((select jsonb_agg(jsonb_build_object('party', d.party_id, 'item', l->>'itemKey', 'units', l->'keeps') order by d.party_id, l->>'itemKey') from round_delivery_part d cross join jsonb_array_elements(d.lines) l where d.round_id = r.id), '[]'),
    'orders', coalesce((select jsonb_agg(jsonb_build_object('party', o.party_id, 'lines', m.result_text::jsonb->'lines', 'charges', m.result_text::jsonb->'charges', 'others', m.result_text::jsonb->'others') order by o.party_id) from round_order o join round_match m on m.order_id = o.id where o.round_id = r.id), '[]'))
    from pool_round r where r.id = p_round
$$;
create function take_settlement(p_round uuid, out why text, out inputs jsonb)
language plpgsql security definer set search_path = public, pg_temp as $$
declare r pool_round;
begin
  select * into r from pool_round where id = p_round for update;
  if r.id is null or not coalesce(r.lead_party_id = any (my_parties()), false) then
    raise exception 'not your round' using errcode = 'insufficient_privilege';
  end if;
  if r.state <> 'received' then why := 'changed'; return; end if;
  if exists (select from round_order o where o.round_id = p_round and not exists (select from round_match m where m.order_id = o.id)) then why := 'unmatched'; return; end if;
  inputs := settlement_inputs(p_round);
end $$;
-- Written once, of what is there. In a sealed round each calculation is of one district, between nobody else.
create function settle_round(p_round uuid, p_inputs text, p_hash text, p_plan jsonb, p_total bigint, p_parts jsonb) returns void
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
end $$;
revoke execute on function settlement_inputs(uuid), state_baseline(uuid, uuid, text, int, bigint, text, text), take_settlement(uuid), settle_round(uuid, text, text, jsonb, bigint, jsonb) from public;
grant execute on function state_baseline(uuid, uuid, text, int, bigint, text, text), take_settlement(uuid), settle_round(uuid, text, text, jsonb, bigint, jsonb) to barnraise_server;
`);
  }

  down = forwardOnly;
}
