/** A spreadsheet as text: CSV as it is, the first sheet of an XLSX workbook as CSV. No more of the format than a table needs. */

const LARGEST_FILE = 5_000_000;
const LARGEST_PART = 30_000_000;
export type Inflate = (bytes: Uint8Array) => Promise<Uint8Array>;

export async function textOfFile(file: File): Promise<string> {
  if (!/\.xlsx$/i.test(file.name)) return file.text();
  if (file.size > LARGEST_FILE) throw new Error('too large');
  return csvOfXlsx(new Uint8Array(await file.arrayBuffer()), inflate);
}

async function inflate(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([bytes.slice()]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The first sheet of a workbook, row for row: an empty row stays one, so that row numbers are those of the spreadsheet. */
export async function csvOfXlsx(bytes: Uint8Array, unpack: Inflate): Promise<string> {
  const parts = await partsOf(bytes, unpack);
  const read = async (name: string): Promise<Document | null> => {
    const part = parts.get(name);
    return part ? new DOMParser().parseFromString(new TextDecoder().decode(await part()), 'application/xml') : null;
  };
  const sheet = await read(firstSheet(await read('xl/workbook.xml'), await read('xl/_rels/workbook.xml.rels')));
  if (!sheet) throw new Error('no sheet');
  const strings = tags(await read('xl/sharedStrings.xml'), 'si').map(textOf);
  const rows: string[][] = [];
  for (const [n, row] of tags(sheet, 'row').entries()) {
    const cells: string[] = [];
    for (const cell of tags(row, 'c')) cells[columnOf(cell.getAttribute('r')) ?? cells.length] = valueOf(cell, strings);
    rows[Number(row.getAttribute('r') ?? n + 1) - 1] = cells;
  }
  return Array.from(rows, (row) => Array.from(row ?? [], (cell) => quoted(cell ?? '')).join(',')).join('\r\n');
}

const tags = (inside: Document | Element | null, name: string): Element[] => (inside ? [...inside.getElementsByTagNameNS('*', name)] : []);
/** Rich text is several runs; what is spoken beside them is not part of it. */
const textOf = (cell: Element): string => tags(cell, 't').filter((text) => text.parentElement?.localName !== 'rPh').map((text) => text.textContent).join('');

function firstSheet(book: Document | null, relations: Document | null): string {
  const id = tags(book, 'sheet')[0]?.getAttributeNS('http://schemas.openxmlformats.org/officeDocument/2006/relationships', 'id');
  const target = tags(relations, 'Relationship').find((one) => one.getAttribute('Id') === id)?.getAttribute('Target') ?? 'worksheets/sheet1.xml';
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

/** "AB7" is column 27, counted from 0. */
function columnOf(reference: string | null): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0];
  return letters === undefined ? null : [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function valueOf(cell: Element, strings: readonly string[]): string {
  const type = cell.getAttribute('t');
  if (type === 'inlineStr') return textOf(cell);
  const value = tags(cell, 'v')[0]?.textContent ?? '';
  if (type === 's') return strings[Number(value)] ?? '';
  // 42.1 is kept as 42.100000000000001.
  return (type === null || type === 'n') && value !== '' ? String(Number(Number(value).toPrecision(12))) : value;
}

const quoted = (text: string): string => {
  const line = text.replaceAll(/\s*[\r\n]+\s*/g, ' ');
  return /[",;\t]/.test(line) ? `"${line.replaceAll('"', '""')}"` : line;
};

/** What a ZIP archive holds, by name; unpacked when asked for. */
async function partsOf(bytes: Uint8Array, unpack: Inflate): Promise<ReadonlyMap<string, () => Promise<Uint8Array>>> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < 0) throw new Error('no archive');
  const parts = new Map<string, () => Promise<Uint8Array>>();
  let at = view.getUint32(end + 16, true);
  for (let n = view.getUint16(end + 10, true); n > 0; n--) {
    if (view.getUint32(at, true) !== 0x02014b50) throw new Error('no archive');
    const [method, packed, size, nameLength] = [view.getUint16(at + 10, true), view.getUint32(at + 20, true), view.getUint32(at + 24, true), view.getUint16(at + 28, true)];
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    const local = view.getUint32(at + 42, true);
    if (size <= LARGEST_PART) {
      parts.set(name, async () => {
        const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
        const body = bytes.subarray(start, start + packed);
        return method === 0 ? body : unpack(body);
      });
    }
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return parts;
}
