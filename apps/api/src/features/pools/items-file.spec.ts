import { describe, expect, test } from '@jest/globals';
import { readItemsFile } from './items-file.rules.js';

const HEAD = 'Item,Specification,Unit,Packs,Order unit,Price per,Price,Tiers,From 2,Price 2,Threshold,Ceiling,Commodity code,Code list,Code version';
const read = (...rows: string[]) => readItemsFile([HEAD, ...rows].join('\n'));

describe('a sheet of items', () => {
  test('says items: units that hold one another, prices from few to many in one cell or in columns, a code with its list', () => {
    const { items, problems } = read(
      'Copy paper,"Letter, 20 lb",ream,case of 10; pallet of 40 cases,case,,,"1:42.00; 20:38.00; 1,000:$35",,,20,,645-33,NIGP,2024'.replace('case of 10; pallet of 40 cases', '"case of 10; pallet of 40 cases"'),
      'Whiteboard marker,,box,,,,8.5,,12,7.9,,,,,', 'Propane,,gallon,hundred=100,hundred,gallon,1.98,15000:1.89,,,,60000,,,');
    expect(problems).toEqual([]);
    expect(items).toMatchObject([
      {
        name: 'Copy paper', specification: 'Letter, 20 lb', orderUnit: 'case', priceUnit: 'case', threshold: 20, ceiling: null, code: '645-33', codeList: 'NIGP', codeVersion: '2024',
        units: [{ name: 'ream', plural: 'reams', holds: null }, { name: 'case', holds: 10, of: 'ream' }, { name: 'pallet', holds: 40, of: 'case' }], tiers: [{ from: 1, priceCents: 42_00 }, { from: 20, priceCents: 38_00 }, { from: 1000, priceCents: 35_00 }],
      },
      { name: 'Whiteboard marker', units: [{ name: 'box', plural: 'boxes' }], orderUnit: 'box', tiers: [{ from: 1, priceCents: 8_50 }, { from: 12, priceCents: 7_90 }], code: null },
      { name: 'Propane', orderUnit: 'hundred', priceUnit: 'gallon', ceiling: 60_000 },
    ]);
  });

  test('has its errors by row and column, with what to do; one row that is wrong leaves no items', () => {
    const { items, problems } = read('Copy paper,,ream,,,,42,,,,,,,,', ',,,,,,,,,,,,,,x', 'Glue,,stick,twelve,pallet,,free,,0,1,none,,9,,', 'Chalk,,piece,,,,2.00,10:1.90; 5:1.80,,,,,,,'.replace('10:1.90; 5:1.80', '"10:1.90; 5:1.80"'), 'Ink,,ml,,,,5,,,,50,40,,,');
    expect(items).toEqual([]);
    expect(problems.map(({ row, column, message }) => [row, column, message])).toEqual([
      [3, 'Item', 'Say what is bought.'], [3, 'Unit', 'Name the smallest unit: ream, each.'], [3, 'Price', 'Write a price.'], [3, 'Commodity code', 'Type the code, or leave its list empty too.'],
      [4, 'Packs', expect.stringContaining('case of 10; pallet of 40')], [4, 'Order unit', 'Write one of its units: stick.'], [4, 'Threshold', expect.stringContaining('whole number')], [4, 'Price', expect.stringContaining('such as 42.00')],
      [4, 'From 2', expect.stringContaining('whole number')], [4, 'Code list', expect.stringContaining('NIGP')],
      [5, 'Tiers', 'Tiers must be in rising order; 5 comes after 10.'], [6, 'Threshold', expect.stringContaining('under the ceiling')],
    ]);
  });

  test('has a head for what is needed, and at most 200 items', () => {
    expect(readItemsFile('Name,Price\nPaper,4').problems.map(({ column, rule }) => [column, rule])).toEqual([['Item', 'head'], ['Unit', 'head']]);
    expect(read(...Array<string>(201).fill('Paper,,ream,,,,4,,,,,,,,')).problems).toMatchObject([{ row: 202, rule: 'length' }]);
    expect(read(...Array<string>(200).fill('Paper,,ream,,,,4,,,,,,,,')).items).toHaveLength(200);
  });
});
