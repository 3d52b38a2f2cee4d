import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * What a step writes is the right of the side that takes it: money is promised by the home district alone and never
 * below what its seats may cost, the rules that govern an acceptance are looked up where it is written, a hold is on
 * the section's own plan and no longer than a month. A teaching district gets seats back that wait for somebody else's
 * approver, and a mapping that is returned and proposed again pauses a hold no longer than one that is not.
 */
export class SeatWalls1110000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
insert into booking_move values ('awaiting_approval', 'denied', 'teaching');

alter table booking add column mapping_wait_left interval;
comment on column booking.mapping_wait_left is 'how much longer the hold may still wait for its mapping; unknown until it has waited once';
grant select (mapping_wait_left) on booking to barnraise_server;

create or replace function move_seats(p_booking uuid, p_from text, p_to text, p_side text, p_facts jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  b booking;
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
  perform 1 from course_section where id = b.section_id for no key update;
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

-- As before, and only on the plan that the section has, for no longer than can be waited for.
create or replace function hold_seats(p_booking uuid, p_section uuid, p_home uuid, p_seat_ids uuid[], p_consortium uuid, p_plan uuid, p_hold interval,
                           p_policies uuid[], p_fit jsonb, p_fit_reason text, p_mapping_waits interval, p_calculation uuid)
returns jsonb language plpgsql security definer set search_path = public, pg_temp as $$
declare
  n int := coalesce(cardinality(p_seat_ids), 0);
  s course_section;
  t timestamptz;
  tries int := 0;
  waits boolean;
begin
  if not coalesce(p_home = any (my_parties()), false) then
    raise exception 'not your district' using errcode = 'insufficient_privilege';
  end if;
  if not coalesce(p_hold > '0' and p_hold <= '31 days' and coalesce(p_mapping_waits, '0') <= '31 days', false) then
    raise exception 'a hold has an end that can be waited for' using errcode = 'check_violation';
  end if;
  if not exists (select from audience a join consortium_member m on m.consortium_id = a.consortium_id and m.party_id = p_home and m.until is null
                  where a.offering_id = p_section and a.consortium_id = p_consortium) then
    return jsonb_build_object('refused', 'not_found');
  end if;
  loop
    update course_section c set seats_taken = c.seats_taken + n,
           own_seats_taken = c.own_seats_taken + case when c.teaching_party_id = p_home then n else 0 end
     where c.id = p_section
       and seats_left(c, c.teaching_party_id = p_home, today_at(c.time_zone)) >= n
       and exists (select from offering o where o.id = p_section and o.state = 'open')
    returning * into s;
    exit when found;
    tries := tries + 1;
    select * into s from course_section where id = p_section for no key update;
    if not found then
      return jsonb_build_object('refused', 'not_found');
    end if;
    if not exists (select from offering o where o.id = p_section and o.state = 'open') then
      return jsonb_build_object('refused', 'not_open');
    end if;
    -- An overdue hold counts as free at once.
    if tries > 1 or end_overdue_holds(p_section) = 0 then
      return jsonb_build_object('refused', 'full', 'left', seats_left(s, s.teaching_party_id = p_home, today_at(s.time_zone)));
    end if;
  end loop;
  -- Under the section's lock: a plan put on it meanwhile is another bargain. What was taken is given back.
  if s.plan_version_id is distinct from p_plan then
    update course_section c set seats_taken = c.seats_taken - n,
           own_seats_taken = c.own_seats_taken - case when c.teaching_party_id = p_home then n else 0 end where c.id = p_section;
    return jsonb_build_object('refused', 'other_plan');
  end if;
  t := app_now();
  -- Asked under the section's lock, which pausing and resuming take too: a mapping decided meanwhile is seen here, or sees this hold.
  waits := exists (
    select from course_mapping m join term on term.id = s.term_id join school_year y on y.id = term.school_year_id and y.name = m.school_year
     where m.section_id = p_section and m.home_party_id = p_home and m.state = 'pending');
  insert into booking (id, section_id, home_party_id, teaching_party_id, consortium_id, state, seat_count, created_at, created_by, state_since,
                       hold_expires_at, hold_left, plan_version_id, policy_ids, fit, fit_reason, calculation_id)
  values (p_booking, p_section, p_home, s.teaching_party_id, p_consortium, 'held', n, t, my_account(), t,
          t + p_hold + case when waits then coalesce(p_mapping_waits, '0') else '0' end, case when waits then p_hold end,
          p_plan, p_policies, p_fit, p_fit_reason, p_calculation);
  insert into seat (id, booking_id, section_id, ordinal, state)
  select id, p_booking, p_section, ordinal, 'held' from unnest(p_seat_ids) with ordinality as ids (id, ordinal);
  update availability set units_left = seats_left(s, false, today_at(s.time_zone)),
         units_by_party = jsonb_set(units_by_party, array[p_home::text], to_jsonb(coalesce((units_by_party->>p_home::text)::int, 0) + n)),
         version = version + 1, changed_xid = pg_current_xact_id()
   where offering_id = p_section;
  perform announce_section(p_section, s.teaching_party_id);
  return jsonb_build_object('at', t, 'until', (select hold_expires_at from booking where id = p_booking), 'left', seats_left(s, s.teaching_party_id = p_home, today_at(s.time_zone)));
end $$;

create or replace function pause_holds(p_section uuid, p_home uuid, p_at_most interval) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare n int;
begin
  perform 1 from course_section where id = p_section for no key update;
  update booking set hold_left = hold_expires_at - app_now(), hold_expires_at = hold_expires_at + least(p_at_most, mapping_wait_left, interval '31 days')
   where section_id = p_section and home_party_id = p_home and home_party_id = any (my_parties())
     and state = 'held' and hold_left is null and hold_expires_at > app_now();
  get diagnostics n = row_count;
  perform hold_tasks_follow(p_section, p_home);
  return n;
end $$;
create or replace function resume_holds(p_section uuid, p_home uuid) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare n int;
begin
  perform 1 from course_section where id = p_section for no key update;
  -- From now, or from when its longest wait was over: whichever was first. Waiting gives no time away, and what it
  -- has waited counts when it waits again.
  update booking set mapping_wait_left = greatest(hold_expires_at - hold_left - app_now(), interval '0'),
         hold_expires_at = least(app_now() + hold_left, hold_expires_at), hold_left = null
   where section_id = p_section and home_party_id = p_home and home_party_id = any (my_parties())
     and state = 'held' and hold_left is not null and hold_expires_at > app_now();
  get diagnostics n = row_count;
  perform hold_tasks_follow(p_section, p_home);
  return n;
end $$;
`);
  }

  down = forwardOnly;
}
