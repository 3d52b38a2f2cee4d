import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Client, testApp, type TestApp } from '../../../test/app.js';
import { freshDatabase, type TestDatabase } from '../../../test/database.js';
import { district, insertNeighborhood, insertPolicy, person, principalOf, setClock, west } from '../../../test/factories/neighborhood.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { openWorkerDatabase, Sql } from '../../platform/jobs/jobs.js';
import { type BidThreshold, fromWords } from '../agreements/index.js';
import { bidWarning, leastOrderCents, passed, recordOf, recordProblems } from './authority.rules.js';
import { CheckAnswer, DocumentKind, PooledBasis } from './authority.type.js';
import { lockDueRounds } from './round-lock.job.js';
import { missingBefore, missingOf, runsUntil, sizesOf } from './round.rules.js';

const LOCK = '2026-08-31T22:00:00Z';
const unless = 'the contract was competitively bid (67-2803(1))';
const THRESHOLDS = [
  { fromCents: 100_000_00, needs: 'three written bids', law: 'Idaho Code 67-2806(1)', unless }, { fromCents: 250_000_01, needs: 'sealed bids', law: 'Idaho Code 67-2806(2)', unless }, { fromCents: 350_000_01, needs: 'sealed bids or proposals', law: '2 CFR 200.320', federal: true },
];
let db: TestDatabase;
let app: TestApp;
let lead: Client;
let cambridge: Client;
let grangeville: Client;

beforeAll(async () => {
  db = await freshDatabase();
  await insertNeighborhood(db);
  await insertPolicy(db.owner, { consortiumId: west }, 'rounds.bidThresholds', THRESHOLDS, '2026-07-01');
  app = await testApp(db);
  [lead, cambridge, grangeville] = await Promise.all((['council', 'cambridge', 'grangeville'] as const).map((place) => app.client().signInAs(person(place, 'business_manager')))) as [Client, Client, Client];
});
afterAll(async () => {
  await app?.stop();
  await db?.drop();
});

interface Written { revision: number; reason: string; roundTitle: string; writtenBy: string | null; answers: { key: string; answer: string; note: string | null }[] }
interface Authority {
  stateCode: string | null; federal: boolean; expectedCents: number | null; documents: { kind: string; title: string; address: string }[]; reasonRequired: boolean; questions: { key: string }[]; records: Written[]; before: Written[]; bidRules: string[];
  bidWarning: { cents: number; basis: string; alone: boolean; words: string; unlessWords: string; citation: string } | null;
}
interface Round { __typename: string; id: string; state: string; code?: string; message?: string; problems?: { field: string; message: string }[]; missing: { code: string; field: string; words: string }[]; authority: Authority; participantCount: number }
const WRITTEN = '{ revision reason roundTitle writtenBy answers { key answer note } }';
const ROUND = `id state missing { code field words } participantCount authority { stateCode federal expectedCents documents { kind title address } reasonRequired questions { key } records ${WRITTEN} before ${WRITTEN} bidRules bidWarning { cents basis alone words unlessWords citation } }`;
const send = (client: Client, operation: string, type: string, input: object): Promise<Round> =>
  client.get(`mutation ($input: ${type}!) { ${operation}(input: $input) { __typename ... on Refusal { code message } ... on InvalidInput { problems { field message } } ... on Round { ${ROUND} } } }`, { input: { idempotencyKey: randomUUID(), ...input } });
const award = { kind: 'AWARD', title: 'Notice of award', address: 'https://award.example.org/7' };
const content = (over: object = {}) => ({
  title: 'Displays', items: [{ name: 'Display', units: [{ name: 'display' }], orderUnit: 'display', priceUnit: 'display', mode: 'ALL_UNITS', tiers: [{ from: 1, priceCents: 2_000_00 }] }], locksAt: LOCK, sealed: false, aim: 'BEST_PRICE', buyUp: false,
  leadAgency: 'Western Cooperative', contractNumber: 'W-44', clause: 'Any agency.', termEnds: '2027-06-30', stateCode: 'ID', documents: [award], ...over,
});
const revisionOf = async (id: string): Promise<number> => (await db.owner.query<{ revision: number }>('select revision from pool_round where id = $1', [id])).rows[0]!.revision;
const propose = async (over: object = {}, roundId: string | null = null) => send(lead, 'proposeRound', 'ProposeRoundInput', { roundId, revision: roundId && (await revisionOf(roundId)), districtId: district('council'), consortiumId: west, round: content(over) });
const open = async (over: object = {}) => send(lead, 'openRound', 'OpenRoundInput', { roundId: (await propose(over)).id, revision: 1 });
const commit = (client: Client, place: 'council' | 'cambridge' | 'grangeville', roundId: string, count: number, dueDiligence: object | null = null) =>
  send(client, 'commitToRound', 'CommitToRoundInput', { roundId, districtId: district(place), lines: [{ itemKey: 'item-1', unit: 'display', minimum: count, maximum: count }], budgetCode: '100', dueDiligence });
const keep = (client: Client, place: 'council' | 'cambridge', roundId: string, reason: string, answers: object[] = []) => send(client, 'keepDueDiligence', 'KeepDueDiligenceInput', { roundId, districtId: district(place), record: { reason, answers } });
const read = (client: Client, id: string): Promise<Round> => client.get(`query ($id: ID!) { round(id: $id) { ${ROUND} } }`, { id });

describe('the authority of a round', () => {
  test('needs the state and its award document before it opens, and stays as members saw it', async () => {
    const draft = await propose({ stateCode: null, documents: [{ kind: 'SOLICITATION', title: ' ', address: 'https://bids.example.org/44' }] });
    expect(draft.missing).toEqual(expect.arrayContaining([{ code: 'AWARD', field: 'documents', words: expect.stringMatching(/^Award document/) }]));
    expect(draft.authority.documents).toEqual([{ kind: 'SOLICITATION', title: 'Solicitation', address: 'https://bids.example.org/44' }]);
    expect(await send(lead, 'openRound', 'OpenRoundInput', { roundId: draft.id, revision: await revisionOf(draft.id) })).toMatchObject({ code: 'ROUND_INCOMPLETE', message: expect.stringContaining('Award document') });
    expect((await propose({ stateCode: 'ZZ', documents: [{ ...award, address: 'http://award.example.org' }] }, draft.id)).problems!.map(({ field }) => field)).toEqual(['input.round.stateCode', 'input.round.documents.0.address']);
    expect(await propose({ stateCode: null }, draft.id)).toMatchObject({ missing: [{ code: 'STATE', field: 'stateCode', words: 'State under whose law it buys' }] });
    // However an address is typed, it is kept in the one way it is written.
    expect((await propose({ documents: [{ ...award, address: ' HTTPS://Award.example.org/44 ' }, { ...award, address: 'https:award.example.org' }] }, draft.id)).authority.documents.map(({ address }) => address)).toEqual(['https://award.example.org/44', 'https://award.example.org/']);
    expect(await propose({ federal: true, expectedCents: 161_000_00 }, draft.id)).toMatchObject({ missing: [], authority: { stateCode: 'ID', federal: true, expectedCents: 161_000_00, documents: [award] } });
    expect(await send(lead, 'openRound', 'OpenRoundInput', { roundId: draft.id, revision: await revisionOf(draft.id) })).toMatchObject({ state: 'OPEN', authority: { reasonRequired: false } });
    await expect(db.owner.query(`update pool_round set federal = false where id = $1`, [draft.id])).rejects.toThrow('stays as it is');
    expect((await read(cambridge, draft.id)).authority).toMatchObject({ documents: [award], federal: true });
    const written = app.app.get(UnitOfWork).run(await principalOf(db, person('council', 'business_manager')), (tx) => tx.query(`insert into round_document (round_id, ordinal, kind, title, address) values ($1, 5, 'other', 'Late', 'https://late.example.org')`, [draft.id]));
    await expect(written).rejects.toThrow('row-level security');
  });

  test('warns as soon as a sum is known, live while it is open, and at its lock', async () => {
    const draft = await propose({ expectedCents: 161_000_00 });
    expect(draft.authority).toMatchObject({ bidRules: ['$100,000 or more: three written bids (Idaho Code 67-2806(1))', 'more than $250,000: sealed bids (Idaho Code 67-2806(2))'], bidWarning: { basis: 'EXPECTED', words: 'Together this is expected to come to $161,000.00: for $100,000 or more the law asks for three written bids.' } });
    const round = await send(lead, 'openRound', 'OpenRoundInput', { roundId: draft.id, revision: await revisionOf(draft.id) });
    expect((await commit(lead, 'council', round.id, 30)).authority.bidWarning).toBeNull();
    const together = await commit(cambridge, 'cambridge', round.id, 24);
    expect(together.authority.bidWarning).toEqual({
      cents: 108_000_00, basis: 'NOW', alone: false, words: 'Together this comes to $108,000.00 as it stands: for $100,000 or more the law asks for three written bids. No district’s part comes to that alone.',
      unlessWords: 'Unless the contract was competitively bid (67-2803(1)). This round says it was, by Western Cooperative: Notice of award.', citation: expect.stringMatching(/^Idaho Code 67-2806\(1\)\. /),
    });
    expect((await commit(cambridge, 'cambridge', round.id, 100)).authority.bidWarning).toMatchObject({ cents: 260_000_00, alone: false, words: expect.stringContaining('sealed bids') });
    expect((await commit(cambridge, 'cambridge', round.id, 51)).authority.bidWarning).toMatchObject({ alone: true });
    // A later version of the rule changes nothing for a round that is open.
    await insertPolicy(db.owner, { consortiumId: west }, 'rounds.bidThresholds', [], '2026-08-01');
    expect((await read(cambridge, round.id)).authority.bidWarning).toMatchObject({ cents: 162_000_00 });
    expect((await propose({ expectedCents: 161_000_00 })).authority).toMatchObject({ bidRules: [], bidWarning: null });
    await insertPolicy(db.owner, { consortiumId: west }, 'rounds.bidThresholds', THRESHOLDS, '2026-08-02');
    const sealed = await open({ sealed: true });
    await commit(cambridge, 'cambridge', sealed.id, 300);
    expect((await read(cambridge, sealed.id)).authority).toMatchObject({ bidWarning: null, bidRules: [expect.anything(), expect.anything()] });
    const worker = await openWorkerDatabase(db.workerUrl);
    const now = (await db.owner.query<{ now: Date }>('select app_now() as now')).rows[0]!.now;
    await setClock(db, LOCK);
    await lockDueRounds(new Sql(worker.pool), { error: (...args: unknown[]) => { throw new Error(JSON.stringify(args)); } });
    await worker.close();
    await setClock(db, now.toISOString());
    expect((await read(grangeville, round.id)).authority.bidWarning).toMatchObject({ cents: 162_000_00, basis: 'AT_LOCK', alone: true, words: expect.stringMatching(/^Together this came to/) });
    expect((await read(lead, sealed.id)).authority.bidWarning).toBeNull();
  });
});

describe('what a district writes down', () => {
  const answers = [{ key: 'competitive', answer: 'YES' }, { key: 'price', answer: 'NO', note: 'No quote to be had' }];

  test('comes with its commitment, is its own, and stands there for the same contract', async () => {
    const round = await open();
    const mine = await commit(cambridge, 'cambridge', round.id, 3, { reason: ' Bid by the state ', answers });
    expect(mine.authority.records).toEqual([{ revision: 1, reason: 'Bid by the state', roundTitle: 'Displays', writtenBy: expect.any(String), answers: [{ key: 'competitive', answer: 'YES', note: null }, { key: 'price', answer: 'NO', note: 'No quote to be had' }] }]);
    // The same again is no further revision; another is.
    expect((await commit(cambridge, 'cambridge', round.id, 4, { reason: 'Bid by the state', answers })).authority.records).toHaveLength(1);
    expect((await keep(cambridge, 'cambridge', round.id, 'Bid, and cheaper')).authority.records.map(({ revision }) => revision)).toEqual([2, 1]);
    expect((await read(lead, round.id)).authority.records).toEqual([]);
    const next = await open({ contractNumber: ' w-44 ' });
    expect((await read(cambridge, next.id)).authority.before).toMatchObject([{ reason: 'Bid, and cheaper' }]);
    expect((await read(lead, next.id)).authority.before).toEqual([]);
    await expect(db.owner.query('update round_due_diligence set reason = $1', ['Other'])).rejects.toThrow('append-only');
    const file = (client: Client) => fetch(`${app.url}/rounds/${round.id}/due-diligence.csv`, { headers: { cookie: [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ') } });
    const paper = await file(cambridge);
    expect([paper.status, await paper.text()]).toEqual([200, expect.stringContaining('No quote to be had')]);
    expect((await file(lead)).status).toBe(404);
  });

  test('is refused beside its field: an empty reason, a no without a note, a question that is none', async () => {
    const round = await open({ contractNumber: 'other' });
    const fields = async (record: { reason: string; answers: object[] }) => (await commit(cambridge, 'cambridge', round.id, 3, record)).problems!.map(({ field }) => field);
    expect(await fields({ reason: '  ', answers: [] })).toEqual(['input.dueDiligence.reason']);
    expect(await fields({ reason: 'Bid', answers: [{ key: 'price', answer: 'NO' }, { key: 'federal', answer: 'YES' }] })).toEqual(['input.dueDiligence.answers.0.note', 'input.dueDiligence.answers.1.key']);
    expect((await read(cambridge, round.id)).participantCount).toBe(0);
    expect(await keep(cambridge, 'council', round.id, 'Not mine')).toMatchObject({ __typename: 'NotAllowed' });
    expect(await keep(lead, 'council', (await propose()).id, 'Too early')).toMatchObject({ __typename: 'RoundNotPossible' });
  });

  test('is needed before a commitment counts, where members agreed on that', async () => {
    const before = await open();
    await insertPolicy(db.owner, { consortiumId: west }, 'rounds.dueDiligence', 'required', '2026-08-01');
    const round = await open({ contractNumber: 'third' });
    expect(round.authority.reasonRequired).toBe(true);
    expect(await commit(cambridge, 'cambridge', round.id, 3)).toMatchObject({ __typename: 'RoundNotPossible', code: 'REASON_NEEDED' });
    expect(await commit(cambridge, 'cambridge', round.id, 3, { reason: 'Bid by the state', answers: [] })).toMatchObject({ participantCount: 1 });
    expect(await commit(cambridge, 'cambridge', round.id, 5)).toMatchObject({ participantCount: 1 });
    // What opened under the earlier rule goes on under it.
    expect(await commit(cambridge, 'cambridge', before.id, 3)).toMatchObject({ participantCount: 1 });
    // The last wall: whatever the server asks of the database.
    const around = app.app.get(UnitOfWork).run(await principalOf(db, person('grangeville', 'business_manager')), (tx) =>
      tx.query(`select * from commit_to_round($1, $2, 'committed', 1, '[{"item": "item-1", "unit": "display", "minimum": 1, "maximum": 1}]', '100', null, null)`, [round.id, district('grangeville')]));
    await expect(around).rejects.toThrow('the reason of the district is missing');
    // Two colleagues at once: two revisions, none lost.
    await Promise.all([keep(cambridge, 'cambridge', round.id, 'One'), keep(cambridge, 'cambridge', round.id, 'Two'), commit(cambridge, 'cambridge', round.id, 6, { reason: 'Three', answers: [] })]);
    const { records } = (await read(cambridge, round.id)).authority;
    expect(records.map(({ revision }) => revision)).toEqual([4, 3, 2, 1]);
    expect(records.slice(0, 3).map(({ reason }) => reason).sort()).toEqual(['One', 'Three', 'Two']);
  });
});

describe('the rules by themselves', () => {
  const thresholds: BidThreshold[] = THRESHOLDS.map((one) => ({ federal: false, unless: null, ...one }));

  test('a sum passes the highest threshold it reaches, and none it does not', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 500_000_00 }), fc.boolean(), (cents, federal) => {
      const one = passed(cents, thresholds, federal);
      const reached = thresholds.filter(({ fromCents, federal: only }) => fromCents <= cents && (federal || !only));
      expect(one?.fromCents ?? 0).toBe(Math.max(0, ...reached.map(({ fromCents }) => fromCents)));
    }));
    expect([100_000_00, 250_000_01].map(fromWords)).toEqual(['$100,000 or more', 'more than $250,000']);
  });

  test('without a document a warning says that nothing shows it', () => {
    const rules = { id: '', consortiumId: '', since: '2026-07-01', citation: 'Agreement 7', thresholds };
    const round = { federal: false, documents: [{ kind: DocumentKind.CLAUSE, title: 'Clause', address: '' }], leadAgency: null };
    expect(bidWarning({ cents: 99_999_99, largestCents: null, basis: PooledBasis.EXPECTED }, rules, round)).toBeNull();
    expect(bidWarning({ cents: 100_000_00, largestCents: null, basis: PooledBasis.EXPECTED }, rules, round)!.unlessWords).toContain('Nothing here shows');
  });

  test('an order that comes about at all comes to its thresholds', () => {
    const item = { key: 'a', name: 'A', units: [{ name: 'ream' }, { name: 'case', holds: 10, of: 'ream' }], orderUnit: 'case', price: { unit: 'ream', mode: 'all-units' as const, tiers: [{ from: 1, priceCents: 500 }, { from: 100, priceCents: 400 }] } };
    expect(leastOrderCents([item], sizesOf)).toBeNull();
    expect(leastOrderCents([item, { ...item, threshold: { count: 20, unit: 'case' } }], sizesOf)).toBe(800_00);
  });

  test('a contract runs through the day of the lock and the days after it, and what is missing names its field', () => {
    const whole = { stateCode: 'ID', awardShown: true, leadAgency: 'A', contractNumber: 'N', clause: 'C', termEnds: '2026-11-12', lockDay: '2026-11-10', mayLockDaysLater: 2 };
    expect([missingOf(whole), runsUntil('2026-11-10', '2026-11-10'), runsUntil(null, '2026-11-10')]).toEqual([[], true, false]);
    expect([null, '2026-11-09', '2026-11-11'].map((termEnds) => missingOf({ ...whole, termEnds }).map(({ code, field }) => [code, field]))).toEqual([[['term', 'termEnds']], [['term-at-lock', 'termEnds']], [['term-after-lock', 'termEnds']]]);
    const draft = { state: 'draft', route: 'contract' as const, items: [], locks_at: new Date('2026-11-10T23:00:00Z'), now: new Date('2026-11-10T23:00:00Z') };
    expect([missingBefore(draft, whole), missingBefore({ ...draft, state: 'open' }, { ...whole, clause: null })].map((all) => all.map(({ field }) => field))).toEqual([['locksAt'], []]);
  });

  test('a record keeps the order of the questions and no empty note', () => {
    const input = { reason: ' Why ', answers: [{ key: 'federal', answer: CheckAnswer.NOT_APPLICABLE, note: ' ' }, { key: 'term', answer: CheckAnswer.YES, note: null }] };
    expect(recordOf(input, true)).toEqual({ reason: 'Why', answers: [{ key: 'term', answer: 'yes', note: null }, { key: 'federal', answer: 'not-applicable', note: null }] });
    expect(recordProblems({ reason: 'x', answers: [...input.answers, input.answers[0]!] }, true, 'input')).toHaveLength(1);
  });
});
