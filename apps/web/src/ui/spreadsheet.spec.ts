import { TextDecoder as Decoder } from 'node:util';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { csvOfXlsx } from './spreadsheet.js';

// Every browser has one; the page of this test does not.
globalThis.TextDecoder ??= Decoder as typeof TextDecoder;

/** A workbook as spreadsheets write it, as far as it matters here. */
function workbook(parts: Readonly<Record<string, string>>): Uint8Array {
  const [files, directory]: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  for (const [n, [name, text]] of Object.entries(parts).entries()) {
    const stored = n === 0;
    const body = stored ? Buffer.from(text) : deflateRawSync(Buffer.from(text));
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(stored ? 0 : 8, 8);
    head.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(stored ? 0 : 8, 10);
    entry.writeUInt32LE(body.length, 20);
    entry.writeUInt32LE(Buffer.byteLength(text), 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    files.push(head, Buffer.from(name), body);
    directory.push(entry, Buffer.from(name));
    at += 30 + name.length + body.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(parts).length, 10);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, ...directory, end]);
}
const unpack = (bytes: Uint8Array) => Promise.resolve(new Uint8Array(inflateRawSync(bytes)));
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

test('the first sheet of a workbook is read as a table: shared and inline text, numbers as they were typed, empty cells and rows in their place', async () => {
  const book = workbook({
    'xl/workbook.xml': `<workbook ${MAIN} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Items" sheetId="4" r:id="rId7"/><sheet name="Other" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId7" Target="/xl/worksheets/sheet4.xml"/></Relationships>',
    'xl/sharedStrings.xml': `<sst ${MAIN}><si><t>Item</t></si><si><r><t>Copy </t></r><r><t>paper, "bright"</t></r><rPh><t>spoken</t></rPh></si></sst>`,
    'xl/worksheets/sheet4.xml': `<worksheet ${MAIN}><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>Price</t></is></c></row><row r="3"><c r="A3" t="s"><v>1</v></c><c r="C3"><v>42.100000000000001</v></c></row></sheetData></worksheet>`,
  });
  expect(await csvOfXlsx(book, unpack)).toBe('Item,,Price\r\n\r\n"Copy paper, ""bright""",,42.1');
  await expect(csvOfXlsx(new Uint8Array(100), unpack)).rejects.toThrow('no archive');
});
