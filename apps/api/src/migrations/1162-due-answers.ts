import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/** Overdue answers are found among the requests that still wait, not among the clocks of all that ever did. */
export class DueAnswers1162000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
create index booking_due_answers on booking (due_at) where state = 'requested';
drop index answer_clock_administrator;
drop index answer_clock_coordinator;

create or replace function escalate_answers(p_limit int) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  c record;
  to_coordinator boolean;
  asked text;
  ev uuid;
  n int := 0;
begin
  for c in
    select a.*, b.section_id, b.home_party_id, b.teaching_party_id, b.consortium_id, b.seat_count, b.due_rule, o.title, h.short_name as home, p.short_name as teaching
      from booking b join answer_clock a on a.booking_id = b.id join offering o on o.id = b.section_id
      join party h on h.id = b.home_party_id join party p on p.id = b.teaching_party_id
     where b.state = 'requested' and b.due_at <= app_now()
       and (a.administrator_asked_at is null or (a.coordinator_asked_at is null and a.coordinator_at <= app_now()))
     -- The booking too: an answer that is being given is not asked for, and one that comes now finds what it settles.
     order by b.due_at, b.id limit p_limit for update of a, b skip locked
  loop
    foreach to_coordinator in array array[false, true] loop
      continue when case when to_coordinator then c.coordinator_asked_at is not null or c.coordinator_at > app_now() else c.administrator_asked_at is not null end;
      asked := case when to_coordinator then 'coordinator' else 'administrator' end;
      ev := gen_random_uuid();
      insert into event (id, at, actor_account_id, kind, subject_type, subject_id, party_ids, consortium_ids, facts)
      values (ev, app_now(), null, 'answer.overdue', 'answer', c.booking_id, array[c.home_party_id, c.teaching_party_id], '{}',
              jsonb_build_object('before', 'requested', 'after', 'requested', 'asked', asked, 'sectionId', c.section_id));
      insert into inbox_item (id, kind, is_notice, party_id, consortium_id, roles, sides, subject_id, booking_id, section_id, title, detail, next_step, due_at, due_rule, created_at)
      values (gen_random_uuid(), 'ANSWER_OVERDUE', false, case when not to_coordinator then c.teaching_party_id end, case when to_coordinator then c.consortium_id end,
              array[case when to_coordinator then 'coordinator' else 'district_administrator' end], array[c.home_party_id, c.teaching_party_id], c.booking_id,
              case when not to_coordinator then c.booking_id end, c.section_id,
              case when to_coordinator then format('%s still waits for an answer from %s', c.home, c.teaching) else format('%s waits for an answer: %s', c.home, c.title) end,
              case when to_coordinator
                then format('%s of %s, asked for by %s. Neither its office nor its administrator answered in time: call them.', case c.seat_count when 1 then '1 seat' else c.seat_count || ' seats' end, c.title, c.home)
                else format('%s to be answered within %s. Accept or deny, or see who can.', case c.seat_count when 1 then '1 seat was' else c.seat_count || ' seats were' end, coalesce(c.due_rule, 'a time that has passed')) end,
              case when to_coordinator then 'See the section' else 'Answer the request' end, case when not to_coordinator then c.coordinator_at end,
              case when not to_coordinator then c.rule || ', then the coordinator is asked' end, app_now());
      if not to_coordinator then
        perform send_tell(ev, c.teaching_party_id, array['district_administrator'], format('%s waits for an answer: %s', c.home, c.title),
                          format(E'%s asked for seats in %s, and nobody answered within %s.\\n\\nAnswer it in your inbox.', c.home, c.title, coalesce(c.due_rule, 'the time there was')));
      end if;
      n := n + 1;
    end loop;
    update answer_clock set administrator_asked_at = coalesce(administrator_asked_at, app_now()),
           coordinator_asked_at = case when coordinator_at <= app_now() then coalesce(coordinator_asked_at, app_now()) else coordinator_asked_at end
     where booking_id = c.booking_id;
  end loop;
  return n;
end $$;
`);
  }

  down = forwardOnly;
}
