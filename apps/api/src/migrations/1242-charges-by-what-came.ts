import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * Freight and fees are matched with what came, as goods are: each says by what it was agreed. One amount is owed whole, an amount
 * per unit for the units that came, a percentage of the goods that came. What others take of a sealed round is no part of it.
 */
export class ChargesByWhatCame1242000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
-- The three sides of one order: what was agreed (goods and charges apart), what can be used of what came, what was billed; and what was decided.
create or replace function match_inputs(p_order uuid) returns jsonb language sql stable set search_path = public, pg_temp as $$
  select jsonb_build_object(
    'lines', (select jsonb_agg(jsonb_build_object('party', l.party_id, 'item', l.item, 'ordered', l.units, 'received', coalesce(l.good + case when l.accepted then l.substituted else 0 end, 0), 'agreedCents', g.cents) order by l.n)
                from lines_of_orders(o.round_id) l
               cross join lateral (select coalesce(sum((x->>'goodsCents')::bigint), 0) as cents from jsonb_array_elements(t.result_text::jsonb->'items') f, jsonb_array_elements(f->'lines') x where f->>'item' = l.item and x->>'district' = l.party_id::text) g
               where l.order_id = o.id),
    'charges', coalesce((select jsonb_agg(jsonb_build_object('name', c.name, 'cents', c.cents, 'parts', c.parts) order by c.name) from (
                 select p.name, sum(p.cents) as cents, jsonb_agg(jsonb_build_object('item', p.item, 'how', p.how, 'cents', p.cents) order by p.item nulls first, p.n) as parts
                   from (select a.s->>'name' as name, a.item, a.n, (a.s->'how') - '{ofCents,count}'::text[] as how, sum((x->>'cents')::bigint) as cents
                           from (select f->>'item' as item, s.n, s.s from jsonb_array_elements(t.result_text::jsonb->'items') f, jsonb_array_elements(coalesce(f->'trace'->'steps', '[]')) with ordinality s(s, n) where f->>'state' = 'filled' and s.s->>'kind' = 'charge'
                                 union all select null, s.n, s.s from jsonb_array_elements(coalesce(t.result_text::jsonb->'charges', '[]')) with ordinality s(s, n)) a, jsonb_array_elements(a.s->'rows') x
                          where exists (select from jsonb_array_elements(o.lines) l where l->>'party' = x->>'district') group by a.item, a.n, a.s) p group by p.name) c), '[]'),
    'invoices', coalesce((select jsonb_agg(jsonb_build_object('number', i.number, 'lines', i.lines, 'extras', i.extras) order by i.number)
                            from (select distinct on (i.number) i.* from round_invoice i where i.order_id = o.id order by i.number, i.revision desc) i), '[]'),
    'decisions', coalesce((select jsonb_agg(jsonb_build_object('key', d.key, 'cents', d.cents, 'way', d.way, 'reason', d.reason) order by d.key)
                             from (select distinct on (d.key) d.* from round_difference d where d.order_id = o.id order by d.key, d.revision desc) d), '[]'))
    from round_order o join round_result t on t.round_id = o.round_id where o.id = p_order
$$;
`);
  }

  down = forwardOnly;
}
