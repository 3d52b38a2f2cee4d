import { CsvError, parse } from 'csv-parse/sync';
import { type FileProblem } from '../graphql/file-problem.js';
import { withoutMark } from './csv.js';

/** One row under the heads: `cell` is trimmed, and empty where the column was left out. */
export interface SheetRow<Head extends string> {
  readonly row: number;
  readonly cell: (head: Head) => string;
}

/** What a sheet is to hold: `one` is what each row tells of, `whole` what the sheet is called at the start of a sentence. */
export interface SheetShape<Head extends string> {
  readonly heads: Readonly<Record<Head, string>>;
  readonly needed: readonly Head[];
  readonly one: string;
  readonly whole: string;
}

const MOST_ROWS = 1000;
export const sameText = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();
/** A problem that is not one cell's. */
export const wholeRow = (row: number, rule: string, message: string): FileProblem => ({ row, column: '', rule, message });

/** A table saved by a spreadsheet -> its rows, heads in any case and order; or why it is no such table. */
export function readSheet<Head extends string>(text: string, { heads, needed, one, whole }: SheetShape<Head>): { readonly rows: readonly SheetRow<Head>[]; readonly problems: readonly FileProblem[] } {
  const no = (...problems: FileProblem[]) => ({ rows: [], problems });
  let lines: { readonly record: readonly string[]; readonly info: { readonly lines: number } }[];
  try {
    lines = parse(text, { bom: true, delimiter: [',', ';', '\t'], skip_empty_lines: true, relax_column_count: true, info: true, to: MOST_ROWS + 2 }) as unknown as typeof lines;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return no(wholeRow(Number(error['lines'] ?? 1), 'table', 'This is not a table: a quotation mark is opened and never closed, or stands inside a word. Save the sheet as CSV again.'));
  }
  const [first, ...rest] = lines;
  if (!first || rest.length === 0) return no(wholeRow(1, 'empty', `There is no ${one} in this file: the first row holds the heads, each row after it one ${one}.`));
  if (rest.length > MOST_ROWS) return no(wholeRow(MOST_ROWS + 2, 'length', `${whole} has at most ${MOST_ROWS} rows.`));
  const columns = new Map(first.record.flatMap((head, at): [Head, number][] => {
    const known = (Object.keys(heads) as Head[]).find((key) => sameText(heads[key], head));
    return known ? [[known, at]] : [];
  }));
  const missing = needed.filter((head) => !columns.has(head));
  if (missing.length > 0) return no(...missing.map((head) => ({ row: 1, column: heads[head], rule: 'head', message: `The first row must have a column "${heads[head]}": add it, or start from the sheet that can be taken here.` })));
  return { rows: rest.map(({ record, info }) => ({ row: info.lines, cell: (head) => withoutMark((record[columns.get(head) ?? -1] ?? '').trim()) })), problems: [] };
}
