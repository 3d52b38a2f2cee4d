import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/** The cost of an offer is written down in the order in which everything locks: the section first, then the booking. */
export class OffersInOrder1191000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
create or replace function cost_offer(p_booking uuid, p_calculation uuid) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform 1 from course_section
    where id = (select section_id from booking where id = p_booking and state = 'held' and calculation_id is null and home_party_id = any (my_parties())) for no key update;
  update booking b set calculation_id = p_calculation
   where id = p_booking and state = 'held' and calculation_id is null and home_party_id = any (my_parties())
     and exists (select from share_calculation c where c.id = p_calculation and c.subject_id = b.id and c.home_party_id = b.home_party_id and c.plan_version_id = b.plan_version_id);
  return found;
end $$;
`);
  }

  down = forwardOnly;
}
