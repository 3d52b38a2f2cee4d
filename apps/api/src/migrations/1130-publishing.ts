import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * From a teacher's draft to a published section, and from there to its changes and its end. A draft lies apart from
 * what neighbors see; published terms change only under the section's lock; what was accepted keeps its own.
 */
export class Publishing1130000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
create table course_draft (
  id uuid constraint "PK_course_draft" primary key,
  teaching_party_id uuid not null constraint "FK_course_draft_teaching" references party (id),
  amends_section_id uuid constraint "FK_course_draft_amends" references course_section (id),
  state text not null constraint course_draft_state check (state in ('draft', 'submitted', 'returned', 'published', 'discarded')),
  content jsonb not null,
  revision integer not null,
  written_by uuid not null constraint "FK_course_draft_written_by" references account (id),
  created_at timestamptz not null,
  changed_at timestamptz not null,
  sced_version text,
  sced_code text,
  coded_by uuid constraint "FK_course_draft_coded_by" references account (id),
  decided_by uuid constraint "FK_course_draft_decided_by" references account (id),
  decided_at timestamptz,
  reason text,
  constraint "FK_course_draft_sced" foreign key (sced_version, sced_code) references sced_course (version, code),
  constraint course_draft_coded check ((sced_code is null) = (sced_version is null)),
  constraint course_draft_approved check (state <> 'published' or (decided_by is not null and sced_code is not null))
);
comment on column course_draft.id is 'a new course keeps it as its own when it is published';
create index course_draft_newest on course_draft (teaching_party_id, changed_at, id);
-- Two people who change the same section at once would each undo the other.
create unique index course_draft_one_amendment on course_draft (amends_section_id) where state in ('draft', 'submitted', 'returned');
alter table course_draft enable row level security;
create policy own on course_draft to barnraise_server
  using (teaching_party_id = any (my_parties()))
  with check (teaching_party_id = any (my_parties())
    and (amends_section_id is null or exists (select from course_section s where s.id = amends_section_id and s.teaching_party_id = course_draft.teaching_party_id)));
grant select, insert, update (state, content, revision, changed_at, sced_version, sced_code, coded_by, decided_by, decided_at, reason) on course_draft to barnraise_server;
create function keep_decided_draft() returns trigger language plpgsql as $$
begin
  if old.state in ('published', 'discarded') then
    raise exception 'a draft that is % stays as it is', old.state using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger course_draft_decided_stays before update on course_draft for each row execute function keep_decided_draft();
grant execute on function keep_decided_draft() to barnraise_server;

-- A teacher's own word on being named to other districts, course by course.
create table naming_consent (
  course_id uuid not null,
  account_id uuid not null constraint "FK_naming_consent_account" references account (id),
  agreed boolean not null,
  answered_at timestamptz not null,
  constraint "PK_naming_consent" primary key (course_id, account_id)
);
alter table naming_consent enable row level security;
create policy own_district on naming_consent for select to barnraise_server using (
  account_id = my_account() or exists (select from course_draft d where course_id in (d.id, d.amends_section_id)));
create policy own on naming_consent for insert to barnraise_server with check (account_id = my_account());
create policy own_change on naming_consent for update to barnraise_server using (account_id = my_account()) with check (account_id = my_account());
grant select, insert, update (agreed, answered_at) on naming_consent to barnraise_server;
-- The name of whoever teaches, if that person agreed to it.
create function agreed_name(p_course uuid, p_teacher uuid) returns text
language sql stable set search_path = public, pg_temp as $$
  select a.display_name from naming_consent c join account a on a.id = c.account_id where c.course_id = p_course and c.account_id = p_teacher and c.agreed
$$;
revoke execute on function agreed_name(uuid, uuid) from public;
-- The teacher's answer, once the course is published.
create function name_teacher(p_section uuid) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update course_section set teacher_name = agreed_name(id, teacher_account_id) where id = p_section and teacher_account_id = my_account();
  return found;
end $$;

alter table course_section add column teaching_drop_date date;
update course_section set teaching_drop_date = drop_date;
alter table course_section alter column teaching_drop_date set not null;
alter table course_section add constraint course_section_teaching_drop check (teaching_drop_date between first_day and last_day);
comment on column course_section.drop_date is 'the last day on which a home district may give accepted seats back';
comment on column course_section.teaching_drop_date is 'the last day on which a seat given back costs nothing';

-- The terms an acceptance was given under stay its terms.
alter table booking add column drop_date date, add column teaching_drop_date date;
update booking b set drop_date = s.drop_date, teaching_drop_date = s.teaching_drop_date from course_section s where s.id = b.section_id and b.state = 'accepted';
alter table booking add constraint booking_terms check (state <> 'accepted' or (drop_date is not null and teaching_drop_date is not null));
grant select (drop_date, teaching_drop_date) on booking to barnraise_server;

create or replace function move_seats(p_booking uuid, p_from text, p_to text, p_side text, p_facts jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  b booking;
  s course_section;
  t timestamptz;
  promises boolean := p_side = 'home' and p_to in ('requested', 'awaiting_approval');
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

-- New terms of a published section, under the lock that every hold takes: never fewer seats than are taken.
create function amend_section(p_section uuid, p jsonb, p_plan uuid) returns jsonb
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
         drop_date = (p->>'dropDate')::date, teaching_drop_date = (p->>'teachingDropDate')::date, plan_version_id = p_plan
   where id = p_section returning * into s;
  update availability set capacity = s.capacity, units_left = seats_left(s, false, today_at(s.time_zone)), version = version + 1, changed_xid = pg_current_xact_id() where offering_id = p_section;
  perform announce_section(p_section, s.teaching_party_id);
  return jsonb_build_object('at', app_now());
end $$;

-- The end of a section ends every booking of it in the same act, whichever side would have had to be asked.
create function cancel_section(p_section uuid, p_reason text) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  s course_section;
  ended jsonb;
begin
  perform 1 from course_section where id = p_section and teaching_party_id = any (my_parties()) for no key update;
  if not found then
    return jsonb_build_object('refused', 'not_found');
  end if;
  perform end_overdue_holds(p_section);
  if not exists (select from offering where id = p_section and state in ('open', 'closed')) then
    return jsonb_build_object('refused', 'state');
  end if;
  select coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'homePartyId', b.home_party_id, 'seats', b.seat_count, 'before', b.state) order by b.created_at, b.id), '[]') into ended
    from booking b where b.section_id = p_section and takes_capacity(b.state);
  update seat set state = 'cancelled' where section_id = p_section and takes_capacity(state);
  update booking set state = 'cancelled', state_since = app_now(), hold_expires_at = null, hold_left = null, due_at = null, due_rule = null, reason = p_reason
   where section_id = p_section and takes_capacity(state);
  update course_section set seats_taken = 0, own_seats_taken = 0 where id = p_section returning * into s;
  update availability set units_left = seats_left(s, false, today_at(s.time_zone)), units_by_party = '{}', version = version + 1, changed_xid = pg_current_xact_id() where offering_id = p_section;
  update offering set state = 'cancelled' where id = p_section;
  perform announce_section(p_section, s.teaching_party_id);
  return jsonb_build_object('ended', ended);
end $$;

-- Published is published, and nothing comes back from its end. Nobody ends a course under the feet of those who booked it.
create function keep_offering_life() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if (old.state = 'cancelled' and new.state <> 'cancelled') or (old.state <> 'draft' and new.state = 'draft') then
    raise exception 'an offering does not go from % to %', old.state, new.state using errcode = 'restrict_violation';
  end if;
  if new.state = 'cancelled' and old.state <> 'cancelled' and exists (select from booking where section_id = new.id and takes_capacity(state)) then
    raise exception 'seats of it are still booked' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger offering_life before update of state on offering for each row execute function keep_offering_life();

alter table inbox_item add column draft_id uuid;
grant execute on function name_teacher(uuid), amend_section(uuid, jsonb, uuid), cancel_section(uuid, text), keep_offering_life() to barnraise_server;
`);
  }

  down = forwardOnly;
}
