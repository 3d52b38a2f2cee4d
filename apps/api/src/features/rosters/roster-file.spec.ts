import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvText, dollars, withoutMark } from '../../platform/files/csv.js';
import { type PlacingFacts } from './roster.rules.js';
import { readRosterFile, writeRosterFile } from './roster-file.rules.js';

const facts: PlacingFacts = {
  seats: [1, 2, 3].map((ordinal) => ({ id: `seat-${ordinal}`, ordinal })), schools: [{ id: 'high', name: 'Cambridge High School' }], counselors: [{ id: 'c1', name: 'Priya Castellane' }],
};
const HEADS = 'Seat,Given name,Family name,Student number,Grade,School,Counselor,Accommodations contact';
const read = (...rows: string[]) => readRosterFile([HEADS, ...rows].join('\r\n'), facts);

describe('a table for spreadsheets', () => {
  const cellsOf = (row: Parameters<typeof csvText>[1][number]) => (parse(csvText(row.map((_, n) => `c${n}`), [row]), { bom: true }) as string[][])[1]!;

  test('keeps numbers of ours numbers, below zero too', () => {
    expect([0, -1, 1, -100, -123_45, 7].map((cents) => csvText(['a'], [[dollars(cents)]]).split('\r\n')[1])).toEqual(['0.00', '-0.01', '0.01', '-1.00', '-123.45', '0.07']);
    fc.assert(fc.property(fc.integer({ min: -(10 ** 13), max: 10 ** 13 }), (cents) => {
      const [figure, plain] = cellsOf([dollars(cents), cents]);
      expect([Math.round(Number(figure) * 100), Number(plain)]).toEqual([cents, cents]);
    }), { numRuns: 200 });
  });

  test('runs nothing that somebody typed, whatever it begins with, and gives it back as it was', () => {
    expect(['=1+1', '+1', '-0.01', '@A1', '\t=1', '-'].map((typed) => cellsOf([typed])[0])).toEqual(["'=1+1", "'+1", "'-0.01", "'@A1", "'\t=1", "'-"]);
    fc.assert(fc.property(fc.constantFrom('', '=', '+', '-', '@', '\t', '\r', '\n'), fc.string(), (begins, rest) => {
      fc.pre(!`${begins}${rest}`.startsWith("'"));
      const [cell] = cellsOf([`${begins}${rest}`]);
      expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
      expect(withoutMark(cell!)).toBe(`${begins}${rest}`);
    }), { numRuns: 200 });
  });
});

describe('a roster from a spreadsheet', () => {
  test('names students, in the seats it says or in those that are free', () => {
    expect(read('2,Ana,Ruiz,4711,10,,priya castellane,', ',Bo,Lund,4712,11,Cambridge High School,,Ask Ms. Hale')).toEqual({ problems: [], students: [
      { seatId: 'seat-2', givenName: 'Ana', familyName: 'Ruiz', studentNumber: '4711', gradeLevel: 10, schoolId: 'high', counselorId: 'c1', accommodationsContact: null },
      { seatId: 'seat-1', givenName: 'Bo', familyName: 'Lund', studentNumber: '4712', gradeLevel: 11, schoolId: 'high', counselorId: null, accommodationsContact: 'Ask Ms. Hale' },
    ] });
  });

  test('is answered row by row, column by column, and then names nobody', () => {
    const { students, problems } = read('1,,Ruiz,4711,10,,,', '9,Bo,Lund,47 12,ten,Elsewhere,Nobody,', '1,Ana,Ruiz,4711,10,,,', '');
    expect(students).toEqual([]);
    expect(problems.map(({ row, column, rule }) => `${row} ${column}: ${rule}`)).toEqual([
      '2 Given name: given', '3 Seat: known', '3 Student number: shape', '3 Grade: range', '3 School: known', '3 Counselor: known', '4 Seat: once', '4 Student number: once',
    ]);
    for (const { message } of problems) expect(message).toMatch(/^[A-Z].*[.]$/);
  });

  test.each([
    ['', 1, 'empty'], [HEADS, 1, 'empty'], ['Name;Number\nAna;1', 1, 'head'], [`${HEADS}\n1,"Ana,Ruiz,1,10`, 2, 'table'],
  ])('%j is refused as a whole', (text, row, rule) => {
    const { students, problems } = readRosterFile(text, facts);
    expect(students).toEqual([]);
    expect(problems[0]).toMatchObject({ row, rule });
  });

  test('more students than seats are said where they stand', () => {
    const { problems } = read('1,A,A,1,9,,,', ',B,B,2,9,,,', ',C,C,3,9,,,', ',D,D,4,9,,,');
    expect(problems).toEqual([expect.objectContaining({ row: 5, column: 'Seat', message: expect.stringContaining('more students than the 3 seats') })]);
  });

  test('semicolons, a mark at the start and a field with a line break are read too', () => {
    expect(readRosterFile(`\uFEFF${HEADS.replaceAll(',', ';')}\n1;"Ana\n Maria";Ruiz;1;9;;;\n2;Bo;;2;9;;;`, facts).problems).toEqual([expect.objectContaining({ row: 4, column: 'Family name' })]);
  });
});

test('what goes out comes back in the same, and no cell is run by a spreadsheet', () => {
  const word = fc.string({ minLength: 1, maxLength: 30 }).map((text) => text.replaceAll(/[\r\n\t]/g, ' ').trim()).filter((text) => text !== '' && !/^'[=+\-@]/.test(text));
  const nasty = fc.oneof(word, fc.constantFrom('=1+1', '+cmd', '-2', '@SUM(A1)', '=HYPERLINK("http://x")', 'a,b', 'say "hi"', 'O\'Neil'));
  fc.assert(fc.property(fc.tuple(nasty, nasty, fc.option(nasty)), ([givenName, familyName, accommodationsContact]) => {
    const csv = writeRosterFile([{ ordinal: 3, reference: 'B-0001', homeDistrict: 'Cambridge', givenName, familyName, studentNumber: 'A-1', gradeLevel: 9, school: 'Cambridge High School', counselor: null, accommodationsContact }]);
    for (const cell of (parse(csv, { bom: true }) as unknown as string[][]).flat()) expect(cell).not.toMatch(/^[=+\-@]/);
    expect(readRosterFile(csv, facts)).toEqual({ problems: [], students: [{ seatId: 'seat-3', givenName, familyName, studentNumber: 'A-1', gradeLevel: 9, schoolId: 'high', counselorId: null, accommodationsContact }] });
  }));
});

test('the mark before a dangerous cell is put on and taken off', () => {
  for (const cell of ['=1', '+1', '-1', '@x', 'plain', "'quoted"]) expect(withoutMark(csvText([cell], []).slice(1).trim().replaceAll('"', ''))).toBe(cell);
});
