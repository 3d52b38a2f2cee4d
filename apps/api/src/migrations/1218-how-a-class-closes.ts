import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * How a class closes for everyone in it: whoever withdrew stands in the sheet as withdrawn, seats in which nobody was placed
 * are closed by saying so, those who teach grade their own district's students too, and nothing moves under attested grades.
 */
export class HowAClassCloses1218000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
-- ---------------------------------------------------------------- nothing moves under grades that are attested
create function grades_attested(p_booking uuid) returns boolean language sql stable as $$
  select exists (select from grade_sheet where booking_id = p_booking and state <> 'open')
$$;
grant execute on function grades_attested(uuid) to barnraise_server;
create function keep_attested() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if grades_attested(new.id) then
    raise exception 'the grades of these seats are attested' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger booking_attested_stays before update of state on booking for each row
  when (new.state in ('dropped', 'withdrawn', 'cancelled') and old.state in ('accepted', 'rostered', 'active')) execute function keep_attested();
insert into booking_move values ('accepted', 'completed', 'clock');

create or replace function move_seats(p_booking uuid, p_from text, p_to text, p_side text, p_facts jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  b booking;
  s course_section;
  t timestamptz;
  promises boolean := p_side = 'home' and p_to in ('requested', 'awaiting_approval');
  leaves boolean := p_to in ('dropped', 'withdrawn');
  amount bigint;
begin
  select * into b from booking where id = p_booking;
  if b.id is null then
    return jsonb_build_object('refused', 'not_found');
  end if;
  if not coalesce((case p_side when 'home' then b.home_party_id when 'teaching' then b.teaching_party_id end) = any (my_parties()), false) then
    raise exception 'not your side' using errcode = 'insufficient_privilege';
  end if;
  select * into s from course_section where id = b.section_id for no key update;
  select * into b from booking where id = p_booking for update;
  t := app_now();
  if b.state is distinct from p_from or not exists (select from booking_move where from_state = b.state and to_state = p_to and side = p_side) then
    return jsonb_build_object('refused', 'state', 'state', b.state);
  end if;
  if b.state = 'held' and b.hold_expires_at <= t and p_to <> 'cancelled' then
    perform end_overdue_holds(b.section_id);
    return jsonb_build_object('refused', 'expired', 'at', b.hold_expires_at);
  end if;
  -- Attested a moment ago.
  if leaves and grades_attested(b.id) then
    return jsonb_build_object('refused', 'state', 'state', b.state);
  end if;
  -- The days are those of the teaching school. What was shown before midnight is not what counts after it.
  if leaves and ((p_to = 'dropped') <> (today_at(s.time_zone) <= b.drop_date) or (p_facts->>'free')::boolean is distinct from (today_at(s.time_zone) <= b.teaching_drop_date)) then
    return jsonb_build_object('refused', 'day');
  end if;
  if leaves and (p_facts->>'free')::boolean and (p_facts->>'owedCents')::bigint is distinct from 0 then
    raise exception 'seats given back in time cost nothing' using errcode = 'check_violation';
  end if;
  amount := case when promises then coalesce((p_facts->>'notToExceedCents')::bigint, b.not_to_exceed_cents) else b.not_to_exceed_cents end;
  if promises and not coalesce(amount >= (select maximum_cents from share_calculation where id = b.calculation_id), false) then
    raise exception 'the amount promised is below what the seats may cost' using errcode = 'check_violation';
  end if;
  update seat set state = p_to where booking_id = p_booking and state = b.state;
  update booking set state = p_to, state_since = t,
         hold_expires_at = case when p_to = 'held' then hold_expires_at end, hold_left = null,
         due_at = (p_facts->>'dueAt')::timestamptz, due_rule = p_facts->>'dueRule',
         not_to_exceed_cents = amount,
         budget_code = case when promises then coalesce(p_facts->>'budgetCode', budget_code) else budget_code end,
         note = case when promises then coalesce(p_facts->>'note', note) else note end,
         reason = coalesce(p_facts->>'reason', reason),
         owed_cents = case when leaves then (p_facts->>'owedCents')::bigint end,
         drop_date = case when p_to = 'accepted' then s.drop_date else drop_date end,
         teaching_drop_date = case when p_to = 'accepted' then s.teaching_drop_date else teaching_drop_date end,
         governing_policy_ids = case when p_to = 'accepted' then array(
           select v.id from (select distinct on (key) id, key from policy_version
                              where consortium_id = b.consortium_id and effective_from <= t::date order by key, effective_from desc) v order by v.key)
           else governing_policy_ids end
   where id = p_booking;
  if takes_capacity(b.state) and not takes_capacity(p_to) then
    perform shift_seats(b.section_id, b.home_party_id, -b.seat_count);
  end if;
  return jsonb_build_object('at', t, 'from', b.state);
end $$;

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
  if not exists (select from offering where id = p_section and state in ('open', 'closed'))
     or exists (select from booking b where b.section_id = p_section and takes_capacity(b.state) and grades_attested(b.id)) then
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

-- ---------------------------------------------------------------- whoever withdrew
alter table placement add column left_on date;
comment on column placement.left_on is 'the day its booking was withdrawn from: it stands in the sheet of grades, and its name is the home district''s alone';
grant select (left_on) on placement to barnraise_server;
alter table placement drop constraint "UQ_placement_student";
create unique index placement_student on placement (section_id, student_key) where left_on is null;

-- Seats given back take names out with them, and what was entered; but whoever is withdrawn from a class stays known to the home
-- district, whose transcript it is, and stands in the sheet: withdrawn, and when they were last in class.
create or replace function forget_students() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare today date := (select today_at(time_zone) from course_section where id = new.section_id);
begin
  if new.state = 'withdrawn' and exists (select from placement where booking_id = new.id) then
    update placement set left_on = today where booking_id = new.id;
    insert into grade_sheet (booking_id, section_id, state) values (new.id, new.section_id, 'open') on conflict do nothing;
    delete from seat_grade where seat_id in (select seat_id from placement where booking_id = new.id);
    insert into seat_grade (seat_id, student_key, status, last_attended, version, entered_by, entered_at)
    select seat_id, student_key, 'withdrawn', coalesce(last_attended(seat_id), today), 1, coalesce(my_account(), new.created_by), app_now() from placement where booking_id = new.id;
    return null;
  end if;
  delete from class_student c using seat e where e.booking_id = new.id and c.id = marks_of(e) and exists (select from placement p where p.seat_id = e.id);
  delete from seat_grade where seat_id in (select id from seat where booking_id = new.id);
  delete from placement where booking_id = new.id;
  return null;
end $$;

create or replace function name_right(p placement, b booking) returns text
language sql stable set search_path = public, pg_temp as $$
  select case
    when holds_role(b.home_party_id, '{registrar}') then 'home_registrar'
    when p.counselor_account_id = my_account() and holds_role(b.home_party_id, '{counselor}') then 'counselor'
    when p.left_on is null and b.home_party_id = any (my_parties()) and exists (
      select from site_facilitator f where f.school_id = p.school_id and f.account_id = my_account() and f.ended_at is null) then 'facilitator'
    when b.state in ('rostered', 'active', 'completed') and b.teaching_party_id = any (my_parties()) and exists (
      select from course_section s where s.id = b.section_id and s.teacher_account_id = my_account()) then 'teacher'
    when b.state in ('rostered', 'active', 'completed') and holds_role(b.teaching_party_id, '{registrar}') then 'teaching_registrar'
  end
$$;

create or replace function tell_class(s course_section, p_subject uuid, p_kind text, p_title text, p_detail text, p_urgent boolean) returns uuid[]
language plpgsql set search_path = public, pg_temp as $$
declare
  everyone text[] := '{teacher,counselor,registrar,procurement_officer,business_manager,superintendent,district_administrator}';
  homes uuid[];
begin
  select coalesce(array_agg(distinct home_party_id), '{}') into homes from booking where section_id = s.id and is_given(state);
  insert into inbox_item (id, kind, is_notice, party_id, roles, sides, subject_id, booking_id, section_id, title, detail, created_at, account_id, urgent)
  select gen_random_uuid(), p_kind, true, one.party, one.roles, homes || s.teaching_party_id, p_subject,
         (select b.id from booking b where b.section_id = s.id and b.home_party_id = one.party and is_given(b.state) order by b.number desc limit 1), s.id, p_title, p_detail, app_now(), one.account, p_urgent
    from (
      select home as party, '{counselor,registrar}'::text[] as roles, null::uuid as account from unnest(homes) home
      union
      select f.party_id, everyone, f.account_id from site_facilitator f
       where f.party_id = any (homes) and f.ended_at is null
         and not exists (select from role_assignment r where r.account_id = f.account_id and r.party_id = f.party_id and r.role in ('counselor', 'registrar') and r.ended_at is null)
         and (exists (select from placement p where p.section_id = s.id and p.school_id = f.school_id and p.left_on is null)
              or not exists (select from placement p join booking b on b.id = p.booking_id where p.section_id = s.id and b.home_party_id = f.party_id and p.left_on is null))
      union
      select s.teaching_party_id, everyone, s.teacher_account_id where s.teacher_account_id <> my_account()
      union
      select s.teaching_party_id, '{registrar}'::text[], null) one;
  return homes;
end $$;

-- ---------------------------------------------------------------- who sits there, also when it is said late
alter table grade_attestation add column nobody boolean not null default false;
comment on column grade_attestation.nobody is 'no student was placed in these seats: there is no grade to it';
grant select (nobody) on grade_attestation to barnraise_server;

create or replace function place_students(p_booking uuid, p_rows jsonb, p_cleared uuid[]) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  b booking;
  s course_section;
  g grade_sheet;
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
  -- Those who teach attested that nobody was placed, and were told that somebody was: who it was is said now.
  select * into g from grade_sheet where booking_id = p_booking;
  if g.state <> 'open' and not (g.state = 'disputed' and (select a.nobody from grade_attestation a where a.booking_id = p_booking order by a.number desc limit 1)) then
    return jsonb_build_object('refused', 'graded', 'state', b.state);
  end if;
  -- Where nobody was named yet, it is never too late to say who sat there.
  if b.state <> 'accepted' and s.last_day < today_at(s.time_zone) then
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
  -- A seat that was emptied begins anew: what is marked there now is not of whoever left it.
  update seat e set whose = gen_random_uuid(), since = today_at(s.time_zone)
   where e.booking_id = p_booking and not exists (select from placement p where p.seat_id = e.id) and exists (select from class_student c where c.id = marks_of(e));
  update inbox_item i set done_at = t where i.kind = 'seat.progress' and i.done_at is null and i.subject_id in (select id from seat where booking_id = p_booking)
     and not exists (select from placement p where p.seat_id = i.subject_id) and i.subject_id = any (p_cleared);
  if b.state = 'accepted' and exists (select from placement where booking_id = p_booking) then
    perform move_seats(p_booking, 'accepted', 'rostered', 'home', '{}');
  end if;
  return jsonb_build_object('at', t, 'from', b.state, 'to', (select state from booking where id = p_booking), 'placed', (select count(*) from placement where booking_id = p_booking));
end $$;

-- ---------------------------------------------------------------- grades
-- Grades, seat by seat, for those who may know them: what is entered to those who teach, be it their own district's student or
-- another's; what was attested to both; and why.
create or replace function grade_rows(p_section uuid, p_booking uuid) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  with mine as (
    select p.seat_id, p.booking_id, p.student_key, e.ordinal, own.teaches, b.state = 'withdrawn' as withdrawn
      from placement p join booking b on b.id = p.booking_id join course_section s on s.id = b.section_id join seat e on e.id = p.seat_id
     cross join lateral (select grade_right(p, b) as by_right, b.state in ('rostered', 'active', 'completed', 'withdrawn') and grades_here(s) as teaches) own
     where (p.booking_id = p_booking or p.section_id = p_section) and (own.by_right is not null or own.teaches))
  select jsonb_build_object(
    'seats', coalesce((select jsonb_agg(jsonb_build_object(
        'seatId', m.seat_id, 'bookingId', m.booking_id, 'ordinal', m.ordinal, 'withdrawn', m.withdrawn, 'seen', case when m.teaches then last_attended(m.seat_id) end,
        'entered', case when m.teaches and g.status is not null then jsonb_build_object('status', g.status, 'mark', g.mark, 'lastAttended', g.last_attended, 'by', a.display_name, 'at', g.entered_at) end,
        'version', case when m.teaches then coalesce(g.version, 0) end,
        'attested', coalesce((select jsonb_agg(jsonb_build_object('number', t.number, 'status', t.status, 'mark', t.mark, 'lastAttended', t.last_attended) order by t.number desc) from attested_grade t where t.seat_id = m.seat_id), '[]')
      ) order by m.booking_id, m.ordinal)
      from mine m left join seat_grade g on g.seat_id = m.seat_id and g.student_key = m.student_key left join account a on a.id = g.entered_by), '[]'),
    'reasons', coalesce((select jsonb_agg(jsonb_build_object('bookingId', t.booking_id, 'number', t.number, 'reason', t.reason, 'answerReason', t.answer_reason))
      from grade_attestation t join booking b on b.id = t.booking_id join course_section s on s.id = b.section_id
     where (t.reason is not null or t.answer_reason is not null) and (b.id = p_booking or b.section_id = p_section)
       and (t.booking_id in (select booking_id from mine) or t.nobody and (holds_role(b.home_party_id, '{registrar}') or grades_here(s)))), '[]'))
$$;

-- A number on a sheet is compared with a name that whoever asks has opened before: nothing is told here that was not disclosed.
drop function seats_of_others(uuid, jsonb);
create function numbers_on_sheet(p_section uuid, p_rows jsonb) returns table (seat_id uuid, says text)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  return query
  select p.seat_id, case when not opened.before then 'unopened' when p.student_key <> salted(b.home_party_id, r->>'number') then 'other' end
    from jsonb_array_elements(p_rows) r join placement p on p.seat_id = (r->>'seatId')::uuid join booking b on b.id = p.booking_id join course_section s on s.id = b.section_id
   cross join lateral (select exists (select from disclosed_name x join disclosure d on d.id = x.disclosure_id
                                       where x.home_party_id = b.home_party_id and x.student_key = p.student_key and x.seat_id = p.seat_id and d.account_id = my_account()) as before) opened
   where p.section_id = p_section and grades_here(s);
end $$;
grant execute on function numbers_on_sheet(uuid, jsonb) to barnraise_server;

-- Those who teach stand by the grades of these bookings, all of them or none; or by this, that nobody was placed in them.
drop function attest_grades(uuid, uuid[], text, text, int);
create function attest_grades(p_section uuid, p_bookings uuid[], p_sentence text, p_nobody text, p_reason text, p_answer_days int) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  s course_section;
  b booking;
  g grade_sheet;
  last int;
  missing int;
  empty boolean;
  done jsonb := '[]';
  t timestamptz;
  setting uuid;
begin
  select * into s from course_section where id = p_section for no key update;
  if s.id is null then
    return jsonb_build_object('refused', 'not_found');
  end if;
  if not grades_here(s) then
    raise exception 'not yours to attest' using errcode = 'insufficient_privilege';
  end if;
  setting := (newest_setting(s.teaching_party_id)).id;
  for b in select * from booking where id = any (p_bookings) and section_id = p_section order by id for update loop
    t := app_now();
    if b.state not in ('accepted', 'rostered', 'active', 'completed', 'withdrawn') then
      return jsonb_build_object('refused', 'state', 'state', b.state);
    end if;
    insert into grade_sheet (booking_id, section_id, state) values (b.id, p_section, 'open') on conflict do nothing;
    select * into g from grade_sheet where booking_id = b.id for update;
    -- What is typed meanwhile waits: what is attested is what was counted.
    perform 1 from seat_grade x join placement p on p.seat_id = x.seat_id where p.booking_id = b.id order by x.seat_id for update of x;
    select coalesce(max(number), 0) into last from grade_attestation where booking_id = b.id;
    select count(*) filter (where x.status is null), count(*) = 0 into missing, empty from placement p left join seat_grade x on x.seat_id = p.seat_id and x.student_key = p.student_key where p.booking_id = b.id;
    if missing <> 0 or (empty and b.state not in ('accepted', 'rostered', 'active')) then
      return jsonb_build_object('refused', 'missing');
    end if;
    if g.state = 'open' and s.last_day > today_at(s.time_zone) then
      return jsonb_build_object('refused', 'day');
    end if;
    if g.state in ('attested', 'accepted') and (p_reason is null or not exists (
         select from seat_grade x join placement p on p.seat_id = x.seat_id left join attested_grade o on o.seat_id = x.seat_id and o.number = last
          where p.booking_id = b.id and (o.status, o.mark, o.last_attended) is distinct from (x.status, x.mark, x.last_attended))) then
      return jsonb_build_object('refused', 'same');
    end if;
    if exists (select from seat_grade x join placement p on p.seat_id = x.seat_id where p.booking_id = b.id and x.mark is not null and not on_scale((newest_setting(s.teaching_party_id)).scale, x.mark)) then
      return jsonb_build_object('refused', 'scale');
    end if;
    insert into grade_attestation (booking_id, number, attested_by, attested_at, sentence, reason, scale_id, nobody)
    values (b.id, last + 1, my_account(), t, case when empty then p_nobody else p_sentence end, p_reason, setting, empty);
    insert into attested_grade (booking_id, number, seat_id, status, mark, last_attended)
    select b.id, last + 1, x.seat_id, x.status, x.mark, x.last_attended from seat_grade x join placement p on p.seat_id = x.seat_id and p.student_key = x.student_key where p.booking_id = b.id;
    update grade_sheet set state = 'attested', answer_by = t + make_interval(days => rule_of(b.governing_policy_ids, 'grades.answerDays', p_answer_days)) where booking_id = b.id returning * into g;
    done := done || jsonb_build_object('bookingId', b.id, 'number', last + 1, 'bookingNumber', b.number, 'homePartyId', b.home_party_id, 'answerBy', g.answer_by, 'days', rule_of(b.governing_policy_ids, 'grades.answerDays', p_answer_days),
      'students', (select count(*) from attested_grade where booking_id = b.id and number = last + 1));
  end loop;
  if jsonb_array_length(done) <> cardinality(p_bookings) then
    return jsonb_build_object('refused', 'not_found');
  end if;
  return jsonb_build_object('done', done);
end $$;
grant execute on function attest_grades(uuid, uuid[], text, text, text, int) to barnraise_server;

create or replace function settle_grades(p_booking uuid, p_by uuid) returns void
language plpgsql set search_path = public, pg_temp as $$
declare b booking;
begin
  update grade_attestation set answer = 'accepted', answered_by = p_by, answered_at = app_now(), home_scale_id = (newest_setting((select home_party_id from booking where id = p_booking))).id
   where booking_id = p_booking and number = (select max(number) from grade_attestation where booking_id = p_booking);
  update grade_sheet set state = 'accepted', answer_by = null where booking_id = p_booking;
  select * into b from booking where id = p_booking;
  if b.state in ('accepted', 'active') then
    update seat set state = 'completed' where booking_id = p_booking and state = b.state;
    update booking set state = 'completed', state_since = app_now() where id = p_booking;
    update inbox_item set done_at = app_now() where subject_id = b.id and kind = 'PLACE_STUDENTS' and done_at is null;
    insert into event (id, at, actor_account_id, kind, subject_type, subject_id, party_ids, consortium_ids, facts)
    values (gen_random_uuid(), app_now(), p_by, 'booking.completed', 'booking', b.id, array[b.home_party_id, b.teaching_party_id], '{}',
            jsonb_build_object('before', b.state, 'after', 'completed', 'seats', b.seat_count, 'sectionId', b.section_id));
  end if;
end $$;

-- What a class owes an answer for: seats that run, seats nobody was named for, and whoever withdrew.
create function to_be_graded(b booking) returns boolean
language sql stable set search_path = public, pg_temp as $$
  select b.state in ('accepted', 'active')
      or (b.state = 'withdrawn' and exists (select from placement p where p.booking_id = b.id) and exists (select from offering o where o.id = b.section_id and o.state <> 'cancelled'))
$$;
create index booking_to_grade on booking (section_id) where state in ('accepted', 'active', 'withdrawn');
drop index booking_running;

create or replace function sweep_grades(p_limit int, p_due_days int, p_answer_days int) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  s record;
  b record;
  n int := 0;
begin
  for s in select c.id, c.teaching_party_id, c.last_day, c.time_zone, o.title from course_section c join offering o on o.id = c.id
            where c.last_day <= today_at(c.time_zone) and exists (
              select from booking k left join grade_sheet g on g.booking_id = k.id where k.section_id = c.id and k.state in ('accepted', 'active', 'withdrawn') and to_be_graded(k) and g.due_on is null)
            order by c.id limit p_limit loop
    perform 1 from course_section where id = s.id for no key update skip locked;
    continue when not found;
    insert into grade_sheet (booking_id, section_id, state, due_on, due_rule)
    select k.id, s.id, 'open', s.last_day + least(agreed.days, own.days),
           case when own.days < agreed.days then own.days || ' days after the last day, as ' || h.short_name || ' needs them' else agreed.days || ' days after the last day, as members agreed' end
      from booking k join party h on h.id = k.home_party_id
     cross join lateral (select rule_of(k.governing_policy_ids, 'grades.dueDays', p_due_days) as days) agreed
     cross join lateral (select coalesce((newest_setting(k.home_party_id)).deadline_days, agreed.days) as days) own
     where k.section_id = s.id and k.state in ('accepted', 'active', 'withdrawn') and to_be_graded(k)
    on conflict (booking_id) do update set due_on = excluded.due_on, due_rule = excluded.due_rule where grade_sheet.due_on is null;
    if exists (select from grade_sheet g join booking k on k.id = g.booking_id where g.section_id = s.id and g.state = 'open' and to_be_graded(k))
       and not exists (select from inbox_item i where i.subject_id = s.id and i.kind = 'GIVE_GRADES' and i.done_at is null) then
      insert into inbox_item (id, kind, is_notice, party_id, roles, sides, subject_id, section_id, title, detail, next_step, due_at, due_rule, created_at)
      select gen_random_uuid(), 'GIVE_GRADES', false, s.teaching_party_id, '{teacher,registrar}', array[s.teaching_party_id], s.id, s.id, 'Give the grades of ' || s.title,
             'Students of ' || string_agg(distinct h.short_name, ', ' order by h.short_name) || '.', 'Enter grades', (min(g.due_on) + 1)::timestamp at time zone s.time_zone, (array_agg(g.due_rule order by g.due_on))[1], app_now()
        from grade_sheet g join booking k on k.id = g.booking_id join party h on h.id = k.home_party_id where g.section_id = s.id and g.state = 'open';
    end if;
    n := n + 1;
  end loop;

  for b in select k.id, k.section_id, k.home_party_id, k.teaching_party_id, o.title, h.short_name as home from grade_sheet g join booking k on k.id = g.booking_id join offering o on o.id = k.section_id join party h on h.id = k.home_party_id
            where g.state = 'attested' and g.answer_by <= app_now() order by g.answer_by, k.id limit p_limit loop
    -- Under the locks of every other step: whoever was quicker is seen.
    perform 1 from course_section where id = b.section_id for no key update skip locked;
    continue when not found;
    perform 1 from booking where id = b.id for update;
    continue when not exists (select from grade_sheet where booking_id = b.id and state = 'attested' and answer_by <= app_now());
    perform settle_grades(b.id, null);
    update inbox_item set done_at = app_now() where subject_id = b.id and kind = 'ACCEPT_GRADES' and done_at is null;
    insert into event (id, at, actor_account_id, kind, subject_type, subject_id, party_ids, consortium_ids, facts)
    values (gen_random_uuid(), app_now(), null, 'grades.accepted', 'grades', b.id, array[b.home_party_id, b.teaching_party_id], '{}', '{"bySilence": true}');
    insert into inbox_item (id, kind, is_notice, party_id, roles, sides, subject_id, booking_id, section_id, title, detail, created_at)
    values (gen_random_uuid(), 'NOTICE', true, b.home_party_id, '{registrar}', array[b.home_party_id, b.teaching_party_id], b.id, b.id, b.section_id,
            'The grades of ' || b.title || ' count as accepted', 'Nobody answered in time. They can still be corrected: ask those who teach.', app_now());
    n := n + 1;
  end loop;
  return n;
end $$;
`);
  }

  down = forwardOnly;
}
