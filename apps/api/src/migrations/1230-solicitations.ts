import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * The other route of a round: no contract exists yet, the members ask for bids together. Each district says what it would take,
 * which binds nobody; the leading district asks for bids, writes down those that came, and its board awards one. Until then an item
 * has no price at all, and none but the award gives it one: a round that is open has a price for everything.
 */
export class Solicitations1230000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
create table round_bid (
  round_id uuid not null constraint "FK_round_bid_round" references pool_round (id),
  id uuid not null,
  revision integer not null constraint round_bid_revision check (revision >= 1),
  supplier text not null,
  responsive boolean not null,
  reason text,
  lead_time text,
  notes text,
  prices jsonb not null,
  recorded_by uuid not null constraint "FK_round_bid_recorded_by" references account (id),
  recorded_at timestamptz not null,
  constraint "PK_round_bid" primary key (round_id, id, revision),
  constraint round_bid_reason check (responsive = (reason is null))
);
comment on column round_bid.prices is 'the price list offered for each item, in the unit the item asks for';
create table round_solicitation (
  round_id uuid constraint "PK_round_solicitation" primary key constraint "FK_round_solicitation_round" references pool_round (id),
  estimates_due timestamptz not null,
  reminded boolean not null default false,
  number text,
  published text,
  published_on date,
  bids_due timestamptz,
  documents jsonb not null default '[]',
  bid_id uuid,
  bid_revision integer,
  board_on date,
  minutes text,
  reason text,
  awarded_by uuid constraint "FK_round_solicitation_awarded_by" references account (id),
  awarded_at timestamptz,
  failed_reason text,
  constraint "FK_round_solicitation_bid" foreign key (round_id, bid_id, bid_revision) references round_bid (round_id, id, revision),
  constraint round_solicitation_asked check (num_nonnulls(number, published, published_on, bids_due) in (0, 4)),
  constraint round_solicitation_awarded check (num_nonnulls(bid_id, bid_revision, board_on, minutes, reason, awarded_by, awarded_at) in (0, 7)),
  constraint round_solicitation_either check (awarded_at is null or failed_reason is null)
);
comment on column round_solicitation.published is 'where the notice stood';
comment on column round_solicitation.documents is 'links by name, and what each is';
create table round_estimate (
  round_id uuid not null constraint "FK_round_estimate_round" references pool_round (id),
  party_id uuid not null constraint "FK_round_estimate_party" references party (id),
  revision integer not null,
  lines jsonb not null,
  account_id uuid not null constraint "FK_round_estimate_account" references account (id),
  at timestamptz not null,
  constraint "PK_round_estimate" primary key (round_id, party_id, revision)
);
comment on column round_estimate.lines is 'how much of which item, in which unit; none where the district takes nothing';
create index round_estimate_party on round_estimate (party_id);
create trigger round_estimate_append_only before update or delete on round_estimate for each row execute function refuse_change();
create trigger round_estimate_no_truncate before truncate on round_estimate execute function refuse_change();
create trigger round_bid_append_only before update or delete on round_bid for each row execute function refuse_change();
create trigger round_bid_no_truncate before truncate on round_bid execute function refuse_change();

-- Each part is said once, in its turn, and stays.
create function keep_solicitation() returns trigger language plpgsql as $$
begin
  if new.estimates_due <> old.estimates_due or old.failed_reason is not null
     or (old.number is not null and (new.number, new.published, new.published_on, new.bids_due, new.documents) is distinct from (old.number, old.published, old.published_on, old.bids_due, old.documents))
     or (old.awarded_at is not null and (new.bid_id, new.bid_revision, new.board_on, new.minutes, new.reason, new.awarded_by, new.awarded_at) is distinct from (old.bid_id, old.bid_revision, old.board_on, old.minutes, old.reason, old.awarded_by, old.awarded_at)) then
    raise exception 'what was said of a solicitation stays' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger round_solicitation_stays before update on round_solicitation for each row execute function keep_solicitation();
create trigger round_solicitation_no_delete before delete on round_solicitation for each row execute function refuse_change();
create trigger round_solicitation_no_truncate before truncate on round_solicitation execute function refuse_change();

alter table round_bid enable row level security;
alter table round_solicitation enable row level security;
alter table round_estimate enable row level security;
create policy with_its_round on round_solicitation for select to barnraise_server using (exists (select from pool_round r where r.id = round_id));
create policy own_gathering on round_solicitation for insert to barnraise_server with check (
  num_nonnulls(number, bid_id, failed_reason) = 0 and exists (select from pool_round r where r.id = round_id and r.state = 'estimates' and r.lead_party_id = any (my_parties())));
create policy own_change on round_solicitation for update to barnraise_server using (exists (select from pool_round r where r.id = round_id and r.state = 'solicited' and r.lead_party_id = any (my_parties())));
grant select, insert, update (number, published, published_on, bids_due, documents) on round_solicitation to barnraise_server;
create policy with_its_round on round_bid for select to barnraise_server using (exists (select from pool_round r where r.id = round_id));
create policy own_recorded on round_bid for insert to barnraise_server with check (recorded_by = my_account() and exists (
  select from pool_round r join round_solicitation s on s.round_id = r.id where r.id = round_bid.round_id and r.state = 'solicited' and r.lead_party_id = any (my_parties()) and s.bids_due <= app_now()));
grant select, insert on round_bid to barnraise_server;
create policy own on round_estimate for select to barnraise_server using (party_id = any (my_parties()));
grant select on round_estimate to barnraise_server;

-- ---------------------------------------------------------------- the life of a round, and the prices of its items
drop policy own_change on pool_round;
create policy own_change on pool_round for update to barnraise_server using (lead_party_id = any (my_parties()))
  with check (lead_party_id = any (my_parties()) and state in ('draft', 'estimates', 'solicited', 'open', 'cancelled'));
grant update (route) on pool_round to barnraise_server;

-- As before; and the lock of an awarded round is chosen as it opens.
create or replace function keep_round() returns trigger language plpgsql as $$
begin
  if old.state in ('failed', 'cancelled', 'settled')
     or (old.state not in ('draft', 'open') and not (old.state = 'awarded' and new.state = 'open') and (new.locks_at <> old.locks_at or new.state in ('draft', 'open')))
     or (new.state = 'asking' and old.state not in ('open', 'asking')) or (old.state = 'asking' and new.state not in ('asking', 'locked', 'failed')) then
    raise exception 'a round that is % stays as it is', old.state using errcode = 'restrict_violation';
  end if;
  if old.state <> 'draft' and (new.sealed, new.aim, new.buy_up, new.below_threshold, new.below_days, new.short_rule, new.charges)
       is distinct from (old.sealed, old.aim, old.buy_up, old.below_threshold, old.below_days, old.short_rule, old.charges) then
    raise exception 'the rules of an open round stay as they are' using errcode = 'restrict_violation';
  end if;
  if old.state = 'open' and (new.state = 'draft' or new.unapproved_counts <> old.unapproved_counts
       or (new.locks_at <> old.locks_at and (old.extended_from is not null or new.extended_from is distinct from old.locks_at or new.locks_at < old.locks_at))) then
    raise exception 'the rules of an open round stay as they are' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

-- Which way a round goes: by the contract that exists, or step by step through the solicitation. Open, everything has a price.
create function keep_route() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' and new.route <> old.route then
    raise exception 'the route of a round is chosen in its draft' using errcode = 'restrict_violation';
  end if;
  if old.route = 'solicitation' and old.state <> 'draft' and not (old.state = 'solicited' and new.state = 'awarded')
     and (new.lead_agency, new.contract_number, new.clause, new.term_ends, new.ceiling_cents) is distinct from (old.lead_agency, old.contract_number, old.clause, old.term_ends, old.ceiling_cents) then
    raise exception 'the contract of a solicitation comes with its award' using errcode = 'restrict_violation';
  end if;
  if new.state = old.state then return new; end if;
  if new.state in ('estimates', 'solicited', 'awarded', 'open') and (new.route, old.state, new.state) not in (
       ('contract', 'draft', 'open'), ('solicitation', 'draft', 'estimates'), ('solicitation', 'estimates', 'solicited'), ('solicitation', 'solicited', 'awarded'), ('solicitation', 'awarded', 'open')) then
    raise exception 'a round on a % does not go from % to %', new.route, old.state, new.state using errcode = 'restrict_violation';
  end if;
  if new.state in ('awarded', 'open') and exists (select from round_item i where i.round_id = new.id and jsonb_array_length(i.body->'price'->'tiers') = 0) then
    raise exception 'an item has no price yet' using errcode = 'check_violation';
  end if;
  if new.state = 'awarded' and not exists (select from round_solicitation s where s.round_id = new.id and s.awarded_at is not null) then
    raise exception 'no board has awarded it' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger pool_round_way before update on pool_round for each row execute function keep_route();

-- What is bought stays as it was proposed; a price is given once, by the award.
create function keep_item() returns trigger language plpgsql as $$
declare at text;
begin
  select state into at from pool_round where id = new.round_id;
  if tg_op = 'INSERT' then
    if jsonb_array_length(new.body->'price'->'tiers') = 0 and at not in ('draft', 'estimates', 'solicited') then
      raise exception 'an item has no price yet' using errcode = 'check_violation';
    end if;
  elsif at <> 'solicited' or jsonb_array_length(old.body->'price'->'tiers') <> 0 or jsonb_array_length(new.body->'price'->'tiers') = 0
     or (new.round_id, new.key, new.ordinal, new.unit_sizes, new.ceiling_units, (new.body #- '{price,tiers}') #- '{price,mode}')
        is distinct from (old.round_id, old.key, old.ordinal, old.unit_sizes, old.ceiling_units, (old.body #- '{price,tiers}') #- '{price,mode}') then
    raise exception 'what is bought stays as it was proposed' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger round_item_stays before insert or update on round_item for each row execute function keep_item();

-- ---------------------------------------------------------------- estimates
-- Holds the round FOR SHARE: bids are asked for after it, with it, or it is told that it came too late. Answers null, or why not.
create function say_estimate(p_round uuid, p_party uuid, p_lines jsonb) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare r pool_round;
begin
  if not coalesce(p_party = any (my_parties()), false) then
    raise exception 'not your district' using errcode = 'insufficient_privilege';
  end if;
  select * into r from pool_round where id = p_round for share;
  if r.id is null or r.state = 'draft' or not exists (select from consortium_member m where m.consortium_id = r.consortium_id and m.party_id = p_party and m.until is null and r.consortium_id = any (my_consortia())) then
    return 'gone';
  end if;
  if r.state <> 'estimates' then return 'closed'; end if;
  if exists (select from jsonb_array_elements(p_lines) l left join round_item i on i.round_id = p_round and i.key = l->>'item'
              where i.key is null or not i.unit_sizes ? (l->>'unit') or (l->>'count')::int not between 1 and 1000000) then
    raise exception 'no such line' using errcode = 'check_violation';
  end if;
  insert into round_estimate (round_id, party_id, revision, lines, account_id, at)
  select p_round, p_party, coalesce(max(e.revision), 0) + 1, p_lines, my_account(), app_now() from round_estimate e where e.round_id = p_round and e.party_id = p_party
  on conflict do nothing;
  if not found then return 'changed'; end if;
  update inbox_item set done_at = app_now() where subject_id = p_round and party_id = p_party and kind in ('GIVE_ESTIMATE', 'round.estimatesSoon') and done_at is null;
  return null;
end $$;
-- How many have answered; of an open round also which, and what all of it comes to in the smallest unit of each item.
create function round_estimates(p_round uuid, out answered int, out parties uuid[], out units jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  with r as (select x.id, x.sealed from pool_round x where x.id = p_round and may_see_offering(x.id, x.lead_party_id)),
       e as (select distinct on (e.party_id) e.party_id, e.lines from round_estimate e join r on r.id = e.round_id order by e.party_id, e.revision desc)
  select (select count(*)::int from e),
         case when not r.sealed then (select coalesce(array_agg(e.party_id order by e.party_id), '{}') from e) end,
         case when not r.sealed then (
           select coalesce(jsonb_object_agg(s.key, s.n), '{}') from (
             select i.key, sum((l->>'count')::bigint * (i.unit_sizes->>(l->>'unit'))::bigint) as n
               from e cross join jsonb_array_elements(e.lines) l join round_item i on i.round_id = p_round and i.key = l->>'item' group by i.key) s) end
    from r
$$;
-- Two days before they are due, once: whoever has not answered.
create function remind_of_estimates(p_limit int) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  r record;
  n int := 0;
begin
  for r in select s.round_id, x.consortium_id from round_solicitation s join pool_round x on x.id = s.round_id
            where x.state = 'estimates' and not s.reminded and s.estimates_due <= app_now() + interval '2 days' and s.estimates_due > app_now() order by s.estimates_due, s.round_id limit p_limit for update of s skip locked loop
    update round_solicitation set reminded = true where round_id = r.round_id;
    n := n + 1;
    insert into inbox_item (id, kind, is_notice, party_id, roles, sides, subject_id, round_id, title, detail, created_at)
    select gen_random_uuid(), 'round.estimatesSoon', true, m.party_id, array['procurement_officer', 'business_manager'], array[m.party_id], r.round_id, r.round_id, 'Estimate soon: ' || o.title,
           'Bids are asked for on what the districts expect to take. Yours is not in yet; it binds nobody.', app_now()
      from consortium_member m join offering o on o.id = r.round_id
     where m.consortium_id = r.consortium_id and m.until is null and not exists (select from round_estimate e where e.round_id = r.round_id and e.party_id = m.party_id);
  end loop;
  return n;
end $$;

-- ---------------------------------------------------------------- the award
-- Answers null, or why not: changed, or bid, where it is none that can be awarded.
create function award_round(p_round uuid, p_bid uuid, p_revision int, p_board_on date, p_minutes text, p_reason text, p_contract text, p_clause text, p_term date, p_ceiling bigint) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  r pool_round;
  b round_bid;
begin
  select * into r from pool_round where id = p_round for update;
  if r.id is null or not coalesce(r.lead_party_id = any (my_parties()), false) then
    raise exception 'not your round' using errcode = 'insufficient_privilege';
  end if;
  if r.state <> 'solicited' then return 'changed'; end if;
  select * into b from round_bid x where x.round_id = p_round and x.id = p_bid order by x.revision desc limit 1;
  if b.id is null or b.revision <> p_revision or not b.responsive then return 'bid'; end if;
  update round_item i set body = jsonb_set(i.body, '{price}', (i.body->'price') || jsonb_build_object('mode', p->'mode', 'tiers', p->'tiers'))
    from jsonb_array_elements(b.prices) p where i.round_id = p_round and i.key = p->>'item';
  update round_solicitation set bid_id = b.id, bid_revision = b.revision, board_on = p_board_on, minutes = p_minutes, reason = p_reason, awarded_by = my_account(), awarded_at = app_now() where round_id = p_round;
  update pool_round set state = 'awarded', state_since = app_now(), lead_agency = (select name from party where id = r.lead_party_id), contract_number = p_contract, clause = p_clause, term_ends = p_term, ceiling_cents = p_ceiling where id = p_round;
  return null;
end $$;
-- No bid is awarded: the round is over, and whoever estimated hears why. Answers null, or changed.
create function fail_solicitation(p_round uuid, p_reason text) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare r pool_round;
begin
  select * into r from pool_round where id = p_round for update;
  if r.id is null or not coalesce(r.lead_party_id = any (my_parties()), false) then
    raise exception 'not your round' using errcode = 'insufficient_privilege';
  end if;
  if r.state <> 'solicited' then return 'changed'; end if;
  update round_solicitation set failed_reason = p_reason where round_id = p_round;
  update pool_round set state = 'failed', state_since = app_now() where id = p_round;
  update inbox_item set done_at = app_now() where subject_id = p_round and done_at is null;
  insert into inbox_item (id, kind, is_notice, party_id, roles, sides, subject_id, round_id, title, detail, created_at)
  select gen_random_uuid(), 'round.failed', true, e.party_id, array['procurement_officer', 'business_manager'], array[e.party_id], p_round, p_round, 'No bid was awarded: ' || o.title, p_reason, app_now()
    from (select distinct x.party_id from round_estimate x where x.round_id = p_round) e join offering o on o.id = p_round;
  return null;
end $$;
-- A round that is canceled before its lock leaves the catalogue and its neighbors' inboxes; whoever committed or estimated hears of it.
create or replace function close_round_card(p_round uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from pool_round r where r.id = p_round and r.state = 'cancelled' and r.lead_party_id = any (my_parties())) then
    raise exception 'not your round' using errcode = 'insufficient_privilege';
  end if;
  update catalogue_card set open = false, version = version + 1, changed_xid = pg_current_xact_id() where offering_id = p_round;
  update inbox_item set done_at = app_now() where subject_id = p_round and done_at is null;
  insert into inbox_item (id, kind, is_notice, party_id, roles, sides, subject_id, round_id, title, detail, created_at)
  select gen_random_uuid(), 'round.cancelled', true, c.party_id, array['procurement_officer', 'business_manager'], array[c.party_id], p_round, p_round, 'Canceled: ' || o.title,
         case when bool_or(c.committed) then 'Nothing is ordered in this round, and your commitment binds nobody.' else 'Nothing is ordered in this round. Your estimate bound nobody.' end, app_now()
    from (select x.party_id, true as committed from round_commitment x where x.round_id = p_round and x.state in ('committed', 'awaiting_approval')
          union all select distinct e.party_id, false from round_estimate e where e.round_id = p_round) c join offering o on o.id = p_round group by c.party_id, o.title;
end $$;
revoke execute on function keep_solicitation(), keep_route(), keep_item(), say_estimate(uuid, uuid, jsonb), round_estimates(uuid), remind_of_estimates(int),
  award_round(uuid, uuid, int, date, text, text, text, text, date, bigint), fail_solicitation(uuid, text) from public;
grant execute on function keep_solicitation(), keep_route(), keep_item(), say_estimate(uuid, uuid, jsonb), round_estimates(uuid),
  award_round(uuid, uuid, int, date, text, text, text, text, date, bigint), fail_solicitation(uuid, text) to barnraise_server;
grant execute on function remind_of_estimates(int) to barnraise_worker;
`);
  }

  down = forwardOnly;
}
