import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { canonicalJson, estimateSeats, explain, type Json, type SeatFacts, type SeatPlan, type SeatRequest } from '@barnraise/cost-sharing';
import { testApp, type TestApp } from '../../../test/app.js';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { Desk } from '../../../test/desk.js';
import { district, insertNeighborhood, publish } from '../../../test/factories/neighborhood.js';
import { costWords } from './plan.words.js';

let db: TestDatabase;
let app: TestApp;
let counselor: Desk;
let neighbor: Desk;
let teaching: Desk;
let next = 1000;

beforeAll(async () => {
  db = await freshDatabase();
  await insertNeighborhood(db);
  app = await testApp(db);
  [counselor, neighbor, teaching] = await Promise.all([Desk.of(app, 'cambridge', 'counselor'), Desk.of(app, 'grangeville', 'counselor'), Desk.of(app, 'council', 'counselor')]);
});
afterAll(async () => {
  await app.stop();
  await db.drop();
});

interface Stored { readonly plan: SeatPlan; readonly capacity: number; readonly host: string; readonly seats: Record<string, number>; readonly counts: SeatFacts['counts']; readonly names: Record<string, string>; readonly input: string }

/** What an auditor finds in the tables: the plan, and who had how many seats before this booking. */
async function asStored(bookingId: string): Promise<Stored> {
  const { rows } = await db.owner.query<Stored>(
    `with others as (select home_party_id as party, sum(seat_count)::int as seats from booking o where o.section_id = (select section_id from booking where id = $1) and o.number < (select number from booking where id = $1) and takes_capacity(o.state) group by 1),
          members as (select party from others union select home_party_id from booking where id = $1 union select teaching_party_id from booking where id = $1)
     select v.plan, k.input_text as input, s.capacity, s.teaching_party_id as host, coalesce((select jsonb_object_agg(party, seats) from others), '{}') as seats,
            (select jsonb_object_agg(p.id, p.short_name) from party p join members on members.party = p.id) as names,
            (select jsonb_object_agg(c.party_id, jsonb_build_object('value', (select sum(students) from dated_count_part where count_id = c.id), 'countedOn', c.counted_on, 'source', c.source))
               from dated_count c join members on members.party = c.party_id) as counts
       from booking b join course_section s on s.id = b.section_id join cost_plan_version v on v.id = b.plan_version_id join share_calculation k on k.id = b.calculation_id where b.id = $1`, [bookingId]);
  return rows[0]!;
}

const plans: readonly SeatPlan[] = [
  { method: 'fixed-price-per-seat', priceCents: 411_60 },
  { method: 'cost-recovery-over-seats', costCents: 21_000_00, hostSeatsCount: true, emptySeatsCount: false, notToExceedPerSeatCents: 900_00 },
  { method: 'cost-recovery-over-seats', costCents: 21_000_01, hostSeatsCount: false, emptySeatsCount: true, notToExceedPerSeatCents: null },
  { method: 'equally', costCents: 10_000_01 },
  { method: 'by-dated-count', costCents: 12_345_67, measure: 'fall-membership' },
];

describe('what seats cost explains itself', () => {
  test.each(plans.map((plan) => [plan.method, plan] as const))('%s: recomputed from what is stored, byte for byte', async (_method, plan) => {
    const sectionId = await publish(db, app, next++, { capacity: 20, plan });
    await neighbor.hold(sectionId, 2, { fitReason: 'From the library.' });
    await teaching.hold(sectionId, 4);
    const changedTheirMind = await counselor.hold(sectionId, 5);
    await counselor.step('cancelSeats', { bookingId: changedTheirMind.id });

    const input = { sectionId, homeDistrictId: district('cambridge'), seats: 3 };
    const quote = await counselor.client.get<object>('query ($input: QuoteSeatsInput!) { quoteSeats(input: $input) { ... on ShareCalculation { expectedCents maximumCents inputHash traceJson sentences } } }', { input });
    const { id, estimate } = await counselor.hold(sectionId, 3);
    expect(estimate).toEqual(quote);

    const stored = await asStored(id);
    expect(stored.seats).toEqual({ [district('grangeville')]: 2, [district('council')]: 4 });
    const { host, capacity, seats, names, counts } = stored;
    const again = estimateSeats(stored.plan, { host, capacity, seats, names, ...(plan.method === 'by-dated-count' ? { counts } : {}) }, { member: district('cambridge'), seats: 3 });
    if (!again.ok) throw new Error(again.refusal.message);
    expect(estimate.inputHash).toBe(again.estimate.inputHash);
    const kept = JSON.parse(stored.input) as { facts: SeatFacts; request: SeatRequest };
    expect(estimateSeats(stored.plan, kept.facts, kept.request)).toEqual(again);
    expect(estimate.traceJson).toBe(canonicalJson(again.estimate.trace as unknown as Json));
    expect([estimate.expectedCents, estimate.maximumCents]).toEqual([again.estimate.expectedCents, again.estimate.maximumCents]);
    expect(estimate.sentences).toEqual(explain(again.estimate.trace));
    expect(estimate.sentences.join(' ')).toContain('Cambridge');
  });

  test('other facts give another hash', async () => {
    const sectionId = await publish(db, app, next++, {});
    const [one, two] = [await counselor.hold(sectionId, 1), await counselor.hold(sectionId, 1)];
    expect(one.estimate.expectedCents).toBe(two.estimate.expectedCents);
    expect(one.estimate.inputHash).not.toBe(two.estimate.inputHash);
  });
});

test('a round is shared by its own plan, in words of its own', () => {
  const words = (rule: string) => costWords({ schema: 'barnraise-round-plan/1', rule, charges: [], items: [] });
  expect([words('as-delivered'), words('max-min')]).toEqual(['Goods as they were delivered, freight and fees as agreed', 'Goods by what each keeps, freight and fees as agreed']);
});

test.each(['share_calculation', 'cost_plan_version'])('%s is never changed and never vanishes, not even for the owner of the tables', async (table) => {
  for (const sql of [`update ${table} set created_at = created_at`, `delete from ${table}`, `truncate ${table} cascade`]) await expect(db.owner.query(sql)).rejects.toThrow('is append-only');
});
