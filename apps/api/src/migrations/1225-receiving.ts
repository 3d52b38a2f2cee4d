import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * What came of an order: said line by line at the site, in revisions that stay; the newest counts. Every receipt takes the round
 * before it looks, and so does the close: what was said before is in, nothing after. What came short is shared out by the rule
 * of the round, once, and frozen; each district reads its own part.
 */
export class Receiving1225000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
create table round_receipt (
  order_id uuid not null constraint "FK_round_receipt_order" references round_order (id),
  party_id uuid not null constraint "FK_round_receipt_party" references party (id),
  item_key text not null,
  revision integer not null,
  good integer not null,
  damaged integer not null,
  substituted integer not null,
  substitute text,
  accepted boolean,
  complete boolean not null,
  note text,
  received_by uuid not null constraint "FK_round_receipt_by" references account (id),
  received_at timestamptz not null,
  constraint "PK_round_receipt" primary key (order_id, party_id, item_key, revision),
  constraint round_receipt_units check (least(good, damaged, substituted) >= 0 and good + damaged + substituted <= 90000000),
  constraint round_receipt_substitute check (num_nonnulls(substitute, accepted) = case when substituted > 0 then 2 else 0 end)
);
comment on column round_receipt.good is 'all that has come so far in good order, in the smallest unit';
create trigger round_receipt_append_only before update or delete on round_receipt for each row execute function refuse_change();
create trigger round_receipt_no_truncate before truncate on round_receipt execute function refuse_change();
alter table round_receipt enable row level security;
create policy own on round_receipt for select to barnraise_server using (party_id = any (my_parties()) or exists (select from round_order o where o.id = order_id));
grant select on round_receipt to barnraise_server;

-- What a round came to when receiving closed: what went in, what came out, and each district's part of it.
create table round_delivery (
  round_id uuid constraint "PK_round_delivery" primary key constraint "FK_round_delivery_round" references pool_round (id),
  inputs_text text not null,
  input_hash text not null,
  result_text text not null,
  at timestamptz not null
);
create table round_delivery_part (
  round_id uuid not null constraint "FK_round_delivery_part_delivery" references round_delivery (round_id),
  party_id uuid not null constraint "FK_round_delivery_part_party" references party (id),
  lines jsonb not null,
  constraint "PK_round_delivery_part" primary key (round_id, party_id)
);
comment on column round_delivery_part.lines is 'item by item: what was ordered, what came, what it keeps, what it hands on to whom or gets from whom, and why';
create trigger round_delivery_append_only before update or delete on round_delivery for each row execute function refuse_change();
create trigger round_delivery_no_truncate before truncate on round_delivery execute function refuse_change();
create trigger round_delivery_part_append_only before update or delete on round_delivery_part for each row execute function refuse_change();
create trigger round_delivery_part_no_truncate before truncate on round_delivery_part execute function refuse_change();
alter table round_delivery enable row level security;
alter table round_delivery_part enable row level security;
create policy own on round_delivery_part for select to barnraise_server using (party_id = any (my_parties()));
grant select on round_delivery_part to barnraise_server;

-- Every line of every order, and what was said of it last.
create function lines_of_orders(p_round uuid) returns table (order_id uuid, order_party uuid, number text, purchase_order_number text, supplier text, party_id uuid, item text, units bigint, school_id uuid, n int, revision int, good bigint, damaged bigint, substituted bigint, accepted boolean, complete boolean)
language sql stable set search_path = public, pg_temp as $$
  select o.id, o.party_id, o.number, o.purchase_order_number, o.supplier, (l.line->>'party')::uuid, l.line->>'item', (l.line->>'units')::bigint, (l.line->>'school')::uuid, l.n::int,
         c.revision, c.good::bigint, c.damaged::bigint, c.substituted::bigint, c.accepted, coalesce(c.complete, false)
    from round_order o cross join jsonb_array_elements(o.lines) with ordinality l (line, n)
    left join lateral (select * from round_receipt c where c.order_id = o.id and c.party_id = (l.line->>'party')::uuid and c.item_key = l.line->>'item' order by c.revision desc limit 1) c on true
   where o.round_id = p_round
$$;
-- What districts of the principal await, and all of an order of theirs.
create function lines_to_receive(p_round uuid) returns table (order_id uuid, number text, purchase_order_number text, supplier text, party_id uuid, item text, units bigint, school_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select l.order_id, l.number, l.purchase_order_number, l.supplier, l.party_id, l.item, l.units, l.school_id
    from lines_of_orders(p_round) l where l.party_id = any (my_parties()) or l.order_party = any (my_parties()) order by l.number, l.n
$$;
-- Which districts have said all that came. Of a sealed round only whether everybody has.
create function receiving_stands(p_round uuid) returns table (party_id uuid, complete boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select case when r.sealed then null else l.party_id end, bool_and(l.complete) from pool_round r cross join lines_of_orders(r.id) l
   where r.id = p_round and may_see_offering(r.id, r.lead_party_id) group by 1 order by 1
$$;

-- Answers null, or why not: gone, unplaced, closed, or changed where a colleague said something in the meantime.
create function record_receipt(p_round uuid, p_order uuid, p_party uuid, p_item text, p_revision int, p_good bigint, p_damaged bigint, p_substituted bigint, p_substitute text, p_accepted boolean, p_complete boolean, p_note text) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  r pool_round;
  last int;
begin
  if not coalesce(p_party = any (my_parties()), false) then
    raise exception 'not your district' using errcode = 'insufficient_privilege';
  end if;
  select x.* into r from pool_round x where x.id = p_round for no key update;
  if r.id is null or not exists (select from lines_of_orders(r.id) l where l.order_id = p_order and l.party_id = p_party and l.item = p_item) then return 'gone'; end if;
  if r.state <> 'released' then return 'closed'; end if;
  if exists (select from round_order o where o.id = p_order and o.placed_at is null) then return 'unplaced'; end if;
  select coalesce(max(c.revision), 0) into last from round_receipt c where c.order_id = p_order and c.party_id = p_party and c.item_key = p_item;
  if last <> p_revision then return 'changed'; end if;
  insert into round_receipt (order_id, party_id, item_key, revision, good, damaged, substituted, substitute, accepted, complete, note, received_by, received_at)
  values (p_order, p_party, p_item, last + 1, p_good, p_damaged, p_substituted, p_substitute, p_accepted, p_complete, p_note, my_account(), app_now());
  if (select bool_and(l.complete) from lines_of_orders(r.id) l) then
    insert into inbox_item (id, kind, is_notice, party_id, roles, sides, subject_id, round_id, title, detail, next_step, created_at)
    select gen_random_uuid(), 'CLOSE_RECEIVING', false, r.lead_party_id, array['procurement_officer', 'business_manager', 'district_administrator'], array[r.lead_party_id], r.id, r.id,
           'Close receiving: ' || f.title, 'Every site has said what came.', 'Close receiving', app_now()
      from offering f where f.id = r.id and not exists (select from inbox_item i where i.subject_id = r.id and i.kind = 'CLOSE_RECEIVING' and i.done_at is null);
  else
    update inbox_item set done_at = app_now() where subject_id = r.id and kind = 'CLOSE_RECEIVING' and done_at is null;
  end if;
  return null;
end $$;

-- What the sharing of a delivery is worked out from: what was ordered, in which order the commitments came, what came good or as an accepted substitute.
create function delivery_inputs(p_round uuid) returns jsonb language sql stable set search_path = public, pg_temp as $$
  select jsonb_build_object('rule', r.short_rule, 'items', coalesce((
    select jsonb_agg(jsonb_build_object('key', i.key, 'name', i.body->>'name', 'unit', i.body->'units'->0, 'paid', f->'price'->>'paid', 'lines', s.lines) order by i.ordinal)
      from round_item i join jsonb_array_elements(t.result_text::jsonb->'items') f on f->>'item' = i.key
     cross join lateral (
       select jsonb_agg(jsonb_build_object('party', l.party_id, 'name', p.short_name, 'ordered', l.units, 'came', l.good + case when l.accepted then l.substituted else 0 end,
                'minimum', coalesce((select x.minimum * (i.unit_sizes->>x.unit)::bigint from round_line x where (x.round_id, x.party_id, x.item_key) = (r.id, l.party_id, i.key)), 0),
                'place', (select count(*) from (
                   select v.party_id, max(v.at) as at from (select a.party_id, a.at, a.lines is distinct from lag(a.lines) over (partition by a.party_id order by a.revision) as anew from round_commitment_version a where a.round_id = r.id) v where v.anew group by v.party_id) c
                   join (select max(v.at) as at from (select a.at, a.lines is distinct from lag(a.lines) over (order by a.revision) as anew from round_commitment_version a where a.round_id = r.id and a.party_id = l.party_id) v where v.anew) mine
                     on (c.at, c.party_id) <= (mine.at, l.party_id))) order by l.party_id) as lines
         from lines_of_orders(r.id) l join party p on p.id = l.party_id where l.item = i.key) s
     where i.round_id = r.id and s.lines is not null), '[]'))
    from pool_round r join round_result t on t.round_id = r.id where r.id = p_round
$$;
-- Taken FOR UPDATE: a late receipt waits, and finds it closed. Answers why not, or what the sharing is worked out from.
create function take_delivery(p_round uuid, out why text, out inputs jsonb)
language plpgsql security definer set search_path = public, pg_temp as $$
declare r pool_round;
begin
  select * into r from pool_round where id = p_round for update;
  if r.id is null or not coalesce(r.lead_party_id = any (my_parties()), false) then
    raise exception 'not your round' using errcode = 'insufficient_privilege';
  end if;
  if r.state <> 'released' then why := 'changed'; return; end if;
  if not coalesce((select bool_and(l.complete) from lines_of_orders(r.id) l), false) then why := 'missing'; return; end if;
  inputs := delivery_inputs(p_round);
end $$;
-- Written once, of what is there.
create function close_receiving(p_round uuid, p_inputs text, p_hash text, p_result text, p_parts jsonb) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  r pool_round;
  taken record;
begin
  taken := take_delivery(p_round);
  if taken.why is not null or taken.inputs <> p_inputs::jsonb then
    raise exception 'this is not what came' using errcode = 'restrict_violation';
  end if;
  update pool_round set state = 'received', state_since = app_now() where id = p_round returning * into r;
  insert into round_delivery (round_id, inputs_text, input_hash, result_text, at) values (p_round, p_inputs, p_hash, p_result, app_now());
  insert into round_delivery_part (round_id, party_id, lines) select p_round, (x->>'party')::uuid, x->'lines' from jsonb_array_elements(p_parts) x;
  update inbox_item set done_at = app_now() where subject_id = p_round and kind in ('CLOSE_RECEIVING', 'round.released') and done_at is null;
  insert into inbox_item (id, kind, is_notice, party_id, roles, sides, subject_id, round_id, title, detail, created_at)
  select gen_random_uuid(), 'round.received', true, (x->>'party')::uuid, array['procurement_officer', 'business_manager', 'district_administrator'], array[(x->>'party')::uuid], p_round, p_round,
         'Receiving is closed: ' || f.title, x->>'words', app_now()
    from jsonb_array_elements(p_parts) x join offering f on f.id = p_round;
  insert into inbox_item (id, kind, is_notice, party_id, roles, sides, subject_id, round_id, title, detail, next_step, created_at)
  select gen_random_uuid(), 'MATCH_INVOICE', false, o.party_id, array['business_manager', 'district_administrator'], array[o.party_id], o.id, p_round,
         'Match the invoice: ' || f.title, 'What came is known. Enter what ' || o.supplier || ' billed, and approve it for payment.', 'Match the invoice', app_now()
    from round_order o join offering f on f.id = o.round_id where o.round_id = p_round;
end $$;
revoke execute on function lines_of_orders(uuid), delivery_inputs(uuid), lines_to_receive(uuid), receiving_stands(uuid), take_delivery(uuid), close_receiving(uuid, text, text, text, jsonb),
  record_receipt(uuid, uuid, uuid, text, int, bigint, bigint, bigint, text, boolean, boolean, text) from public;
grant execute on function lines_to_receive(uuid), receiving_stands(uuid), take_delivery(uuid), close_receiving(uuid, text, text, text, jsonb),
  record_receipt(uuid, uuid, uuid, text, int, bigint, bigint, bigint, text, boolean, boolean, text) to barnraise_server;
`);
  }

  down = forwardOnly;
}
