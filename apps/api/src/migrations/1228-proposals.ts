import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * The full proposal: freight and fees leave with the orders as lines of their own; how many the leading district wants stays with
 * its draft; a contract that ends soon is told of once.
 */
export class Proposals1228000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
alter table round_order add column charges jsonb not null default '[]';
comment on column round_order.charges is 'freight and fees: for whom, of which item, what, how much';

-- Answers null, or why not: changed, taken, or sealed, where one order for all would tell the lead what others take.
create or replace function release_round(p_round uuid, p_way text, p_supplier text, p_contact text, p_number text) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  r pool_round;
  broken text;
begin
  select * into r from pool_round where id = p_round for update;
  if r.id is null or not coalesce(r.lead_party_id = any (my_parties()), false) then
    raise exception 'not your round' using errcode = 'insufficient_privilege';
  end if;
  if r.state <> 'locked' then return 'changed'; end if;
  if p_way = 'lead' and r.sealed then return 'sealed'; end if;
  begin
    update pool_round set state = 'released', state_since = app_now() where id = p_round;
    insert into round_order (id, round_id, party_id, number, way, supplier, supplier_contact, lines, charges, total_cents, budget_code, purchase_order_number, placed_by, placed_at, released_by, released_at)
    select gen_random_uuid(), p_round, b.by_party, to_char(app_now() at time zone p.time_zone, 'YYYY') || '-' || lpad(nextval('order_number')::text, 6, '0'), p_way, p_supplier, p_contact, b.lines, k.charges, b.total + k.total, c.budget_code,
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
     cross join lateral (
            select coalesce(sum((l->>'cents')::bigint), 0) as total,
                   coalesce(jsonb_agg(jsonb_build_object('party', s.party_id, 'item', l->'ofItem', 'name', l->'charge', 'cents', l->'cents') order by n, s.party_id), '[]') as charges
              from round_share s cross join jsonb_array_elements(s.lines) with ordinality e(l, n)
             where s.round_id = p_round and l ? 'charge' and (p_way = 'lead' or s.party_id = b.by_party)) k
      join party p on p.id = b.by_party left join round_commitment c on c.round_id = p_round and c.party_id = b.by_party order by b.by_party;
  exception when unique_violation then
    -- Whoever takes a number in the same moment is first: then nothing is released.
    get stacked diagnostics broken = constraint_name;
    if broken <> 'round_order_own_number' then raise; end if;
    return 'taken';
  end;
  update inbox_item set done_at = app_now() where subject_id = p_round and kind in ('round.locked', 'RELEASE_ORDERS') and done_at is null;
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

-- How many the leading district wants, said before there is anything to commit to: it stands in its form when the round opens.
create table round_wish (
  round_id uuid not null constraint "FK_round_wish_round" references pool_round (id),
  party_id uuid not null constraint "FK_round_wish_party" references party (id),
  quantity integer not null constraint round_wish_quantity check (quantity between 1 and 1000000),
  constraint "PK_round_wish" primary key (round_id, party_id)
);
comment on column round_wish.quantity is 'of the first item, in its order unit';
alter table round_wish enable row level security;
create policy own on round_wish for select to barnraise_server using (party_id = any (my_parties()));
create policy own_draft on round_wish for insert to barnraise_server with check (party_id = any (my_parties()) and exists (select from pool_round r where r.id = round_id and r.state = 'draft' and r.lead_party_id = party_id));
create policy own_draft_change on round_wish for update to barnraise_server using (party_id = any (my_parties()) and exists (select from pool_round r where r.id = round_id and r.state = 'draft' and r.lead_party_id = party_id));
grant select, insert, update (quantity) on round_wish to barnraise_server;

-- Of which rounds it was told that their contract ends.
create table round_contract_notice (
  round_id uuid constraint "PK_round_contract_notice" primary key constraint "FK_round_contract_notice_round" references pool_round (id),
  at timestamptz not null
);
create trigger round_contract_notice_append_only before update or delete on round_contract_notice for each row execute function refuse_change();
create trigger round_contract_notice_no_truncate before truncate on round_contract_notice execute function refuse_change();
alter table round_contract_notice enable row level security;

-- Sixty days before the contract of a round ends that is over and was not started again: whoever led it, once.
create function remind_of_contracts(p_limit int) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  r record;
  n int := 0;
begin
  for r in select x.id, x.lead_party_id, x.term_ends, o.title from pool_round x join party p on p.id = x.lead_party_id join offering o on o.id = x.id
            where x.state in ('locked', 'released', 'received', 'settled')
              and x.term_ends >= (app_now() at time zone p.time_zone)::date and x.term_ends <= (app_now() at time zone p.time_zone)::date + 60
              and not exists (select from round_contract_notice k where k.round_id = x.id)
              and not exists (select from pool_round c where c.copied_from = x.id and c.state <> 'cancelled')
            order by x.term_ends, x.id limit p_limit for update of x skip locked loop
    insert into round_contract_notice (round_id, at) values (r.id, app_now()) on conflict do nothing;
    continue when not found;
    n := n + 1;
    insert into inbox_item (id, kind, is_notice, party_id, roles, sides, subject_id, round_id, title, detail, created_at)
    values (gen_random_uuid(), 'round.contractEnds', true, r.lead_party_id, array['procurement_officer', 'business_manager'], array[r.lead_party_id], r.id, r.id, 'The contract ends soon: ' || r.title,
            'It runs until ' || to_char(r.term_ends, 'FMDy, FMMon FMDD, YYYY') || '. Start the round again from what it was; each district finds its own quantities of last time.', app_now());
  end loop;
  return n;
end $$;
revoke execute on function remind_of_contracts(int) from public;
grant execute on function remind_of_contracts(int) to barnraise_worker;
`);
  }

  down = forwardOnly;
}
