import type { ContenderResult } from './compare.js';

const HEADINGS = ['Way to share', 'District', 'Share (USD)', 'Change against last year (USD)', 'Per student (USD)', 'Saving against going alone (USD)', 'A 5% overrun adds (USD)', 'Why there is no share'];

/** A comparison as a table for a spreadsheet: RFC 4180, a row for each way and district. Amounts have a point and no grouping. */
export function comparisonCsv(results: readonly ContenderResult[]): string {
  const rows = results.flatMap((result) =>
    result.ok
      ? result.standings.map((row) => [result.name, row.name, dollars(row.cents), dollars(row.changeCents), dollars(row.perStudentCents), dollars(row.savingCents), dollars(row.overrunCents), ''])
      : [[result.name, '', '', '', '', '', '', result.refusal.message]],
  );
  return [HEADINGS, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

const dollars = (cents: number | null): string => {
  if (cents === null) return '';
  const size = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${size.slice(0, -2)}.${size.slice(-2)}`;
};

/** A text that a spreadsheet would take for a formula is written as a text. */
function cell(value: string): string {
  const text = /^[=+\-@\t\r]/.test(value) && !/^-?\d+\.\d{2}$/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
