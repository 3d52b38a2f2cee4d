import { type Role, roles } from '@barnraise/lifecycle';
import { whoMay } from './who-may.js';

export const answers = ['yes', 'no', 'none', 'empty', 'sign in'] as const;
export type Verdict = (typeof answers)[number];
export const places = ['own', 'home', 'teaching', 'neighbor', 'stranger'] as const;
export type Place = (typeof places)[number];
export type Actor = Role | 'nobody';

/** One line of the table, for one place. */
export interface Line {
  /** Query.people: of a district. */
  readonly asked: string;
  /** Query.people. */
  readonly operation: string;
  readonly place: Place;
  readonly cells: ReadonlyMap<Actor, Verdict>;
}

const cellsOf = (line: string) => line.split('|').slice(1, -1).map((cell) => cell.trim());

/** Reads the table; throws at the first word it doesn't know. */
export function readTable(markdown: string): Line[] {
  const [head, rule, ...body] = markdown.trim().split('\n');
  const columns = cellsOf(head!).slice(2);
  if (columns.join() !== [...roles, 'nobody'].join()) throw new Error(`The columns are ${columns.join(', ')}: they must be every role, in the order of the roles, and nobody.`);
  if (!/^[|-]+$/.test(rule!)) throw new Error('The second line divides head and body.');
  const lines = body.flatMap((text) => {
    const [asked = '', from = '', ...verdicts] = cellsOf(text);
    if (verdicts.length !== columns.length) throw new Error(`${asked} (${from}) has ${verdicts.length} cells instead of ${columns.length}.`);
    const unknown = verdicts.find((verdict) => !(answers as readonly string[]).includes(verdict));
    if (unknown !== undefined) throw new Error(`${asked} (${from}): "${unknown}" is no verdict.`);
    const cells = new Map(columns.map((column, n) => [column as Actor, verdicts[n] as Verdict]));
    return from.split(', ').map((place) => {
      if (!(places as readonly string[]).includes(place)) throw new Error(`${asked}: "${place}" is no place.`);
      return { asked, operation: asked.split(':')[0]!, place: place as Place, cells };
    });
  });
  const keys = lines.map(({ asked, place }) => `${asked}, from ${place}`);
  const twice = keys.find((key, n) => keys.indexOf(key) !== n);
  if (twice) throw new Error(`${twice} stands twice.`);
  return lines;
}

export const lines = readTable(whoMay);

/** What the schema has and the table lacks, and the other way round. */
export function gaps(table: readonly Line[], operations: readonly string[]): { readonly lacking: string[]; readonly gone: string[] } {
  const known = new Set(table.map(({ operation }) => operation));
  return { lacking: operations.filter((name) => !known.has(name)), gone: [...known].filter((name) => !operations.includes(name)) };
}
