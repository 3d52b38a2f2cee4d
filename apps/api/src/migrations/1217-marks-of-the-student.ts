import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * What the first press of a day wrote before 1212 for seats that were given later: everyone present. On the page a later seat
 * could not be named at the first press, so these were nobody's word; what a correction took in stays.
 */
export const NOT_THERE_YET = /* sql */ `
delete from attendance a using seat e, booking b, course_section s
 where e.id = a.seat_id and b.id = e.booking_id and s.id = a.section_id and a.mark = 'present' and a.revision = 1
   and a.day < (coalesce((select min(v.at) from event v where v.subject_id = b.id and v.kind = 'booking.accepted'), b.created_at) at time zone s.time_zone)::date
   and not exists (select from attendance_before x where x.seat_id = a.seat_id and x.day = a.day)`;

/**
 * Marks and notes are a student's, not a seat's: whoever takes a seat over begins without any. What was marked before anybody
 * was named is the first student's. A number that the seat carries says whose they are; the key behind it nobody reads.
 */
export class MarksOfTheStudent1217000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(NOT_THERE_YET);
    await q.query(/* sql */ `
-- A student of a class, by key alone: wherever they sit in it, marks stay theirs.
create table class_student (
  id uuid constraint "PK_class_student" primary key,
  section_id uuid not null constraint "FK_class_student_section" references course_section (id),
  student_key text not null,
  constraint "UQ_class_student" unique (section_id, student_key)
);
alter table class_student enable row level security;
alter table seat add column whose uuid, add column since date;
comment on column seat.whose is 'whose marks and notes are written here now; null: those of the first who is named';
comment on column seat.since is 'the day its student took it over from another; null: nobody sat there before';

-- Where a seat changed hands before, nobody can tell any more: what stands there is of whoever sits there now.
insert into class_student (id, section_id, student_key) select seat_id, section_id, student_key from placement;

alter table attendance_before disable trigger user;
alter table progress_note disable trigger user;
alter table attendance_before drop constraint "FK_attendance_before_mark", drop constraint "PK_attendance_before", add column whose uuid;
alter table attendance drop constraint "PK_attendance", add column whose uuid;
alter table progress_note add column whose uuid;
update attendance set whose = seat_id;
update attendance_before set whose = seat_id;
update progress_note set whose = seat_id;
alter table attendance alter column whose set not null, add constraint "PK_attendance" primary key (whose, day);
alter table attendance_before alter column whose set not null, add constraint "PK_attendance_before" primary key (whose, day, revision),
  add constraint "FK_attendance_before_mark" foreign key (whose, day) references attendance (whose, day);
alter table progress_note alter column whose set not null;
alter table attendance_before enable trigger user;
alter table progress_note enable trigger user;
drop index progress_note_newest;
create index progress_note_newest on progress_note (whose, written_at desc, id desc);
drop policy both_sides on attendance_before;
create policy both_sides on attendance_before for select to barnraise_server using (exists (select from attendance a where a.whose = attendance_before.whose and a.day = attendance_before.day));
comment on column attendance.whose is 'a student of the class, or the seat itself while nobody was named';

-- Whose what is written about this seat is: nobody's yet, or that of a student.
create function marks_of(e seat) returns uuid language sql immutable parallel safe as $$ select coalesce(e.whose, e.id) $$;
grant execute on function marks_of(seat) to barnraise_server;

-- The last day a seat's student was in class, late or not; null: never. Whoever may not read the marks gets null.
create or replace function last_attended(p_seat uuid) returns date language sql stable as $$
  select max(a.day) from seat e join attendance a on a.whose = coalesce(e.whose, e.id) where e.id = p_seat and a.mark in ('present', 'late')
$$;

-- From which day on everyone present means this seat too: it was given, and its student had taken it over.
create function counts_from(e seat, p_zone text) returns date language sql stable as $$
  select greatest((coalesce((select min(v.at) from event v where v.subject_id = e.booking_id and v.kind = 'booking.accepted'),
                            (select b.created_at from booking b where b.id = e.booking_id)) at time zone p_zone)::date, e.since)
$$;
grant execute on function counts_from(seat, text) to barnraise_server;

-- Whoever is placed finds what is theirs: a student of the class their own, the first of a seat what was marked there before.
create function take_seat() returns trigger
language plpgsql set search_path = public, pg_temp as $$
declare
  e seat;
  mine uuid;
begin
  select * into e from seat where id = new.seat_id;
  select id into mine from class_student where section_id = new.section_id and student_key = new.student_key;
  if mine is null then
    mine := case when exists (select from class_student where id = coalesce(e.whose, e.id)) then gen_random_uuid() else coalesce(e.whose, e.id) end;
    insert into class_student (id, section_id, student_key) values (mine, new.section_id, new.student_key);
  end if;
  if mine <> coalesce(e.whose, e.id) then
    update seat set whose = mine, since = (select today_at(time_zone) from course_section where id = new.section_id) where id = e.id;
    -- What was told of somebody else is not of this one.
    update inbox_item set done_at = app_now() where subject_id = e.id and kind = 'seat.progress' and done_at is null;
  end if;
  return null;
end $$;
create trigger placement_takes_seat after insert on placement for each row execute function take_seat();

-- Titles are read over shoulders and in lists of mail: how a student gets on stands behind signing in.
update inbox_item i set title = 'A note on how ' || coalesce('seat ' || substring(i.title from '^Seat ([0-9]+ of B-[0-9]+) is '), 'a seat') || ' gets on in ' || o.title, detail = 'It stands with the booking.' from offering o where o.id = i.section_id and i.kind = 'seat.progress';

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
  select array_agg(e.id) into theirs from seat e
   where e.section_id = p_section and is_given(e.state)
     and (counts_from(e, s.time_zone) <= p_day
          or exists (select from attendance a where a.whose = marks_of(e) and a.day = p_day)
          or exists (select from jsonb_array_elements(p_marks) m where (m->>'seatId')::uuid = e.id));
  if theirs is null then
    return jsonb_build_object('refused', 'nobody');
  end if;
  insert into class_day (section_id, day, revision, marked_by, marked_at) values (p_section, p_day, 1, my_account(), app_now())
  on conflict (section_id, day) do update set revision = class_day.revision + 1, marked_by = my_account(), marked_at = app_now() returning * into d;
  with wanted as (
    select marks_of(e) as whose, coalesce((select m->>'mark' from jsonb_array_elements(p_marks) m where (m->>'seatId')::uuid = e.id limit 1), 'present') as mark from seat e where e.id = any (theirs))
  insert into attendance_before (seat_id, whose, day, revision, mark, marked_by, marked_at)
  select a.seat_id, a.whose, a.day, a.revision, a.mark, a.marked_by, a.marked_at from attendance a join wanted w on w.whose = a.whose where a.day = p_day and a.mark <> w.mark;
  with wanted as (
    select e.id as seat_id, e.booking_id, marks_of(e) as whose, coalesce((select m->>'mark' from jsonb_array_elements(p_marks) m where (m->>'seatId')::uuid = e.id limit 1), 'present') as mark from seat e where e.id = any (theirs))
  insert into attendance (seat_id, whose, day, section_id, booking_id, home_party_id, teaching_party_id, mark, revision, marked_by, marked_at)
  select w.seat_id, w.whose, p_day, p_section, b.id, b.home_party_id, b.teaching_party_id, w.mark, d.revision, my_account(), app_now() from wanted w join booking b on b.id = w.booking_id
  on conflict (whose, day) do update set mark = excluded.mark, revision = excluded.revision, marked_by = excluded.marked_by, marked_at = excluded.marked_at where attendance.mark <> excluded.mark;
  get diagnostics n = row_count;
  select coalesce(array_agg(distinct home_party_id), '{}') into homes from booking where section_id = p_section and is_given(state);
  return jsonb_build_object('revision', d.revision, 'written', n, 'homes', to_jsonb(homes));
end $$;

create or replace function note_progress(p_id uuid, p_seat uuid, p_standing text, p_note text) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  e seat;
  b booking;
  s course_section;
begin
  select * into e from seat where id = p_seat;
  s := lock_class(e.section_id);
  if s.id is null then
    return jsonb_build_object('refused', 'not_found');
  end if;
  select * into e from seat where id = p_seat;
  select * into b from booking where id = e.booking_id;
  if not is_given(e.state) then
    return jsonb_build_object('refused', 'state', 'state', e.state);
  end if;
  if today_at(s.time_zone) not between s.first_day and s.last_day then
    return jsonb_build_object('refused', case when s.last_day < today_at(s.time_zone) then 'over' else 'early' end, 'state', e.state);
  end if;
  insert into progress_note (id, seat_id, whose, section_id, booking_id, home_party_id, teaching_party_id, standing, note, written_by, written_at)
  values (p_id, p_seat, marks_of(e), s.id, b.id, b.home_party_id, b.teaching_party_id, p_standing, p_note, my_account(), app_now());
  return jsonb_build_object('bookingId', b.id, 'number', b.number, 'ordinal', e.ordinal, 'home', b.home_party_id, 'teaching', b.teaching_party_id, 'sectionId', s.id, 'title', (select title from offering where id = s.id));
end $$;
`);
  }

  down = forwardOnly;
}
