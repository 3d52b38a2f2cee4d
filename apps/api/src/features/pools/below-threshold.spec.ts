import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Client, testApp, type TestApp } from '../../../test/app.js';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { district, insertNeighborhood, NOW, person, school, setClock, west } from '../../../test/factories/neighborhood.js';
import { openWorkerDatabase, Sql, type WorkerDatabase } from '../../platform/jobs/jobs.js';
import { answeredInputs, askingOf } from './round-asking.rules.js';
import { lockDueRounds, type RoundSql } from './round-lock.job.js';
import { lockRound } from './round-lock.rules.js';

const LOCK = '2026-08-31T22:00:00Z';
const ANSWERS_BY = '2026-09-03T22:00:00.000Z';
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
beforeEach(() => at(NOW));
const at = async (instant: string) => {
  await setClock(db, instant);
  const as = (place: Place) => app.client().signInAs(person(place, 'business_manager'));
  people = { council: await as('council'), cambridge: await as('cambridge'), grangeville: await as('grangeville') };
};

interface Refused { code?: string; problems?: { message: string }[] }
interface Round extends Refused { __typename: string; id: string; state: string; locksAt: string; extendedFrom: string | null; belowThreshold: string; belowDays: number | null; ruleWords: string[]; steps: string[]; shares: { cents: number; lines: { itemKey: string; quantityWords: string; cents: number }[] }[]; orders: { id: string; purchaseOrderNumber: string | null }[] }
interface Asking extends Refused {
  __typename: string; answersBy: string; askedCount: number | null; answeredCount: number | null; items: { name: string; thresholdWords: string; missingWords: string | null }[];
  questions: { ifAllCents: number | null; ifAllTotalCents: number | null; atMostCents: number; yes: boolean | null; answeredBy: string | null; mayAnswer: boolean; lines: { itemKey: string; committedWords: string; priceWords: string | null; cents: number | null }[] }[];
}
interface Numbers extends Refused { __typename: string; own: { mayCorrect: boolean; replaced: { number: string; by: string }[] }[]; orderCount: number | null; placedCount: number | null; allPlaced: boolean | null; districts: { district: { shortName: string }; placedAt: string | null }[] | null }
const REFUSED = '__typename ... on Refusal { code message } ... on InvalidInput { problems { field message } }';
const ROUND = 'id state locksAt extendedFrom belowThreshold belowDays ruleWords steps shares { cents lines { itemKey quantityWords cents } } orders { id purchaseOrderNumber }';
const ASKING = 'roundId answersBy askedCount answeredCount items { name thresholdWords missingWords } questions { ifAllCents ifAllTotalCents atMostCents yes answeredBy mayAnswer lines { itemKey committedWords priceWords cents } }';
const NUMBERS = 'own { mayCorrect replaced { number by } } orderCount placedCount allPlaced districts { district { shortName } placedAt }';
const act = <Answer>(place: Place, operation: string, type: string, input: object, fields: string): Promise<Answer> =>
  people[place].get(`mutation ($input: ${type}!) { ${operation}(input: $input) { ${REFUSED} ${fields} } }`, { input: { idempotencyKey: randomUUID(), ...input } });
const send = (place: Place, operation: string, type: string, input: object) => act<Round>(place, operation, type, input, `... on Round { ${ROUND} }`);
const answer = (place: Place, roundId: string, yes: boolean, over: object = {}) => act<Asking>(place, 'answerRound', 'AnswerRoundInput', { roundId, districtId: district(place), yes, ...over }, `... on RoundAsking { ${ASKING} }`);
const correct = (place: Place, orderId: string, purchaseOrderNumber: string) => act<Numbers>(place, 'correctOrder', 'CorrectOrderInput', { orderId, purchaseOrderNumber }, `... on RoundNumbers { ${NUMBERS} }`);
const read = (place: Place, id: string): Promise<Round> => people[place].get(`query ($id: ID!) { round(id: $id) { __typename ${ROUND} } }`, { id });
const asking = (place: Place, id: string): Promise<Asking> => people[place].get(`query ($id: ID!) { roundAsking(roundId: $id) { __typename ${ASKING} } }`, { id });
const numbers = (place: Place, id: string): Promise<Numbers> => people[place].get(`query ($id: ID!) { roundNumbers(roundId: $id) { __typename ${NUMBERS} } }`, { id });
const inbox = async (place: Place, roundId: string) =>
  (await people[place].get<{ nodes: { kind: string; title: string; detail: string; nextStep: string | null; dueAt: string | null; roundId: string }[] }>('{ inbox(first: 50) { nodes { kind title detail nextStep dueAt roundId } } }')).nodes.filter((item) => item.roundId === roundId);

const paper = (over: object = {}) => ({ name: 'Copy paper', units: [{ name: 'ream' }, { name: 'case', holds: 10, of: 'ream' }], orderUnit: 'case', priceUnit: 'case', mode: 'ALL_UNITS', tiers: [{ from: 1, priceCents: 42_00 }, { from: 10, priceCents: 38_00 }], threshold: 20, ...over });
const content = (over: object = {}) => ({ title: 'Copy paper', items: [paper()], locksAt: LOCK, sealed: false, aim: 'BEST_PRICE', buyUp: false, leadAgency: 'State of Idaho', contractNumber: 'SBPO-1712', clause: 'Any agency.', termEnds: '2027-06-30', stateCode: 'ID', documents: [{ kind: 'AWARD', address: 'https://award.example.org' }], belowThreshold: 'ASK', belowDays: 3, ...over });
const propose = (over: object = {}) => send('council', 'proposeRound', 'ProposeRoundInput', { districtId: district('council'), consortiumId: west, round: content(over) });
type Takes = Partial<Record<Place, number | Record<string, number>>>;
/** An open round of Council, and what each takes: cases of its one item, or of each. */
async function open(over: object = {}, takes: Takes = { council: 6, cambridge: 4, grangeville: 5 }): Promise<string> {
  const { id } = await propose(over);
  expect(await send('council', 'openRound', 'OpenRoundInput', { roundId: id, revision: 1 })).toMatchObject({ state: 'OPEN' });
  for (const [place, said] of Object.entries(takes) as [Place, number | Record<string, number>][]) await commit(place, id, said);
  return id;
}
const commit = async (place: Place, roundId: string, said: number | Record<string, number>, over: object = {}) =>
  expect(await send(place, 'commitToRound', 'CommitToRoundInput', { roundId, districtId: district(place), schoolId: school(place), budgetCode: `${place}-410`,
    lines: Object.entries(typeof said === 'number' ? { 'item-1': said } : said).map(([itemKey, n]) => ({ itemKey, unit: 'case', minimum: n, maximum: n, ...over })) })).toMatchObject({ state: 'OPEN' });
const aloud = { error: ({ err }: { err?: Error }) => { throw err ?? new Error('a round cannot be locked'); } } as never;
const sweep = (sql: RoundSql = new Sql(worker.pool)) => lockDueRounds(sql, aloud);
/** A round that has come to its lock, with too little. */
async function asked(over: object = {}, takes?: Takes): Promise<string> {
  const id = await open(over, takes);
  await at(LOCK);
  expect(await sweep()).toBeGreaterThanOrEqual(1);
  return id;
}

describe('a round says before it opens what happens below its threshold', () => {
  test('and until when it may still be ordered', async () => {
    expect((await propose({ belowDays: null })).problems).toMatchObject([{ message: 'Say how many days.' }]);
    expect((await propose({ belowDays: 31 })).__typename).toBe('InvalidInput');
    expect(await propose({ belowThreshold: null, belowDays: 9 })).toMatchObject({ belowThreshold: 'END', belowDays: null });
    const draft = await propose({ termEnds: '2026-09-02' });
    expect(draft).toMatchObject({ belowThreshold: 'ASK', belowDays: 3 });
    expect(draft.ruleWords.join(' ')).toContain('is asked whether it still takes it, and has 3 days to answer');
    expect(await send('council', 'openRound', 'OpenRoundInput', { roundId: draft.id, revision: 1 })).toMatchObject({ code: 'ROUND_INCOMPLETE', message: expect.stringContaining('3 days after the lock') });
    const id = await open();
    await expect(db.owner.query(`update pool_round set below_days = 5 where id = $1`, [id])).rejects.toThrow('stay as they are');
  });
});

describe('a round that waits once', () => {
  test('moves its lock, tells whoever takes part, and ends the second time', async () => {
    const id = await asked({ belowThreshold: 'EXTEND' }, { cambridge: 6 });
    expect(await read('council', id)).toMatchObject({ state: 'OPEN', locksAt: ANSWERS_BY, extendedFrom: new Date(LOCK).toISOString(), steps: ['cancel'] });
    for (const place of ['council', 'cambridge'] as const) expect((await inbox(place, id)).map(({ title, detail }) => [title, detail])).toContainEqual(['Locks later: Copy paper', expect.stringContaining('moved once, to Thursday, September 3, 4:00 PM in Council')]);
    expect((await inbox('grangeville', id)).map(({ title }) => title)).not.toContain('Locks later: Copy paper');
    await commit('grangeville', id, 5);
    await at(ANSWERS_BY);
    expect(await sweep()).toBeGreaterThanOrEqual(1);
    expect(await read('council', id)).toMatchObject({ state: 'FAILED', extendedFrom: new Date(LOCK).toISOString() });
  });

  test('locks the second time where enough came; does not wait where it was moved by hand, or where nobody committed', async () => {
    const enough = await open({ belowThreshold: 'EXTEND' }, { cambridge: 6 });
    const nobody = await open({ belowThreshold: 'EXTEND' }, {});
    const moved = await open({ belowThreshold: 'EXTEND' }, { cambridge: 6 });
    expect(await send('council', 'extendRound', 'ExtendRoundInput', { roundId: moved, locksAt: '2026-08-31T22:30:00Z' })).toMatchObject({ state: 'OPEN' });
    await at('2026-08-31T22:31:00Z');
    await sweep();
    expect([(await read('council', moved)).state, (await read('council', nobody)).state, (await read('council', enough)).state]).toEqual(['FAILED', 'FAILED', 'OPEN']);
    await commit('council', enough, 14);
    await at(ANSWERS_BY);
    await sweep();
    expect(await read('cambridge', enough)).toMatchObject({ state: 'LOCKED', shares: [{ cents: 228_00 }] });
  });
});

describe('a round that asks its members', () => {
  test('says what a yes comes to, takes one answer of each, binds nobody by silence, and locks by itself', async () => {
    const id = await asked();
    expect((await read('council', id)).state).toBe('ASKING');
    const mine = await asking('cambridge', id);
    expect(mine).toMatchObject({
      answersBy: ANSWERS_BY, askedCount: null, answeredCount: null, items: [{ name: 'Copy paper', thresholdWords: '20 cases', missingWords: '5 cases' }],
      questions: [{ ifAllCents: 152_00, ifAllTotalCents: 152_00, atMostCents: 168_00, yes: null, mayAnswer: true, lines: [{ committedWords: '4 cases', priceWords: '$38.00 per case', cents: 152_00 }] }],
    });
    expect(await inbox('cambridge', id)).toEqual([{
      kind: 'ANSWER_ROUND', title: 'Do you still take it? Copy paper', nextStep: 'Answer yes or no', dueAt: ANSWERS_BY, roundId: id,
      detail: 'Copy paper stayed 5 cases below its threshold. If everyone still takes it, your district pays $152.00, in no case more than $168.00. Without a yes it is not bound.',
    }]);
    expect((await asking('council', id))).toMatchObject({ askedCount: 3, answeredCount: 0 });
    expect(await send('cambridge', 'commitToRound', 'CommitToRoundInput', { roundId: id, districtId: district('cambridge'), budgetCode: '1', lines: [{ itemKey: 'item-1', unit: 'case', minimum: 30, maximum: 30 }] })).toMatchObject({ code: 'ROUND_LOCKED' });

    expect(await answer('council', id, true, { districtId: district('cambridge') })).toMatchObject({ __typename: 'NotFound' });
    const key = randomUUID();
    const yes = await answer('council', id, true, { idempotencyKey: key });
    expect(yes).toMatchObject({ answeredCount: 1, questions: [{ yes: true, mayAnswer: false, answeredBy: expect.any(String) }] });
    expect(await answer('council', id, true, { idempotencyKey: key })).toEqual(yes);
    expect(await answer('council', id, false)).toMatchObject({ code: 'ROUND_ANSWERED' });
    expect(await answer('cambridge', id, false)).toMatchObject({ questions: [{ yes: false }] });
    expect([await inbox('council', id), await inbox('cambridge', id)]).toEqual([[], []]);
    await expect(db.owner.query('update round_answer set yes = true')).rejects.toThrow('append-only');
    await expect(db.owner.query(`update pool_round set state = 'open' where id = $1`, [id])).rejects.toThrow('stays as it is');
    expect(await sweep()).toBe(0);

    // Grangeville is silent: Council alone takes its six, at the price of six.
    await at(ANSWERS_BY);
    expect(await answer('grangeville', id, true)).toMatchObject({ code: 'ANSWERS_CLOSED' });
    expect(await sweep()).toBeGreaterThanOrEqual(1);
    expect(await read('council', id)).toMatchObject({ state: 'LOCKED', steps: ['release'], shares: [{ cents: 252_00, lines: [{ quantityWords: '6 cases' }] }] });
    for (const place of ['cambridge', 'grangeville'] as const) expect(await read(place, id)).toMatchObject({ shares: [{ cents: 0, lines: [] }] });
    expect((await inbox('cambridge', id))[0]).toMatchObject({ kind: 'NOTICE', detail: expect.stringMatching(/^Your district said no\. Your district takes nothing/) });
    expect((await inbox('grangeville', id))[0]!.detail).toMatch(/^No answer of your district came in time/);
    expect(await inbox('council', id)).toMatchObject([{ kind: 'RELEASE_ORDERS', title: 'Locked, to be ordered: Copy paper', nextStep: 'Release the orders' }]);
    expect(await send('council', 'releaseRound', 'ReleaseRoundInput', { roundId: id, way: 'DISTRICT', supplier: 'Gem State Paper' })).toMatchObject({ state: 'RELEASED' });
    expect((await inbox('council', id)).map(({ kind }) => kind)).toEqual(['PLACE_ORDER']);
  });

  test('closes as soon as all have answered, once, whoever comes at once; an act that is cut off did nothing', async () => {
    const id = await open();
    await at(LOCK);
    // A worker that dies in the middle: nothing of it stays.
    const dying: RoundSql = { together: (work) => new Sql(worker.pool).together(async (tx) => { await work(tx); throw new Error('killed'); }) };
    await expect(lockDueRounds(dying, { error: () => { throw new Error('seen'); } })).rejects.toThrow('seen');
    expect((await read('council', id)).state).toBe('OPEN');
    expect((await Promise.all([sweep(), sweep()])).reduce((a, b) => a + b)).toBe(1);
    const twice = await Promise.all([answer('cambridge', id, true), answer('cambridge', id, false)]);
    expect(twice.map((one) => one.code ?? 'taken').sort()).toEqual(['ROUND_ANSWERED', 'taken']);
    const yes = twice.findIndex((one) => !one.code) === 0;
    await answer('council', id, true);
    expect(await sweep()).toBe(0);
    await answer('grangeville', id, true);
    await expect(lockDueRounds(dying, { error: () => { throw new Error('seen'); } })).rejects.toThrow('seen');
    expect((await Promise.all([sweep(), sweep()])).reduce((a, b) => a + b)).toBe(1);
    expect((await read('cambridge', id)).shares[0]!.cents).toBe(yes ? 152_00 : 0);
    expect((await db.owner.query(`select (select count(*)::int from round_result where round_id = $1) as results, (select count(*)::int from inbox_item where subject_id = $1 and kind = 'RELEASE_ORDERS') as tasks,
      (select count(*)::int from event where subject_id = $1 and kind in ('round.asking', 'round.locked')) as events`, [id])).rows).toEqual([{ results: 1, tasks: 1, events: 2 }]);
  });

  test('waits for whoever held it before its answers are closed; what was acknowledged is in, and nothing else', async () => {
    const id = await asked();
    const slow = await db.owner.connect();
    try {
      await slow.query('begin');
      await slow.query('select from pool_round where id = $1 for share', [id]);
      await slow.query('insert into round_answer (round_id, party_id, yes, account_id, at) values ($1, $2, true, $3, app_now())', [id, district('council'), person('council', 'business_manager')]);
      await at(ANSWERS_BY);
      let done = false;
      const closing = sweep().then((n) => { done = true; return n; });
      await new Promise((resolve) => setTimeout(resolve, 150));
      expect(done).toBe(false);
      await slow.query('commit');
      expect(await closing).toBeGreaterThanOrEqual(1);
    } finally {
      slow.release();
    }
    expect((await read('council', id)).shares[0]!.cents).toBe(252_00);
    // Answers and the close at once.
    await at(NOW);
    const raced = await asked();
    const sent = (['council', 'cambridge', 'grangeville'] as const).map((place) => answer(place, raced, true));
    await setClock(db, ANSWERS_BY);
    const got = await Promise.all(sent);
    await Promise.all([sweep(), sweep()]);
    await at(ANSWERS_BY);
    for (const [n, place] of (['council', 'cambridge', 'grangeville'] as const).entries()) expect([place, (await read(place, raced)).shares[0]!.cents > 0]).toEqual([place, got[n]!.__typename === 'RoundAsking']);
  });

  test('leaves other items as they are, and those who did not commit to what is asked', async () => {
    const kits = { name: 'Science kits', units: [{ name: 'case' }], orderUnit: 'case', priceUnit: 'case', mode: 'ALL_UNITS', tiers: [{ from: 1, priceCents: 100_00 }], threshold: null };
    const id = await asked({ items: [paper(), kits] }, { council: { 'item-1': 6 }, cambridge: { 'item-1': 4, 'item-2': 2 }, grangeville: { 'item-2': 1 } });
    expect((await asking('grangeville', id)).questions).toEqual([]);
    expect(await inbox('grangeville', id)).toMatchObject([{ kind: 'NOTICE', title: 'Members are asked: Copy paper' }]);
    expect(await answer('grangeville', id, true)).toMatchObject({ __typename: 'NotFound' });
    expect((await asking('cambridge', id)).questions).toMatchObject([{ ifAllCents: 152_00, ifAllTotalCents: 352_00, atMostCents: 168_00, lines: [{ itemKey: 'item-1' }] }]);
    await answer('cambridge', id, false);
    await answer('council', id, true);
    expect(await sweep()).toBe(1);
    expect((await read('cambridge', id)).shares).toMatchObject([{ cents: 200_00, lines: [{ itemKey: 'item-2', quantityWords: '2 cases' }] }]);
    expect((await read('council', id)).shares).toMatchObject([{ cents: 252_00 }]);
    expect((await read('grangeville', id)).shares).toMatchObject([{ cents: 100_00 }]);
  });

  test('ends without an order where nobody says yes, and asks nothing where enough came or not even a case', async () => {
    const id = await asked();
    for (const place of ['council', 'cambridge', 'grangeville'] as const) await answer(place, id, false);
    await sweep();
    expect((await read('council', id)).state).toBe('FAILED');
    expect((await inbox('grangeville', id))[0]!.detail).toBe('Your district said no. The members were asked, and it did not come to an order. Nobody owes anything.');
    await at(NOW);
    const enough = await open({}, { council: 12, cambridge: 8 });
    const crumbs = await open({}, {});
    await commit('grangeville', crumbs, 9, { unit: 'ream' });
    await at(LOCK);
    await sweep();
    expect([(await read('council', enough)).state, (await read('council', crumbs)).state]).toEqual(['LOCKED', 'FAILED']);
  });

  test('sealed, tells each its own alone', async () => {
    const told = async (others: number) => {
      await at(NOW);
      const id = await asked({ sealed: true }, { grangeville: 5, cambridge: others });
      await answer('cambridge', id, true);
      const seen = [await asking('grangeville', id), await read('grangeville', id), await inbox('grangeville', id), await asking('council', id), await inbox('council', id)];
      return JSON.stringify(seen).replaceAll(id, 'id');
    };
    const few = await told(2);
    // Ten more reach the next price; nobody reads that from what the round asks.
    expect(await told(12)).toBe(few);
    expect(few).toContain('"atMostCents":21000');
    expect(few).not.toMatch(/"(ifAllCents|askedCount|answeredCount)":\d/);
  });

  test('never comes to more than was said, whoever answers what', () => {
    const item = { key: 'i', name: 'Paper', units: [{ name: 'case' }], orderUnit: 'case', price: { unit: 'case', mode: 'all-units' as const, tiers: [{ from: 1, priceCents: 4200 }, { from: 10, priceCents: 3800 }, { from: 20, priceCents: 3300 }] }, threshold: { count: 1000, unit: 'case' } };
    fc.assert(fc.property(fc.array(fc.record({ minimum: fc.integer({ min: 0, max: 9 }), more: fc.integer({ min: 0, max: 9 }), yes: fc.boolean(), most: fc.option(fc.integer({ min: 3300, max: 4300 }), { nil: null }) }), { minLength: 1, maxLength: 6 }), (wants) => {
      const inputs = {
        districts: wants.map((_, n) => ({ key: `d${n}` })), items: [item, { ...item, key: 'other', threshold: { count: 1, unit: 'case' } }], rules: { aim: 'best-price' as const, oddUnits: 'leave-out' as const, buyUp: false },
        commitments: wants.flatMap(({ minimum, more, most }, n) => ['i', 'other'].map((key) => ({ district: `d${n}`, item: key, unit: 'case', minimum, maximum: minimum + more || 1, ...(most === null ? {} : { notToExceed: { cents: most, unit: 'case' } }) }))),
      };
      const asks = askingOf(inputs, ['i'], false);
      const yes = new Set(wants.flatMap((want, n) => (want.yes ? [`d${n}`] : [])));
      const before = lockRound(inputs, false);
      const after = lockRound(answeredInputs(inputs, ['i'], yes), false);
      for (const { party, cents, lines } of after.shares) {
        const [own, rest] = ['i', 'other'].map((key) => lines.filter(({ itemKey }) => itemKey === key).reduce((sum, line) => sum + line.cents, 0));
        expect(own).toBeLessThanOrEqual(yes.has(party) ? asks.questions.find((one) => one.party === party)!.atMostCents : 0);
        expect(rest).toBe(before.shares.find((one) => one.party === party)!.lines.filter(({ itemKey }) => itemKey === 'other').reduce((sum, line) => sum + line.cents, 0));
        expect(cents).toBe(own! + rest!);
      }
      if (wants.every((want) => want.yes)) for (const { party, ifAll } of asks.questions) expect(ifAll!.allCents).toBe(after.shares.find((one) => one.party === party)!.cents);
    }), { numRuns: 60 });
  });
});

describe('a number that was mistyped', () => {
  const release = (roundId: string, over: object = {}) => send('council', 'releaseRound', 'ReleaseRoundInput', { roundId, way: 'DISTRICT', supplier: 'Gem State Paper', ...over });
  const place = (by: Place, orderId: string, purchaseOrderNumber: string) => send(by, 'placeOrder', 'PlaceOrderInput', { orderId, purchaseOrderNumber });
  const file = async (by: Place, id: string, ending: string) => (await fetch(`${app.url}/orders/${id}/order.${ending}`, { headers: { cookie: [...people[by].cookies].map(([name, value]) => `${name}=${value}`).join('; ') } })).text();
  const locked = (over: object = {}) => asked({ belowThreshold: null, belowDays: null, items: [paper({ threshold: null })], ...over }, { council: 10, cambridge: 6 });

  test('is corrected by its district; the papers say what it replaces, and the lead sees who has a number', async () => {
    const id = await locked();
    const [own] = (await release(id)).orders;
    expect(await correct('council', own!.id, 'PO-1')).toMatchObject({ code: 'ROUND_NOT_POSSIBLE' });
    await place('council', own!.id, 'PO-181');
    expect(await correct('cambridge', own!.id, 'PO-118')).toMatchObject({ __typename: 'NotFound' });
    expect((await correct('council', own!.id, ' PO-181 ')).problems).toMatchObject([{ message: 'The order carries that number already.' }]);
    expect(await numbers('council', id)).toMatchObject({ own: [{ mayCorrect: true, replaced: [] }], orderCount: 2, placedCount: 1, allPlaced: false, districts: [{ district: { shortName: 'Cambridge' }, placedAt: null }, { district: { shortName: 'Council' }, placedAt: expect.any(String) }] });
    expect(await numbers('cambridge', id)).toMatchObject({ own: [{ mayCorrect: false }], orderCount: null, placedCount: null, allPlaced: null, districts: null });
    expect(await correct('council', own!.id, 'PO-118')).toMatchObject({ own: [{ mayCorrect: true, replaced: [{ number: 'PO-181', by: expect.any(String) }] }] });
    expect((await read('council', id)).orders).toMatchObject([{ purchaseOrderNumber: 'PO-118' }]);
    expect((await file('council', own!.id, 'csv')).trimEnd()).toMatch(/^PO-118,.*,PO-181$/m);
    const xml = await file('council', own!.id, 'xml');
    expect(xml).toContain('<cbc:Note>Replaces number PO-181.</cbc:Note>');
    expect(xml.indexOf('<cac:OrderDocumentReference>')).toBeLessThan(xml.indexOf('<cac:AdditionalDocumentReference>'));
    // The mistyped number was free for the order it belongs to; what is taken stays taken.
    const next = await (async () => { await at(NOW); return locked(); })();
    const [other] = (await release(next)).orders;
    expect((await place('council', other!.id, 'PO-181')).orders).toMatchObject([{ purchaseOrderNumber: 'PO-181' }]);
    expect((await correct('council', other!.id, 'PO-118')).problems).toMatchObject([{ message: 'Another order of this district carries that number already.' }]);
    await expect(db.owner.query(`update round_order set purchase_order_number = 'X' where id = $1`, [own!.id])).rejects.toThrow('stays as it left');
    await expect(db.owner.query('delete from round_order_number')).rejects.toThrow('append-only');
  });

  test('of a sealed round the lead sees only whether all have one; and a number taken in the same moment releases nothing', async () => {
    const sealed = await locked({ sealed: true });
    const [own] = (await release(sealed)).orders;
    const orderless = { orderCount: null, placedCount: null, districts: null };
    expect(await numbers('council', sealed)).toMatchObject({ ...orderless, allPlaced: false });
    await place('council', own!.id, 'PO-S1');
    expect(await numbers('council', sealed)).toMatchObject({ ...orderless, allPlaced: false });
    const [theirs] = (await read('cambridge', sealed)).orders;
    await place('cambridge', theirs!.id, 'PO-S2');
    expect(await numbers('council', sealed)).toMatchObject({ ...orderless, allPlaced: true });
    await at(NOW);
    const [one, two] = [await open({ belowThreshold: null, belowDays: null, items: [paper({ threshold: null })] }), await open({ belowThreshold: null, belowDays: null, items: [paper({ threshold: null })] })];
    await at(LOCK);
    await sweep();
    const both = await Promise.all([one, two].map((id) => release(id, { way: 'LEAD', purchaseOrderNumber: 'PO-LEAD' })));
    expect(both.map((answered) => answered.problems?.[0]!.message ?? answered.state).sort()).toEqual(['Another order of this district carries that number already.', 'RELEASED']);
    expect([(await read('council', one)).state, (await read('council', two)).state].sort()).toEqual(['LOCKED', 'RELEASED']);
  });
});
