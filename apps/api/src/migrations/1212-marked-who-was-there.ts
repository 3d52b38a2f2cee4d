import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/** Whoever joined a class later was not there before: days that had passed by then are marked without their seat. */
export class MarkedWhoWasThere1212000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
-- A day of a class: everyone whose seat was given by then is present but those who are named; a seat given later only when it is
-- named, and as all others once it has a mark of that day. Corrected on the marks that were seen, or not at all.
create or replace function mark_class(p_section uuid, p_day date, p_revision int, p_marks jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  s course_section := lock_class(p_section);
  d class_day;
  why text;
  n int;
  homes uuid[];
  theirs uuid[];
begin
  if s.id is null then
    return jsonb_build_object('refused', 'not_found');
  end if;
  why := case when p_day > today_at(s.time_zone) then 'future'
              when exists (select from class_change where section_id = p_section and day = p_day and kind = 'no_class' and withdrawn_at is null) then 'announced'
              else no_class_because(s, p_day) end;
  if why is not null then
    return jsonb_build_object('refused', why);
  end if;
  select * into d from class_day where section_id = p_section and day = p_day;
  if coalesce(d.revision, 0) <> p_revision then
    return jsonb_build_object('refused', 'changed', 'by', d.marked_by, 'at', d.marked_at);
  end if;
  if exists (select from jsonb_array_elements(p_marks) m where not exists (select from seat e where e.id = (m->>'seatId')::uuid and e.section_id = p_section and is_given(e.state))) then
    return jsonb_build_object('refused', 'seat');
  end if;
  select array_agg(e.id) into theirs from seat e join booking b on b.id = e.booking_id
   where e.section_id = p_section and is_given(e.state)
     and ((coalesce((select min(v.at) from event v where v.subject_id = b.id and v.kind = 'booking.accepted'), b.created_at) at time zone s.time_zone)::date <= p_day
          or exists (select from attendance a where a.seat_id = e.id and a.day = p_day)
          or exists (select from jsonb_array_elements(p_marks) m where (m->>'seatId')::uuid = e.id));
  if theirs is null then
    return jsonb_build_object('refused', 'nobody');
  end if;
  insert into class_day (section_id, day, revision, marked_by, marked_at) values (p_section, p_day, 1, my_account(), app_now())
  on conflict (section_id, day) do update set revision = class_day.revision + 1, marked_by = my_account(), marked_at = app_now() returning * into d;
  with wanted as (
    select e.id as seat_id, coalesce((select m->>'mark' from jsonb_array_elements(p_marks) m where (m->>'seatId')::uuid = e.id limit 1), 'present') as mark from seat e where e.id = any (theirs))
  insert into attendance_before (seat_id, day, revision, mark, marked_by, marked_at)
  select a.seat_id, a.day, a.revision, a.mark, a.marked_by, a.marked_at from attendance a join wanted w on w.seat_id = a.seat_id where a.day = p_day and a.mark <> w.mark;
  with wanted as (
    select e.id as seat_id, e.booking_id, coalesce((select m->>'mark' from jsonb_array_elements(p_marks) m where (m->>'seatId')::uuid = e.id limit 1), 'present') as mark from seat e where e.id = any (theirs))
  insert into attendance (seat_id, day, section_id, booking_id, home_party_id, teaching_party_id, mark, revision, marked_by, marked_at)
  select w.seat_id, p_day, p_section, b.id, b.home_party_id, b.teaching_party_id, w.mark, d.revision, my_account(), app_now() from wanted w join booking b on b.id = w.booking_id
  on conflict (seat_id, day) do update set mark = excluded.mark, revision = excluded.revision, marked_by = excluded.marked_by, marked_at = excluded.marked_at where attendance.mark <> excluded.mark;
  get diagnostics n = row_count;
  select coalesce(array_agg(distinct home_party_id), '{}') into homes from booking where section_id = p_section and is_given(state);
  return jsonb_build_object('revision', d.revision, 'written', n, 'homes', to_jsonb(homes));
end $$;
`);
  }

  down = forwardOnly;
}
