import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * Districts wait in a published order for seats of a full section. Whatever frees seats offers them in the same
 * transaction, under the section's lock: nobody slips in between a freed seat and the line.
 */
export class Waitlist1160000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
create sequence waitlist_turn;
create table waitlist_entry (
  id uuid constraint "PK_waitlist_entry" primary key,
  section_id uuid not null constraint "FK_waitlist_entry_section" references course_section (id),
  home_party_id uuid not null constraint "FK_waitlist_entry_home" references party (id),
  consortium_id uuid not null constraint "FK_waitlist_entry_consortium" references consortium (id),
  state text not null constraint waitlist_entry_state check (state in ('waiting', 'offered', 'taken', 'lapsed', 'left', 'ended')),
  state_since timestamptz not null,
  seats_wanted integer not null constraint waitlist_entry_wanted check (seats_wanted > 0),
  seats_least integer not null,
  asked_at timestamptz not null,
  asked_by uuid not null constraint "FK_waitlist_entry_asked_by" references account (id),
  turn bigint not null,
  offer_for interval not null,
  mapping_waits interval not null,
  policy_ids uuid[] not null default '{}',
  fit jsonb,
  fit_reason text,
  constraint waitlist_entry_least check (seats_least between 1 and seats_wanted),
  constraint waitlist_entry_offer_ends check (offer_for > '0' and offer_for <= '31 days' and mapping_waits between '0' and '31 days')
);
comment on column waitlist_entry.seats_wanted is 'what is still wanted: a part that was taken is no longer in it';
comment on column waitlist_entry.turn is 'who asked before whom, given under the section''s lock; asking for more takes a new turn';
comment on column waitlist_entry.offer_for is 'how long an offer is kept, by the policy it was asked under; mapping_waits is how long it waits for a mapping at most';
create unique index waitlist_entry_once on waitlist_entry (section_id, home_party_id) where state in ('waiting', 'offered');
create index waitlist_entry_line on waitlist_entry (section_id, turn) where state = 'waiting';
create index waitlist_entry_home on waitlist_entry (home_party_id, asked_at, id);
alter table waitlist_entry enable row level security;
create policy own on waitlist_entry for select to barnraise_server using (home_party_id = any (my_parties()));
grant select on waitlist_entry to barnraise_server;

-- The lifecycle's moves as the database knows them; a test holds this table and the package together.
create table waitlist_move (
  from_state text not null,
  to_state text not null,
  side text not null constraint waitlist_move_side check (side in ('home', 'teaching', 'clock')),
  constraint "PK_waitlist_move" primary key (from_state, to_state, side)
);
insert into waitlist_move values
  ('waiting', 'waiting', 'home'), ('waiting', 'left', 'home'), ('waiting', 'offered', 'clock'), ('waiting', 'ended', 'teaching'), ('waiting', 'ended', 'clock'),
  ('offered', 'taken', 'home'), ('offered', 'waiting', 'home'), ('offered', 'left', 'home'), ('offered', 'lapsed', 'clock'), ('offered', 'ended', 'teaching');
grant select on waitlist_move to barnraise_server;
create function keep_waitlist_moves() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (select from waitlist_move where from_state = old.state and to_state = new.state) then
    raise exception 'a place on the waitlist does not go from % to %', old.state, new.state using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger waitlist_entry_moves before update of state on waitlist_entry for each row execute function keep_waitlist_moves();

alter table course_section add column seats_waiting integer not null default 0;
alter table course_section add constraint seats_waiting_counted check (seats_waiting >= 0);
comment on column course_section.seats_waiting is 'seats wanted by those who wait: on the section itself, so that whoever takes seats sees it under the row''s lock';
alter policy own on course_section with check (teaching_party_id = any (my_parties()) and seats_taken = 0 and own_seats_taken = 0 and seats_waiting = 0);
comment on column availability.units_left is 'seats left for a neighbor; below zero: none, and so many are waited for';

alter table booking add column waitlist_entry_id uuid constraint "FK_booking_waitlist_entry" references waitlist_entry (id);
comment on column booking.waitlist_entry_id is 'the place on the waitlist that these seats were offered to';
create unique index booking_offered_once on booking (waitlist_entry_id) where state = 'held' and waitlist_entry_id is not null;
-- An offer's cost is worked out when it is requested; whatever was asked for or given has one.
alter table booking add constraint booking_costed check (
  calculation_id is not null or state in ('held', 'expired', 'cancelled'));
grant select (waitlist_entry_id) on booking to barnraise_server;

-- ---------------------------------------------------------------- who comes first
create function rule_in_force(p_consortium uuid, p_key text) returns jsonb language sql stable set search_path = public, pg_temp as $$
  select value from policy_version where consortium_id = p_consortium and key = p_key and effective_from <= app_now()::date order by effective_from desc limit 1
$$;
-- Teaches a shared course in that school year, for this consortium.
create function contributes(p_party uuid, p_consortium uuid, p_school_year text) returns boolean language sql stable set search_path = public, pg_temp as $$
  select exists (
    select from course_section s join offering o on o.id = s.id and o.state in ('open', 'closed')
      join audience a on a.offering_id = s.id and a.consortium_id = p_consortium
      join term t on t.id = s.term_id join school_year y on y.id = t.school_year_id and y.name = p_school_year
     where s.teaching_party_id = p_party)
$$;
create function comes_first(p_party uuid, p_consortium uuid, p_section uuid) returns boolean language sql stable set search_path = public, pg_temp as $$
  select coalesce(rule_in_force(p_consortium, 'waitlist.order') #>> '{}' = 'contributors_first', false) and contributes(p_party, p_consortium, (
    select y.name from course_section s join term t on t.id = s.term_id join school_year y on y.id = t.school_year_id where s.id = p_section))
$$;
create function waiting_line(p_section uuid) returns table (entry_id uuid, place int, first boolean, turn bigint) language sql stable set search_path = public, pg_temp as $$
  select id, row_number() over (order by not first, turn)::int, first, turn
    from (select w.id, w.turn, comes_first(w.home_party_id, w.consortium_id, w.section_id) as first from waitlist_entry w where w.section_id = p_section and w.state = 'waiting') line
$$;
-- Where one of my districts stands, or would stand, and why: others are counted, never named.
create function waiting_place(p_section uuid, p_home uuid, p_consortium uuid) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object('place', 1 + count(*) filter (where line.before), 'contributors', count(*) filter (where line.before and line.first and not mine.first), 'earlier', count(*) filter (where line.before and line.first = mine.first),
           'first', mine.first, 'contributorsFirst', coalesce(rule_in_force(p_consortium, 'waitlist.order') #>> '{}' = 'contributors_first', false))
    from (select comes_first(p_home, p_consortium, p_section) as first, (select turn from waitlist_entry where section_id = p_section and home_party_id = p_home and state = 'waiting') as turn) mine
    left join lateral (select l.first, (l.first and not mine.first) or (l.first = mine.first and (mine.turn is null or l.turn < mine.turn)) as before from waiting_line(p_section) l) line on true
   where p_home = any (my_parties())
   group by mine.first
$$;

-- ---------------------------------------------------------------- offering
-- A job for the worker, with the defaults of its queue: written with what it tells of.
create function send_tell(p_event uuid, p_party uuid, p_roles text[], p_subject text, p_body text) returns void
language sql set search_path = public, pg_temp as $$
  insert into pgboss.job (name, data, expire_in, retry_limit, retry_delay, retry_backoff, policy)
  select q.name, jsonb_build_object('eventId', p_event, 'partyId', p_party, 'roles', p_roles, 'subject', p_subject, 'body', p_body),
         q.expire_seconds * interval '1 second', q.retry_limit, q.retry_delay, q.retry_backoff, q.policy
    from pgboss.queue q where q.name = 'tell'
$$;
create function waitlist_event(p_entry waitlist_entry, p_before text, p_actor uuid, p_facts jsonb) returns uuid
language sql set search_path = public, pg_temp as $$
  insert into event (id, at, actor_account_id, kind, subject_type, subject_id, party_ids, consortium_ids, facts)
  values (gen_random_uuid(), app_now(), p_actor, 'waitlist.' || p_entry.state, 'waitlist', p_entry.id, array[p_entry.home_party_id], '{}',
          jsonb_build_object('before', p_before, 'after', p_entry.state, 'seats', p_entry.seats_wanted, 'least', p_entry.seats_least, 'sectionId', p_entry.section_id) || p_facts)
  returning id
$$;
create function units_left_of(s course_section) returns int language sql volatile set search_path = public, pg_temp as $$
  select coalesce(nullif(seats_left(s, false, today_at(s.time_zone)), 0), -s.seats_waiting)
$$;
create function shift_waiting(p_section uuid, p_n int) returns course_section
language plpgsql set search_path = public, pg_temp as $$
declare s course_section;
begin
  update course_section set seats_waiting = seats_waiting + p_n where id = p_section returning * into s;
  update availability set units_left = units_left_of(s), version = version + 1, changed_xid = pg_current_xact_id() where offering_id = p_section;
  perform announce_section(p_section, s.teaching_party_id);
  return s;
end $$;

-- Offers what is free to those who wait, in their order; whoever wants more than is free at the least is passed over and
-- keeps the place. The section must be locked already.
create function promote_waiting(p_section uuid) returns int
language plpgsql set search_path = public, pg_temp as $$
declare
  s course_section;
  o record;
  e waitlist_entry;
  today date;
  t timestamptz;
  n int;
  waits boolean;
  b uuid;
  ev uuid;
  offered int := 0;
begin
  select * into s from course_section where id = p_section for no key update;
  if s.id is null or s.seats_waiting = 0 then return 0; end if;
  select f.state, f.title, p.short_name as teaching, tm.name as term, y.name as year into o
    from offering f join party p on p.id = s.teaching_party_id join term tm on tm.id = s.term_id join school_year y on y.id = tm.school_year_id where f.id = p_section;
  today := today_at(s.time_zone);
  if o.state <> 'open' or today > s.last_day then return 0; end if;
  loop
    select w.* into e from waiting_line(p_section) l join waitlist_entry w on w.id = l.entry_id
     where w.seats_least <= seats_left(s, w.home_party_id = s.teaching_party_id, today)
       and exists (select from consortium_member m where m.consortium_id = w.consortium_id and m.party_id = w.home_party_id and m.until is null)
     order by l.place limit 1;
    exit when not found;
    n := least(e.seats_wanted, seats_left(s, e.home_party_id = s.teaching_party_id, today));
    t := app_now();
    b := gen_random_uuid();
    waits := exists (select from course_mapping m where m.section_id = p_section and m.home_party_id = e.home_party_id and m.school_year = o.year and m.state = 'pending');
    insert into booking (id, section_id, home_party_id, teaching_party_id, consortium_id, state, seat_count, created_at, created_by, state_since,
                         hold_expires_at, hold_left, plan_version_id, policy_ids, fit, fit_reason, waitlist_entry_id)
    values (b, p_section, e.home_party_id, s.teaching_party_id, e.consortium_id, 'held', n, t, e.asked_by, t,
            t + e.offer_for + case when waits then e.mapping_waits else '0' end, case when waits then e.offer_for end, s.plan_version_id, e.policy_ids, e.fit, e.fit_reason, e.id);
    insert into seat (id, booking_id, section_id, ordinal, state) select gen_random_uuid(), b, p_section, ordinal, 'held' from generate_series(1, n) ordinal;
    update waitlist_entry set state = 'offered', state_since = t where id = e.id returning * into e;
    s := shift_seats(p_section, e.home_party_id, n);
    s := shift_waiting(p_section, -e.seats_wanted);
    perform waitlist_event(e, 'waiting', null, jsonb_build_object('offered', n, 'bookingId', b));
    ev := gen_random_uuid();
    insert into event (id, at, actor_account_id, kind, subject_type, subject_id, party_ids, consortium_ids, facts)
    values (ev, t, null, 'booking.held', 'booking', b, array[e.home_party_id, s.teaching_party_id], '{}',
            jsonb_build_object('before', null, 'after', 'held', 'seats', n, 'sectionId', p_section, 'fromWaitlist', true));
    insert into inbox_item (id, kind, is_notice, party_id, roles, sides, subject_id, booking_id, section_id, title, detail, next_step, due_at, due_rule, created_at)
    select gen_random_uuid(), 'REQUEST_HELD_SEATS', false, e.home_party_id, array['counselor', 'registrar'], array[e.home_party_id], b, b, p_section,
           case n when 1 then 'A seat' else n || ' seats' end || ' came free for you in ' || o.title,
           format('You were next on the waitlist for %s, taught by %s. Request %s in time, or the next in line is asked.%s', o.term, o.teaching, case n when 1 then 'it' else 'them' end,
                  case when n < e.seats_wanted then format(' You wanted %s: you keep your place for the rest.', e.seats_wanted) else '' end),
           'Request the seats', h.hold_expires_at, format('offered for %s hours', round(extract(epoch from e.offer_for) / 3600)), t
      from booking h where h.id = b;
    perform send_tell(ev, e.home_party_id, array['counselor', 'registrar'], format('%s came free: %s', case n when 1 then 'A seat' else n || ' seats' end, o.title),
                      format(E'You were next on the waitlist for %s (%s), taught by %s.\\n\\n%s held for you. Request in time, or the next in line is asked. It is in your inbox.', o.title, o.term, o.teaching,
                             case n when 1 then 'One seat is' else n || ' seats are' end));
    offered := offered + 1;
  end loop;
  return offered;
end $$;

-- As before; and seats that come free go to whoever waits.
create or replace function shift_seats(p_section uuid, p_home uuid, p_n int) returns course_section
language plpgsql set search_path = public, pg_temp as $$
declare s course_section;
begin
  update course_section set seats_taken = seats_taken + p_n,
         own_seats_taken = own_seats_taken + case when teaching_party_id = p_home then p_n else 0 end
   where id = p_section returning * into s;
  update availability set units_left = units_left_of(s),
         units_by_party = jsonb_set(units_by_party, array[p_home::text], to_jsonb(coalesce((units_by_party->>p_home::text)::int, 0) + p_n)),
         version = version + 1, changed_xid = pg_current_xact_id()
   where offering_id = p_section;
  perform announce_section(p_section, s.teaching_party_id);
  if p_n < 0 and s.seats_waiting > 0 then
    perform promote_waiting(p_section);
    select * into s from course_section where id = p_section;
  end if;
  return s;
end $$;

-- What becomes of an offer, in the act that decides it: taken whole or in part, given up, run out.
create function waitlist_follows() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  e waitlist_entry;
  rest int;
  o record;
  ev uuid;
begin
  select * into e from waitlist_entry where id = new.waitlist_entry_id for update;
  if e.state <> 'offered' then return null; end if;
  rest := e.seats_wanted - new.seat_count;
  update waitlist_entry set state_since = new.state_since,
         state = case when new.state = 'expired' then 'lapsed' when new.state = 'cancelled' then 'left' when rest > 0 then 'waiting' else 'taken' end,
         seats_wanted = case when new.state not in ('expired', 'cancelled') and rest > 0 then rest else seats_wanted end,
         seats_least = case when new.state not in ('expired', 'cancelled') and rest > 0 then least(seats_least, rest) else seats_least end
   where id = e.id returning * into e;
  ev := waitlist_event(e, 'offered', case when new.state <> 'expired' then my_account() end, jsonb_build_object('offered', new.seat_count, 'bookingId', new.id));
  if e.state = 'waiting' then
    perform shift_waiting(e.section_id, rest);
    perform promote_waiting(e.section_id);
  elsif e.state = 'lapsed' then
    select f.title into o from offering f where f.id = e.section_id;
    insert into inbox_item (id, kind, is_notice, party_id, roles, sides, subject_id, booking_id, section_id, title, detail, created_at)
    values (gen_random_uuid(), 'NOTICE', true, e.home_party_id, array['counselor', 'registrar'], array[e.home_party_id], new.id, new.id, e.section_id,
            'The offer for ' || o.title || ' ran out', 'The seats went on to the next in line. Join the waitlist again if you still want them.', new.state_since);
    perform send_tell(ev, e.home_party_id, array['counselor', 'registrar'], 'Your offer ran out: ' || o.title, 'The seats went on to the next in line. Join the waitlist again if you still want them.');
  end if;
  return null;
end $$;
create trigger booking_waitlist_follows after update of state on booking for each row
  when (old.state = 'held' and new.state <> 'held' and new.waitlist_entry_id is not null) execute function waitlist_follows();

-- A section that takes seats again offers what is free at once.
create function offer_on_reopening() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform promote_waiting(new.id);
  return null;
end $$;
create trigger offering_reopened after update of state on offering for each row
  when (old.state = 'closed' and new.state = 'open') execute function offer_on_reopening();

-- ---------------------------------------------------------------- waiting
create function join_waitlist(p_entry uuid, p_section uuid, p_home uuid, p_consortium uuid, p_wanted int, p_least int, p_offer interval, p_mapping_waits interval,
                              p_policies uuid[], p_fit jsonb, p_fit_reason text) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  s course_section;
  e waitlist_entry;
  free int;
begin
  if not coalesce(p_home = any (my_parties()), false) then
    raise exception 'not your district' using errcode = 'insufficient_privilege';
  end if;
  if not exists (select from audience a join consortium_member m on m.consortium_id = a.consortium_id and m.party_id = p_home and m.until is null
                  where a.offering_id = p_section and a.consortium_id = p_consortium) then
    return jsonb_build_object('refused', 'not_found');
  end if;
  perform 1 from course_section where id = p_section for no key update;
  if not found then
    return jsonb_build_object('refused', 'not_found');
  end if;
  perform end_overdue_holds(p_section);
  perform promote_waiting(p_section);
  select * into s from course_section where id = p_section;
  if today_at(s.time_zone) > s.last_day or not exists (select from offering o where o.id = p_section and o.state = 'open') then
    return jsonb_build_object('refused', 'not_open');
  end if;
  select * into e from waitlist_entry where section_id = p_section and home_party_id = p_home and state in ('waiting', 'offered');
  if found then
    return jsonb_build_object('refused', 'already', 'id', e.id, 'state', e.state);
  end if;
  free := seats_left(s, s.teaching_party_id = p_home, today_at(s.time_zone));
  if free >= p_wanted then
    return jsonb_build_object('refused', 'free', 'left', free);
  end if;
  insert into waitlist_entry (id, section_id, home_party_id, consortium_id, state, state_since, seats_wanted, seats_least, asked_at, asked_by, turn, offer_for, mapping_waits, policy_ids, fit, fit_reason)
  values (p_entry, p_section, p_home, p_consortium, 'waiting', app_now(), p_wanted, p_least, app_now(), my_account(), nextval('waitlist_turn'), p_offer, p_mapping_waits, p_policies, p_fit, p_fit_reason)
  returning * into e;
  perform waitlist_event(e, null, my_account(), '{}');
  perform shift_waiting(p_section, p_wanted);
  perform promote_waiting(p_section);
  return jsonb_build_object('at', e.asked_at);
end $$;

-- Fewer keeps the place; more asks anew.
create function change_waiting(p_entry uuid, p_wanted int, p_least int) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare e waitlist_entry;
        was int;
begin
  select * into e from waitlist_entry where id = p_entry and home_party_id = any (my_parties());
  if not found then
    return jsonb_build_object('refused', 'not_found');
  end if;
  perform 1 from course_section where id = e.section_id for no key update;
  select * into e from waitlist_entry where id = p_entry for update;
  if e.state <> 'waiting' then
    return jsonb_build_object('refused', 'state', 'state', e.state);
  end if;
  was := e.seats_wanted;
  update waitlist_entry set state = 'waiting', seats_wanted = p_wanted, seats_least = p_least,
         asked_at = case when p_wanted > was then app_now() else asked_at end, turn = case when p_wanted > was then nextval('waitlist_turn') else turn end
   where id = p_entry returning * into e;
  perform waitlist_event(e, 'waiting', my_account(), jsonb_build_object('was', was));
  perform shift_waiting(e.section_id, p_wanted - was);
  perform promote_waiting(e.section_id);
  return jsonb_build_object('at', app_now());
end $$;

create function leave_waitlist(p_entry uuid) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare e waitlist_entry;
begin
  select * into e from waitlist_entry where id = p_entry and home_party_id = any (my_parties());
  if not found then
    return jsonb_build_object('refused', 'not_found');
  end if;
  perform 1 from course_section where id = e.section_id for no key update;
  select * into e from waitlist_entry where id = p_entry for update;
  if e.state <> 'waiting' then
    return jsonb_build_object('refused', 'state', 'state', e.state);
  end if;
  update waitlist_entry set state = 'left', state_since = app_now() where id = p_entry returning * into e;
  perform waitlist_event(e, 'waiting', my_account(), '{}');
  perform shift_waiting(e.section_id, -e.seats_wanted);
  return jsonb_build_object('at', app_now());
end $$;

-- The whole line goes with its section; whoever stood in it is told. Under the section's lock.
create function end_waitlist(p_section uuid, p_actor uuid, p_why text) returns int
language plpgsql set search_path = public, pg_temp as $$
declare
  e waitlist_entry;
  before text;
  ev uuid;
  n int := 0;
  title text := (select o.title from offering o where o.id = p_section);
begin
  for e in select * from waitlist_entry where section_id = p_section and state in ('waiting', 'offered') order by turn for update loop
    before := e.state;
    update waitlist_entry set state = 'ended', state_since = app_now() where id = e.id returning * into e;
    ev := waitlist_event(e, before, p_actor, '{}');
    if before = 'waiting' then
      perform shift_waiting(p_section, -e.seats_wanted);
      insert into inbox_item (id, kind, is_notice, party_id, roles, sides, subject_id, section_id, title, detail, created_at)
      values (gen_random_uuid(), 'NOTICE', true, e.home_party_id, array['counselor', 'registrar'], array[e.home_party_id], e.id, p_section, 'The waitlist for ' || title || ' has ended', p_why, app_now());
      perform send_tell(ev, e.home_party_id, array['counselor', 'registrar'], 'The waitlist has ended: ' || title, p_why);
    end if;
    n := n + 1;
  end loop;
  return n;
end $$;

-- The cost of an offer, worked out when it is requested: once, on the plan it was offered on.
create function cost_offer(p_booking uuid, p_calculation uuid) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update booking b set calculation_id = p_calculation
   where id = p_booking and state = 'held' and calculation_id is null and home_party_id = any (my_parties())
     and exists (select from share_calculation c where c.id = p_calculation and c.subject_id = b.id and c.home_party_id = b.home_party_id and c.plan_version_id = b.plan_version_id);
  return found;
end $$;

-- ---------------------------------------------------------------- the ways seats are taken and freed, with the line in them
-- As before; while anybody waits, what is free is offered to the line first, and a newcomer gets what nobody in it could take.
create or replace function hold_seats(p_booking uuid, p_section uuid, p_home uuid, p_seat_ids uuid[], p_consortium uuid, p_plan uuid, p_hold interval,
                           p_policies uuid[], p_fit jsonb, p_fit_reason text, p_mapping_waits interval, p_calculation uuid)
returns jsonb language plpgsql security definer set search_path = public, pg_temp as $$
declare
  n int := coalesce(cardinality(p_seat_ids), 0);
  s course_section;
  t timestamptz;
  tries int := 0;
  waits boolean;
begin
  if not coalesce(p_home = any (my_parties()), false) then
    raise exception 'not your district' using errcode = 'insufficient_privilege';
  end if;
  if not coalesce(p_hold > '0' and p_hold <= '31 days' and coalesce(p_mapping_waits, '0') <= '31 days', false) then
    raise exception 'a hold has an end that can be waited for' using errcode = 'check_violation';
  end if;
  if not exists (select from audience a join consortium_member m on m.consortium_id = a.consortium_id and m.party_id = p_home and m.until is null
                  where a.offering_id = p_section and a.consortium_id = p_consortium) then
    return jsonb_build_object('refused', 'not_found');
  end if;
  loop
    -- Who waits is counted on the row itself: whoever waited for this row's lock reads it anew.
    update course_section c set seats_taken = c.seats_taken + n,
           own_seats_taken = c.own_seats_taken + case when c.teaching_party_id = p_home then n else 0 end
     where c.id = p_section
       and seats_left(c, c.teaching_party_id = p_home, today_at(c.time_zone)) >= n
       and (c.seats_waiting = 0 or tries > 0)
       and exists (select from offering o where o.id = p_section and o.state = 'open')
    returning * into s;
    exit when found;
    tries := tries + 1;
    select * into s from course_section where id = p_section for no key update;
    if not found then
      return jsonb_build_object('refused', 'not_found');
    end if;
    if not exists (select from offering o where o.id = p_section and o.state = 'open') then
      return jsonb_build_object('refused', 'not_open');
    end if;
    -- An overdue hold counts as free at once.
    if tries > 1 or (end_overdue_holds(p_section) = 0 and s.seats_waiting = 0) then
      return jsonb_build_object('refused', 'full', 'left', seats_left(s, s.teaching_party_id = p_home, today_at(s.time_zone)), 'waiting', s.seats_waiting,
                                'place', (waiting_place(p_section, p_home, p_consortium)->>'place')::int);
    end if;
    perform promote_waiting(p_section);
  end loop;
  -- Under the section's lock: a plan put on it meanwhile is another bargain. What was taken is given back.
  if s.plan_version_id is distinct from p_plan then
    update course_section c set seats_taken = c.seats_taken - n,
           own_seats_taken = c.own_seats_taken - case when c.teaching_party_id = p_home then n else 0 end where c.id = p_section;
    return jsonb_build_object('refused', 'other_plan');
  end if;
  t := app_now();
  -- Asked under the section's lock, which pausing and resuming take too: a mapping decided meanwhile is seen here, or sees this hold.
  waits := exists (
    select from course_mapping m join term on term.id = s.term_id join school_year y on y.id = term.school_year_id and y.name = m.school_year
     where m.section_id = p_section and m.home_party_id = p_home and m.state = 'pending');
  insert into booking (id, section_id, home_party_id, teaching_party_id, consortium_id, state, seat_count, created_at, created_by, state_since,
                       hold_expires_at, hold_left, plan_version_id, policy_ids, fit, fit_reason, calculation_id)
  values (p_booking, p_section, p_home, s.teaching_party_id, p_consortium, 'held', n, t, my_account(), t,
          t + p_hold + case when waits then coalesce(p_mapping_waits, '0') else '0' end, case when waits then p_hold end,
          p_plan, p_policies, p_fit, p_fit_reason, p_calculation);
  insert into seat (id, booking_id, section_id, ordinal, state)
  select id, p_booking, p_section, ordinal, 'held' from unnest(p_seat_ids) with ordinality as ids (id, ordinal);
  update availability set units_left = units_left_of(s),
         units_by_party = jsonb_set(units_by_party, array[p_home::text], to_jsonb(coalesce((units_by_party->>p_home::text)::int, 0) + n)),
         version = version + 1, changed_xid = pg_current_xact_id()
   where offering_id = p_section;
  perform announce_section(p_section, s.teaching_party_id);
  return jsonb_build_object('at', t, 'until', (select hold_expires_at from booking where id = p_booking), 'left', seats_left(s, s.teaching_party_id = p_home, today_at(s.time_zone)));
end $$;

-- As before; more seats go to whoever waits.
create or replace function amend_section(p_section uuid, p jsonb, p_plan uuid) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare s course_section;
begin
  select * into s from course_section where id = p_section and teaching_party_id = any (my_parties()) for no key update;
  if not found then
    return jsonb_build_object('refused', 'not_found');
  end if;
  if exists (select from offering where id = p_section and state = 'cancelled') then
    return jsonb_build_object('refused', 'cancelled');
  end if;
  perform end_overdue_holds(p_section);
  select * into s from course_section where id = p_section;
  if (p->>'capacity')::int < s.seats_taken then
    return jsonb_build_object('refused', 'below_taken', 'taken', s.seats_taken);
  end if;
  if not exists (select from cost_plan_version v where v.id = p_plan and v.party_id = s.teaching_party_id) then
    raise exception 'not a plan of the teaching district' using errcode = 'insufficient_privilege';
  end if;
  update course_section set
         teacher_account_id = (p->>'teacherAccountId')::uuid, teacher_name = agreed_name(p_section, (p->>'teacherAccountId')::uuid),
         sced_version = p->>'scedVersion', sced_code = p->>'scedCode', local_code = p->>'localCode', syllabus = p->>'syllabus', prerequisites = p->>'prerequisites',
         grade_low = (p->>'gradeLow')::int, grade_high = (p->>'gradeHigh')::int, credit_hundredths = (p->>'creditHundredths')::int, modality = p->>'modality',
         meeting_days = array(select jsonb_array_elements_text(p->'meetingDays')), starts_at = p->>'startsAt', ends_at = p->>'endsAt',
         flags = array(select jsonb_array_elements_text(p->'flags')), capacity = (p->>'capacity')::int, reserved_seats = (p->>'reservedSeats')::int,
         reserved_until = (p->>'reservedUntil')::date, reserved_released = (p->>'reservedSeats')::int > 0 and (p->>'reservedUntil')::date <= today_at(s.time_zone),
         drop_date = (p->>'dropDate')::date, teaching_drop_date = (p->>'teachingDropDate')::date, plan_version_id = p_plan
   where id = p_section returning * into s;
  update availability set capacity = s.capacity, units_left = units_left_of(s), version = version + 1, changed_xid = pg_current_xact_id() where offering_id = p_section;
  perform announce_section(p_section, s.teaching_party_id);
  perform promote_waiting(p_section);
  return jsonb_build_object('at', app_now());
end $$;

-- As before; the line goes first, so that nobody is offered a seat of what ends.
create or replace function cancel_section(p_section uuid, p_reason text) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  s course_section;
  ended jsonb;
begin
  perform 1 from course_section where id = p_section and teaching_party_id = any (my_parties()) for no key update;
  if not found then
    return jsonb_build_object('refused', 'not_found');
  end if;
  if not exists (select from offering where id = p_section and state in ('open', 'closed')) then
    return jsonb_build_object('refused', 'state');
  end if;
  perform end_waitlist(p_section, my_account(), 'The teaching district canceled the course: ' || p_reason);
  perform end_overdue_holds(p_section);
  select coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'homePartyId', b.home_party_id, 'seats', b.seat_count, 'before', b.state) order by b.created_at, b.id), '[]') into ended
    from booking b where b.section_id = p_section and takes_capacity(b.state);
  update seat set state = 'cancelled' where section_id = p_section and takes_capacity(state);
  update booking set state = 'cancelled', state_since = app_now(), hold_expires_at = null, hold_left = null, due_at = null, due_rule = null, reason = p_reason
   where section_id = p_section and takes_capacity(state);
  -- Tasks of holds are the home district's alone to settle: here they end with what they wait for.
  update inbox_item set done_at = app_now() where done_at is null and not is_notice and subject_id in (select (x->>'id')::uuid from jsonb_array_elements(ended) x);
  update course_section set seats_taken = 0, own_seats_taken = 0 where id = p_section returning * into s;
  update availability set units_left = units_left_of(s), units_by_party = '{}', version = version + 1, changed_xid = pg_current_xact_id() where offering_id = p_section;
  update offering set state = 'cancelled' where id = p_section;
  perform announce_section(p_section, s.teaching_party_id);
  return jsonb_build_object('ended', ended);
end $$;

-- As before; what is released goes to whoever waits, and a line ends with its course.
create or replace function sweep_sections(p_limit int) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  due uuid;
  s course_section;
  n int := 0;
begin
  for due in select distinct section_id from booking where state = 'held' and hold_expires_at <= app_now() order by 1 limit p_limit loop
    select * into s from course_section where id = due for no key update skip locked;
    if found then n := n + end_overdue_holds(due); end if;
  end loop;
  for s in select * from course_section where reserved_seats > 0 and not reserved_released and reserved_until <= today_at(time_zone)
            order by id limit p_limit for no key update skip locked loop
    update course_section set reserved_released = true where id = s.id returning * into s;
    update availability set units_left = units_left_of(s), version = version + 1, changed_xid = pg_current_xact_id() where offering_id = s.id;
    perform promote_waiting(s.id);
    n := n + 1;
  end loop;
  for due in select id from course_section where seats_waiting > 0 and last_day < today_at(time_zone) order by id limit p_limit for no key update skip locked loop
    n := n + end_waitlist(due, null, 'The course is over.');
  end loop;
  return n;
end $$;
create index course_section_waiting on course_section (id) where seats_waiting > 0;

grant execute on function join_waitlist(uuid, uuid, uuid, uuid, int, int, interval, interval, uuid[], jsonb, text), change_waiting(uuid, int, int), leave_waitlist(uuid),
  waiting_place(uuid, uuid, uuid), cost_offer(uuid, uuid), offer_on_reopening() to barnraise_server;
`);
  }

  down = forwardOnly;
}
