import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * What a round does at its lock about items below their threshold: it ends without them, waits once, or asks each district that
 * committed to them. What went in is frozen when it asks; an answer is given once and stands; whoever says nothing is bound by
 * nothing. The leading district has a task once its round locked, and a number that was mistyped on an order can be corrected.
 */
export class BelowThreshold1223000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
alter table pool_round drop constraint pool_round_state,
  add constraint pool_round_state check (state in ('draft', 'estimates', 'solicited', 'awarded', 'open', 'asking', 'locked', 'released', 'received', 'settled', 'failed', 'cancelled'));
create index pool_round_asking on pool_round (id) where state = 'asking';

create or replace function keep_round() returns trigger language plpgsql as $$
begin
  if old.state in ('failed', 'cancelled', 'settled') or (old.state not in ('draft', 'open') and (new.locks_at <> old.locks_at or new.state in ('draft', 'open')))
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

-- ---------------------------------------------------------------- what is asked, of whom, and what was answered
create table round_asking (
  round_id uuid constraint "PK_round_asking" primary key constraint "FK_round_asking_round" references pool_round (id),
  items text[] not null constraint round_asking_items check (cardinality(items) > 0),
  answers_by timestamptz not null,
  inputs_text text not null,
  input_hash text not null,
  at timestamptz not null,
  constraint round_asking_time check (answers_by > at)
);
comment on column round_asking.items is 'the items below their threshold, by key';
comment on column round_asking.inputs_text is 'what went in at the lock, before anybody answered';
create table round_asked (
  round_id uuid not null constraint "FK_round_asked_asking" references round_asking (round_id),
  party_id uuid not null,
  at_most_cents bigint not null constraint round_asked_at_most check (at_most_cents >= 0),
  if_all jsonb,
  constraint "PK_round_asked" primary key (round_id, party_id),
  constraint "FK_round_asked_commitment" foreign key (round_id, party_id) references round_commitment (round_id, party_id)
);
comment on column round_asked.at_most_cents is 'the most that a yes can come to';
comment on column round_asked.if_all is 'what it comes to if everyone says yes; of a sealed round never';
create table round_answer (
  round_id uuid not null,
  party_id uuid not null,
  yes boolean not null,
  account_id uuid not null constraint "FK_round_answer_account" references account (id),
  at timestamptz not null,
  constraint "PK_round_answer" primary key (round_id, party_id),
  constraint "FK_round_answer_asked" foreign key (round_id, party_id) references round_asked (round_id, party_id)
);
create trigger round_asking_append_only before update or delete on round_asking for each row execute function refuse_change();
create trigger round_asking_no_truncate before truncate on round_asking execute function refuse_change();
create trigger round_asked_append_only before update or delete on round_asked for each row execute function refuse_change();
create trigger round_asked_no_truncate before truncate on round_asked execute function refuse_change();
create trigger round_answer_append_only before update or delete on round_answer for each row execute function refuse_change();
create trigger round_answer_no_truncate before truncate on round_answer execute function refuse_change();
alter table round_asking enable row level security;
alter table round_asked enable row level security;
alter table round_answer enable row level security;
create policy with_its_round on round_asking for select to barnraise_server using (exists (select from pool_round r where r.id = round_id));
create policy own on round_asked for select to barnraise_server using (party_id = any (my_parties()));
create policy own on round_answer for select to barnraise_server using (party_id = any (my_parties()));
grant select (round_id, items, answers_by, at) on round_asking to barnraise_server;
grant select on round_asked, round_answer to barnraise_server;

-- Holds the round FOR SHARE, then reads the clock: whoever got it before the answers are closed is in. Answers null, or why
-- not: gone, closed, or answered before.
create function answer_round(p_round uuid, p_party uuid, p_yes boolean) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  r pool_round;
  a round_asking;
  now_at timestamptz;
begin
  if not coalesce(p_party = any (my_parties()), false) then
    raise exception 'not your district' using errcode = 'insufficient_privilege';
  end if;
  select * into r from pool_round where id = p_round for share;
  now_at := app_now();
  select * into a from round_asking where round_id = p_round;
  if not exists (select from round_asked q where q.round_id = p_round and q.party_id = p_party) then return 'gone'; end if;
  if r.state <> 'asking' or now_at >= a.answers_by then return 'closed'; end if;
  begin
    insert into round_answer (round_id, party_id, yes, account_id, at) values (p_round, p_party, p_yes, my_account(), now_at);
  exception when unique_violation then
    return 'answered';
  end;
  update inbox_item set done_at = now_at where subject_id = p_round and party_id = p_party and kind = 'ANSWER_ROUND' and done_at is null;
  return null;
end $$;
-- How far the answers are, for whoever leads; of a sealed round not how many were asked.
create function round_answers_so_far(p_round uuid) returns table (asked int, answered int)
language sql stable security definer set search_path = public, pg_temp as $$
  select case when not r.sealed then (select count(*)::int from round_asked q where q.round_id = r.id) end, (select count(*)::int from round_answer w where w.round_id = r.id)
    from pool_round r where r.id = p_round and r.lead_party_id = any (my_parties())
$$;

-- ---------------------------------------------------------------- the lock
-- So many days after the lock, at the same time of the day where the leading district is. A lock that comes late counts from when it comes.
create function days_after_lock(r pool_round) returns timestamptz language sql volatile set search_path = public, pg_temp as $$
  select ((case when app_now() - r.locks_at < interval '1 hour' then r.locks_at else app_now() end) at time zone p.time_zone + make_interval(days => r.below_days)) at time zone p.time_zone
    from party p where p.id = r.lead_party_id
$$;
create function round_time_words(p timestamptz, p_zone text) returns text language sql stable as $$
  select to_char(p at time zone p_zone, 'FMDay, FMMonth FMDD, FMHH12:MI AM')
$$;
create function round_is_due(r pool_round) returns boolean language sql volatile set search_path = public, pg_temp as $$
  select case r.state
    when 'open' then r.locks_at <= app_now()
    when 'asking' then exists (select from round_asking a where a.round_id = r.id and (a.answers_by <= app_now()
      or not exists (select from round_asked q where q.round_id = r.id and not exists (select from round_answer w where w.round_id = q.round_id and w.party_id = q.party_id))))
    else false end
$$;
-- The one that is due longest, taken FOR UPDATE: it waits for whoever still commits or answers, and another lock finds it done.
drop function take_due_round(uuid[]);
create function take_due_round(p_skip uuid[], out id uuid, out sealed boolean, out inputs jsonb, out state text, out below text, out extended boolean, out locks_at timestamptz, out at timestamptz,
  out asked text[], out answers_by timestamptz, out answers jsonb)
language plpgsql security definer set search_path = public, pg_temp as $$
declare r pool_round;
begin
  select x.* into r from pool_round x where x.state = 'open' and x.locks_at <= app_now() and x.id <> all (p_skip) order by x.locks_at, x.id limit 1 for update;
  if r.id is null then
    select x.* into r from pool_round x where x.state = 'asking' and x.id <> all (p_skip) and round_is_due(x) order by x.id limit 1 for update;
  end if;
  if r.id is null or not round_is_due(r) then return; end if;
  id := r.id;
  sealed := r.sealed;
  state := r.state;
  below := r.below_threshold;
  extended := r.extended_from is not null;
  locks_at := r.locks_at;
  at := app_now();
  if r.state = 'open' then
    inputs := round_inputs(r.id);
    return;
  end if;
  select a.inputs_text::jsonb, a.items, a.answers_by into inputs, asked, answers_by from round_asking a where a.round_id = r.id;
  select jsonb_agg(jsonb_build_object('party', q.party_id, 'yes', w.yes) order by q.party_id) into answers
    from round_asked q left join round_answer w on w.round_id = q.round_id and w.party_id = q.party_id where q.round_id = r.id;
end $$;
create function due_round(p_round uuid, p_rule text) returns pool_round language plpgsql volatile set search_path = public, pg_temp as $$
declare r pool_round;
begin
  select * into r from pool_round where id = p_round for update;
  if r.id is null or r.state <> 'open' or not round_is_due(r) or r.below_threshold <> p_rule then
    raise exception 'this round is not due' using errcode = 'restrict_violation';
  end if;
  return r;
end $$;
-- Too little by the lock: it moves once, and everyone who takes part is told.
create function extend_due_round(p_round uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  r pool_round := due_round(p_round, 'extend');
  later timestamptz := days_after_lock(r);
begin
  update pool_round set locks_at = later, extended_from = locks_at, reminded = below_days <= 2 where id = p_round;
  insert into event (id, at, actor_account_id, kind, subject_type, subject_id, party_ids, consortium_ids, facts)
  values (gen_random_uuid(), app_now(), null, 'round.extended', 'round', p_round, array[r.lead_party_id], array[r.consortium_id], jsonb_build_object('before', 'open', 'after', 'open'));
  update inbox_item set done_at = app_now() where subject_id = p_round and kind = 'round.locksSoon' and done_at is null;
  update inbox_item set due_at = later where subject_id = p_round and kind = 'APPROVE_COMMITMENT' and done_at is null;
  insert into inbox_item (id, kind, is_notice, party_id, roles, sides, subject_id, round_id, title, detail, created_at)
  select gen_random_uuid(), 'round.extended', true, p.party, array['procurement_officer', 'business_manager'], array[p.party], p_round, p_round, 'Locks later: ' || o.title,
         'Too little was committed by the lock, so it moved once, to ' || round_time_words(later, z.time_zone) || ' in ' || z.short_name || '. Until then every commitment can be changed.', app_now()
    from (select r.lead_party_id as party union select c.party_id from round_commitment c where c.round_id = p_round and c.state in ('committed', 'awaiting_approval')) p
   cross join offering o join party z on z.id = r.lead_party_id where o.id = p_round;
end $$;
-- Too little by the lock: what went in is frozen, and each district that committed to these items is asked once.
create function ask_round(p_round uuid, p_items text[], p_inputs text, p_hash text, p_questions jsonb) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  r pool_round := due_round(p_round, 'ask');
  until_at timestamptz := days_after_lock(r);
  o offering;
begin
  update pool_round set state = 'asking', state_since = app_now() where id = p_round;
  insert into round_asking (round_id, items, answers_by, inputs_text, input_hash, at) values (p_round, p_items, until_at, p_inputs, p_hash, app_now());
  insert into round_asked (round_id, party_id, at_most_cents, if_all)
  select p_round, c.party_id, least((x->>'atMostCents')::bigint, c.at_most_cents), nullif(x->'ifAll', 'null')
    from jsonb_array_elements(p_questions) x join round_commitment c on c.round_id = p_round and c.party_id = (x->>'party')::uuid;
  update offering set state = 'closed' where id = p_round returning * into o;
  update catalogue_card set open = false, version = version + 1, changed_xid = pg_current_xact_id() where offering_id = p_round;
  insert into event (id, at, actor_account_id, kind, subject_type, subject_id, party_ids, consortium_ids, facts)
  values (gen_random_uuid(), app_now(), null, 'round.asking', 'round', p_round, array[r.lead_party_id], array[r.consortium_id], jsonb_build_object('before', 'open', 'after', 'asking'));
  update inbox_item set done_at = app_now() where subject_id = p_round and done_at is null;
  insert into inbox_item (id, kind, is_notice, party_id, roles, sides, subject_id, round_id, title, detail, next_step, due_at, due_rule, created_at)
  select gen_random_uuid(), 'ANSWER_ROUND', false, q.party_id, array['procurement_officer', 'business_manager', 'district_administrator'], array[q.party_id], p_round, p_round, 'Do you still take it? ' || o.title,
         x->>'words', 'Answer yes or no', until_at, r.below_days || case when r.below_days = 1 then ' day' else ' days' end || ' after the lock', app_now()
    from round_asked q join jsonb_array_elements(p_questions) x on (x->>'party')::uuid = q.party_id where q.round_id = p_round;
  insert into inbox_item (id, kind, is_notice, party_id, roles, sides, subject_id, round_id, title, detail, created_at)
  select gen_random_uuid(), 'round.asking', true, p.party, array['procurement_officer', 'business_manager'], array[p.party], p_round, p_round, 'Members are asked: ' || o.title,
         'Part of it stayed below its threshold. Whoever committed to that says by ' || round_time_words(until_at, z.time_zone) || ' whether it still takes it. Your own commitments stay as they are.', app_now()
    from (select r.lead_party_id as party union select c.party_id from round_commitment c where c.round_id = p_round and c.state in ('committed', 'awaiting_approval')
          except select q.party_id from round_asked q where q.round_id = p_round) p
    join party z on z.id = r.lead_party_id;
end $$;
create or replace function finish_round(p_round uuid, p_state text, p_inputs text, p_hash text, p_result text, p_total bigint, p_words text, p_shares jsonb) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  r pool_round;
  o offering;
begin
  select * into r from pool_round where id = p_round for update;
  if not round_is_due(r) or p_state not in ('locked', 'failed') then
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
  values (gen_random_uuid(), app_now(), null, 'round.' || p_state, 'round', p_round, array[r.lead_party_id], array[r.consortium_id], jsonb_build_object('before', r.state, 'after', p_state));
  update inbox_item set done_at = app_now() where subject_id = p_round and done_at is null;
  -- Whoever leads has something to do now; everyone else is told.
  insert into inbox_item (id, kind, is_notice, party_id, roles, sides, subject_id, round_id, title, detail, next_step, created_at)
  select gen_random_uuid(), case when p.leads then 'RELEASE_ORDERS' else 'round.' || p_state end, not p.leads, p.party,
         case when p.leads then array['procurement_officer', 'business_manager', 'district_administrator'] else array['procurement_officer', 'business_manager'] end, array[p.party], p_round, p_round,
         case when p_state = 'failed' then 'Nothing is ordered: ' when p.leads then 'Locked, to be ordered: ' else 'Locked: ' end || o.title,
         coalesce((select s->>'words' from jsonb_array_elements(p_shares) s where (s->>'party')::uuid = p.party), p_words), case when p.leads then 'Release the orders' end, app_now()
    from (select x.party, x.party = r.lead_party_id and p_state = 'locked' as leads
            from (select r.lead_party_id as party union select c.party_id from round_commitment c where c.round_id = p_round and c.state in ('committed', 'awaiting_approval')) x) p;
end $$;
-- Rounds that locked before the lead had a task for it.
update inbox_item i set done_at = app_now() from pool_round r where i.subject_id = r.id and i.party_id = r.lead_party_id and i.kind = 'round.locked' and r.state = 'locked' and i.done_at is null;
insert into inbox_item (id, kind, is_notice, party_id, roles, sides, subject_id, round_id, title, detail, next_step, created_at)
select gen_random_uuid(), 'RELEASE_ORDERS', false, r.lead_party_id, array['procurement_officer', 'business_manager', 'district_administrator'], array[r.lead_party_id], r.id, r.id,
       'Locked, to be ordered: ' || o.title, 'The round has locked. Its orders can leave.', 'Release the orders', app_now()
  from pool_round r join offering o on o.id = r.id where r.state = 'locked';

-- ---------------------------------------------------------------- orders
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

-- A number that was mistyped is corrected; what it was before stays.
create table round_order_number (
  order_id uuid not null constraint "FK_round_order_number_order" references round_order (id),
  ordinal integer not null constraint round_order_number_ordinal check (ordinal > 0),
  old_number text not null,
  new_number text not null,
  account_id uuid not null constraint "FK_round_order_number_account" references account (id),
  at timestamptz not null,
  constraint "PK_round_order_number" primary key (order_id, ordinal),
  constraint round_order_number_changes check (new_number <> old_number)
);
create trigger round_order_number_append_only before update or delete on round_order_number for each row execute function refuse_change();
create trigger round_order_number_no_truncate before truncate on round_order_number execute function refuse_change();
alter table round_order_number enable row level security;
create policy with_its_order on round_order_number for select to barnraise_server using (exists (select from round_order o where o.id = order_id));
grant select on round_order_number to barnraise_server;

-- Once released an order says what it says; the number of whoever orders is added once, and changes only with its history.
create or replace function keep_order() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - '{purchase_order_number,placed_by,placed_at}'::text[] <> to_jsonb(old) - '{purchase_order_number,placed_by,placed_at}'::text[]
     or (old.placed_at is not null and ((new.placed_by, new.placed_at) is distinct from (old.placed_by, old.placed_at)
         or not exists (select from round_order_number n where n.order_id = old.id and n.old_number = old.purchase_order_number and n.new_number = new.purchase_order_number
                          and n.ordinal = (select max(m.ordinal) from round_order_number m where m.order_id = old.id)))) then
    raise exception 'an order stays as it left' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
-- Answers null, or why not: gone, unplaced, same, received, or taken by another order of the same district.
create function correct_order(p_order uuid, p_number text) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  r pool_round;
  o round_order;
begin
  select x.* into r from pool_round x join round_order y on y.round_id = x.id where y.id = p_order and y.party_id = any (my_parties()) for share of x;
  if r.id is null then return 'gone'; end if;
  select * into o from round_order where id = p_order for update;
  if o.placed_at is null then return 'unplaced'; end if;
  if o.purchase_order_number = p_number then return 'same'; end if;
  if r.state <> 'released' or exists (select from round_receipt c where c.order_id = p_order) then return 'received'; end if;
  begin
    insert into round_order_number (order_id, ordinal, old_number, new_number, account_id, at)
    select p_order, coalesce(max(n.ordinal), 0) + 1, o.purchase_order_number, p_number, my_account(), app_now() from round_order_number n where n.order_id = p_order;
    update round_order set purchase_order_number = p_number where id = p_order;
  exception when unique_violation then
    return 'taken';
  end;
  return null;
end $$;
-- Which districts have numbered their orders, for whoever leads; of a sealed round only how many.
create function round_orders_numbered(p_round uuid) returns table (party_id uuid, placed_at timestamptz, placed boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select case when not r.sealed then o.party_id end, case when not r.sealed then o.placed_at end, o.placed_at is not null
    from pool_round r join round_order o on o.round_id = r.id
   where r.id = p_round and r.lead_party_id = any (my_parties()) and o.way = 'district'
$$;

grant execute on function answer_round(uuid, uuid, boolean), round_answers_so_far(uuid), correct_order(uuid, text), round_orders_numbered(uuid) to barnraise_server;
grant execute on function take_due_round(uuid[]), extend_due_round(uuid), ask_round(uuid, text[], text, text, jsonb) to barnraise_worker;
`);
  }

  down = forwardOnly;
}
