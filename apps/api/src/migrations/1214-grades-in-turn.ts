import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * Grades are entered under their section's lock, as every other act on a class is: nobody enters one for a student who is
 * just leaving, and a sheet taken in whole and an attestation wait for each other in one order.
 */
export class GradesInTurn1214000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
create or replace function save_grades(p_section uuid, p_rows jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  s course_section;
  scale jsonb;
  r jsonb;
  p placement;
  newer int;
  t timestamptz;
begin
  select * into s from course_section where id = p_section for no key update;
  if s.id is null then
    return jsonb_build_object('refused', 'not_found');
  end if;
  if not grades_here(s) then
    raise exception 'not yours to grade' using errcode = 'insufficient_privilege';
  end if;
  t := app_now();
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
`);
  }

  down = forwardOnly;
}
