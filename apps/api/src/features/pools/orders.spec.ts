import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type Client, testApp, type TestApp } from '../../../test/app.js';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { district, insertNeighborhood, insertPolicy, limits, NOW, person, school, setClock, west } from '../../../test/factories/neighborhood.js';
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
});
afterAll(async () => {
  await worker?.close();
  await app?.stop();
  await db?.drop();
});
const signIn = async () => {
  const as = (place: Place) => app.client().signInAs(person(place, 'business_manager'));
  people = { council: await as('council'), cambridge: await as('cambridge'), grangeville: await as('grangeville') };
};

interface Line { district: { shortName: string }; siteName: string | null; quantityWords: string; conversionWords: string | null; unitPriceWords: string; unitPriceCents: number; adjustmentCents: number; adjustmentWords: string | null; cents: number }
interface Order { id: string; number: string; district: { shortName: string }; way: string; purchaseOrderNumber: string | null; totalCents: number; mayPlace: boolean; lines: Line[] }
interface Round { __typename: string; id: string; state: string; code?: string; message?: string; problems?: { field: string; message: string }[]; steps: string[]; orders: Order[] }
const ROUND = 'id state steps orders { id number district { shortName } way purchaseOrderNumber totalCents mayPlace lines { district { shortName } siteName quantityWords conversionWords unitPriceWords unitPriceCents adjustmentCents adjustmentWords cents } }';
const send = (place: Place, operation: string, type: string, input: object): Promise<Round> =>
  people[place].get(`mutation ($input: ${type}!) { ${operation}(input: $input) { __typename ... on Refusal { code message } ... on InvalidInput { problems { field message } } ... on Round { ${ROUND} } } }`, { input: { idempotencyKey: randomUUID(), ...input } });
const read = (place: Place, id: string): Promise<Round> => people[place].get(`query ($id: ID!) { round(id: $id) { __typename ${ROUND} } }`, { id });
const tasks = async (place: Place, roundId: string) => (await people[place].get<{ nodes: { kind: string; roundId: string }[] }>('{ inbox { nodes { kind roundId } } }')).nodes.filter((item) => item.roundId === roundId).map(({ kind }) => kind);

/** A round that has locked: Council takes 10 cases, Cambridge 6 (or as told), Grangeville none. */
async function locked(over: object = {}, item: object = {}, takes: Partial<Record<Place, [unit: string, count: number]>> = { council: ['case', 10], cambridge: ['case', 6] }): Promise<string> {
  await setClock(db, NOW);
  await signIn();
  const paper = { name: 'Copy paper', specification: 'Letter <20 lb> & "92 bright"', units: [{ name: 'ream' }, { name: 'case', holds: 10, of: 'ream' }], orderUnit: 'case', priceUnit: 'case', mode: 'ALL_UNITS', tiers: [{ from: 1, priceCents: 42_00 }, { from: 16, priceCents: 38_05 }], ...item };
  const round = { title: 'Copy paper', items: [paper], locksAt: LOCK, sealed: false, aim: 'BEST_PRICE', buyUp: false, leadAgency: 'State of Idaho', contractNumber: 'SBPO-1712', clause: 'Any agency.', termEnds: '2027-06-30', stateCode: 'ID', documents: [{ kind: 'AWARD', address: 'https://award.example.org' }], ...over };
  const { id } = await send('council', 'proposeRound', 'ProposeRoundInput', { districtId: district('council'), consortiumId: west, round });
  expect(await send('council', 'openRound', 'OpenRoundInput', { roundId: id, revision: 1 })).toMatchObject({ state: 'OPEN' });
  for (const [place, [unit, count]] of Object.entries(takes) as [Place, [string, number]][]) {
    expect(await send(place, 'commitToRound', 'CommitToRoundInput', { roundId: id, districtId: district(place), schoolId: school(place), budgetCode: `${place}-410`, lines: [{ itemKey: 'item-1', unit, minimum: count, maximum: count }] })).toMatchObject({ state: 'OPEN' });
  }
  expect(await send('council', 'releaseRound', 'ReleaseRoundInput', { roundId: id, way: 'DISTRICT', supplier: 'Gem State Paper' })).toMatchObject({ __typename: 'RoundNotPossible' });
  await setClock(db, LOCK);
  await lockDueRounds(new Sql(worker.pool), { error: (...args: unknown[]) => { throw new Error(JSON.stringify(args)); } });
  await signIn();
  return id;
}
const release = (roundId: string, over: object = {}, place: Place = 'council') => send(place, 'releaseRound', 'ReleaseRoundInput', { roundId, way: 'DISTRICT', supplier: 'Gem State Paper', ...over });
const place = (by: Place, orderId: string, purchaseOrderNumber: string) => send(by, 'placeOrder', 'PlaceOrderInput', { orderId, purchaseOrderNumber });
const file = (by: Place, id: string, ending: string) => fetch(`${app.url}/orders/${id}/order.${ending}`, { headers: { cookie: [...people[by].cookies].map(([name, value]) => `${name}=${value}`).join('; ') } });

describe('what leaves a locked round', () => {
  test('is an order of each district, which carries its own number and the price of the contract', async () => {
    const id = await locked();
    expect((await read('council', id)).steps).toEqual(['release']);
    expect(await release(id, {}, 'cambridge')).toMatchObject({ __typename: 'NotAllowed' });
    expect(await release(id, { supplier: ' ' })).toMatchObject({ problems: [{ field: 'input.supplier' }] });
    const [first, second] = await Promise.all([release(id), release(id)]);
    expect([first!.__typename, second!.__typename].sort()).toEqual(['Round', 'RoundNotPossible']);
    const mine = await read('council', id);
    expect(mine).toMatchObject({
      state: 'RELEASED', steps: [], orders: [{ district: { shortName: 'Council' }, way: 'DISTRICT', purchaseOrderNumber: null, totalCents: 380_50, mayPlace: true,
        lines: [{ siteName: 'Council High School', quantityWords: '10 cases', unitPriceWords: '$38.05 per case', unitPriceCents: 38_05, adjustmentCents: 0, adjustmentWords: null, cents: 380_50 }] }] });
    const theirs = (await read('cambridge', id)).orders;
    expect(theirs).toMatchObject([{ district: { shortName: 'Cambridge' }, totalCents: 228_30 }]);
    expect((await read('grangeville', id)).orders).toEqual([]);
    expect([await tasks('council', id), await tasks('cambridge', id), await tasks('grangeville', id)]).toEqual([['PLACE_ORDER'], ['PLACE_ORDER'], []]);

    const [own] = mine.orders;
    expect((await file('council', own!.id, 'pdf')).status).toBe(404);
    expect(await place('cambridge', own!.id, 'PO-1')).toMatchObject({ __typename: 'NotFound' });
    expect(await place('council', own!.id, '  ')).toMatchObject({ __typename: 'InvalidInput' });
    expect(await place('council', own!.id, ' PO-2026-118 ')).toMatchObject({ orders: [{ purchaseOrderNumber: 'PO-2026-118', mayPlace: false }] });
    expect(await place('council', own!.id, 'PO-2026-119')).toMatchObject({ code: 'ORDER_PLACED' });
    // From its number on, what comes of it is asked for.
    expect([await tasks('council', id), await tasks('cambridge', id)]).toEqual([['RECEIVE_GOODS'], ['PLACE_ORDER']]);
    expect((await file('cambridge', own!.id, 'pdf')).status).toBe(404);
    // The same number at another district is another number; at the same one it is taken.
    expect(await place('cambridge', theirs[0]!.id, 'PO-2026-118')).toMatchObject({ __typename: 'Round' });
    const again = await locked();
    const [next] = (await release(again)).orders;
    expect(await place('council', next!.id, 'PO-2026-118')).toMatchObject({ problems: [{ message: 'Another order of this district carries that number already.' }] });
    expect(new Set([own!.number, theirs[0]!.number, next!.number]).size).toBe(3);
    expect(next!.number).toMatch(/^2026-\d{6}$/);
  });

  test('has papers: a tagged one, a table, and UBL, all with the same figures', async () => {
    const id = await locked();
    const [order] = (await release(id, { supplierContact: 'orders@gemstate.example' })).orders;
    await place('council', order!.id, 'PO-7 & 8');
    const pdf = await file('council', order!.id, 'pdf');
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const document = await getDocument({ data: new Uint8Array(await pdf.arrayBuffer()), useSystemFonts: false, verbosity: 0 }).promise;
    const page = await document.getPage(1);
    const text = (await page.getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join(' ').replaceAll(/\s+/g, ' ');
    for (const words of ['Purchase order PO-7 & 8', 'Mon, Aug 31, 2026', order!.number, 'On contract SBPO-1712', '$38.05 per case', '10 cases', 'Council High School', '$380.50']) expect(text).toContain(words);
    expect(JSON.stringify(await page.getStructTree())).toMatch(/"H1".*"Table".*"TH"/);
    const csv = (await (await file('council', order!.id, 'csv')).text()).replace('\uFEFF', '').split('\r\n');
    expect(csv).toHaveLength(3);
    expect(csv[1]).toBe(`PO-7 & 8,${order!.number},2026-08-31,Council School District,Gem State Paper,SBPO-1712,1,Copy paper,"Letter <20 lb> & ""92 bright""",Council School District,Council High School,10,cases,38.05,case,0.00,,380.50,council-410,,,,,`);
    const xml = await (await file('council', order!.id, 'xml')).text();
    const at = ['<cbc:UBLVersionID>2.1', '<cbc:ID>PO-7 &amp; 8</cbc:ID>', '<cbc:IssueDate>2026-08-31', '<cbc:DocumentCurrencyCode>USD', '<cbc:AccountingCost>council-410', '<cbc:LineCountNumeric>1<', `<cac:AdditionalDocumentReference>\n    <cbc:ID>${order!.number}`, '<cac:Contract>', 'CustomerParty>',
      'SupplierParty>', '<cbc:PayableAmount currencyID="USD">380.50', '<cac:OrderLine>', '<cbc:Quantity unitCode="XCS">10<', '<cbc:LineExtensionAmount currencyID="USD">380.50<', '<cac:Delivery>', '<cbc:PriceAmount currencyID="USD">38.05<', '<cbc:BaseQuantity unitCode="XCS">1<', '<cbc:Description>Letter &lt;20 lb&gt; &amp; &quot;92 bright&quot;<'].map((piece) => xml.indexOf(piece, piece.startsWith('<cbc:LineExtension') ? xml.indexOf('<cac:OrderLine>') : 0));
    expect(at.every((position, n) => position > (at[n - 1] ?? 0))).toBe(true);
    expect(xml.match(/<(\w+:?\w+)[ >]/g)!.length).toBe(xml.match(/<\/\w+:?\w+>/g)!.length);
  });

  test('stays within reach of the district it binds, with its papers, once that has left the consortium', async () => {
    const id = await locked();
    await release(id);
    const [order] = (await read('cambridge', id)).orders;
    const until = (day: string | null) => db.owner.query('update consortium_member set until = $2 where party_id = $1', [district('cambridge'), day]);
    await until('2026-08-31');
    try {
      await signIn();
      expect((await read('cambridge', id)).orders).toMatchObject([{ id: order!.id, mayPlace: true }]);
      expect((await place('cambridge', order!.id, 'PO-AFTER')).orders).toMatchObject([{ purchaseOrderNumber: 'PO-AFTER' }]);
      expect((await file('cambridge', order!.id, 'csv')).status).toBe(200);
      // Of the others it reads nothing more.
      expect(await people.cambridge.get('query ($id: ID!) { roundTakers(roundId: $id) { awaitsApproval } }', { id })).toEqual([]);
    } finally {
      await until(null);
      await signIn();
    }
  });

  test('can be one order of the leading district, with what is for whom; of a sealed round it cannot', async () => {
    const id = await locked();
    expect(await release(id, { way: 'LEAD' })).toMatchObject({ problems: [{ field: 'input.purchaseOrderNumber' }] });
    // Council's own part is within its limit; all of it is not.
    await insertPolicy(db.owner, { partyId: district('council') }, 'spending.limits', { business_manager: 500_00, district_administrator: 700_00 }, '2026-08-01');
    expect(await release(id, { way: 'LEAD', purchaseOrderNumber: 'PO-LEAD-1' })).toMatchObject({
      __typename: 'NotAllowed', message: 'One order for all binds your district to $608.80. Your spending limit is $500.00. By the limits of your district it takes its district administrator. Or let each district buy by an order of its own.',
    });
    await insertPolicy(db.owner, { partyId: district('council') }, 'spending.limits', limits, '2026-08-02');
    const released = await release(id, { way: 'LEAD', purchaseOrderNumber: 'PO-LEAD-1' });
    expect(released.orders).toMatchObject([{ way: 'LEAD', purchaseOrderNumber: 'PO-LEAD-1', totalCents: 608_80, mayPlace: false, lines: [{ district: { shortName: 'Council' }, siteName: 'Council High School', cents: 380_50 }, { district: { shortName: 'Cambridge' }, siteName: 'Cambridge High School', cents: 228_30 }] }]);
    expect((await read('cambridge', id)).orders).toEqual([]);
    expect([await tasks('council', id), await tasks('cambridge', id), await tasks('grangeville', id)]).toEqual([['RECEIVE_GOODS', 'NOTICE'], ['RECEIVE_GOODS', 'NOTICE'], []]);
    const sealed = await locked({ sealed: true });
    expect(await release(sealed, { way: 'LEAD', purchaseOrderNumber: 'PO-LEAD-2' })).toMatchObject({ problems: [{ field: 'input.way' }] });
    expect(await release(sealed)).toMatchObject({ state: 'RELEASED', orders: [{ district: { shortName: 'Council' } }] });
  });

  test('says what is no whole case in cases and what is left over, and how many that is; machines count it in the smallest unit', async () => {
    const id = await locked({}, {}, { council: ['ream', 155], cambridge: ['ream', 5] });
    const [reams] = (await release(id)).orders;
    // 155 reams at $38.05 for ten: 58,977.5 cents; the half cent falls where the cents of all lines add up.
    expect(reams!.lines).toMatchObject([{ quantityWords: '15 cases and 5 reams', conversionWords: '155 reams; 1 case is 10 reams', unitPriceWords: '$38.05 per case' }]);
    expect(reams!.lines[0]!.cents + (await read('cambridge', id)).orders[0]!.lines[0]!.cents).toBe(16 * 38_05);
    expect(await people.council.get('query ($roundId: ID!) { roundTakers(roundId: $roundId) { lines { askedWords takenWords } } }', { roundId: id })).toMatchObject([{ lines: [{ askedWords: '5 reams', takenWords: '5 reams' }] }, { lines: [{ askedWords: '15 cases and 5 reams', takenWords: '15 cases and 5 reams' }] }]);
    await place('council', reams!.id, 'PO-R');
    expect((await (await file('council', reams!.id, 'csv')).text()).split('\r\n')[1]).toContain(',155,reams,38.05,case,');
    expect(await (await file('council', reams!.id, 'xml')).text()).toContain('<cbc:BaseQuantity unitCode="RM">10</cbc:BaseQuantity>');
    const bands = await locked({}, { mode: 'INCREMENTAL', tiers: [{ from: 1, priceCents: 42_00 }, { from: 11, priceCents: 38_00 }] });
    const [blended] = (await release(bands)).orders;
    // Ten cases at $42 and six at $38: $648 for 16, of which Council takes ten.
    expect(blended).toMatchObject({ totalCents: 405_00, lines: [{ unitPriceCents: 38_00, adjustmentCents: 25_00, adjustmentWords: 'Units of lower tiers, at their own price', cents: 405_00 }] });
  });

  test('stays as it left, whoever asks the database', async () => {
    await expect(db.owner.query('update round_order set total_cents = total_cents + 1')).rejects.toThrow('stays as it left');
    await expect(db.owner.query('delete from round_order')).rejects.toThrow('append-only');
    await expect(db.owner.query(`update round_order set purchase_order_number = 'X', placed_at = app_now() where placed_at is not null`)).rejects.toThrow('stays as it left');
  });
});
