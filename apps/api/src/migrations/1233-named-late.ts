import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * A seat that holds nobody can be named also after the last day, while its grades are not attested: be it that nobody was ever
 * named for it, or that it was emptied. Whoever sits in one by then stays.
 */
export class NamedLate1233000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
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
  -- It is never too late to say who sat in a seat that holds nobody; who sits in one after the last day stays.
  if s.last_day < today_at(s.time_zone) and exists (
       select from placement p where p.booking_id = p_booking
          and (p.seat_id = any (p_cleared) or p.seat_id in (select (one->>'seatId')::uuid from jsonb_array_elements(p_rows) one))) then
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
`);
  }

  down = forwardOnly;
}
