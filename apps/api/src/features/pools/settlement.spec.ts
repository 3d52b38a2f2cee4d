import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { recheck } from '@barnraise/cost-sharing';
import { checks } from '../../checks/index.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { RoundDesks, type Place } from '../../../test/rounds.js';
import { id as idOf } from '../../../test/factories/ids.js';
import { district, insertPolicy, limits, person, principalOf } from '../../../test/factories/neighborhood.js';
import { insertPerson } from '../../../test/factories/people.js';
import { type MatchInputs, matchTexts } from './match.rules.js';
import { settle as settleInputs, type SettlementInputs, SettlementService, type SettledRound } from './index.js';

let desks: RoundDesks;
beforeAll(async () => {
  desks = await RoundDesks.meet();
});
afterAll(() => desks?.part());

interface Matching {
  orders: { id: string; district: { shortName: string }; agreedCents: number; billedCents: number; finalCents: number; approvedAt: string | null; mayEnter: boolean; mayDecide: boolean; mayApprove: boolean; approvalNeeds: string | null; lines: { receivedWords: string; billedWords: string }[]; differences: { key: string; words: string; cents: number; way: string | null; reason: string | null }[]; invoices: { number: string; revision: number; totalCents: number }[] }[];
  waitingFor: { shortName: string }[] | null; allApproved: boolean;
}
const MATCHING = `id state allApproved waitingFor { shortName } orders { id district { shortName } agreedCents billedCents finalCents approvedAt mayEnter mayDecide mayApprove approvalNeeds lines { receivedWords billedWords } differences { key words cents way reason } invoices { number revision totalCents } }`;
const matching = (place: Place, id: string): Promise<Matching> => desks.people[place].get(`query ($id: ID!) { roundMatching(id: $id) { ${MATCHING} } }`, { id });
type Step = { roundId: string; orderId: string };
const came = (place: Place, { roundId, orderId }: Step, units: number, over: object = {}) =>
  desks.act(place, 'recordReceipt', 'RecordReceiptInput', { roundId, orderId, districtId: district(place), itemKey: 'item-1', revision: 0, good: units, damaged: 0, substituted: 0, complete: true, ...over }, 'RoundReceiving', 'id');
const close = (roundId: string) => desks.act('council', 'closeReceiving', 'RoundStepInput', { roundId }, 'RoundReceiving', 'id state');
const bill = (place: Place, step: Step, lines: [Place, number, number][], extras: [string, string, number][] = [], over: object = {}) =>
  desks.act<Matching>(place, 'enterInvoice', 'EnterInvoiceInput', { ...step, number: 'GSP-1', revision: 0, day: '2026-09-14', lines: lines.map(([to, units, cents]) => ({ districtId: district(to), itemKey: 'item-1', units, cents })), extras: extras.map(([name, kind, cents]) => ({ name, kind, cents })), ...over }, 'RoundMatching', MATCHING);
const decide = (place: Place, step: Step, key: string, cents: number, way: string, reason = 'So it is') => desks.act<Matching>(place, 'decideDifference', 'DecideDifferenceInput', { ...step, key, cents, way, reason }, 'RoundMatching', MATCHING);
/** At the amount that is shown, or at another one. */
const approve = async (place: Place, step: Step, finalCents?: number) =>
  desks.act<Matching>(place, 'approveInvoices', 'ApproveInvoicesInput', { ...step, finalCents: finalCents ?? (await matching(place, step.roundId)).orders.find(({ id }) => id === step.orderId)!.finalCents }, 'RoundMatching', MATCHING);

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
    // What was shown before that correction is not what would be paid.
    expect(await approve('council', mine, 366_95)).toMatchObject({ code: 'FINAL_CHANGED', message: expect.stringContaining('By now it comes to $356.95') });
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

describe('what is billed', () => {
  test('stays within ten times the order, each refusal at its field; the database holds the same', async () => {
    const { id, orders } = await desks.released({}, { item: { tiers: [{ from: 1, priceCents: 20_000_00 }] } });
    const mine = { roundId: id, orderId: orders.council! };
    // Ten cases for $200,000.00: $2,000,000.00 and a hundred cases at most.
    expect(await bill('council', mine, [['council', 1001, 380_50]])).toMatchObject({ problems: [{ field: 'input.lines.0.units', message: expect.stringContaining('ten times') }] });
    expect(await bill('council', mine, [['council', 100, 200_000_00]], [['Freight', 'CHARGE', 5_00], ['Toner', 'OTHER', 1_999_999_00]])).toMatchObject({ problems: [{ field: 'input.extras.1.cents', message: expect.stringContaining('$2,000,000.00 at most') }] });
    expect(await bill('council', mine, [['council', 100, 10 ** 13 + 1]])).toMatchObject({ problems: [{ field: 'input.lines.0.cents' }] });
    expect(await bill('council', mine, [['council', 600, 200_000_00]])).toMatchObject({ orders: [{ billedCents: 200_000_00 }] });
    expect(await bill('council', mine, [['council', 401, 0]], [], { number: 'GSP-2' })).toMatchObject({ problems: [{ field: 'input.lines.0.units', message: expect.stringContaining('With the other invoices') }] });
    // Two at the same time, each within it, both together not.
    const two = await Promise.all(['GSP-3', 'GSP-4'].map((number) => bill('council', mine, [['council', 300, 0]], [], { number })));
    expect(two.map(({ __typename }) => __typename).sort()).not.toEqual(['RoundMatching', 'RoundMatching']);
    const write = (lines: object[], total: number) => desks.db.owner.query(`insert into round_invoice (order_id, number, revision, day, lines, extras, total_cents, entered_by, entered_at) select $1, 'X', 1, '2026-09-14', $2, '[]', $3, entered_by, entered_at from round_invoice limit 1`, [mine.orderId, JSON.stringify(lines), total]);
    await expect(write([], 10 ** 13 + 1)).rejects.toThrow('round_invoice_total');
    await expect(write([], -1)).rejects.toThrow('round_invoice_total');
  });

  test('is never decided so that less than nothing is paid; what came above the order is paid for once it is accepted', async () => {
    const { id, orders } = await desks.released();
    const [mine, theirs] = [{ roundId: id, orderId: orders.council! }, { roundId: id, orderId: orders.cambridge! }];
    await came('council', mine, 10);
    await came('cambridge', theirs, 70, { note: 'A case too many' });
    await close(id);
    const [quantity, price] = (await bill('council', mine, [['council', 100, 0]])).orders[0]!.differences;
    expect([quantity!.cents, price!.cents]).toEqual([342_45, -380_50]);
    await decide('council', mine, quantity!.key, quantity!.cents, 'EXPECTED');
    expect(await decide('council', mine, price!.key, price!.cents, 'ACCEPTED')).toMatchObject({ code: 'BELOW_ZERO' });
    expect(await decide('council', mine, price!.key, price!.cents, 'EXPECTED')).toMatchObject({ orders: [{ finalCents: 38_05, mayApprove: true }] });
    const paid = (line: number) => desks.db.owner.query(`insert into round_match (order_id, inputs_text, input_hash, result_text, billed_cents, final_cents, approved_by, approved_at) values ($1, '{}', '', $2, 0, 1, $3, app_now())`,
      [mine.orderId, JSON.stringify({ lines: [{ finalCents: line }] }), person('council', 'business_manager')]);
    await expect(paid(-1)).rejects.toThrow('less than nothing');
    const [over] = (await bill('cambridge', theirs, [['cambridge', 70, 266_35]])).orders[0]!.differences;
    expect(over).toMatchObject({ words: 'Copy paper: 1 case more than was ordered came; all of it is billed, $38.05.', cents: 38_05, way: null });
    expect(await approve('cambridge', theirs)).toMatchObject({ code: 'DIFFERENCES_OPEN' });
    expect(await decide('cambridge', theirs, over!.key, 38_05, 'ACCEPTED', 'We keep it')).toMatchObject({ orders: [{ agreedCents: 228_30, finalCents: 266_35, mayApprove: true }] });
    // Above what the district committed to it takes a limit that covers all of it, here and in the database.
    await insertPolicy(desks.db.owner, { partyId: district('cambridge') }, 'spending.limits', { business_manager: 260_00, superintendent: null }, '2026-08-01');
    await insertPerson(desks.db.owner, { id: idOf(7_002), roles: [{ role: 'superintendent', partyId: district('cambridge') }] });
    const message = '$266.35 is above the $252.00 that were authorized for this order. Your spending limit is $260.00. By the limits of your district it takes its superintendent.';
    expect((await matching('cambridge', id)).orders).toMatchObject([{ mayApprove: false, approvalNeeds: message }]);
    expect(await approve('cambridge', theirs)).toMatchObject({ __typename: 'NotAllowed', message });
    await expect(desks.db.owner.query(`insert into round_match (order_id, inputs_text, input_hash, result_text, billed_cents, final_cents, approved_by, approved_at) values ($1, '{}', '', '{}', 0, 26635, $2, app_now())`, [theirs.orderId, person('cambridge', 'business_manager')])).rejects.toThrow('more than was authorized');
    desks.people.cambridge = await desks.app.client().signInAs(idOf(7_002));
    expect(await bill('cambridge', theirs, [['cambridge', 70, 1]], [], { revision: 1 })).toMatchObject({ code: 'NOT_ALLOWED' });
    expect((await matching('cambridge', id)).orders).toMatchObject([{ mayEnter: false, mayApprove: true, approvalNeeds: null }]);
    expect(await approve('cambridge', theirs)).toMatchObject({ __typename: 'RoundMatching', orders: [{ finalCents: 266_35, approvedAt: expect.any(String) }] });
    await insertPolicy(desks.db.owner, { partyId: district('cambridge') }, 'spending.limits', limits, '2026-08-02');
  });
});

interface Settlement {
  credits: { key: string; district: { shortName: string }; words: string; expectedCents: number; arrivedCents: number; standsWords: string; mayRecord: boolean; notes: { number: string; revision: number; cents: number }[] }[];
  maySettle: boolean; baselines: { district: { shortName: string }; itemKey: string; unitName: string; revision: number; priceCents: number | null }[];
  parts: { district: { shortName: string }; cents: number; paidCents: number; balanceWords: string; share: { id: string; expectedCents: number; methodWords: string; file: string }; lines: { kind: string; name: string; quantityWords: string | null; cents: number; words: string }[]; saving: { aloneCents: number; paidCents: number; besideCents: number; savedCents: number } | null }[];
}
const SETTLEMENT = 'id state maySettle credits { key district { shortName } words expectedCents arrivedCents standsWords mayRecord notes { number revision cents } } baselines { district { shortName } itemKey unitName revision priceCents } parts { district { shortName } cents paidCents balanceWords share { id expectedCents methodWords file } lines { kind name quantityWords cents words } saving { aloneCents paidCents besideCents savedCents } }';
const settlement = (place: Place, id: string): Promise<Settlement & { state: string }> => desks.people[place].get(`query ($id: ID!) { roundSettlement(id: $id) { ${SETTLEMENT} } }`, { id });
const settle = (roundId: string, place: Place = 'council') => desks.act<Settlement>(place, 'settleRound', 'RoundStepInput', { roundId }, 'RoundSettlement', SETTLEMENT);
const alone = (place: Place, roundId: string, priceCents: number, over: object = {}) => desks.act<Settlement>(place, 'stateBaseline', 'StateBaselineInput', { roundId, districtId: district(place), itemKey: 'item-1', revision: 0, priceCents, source: 'Invoice of last fall', confidence: 'OWN_ACCOUNTS', ...over }, 'RoundSettlement', SETTLEMENT);
/** As a ledger finds it, for somebody of that district. */
const settled = async (place: Place, id: string): Promise<SettledRound | null> => {
  const principal = await principalOf(desks.db, person(place, 'business_manager'));
  return desks.app.app.get(UnitOfWork).run(principal, () => desks.app.app.get(SettlementService).settled(id));
};
/** What the database answers to whoever settles, and nothing of it kept. */
async function answeredTo(place: Place, id: string): Promise<object[]> {
  const principal = await principalOf(desks.db, person(place, 'business_manager'));
  let rows: object[] = [];
  const unit = desks.app.app.get(UnitOfWork).run(principal, async (tx) => {
    const { inputs } = (await tx.one<{ inputs: SettlementInputs }>('select inputs from take_settlement($1)', [id]))!;
    const { inputsText, inputHash, plan, totalCents, parts } = settleInputs(inputs);
    rows = await tx.query('select * from settle_round($1, $2, $3, $4, $5, $6)', [id, inputsText, inputHash, JSON.stringify(plan), totalCents, JSON.stringify(parts)]);
    throw new Error('not kept');
  });
  await expect(unit).rejects.toThrow('not kept');
  return rows;
}
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
      district: { shortName: 'Council' }, cents: 369_67, paidCents: 354_45, balanceWords: 'It paid the supplier $354.45: it owes Cambridge $15.22.',
      lines: [{ kind: 'GOODS', quantityWords: '9 cases and 4 reams', cents: 357_67 }, { kind: 'CHARGE', name: 'Freight', cents: 12_00 }], saving: { aloneCents: 413_60, paidCents: 369_67, besideCents: 12_00, savedCents: 43_93 },
    }]);
    expect(other).toMatchObject([{ district: { shortName: 'Cambridge' }, cents: 213_08, paidCents: 228_30, balanceWords: 'It paid the supplier $228.30: Council owes it $15.22.', saving: { aloneCents: 201_60, savedCents: -11_48 } }]);
    // Each takes its own share with its trace, and works it out again elsewhere.
    for (const [part] of [own, other]) {
      expect(part!.share).toMatchObject({ expectedCents: part!.cents, methodWords: 'Goods by what each keeps, freight and fees as agreed' });
      expect(recheck(part!.share.file).verdict).toBe('confirmed');
      expect(JSON.parse(part!.share.file)).toMatchObject({ amounts: { [district('council')]: 369_67, [district('cambridge')]: 213_08 } });
    }
    // A ledger finds the same from both sides; who had no part finds nothing.
    const found = await settled('council', id);
    expect([...found!.districts].sort((a, b) => a.name.localeCompare(b.name))).toEqual([
      { party: district('cambridge'), name: 'Cambridge', calculationId: other[0]!.share.id, cents: 213_08, paidCents: 228_30, netCents: -15_22 },
      { party: district('council'), name: 'Council', calculationId: own[0]!.share.id, cents: 369_67, paidCents: 354_45, netCents: 15_22 },
    ]);
    expect(found!.debts).toEqual([{ from: district('council'), to: district('cambridge'), cents: 15_22 }]);
    expect([await settled('cambridge', id), await settled('grangeville', id)]).toEqual([found, null]);
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

  test('owes freight per unit and a fee in percent for what came, one amount whole: the bill for all that was ordered differs, the honest one does not', async () => {
    const { id, orders } = await desks.released({ charges: [{ name: 'Fee', kind: 'PERCENT', percent: '2', sharedBy: 'BY_GOODS' }, { name: 'Pallets', kind: 'FIXED', cents: 16_00, sharedBy: 'BY_GOODS' }] }, { item: { charges: [{ name: 'Freight', kind: 'PER_UNIT', cents: 1_00, unit: 'case', sharedBy: 'BY_QUANTITY' }] } });
    const [mine, theirs] = [{ roundId: id, orderId: orders.council! }, { roundId: id, orderId: orders.cambridge! }];
    await came('council', mine, 50, { damaged: 50 });
    await came('cambridge', theirs, 60);
    await close(id);
    const extras = (freight: number, fee: number, pallets: number): [string, string, number][] => [['Freight', 'CHARGE', freight], ['Fee', 'CHARGE', fee], ['Pallets', 'CHARGE', pallets]];
    const full = (await bill('council', mine, [['council', 50, 190_25]], extras(10_00, 7_61, 10_00))).orders[0]!;
    expect(full).toMatchObject({ agreedCents: 209_06, billedCents: 217_86, mayApprove: false });
    expect(full.differences.map(({ words }) => words)).toEqual([
      'Fee: $7.61 billed, $3.81 owed for what came: $3.80 too much. Agreed: 2% of $190.25 for what came.', 'Freight: $10.00 billed, $5.00 owed for what came: $5.00 too much. Agreed: $1.00 per case for 5 cases that came.',
    ]);
    expect(await approve('council', mine)).toMatchObject({ code: 'DIFFERENCES_OPEN' });
    expect((await bill('council', mine, [['council', 50, 190_25]], extras(5_00, 3_81, 10_00), { revision: 1 })).orders).toMatchObject([{ differences: [], mayApprove: true }]);
    expect(await approve('council', mine)).toMatchObject({ orders: [{ finalCents: 209_06 }] });
    expect((await bill('cambridge', theirs, [['cambridge', 60, 228_30]], extras(6_00, 4_57, 6_00))).orders).toMatchObject([{ differences: [], agreedCents: 244_87, mayApprove: true }]);
    await approve('cambridge', theirs);
    expect(await settle(id)).toMatchObject({ state: 'SETTLED' });
    // An approval from before charges had parts still comes out the same: all of a charge is owed.
    const check = checks.find(({ name }) => name === 'orders-matched-the-same')!;
    const owner = await desks.db.owner.connect();
    const found = async () => (await owner.query<Record<string, unknown>>(check.sql)).rows.filter((row) => row['id'] === mine.orderId || row['id'] === theirs.orderId).map((row) => check.examine!(row));
    const { rows: [row] } = await owner.query<{ inputs: MatchInputs }>('select inputs_text::jsonb as inputs from round_match where order_id = $1', [theirs.orderId]);
    const { match, ...before } = matchTexts({ ...row!.inputs, charges: row!.inputs.charges.map(({ name, cents }) => ({ name, cents })) });
    expect(match).toMatchObject({ agreedCents: 244_87, ready: true });
    await owner.query('begin; alter table round_match disable trigger user;');
    try {
      expect(await found()).toEqual([null, null]);
      await owner.query('update round_match set inputs_text = $2, input_hash = $3, result_text = $4 where order_id = $1', [theirs.orderId, before.inputsText, before.inputHash, before.resultText]);
      expect(await found()).toEqual([null, null]);
      await owner.query(`update round_match set inputs_text = replace(inputs_text, '"cents":600', '"cents":601') where order_id = $1`, [theirs.orderId]);
      expect(await found()).toContainEqual(expect.stringContaining('receipt or invoice'));
    } finally {
      await owner.query('rollback');
      owner.release();
    }
  });

  test('waits for the credits that were expected: each note with what is still missing, in the settlement and its table, and nobody else reads it', async () => {
    const { id, orders } = await desks.released();
    const [mine, theirs] = [{ roundId: id, orderId: orders.council! }, { roundId: id, orderId: orders.cambridge! }];
    await came('council', mine, 90, { damaged: 10 });
    await came('cambridge', theirs, 60);
    await close(id);
    const key = (await bill('council', mine, [['council', 100, 380_50]])).orders[0]!.differences[0]!.key;
    await bill('cambridge', theirs, [['cambridge', 60, 228_30]]);
    const credit = (cents: number, over: object = {}, place: Place = 'council') => desks.act<Settlement>(place, 'recordCredit', 'RecordCreditInput', { ...mine, key, number: 'CN-1', revision: 0, day: '2026-09-20', cents, ...over }, 'RoundSettlement', SETTLEMENT);
    await decide('council', mine, key, 38_05, 'EXPECTED', 'Came torn');
    expect(await credit(38_05)).toMatchObject({ code: 'ORDER_NOT_APPROVED' });
    for (const [place, step] of [['council', mine], ['cambridge', theirs]] as const) await approve(place, step);
    expect(await settlement('council', id)).toMatchObject({ credits: [{ district: { shortName: 'Council' }, expectedCents: 38_05, arrivedCents: 0, standsWords: 'Nothing has arrived yet of $38.05.', mayRecord: true, notes: [] }] });
    expect((await settlement('cambridge', id)).credits).toEqual([]);
    expect(await credit(38_05, {}, 'cambridge')).toMatchObject({ __typename: 'NotFound' });
    expect(await credit(38_05, { key: 'charge|freight' })).toMatchObject({ __typename: 'NotFound' });
    expect(await credit(38_05, { day: '2026-02-31' })).toMatchObject({ problems: [{ field: 'input.day' }] });
    expect(await credit(380_51)).toMatchObject({ problems: [{ field: 'input.cents', message: expect.stringContaining('more would be credited') }] });
    expect(await credit(0)).toMatchObject({ problems: [{ field: 'input.cents' }] });
    expect(await credit(30_00)).toMatchObject({ credits: [{ arrivedCents: 30_00, standsWords: '$30.00 of $38.05 arrived: $8.05 still missing.' }] });
    expect(await credit(8_05)).toMatchObject({ problems: [{ field: 'input.number' }] });
    await settle(id);
    // Two at once: one is in. It may come after the settlement, and changes nothing of it.
    const two = await Promise.all([credit(31_00, { revision: 1 }), credit(32_00, { revision: 1 })]);
    expect(two.map(({ __typename }) => __typename).sort()).toEqual(['RoundNotPossible', 'RoundSettlement']);
    await credit(30_00, { revision: 2 });
    expect(await credit(9_00, { number: 'CN-2' })).toMatchObject({ state: 'SETTLED', parts: [{ cents: 342_45 }], credits: [{ standsWords: '$39.00 of $38.05 arrived: $0.95 more than expected.', notes: [{ number: 'CN-1', revision: 3, cents: 30_00 }, { number: 'CN-2', cents: 9_00 }] }] });
    const file = (place: Place) => fetch(`${desks.app.url}/rounds/${id}/settlement.csv`, { headers: { cookie: [...desks.people[place].cookies].map(([name, value]) => `${name}=${value}`).join('; ') } });
    const rows = (await (await file('council')).text()).replace('\uFEFF', '').trimEnd().split('\r\n');
    expect(rows.slice(1)).toEqual([
      'Copy paper,Council School District,goods,Copy paper,9 cases,342.45,,,,,,What was billed and approved for what came to your district. Of $570.75 your part is $342.45.',
      'Copy paper,Council School District,in all,,,342.45,342.45,,,,,That is what it paid the supplier: nothing is owed between districts.',
      'Copy paper,Council School District,credit expected,Gem State Paper,,,,38.05,39.00,0.95,"CN-1 of 2026-09-20; CN-2 of 2026-09-20","Copy paper: 10 cases billed, 9 cases received. 1 case too many, $38.05."',
    ]);
    expect(await (await file('cambridge')).text()).not.toMatch(/Council|CN-1/);
    expect((await file('grangeville')).status).toBe(404);
    await expect(desks.db.owner.query('update round_credit set cents = 1')).rejects.toThrow('append-only');
  });

  test('shares what was ordered: what came above it is paid once, by who accepted it, and weighs in nothing', async () => {
    const paper = { charges: [{ name: 'Freight', kind: 'FIXED', cents: 16_00, sharedBy: 'BY_QUANTITY' }] };
    const { id, orders } = await desks.released({ shortRule: 'PRO_RATA' }, { item: paper });
    const [mine, theirs] = [{ roundId: id, orderId: orders.council! }, { roundId: id, orderId: orders.cambridge! }];
    await came('council', mine, 100);
    await came('cambridge', theirs, 70, { note: 'A case too many' });
    await close(id);
    await alone('cambridge', id, 40_00);
    await bill('council', mine, [['council', 100, 380_50]], [['Freight', 'CHARGE', 10_00]]);
    const [over] = (await bill('cambridge', theirs, [['cambridge', 70, 266_35]], [['Freight', 'CHARGE', 6_00]])).orders[0]!.differences;
    await decide('cambridge', theirs, over!.key, 38_05, 'ACCEPTED', 'We keep it');
    for (const [place, step] of [['council', mine], ['cambridge', theirs]] as const) await approve(place, step);
    await settle(id);
    const [own, other] = [(await settlement('council', id)).parts[0]!, (await settlement('cambridge', id)).parts[0]!];
    expect(own).toMatchObject({ cents: 390_50, paidCents: 390_50, lines: [{ kind: 'GOODS', cents: 380_50 }, { kind: 'CHARGE', cents: 10_00 }] });
    expect(other).toMatchObject({ cents: 272_35, paidCents: 272_35, saving: { aloneCents: 280_00, paidCents: 272_35, savedCents: 7_65 } });
    expect(other.lines).toMatchObject([{ kind: 'GOODS', quantityWords: '7 cases', cents: 228_30 }, { kind: 'CHARGE', cents: 6_00 }, { kind: 'OTHER', name: 'Copy paper, more than was ordered', cents: 38_05 }]);
    // What settlements of before were given is still there, to work them out again: to the same in all.
    const { rows: [stored] } = await desks.db.owner.query<{ same: boolean; before: SettlementInputs }>('select inputs_text::jsonb = settlement_inputs(round_id) as same, settlement_inputs_before(round_id) as before from round_settlement where round_id = $1', [id]);
    expect([stored!.same, stored!.before.schema, settleInputs(stored!.before).totalCents]).toEqual([true, undefined, 662_85]);
  });

  test('of a sealed round leaves each alone with its own order', async () => {
    const { id, mine, theirs } = await matched({ sealed: true }, { cambridge: [['Freight', 'CHARGE', 7_77]] });
    const before = [await matching('council', id), await settlement('council', id)];
    expect(before[0]).toMatchObject({ waitingFor: null, orders: [{ district: { shortName: 'Council' } }] });
    await approve('cambridge', theirs);
    expect([await matching('council', id), await settlement('council', id)]).toEqual(before);
    await approve('council', mine);
    // A ledger that books with the settlement gets every calculation, also where its lead reads only its own.
    const each = (place: Place, cents: number) => ({ party: district(place), calculation: expect.any(String), cents: String(cents), paid_cents: String(cents) });
    const answered = await answeredTo('council', id);
    expect(answered).toHaveLength(2);
    expect(answered).toEqual(expect.arrayContaining([each('council', 342_45), each('cambridge', 236_07)]));
    expect(await settle(id)).toMatchObject({ parts: [{ district: { shortName: 'Council' }, cents: 342_45, paidCents: 342_45, balanceWords: 'That is what it paid the supplier: in a sealed round nobody owes another district.' }] });
    expect((await settlement('cambridge', id)).parts).toMatchObject([{ cents: 236_07, lines: [{ cents: 228_30 }, { cents: 7_77 }] }]);
    const [{ share }] = (await settlement('cambridge', id)).parts as [Settlement['parts'][number]];
    expect([recheck(share.file).verdict, share.file.includes(district('council'))]).toEqual(['confirmed', false]);
    for (const [place, cents] of [['council', 342_45], ['cambridge', 236_07]] as const) expect(await settled(place, id)).toMatchObject({ sealed: true, debts: [], districts: [{ party: district(place), cents, netCents: 0 }] });
    expect((await desks.db.owner.query(`select 1 from share_calculation where subject_id = $1 and (home_party_id <> teaching_party_id or input_text like '%' || case home_party_id when $2 then $3 else $2 end || '%')`, [id, district('council'), district('cambridge')])).rows).toEqual([]);
  });
});
