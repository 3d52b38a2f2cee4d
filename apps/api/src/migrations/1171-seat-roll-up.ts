import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/** Who gives and takes how many seats in a consortium, counted across its members for those who belong to it. */
export class SeatRollUp1171000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
-- Seats that were given, of one school year, from one member to another. Whoever shows these counts hides the small ones.
create function seat_roll_up(p_consortium uuid, p_year text) returns table (party_id uuid, name text, given int, taken int)
language sql stable security definer set search_path = public, pg_temp as $$
  with given as (
    select b.teaching_party_id, b.home_party_id, b.seat_count
      from booking b join course_section s on s.id = b.section_id join term t on t.id = s.term_id join school_year y on y.id = t.school_year_id
     where b.consortium_id = p_consortium and b.state in ('accepted', 'rostered', 'active') and b.home_party_id <> b.teaching_party_id and y.name = p_year)
  select p.id, p.short_name, coalesce((select sum(seat_count) from given where teaching_party_id = p.id), 0)::int, coalesce((select sum(seat_count) from given where home_party_id = p.id), 0)::int
    from consortium_member m join party p on p.id = m.party_id
   where m.consortium_id = p_consortium and m.until is null and p_consortium = any (my_consortia()) order by p.short_name, p.id
$$;
create function seat_roll_up_years(p_consortium uuid) returns table (name text, begun boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select y.name, bool_or(y.first_day <= app_now()::date) from booking b join course_section s on s.id = b.section_id join term t on t.id = s.term_id join school_year y on y.id = t.school_year_id
   where b.consortium_id = p_consortium and b.state in ('accepted', 'rostered', 'active') and p_consortium = any (my_consortia()) group by 1 order by 1 desc
$$;
grant execute on function seat_roll_up(uuid, text), seat_roll_up_years(uuid) to barnraise_server;
`);
  }

  down = forwardOnly;
}
