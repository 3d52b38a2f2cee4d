import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { estimateSeats, recheck, type SeatFacts, type SeatPlan } from '@barnraise/cost-sharing';
import { type Client, testApp, type TestApp } from '../../../test/app.js';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { Desk } from '../../../test/desk.js';
import { district, insertNeighborhood, ownPace, person, publish } from '../../../test/factories/neighborhood.js';

let db: TestDatabase;
let app: TestApp;
let counselor: Desk;
let teaching: Desk;
let manager: Client;
let next = 1000;

beforeAll(async () => {
  db = await freshDatabase();
  await insertNeighborhood(db);
  app = await testApp(db);
  [counselor, teaching] = await Promise.all([Desk.of(app, 'cambridge', 'counselor'), Desk.of(app, 'council', 'registrar')]);
  manager = await app.client().signInAs(person('council', 'business_manager'));
});
afterAll(async () => {
  await app?.stop();
  await db?.drop();
});

const composed: SeatPlan = {
  method: 'composed',
  lines: [
    { name: 'Teacher', amountCents: 12_000_01, rule: { by: 'blend', parts: [{ part: 70, share: { by: 'share-of', measure: 'seats' } }, { part: 30, share: { by: 'share-of', measure: 'fall-membership' } }] } },
    { name: 'Software', amountCents: 900_00, rule: { by: 'equally' }, among: 'home-districts' },
  ],
  limits: { maximumCents: 9_000_00 },
};
interface Set { __typename: string; code?: string; message?: string; problems?: { field: string; message: string }[]; costWords: string; costTerms: string[] }
const set = (client: Client, sectionId: string, plan: unknown, more: object = {}): Promise<Set> =>
  client.get('mutation ($input: SetSectionPlanInput!) { setSectionPlan(input: $input) { __typename ... on Refusal { code message } ... on InvalidInput { problems { field message } } ... on Section { id costWords costTerms mayChangePlan } } }',
    { input: { idempotencyKey: randomUUID(), sectionId, plan: typeof plan === 'string' ? plan : JSON.stringify(plan), ...more } });
const quoted = (sectionId: string): Promise<{ expectedCents: number; maximumCents: number; file: string; inputHash: string }> =>
  counselor.client.get('query ($input: QuoteSeatsInput!) { quoteSeats(input: $input) { ... on ShareCalculation { id expectedCents maximumCents inputHash file } } }', { input: { sectionId, homeDistrictId: district('cambridge'), seats: 1 } });
const estimateOf = (bookingId: string): Promise<{ estimate: { id: string; expectedCents: number; maximumCents: number; inputHash: string; traceJson: string; methodWords: string; file: string } }> =>
  counselor.client.get('query ($id: ID!) { booking(id: $id) { estimate { id expectedCents maximumCents inputHash traceJson methodWords file } } }', { id: bookingId });
const cardOf = async (sectionId: string): Promise<{ costWords: string; priceCents: number | null; myShare: object }> =>
  (await counselor.client.get<{ nodes: { id: string }[] }>('{ catalogue(input: { first: 100 }) { nodes { id costWords priceCents myShare { expectedCents maximumCents } } } }')).nodes.find(({ id }) => id === sectionId) as never;

describe('a new plan on a section of one\'s own', () => {
  test('is what the page, the card and new bookings say at once; bookings made before keep theirs to the cent', async () => {
    const sectionId = await publish(db, app, next++, { ...ownPace, capacity: 20 });
    await (await Desk.of(app, 'cambridge', 'registrar')).approveMapping((await counselor.map(sectionId)).id);
    const before = await counselor.hold(sectionId, 2);
    await counselor.request(before.id, 500_00);
    await teaching.step('acceptSeats', { bookingId: before.id });
    const held = await counselor.hold(sectionId, 1);
    const kept = [await estimateOf(before.id), await estimateOf(held.id)];
    expect((await cardOf(sectionId)).costWords).toBe('$150.00 per seat');

    expect(await set(manager, sectionId, composed)).toMatchObject({
      __typename: 'Section', costWords: '$12,900.01 shared line by line',
      costTerms: ['Teacher: $12,000.01, shared 70% by seats and 30% by fall membership by the districts that have seats, Council included.', 'Software: $900.00, shared equally by the home districts.', 'Nobody pays more than $9,000.00.'],
    });
    const quote = await quoted(sectionId);
    const card = await cardOf(sectionId);
    expect(card).toMatchObject({ costWords: '$12,900.01 shared line by line', priceCents: null, myShare: { expectedCents: quote.expectedCents, maximumCents: quote.maximumCents } });
    const after = await counselor.hold(sectionId, 1);
    expect([after.estimate.expectedCents, after.estimate.maximumCents, after.estimate.inputHash]).toEqual([quote.expectedCents, quote.maximumCents, quote.inputHash]);
    expect([await estimateOf(before.id), await estimateOf(held.id)]).toEqual(kept);
    // Requested under the plan it was held under.
    await counselor.request(held.id, 500_00);
    expect(await estimateOf(held.id)).toEqual(kept[1]);

    const { rows } = await db.owner.query<{ kind: string; facts: { before: string; after: string }; actor: string; plan: string }>(
      `select e.kind, e.facts, e.actor_account_id as actor, s.plan_version_id as plan from event e join course_section s on s.id = e.subject_id where e.subject_id = $1 order by seq desc limit 1`, [sectionId]);
    expect(rows[0]).toMatchObject({ kind: 'section.plan_set', actor: person('council', 'business_manager'), facts: { after: rows[0]!.plan } });
    expect(rows[0]!.facts.before).not.toBe(rows[0]!.plan);
  });

  test('sent again is set once', async () => {
    const sectionId = await publish(db, app, next++);
    const idempotencyKey = randomUUID();
    for (let n = 0; n < 2; n++) expect(await set(manager, sectionId, composed, { idempotencyKey })).toMatchObject({ __typename: 'Section' });
    expect(await set(manager, sectionId, { method: 'equally', costCents: 1 }, { idempotencyKey })).toMatchObject({ __typename: 'KeyReused' });
    const { rows } = await db.owner.query(`select count(*)::int as n from event where subject_id = $1 and kind = 'section.plan_set'`, [sectionId]);
    expect(rows).toEqual([{ n: 1 }]);
  });

  test('comes with all that is needed to try others on the members, for those who may', async () => {
    const sectionId = await publish(db, app, next++, { capacity: 20 });
    const ask = (client: Client) => client.get<{ mayChangePlan: boolean; planFacts: string | null }>('query ($id: ID!) { section(id: $id) { mayChangePlan planFacts } }', { id: sectionId });
    await counselor.hold(sectionId, 3, { fitReason: 'From the library.' });
    const { mayChangePlan, planFacts } = await ask(manager);
    const { plan, facts } = JSON.parse(planFacts!) as { plan: SeatPlan; facts: SeatFacts };
    expect([mayChangePlan, plan]).toEqual([true, { method: 'fixed-price-per-seat', priceCents: 150_00 }]);
    expect(Object.values(facts.names!).sort()).toEqual(['Cambridge', 'Council', 'Grangeville']);
    expect(facts).toMatchObject({ host: district('council'), capacity: 20, seats: { [district('cambridge')]: 3 }, measures: { 'fall-membership': { [district('grangeville')]: { value: 1100, source: 'Test count', countedOn: '2025-10-01' } } } });
    // What a browser works out is what the server will quote.
    const tried = estimateSeats(composed, facts, { member: district('cambridge'), seats: 1 });
    await set(manager, sectionId, composed);
    expect(tried).toMatchObject({ ok: true, estimate: { expectedCents: (await quoted(sectionId)).expectedCents } });
    for (const client of [teaching.client, counselor.client]) expect(await ask(client)).toEqual({ mayChangePlan: false, planFacts: null });
  });

  const broken: [string, unknown][] = [
    ['that is no JSON', '{'], ['nobody knows', { method: 'whim' }], ['without lines', { method: 'composed', lines: [] }], ['by a measure nobody counts', { method: 'by-dated-count', costCents: 5, measure: 'buses' }],
    ['with limits that cannot be kept', { method: 'composed', lines: [{ name: 'X', amountCents: 100_00, rule: { by: 'equally' } }], limits: { maximumCents: 1 } }],
  ];
  test.each(broken)('%s is refused in words, and nothing changes', async (_what, plan) => {
    const sectionId = await publish(db, app, next++);
    expect(await set(manager, sectionId, plan)).toMatchObject({ __typename: 'InvalidInput', problems: [{ field: 'input.plan', message: expect.stringMatching(/\w \w/) }] });
    expect((await cardOf(sectionId)).costWords).toBe('$150.00 per seat');
  });
});

describe('a share as a file', () => {
  test.each([['fixed', { method: 'fixed-price-per-seat', priceCents: 99_99 }], ['by dated count', { method: 'by-dated-count', costCents: 12_345_67, measure: 'fall-membership' }], ['composed', composed]] as [string, SeatPlan][])('%s: confirmed offline, and equal to what is stored', async (_what, plan) => {
    const sectionId = await publish(db, app, next++, { ...ownPace, capacity: 20, plan });
    const { id } = await counselor.hold(sectionId, 2);
    const { estimate } = await estimateOf(id);
    expect(recheck(estimate.file).verdict).toBe('confirmed');
    const file = JSON.parse(estimate.file) as { amounts: object; inputHash: string; trace: object; input: { plan: object } };
    expect(file).toMatchObject({ schema: 'barnraise-share/1', amounts: { expectedCents: estimate.expectedCents, maximumCents: estimate.maximumCents }, inputHash: estimate.inputHash, input: { kind: 'seats', plan } });
    expect(file.trace).toEqual(JSON.parse(estimate.traceJson));
    expect(recheck(estimate.file.replace(`"expectedCents":${estimate.expectedCents}`, `"expectedCents":${estimate.expectedCents + 1}`)).verdict).toBe('contradicted');
    const quote = await quoted(sectionId);
    expect(recheck(quote.file).verdict).toBe('confirmed');
    expect(JSON.parse(quote.file)).toMatchObject({ amounts: { expectedCents: quote.expectedCents }, inputHash: quote.inputHash });
  });
});
