import { canonicalJson, estimateSeats, type Json, type SeatFacts, type SeatPlan, type SeatRequest } from '@barnraise/cost-sharing';
import { type Check } from './check.js';

/** Costs: every booking has its calculation, and every calculation comes out the same again, to the byte. */
export const shareChecks: readonly Check[] = [
  {
    name: 'calculation-of-its-booking',
    says: 'A booking has a calculation made for it, for its two sides, its seats and its plan; an offer from the waitlist has one from its request on.',
    of: 'booking',
    sql: `
      select b.id, case when c.id is null then 'it has none' else 'it has one of another booking, side or plan' end as found
        from booking b left join share_calculation c on c.id = b.calculation_id
       where (c.id is null and not (b.waitlist_entry_id is not null and b.state in ('held', 'expired', 'cancelled'))) or c.subject_id <> b.id or c.home_party_id <> b.home_party_id or c.teaching_party_id <> b.teaching_party_id
          or c.plan_version_id <> b.plan_version_id or (c.input_text::jsonb #>> '{request,seats}')::int <> b.seat_count`,
  },
  {
    name: 'recomputed-the-same',
    says: 'A calculation worked out again from its plan and its input gives the same amounts, hash and trace.',
    of: 'share_calculation',
    sql: `
      select c.id, p.plan, c.input_text, c.input_hash, c.trace_text, c.expected_cents::text, c.maximum_cents::text
        from share_calculation c join cost_plan_version p on p.id = c.plan_version_id where c.purpose <> 'settlement'`,
    examine: (row) => {
      const { facts, request } = JSON.parse(String(row.input_text)) as { facts: SeatFacts; request: SeatRequest };
      const again = estimateSeats(row.plan as SeatPlan, facts, request);
      if (!again.ok) return `it can no longer be worked out: ${again.refusal.code}`;
      const { inputHash, trace, expectedCents, maximumCents } = again.estimate;
      const differing = [
        ['hash', row.input_hash, inputHash], ['trace', row.trace_text, canonicalJson(trace as unknown as Json)],
        ['expected amount', row.expected_cents, String(expectedCents)], ['maximum', row.maximum_cents, String(maximumCents)],
      ].filter(([, stored, now]) => stored !== now);
      return differing.length ? `another ${differing.map(([what]) => what).join(', ')}` : null;
    },
  },
];
