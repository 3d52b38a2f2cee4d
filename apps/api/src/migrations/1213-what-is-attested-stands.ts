import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * Grades that were attested belong to the students who sat there: nobody changes seats under them, and seats whose grades
 * are accepted are over for good, also where a section is canceled on its last day. A canceled window is told to everybody
 * who was told that it opened.
 */
export class WhatIsAttestedStands1213000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
create function keep_completed() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  raise exception 'seats whose grades are accepted are over' using errcode = 'check_violation';
end $$;
create trigger booking_completed_stays before update of state on booking for each row when (old.state = 'completed' and new.state <> 'completed') execute function keep_completed();
create trigger seat_completed_stays before update of state on seat for each row when (old.state = 'completed' and new.state <> 'completed') execute function keep_completed();

create or replace function place_students(p_booking uuid, p_rows jsonb, p_cleared uuid[]) returns jsonb
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
  if exists (select from grade_sheet g where g.booking_id = p_booking and g.state <> 'open') then
    return jsonb_build_object('refused', 'graded', 'state', b.state);
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

create or replace function cancel_window(p_id uuid, p_reason text) returns jsonb
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
  -- What was told before is no longer so.
  update inbox_item set done_at = app_now() where window_id = w.id and done_at is null;
  perform tell_of_window(w, format('Seats of %s are no longer asked for in a window', w.school_year),
    format('It was canceled: %s Requests keep their places in line, what is free is offered to the line at once, and after that it is first come.', p_reason), 'all');
  for due in select s.id from course_section s where s.seats_waiting > 0 and s.id in (select window_sections(w)) order by s.id loop
    perform promote_waiting(due);
  end loop;
  return jsonb_build_object('at', app_now());
end $$;
`);
  }

  down = forwardOnly;
}
