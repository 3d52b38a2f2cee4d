import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Client, testApp, type TestApp } from '../../../test/app.js';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { id } from '../../../test/factories/ids.js';
import { district, insertNeighborhood, NOW, person, principalOf, setClock, west } from '../../../test/factories/neighborhood.js';
import { insertPerson } from '../../../test/factories/people.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { openWorkerDatabase, Sql, type WorkerDatabase } from '../../platform/jobs/jobs.js';
import { lockDueRounds } from './round-lock.job.js';

const ESTIMATES_DUE = '2026-08-28T22:00:00Z';
const BIDS_DUE = '2026-09-04T22:00:00Z';
const LOCK = '2026-09-18T22:00:00Z';
type Who = 'lead' | 'cambridge' | 'grangeville' | 'head';
type Place = 'council' | 'cambridge' | 'grangeville' | 'kamiah';
let db: TestDatabase;
let app: TestApp;
let worker: WorkerDatabase;
let people: Record<Who, Client>;

beforeAll(async () => {
  db = await freshDatabase();
  await insertNeighborhood(db);
  await insertPerson(db.owner, { id: id(7_101), roles: [{ role: 'superintendent', partyId: district('council') }] });
  app = await testApp(db);
  worker = await openWorkerDatabase(db.workerUrl);
});
afterAll(async () => {
  await worker?.close();
  await app?.stop();
  await db?.drop();
});
const clock = async (at: string) => {
  await setClock(db, at);
  const as = (account: string) => app.client().signInAs(account);
  people = { lead: await as(person('council', 'business_manager')), cambridge: await as(person('cambridge', 'business_manager')), grangeville: await as(person('grangeville', 'business_manager')), head: await as(id(7_101)) };
};

interface Round { __typename: string; id: string; state: string; route: string; code?: string; message?: string; problems?: { field: string; message: string }[]; missing: { field: string; words: string }[]; steps: string[]; locksAt: string; contractNumber: string | null; leadAgency: string | null; items: { tiers: { from: number; priceCents: number }[] }[] }
interface Bid { id: string; revision: number; supplier: string; responsive: boolean; totalCents: number | null; lowest: boolean; prices: { itemKey: string; cents: number | null; lowest: boolean }[] }
interface Solicitation {
  answeredCount: number; memberCount: number; answered: { shortName: string }[] | null; sums: { itemKey: string; quantityWords: string }[] | null; estimates: { revision: number; lines: { itemKey: string; words: string }[] }[]; estimateFor: { id: string }[]; number: string | null;
  documents: { name: string; url: string }[]; bids: Bid[]; comparedWords: string; award: { supplier: string; reason: string; boardOn: string } | null; failedReason: string | null; mayRecordBids: boolean; mayAward: boolean;
}
const ROUND = 'id state route missing { field words } steps locksAt contractNumber leadAgency items { tiers { from priceCents } }';
const send = (who: Who, operation: string, input: object, type = `${operation[0]!.toUpperCase()}${operation.slice(1)}Input`): Promise<Round> =>
  people[who].get(`mutation ($input: ${type}!) { ${operation}(input: $input) { __typename ... on Refusal { code message } ... on InvalidInput { problems { field message } } ... on Round { ${ROUND} } } }`, { input: { idempotencyKey: randomUUID(), ...input } });
const read = (who: Who, roundId: string): Promise<Solicitation> => people[who].get(`query ($id: ID!) { roundSolicitation(roundId: $id) { answeredCount memberCount answered { shortName } sums { itemKey quantityWords } estimates { revision lines { itemKey words } } estimateFor { id }
  number documents { name url } bids { id revision supplier responsive totalCents lowest prices { itemKey cents lowest } } comparedWords award { supplier reason boardOn } failedReason mayRecordBids mayAward } }`, { id: roundId });
const round = (who: Who, roundId: string): Promise<Round | null> => people[who].get(`query ($id: ID!) { round(id: $id) { __typename ${ROUND} } }`, { id: roundId });
const kinds = async (who: Who, roundId: string) => (await people[who].get<{ nodes: { kind: string; title: string; detail: string; roundId: string }[] }>('{ inbox(first: 50) { nodes { kind title detail roundId } } }')).nodes.filter((item) => item.roundId === roundId);

const item = (over: object = {}) => ({ name: 'Copy paper', specification: 'Letter, 20 lb, 92 bright', units: [{ name: 'ream' }, { name: 'case', holds: 10, of: 'ream' }], orderUnit: 'case', priceUnit: 'case', mode: 'ALL_UNITS', tiers: [], ...over });
const toner = { name: 'Toner', specification: 'For the office printers', units: [{ name: 'cartridge' }], orderUnit: 'cartridge', priceUnit: 'cartridge', mode: 'ALL_UNITS', tiers: [] };
const content = (over: object = {}) => ({ title: 'Paper and toner', items: [item(), toner], locksAt: LOCK, sealed: false, aim: 'BEST_PRICE', buyUp: false, route: 'SOLICITATION', stateCode: 'ID', ...over });
const revisionOf = async (id: string): Promise<number> => (await db.owner.query<{ revision: number }>('select revision from pool_round where id = $1', [id])).rows[0]!.revision;
const propose = async (over: object = {}, roundId: string | null = null) => send('lead', 'proposeRound', { roundId, revision: roundId && (await revisionOf(roundId)), districtId: district('council'), consortiumId: west, round: content(over) });
const gather = async (roundId: string, estimatesDue = ESTIMATES_DUE, who: Who = 'lead') => send(who, 'gatherEstimates', { roundId, revision: await revisionOf(roundId), estimatesDue });
const estimate = (who: Who, place: Place, roundId: string, lines: object[]) => send(who, 'giveEstimate', { roundId, districtId: district(place), lines });
const cases = (count: number) => [{ itemKey: 'item-1', unit: 'case', count }];
const asked = { number: 'ITB-26-04', published: 'Adams County Record', publishedOn: '2026-08-29', bidsDue: BIDS_DUE, documents: [{ name: 'Invitation to bid', url: 'https://bids.example.org/itb-26-04.pdf', what: 'What is asked for, and how to answer' }] };
const ask = (roundId: string, over: object = {}, who: Who = 'lead') => send(who, 'askForBids', { roundId, ...asked, ...over });
const prices = (paper: number[], ink: number | null) => [{ itemKey: 'item-1', mode: 'ALL_UNITS', tiers: paper.map((priceCents, n) => ({ from: n === 0 ? 1 : n * 40, priceCents })) }, ...(ink === null ? [] : [{ itemKey: 'item-2', mode: 'ALL_UNITS', tiers: [{ from: 1, priceCents: ink }] }])];
const bid = (roundId: string, over: object = {}, who: Who = 'lead') => send(who, 'recordBid', { roundId, supplier: 'Gem State Paper', responsive: true, leadTime: 'Ten days', prices: prices([42_00, 38_00], 61_00), ...over });
const contract = { boardOn: '2026-09-04', minutes: 'Minutes of September 4, item 7', reason: 'It costs the least over all.', contractNumber: 'C-26-04', clause: 'Members may order on the same terms.', termEnds: '2027-06-30', ceilingCents: 50_000_00 };
const award = (roundId: string, chosen: Bid, over: object = {}, who: Who = 'head') => send(who, 'awardRound', { roundId, bidId: chosen.id, bidRevision: chosen.revision, ...contract, ...over });

/** A round that came so far: Council expects 30 cases and 12 cartridges, Cambridge 15 cases. */
async function gathering(over: object = {}): Promise<string> {
  await clock(NOW);
  const { id: roundId } = await propose(over);
  expect(await gather(roundId)).toMatchObject({ state: 'ESTIMATES' });
  await estimate('lead', 'council', roundId, [...cases(30), { itemKey: 'item-2', unit: 'cartridge', count: 12 }]);
  await estimate('cambridge', 'cambridge', roundId, cases(15));
  return roundId;
}
async function solicited(over: object = {}): Promise<string> {
  const roundId = await gathering(over);
  await clock('2026-08-29T12:00:00Z');
  expect(await ask(roundId)).toMatchObject({ state: 'SOLICITED' });
  await clock(BIDS_DUE);
  return roundId;
}

describe('a round without a contract', () => {
  test('has no prices until a board awards it; then it is one like any other, and each district finds its estimate again', async () => {
    await clock(NOW);
    const draft = await propose({ items: [item({ specification: null }), toner] });
    expect(draft).toMatchObject({ state: 'DRAFT', route: 'SOLICITATION', steps: ['change', 'gather', 'cancel'], missing: [{ field: 'items.0.specification', words: expect.stringContaining('Specification of Copy paper') }], items: [{ tiers: [] }, { tiers: [] }] });
    expect(await gather(draft.id)).toMatchObject({ code: 'ROUND_INCOMPLETE', message: expect.stringContaining('Specification of Copy paper') });
    expect(await send('lead', 'openRound', { roundId: draft.id, revision: 1 }, 'OpenRoundInput')).toMatchObject({ message: expect.stringContaining('gathers estimates first') });
    await propose({}, draft.id);
    expect(await round('cambridge', draft.id)).toBeNull();
    expect(await gather(draft.id, NOW)).toMatchObject({ problems: [{ field: 'input.estimatesDue' }] });
    // The least that is ordered has no price yet: the draft is read all the same.
    await propose({ items: [item({ threshold: 10 }), toner] }, draft.id);
    expect(await people.lead.get('query ($id: ID!) { round(id: $id) { authority { stateCode bidWarning { cents } } } }', { id: draft.id })).toEqual({ authority: { stateCode: 'ID', bidWarning: null } });
    await propose({}, draft.id);
    expect(await gather(draft.id)).toMatchObject({ state: 'ESTIMATES', steps: ['solicit', 'cancel'] });
    expect(await send('cambridge', 'commitToRound', { roundId: draft.id, districtId: district('cambridge'), budgetCode: '100', lines: [{ itemKey: 'item-1', unit: 'case', minimum: 1, maximum: 1 }] })).toMatchObject({ __typename: 'RoundNotPossible' });
    // Members read it and are asked, with a clock; it stands in no catalogue.
    expect(await kinds('cambridge', draft.id)).toMatchObject([{ kind: 'GIVE_ESTIMATE', title: 'Estimate what you would take: Paper and toner' }]);
    expect((await people.cambridge.get<{ nodes: object[] }>('{ catalogue(input: { search: "toner" }) { nodes { id } } }')).nodes).toEqual([]);
    expect(await propose({}, draft.id)).toMatchObject({ __typename: 'RoundNotPossible' });

    await estimate('lead', 'council', draft.id, [...cases(30), { itemKey: 'item-2', unit: 'cartridge', count: 12 }]);
    await estimate('cambridge', 'cambridge', draft.id, cases(9));
    expect(await estimate('cambridge', 'cambridge', draft.id, [{ itemKey: 'item-1', unit: 'ream', count: 155 }])).toMatchObject({ state: 'ESTIMATES' });
    expect(await kinds('cambridge', draft.id)).toEqual([]);
    expect(await read('grangeville', draft.id)).toMatchObject({ answeredCount: 2, answered: [{ shortName: 'Council' }, { shortName: 'Cambridge' }], sums: [{ quantityWords: '45 cases and 5 reams' }, { quantityWords: '12 cartridges' }], estimates: [], estimateFor: [{ id: district('grangeville') }] });
    expect(await read('cambridge', draft.id)).toMatchObject({ estimates: [{ revision: 2, lines: [{ words: '15 cases and 5 reams' }] }] });

    // Whoever has not answered hears of it two days before, once.
    expect(await ask(draft.id)).toMatchObject({ code: 'ESTIMATES_COMING' });
    await clock('2026-08-27T12:00:00Z');
    expect((await db.owner.query('select remind_of_estimates(100) as n, remind_of_estimates(100) as again')).rows).toEqual([{ n: 1, again: 0 }]);
    expect(await kinds('grangeville', draft.id)).toMatchObject([{ kind: 'GIVE_ESTIMATE' }, { kind: 'NOTICE', title: 'Estimate soon: Paper and toner' }]);
    expect(await kinds('cambridge', draft.id)).toEqual([]);
    await clock('2026-08-29T12:00:00Z');
    expect(await ask(draft.id)).toMatchObject({ state: 'SOLICITED', steps: ['fail', 'cancel'] });
    expect(await estimate('grangeville', 'grangeville', draft.id, cases(3))).toMatchObject({ code: 'ESTIMATES_CLOSED' });
    expect((await kinds('grangeville', draft.id)).map(({ title }) => title)).toContain('Out for bids: Paper and toner');
    expect(await bid(draft.id)).toMatchObject({ code: 'BIDS_CLOSED' });

    await clock(BIDS_DUE);
    await bid(draft.id);
    await bid(draft.id, { supplier: 'Payette Office', prices: prices([39_00], 66_00), notes: 'Net 30' });
    await bid(draft.id, { supplier: 'Late & Co.', responsive: false, reason: 'No bid bond.', prices: prices([20_00], null) });
    const open = await read('grangeville', draft.id);
    // 455 reams fill 46 cases: at $38.00 from 40 on, or at $39.00.
    expect(open.bids).toMatchObject([
      { supplier: 'Gem State Paper', totalCents: 46 * 38_00 + 12 * 61_00, lowest: true, prices: [{ cents: 46 * 38_00, lowest: true }, { cents: 12 * 61_00, lowest: true }] },
      { supplier: 'Payette Office', totalCents: 46 * 39_00 + 12 * 66_00, lowest: false, prices: [{ lowest: false }, { lowest: false }] },
      { supplier: 'Late & Co.', responsive: false, totalCents: null, lowest: false, prices: [{ cents: 46 * 20_00, lowest: false }] },
    ]);
    expect([open.mayAward, open.mayRecordBids, (await read('lead', draft.id)).mayAward, (await read('head', draft.id)).mayAward, (await read('lead', draft.id)).mayRecordBids]).toEqual([false, false, false, true, true]);
    // The board takes the second one: its prices become those of the round.
    expect(await award(draft.id, open.bids[1]!, { reason: 'It delivers to each school.' })).toMatchObject({
      state: 'AWARDED', contractNumber: 'C-26-04', leadAgency: 'Council School District', steps: [], items: [{ tiers: [{ from: 1, priceCents: 39_00 }] }, { tiers: [{ priceCents: 66_00 }] }],
    });
    expect(await read('cambridge', draft.id)).toMatchObject({ award: { supplier: 'Payette Office', reason: 'It delivers to each school.', boardOn: '2026-09-04' }, mayAward: false });

    const openAt = (locksAt: string, who: Who = 'lead') => send(who, 'openAwardedRound', { roundId: draft.id, locksAt });
    expect(await openAt(NOW)).toMatchObject({ problems: [{ field: 'input.locksAt' }] });
    expect(await openAt('2027-07-01T12:00:00Z')).toMatchObject({ problems: [{ message: 'The contract ends before that.' }] });
    expect(await openAt('2026-09-25T22:00:00Z', 'cambridge')).toMatchObject({ __typename: 'NotAllowed' });
    expect(await openAt('2026-09-25T22:00:00Z')).toMatchObject({ state: 'OPEN', locksAt: '2026-09-25T22:00:00.000Z' });
    expect(await read('cambridge', draft.id)).toMatchObject({ estimates: [{ lines: [{ words: '15 cases and 5 reams' }] }] });
    const line = (minimum: number) => [{ itemKey: 'item-1', unit: 'case', minimum, maximum: minimum, notToExceedCents: null }];
    expect(await send('cambridge', 'commitToRound', { roundId: draft.id, districtId: district('cambridge'), lines: line(15), budgetCode: '100-410' })).toMatchObject({ state: 'OPEN' });
    await clock('2026-09-25T22:00:00Z');
    expect(await lockDueRounds(new Sql(worker.pool), { error: (...args: unknown[]) => { throw new Error(JSON.stringify(args)); } })).toBe(1);
    expect((await db.owner.query('select cents::int from round_share where round_id = $1', [draft.id])).rows).toEqual([{ cents: 15 * 39_00 }]);
  });

  test('that lacks something says so to whoever leads it, and to nobody else; addresses are kept as they are written', async () => {
    const roundId = await gathering();
    await clock('2026-08-29T12:00:00Z');
    await ask(roundId, { documents: [{ ...asked.documents[0], url: 'HTTPS:bids.example.org' }] });
    await clock(BIDS_DUE);
    await bid(roundId);
    const { documents, bids } = await read('grangeville', roundId);
    expect(documents.map(({ url }) => url)).toEqual(['https://bids.example.org/']);
    expect(await award(roundId, bids[0]!, { termEnds: '2026-09-10' })).toMatchObject({ state: 'AWARDED' });
    expect((await round('lead', roundId))!.missing).toMatchObject([{ words: 'A contract that still runs at the lock' }]);
    expect(await round('grangeville', roundId)).toMatchObject({ missing: [], steps: [] });
  });

  test.each([
    ['a price in the draft', { items: [item({ tiers: [{ from: 1, priceCents: 1 }] })] }, /items\.0\.price/], ['a contract in the draft', { contractNumber: 'C-1' }, /contractNumber/], ['a unit that is none', { items: [item({ orderUnit: 'box' })] }, /items\.0\.orderUnit/],
    ['no price on a contract that exists', { route: 'CONTRACT' }, /items\.0\.tiers/],
  ])('with %s is refused beside the field', async (_what, over, field) => {
    await clock(NOW);
    const answer = await propose(over);
    expect(answer.__typename).toBe('InvalidInput');
    expect(answer.problems![0]!.field).toMatch(field);
  });

  test('says of each part what is wrong with it, beside the field', async () => {
    const roundId = await gathering();
    const fields = (answer: Round) => answer.problems?.map(({ field }) => field);
    expect(fields(await estimate('cambridge', 'cambridge', roundId, [{ itemKey: 'item-9', unit: 'case', count: 1 }]))).toEqual(['input.lines.0.itemKey']);
    expect(fields(await estimate('cambridge', 'cambridge', roundId, [{ itemKey: 'item-1', unit: 'pallet', count: 1 }, ...cases(2)]))).toEqual(['input.lines.0.unit', 'input.lines.1.itemKey']);
    expect(await estimate('cambridge', 'grangeville', roundId, cases(2))).toMatchObject({ __typename: 'NotAllowed' });
    await clock('2026-08-29T12:00:00Z');
    expect(fields(await ask(roundId, { number: ' ', publishedOn: '2026-02-30', bidsDue: NOW, documents: [{ name: 'Notice', url: 'http://bids.example.org', what: 'The notice' }, { name: 'Form', url: 'javascript:alert(1)', what: ' ' }] })))
      .toEqual(['input.number', 'input.publishedOn', 'input.bidsDue', 'input.documents.0.url', 'input.documents.1.what', 'input.documents.1.url']);
    expect(await ask(roundId, {}, 'cambridge')).toMatchObject({ __typename: 'NotAllowed' });
    await ask(roundId);
    await clock(BIDS_DUE);
    expect(fields(await bid(roundId, { supplier: ' ', prices: prices([42_00, 38_00], null) }))).toEqual(['input.supplier', 'input.prices']);
    expect(fields(await bid(roundId, { responsive: false, prices: [{ itemKey: 'item-1', mode: 'ALL_UNITS', tiers: [{ from: 2, priceCents: 5 }] }] }))).toEqual(['input.reason', 'input.prices.0.tiers']);
    expect(await bid(roundId, {}, 'cambridge')).toMatchObject({ __typename: 'NotAllowed' });
    await bid(roundId);
    const [only] = (await read('lead', roundId)).bids;
    expect(await bid(roundId, { bidId: only!.id, revision: 1, responsive: false, reason: 'Withdrawn by the supplier.', prices: [] })).toMatchObject({ state: 'SOLICITED' });
    expect(await bid(roundId, { bidId: only!.id, revision: 1 })).toMatchObject({ __typename: 'RoundNotPossible' });
    expect(await award(roundId, only!)).toMatchObject({ problems: [{ field: 'input.bidId' }] });
    await bid(roundId, { bidId: only!.id, revision: 2 });
    const [again] = (await read('lead', roundId)).bids;
    expect(again).toMatchObject({ id: only!.id, revision: 3, responsive: true });
    expect(await award(roundId, again!, {}, 'lead')).toMatchObject({ __typename: 'NotAllowed' });
    expect(fields(await award(roundId, again!, { boardOn: '2026-10-01', minutes: ' ', reason: ' ', contractNumber: ' ', clause: ' ', termEnds: '2026-01-01' }))).toEqual(['input.boardOn', 'input.minutes', 'input.reason', 'input.contractNumber', 'input.clause', 'input.termEnds']);
  });

  test('is awarded once, by whoever comes first; an estimate is in before bids are asked for, or told it came too late', async () => {
    const roundId = await gathering();
    await clock('2026-08-29T12:00:00Z');
    const [closed, late] = await Promise.all([ask(roundId), ...[1, 2, 3].map((n) => estimate('cambridge', 'cambridge', roundId, cases(n)))]).then((all) => [all[0], all.slice(1)] as const);
    expect(closed).toMatchObject({ state: 'SOLICITED' });
    const { rows } = await db.owner.query('select count(*)::int as n from round_estimate where round_id = $1 and party_id = $2', [roundId, district('cambridge')]);
    expect(rows[0].n).toBe(1 + late.filter(({ __typename }) => __typename === 'Round').length);
    await clock(BIDS_DUE);
    await bid(roundId);
    const [chosen] = (await read('head', roundId)).bids;
    const answers = await Promise.all([award(roundId, chosen!), award(roundId, chosen!), send('lead', 'failRound', { roundId, reason: 'Too dear.' })]);
    expect(answers.filter(({ __typename }) => __typename === 'Round')).toHaveLength(1);
  });

  test('ends without an award, or is canceled on the way: whoever estimated hears of it', async () => {
    const failed = await solicited();
    expect(await send('lead', 'failRound', { roundId: failed, reason: ' ' })).toMatchObject({ problems: [{ field: 'input.reason' }] });
    expect(await send('lead', 'failRound', { roundId: failed, reason: 'No responsive bid came.' })).toMatchObject({ state: 'FAILED', steps: [] });
    expect(await kinds('cambridge', failed)).toMatchObject([{ title: 'No bid was awarded: Paper and toner', detail: 'No responsive bid came.' }]);
    expect([await kinds('grangeville', failed), (await read('cambridge', failed)).failedReason]).toEqual([[], 'No responsive bid came.']);
    const canceled = await gathering();
    expect(await send('lead', 'cancelRound', { roundId: canceled }, 'RoundStepInput')).toMatchObject({ state: 'CANCELLED' });
    expect(await kinds('cambridge', canceled)).toMatchObject([{ title: 'Canceled: Paper and toner', detail: 'Nothing is ordered in this round. Your estimate bound nobody.' }]);
    expect(await kinds('grangeville', canceled)).toEqual([]);
  });

  test('sealed, tells nobody what others expect: bids are compared over what one expects oneself', async () => {
    const roundId = await solicited({ sealed: true });
    expect(await bid(roundId, { prices: prices([42_00, 38_00], 61_00).map((price) => ({ ...price, mode: 'INCREMENTAL' })) })).toMatchObject({ problems: [{ field: 'input.prices.0.mode', message: expect.stringContaining('holds for everything') }, { field: 'input.prices.1.mode' }] });
    await bid(roundId);
    expect(await read('lead', roundId)).toMatchObject({ answeredCount: 2, answered: null, sums: null, bids: [{ totalCents: 30 * 42_00 + 12 * 61_00 }] });
    expect(await read('cambridge', roundId)).toMatchObject({ bids: [{ totalCents: 15 * 42_00 }], comparedWords: expect.stringContaining('your own district') });
    expect(await read('grangeville', roundId)).toMatchObject({ bids: [{ totalCents: null, lowest: false }], estimates: [] });
    const [chosen] = (await read('head', roundId)).bids;
    expect(await award(roundId, chosen!)).toMatchObject({ problems: [{ field: 'input.ceilingCents' }] });
    expect(await award(roundId, chosen!, { ceilingCents: null })).toMatchObject({ state: 'AWARDED' });
  });

  test('keeps to its way whoever asks the database', async () => {
    const roundId = await solicited();
    const seen = await app.app.get(UnitOfWork).run(await principalOf(db, person('grangeville', 'business_manager')), async (tx) => (await tx.query(`select 1 from round_estimate where round_id = '${roundId}'`)).length);
    expect(seen).toBe(0);
    const asked = (sql: string) => expect(db.owner.query(sql, [roundId])).rejects;
    await asked(`update pool_round set state = 'open' where id = $1`).toThrow('stays as it is');
    await asked(`update pool_round set state = 'awarded' where id = $1`).toThrow('no price yet');
    await asked(`update pool_round set contract_number = 'X' where id = $1`).toThrow('comes with its award');
    await asked(`update pool_round set route = 'contract' where id = $1`).toThrow('chosen in its draft');
    await asked(`update round_item set body = jsonb_set(body, '{name}', '"Else"') where round_id = $1`).toThrow('as it was proposed');
    await asked(`update round_solicitation set bids_due = bids_due + interval '1 day' where round_id = $1`).toThrow('stays');
    await asked('delete from round_estimate where round_id = $1').toThrow('append-only');
    await expect(app.app.get(UnitOfWork).run(await principalOf(db, person('council', 'business_manager')), (tx) => tx.query(`update round_item set body = body where round_id = '${roundId}'`))).rejects.toThrow('permission denied');
    // Where the prices are there but no board, it does not open either.
    await db.owner.query(`update round_item set body = jsonb_set(body, '{price,tiers}', '[{"from": 1, "priceCents": 1}]') where round_id = $1`, [roundId]);
    await asked(`update pool_round set state = 'awarded' where id = $1`).toThrow('no board');
  });

  test('stays in the list, however many rounds are over', async () => {
    const roundId = await gathering();
    // What is over is younger by far, and all of it is the lead's.
    await db.owner.query(`insert into offering (id, kind, owner_party_id, state, title, summary, created_at) select ('00000000-0000-7000-8000-' || lpad((8700000 + n)::text, 12, '0'))::uuid, 'pool', $1, 'closed', 'Long over', '', app_now() from generate_series(1, 120) n`, [district('council')]);
    await db.owner.query(
      `insert into pool_round (id, lead_party_id, consortium_id, route, state, sealed, aim, buy_up, locks_at, unapproved_counts, proposed_by, proposed_at, state_since)
       select id, owner_party_id, $1, 'contract', case when id::text like '%0' then 'failed' else 'settled' end, false, 'best-price', false, '2026-01-01', 'nothing', $2, created_at, app_now() + interval '1 day' from offering where title = 'Long over'`, [west, person('council', 'business_manager')]);
    await db.owner.query(`insert into round_item (round_id, key, ordinal, body, unit_sizes) select o.id, i.key, i.ordinal, jsonb_set(i.body, '{price,tiers}', '[{"from": 1, "priceCents": 1}]'), i.unit_sizes from offering o join round_item i on i.round_id = $1 where o.title = 'Long over'`, [roundId]);
    const listed = await people.lead.get<{ id: string; state: string }[]>('{ purchasingRounds { id state } }');
    expect(listed).toHaveLength(100);
    expect(listed.map(({ id: one }) => one)).toContain(roundId);
    const over = listed.map(({ state }) => ['SETTLED', 'FAILED', 'CANCELLED'].includes(state));
    expect(over.slice(over.indexOf(true))).not.toContain(false);
  });
});
