import { canonicalJson, type Json } from '@barnraise/cost-sharing';
import { type Round } from '@barnraise/pool-pricing';
import { type Answer, answeredInputs, askingOf } from '../features/pools/index.js';
import { type Check } from './check.js';

/** Rounds that asked their members, tasks after a lock, numbers that were corrected. */
export const askedChecks: readonly Check[] = [
  {
    name: 'rounds-ask-what-was-missing',
    says: 'What a round asks comes out the same again from what was frozen at its lock: of whom, about what, at what cost.',
    of: 'round_asking',
    sql: `
      select a.round_id as id, a.items, a.inputs_text, a.input_hash, r.sealed, a.inputs_text::jsonb - 'districts' <> round_inputs(a.round_id) - 'districts' as other,
             (select json_agg(json_build_object('party', q.party_id, 'most', q.at_most_cents, 'committed', c.at_most_cents, 'all', q.if_all) order by q.party_id) from round_asked q join round_commitment c using (round_id, party_id) where q.round_id = a.round_id) as asked
        from round_asking a join pool_round r on r.id = a.round_id`,
    examine: (row) => {
      if (row.other === true) return 'it was asked from something else than what was committed';
      const inputs = JSON.parse(String(row.inputs_text)) as Round;
      const again = askingOf(inputs, row.items as string[], row.sealed === true);
      const stored = (row.asked ?? []) as { party: string; most: number; committed: number; all: Json }[];
      const figures = (list: readonly { party: string; most: number; all: Json }[]) => canonicalJson([...list].sort((a, b) => (a.party < b.party ? -1 : 1)).map(({ party, most, all }) => [party, most, all]));
      const committed = new Map(stored.map((one) => [one.party, one.committed]));
      const now = again.questions.map(({ party, atMostCents, ifAll }) => ({ party, most: Math.min(atMostCents, committed.get(party) ?? atMostCents), all: ifAll as unknown as Json }));
      const differing = [['hash', row.input_hash, again.inputHash], ['frozen text', row.inputs_text, again.inputsText], ['questions', figures(stored), figures(now)]].filter(([, before, after]) => before !== after);
      return differing.length ? `another ${differing.map(([what]) => what).join(', ')}` : null;
    },
  },
  {
    name: 'rounds-keep-to-their-answers',
    says: 'A round that asked was worked out from what was frozen at its lock and from who said yes, and from nothing else.',
    of: 'round_asking',
    sql: `
      select a.round_id as id, a.items, a.inputs_text, s.inputs_text as used, r.state,
             (select json_agg(json_build_object('party', q.party_id, 'yes', w.yes)) from round_asked q left join round_answer w using (round_id, party_id) where q.round_id = a.round_id) as answers
        from round_asking a join pool_round r on r.id = a.round_id left join round_result s on s.round_id = a.round_id`,
    examine: (row) => {
      if (row.used === null) return row.state === 'asking' ? null : `it is ${String(row.state)} without a result`;
      const yes = new Set(((row.answers ?? []) as Answer[]).flatMap((one) => (one.yes === true ? [one.party] : [])));
      const expected = canonicalJson(answeredInputs(JSON.parse(String(row.inputs_text)) as Round, row.items as string[], yes) as unknown as Json);
      return expected === row.used ? null : 'it was worked out from other answers';
    },
  },
  {
    name: 'answers-wait-in-an-inbox',
    says: 'A district that is asked has one open task until it answers or the round goes on, and no other has any.',
    of: 'round_asked',
    sql: `
      select q.round_id as id, format('%s of a round that is %s, answered %s, with %s open tasks', q.party_id, r.state, w.yes is not null, n) as found
        from round_asked q join pool_round r on r.id = q.round_id left join round_answer w using (round_id, party_id)
       cross join lateral (select count(*) as n from inbox_item i where i.subject_id = q.round_id and i.party_id = q.party_id and i.kind = 'ANSWER_ROUND' and i.done_at is null) counted
       where n <> case when r.state = 'asking' and w.yes is null then 1 else 0 end`,
  },
  {
    name: 'releases-wait-in-an-inbox',
    says: 'A round that locked and was not released is one open task of the district that leads it; no other round is.',
    of: 'pool_round',
    sql: `
      select r.id, format('it is %s, with %s open tasks', r.state, n) as found from pool_round r
       cross join lateral (select count(*) as n from inbox_item i where i.subject_id = r.id and i.party_id = r.lead_party_id and i.kind = 'RELEASE_ORDERS' and i.done_at is null) counted
       where n <> case when r.state = 'locked' then 1 else 0 end`,
  },
  {
    name: 'numbers-keep-their-history',
    says: 'Each correction of a number begins where the one before it ended, and the last one is what the order carries.',
    of: 'round_order_number',
    sql: `
      select n.order_id as id, format('correction %s from %s to %s', n.ordinal, n.old_number, n.new_number) as found
        from round_order_number n join round_order o on o.id = n.order_id
        left join round_order_number next on next.order_id = n.order_id and next.ordinal = n.ordinal + 1
       where coalesce(next.old_number, o.purchase_order_number) is distinct from n.new_number
          or (n.ordinal > 1 and not exists (select from round_order_number before where before.order_id = n.order_id and before.ordinal = n.ordinal - 1))`,
  },
];
