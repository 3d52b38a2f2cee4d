import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * Request windows. While a window covers a section, nobody takes its seats: districts ask, and a request is a place in
 * the section's line. At the close the seats are allotted by the order the members published, section by section, with
 * everything that went in and came out written down; then it is first come again.
 *
 * Before and after the close is the order of commits: a request holds its window FOR SHARE while it is written, and the
 * close takes it FOR UPDATE. Lock order: window, section, booking, seats, availability.
 */
export class RequestWindows1192000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
create table request_window (
  id uuid constraint "PK_request_window" primary key,
  consortium_id uuid not null constraint "FK_request_window_consortium" references consortium (id),
  school_year text not null constraint request_window_year check (school_year ~ '^[0-9]{4}-[0-9]{2}$'),
  state text not null constraint request_window_state check (state in ('collecting', 'allotted', 'cancelled')),
  opens_at timestamptz not null,
  closes_at timestamptz not null,
  extended boolean not null default false,
  opened_by uuid not null constraint "FK_request_window_opened_by" references account (id),
  opened_on timestamptz not null,
  closed_at timestamptz,
  ended_at timestamptz,
  rule jsonb,
  policy_ids uuid[] not null default '{}',
  reason text,
  constraint request_window_forward check (opens_at < closes_at),
  constraint request_window_ended check ((state = 'collecting') = (ended_at is null)),
  constraint request_window_closed_by_rule check ((closed_at is null) = (rule is null) and (state <> 'allotted' or closed_at is not null) and (state <> 'cancelled' or closed_at is null))
);
comment on column request_window.closed_at is 'when it took no more requests; from then on its sections are allotted one by one';
comment on column request_window.rule is 'the published order as it stood at the close; policy_ids are the versions it came from';
create unique index request_window_once on request_window (consortium_id, school_year) where state <> 'cancelled';
create index request_window_live on request_window (closes_at) where state = 'collecting';
alter table request_window enable row level security;
create policy members on request_window for select to barnraise_server using (consortium_id = any (my_consortia()));
grant select on request_window to barnraise_server;

-- A section of a closed window that has been allotted, with the seats there were: also the mark at which a new worker goes on.
create table window_section (
  window_id uuid not null constraint "FK_window_section_window" references request_window (id),
  section_id uuid not null constraint "FK_window_section_section" references course_section (id),
  seats integer not null constraint window_section_seats check (seats >= 0),
  at timestamptz not null,
  constraint "PK_window_section" primary key (window_id, section_id)
);
alter table window_section enable row level security;
create policy members on window_section for select to barnraise_server using (exists (select from request_window w where w.id = window_id));
grant select on window_section to barnraise_server;
create trigger window_section_append_only before update or delete on window_section for each row execute function refuse_change();
create trigger window_section_no_truncate before truncate on window_section execute function refuse_change();

-- What one request went in with and what it came to: enough to allot the section again.
create table window_request (
  window_id uuid not null,
  section_id uuid not null,
  entry_id uuid not null constraint "FK_window_request_entry" references waitlist_entry (id),
  home_party_id uuid not null constraint "FK_window_request_home" references party (id),
  turn bigint not null,
  seats_asked integer not null,
  seats_least integer not null,
  contributes boolean not null,
  seats_given integer not null,
  waits_seats integer,
  waits_place integer,
  trace jsonb not null,
  constraint "PK_window_request" primary key (window_id, entry_id),
  constraint "FK_window_request_section" foreign key (window_id, section_id) references window_section (window_id, section_id),
  constraint window_request_given check (seats_given = 0 or seats_given between seats_least and seats_asked),
  constraint window_request_waits check ((waits_seats is null) = (waits_place is null) and coalesce(waits_seats, 0) = seats_asked - seats_given)
);
create index window_request_section on window_request (window_id, section_id);
create index window_request_home on window_request (home_party_id);
alter table window_request enable row level security;
create policy own on window_request for select to barnraise_server using (home_party_id = any (my_parties()));
grant select on window_request to barnraise_server;
create trigger window_request_append_only before update or delete on window_request for each row execute function refuse_change();
create trigger window_request_no_truncate before truncate on window_request execute function refuse_change();

alter table inbox_item add column window_id uuid;

-- ---------------------------------------------------------------- what a window covers
-- The window that a section's seats wait for: of several, the one that closes last allots it. All null: none.
create function window_over(p_section uuid) returns request_window
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare w request_window;
begin
  if not exists (select from request_window where state = 'collecting') then return null; end if;
  select r.* into w from request_window r
   where r.state = 'collecting' and exists (select from audience a where a.offering_id = p_section and a.consortium_id = r.consortium_id)
     and exists (select from course_section s join term t on t.id = s.term_id join school_year y on y.id = t.school_year_id where s.id = p_section and y.name = r.school_year)
     and not exists (select from window_section d where d.window_id = r.id and d.section_id = p_section)
   order by r.closes_at desc, r.id desc limit 1;
  return w;
end $$;
-- Sections a window covers, allotted or not.
create function window_sections(p_window request_window) returns setof uuid language sql stable set search_path = public, pg_temp as $$
  select s.id from audience a join course_section s on s.id = a.offering_id join offering o on o.id = s.id and o.state in ('open', 'closed')
    join term t on t.id = s.term_id join school_year y on y.id = t.school_year_id
   where a.consortium_id = p_window.consortium_id and y.name = p_window.school_year
$$;
-- Seats of the block kept for the teaching district's own students that none of them has: they are its own, window or not.
create function own_block_left(s course_section) returns int language sql volatile set search_path = public, pg_temp as $$
  select case when s.reserved_released or s.reserved_until <= today_at(s.time_zone) then 0 else greatest(0, s.reserved_seats - s.own_seats_taken) end
$$;
-- May a request be made, changed or taken back now? Null: no window covers the section. Holds the window until the end of the transaction.
create function enter_window(p_section uuid) returns text
language plpgsql set search_path = public, pg_temp as $$
declare w request_window;
begin
  loop
    w := window_over(p_section);
    if w.id is null then return null; end if;
    -- Whoever comes late doesn't stand in the way of the close.
    if w.closed_at is not null or app_now() >= w.closes_at then return 'closed'; end if;
    select * into w from request_window where id = w.id for share;
    if w.state = 'collecting' then
      return case when w.closed_at is not null or app_now() >= w.closes_at then 'closed' when app_now() < w.opens_at then 'not_yet' else 'open' end;
    end if;
  end loop;
end $$;
create function window_refusal(p_section uuid, p_why text) returns jsonb language sql volatile set search_path = public, pg_temp as $$
  select jsonb_build_object('refused', p_why, 'windowId', w.id, 'opensAt', w.opens_at, 'closesAt', w.closes_at, 'schoolYear', w.school_year) from window_over(p_section) w
$$;

-- ---------------------------------------------------------------- the line, with windows in it
-- Offers seats to one place in line: a hold with a clock, a task, an event. The section must be locked already.
create function offer_to(p_entry uuid, p_n int, p_detail text, p_title text) returns uuid
language plpgsql set search_path = public, pg_temp as $$
declare
  s course_section;
  e waitlist_entry;
  was int;
  t timestamptz := app_now();
  waits boolean;
  b uuid := gen_random_uuid();
begin
  select * into e from waitlist_entry where id = p_entry;
  select * into s from course_section where id = e.section_id;
  was := e.seats_wanted;
  waits := exists (select from course_mapping m join term tm on tm.id = s.term_id join school_year y on y.id = tm.school_year_id and y.name = m.school_year
                    where m.section_id = s.id and m.home_party_id = e.home_party_id and m.state = 'pending');
  insert into booking (id, section_id, home_party_id, teaching_party_id, consortium_id, state, seat_count, created_at, created_by, state_since,
                       hold_expires_at, hold_left, plan_version_id, policy_ids, fit, fit_reason, waitlist_entry_id)
  values (b, s.id, e.home_party_id, s.teaching_party_id, e.consortium_id, 'held', p_n, t, e.asked_by, t,
          t + e.offer_for + case when waits then e.mapping_waits else '0' end, case when waits then e.offer_for end, s.plan_version_id, e.policy_ids, e.fit, e.fit_reason, e.id);
  insert into seat (id, booking_id, section_id, ordinal, state) select gen_random_uuid(), b, s.id, ordinal, 'held' from generate_series(1, p_n) ordinal;
  update waitlist_entry set state = 'offered', state_since = t where id = e.id returning * into e;
  perform shift_seats(s.id, e.home_party_id, p_n);
  perform shift_waiting(s.id, -was);
  perform waitlist_event(e, 'waiting', null, jsonb_build_object('offered', p_n, 'bookingId', b));
  insert into event (id, at, actor_account_id, kind, subject_type, subject_id, party_ids, consortium_ids, facts)
  values (gen_random_uuid(), t, null, 'booking.held', 'booking', b, array[e.home_party_id, s.teaching_party_id], '{}',
          jsonb_build_object('before', null, 'after', 'held', 'seats', p_n, 'sectionId', s.id, 'fromWaitlist', true));
  insert into inbox_item (id, kind, is_notice, party_id, roles, sides, subject_id, booking_id, section_id, title, detail, next_step, due_at, due_rule, created_at)
  select gen_random_uuid(), 'REQUEST_HELD_SEATS', false, e.home_party_id, array['counselor', 'registrar'], array[e.home_party_id], b, b, s.id, p_title, p_detail,
         'Request the seats', h.hold_expires_at, format('offered for %s hours', round(extract(epoch from e.offer_for) / 3600)), t
    from booking h where h.id = b;
  return b;
end $$;

-- As before; under a window what is free waits for the close.
create or replace function promote_waiting(p_section uuid) returns int
language plpgsql set search_path = public, pg_temp as $$
declare
  s course_section;
  o record;
  e waitlist_entry;
  today date;
  n int;
  offered int := 0;
begin
  select * into s from course_section where id = p_section for no key update;
  if s.id is null or s.seats_waiting = 0 or (window_over(p_section)).id is not null then return 0; end if;
  select f.state, f.title, p.short_name as teaching, tm.name as term into o
    from offering f join party p on p.id = s.teaching_party_id join term tm on tm.id = s.term_id where f.id = p_section;
  today := today_at(s.time_zone);
  if o.state <> 'open' or today > s.last_day then return 0; end if;
  loop
    select w.* into e from waiting_line(p_section) l join waitlist_entry w on w.id = l.entry_id
     where w.seats_least <= seats_left(s, w.home_party_id = s.teaching_party_id, today)
       and exists (select from consortium_member m where m.consortium_id = w.consortium_id and m.party_id = w.home_party_id and m.until is null)
     order by l.place limit 1;
    exit when not found;
    n := least(e.seats_wanted, seats_left(s, e.home_party_id = s.teaching_party_id, today));
    perform offer_to(e.id, n,
      format('You were next on the waitlist for %s, taught by %s. Request %s in time, or the next in line is asked.%s', o.term, o.teaching, case n when 1 then 'it' else 'them' end,
             case when n < e.seats_wanted then format(' You wanted %s: you keep your place for the rest.', e.seats_wanted) else '' end),
      case n when 1 then 'A seat' else n || ' seats' end || ' came free for you in ' || o.title);
    select * into s from course_section where id = p_section;
    offered := offered + 1;
  end loop;
  return offered;
end $$;

-- As before; under a window it is a request, whatever is free.
create or replace function join_waitlist(p_entry uuid, p_section uuid, p_home uuid, p_consortium uuid, p_wanted int, p_least int, p_offer interval, p_mapping_waits interval,
                              p_policies uuid[], p_fit jsonb, p_fit_reason text) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  s course_section;
  e waitlist_entry;
  free int;
  asking text;
begin
  if not coalesce(p_home = any (my_parties()), false) then
    raise exception 'not your district' using errcode = 'insufficient_privilege';
  end if;
  if not exists (select from audience a join consortium_member m on m.consortium_id = a.consortium_id and m.party_id = p_home and m.until is null
                  where a.offering_id = p_section and a.consortium_id = p_consortium) then
    return jsonb_build_object('refused', 'not_found');
  end if;
  asking := enter_window(p_section);
  if asking <> 'open' then
    return window_refusal(p_section, 'window_' || asking);
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
  if asking = 'open' then
    -- Its own block is the teaching district's without asking, and comes first: what it asks for is what all ask for.
    free := case when s.teaching_party_id = p_home then own_block_left(s) else 0 end;
    if free > 0 then
      return jsonb_build_object('refused', 'free', 'left', free);
    end if;
  elsif free >= p_wanted then
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

-- As before; not after the close of its window, until it is allotted.
create or replace function change_waiting(p_entry uuid, p_wanted int, p_least int) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare e waitlist_entry;
        was int;
begin
  select * into e from waitlist_entry where id = p_entry and home_party_id = any (my_parties());
  if not found then
    return jsonb_build_object('refused', 'not_found');
  end if;
  if enter_window(e.section_id) = 'closed' then
    return window_refusal(e.section_id, 'window_closed');
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

create or replace function leave_waitlist(p_entry uuid) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare e waitlist_entry;
begin
  select * into e from waitlist_entry where id = p_entry and home_party_id = any (my_parties());
  if not found then
    return jsonb_build_object('refused', 'not_found');
  end if;
  if enter_window(e.section_id) = 'closed' then
    return window_refusal(e.section_id, 'window_closed');
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

-- As before; under a window nobody takes seats but the teaching district those of its own block.
create or replace function hold_seats(p_booking uuid, p_section uuid, p_home uuid, p_seat_ids uuid[], p_consortium uuid, p_plan uuid, p_hold interval,
                           p_policies uuid[], p_fit jsonb, p_fit_reason text, p_mapping_waits interval, p_calculation uuid)
returns jsonb language plpgsql security definer set search_path = public, pg_temp as $$
declare
  n int := coalesce(cardinality(p_seat_ids), 0);
  s course_section;
  t timestamptz;
  tries int := 0;
  waits boolean;
  w request_window;
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
  w := window_over(p_section);
  if w.id is not null then
    -- Seats of its own block are the teaching district's without asking.
    select * into s from course_section where id = p_section for no key update;
    if s.teaching_party_id is distinct from p_home or own_block_left(s) < n then
      return window_refusal(p_section, 'window');
    end if;
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

-- ---------------------------------------------------------------- a window's life
create function tell_of_window(p_window request_window, p_title text, p_detail text, p_where text) returns void
language sql set search_path = public, pg_temp as $$
  insert into inbox_item (id, kind, is_notice, party_id, roles, sides, subject_id, window_id, title, detail, created_at)
  select gen_random_uuid(), 'NOTICE', true, m.party_id, array['counselor', 'registrar'], array[m.party_id], p_window.id, p_window.id, p_title, p_detail, app_now()
    from consortium_member m
   where m.consortium_id = p_window.consortium_id and m.until is null
     and (p_where = 'all' or exists (select from waitlist_entry e where e.home_party_id = m.party_id and e.consortium_id = m.consortium_id and e.state = 'waiting' and e.section_id in (select window_sections(p_window))))
$$;
create function window_event(p_window request_window, p_kind text, p_before text, p_facts jsonb) returns void
language sql set search_path = public, pg_temp as $$
  insert into event (id, at, actor_account_id, kind, subject_type, subject_id, party_ids, consortium_ids, facts)
  values (gen_random_uuid(), app_now(), my_account(), 'window.' || p_kind, 'window', p_window.id, '{}', array[p_window.consortium_id],
          jsonb_build_object('before', p_before, 'after', p_window.state, 'schoolYear', p_window.school_year) || p_facts)
$$;
create function clock_words(p timestamptz, p_zone text) returns text language sql stable as $$
  select to_char(p at time zone p_zone, 'FMDay, FMMonth FMDD, FMHH12:MI AM')
$$;
create function order_words(p_rule jsonb) returns text language sql immutable as $$
  select initcap(left(words, 1)) || substr(words, 2) from (select case when (p_rule->>'contributorsFirst')::boolean then 'Districts that teach shared courses that year come first; ' else '' end
      || case when (p_rule->>'fairShares')::boolean then 'seats are shared one by one, so that nobody has two more than somebody who wants another.' else 'whoever asked earlier gets all it asked for.' end as words) said
$$;
-- The published order in force: what the members agreed on, else fair shares and no group before another.
create function allotment_rule(p_consortium uuid) returns jsonb language sql stable set search_path = public, pg_temp as $$
  select jsonb_build_object('contributorsFirst', coalesce(rule_in_force(p_consortium, 'waitlist.order') #>> '{}' = 'contributors_first', false),
                            'fairShares', coalesce(rule_in_force(p_consortium, 'requests.shares') #>> '{}' = 'fair', true))
$$;
create function open_window(p_id uuid, p_consortium uuid, p_year text, p_opens date, p_closes date) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  zone text;
  t timestamptz;
  w request_window;
begin
  if not exists (select from my_coordinations() c where c = p_consortium) then
    return jsonb_build_object('refused', 'not_found');
  end if;
  -- One at a time: two coordinators of one consortium open one window.
  perform 1 from consortium where id = p_consortium for no key update;
  t := app_now();
  zone := zone_of_place(null, p_consortium);
  if exists (select from request_window where consortium_id = p_consortium and school_year = p_year and state <> 'cancelled') then
    return jsonb_build_object('refused', 'twice');
  end if;
  if not exists (select from consortium_member m join school_year y on y.party_id = m.party_id where m.consortium_id = p_consortium and m.until is null and y.name = p_year and y.last_day >= t::date) then
    return jsonb_build_object('refused', 'year');
  end if;
  insert into request_window (id, consortium_id, school_year, state, opens_at, closes_at, opened_by, opened_on)
  select p_id, p_consortium, p_year, 'collecting', greatest(t, (p_opens + time '08:00') at time zone zone), (p_closes + time '17:00') at time zone zone, my_account(), t
   where (p_closes + time '17:00') at time zone zone > greatest(t, (p_opens + time '08:00') at time zone zone)
  returning * into w;
  if w.id is null then
    return jsonb_build_object('refused', 'past');
  end if;
  perform window_event(w, 'opened', null, '{}');
  perform tell_of_window(w, format('Ask for seats of %s until %s', p_year, clock_words(w.closes_at, zone)),
    format('Seats of shared courses of %s are not taken one after the other now: say what you want, and the fewest you would take. %s', p_year,
           case when w.opens_at > t then 'Requests are taken from ' || clock_words(w.opens_at, zone) || ' on. ' else '' end || order_words(allotment_rule(p_consortium))), 'all');
  return jsonb_build_object('at', t);
end $$;

-- Once, before its close.
create function extend_window(p_id uuid, p_closes date) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  w request_window;
  zone text;
  was timestamptz;
  closes timestamptz;
begin
  select * into w from request_window where id = p_id and consortium_id in (select my_coordinations()) for update;
  if not found then
    return jsonb_build_object('refused', 'not_found');
  end if;
  zone := zone_of_place(null, w.consortium_id);
  was := w.closes_at;
  closes := (p_closes + time '17:00') at time zone zone;
  if w.state <> 'collecting' or w.closed_at is not null or app_now() >= w.closes_at then
    return jsonb_build_object('refused', 'state');
  elsif w.extended then
    return jsonb_build_object('refused', 'extended');
  elsif closes <= w.closes_at then
    return jsonb_build_object('refused', 'past');
  end if;
  update request_window set closes_at = closes, extended = true where id = p_id returning * into w;
  perform window_event(w, 'extended', 'collecting', jsonb_build_object('was', was, 'closesAt', w.closes_at));
  perform tell_of_window(w, format('More time to ask for seats of %s: until %s', w.school_year, clock_words(w.closes_at, zone)),
    format('Requests were to close on %s. What you asked for stands; you can change it until the new close.', clock_words(was, zone)), 'all');
  return jsonb_build_object('at', app_now());
end $$;

-- What was asked for keeps its place in line; what is free is offered to the line at once, as without a window.
create function cancel_window(p_id uuid, p_reason text) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  w request_window;
  due uuid;
begin
  select * into w from request_window where id = p_id and consortium_id in (select my_coordinations()) for update;
  if not found then
    return jsonb_build_object('refused', 'not_found');
  elsif w.state <> 'collecting' or w.closed_at is not null or app_now() >= w.closes_at then
    return jsonb_build_object('refused', 'state');
  end if;
  update request_window set state = 'cancelled', ended_at = app_now(), reason = p_reason where id = p_id returning * into w;
  perform window_event(w, 'cancelled', 'collecting', '{}');
  perform tell_of_window(w, format('Seats of %s are no longer asked for in a window', w.school_year),
    format('It was canceled: %s Your requests keep their places in line, and what is free is offered to the line at once.', p_reason), 'asking');
  for due in select s.id from course_section s where s.seats_waiting > 0 and s.id in (select window_sections(w)) order by s.id loop
    perform promote_waiting(due);
  end loop;
  return jsonb_build_object('at', app_now());
end $$;

-- ---------------------------------------------------------------- the close and the allotment: the worker's rights
-- Closes what is due, each exactly once: waits for requests that are being written, and fixes the order.
create function close_windows() returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  w request_window;
  n int := 0;
begin
  for w in select * from request_window where state = 'collecting' and closed_at is null and closes_at <= app_now() order by closes_at, id for update loop
    update request_window set closed_at = app_now(), rule = allotment_rule(w.consortium_id),
           policy_ids = coalesce((select array_agg(id order by key) from (
             select distinct on (key) id, key from policy_version where consortium_id = w.consortium_id and key in ('waitlist.order', 'requests.shares') and effective_from <= app_now()::date
              order by key, effective_from desc) v), '{}')
     where id = w.id returning * into w;
    perform window_event(w, 'closed', 'collecting', jsonb_build_object('rule', w.rule));
    n := n + 1;
  end loop;
  return n;
end $$;

-- What is to be done next: a section of a closed window, or the end of one whose sections are all done. Null: nothing.
create function window_due() returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  w request_window;
  due uuid;
begin
  for w in select * from request_window where state = 'collecting' and closed_at is not null order by closes_at, id loop
    select s into due from window_sections(w) s where (window_over(s)).id = w.id order by s limit 1;
    return jsonb_build_object('windowId', w.id, 'sectionId', due);
  end loop;
  return null;
end $$;

-- Everything the allotment of one section rests on, under the section's lock: the rule, the seats, the requests. Null: it is done already.
create function allotment_inputs(p_window uuid, p_section uuid) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  w request_window;
  s course_section;
begin
  perform 1 from course_section where id = p_section for no key update;
  select * into w from request_window where id = p_window;
  if w.closed_at is null or (window_over(p_section)).id is distinct from p_window then return null; end if;
  perform end_overdue_holds(p_section);
  select * into s from course_section where id = p_section;
  return jsonb_build_object('rule', w.rule,
    'seats', case when today_at(s.time_zone) <= s.last_day and exists (select from offering o where o.id = p_section and o.state = 'open') then seats_left(s, false, today_at(s.time_zone)) else 0 end,
    'requests', coalesce((select jsonb_agg(jsonb_build_object('key', e.id, 'section', p_section, 'district', e.home_party_id, 'seats', e.seats_wanted, 'least', e.seats_least, 'turn', e.turn,
                                                              'contributes', contributes(e.home_party_id, e.consortium_id, w.school_year)) order by e.turn)
       from waitlist_entry e where e.section_id = p_section and e.state = 'waiting'
        and exists (select from consortium_member m where m.consortium_id = e.consortium_id and m.party_id = e.home_party_id and m.until is null)), '[]'));
end $$;

-- Writes an allotment down and does it: offers what is given, tells the rest where it stands. In the transaction that read the inputs.
create function record_allotment(p_window uuid, p_section uuid, p_inputs jsonb, p_result jsonb) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  inputs jsonb := allotment_inputs(p_window, p_section);
  o record;
  r record;
  n int := 0;
begin
  if inputs is distinct from p_inputs then
    raise exception 'not what this section was to be allotted by' using errcode = 'check_violation';
  end if;
  if (select coalesce(sum((x->>'seats')::int), 0) from jsonb_array_elements(p_result) x) > (inputs->>'seats')::int
     or (select array_agg(x->>'key' order by x->>'key') from jsonb_array_elements(p_result) x) is distinct from (select array_agg(x->>'key' order by x->>'key') from jsonb_array_elements(inputs->'requests') x) then
    raise exception 'an allotment gives every request its answer, and no seat twice' using errcode = 'check_violation';
  end if;
  select f.title, p.short_name as teaching, tm.name as term, w.school_year as year into o
    from request_window w join course_section s on s.id = p_section join offering f on f.id = s.id join party p on p.id = s.teaching_party_id join term tm on tm.id = s.term_id where w.id = p_window;
  -- Windows of other consortia that cover it and have closed are done with it too.
  insert into window_section (window_id, section_id, seats, at)
  select w.id, p_section, case when w.id = p_window then (inputs->>'seats')::int else 0 end, app_now()
    from request_window w
   where w.state = 'collecting' and (w.id = p_window or (w.closed_at is not null and p_section in (select window_sections(w)) and not exists (select from window_section d where d.window_id = w.id and d.section_id = p_section)));
  for r in select a.*, e.home_party_id as home, e.turn as turn, (i->>'contributes')::boolean as contributes
             from jsonb_to_recordset(p_result) as a (key uuid, seats int, waits jsonb, trace jsonb, words text)
             join waitlist_entry e on e.id = a.key join jsonb_array_elements(inputs->'requests') i on i->>'key' = a.key::text order by e.turn loop
    insert into window_request (window_id, section_id, entry_id, home_party_id, turn, seats_asked, seats_least, contributes, seats_given, waits_seats, waits_place, trace)
    values (p_window, p_section, r.key, r.home, r.turn, (r.trace->>'asked')::int, (r.trace->>'least')::int, r.contributes, r.seats, (r.waits->>'seats')::int, (r.waits->>'place')::int, r.trace);
    if r.seats > 0 then
      perform offer_to(r.key, r.seats, r.words || ' Request them in time, or the next in line is asked.',
        format('%s for you in %s (%s)', case r.seats when 1 then 'A seat' else r.seats || ' seats' end, o.title, o.year));
    else
      insert into inbox_item (id, kind, is_notice, party_id, roles, sides, subject_id, section_id, title, detail, created_at)
      values (gen_random_uuid(), 'NOTICE', true, r.home, array['counselor', 'registrar'], array[r.home], r.key, p_section,
              format('No seat for you yet in %s (%s)', o.title, o.year), r.words, app_now());
    end if;
    n := n + 1;
  end loop;
  -- Whatever an allotment could not count, as a seat of the teaching district's own block, goes to the line.
  perform promote_waiting(p_section);
  perform announce_section(p_section, (select teaching_party_id from course_section where id = p_section));
  return n;
end $$;

-- Ends a closed window whose sections are all done.
create function finish_window(p_window uuid) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  w request_window;
  asked int;
  given int;
begin
  select * into w from request_window where id = p_window and state = 'collecting' and closed_at is not null for no key update;
  if not found or exists (select from window_sections(w) s where (window_over(s)).id = w.id) then return false; end if;
  update request_window set state = 'allotted', ended_at = app_now() where id = p_window returning * into w;
  select coalesce(sum(seats_asked), 0), coalesce(sum(seats_given), 0) into asked, given from window_request where window_id = p_window;
  perform window_event(w, 'allotted', 'collecting', jsonb_build_object('seatsAsked', asked, 'seatsGiven', given));
  insert into inbox_item (id, kind, is_notice, consortium_id, roles, sides, subject_id, window_id, title, detail, created_at)
  values (gen_random_uuid(), 'NOTICE', true, w.consortium_id, array['coordinator'], '{}', w.id, w.id, format('Requests for %s are allotted', w.school_year),
          format('%s of %s seats that were asked for could be given. Each district was told where it stands and why. Seats are first come again.', given, asked), app_now());
  return true;
end $$;

-- What a window has come to, section by section. Districts are counted, never named.
create function window_progress(p_window uuid) returns table (section_id uuid, title text, teaching_name text, seats int, districts int, seats_asked int, seats_given int, done boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.id, o.title, p.short_name, coalesce(d.seats, seats_left(s, false, today_at(s.time_zone))), coalesce(r.districts, e.districts, 0)::int, coalesce(r.asked, e.asked, 0)::int, coalesce(r.given, 0)::int, d.window_id is not null
    from request_window w
    cross join lateral (select window_sections(w) as id union select x.section_id from window_section x where x.window_id = w.id) c
    join course_section s on s.id = c.id join offering o on o.id = s.id join party p on p.id = s.teaching_party_id
    left join window_section d on d.window_id = w.id and d.section_id = s.id
    left join lateral (select count(*) as districts, sum(q.seats_asked) as asked, sum(q.seats_given) as given from window_request q where q.window_id = w.id and q.section_id = s.id) r on d.window_id is not null
    left join lateral (select count(*) as districts, sum(q.seats_wanted) as asked from waitlist_entry q where q.section_id = s.id and q.state = 'waiting') e on d.window_id is null and w.state = 'collecting'
   where w.id = p_window and w.consortium_id = any (my_consortia())
   order by o.title, s.id
$$;

grant execute on function window_over(uuid), open_window(uuid, uuid, text, date, date), extend_window(uuid, date), cancel_window(uuid, text), window_progress(uuid), allotment_rule(uuid), rule_in_force(uuid, text) to barnraise_server;
grant execute on function close_windows(), window_due(), allotment_inputs(uuid, uuid), record_allotment(uuid, uuid, jsonb, jsonb), finish_window(uuid) to barnraise_worker;
`);
  }

  down = forwardOnly;
}
