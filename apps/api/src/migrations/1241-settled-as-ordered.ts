import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

/**
 * What is shared is what was ordered: a settlement is told what each ordered and what came to it, what was billed above that and
 * accepted, and of which item each part of freight and fees is. Settlements of before stay as they were worked out; what those
 * were given is `settlement_inputs_before`, so that they can be worked out again.
 */
export class SettledAsOrdered1241000000000 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(/* sql */ `
alter function settlement_inputs(uuid) rename to settlement_inputs_before;
create function settlement_inputs(p_round uuid) returns jsonb language sql stable set search_path = public, pg_temp as $$
  select jsonb_build_object('schema', 'barnraise-settlement/2', 'lead', r.lead_party_id, 'sealed', r.sealed, 'rule', r.short_rule, 'charges', r.charges,
    'items', (select jsonb_agg(jsonb_build_object('key', i.key, 'name', i.body->>'name', 'charges', coalesce(i.body->'charges', '[]')) order by i.ordinal) from round_item i where i.round_id = r.id),
    'parties', (select jsonb_agg(jsonb_build_object('key', p.id, 'name', p.short_name) order by p.id) from party p
                 where p.id in (select d.party_id from round_delivery_part d where d.round_id = r.id union select o.party_id from round_order o where o.round_id = r.id)),
    'kept', coalesce((select jsonb_agg(jsonb_build_object('party', d.party_id, 'item', l->>'itemKey', 'units', l->'keeps', 'ordered', l->'ordered', 'came', l->'came') order by d.party_id, l->>'itemKey')
                        from round_delivery_part d cross join jsonb_array_elements(d.lines) l where d.round_id = r.id), '[]'),
    'orders', coalesce((
      select jsonb_agg(jsonb_build_object('party', o.party_id, 'lines', m.result_text::jsonb->'lines', 'charges', m.result_text::jsonb->'charges', 'others', m.result_text::jsonb->'others', 'agreed', o.charges,
               'over', coalesce((select jsonb_agg(jsonb_build_object('party', d->'party', 'item', d->'item', 'units', d->'billedUnits', 'cents', d->'cents') order by n)
                                   from jsonb_array_elements(m.result_text::jsonb->'differences') with ordinality e (d, n) where d->>'kind' = 'over' and d->>'way' = 'accepted'), '[]')) order by o.party_id)
        from round_order o join round_match m on m.order_id = o.id where o.round_id = r.id), '[]'))
    from pool_round r where r.id = p_round
$$;
revoke execute on function settlement_inputs(uuid) from public;
`);
  }

  down = forwardOnly;
}
