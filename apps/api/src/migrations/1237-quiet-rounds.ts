import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * What nobody was offered stays unread: a draft that is thrown away remains a draft to the catalogue, as one of a course does,
 * and no offering goes from a draft to canceled. What a sealed round asks is named to whoever committed to it, and to nobody else:
 * which items stayed below their threshold, and how many have answered, moves with what others take.
 */
export class QuietRounds1237000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
update offering o set state = 'draft'
 where o.kind = 'pool' and o.state = 'cancelled'
   and exists (select from event e where e.subject_id = o.id and e.kind = 'round.cancelled' and e.facts->>'before' = 'draft');
create function keep_unoffered() returns trigger language plpgsql as $$
begin
  raise exception 'what nobody was offered cannot be called off' using errcode = 'restrict_violation';
end $$;
create trigger offering_unoffered_stays before update of state on offering for each row
  when (old.kind = 'pool' and old.state = 'draft' and new.state = 'cancelled') execute function keep_unoffered();

-- What a round asks about, and until when. Of a sealed one a district reads the items it is asked about itself.
revoke select (items) on round_asking from barnraise_server;
create function round_asks(p_round uuid) returns table (items text[], answers_by timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select case when not r.sealed then a.items
              else array(select x.item from unnest(a.items) with ordinality x (item, n)
                          where exists (select from round_asked q join round_line l on l.round_id = q.round_id and l.party_id = q.party_id and l.item_key = x.item
                                         where q.round_id = r.id and q.party_id = any (my_parties())) order by x.n) end, a.answers_by
    from pool_round r join round_asking a on a.round_id = r.id
   where r.id = p_round and may_see_offering(r.id, r.lead_party_id)
$$;
-- How far the answers are, for whoever leads. Of a sealed round nothing: how many are asked moves with what they take.
create or replace function round_answers_so_far(p_round uuid) returns table (asked int, answered int)
language sql stable security definer set search_path = public, pg_temp as $$
  select (select count(*)::int from round_asked q where q.round_id = r.id), (select count(*)::int from round_answer w where w.round_id = r.id)
    from pool_round r where r.id = p_round and not r.sealed and r.lead_party_id = any (my_parties())
$$;
revoke execute on function keep_unoffered(), round_asks(uuid) from public;
grant execute on function keep_unoffered(), round_asks(uuid) to barnraise_server;
`);
  }

  down = forwardOnly;
}
