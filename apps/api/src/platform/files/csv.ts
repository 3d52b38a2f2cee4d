/** A cell that a spreadsheet would run as a formula stays text. */
const asText = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
const quoted = (cell: string): string => (/[",\r\n;]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** A table for spreadsheets: marked as UTF-8, and nothing in it is run. */
export function csvText(heads: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  return `\uFEFF${[heads, ...rows].map((row) => row.map((cell) => quoted(asText(cell === null ? '' : String(cell)))).join(',')).join('\r\n')}\r\n`;
}

/** What `csvText` put before a cell is taken off again. */
export const withoutMark = (cell: string): string => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell);
