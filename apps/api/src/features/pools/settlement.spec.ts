import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { RoundDesks, type Place } from '../../../test/rounds.js';
import { district } from '../../../test/factories/neighborhood.js';

let desks: RoundDesks;
beforeAll(async () => {
  desks = await RoundDesks.meet();
});
afterAll(() => desks?.part());

interface Matching {
  orders: { id: string; district: { shortName: string }; agreedCents: number; billedCents: number; finalCents: number; approvedAt: string | null; mayEnter: boolean; mayDecide: boolean; mayApprove: boolean; lines: { receivedWords: string; billedWords: string }[]; differences: { key: string; words: string; cents: number; way: string | null; reason: string | null }[]; invoices: { number: string; revision: number; totalCents: number }[] }[];
  waitingFor: { shortName: string }[] | null; allApproved: boolean;
}
const MATCHING = `id state allApproved waitingFor { shortName } orders { id district { shortName } agreedCents billedCents finalCents approvedAt mayEnter mayDecide mayApprove lines { receivedWords billedWords } differences { key words cents way reason } invoices { number revision totalCents } }`;
const matching = (place: Place, id: string): Promise<Matching> => desks.people[place].get(`query ($id: ID!) { roundMatching(id: $id) { ${MATCHING} } }`, { id });
type Step = { roundId: string; orderId: string };
const came = (place: Place, { roundId, orderId }: Step, units: number, over: object = {}) =>
  desks.act(place, 'recordReceipt', 'RecordReceiptInput', { roundId, orderId, districtId: district(place), itemKey: 'item-1', revision: 0, good: units, damaged: 0, substituted: 0, complete: true, ...over }, 'RoundReceiving', 'id');
const close = (roundId: string) => desks.act('council', 'closeReceiving', 'RoundStepInput', { roundId }, 'RoundReceiving', 'id state');
const bill = (place: Place, step: Step, lines: [Place, number, number][], extras: [string, string, number][] = [], over: object = {}) =>
  desks.act<Matching>(place, 'enterInvoice', 'EnterInvoiceInput', { ...step, number: 'GSP-1', revision: 0, day: '2026-09-14', lines: lines.map(([to, units, cents]) => ({ districtId: district(to), itemKey: 'item-1', units, cents })), extras: extras.map(([name, kind, cents]) => ({ name, kind, cents })), ...over }, 'RoundMatching', MATCHING);
const decide = (place: Place, step: Step, key: string, cents: number, way: string, reason = 'So it is') => desks.act<Matching>(place, 'decideDifference', 'DecideDifferenceInput', { ...step, key, cents, way, reason }, 'RoundMatching', MATCHING);
const approve = (place: Place, step: Step) => desks.act<Matching>(place, 'approveInvoices', 'MatchStepInput', step, 'RoundMatching', MATCHING);

describe('order, receipt and invoice', () => {
  test('stand side by side: each difference is said and decided, then the order is approved, once', async () => {
    const { id, orders } = await desks.released();
    const [mine, theirs] = [{ roundId: id, orderId: orders.council! }, { roundId: id, orderId: orders.cambridge! }];
    // An invoice may come before the goods; it is matched once what came is known.
    expect(await bill('council', mine, [['council', 100, 400_00]], [['Fuel surcharge', 'CHARGE', 5_00]])).toMatchObject({ orders: [{ billedCents: 405_00, mayDecide: false, invoices: [{ number: 'GSP-1', revision: 1, totalCents: 405_00 }] }] });
    expect(await approve('council', mine)).toMatchObject({ code: 'RECEIVING_OPEN' });
    await came('council', mine, 90, { damaged: 10 });
    await came('cambridge', theirs, 60);
    await close(id);
    expect((await desks.tasks('council', id)).sort()).toEqual(['MATCH_INVOICE', 'NOTICE']);
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
    expect((await desks.tasks('council', id)).sort()).toEqual(['NOTICE', 'SETTLE_ROUND']);
    await expect(desks.db.owner.query('update round_match set final_cents = 1')).rejects.toThrow('append-only');
  });
});

interface Settlement {
  maySettle: boolean; baselines: { district: { shortName: string }; itemKey: string; unitName: string; revision: number; priceCents: number | null }[];
  parts: { district: { shortName: string }; cents: number; paidCents: number; balanceWords: string; lines: { kind: string; name: string; quantityWords: string | null; cents: number; words: string }[]; saving: { aloneCents: number; paidCents: number; besideCents: number; savedCents: number } | null }[];
}
const SETTLEMENT = 'id state maySettle baselines { district { shortName } itemKey unitName revision priceCents } parts { district { shortName } cents paidCents balanceWords lines { kind name quantityWords cents words } saving { aloneCents paidCents besideCents savedCents } }';
const settlement = (place: Place, id: string): Promise<Settlement & { state: string }> => desks.people[place].get(`query ($id: ID!) { roundSettlement(id: $id) { ${SETTLEMENT} } }`, { id });
const settle = (roundId: string, place: Place = 'council') => desks.act<Settlement>(place, 'settleRound', 'RoundStepInput', { roundId }, 'RoundSettlement', SETTLEMENT);
const alone = (place: Place, roundId: string, priceCents: number, over: object = {}) => desks.act<Settlement>(place, 'stateBaseline', 'StateBaselineInput', { roundId, districtId: district(place), itemKey: 'item-1', revision: 0, priceCents, source: 'Invoice of last fall', confidence: 'OWN_ACCOUNTS', ...over }, 'RoundSettlement', SETTLEMENT);
/** All the way up to its settlement: Council gets nine cases good of ten, Cambridge all six. */
async function matched(over: object, extras: { council?: [string, string, number][]; cambridge?: [string, string, number][] } = {}) {
  const { id, orders } = await desks.released(over);
  const [mine, theirs] = [{ roundId: id, orderId: orders.council! }, { roundId: id, orderId: orders.cambridge! }];
  await came('council', mine, 90, { damaged: 10 });
  await came('cambridge', theirs, 60);
  await close(id);
  await bill('council', mine, [['council', 90, 342_45]], extras.council);
  await bill('cambridge', theirs, [['cambridge', 60, 228_30]], extras.cambridge);
  for (const [place, step] of [['council', mine], ['cambridge', theirs]] as const) {
    for (const { key, cents, way } of (await matching(place, id)).orders[0]!.differences) if (way === null) await decide(place, step, key, cents, 'ACCEPTED');
  }
  return { id, mine, theirs };
}

describe('a settlement', () => {
  test('shares what is paid, to the cent, once: goods by what each keeps, what beside them as lines of their own; and says what was saved, or not', async () => {
    const { id, mine, theirs } = await matched({ shortRule: 'PRO_RATA' }, { council: [['Freight', 'CHARGE', 12_00]] });
    expect((await settlement('council', id)).baselines).toMatchObject([{ district: { shortName: 'Council' }, unitName: 'case', revision: 0, priceCents: null }]);
    expect(await alone('cambridge', id, 44_00, { districtId: district('council') })).toMatchObject({ __typename: 'NotAllowed' });
    expect(await alone('council', id, 44_00)).toMatchObject({ baselines: [{ revision: 1, priceCents: 44_00 }] });
    expect(await alone('council', id, 41_00)).toMatchObject({ code: 'BASELINE_CHANGED' });
    await alone('cambridge', id, 36_00);
    expect(JSON.stringify(await settlement('council', id))).not.toContain('3600');
    expect(await settle(id)).toMatchObject({ code: 'INVOICES_OPEN' });
    for (const [place, step] of [['council', mine], ['cambridge', theirs]] as const) await approve(place, step);
    expect(await settle(id, 'cambridge')).toMatchObject({ __typename: 'NotAllowed' });
    const [first, second] = await Promise.all([settle(id), settle(id)]);
    expect([first!.__typename, second!.__typename].sort()).toEqual(['RoundNotPossible', 'RoundSettlement']);
    // 150 reams came for 160: 94 and 56 by what was ordered. $570.75 by that; its freight each district pays itself.
    const [own, other] = [(await settlement('council', id)).parts, (await settlement('cambridge', id)).parts];
    expect(own).toMatchObject([{
      district: { shortName: 'Council' }, cents: 369_67, paidCents: 354_45, balanceWords: 'It paid the supplier $354.45: it owes the others $15.22.',
      lines: [{ kind: 'GOODS', quantityWords: '9 cases and 4 reams', cents: 357_67 }, { kind: 'CHARGE', name: 'Freight', cents: 12_00 }], saving: { aloneCents: 413_60, paidCents: 369_67, besideCents: 12_00, savedCents: 43_93 },
    }]);
    expect(other).toMatchObject([{ district: { shortName: 'Cambridge' }, cents: 213_08, paidCents: 228_30, saving: { aloneCents: 201_60, savedCents: -11_48 } }]);
    expect(own[0]!.cents + other[0]!.cents).toBe(342_45 + 228_30 + 12_00);
    const { rows } = await desks.db.owner.query(`select purpose, expected_cents::int as cents, home_party_id = teaching_party_id as alone from share_calculation where subject_id = $1 order by home_party_id`, [id]);
    expect(rows).toEqual([{ purpose: 'settlement', cents: 369_67, alone: true }, { purpose: 'settlement', cents: 213_08, alone: false }]);
    expect(await alone('council', id, 50_00, { revision: 1 })).toMatchObject({ code: 'ROUND_SETTLED' });
    expect(await desks.tasks('council', id)).toEqual(['NOTICE']);
    expect((await settlement('grangeville', id))).toMatchObject({ parts: [], baselines: [] });
    await expect(desks.db.owner.query('update round_settlement_part set cents = 1')).rejects.toThrow('append-only');
  });

  test('holds what is billed for freight against what was agreed, and shares it as agreed', async () => {
    // $16.00 by what the goods cost: $10.00 and $6.00 of what was ordered. Cambridge is billed two dollars more.
    const { id, mine, theirs } = await matched({ charges: [{ name: 'Freight', kind: 'FIXED', cents: 16_00, sharedBy: 'BY_GOODS' }] }, { council: [['Freight', 'CHARGE', 10_00]], cambridge: [['Freight', 'CHARGE', 8_00]] });
    expect((await matching('council', id)).orders).toMatchObject([{ agreedCents: 352_45, billedCents: 352_45, differences: [] }]);
    expect((await matching('cambridge', id)).orders).toMatchObject([{ agreedCents: 234_30, billedCents: 236_30, differences: [{ cents: 2_00, way: 'ACCEPTED' }] }]);
    for (const [place, step] of [['council', mine], ['cambridge', theirs]] as const) await approve(place, step);
    await settle(id);
    const [own, other] = [(await settlement('council', id)).parts[0]!, (await settlement('cambridge', id)).parts[0]!];
    // By what came, $9.60 and $6.40; what Cambridge accepted above it binds Cambridge alone.
    expect(own).toMatchObject({ cents: 352_05, lines: [{ kind: 'GOODS', cents: 342_45 }, { kind: 'CHARGE', name: 'Freight', cents: 9_60 }] });
    expect(other.lines).toMatchObject([{ kind: 'GOODS' }, { kind: 'CHARGE', cents: 6_40 }, { kind: 'OTHER', name: 'Freight, above what was agreed', cents: 2_00 }]);
    expect(own.cents + other.cents).toBe(352_45 + 236_30);
  });

  test('of a sealed round leaves each alone with its own order', async () => {
    const { id, mine, theirs } = await matched({ sealed: true }, { cambridge: [['Freight', 'CHARGE', 7_77]] });
    const before = [await matching('council', id), await settlement('council', id)];
    expect(before[0]).toMatchObject({ waitingFor: null, orders: [{ district: { shortName: 'Council' } }] });
    await approve('cambridge', theirs);
    expect([await matching('council', id), await settlement('council', id)]).toEqual(before);
    await approve('council', mine);
    expect(await settle(id)).toMatchObject({ parts: [{ district: { shortName: 'Council' }, cents: 342_45, paidCents: 342_45, balanceWords: 'That is what it paid the supplier: nothing is owed between districts.' }] });
    expect((await settlement('cambridge', id)).parts).toMatchObject([{ cents: 236_07, lines: [{ cents: 228_30 }, { cents: 7_77 }] }]);
    expect((await desks.db.owner.query(`select 1 from share_calculation where subject_id = $1 and (home_party_id <> teaching_party_id or input_text like '%' || case home_party_id when $2 then $3 else $2 end || '%')`, [id, district('council'), district('cambridge')])).rows).toEqual([]);
  });
});
