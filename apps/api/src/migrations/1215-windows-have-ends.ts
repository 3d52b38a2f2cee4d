import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * A request window can always be ended, and has bounds: its coordinator cancels it as long as no worker has taken its
 * requests, however long its day has passed; it opens within half a year and takes requests for half a year at most. What is
 * said of it is written by the service, on the clock of its consortium. Districts read the order of a window that another
 * consortium opened over a course they share, and what came of their requests in it. A section that cannot be allotted
 * stands in nobody's way, and what is asked for is counted for the consortium it was asked through.
 */
export class WindowsHaveEnds1215000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
-- The service counts in days of the consortium, from a morning to five in the afternoon: a day more than it ever allows.
alter table request_window add constraint request_window_soon check (opens_at - opened_on <= interval '181 days');
alter table request_window add constraint request_window_long check (closes_at - opens_at <= interval '181 days');

drop function open_window(uuid, uuid, text, date, date);
drop function extend_window(uuid, date);
drop function window_due();
drop function window_progress(uuid);
drop function clock_words(timestamptz, text);
drop function order_words(jsonb);

-- The order of a window, and on whose clock it runs: also of another consortium's, over a section shared with one of the principal.
create function window_terms(p_window uuid) returns table (rule jsonb, zone text)
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(w.rule, allotment_rule(w.consortium_id)), zone_of_place(null, w.consortium_id)
    from request_window w
   where w.id = p_window and (w.consortium_id = any (my_consortia())
      or exists (select from window_sections(w) s join audience a on a.offering_id = s and a.consortium_id = any (my_consortia())))
$$;
-- What came of the requests of a district of the principal, in whosever window; the consortium is named to its members.
create function window_results(p_home uuid, p_section uuid)
returns table (id uuid, window_id uuid, consortium_name text, zone text, school_year text, closes_at timestamptz, section_id uuid, home_party_id uuid, seats_asked int, seats_least int, asked_at timestamptz,
               seats_given int, allotted_at timestamptz, waits_seats int, waits_place int, trace jsonb, booking_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select e.id, w.id, c.name, zone_of_place(null, w.consortium_id), w.school_year, w.closes_at, q.section_id, q.home_party_id, q.seats_asked, q.seats_least, e.asked_at,
         q.seats_given, s.at, q.waits_seats, q.waits_place, q.trace,
         case when q.seats_given > 0 then (select b.id from booking b where b.waitlist_entry_id = e.id order by b.created_at limit 1) end
    from window_request q join request_window w on w.id = q.window_id join window_section s on s.window_id = q.window_id and s.section_id = q.section_id join waitlist_entry e on e.id = q.entry_id
    left join consortium c on c.id = w.consortium_id and c.id = any (my_consortia())
   where q.home_party_id = p_home and p_home = any (my_parties()) and (p_section is null or q.section_id = p_section)
$$;

-- The service has decided on the days; here it is once for a year, and never one that has passed.
create function open_window(p_id uuid, p_consortium uuid, p_year text, p_opens timestamptz, p_closes timestamptz, p_title text, p_detail text) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  t timestamptz;
  w request_window;
begin
  if not exists (select from my_coordinations() c where c = p_consortium) then
    return jsonb_build_object('refused', 'not_found');
  end if;
  -- One at a time: two coordinators of one consortium open one window.
  perform 1 from consortium where id = p_consortium for no key update;
  t := app_now();
  if exists (select from request_window where consortium_id = p_consortium and school_year = p_year and state <> 'cancelled') then
    return jsonb_build_object('refused', 'twice');
  end if;
  if not exists (select from consortium_member m join school_year y on y.party_id = m.party_id
                  where m.consortium_id = p_consortium and m.until is null and y.name = p_year and y.last_day >= (t at time zone zone_of_place(null, p_consortium))::date) then
    return jsonb_build_object('refused', 'year');
  end if;
  if p_closes <= greatest(t, p_opens) then
    return jsonb_build_object('refused', 'past');
  end if;
  insert into request_window (id, consortium_id, school_year, state, opens_at, closes_at, opened_by, opened_on)
  values (p_id, p_consortium, p_year, 'collecting', greatest(t, p_opens), p_closes, my_account(), t)
  returning * into w;
  perform window_event(w, 'opened', null, '{}');
  perform tell_of_window(w, p_title, p_detail, 'all');
  return jsonb_build_object('at', t);
end $$;

-- Once, before its close, and only away from it.
create function extend_window(p_id uuid, p_closes timestamptz, p_title text, p_detail text) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  w request_window;
  was timestamptz;
begin
  select * into w from request_window where id = p_id and consortium_id in (select my_coordinations()) for update;
  if not found then
    return jsonb_build_object('refused', 'not_found');
  end if;
  was := w.closes_at;
  if w.state <> 'collecting' or w.closed_at is not null or app_now() >= w.closes_at or w.extended or p_closes <= w.closes_at then
    return jsonb_build_object('refused', 'state');
  end if;
  update request_window set closes_at = p_closes, extended = true where id = p_id returning * into w;
  perform window_event(w, 'extended', 'collecting', jsonb_build_object('was', was, 'closesAt', w.closes_at));
  perform tell_of_window(w, p_title, p_detail, 'all');
  return jsonb_build_object('at', app_now());
end $$;

-- As before, and as long as no worker has taken its requests: of the close and the end, whichever comes first.
create or replace function cancel_window(p_id uuid, p_reason text) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  w request_window;
  due uuid;
begin
  select * into w from request_window where id = p_id and consortium_id in (select my_coordinations()) for update;
  if not found then
    return jsonb_build_object('refused', 'not_found');
  elsif w.state <> 'collecting' or w.closed_at is not null then
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

-- What is to be done next, besides what has failed and is tried again later: a section of a closed window, or the end of one
-- whose sections are all done. Null: nothing.
create function window_due(p_later uuid[]) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  w request_window;
  due uuid;
begin
  for w in select * from request_window where state = 'collecting' and closed_at is not null and id <> all (p_later) order by closes_at, id loop
    select s into due from window_sections(w) s where s <> all (p_later) and (window_over(s)).id = w.id order by s limit 1;
    if due is not null or not exists (select from window_sections(w) s where (window_over(s)).id = w.id) then
      return jsonb_build_object('windowId', w.id, 'sectionId', due);
    end if;
  end loop;
  return null;
end $$;

-- As before; every window that is done with the section by this has the seats there were, and the same instant.
create or replace function record_allotment(p_window uuid, p_section uuid, p_inputs jsonb, p_result jsonb) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  inputs jsonb := allotment_inputs(p_window, p_section);
  t timestamptz := app_now();
  o record;
  r record;
  n int := 0;
begin
  if inputs is distinct from p_inputs then
    raise exception 'not what this section was to be allotted by' using errcode = 'check_violation';
  end if;
  if (select coalesce(sum((x->>'seats')::int), 0) from jsonb_array_elements(p_result) x) > (inputs->>'seats')::int
     or (select array_agg(x->>'key' order by x->>'key') from jsonb_array_elements(p_result) x) is distinct from (select array_agg(x->>'key' order by x->>'key') from jsonb_array_elements(inputs->'requests') x) then
    raise exception 'an allotment gives every request its answer, and no seat twice' using errcode = 'check_violation';
  end if;
  select f.title, p.short_name as teaching, tm.name as term, w.school_year as year into o
    from request_window w join course_section s on s.id = p_section join offering f on f.id = s.id join party p on p.id = s.teaching_party_id join term tm on tm.id = s.term_id where w.id = p_window;
  -- Windows of other consortia that cover it and have closed are done with it too.
  insert into window_section (window_id, section_id, seats, at)
  select w.id, p_section, (inputs->>'seats')::int, t
    from request_window w
   where w.state = 'collecting' and (w.id = p_window or (w.closed_at is not null and p_section in (select window_sections(w)) and not exists (select from window_section d where d.window_id = w.id and d.section_id = p_section)));
  for r in select a.*, e.home_party_id as home, e.turn as turn, (i->>'contributes')::boolean as contributes
             from jsonb_to_recordset(p_result) as a (key uuid, seats int, waits jsonb, trace jsonb, words text)
             join waitlist_entry e on e.id = a.key join jsonb_array_elements(inputs->'requests') i on i->>'key' = a.key::text order by e.turn loop
    insert into window_request (window_id, section_id, entry_id, home_party_id, turn, seats_asked, seats_least, contributes, seats_given, waits_seats, waits_place, trace)
    values (p_window, p_section, r.key, r.home, r.turn, (r.trace->>'asked')::int, (r.trace->>'least')::int, r.contributes, r.seats, (r.waits->>'seats')::int, (r.waits->>'place')::int, r.trace);
    if r.seats > 0 then
      perform offer_to(r.key, r.seats, r.words || ' Request them in time, or the next in line is asked.',
        format('%s for you in %s (%s)', case r.seats when 1 then 'A seat' else r.seats || ' seats' end, o.title, o.year));
    else
      insert into inbox_item (id, kind, is_notice, party_id, roles, sides, subject_id, section_id, title, detail, created_at)
      values (gen_random_uuid(), 'NOTICE', true, r.home, array['counselor', 'registrar'], array[r.home], r.key, p_section,
              format('No seat for you yet in %s (%s)', o.title, o.year), r.words, t);
    end if;
    n := n + 1;
  end loop;
  -- Whatever an allotment could not count, as a seat of the teaching district's own block, goes to the line.
  perform promote_waiting(p_section);
  perform announce_section(p_section, (select teaching_party_id from course_section where id = p_section));
  return n;
end $$;

-- Ends a closed window whose sections are all done. Sums are told where nobody's request can be worked out of them: on its page.
create or replace function finish_window(p_window uuid) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  w request_window;
begin
  select * into w from request_window where id = p_window and state = 'collecting' and closed_at is not null for no key update;
  if not found or exists (select from window_sections(w) s where (window_over(s)).id = w.id) then return false; end if;
  update request_window set state = 'allotted', ended_at = app_now() where id = p_window returning * into w;
  perform window_event(w, 'allotted', 'collecting', '{}');
  insert into inbox_item (id, kind, is_notice, consortium_id, roles, sides, subject_id, window_id, title, detail, created_at)
  values (gen_random_uuid(), 'NOTICE', true, w.consortium_id, array['coordinator'], '{}', w.id, w.id, format('Requests for %s are allotted', w.school_year),
          'Each district was told what it has, where it stands and why. See where more was asked for than there was. Seats are first come again.', app_now());
  return true;
end $$;

-- What a window has come to, section by section: each request made through its consortium, in the order of the turns. The
-- service tells of it what no single request can be worked out of.
create function window_progress(p_window uuid) returns table (section_id uuid, title text, teaching_name text, seats int, asked int[], given int[], done boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.id, o.title, p.short_name, coalesce(d.seats, seats_left(s, false, today_at(s.time_zone))), coalesce(r.asked, e.asked, '{}'), coalesce(r.given, '{}'), d.window_id is not null
    from request_window w
    cross join lateral (select window_sections(w) as id union select x.section_id from window_section x where x.window_id = w.id) c
    join course_section s on s.id = c.id join offering o on o.id = s.id join party p on p.id = s.teaching_party_id
    left join window_section d on d.window_id = w.id and d.section_id = s.id
    left join lateral (
      select array_agg(q.seats_asked order by q.turn) as asked, array_agg(q.seats_given order by q.turn) as given
        from window_request q join waitlist_entry x on x.id = q.entry_id and x.consortium_id = w.consortium_id
        -- Another consortium's window may have been the one that allotted it.
       where q.section_id = s.id and q.window_id in (select y.window_id from window_section y where y.section_id = s.id and y.at = d.at)) r on d.window_id is not null
    left join lateral (
      select array_agg(q.seats_wanted order by q.turn) as asked from waitlist_entry q
       where q.section_id = s.id and q.state = 'waiting' and q.consortium_id = w.consortium_id) e on d.window_id is null and w.state = 'collecting'
   where w.id = p_window and w.consortium_id = any (my_consortia())
   order by o.title, s.id
$$;

grant execute on function window_terms(uuid), window_results(uuid, uuid), open_window(uuid, uuid, text, timestamptz, timestamptz, text, text), extend_window(uuid, timestamptz, text, text), window_progress(uuid), zone_of_place(uuid, uuid) to barnraise_server;
grant execute on function window_due(uuid[]) to barnraise_worker;
`);
  }

  down = forwardOnly;
}
