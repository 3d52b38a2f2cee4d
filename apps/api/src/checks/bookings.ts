import { type Check } from './check.js';

/** What a booking must carry in each state, and who may stand on its two sides. */
export const bookingChecks: readonly Check[] = [
  {
    name: 'governed',
    says: 'An accepted booking names the policy versions that govern it, and each exists.',
    of: "booking where state in ('accepted', 'rostered', 'active', 'completed')",
    sql: `
      select id, coalesce('it names ' || governing_policy_ids::text, 'it names none') as found from booking b
       where state in ('accepted', 'rostered', 'active', 'completed')
         and (governing_policy_ids is null or exists (
               select from unnest(governing_policy_ids) named where not exists (select from policy_version v where v.id = named)))`,
  },
  {
    name: 'spending-authorized',
    says: 'Whatever was asked for or given has a not-to-exceed amount and a budget code.',
    of: "booking where state in ('awaiting_approval', 'requested', 'accepted', 'rostered', 'active', 'completed')",
    sql: `
      select id, format('%s with %s and %s', state, coalesce(not_to_exceed_cents::text, 'no amount'), coalesce(budget_code, 'no budget code')) as found from booking
       where state in ('awaiting_approval', 'requested', 'accepted', 'rostered', 'active', 'completed') and (not_to_exceed_cents is null or coalesce(trim(budget_code), '') = '')`,
  },
  {
    name: 'maximum-covered',
    says: 'A not-to-exceed amount covers the most its calculation can come to.',
    of: 'booking where not_to_exceed_cents is not null',
    sql: `
      select b.id, format('%s cents may be spent, it can come to %s', b.not_to_exceed_cents, c.maximum_cents) as found
        from booking b join share_calculation c on c.id = b.calculation_id
       where b.not_to_exceed_cents < c.maximum_cents`,
  },
  {
    name: 'hold-has-clock',
    says: 'A held booking has a clock that runs out; no other booking waits for a mapping.',
    of: 'booking',
    sql: `
      select id, format('%s until %s, %s left', state, coalesce(hold_expires_at::text, 'for ever'), coalesce(hold_left::text, 'nothing')) as found from booking
       where (state = 'held' and hold_expires_at is null) or (state not in ('held', 'expired') and hold_left is not null) or hold_left <= '0'`,
  },
  {
    name: 'answer-has-deadline',
    says: 'Whoever must answer or approve has a deadline and the rule it came from.',
    of: "booking where state in ('awaiting_approval', 'requested')",
    sql: `
      select id, format('%s without a deadline', state) as found from booking
       where state in ('awaiting_approval', 'requested') and (due_at is null or due_rule is null)`,
  },
  {
    name: 'waits-for-mapping',
    says: 'A hold that waits does so for a mapping that is being approved.',
    of: 'booking where hold_left is not null',
    sql: `
      select b.id, 'no mapping is being approved' as found
        from booking b join course_section s on s.id = b.section_id join term t on t.id = s.term_id join school_year y on y.id = t.school_year_id
       where b.state = 'held' and b.hold_left is not null and b.hold_expires_at > app_now()
         and not exists (select from course_mapping m where m.section_id = b.section_id and m.home_party_id = b.home_party_id
                            and m.school_year = y.name and m.state = 'pending')`,
  },
  {
    name: 'two-sides',
    says: "A booking's teaching district teaches its section, and its consortium is one the section was offered to.",
    of: 'booking',
    sql: `
      select b.id, 'its sides are not those of its section' as found from booking b join course_section s on s.id = b.section_id
       where b.teaching_party_id <> s.teaching_party_id
          or not exists (select from audience a where a.offering_id = b.section_id and a.consortium_id = b.consortium_id)
          or not exists (select from consortium_member m where m.consortium_id = b.consortium_id and m.party_id = b.home_party_id)`,
  },
  {
    name: 'roles-in-one-place',
    says: 'A role is held in one district or one consortium, and nobody holds the same one twice.',
    of: 'role_assignment',
    sql: `
      select id, 'in two places, or in none' as found from role_assignment where num_nonnulls(party_id, consortium_id) <> 1
      union all
      select min(id::text)::uuid, format('%s times the same', count(*)) from role_assignment where ended_at is null
       group by account_id, role, party_id, consortium_id having count(*) > 1`,
  },
];
