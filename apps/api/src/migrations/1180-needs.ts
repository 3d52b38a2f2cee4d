import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * What districts look for. A need is read by its own district; neighbors read sums, through one function that decides
 * what may be said: every need is counted in one line alone, so that no line can be taken from another, and a line that
 * fewer districts stand behind than the members agreed on says nothing but that it is there.
 */
export class Needs1180000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
create table course_need (
  id uuid constraint "PK_course_need" primary key,
  party_id uuid not null constraint "FK_course_need_party" references party (id),
  state text not null constraint course_need_state check (state in ('open', 'met', 'withdrawn', 'expired')),
  title text not null,
  area_code text not null,
  sced_version text,
  sced_code text,
  seats integer not null constraint course_need_seats check (seats between 1 and 200),
  grade_low integer not null,
  grade_high integer not null,
  school_year text not null constraint course_need_year check (school_year ~ '^[0-9]{4}-[0-9]{2}$'),
  term text constraint course_need_term check (term in ('fall', 'spring', 'full_year')),
  modality text constraint course_need_modality check (modality in ('synchronous', 'asynchronous', 'hybrid', 'in_person')),
  days text[] not null default '{}',
  times text[] not null default '{}' constraint course_need_times check (times <@ array['morning', 'midday', 'afternoon']),
  note text,
  until date not null,
  posted_by uuid not null constraint "FK_course_need_posted_by" references account (id),
  posted_at timestamptz not null,
  state_since timestamptz not null,
  constraint "FK_course_need_sced" foreign key (sced_version, sced_code) references sced_course (version, code),
  constraint course_need_coded check ((sced_code is null) = (sced_version is null)),
  constraint course_need_area check (sced_code is null or left(sced_code, 2) = area_code),
  constraint course_need_grades check (grade_low between 6 and 14 and grade_high between grade_low and 14)
);
comment on column course_need.area_code is 'the subject area: of the course, or all that is known of it';
create index course_need_newest on course_need (party_id, posted_at, id);
create index course_need_open on course_need (until) where state = 'open';
-- The same course twice for the same year would count its students twice.
create unique index course_need_once on course_need (party_id, school_year, (coalesce(sced_code, area_code))) where state = 'open';
alter table course_need enable row level security;
create policy own on course_need to barnraise_server using (party_id = any (my_parties())) with check (party_id = any (my_parties()) and state in ('open', 'withdrawn'));
grant select, insert, update (state, title, area_code, sced_version, sced_code, seats, grade_low, grade_high, school_year, term, modality, days, times, note, until, state_since) on course_need to barnraise_server;
create function keep_ended_need() returns trigger language plpgsql as $$
begin
  if old.state <> 'open' then
    raise exception 'a need that is % stays as it is', old.state using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger course_need_ended_stays before update on course_need for each row execute function keep_ended_need();

-- The day after its last one begins here.
create function need_ends_at(n course_need) returns timestamptz language sql stable set search_path = public, pg_temp as $$
  select (n.until + 1)::timestamp at time zone p.time_zone from party p where p.id = n.party_id
$$;
-- Seats of fitting sections that were accepted for the district since: of the same course, or of the area where no course is named.
create function seats_toward(n course_need) returns int language sql stable set search_path = public, pg_temp as $$
  select coalesce(sum(b.seat_count), 0)::int
    from booking b join course_section s on s.id = b.section_id join term t on t.id = s.term_id join school_year y on y.id = t.school_year_id
   where b.home_party_id = n.party_id and b.state = 'accepted' and b.state_since >= n.posted_at and y.name = n.school_year
     and case when n.sced_code is null then left(s.sced_code, 2) = n.area_code else s.sced_code = n.sced_code end
$$;

-- What is said of the students behind a line: below the first number, from the first on, or from twice the first on.
-- The first number is 10, and at least twice the needs: with one student each they never fill it.
create function need_band(p_students int, p_needs int, out at_least int, out below int) language plpgsql immutable as $$
declare first int := 10;
begin
  while first < 2 * p_needs loop first := 2 * first; end loop;
  if p_students < first then
    below := first;
  else
    at_least := case when p_students < 2 * first then first else 2 * first end;
  end if;
end $$;

-- What other districts of my consortia look for. My own needs are never in it: there is nothing of mine to take off.
create function neighbor_needs() returns table (
  school_year text, area_code text, area_name text, version text, code text, title text, district_count int, district_names text[], at_least int, below int,
  grade_low int, grade_high int, terms text[], modalities text[], days text[], times text[])
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  -- Never below three: of two, each would know the other.
  enough int := greatest(3, (select max((v.value #>> '{}')::int) from (
    select distinct on (consortium_id) value from policy_version
     where consortium_id = any (my_consortia()) and key = 'needs.namedFrom' and effective_from <= app_now()::date order by consortium_id, effective_from desc) v));
begin
  return query
  with theirs as materialized (
    select n.* from course_need n
     where n.state = 'open' and need_ends_at(n) > app_now() and n.party_id in (select my_neighbors()) and n.party_id <> all (my_parties())),
  courses as (
    select school_year, area_code, sced_code, count(distinct party_id) >= enough as said from theirs where sced_code is not null group by 1, 2, 3),
  -- Each need lies in one line: its course where enough look for it, else what is left of its area.
  placed as (
    select t.*, case when c.said then t.sced_code end as line from theirs t left join courses c using (school_year, area_code, sced_code)),
  lines as (
    select school_year, area_code, line, count(distinct party_id) >= enough as said, count(distinct party_id)::int as districts, sum(seats)::int as students, count(*)::int as needs,
           bool_or(sced_code is null) as uncoded from placed group by 1, 2, 3),
  -- A wish is told once enough districts have it.
  wishes as (
    select school_year, area_code, line, what, value from (
      select p.school_year, p.area_code, p.line, p.party_id, w.what, w.value
        from placed p cross join lateral (
          select 'grade' as what, g::text as value from generate_series(p.grade_low, p.grade_high) g
          union all select 'term', p.term where p.term is not null
          union all select 'modality', p.modality where p.modality is not null
          union all select 'day', d from unnest(p.days) d
          union all select 'time', x from unnest(p.times) x) w) every
     group by 1, 2, 3, 4, 5 having count(distinct party_id) >= enough),
  told as (
    select school_year, area_code, line as code, case when said then districts end as districts,
           case when said then (select array_agg(distinct o.short_name order by o.short_name) from placed p join party o on o.id = p.party_id
             where p.school_year = l.school_year and p.area_code = l.area_code and p.line is not distinct from l.line) end as names,
           case when said then (need_band(students, needs)).at_least end as at_least, case when said then (need_band(students, needs)).below end as below,
           case when said then line end as wishes_of, said
      from lines l where said or uncoded
    union all
    -- A course that too few look for is named, and nothing else.
    select school_year, area_code, sced_code, null, null, null, null, null, false from courses where not said)
  select t.school_year, t.area_code, a.area_name, x.version, t.code, x.title, t.districts, coalesce(t.names, '{}'), t.at_least, t.below,
         w.grade_low, w.grade_high, coalesce(w.terms, '{}'), coalesce(w.modalities, '{}'), coalesce(w.days, '{}'), coalesce(w.times, '{}')
    from told t
    left join lateral (select s.version, s.title from sced_course s where s.code = t.code order by s.version desc limit 1) x on true
    left join lateral (select s.area_name from sced_course s where s.area_code = t.area_code order by s.version desc limit 1) a on true
    left join lateral (
      select min(value::int) filter (where what = 'grade') as grade_low, max(value::int) filter (where what = 'grade') as grade_high,
             array_agg(value order by value) filter (where what = 'term') as terms, array_agg(value order by value) filter (where what = 'modality') as modalities,
             array_agg(value order by array_position(array['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'], value)) filter (where what = 'day') as days,
             array_agg(value order by array_position(array['morning', 'midday', 'afternoon'], value)) filter (where what = 'time') as times
        from wishes o where t.said and o.school_year = t.school_year and o.area_code = t.area_code and o.line is not distinct from t.code) w on true
   order by t.school_year, t.said desc, coalesce(t.at_least, 0) desc, a.area_name, x.title nulls first;
end $$;

-- The clock ends what is met or out of date, tells the district, and takes the news of it out of its neighbors' inboxes.
create function sweep_needs(p_limit int) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  n course_need;
  ends text;
  ended int := 0;
begin
  for n in select c.* from course_need c where c.state = 'open' and (need_ends_at(c) <= app_now() or seats_toward(c) >= c.seats) order by c.id limit p_limit for update skip locked loop
    ends := case when seats_toward(n) >= n.seats then 'met' else 'expired' end;
    update course_need set state = ends, state_since = app_now() where id = n.id;
    insert into event (id, at, actor_account_id, kind, subject_type, subject_id, party_ids, consortium_ids, facts)
    values (gen_random_uuid(), app_now(), null, 'need.' || ends, 'need', n.id, array[n.party_id], '{}', jsonb_build_object('before', 'open', 'after', ends, 'seats', n.seats));
    update inbox_item set done_at = app_now() where subject_id = n.id and kind = 'need.posted' and done_at is null;
    insert into inbox_item (id, kind, is_notice, party_id, roles, sides, subject_id, need_id, title, detail, created_at)
    values (gen_random_uuid(), 'need.' || ends, true, n.party_id, array['counselor', 'registrar'], array[n.party_id], n.id, n.id,
            case ends when 'met' then 'Found: ' || n.title else 'No longer looked for: ' || n.title end,
            case ends when 'met' then 'As many seats are accepted as you looked for. Neighbors no longer see this need.'
                      else 'Its last day has passed, and neighbors no longer see it. Post it again if you still look for it.' end, app_now());
    ended := ended + 1;
  end loop;
  return ended;
end $$;

alter table inbox_item add column need_id uuid;
revoke execute on function need_band(int, int) from public;
grant execute on function keep_ended_need(), need_ends_at(course_need), seats_toward(course_need), neighbor_needs() to barnraise_server;
grant execute on function sweep_needs(int) to barnraise_worker;
`);
  }

  down = forwardOnly;
}
