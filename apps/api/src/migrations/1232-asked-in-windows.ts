import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * What a request window asks of districts is a task with its clock, so that its reminder comes before it closes; districts of
 * other consortia that share one of its sections are told as well, of those sections alone. Windows close one by one: one that
 * cannot be closed keeps no other waiting. And nothing tells how many seats others ask for while it is open: neither a card of
 * the catalogue, nor its order, nor the words of an allotment where too few asked.
 */
export class AskedInWindows1232000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
create index inbox_item_window on inbox_item (window_id) where done_at is null and window_id is not null;

-- One task for each member, with the close as its clock. Its subject is itself: a district says for itself that it is finished.
create function ask_in_window(p_window request_window, p_title text, p_detail text) returns void
language sql set search_path = public, pg_temp as $$
  insert into inbox_item (id, kind, is_notice, party_id, roles, sides, subject_id, window_id, title, detail, next_step, due_at, due_rule, created_at)
  select one.id, 'ASK_IN_WINDOW', false, one.party_id, array['counselor', 'registrar'], array[one.party_id], one.id, p_window.id, p_title, p_detail,
         'Ask for seats', p_window.closes_at, format('the request window of %s closes', one.name), app_now()
    from (select gen_random_uuid() as id, m.party_id, c.short_name as name from consortium_member m join consortium c on c.id = m.consortium_id
           where m.consortium_id = p_window.consortium_id and m.until is null) one
$$;
-- Districts that are not members, but are shared a section the window covers: of those sections alone, and nothing of the window else.
create function tell_elsewhere(p_window request_window, p_says text, p_detail text) returns void
language sql set search_path = public, pg_temp as $$
  insert into inbox_item (id, kind, is_notice, party_id, roles, sides, subject_id, window_id, section_id, title, detail, created_at)
  select gen_random_uuid(), 'NOTICE', true, one.party_id, array['counselor', 'registrar'], array[one.party_id], p_window.id, p_window.id, one.first,
         'Seats of ' || case cardinality(one.titles) when 1 then one.titles[1] when 2 then one.titles[1] || ' and ' || one.titles[2]
                        else format('%s, %s and %s more', one.titles[1], one.titles[2], cardinality(one.titles) - 2) end || ' ' || p_says, p_detail, app_now()
    from (select x.party_id, array_agg(x.title order by x.title, x.id) as titles, (array_agg(x.id order by x.title, x.id))[1] as first
            from (select distinct s.id, o.title, n.party_id
                    from window_sections(p_window) s (id) join offering o on o.id = s.id
                    join audience a on a.offering_id = s.id join consortium_member n on n.consortium_id = a.consortium_id and n.until is null
                   where p_window.state <> 'collecting' or (window_over(s.id)).id = p_window.id) x
           where not exists (select from consortium_member own where own.consortium_id = p_window.consortium_id and own.party_id = x.party_id and own.until is null)
           group by x.party_id) one
$$;
-- Windows that are open already.
select ask_in_window(w, 'Ask for seats of ' || w.school_year, 'Seats are not taken one after the other now: say what you want, and the fewest you would take.')
  from request_window w where w.state = 'collecting' and w.closed_at is null;

drop function open_window(uuid, uuid, text, timestamptz, timestamptz, text, text);
create function open_window(p_id uuid, p_consortium uuid, p_year text, p_opens timestamptz, p_closes timestamptz, p_title text, p_detail text, p_elsewhere text, p_elsewhere_detail text) returns jsonb
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
  perform ask_in_window(w, p_title, p_detail);
  perform tell_elsewhere(w, p_elsewhere, p_elsewhere_detail);
  return jsonb_build_object('at', t);
end $$;

-- Once, before its close, and only away from it. What still waits in an inbox waits until the new close.
drop function extend_window(uuid, timestamptz, text, text);
create function extend_window(p_id uuid, p_closes timestamptz, p_title text, p_detail text, p_elsewhere text, p_elsewhere_detail text) returns jsonb
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
  update inbox_item set due_at = w.closes_at where window_id = w.id and kind = 'ASK_IN_WINDOW' and done_at is null;
  -- What other consortia's districts were told of its close is no longer so.
  update inbox_item set done_at = app_now() where window_id = w.id and section_id is not null and done_at is null;
  perform tell_of_window(w, p_title, p_detail, 'all');
  perform tell_elsewhere(w, p_elsewhere, p_elsewhere_detail);
  return jsonb_build_object('at', app_now());
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
  elsif w.state <> 'collecting' or w.closed_at is not null then
    return jsonb_build_object('refused', 'state');
  end if;
  update request_window set state = 'cancelled', ended_at = app_now(), reason = p_reason where id = p_id returning * into w;
  perform window_event(w, 'cancelled', 'collecting', '{}');
  -- What was told before is no longer so.
  update inbox_item set done_at = app_now() where window_id = w.id and done_at is null;
  perform tell_of_window(w, format('Seats of %s are no longer asked for in a window', w.school_year),
    format('It was canceled: %s Requests keep their places in line, what is free is offered to the line at once, and after that it is first come.', p_reason), 'all');
  perform tell_elsewhere(w, 'are no longer asked for in a window', 'The window of another consortium was canceled. Requests keep their places in line, what is free is offered to the line at once, and after that it is first come.');
  for due in select s.id from course_section s where s.seats_waiting > 0 and s.id in (select window_sections(w)) order by s.id loop
    perform promote_waiting(due);
  end loop;
  return jsonb_build_object('at', app_now());
end $$;

-- ---------------------------------------------------------------- the close, window by window
-- Waits for requests that are being written, fixes the order, and takes what asked for them out of the inboxes.
create function close_window(p_window uuid) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare w request_window;
begin
  select * into w from request_window where id = p_window and state = 'collecting' and closed_at is null and closes_at <= app_now() for update;
  if not found then return false; end if;
  update request_window set closed_at = app_now(), rule = allotment_rule(w.consortium_id),
         policy_ids = coalesce((select array_agg(id order by key) from (
           select distinct on (key) id, key from policy_version where consortium_id = w.consortium_id and key in ('waitlist.order', 'requests.shares') and effective_from <= app_now()::date
            order by key, effective_from desc) v), '{}')
   where id = w.id returning * into w;
  update inbox_item set done_at = app_now() where window_id = w.id and done_at is null;
  perform window_event(w, 'closed', 'collecting', jsonb_build_object('rule', w.rule));
  return true;
end $$;
drop function close_windows();

-- What is to be done next, besides what has failed and is tried again later: a window to close, a section of a closed one, or
-- the end of one whose sections are all done. What is due closes before anything is allotted. Null: nothing.
create or replace function window_due(p_later uuid[]) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  w request_window;
  due uuid;
begin
  select * into w from request_window where state = 'collecting' and closed_at is null and closes_at <= app_now() and id <> all (p_later) order by closes_at, id limit 1;
  if found then
    return jsonb_build_object('step', 'close', 'windowId', w.id, 'sectionId', null);
  end if;
  for w in select * from request_window where state = 'collecting' and closed_at is not null and id <> all (p_later) order by closes_at, id loop
    select s into due from window_sections(w) s where s <> all (p_later) and (window_over(s)).id = w.id order by s limit 1;
    if due is not null or not exists (select from window_sections(w) s where (window_over(s)).id = w.id) then
      return jsonb_build_object('step', case when due is null then 'end' else 'allot' end, 'windowId', w.id, 'sectionId', due);
    end if;
  end loop;
  return null;
end $$;

-- ---------------------------------------------------------------- who may know what others ask for
-- As before, with the smallest count that members show each other.
create or replace function allotment_inputs(p_window uuid, p_section uuid) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  w request_window;
  s course_section;
begin
  perform 1 from course_section where id = p_section for no key update;
  select * into w from request_window where id = p_window;
  if w.closed_at is null or (window_over(p_section)).id is distinct from p_window then return null; end if;
  perform end_overdue_holds(p_section);
  select * into s from course_section where id = p_section;
  return jsonb_build_object('rule', w.rule, 'smallest', rule_in_force(w.consortium_id, 'students.smallestCount'),
    'seats', case when today_at(s.time_zone) <= s.last_day and exists (select from offering o where o.id = p_section and o.state = 'open') then seats_left(s, false, today_at(s.time_zone)) else 0 end,
    'requests', coalesce((select jsonb_agg(jsonb_build_object('key', e.id, 'section', p_section, 'district', e.home_party_id, 'seats', e.seats_wanted, 'least', e.seats_least, 'turn', e.turn,
                                                              'contributes', contributes(e.home_party_id, e.consortium_id, w.school_year)) order by e.turn)
       from waitlist_entry e where e.section_id = p_section and e.state = 'waiting'
        and exists (select from consortium_member m where m.consortium_id = e.consortium_id and m.party_id = e.home_party_id and m.until is null)), '[]'));
end $$;

-- As before, with what all asked for, so that the service can say whether others may be counted.
drop function window_results(uuid, uuid);
create function window_results(p_home uuid, p_section uuid)
returns table (id uuid, window_id uuid, consortium_name text, zone text, school_year text, closes_at timestamptz, section_id uuid, home_party_id uuid, seats_asked int, seats_least int, asked_at timestamptz,
               seats_given int, allotted_at timestamptz, waits_seats int, waits_place int, trace jsonb, booking_id uuid, asked_by_all int[], smallest int)
language sql stable security definer set search_path = public, pg_temp as $$
  select e.id, w.id, c.name, zone_of_place(null, w.consortium_id), w.school_year, w.closes_at, q.section_id, q.home_party_id, q.seats_asked, q.seats_least, e.asked_at,
         q.seats_given, s.at, q.waits_seats, q.waits_place, q.trace,
         case when q.seats_given > 0 then (select b.id from booking b where b.waitlist_entry_id = e.id order by b.created_at limit 1) end,
         (select array_agg(x.seats_asked order by x.turn) from window_request x where x.window_id = q.window_id and x.section_id = q.section_id),
         (rule_in_force(w.consortium_id, 'students.smallestCount') #>> '{}')::int
    from window_request q join request_window w on w.id = q.window_id join window_section s on s.window_id = q.window_id and s.section_id = q.section_id join waitlist_entry e on e.id = q.entry_id
    left join consortium c on c.id = w.consortium_id and c.id = any (my_consortia())
   where q.home_party_id = p_home and p_home = any (my_parties()) and (p_section is null or q.section_id = p_section)
$$;

-- While a window covers a full section, its card doesn't tell what is asked for, and its place among full ones doesn't either.
create index availability_free on availability ((-greatest(units_left, 0)), offering_id);
drop index availability_most;
create function told_left(p_offering uuid, p_left int) returns int language sql stable set search_path = public, pg_temp as $$
  select case when p_left >= 0 then p_left when (window_over(p_offering)).id is not null then 0 else p_left end
$$;
create or replace function catalogue_page(p jsonb, out cards json, out matched int[], out used text, out changes json, out today text, out consortia uuid[], out horizon text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  typed text := nullif(trim(p->>'search'), '');
  since xid8 := (p->>'since')::xid8;
  asked tsquery;
  sort text := p->>'sort';
  key_sql text;
  key_type text;
  chosen_sql text := 'true';
  after_sql text := '';
  counters_sql text := '';
  choice record;
begin
  consortia := my_consortia();
  if typed is not null then
    select q.query, q.used into asked, used from catalogue_query(typed) q;
  end if;
  if asked is null then used := null; end if;
  if asked is null and sort = 'BEST_MATCH' then sort := 'STARTS_SOONEST'; end if;
  case sort
    when 'BEST_MATCH' then key_sql := '(-(ts_rank(c.search, $4) * 1000000)::int)'; key_type := 'int';
    when 'TITLE' then key_sql := 'c.title_key'; key_type := 'text';
    when 'MOST_SEATS' then key_sql := '(-greatest(a.units_left, 0))'; key_type := 'int';
    when 'LOWEST_PRICE' then key_sql := '(coalesce(c.price_cents, 1000000000000))'; key_type := 'bigint';
    else key_sql := 'c.first_day'; key_type := 'date';
  end case;
  if key_type in ('int', 'date') and (p->>'afterKey' like '____-__-__') <> (key_type = 'date') then
    return;
  end if;
  for choice in select key, value from jsonb_each(coalesce(p->'choices', '{}')) loop
    chosen_sql := chosen_sql || case choice.key
      when 'SEATS' then format(' and (%s)', (
        select string_agg(case v when '1+' then 'a.units_left >= 1' when '5+' then 'a.units_left >= 5' else 'a.units_left <= 0 and a.capacity > 0' end, ' or ')
          from jsonb_array_elements_text(choice.value) v))
      else format(' and c.facet_keys && %L::text[]', (select array_agg(choice.key || ':' || v) from jsonb_array_elements_text(choice.value) v))
      end;
  end loop;
  if sort = 'MOST_SEATS' or p->'choices' ? 'SEATS' then
    counters_sql := 'join availability a using (offering_id)';
  end if;
  if p->>'afterId' is not null then
    after_sql := format('(%L::%s, %L::uuid)', p->>'afterKey', key_type, p->>'afterId');
  end if;
  if asked is null then
    execute format('
      select coalesce(json_agg(json_build_object(''id'', page.id, ''key'', page.key::text, ''body'', page.body, ''plan'', page.plan, ''units'', n.units_by_party, ''capacity'', n.capacity, ''left'', told_left(page.id, n.units_left))
                               order by page.key, page.id), ''[]'')
        from (select c.offering_id as id, %1$s as key, c.body, c.plan from catalogue_card c %2$s
               where c.open and c.consortium_ids && $1 and %3$s %4$s order by %1$s, c.offering_id limit $2) page
        join availability n on n.offering_id = page.id',
      key_sql, counters_sql, chosen_sql, case when after_sql <> '' then format('and (%s, c.offering_id) > %s', key_sql, after_sql) else '' end)
      into cards using consortia, (p->>'first')::int + 1;
  else
    -- The words are looked up once, for the page and for the counts; only what the page can show is given a place in it.
    execute format('
      with found as materialized (
        select c.ordinal, c.offering_id as id, case when %3$s then %1$s end as key from catalogue_card c %2$s where c.open and words_by_consortium(c.consortium_ids, c.search) @@ $3 and c.consortium_ids && $1),
      page as materialized (select id, key from found where key is not null %4$s order by key, id limit $2)
      select (select coalesce(array_agg(ordinal), ''{}'') from found),
             (select coalesce(json_agg(json_build_object(''id'', page.id, ''key'', page.key::text, ''body'', c.body, ''plan'', c.plan, ''units'', n.units_by_party, ''capacity'', n.capacity, ''left'', told_left(page.id, n.units_left))
                                       order by page.key, page.id), ''[]'')
                from page join catalogue_card c on c.offering_id = page.id join availability n on n.offering_id = page.id)',
      key_sql, counters_sql, chosen_sql, case when after_sql <> '' then 'and (key, id) > ' || after_sql else '' end)
      into matched, cards using consortia, (p->>'first')::int + 1,
        (select string_agg('(' || asked_of(asked, x) || ')', ' | ') from unnest(consortia) x)::tsquery, asked;
  end if;
  -- The newest of either side is found at the end of an index; what is older than the caller's index is not looked for.
  if coalesce((select changed_xid from availability order by changed_xid desc limit 1) >= since, false)
     or coalesce((select changed_xid from catalogue_card order by changed_xid desc limit 1) >= since, false) then
    changes := (select json_agg(json_build_array(x.ordinal, x.keys, x.consortia_of, x.units_left, x.version)) from catalogue_changes(since) x);
  end if;
  today := app_now()::date;
  horizon := pg_snapshot_xmin(pg_current_snapshot());
end $$;

revoke execute on function ask_in_window(request_window, text, text), tell_elsewhere(request_window, text, text), told_left(uuid, int) from public;
grant execute on function open_window(uuid, uuid, text, timestamptz, timestamptz, text, text, text, text), extend_window(uuid, timestamptz, text, text, text, text), window_results(uuid, uuid) to barnraise_server;
grant execute on function close_window(uuid) to barnraise_worker;
`);
  }

  down = forwardOnly;
}
