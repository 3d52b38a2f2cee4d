import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { type Client, testApp, type TestApp } from '../../../test/app.js';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { id } from '../../../test/factories/ids.js';
import { coordinator, district, insertNeighborhood, NOW, person, principalOf, school, setClock, west } from '../../../test/factories/neighborhood.js';
import { insertPerson } from '../../../test/factories/people.js';
import { everythingOf, TwoWorlds, type World } from '../../../test/sealed.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { openWorkerDatabase, Sql, type WorkerDatabase } from '../../platform/jobs/jobs.js';
import { lockDueRounds } from './round-lock.job.js';
import { RoundReader } from './round.reader.js';

const LOCK = '2026-08-31T22:00:00Z';
let db: TestDatabase;
let app: TestApp;
let worker: WorkerDatabase;
let lead: Client;
let cambridge: Client;
let grangeville: Client;
let officer: Client;

beforeAll(async () => {
  db = await freshDatabase();
  await insertNeighborhood(db);
  await insertPerson(db.owner, { id: id(7_001), roles: [{ role: 'procurement_officer', partyId: district('cambridge') }] });
  app = await testApp(db);
  worker = await openWorkerDatabase(db.workerUrl);
  await signIn();
});
const signIn = async () => {
  lead = await app.client().signInAs(person('council', 'business_manager'));
  cambridge = await app.client().signInAs(person('cambridge', 'business_manager'));
  grangeville = await app.client().signInAs(person('grangeville', 'business_manager'));
  officer = await app.client().signInAs(id(7_001));
};
afterAll(async () => {
  await worker?.close();
  await app?.stop();
  await db?.drop();
});
beforeEach(async () => {
  await setClock(db, NOW);
});

interface Line { itemKey: string; minimum: number; maximum: number; nowCents: number | null; atTiers: { priceCents: number; cents: number }[] }
interface Round {
  __typename: string; id: string; state: string; code?: string; message?: string; problems?: { field: string; message: string }[]; missing: { code: string; field: string; words: string }[]; participantCount: number; participants: { shortName: string }[] | null; steps: string[];
  items: { key: string; progress: { ordered: number; tier: number | null; toNext: number | null; headline: string; goodsCents: number } | null }[];
  commitments: { state: string; atMostCents: number; lines: Line[]; mayApprove: boolean }[]; shares: { cents: number; lines: { quantityWords: string; priceWords: string; cents: number; words: string[] }[] }[]; commitFor: { id: string }[];
}
const ROUND = `id state missing { code field words } participantCount participants { shortName } steps commitFor { id } items { key progress { ordered tier toNext headline goodsCents } }
  commitments { state atMostCents mayApprove lines { itemKey minimum maximum nowCents atTiers { priceCents cents } } } shares { cents lines { quantityWords priceWords cents words } }`;
const send = (client: Client, operation: string, type: string, input: object): Promise<Round> =>
  client.get(`mutation ($input: ${type}!) { ${operation}(input: $input) { __typename ... on Refusal { code message } ... on InvalidInput { problems { field message } } ... on Round { ${ROUND} } } }`, { input: { idempotencyKey: randomUUID(), ...input } });
const paper = (over: object = {}) => ({
  name: 'Copy paper', specification: 'Letter, 20 lb, 92 bright', units: [{ name: 'ream' }, { name: 'case', holds: 10, of: 'ream' }], orderUnit: 'case', priceUnit: 'case', mode: 'ALL_UNITS',
  tiers: [{ from: 1, priceCents: 42_00 }, { from: 20, priceCents: 38_00 }, { from: 40, priceCents: 35_00 }], threshold: null, ceiling: null, ...over,
});
const contract = { leadAgency: 'State of Idaho', contractNumber: 'SBPO-1712', clause: 'Public agencies of Idaho may order on the same terms.', termEnds: '2027-06-30', stateCode: 'ID', documents: [{ kind: 'AWARD', address: 'https://award.example.org' }] };
const content = (over: object = {}) => ({ title: 'Copy paper', summary: 'By the pallet.', items: [paper()], locksAt: LOCK, sealed: false, aim: 'BEST_PRICE', buyUp: false, ...contract, ...over });
const propose = (over: object = {}, client = lead, place: 'council' | 'cambridge' = 'council') => send(client, 'proposeRound', 'ProposeRoundInput', { districtId: district(place), consortiumId: west, round: content(over) });
const open = async (over: object = {}) => send(lead, 'openRound', 'OpenRoundInput', { roundId: (await propose(over)).id, revision: 1 });
const commit = (client: Client, place: 'council' | 'cambridge' | 'grangeville' | 'kamiah', roundId: string, minimum: number, maximum = minimum, over: object = {}, more: object = {}) =>
  send(client, 'commitToRound', 'CommitToRoundInput', { roundId, districtId: district(place), lines: [{ itemKey: 'item-1', unit: 'case', minimum, maximum, notToExceedCents: null, ...over }], budgetCode: '100-410', ...more });
const step = (client: Client, operation: string, roundId: string, place: 'council' | 'cambridge' = 'cambridge') => send(client, operation, 'CommitmentStepInput', { roundId, districtId: district(place) });
const say = (client: Client, operation: 'approveCommitment' | 'declineCommitment', roundId: string, revision: number) => send(client, operation, 'DecideCommitmentInput', { roundId, districtId: district('cambridge'), revision });
const read = (client: Client, roundId: string): Promise<Round | null> => client.get(`query ($id: ID!) { round(id: $id) { __typename ${ROUND} } }`, { id: roundId });
const takers = (client: Client, roundId: string) => client.get<object[] | null>('query ($id: ID!) { roundTakers(roundId: $id) { district { shortName } awaitsApproval lines { askedWords takenWords cents } } }', { id: roundId });
const lock = () => lockDueRounds(new Sql(worker.pool), { error: (...args: unknown[]) => { throw new Error(JSON.stringify(args)); } });

// First, while there is no round but these two: what lists others is the same list then.
describe('two sealed rounds, and nothing else', () => {
  test('from its opening to its settlement, no query, file or act of anybody else goes another way with what one takes', async () => {
    await signIn();
    const begin = async (title: string, cases: number): Promise<World> => {
      const round = await open({ sealed: true, title, contractNumber: title, items: [paper({ tiers: [{ from: 1, priceCents: 42_00 }, { from: 16, priceCents: 38_00 }] })], charges: [{ name: 'Fee', kind: 'PERCENT', percent: '1' }] });
      for (const [client, place, count] of [[lead, 'council', 10], [grangeville, 'grangeville', 4], [cambridge, 'cambridge', cases]] as const) await commit(client, place, round.id, count);
      return { round: round.id, title, orders: {} };
    };
    const cases = { council: [10, 10], grangeville: [4, 4], cambridge: [6, 9] } as const;
    const two = new TwoWorlds(app, [await begin('World of the few', cases.cambridge[0]), await begin('World of the many', cases.cambridge[1])]);
    const of = (place: keyof typeof cases) => (world: World, n = 0) => {
      const count = cases[place][n]!;
      return {
        orderId: world.orders[place] ?? world.round, districtId: district(place), schoolId: school(place), itemKey: 'item-1', unit: 'case', minimum: count, maximum: count, count, revision: 0, locksAt: NOW, answers: [], purchaseOrderNumber: `PO ${place} ${world.round}`, good: count * 10, damaged: 0, substituted: 0, complete: true,
        number: 'GSP-1', InvoiceLineInput: { districtId: district(place), itemKey: 'item-1', units: count * 10, cents: count * 38_00 }, InvoiceExtraInput: { name: 'Fee', kind: 'CHARGE', cents: count * 38 }, finalCents: count * 38_38,
      };
    };
    const apart: string[] = [];
    /** Grangeville does everything with what is its own, the lead with what is Cambridge's; then everybody reads everything. */
    const nothingTells = async (state: string, done: readonly string[], but: readonly string[] = []) => {
      expect((await db.owner.query('select distinct state from pool_round where id = any ($1)', [two.worlds.map(({ round }) => round)])).rows).toEqual([{ state }]);
      const [own, foreign] = [await two.tries(grangeville, of('grangeville'), done), await two.tries(lead, (world) => of('cambridge')(world), [], ['copyRound', ...but])];
      apart.push(...[...own.apart, ...foreign.apart, ...(await two.differences())].map((one) => `${state}: ${one}`));
      expect(Object.keys(own.ended)).toHaveLength(29);
      expect(Object.entries(own.ended).filter(([, ended]) => /^Round(?!Not)/.test(ended)).map(([operation]) => operation)).toEqual(expect.arrayContaining([...done]));
    };
    const same = async (client: Client, operation: string, known: Parameters<TwoWorlds['act']>[2]) => {
      const [one, other] = await two.act(client, operation, known);
      expect([operation, one.answer.__typename]).toEqual([operation, expect.stringMatching(/^Round(?!Not)/)]);
      if (other.plain !== one.plain) apart.push(`${operation} of the lead`);
    };
    const theirs = async (...operations: string[]) => {
      for (const operation of operations) for (const { answer } of await two.act(cambridge, operation, of('cambridge'))) expect([operation, answer.__typename]).toEqual([operation, expect.stringMatching(/^Round(?!Not)/)]);
    };
    two.people = { lead, grangeville };
    await nothingTells('open', ['commitToRound', 'keepDueDiligence', 'withdrawCommitment'], ['cancelRound']);
    await setClock(db, LOCK);
    await lock();
    await signIn();
    two.people = { lead, grangeville };
    await nothingTells('locked', [], ['releaseRound']);
    await same(lead, 'releaseRound', () => ({ way: 'DISTRICT', supplier: 'Gem State Paper' }));
    for (const world of two.worlds) world.orders = Object.fromEntries((await db.owner.query<{ id: string; place: string }>(`select o.id, lower(p.short_name) as place from round_order o join party p on p.id = o.party_id where o.round_id = $1`, [world.round])).rows.map(({ id: order, place }) => [place, order]));
    await same(lead, 'placeOrder', of('council'));
    await same(grangeville, 'placeOrder', of('grangeville'));
    await theirs('placeOrder');
    await nothingTells('released', ['recordReceipt', 'enterInvoice']);
    await same(lead, 'recordReceipt', of('council'));
    await theirs('recordReceipt', 'enterInvoice');
    await same(lead, 'closeReceiving', () => ({}));
    await theirs('approveInvoices');
    await nothingTells('received', ['approveInvoices']);
    for (const operation of ['enterInvoice', 'approveInvoices', 'settleRound']) await same(lead, operation, of('council'));
    two.people = { lead, grangeville, coordinator: await app.client().signInAs(coordinator) };
    await nothingTells('settled', []);
    await same(lead, 'copyRound', () => ({}));
    expect(apart).toEqual([]);
    // Nor does the subscription, which hears what events announce: the same of both, to the same districts.
    const [heard, heardToo] = await Promise.all(two.worlds.map(async ({ round }) => (await db.owner.query('select kind, party_ids, consortium_ids, facts from event where subject_id = $1 and party_ids <> $2 order by seq', [round, [district('cambridge')]])).rows));
    expect(heard!.length).toBeGreaterThan(10);
    expect(heardToo).toEqual(heard);
    // It sees what it must: a round that says how much all take together.
    const reader = app.app.get(RoundReader);
    const one = reader.one.bind(reader);
    const planted = jest.spyOn(reader, 'one').mockImplementation(async (roundId) => {
      const round = await one(roundId);
      return round && { ...round, summary: `${String((await db.owner.query('select sum(maximum) as n from round_line where round_id = $1', [roundId])).rows[0].n)} cases in all` };
    });
    try {
      expect(await two.differences(/^round$/)).toEqual(['lead round', 'grangeville round', 'coordinator round']);
      const [few, many] = await two.act(grangeville, 'keepDueDiligence', of('grangeville'));
      expect(few.plain).not.toBe(many.plain);
    } finally {
      planted.mockRestore();
    }
  }, 120_000);
});

describe('a round', () => {
  test('is a draft of its own district until it opens, and says by name what it lacks', async () => {
    const draft = await propose({ leadAgency: null, clause: ' ', termEnds: '2026-08-01' });
    expect(draft).toMatchObject({ __typename: 'Round', state: 'DRAFT', steps: ['change', 'cancel'], missing: [{ code: 'LEAD_AGENCY', field: 'leadAgency' }, { code: 'CLAUSE', field: 'clause' }, { code: 'TERM_AT_LOCK', field: 'termEnds', words: 'A contract that still runs at the lock' }] });
    expect(await read(cambridge, draft.id)).toBeNull();
    expect(await send(lead, 'openRound', 'OpenRoundInput', { roundId: draft.id, revision: 1 })).toMatchObject({ __typename: 'RoundNotPossible', code: 'ROUND_INCOMPLETE', message: expect.stringContaining('Lead agency') });
    const changed = await send(lead, 'proposeRound', 'ProposeRoundInput', { roundId: draft.id, revision: 1, districtId: district('council'), consortiumId: west, round: content() });
    expect(changed).toMatchObject({ id: draft.id, missing: [] });
    expect(await send(cambridge, 'openRound', 'OpenRoundInput', { roundId: draft.id, revision: 1 })).toMatchObject({ __typename: 'NotFound' });
    expect(await send(lead, 'openRound', 'OpenRoundInput', { roundId: draft.id, revision: 2 })).toMatchObject({ state: 'OPEN', steps: ['extend', 'cancel'] });
    // Neighbors find it beside courses, and hear of it.
    const cards = await cambridge.get<{ nodes: { id: string; kind: string; costWords: string; myShare: null }[]; facets: { name: string; values: { value: string; count: { value: number } }[] }[] }>('{ catalogue(input: { search: "copy paper" }) { nodes { id kind costWords myShare { per } } facets { name values { value count { value } } } } }');
    expect(cards.nodes).toEqual([{ id: draft.id, kind: 'POOL', costWords: '$42.00 per case, down to $35.00 from 40 on', myShare: null }]);
    expect(cards.facets.map(({ name }) => name)).toEqual(['KIND', 'DISTRICT']);
    expect((await cambridge.get<{ nodes: { id: string }[] }>('{ catalogue(input: { choices: [{ name: SEATS, values: ["FULL"] }] }) { nodes { id } } }')).nodes).toEqual([]);
    expect((await cambridge.get<{ nodes: { roundId: string }[] }>('{ inbox { nodes { roundId } } }')).nodes.filter(({ roundId }) => roundId === draft.id)).toHaveLength(1);
    expect(await send(lead, 'proposeRound', 'ProposeRoundInput', { roundId: draft.id, revision: 2, districtId: district('council'), consortiumId: west, round: content() })).toMatchObject({ __typename: 'RoundNotPossible', message: expect.stringContaining('open') });
    await expect(db.owner.query(`update pool_round set sealed = true where id = $1`, [draft.id])).rejects.toThrow('stay as they are');
  });

  test('whose draft is thrown away stays unread by everyone else', async () => {
    const draft = await propose({ title: 'Thrown away' });
    expect(await send(lead, 'cancelRound', 'RoundStepInput', { roundId: draft.id })).toMatchObject({ state: 'CANCELLED', steps: [] });
    expect(await read(lead, draft.id)).toMatchObject({ state: 'CANCELLED' });
    for (const client of [cambridge, officer, await app.client().signInAs(coordinator)]) {
      expect(await read(client, draft.id)).toBeNull();
      const lists: unknown[] = [];
      for (const asked of ['purchasingRounds { id title }', 'catalogue(input: { search: "thrown away" }) { nodes { id } }', 'inbox(first: 50) { nodes { roundId title } }']) lists.push(await client.get(`{ ${asked} }`));
      expect(JSON.stringify(lists)).not.toMatch(new RegExp(`${draft.id}|Thrown away`));
    }
    const rows = await app.app.get(UnitOfWork).run(await principalOf(db, person('cambridge', 'business_manager')), async (tx) => {
      const counts: number[] = [];
      for (const [table, key] of [['offering', 'id'], ['audience', 'offering_id'], ['pool_round', 'id'], ['round_item', 'round_id'], ['round_document', 'round_id'], ['round_authority', 'round_id'], ['event', 'subject_id']]) counts.push((await tx.query(`select 1 from ${table} where ${key} = '${draft.id}'`)).length);
      return counts;
    });
    expect(rows).toEqual([0, 0, 0, 0, 0, 0, 0]);
    await expect(db.owner.query(`update offering set state = 'cancelled' where id = $1`, [draft.id])).rejects.toThrow('nobody was offered');
  });

  test.each([
    ['tiers that fall back', { items: [paper({ tiers: [{ from: 1, priceCents: 5 }, { from: 1, priceCents: 4 }] })] }, /items\.0\.price/], ['a sealed round with a ceiling', { sealed: true, items: [paper({ ceiling: 40 })] }, /ceiling/], ['a sealed round on a contract with one', { sealed: true, ceilingCents: 100_00 }, /ceilingCents/],
    ['a sealed round that buys up', { sealed: true, buyUp: true }, /round\.buyUp$/], ['a sealed round with prices that hold within their step', { sealed: true, items: [paper({ mode: 'INCREMENTAL' })] }, /items\.0\.mode$/],
    ['a day that is none', { termEnds: '2026-02-30' }, /termEnds/], ['a lock before all time', { locksAt: '0001-01-01T00:00:00Z' }, /locksAt/], ['a unit that is none', { items: [paper({ orderUnit: 'box' })] }, /items\.0\.orderUnit/],
  ])('with %s is refused beside the field', async (_what, over, field) => {
    const answer = await propose(over);
    expect(answer.__typename).toBe('InvalidInput');
    expect(answer.problems![0]!.field).toMatch(field);
  });

  test('does not open sealed with what would tell of others, nor by a district that has left, whoever wrote its draft when', async () => {
    const draft = await propose({ sealed: true });
    const opens = () => send(lead, 'openRound', 'OpenRoundInput', { roundId: draft.id, revision: 1 });
    const item = (change: string) => db.owner.query(`update round_item set body = ${change} where round_id = $1`, [draft.id]);
    const kept = async (words: string) => {
      expect(await opens()).toMatchObject({ __typename: 'RoundNotPossible', message: expect.stringContaining(words) });
      await expect(db.owner.query(`update pool_round set state = 'open' where id = $1`, [draft.id])).rejects.toThrow('would tell what others take');
    };
    await db.owner.query('update pool_round set buy_up = true where id = $1', [draft.id]);
    await kept('what one gets on top');
    await db.owner.query(`update pool_round set buy_up = false, charges = '[{"key": "charge-1", "name": "Freight", "amount": {"cents": 100}, "sharedBy": "equally"}]' where id = $1`, [draft.id]);
    await kept('one amount');
    await db.owner.query(`update pool_round set charges = '[]' where id = $1`, [draft.id]);
    await db.owner.query('alter table round_item disable trigger round_item_stays');
    await item(`jsonb_set(body, '{price,mode}', '"incremental"')`);
    await kept('within its step alone');
    await item(`jsonb_set(body, '{price,mode}', '"all-units"')`);
    await db.owner.query('alter table round_item enable trigger round_item_stays');
    const until = (day: string | null) => db.owner.query('update consortium_member set until = $2 where party_id = $1', [district('council'), day]);
    await until('2026-08-24');
    expect(await opens()).toMatchObject({ __typename: 'RoundNotPossible', message: expect.stringContaining('no longer a member') });
    await until(null);
    expect(await opens()).toMatchObject({ state: 'OPEN' });
  });

  test('is within its contract by the day of the district that leads it', async () => {
    // Nine in the evening of the last day in Council, already the next one in London.
    const round = await open({ locksAt: '2026-09-01T03:00:00Z', termEnds: '2026-08-31' });
    expect(round).toMatchObject({ state: 'OPEN' });
    const later = (locksAt: string) => send(lead, 'extendRound', 'ExtendRoundInput', { roundId: round.id, locksAt });
    expect(await later('2026-09-01T06:01:00Z')).toMatchObject({ problems: [{ message: 'The contract ends before that.' }] });
    expect(await later('2026-09-01T05:59:00Z')).toMatchObject({ state: 'OPEN' });
  });

  test('is extended once, and never by less', async () => {
    const round = await open();
    await commit(officer, 'cambridge', round.id, 20);
    expect(await send(lead, 'extendRound', 'ExtendRoundInput', { roundId: round.id, locksAt: NOW })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await send(lead, 'extendRound', 'ExtendRoundInput', { roundId: round.id, locksAt: '2026-09-04T22:00:00Z' })).toMatchObject({ state: 'OPEN', steps: ['cancel'] });
    // What hangs on the lock goes with it, and whoever takes part is told.
    const { nodes } = await cambridge.get<{ nodes: { kind: string; roundId: string; title: string; detail: string; dueAt: string | null }[] }>('{ inbox { nodes { kind roundId title detail dueAt } } }');
    expect(nodes.filter(({ roundId }) => roundId === round.id)).toMatchObject([
      { kind: 'APPROVE_COMMITMENT', dueAt: '2026-09-04T22:00:00.000Z' },
      { kind: 'NOTICE', title: expect.stringMatching(/^Locks later: /), detail: 'Council moved the lock to Friday, September 4, 4:00 PM in Council. Until then every commitment can be changed.', dueAt: null },
    ]);
    expect(await send(lead, 'extendRound', 'ExtendRoundInput', { roundId: round.id, locksAt: '2026-09-09T22:00:00Z' })).toMatchObject({ message: expect.stringContaining('once already') });
    expect(await send(lead, 'cancelRound', 'RoundStepInput', { roundId: round.id })).toMatchObject({ state: 'CANCELLED' });
    expect(await commit(cambridge, 'cambridge', round.id, 3)).toMatchObject({ __typename: 'RoundNotPossible' });
  });
});

describe('commitments', () => {
  test('move the price of everyone, and everyone sees what the next case does', async () => {
    const round = await open();
    expect((await read(lead, round.id))!.items[0]!.progress!.headline).toContain('Nobody has committed yet');
    await commit(lead, 'council', round.id, 10);
    const waiting = async () => (await cambridge.get<{ nodes: { roundId: string }[] }>('{ inbox { nodes { roundId } } }')).nodes.some(({ roundId }) => roundId === round.id);
    // That it opened is told to a district until that one commits.
    expect(await waiting()).toBe(true);
    const mine = await commit(cambridge, 'cambridge', round.id, 6, 8);
    expect(await waiting()).toBe(false);
    expect(mine).toMatchObject({ participantCount: 2, participants: [{ shortName: 'Council' }, { shortName: 'Cambridge' }] });
    expect(mine.commitments).toEqual([{ state: 'COMMITTED', atMostCents: 336_00, mayApprove: false, lines: [{ itemKey: 'item-1', minimum: 6, maximum: 8, nowCents: 252_00, atTiers: [{ priceCents: 42_00, cents: 252_00 }, { priceCents: 38_00, cents: 228_00 }, { priceCents: 35_00, cents: 210_00 }] }] }]);
    expect(mine.items[0]!.progress).toEqual({ ordered: 16, tier: 0, goodsCents: 672_00, toNext: 2, headline: '2 cases more and everyone together saves $64.00.' });
    const more = await commit(grangeville, 'grangeville', round.id, 2);
    expect(more.items[0]).toMatchObject({ progress: { ordered: 20, tier: 1, goodsCents: 760_00 } });
    expect((await step(grangeville, 'withdrawCommitment', round.id)).__typename).toBe('NotFound');
    expect(await send(grangeville, 'withdrawCommitment', 'CommitmentStepInput', { roundId: round.id, districtId: district('grangeville') })).toMatchObject({ participantCount: 2 });
    expect((await db.owner.query('select state, revision from round_commitment_version where round_id = $1 and party_id = $2 order by revision', [round.id, district('grangeville')])).rows).toEqual([{ state: 'committed', revision: 1 }, { state: 'withdrawn', revision: 2 }]);
  });

  test('above a limit wait for their approver, and count nothing until then', async () => {
    const round = await open();
    expect(await commit(officer, 'cambridge', round.id, 20)).toMatchObject({ commitments: [{ state: 'AWAITING_APPROVAL', mayApprove: false }], items: [{ progress: { ordered: 0 } }] });
    expect((await cambridge.get<{ nodes: { kind: string; roundId: string; dueAt: string }[] }>('{ inbox { nodes { kind roundId dueAt } } }')).nodes).toContainEqual({ kind: 'APPROVE_COMMITMENT', roundId: round.id, dueAt: '2026-08-31T22:00:00.000Z' });
    expect(await say(officer, 'approveCommitment', round.id, 1)).toMatchObject({ __typename: 'NotAllowed' });
    expect(await say(cambridge, 'approveCommitment', round.id, 1)).toMatchObject({ commitments: [{ state: 'COMMITTED' }], items: [{ progress: { ordered: 20 } }] });
    // What was approved once needs no second look; more of it does, and can be declined.
    expect(await commit(officer, 'cambridge', round.id, 12)).toMatchObject({ commitments: [{ state: 'COMMITTED' }] });
    expect(await commit(officer, 'cambridge', round.id, 21)).toMatchObject({ commitments: [{ state: 'AWAITING_APPROVAL' }] });
    expect(await say(cambridge, 'declineCommitment', round.id, 4)).toMatchObject({ commitments: [{ state: 'DECLINED' }], participantCount: 0 });
    expect((await cambridge.get<{ nodes: { kind: string }[] }>('{ inbox { nodes { kind } } }')).nodes.map(({ kind }) => kind)).not.toContain('APPROVE_COMMITMENT');
  });

  test('approved once stay approved for other quantities alone: not after a decline or a taking back, nor paid from elsewhere', async () => {
    const round = await open();
    const put = async (cases: number, more: object = {}) => (await commit(officer, 'cambridge', round.id, cases, cases, {}, more)).commitments[0]!.state;
    const revision = async () => (await db.owner.query<{ revision: number }>('select revision from round_commitment where round_id = $1', [round.id])).rows[0]!.revision;
    const approved = async () => (await say(cambridge, 'approveCommitment', round.id, await revision())).commitments[0]!.state;
    expect([await put(20), await approved(), await put(12), await put(21)]).toEqual(['AWAITING_APPROVAL', 'COMMITTED', 'COMMITTED', 'AWAITING_APPROVAL']);
    await say(cambridge, 'declineCommitment', round.id, await revision());
    expect([await put(20), await approved(), await put(20, { budgetCode: '200-999' }), await put(20), await approved(), await put(20, { fundingSource: 'Title I' }), await approved()])
      .toEqual(['AWAITING_APPROVAL', 'COMMITTED', 'AWAITING_APPROVAL', 'AWAITING_APPROVAL', 'COMMITTED', 'AWAITING_APPROVAL', 'COMMITTED']);
    expect(await put(19, { fundingSource: 'Title I' })).toBe('COMMITTED');
    await step(officer, 'withdrawCommitment', round.id);
    expect(await put(19, { fundingSource: 'Title I' })).toBe('AWAITING_APPROVAL');
    // The database asks for the limit as well, whoever says what it is.
    const principal = { ...(await principalOf(db, id(7_001))), consortia: [west] };
    const direct = (sql: string) => app.app.get(UnitOfWork).run(principal, (tx) => tx.query<{ why: string }>(sql, [round.id, district('cambridge')]));
    expect(await direct(`select why from commit_to_round($1, $2, 'committed', 100000, '[]', '100-410', null, null)`)).toMatchObject([{ why: 'limit' }]);
    await expect(direct(`select move_commitment($1, $2, '{awaiting_approval}', 'committed', ${await revision()})`)).rejects.toThrow('more than you may approve');
  });

  test('are approved or declined as they were looked at: a change that came between is said with its amount', async () => {
    const round = await open();
    await commit(officer, 'cambridge', round.id, 20);
    // The approver has looked at $840.00; the officer makes it three times as much before the press.
    await commit(officer, 'cambridge', round.id, 60);
    const changed = { __typename: 'RoundNotPossible', code: 'COMMITMENT_CHANGED', message: expect.stringContaining('It asks for up to $2,520.00 by now.') };
    expect([await say(cambridge, 'approveCommitment', round.id, 1), await say(cambridge, 'declineCommitment', round.id, 1)]).toMatchObject([changed, changed]);
    expect((await read(cambridge, round.id))!.commitments).toMatchObject([{ state: 'AWAITING_APPROVAL', atMostCents: 2_520_00 }]);
    // Also where the change is written in the very moment of the press: it waits for it, and is decided by what stands then.
    const slow = await db.owner.connect();
    try {
      await slow.query('begin');
      await slow.query('update round_commitment set revision = 3, at_most_cents = 999900 where round_id = $1', [round.id]);
      const pressed = say(cambridge, 'approveCommitment', round.id, 2);
      await new Promise((resolve) => setTimeout(resolve, 150));
      await slow.query('commit');
      expect(await pressed).toMatchObject({ code: 'COMMITMENT_CHANGED', message: expect.stringContaining('up to $9,999.00') });
    } finally {
      slow.release();
    }
    expect(await say(cambridge, 'approveCommitment', round.id, 3)).toMatchObject({ commitments: [{ state: 'COMMITTED' }] });
    expect(await say(cambridge, 'declineCommitment', round.id, 3)).toMatchObject({ code: 'COMMITMENT_CHANGED', message: expect.stringContaining('waits for nobody') });
  });

  test('pass no ceiling, whoever comes at once', async () => {
    const round = await open({ items: [paper({ ceiling: 30 })] });
    const answers = await Promise.all([commit(lead, 'council', round.id, 20), commit(cambridge, 'cambridge', round.id, 20), commit(grangeville, 'grangeville', round.id, 20)]);
    expect(answers.map(({ code, state }) => code ?? state).sort()).toEqual(['CEILING_PASSED', 'CEILING_PASSED', 'OPEN']);
    expect(answers.find(({ code }) => code)!.message).toBe('The ceiling of Copy paper has room for 10 cases. Take no more than that.');
  });

  test('come to no more than the contract allows, whoever comes at once', async () => {
    const round = await open({ ceilingCents: 1_000_00 });
    const answers = await Promise.all([commit(lead, 'council', round.id, 15), commit(cambridge, 'cambridge', round.id, 15), commit(grangeville, 'grangeville', round.id, 15)]);
    expect(answers.map(({ code, state }) => code ?? state).sort()).toEqual(['CEILING_PASSED', 'CEILING_PASSED', 'OPEN']);
    expect(answers.find(({ code }) => code)!.message).toBe('The ceiling of this round has room for $370.00, and this can come to $630.00. Take less, or say what you pay at most.');
    const [first] = [['council', lead], ['cambridge', cambridge]].filter((_, n) => answers[n]!.code) as ['council' | 'cambridge', Client][];
    expect(await commit(first![1], first![0], round.id, 10, 10, { notToExceedCents: 37_00 })).toMatchObject({ state: 'OPEN', participantCount: 2 });
  });

  test('are delivered to a school of whoever commits', async () => {
    const round = await open();
    const deliver = (place: 'council' | 'cambridge', schoolId = school(place)) => commit(cambridge, 'cambridge', round.id, 3, 3, {}, { schoolId });
    expect(await deliver('council')).toMatchObject({ __typename: 'InvalidInput', problems: [{ field: 'input.schoolId', message: 'Choose a school of this district.' }] });
    expect(await deliver('council', randomUUID())).toMatchObject({ __typename: 'InvalidInput' });
    expect(await deliver('cambridge')).toMatchObject({ state: 'OPEN', participantCount: 1 });
  });

  test('are for members alone, and with words for what is wrong', async () => {
    const round = await open();
    const kamiah = await app.client().signInAs(person('kamiah', 'business_manager'));
    expect(await commit(kamiah, 'kamiah', round.id, 3)).toMatchObject({ __typename: 'NotFound' });
    expect(await commit(cambridge, 'grangeville', round.id, 3)).toMatchObject({ __typename: 'NotAllowed' });
    expect(await commit(cambridge, 'cambridge', round.id, 5, 3)).toMatchObject({ __typename: 'InvalidInput', problems: [{ message: 'The most is not below the least.' }] });
    expect(await commit(cambridge, 'cambridge', round.id, 3, 3, { unit: 'pallet' })).toMatchObject({ problems: [{ message: 'Count it in ream or case.' }] });
  });

  test('of one cannot end the round for all: what nobody can work out any more is refused at once', async () => {
    const round = await open({ items: [paper({ units: [{ name: 'ream' }, { name: 'case', holds: 1000, of: 'ream' }] })] });
    await commit(grangeville, 'grangeville', round.id, 12);
    // Within the officer's own limit: a million cases at a cent.
    expect(await commit(officer, 'cambridge', round.id, 0, 1_000_000, { notToExceedCents: 1 })).toMatchObject({ __typename: 'InvalidInput', problems: [{ field: 'input.lines.0.maximum' }] });
    expect((await read(lead, round.id))!.items[0]!.progress).toMatchObject({ ordered: 12 });
    // Prices that differ a million times over: what is bought up may come to more than can be counted.
    const dear = await open({ buyUp: true, items: [paper({ tiers: [{ from: 1, priceCents: 100_000_000 }, { from: 2, priceCents: 1 }], charges: [{ name: 'Freight', kind: 'PER_UNIT', cents: 100_000_000, unit: 'ream' }] })] });
    expect(await commit(cambridge, 'cambridge', dear.id, 2)).toMatchObject({ __typename: 'RoundNotPossible', message: expect.stringContaining('more than can be counted') });
    // And units may be called anything; money is always from somewhere.
    const odd = await open({ items: [paper({ units: [{ name: '__proto__' }], orderUnit: '__proto__', priceUnit: '__proto__', ceiling: 50 })] });
    expect(await commit(cambridge, 'cambridge', odd.id, 2, 2, { unit: '__proto__' })).toMatchObject({ state: 'OPEN', items: [{ progress: { ordered: 2 } }] });
    expect(await commit(cambridge, 'cambridge', odd.id, 2, 2, { unit: '__proto__' }, { budgetCode: ' ' })).toMatchObject({ problems: [{ field: 'input.budgetCode' }] });
  });

  test('of others cannot be read, whatever is asked of the database', async () => {
    const round = await open();
    await commit(cambridge, 'cambridge', round.id, 6);
    const seen = await app.app.get(UnitOfWork).run(await principalOf(db, person('council', 'business_manager')), async (tx) => {
      const tables = ['round_commitment', 'round_line', 'round_commitment_version', 'round_share'];
      const counts: number[] = [];
      for (const table of tables) counts.push((await tx.query(`select 1 from ${table} where round_id = '${round.id}'`)).length);
      return counts;
    });
    expect(seen).toEqual([0, 0, 0, 0]);
  });
});

describe('the lock', () => {
  test('comes at its time, once: what each owes is frozen, told and explained', async () => {
    const round = await open();
    await commit(lead, 'council', round.id, 10, 14);
    await commit(cambridge, 'cambridge', round.id, 6, 8);
    await commit(officer, 'cambridge', round.id, 60);
    await commit(grangeville, 'grangeville', round.id, 10, 12);
    expect(await lock()).toBe(0);
    await setClock(db, LOCK);
    await signIn();
    expect(await commit(lead, 'council', round.id, 30)).toMatchObject({ code: 'ROUND_LOCKED' });
    const due = Number((await db.owner.query(`select count(*) as n from pool_round where state = 'open' and locks_at <= app_now()`)).rows[0].n);
    expect((await Promise.all([lock(), lock()])).reduce((a, b) => a + b)).toBe(due);
    // Cambridge's change waited for approval: it counts nothing, by the rule that was shown.
    const [mine, theirs] = [await read(lead, round.id), await read(cambridge, round.id)];
    expect(theirs!.shares).toEqual([]);
    expect(mine).toMatchObject({ state: 'LOCKED', steps: ['release'], shares: [{ cents: 380_00, lines: [{ quantityWords: '10 cases', priceWords: '$38.00 per case', cents: 380_00 }] }] });
    expect(mine!.shares[0]!.lines[0]!.words.join(' ')).toContain('Council takes');
    expect(mine!.shares[0]!.lines[0]!.words.join(' ')).not.toMatch(/Grangeville|Cambridge/);
    const { rows: [sum] } = await db.owner.query('select total_cents::int as total, (select sum(cents)::int from round_share s where s.round_id = r.round_id) as shares from round_result r where round_id = $1', [round.id]);
    expect(sum).toEqual({ total: 760_00, shares: 760_00 });
    // What the others take stands in a table that everyone in it can check; of a sealed round there is none.
    expect(await takers(grangeville, round.id)).toEqual([
      { district: { shortName: 'Cambridge' }, awaitsApproval: true, lines: [{ askedWords: '60 cases', takenWords: null, cents: null }] },
      { district: { shortName: 'Council' }, awaitsApproval: false, lines: [{ askedWords: '10 to 14 cases', takenWords: '10 cases', cents: 380_00 }] },
      { district: { shortName: 'Grangeville' }, awaitsApproval: false, lines: [{ askedWords: '10 to 12 cases', takenWords: '10 cases', cents: 380_00 }] },
    ]);
    const told = (await lead.get<{ nodes: { title: string; detail: string; roundId: string }[] }>('{ inbox { nodes { title detail roundId } } }')).nodes.filter(({ roundId }) => roundId === round.id);
    expect(told).toEqual([{ title: 'Locked, to be ordered: Copy paper', detail: 'Your district takes 10 cases and owes $380.00.', roundId: round.id }]);
    expect((await cambridge.get<{ nodes: { id: string }[] }>('{ catalogue(input: { search: "paper" }) { nodes { id } } }')).nodes.map((card) => card.id)).not.toContain(round.id);
    await expect(db.owner.query('update round_share set cents = 1')).rejects.toThrow('append-only');
    await expect(db.owner.query(`update pool_round set locks_at = locks_at + interval '1 day' where id = $1`, [round.id])).rejects.toThrow('stays as it is');
  });

  test('waits for whoever held the round before it', async () => {
    const round = await open();
    const slow = await db.owner.connect();
    try {
      await slow.query('begin');
      await slow.query('select from pool_round where id = $1 for share', [round.id]);
      await setClock(db, LOCK);
      let done = false;
      const locking = lock().then((n) => { done = true; return n; });
      await new Promise((resolve) => setTimeout(resolve, 150));
      expect(done).toBe(false);
      await slow.query('commit');
      expect(await locking).toBeGreaterThanOrEqual(1);
    } finally {
      slow.release();
    }
  });

  test('below its threshold orders nothing, and says so; nobody owes anything', async () => {
    await signIn();
    const round = await open({ items: [paper({ threshold: 20 })] });
    await commit(lead, 'council', round.id, 12);
    expect((await read(lead, round.id))!.items[0]!.progress!.headline).toBe('8 cases more, or nothing is ordered.');
    await setClock(db, '2026-08-30T12:00:00Z');
    expect((await db.owner.query('select remind_of_locks(100) as n')).rows[0].n).toBeGreaterThanOrEqual(1);
    expect((await db.owner.query('select remind_of_locks(100) as n')).rows[0].n).toBe(0);
    await setClock(db, LOCK);
    expect(await lock()).toBeGreaterThanOrEqual(1);
    await signIn();
    expect(await read(lead, round.id)).toMatchObject({ state: 'FAILED', shares: [{ cents: 0 }] });
    const told = (await lead.get<{ nodes: { title: string; detail: string; roundId: string }[] }>('{ inbox { nodes { title detail roundId } } }')).nodes.filter(({ roundId }) => roundId === round.id);
    expect(told).toEqual([{ title: 'Nothing is ordered: Copy paper', detail: 'Nothing is ordered: Copy paper lacked 8 cases of its threshold. Nobody owes anything.', roundId: round.id }]);
  });
});

describe('of a sealed round', () => {
  test('that asks for bids, no operation there is shows what another expects, nor anything that moves with it', async () => {
    await signIn();
    const people = { lead, grangeville };
    const round = await propose({ sealed: true, title: 'Sealed bids', route: 'SOLICITATION', items: [paper({ tiers: [] })], leadAgency: null, contractNumber: null, clause: null, termEnds: null });
    expect(await send(lead, 'gatherEstimates', 'GatherEstimatesInput', { roundId: round.id, revision: 1, estimatesDue: '2026-08-25T22:00:00Z' })).toMatchObject({ state: 'ESTIMATES' });
    const expects = (client: Client, place: 'council' | 'cambridge' | 'grangeville', count: number) => send(client, 'giveEstimate', 'GiveEstimateInput', { roundId: round.id, districtId: district(place), lines: [{ itemKey: 'item-1', unit: 'case', count }] });
    for (const [client, place] of [[lead, 'council'], [grangeville, 'grangeville'], [cambridge, 'cambridge']] as const) expect(await expects(client, place, 7)).toMatchObject({ state: 'ESTIMATES' });
    const same = async (change: () => Promise<unknown>, shows: string) => {
      const before = await everythingOf(app, round.id, people);
      expect(before['lead roundSolicitation']).toContain(shows);
      await change();
      const after = await everythingOf(app, round.id, people);
      for (const [asked, answer] of Object.entries(before)) expect([asked, after[asked]]).toEqual([asked, answer]);
    };
    const events = (await db.owner.query<{ n: string }>('select max(seq) as n from event')).rows[0]!.n;
    await same(() => expects(cambridge, 'cambridge', 3_333), '"answeredCount":3');
    expect((await db.owner.query('select distinct party_ids, consortium_ids from event where seq > $1 and subject_id = $2', [events, round.id])).rows).toEqual([{ party_ids: [district('cambridge')], consortium_ids: [] }]);
    expect(await send(lead, 'askForBids', 'AskForBidsInput', { roundId: round.id, number: '7', published: 'Record', publishedOn: '2026-08-24', bidsDue: '2026-08-24T16:00:00Z', documents: [] })).toMatchObject({ state: 'SOLICITED' });
    await setClock(db, '2026-08-24T16:00:00Z');
    for (const [supplier, few, many] of [['Few', 10_00, 10_00], ['Many', 12_00, 9_00]] as const) {
      expect(await send(lead, 'recordBid', 'RecordBidInput', { roundId: round.id, supplier, responsive: true, prices: [{ itemKey: 'item-1', mode: 'ALL_UNITS', tiers: [{ from: 1, priceCents: few }, { from: 100, priceCents: many }] }] })).toMatchObject({ state: 'SOLICITED' });
    }
    // Another world: which of the two is the lowest would turn, were it compared over what all expect.
    await same(() => db.owner.query(`insert into round_estimate select round_id, party_id, 99, '[{"item": "item-1", "unit": "case", "count": 1}]', account_id, app_now() from round_estimate where round_id = $1 and party_id = $2 and revision = 1`, [round.id, district('cambridge')]), '"totalCents":7000');
  }, 60_000);

  test('no operation there is shows what another takes, nor anything that moves with it', async () => {
    await signIn();
    const round = await open({ sealed: true, title: 'Science kits' });
    await commit(grangeville, 'grangeville', round.id, 4);
    await commit(cambridge, 'cambridge', round.id, 3);
    const { schema } = app.app.get(GraphQLSchemaHost);
    const everything = () => everythingOf(app, round.id, { lead, grangeville });
    const before = await everything();
    expect(before['lead round']).toContain('"participantCount":2');
    const events = (await db.owner.query<{ n: string }>('select max(seq) as n from event')).rows[0]!.n;
    // Another world: Cambridge takes a hundred times as much.
    expect(await commit(cambridge, 'cambridge', round.id, 300, 400, { notToExceedCents: 36_00 })).toMatchObject({ items: [{ progress: null }], participants: null });
    const after = await everything();
    for (const [asked, answer] of Object.entries(before)) expect([asked, after[asked]]).toEqual([asked, answer]);
    // A subscription hears what its event announces: of this change nobody but Cambridge.
    expect(Object.keys(schema.getSubscriptionType()!.getFields())).toEqual(['changes']);
    expect((await db.owner.query('select distinct party_ids, consortium_ids from event where seq > $1 and subject_id = $2', [events, round.id])).rows).toEqual([{ party_ids: [district('cambridge')], consortium_ids: [] }]);
    // The test sees what it must: in an open round the same change shows.
    const shown = await open({ title: 'Open kits' });
    await commit(cambridge, 'cambridge', shown.id, 3);
    const [few, many] = [JSON.stringify(await read(lead, shown.id)), (await commit(cambridge, 'cambridge', shown.id, 300), JSON.stringify(await read(lead, shown.id)))];
    expect(few).not.toBe(many);
  }, 60_000);

  test('that asks its members, nobody reads about what another committed to, nor how many are asked', async () => {
    await signIn();
    const both = { belowThreshold: 'ASK', belowDays: 3, items: [paper({ threshold: 20 }), paper({ name: 'Envelopes', threshold: 20 })] };
    const asks = async (envelopes: number) => {
      const { id: roundId } = await open({ sealed: true, title: 'Paper, sealed', ...both });
      await commit(grangeville, 'grangeville', roundId, 4);
      const line = (itemKey: string, n: number) => ({ itemKey, unit: 'case', minimum: n, maximum: n, notToExceedCents: null });
      await send(cambridge, 'commitToRound', 'CommitToRoundInput', { roundId, districtId: district('cambridge'), lines: [line('item-1', 2), line('item-2', envelopes)], budgetCode: '100-410' });
      return roundId;
    };
    // Two worlds: in one the envelopes stay below their threshold as well, in the other Cambridge alone takes enough of them.
    const worlds = [await asks(3), await asks(30)] as const;
    await setClock(db, LOCK);
    await lock();
    await signIn();
    const people = { lead, grangeville };
    const [few, many] = [await everythingOf(app, worlds[0], people), await everythingOf(app, worlds[1], people)].map((seen, n) => Object.fromEntries(Object.entries(seen).map(([asked, answer]) => [asked, answer.replaceAll(worlds[n]!, 'this').replaceAll(worlds[1 - n]!, 'other')])));
    for (const asked of Object.keys(few!).filter((one) => !/ (inbox|purchasingRounds)$/.test(one))) expect([asked, many![asked]]).toEqual([asked, few![asked]]);
    expect(few!['grangeville roundAsking']).toContain('"itemKey":"item-1"');
    expect(few!['lead roundAsking']).toMatch(/"items":\[\],/);
    expect((await cambridge.get<{ items: object[] }>('query ($id: ID!) { roundAsking(roundId: $id) { items { itemKey } } }', { id: worlds[0] })).items).toEqual([{ itemKey: 'item-1' }, { itemKey: 'item-2' }]);
    for (const client of [lead, grangeville]) {
      const told = (await client.get<{ nodes: { title: string; detail: string; roundId: string }[] }>('{ inbox(first: 50) { nodes { title detail roundId } } }')).nodes;
      const of = (roundId: string) => told.filter((item) => item.roundId === roundId).map(({ title, detail }) => [title, detail]);
      expect(of(worlds[0])).toEqual(of(worlds[1]));
      expect(JSON.stringify(of(worlds[0]))).not.toContain('Envelopes');
    }
  }, 60_000);

  test('the result tells each its own part alone', async () => {
    const round = await open({ sealed: true });
    await commit(grangeville, 'grangeville', round.id, 21);
    await commit(cambridge, 'cambridge', round.id, 17);
    await setClock(db, LOCK);
    await lock();
    await signIn();
    const mine = await read(cambridge, round.id);
    expect(mine!.shares).toEqual([{ cents: 646_00, lines: [{ quantityWords: '17 cases', priceWords: '$38.00 per case', cents: 646_00, words: ['Your district takes 17 cases at $38.00 per case: $646.00.'] }] }]);
    expect(await takers(cambridge, round.id)).toBeNull();
    expect(JSON.stringify([mine, await read(lead, round.id)])).not.toMatch(/\b(21|38) cases/);
  });
});
