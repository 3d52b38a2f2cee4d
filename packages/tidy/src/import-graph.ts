import { dirname, join, normalize } from 'node:path/posix';
import { type Repo } from './repo.js';
import { type Node } from './syntax.js';

/** One import, whatever its form: of values or types, static or dynamic, or an export from elsewhere. */
export interface Import {
  readonly from: string;
  /** A path in the repository where the import is relative, else the name of the package. */
  readonly to: string;
  /** True if `from` needs a value of `to` before it can run: neither types alone nor a dynamic import. */
  readonly loads: boolean;
}

/** Every import of these files. A relative one is resolved to its source file if that exists. */
export function importsOf(repo: Repo, files: readonly string[]): Import[] {
  const known = new Set(repo.paths);
  return files.flatMap((from) => {
    const found = new Map<string, boolean>();
    for (const node of repo.nodes(from)) {
      const text = specifier(node);
      if (text === null) continue;
      const to = resolve(from, text, known);
      found.set(to, found.get(to) === true || loads(node));
    }
    return [...found].map(([to, isLoaded]) => ({ from, to, loads: isLoaded }));
  });
}

function specifier(node: Node): string | null {
  const value = (of: unknown): string | null => {
    const text = (of as Node | null | undefined)?.value;
    return typeof text === 'string' ? text : null;
  };
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return value(node.source);
    case 'TsImportType':
      return value(node.argument);
    case 'TsExternalModuleReference':
      return value(node.expression);
    case 'CallExpression': {
      const callee = node.callee as Node;
      const called = callee.type === 'Import' || callee.value === 'require';
      return called ? value((node.arguments as { expression: Node }[])[0]?.expression) : null;
    }
    default:
      return null;
  }
}

function loads(node: Node): boolean {
  if (!['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration'].includes(node.type) || node.typeOnly) return false;
  const named = (node.specifiers ?? []) as Node[];
  return named.length === 0 || named.some((each) => !each.isTypeOnly);
}

function resolve(from: string, text: string, known: ReadonlySet<string>): string {
  if (!text.startsWith('.')) return text;
  const path = normalize(join(dirname(from), text));
  const stem = path.replace(/\.(js|jsx|mjs)$/, '');
  const tries = [path, `${stem}.ts`, `${stem}.tsx`, `${stem}.mts`, `${path}/index.ts`, `${path}/index.tsx`];
  return tries.find((each) => known.has(each)) ?? path;
}

/** For each file that can reach itself by importing, the shortest way there and back. */
export function cycles(imports: readonly Import[]): string[][] {
  const next = new Map<string, string[]>();
  for (const { from, to } of imports) next.set(from, [...(next.get(from) ?? []), to]);
  return [...next.keys()].flatMap((start) => {
    const back = wayBack(start, next);
    return back ? [back] : [];
  });
}

function wayBack(start: string, next: ReadonlyMap<string, readonly string[]>): string[] | null {
  const cameFrom = new Map<string, string>();
  const open = [start];
  for (let at = open.shift(); at !== undefined; at = open.shift()) {
    for (const to of next.get(at) ?? []) {
      if (to === start) return [...wayTo(at, start, cameFrom), start];
      if (cameFrom.has(to)) continue;
      cameFrom.set(to, at);
      open.push(to);
    }
  }
  return null;
}

function wayTo(end: string, start: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const way = [end];
  while (way[0] !== start) way.unshift(cameFrom.get(way[0]!)!);
  return way;
}
