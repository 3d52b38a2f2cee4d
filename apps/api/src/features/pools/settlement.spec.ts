import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Buyers, type Place } from '../../../test/rounds.js';
import { district } from '../../../test/factories/neighborhood.js';

let buyers: Buyers;
beforeAll(async () => {
  buyers = await Buyers.meet();
});
afterAll(() => buyers?.part());

interface Matching {
  orders: { id: string; district: { shortName: string }; agreedCents: number; billedCents: number; finalCents: number; approvedAt: string | null; mayEnter: boolean; mayDecide: boolean; mayApprove: boolean; lines: { receivedWords: string; billedWords: string }[]; differences: { key: string; words: string; cents: number; way: string | null; reason: string | null }[]; invoices: { number: string; revision: number; totalCents: number }[] }[];
  waitingFor: { shortName: string }[] | null; allApproved: boolean;
}
const MATCHING = `id state allApproved waitingFor { shortName } orders { id district { shortName } agreedCents billedCents finalCents approvedAt mayEnter mayDecide mayApprove lines { receivedWords billedWords } differences { key words cents way reason } invoices { number revision totalCents } }`;
const matching = (place: Place, id: string): Promise<Matching> => buyers.people[place].get(`query ($id: ID!) { roundMatching(id: $id) { ${MATCHING} } }`, { id });
type Step = { roundId: string; orderId: string };
const came = (place: Place, { roundId, orderId }: Step, units: number, over: object = {}) =>
  buyers.act(place, 'recordReceipt', 'RecordReceiptInput', { roundId, orderId, districtId: district(place), itemKey: 'item-1', revision: 0, good: units, damaged: 0, substituted: 0, complete: true, ...over }, 'RoundReceiving', 'id');
const close = (roundId: string) => buyers.act('council', 'closeReceiving', 'RoundStepInput', { roundId }, 'RoundReceiving', 'id state');
const bill = (place: Place, step: Step, lines: [Place, number, number][], extras: [string, string, number][] = [], over: object = {}) =>
  buyers.act<Matching>(place, 'enterInvoice', 'EnterInvoiceInput', { ...step, number: 'GSP-1', revision: 0, day: '2026-09-14', lines: lines.map(([to, units, cents]) => ({ districtId: district(to), itemKey: 'item-1', units, cents })), extras: extras.map(([name, kind, cents]) => ({ name, kind, cents })), ...over }, 'RoundMatching', MATCHING);
const decide = (place: Place, step: Step, key: string, cents: number, way: string, reason = 'So it is') => buyers.act<Matching>(place, 'decideDifference', 'DecideDifferenceInput', { ...step, key, cents, way, reason }, 'RoundMatching', MATCHING);
const approve = (place: Place, step: Step) => buyers.act<Matching>(place, 'approveInvoices', 'MatchStepInput', step, 'RoundMatching', MATCHING);

describe('order, receipt and invoice', () => {
  test('stand side by side: each difference is said and decided, then the order is approved, once', async () => {
    const { id, orders } = await buyers.released();
    const [mine, theirs] = [{ roundId: id, orderId: orders.council! }, { roundId: id, orderId: orders.cambridge! }];
    // An invoice may come before the goods; it is matched once what came is known.
    expect(await bill('council', mine, [['council', 100, 400_00]], [['Fuel surcharge', 'CHARGE', 5_00]])).toMatchObject({ orders: [{ billedCents: 405_00, mayDecide: false, invoices: [{ number: 'GSP-1', revision: 1, totalCents: 405_00 }] }] });
    expect(await approve('council', mine)).toMatchObject({ code: 'RECEIVING_OPEN' });
    await came('council', mine, 90, { damaged: 10 });
    await came('cambridge', theirs, 60);
    await close(id);
    expect((await buyers.tasks('council', id)).sort()).toEqual(['MATCH_INVOICE', 'NOTICE']);
    const read = (await matching('council', id)).orders[0]!;
    expect(read).toMatchObject({ agreedCents: 342_45, billedCents: 405_00, finalCents: 342_45, mayDecide: true, mayApprove: false, lines: [{ receivedWords: '9 cases', billedWords: '10 cases' }] });
    expect(read.differences.map(({ words, cents }) => [words, cents])).toEqual([
      ['Copy paper: 10 cases billed, 9 cases received. 1 case too many, $38.05.', 38_05], ['Copy paper: $400.00 billed for 10 cases, $380.50 by the contract: $19.50 too much.', 19_50], ['Fuel surcharge: $5.00 billed, though none was agreed.', 5_00],
    ]);
    const [quantity, price, fuel] = read.differences.map(({ key }) => key) as [string, string, string];
    expect(await approve('council', mine)).toMatchObject({ code: 'DIFFERENCES_OPEN' });
    expect(await decide('council', mine, quantity, 38_00, 'EXPECTED')).toMatchObject({ code: 'DIFFERENCE_CHANGED' });
    expect(await decide('cambridge', mine, quantity, 38_05, 'EXPECTED')).toMatchObject({ __typename: 'NotFound' });
    expect(await decide('council', mine, quantity, 38_05, 'EXPECTED', ' ')).toMatchObject({ problems: [{ field: 'input.reason' }] });
    await decide('council', mine, quantity, 38_05, 'EXPECTED', 'Came torn');
    await decide('council', mine, price, 19_50, 'ACCEPTED', 'A better weight');
    expect(await decide('council', mine, fuel, 5_00, 'ACCEPTED')).toMatchObject({ orders: [{ finalCents: 366_95, mayApprove: true }] });
    // A corrected invoice opens what was decided about another amount.
    expect(await bill('council', mine, [['council', 100, 390_00]], [['Fuel surcharge', 'CHARGE', 5_00]])).toMatchObject({ code: 'INVOICE_CHANGED' });
    expect(await bill('council', mine, [['council', 100, 390_00]], [['Fuel surcharge', 'CHARGE', 5_00]], { revision: 1 })).toMatchObject({ orders: [{ mayApprove: false, differences: [{ way: 'EXPECTED' }, { way: null, cents: 9_50 }, { way: 'ACCEPTED' }] }] });
    await decide('council', mine, price, 9_50, 'ACCEPTED');
    const [first, second] = await Promise.all([approve('council', mine), approve('council', mine)]);
    expect([first!.__typename, second!.__typename].sort()).toEqual(['RoundMatching', 'RoundNotPossible']);
    expect(await matching('council', id)).toMatchObject({ orders: [{ finalCents: 356_95, mayEnter: false }], waitingFor: [{ shortName: 'Cambridge' }], allApproved: false });
    expect(await bill('council', mine, [], [], { revision: 2 })).toMatchObject({ code: 'ORDER_APPROVED' });
    expect(await approve('cambridge', theirs)).toMatchObject({ code: 'INVOICE_MISSING' });
    await bill('cambridge', theirs, [['cambridge', 60, 228_30]]);
    expect((await matching('cambridge', id)).orders).toMatchObject([{ district: { shortName: 'Cambridge' }, differences: [], mayApprove: true }]);
    expect(await approve('cambridge', theirs)).toMatchObject({ allApproved: true });
    expect((await buyers.tasks('council', id)).sort()).toEqual(['NOTICE', 'SETTLE_ROUND']);
    await expect(buyers.db.owner.query('update round_match set final_cents = 1')).rejects.toThrow('append-only');
  });
});
