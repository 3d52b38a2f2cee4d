import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * Shared sections and their seats. Lock order, everywhere: section, booking, seats, availability.
 * Seats and counters move only inside hold_seats, move_seats and expire_due_holds.
 */
export class Courses1080000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
create table sced_course (
  version text not null,
  code text not null constraint sced_course_code_text check (code ~ '^[0-9]{5}$'),
  area_code text not null,
  area_name text not null,
  title text not null,
  description text not null,
  constraint "PK_sced_course" primary key (version, code)
);
grant select on sced_course to barnraise_server;

create table course_section (
  id uuid constraint "PK_course_section" primary key constraint "FK_course_section_offering" references offering (id),
  teaching_party_id uuid not null constraint "FK_course_section_teaching" references party (id),
  school_id uuid not null constraint "FK_course_section_school" references school (id),
  term_id uuid not null constraint "FK_course_section_term" references term (id),
  teacher_account_id uuid constraint "FK_course_section_teacher" references account (id),
  teacher_name text,
  sced_version text not null,
  sced_code text not null,
  local_code text not null,
  syllabus text not null,
  prerequisites text,
  grade_low integer not null,
  grade_high integer not null,
  credit_hundredths integer not null constraint course_section_credit check (credit_hundredths > 0),
  modality text not null constraint course_section_modality check (modality in ('synchronous', 'asynchronous', 'hybrid', 'in_person')),
  meeting_days text[] not null default '{}',
  starts_at text,
  ends_at text,
  first_day date not null,
  last_day date not null,
  time_zone text not null,
  flags text[] not null default '{}',
  capacity integer not null,
  reserved_seats integer not null default 0,
  reserved_until date,
  reserved_released boolean not null default false,
  drop_date date not null,
  plan_version_id uuid not null constraint "FK_course_section_plan" references cost_plan_version (id),
  seats_taken integer not null default 0,
  own_seats_taken integer not null default 0,
  constraint "FK_course_section_sced" foreign key (sced_version, sced_code) references sced_course (version, code),
  constraint course_section_grades check (grade_low between 6 and 14 and grade_high between grade_low and 14),
  constraint course_section_forward check (first_day < last_day and drop_date between first_day and last_day),
  constraint course_section_meets check (modality = 'asynchronous' or (cardinality(meeting_days) > 0 and starts_at < ends_at)),
  constraint course_section_reserved check (reserved_seats between 0 and capacity and (reserved_seats = 0 or reserved_until is not null)),
  constraint seats_never_oversold check (seats_taken between 0 and capacity),
  constraint own_seats_within check (own_seats_taken between 0 and seats_taken)
);
create index course_section_teaching on course_section (teaching_party_id);
create index course_section_unreleased on course_section (reserved_until) where reserved_seats > 0 and not reserved_released;
alter table course_section enable row level security;
create policy offered_to_us on course_section for select to barnraise_server using (may_see_offering(id, teaching_party_id));
create policy own on course_section for insert to barnraise_server
  with check (teaching_party_id = any (my_parties()) and seats_taken = 0 and own_seats_taken = 0);
grant select, insert on course_section to barnraise_server;

-- Seats a neighbor could take now; the teaching district's block opens on its release date.
create function seats_left(s course_section, p_own boolean, p_today date) returns int language sql immutable as $$
  select greatest(0, case
    when p_own or s.reserved_seats = 0 or s.reserved_released or p_today >= s.reserved_until then s.capacity - s.seats_taken
    else least(s.capacity - s.seats_taken, s.capacity - s.reserved_seats - (s.seats_taken - s.own_seats_taken)) end)
$$;
create function today_at(p_zone text) returns date language sql volatile as $$ select (app_now() at time zone p_zone)::date $$;

create table course_mapping (
  id uuid constraint "PK_course_mapping" primary key,
  section_id uuid not null constraint "FK_course_mapping_section" references course_section (id),
  home_party_id uuid not null constraint "FK_course_mapping_home" references party (id),
  school_year text not null,
  state text not null constraint course_mapping_state check (state in ('pending', 'approved', 'returned')),
  local_code text not null,
  local_title text not null,
  credit_hundredths integer not null constraint course_mapping_credit check (credit_hundredths > 0),
  proposed_by uuid not null constraint "FK_course_mapping_proposed_by" references account (id),
  proposed_at timestamptz not null,
  decided_by uuid constraint "FK_course_mapping_decided_by" references account (id),
  decided_at timestamptz,
  reason text,
  constraint "UQ_course_mapping" unique (home_party_id, section_id, school_year)
);
alter table course_mapping enable row level security;
create policy own on course_mapping to barnraise_server
  using (home_party_id = any (my_parties())) with check (home_party_id = any (my_parties()));
grant select, insert, update (state, local_code, local_title, credit_hundredths, proposed_by, proposed_at, decided_by, decided_at, reason)
  on course_mapping to barnraise_server;

create table booking (
  id uuid constraint "PK_booking" primary key,
  number integer generated always as identity,
  section_id uuid not null constraint "FK_booking_section" references course_section (id),
  home_party_id uuid not null constraint "FK_booking_home" references party (id),
  teaching_party_id uuid not null constraint "FK_booking_teaching" references party (id),
  consortium_id uuid not null constraint "FK_booking_consortium" references consortium (id),
  state text not null,
  seat_count integer not null constraint booking_seat_count check (seat_count > 0),
  created_at timestamptz not null,
  created_by uuid not null constraint "FK_booking_created_by" references account (id),
  state_since timestamptz not null,
  hold_expires_at timestamptz,
  hold_left interval,
  due_at timestamptz,
  due_rule text,
  plan_version_id uuid not null constraint "FK_booking_plan" references cost_plan_version (id),
  calculation_id uuid constraint "FK_booking_calculation" references share_calculation (id),
  not_to_exceed_cents bigint constraint booking_not_to_exceed check (not_to_exceed_cents >= 0),
  budget_code text,
  note text,
  reason text,
  fit jsonb,
  fit_reason text,
  policy_ids uuid[] not null default '{}',
  governing_policy_ids uuid[],
  constraint booking_state check (state in ('held', 'awaiting_approval', 'requested', 'accepted', 'denied', 'expired', 'cancelled')),
  constraint booking_hold_has_clock check (state <> 'held' or hold_expires_at is not null),
  constraint booking_spending_authorized check (
    state not in ('requested', 'accepted') or (not_to_exceed_cents is not null and budget_code is not null)),
  constraint booking_governed check (state <> 'accepted' or governing_policy_ids is not null)
);
comment on column booking.state is 'follows from the seats; written with them, recounted by check:data';
comment on column booking.hold_left is 'what is left of the hold while its mapping is being approved';
create index booking_home on booking (home_party_id, created_at desc, id desc);
create index booking_teaching on booking (teaching_party_id, created_at desc, id desc);
create index booking_section on booking (section_id);
create index booking_due_holds on booking (hold_expires_at) where state = 'held';
create table seat (
  id uuid constraint "PK_seat" primary key,
  booking_id uuid not null constraint "FK_seat_booking" references booking (id),
  section_id uuid not null constraint "FK_seat_section" references course_section (id),
  ordinal integer not null,
  state text not null constraint seat_state check (state in ('held', 'awaiting_approval', 'requested', 'accepted', 'denied', 'expired', 'cancelled')),
  constraint "UQ_seat_ordinal" unique (booking_id, ordinal)
);
create index seat_taking on seat (section_id) where state in ('held', 'awaiting_approval', 'requested', 'accepted');
-- The lifecycle's moves as the database knows them; a test holds this table and the package together.
create table booking_move (
  from_state text not null,
  to_state text not null,
  side text not null constraint booking_move_side check (side in ('home', 'teaching', 'clock')),
  constraint "PK_booking_move" primary key (from_state, to_state, side)
);
insert into booking_move values
  ('held', 'requested', 'home'), ('held', 'awaiting_approval', 'home'), ('held', 'cancelled', 'home'), ('held', 'expired', 'clock'),
  ('awaiting_approval', 'requested', 'home'), ('awaiting_approval', 'cancelled', 'home'),
  ('requested', 'accepted', 'teaching'), ('requested', 'denied', 'teaching'), ('requested', 'cancelled', 'home'),
  ('accepted', 'cancelled', 'home');
alter table booking enable row level security;
create policy both_sides on booking for select to barnraise_server
  using (home_party_id = any (my_parties()) or teaching_party_id = any (my_parties()));
alter table seat enable row level security;
create policy both_sides on seat for select to barnraise_server using (exists (select from booking b where b.id = booking_id));
-- What it is paid from is the home district's business: the other side reads the row, not this column.
grant select (id, number, section_id, home_party_id, teaching_party_id, consortium_id, state, seat_count, created_at, created_by, state_since, hold_expires_at, hold_left,
  due_at, due_rule, plan_version_id, calculation_id, not_to_exceed_cents, note, reason, fit, fit_reason, policy_ids, governing_policy_ids) on booking to barnraise_server;
create function budget_code_of(p_booking uuid) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select budget_code from booking where id = p_booking and home_party_id = any (my_parties())
$$;
grant execute on function budget_code_of(uuid) to barnraise_server;
grant select on seat, booking_move to barnraise_server;

-- ---------------------------------------------------------------- moving seats
create function takes_capacity(p_state text) returns boolean language sql immutable parallel safe as $$
  select p_state in ('held', 'awaiting_approval', 'requested', 'accepted')
$$;

-- Everyone a section is shared with may read its seats again. The booking behind it is the two sides' business.
create function announce_section(p_section uuid, p_teaching uuid) returns void
language sql set search_path = public, pg_temp as $$
  select pg_notify('barnraise_event', json_build_object('t', 'section', 's', p_section, 'p', array[p_teaching],
    'c', coalesce((select array_agg(consortium_id order by consortium_id) from audience where offering_id = p_section), '{}'))::text)
$$;

-- The counters of a locked section move by n seats of one home district; the catalogue hears of it.
create function shift_seats(p_section uuid, p_home uuid, p_n int) returns course_section
language plpgsql set search_path = public, pg_temp as $$
declare s course_section;
begin
  update course_section set seats_taken = seats_taken + p_n,
         own_seats_taken = own_seats_taken + case when teaching_party_id = p_home then p_n else 0 end
   where id = p_section returning * into s;
  update availability set units_left = seats_left(s, false, today_at(s.time_zone)),
         units_by_party = jsonb_set(units_by_party, array[p_home::text], to_jsonb(coalesce((units_by_party->>p_home::text)::int, 0) + p_n)),
         version = version + 1, changed_xid = pg_current_xact_id()
   where offering_id = p_section;
  perform announce_section(p_section, s.teaching_party_id);
  return s;
end $$;

-- Ends the overdue holds of one section (it must be locked already); answers how many seats that freed.
create function end_overdue_holds(p_section uuid) returns int
language plpgsql set search_path = public, pg_temp as $$
declare
  b record;
  freed int := 0;
begin
  for b in select * from booking where section_id = p_section and state = 'held' and hold_expires_at <= app_now() order by id for update loop
    update seat set state = 'expired' where booking_id = b.id and state = 'held';
    update booking set state = 'expired', state_since = app_now() where id = b.id;
    perform shift_seats(p_section, b.home_party_id, -b.seat_count);
    insert into event (id, at, actor_account_id, kind, subject_type, subject_id, party_ids, consortium_ids, facts)
    values (gen_random_uuid(), app_now(), null, 'booking.expired', 'booking', b.id, array[b.home_party_id, b.teaching_party_id], '{}',
            jsonb_build_object('before', 'held', 'after', 'expired', 'seats', b.seat_count, 'sectionId', p_section));
    update inbox_item set done_at = app_now() where subject_id = b.id and done_at is null and not is_notice;
    freed := freed + b.seat_count;
  end loop;
  return freed;
end $$;

-- Takes seats or says why not; a hold whose mapping is being approved waits, at most p_mapping_waits longer. One conditional update decides; everything else follows from its answer.
create function hold_seats(p_booking uuid, p_section uuid, p_home uuid, p_seat_ids uuid[], p_consortium uuid, p_plan uuid, p_hold interval,
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
  if not exists (select from audience a join consortium_member m on m.consortium_id = a.consortium_id and m.party_id = p_home and m.until is null
                  where a.offering_id = p_section and a.consortium_id = p_consortium) then
    return jsonb_build_object('refused', 'not_found');
  end if;
  loop
    update course_section c set seats_taken = c.seats_taken + n,
           own_seats_taken = c.own_seats_taken + case when c.teaching_party_id = p_home then n else 0 end
     where c.id = p_section
       and seats_left(c, c.teaching_party_id = p_home, today_at(c.time_zone)) >= n
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
    if tries > 1 or end_overdue_holds(p_section) = 0 then
      return jsonb_build_object('refused', 'full', 'left', seats_left(s, s.teaching_party_id = p_home, today_at(s.time_zone)));
    end if;
  end loop;
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
  update availability set units_left = seats_left(s, false, today_at(s.time_zone)),
         units_by_party = jsonb_set(units_by_party, array[p_home::text], to_jsonb(coalesce((units_by_party->>p_home::text)::int, 0) + n)),
         version = version + 1, changed_xid = pg_current_xact_id()
   where offering_id = p_section;
  perform announce_section(p_section, s.teaching_party_id);
  return jsonb_build_object('at', t, 'until', (select hold_expires_at from booking where id = p_booking), 'left', seats_left(s, s.teaching_party_id = p_home, today_at(s.time_zone)));
end $$;

-- One step of a booking for the side that acts, decided when it was in p_from: from any other state it is no longer
-- the step that was decided, even where that state knows a step of this name. Answers the state found.
create function move_seats(p_booking uuid, p_from text, p_to text, p_side text, p_facts jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  b booking;
  t timestamptz;
begin
  select * into b from booking where id = p_booking;
  if b.id is null then
    return jsonb_build_object('refused', 'not_found');
  end if;
  if not coalesce((case p_side when 'home' then b.home_party_id when 'teaching' then b.teaching_party_id end) = any (my_parties()), false) then
    raise exception 'not your side' using errcode = 'insufficient_privilege';
  end if;
  perform 1 from course_section where id = b.section_id for no key update;
  select * into b from booking where id = p_booking for update;
  t := app_now();
  if b.state is distinct from p_from or not exists (select from booking_move where from_state = b.state and to_state = p_to and side = p_side) then
    return jsonb_build_object('refused', 'state', 'state', b.state);
  end if;
  if b.state = 'held' and b.hold_expires_at <= t and p_to <> 'cancelled' then
    perform end_overdue_holds(b.section_id);
    return jsonb_build_object('refused', 'expired', 'at', b.hold_expires_at);
  end if;
  update seat set state = p_to where booking_id = p_booking and state = b.state;
  update booking set state = p_to, state_since = t,
         hold_expires_at = case when p_to = 'held' then hold_expires_at end, hold_left = null,
         due_at = (p_facts->>'dueAt')::timestamptz, due_rule = p_facts->>'dueRule',
         calculation_id = coalesce((p_facts->>'calculationId')::uuid, calculation_id),
         not_to_exceed_cents = coalesce((p_facts->>'notToExceedCents')::bigint, not_to_exceed_cents),
         budget_code = coalesce(p_facts->>'budgetCode', budget_code),
         note = coalesce(p_facts->>'note', note),
         reason = coalesce(p_facts->>'reason', reason),
         governing_policy_ids = case when p_to = 'accepted'
           then (select coalesce(array_agg(x::uuid), '{}') from jsonb_array_elements_text(p_facts->'policyIds') x) else governing_policy_ids end
   where id = p_booking;
  if takes_capacity(b.state) and not takes_capacity(p_to) then
    perform shift_seats(b.section_id, b.home_party_id, -b.seat_count);
  end if;
  return jsonb_build_object('at', t, 'from', b.state);
end $$;

-- The task of a hold has the hold's own clock.
create function hold_tasks_follow(p_section uuid, p_home uuid) returns void language sql set search_path = public, pg_temp as $$
  update inbox_item i set due_at = b.hold_expires_at from booking b
   where b.section_id = p_section and b.home_party_id = p_home and b.state = 'held'
     and i.subject_id = b.id and i.done_at is null and not i.is_notice and i.due_at is distinct from b.hold_expires_at
$$;

-- A hold waits while its mapping is being approved, but not for ever; approved or returned, it goes on.
create function pause_holds(p_section uuid, p_home uuid, p_at_most interval) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare n int;
begin
  perform 1 from course_section where id = p_section for no key update;
  update booking set hold_left = hold_expires_at - app_now(), hold_expires_at = hold_expires_at + p_at_most
   where section_id = p_section and home_party_id = p_home and home_party_id = any (my_parties())
     and state = 'held' and hold_left is null and hold_expires_at > app_now();
  get diagnostics n = row_count;
  perform hold_tasks_follow(p_section, p_home);
  return n;
end $$;
create function resume_holds(p_section uuid, p_home uuid) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare n int;
begin
  perform 1 from course_section where id = p_section for no key update;
  -- From now, or from when its longest wait was over: whichever was first. Waiting gives no time away.
  update booking set hold_expires_at = least(app_now() + hold_left, hold_expires_at), hold_left = null
   where section_id = p_section and home_party_id = p_home and home_party_id = any (my_parties())
     and state = 'held' and hold_left is not null and hold_expires_at > app_now();
  get diagnostics n = row_count;
  perform hold_tasks_follow(p_section, p_home);
  return n;
end $$;

-- The sweeper's whole right: end what is overdue, open what is released. It decides nothing by itself.
create function sweep_sections(p_limit int) returns int
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
    update availability set units_left = seats_left(s, false, today_at(s.time_zone)), version = version + 1, changed_xid = pg_current_xact_id() where offering_id = s.id;
    n := n + 1;
  end loop;
  return n;
end $$;

-- Seats by home district, for whoever may see the section: every number must explain itself to all who share it.
-- An overdue hold counts as free at once, here too. Stable, so that it counts in the snapshot of whoever asks.
create function seats_by_party(p_section uuid) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce((
    select jsonb_object_agg(taken.key, taken.value::int - coalesce(overdue.seats, 0))
      from jsonb_each_text(a.units_by_party) taken
      left join (select home_party_id::text as home, sum(seat_count)::int as seats from booking
                  where section_id = p_section and state = 'held' and hold_expires_at <= app_now() group by 1) overdue on overdue.home = taken.key), '{}')
    from availability a join course_section s on s.id = a.offering_id
   where a.offering_id = p_section and may_see_offering(s.id, s.teaching_party_id)
$$;

-- Seats of overdue holds that nobody swept yet, of everyone or of one district: they count as free at once.
create function overdue_seats(p_section uuid, p_home uuid default null) returns int
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(sum(b.seat_count), 0)::int from booking b join course_section s on s.id = b.section_id
   where b.section_id = p_section and b.state = 'held' and b.hold_expires_at <= app_now() and (p_home is null or b.home_party_id = p_home)
     and may_see_offering(s.id, s.teaching_party_id)
$$;
-- The section as it will be once they are swept.
create function without_overdue(s course_section) returns course_section language plpgsql volatile as $$
declare overdue int := overdue_seats(s.id);
begin
  if overdue > 0 then
    s.seats_taken := s.seats_taken - overdue;
    s.own_seats_taken := s.own_seats_taken - overdue_seats(s.id, s.teaching_party_id);
  end if;
  return s;
end $$;

-- Opens the counters of a new offering's card.
create function open_availability(p_section uuid) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into availability (offering_id, capacity, units_left)
  select s.id, s.capacity, seats_left(s, false, today_at(s.time_zone)) from course_section s
   where s.id = p_section and s.teaching_party_id = any (my_parties())
  on conflict (offering_id) do nothing
$$;
grant execute on function seats_left(course_section, boolean, date), today_at(text), takes_capacity(text) to barnraise_server, barnraise_worker;
grant execute on function hold_seats(uuid, uuid, uuid, uuid[], uuid, uuid, interval, uuid[], jsonb, text, interval, uuid),
  move_seats(uuid, text, text, text, jsonb), pause_holds(uuid, uuid, interval), resume_holds(uuid, uuid),
  open_availability(uuid), seats_by_party(uuid), overdue_seats(uuid, uuid), without_overdue(course_section) to barnraise_server;
grant execute on function sweep_sections(int) to barnraise_worker;
create policy worker_reads on booking for select to barnraise_worker using (true);
create policy worker_reads on course_section for select to barnraise_worker using (true);
grant select on booking, course_section to barnraise_worker;
`);
  }

  down = forwardOnly;
}
