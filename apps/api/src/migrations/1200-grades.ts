import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * The end of a class: what each student reached, entered by those who teach, attested, and answered by the home district
 * or by its silence. No login may read a grade: one function gives them to those who may, one takes what is entered. What
 * was attested never changes; a correction is attested anew.
 */
export class Grades1200000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
-- ---------------------------------------------------------------- the life of seats goes on
alter table booking drop constraint booking_state, add constraint booking_state check (
  state in ('held', 'awaiting_approval', 'requested', 'accepted', 'rostered', 'active', 'completed', 'denied', 'expired', 'cancelled', 'dropped', 'withdrawn'));
alter table seat drop constraint seat_state, add constraint seat_state check (
  state in ('held', 'awaiting_approval', 'requested', 'accepted', 'rostered', 'active', 'completed', 'denied', 'expired', 'cancelled', 'dropped', 'withdrawn'));
alter table booking drop constraint booking_spending_authorized, add constraint booking_spending_authorized check (
  state not in ('requested', 'accepted', 'rostered', 'active', 'completed') or (not_to_exceed_cents is not null and budget_code is not null));
alter table booking drop constraint booking_governed, add constraint booking_governed check (
  state not in ('accepted', 'rostered', 'active', 'completed') or governing_policy_ids is not null);
alter table booking drop constraint booking_terms, add constraint booking_terms check (
  state not in ('accepted', 'rostered', 'active', 'completed') or (drop_date is not null and teaching_drop_date is not null));
insert into booking_move values ('active', 'completed', 'clock');
create or replace function takes_capacity(p_state text) returns boolean language sql immutable parallel safe as $$
  select p_state in ('held', 'awaiting_approval', 'requested', 'accepted', 'rostered', 'active', 'completed')
$$;
drop index seat_taking;
create index seat_taking on seat (section_id) where state in ('held', 'awaiting_approval', 'requested', 'accepted', 'rostered', 'active', 'completed');
create index booking_running on booking (section_id) where state = 'active';

-- ---------------------------------------------------------------- tables
-- How a district grades, and when its registrar needs grades: versions, of which the newest counts.
create table grade_setting (
  id uuid constraint "PK_grade_setting" primary key,
  party_id uuid not null constraint "FK_grade_setting_party" references party (id),
  version integer not null constraint grade_setting_version check (version > 0),
  scale jsonb not null,
  deadline_days integer constraint grade_setting_deadline check (deadline_days between 0 and 60),
  set_by uuid not null constraint "FK_grade_setting_set_by" references account (id),
  set_at timestamptz not null,
  constraint "UQ_grade_setting" unique (party_id, version)
);
comment on column grade_setting.deadline_days is 'how many days after the last day its registrar needs the grades; null: as members agreed';
alter table grade_setting enable row level security;
create policy neighbors on grade_setting for select to barnraise_server using (party_id in (select my_neighbors()));
create policy own on grade_setting for insert to barnraise_server with check (party_id = any (my_parties()) and set_by = my_account());
grant select, insert on grade_setting to barnraise_server;
create trigger grade_setting_append_only before update or delete on grade_setting for each row execute function refuse_change();
create trigger grade_setting_no_truncate before truncate on grade_setting execute function refuse_change();

-- How far the two sides are with the grades of one booking: no grade in it.
create table grade_sheet (
  booking_id uuid constraint "PK_grade_sheet" primary key constraint "FK_grade_sheet_booking" references booking (id),
  section_id uuid not null constraint "FK_grade_sheet_section" references course_section (id),
  state text not null constraint grade_sheet_state check (state in ('open', 'attested', 'disputed', 'accepted')),
  due_on date,
  due_rule text,
  answer_by timestamptz,
  constraint grade_sheet_due check ((due_on is null) = (due_rule is null)),
  constraint grade_sheet_clock check ((state = 'attested') = (answer_by is not null))
);
comment on column grade_sheet.due_on is 'fixed once the last day has come: the earlier of what members agreed and what the home district needs';
create index grade_sheet_section on grade_sheet (section_id);
create index grade_sheet_waits on grade_sheet (answer_by) where state = 'attested';
alter table grade_sheet enable row level security;
create policy both_sides on grade_sheet for select to barnraise_server using (exists (select from booking b where b.id = booking_id));
grant select on grade_sheet to barnraise_server;

-- One press: who stands by the grades of a booking, and what the home district said to it.
create table grade_attestation (
  booking_id uuid not null constraint "FK_grade_attestation_booking" references booking (id),
  number integer not null constraint grade_attestation_number check (number > 0),
  attested_by uuid not null constraint "FK_grade_attestation_attested_by" references account (id),
  attested_at timestamptz not null,
  sentence text not null constraint grade_attestation_sentence check (sentence <> ''),
  reason text constraint grade_attestation_reason check (length(reason) between 1 and 500),
  scale_id uuid constraint "FK_grade_attestation_scale" references grade_setting (id),
  answer text constraint grade_attestation_answer check (answer in ('accepted', 'disputed')),
  answered_by uuid constraint "FK_grade_attestation_answered_by" references account (id),
  answered_at timestamptz,
  answer_reason text constraint grade_attestation_answer_reason check (length(answer_reason) between 1 and 500),
  home_scale_id uuid constraint "FK_grade_attestation_home_scale" references grade_setting (id),
  constraint "PK_grade_attestation" primary key (booking_id, number),
  constraint grade_attestation_answered check ((answer is null) = (answered_at is null) and (answer is not distinct from 'disputed') = (answer_reason is not null))
);
comment on column grade_attestation.answered_by is 'nobody where silence accepted';
comment on column grade_attestation.home_scale_id is 'what was accepted is converted by this version for good; null: by percent';
alter table grade_attestation enable row level security;
create policy both_sides on grade_attestation for select to barnraise_server using (exists (select from booking b where b.id = booking_id));
grant select (booking_id, number, attested_by, attested_at, sentence, scale_id, answer, answered_by, answered_at, home_scale_id) on grade_attestation to barnraise_server;
create function keep_attestation() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op <> 'UPDATE' or old.answer is not null
     or (to_jsonb(new) - '{answer,answered_by,answered_at,answer_reason,home_scale_id}'::text[]) <> (to_jsonb(old) - '{answer,answered_by,answered_at,answer_reason,home_scale_id}'::text[]) then
    raise exception 'what was attested and answered is append-only: % refused', tg_op using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger grade_attestation_stays before update or delete on grade_attestation for each row execute function keep_attestation();
create trigger grade_attestation_no_truncate before truncate on grade_attestation execute function refuse_change();

-- What is entered, seat by seat, as it is typed; nobody but those who teach sees it. It belongs to the student, not to the seat.
create table seat_grade (
  seat_id uuid constraint "PK_seat_grade" primary key constraint "FK_seat_grade_seat" references seat (id),
  student_key text not null,
  status text constraint seat_grade_status check (status in ('completed', 'incomplete', 'withdrawn', 'no_show')),
  mark text constraint seat_grade_mark check (mark <> '' and length(mark) <= 8),
  last_attended date,
  version integer not null constraint seat_grade_version check (version > 0),
  entered_by uuid not null constraint "FK_seat_grade_entered_by" references account (id),
  entered_at timestamptz not null,
  constraint seat_grade_meant check ((mark is null or status = 'completed') and (last_attended is null or status = 'withdrawn'))
);
comment on column seat_grade.status is 'null where what was entered was taken out again';
alter table seat_grade enable row level security;
create table attested_grade (
  booking_id uuid not null,
  number integer not null,
  seat_id uuid not null constraint "FK_attested_grade_seat" references seat (id),
  status text not null constraint attested_grade_status check (status in ('completed', 'incomplete', 'withdrawn', 'no_show')),
  mark text,
  last_attended date,
  constraint "PK_attested_grade" primary key (booking_id, number, seat_id),
  constraint "FK_attested_grade_attestation" foreign key (booking_id, number) references grade_attestation (booking_id, number),
  constraint attested_grade_meant check ((mark is null or status = 'completed') and (last_attended is null or status = 'withdrawn'))
);
alter table attested_grade enable row level security;
create trigger attested_grade_append_only before update or delete on attested_grade for each row execute function refuse_change();
create trigger attested_grade_no_truncate before truncate on attested_grade execute function refuse_change();

-- ---------------------------------------------------------------- what the functions below share
create or replace function name_right(p placement, b booking) returns text
language sql stable set search_path = public, pg_temp as $$
  select case
    when holds_role(b.home_party_id, '{registrar}') then 'home_registrar'
    when p.counselor_account_id = my_account() and holds_role(b.home_party_id, '{counselor}') then 'counselor'
    when b.home_party_id = any (my_parties()) and exists (
      select from site_facilitator f where f.school_id = p.school_id and f.account_id = my_account() and f.ended_at is null) then 'facilitator'
    when b.state in ('rostered', 'active', 'completed') and b.teaching_party_id = any (my_parties()) and exists (
      select from course_section s where s.id = b.section_id and s.teacher_account_id = my_account()) then 'teacher'
    when b.state in ('rostered', 'active', 'completed') and holds_role(b.teaching_party_id, '{registrar}') then 'teaching_registrar'
  end
$$;
-- Whoever knows the name knows the grade, but for the facilitator, who keeps no transcript.
create function grade_right(p placement, b booking) returns text
language sql stable set search_path = public, pg_temp as $$
  select nullif(name_right(p, b), 'facilitator')
$$;
create function grades_here(s course_section) returns boolean
language sql stable set search_path = public, pg_temp as $$
  select coalesce(holds_role(s.teaching_party_id, '{registrar}') or (s.teacher_account_id = my_account() and s.teaching_party_id = any (my_parties())), false)
$$;
create function newest_setting(p_party uuid) returns grade_setting
language sql stable set search_path = public, pg_temp as $$
  select * from grade_setting where party_id = p_party order by version desc limit 1
$$;
create function on_scale(p_scale jsonb, p_mark text) returns boolean
language sql immutable as $$
  select case when coalesce(p_scale->>'kind', 'percent') = 'percent' then p_mark ~ '^(100|[1-9]?[0-9])$'
              else exists (select from jsonb_array_elements(p_scale->'steps') step where step->>'mark' = p_mark) end
$$;

-- Grades, seat by seat, for those who may know them: what is entered to those who teach, what was attested to both; and why.
create function grade_rows(p_section uuid, p_booking uuid) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  with mine as (
    select p.seat_id, p.booking_id, p.student_key, e.ordinal, own.by_right, own.by_right in ('teacher', 'teaching_registrar') as teaches
      from placement p join booking b on b.id = p.booking_id join seat e on e.id = p.seat_id cross join lateral (select grade_right(p, b) as by_right) own
     where (p.booking_id = p_booking or p.section_id = p_section) and own.by_right is not null)
  select jsonb_build_object(
    'seats', coalesce((select jsonb_agg(jsonb_build_object(
        'seatId', m.seat_id, 'bookingId', m.booking_id, 'ordinal', m.ordinal, 'right', m.by_right,
        'entered', case when m.teaches and g.status is not null then jsonb_build_object('status', g.status, 'mark', g.mark, 'lastAttended', g.last_attended, 'by', a.display_name, 'at', g.entered_at) end,
        'version', case when m.teaches then coalesce(g.version, 0) end,
        'attested', coalesce((select jsonb_agg(jsonb_build_object('number', t.number, 'status', t.status, 'mark', t.mark, 'lastAttended', t.last_attended) order by t.number desc) from attested_grade t where t.seat_id = m.seat_id), '[]')
      ) order by m.booking_id, m.ordinal)
      from mine m left join seat_grade g on g.seat_id = m.seat_id and g.student_key = m.student_key left join account a on a.id = g.entered_by), '[]'),
    'reasons', coalesce((select jsonb_agg(jsonb_build_object('bookingId', t.booking_id, 'number', t.number, 'reason', t.reason, 'answerReason', t.answer_reason))
      from grade_attestation t where (t.reason is not null or t.answer_reason is not null) and t.booking_id in (select booking_id from mine)), '[]'))
$$;

-- ---------------------------------------------------------------- the acts
-- What was typed, seat by seat: all of it or nothing, and never over what somebody else typed meanwhile.
create function save_grades(p_section uuid, p_rows jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  s course_section;
  scale jsonb;
  r jsonb;
  p placement;
  newer int;
  t timestamptz := app_now();
begin
  select * into s from course_section where id = p_section;
  if s.id is null then
    return jsonb_build_object('refused', 'not_found');
  end if;
  if not grades_here(s) then
    raise exception 'not yours to grade' using errcode = 'insufficient_privilege';
  end if;
  scale := (newest_setting(s.teaching_party_id)).scale;
  for r in select * from jsonb_array_elements(p_rows) one order by one->>'seatId' loop
    select x.* into p from placement x join booking b on b.id = x.booking_id where x.seat_id = (r->>'seatId')::uuid and x.section_id = p_section and b.state in ('rostered', 'active', 'completed');
    if p.seat_id is null or (r->>'mark' is not null and not on_scale(scale, r->>'mark')) then
      raise exception 'no student of this class, or no grade on this scale' using errcode = 'check_violation';
    end if;
    insert into grade_sheet (booking_id, section_id, state) values (p.booking_id, p_section, 'open') on conflict do nothing;
    delete from seat_grade where seat_id = p.seat_id and student_key <> p.student_key;
    newer := null;
    insert into seat_grade as g (seat_id, student_key, status, mark, last_attended, version, entered_by, entered_at)
    values (p.seat_id, p.student_key, r->>'status', r->>'mark', (r->>'lastAttended')::date, 1, my_account(), t)
    on conflict (seat_id) do update set status = excluded.status, mark = excluded.mark, last_attended = excluded.last_attended, version = g.version + 1, entered_by = excluded.entered_by, entered_at = excluded.entered_at
      where g.version = (r->>'version')::int
    returning version into newer;
    if newer is distinct from (r->>'version')::int + 1 then
      return jsonb_build_object('refused', 'changed', 'ordinal', (select ordinal from seat where id = p.seat_id),
        'home', (select h.short_name from booking b join party h on h.id = b.home_party_id where b.id = p.booking_id),
        'who', (select a.display_name from seat_grade g join account a on a.id = g.entered_by where g.seat_id = p.seat_id));
    end if;
  end loop;
  return jsonb_build_object('at', t);
end $$;

-- Seats of a sheet whose student is another one than the sheet says: a column that was sorted by itself. No number is given.
create function seats_of_others(p_section uuid, p_rows jsonb) returns setof uuid
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  return query
  select p.seat_id from jsonb_array_elements(p_rows) r join placement p on p.seat_id = (r->>'seatId')::uuid join booking b on b.id = p.booking_id
   where p.section_id = p_section and grade_right(p, b) in ('teacher', 'teaching_registrar') and p.student_key <> salted(b.home_party_id, r->>'number');
end $$;

-- Those who teach stand by the grades of these bookings, all of them or none.
create function attest_grades(p_section uuid, p_bookings uuid[], p_sentence text, p_reason text, p_answer_days int) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  s course_section;
  b booking;
  g grade_sheet;
  last int;
  missing int;
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
    if b.state not in ('rostered', 'active', 'completed') then
      return jsonb_build_object('refused', 'state', 'state', b.state);
    end if;
    insert into grade_sheet (booking_id, section_id, state) values (b.id, p_section, 'open') on conflict do nothing;
    select * into g from grade_sheet where booking_id = b.id for update;
    -- What is typed meanwhile waits: what is attested is what was counted.
    perform 1 from seat_grade x join placement p on p.seat_id = x.seat_id where p.booking_id = b.id order by x.seat_id for update of x;
    select coalesce(max(number), 0) into last from grade_attestation where booking_id = b.id;
    select count(*) filter (where x.status is null) into missing from placement p left join seat_grade x on x.seat_id = p.seat_id and x.student_key = p.student_key where p.booking_id = b.id having count(*) > 0;
    if missing is distinct from 0 then
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
    insert into grade_attestation (booking_id, number, attested_by, attested_at, sentence, reason, scale_id) values (b.id, last + 1, my_account(), t, p_sentence, p_reason, setting);
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

-- Accepted: the conversion is fixed for good, and seats whose class is over are completed. Called under the locks of section and booking.
create function settle_grades(p_booking uuid, p_by uuid) returns void
language plpgsql set search_path = public, pg_temp as $$
declare b booking;
begin
  update grade_attestation set answer = 'accepted', answered_by = p_by, answered_at = app_now(), home_scale_id = (newest_setting((select home_party_id from booking where id = p_booking))).id
   where booking_id = p_booking and number = (select max(number) from grade_attestation where booking_id = p_booking);
  update grade_sheet set state = 'accepted', answer_by = null where booking_id = p_booking;
  select * into b from booking where id = p_booking;
  if b.state = 'active' then
    update seat set state = 'completed' where booking_id = p_booking and state = 'active';
    update booking set state = 'completed', state_since = app_now() where id = p_booking;
    insert into event (id, at, actor_account_id, kind, subject_type, subject_id, party_ids, consortium_ids, facts)
    values (gen_random_uuid(), app_now(), p_by, 'booking.completed', 'booking', b.id, array[b.home_party_id, b.teaching_party_id], '{}',
            jsonb_build_object('before', 'active', 'after', 'completed', 'seats', b.seat_count, 'sectionId', b.section_id));
  end if;
end $$;

-- The home registrar accepts what was attested, or disputes it with a reason: that attestation, and no later one.
create function answer_grades(p_booking uuid, p_number int, p_dispute text) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  b booking;
  g grade_sheet;
begin
  select * into b from booking where id = p_booking;
  if b.id is null then
    return jsonb_build_object('refused', 'not_found');
  end if;
  if not holds_role(b.home_party_id, '{registrar}') then
    raise exception 'not yours to answer' using errcode = 'insufficient_privilege';
  end if;
  perform 1 from course_section where id = b.section_id for no key update;
  perform 1 from booking where id = p_booking for update;
  select * into g from grade_sheet where booking_id = p_booking for update;
  if g.state is distinct from 'attested' or not exists (select from grade_attestation where booking_id = p_booking and number = p_number and answer is null) then
    return jsonb_build_object('refused', 'state', 'state', g.state);
  end if;
  if p_dispute is null then
    perform settle_grades(p_booking, my_account());
  else
    update grade_attestation set answer = 'disputed', answered_by = my_account(), answered_at = app_now(), answer_reason = p_dispute where booking_id = p_booking and number = p_number;
    update grade_sheet set state = 'disputed', answer_by = null where booking_id = p_booking;
  end if;
  return jsonb_build_object('at', app_now());
end $$;

-- ---------------------------------------------------------------- walls and the clock
create function keep_completion() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if not exists (select from grade_sheet where booking_id = new.id and state = 'accepted') then
    raise exception 'its grades are not accepted' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger booking_completed before update of state on booking for each row when (new.state = 'completed' and new.state <> old.state) execute function keep_completion();

-- Whoever gives the seats back takes names out with them, and what was entered.
create or replace function forget_students() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  delete from seat_grade where seat_id in (select id from seat where booking_id = new.id);
  delete from placement where booking_id = new.id;
  return null;
end $$;

-- What the calendar does to grades: asks for them once a class is over, and takes silence for a yes. Answers how much it did.
create function sweep_grades(p_limit int, p_due_days int, p_answer_days int) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  s record;
  b record;
  n int := 0;
begin
  for s in select c.id, c.teaching_party_id, c.last_day, c.time_zone, o.title from course_section c join offering o on o.id = c.id
            where c.last_day <= today_at(c.time_zone) and exists (
              select from booking k left join grade_sheet g on g.booking_id = k.id where k.section_id = c.id and k.state = 'active' and g.due_on is null)
            order by c.id limit p_limit loop
    perform 1 from course_section where id = s.id for no key update skip locked;
    continue when not found;
    insert into grade_sheet (booking_id, section_id, state, due_on, due_rule)
    select k.id, s.id, 'open', s.last_day + least(agreed.days, own.days),
           case when own.days < agreed.days then own.days || ' days after the last day, as ' || h.short_name || ' needs them' else agreed.days || ' days after the last day, as members agreed' end
      from booking k join party h on h.id = k.home_party_id
     cross join lateral (select rule_of(k.governing_policy_ids, 'grades.dueDays', p_due_days) as days) agreed
     cross join lateral (select coalesce((newest_setting(k.home_party_id)).deadline_days, agreed.days) as days) own
     where k.section_id = s.id and k.state = 'active'
    on conflict (booking_id) do update set due_on = excluded.due_on, due_rule = excluded.due_rule where grade_sheet.due_on is null;
    if exists (select from grade_sheet g join booking k on k.id = g.booking_id where g.section_id = s.id and g.state = 'open' and k.state = 'active')
       and not exists (select from inbox_item i where i.subject_id = s.id and i.kind = 'GIVE_GRADES' and i.done_at is null) then
      insert into inbox_item (id, kind, is_notice, party_id, roles, sides, subject_id, section_id, title, detail, next_step, due_at, due_rule, created_at)
      select gen_random_uuid(), 'GIVE_GRADES', false, s.teaching_party_id, '{teacher,registrar}', array[s.teaching_party_id], s.id, s.id, 'Give the grades of ' || s.title,
             'Students of ' || string_agg(h.short_name, ', ' order by h.short_name) || '.', 'Enter grades', (min(g.due_on) + 1)::timestamp at time zone s.time_zone, (array_agg(g.due_rule order by g.due_on))[1], app_now()
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

-- ---------------------------------------------------------------- seats given stay given once they are completed
create or replace function seat_roll_up(p_consortium uuid, p_year text) returns table (party_id uuid, name text, given int, taken int)
language sql stable security definer set search_path = public, pg_temp as $$
  with given as (
    select b.teaching_party_id, b.home_party_id, b.seat_count
      from booking b join course_section s on s.id = b.section_id join term t on t.id = s.term_id join school_year y on y.id = t.school_year_id
     where b.consortium_id = p_consortium and b.state in ('accepted', 'rostered', 'active', 'completed') and b.home_party_id <> b.teaching_party_id and y.name = p_year)
  select p.id, p.short_name, coalesce((select sum(seat_count) from given where teaching_party_id = p.id), 0)::int, coalesce((select sum(seat_count) from given where home_party_id = p.id), 0)::int
    from consortium_member m join party p on p.id = m.party_id
   where m.consortium_id = p_consortium and m.until is null and p_consortium = any (my_consortia()) order by p.short_name, p.id
$$;
create or replace function seat_roll_up_years(p_consortium uuid) returns table (name text, begun boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select y.name, bool_or(y.first_day <= app_now()::date) from booking b join course_section s on s.id = b.section_id join term t on t.id = s.term_id join school_year y on y.id = t.school_year_id
   where b.consortium_id = p_consortium and b.state in ('accepted', 'rostered', 'active', 'completed') and p_consortium = any (my_consortia()) group by 1 order by 1 desc
$$;

grant execute on function holds_role(uuid, text[]), grades_here(course_section) to barnraise_server;
grant execute on function grade_rows(uuid, uuid), save_grades(uuid, jsonb), seats_of_others(uuid, jsonb), attest_grades(uuid, uuid[], text, text, int), answer_grades(uuid, int, text) to barnraise_server;
grant execute on function sweep_grades(int, int, int) to barnraise_worker;
`);
  }

  down = forwardOnly;
}
