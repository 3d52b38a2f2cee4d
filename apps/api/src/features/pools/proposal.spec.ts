import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type Client, testApp, type TestApp } from '../../../test/app.js';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { district, insertNeighborhood, NOW, person, school, setClock, west } from '../../../test/factories/neighborhood.js';
import { openWorkerDatabase, Sql, type WorkerDatabase } from '../../platform/jobs/jobs.js';
import { lockDueRounds } from './round-lock.job.js';

const LOCK = '2026-08-31T22:00:00Z';
type Place = 'council' | 'cambridge' | 'grangeville';
let db: TestDatabase;
let app: TestApp;
let worker: WorkerDatabase;
let people: Record<Place, Client>;

beforeAll(async () => {
  db = await freshDatabase();
  await insertNeighborhood(db);
  app = await testApp(db);
  worker = await openWorkerDatabase(db.workerUrl);
  await at(NOW);
});
afterAll(async () => {
  await worker?.close();
  await app?.stop();
  await db?.drop();
});
/** A jump of the clock ends sessions: everybody signs in anew. */
const at = async (time: string) => {
  await setClock(db, time);
  const as = (place: Place) => app.client().signInAs(person(place, 'business_manager'));
  people = { council: await as('council'), cambridge: await as('cambridge'), grangeville: await as('grangeville') };
};

interface Charge { itemKey: string | null; name: string; cents: number; words: string }
interface Round {
  __typename: string; id: string; revision: number; state: string; title: string; locksAt: string; termEnds: string; code?: string; message?: string; problems?: { field: string; message: string }[]; missing: { code: string }[]; items: { key: string; name: string }[];
  proposal: { charges: Charge[]; codes: object[]; deliveryFrom: string | null; deliveryUntil: string | null; copiedFromId: string | null };
  commitments: { atMostCents: number; now: { goodsCents: number; chargesCents: number } | null }[]; shares: { cents: number; lines: { cents: number; words: string[] }[]; charges: Charge[] }[];
  orders: { id: string; totalCents: number; lines: { cents: number; adjustmentCents: number }[]; charges: { name: string; district: { shortName: string }; cents: number }[] }[];
}
const ROUND = `id revision state title locksAt termEnds missing { code } items { key name } proposal { charges { itemKey name cents words } codes { itemKey code list version } deliveryFrom deliveryUntil copiedFromId } commitments { atMostCents now { goodsCents chargesCents } }
  shares { cents lines { cents words } charges { itemKey name cents words } } orders { id totalCents lines { cents adjustmentCents } charges { name district { shortName } cents } }`;
const send = (place: Place, operation: string, type: string, input: object): Promise<Round> =>
  people[place].get(`mutation ($input: ${type}!) { ${operation}(input: $input) { __typename ... on Refusal { code message } ... on InvalidInput { problems { field message } } ... on Round { ${ROUND} } } }`, { input: { idempotencyKey: randomUUID(), ...input } });
const read = (place: Place, id: string): Promise<Round> => people[place].get(`query ($id: ID!) { round(id: $id) { __typename ${ROUND} } }`, { id });
const paper = (over: object = {}) => ({ name: 'Copy paper', units: [{ name: 'ream' }, { name: 'case', holds: 10, of: 'ream' }], orderUnit: 'case', priceUnit: 'case', mode: 'ALL_UNITS', tiers: [{ from: 1, priceCents: 42_00 }, { from: 16, priceCents: 38_00 }], ...over });
const content = (over: object = {}) => ({ title: 'Copy paper', items: [paper()], locksAt: LOCK, sealed: false, aim: 'BEST_PRICE', buyUp: false, leadAgency: 'State of Idaho', contractNumber: 'SBPO-1712', clause: 'Any agency.', termEnds: '2027-06-30', stateCode: 'ID', documents: [{ kind: 'AWARD', address: 'https://award.example.org' }], ...over });
const propose = (over: object = {}, more: object = {}) => send('council', 'proposeRound', 'ProposeRoundInput', { districtId: district('council'), consortiumId: west, round: content(over), ...more });
const open = async (over: object = {}) => send('council', 'openRound', 'OpenRoundInput', { roundId: (await propose(over)).id, revision: 1 });
const commit = (place: Place, roundId: string, count: number, itemKey = 'item-1') => send(place, 'commitToRound', 'CommitToRoundInput', { roundId, districtId: district(place), schoolId: school(place), budgetCode: `${place}-410`, lines: [{ itemKey, unit: 'case', minimum: count, maximum: count }] });
const lock = async () => {
  await at(LOCK);
  await lockDueRounds(new Sql(worker.pool), { error: (...args: unknown[]) => { throw new Error(JSON.stringify(args)); } });
};
const file = (by: Place, id: string, ending: string) => fetch(`${app.url}/orders/${id}/order.${ending}`, { headers: { cookie: [...people[by].cookies].map(([name, value]) => `${name}=${value}`).join('; ') } });
const problems = (round: Round) => round.problems?.map(({ field, message }) => [field.replace('input.round.', ''), message]);

const FREIGHT = { name: 'Freight', kind: 'FIXED', cents: 120_00, sharedBy: 'BY_GOODS' };
const FEE = { name: 'Administrative fee', kind: 'PERCENT', percent: '1.5' };
const PALLETS = { name: 'Handling', kind: 'PER_UNIT', cents: 50, unit: 'case' };

describe('freight and fees', () => {
  test('are refused beside their field where they cannot be shared', async () => {
    expect(problems(await propose({ charges: [{ ...FREIGHT, name: ' ', sharedBy: 'BY_QUANTITY' }, { ...PALLETS }, { ...FEE, percent: null }], items: [paper({ charges: [{ ...PALLETS, unit: 'pallet' }, { ...FREIGHT, cents: null, sharedBy: null }] })] }))).toEqual([
      ['charges.0.name', 'Name the charge: freight, a fee.'], ['charges.0.sharedBy', 'Items have different units: share it by the goods or equally.'], ['charges.1.kind', 'An amount per unit belongs to an item: put it there.'],
      ['charges.2.percent', 'Enter the percentage, such as 2.5.'], ['items.0.charges.0.name', 'Handling stands twice: name this one after its item, as in "Handling of copy paper".'], ['items.0.charges.0.unit', 'Say for each of what: ream or case.'], ['items.0.charges.1.cents', 'Enter the amount.'], ['items.0.charges.1.sharedBy', 'Choose how it is shared.'],
    ]);
    // Of a sealed round only those whose part tells nothing of others.
    const amount = expect.stringContaining('would tell what others take, or how many they are');
    expect(problems(await propose({ sealed: true, charges: [FREIGHT, { ...FREIGHT, name: 'Freight 2', sharedBy: 'EQUALLY' }], items: [paper({ charges: [{ ...FREIGHT, name: 'Freight of paper', sharedBy: 'EQUALLY' }] })] }))).toEqual([['charges.0.kind', amount], ['charges.1.kind', amount], ['items.0.charges.0.kind', amount]]);
    expect(await propose({ sealed: true, charges: [FEE], items: [paper({ charges: [PALLETS, { ...FEE, name: 'Fee of paper' }] })] })).toMatchObject({ __typename: 'Round' });
    // An invoice names a charge and nothing else: one name stands once, over the round and all its items.
    expect(problems(await propose({ charges: [FEE, { ...FEE, name: 'administrative  FEE ' }], items: [paper({ charges: [FREIGHT] }), paper({ name: 'Card stock', charges: [{ ...FREIGHT, name: ' freight' }, { ...PALLETS }, { ...PALLETS }] })] }))).toEqual([
      ['charges.1.name', 'administrative  FEE stands twice: give this one a name of its own.'], ['items.1.charges.0.name', 'freight stands twice: name this one after its item, as in "freight of card stock".'], ['items.1.charges.2.name', 'Handling stands twice: give this one a name of its own.'],
    ]);
  });

  test('are lines of their own from the proposal to the order: said, bounded, shared, frozen, on every paper', async () => {
    const draft = await propose({ charges: [FREIGHT, FEE], items: [paper({ charges: [PALLETS] })] });
    expect(draft.proposal.charges.map(({ words }) => words)).toEqual(['Freight: $120.00 in all, shared by what each pays for the goods.', 'Administrative fee: 1.5% of what each pays for the goods.', 'Handling: $0.50 for each case.']);
    const { id } = await send('council', 'openRound', 'OpenRoundInput', { roundId: draft.id, revision: 1 });
    await expect(db.owner.query(`update pool_round set charges = '[]' where id = $1`, [id])).rejects.toThrow('stay as they are');
    // $420 of goods at the highest price, all of the freight, 1.5% of $420 and a cent that may fall here, ten times $0.50.
    expect(await commit('council', id, 10)).toMatchObject({ commitments: [{ atMostCents: 420_00 + 120_00 + 6_31 + 5_00, now: { goodsCents: 420_00, chargesCents: 120_00 + 6_30 + 5_00 } }] });
    expect(await commit('cambridge', id, 6)).toMatchObject({ commitments: [{ now: { goodsCents: 228_00, chargesCents: 45_00 + 3_42 + 3_00 } }] });
    await lock();
    const [share] = (await read('council', id)).shares;
    expect(share).toMatchObject({
      cents: 380_00 + 75_00 + 5_70 + 5_00, lines: [{ cents: 380_00 }],
      charges: [
        { itemKey: 'item-1', name: 'Handling', cents: 5_00, words: 'Handling: $5.00, at $0.50 for each case.' }, { itemKey: null, name: 'Freight', cents: 75_00, words: 'Freight: $75.00 of $120.00, shared by what each pays for the goods.' },
        { itemKey: null, name: 'Administrative fee', cents: 5_70 },
      ],
    });
    const released = await send('council', 'releaseRound', 'ReleaseRoundInput', { roundId: id, way: 'DISTRICT', supplier: 'Gem State Paper' });
    expect(released.orders).toMatchObject([{ totalCents: 465_70, lines: [{ cents: 380_00, adjustmentCents: 0 }], charges: [{ name: 'Handling', cents: 5_00 }, { name: 'Freight', cents: 75_00 }, { name: 'Administrative fee', cents: 5_70 }] }]);
    const [order] = released.orders;
    await send('council', 'placeOrder', 'PlaceOrderInput', { orderId: order!.id, purchaseOrderNumber: 'PO-77' });
    const csv = (await (await file('council', order!.id, 'csv')).text()).trim().split('\r\n');
    expect(csv.slice(2).map((row) => row.split(',').slice(6, 10).join())).toEqual(['2,Handling,Freight or fee,Council School District', '3,Freight,Freight or fee,Council School District', '4,Administrative fee,Freight or fee,Council School District']);
    const xml = await (await file('council', order!.id, 'xml')).text();
    for (const part of ['<cbc:AllowanceChargeReason>Freight</cbc:AllowanceChargeReason>\n    <cbc:Amount currencyID="USD">75.00<', '<cbc:ChargeTotalAmount currencyID="USD">85.70<', '<cbc:PayableAmount currencyID="USD">465.70<']) expect(xml).toContain(part);
    const pdf = await getDocument({ data: new Uint8Array(await (await file('council', order!.id, 'pdf')).arrayBuffer()), useSystemFonts: false, verbosity: 0 }).promise;
    const text = (await (await pdf.getPage(1)).getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join(' ').replaceAll(/\s+/g, ' ');
    for (const words of ['3. Freight', '$75.00', '$465.70']) expect(text).toContain(words);
  });

  test('count against the ceiling of the contract, and go with one order of the lead for all', async () => {
    await at(NOW);
    const { id } = await open({ charges: [{ ...FREIGHT, sharedBy: 'EQUALLY' }], ceilingCents: 1_000_00 });
    expect(await commit('council', id, 16)).toMatchObject({ __typename: 'Round', commitments: [{ atMostCents: 792_00 }] });
    expect(await commit('cambridge', id, 3)).toMatchObject({ code: 'CEILING_PASSED', message: expect.stringContaining('The ceiling of this round has room for $208.00, and this can come to $246.00.') });
    expect(await commit('cambridge', id, 2)).toMatchObject({ __typename: 'Round' });
    await lock();
    const released = await send('council', 'releaseRound', 'ReleaseRoundInput', { roundId: id, way: 'LEAD', supplier: 'Gem State Paper', purchaseOrderNumber: 'PO-78' });
    expect(released.orders).toMatchObject([{ totalCents: 18 * 38_00 + 120_00, charges: [{ name: 'Freight', district: { shortName: 'Council' }, cents: 60_00 }, { name: 'Freight', district: { shortName: 'Cambridge' }, cents: 60_00 }] }]);
  });

  test('of a sealed round say to each its own part and no total that others had a part in', async () => {
    await at(NOW);
    const { id } = await open({ sealed: true, charges: [FEE], items: [paper({ charges: [PALLETS] })] });
    await commit('council', id, 10);
    expect(await commit('cambridge', id, 6)).toMatchObject({ commitments: [{ now: null }] });
    await lock();
    expect((await read('cambridge', id)).shares[0]!.charges.map(({ words }) => words)).toEqual(['Handling: $3.00, at $0.50 for each case.', 'Administrative fee: $3.42, 1.5% of what your district pays for the goods.']);
  });
});

describe('items, codes and days', () => {
  test('two hundred items come from a sheet, are saved, opened, committed to', async () => {
    await at(NOW);
    const sheet = ['Item,Unit,Packs,Price,Tiers,Commodity code,Code list', ...Array.from({ length: 200 }, (_, n) => `Item of the catalogue number ${n + 1},each,case of 12,${10 + n}.50,"40:${9 + n}.00",${600 + n}-10,NIGP`)].join('\n');
    const { items } = await people.council.get<{ items: { name: string; code: string; codeList: string; units: object[]; tiers: { from: number; priceCents: number }[]; orderUnit: string; priceUnit: string; mode: string }[] }>(
      'query ($input: RoundItemsFileInput!) { roundItemsFile(input: $input) { items { name code codeList orderUnit priceUnit mode units { name plural holds of } tiers { from priceCents } } } }', { input: { districtId: district('council'), text: sheet } });
    const { id, proposal } = await open({ items: items.map(({ code, codeList, ...item }) => ({ ...item, specification: 'As it stands in the catalogue of the contract, or equal', code: { code, list: codeList, version: null } })) });
    expect(proposal.codes).toHaveLength(200);
    expect(proposal.codes[199]).toEqual({ itemKey: 'item-200', code: '799-10', list: 'NIGP', version: null });
    expect(await commit('council', id, 2, 'item-200')).toMatchObject({ commitments: [{ atMostCents: 2 * 209_50 }] });
    expect(await propose({ items: Array(201).fill(paper()) })).toMatchObject({ problems: [{ message: 'A round has at most 200 items.' }] });
  });

  test('codes and days of delivery are said as they were typed, and stand on the order', async () => {
    await at(NOW);
    const code = { code: ' 645-33 ', list: 'NIGP', version: '2024' };
    expect(problems(await propose({ deliveryFrom: '2026-08-20', deliveryUntil: '2026-02-31', items: [paper({ code: { ...code, list: ' ' } })] }))).toEqual([
      ['deliveryFrom', 'Choose a day after the lock: nothing is ordered before it.'], ['deliveryUntil', 'There is no such day.'], ['items.0.code.list', 'Say from which list the code is: NIGP, UNSPSC.'],
    ]);
    expect(problems(await propose({ deliveryFrom: '2026-09-20', deliveryUntil: '2026-09-14' }))).toEqual([['deliveryUntil', 'The last day of delivery is not before the first.']]);
    const { id, proposal } = await open({ deliveryFrom: '2026-09-14', deliveryUntil: '2026-09-25', items: [paper({ code })] });
    expect(proposal).toEqual({ charges: [], codes: [{ itemKey: 'item-1', code: '645-33', list: 'NIGP', version: '2024' }], deliveryFrom: '2026-09-14', deliveryUntil: '2026-09-25', copiedFromId: null });
    await commit('council', id, 2);
    await lock();
    const [order] = (await send('council', 'releaseRound', 'ReleaseRoundInput', { roundId: id, way: 'DISTRICT', supplier: 'Gem State Paper' })).orders;
    await send('council', 'placeOrder', 'PlaceOrderInput', { orderId: order!.id, purchaseOrderNumber: 'PO-79' });
    expect(await (await file('council', order!.id, 'csv')).text()).toContain(',645-33,NIGP 2024,2026-09-14,2026-09-25');
    const xml = await (await file('council', order!.id, 'xml')).text();
    expect(xml).toContain('<cac:RequestedDeliveryPeriod>\n      <cbc:StartDate>2026-09-14</cbc:StartDate>\n      <cbc:EndDate>2026-09-25</cbc:EndDate>');
    expect(xml).toContain('<cbc:ItemClassificationCode listName="NIGP" listVersionID="2024">645-33<');
  });
});

describe('a round started again', () => {
  interface Before { copiedFrom: { id: string; title: string } | null; startedAgain: { id: string } | null; mayCopy: boolean; contractEnds: string | null; lines: { districtId: string; itemKey: string; unit: string; minimum: number; maximum: number; words: string }[] }
  const before = (place: Place, roundId: string): Promise<Before> => people[place].get('query ($roundId: ID!) { roundBefore(roundId: $roundId) { copiedFrom { id title } startedAgain { id } mayCopy contractEnds lines { districtId itemKey unit minimum maximum words } } }', { roundId });
  const copy = (place: Place, roundId: string, over: object = {}) => send(place, 'copyRound', 'RoundStepInput', { roundId, ...over });

  test('is a draft of what it was; commitments stay behind, and each district finds its own quantities alone', async () => {
    await at(NOW);
    const { id } = await open({ charges: [FREIGHT], deliveryUntil: '2026-10-30', termEnds: '2026-10-15', items: [paper({ charges: [PALLETS] }), paper({ name: 'Card stock' })] });
    await commit('council', id, 10);
    await commit('cambridge', id, 6);
    expect(await copy('council', id)).toMatchObject({ __typename: 'RoundNotPossible', message: expect.stringContaining('not over yet') });
    await lock();
    expect(await copy('cambridge', id)).toMatchObject({ __typename: 'NotAllowed' });
    expect(await before('cambridge', id)).toMatchObject({ mayCopy: false, contractEnds: null });
    expect(await before('council', id)).toMatchObject({ mayCopy: true, contractEnds: '2026-10-15', startedAgain: null });
    const idempotencyKey = randomUUID();
    const [again, retried] = [await copy('council', id, { idempotencyKey }), await copy('council', id, { idempotencyKey })];
    expect(retried.id).toBe(again.id);
    expect(again).toMatchObject({
      state: 'DRAFT', title: 'Copy paper', termEnds: '2026-10-15', locksAt: '2026-09-14T22:00:00.000Z', items: [{ key: 'item-1' }, { name: 'Card stock' }], commitments: [], missing: [],
      proposal: { copiedFromId: id, deliveryUntil: null, charges: [{ name: 'Freight', cents: 120_00 }, { itemKey: 'item-1', name: 'Handling' }] },
    });
    expect(await before('council', id)).toMatchObject({ startedAgain: { id: again.id }, contractEnds: null });
    expect(await before('cambridge', id)).toMatchObject({ startedAgain: null });
    // Another order of items, another price: what was taken is found by its name.
    await send('council', 'proposeRound', 'ProposeRoundInput', { roundId: again.id, revision: 1, districtId: district('council'), consortiumId: west, round: content({ locksAt: '2026-09-14T22:00:00Z', items: [paper({ name: 'Card stock' }), paper({ name: 'copy paper ' })] }) });
    await send('council', 'openRound', 'OpenRoundInput', { roundId: again.id, revision: 2 });
    expect((await before('cambridge', again.id)).lines).toEqual([{ districtId: district('cambridge'), itemKey: 'item-2', unit: 'case', minimum: 6, maximum: 6, words: 'Last time: 6 cases' }]);
    expect(await before('grangeville', again.id)).toMatchObject({ copiedFrom: { id, title: 'Copy paper' }, lines: [] });
    expect((await before('council', again.id)).lines).toMatchObject([{ minimum: 10 }]);
  });

  test('how many the lead wants stays with its draft, and is read by nobody else', async () => {
    await at(NOW);
    const { id } = await propose({}, { takes: 6 });
    expect((await before('council', id)).lines).toMatchObject([{ itemKey: 'item-1', unit: 'case', minimum: 6, maximum: 6 }]);
    await propose({}, { roundId: id, revision: 1, takes: 8 });
    await propose({}, { roundId: id, revision: 2 });
    await send('council', 'openRound', 'OpenRoundInput', { roundId: id, revision: 3 });
    expect((await before('council', id)).lines).toMatchObject([{ minimum: 8 }]);
    expect((await before('cambridge', id)).lines).toEqual([]);
    await expect(db.owner.query('insert into round_wish (round_id, party_id, quantity) values ($1, $2, 0)', [id, district('council')])).rejects.toThrow('round_wish_quantity');
  });

  test('is asked for sixty days before its contract ends, once, of whoever led it', async () => {
    await at(NOW);
    const { id } = await open({ termEnds: '2026-11-05', title: 'Glue sticks' });
    await commit('cambridge', id, 2);
    await lock();
    const remind = async () => (await worker.pool.query<{ n: number }>('select remind_of_contracts(100) as n')).rows[0]!.n;
    const told = async (place: Place) => (await people[place].get<{ nodes: { kind: string; title: string; detail: string; roundId: string }[] }>('{ inbox { nodes { kind title detail roundId } } }')).nodes.filter(({ title }) => title.startsWith('The contract ends soon')).map(({ detail, roundId }) => [detail, roundId]);
    await remind();
    expect((await told('council')).filter(([, round]) => round === id)).toEqual([]);
    // The page says it from the same day on as the worker.
    const ends = async () => (await before('council', id)).contractEnds;
    await at('2026-09-05T15:00:00Z');
    expect([await ends(), await remind()]).toEqual([null, 0]);
    await at('2026-09-06T15:00:00Z');
    expect([await ends(), await remind()]).toEqual(['2026-11-05', 1]);
    expect(await remind()).toBe(0);
    expect((await told('council')).filter(([, round]) => round === id)).toEqual([['It runs until Thu, Nov 5, 2026. Start the round again from what it was; each district finds its own quantities of last time.', id]]);
    expect(await told('cambridge')).toEqual([]);
    await expect(db.owner.query('delete from round_contract_notice')).rejects.toThrow('append-only');
  });
});

describe('two colleagues at one thing', () => {
  const both = <T,>(count: number, act: (n: number) => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: count }, (_, n) => act(n)));
  const save = (roundId: string, revision: number | null, title: string) => propose({ title }, { roundId, revision });
  const opens = (roundId: string, revision: number) => send('council', 'openRound', 'OpenRoundInput', { roundId, revision });
  const changed = { __typename: 'RoundNotPossible', code: 'DRAFT_CHANGED', message: expect.stringContaining('A colleague has changed this draft since you read it') };

  test('save a draft each on what they read: the second is told, and only what was looked at opens', async () => {
    await at(NOW);
    const { id, revision } = await propose();
    expect([revision, await save(id, 1, 'Mine')]).toMatchObject([1, { title: 'Mine', revision: 2 }]);
    expect([await save(id, 1, 'Theirs'), await save(id, null, 'Theirs'), await opens(id, 1)]).toMatchObject([changed, changed, changed]);
    expect(await read('council', id)).toMatchObject({ state: 'DRAFT', title: 'Mine', revision: 2, items: [{ name: 'Copy paper' }] });
    const saved = await both(6, (n) => save(id, 2, `At once ${n}`));
    expect(saved.filter(({ code }) => code === 'DRAFT_CHANGED')).toHaveLength(5);
    expect(await read('council', id)).toMatchObject({ title: saved.find(({ title }) => title)!.title, revision: 3 });
    const [opened, late] = await Promise.all([opens(id, 3), save(id, 3, 'Late')]);
    expect(opened.state === 'OPEN' ? late : opened).toMatchObject({ __typename: 'RoundNotPossible' });
  });

  test('save it while it opens: that is said, and is no fault', async () => {
    await at(NOW);
    const { id } = await propose();
    const slow = await db.owner.connect();
    try {
      await slow.query('begin');
      await slow.query(`update pool_round set state = 'open' where id = $1`, [id]);
      const late = save(id, 1, 'Late');
      await new Promise((resolve) => setTimeout(resolve, 150));
      await slow.query('commit');
      expect(await late).toMatchObject({ __typename: 'RoundNotPossible', message: expect.stringContaining('open') });
    } finally {
      slow.release();
    }
    expect(await read('council', id)).toMatchObject({ state: 'OPEN', title: 'Copy paper' });
  });

  test('commit for one district each on what they read: the second is told', async () => {
    await at(NOW);
    const { id } = await open();
    const takes = (revision: number, count: number) => send('cambridge', 'commitToRound', 'CommitToRoundInput', { roundId: id, districtId: district('cambridge'), revision, budgetCode: '100', lines: [{ itemKey: 'item-1', unit: 'case', minimum: count, maximum: count }] });
    const taken = async (revision: number) => (await both(4, (n) => takes(revision, 3 + n))).map(({ code }) => code ?? 'TAKEN').sort();
    expect([await taken(0), await taken(1)]).toEqual([1, 2].map(() => ['COMMITMENT_CHANGED', 'COMMITMENT_CHANGED', 'COMMITMENT_CHANGED', 'TAKEN']));
    expect(await takes(1, 9)).toMatchObject({ code: 'COMMITMENT_CHANGED', message: expect.stringContaining('Look again') });
    expect(await takes(2, 9)).toMatchObject({ commitments: [{ atMostCents: 9 * 42_00 }] });
  });
});
