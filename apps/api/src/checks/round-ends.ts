import { closeDelivery, type DeliveryInputs, type MatchInputs, matchTexts, settle, type SettlementInputs, toldNow } from '../features/pools/index.js';
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
    name: 'receipts-above-the-order-say-why',
    says: 'More than was ordered came with a note, and never more than ten times as much.',
    of: 'round_receipt',
    sql: `
      select c.order_id as id, format('%s came of %s ordered of %s', c.good + c.damaged + c.substituted, l.units, c.item_key) as found
        from round_receipt c join round_order o on o.id = c.order_id
       cross join lateral (select sum((l->>'units')::bigint) as units from jsonb_array_elements(o.lines) l where (l->>'party')::uuid = c.party_id and l->>'item' = c.item_key) l
       where c.good + c.damaged + c.substituted > case when c.note is null then l.units else 10 * l.units end`,
  },
  {
    name: 'goods-wait-in-an-inbox',
    says: 'What an order with its number brings to a district is one open task of it until all is said or receiving is closed, due with the delivery; anything else is none.',
    of: 'round_order',
    sql: `
      select coalesce(a.id, i.subject_id) as id, format('%s open tasks of %s, %s', coalesce(i.n, 0), coalesce(a.party_id, i.party_id), case when a.id is null then 'nothing awaited' else 'awaited' end) as found
        from (select o.id, l.party_id, r.delivery_until is null as undated from pool_round r cross join lines_of_orders(r.id) l join round_order o on o.id = l.order_id
               where r.state = 'released' and o.placed_at is not null group by o.id, l.party_id, r.delivery_until having not bool_and(l.complete)) a
        full join (select x.subject_id, x.party_id, count(*) as n, bool_and(x.due_at is null) as undated from inbox_item x where x.kind = 'RECEIVE_GOODS' and x.done_at is null group by x.subject_id, x.party_id) i on (i.subject_id, i.party_id) = (a.id, a.party_id)
       where a.id is null or coalesce(i.n, 0) <> 1 or i.undated <> a.undated`,
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
        ['hash', row.input_hash, again.inputHash], ['input', row.inputs_text, again.inputsText], ['result', row.result_text, again.resultText], ['parts', sorted(asTold(row.parts)), sorted(parts)],
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
  {
    name: 'orders-matched-the-same',
    says: 'What was approved for an order comes out the same again from order, receipt and invoices, to the byte; what was approved before charges had parts, without them.',
    of: 'round_match',
    sql: `select m.order_id as id, m.inputs_text, m.input_hash, m.result_text, m.billed_cents::text, m.final_cents::text, m.inputs_text::jsonb in (i, jsonb_set(i, '{charges}', coalesce((select jsonb_agg(c - 'parts' order by n) from jsonb_array_elements(i->'charges') with ordinality x(c, n)), '[]'))) as current
            from round_match m cross join match_inputs(m.order_id) i`,
    examine: (row) => {
      const again = matchTexts(JSON.parse(String(row.inputs_text)) as MatchInputs);
      const differing = [
        ['hash', row.input_hash, again.inputHash], ['input', row.inputs_text, again.inputsText], ['result', row.result_text, again.resultText], ['bill', row.billed_cents, String(again.match.billedCents)], ['amount', row.final_cents, String(again.match.finalCents)],
        ['receipt or invoice', row.current, true], ['decision', again.match.ready, true],
      ].filter(([, stored, now]) => stored !== now);
      return differing.length ? `another ${differing.map(([what]) => what).join(', ')}` : null;
    },
  },
  {
    name: 'credits-answer-what-was-expected',
    says: 'A credit note answers a credit that was expected of an approved order, with every entry before it; all notes of an order are within what was billed.',
    of: 'round_credit',
    sql: `
      select c.order_id as id, format('%s entries up to revision %s of note %s for %s', count(*), max(c.revision), c.number, c.key) as found from round_credit c left join round_match m on m.order_id = c.order_id
       group by c.order_id, c.key, c.number, m.order_id having count(*) <> max(c.revision) or min(c.revision) <> 1
          or not exists (select from jsonb_array_elements(m.result_text::jsonb->'differences') d where d->>'key' = c.key and d->>'way' = 'expected' and (d->>'cents')::bigint > 0)
      union all
      select n.order_id, format('%s credited of %s billed', sum(n.cents), m.billed_cents) from (select distinct on (c.order_id, c.key, c.number) c.* from round_credit c order by c.order_id, c.key, c.number, c.revision desc) n
        join round_match m on m.order_id = n.order_id group by n.order_id, m.order_id having sum(n.cents) > m.billed_cents`,
  },
  {
    name: 'matching-waits-in-an-inbox',
    says: 'An order of a received round is approved, or one open task of its district; once all are, one of the lead, until it is settled.',
    of: 'round_order',
    sql: `
      select o.id, format('order %s: %s, with %s open tasks', o.number, case when m.order_id is null then 'not approved' else 'approved' end, n) as found
        from round_order o join pool_round r on r.id = o.round_id left join round_match m on m.order_id = o.id
       cross join lateral (select count(*) as n from inbox_item i where i.subject_id = o.id and i.party_id = o.party_id and i.kind = 'MATCH_INVOICE' and i.done_at is null) counted
       where n <> case when r.state = 'received' and m.order_id is null then 1 else 0 end
      union all
      select r.id, format('it is %s, with %s open tasks to settle it', r.state, n) from pool_round r
       cross join lateral (select count(*) as n from inbox_item i where i.subject_id = r.id and i.party_id = r.lead_party_id and i.kind = 'SETTLE_ROUND' and i.done_at is null) counted
       where n <> case when r.state = 'received' and not exists (select from round_order o where o.round_id = r.id and not exists (select from round_match m where m.order_id = o.id)) then 1 else 0 end`,
  },
  {
    name: 'rounds-settled-the-same',
    says: 'A settlement comes out the same again from what was approved and kept, to the byte: each part, its calculation and the sum.',
    of: 'round_settlement',
    sql: `
      select s.round_id as id, s.inputs_text, s.input_hash, s.total_cents::text, p.plan, s.inputs_text::jsonb = case when s.inputs_text::jsonb ? 'schema' then settlement_inputs(s.round_id) else settlement_inputs_before(s.round_id) end as current,
             (select json_agg(json_build_object('party', x.party_id, 'cents', x.cents, 'paidCents', x.paid_cents, 'lines', x.lines, 'inputText', c.input_text, 'inputHash', c.input_hash, 'traceText', c.trace_text, 'expected', c.expected_cents, 'maximum', c.maximum_cents) order by x.party_id)
                from round_settlement_part x join share_calculation c on c.id = x.calculation_id and c.purpose = 'settlement' and c.subject_id = s.round_id and c.home_party_id = x.party_id and c.plan_version_id = s.plan_version_id where x.round_id = s.round_id) as parts
        from round_settlement s join cost_plan_version p on p.id = s.plan_version_id`,
    examine: (row) => {
      const again = settle(JSON.parse(String(row.inputs_text)) as SettlementInputs);
      const parts = again.parts.map(({ words: _, ...part }) => ({ ...part, expected: part.cents, maximum: part.cents }));
      const differing = [
        ['hash', row.input_hash, again.inputHash], ['input', row.inputs_text, again.inputsText], ['sum', row.total_cents, String(again.totalCents)], ['plan', sorted(row.plan), sorted(again.plan)], ['parts', sorted(row.parts), sorted(parts)], ['approval or delivery', row.current, true],
      ].filter(([, stored, now]) => stored !== now);
      return differing.length ? `another ${differing.map(([what]) => what).join(', ')}` : null;
    },
  },
  {
    name: 'settlements-add-up',
    says: 'A settled round has its settlement, and no other has; its parts, their lines and what was approved for payment come to the same.',
    of: 'pool_round',
    sql: `
      select r.id, format('it is %s: settled at %s, parts %s, lines %s, approved %s', r.state, coalesce(s.total_cents::text, 'nothing'), p.cents, p.lines, m.cents) as found
        from pool_round r left join round_settlement s on s.round_id = r.id
       cross join lateral (select sum(x.cents) as cents, sum(x.paid_cents) as paid, sum((select coalesce(sum((l->>'cents')::bigint), 0) from jsonb_array_elements(x.lines) l)) as lines from round_settlement_part x where x.round_id = r.id) p
       cross join lateral (select sum(x.final_cents) as cents from round_order o join round_match x on x.order_id = o.id where o.round_id = r.id) m
       where (r.state = 'settled') <> (s.round_id is not null) or (s.round_id is not null and (s.total_cents, s.total_cents, s.total_cents, s.total_cents) is distinct from (p.cents, p.paid, p.lines, m.cents))`,
  },
];

/** Earlier deliveries said an amount with each part. */
const asTold = (parts: unknown): unknown => (parts as { lines: { words: string[] }[] }[] | null)?.map((part) => ({ ...part, lines: part.lines.map((line) => ({ ...line, words: line.words.map(toldNow) })) }));

/** The same whatever the order of the keys. */
const sorted = (value: unknown): string => JSON.stringify(value, (_, one: unknown) => (one !== null && typeof one === 'object' && !Array.isArray(one) ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1))) : one));
