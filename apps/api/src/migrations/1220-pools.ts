import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * Rounds of purchasing pools: what districts order together, each by its own commitment. A commitment holds its round
 * FOR SHARE and looks at the clock after that; the lock takes the round FOR UPDATE: what was acknowledged before is in,
 * nothing after. A district reads its own commitment; what others take is told by one function, and of a sealed round never.
 */
export class Pools1220000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
create table pool_round (
  id uuid constraint "PK_pool_round" primary key constraint "FK_pool_round_offering" references offering (id),
  lead_party_id uuid not null constraint "FK_pool_round_lead" references party (id),
  consortium_id uuid not null constraint "FK_pool_round_consortium" references consortium (id),
  route text not null constraint pool_round_route check (route in ('contract', 'solicitation')),
  state text not null constraint pool_round_state check (state in ('draft', 'estimates', 'solicited', 'awarded', 'open', 'locked', 'released', 'received', 'settled', 'failed', 'cancelled')),
  sealed boolean not null,
  aim text not null constraint pool_round_aim check (aim in ('best-price', 'least-cost')),
  buy_up boolean not null,
  locks_at timestamptz not null,
  extended_from timestamptz,
  unapproved_counts text not null constraint pool_round_unapproved check (unapproved_counts in ('nothing', 'committed')),
  lead_agency text,
  contract_number text,
  clause text,
  term_ends date,
  ceiling_cents bigint constraint pool_round_ceiling check (ceiling_cents > 0),
  reminded boolean not null default false,
  proposed_by uuid not null constraint "FK_pool_round_proposed_by" references account (id),
  proposed_at timestamptz not null,
  state_since timestamptz not null,
  constraint pool_round_extended check (extended_from < locks_at),
  constraint pool_round_sealed check (ceiling_cents is null or not sealed)
);
comment on constraint pool_round_sealed on pool_round is 'what is refused for a ceiling would tell what others take';
create index pool_round_due on pool_round (locks_at) where state = 'open';
create index pool_round_lead on pool_round (lead_party_id, proposed_at, id);
create index pool_round_consortium on pool_round (consortium_id, locks_at, id);
alter table pool_round enable row level security;
create policy offered_to_us on pool_round for select to barnraise_server using (may_see_offering(id, lead_party_id));
create policy own on pool_round for insert to barnraise_server with check (lead_party_id = any (my_parties()) and consortium_id = any (my_consortia()) and state = 'draft');
create policy own_change on pool_round for update to barnraise_server using (lead_party_id = any (my_parties()))
  with check (lead_party_id = any (my_parties()) and state in ('draft', 'open', 'cancelled'));
grant select, insert, update (state, sealed, aim, buy_up, locks_at, extended_from, unapproved_counts, lead_agency, contract_number, clause, term_ends, ceiling_cents, state_since) on pool_round to barnraise_server;

-- Once open, neither what is bought nor by which rule changes any more; once over, nothing does but its life.
create function keep_round() returns trigger language plpgsql as $$
begin
  if old.state in ('failed', 'cancelled', 'settled') or (old.state not in ('draft', 'open') and (new.locks_at <> old.locks_at or new.state in ('draft', 'open'))) then
    raise exception 'a round that is % stays as it is', old.state using errcode = 'restrict_violation';
  end if;
  if old.state = 'open' and (new.state = 'draft' or (new.sealed, new.aim, new.buy_up, new.unapproved_counts) is distinct from (old.sealed, old.aim, old.buy_up, old.unapproved_counts)
       or (new.locks_at <> old.locks_at and (old.extended_from is not null or new.extended_from is distinct from old.locks_at or new.locks_at < old.locks_at))) then
    raise exception 'the rules of an open round stay as they are' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger pool_round_stays before update on pool_round for each row execute function keep_round();

create table round_item (
  round_id uuid not null constraint "FK_round_item_round" references pool_round (id),
  key text not null,
  ordinal integer not null,
  body jsonb not null,
  unit_sizes jsonb not null,
  ceiling_units bigint,
  constraint "PK_round_item" primary key (round_id, key)
);
comment on column round_item.body is 'the item as the price engine reads it';
comment on column round_item.unit_sizes is 'each unit, and how many of the smallest it holds';
alter table round_item enable row level security;
create policy with_its_round on round_item for select to barnraise_server using (exists (select from pool_round r where r.id = round_id));
create policy own_draft on round_item for insert to barnraise_server with check (exists (select from pool_round r where r.id = round_id and r.state = 'draft' and r.lead_party_id = any (my_parties())));
create policy own_draft_away on round_item for delete to barnraise_server using (exists (select from pool_round r where r.id = round_id and r.state = 'draft' and r.lead_party_id = any (my_parties())));
grant select, insert, delete on round_item to barnraise_server;

create table round_commitment (
  round_id uuid not null constraint "FK_round_commitment_round" references pool_round (id),
  party_id uuid not null constraint "FK_round_commitment_party" references party (id),
  state text not null constraint round_commitment_state check (state in ('committed', 'awaiting_approval', 'declined', 'withdrawn')),
  revision integer not null,
  at_most_cents bigint not null constraint round_commitment_at_most check (at_most_cents >= 0),
  approved_cents bigint not null,
  budget_code text not null,
  funding_source text,
  school_id uuid constraint "FK_round_commitment_school" references school (id),
  committed_by uuid not null constraint "FK_round_commitment_by" references account (id),
  changed_at timestamptz not null,
  constraint "PK_round_commitment" primary key (round_id, party_id)
);
create index round_commitment_party on round_commitment (party_id);
create table round_line (
  round_id uuid not null,
  party_id uuid not null,
  item_key text not null,
  unit text not null,
  minimum integer not null,
  maximum integer not null,
  not_to_exceed_cents bigint constraint round_line_not_to_exceed check (not_to_exceed_cents > 0),
  constraint "PK_round_line" primary key (round_id, party_id, item_key),
  constraint "FK_round_line_commitment" foreign key (round_id, party_id) references round_commitment (round_id, party_id),
  constraint "FK_round_line_item" foreign key (round_id, item_key) references round_item (round_id, key),
  constraint round_line_limits check (minimum between 0 and maximum and maximum between 1 and 1000000)
);
create table round_commitment_version (
  round_id uuid not null,
  party_id uuid not null,
  revision integer not null,
  state text not null,
  at_most_cents bigint not null,
  lines jsonb not null,
  account_id uuid not null constraint "FK_round_commitment_version_account" references account (id),
  at timestamptz not null,
  constraint "PK_round_commitment_version" primary key (round_id, party_id, revision),
  constraint "FK_round_commitment_version_commitment" foreign key (round_id, party_id) references round_commitment (round_id, party_id)
);
create trigger round_commitment_version_append_only before update or delete on round_commitment_version for each row execute function refuse_change();
create trigger round_commitment_version_no_truncate before truncate on round_commitment_version execute function refuse_change();
alter table round_commitment enable row level security;
alter table round_line enable row level security;
alter table round_commitment_version enable row level security;
create policy own on round_commitment for select to barnraise_server using (party_id = any (my_parties()));
create policy own on round_line for select to barnraise_server using (party_id = any (my_parties()));
create policy own on round_commitment_version for select to barnraise_server using (party_id = any (my_parties()));
grant select on round_commitment, round_line, round_commitment_version to barnraise_server;

-- What a round came to, frozen: what went in, what came out, and each district's part of it.
create table round_result (
  round_id uuid constraint "PK_round_result" primary key constraint "FK_round_result_round" references pool_round (id),
  inputs_text text not null,
  input_hash text not null,
  result_text text not null,
  total_cents bigint not null,
  at timestamptz not null
);
create table round_share (
  round_id uuid not null constraint "FK_round_share_result" references round_result (round_id),
  party_id uuid not null constraint "FK_round_share_party" references party (id),
  cents bigint not null,
  lines jsonb not null,
  constraint "PK_round_share" primary key (round_id, party_id)
);
create trigger round_result_append_only before update or delete on round_result for each row execute function refuse_change();
create trigger round_result_no_truncate before truncate on round_result execute function refuse_change();
create trigger round_share_append_only before update or delete on round_share for each row execute function refuse_change();
create trigger round_share_no_truncate before truncate on round_share execute function refuse_change();
alter table round_result enable row level security;
alter table round_share enable row level security;
create policy own on round_share for select to barnraise_server using (party_id = any (my_parties()));
grant select on round_share to barnraise_server;

-- ---------------------------------------------------------------- committing
-- Holds the round FOR SHARE: whoever got it before the lock is in. The clock is read after that.
create function hold_round(p_round uuid, p_party uuid, out r pool_round, out at timestamptz, out why text)
language plpgsql volatile set search_path = public, pg_temp as $$
begin
  if not coalesce(p_party = any (my_parties()), false) then
    raise exception 'not your district' using errcode = 'insufficient_privilege';
  end if;
  select * into r from pool_round where id = p_round for share;
  at := app_now();
  if r.id is null or r.state = 'draft' or not exists (select from consortium_member m where m.consortium_id = r.consortium_id and m.party_id = p_party and m.until is null and r.consortium_id = any (my_consortia())) then
    why := 'gone';
  elsif r.state <> 'open' or at >= r.locks_at then
    why := 'locked';
  end if;
end $$;
create function write_commitment_version(p_round uuid, p_party uuid, p_at timestamptz) returns void language sql set search_path = public, pg_temp as $$
  insert into round_commitment_version (round_id, party_id, revision, state, at_most_cents, lines, account_id, at)
  select c.round_id, c.party_id, c.revision, c.state, c.at_most_cents,
         coalesce((select jsonb_agg(jsonb_build_object('item', l.item_key, 'unit', l.unit, 'minimum', l.minimum, 'maximum', l.maximum, 'notToExceedCents', l.not_to_exceed_cents) order by l.item_key)
                     from round_line l where l.round_id = c.round_id and l.party_id = c.party_id), '[]'), my_account(), p_at
    from round_commitment c where c.round_id = p_round and c.party_id = p_party
$$;
-- Answers null, or why not: gone, locked, a site of somebody else, the item whose ceiling has no room (with the room in its
-- order unit), or the ceiling of the contract (with the cents there are left of it).
create function commit_to_round(p_round uuid, p_party uuid, p_state text, p_at_most bigint, p_lines jsonb, p_budget text, p_funding text, p_school uuid, out why text, out item text, out room bigint)
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  held record;
  i record;
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
  insert into round_commitment (round_id, party_id, state, revision, at_most_cents, approved_cents, budget_code, funding_source, school_id, committed_by, changed_at)
  values (p_round, p_party, p_state, 1, p_at_most, 0, p_budget, p_funding, p_school, my_account(), held.at)
  on conflict (round_id, party_id) do update set state = excluded.state, revision = round_commitment.revision + 1, at_most_cents = excluded.at_most_cents, budget_code = excluded.budget_code,
    funding_source = excluded.funding_source, school_id = excluded.school_id, committed_by = excluded.committed_by, changed_at = excluded.changed_at;
  delete from round_line l where l.round_id = p_round and l.party_id = p_party;
  insert into round_line (round_id, party_id, item_key, unit, minimum, maximum, not_to_exceed_cents)
  select p_round, p_party, l->>'item', l->>'unit', (l->>'minimum')::int, (l->>'maximum')::int, (l->>'notToExceedCents')::bigint from jsonb_array_elements(p_lines) l;
  perform write_commitment_version(p_round, p_party, held.at);
  update inbox_item set done_at = app_now() where subject_id = p_round and party_id = p_party and kind in ('APPROVE_COMMITMENT', 'round.opened') and done_at is null;
end $$;
-- Approved, declined or taken back; what is approved is the amount that was looked at.
create function move_commitment(p_round uuid, p_party uuid, p_from text[], p_to text, p_revision int) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  held record;
begin
  if p_to not in ('committed', 'declined', 'withdrawn') then
    raise exception 'no such commitment' using errcode = 'check_violation';
  end if;
  held := hold_round(p_round, p_party);
  if held.why is not null then return held.why; end if;
  update round_commitment set state = p_to, revision = revision + 1, changed_at = held.at, approved_cents = case when p_to = 'committed' then greatest(approved_cents, at_most_cents) else approved_cents end
   where round_id = p_round and party_id = p_party and state = any (p_from) and revision = p_revision;
  if not found then return 'changed'; end if;
  perform write_commitment_version(p_round, p_party, held.at);
  update inbox_item set done_at = app_now() where subject_id = p_round and party_id = p_party and kind = 'APPROVE_COMMITMENT' and done_at is null;
  return null;
end $$;

-- ---------------------------------------------------------------- watching
-- Who takes what: of open rounds everyone's, of sealed ones my own. What others pay at most is for the engine alone.
create function round_stands(p_rounds uuid[]) returns table (round_id uuid, party_id uuid, state text, lines json)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.round_id, c.party_id, c.state,
         (select json_agg(json_build_object('item', l.item_key, 'unit', l.unit, 'minimum', l.minimum, 'maximum', l.maximum, 'notToExceedCents', l.not_to_exceed_cents) order by l.item_key)
            from round_line l where l.round_id = c.round_id and l.party_id = c.party_id)
    from round_commitment c join pool_round r on r.id = c.round_id
   where c.round_id = any (p_rounds) and c.state in ('committed', 'awaiting_approval') and may_see_offering(r.id, r.lead_party_id)
     and (c.party_id = any (my_parties()) or not r.sealed)
   order by c.round_id, c.party_id
$$;
create function round_participants(p_rounds uuid[]) returns table (round_id uuid, n int)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.round_id, count(*)::int from round_commitment c join pool_round r on r.id = c.round_id
   where c.round_id = any (p_rounds) and c.state in ('committed', 'awaiting_approval') and may_see_offering(r.id, r.lead_party_id) group by c.round_id
$$;

-- ---------------------------------------------------------------- the lock
-- What goes into the price engine, of commitments that count.
create function round_inputs(p_round uuid) returns jsonb language sql stable set search_path = public, pg_temp as $$
  select jsonb_build_object(
    'districts', coalesce((select jsonb_agg(jsonb_build_object('key', p.id, 'name', p.short_name) order by p.id) from round_commitment c join party p on p.id = c.party_id
      where c.round_id = r.id and (c.state = 'committed' or (c.state = 'awaiting_approval' and r.unapproved_counts = 'committed'))), '[]'),
    'items', (select jsonb_agg(i.body order by i.ordinal) from round_item i where i.round_id = r.id),
    'commitments', coalesce((
      select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('district', l.party_id, 'item', l.item_key, 'unit', l.unit, 'minimum', l.minimum, 'maximum', l.maximum,
               'notToExceed', case when l.not_to_exceed_cents is not null then jsonb_build_object('cents', l.not_to_exceed_cents, 'unit', l.unit) end)) order by l.party_id, l.item_key)
        from round_line l join round_commitment c using (round_id, party_id)
       where l.round_id = r.id and (c.state = 'committed' or (c.state = 'awaiting_approval' and r.unapproved_counts = 'committed'))), '[]'),
    'rules', jsonb_build_object('aim', r.aim, 'oddUnits', 'leave-out', 'buyUp', r.buy_up))
    from pool_round r where r.id = p_round
$$;
-- The one that is due longest, taken FOR UPDATE: it waits for whoever still commits, and another lock finds it locked.
create function take_due_round(p_skip uuid[], out id uuid, out sealed boolean, out inputs jsonb)
language plpgsql security definer set search_path = public, pg_temp as $$
declare r pool_round;
begin
  select x.* into r from pool_round x where x.state = 'open' and x.locks_at <= app_now() and x.id <> all (p_skip) order by x.locks_at, x.id limit 1 for update;
  if r.id is null or r.locks_at > app_now() then return; end if;
  id := r.id;
  sealed := r.sealed;
  inputs := round_inputs(r.id);
end $$;
create function finish_round(p_round uuid, p_state text, p_inputs text, p_hash text, p_result text, p_total bigint, p_words text, p_shares jsonb) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  r pool_round;
  o offering;
begin
  select * into r from pool_round where id = p_round for update;
  if r.state <> 'open' or r.locks_at > app_now() or p_state not in ('locked', 'failed') then
    raise exception 'this round is not due' using errcode = 'restrict_violation';
  end if;
  if p_total > r.ceiling_cents then
    raise exception 'more than the contract allows' using errcode = 'check_violation';
  end if;
  update pool_round set state = p_state, state_since = app_now() where id = p_round;
  insert into round_result (round_id, inputs_text, input_hash, result_text, total_cents, at) values (p_round, p_inputs, p_hash, p_result, p_total, app_now());
  insert into round_share (round_id, party_id, cents, lines) select p_round, (s->>'party')::uuid, (s->>'cents')::bigint, s->'lines' from jsonb_array_elements(p_shares) s;
  update offering set state = 'closed' where id = p_round returning * into o;
  update catalogue_card set open = false, version = version + 1, changed_xid = pg_current_xact_id() where offering_id = p_round;
  insert into event (id, at, actor_account_id, kind, subject_type, subject_id, party_ids, consortium_ids, facts)
  values (gen_random_uuid(), app_now(), null, 'round.' || p_state, 'round', p_round, array[r.lead_party_id], array[r.consortium_id], jsonb_build_object('before', 'open', 'after', p_state));
  update inbox_item set done_at = app_now() where subject_id = p_round and done_at is null;
  insert into inbox_item (id, kind, is_notice, party_id, roles, sides, subject_id, round_id, title, detail, created_at)
  select gen_random_uuid(), 'round.' || p_state, true, p.party, array['procurement_officer', 'business_manager'], array[p.party], p_round, p_round,
         case when p_state = 'failed' then 'Nothing is ordered: ' || o.title else 'Locked: ' || o.title end,
         coalesce((select s->>'words' from jsonb_array_elements(p_shares) s where (s->>'party')::uuid = p.party), p_words), app_now()
    from (select r.lead_party_id as party union select c.party_id from round_commitment c where c.round_id = p_round and c.state in ('committed', 'awaiting_approval')) p;
end $$;
-- Two days before a lock, once: whoever takes part, or could.
create function remind_of_locks(p_limit int) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  r pool_round;
  n int := 0;
begin
  for r in select x.* from pool_round x where x.state = 'open' and not x.reminded and x.locks_at <= app_now() + interval '2 days' and x.locks_at > app_now() order by x.locks_at, x.id limit p_limit for update skip locked loop
    update pool_round set reminded = true where id = r.id;
    n := n + 1;
    insert into inbox_item (id, kind, is_notice, party_id, roles, sides, subject_id, round_id, title, detail, created_at)
    select gen_random_uuid(), 'round.locksSoon', true, m.party_id, array['procurement_officer', 'business_manager'], array[m.party_id], r.id, r.id, 'Locks soon: ' || o.title,
           case when c.state = 'committed' then 'Your commitment is binding from the lock on. Until then it can be changed.'
                when c.state = 'awaiting_approval' then 'Your commitment still waits for its approval.'
                else 'Your district has not committed to it. Until the lock it can.' end, app_now()
      from consortium_member m join offering o on o.id = r.id left join round_commitment c on c.round_id = r.id and c.party_id = m.party_id
     where m.consortium_id = r.consortium_id and m.until is null;
  end loop;
  return n;
end $$;

-- ---------------------------------------------------------------- beside courses in the catalogue
-- A round has no seats: its card counts none, and is neither full nor free.
create function open_round_card(p_round uuid) returns void language sql security definer set search_path = public, pg_temp as $$
  insert into availability (offering_id, capacity, units_left) select r.id, 0, 0 from pool_round r where r.id = p_round and r.lead_party_id = any (my_parties()) on conflict do nothing
$$;
-- A round that is canceled before its lock leaves the catalogue and its neighbors' inboxes.
create function close_round_card(p_round uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from pool_round r where r.id = p_round and r.state = 'cancelled' and r.lead_party_id = any (my_parties())) then
    raise exception 'not your round' using errcode = 'insufficient_privilege';
  end if;
  update catalogue_card set open = false, version = version + 1, changed_xid = pg_current_xact_id() where offering_id = p_round;
  update inbox_item set done_at = app_now() where subject_id = p_round and done_at is null;
  insert into inbox_item (id, kind, is_notice, party_id, roles, sides, subject_id, round_id, title, detail, created_at)
  select gen_random_uuid(), 'round.cancelled', true, c.party_id, array['procurement_officer', 'business_manager'], array[c.party_id], p_round, p_round, 'Canceled: ' || o.title, 'Nothing is ordered in this round, and your commitment binds nobody.', app_now()
    from round_commitment c join offering o on o.id = c.round_id where c.round_id = p_round and c.state in ('committed', 'awaiting_approval');
end $$;
-- What has no seats is not full.
create or replace function catalogue_page(p jsonb, out cards json, out matched int[], out used text, out changes json, out today text, out consortia uuid[], out horizon text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  typed text := nullif(trim(p->>'search'), '');
  since xid8 := (p->>'since')::xid8;
  asked tsquery;
  sort text := p->>'sort';
  key_sql text;
  key_type text;
  chosen_sql text := 'true';
  after_sql text := '';
  counters_sql text := '';
  choice record;
begin
  consortia := my_consortia();
  if typed is not null then
    select q.query, q.used into asked, used from catalogue_query(typed) q;
  end if;
  if asked is null then used := null; end if;
  if asked is null and sort = 'BEST_MATCH' then sort := 'STARTS_SOONEST'; end if;
  case sort
    when 'BEST_MATCH' then key_sql := '(-(ts_rank(c.search, $4) * 1000000)::int)'; key_type := 'int';
    when 'TITLE' then key_sql := 'c.title_key'; key_type := 'text';
    when 'MOST_SEATS' then key_sql := '(-a.units_left)'; key_type := 'int';
    when 'LOWEST_PRICE' then key_sql := '(coalesce(c.price_cents, 1000000000000))'; key_type := 'bigint';
    else key_sql := 'c.first_day'; key_type := 'date';
  end case;
  if key_type in ('int', 'date') and (p->>'afterKey' like '____-__-__') <> (key_type = 'date') then
    return;
  end if;
  for choice in select key, value from jsonb_each(coalesce(p->'choices', '{}')) loop
    chosen_sql := chosen_sql || case choice.key
      when 'SEATS' then format(' and (%s)', (
        select string_agg(case v when '1+' then 'a.units_left >= 1' when '5+' then 'a.units_left >= 5' else 'a.units_left <= 0 and a.capacity > 0' end, ' or ')
          from jsonb_array_elements_text(choice.value) v))
      else format(' and c.facet_keys && %L::text[]', (select array_agg(choice.key || ':' || v) from jsonb_array_elements_text(choice.value) v))
      end;
  end loop;
  if sort = 'MOST_SEATS' or p->'choices' ? 'SEATS' then
    counters_sql := 'join availability a using (offering_id)';
  end if;
  if p->>'afterId' is not null then
    after_sql := format('(%L::%s, %L::uuid)', p->>'afterKey', key_type, p->>'afterId');
  end if;
  if asked is null then
    execute format('
      select coalesce(json_agg(json_build_object(''id'', page.id, ''key'', page.key::text, ''body'', page.body, ''plan'', page.plan, ''units'', n.units_by_party, ''capacity'', n.capacity, ''left'', n.units_left)
                               order by page.key, page.id), ''[]'')
        from (select c.offering_id as id, %1$s as key, c.body, c.plan from catalogue_card c %2$s
               where c.open and c.consortium_ids && $1 and %3$s %4$s order by %1$s, c.offering_id limit $2) page
        join availability n on n.offering_id = page.id',
      key_sql, counters_sql, chosen_sql, case when after_sql <> '' then format('and (%s, c.offering_id) > %s', key_sql, after_sql) else '' end)
      into cards using consortia, (p->>'first')::int + 1;
  else
    -- The words are looked up once, for the page and for the counts; only what the page can show is given a place in it.
    execute format('
      with found as materialized (
        select c.ordinal, c.offering_id as id, case when %3$s then %1$s end as key from catalogue_card c %2$s where c.open and words_by_consortium(c.consortium_ids, c.search) @@ $3 and c.consortium_ids && $1),
      page as materialized (select id, key from found where key is not null %4$s order by key, id limit $2)
      select (select coalesce(array_agg(ordinal), ''{}'') from found),
             (select coalesce(json_agg(json_build_object(''id'', page.id, ''key'', page.key::text, ''body'', c.body, ''plan'', c.plan, ''units'', n.units_by_party, ''capacity'', n.capacity, ''left'', n.units_left)
                                       order by page.key, page.id), ''[]'')
                from page join catalogue_card c on c.offering_id = page.id join availability n on n.offering_id = page.id)',
      key_sql, counters_sql, chosen_sql, case when after_sql <> '' then 'and (key, id) > ' || after_sql else '' end)
      into matched, cards using consortia, (p->>'first')::int + 1,
        (select string_agg('(' || asked_of(asked, x) || ')', ' | ') from unnest(consortia) x)::tsquery, asked;
  end if;
  -- The newest of either side is found at the end of an index; what is older than the caller's index is not looked for.
  if coalesce((select changed_xid from availability order by changed_xid desc limit 1) >= since, false)
     or coalesce((select changed_xid from catalogue_card order by changed_xid desc limit 1) >= since, false) then
    changes := (select json_agg(json_build_array(x.ordinal, x.keys, x.consortia_of, x.units_left, x.version)) from catalogue_changes(since) x);
  end if;
  today := app_now()::date;
  horizon := pg_snapshot_xmin(pg_current_snapshot());
end $$;

alter table inbox_item add column round_id uuid;
revoke execute on function hold_round(uuid, uuid), write_commitment_version(uuid, uuid, timestamptz), round_inputs(uuid) from public;
grant execute on function keep_round(), commit_to_round(uuid, uuid, text, bigint, jsonb, text, text, uuid), move_commitment(uuid, uuid, text[], text, int),
  round_stands(uuid[]), round_participants(uuid[]), open_round_card(uuid), close_round_card(uuid) to barnraise_server;
grant execute on function take_due_round(uuid[]), finish_round(uuid, text, text, text, text, bigint, text, jsonb), remind_of_locks(int) to barnraise_worker;
`);
  }

  down = forwardOnly;
}
