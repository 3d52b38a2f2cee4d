import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Item } from '@barnraise/pool-pricing';
import { checks } from '../../checks/index.js';
import { conversionWords, quantityRange, quantityWords } from './round.words.js';
import { closeDelivery, type DeliveryInputs, NotShared, overProblem, receiptWords, shortRules, toldNow, transfersOf } from './receiving.rules.js';

const line = fc.record({ ordered: fc.integer({ min: 0, max: 60 }), came: fc.integer({ min: 0, max: 60 }), minimum: fc.integer({ min: 0, max: 60 }) });
const inputs = fc.record({ rule: fc.constantFrom(...shortRules), lines: fc.array(line, { minLength: 1, maxLength: 7 }) }).map(({ rule, lines }): DeliveryInputs => ({
  rule, items: [{ key: 'item-1', name: 'Paper', unit: { name: 'ream' }, paid: '415/2', lines: lines.map((one, n) => ({ ...one, party: `p${n}`, name: `District ${n}`, place: lines.length - n })) }],
}));
const sum = (some: readonly number[]) => some.reduce((a, b) => a + b, 0);

describe('what came is shared out', () => {
  test('and nothing is lost or made: nobody hands on more than it has, or takes what it is not to keep', () => {
    fc.assert(fc.property(inputs, (given) => {
      const { parts } = closeDelivery(given);
      const lines = parts.flatMap((part) => part.lines.map((one) => ({ ...one, party: part.party })));
      const came = sum(given.items[0]!.lines.map((one) => one.came));
      expect(sum(lines.map(({ keeps }) => keeps))).toBe(came);
      for (const one of lines) {
        expect(sum(one.handsOn.map(({ units }) => units))).toBeLessThanOrEqual(one.came);
        expect(one.handsOn.length === 0 || one.gets.length === 0).toBe(true);
        for (const { party, units } of one.handsOn) expect(lines.find((other) => other.party === party)!.gets).toContainEqual(expect.objectContaining({ party: one.party, units }));
        // What one gets from others never passes what it ordered; what came beyond all orders stays.
        if (one.gets.length > 0) expect(one.keeps).toBeLessThanOrEqual(one.ordered);
        if (given.rule === 'as-delivered') expect([one.keeps, one.handsOn, one.gets]).toEqual([one.came, [], []]);
      }
      expect(sum(lines.map((one) => one.handsOn.length))).toBeLessThan(lines.length);
      expect(closeDelivery({ ...given, items: [{ ...given.items[0]!, lines: [...given.items[0]!.lines].reverse() }] }).parts).toEqual(parts);
    }), { numRuns: 60 });
  });

  test('with as few hands as are needed where one has just what another lacks', () => {
    expect(transfersOf([{ party: 'a', came: 5, keeps: 3 }, { party: 'b', came: 7, keeps: 3 }, { party: 'c', came: 0, keeps: 2 }, { party: 'd', came: 0, keeps: 4 }])).toEqual([{ from: 'b', to: 'd', units: 4 }, { from: 'a', to: 'c', units: 2 }]);
  });

  test('by the rule of the round, in words that name no other district but the one that is met', () => {
    const lines = [['a', 'Council', 10, 10, 2], ['b', 'Cambridge', 10, 0, 1], ['c', 'Midvale', 4, 4, 3]] as const;
    const given = (rule: DeliveryInputs['rule']): DeliveryInputs => ({ rule, items: [{ key: 'item-1', name: 'Paper', unit: { name: 'case' }, paid: '4000', lines: lines.map(([party, name, ordered, came, place]) => ({ party, name, ordered, came, minimum: 0, place })) }] });
    const keeps = (rule: DeliveryInputs['rule']) => closeDelivery(given(rule)).parts.map((part) => part.lines[0]!.keeps);
    expect([keeps('as-delivered'), keeps('max-min'), keeps('pro-rata'), keeps('first-come')]).toEqual([[10, 0, 4], [6, 5, 3], [6, 6, 2], [4, 10, 0]]);
    const [council, cambridge] = closeDelivery(given('max-min')).parts;
    expect(council).toMatchObject({ words: 'Hand 4 cases of Paper to Cambridge.', lines: [{ handsOn: [{ name: 'Cambridge', units: 4 }], gets: [] }] });
    expect(council!.lines[0]!.words.join(' ')).toContain('Council gets 6 of 10 cases');
    expect(council!.lines[0]!.words.join(' ')).not.toContain('Midvale');
    // How many, and no amount: what is paid is what was billed and settled.
    expect(JSON.stringify(closeDelivery(given('max-min')).parts)).not.toMatch(/\$|hand them back/);
    expect(cambridge!.words).toBe('Take 4 cases of Paper from Council. Take 1 case of Paper from Midvale.');
  });

  test('and a delivery that was shared out when an amount was still said is told without it, and comes out the same', () => {
    const lines = [['a', 'Council: one', 10, 6, 8], ['b', 'Cambridge', 10, 0, 0]] as const;
    const given: DeliveryInputs = { rule: 'max-min', items: [{ key: 'item-1', name: 'Paper', unit: { name: 'case' }, paid: '4150/11', lines: lines.map(([party, name, ordered, came, minimum], n) => ({ party, name, ordered, came, minimum, place: n + 1 })) }] };
    const now = closeDelivery(given);
    const before = ['Council: one gets 3 of 10 cases (30%): exactly $11.31 and 9/11 of a cent, so $11.32; that is below its minimum, so it may hand them back.', 'Cambridge gets 3 of 10 cases (30%): $11.31.'];
    expect(before.map(toldNow)).toEqual(now.parts.map(({ lines: [line] }) => line!.words.find((sentence) => sentence.includes(' gets '))));
    for (const { lines: all } of now.parts) for (const line of all) expect(line.words.map(toldNow)).toEqual(line.words);
    const stored = (sentences: readonly string[]) => ({
      inputs_text: now.inputsText, input_hash: now.inputHash, result_text: now.resultText,
      parts: now.parts.map(({ party, lines: all }, n) => ({ party, lines: all.map((line) => ({ ...line, words: line.words.map((sentence) => (sentence.includes(' gets ') ? sentences[n]! : sentence)) })) })),
    });
    const check = checks.find(({ name }) => name === 'deliveries-shared-the-same')!;
    expect([check.examine!(stored(before)), check.examine!(stored(before.map((sentence) => sentence.replace('3 of', '4 of'))))]).toEqual([null, 'another parts']);
  });

  test('or it is said that it cannot be; what came above the order is said in words', () => {
    const given: DeliveryInputs = { rule: 'max-min', items: [{ key: 'item-1', name: 'Paper', unit: { name: 'ream' }, paid: '415/2', lines: [{ party: 'a', name: 'A', ordered: 1, came: 90_000_001, minimum: 0, place: 1 }] }] };
    expect(() => closeDelivery(given)).toThrow(NotShared);
    const item = { key: 'i', name: 'Paper', units: [{ name: 'ream' }, { name: 'case', holds: 10, of: 'ream' }], orderUnit: 'case', price: { unit: 'case', mode: 'all-units', tiers: [] } } as unknown as Item;
    expect(receiptWords(item, 100, { good: 110, damaged: 4, substituted: 0, substitute: null, accepted: null, complete: true })).toBe('11 cases good, 4 reams damaged, 1 case and 4 reams more than was ordered.');
    const said = { good: 1, damaged: 9, substituted: 0, accepted: null };
    expect([overProblem('most', said).field, overProblem('note', said).field]).toEqual(['damaged', 'note']);
  });
});

describe('a quantity reads the same everywhere', () => {
  const made = (price: string, ...units: [string, number?, string?][]): Item => ({ key: 'i', name: 'X', units: units.map(([name, holds, of]) => ({ name, ...(of ? { holds, of } : {}) })), orderUnit: units.at(-1)![0], price: { unit: price, mode: 'all-units', tiers: [] } }) as unknown as Item;
  const filters = made('case', ['filter'], ['case', 6, 'filter'], ['pallet', 40, 'case']);
  const propane = made('gallon', ['gallon'], ['hundred gallons', 100, 'gallon']);

  test('in the unit of the price, what is left over in smaller ones', () => {
    expect([40, 36, 4, 0, 1440].map((units) => quantityWords(filters, units))).toEqual(['6 cases and 4 filters', '6 cases', '4 filters', '0 cases', '240 cases']);
    expect(quantityWords(propane, 5600)).toBe('5,600 gallons');
    expect(quantityWords({ ...filters, price: { ...filters.price, unit: 'pallet' } }, 240 + 40)).toBe('1 pallet, 6 cases and 4 filters');
    expect([quantityRange(filters, 36, 48), quantityRange(filters, 36, 40), quantityRange(filters, 40, 40)]).toEqual(['6 to 8 cases', '6 cases to 6 cases and 4 filters', '6 cases and 4 filters']);
  });

  test('and beside what is not whole stands how many that is', () => {
    expect([conversionWords(filters, 40), conversionWords(filters, 36), conversionWords(propane, 5650)]).toEqual(['40 filters; 1 case is 6 filters', null, null]);
  });
});
