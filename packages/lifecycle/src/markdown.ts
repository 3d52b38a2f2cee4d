import { inWords, orList } from './refusal.js';
import { type Role } from './roles.js';

interface Readable {
  readonly guards: Readonly<Record<string, { readonly says: string }>>;
  readonly rows: readonly {
    readonly step: string;
    readonly from: readonly (string | null)[];
    readonly to: string;
    readonly side: string;
    readonly roles: readonly Role[];
    readonly onlyIf: readonly string[];
    readonly unless: readonly string[];
  }[];
}

/** The table as Markdown, in words a registrar can check and sign. */
export function asMarkdown(table: Readable): string {
  const says = (name: string): string => table.guards[name]?.says ?? name;
  const lines = table.rows.map((row) => [
    orList(row.from.map((state) => (state === null ? 'nothing' : inText(state)))),
    inText(row.step),
    row.roles.length === 0 ? row.side : `${row.side}: ${orList(row.roles.map(inWords))}`,
    [...row.onlyIf.map(says), ...row.unless.map((name) => `unless ${says(name)}`)].join('; ') || 'always',
    inText(row.to),
  ]);
  return [['from', 'step', 'who', 'only if', 'to'], ['---', '---', '---', '---', '---'], ...lines]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function inText(name: string): string {
  return name.replaceAll('_', ' ');
}
