import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * A teaching district accepts at once whatever fits the seats it published, unless it chose to answer each request. An
 * answer that is due is asked of its administrator, then of the coordinator of the consortium: once each.
 */
export class Answering1161000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
alter table course_section add column answers_requests boolean not null default true;
comment on column course_section.answers_requests is 'whether the teaching district answers each request; if not, it accepts at once within its seats';
insert into booking_move values ('requested', 'accepted', 'clock');

-- The answer of a district that chose to accept at once, in the act of the request. It is given in that district's name:
-- everything an acceptance does is done by the one function that does it.
create function accept_at_once(p_booking uuid) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  b booking;
  mine text := current_setting('barnraise.parties', true);
  answer jsonb;
begin
  select * into b from booking where id = p_booking;
  if not coalesce(b.home_party_id = any (my_parties()), false) then
    raise exception 'not your district' using errcode = 'insufficient_privilege';
  end if;
  perform 1 from course_section where id = b.section_id for no key update;
  if (select answers_requests from course_section where id = b.section_id) then
    return jsonb_build_object('refused', 'answers_each');
  end if;
  perform set_config('barnraise.parties', array[b.teaching_party_id]::text, true);
  answer := move_seats(p_booking, 'requested', 'accepted', 'teaching', '{}');
  perform set_config('barnraise.parties', coalesce(mine, ''), true);
  if answer->>'refused' is null then
    insert into event (id, at, actor_account_id, kind, subject_type, subject_id, party_ids, consortium_ids, facts)
    values (gen_random_uuid(), app_now(), null, 'booking.accepted', 'booking', b.id, array[b.home_party_id, b.teaching_party_id], '{}',
            jsonb_build_object('before', 'requested', 'after', 'accepted', 'seats', b.seat_count, 'sectionId', b.section_id, 'atOnce', true));
  end if;
  return answer;
end $$;

-- When whoever stands above those who should have answered is asked. Business days are counted by the calendar of the
-- teaching district, as the request was made.
create table answer_clock (
  booking_id uuid constraint "PK_answer_clock" primary key constraint "FK_answer_clock_booking" references booking (id),
  administrator_at timestamptz not null,
  coordinator_at timestamptz not null,
  rule text not null,
  administrator_asked_at timestamptz,
  coordinator_asked_at timestamptz,
  constraint answer_clock_forward check (administrator_at < coordinator_at)
);
create index answer_clock_administrator on answer_clock (administrator_at) where administrator_asked_at is null;
create index answer_clock_coordinator on answer_clock (coordinator_at) where coordinator_asked_at is null;
alter table answer_clock enable row level security;
create policy both_sides on answer_clock for select to barnraise_server using (exists (select from booking b where b.id = booking_id));
create policy home_side on answer_clock for insert to barnraise_server
  with check (administrator_asked_at is null and coordinator_asked_at is null and exists (select from booking b where b.id = booking_id and b.home_party_id = any (my_parties())));
grant select, insert on answer_clock to barnraise_server;

-- The worker's right: ask once, and once more, for an answer that is overdue. It answers nothing itself.
create function escalate_answers(p_limit int) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  c record;
  to_coordinator boolean;
  asked text;
  ev uuid;
  n int := 0;
begin
  for c in
    select a.*, b.section_id, b.home_party_id, b.teaching_party_id, b.consortium_id, b.seat_count, b.due_rule, o.title, h.short_name as home, p.short_name as teaching
      from answer_clock a join booking b on b.id = a.booking_id join offering o on o.id = b.section_id
      join party h on h.id = b.home_party_id join party p on p.id = b.teaching_party_id
     where b.state = 'requested'
       and ((a.administrator_asked_at is null and a.administrator_at <= app_now()) or (a.coordinator_asked_at is null and a.coordinator_at <= app_now()))
     -- The booking too: an answer that is being given is not asked for, and one that comes now finds what it settles.
     order by a.administrator_at, a.booking_id limit p_limit for update of a, b skip locked
  loop
    foreach to_coordinator in array array[false, true] loop
      continue when case when to_coordinator then c.coordinator_asked_at is not null or c.coordinator_at > app_now() else c.administrator_asked_at is not null end;
      asked := case when to_coordinator then 'coordinator' else 'administrator' end;
      ev := gen_random_uuid();
      insert into event (id, at, actor_account_id, kind, subject_type, subject_id, party_ids, consortium_ids, facts)
      values (ev, app_now(), null, 'answer.overdue', 'answer', c.booking_id, array[c.home_party_id, c.teaching_party_id], '{}',
              jsonb_build_object('before', 'requested', 'after', 'requested', 'asked', asked, 'sectionId', c.section_id));
      insert into inbox_item (id, kind, is_notice, party_id, consortium_id, roles, sides, subject_id, booking_id, section_id, title, detail, next_step, due_at, due_rule, created_at)
      values (gen_random_uuid(), 'ANSWER_OVERDUE', false, case when not to_coordinator then c.teaching_party_id end, case when to_coordinator then c.consortium_id end,
              array[case when to_coordinator then 'coordinator' else 'district_administrator' end], array[c.home_party_id, c.teaching_party_id], c.booking_id,
              case when not to_coordinator then c.booking_id end, c.section_id,
              case when to_coordinator then format('%s still waits for an answer from %s', c.home, c.teaching) else format('%s waits for an answer: %s', c.home, c.title) end,
              case when to_coordinator
                then format('%s of %s, asked for by %s. Neither its office nor its administrator answered in time: call them.', case c.seat_count when 1 then '1 seat' else c.seat_count || ' seats' end, c.title, c.home)
                else format('%s were to be answered within %s. Accept or deny them, or see who can.', case c.seat_count when 1 then '1 seat' else c.seat_count || ' seats' end, coalesce(c.due_rule, 'a time that has passed')) end,
              case when to_coordinator then 'See the section' else 'Answer the request' end, case when not to_coordinator then c.coordinator_at end,
              case when not to_coordinator then c.rule || ', then the coordinator is asked' end, app_now());
      if not to_coordinator then
        perform send_tell(ev, c.teaching_party_id, array['district_administrator'], format('%s waits for an answer: %s', c.home, c.title),
                          format(E'%s asked for seats in %s, and nobody answered within %s.\n\nAnswer it in your inbox.', c.home, c.title, coalesce(c.due_rule, 'the time there was')));
      end if;
      n := n + 1;
    end loop;
    update answer_clock set administrator_asked_at = coalesce(administrator_asked_at, app_now()),
           coordinator_asked_at = case when coordinator_at <= app_now() then coalesce(coordinator_asked_at, app_now()) else coordinator_asked_at end
     where booking_id = c.booking_id;
  end loop;
  return n;
end $$;

-- As before, and whether each request is answered.
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
         drop_date = (p->>'dropDate')::date, teaching_drop_date = (p->>'teachingDropDate')::date, plan_version_id = p_plan,
         answers_requests = coalesce((p->>'answersRequests')::boolean, answers_requests)
   where id = p_section returning * into s;
  update availability set capacity = s.capacity, units_left = units_left_of(s), version = version + 1, changed_xid = pg_current_xact_id() where offering_id = p_section;
  perform announce_section(p_section, s.teaching_party_id);
  perform promote_waiting(p_section);
  return jsonb_build_object('at', app_now());
end $$;
grant execute on function accept_at_once(uuid) to barnraise_server;
grant execute on function escalate_answers(int) to barnraise_worker;
`);
  }

  down = forwardOnly;
}
