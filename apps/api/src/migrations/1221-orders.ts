import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * What leaves a locked round: one order for each district, which it is bound by and which carries the district's own purchase-order
 * number; or one of the leading district for all. Our numbers come from a sequence: none is ever given twice.
 */
export class Orders1221000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
create sequence order_number;
create table round_order (
  id uuid constraint "PK_round_order" primary key,
  round_id uuid not null constraint "FK_round_order_round" references pool_round (id),
  party_id uuid not null constraint "FK_round_order_party" references party (id),
  number text not null constraint "UQ_round_order_number" unique,
  way text not null constraint round_order_way check (way in ('district', 'lead')),
  supplier text not null,
  supplier_contact text,
  lines jsonb not null,
  total_cents bigint not null constraint round_order_total check (total_cents >= 0),
  budget_code text,
  purchase_order_number text,
  placed_by uuid constraint "FK_round_order_placed_by" references account (id),
  placed_at timestamptz,
  released_by uuid not null constraint "FK_round_order_released_by" references account (id),
  released_at timestamptz not null,
  constraint "UQ_round_order_party" unique (round_id, party_id),
  constraint round_order_placed check (num_nonnulls(purchase_order_number, placed_by, placed_at) in (0, 3))
);
comment on column round_order.number is 'ours, never given twice';
comment on column round_order.lines is 'for whom, what, how much, at which contracted price, for how much, to which school';
create unique index round_order_own_number on round_order (party_id, purchase_order_number);
alter table round_order enable row level security;
create policy own on round_order for select to barnraise_server using (party_id = any (my_parties()));
grant select on round_order to barnraise_server;

-- Once released an order says what it says; the number of whoever orders is added once.
create function keep_order() returns trigger language plpgsql as $$
begin
  if old.placed_at is not null or to_jsonb(new) - '{purchase_order_number,placed_by,placed_at}'::text[] <> to_jsonb(old) - '{purchase_order_number,placed_by,placed_at}'::text[] then
    raise exception 'an order stays as it left' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger round_order_stays before update on round_order for each row execute function keep_order();
create trigger round_order_no_delete before delete on round_order for each row execute function refuse_change();
create trigger round_order_no_truncate before truncate on round_order execute function refuse_change();

-- Answers null, or why not: changed, or sealed, where one order for all would tell the lead what others take.
create function release_round(p_round uuid, p_way text, p_supplier text, p_contact text, p_number text) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare r pool_round;
begin
  select * into r from pool_round where id = p_round for update;
  if r.id is null or not coalesce(r.lead_party_id = any (my_parties()), false) then
    raise exception 'not your round' using errcode = 'insufficient_privilege';
  end if;
  if r.state <> 'locked' then return 'changed'; end if;
  if p_way = 'lead' and r.sealed then return 'sealed'; end if;
  if p_way = 'lead' and exists (select from round_order o where o.party_id = r.lead_party_id and o.purchase_order_number = p_number) then return 'taken'; end if;
  update pool_round set state = 'released', state_since = app_now() where id = p_round;
  insert into round_order (id, round_id, party_id, number, way, supplier, supplier_contact, lines, total_cents, budget_code, purchase_order_number, placed_by, placed_at, released_by, released_at)
  select gen_random_uuid(), p_round, b.by_party, to_char(app_now() at time zone p.time_zone, 'YYYY') || '-' || lpad(nextval('order_number')::text, 6, '0'), p_way, p_supplier, p_contact, b.lines, b.total, c.budget_code,
         case p_way when 'lead' then p_number end, case p_way when 'lead' then my_account() end, case p_way when 'lead' then app_now() end, my_account(), app_now()
    from (select case p_way when 'lead' then r.lead_party_id else s.party_id end as by_party, sum((l->>'cents')::bigint) as total,
                 jsonb_agg(jsonb_build_object('party', s.party_id, 'item', x.key, 'units', l->'units', 'cents', l->'cents', 'priceCents', f->'price'->'priceCents', 'priceUnit', f->'price'->'unit', 'school', m.school_id) order by x.ordinal, s.party_id) as lines
            from round_share s
            join round_result t on t.round_id = s.round_id
            join round_commitment m on (m.round_id, m.party_id) = (s.round_id, s.party_id)
           cross join jsonb_array_elements(s.lines) l
            join round_item x on x.round_id = s.round_id and x.key = l->>'itemKey'
            join jsonb_array_elements(t.result_text::jsonb->'items') f on f->>'item' = x.key
           where s.round_id = p_round and (l->>'units')::bigint > 0 group by 1) b
    join party p on p.id = b.by_party left join round_commitment c on c.round_id = p_round and c.party_id = b.by_party order by b.by_party;
  update inbox_item set done_at = app_now() where subject_id = p_round and kind = 'round.locked' and done_at is null;
  insert into inbox_item (id, kind, is_notice, party_id, roles, sides, subject_id, round_id, title, detail, next_step, created_at)
  select gen_random_uuid(), case when p_way = 'lead' then 'round.released' else 'PLACE_ORDER' end, p_way = 'lead', s.party_id, array['procurement_officer', 'business_manager', 'district_administrator'], array[s.party_id],
         coalesce((select o.id from round_order o where o.round_id = p_round and o.party_id = s.party_id and p_way = 'district'), p_round), p_round,
         case when p_way = 'lead' then 'Ordered: ' else 'Enter your purchase-order number: ' end || f.title,
         case when p_way = 'lead' then (select lead.short_name from party lead where lead.id = r.lead_party_id) || ' ordered for all. Your part is what your district owes.'
              else 'Your order is ready. It can leave once it carries the number of your finance system.' end,
         case when p_way = 'district' then 'Enter the number' end, app_now()
    from round_share s join offering f on f.id = s.round_id
   where s.round_id = p_round and exists (select from jsonb_array_elements(s.lines) l where (l->>'units')::bigint > 0);
  return null;
end $$;
-- Answers null, or why not: gone, placed, or taken by another order of the same district.
create function place_order(p_order uuid, p_number text) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare o round_order;
begin
  select * into o from round_order where id = p_order for update;
  if o.id is null or not coalesce(o.party_id = any (my_parties()), false) then return 'gone'; end if;
  if o.placed_at is not null then return 'placed'; end if;
  begin
    update round_order set purchase_order_number = p_number, placed_by = my_account(), placed_at = app_now() where id = p_order;
  exception when unique_violation then
    return 'taken';
  end;
  update inbox_item set done_at = app_now() where subject_id = p_order and kind = 'PLACE_ORDER' and done_at is null;
  return null;
end $$;
revoke execute on function keep_order(), release_round(uuid, text, text, text, text), place_order(uuid, text) from public;
grant execute on function keep_order(), release_round(uuid, text, text, text, text), place_order(uuid, text) to barnraise_server;
`);
  }

  down = forwardOnly;
}
