import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * Order, receipt and invoice side by side: what was billed is entered by whoever ordered, each difference is decided, and the
 * order is approved for payment, once. All of it belongs to the district whose order it is.
 */
export class Matching1226000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
create table round_invoice (
  order_id uuid not null constraint "FK_round_invoice_order" references round_order (id),
  number text not null,
  revision integer not null,
  day date not null,
  lines jsonb not null,
  extras jsonb not null,
  total_cents bigint not null constraint round_invoice_total check (total_cents >= 0),
  entered_by uuid not null constraint "FK_round_invoice_by" references account (id),
  entered_at timestamptz not null,
  constraint "PK_round_invoice" primary key (order_id, number, revision)
);
comment on column round_invoice.lines is 'for whom, what, how many of the smallest unit, for how much';
comment on column round_invoice.extras is 'freight and fees, and what was not ordered, each by its name';
create table round_difference (
  order_id uuid not null constraint "FK_round_difference_order" references round_order (id),
  key text not null,
  revision integer not null,
  cents bigint not null,
  way text not null constraint round_difference_way check (way in ('accepted', 'expected')),
  reason text not null,
  decided_by uuid not null constraint "FK_round_difference_by" references account (id),
  decided_at timestamptz not null,
  constraint "PK_round_difference" primary key (order_id, key, revision)
);
comment on column round_difference.cents is 'the difference that was looked at; another one has to be decided anew';
create table round_match (
  order_id uuid constraint "PK_round_match" primary key constraint "FK_round_match_order" references round_order (id),
  inputs_text text not null,
  input_hash text not null,
  result_text text not null,
  billed_cents bigint not null,
  final_cents bigint not null,
  approved_by uuid not null constraint "FK_round_match_by" references account (id),
  approved_at timestamptz not null
);
create trigger round_invoice_append_only before update or delete on round_invoice for each row execute function refuse_change();
create trigger round_invoice_no_truncate before truncate on round_invoice execute function refuse_change();
create trigger round_difference_append_only before update or delete on round_difference for each row execute function refuse_change();
create trigger round_difference_no_truncate before truncate on round_difference execute function refuse_change();
create trigger round_match_append_only before update or delete on round_match for each row execute function refuse_change();
create trigger round_match_no_truncate before truncate on round_match execute function refuse_change();
alter table round_invoice enable row level security;
alter table round_difference enable row level security;
alter table round_match enable row level security;
create policy of_own_order on round_invoice for select to barnraise_server using (exists (select from round_order o where o.id = order_id));
create policy of_own_order on round_difference for select to barnraise_server using (exists (select from round_order o where o.id = order_id));
create policy of_own_order on round_match for select to barnraise_server using (exists (select from round_order o where o.id = order_id));
grant select on round_invoice, round_difference, round_match to barnraise_server;

-- The three sides of one order: what was agreed (goods and charges apart), what can be used of what came, what was billed; and what was decided.
create function match_inputs(p_order uuid) returns jsonb language sql stable set search_path = public, pg_temp as $$
  select jsonb_build_object(
    'lines', (select jsonb_agg(jsonb_build_object('party', l.party_id, 'item', l.item, 'ordered', l.units, 'received', coalesce(l.good + case when l.accepted then l.substituted else 0 end, 0), 'agreedCents', g.cents) order by l.n)
                from lines_of_orders(o.round_id) l
               cross join lateral (select coalesce(sum((x->>'goodsCents')::bigint), 0) as cents from jsonb_array_elements(t.result_text::jsonb->'items') f, jsonb_array_elements(f->'lines') x where f->>'item' = l.item and x->>'district' = l.party_id::text) g
               where l.order_id = o.id),
    'charges', coalesce((select jsonb_agg(jsonb_build_object('name', c.name, 'cents', c.cents) order by c.name) from (
                 select s->>'name' as name, sum((x->>'cents')::bigint) as cents
                   from (select s from jsonb_array_elements(t.result_text::jsonb->'items') f, jsonb_array_elements(coalesce(f->'trace'->'steps', '[]')) s where f->>'state' = 'filled' and s->>'kind' = 'charge'
                         union all select s from jsonb_array_elements(coalesce(t.result_text::jsonb->'charges', '[]')) s) a, jsonb_array_elements(s->'rows') x
                  where exists (select from jsonb_array_elements(o.lines) l where l->>'party' = x->>'district') group by 1) c), '[]'),
    'invoices', coalesce((select jsonb_agg(jsonb_build_object('number', i.number, 'lines', i.lines, 'extras', i.extras) order by i.number)
                            from (select distinct on (i.number) i.* from round_invoice i where i.order_id = o.id order by i.number, i.revision desc) i), '[]'),
    'decisions', coalesce((select jsonb_agg(jsonb_build_object('key', d.key, 'cents', d.cents, 'way', d.way, 'reason', d.reason) order by d.key)
                             from (select distinct on (d.key) d.* from round_difference d where d.order_id = o.id order by d.key, d.revision desc) d), '[]'))
    from round_order o join round_result t on t.round_id = o.round_id where o.id = p_order
$$;
-- Of every order of mine in a round.
create function matches_of_round(p_round uuid) returns table (order_id uuid, inputs jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.id, match_inputs(o.id) from round_order o where o.round_id = p_round and o.party_id = any (my_parties()) order by o.number
$$;
-- Which districts have approved what they ordered. Of a sealed round only whether all have.
create function matching_stands(p_round uuid) returns table (party_id uuid, approved boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select case when r.sealed then null else o.party_id end, bool_and(m.order_id is not null) from pool_round r join round_order o on o.round_id = r.id left join round_match m on m.order_id = o.id
   where r.id = p_round and may_see_offering(r.id, r.lead_party_id) group by 1 order by 1
$$;
-- The round is held, then its order: nothing closes and nothing is approved meanwhile. Answers why not, or null.
create function hold_order(p_round uuid, p_order uuid, p_states text[]) returns text
language plpgsql volatile set search_path = public, pg_temp as $$
declare
  r pool_round;
  o round_order;
begin
  select * into r from pool_round where id = p_round for share;
  select * into o from round_order where id = p_order and round_id = p_round for update;
  if o.id is null or not coalesce(o.party_id = any (my_parties()), false) then return 'gone'; end if;
  if o.placed_at is null then return 'unplaced'; end if;
  if exists (select from round_match m where m.order_id = p_order) then return 'approved'; end if;
  if r.state <> all (p_states) then return 'state'; end if;
  return null;
end $$;
create function enter_invoice(p_round uuid, p_order uuid, p_number text, p_revision int, p_day date, p_lines jsonb, p_extras jsonb, p_total bigint) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  why text := hold_order(p_round, p_order, array['released', 'received']);
begin
  if why is not null then return why; end if;
  if coalesce((select max(i.revision) from round_invoice i where i.order_id = p_order and i.number = p_number), 0) <> p_revision then return 'changed'; end if;
  insert into round_invoice (order_id, number, revision, day, lines, extras, total_cents, entered_by, entered_at) values (p_order, p_number, p_revision + 1, p_day, p_lines, p_extras, p_total, my_account(), app_now());
  return null;
end $$;
create function decide_difference(p_round uuid, p_order uuid, p_key text, p_cents bigint, p_way text, p_reason text) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  why text := hold_order(p_round, p_order, array['received']);
begin
  if why is not null then return why; end if;
  insert into round_difference (order_id, key, revision, cents, way, reason, decided_by, decided_at)
  values (p_order, p_key, coalesce((select max(d.revision) from round_difference d where d.order_id = p_order and d.key = p_key), 0) + 1, p_cents, p_way, p_reason, my_account(), app_now());
  return null;
end $$;
-- Held for its approval. Answers why not, or what is matched.
create function take_match(p_round uuid, p_order uuid, out why text, out inputs jsonb)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- The last two orders of a round are not approved at once: each would see the other missing.
  perform from pool_round where id = p_round for no key update;
  why := hold_order(p_round, p_order, array['received']);
  if why is null then inputs := match_inputs(p_order); end if;
end $$;
-- Written once, of what is there. The last one makes the task of whoever leads the round.
create function approve_match(p_round uuid, p_order uuid, p_inputs text, p_hash text, p_result text, p_billed bigint, p_final bigint) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare taken record;
begin
  taken := take_match(p_round, p_order);
  if taken.why is not null or taken.inputs <> p_inputs::jsonb then
    raise exception 'this is not what was billed' using errcode = 'restrict_violation';
  end if;
  insert into round_match (order_id, inputs_text, input_hash, result_text, billed_cents, final_cents, approved_by, approved_at) values (p_order, p_inputs, p_hash, p_result, p_billed, p_final, my_account(), app_now());
  update inbox_item set done_at = app_now() where subject_id = p_order and kind = 'MATCH_INVOICE' and done_at is null;
  if not exists (select from round_order o where o.round_id = p_round and not exists (select from round_match m where m.order_id = o.id)) then
    insert into inbox_item (id, kind, is_notice, party_id, roles, sides, subject_id, round_id, title, detail, next_step, created_at)
    select gen_random_uuid(), 'SETTLE_ROUND', false, r.lead_party_id, array['procurement_officer', 'business_manager', 'district_administrator'], array[r.lead_party_id], r.id, r.id,
           'Settle the round: ' || f.title, 'Every order is approved for payment.', 'Settle the round', app_now()
      from pool_round r join offering f on f.id = r.id where r.id = p_round;
  end if;
end $$;
revoke execute on function match_inputs(uuid), hold_order(uuid, uuid, text[]), matches_of_round(uuid), matching_stands(uuid), enter_invoice(uuid, uuid, text, int, date, jsonb, jsonb, bigint),
  decide_difference(uuid, uuid, text, bigint, text, text), take_match(uuid, uuid), approve_match(uuid, uuid, text, text, text, bigint, bigint) from public;
grant execute on function matches_of_round(uuid), matching_stands(uuid), enter_invoice(uuid, uuid, text, int, date, jsonb, jsonb, bigint),
  decide_difference(uuid, uuid, text, bigint, text, text), take_match(uuid, uuid), approve_match(uuid, uuid, text, text, text, bigint, bigint) to barnraise_server;
`);
  }

  down = forwardOnly;
}
