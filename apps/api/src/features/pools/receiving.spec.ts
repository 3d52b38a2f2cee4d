import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { RoundDesks, type Place } from '../../../test/rounds.js';
import { district, person, principalOf } from '../../../test/factories/neighborhood.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';

let desks: RoundDesks;
beforeAll(async () => {
  desks = await RoundDesks.meet();
});
afterAll(() => desks?.part());

interface Line { orderId: string; district: { shortName: string }; siteName: string | null; orderedWords: string; ordered: number; entries: number; mayReceive: boolean; receipt: { revision: number; good: number; complete: boolean; words: string } | null }
interface Part { district: { shortName: string }; lines: { keepsWords: string; handsOn: { district: { shortName: string }; quantityWords: string }[]; gets: { district: { shortName: string }; quantityWords: string }[]; words: string[] }[] }
interface Receiving { lines: Line[]; waitingFor: { shortName: string }[] | null; allReceived: boolean; mayClose: boolean; ruleWords: string; parts: Part[] }
const HANDS = 'district { shortName } quantityWords';
const FIELDS = `id state ruleWords allReceived mayClose waitingFor { shortName } lines { orderId district { shortName } siteName orderedWords ordered entries mayReceive receipt { revision good complete words } }
  parts { district { shortName } lines { keepsWords words handsOn { ${HANDS} } gets { ${HANDS} } } }`;
const read = (place: Place, id: string): Promise<Receiving & { state: string }> => desks.people[place].get(`query ($id: ID!) { roundReceiving(id: $id) { ${FIELDS} } }`, { id });
const came = (place: Place, roundId: string, orderId: string, over: object = {}, forPlace: Place = place) =>
  desks.act<Receiving>(place, 'recordReceipt', 'RecordReceiptInput', { roundId, orderId, districtId: district(forPlace), itemKey: 'item-1', revision: 0, good: 0, damaged: 0, substituted: 0, complete: true, ...over }, 'RoundReceiving', FIELDS);
const close = (roundId: string, place: Place = 'council') => desks.act<Receiving>(place, 'closeReceiving', 'RoundStepInput', { roundId }, 'RoundReceiving', FIELDS);

describe('what comes', () => {
  test('is said line by line, each revision kept, and closed once every site has said all', async () => {
    const { id, orders } = await desks.released({}, { placed: false });
    expect(await came('council', id, orders.council!, { good: 100 })).toMatchObject({ code: 'ORDER_NOT_PLACED' });
    for (const place of ['council', 'cambridge'] as const) await desks.act(place, 'placeOrder', 'PlaceOrderInput', { orderId: orders[place], purchaseOrderNumber: `PO-${id}` });
    expect(await read('council', id)).toMatchObject({ waitingFor: [{ shortName: 'Council' }, { shortName: 'Cambridge' }], mayClose: false, lines: [{ siteName: 'Council High School', orderedWords: '10 cases', ordered: 100, receipt: null, mayReceive: true }] });
    expect(await close(id)).toMatchObject({ code: 'RECEIPTS_MISSING' });
    expect([await desks.tasks('council', id), await desks.tasks('cambridge', id), await desks.tasks('grangeville', id)]).toEqual([['RECEIVE_GOODS'], ['RECEIVE_GOODS'], []]);

    expect(await came('council', id, orders.council!, { good: 64, complete: false })).toMatchObject({ lines: [{ receipt: { revision: 1, words: '6 cases and 4 reams good, 3 cases and 6 reams still to come.' } }] });
    expect(await came('council', id, orders.council!, { good: 60 })).toMatchObject({ code: 'RECEIPT_CHANGED' });
    expect(await desks.tasks('council', id)).toEqual(['RECEIVE_GOODS']);
    // From the first receipt on the order keeps its number.
    expect(await desks.act('council', 'correctOrder', 'CorrectOrderInput', { orderId: orders.council, purchaseOrderNumber: 'PO-late' }, 'RoundNumbers', 'roundId')).toMatchObject({ __typename: 'RoundNotPossible' });
    expect(await came('council', id, orders.council!, { revision: 1, substituted: 10 })).toMatchObject({ problems: [{ field: 'input.substitute' }, { field: 'input.accepted' }] });
    expect(await came('council', id, orders.council!, { revision: 1, good: 80, damaged: 10, substituted: 10, substitute: 'Recycled paper', accepted: false })).toMatchObject({ lines: [{ entries: 2, receipt: { words: '8 cases good, 1 case damaged, 1 case replaced by Recycled paper, not accepted.' } }], waitingFor: [{ shortName: 'Cambridge' }] });
    // What others got is theirs to say and to read.
    expect(await came('council', id, orders.cambridge!, { good: 60 }, 'cambridge')).toMatchObject({ __typename: 'NotAllowed' });
    expect(await came('cambridge', id, orders.council!, { good: 60 })).toMatchObject({ __typename: 'NotFound' });
    expect((await read('cambridge', id)).lines).toMatchObject([{ district: { shortName: 'Cambridge' }, receipt: null }]);
    expect(await read('grangeville', id)).toMatchObject({ lines: [], mayClose: false });

    expect(await desks.tasks('council', id)).toEqual([]);
    const [first, second] = await Promise.all([came('cambridge', id, orders.cambridge!, { good: 60 }), came('cambridge', id, orders.cambridge!, { good: 50 })]);
    expect([first!.__typename, second!.__typename].sort()).toEqual(['RoundNotPossible', 'RoundReceiving']);
    expect(await desks.tasks('council', id)).toEqual(['CLOSE_RECEIVING']);
    const revision = (await read('cambridge', id)).lines[0]!.receipt!.revision;
    // Said to be not all after all: the task waits until it is.
    await came('cambridge', id, orders.cambridge!, { revision, good: 60, complete: false });
    expect([await desks.tasks('council', id), await desks.tasks('cambridge', id)]).toEqual([[], ['RECEIVE_GOODS']]);
    await came('cambridge', id, orders.cambridge!, { revision: revision + 1, good: 60 });
    expect(await close(id, 'cambridge')).toMatchObject({ __typename: 'NotAllowed' });
    expect(await close(id)).toMatchObject({ state: 'RECEIVED', mayClose: false, lines: [{ mayReceive: false }], parts: [{ district: { shortName: 'Council' }, lines: [{ keepsWords: '8 cases', handsOn: [], gets: [] }] }] });
    expect(await close(id)).toMatchObject({ __typename: 'RoundNotPossible' });
    expect(await came('cambridge', id, orders.cambridge!, { revision: revision + 2, good: 60 })).toMatchObject({ code: 'RECEIVING_CLOSED' });
    expect((await desks.tasks('council', id)).sort()).toEqual(['MATCH_INVOICE', 'NOTICE']);
    await expect(desks.db.owner.query('update round_receipt set good = 1')).rejects.toThrow('append-only');
    await expect(desks.db.owner.query('delete from round_delivery_part')).rejects.toThrow('append-only');
  });

  test('short is shared by the rule of the round: who hands what to whom, each its own part', async () => {
    const { id, orders } = await desks.released({ shortRule: 'MAX_MIN' }, { takes: { council: 10, cambridge: 10, grangeville: 4 } });
    expect((await read('council', id)).ruleWords).toContain('smallest part of what it ordered');
    await came('council', id, orders.council!, { good: 100 });
    await came('grangeville', id, orders.grangeville!, { good: 30, substituted: 10, substitute: 'Recycled paper', accepted: true });
    await came('cambridge', id, orders.cambridge!);
    const mine = await close(id);
    expect(mine.parts).toMatchObject([{ lines: [{ handsOn: [{ district: { shortName: 'Cambridge' } }], gets: [] }] }]);
    const parts = (await desks.db.owner.query<{ party_id: string; keeps: number }>(`select party_id, (lines->0->>'keeps')::int as keeps from round_delivery_part where round_id = $1 order by party_id`, [id])).rows;
    expect(parts.reduce((all, { keeps }) => all + keeps, 0)).toBe(140);
    expect(parts.map(({ keeps }) => keeps)).toEqual([58, 58, 24]);
    expect((await read('cambridge', id)).parts[0]!.lines[0]).toMatchObject({ keepsWords: '5 cases and 8 reams', gets: [{ district: { shortName: 'Council' }, quantityWords: '4 cases and 2 reams' }, { district: { shortName: 'Grangeville' }, quantityWords: '1 case and 6 reams' }] });
    expect(JSON.stringify(mine.parts)).not.toContain('Grangeville');
  });

  test('above the order only with a note, at most ten times as much; it stays where it came, and nobody owes it', async () => {
    const { id, orders } = await desks.released();
    expect(await came('council', id, orders.council!, { good: 120 })).toMatchObject({ problems: [{ field: 'input.note', message: expect.stringContaining('Say how that came about') }] });
    expect(await came('council', id, orders.council!, { good: 120, note: '  ' })).toMatchObject({ problems: [{ field: 'input.note' }] });
    expect(await came('council', id, orders.council!, { good: 100, damaged: 901, note: 'So it is' })).toMatchObject({ problems: [{ field: 'input.damaged', message: expect.stringContaining('ten times') }] });
    expect(await came('council', id, orders.council!, { good: 1000, note: 'The whole truck' })).toMatchObject({ lines: [{ receipt: { words: '100 cases good, 90 cases more than was ordered.' } }] });
    expect(await came('council', id, orders.council!, { revision: 1, good: 120, note: 'Two cases too many' })).toMatchObject({ lines: [{ receipt: { words: '12 cases good, 2 cases more than was ordered.' } }] });
    await came('cambridge', id, orders.cambridge!, { good: 60 });
    expect(await close(id)).toMatchObject({ parts: [{ lines: [{ keepsWords: '12 cases' }] }] });
    expect(await desks.people.council.get(`query ($id: ID!) { roundMatching(id: $id) { orders { agreedCents lines { receivedWords } differences { words cents } } } }`, { id })).toMatchObject({
      orders: [{ agreedCents: 380_50, lines: [{ receivedWords: '12 cases, 2 cases above the order' }], differences: [{ words: 'Copy paper: 2 cases more than was ordered came, and nothing is billed for it.', cents: 0 }, { cents: -380_50 }] }],
    });
  });

  test('of what is shared out, no more than can be: the site whose number passes it is told', async () => {
    const { id, orders } = await desks.released({ shortRule: 'MAX_MIN' }, { takes: { council: 900_000, cambridge: 900_000 }, item: { tiers: [{ from: 1, priceCents: 1 }] } });
    expect(await came('council', id, orders.council!, { good: 30_000_000, damaged: 30_000_000, substituted: 29_999_999, substitute: 'Other paper', accepted: true, note: 'All of it' })).toMatchObject({ __typename: 'RoundReceiving' });
    expect(await came('cambridge', id, orders.cambridge!, { good: 2 })).toMatchObject({ problems: [{ field: 'input.good', message: expect.stringContaining('90 million') }] });
    expect(await came('cambridge', id, orders.cambridge!, { good: 1 })).toMatchObject({ __typename: 'RoundReceiving' });
    expect(await close(id)).toMatchObject({ state: 'RECEIVED' });
  });

  test('of one order for all is said by each district at whose site it comes; whoever ordered reads all of it', async () => {
    const { id, orders } = await desks.released({ deliveryFrom: '2026-09-14', deliveryUntil: '2026-09-18' }, { way: 'LEAD' });
    const task = async (place: Place) => (await desks.people[place].get<{ nodes: { kind: string; roundId: string }[] }>('{ inbox { nodes { kind roundId title nextStep dueAt dueRule } } }')).nodes.find((item) => item.roundId === id && item.kind === 'RECEIVE_GOODS');
    // Until the end of that day where it comes to.
    expect(await task('cambridge')).toMatchObject({ title: 'Say what came: Copy paper', nextStep: 'Say what came', dueAt: '2026-09-19T06:00:00.000Z', dueRule: 'delivery is due by then' });
    expect(await task('grangeville')).toBeUndefined();
    expect(await came('council', id, orders.council!, { good: 60 }, 'cambridge')).toMatchObject({ __typename: 'NotAllowed' });
    expect(await came('cambridge', id, orders.council!, { good: 60 })).toMatchObject({ lines: [{ district: { shortName: 'Cambridge' }, receipt: { good: 60 } }] });
    expect([await task('council'), await task('cambridge')]).toMatchObject([{ kind: 'RECEIVE_GOODS' }, undefined]);
    expect((await read('council', id)).lines).toMatchObject([{ district: { shortName: 'Council' }, mayReceive: true }, { district: { shortName: 'Cambridge' }, mayReceive: false, receipt: { words: 'All 6 cases came.' } }]);
  });

  test('late is either in, or refused: never lost', async () => {
    const { id, orders } = await desks.released();
    await came('council', id, orders.council!, { good: 100 });
    await came('cambridge', id, orders.cambridge!, { good: 60 });
    const [closed, late] = await Promise.all([close(id), came('cambridge', id, orders.cambridge!, { revision: 1, good: 40 })]);
    expect(closed.__typename).toBe('RoundReceiving');
    const keeps = (await read('cambridge', id)).parts[0]!.lines[0]!.keepsWords;
    expect([late.code ?? 'in', keeps]).toEqual(late.code ? ['RECEIVING_CLOSED', '6 cases'] : ['in', '4 cases']);
  });
});

describe('of a sealed round', () => {
  test('each reads its own, the lead only whether all is there; nothing is handed on', async () => {
    expect(await desks.act('council', 'proposeRound', 'ProposeRoundInput', { districtId: district('council'), consortiumId: district('council'), round: { title: 'X', items: [{ name: 'X', units: [{ name: 'case' }], orderUnit: 'case', priceUnit: 'case', mode: 'ALL_UNITS', tiers: [{ from: 1, priceCents: 1 }] }], locksAt: '2026-09-30T00:00:00Z', sealed: true, aim: 'BEST_PRICE', buyUp: false, shortRule: 'PRO_RATA' } })).toMatchObject({ problems: [{ field: 'input.round.shortRule' }] });
    const { id, orders } = await desks.released({ sealed: true });
    await came('cambridge', id, orders.cambridge!, { good: 31 });
    const before = await read('council', id);
    expect(before).toMatchObject({ waitingFor: null, allReceived: false, lines: [{ district: { shortName: 'Council' } }] });
    await came('cambridge', id, orders.cambridge!, { revision: 1, good: 57 });
    expect(await read('council', id)).toEqual(before);
    const rows = await desks.app.app.get(UnitOfWork).run(await principalOf(desks.db, person('council', 'business_manager')), async (tx) => [await tx.query('select 1 from round_receipt where order_id = $1', [orders.cambridge]), await tx.query('select 1 from round_delivery_part where round_id = $1', [id])].flat());
    expect(rows).toEqual([]);
    await came('council', id, orders.council!, { good: 100 });
    expect(JSON.stringify(await close(id))).not.toMatch(/5 cases and 7|57 reams|Cambridge/);
    expect((await read('cambridge', id)).parts).toMatchObject([{ lines: [{ keepsWords: '5 cases and 7 reams' }] }]);
  });
});
