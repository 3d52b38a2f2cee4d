import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * What is said at the end of a round stays within what can be worked out: no receipt and no invoice above ten times the order,
 * and what came above it only with its note. And a credit that was expected arrives: a note of the supplier, entered against the
 * difference it answers, in revisions that stay; it changes nothing of what was settled.
 */
export class EndsThatHold1239000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
alter table round_invoice drop constraint round_invoice_total, add constraint round_invoice_total check (total_cents between 0 and 10000000000000);
alter table round_difference add constraint round_difference_cents check (cents between -10000000000000 and 10000000000000);
alter table round_match add constraint round_match_amounts check (least(billed_cents, final_cents) >= 0 and greatest(billed_cents, final_cents) <= 10000000000000);
alter table round_baseline drop constraint round_baseline_price, add constraint round_baseline_price check (price_cents between 1 and 100000000);

create table round_credit (
  order_id uuid not null constraint "FK_round_credit_order" references round_order (id),
  key text not null,
  number text not null,
  revision integer not null,
  day date not null,
  cents bigint not null constraint round_credit_cents check (cents between 0 and 10000000000000),
  recorded_by uuid not null constraint "FK_round_credit_by" references account (id),
  recorded_at timestamptz not null,
  constraint "PK_round_credit" primary key (order_id, key, number, revision)
);
comment on column round_credit.key is 'the difference for which the credit was expected';
comment on column round_credit.cents is 'nothing: the note is withdrawn';
create trigger round_credit_append_only before update or delete on round_credit for each row execute function refuse_change();
create trigger round_credit_no_truncate before truncate on round_credit execute function refuse_change();
alter table round_credit enable row level security;
create policy of_own_order on round_credit for select to barnraise_server using (exists (select from round_order o where o.id = order_id));
grant select on round_credit to barnraise_server;

-- Answers null, or why not: gone, unplaced, closed, changed where a colleague said something in the meantime, most where it is above
-- ten times the order or above what can be shared out, note where it is above the order and nothing says why.
create or replace function record_receipt(p_round uuid, p_order uuid, p_party uuid, p_item text, p_revision int, p_good bigint, p_damaged bigint, p_substituted bigint, p_substitute text, p_accepted boolean, p_complete boolean, p_note text) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  r pool_round;
  last int;
  ordered bigint;
  came bigint := p_good + p_damaged + p_substituted;
begin
  if not coalesce(p_party = any (my_parties()), false) then
    raise exception 'not your district' using errcode = 'insufficient_privilege';
  end if;
  select x.* into r from pool_round x where x.id = p_round for no key update;
  select sum(l.units) into ordered from lines_of_orders(r.id) l where l.order_id = p_order and l.party_id = p_party and l.item = p_item;
  if r.id is null or ordered is null then return 'gone'; end if;
  if r.state <> 'released' then return 'closed'; end if;
  if exists (select from round_order o where o.id = p_order and o.placed_at is null) then return 'unplaced'; end if;
  select coalesce(max(c.revision), 0) into last from round_receipt c where c.order_id = p_order and c.party_id = p_party and c.item_key = p_item;
  if last <> p_revision then return 'changed'; end if;
  if came > 10 * ordered then return 'most'; end if;
  -- What is shared out is all that came to everybody. Where each keeps its own, nobody is refused for what came to others.
  if r.short_rule <> 'as-delivered' and came + coalesce((select sum(l.good + l.damaged + l.substituted) from lines_of_orders(r.id) l where l.item = p_item and (l.order_id, l.party_id) <> (p_order, p_party)), 0) > 90000000 then return 'most'; end if;
  if came > ordered and nullif(btrim(p_note), '') is null then return 'note'; end if;
  insert into round_receipt (order_id, party_id, item_key, revision, good, damaged, substituted, substitute, accepted, complete, note, received_by, received_at)
  values (p_order, p_party, p_item, last + 1, p_good, p_damaged, p_substituted, p_substitute, p_accepted, p_complete, p_note, my_account(), app_now());
  if (select bool_and(l.complete) from lines_of_orders(r.id) l) then
    insert into inbox_item (id, kind, is_notice, party_id, roles, sides, subject_id, round_id, title, detail, next_step, created_at)
    select gen_random_uuid(), 'CLOSE_RECEIVING', false, r.lead_party_id, array['procurement_officer', 'business_manager', 'district_administrator'], array[r.lead_party_id], r.id, r.id,
           'Close receiving: ' || f.title, 'Every site has said what came.', 'Close receiving', app_now()
      from offering f where f.id = r.id and not exists (select from inbox_item i where i.subject_id = r.id and i.kind = 'CLOSE_RECEIVING' and i.done_at is null);
  else
    update inbox_item set done_at = app_now() where subject_id = r.id and kind = 'CLOSE_RECEIVING' and done_at is null;
  end if;
  return null;
end $$;

-- Answers null, or why not; most where the invoices of the order come to more than ten times of it, in money or of one line.
create or replace function enter_invoice(p_round uuid, p_order uuid, p_number text, p_revision int, p_day date, p_lines jsonb, p_extras jsonb, p_total bigint) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  why text := hold_order(p_round, p_order, array['released', 'received']);
begin
  if why is not null then return why; end if;
  if coalesce((select max(i.revision) from round_invoice i where i.order_id = p_order and i.number = p_number), 0) <> p_revision then return 'changed'; end if;
  if p_total <> (select coalesce(sum((x->>'cents')::bigint), 0) from jsonb_array_elements(p_lines || p_extras) x)
     or exists (select from jsonb_array_elements(p_lines || p_extras) x where (x->>'cents')::bigint < 0 or (x->>'units')::bigint < 0) then
    raise exception 'an invoice is the sum of its lines' using errcode = 'check_violation';
  end if;
  if exists (
    with billed as (
      select p_lines as lines, p_total as cents
      union all (select distinct on (i.number) i.lines, i.total_cents from round_invoice i where i.order_id = p_order and i.number <> p_number order by i.number, i.revision desc)
    )
    select from round_order o where o.id = p_order and (
         (select sum(b.cents) from billed b) > least(10000000000000, greatest(100000000, 10 * o.total_cents))
      or exists (select from (select x->>'party' as party, x->>'item' as item, sum((x->>'units')::bigint) as units from billed b cross join jsonb_array_elements(b.lines) x group by 1, 2) u
                  where u.units > 10 * coalesce((select sum((l->>'units')::bigint) from jsonb_array_elements(o.lines) l where (l->>'party', l->>'item') = (u.party, u.item)), 0)))
  ) then return 'most'; end if;
  insert into round_invoice (order_id, number, revision, day, lines, extras, total_cents, entered_by, entered_at) values (p_order, p_number, p_revision + 1, p_day, p_lines, p_extras, p_total, my_account(), app_now());
  return null;
end $$;

-- A credit note against a difference for which a credit was expected when its order was approved. Answers null, or why not: open,
-- gone, changed, most where the notes come to more than was billed.
create function record_credit(p_round uuid, p_order uuid, p_key text, p_number text, p_revision int, p_day date, p_cents bigint) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  o round_order;
  m round_match;
begin
  select * into o from round_order where id = p_order and round_id = p_round for update;
  if o.id is null or not coalesce(o.party_id = any (my_parties()), false) then return 'gone'; end if;
  select * into m from round_match where order_id = p_order;
  if m.order_id is null then return 'open'; end if;
  if not exists (select from jsonb_array_elements(m.result_text::jsonb->'differences') d where d->>'key' = p_key and d->>'way' = 'expected' and (d->>'cents')::bigint > 0) then return 'gone'; end if;
  if coalesce((select max(c.revision) from round_credit c where (c.order_id, c.key, c.number) = (p_order, p_key, p_number)), 0) <> p_revision then return 'changed'; end if;
  if p_cents + coalesce((select sum(n.cents) from (select distinct on (c.key, c.number) c.cents from round_credit c where c.order_id = p_order and (c.key, c.number) <> (p_key, p_number) order by c.key, c.number, c.revision desc) n), 0) > m.billed_cents then return 'most'; end if;
  insert into round_credit (order_id, key, number, revision, day, cents, recorded_by, recorded_at) values (p_order, p_key, p_number, p_revision + 1, p_day, p_cents, my_account(), app_now());
  return null;
end $$;
revoke execute on function record_credit(uuid, uuid, text, text, int, date, bigint) from public;
grant execute on function record_credit(uuid, uuid, text, text, int, date, bigint) to barnraise_server;
`);
  }

  down = forwardOnly;
}
