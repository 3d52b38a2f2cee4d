import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * A class as it runs: where it meets, on which days it does not, who was there, and how each seat gets on. All of it by
 * seat; nothing here names a student. Written inside the functions below alone, under the section's lock.
 */
export class Running1210000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
-- ---------------------------------------------------------------- an inbox item for one person, and one that can't wait
alter table inbox_item add column account_id uuid constraint "FK_inbox_item_account" references account (id);
alter table inbox_item add column urgent boolean not null default false;
comment on column inbox_item.account_id is 'for this one of those who hold its roles; null: for all of them';
comment on column inbox_item.urgent is 'about today or tomorrow: mailed at once to whoever wants such mail at all';
drop policy own_place on inbox_item;
create policy own_place on inbox_item for select to barnraise_server
  using ((party_id = any (my_parties()) or consortium_id in (select my_offices())) and (account_id is null or account_id = my_account()));
create or replace function inbox_reader() returns table (item_id uuid, account_id uuid, email text, tasks text, bookings text, news text, reminders boolean) language sql stable as $$
  select i.id, a.id, min(a.email), coalesce(min(m.tasks), 'at_once'), coalesce(min(m.bookings), 'at_once'), coalesce(min(m.news), 'daily'), coalesce(bool_and(m.reminders), true)
    from inbox_item i
    join role_assignment r on coalesce(r.party_id, r.consortium_id) = coalesce(i.party_id, i.consortium_id) and r.role = any (i.roles) and r.ended_at is null
    join account a on a.id = r.account_id and a.status = 'active'
    left join mail_preference m on m.account_id = a.id
   where i.account_id is null or i.account_id = a.id
   group by i.id, a.id
$$;

-- ---------------------------------------------------------------- tables
create function is_given(p_state text) returns boolean language sql immutable parallel safe as $$
  select p_state in ('accepted', 'rostered', 'active')
$$;
grant execute on function is_given(text) to barnraise_server;

create table class_link (
  section_id uuid constraint "PK_class_link" primary key constraint "FK_class_link_section" references course_section (id),
  url text not null constraint class_link_secure check (url ~ '^https://[^[:space:]/@]+[.][^[:space:]@/]+(/[^[:space:]]*)?$' and length(url) <= 500),
  set_by uuid not null constraint "FK_class_link_set_by" references account (id),
  set_at timestamptz not null
);
create table class_change (
  id uuid constraint "PK_class_change" primary key,
  section_id uuid not null constraint "FK_class_change_section" references course_section (id),
  day date not null,
  kind text not null constraint class_change_kind check (kind in ('no_class', 'other_time')),
  starts_at text constraint class_change_starts_at check (starts_at ~ '^[0-2][0-9]:[0-5][0-9]$'),
  ends_at text constraint class_change_ends_at check (ends_at ~ '^[0-2][0-9]:[0-5][0-9]$'),
  reason text not null constraint class_change_reason check (length(reason) between 3 and 200),
  announced_by uuid not null constraint "FK_class_change_announced_by" references account (id),
  announced_at timestamptz not null,
  withdrawn_by uuid constraint "FK_class_change_withdrawn_by" references account (id),
  withdrawn_at timestamptz,
  constraint class_change_times check (case kind when 'no_class' then num_nonnulls(starts_at, ends_at) = 0 else coalesce(starts_at < ends_at, false) end),
  constraint class_change_withdrawn check (num_nonnulls(withdrawn_by, withdrawn_at) in (0, 2))
);
create unique index class_change_one on class_change (section_id, day) where withdrawn_at is null;
-- A day of a class that somebody marked; its revision says which marks a correction was made upon.
create table class_day (
  section_id uuid not null constraint "FK_class_day_section" references course_section (id),
  day date not null,
  revision integer not null constraint class_day_revision check (revision > 0),
  marked_by uuid not null constraint "FK_class_day_marked_by" references account (id),
  marked_at timestamptz not null,
  constraint "PK_class_day" primary key (section_id, day)
);
create table attendance (
  seat_id uuid not null constraint "FK_attendance_seat" references seat (id),
  day date not null,
  section_id uuid not null,
  booking_id uuid not null constraint "FK_attendance_booking" references booking (id),
  home_party_id uuid not null constraint "FK_attendance_home" references party (id),
  teaching_party_id uuid not null constraint "FK_attendance_teaching" references party (id),
  mark text not null constraint attendance_mark check (mark in ('present', 'late', 'absent', 'excused')),
  revision integer not null,
  marked_by uuid not null constraint "FK_attendance_marked_by" references account (id),
  marked_at timestamptz not null,
  constraint "PK_attendance" primary key (seat_id, day),
  constraint "FK_attendance_day" foreign key (section_id, day) references class_day (section_id, day)
);
create index attendance_of_section on attendance (section_id, day);
create index attendance_of_booking on attendance (booking_id);
-- What a mark was before it was corrected.
create table attendance_before (
  seat_id uuid not null,
  day date not null,
  revision integer not null,
  mark text not null,
  marked_by uuid not null constraint "FK_attendance_before_marked_by" references account (id),
  marked_at timestamptz not null,
  constraint "PK_attendance_before" primary key (seat_id, day, revision),
  constraint "FK_attendance_before_mark" foreign key (seat_id, day) references attendance (seat_id, day)
);
create table progress_note (
  id uuid constraint "PK_progress_note" primary key,
  seat_id uuid not null constraint "FK_progress_note_seat" references seat (id),
  section_id uuid not null constraint "FK_progress_note_section" references course_section (id),
  booking_id uuid not null constraint "FK_progress_note_booking" references booking (id),
  home_party_id uuid not null constraint "FK_progress_note_home" references party (id),
  teaching_party_id uuid not null constraint "FK_progress_note_teaching" references party (id),
  standing text not null constraint progress_note_standing check (standing in ('on_track', 'at_risk', 'failing')),
  note text constraint progress_note_words check (note <> '' and length(note) <= 400),
  written_by uuid not null constraint "FK_progress_note_written_by" references account (id),
  written_at timestamptz not null
);
create index progress_note_newest on progress_note (seat_id, written_at desc, id desc);
create trigger attendance_before_append_only before update or delete on attendance_before for each row execute function refuse_change();
create trigger attendance_before_no_truncate before truncate on attendance_before execute function refuse_change();
create trigger progress_note_append_only before update or delete on progress_note for each row execute function refuse_change();
create trigger progress_note_no_truncate before truncate on progress_note execute function refuse_change();

-- Who teaches it, and who has seats in it; marks and notes are the two sides' alone, seat by seat.
alter table class_link enable row level security;
alter table class_change enable row level security;
alter table class_day enable row level security;
alter table attendance enable row level security;
alter table attendance_before enable row level security;
alter table progress_note enable row level security;
create policy of_the_class on class_link for select to barnraise_server using (
  exists (select from course_section s where s.id = section_id and s.teaching_party_id = any (my_parties()))
  or exists (select from booking b where b.section_id = class_link.section_id and is_given(b.state) and b.home_party_id = any (my_parties())));
create policy of_the_class on class_change for select to barnraise_server using (
  exists (select from course_section s where s.id = section_id and s.teaching_party_id = any (my_parties()))
  or exists (select from booking b where b.section_id = class_change.section_id and is_given(b.state) and b.home_party_id = any (my_parties())));
create policy of_the_class on class_day for select to barnraise_server using (
  exists (select from course_section s where s.id = section_id and s.teaching_party_id = any (my_parties()))
  or exists (select from booking b where b.section_id = class_day.section_id and is_given(b.state) and b.home_party_id = any (my_parties())));
create policy both_sides on attendance for select to barnraise_server using (home_party_id = any (my_parties()) or teaching_party_id = any (my_parties()));
create policy both_sides on attendance_before for select to barnraise_server using (exists (select from attendance a where a.seat_id = attendance_before.seat_id and a.day = attendance_before.day));
create policy both_sides on progress_note for select to barnraise_server using (home_party_id = any (my_parties()) or teaching_party_id = any (my_parties()));
grant select on class_link, class_change, class_day, attendance, attendance_before, progress_note to barnraise_server;

-- ---------------------------------------------------------------- what follows from marks
-- The last day a seat was in class, late or not; null: never. Whoever may not read the marks gets null.
create function last_attended(p_seat uuid) returns date language sql stable as $$
  select max(day) from attendance where seat_id = p_seat and mark in ('present', 'late')
$$;
grant execute on function last_attended(uuid) to barnraise_server;

-- ---------------------------------------------------------------- what the functions below share
-- The teacher of record, and registrars of the teaching district.
create function teaches_class(s course_section) returns boolean
language sql stable set search_path = public, pg_temp as $$
  select coalesce(s.teaching_party_id = any (my_parties()), false)
     and (s.teacher_account_id is not distinct from my_account() or holds_role(s.teaching_party_id, '{registrar}'))
$$;

-- Why a class does not meet on a day; null: it does. Without fixed times every school day of the teaching district counts.
create function no_class_because(s course_section, p_day date) returns text
language sql stable set search_path = public, pg_temp as $$
  select case
    when p_day not between s.first_day and s.last_day then 'outside'
    when exists (select from no_school_day d join school_year y on y.id = d.school_year_id where y.party_id = s.teaching_party_id and d.day = p_day) then 'no_school'
    when cardinality(s.meeting_days) > 0 then case when not to_char(p_day, 'DY') = any (s.meeting_days) then 'weekday' end
    when not exists (select from school_year y where y.party_id = s.teaching_party_id and p_day between y.first_day and y.last_day and to_char(p_day, 'DY') = any (y.weekdays)) then 'weekday'
  end
$$;

-- Everyone a change of the class concerns, each once, in the inbox, in the transaction of the change: the counselors and registrars of each
-- home district, the facilitators of its schools whose students sit there (of all its schools, until students are placed), the registrars of the teaching district, and its teacher, who needs no word of their own act.
create function tell_class(s course_section, p_subject uuid, p_kind text, p_title text, p_detail text, p_urgent boolean) returns uuid[]
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
         and (exists (select from placement p where p.section_id = s.id and p.school_id = f.school_id)
              or not exists (select from placement p join booking b on b.id = p.booking_id where p.section_id = s.id and b.home_party_id = f.party_id))
      union
      select s.teaching_party_id, everyone, s.teacher_account_id where s.teacher_account_id <> my_account()
      union
      select s.teaching_party_id, '{registrar}'::text[], null) one;
  return homes;
end $$;

-- The section, locked, for whoever teaches it; null for everybody else of another district.
create function lock_class(p_section uuid) returns course_section
language plpgsql set search_path = public, pg_temp as $$
declare s course_section;
begin
  if not exists (select from course_section where id = p_section and teaching_party_id = any (my_parties())) then
    return null;
  end if;
  select * into s from course_section where id = p_section for no key update;
  if not teaches_class(s) then
    raise exception 'not your class' using errcode = 'insufficient_privilege';
  end if;
  return s;
end $$;

-- ---------------------------------------------------------------- the acts
-- Where the class meets; null: nowhere any more. Told where it differs.
create function set_class_link(p_section uuid, p_url text, p_title text, p_detail text, p_urgent boolean) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare s course_section := lock_class(p_section);
begin
  if s.id is null then
    return jsonb_build_object('refused', 'not_found');
  end if;
  if p_url is not distinct from (select url from class_link where section_id = p_section) then
    return jsonb_build_object('same', true, 'homes', '[]'::jsonb);
  end if;
  if p_url is null then
    delete from class_link where section_id = p_section;
  else
    insert into class_link (section_id, url, set_by, set_at) values (p_section, p_url, my_account(), app_now())
    on conflict (section_id) do update set url = p_url, set_by = my_account(), set_at = app_now();
  end if;
  -- One that nobody has read yet is out of date.
  update inbox_item set done_at = app_now() where subject_id = p_section and kind = 'class.link' and done_at is null;
  return jsonb_build_object('homes', to_jsonb(tell_class(s, p_section, 'class.link', p_title, p_detail, p_urgent)));
end $$;

-- A day without class, or at another time.
create function announce_change(p_id uuid, p_section uuid, p_day date, p_kind text, p_starts text, p_ends text, p_reason text, p_title text, p_detail text, p_urgent boolean) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  s course_section := lock_class(p_section);
  why text;
begin
  if s.id is null then
    return jsonb_build_object('refused', 'not_found');
  end if;
  why := case when p_day < today_at(s.time_zone) then 'past'
              when p_kind = 'other_time' and cardinality(s.meeting_days) = 0 then 'no_times'
              when exists (select from class_change where section_id = p_section and day = p_day and withdrawn_at is null) then 'announced'
              when exists (select from class_day where section_id = p_section and day = p_day) and p_kind = 'no_class' then 'marked'
              else no_class_because(s, p_day) end;
  if why is not null then
    return jsonb_build_object('refused', why);
  end if;
  insert into class_change (id, section_id, day, kind, starts_at, ends_at, reason, announced_by, announced_at)
  values (p_id, p_section, p_day, p_kind, p_starts, p_ends, p_reason, my_account(), app_now());
  return jsonb_build_object('homes', to_jsonb(tell_class(s, p_id, 'class.changed', p_title, p_detail, p_urgent)));
end $$;

-- It is as it was after all: told again, and what was told before leaves every inbox.
create function withdraw_change(p_id uuid, p_title text, p_detail text, p_urgent boolean) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  c class_change;
  s course_section;
begin
  select * into c from class_change where id = p_id;
  s := lock_class(c.section_id);
  if s.id is null then
    return jsonb_build_object('refused', 'not_found');
  end if;
  if c.day < today_at(s.time_zone) then
    return jsonb_build_object('refused', 'past');
  end if;
  update class_change set withdrawn_by = my_account(), withdrawn_at = app_now() where id = p_id and withdrawn_at is null;
  if not found then
    return jsonb_build_object('refused', 'withdrawn');
  end if;
  update inbox_item set done_at = app_now() where subject_id = p_id and done_at is null;
  return jsonb_build_object('homes', to_jsonb(tell_class(s, p_id, 'class.changed', p_title, p_detail, p_urgent)));
end $$;

-- A day of a class: everyone present but those who are named. Corrected on the marks that were seen, or not at all.
create function mark_class(p_section uuid, p_day date, p_revision int, p_marks jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  s course_section := lock_class(p_section);
  d class_day;
  why text;
  n int;
  homes uuid[];
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
  if not exists (select from seat where section_id = p_section and is_given(state)) then
    return jsonb_build_object('refused', 'nobody');
  end if;
  insert into class_day (section_id, day, revision, marked_by, marked_at) values (p_section, p_day, 1, my_account(), app_now())
  on conflict (section_id, day) do update set revision = class_day.revision + 1, marked_by = my_account(), marked_at = app_now() returning * into d;
  with wanted as (
    select e.id as seat_id, coalesce((select m->>'mark' from jsonb_array_elements(p_marks) m where (m->>'seatId')::uuid = e.id limit 1), 'present') as mark from seat e where e.section_id = p_section and is_given(e.state))
  insert into attendance_before (seat_id, day, revision, mark, marked_by, marked_at)
  select a.seat_id, a.day, a.revision, a.mark, a.marked_by, a.marked_at from attendance a join wanted w on w.seat_id = a.seat_id where a.day = p_day and a.mark <> w.mark;
  with wanted as (
    select e.id as seat_id, e.booking_id, coalesce((select m->>'mark' from jsonb_array_elements(p_marks) m where (m->>'seatId')::uuid = e.id limit 1), 'present') as mark from seat e where e.section_id = p_section and is_given(e.state))
  insert into attendance (seat_id, day, section_id, booking_id, home_party_id, teaching_party_id, mark, revision, marked_by, marked_at)
  select w.seat_id, p_day, p_section, b.id, b.home_party_id, b.teaching_party_id, w.mark, d.revision, my_account(), app_now() from wanted w join booking b on b.id = w.booking_id
  on conflict (seat_id, day) do update set mark = excluded.mark, revision = excluded.revision, marked_by = excluded.marked_by, marked_at = excluded.marked_at where attendance.mark <> excluded.mark;
  get diagnostics n = row_count;
  select coalesce(array_agg(distinct home_party_id), '{}') into homes from booking where section_id = p_section and is_given(state);
  return jsonb_build_object('revision', d.revision, 'written', n, 'homes', to_jsonb(homes));
end $$;

-- How a seat gets on, before the term ends.
create function note_progress(p_id uuid, p_seat uuid, p_standing text, p_note text) returns jsonb
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
  insert into progress_note (id, seat_id, section_id, booking_id, home_party_id, teaching_party_id, standing, note, written_by, written_at)
  values (p_id, p_seat, s.id, b.id, b.home_party_id, b.teaching_party_id, p_standing, p_note, my_account(), app_now());
  return jsonb_build_object('bookingId', b.id, 'number', b.number, 'ordinal', e.ordinal, 'home', b.home_party_id, 'teaching', b.teaching_party_id, 'sectionId', s.id, 'title', (select title from offering where id = s.id));
end $$;

grant execute on function set_class_link(uuid, text, text, text, boolean), announce_change(uuid, uuid, date, text, text, text, text, text, text, boolean), withdraw_change(uuid, text, text, boolean),
  mark_class(uuid, date, int, jsonb), note_progress(uuid, uuid, text, text) to barnraise_server;
`);
  }

  down = forwardOnly;
}
