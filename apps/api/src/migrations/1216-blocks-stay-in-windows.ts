import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/** While a request window covers a section, the block kept for its teaching district's own students does not grow: the seats are asked for. */
export class BlocksStayInWindows1216000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
-- As before; under a window the block neither grows nor lasts longer.
create or replace function amend_section(p_section uuid, p jsonb, p_plan uuid) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  s course_section;
  today date;
  kept int;
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
  today := today_at(s.time_zone);
  kept := case when s.reserved_released or s.reserved_until <= today then 0 else s.reserved_seats end;
  if (p->>'reservedSeats')::int > 0 and (p->>'reservedUntil')::date > today
     and ((p->>'reservedSeats')::int > kept or (p->>'reservedUntil')::date > s.reserved_until)
     and (window_over(p_section)).id is not null then
    return jsonb_build_object('refused', 'window', 'kept', kept, 'until', s.reserved_until);
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
         reserved_until = (p->>'reservedUntil')::date, reserved_released = (p->>'reservedSeats')::int > 0 and (p->>'reservedUntil')::date <= today,
         drop_date = (p->>'dropDate')::date, teaching_drop_date = (p->>'teachingDropDate')::date, plan_version_id = p_plan,
         answers_requests = coalesce((p->>'answersRequests')::boolean, answers_requests)
   where id = p_section returning * into s;
  update availability set capacity = s.capacity, units_left = units_left_of(s), version = version + 1, changed_xid = pg_current_xact_id() where offering_id = p_section;
  perform announce_section(p_section, s.teaching_party_id);
  perform promote_waiting(p_section);
  return jsonb_build_object('at', app_now());
end $$;
`);
  }

  down = forwardOnly;
}
