import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * Whoever awaits goods is asked what came: from the number of an order on, each district it comes to has one task, until all of
 * it is said or receiving is closed. Where the delivery has a last day, the task is due with it. Hung on the rows themselves, so
 * that no way of placing, receiving or ending leaves it behind.
 */
export class SayWhatCame1248000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
-- Of one order, or of every order of a round: tasks that are over end, those that are missing are made.
create function await_goods(p_round uuid, p_order uuid) returns void language plpgsql set search_path = public, pg_temp as $$
begin
  with awaited as materialized (
    select o.id, o.supplier, l.party_id, r.delivery_until from pool_round r join lines_of_orders(p_round) l on true join round_order o on o.id = l.order_id
     where r.id = p_round and r.state = 'released' and o.placed_at is not null and (p_order is null or o.id = p_order) group by o.id, o.supplier, l.party_id, r.delivery_until having not bool_and(l.complete)
  ), over as (
    update inbox_item i set done_at = app_now()
     where i.round_id = p_round and i.kind = 'RECEIVE_GOODS' and i.done_at is null and (p_order is null or i.subject_id = p_order)
       and not exists (select from awaited a where (a.id, a.party_id) = (i.subject_id, i.party_id))
  )
  insert into inbox_item (id, kind, is_notice, party_id, roles, sides, subject_id, round_id, title, detail, next_step, due_at, due_rule, created_at)
  select gen_random_uuid(), 'RECEIVE_GOODS', false, a.party_id, array['procurement_officer', 'business_manager', 'district_administrator'], array[a.party_id], a.id, p_round, 'Say what came: ' || f.title,
         'Ordered from ' || a.supplier || '. When it comes, say line by line what is good, damaged or missing.', 'Say what came',
         (a.delivery_until + 1)::timestamp at time zone p.time_zone, case when a.delivery_until is not null then 'delivery is due by then' end, app_now()
    from awaited a join party p on p.id = a.party_id join offering f on f.id = p_round
   where not exists (select from inbox_item i where i.subject_id = a.id and i.party_id = a.party_id and i.kind = 'RECEIVE_GOODS' and i.done_at is null);
end $$;
create function order_awaited() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform await_goods(new.round_id, new.id);
  return null;
end $$;
create function receipt_said() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform await_goods((select o.round_id from round_order o where o.id = new.order_id), new.order_id);
  return null;
end $$;
create function goods_no_longer_awaited() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform await_goods(new.id, null);
  return null;
end $$;
revoke execute on function await_goods(uuid, uuid), order_awaited(), receipt_said(), goods_no_longer_awaited() from public;
grant execute on function order_awaited(), receipt_said(), goods_no_longer_awaited() to barnraise_server;
create trigger order_awaited after insert or update of placed_at on round_order for each row when (new.placed_at is not null) execute function order_awaited();
create trigger receipt_said after insert on round_receipt for each row execute function receipt_said();
create trigger goods_no_longer_awaited after update of state on pool_round for each row when (old.state = 'released' and new.state <> 'released') execute function goods_no_longer_awaited();
-- Orders that are on their way already.
select await_goods(r.id, null) from pool_round r where r.state = 'released';
`);
  }

  down = forwardOnly;
}
