import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Item } from '@barnraise/pool-pricing';
import { aboveTheOrder, type ChargePart, chargesFor, differenceWords, goesBelowZero, type MatchInputs, matchOf, matchTexts, undecided } from './match.rules.js';
import { orderCsv } from './order-paper.words.js';

const cents = fc.integer({ min: 0, max: 500_000 });
const units = fc.integer({ min: 0, max: 40 });
const hows: ChargePart['how'][] = [{ kind: 'fixed' }, { kind: 'per-unit', cents: 1_00, unit: { one: 'case', many: 'cases' } }, { kind: 'percent', percent: '2.5' }];
const line = fc.record({ ordered: fc.integer({ min: 1, max: 40 }), received: units, agreedCents: cents, billed: fc.array(fc.record({ units, cents }), { maxLength: 3 }) });
const inputs = fc.record({ lines: fc.array(line, { minLength: 1, maxLength: 4 }), agreed: fc.array(fc.record({ name: fc.constantFrom('Freight', 'Fee'), cents, parts: fc.option(fc.array(fc.record({ item: fc.constantFrom('i0', 'i1'), how: fc.constantFrom(...hows), cents }), { minLength: 1, maxLength: 2 }), { nil: undefined }) }), { maxLength: 2 }), extras: fc.array(fc.record({ name: fc.constantFrom('Freight', ' freight', 'Fee', 'Toner'), kind: fc.constantFrom('charge' as const, 'other' as const), cents }), { maxLength: 4 }) })
  .map(({ lines, agreed, extras }): MatchInputs => ({
    lines: lines.map(({ ordered, received, agreedCents }, n) => ({ party: 'p', item: `i${n}`, ordered, received, agreedCents })), charges: agreed.map(({ parts, ...one }) => (parts ? { ...one, cents: parts.reduce((sum, part) => sum + part.cents, 0), parts } : one)), decisions: [],
    invoices: [{ number: '1', lines: lines.flatMap(({ billed }, n) => billed.map((one) => ({ party: 'p', item: `i${n}`, ...one }))), extras }],
  }));
const decideAll = (given: MatchInputs, way: 'accepted' | 'expected'): MatchInputs => ({ ...given, decisions: matchOf(given).differences.map(({ key, cents: amount }) => ({ key, cents: amount, way, reason: 'r' })) });

describe('order, receipt and invoice', () => {
  test('differ by exactly what is billed less what was agreed for what came', () => {
    fc.assert(fc.property(inputs, (given) => {
      const match = matchOf(given);
      expect(match.differences.reduce((sum, one) => sum + one.cents, 0)).toBe(match.billedCents - match.agreedCents);
      expect(match.ready).toBe(undecided(match.differences).length === 0);
      for (const one of match.differences) if (one.cents === 0) expect(one.kind).toBe('over');
      // What came above the order is nobody's debt until somebody accepts it.
      expect(match.agreedCents).toBeLessThanOrEqual(given.lines.reduce((sum, one) => sum + one.agreedCents, 0) + given.charges.reduce((sum, one) => sum + one.cents, 0));
      given.lines.forEach(({ ordered, received }, n) => expect(match.differences.filter(({ item, kind }) => item === `i${n}` && kind === 'over')).toHaveLength(received > ordered ? 1 : 0));
      expect(match.finalCents).toBe(match.agreedCents);
      const [taken, credited] = [matchOf(decideAll(given, 'accepted')), matchOf(decideAll(given, 'expected'))];
      expect([taken.ready, taken.finalCents, credited.ready, credited.finalCents]).toEqual([true, match.billedCents, true, match.agreedCents]);
      for (const one of [match, taken]) expect(one.lines.reduce((sum, { finalCents }) => sum + finalCents, 0) + [...one.charges, ...one.others].reduce((sum, each) => sum + each.cents, 0)).toBe(one.finalCents);
      // What was decided about another amount is not decided.
      const stale = decideAll(given, 'accepted');
      expect(matchOf({ ...stale, decisions: stale.decisions.map((one) => ({ ...one, cents: one.cents + 1 })) }).ready).toBe(undecided(match.differences).length === 0);
      expect(matchTexts(given)).toEqual(matchTexts(JSON.parse(JSON.stringify(given)) as MatchInputs));
    }), { numRuns: 50 });
  });

  test('hold freight and fees against what came: per unit and in percent for that, one amount whole', () => {
    const paper = { key: 'i', name: 'Copy paper', units: [{ name: 'ream' }, { name: 'case', holds: 10, of: 'ream' }], orderUnit: 'case', price: { unit: 'case', mode: 'all-units', tiers: [] } } as unknown as Item;
    const [fixed, perUnit, percent] = hows as [ChargePart['how'], ChargePart['how'], ChargePart['how']];
    const half = (how: ChargePart['how'] | null, billed: number, over: object = {}): MatchInputs => ({
      lines: [{ party: 'p', item: 'i', ordered: 1000, received: 500, agreedCents: 4000_00, ...over }], decisions: [], charges: [{ name: 'Freight', cents: 100_00, ...(how ? { parts: [{ item: 'i', how, cents: 100_00 }] } : {}) }],
      invoices: [{ number: '1', lines: [{ party: 'p', item: 'i', units: 500, cents: 2000_00 }], extras: billed === 0 ? [] : [{ name: 'Freight', kind: 'charge', cents: billed }] }],
    });
    const said = (given: MatchInputs) => matchOf(given).differences.filter(({ kind }) => kind === 'charge').map((one) => differenceWords(one, null, null, [paper]));
    const agreed = { 'per-unit': '$1.00 per case for 50 cases that came', percent: '2.5% of $2,000.00 for what came' };
    for (const how of [perUnit, percent]) {
      const by = agreed[how.kind as keyof typeof agreed];
      expect(matchOf(half(how, 50_00))).toMatchObject({ ready: true, differences: [], agreedCents: 2050_00, charges: [{ agreedCents: 50_00 }] });
      expect(said(half(how, 100_00))).toEqual([`Freight: $100.00 billed, $50.00 owed for what came: $50.00 too much. Agreed: ${by}.`]);
      expect(said(half(how, 49_99))).toEqual([`Freight: $49.99 billed, $50.00 owed for what came: $0.01 too little. Agreed: ${by}.`]);
      expect(said(half(how, 0))).toEqual([`Freight: $50.00 is owed for what came and is not billed. Agreed: ${by}.`]);
      expect(chargesFor(half(how, 0), matchOf(half(how, 0)))).toEqual([{ name: 'Freight', cents: 50_00 }]);
      // More than was ordered is owed by nobody; nothing is owed for nothing; what does not come out is rounded half up.
      for (const [received, owed] of [[1000, 100_00], [1200, 100_00], [0, 0], [333, 33_30], [7, 70]] as const) expect(matchOf(half(how, 0, { received })).charges).toMatchObject([{ agreedCents: owed }]);
      expect(matchOf(half(how, 0, { ordered: 16, received: 1, agreedCents: 16_00 })).charges).toMatchObject([{ agreedCents: 6_25 }]);
    }
    expect(said(half(perUnit, 1, { received: 505 }))).toEqual([expect.stringContaining('$1.00 per case for 50 cases and 5 reams that came.')]);
    // One amount is owed whole, as is whatever was approved before charges said by what they were agreed.
    for (const how of [fixed, null]) expect([matchOf(half(how, 100_00)).differences, said(half(how, 50_00))]).toEqual([[], ['Freight: $50.00 billed, $100.00 agreed: $50.00 too little.']]);
    expect(matchTexts(half(null, 50_00)).resultText).not.toContain('parts');
    // Of each item its own, under one name.
    const two: MatchInputs = { ...half(perUnit, 0), lines: [...half(null, 0).lines, { party: 'p', item: 'j', ordered: 10, received: 10, agreedCents: 80_00 }], charges: [{ name: 'Freight', cents: 130_00, parts: [{ item: null, how: fixed, cents: 20_00 }, { item: 'i', how: perUnit, cents: 100_00 }, { item: 'j', how: percent, cents: 10_00 }] }] };
    expect(matchOf(two).charges).toMatchObject([{ agreedCents: 80_00 }]);
    expect(matchOf(two).differences.filter(({ kind }) => kind === 'charge').map((one) => differenceWords(one, null, null, [paper, { ...paper, key: 'j', name: 'Toner' }]))).toEqual(['Freight: $80.00 is owed for what came and is not billed. Agreed: $20.00 in all, and $1.00 per case for 50 cases of Copy paper that came, and 2.5% of $80.00 for what came of Toner.']);
  });

  test('never leave less than nothing to be paid for a line, however its differences are decided', () => {
    fc.assert(fc.property(inputs, fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), (given, ways) => {
      let now = given;
      undecided(matchOf(given).differences).forEach(({ key, cents: amount }, n) => {
        const decision = { key, cents: amount, way: ways[n % ways.length] ? 'accepted' as const : 'expected' as const, reason: 'r' };
        if (!goesBelowZero(now, decision)) now = { ...now, decisions: [...now.decisions, decision] };
      });
      for (const one of matchOf(now).lines) expect(one.finalCents).toBeGreaterThanOrEqual(0);
      // Whatever was refused can still be decided: left all as billed, or all as agreed.
      for (const way of ['accepted', 'expected'] as const) expect(matchOf(decideAll(given, way)).ready).toBe(true);
    }), { numRuns: 100 });
    const billed: MatchInputs = { lines: [{ party: 'p', item: 'i', ordered: 100, received: 10, agreedCents: 400_00 }], charges: [], invoices: [{ number: '1', lines: [{ party: 'p', item: 'i', units: 100, cents: 0 }], extras: [] }], decisions: [{ key: 'p|i|quantity', cents: 360_00, way: 'expected', reason: 'r' }] };
    expect(goesBelowZero(billed, { key: 'p|i|price', cents: -400_00, way: 'accepted', reason: 'r' })).toBe(true);
    expect(matchOf({ ...billed, decisions: [...billed.decisions, { key: 'p|i|price', cents: -400_00, way: 'accepted', reason: 'r' }] }).ready).toBe(false);
  });

  test('an invoice is within ten times the order, in every line and in all, with those beside it', () => {
    const order = { totalCents: 200_000_00, lines: [{ party: 'p', item: 'i', units: 100 }] };
    const invoice = (units: number, amount: number, extra = 0) => ({ lines: [{ party: 'p', item: 'i', units, cents: amount }], extras: extra === 0 ? [] : [{ name: 'Freight', kind: 'charge' as const, cents: extra }] });
    expect(aboveTheOrder(order, [], invoice(1000, 2_000_000_00))).toEqual([]);
    expect(aboveTheOrder(order, [], invoice(1001, 1)).map(({ field }) => field)).toEqual(['lines.0.units']);
    expect(aboveTheOrder(order, [invoice(600, 1)], invoice(401, 1))).toEqual([{ field: 'lines.0.units', message: 'With the other invoices of this order that is more than ten times what was ordered. Check the number.' }]);
    expect(aboveTheOrder(order, [], invoice(1, 1, 2_000_000_00))).toEqual([{ field: 'extras.0.cents', message: 'This comes to $2,000,000.01. An order of $200,000.00 can be billed $2,000,000.00 at most. Check the amount.' }]);
    expect(aboveTheOrder(order, [invoice(1, 1_900_000_00)], invoice(1, 100_000_01)).map(({ field }) => field)).toEqual(['lines.0.cents']);
    // However small the order: freight can cost more than goods.
    expect(aboveTheOrder({ ...order, totalCents: 5_00 }, [], invoice(1, 5_00, 900_000_00))).toEqual([]);
  });

  test('say in words where they differ', () => {
    const item = { key: 'i', name: 'Copy paper', units: [{ name: 'ream' }, { name: 'case', holds: 10, of: 'ream' }], orderUnit: 'case', price: { unit: 'case', mode: 'all-units', tiers: [] } } as unknown as Item;
    const given: MatchInputs = {
      lines: [{ party: 'p', item: 'i', ordered: 100, received: 90, agreedCents: 380_50 }], charges: [{ name: 'Freight', cents: 20_00 }], decisions: [],
      invoices: [{ number: '7', lines: [{ party: 'p', item: 'i', units: 100, cents: 400_00 }], extras: [{ name: 'Fuel', kind: 'charge', cents: 5_00 }, { name: 'Toner', kind: 'other', cents: 30_00 }] }],
    };
    expect(matchOf(given).differences.map((one) => differenceWords(one, one.item === null ? null : item, null))).toEqual([
      'Copy paper: 10 cases billed, 9 cases received. 1 case too many, $38.05.', 'Copy paper: $400.00 billed for 10 cases, $380.50 by the contract: $19.50 too much.',
      'Freight: $20.00 was agreed and is not billed.', 'Fuel: $5.00 billed, though none was agreed.', 'Toner: $30.00 billed, though it was not ordered.',
    ]);
    expect(matchOf({ ...given, invoices: [] })).toMatchObject({ ready: false, billedCents: 0, agreedCents: 362_45 }); // 342.45 of goods, 20.00 of freight
    const over = (units: number, amount: number): MatchInputs => ({ ...given, charges: [], lines: [{ ...given.lines[0]!, received: 120 }], invoices: [{ number: '7', lines: [{ party: 'p', item: 'i', units, cents: amount }], extras: [] }] });
    expect([over(100, 380_50), over(110, 418_55), over(120, 456_60)].map((one) => matchOf(one)).map(({ differences, ready, finalCents }) => [differences.map((one) => differenceWords(one, item, null)), ready, finalCents])).toEqual([
      [['Copy paper: 2 cases more than was ordered came, and nothing is billed for it.'], true, 380_50],
      [['Copy paper: 2 cases more than was ordered came; 1 case is billed, $38.05.'], false, 380_50],
      [['Copy paper: 2 cases more than was ordered came; all of it is billed, $76.10.'], false, 380_50],
    ]);
  });
});

test('an adjustment of a cent below zero is a number in the table for finance systems, and a name that would be run is not', () => {
  const unit = { name: 'ream' };
  const csv = orderCsv({
    number: '1', purchaseOrderNumber: '-7', replaces: [], title: 'Paper', day: '2026-09-01', at: new Date(0), orderedBy: { name: 'Council', nces: null }, supplier: '=Mill', supplierContact: null, leadAgency: null, contractNumber: null, budgetCode: null, totalCents: 99,
    charges: [], deliveryFrom: null, deliveryUntil: null,
    lines: [{ line: { n: 1, itemKey: 'i', name: 'Paper', specification: null, districtId: 'p', schoolId: null, quantity: 1, unit, words: '1 ream', conversion: null, priceCents: 100, priceUnit: unit, priceBase: 1, adjustmentCents: -1, cents: 99 }, district: 'Council', site: null, adjustment: 'Rounding', code: null }],
  });
  expect(csv.split('\r\n')[1]).toBe("'-7,1,2026-09-01,Council,'=Mill,,1,Paper,,Council,,1,ream,1.00,ream,-0.01,Rounding,0.99,,,,,,");
});
