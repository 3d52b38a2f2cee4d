import { type Check } from './check.js';

/** Rounds that ask for bids together: prices come from the award, estimates are kept and asked for as long as they count. */
export const solicitationChecks: readonly Check[] = [
  {
    name: 'prices-come-from-the-award',
    says: 'A round that asks for bids has no prices before its award, and from then on those of the bid that won; the bid was responsive, as it was written down last.',
    of: 'round_solicitation',
    sql: `
      select r.id, format('it is %s, and %s is priced %s', r.state, i.key, i.body->'price'->'tiers') as found
        from pool_round r join round_item i on i.round_id = r.id left join round_solicitation s on s.round_id = r.id
        left join round_bid b on (b.round_id, b.id, b.revision) = (s.round_id, s.bid_id, s.bid_revision)
        left join lateral (select p from jsonb_array_elements(b.prices) p where p->>'item' = i.key) won on true
       where case when r.route = 'contract' then jsonb_array_length(i.body->'price'->'tiers') = 0
                  when s.awarded_at is null then jsonb_array_length(i.body->'price'->'tiers') <> 0
                  else (i.body->'price'->'tiers', i.body->'price'->'mode') is distinct from (won.p->'tiers', won.p->'mode') or not b.responsive
                       or exists (select from round_bid n where (n.round_id, n.id) = (b.round_id, b.id) and n.revision > b.revision) end`,
  },
  {
    name: 'solicitations-stand-where-their-round-does',
    says: 'A round has asked for estimates, for bids, and has its award exactly as far as it has come.',
    of: 'pool_round',
    sql: `
      select r.id, format('it is %s on a %s: number %s, award %s', r.state, r.route, coalesce(s.number, 'none'), coalesce(s.awarded_at::text, 'none')) as found
        from pool_round r left join round_solicitation s on s.round_id = r.id
       where (r.route = 'contract' and s.round_id is not null)
          or (r.route = 'solicitation' and case r.state when 'draft' then s.round_id is not null when 'estimates' then s.round_id is null or s.number is not null
                when 'solicited' then s.number is null or s.awarded_at is not null when 'cancelled' then false when 'failed' then s.number is null else s.awarded_at is null end)`,
  },
  {
    name: 'estimates-without-gaps',
    says: 'Each change of an estimate is kept, one after the other.',
    of: 'round_estimate',
    sql: `
      select e.round_id as id, format('%s has %s versions, the last is number %s', e.party_id, count(*), max(e.revision)) as found
        from round_estimate e group by e.round_id, e.party_id having count(*) <> max(e.revision)`,
  },
  {
    name: 'estimates-wait-in-an-inbox',
    says: 'A district is asked for an estimate while its round gathers them and it has said none, and not beyond.',
    of: 'round_solicitation',
    sql: `
      select i.subject_id as id, format('%s is asked for an estimate in a round that is %s', i.party_id, r.state) as found
        from inbox_item i join pool_round r on r.id = i.subject_id
       where i.kind = 'GIVE_ESTIMATE' and i.done_at is null and (r.state <> 'estimates' or exists (select from round_estimate e where (e.round_id, e.party_id) = (r.id, i.party_id)))`,
  },
];
