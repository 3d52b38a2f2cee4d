/** One line of a story: the cells of a row, by the words above them. */
export type Line = Readonly<Record<string, string>>;
export interface Table {
  /** The heading it stands under. */
  readonly chapter: string;
  readonly columns: readonly string[];
  readonly lines: readonly Line[];
}

/** The tables of a page of Markdown, in their order. */
export function tablesOf(page: string): Table[] {
  const tables: { chapter: string; columns: string[]; lines: Line[] }[] = [];
  let chapter = '';
  let columns: string[] | null = null;
  for (const line of page.split('\n')) {
    chapter = /^## (.+)$/.exec(line)?.[1] ?? chapter;
    const cells = /^\|(.+)\|$/.exec(line)?.[1]?.split('|').map((cell) => cell.trim());
    if (!cells) columns = null;
    else if (!columns) tables.push({ chapter, columns: (columns = cells), lines: [] });
    else if (!cells.every((cell) => /^-+$/.test(cell))) {
      if (cells.length !== columns.length) throw new Error(`${cells.length} cells under ${columns.length} words: ${line}`);
      const [head, ...others] = columns;
      tables.at(-1)!.lines.push({ [head!]: cells[0]!, ...Object.fromEntries(others.map((word, i) => [word, cells[i + 1]!])) });
    }
  }
  return tables;
}

const HERE = 'America/Boise';

/** "Mon, Feb 2, 2026, 9:00 AM" on the clocks of Council, as an instant; a weekday that is wrong is said. */
export function instantOf(words: string): string {
  const asUtc = Date.parse(`${words.replace(/^\w+, /, '')} UTC`);
  if (Number.isNaN(asUtc)) throw new Error(`"${words}" is no day and time.`);
  const shown = (at: number) => Date.parse(`${new Date(at).toLocaleString('en-US', { timeZone: HERE })} UTC`);
  const instant = asUtc + (asUtc - shown(asUtc));
  const read = new Date(instant).toLocaleString('en-US', { timeZone: HERE, weekday: 'short', month: 'short', day: 'numeric', year: 'numeric', hour: 'numeric', minute: '2-digit' }).replace(' at ', ', ').replace(' ', ' ');
  if (read !== words) throw new Error(`"${words}" is ${read}.`);
  return new Date(instant).toISOString();
}

/** "Feb 27, 2026" as 2026-02-27. */
export const dayOf = (words: string): string => new Date(`${words} UTC`).toISOString().slice(0, 10);
export const centsOf = (words: string): number => Math.round(Number(words.replace(/[$,]/g, '')) * 100);
export const dollars = (cents: number): string => `$${(cents / 100).toFixed(2)}`;
