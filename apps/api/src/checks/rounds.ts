import { type Round } from '@barnraise/pool-pricing';
import { lockRound, type Locked } from '../features/pools/index.js';
import { type Check } from './check.js';

/** Purchasing rounds: what was locked comes out the same again, from what was committed, within what was authorized. */
export const roundChecks: readonly Check[] = [
  {
    name: 'rounds-locked-the-same',
    says: 'A round worked out again from what went in gives the same result, to the byte, and the same part of it for each district.',
    of: 'round_result',
    sql: `
      select s.round_id as id, s.inputs_text, s.input_hash, s.result_text, s.total_cents::text, r.sealed, r.state,
             (select json_agg(json_build_object('party', x.party_id, 'cents', x.cents, 'lines', x.lines) order by x.party_id) from round_share x where x.round_id = s.round_id) as shares
        from round_result s join pool_round r on r.id = s.round_id`,
    examine: (row) => {
      const again = lockRound(JSON.parse(String(row.inputs_text)) as Round, row.sealed === true);
      const shares = (row.shares ?? []) as Pick<Locked['shares'][number], 'party' | 'cents' | 'lines'>[];
      const figures = (list: typeof shares) => JSON.stringify([...list].sort((a, b) => (a.party < b.party ? -1 : 1)).map(({ party, cents, lines }) => [party, cents, lines.map((line) => [line.itemKey, line.units, line.cents])]));
      const differing = [
        ['hash', row.input_hash, again.inputHash], ['result', row.result_text, again.resultText], ['total', row.total_cents, String(again.totalCents)], ['parts', figures(shares), figures([...again.shares])],
        ['end', row.state === 'failed', again.state === 'failed'],
      ].filter(([, stored, now]) => stored !== now);
      return differing.length ? `another ${differing.map(([what]) => what).join(', ')}` : null;
    },
  },
  {
    name: 'rounds-from-their-commitments',
    says: 'What went into a locked round are its items, its rule and the commitments that counted, and nothing else.',
    of: 'round_result',
    sql: `
      select s.round_id as id, 'it was worked out from something else' as found from round_result s left join round_asking a on a.round_id = s.round_id
       where coalesce(a.inputs_text, s.inputs_text)::jsonb - 'districts' <> round_inputs(s.round_id) - 'districts'`,
  },
  {
    name: 'rounds-end-with-a-result',
    says: 'A round has a result once it is over, and not before; its parts add up to it.',
    of: 'pool_round',
    sql: `
      select r.id, format('it is %s, with %s result and parts of %s', r.state, coalesce(s.total_cents::text, 'no'), (select sum(x.cents) from round_share x where x.round_id = r.id)) as found
        from pool_round r left join round_result s on s.round_id = r.id
       where (r.state in ('locked', 'released', 'received', 'settled', 'failed') and not exists (select from round_solicitation n where n.round_id = r.id and n.failed_reason is not null)) <> (s.round_id is not null) or s.total_cents <> coalesce((select sum(x.cents) from round_share x where x.round_id = r.id), 0)`,
  },
  {
    name: 'rounds-within-what-was-authorized',
    says: 'Nobody owes more than its commitment could come to, and all commitments together come to no more than the contract allows.',
    of: 'round_share',
    sql: `
      select x.round_id as id, format('%s owes %s of at most %s', x.party_id, x.cents, c.at_most_cents) as found
        from round_share x left join round_commitment c using (round_id, party_id) where c.party_id is null or x.cents > c.at_most_cents
      union all
      select r.id, format('commitments of up to %s on a contract for %s', sum(c.at_most_cents), r.ceiling_cents)
        from pool_round r join round_commitment c on c.round_id = r.id and c.state in ('committed', 'awaiting_approval') group by r.id having sum(c.at_most_cents) > r.ceiling_cents`,
  },
  {
    name: 'orders-carry-what-is-owed',
    says: 'A released round has an order for everything somebody takes, each for what its lines come to, and no other round has any.',
    of: 'round_order',
    sql: `
      select r.id, format('it is %s: parts of %s, orders of %s, lines of %s', r.state, s.cents, coalesce(o.total, 0), coalesce(o.lines, 0)) as found
        from pool_round r
       cross join lateral (select coalesce(sum((l->>'cents')::bigint), 0) as cents from round_share x, jsonb_array_elements(x.lines) l where x.round_id = r.id) s
       cross join lateral (select sum(x.total_cents) as total, sum((select sum((l->>'cents')::bigint) from jsonb_array_elements(x.lines || x.charges) l)) as lines from round_order x where x.round_id = r.id) o
       where case when r.state in ('released', 'received', 'settled') then (o.total, o.lines) is distinct from (s.cents, s.cents) else o.total is not null end`,
  },
  {
    name: 'orders-wait-in-an-inbox',
    says: 'An order without its number is one open task of its district; one that has it is none.',
    of: 'round_order',
    sql: `
      select o.id, format('order %s, numbered %s, with %s open tasks', o.number, coalesce(o.purchase_order_number, 'not yet'), n) as found from round_order o
       cross join lateral (select count(*) as n from inbox_item i where i.subject_id = o.id and i.party_id = o.party_id and i.kind = 'PLACE_ORDER' and i.done_at is null) counted
       where n <> case when o.placed_at is null then 1 else 0 end`,
  },
  {
    name: 'commitments-have-their-reason',
    says: 'Where the members require it, no commitment stands without the written reason of its district.',
    of: 'round_commitment',
    sql: `
      select c.round_id as id, format('%s of %s, without a reason', c.state, c.party_id) as found
        from round_commitment c join round_authority a on a.round_id = c.round_id and a.due_diligence = 'required'
       where c.state in ('committed', 'awaiting_approval') and not exists (select from round_due_diligence d where (d.round_id, d.party_id) = (c.round_id, c.party_id))`,
  },
  {
    name: 'due-diligence-in-turn',
    says: 'What a district wrote down counts on from the first revision, without a gap.',
    of: 'round_due_diligence',
    sql: `
      select d.round_id as id, format('%s has %s revisions up to %s', d.party_id, count(*), max(d.revision)) as found from round_due_diligence d group by d.round_id, d.party_id having count(*) <> max(d.revision)`,
  },
  {
    name: 'commitments-keep-their-versions',
    says: 'Each change of a commitment is kept, and the last one is what stands.',
    of: 'round_commitment',
    sql: `
      select c.round_id as id, format('%s stands at %s, with %s versions, the last %s', c.party_id, c.revision, n, coalesce(v.state, 'missing')) as found
        from round_commitment c left join round_commitment_version v on (v.round_id, v.party_id, v.revision) = (c.round_id, c.party_id, c.revision)
       cross join lateral (select count(*) as n from round_commitment_version a where (a.round_id, a.party_id) = (c.round_id, c.party_id)) counted
       where n <> c.revision or (v.state, v.at_most_cents) is distinct from (c.state, c.at_most_cents)`,
  },
  {
    name: 'commitments-wait-in-an-inbox',
    says: 'A commitment that waits for its approval before the lock has one open task, and no other has any.',
    of: 'round_commitment',
    sql: `
      select c.round_id as id, format('%s of %s in a round that is %s, with %s open tasks', c.state, c.party_id, r.state, n) as found
        from round_commitment c join pool_round r on r.id = c.round_id
       cross join lateral (select count(*) as n from inbox_item i where i.subject_id = c.round_id and i.party_id = c.party_id and i.kind = 'APPROVE_COMMITMENT' and i.done_at is null) counted
       where n <> case when r.state = 'open' and c.state = 'awaiting_approval' then 1 else 0 end`,
  },
];
