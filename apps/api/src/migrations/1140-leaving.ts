import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * Accepted seats are dropped until the drop date and withdrawn from after it; what they still cost is written down in
 * the same act. A district that goes on paying is told the amount before, and it never passes what it promised.
 */
export class Leaving1140000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
alter table booking drop constraint booking_state, add constraint booking_state check (
  state in ('held', 'awaiting_approval', 'requested', 'accepted', 'denied', 'expired', 'cancelled', 'dropped', 'withdrawn'));
alter table seat drop constraint seat_state, add constraint seat_state check (
  state in ('held', 'awaiting_approval', 'requested', 'accepted', 'denied', 'expired', 'cancelled', 'dropped', 'withdrawn'));
delete from booking_move where from_state = 'accepted';
insert into booking_move values ('accepted', 'dropped', 'home'), ('accepted', 'withdrawn', 'home');

alter table booking add column owed_cents bigint;
alter table booking add constraint booking_owed check (
  (state in ('dropped', 'withdrawn')) = (owed_cents is not null) and owed_cents between 0 and not_to_exceed_cents);
comment on column booking.owed_cents is 'what seats given back after acceptance still cost, by the terms of the acceptance';
grant select (owed_cents) on booking to barnraise_server;

create or replace function move_seats(p_booking uuid, p_from text, p_to text, p_side text, p_facts jsonb) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  b booking;
  s course_section;
  t timestamptz;
  promises boolean := p_side = 'home' and p_to in ('requested', 'awaiting_approval');
  leaves boolean := p_to in ('dropped', 'withdrawn');
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
  -- The days are those of the teaching school. What was shown before midnight is not what counts after it.
  if leaves and ((p_to = 'dropped') <> (today_at(s.time_zone) <= b.drop_date) or (p_facts->>'free')::boolean is distinct from (today_at(s.time_zone) <= b.teaching_drop_date)) then
    return jsonb_build_object('refused', 'day');
  end if;
  if leaves and (p_facts->>'free')::boolean and (p_facts->>'owedCents')::bigint is distinct from 0 then
    raise exception 'seats given back in time cost nothing' using errcode = 'check_violation';
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
         owed_cents = case when leaves then (p_facts->>'owedCents')::bigint end,
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
`);
  }

  down = forwardOnly;
}
