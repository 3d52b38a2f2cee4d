import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseSync } from '@swc/core';
import { flatten, type Node } from './syntax.js';

/** What a rule found: where, and what to do about it. */
export interface Violation {
  readonly rule: string;
  /** Path from the root of the repository, with `/`. */
  readonly path: string;
  readonly says: string;
  readonly line?: number;
  /** True for a nudge that doesn't fail the run. */
  readonly warns?: boolean;
}

/** A family of checks on a repository, with the names its violations carry. */
export interface Rule {
  readonly names: readonly string[];
  check(repo: Repo): Violation[] | Promise<Violation[]>;
}

const skipped = new Set(['node_modules', 'dist', 'generated', 'planted', 'results', 'coverage', 'out']);

/** A checkout as the rules see it: paths, texts and syntax trees, each read at most once. */
export class Repo {
  readonly paths: readonly string[];
  readonly #texts = new Map<string, string>();
  readonly #nodes = new Map<string, readonly Node[]>();

  constructor(readonly root: string) {
    const pages = entriesOf(root).map(({ name }) => name).filter((name) => name.endsWith('.md'));
    this.paths = [...pages, ...['apps', 'packages', 'infra', 'docs'].flatMap((top) => [...walk(root, top)])].sort();
  }

  /** The paths that match, in order. */
  matching(pattern: RegExp): string[] {
    return this.paths.filter((path) => pattern.test(path));
  }

  text(path: string): string {
    const known = this.#texts.get(path);
    if (known !== undefined) return known;
    const text = readFileSync(join(this.root, path), 'utf8');
    this.#texts.set(path, text);
    return text;
  }

  /** Every node of a TypeScript file's syntax tree, parents first. Throws, naming the file, if it can't be parsed. */
  nodes(path: string): readonly Node[] {
    const known = this.#nodes.get(path);
    if (known) return known;
    try {
      const nodes = flatten(parseSync(this.text(path), { syntax: 'typescript', tsx: path.endsWith('.tsx'), decorators: true }));
      this.#nodes.set(path, nodes);
      return nodes;
    } catch (error) {
      throw new Error(`${path} can't be parsed`, { cause: error });
    }
  }

  /** The names of the folders right below a path. */
  folders(path: string): string[] {
    const below = this.paths.filter((file) => file.startsWith(`${path}/`)).map((file) => file.slice(path.length + 1));
    return [...new Set(below.filter((rest) => rest.includes('/')).map((rest) => rest.split('/')[0]!))];
  }
}

function* walk(root: string, folder: string): Generator<string> {
  for (const entry of entriesOf(join(root, folder))) {
    if (entry.name.startsWith('.') || skipped.has(entry.name)) continue;
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* walk(root, path);
    else if (entry.isFile()) yield path;
  }
}

/** A folder that isn't there yet has no entries. */
function entriesOf(folder: string): import('node:fs').Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Every line of a text that matches, with its number. */
export function linesMatching(text: string, pattern: RegExp): { line: number; match: string }[] {
  if (!pattern.test(text)) return [];
  return text.split('\n').flatMap((content, at) => {
    const match = pattern.exec(content);
    return match ? [{ line: at + 1, match: match[0] }] : [];
  });
}

export const isSpec = (path: string): boolean => /\.spec\.tsx?$/.test(path) || /^apps\/[^/]+\/test\//.test(path);
export const isCode = (path: string): boolean => /\.(ts|tsx|mts|mjs|cjs|js)$/.test(path);
export const nameOf = (path: string): string => basename(path);
