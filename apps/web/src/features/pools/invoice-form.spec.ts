import { expect, test } from '@jest/globals';
import { fieldOfInvoice, type Invoice, invoiceValues, mostOthers, type OrderMatch, readInvoice } from './invoice-form.js';
import { fieldOfReceipt, type Line, missingWords, readReceipt, receiptValues } from './receipt-form.js';

const unit = (name: string) => ({ __typename: 'RoundUnit' as const, name, plural: `${name}s`, holds: null, of: null });
const line = (itemKey: string) => ({ district: { id: 'd', shortName: 'Council' }, itemKey, name: itemKey, unit: unit('ream'), orderUnit: unit('case'), orderUnitHolds: 10, received: 100, agreedCents: 380_50, billedCents: 0 });
const order = { id: 'o', lines: [line('item-1'), line('item-2')], agreedCharges: [{ name: 'Freight', cents: 12_00 }], invoices: [], supplier: 'Mill' } as unknown as OrderMatch;
const others = (...some: [string, string][]): string => JSON.stringify(some.map(([name, cents]) => ({ name, kind: 'OTHER', cents })));

test('an invoice has as many lines beside the order as are taken, and each refusal finds the field it is about', () => {
  const values = { ...invoiceValues(order, null), number: '7', day: '2026-09-14', l0Whole: '', l1Cents: '380.50', others: others(['', ''], ['Toner', '9'], ['Fuel', '5'], ['Pallets', '4'], ['Wrap', '3']) };
  const { content, from, problems, totalCents } = readInvoice(values, order);
  expect(problems).toEqual([]);
  expect(content.lines).toEqual([{ districtId: 'd', itemKey: 'item-2', units: 100, cents: 380_50 }]);
  expect(content.extras.map(({ name }) => name)).toEqual(['Toner', 'Fuel', 'Pallets', 'Wrap']);
  expect(totalCents).toBe(401_50);
  // What is empty was not sent: the first line that was is the second of the form.
  expect(['input.lines.0.units', 'input.lines.0.cents', 'input.extras.0.cents', 'input.extras.3.name', 'input.day', 'input.lines'].map((path) => fieldOfInvoice(path, from))).toEqual(['l1Whole', 'l1Cents', 'others-1-cents', 'others-4-name', 'day', 'lines']);
  const charged = readInvoice({ ...values, c0: '12' }, order);
  expect(['input.extras.0.cents', 'input.extras.1.cents'].map((path) => fieldOfInvoice(path, charged.from))).toEqual(['c0', 'others-1-cents']);
  expect(readInvoice({ ...values, others: others(['', '9'], ['Toner', ''], ['Fuel', 'five']) }, order).problems.map(({ field }) => field)).toEqual(['others-0-name', 'others-1-cents', 'others-2-cents']);
  expect(mostOthers(order)).toBe(19);
});

test('an invoice that is corrected comes back whole: every line beside the order, freight that was billed twice too', () => {
  const extras = [{ name: 'Freight', kind: 'CHARGE' as const, cents: 12_00 }, { name: 'Freight', kind: 'CHARGE' as const, cents: 7_00 }, ...['a', 'b', 'c', 'd'].map((name) => ({ name, kind: 'OTHER' as const, cents: 1_00 }))];
  const invoice = { number: '7', revision: 1, day: '2026-09-14', totalCents: 0, enteredBy: '', lines: [{ districtId: 'd', itemKey: 'item-1', units: 95, cents: 300_00 }], extras } as unknown as Invoice;
  const { content, problems } = readInvoice(invoiceValues(order, invoice), order);
  expect([problems, content]).toEqual([[], { number: '7', day: '2026-09-14', lines: invoice.lines, extras }]);
});

test('more than was ordered is written down with its reason, and not ten times as much', () => {
  const awaited = { ordered: 100, orderedWords: '10 cases', unit: unit('ream'), orderUnit: unit('case'), orderUnitHolds: 10, receipt: null } as unknown as Line;
  const read = (over: Record<string, string>) => readReceipt({ ...receiptValues(awaited), ...over }, awaited);
  expect(read({ goodWhole: '10' }).problems).toEqual([]);
  expect(read({ goodWhole: '10', damagedRest: '1' }).problems.map(({ field }) => field)).toEqual(['note']);
  expect(read({ goodWhole: '12', note: 'Sent twice' })).toMatchObject({ problems: [], said: { good: 120, note: 'Sent twice' } });
  expect(missingWords(read({ goodWhole: '12' }).said, awaited)).toBe('2 cases more than was ordered. Nobody pays for that unless it is accepted.');
  expect(read({ goodWhole: '1', damagedWhole: '100', note: 'So it is' }).problems.map(({ field }) => field)).toEqual(['damagedWhole']);
  expect(['input.good', 'input.damaged', 'input.substituted', 'input.substitute', 'input.note'].map(fieldOfReceipt)).toEqual(['goodWhole', 'damagedWhole', 'substitutedWhole', 'substitute', 'note']);
});
