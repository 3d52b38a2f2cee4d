import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * Who binds a district to a cost has a limit, or an approver above it: also for one order of the lead for all, also where what is approved
 * for payment is above what the order was released for, and here as well as in the services. An approval ends with a decline, with what is
 * taken back, and with another budget code or funding source.
 */
export class AuthorityToSpend1247000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
-- How much somebody may bind a district to today: the highest limit of the roles held there. Without any, nothing.
create function spending_limit(p_account uuid, p_party uuid) returns bigint language sql stable set search_path = public, pg_temp as $$
  select case when bool_or(v.value->a.role = 'null') then 9223372036854775807 else coalesce(max((v.value->>a.role)::bigint), -1) end
    from role_assignment a
   cross join lateral (select x.value from policy_version x where x.party_id = p_party and x.key = 'spending.limits' and x.effective_from <= app_now()::date order by x.effective_from desc limit 1) v
   where a.account_id = p_account and a.party_id = p_party and a.ended_at is null and v.value ? a.role
$$;
-- What one order of the lead for all comes to, for the lead of a round that is not sealed.
create function order_for_all_cents(p_round uuid) returns bigint language sql stable security definer set search_path = public, pg_temp as $$
  select sum((l->>'cents')::bigint)::bigint from pool_round r join round_share s on s.round_id = r.id cross join jsonb_array_elements(s.lines) l
   where r.id = p_round and r.lead_party_id = any (my_parties()) and not r.sealed and (l ? 'charge' or (l->>'units')::bigint > 0)
$$;
-- Up to where the spending of an order was authorized: what it was released for, or the most its own district committed to.
create function authorized_of_order(p_order uuid) returns bigint language sql stable set search_path = public, pg_temp as $$
  select greatest(o.total_cents, case when o.way = 'district' then c.at_most_cents end)
    from round_order o left join round_commitment c on (c.round_id, c.party_id) = (o.round_id, o.party_id) and c.state = 'committed' where o.id = p_order
$$;
create function keep_to_authority() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if new.final_cents > authorized_of_order(new.order_id) and new.final_cents > spending_limit(new.approved_by, (select o.party_id from round_order o where o.id = new.order_id)) then
    raise exception 'more than was authorized, and more than you may approve' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger round_match_authority before insert on round_match for each row execute function keep_to_authority();

-- Answers null, or why not: gone, locked, limit, a site of somebody else, the item whose ceiling has no room (with the room in its
-- order unit), or the ceiling of the round (with the cents there are left of it).
create or replace function commit_to_round(p_round uuid, p_party uuid, p_state text, p_at_most bigint, p_lines jsonb, p_budget text, p_funding text, p_school uuid, out why text, out item text, out room bigint)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  held record;
  i record;
  approved bigint;
begin
  if p_state not in ('committed', 'awaiting_approval') then
    raise exception 'no such commitment' using errcode = 'check_violation';
  end if;
  held := hold_round(p_round, p_party);
  why := held.why;
  if why is not null then return; end if;
  if p_school is not null and not exists (select from school s where s.id = p_school and s.party_id = p_party) then
    why := 'site';
    return;
  end if;
  -- Where a ceiling stands, one after the other: the items in their order, all of them where the contract has one.
  perform from round_item x where x.round_id = p_round
     and ((held.r).ceiling_cents is not null or (x.ceiling_units is not null and x.key in (select l->>'item' from jsonb_array_elements(p_lines) l))) order by x.key for no key update;
  for i in select x.key, x.ceiling_units, x.unit_sizes, x.body->>'orderUnit' as order_unit, (l->>'minimum')::bigint * (x.unit_sizes->>(l->>'unit'))::bigint as wanted
             from round_item x join jsonb_array_elements(p_lines) l on l->>'item' = x.key where x.round_id = p_round and x.ceiling_units is not null order by x.key loop
    room := i.ceiling_units - coalesce((
      select sum(o.minimum::bigint * (i.unit_sizes->>o.unit)::bigint) from round_line o join round_commitment c using (round_id, party_id)
       where o.round_id = p_round and o.item_key = i.key and o.party_id <> p_party and c.state in ('committed', 'awaiting_approval')), 0);
    if i.wanted > room then
      why := 'ceiling';
      item := i.key;
      room := greatest(room, 0) / (i.unit_sizes->>i.order_unit)::bigint;
      return;
    end if;
  end loop;
  room := (held.r).ceiling_cents - coalesce((select sum(c.at_most_cents) from round_commitment c where c.round_id = p_round and c.party_id <> p_party and c.state in ('committed', 'awaiting_approval')), 0);
  if p_at_most > room then
    why := 'contract';
    room := greatest(room, 0);
    return;
  end if;
  room := null;
  -- An approval is of an amount, from where it is paid: with another budget code or funding source it is gone.
  select case when (c.budget_code, c.funding_source) is not distinct from (p_budget, p_funding) then c.approved_cents else 0 end into approved from round_commitment c where c.round_id = p_round and c.party_id = p_party for update;
  if p_state = 'committed' and p_at_most > greatest(spending_limit(my_account(), p_party), approved) then
    why := 'limit';
    return;
  end if;
  insert into round_commitment (round_id, party_id, state, revision, at_most_cents, approved_cents, budget_code, funding_source, school_id, committed_by, changed_at)
  values (p_round, p_party, p_state, 1, p_at_most, 0, p_budget, p_funding, p_school, my_account(), held.at)
  on conflict (round_id, party_id) do update set state = excluded.state, revision = round_commitment.revision + 1, at_most_cents = excluded.at_most_cents,
    -- What is replaced may be a colleague's of this moment: its own approval counts.
    approved_cents = case when (round_commitment.budget_code, round_commitment.funding_source) is not distinct from (excluded.budget_code, excluded.funding_source) then round_commitment.approved_cents else 0 end, budget_code = excluded.budget_code,
    funding_source = excluded.funding_source, school_id = excluded.school_id, committed_by = excluded.committed_by, changed_at = excluded.changed_at;
  delete from round_line l where l.round_id = p_round and l.party_id = p_party;
  insert into round_line (round_id, party_id, item_key, unit, minimum, maximum, not_to_exceed_cents)
  select p_round, p_party, l->>'item', l->>'unit', (l->>'minimum')::int, (l->>'maximum')::int, (l->>'notToExceedCents')::bigint from jsonb_array_elements(p_lines) l;
  perform write_commitment_version(p_round, p_party, held.at);
  update inbox_item set done_at = app_now() where subject_id = p_round and party_id = p_party and kind in ('APPROVE_COMMITMENT', 'round.opened') and done_at is null;
end $$;
-- Approved, declined or taken back; what is approved is the amount that was looked at.
create or replace function move_commitment(p_round uuid, p_party uuid, p_from text[], p_to text, p_revision int) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  held record;
begin
  if p_to not in ('committed', 'declined', 'withdrawn') then
    raise exception 'no such commitment' using errcode = 'check_violation';
  end if;
  held := hold_round(p_round, p_party);
  if held.why is not null then return held.why; end if;
  update round_commitment set state = p_to, revision = revision + 1, changed_at = held.at, approved_cents = case when p_to = 'committed' then greatest(approved_cents, at_most_cents) else 0 end
   where round_id = p_round and party_id = p_party and state = any (p_from) and revision = p_revision;
  if not found then return 'changed'; end if;
  if p_to = 'committed' and (select c.at_most_cents from round_commitment c where c.round_id = p_round and c.party_id = p_party) > spending_limit(my_account(), p_party) then
    raise exception 'more than you may approve' using errcode = 'insufficient_privilege';
  end if;
  perform write_commitment_version(p_round, p_party, held.at);
  update inbox_item set done_at = app_now() where subject_id = p_round and party_id = p_party and kind = 'APPROVE_COMMITMENT' and done_at is null;
  return null;
end $$;
update round_commitment set approved_cents = 0 where state in ('declined', 'withdrawn') and approved_cents > 0;

-- Answers null, or why not: changed, taken, limit, or sealed, where one order for all would tell the lead what others take.
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
  if p_way = 'lead' and order_for_all_cents(p_round) > spending_limit(my_account(), r.lead_party_id) then return 'limit'; end if;
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
revoke execute on function spending_limit(uuid, uuid), order_for_all_cents(uuid), authorized_of_order(uuid), keep_to_authority() from public;
grant execute on function order_for_all_cents(uuid), authorized_of_order(uuid) to barnraise_server;
`);
  }

  down = forwardOnly;
}
