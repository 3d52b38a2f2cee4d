import { closeDelivery, type DeliveryInputs } from '../features/pools/index.js';
import { type Check } from './check.js';

/** The end of a purchasing round: what came, what was billed for it, what everybody finally owes. */
export const roundEndChecks: readonly Check[] = [
  {
    name: 'receipts-keep-their-revisions',
    says: 'Every entry about a line of an order has those before it, and is about a line there is.',
    of: 'round_receipt',
    sql: `
      select c.order_id as id, format('%s entries up to revision %s for %s', count(*), max(c.revision), c.item_key) as found from round_receipt c join round_order o on o.id = c.order_id
       group by c.order_id, c.party_id, c.item_key, o.id having count(*) <> max(c.revision) or min(c.revision) <> 1
          or not exists (select from jsonb_array_elements(o.lines) l where (l->>'party')::uuid = c.party_id and l->>'item' = c.item_key)`,
  },
  {
    name: 'receiving-waits-in-an-inbox',
    says: 'A released round about which every site has said all is one open task of its lead; no other is.',
    of: 'pool_round',
    sql: `
      select r.id, format('it is %s with %s open tasks', r.state, n) as found from pool_round r
       cross join lateral (select count(*) as n from inbox_item i where i.subject_id = r.id and i.party_id = r.lead_party_id and i.kind = 'CLOSE_RECEIVING' and i.done_at is null) counted
       where n <> case when r.state = 'released' and (select bool_and(l.complete) from lines_of_orders(r.id) l) then 1 else 0 end`,
  },
  {
    name: 'deliveries-shared-the-same',
    says: 'What each district keeps of a delivery comes out the same again, to the byte, and nothing that came is lost.',
    of: 'round_delivery',
    sql: `
      select d.round_id as id, d.inputs_text, d.input_hash, d.result_text, (select json_agg(json_build_object('party', p.party_id, 'lines', p.lines) order by p.party_id) from round_delivery_part p where p.round_id = d.round_id) as parts from round_delivery d`,
    examine: (row) => {
      const again = closeDelivery(JSON.parse(String(row.inputs_text)) as DeliveryInputs);
      const parts = again.parts.map(({ party, lines }) => ({ party, lines }));
      const differing = [
        ['hash', row.input_hash, again.inputHash], ['input', row.inputs_text, again.inputsText], ['result', row.result_text, again.resultText], ['parts', sorted(row.parts), sorted(parts)],
      ].filter(([, stored, now]) => stored !== now);
      return differing.length ? `another ${differing.map(([what]) => what).join(', ')}` : null;
    },
  },
  {
    name: 'deliveries-from-their-receipts',
    says: 'What was shared out is what was said to have come; a round has its delivery once receiving is closed, and not before.',
    of: 'pool_round',
    sql: `
      select r.id, case when d.round_id is null then 'receiving is closed without a delivery' else 'it was shared out from something else' end as found
        from pool_round r left join round_delivery d on d.round_id = r.id
       where (r.state in ('received', 'settled')) <> (d.round_id is not null) or d.inputs_text::jsonb <> delivery_inputs(r.id)`,
  },
];

/** The same whatever the order of the keys. */
const sorted = (value: unknown): string => JSON.stringify(value, (_, one: unknown) => (one !== null && typeof one === 'object' && !Array.isArray(one) ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1))) : one));
