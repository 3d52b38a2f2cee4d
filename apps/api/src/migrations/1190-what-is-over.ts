import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/** A class whose last day has passed takes nobody in any more, and leaves the catalogue by itself. */
export class WhatIsOver1190000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
alter table course_section add column over boolean not null default false;
comment on column course_section.over is 'its last day has passed, and the clock has closed it';
create index course_section_to_end on course_section (last_day) where not over;

-- The clock's step, in the zone of the teaching school. Answers how many sections it ended; called again, it goes on.
create function end_sections(p_limit int) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  s course_section;
  n int := 0;
begin
  -- The first condition only serves the index: no zone of ours is ahead of it.
  for s in select * from course_section where not over and last_day <= app_now()::date and last_day < today_at(time_zone) order by last_day, id limit p_limit for no key update skip locked loop
    update course_section set over = true where id = s.id;
    n := n + 1;
    update offering set state = 'closed' where id = s.id and state = 'open';
    continue when not found;
    update catalogue_card set open = false, version = version + 1, changed_xid = pg_current_xact_id() where offering_id = s.id;
    insert into event (id, at, actor_account_id, kind, subject_type, subject_id, party_ids, consortium_ids, facts)
    values (gen_random_uuid(), app_now(), null, 'section.closed', 'section', s.id, array[s.teaching_party_id],
            coalesce((select array_agg(consortium_id order by consortium_id) from audience where offering_id = s.id), '{}'), '{"before": "open", "after": "closed", "over": true}');
    perform announce_section(s.id, s.teaching_party_id);
  end loop;
  return n;
end $$;
grant execute on function end_sections(int) to barnraise_worker;
`);
  }

  down = forwardOnly;
}
