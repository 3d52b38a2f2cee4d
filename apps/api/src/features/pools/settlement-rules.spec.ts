import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { NotShareable } from '../cost-shares/index.js';
import { matchOf } from './match.rules.js';
import { closeDelivery, shortRules } from './receiving.rules.js';
import { namedApart } from './round-charge.rules.js';
import { balanceWords, debtsBetween } from './settled-debts.rules.js';
import { savingOf, settle, type SettlementInputs } from './settlement.rules.js';

const cents = fc.integer({ min: 0, max: 200_000 });
const sharedBy = fc.constantFrom('by-goods' as const, 'by-quantity' as const, 'equally' as const);
const inputs = fc.record({
  rule: fc.constantFrom(...shortRules), sealed: fc.boolean(), forAll: fc.boolean(), agreed: fc.array(fc.record({ name: fc.constantFrom('Freight', 'Fee'), sharedBy }), { maxLength: 2 }),
  ofItems: fc.tuple(sharedBy, sharedBy), known: fc.boolean(),
  parties: fc.array(fc.record({ units: fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 90 })), ordered: fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 1, max: 90 })), came: fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 90 })), goods: fc.tuple(cents, cents), extras: fc.array(fc.record({ name: fc.constantFrom('Freight', 'fee', 'Fuel', 'Freight of paper', 'Freight of toner'), cents, other: fc.boolean() }), { maxLength: 4 }) }), { minLength: 1, maxLength: 5 }),
}).map(({ rule, sealed, forAll, agreed, ofItems, known, parties }): SettlementInputs => {
  const [own, one] = [sealed || rule === 'as-delivered', forAll && !sealed];
  const orders = parties.map(({ goods, extras, units, ordered }, n) => ({
    // What was accepted above the order is part of what is paid for the line.
    party: one ? 'p0' : `p${n}`, agreed: [], over: known ? units.flatMap((count, i) => (count > ordered[i]! && goods[i]! > 0 ? [{ party: `p${n}`, item: `i${i}`, units: count - ordered[i]!, cents: Math.floor(goods[i]! / 3) }] : [])) : [], lines: goods.map((finalCents, i) => ({ party: `p${n}`, item: `i${i}`, finalCents })), charges: extras.filter(({ other }) => !other), others: extras.filter(({ other }) => other).map(({ name, cents: amount }) => ({ name, cents: amount })),
  }));
  const merged = [{ party: 'p0', lines: orders.flatMap(({ lines }) => lines), charges: orders.flatMap(({ charges }) => charges), others: orders.flatMap(({ others }) => others), agreed: [], over: orders.flatMap(({ over }) => over) }];
  return {
    ...(known ? { schema: 'barnraise-settlement/2' as const } : {}), lead: 'p0', sealed, rule: own ? 'as-delivered' : rule, charges: agreed,
    items: [{ key: 'i0', name: 'Paper', charges: [{ name: 'Freight of paper', sharedBy: ofItems[0] }] }, { key: 'i1', name: 'Toner', charges: [{ name: 'Freight of toner', sharedBy: ofItems[1] }] }],
    parties: parties.map((_, n) => ({ key: `p${n}`, name: `District ${n}` })), kept: parties.flatMap(({ units, ordered, came }, n) => units.map((count, i) => ({ party: `p${n}`, item: `i${i}`, units: count, ...(known ? { ordered: ordered[i]!, came: came[i]! } : {}) }))), orders: one ? merged : orders,
  };
});
const sum = (some: readonly number[]) => some.reduce((a, b) => a + b, 0);

/** From the delivery over each order to the settlement, at one price. */
function through(rule: (typeof shortRules)[number], price: number, parties: readonly { readonly ordered: number; readonly came: number; readonly accepts: boolean }[]) {
  const [item, key] = ['i', (n: number) => `p${n}`];
  const delivery = closeDelivery({ rule, items: [{ key: item, name: 'Paper', unit: { name: 'ream' }, paid: String(price), lines: parties.map(({ ordered, came }, n) => ({ party: key(n), name: key(n), ordered, came, minimum: 0, place: n + 1 })) }] });
  const kept = delivery.parts.map(({ party, lines: [line] }) => ({ party, item, units: line!.keeps, ordered: line!.ordered, came: line!.came }));
  const orders = parties.map(({ ordered, came, accepts }, n) => {
    const bill = { lines: [{ party: key(n), item, ordered, received: came, agreedCents: price * ordered }], charges: [], invoices: [{ number: '1', lines: [{ party: key(n), item, units: came, cents: price * came }], extras: [] }] };
    const match = matchOf({ ...bill, decisions: matchOf({ ...bill, decisions: [] }).differences.map((one) => ({ key: one.key, cents: one.cents, way: accepts ? 'accepted' as const : 'expected' as const, reason: '' })) });
    return { party: key(n), lines: match.lines, charges: [], others: [], agreed: [], over: match.differences.flatMap((one) => (one.kind === 'over' && one.way === 'accepted' ? [{ party: key(n), item, units: one.billedUnits, cents: one.cents }] : [])) };
  });
  const settled = settle({ schema: 'barnraise-settlement/2', lead: 'p0', sealed: false, rule, charges: [], items: [{ key: item, name: 'Paper', charges: [] }], parties: parties.map((_, n) => ({ key: key(n), name: key(n) })), kept, orders });
  expect(settled.totalCents).toBe(sum(orders.flatMap(({ lines }) => lines.map(({ finalCents }) => finalCents))));
  return parties.map((party, n) => {
    const part = settled.parts.find((one) => one.party === key(n))!;
    return { ...party, cents: part.cents, keeps: kept.find((one) => one.party === key(n))!.units, paidUnits: part.lines.find(({ kind }) => kind === 'goods')?.paidUnits ?? null };
  });
}

describe('a settlement', () => {
  test('comes to what is paid, to the cent, line by line and part by part, the same each time', () => {
    fc.assert(fc.property(inputs, (given) => {
      const settled = settle(given);
      const paid = sum(given.orders.flatMap(({ lines, charges, others }) => [...lines.map(({ finalCents }) => finalCents), ...[...charges, ...others].map((one) => one.cents)]));
      expect(settled.totalCents).toBe(paid);
      expect(sum(settled.parts.map((part) => part.paidCents))).toBe(paid);
      for (const part of settled.parts) {
        expect(sum(part.lines.map((line) => line.cents))).toBe(part.cents);
        // Nobody pays for freight of an item of which it keeps nothing, while others keep some.
        if (given.schema && !given.sealed) for (const line of part.lines) if (line.kind === 'charge' && line.id.includes(' of ') && line.cents > 0) {
          const kept = given.kept.filter(({ item, units, ordered }) => item === (line.id.endsWith('paper') ? 'i0' : 'i1') && Math.min(units, ordered!) > 0);
          expect(kept.length === 0 || kept.some(({ party }) => party === part.party)).toBe(true);
        }
        // By itself in a sealed round: what one owes is what it paid, and nothing of others stands in its calculation.
        if (given.sealed) expect([part.cents, part.inputText.match(/"p\d"/g)?.every((key) => key === `"${part.party}"`)]).toEqual([part.paidCents, true]);
        // Nobody pays for goods it does not keep, where goods are shared out.
        if (given.rule !== 'as-delivered') for (const line of part.lines) if (line.kind === 'goods' && line.units === 0) expect(sum(given.kept.filter(({ item }) => item === line.itemKey).map(({ units }) => units))).toBe(0);
      }
      expect(settle(JSON.parse(settled.inputsText) as SettlementInputs)).toEqual(settled);
    }), { numRuns: 60 });
  });

  test('of a delivery above or below the orders: whoever accepts what is too much pays for what it keeps and no more; nobody else pays for it', () => {
    const many = fc.integer({ min: 1, max: 60 });
    fc.assert(fc.property(fc.constantFrom(...shortRules), many, fc.array(fc.record({ ordered: many, came: fc.integer({ min: 0, max: 90 }), accepts: fc.boolean() }), { minLength: 1, maxLength: 5 }), (rule, price, parties) => {
      const settled = through(rule, price, parties);
      const all = parties.every(({ came, ordered, accepts }) => accepts || came <= ordered);
      for (const { cents, keeps, ordered, accepts } of settled) {
        if (all) expect(cents).toBe(price * keeps);
        if (!accepts || keeps <= ordered) expect(cents).toBeLessThanOrEqual(price * Math.min(keeps, ordered));
      }
    }), { numRuns: 60 });
    // One case too many for B of six: paid once where B accepts it, by nobody where a credit is expected.
    const two = (accepts: boolean) => through('pro-rata', 3805, [{ ordered: 10, came: 10, accepts: false }, { ordered: 6, came: 7, accepts }]).map(({ cents, paidUnits }) => [cents, paidUnits]);
    expect([two(true), two(false)]).toEqual([[[380_50, null], [266_35, null]], [[380_50, null], [228_30, 6]]]);
    // A lacks two, B has three too many: two are handed on and paid by A, the third by B alone.
    expect(through('pro-rata', 100, [{ ordered: 10, came: 8, accepts: false }, { ordered: 6, came: 9, accepts: true }]).map(({ cents, keeps }) => [cents, keeps])).toEqual([[10_00, 10], [7_00, 7]]);
  });

  test('tells charges of before apart that stand under one name: each by its own rule, among those who keep its item', () => {
    const item = (key: string, name: string) => ({ key, name, charges: [{ name: 'Freight', sharedBy: 'by-quantity' as const }] });
    const order = (party: string, ofItem: string, amount: number) => ({ party, lines: [{ party, item: ofItem, finalCents: 100_00 }], charges: [{ name: 'Freight', cents: amount, agreedCents: amount }], others: [], over: [], agreed: [{ item: ofItem, name: 'Freight', cents: amount }] });
    const given: SettlementInputs = {
      schema: 'barnraise-settlement/2', lead: 'a', sealed: false, rule: 'as-delivered', charges: [], items: [item('i0', 'Paper'), item('i1', 'Card stock')], parties: [{ key: 'a', name: 'Council' }, { key: 'b', name: 'Cambridge' }],
      kept: [{ party: 'a', item: 'i0', units: 5, ordered: 5, came: 5 }, { party: 'b', item: 'i1', units: 5, ordered: 5, came: 5 }], orders: [order('a', 'i0', 10_00), order('b', 'i1', 50_00)],
    };
    expect(settle(given).parts.map(({ cents, lines }) => [cents, lines.filter(({ kind }) => kind === 'charge').map(({ name }) => name)])).toEqual([[110_00, ['Freight of Paper']], [150_00, ['Freight of Card stock']]]);
    // One order for all: by what was ordered of each. Where no order says it, in equal parts.
    const merged = { ...order('a', 'i0', 60_00), lines: given.orders.flatMap(({ lines }) => lines), agreed: given.orders.flatMap(({ agreed }) => agreed!) };
    const byOne = (agreed: typeof merged.agreed) => settle({ ...given, orders: [{ ...merged, agreed }] }).parts.map(({ cents }) => cents);
    expect([byOne(merged.agreed), byOne([])]).toEqual([[110_00, 150_00], [130_00, 130_00]]);
    // Started again they have names of their own.
    const charge = (name: string) => ({ key: 'charge-1', name, amount: { cents: 1 }, sharedBy: 'equally' as const });
    expect(namedApart([charge('Freight'), charge('freight ')], [{ key: 'i0', name: 'Card stock', charges: [charge('Freight')] }, { key: 'i1', name: 'Toner' }])).toMatchObject({ charges: [{ name: 'Freight' }, { name: 'freight 2' }], items: { i0: [{ name: 'Freight of card stock' }], i1: [] } });
  });

  test('shares goods by what each keeps, freight as agreed, and its own bill to each', () => {
    const given: SettlementInputs = {
      lead: 'a', sealed: false, rule: 'max-min', charges: [{ name: 'Freight', sharedBy: 'equally' }], items: [{ key: 'i', name: 'Paper', charges: [] }], parties: [{ key: 'a', name: 'Council' }, { key: 'b', name: 'Cambridge' }],
      kept: [{ party: 'a', item: 'i', units: 6 }, { party: 'b', item: 'i', units: 3 }], orders: [
        { party: 'a', lines: [{ party: 'a', item: 'i', finalCents: 400_00 }], charges: [{ name: 'Freight', cents: 15_01 }], others: [] }, { party: 'b', lines: [{ party: 'b', item: 'i', finalCents: 50_01 }], charges: [{ name: 'Fuel', cents: 5_00 }], others: [{ name: 'Toner', cents: 9_00 }] }],
    };
    expect(settle(given).parts).toMatchObject([
      { party: 'a', cents: 307_52, paidCents: 415_01, words: 'Your district finally owes $307.52. It paid the supplier $415.01: Cambridge owes it $107.49.', lines: [{ id: 'i', cents: 300_01 }, { id: 'charge|freight', cents: 7_51 }] },
      { party: 'b', cents: 171_50, paidCents: 64_01, lines: [{ id: 'i', cents: 150_00 }, { id: 'charge|freight', cents: 7_50 }, { id: 'charge|fuel', cents: 5_00 }, { id: 'other|toner', cents: 9_00 }] },
    ]);
  });

  test('says who owes whom: to the cent, nobody both ways, one payment fewer than districts at most, in whatever order they stand', () => {
    const nets = fc.array(fc.record({ cents, paidCents: cents }), { maxLength: 8 }).map((some) => {
      const [owed, paid] = [sum(some.map((one) => one.cents)), sum(some.map((one) => one.paidCents))];
      return [...some, { cents: Math.max(0, paid - owed), paidCents: Math.max(0, owed - paid) }].map((one, n) => ({ ...one, party: `p${n}`, name: `District ${n}` }));
    });
    fc.assert(fc.property(nets, (balances) => {
      const debts = debtsBetween(balances, false);
      for (const { party, cents: owes, paidCents } of balances) {
        const [gives, gets] = [debts.filter(({ from }) => from === party), debts.filter(({ to }) => to === party)].map((some) => sum(some.map((one) => one.cents))) as [number, number];
        expect([gives, gets]).toEqual([Math.max(0, owes - paidCents), Math.max(0, paidCents - owes)]);
      }
      expect(debts.length).toBeLessThanOrEqual(Math.max(0, balances.filter((one) => one.cents !== one.paidCents).length - 1));
      expect(debts.every((debt) => debt.cents > 0 && debt.from !== debt.to)).toBe(true);
      expect(debtsBetween([...balances].reverse(), false)).toEqual(debts);
      expect(debtsBetween(balances, true)).toEqual([]);
    }));
    const of = (party: string, net: number) => ({ party, name: party.toUpperCase(), cents: 100_00 + net, paidCents: 100_00 });
    // Whoever owes exactly what another is owed pays that one: three payments, not four.
    const five = [of('a', 7_00), of('b', 5_00), of('c', -5_00), of('d', -4_00), of('e', -3_00)];
    expect(debtsBetween(five, false)).toEqual([{ from: 'b', to: 'c', cents: 5_00 }, { from: 'a', to: 'd', cents: 4_00 }, { from: 'a', to: 'e', cents: 3_00 }]);
    expect(['a', 'c'].map((party) => balanceWords(party, five, false))).toEqual(['It paid the supplier $100.00: it owes D $4.00 and E $3.00.', 'It paid the supplier $100.00: B owes it $5.00.']);
    expect(() => debtsBetween(five.slice(1), false)).toThrow('do not come to the same');
  });

  test('saves what it saves, or not: against a word of its own, with all that was paid beside the goods', () => {
    const lines = settle({ lead: 'a', sealed: false, rule: 'as-delivered', charges: [], items: [{ key: 'i', name: 'Paper', charges: [] }], parties: [{ key: 'a', name: 'Council' }], kept: [{ party: 'a', item: 'i', units: 90 }], orders: [{ party: 'a', lines: [{ party: 'a', item: 'i', finalCents: 342_45 }], charges: [{ name: 'Freight', cents: 12_00 }], others: [] }] }).parts[0]!.lines;
    expect(savingOf(lines, [])).toBeNull();
    expect(savingOf(lines, [{ itemKey: 'i', priceCents: 44_00, unitSize: 10 }])).toMatchObject({ aloneCents: 396_00, paidCents: 354_45, besideCents: 12_00, savedCents: 41_55 });
    expect(savingOf(lines, [{ itemKey: 'i', priceCents: 39_00, unitSize: 10 }])).toMatchObject({ savedCents: -3_45 });
  });

  test('that cannot be worked out says why; a word that comes to more than any order is none', () => {
    const order = { party: 'a', lines: [{ party: 'a', item: 'i', finalCents: 10 ** 13 + 1 }], charges: [], others: [] };
    const given: SettlementInputs = { lead: 'a', sealed: false, rule: 'as-delivered', charges: [], items: [{ key: 'i', name: 'Paper', charges: [] }], parties: [{ key: 'a', name: 'Council' }], kept: [{ party: 'a', item: 'i', units: 90_000_000 }], orders: [order] };
    expect(() => settle(given)).toThrow(NotShareable);
    // Nothing came, nothing was billed: there is nothing to pay.
    expect(settle({ ...given, kept: [], orders: [{ ...order, lines: [] }] })).toMatchObject({ totalCents: 0, parts: [{ cents: 0, lines: [] }] });
    const { lines } = settle({ ...given, orders: [{ ...order, lines: [{ party: 'a', item: 'i', finalCents: 5 }] }] }).parts[0]!;
    expect(savingOf(lines, [{ itemKey: 'i', priceCents: 1_000_000_00, unitSize: 1 }])).toBeNull();
  });
});
