import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * Students in seats, with the least data. Names lie in a table that no login may read: the one way to them writes down
 * first who opened them, by what right and what for. They end when the term is over, or with the seats; what was disclosed
 * stays, by seat and by a salted number, so that a parent can still be answered.
 */
export class Rosters1170000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
-- ---------------------------------------------------------------- the life of seats goes on
alter table booking drop constraint booking_state, add constraint booking_state check (
  state in ('held', 'awaiting_approval', 'requested', 'accepted', 'rostered', 'active', 'denied', 'expired', 'cancelled', 'dropped', 'withdrawn'));
alter table seat drop constraint seat_state, add constraint seat_state check (
  state in ('held', 'awaiting_approval', 'requested', 'accepted', 'rostered', 'active', 'denied', 'expired', 'cancelled', 'dropped', 'withdrawn'));
alter table booking drop constraint booking_spending_authorized, add constraint booking_spending_authorized check (
  state not in ('requested', 'accepted', 'rostered', 'active') or (not_to_exceed_cents is not null and budget_code is not null));
alter table booking drop constraint booking_governed, add constraint booking_governed check (
  state not in ('accepted', 'rostered', 'active') or governing_policy_ids is not null);
alter table booking drop constraint booking_terms, add constraint booking_terms check (
  state not in ('accepted', 'rostered', 'active') or (drop_date is not null and teaching_drop_date is not null));
insert into booking_move values
  ('accepted', 'rostered', 'home'), ('rostered', 'rostered', 'home'), ('active', 'active', 'home'), ('rostered', 'active', 'clock'),
  ('rostered', 'dropped', 'home'), ('rostered', 'withdrawn', 'home'), ('active', 'dropped', 'home'), ('active', 'withdrawn', 'home');
create or replace function takes_capacity(p_state text) returns boolean language sql immutable parallel safe as $$
  select p_state in ('held', 'awaiting_approval', 'requested', 'accepted', 'rostered', 'active')
$$;
drop index seat_taking;
create index seat_taking on seat (section_id) where state in ('held', 'awaiting_approval', 'requested', 'accepted', 'rostered', 'active');
create index booking_to_begin on booking (section_id) where state in ('accepted', 'rostered');

-- ---------------------------------------------------------------- tables
-- What makes a student's number unreadable, district by district. No login may read it.
create table student_salt (
  party_id uuid constraint "PK_student_salt" primary key constraint "FK_student_salt_party" references party (id),
  salt bytea not null
);
alter table student_salt enable row level security;

create table placement (
  seat_id uuid constraint "PK_placement" primary key constraint "FK_placement_seat" references seat (id),
  booking_id uuid not null constraint "FK_placement_booking" references booking (id),
  section_id uuid not null constraint "FK_placement_section" references course_section (id),
  school_id uuid not null constraint "FK_placement_school" references school (id),
  counselor_account_id uuid constraint "FK_placement_counselor" references account (id),
  student_key text not null,
  placed_by uuid not null constraint "FK_placement_placed_by" references account (id),
  placed_at timestamptz not null,
  constraint "UQ_placement_student" unique (section_id, student_key)
);
comment on column placement.student_key is 'the district''s own number of the student, salted and hashed: the same student has the same key, and nobody reads it back';
create index placement_booking on placement (booking_id);
alter table placement enable row level security;
create policy both_sides on placement for select to barnraise_server using (exists (select from booking b where b.id = booking_id));
grant select (seat_id, booking_id, section_id, school_id, placed_by, placed_at) on placement to barnraise_server;

create table student_name (
  seat_id uuid constraint "PK_student_name" primary key constraint "FK_student_name_placement" references placement (seat_id) on delete cascade,
  given_name text not null constraint student_name_given check (given_name <> '' and length(given_name) <= 80),
  family_name text not null constraint student_name_family check (family_name <> '' and length(family_name) <= 80),
  student_number text not null constraint student_name_number check (student_number ~ '^[A-Za-z0-9-]{1,20}$'),
  grade_level integer not null constraint student_name_grade check (grade_level between 1 and 14),
  accommodations_contact text constraint student_name_contact check (accommodations_contact <> '' and length(accommodations_contact) <= 120)
);
comment on column student_name.accommodations_contact is 'whom to ask about accommodations, where there are any; never what they are';
alter table student_name enable row level security;

-- One person per school looks after the students of it who learn from elsewhere.
create table site_facilitator (
  id uuid constraint "PK_site_facilitator" primary key,
  school_id uuid not null constraint "FK_site_facilitator_school" references school (id),
  party_id uuid not null constraint "FK_site_facilitator_party" references party (id),
  account_id uuid not null constraint "FK_site_facilitator_account" references account (id),
  named_by uuid not null constraint "FK_site_facilitator_named_by" references account (id),
  named_at timestamptz not null,
  ended_at timestamptz
);
create unique index site_facilitator_one on site_facilitator (school_id) where ended_at is null;
alter table site_facilitator enable row level security;
create policy own_district on site_facilitator for select to barnraise_server using (party_id = any (my_parties()));
grant select on site_facilitator to barnraise_server;

create table disclosure (
  id uuid constraint "PK_disclosure" primary key,
  at timestamptz not null,
  account_id uuid not null constraint "FK_disclosure_account" references account (id),
  purpose text not null constraint disclosure_purpose check (purpose in ('teaching', 'support', 'records', 'request')),
  way text not null constraint disclosure_way check (way in ('screen', 'file'))
);
create table disclosed_name (
  disclosure_id uuid not null constraint "FK_disclosed_name_disclosure" references disclosure (id),
  seat_id uuid not null constraint "FK_disclosed_name_seat" references seat (id),
  booking_id uuid not null constraint "FK_disclosed_name_booking" references booking (id),
  home_party_id uuid not null constraint "FK_disclosed_name_home" references party (id),
  student_key text not null,
  by_right text not null constraint disclosed_name_right check (by_right in ('teacher', 'teaching_registrar', 'home_registrar', 'facilitator', 'counselor')),
  constraint "PK_disclosed_name" primary key (disclosure_id, seat_id)
);
create index disclosed_name_student on disclosed_name (home_party_id, student_key);
alter table disclosure enable row level security;
alter table disclosed_name enable row level security;
create trigger disclosure_append_only before update or delete on disclosure for each row execute function refuse_change();
create trigger disclosure_no_truncate before truncate on disclosure execute function refuse_change();
create trigger disclosed_name_append_only before update or delete on disclosed_name for each row execute function refuse_change();
create trigger disclosed_name_no_truncate before truncate on disclosed_name execute function refuse_change();

-- ---------------------------------------------------------------- what the functions below share
create function holds_role(p_party uuid, p_roles text[]) returns boolean
language sql stable set search_path = public, pg_temp as $$
  select exists (select from role_assignment r join account a on a.id = r.account_id and a.status = 'active'
                  where r.account_id = my_account() and r.party_id = p_party and r.role = any (p_roles) and r.ended_at is null)
$$;
create function rule_of(p_versions uuid[], p_key text, p_default int) returns int
language sql stable set search_path = public, pg_temp as $$
  select coalesce((select (value #>> '{}')::int from policy_version where key = p_key and id = any (p_versions) limit 1), p_default)
$$;
create function salted(p_party uuid, p_text text) returns text
language plpgsql set search_path = public, pg_temp as $$
begin
  insert into student_salt values (p_party, decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex')) on conflict do nothing;
  return (select encode(sha256(salt || convert_to(p_text, 'UTF8')), 'hex') from student_salt where party_id = p_party);
end $$;

-- By what right the principal may open the name in a seat; null: by none. The teaching side, once the roster is theirs.
create function name_right(p placement, b booking) returns text
language sql stable set search_path = public, pg_temp as $$
  select case
    when holds_role(b.home_party_id, '{registrar}') then 'home_registrar'
    when p.counselor_account_id = my_account() and holds_role(b.home_party_id, '{counselor}') then 'counselor'
    when b.home_party_id = any (my_parties()) and exists (
      select from site_facilitator f where f.school_id = p.school_id and f.account_id = my_account() and f.ended_at is null) then 'facilitator'
    when b.state in ('rostered', 'active') and b.teaching_party_id = any (my_parties()) and exists (
      select from course_section s where s.id = b.section_id and s.teacher_account_id = my_account()) then 'teacher'
    when b.state in ('rostered', 'active') and holds_role(b.teaching_party_id, '{registrar}') then 'teaching_registrar'
  end
$$;

-- ---------------------------------------------------------------- the acts
-- What was typed, unreadable: a receipt tells the same act from another without keeping a name.
create function fingerprint(p_party uuid, p_text text) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not coalesce(p_party = any (my_parties()), false) then
    return null;
  end if;
  return salted(p_party, p_text);
end $$;

-- Puts students into seats of a booking, or takes them out: all of it, or nothing.
create function place_students(p_booking uuid, p_rows jsonb, p_cleared uuid[]) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  b booking;
  s course_section;
  r jsonb;
  t timestamptz;
begin
  select * into b from booking where id = p_booking;
  if b.id is null then
    return jsonb_build_object('refused', 'not_found');
  end if;
  if not holds_role(b.home_party_id, '{counselor,registrar}') then
    raise exception 'not yours to place' using errcode = 'insufficient_privilege';
  end if;
  select * into s from course_section where id = b.section_id for no key update;
  select * into b from booking where id = p_booking for update;
  t := app_now();
  if b.state not in ('accepted', 'rostered', 'active') then
    return jsonb_build_object('refused', 'state', 'state', b.state);
  end if;
  if s.last_day < today_at(s.time_zone) then
    return jsonb_build_object('refused', 'over', 'state', b.state);
  end if;
  begin
    delete from placement where booking_id = p_booking
       and (seat_id = any (p_cleared) or seat_id in (select (one->>'seatId')::uuid from jsonb_array_elements(p_rows) one));
    for r in select * from jsonb_array_elements(p_rows) loop
      if not exists (select from seat where id = (r->>'seatId')::uuid and booking_id = p_booking)
         or not exists (select from school where id = (r->>'schoolId')::uuid and party_id = b.home_party_id)
         or (r->>'counselorId' is not null and not exists (
              select from role_assignment a where a.account_id = (r->>'counselorId')::uuid and a.party_id = b.home_party_id and a.role = 'counselor' and a.ended_at is null)) then
        raise exception 'not a seat, a school or a counselor of this booking' using errcode = 'check_violation';
      end if;
      insert into placement (seat_id, booking_id, section_id, school_id, counselor_account_id, student_key, placed_by, placed_at)
      values ((r->>'seatId')::uuid, p_booking, b.section_id, (r->>'schoolId')::uuid, (r->>'counselorId')::uuid, salted(b.home_party_id, r->>'studentNumber'), my_account(), t);
      insert into student_name (seat_id, given_name, family_name, student_number, grade_level, accommodations_contact)
      values ((r->>'seatId')::uuid, r->>'givenName', r->>'familyName', r->>'studentNumber', (r->>'gradeLevel')::int, r->>'accommodationsContact');
    end loop;
  exception when unique_violation then
    return jsonb_build_object('refused', 'twice', 'state', b.state);
  end;
  if b.state = 'accepted' and exists (select from placement where booking_id = p_booking) then
    perform move_seats(p_booking, 'accepted', 'rostered', 'home', '{}');
  end if;
  return jsonb_build_object('at', t, 'from', b.state, 'to', (select state from booking where id = p_booking), 'placed', (select count(*) from placement where booking_id = p_booking));
end $$;

-- Names, for those who may know them: written down before they are given.
create function open_names(p_id uuid, p_booking uuid, p_section uuid, p_purpose text, p_way text) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare found jsonb;
begin
  if num_nonnulls(p_booking, p_section) <> 1 then
    raise exception 'one booking, or one section' using errcode = 'check_violation';
  end if;
  select jsonb_agg(jsonb_build_object(
           'seatId', p.seat_id, 'bookingId', b.id, 'number', b.number, 'ordinal', e.ordinal, 'homePartyId', b.home_party_id, 'homeDistrict', h.short_name, 'key', p.student_key, 'right', own.by_right,
           'givenName', n.given_name, 'familyName', n.family_name, 'studentNumber', n.student_number, 'gradeLevel', n.grade_level, 'accommodationsContact', n.accommodations_contact,
           'school', c.name, 'schoolId', c.id, 'counselor', a.display_name, 'counselorId', a.id) order by h.short_name, b.number, e.ordinal) into found
    from placement p join student_name n on n.seat_id = p.seat_id join booking b on b.id = p.booking_id join seat e on e.id = p.seat_id
    join party h on h.id = b.home_party_id join school c on c.id = p.school_id left join account a on a.id = p.counselor_account_id
   cross join lateral (select name_right(p, b) as by_right) own
   where (b.id = p_booking or p.section_id = p_section) and own.by_right is not null;
  if found is null then
    return null;
  end if;
  insert into disclosure (id, at, account_id, purpose, way) values (p_id, app_now(), my_account(), p_purpose, p_way);
  insert into disclosed_name (disclosure_id, seat_id, booking_id, home_party_id, student_key, by_right)
  select p_id, (one->>'seatId')::uuid, (one->>'bookingId')::uuid, (one->>'homePartyId')::uuid, one->>'key', one->>'right' from jsonb_array_elements(found) one;
  return (select jsonb_agg(one - 'key' - 'homePartyId') from jsonb_array_elements(found) one);
end $$;

-- By which rights the principal could open how many names: no name, and nothing to write down.
create function my_name_rights(p_booking uuid, p_section uuid) returns table (by_right text, names int)
language sql stable security definer set search_path = public, pg_temp as $$
  select own.by_right, count(*)::int
    from placement p join student_name n on n.seat_id = p.seat_id join booking b on b.id = p.booking_id
   cross join lateral (select name_right(p, b) as by_right) own
   where (b.id = p_booking or p.section_id = p_section) and own.by_right is not null group by 1 order by 2 desc, 1
$$;

-- Every time the name of one student was opened, for the registrar of that student's own district.
create function disclosures_of(p_party uuid, p_number text, p_seat uuid)
returns table (disclosure_id uuid, at timestamptz, who text, district text, by_right text, purpose text, way text, booking_id uuid, number int, title text)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not holds_role(p_party, '{registrar}') then
    return;
  end if;
  return query
  select d.id, d.at, a.display_name, o.short_name, x.by_right, d.purpose, d.way, b.id, b.number, f.title
    from disclosed_name x join disclosure d on d.id = x.disclosure_id join account a on a.id = d.account_id join booking b on b.id = x.booking_id join offering f on f.id = b.section_id
    join party o on o.id = case when x.by_right in ('teacher', 'teaching_registrar') then b.teaching_party_id else b.home_party_id end
   where x.home_party_id = p_party
     and x.student_key = case when p_seat is null then salted(p_party, p_number)
       else (select p.student_key from placement p join booking own on own.id = p.booking_id where p.seat_id = p_seat and own.home_party_id = p_party) end
   order by d.at desc, d.id;
end $$;

-- Names the facilitator of a school, or nobody any more.
create function name_facilitator(p_id uuid, p_school uuid, p_account uuid) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare place uuid;
begin
  select party_id into place from school where id = p_school for no key update;
  if place is null or not place = any (my_parties()) then
    return jsonb_build_object('refused', 'not_found');
  end if;
  if not holds_role(place, '{registrar,counselor,district_administrator}') then
    raise exception 'not yours to name' using errcode = 'insufficient_privilege';
  end if;
  if p_account is not null and not exists (
       select from role_assignment r join account a on a.id = r.account_id and a.status = 'active' where r.account_id = p_account and r.party_id = place and r.ended_at is null) then
    return jsonb_build_object('refused', 'person');
  end if;
  update site_facilitator set ended_at = app_now() where school_id = p_school and ended_at is null;
  if p_account is not null then
    insert into site_facilitator (id, school_id, party_id, account_id, named_by, named_at) values (p_id, p_school, place, p_account, my_account(), app_now());
  end if;
  return jsonb_build_object('at', app_now(), 'party', place);
end $$;

-- ---------------------------------------------------------------- walls and the clock
-- No roster without a student, no class before its first day.
create function keep_roster_life() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if new.state = 'rostered' and not exists (select from placement where booking_id = new.id) then
    raise exception 'nobody is placed in these seats' using errcode = 'check_violation';
  end if;
  if new.state = 'active' and exists (select from course_section s where s.id = new.section_id and s.first_day > today_at(s.time_zone)) then
    raise exception 'the class has not begun' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger booking_roster_life before update of state on booking for each row when (new.state in ('rostered', 'active') and new.state <> old.state) execute function keep_roster_life();

-- Whoever gives the seats back takes the names out with them.
create function forget_students() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  delete from placement where booking_id = new.id;
  return null;
end $$;
create trigger booking_names_end after update of state on booking for each row when (new.state in ('cancelled', 'dropped', 'withdrawn') and old.state <> new.state) execute function forget_students();

-- What the calendar does to rosters: asks for them, begins the class, ends the names. Answers how much it did.
create function sweep_rosters(p_limit int, p_roster_days int, p_retention_days int) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  b record;
  n int := 0;
  gone int;
begin
  for b in select k.id, k.section_id, k.home_party_id, k.teaching_party_id, k.seat_count, s.first_day, s.time_zone, o.title, h.short_name as teaching
             from booking k join course_section s on s.id = k.section_id join offering o on o.id = s.id join party h on h.id = k.teaching_party_id
            where k.state = 'accepted' and s.last_day >= today_at(s.time_zone)
              and s.first_day - rule_of(k.governing_policy_ids, 'students.rosterDays', p_roster_days) <= today_at(s.time_zone)
              and not exists (select from inbox_item i where i.subject_id = k.id and i.kind = 'PLACE_STUDENTS')
            order by k.id limit p_limit loop
    -- Under the section's lock, which every step of a booking takes: whoever was quicker is seen.
    perform 1 from course_section where id = b.section_id for no key update skip locked;
    continue when not found or not exists (select from booking where id = b.id and state = 'accepted');
    insert into inbox_item (id, kind, is_notice, party_id, roles, sides, subject_id, booking_id, section_id, title, detail, next_step, due_at, due_rule, created_at)
    values (gen_random_uuid(), 'PLACE_STUDENTS', false, b.home_party_id, '{counselor,registrar}', array[b.home_party_id, b.teaching_party_id], b.id, b.id, b.section_id,
            'Say who sits in ' || b.title, b.seat_count || case when b.seat_count = 1 then ' seat' else ' seats' end || ', taught by ' || b.teaching || '.', 'Place students',
            b.first_day::timestamp at time zone b.time_zone, 'by the first day', app_now());
    n := n + 1;
  end loop;

  for b in select k.id, k.section_id, k.home_party_id, k.teaching_party_id, k.seat_count
             from booking k join course_section s on s.id = k.section_id
            where k.state = 'rostered' and s.first_day <= today_at(s.time_zone) order by k.id limit p_limit loop
    perform 1 from course_section where id = b.section_id for no key update skip locked;
    continue when not found;
    perform 1 from booking where id = b.id and state = 'rostered' for update;
    continue when not found;
    update seat set state = 'active' where booking_id = b.id and state = 'rostered';
    update booking set state = 'active', state_since = app_now() where id = b.id;
    insert into event (id, at, actor_account_id, kind, subject_type, subject_id, party_ids, consortium_ids, facts)
    values (gen_random_uuid(), app_now(), null, 'booking.active', 'booking', b.id, array[b.home_party_id, b.teaching_party_id], '{}',
            jsonb_build_object('before', 'rostered', 'after', 'active', 'seats', b.seat_count, 'sectionId', b.section_id));
    n := n + 1;
  end loop;

  for b in select distinct k.id, k.home_party_id, k.teaching_party_id
             from student_name x join placement p on p.seat_id = x.seat_id join booking k on k.id = p.booking_id join course_section s on s.id = k.section_id
            where s.last_day + rule_of(k.governing_policy_ids, 'students.retentionDays', p_retention_days) < today_at(s.time_zone) order by k.id limit p_limit loop
    delete from student_name where seat_id in (select seat_id from placement where booking_id = b.id);
    get diagnostics gone = row_count;
    insert into event (id, at, actor_account_id, kind, subject_type, subject_id, party_ids, consortium_ids, facts)
    values (gen_random_uuid(), app_now(), null, 'roster.ended', 'roster', b.id, array[b.home_party_id, b.teaching_party_id], '{}', jsonb_build_object('names', gone));
    n := n + 1;
  end loop;
  return n;
end $$;

grant execute on function fingerprint(uuid, text), place_students(uuid, jsonb, uuid[]), open_names(uuid, uuid, uuid, text, text), my_name_rights(uuid, uuid),
  disclosures_of(uuid, text, uuid), name_facilitator(uuid, uuid, uuid) to barnraise_server;
grant execute on function sweep_rosters(int, int, int) to barnraise_worker;
`);
  }

  down = forwardOnly;
}
