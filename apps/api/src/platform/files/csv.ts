/** A cell that a spreadsheet would run as a formula stays text. */
const asText = (cell: string): string => (/^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell);
const quoted = (cell: string): string => (/[",\r\n;]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** A number that we write, as it is to stand there: `-0.01` is one, and what somebody typed never is. */
export interface Figure { readonly figure: string }
export type Cell = string | number | Figure | null;
/** Dollars with their cents, below zero too. */
export const dollars = (cents: number): Figure => ({ figure: `${cents < 0 ? '-' : ''}${Math.floor(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, '0')}` });

function written(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  return quoted(typeof cell === 'string' ? asText(cell) : cell.figure);
}

/** A table for spreadsheets: marked as UTF-8, numbers of ours are numbers, and no text in it is run. */
export function csvText(heads: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${[heads, ...rows].map((row) => row.map(written).join(',')).join('\r\n')}\r\n`;
}

/** What `csvText` put before a cell is taken off again. */
export const withoutMark = (cell: string): string => (/^'[=+\-@\t\r\n]/.test(cell) ? cell.slice(1) : cell);
