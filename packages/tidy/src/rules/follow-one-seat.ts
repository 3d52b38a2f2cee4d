import { law } from '../../law.js';
import { linesMatching, type Repo, type Rule, type Violation } from '../repo.js';
import { declaredNames } from '../syntax.js';

const rule = 'follow-one-seat';
/** A backticked path, perhaps with `#symbol`. What holds no `/` is a word, not a path. */
const quoted = /`([\w.@-]+(?:\/[\w.@-]+)+\/?)(?:#([\w.]+))?`/g;

/** A backticked TypeScript file, perhaps with folders before it. */
const quotedFile = /`((?:[\w@-][\w.@-]*\/)*[\w-][\w.-]*\.tsx?)`/g;

/** The page that follows one seat through the house names only what exists, and so does each README of its files. */
export const followOneSeat: Rule = {
  names: [rule],
  check: (repo: Repo): Violation[] => [...onThePage(repo), ...repo.matching(/(^|\/)README\.md$/).flatMap((path) => inReadme(repo, path))],
};

function onThePage(repo: Repo): Violation[] {
  const path = law.followOneSeat;
  if (!repo.paths.includes(path)) return [];
  const text = repo.text(path);
  const named = [...text.matchAll(quoted)];
  if (named.length === 0) return [{ rule, path, says: 'names no path at all: say where each step happens, as `path` or `path#symbol`' }];
  return named.flatMap(([whole, target, symbol]) => {
    const line = text.slice(0, text.indexOf(whole)).split('\n').length;
    const missing = problem(repo, target!.replace(/\/$/, ''), symbol);
    return missing ? [{ rule, path, line, says: missing }] : [];
  });
}

function inReadme(repo: Repo, path: string): Violation[] {
  const text = repo.text(path);
  const folders = path.split('/').slice(0, -1);
  const above = folders.map((_, at) => `${folders.slice(0, at + 1).join('/')}/`);
  const exists = (name: string): boolean => [...above, ''].some((folder) => repo.paths.includes(`${folder}${name}`))
    || repo.paths.some((each) => each.startsWith(above.at(-1) ?? '') && each.endsWith(`/${name}`));
  return [...text.matchAll(quotedFile)].filter(([, name]) => !exists(name!)).map(({ 1: name, index }) => ({
    rule, path, line: text.slice(0, index).split('\n').length, says: `names ${name}, which is neither in this folder nor right below one above it`,
  }));
}

function problem(repo: Repo, target: string, symbol: string | undefined): string | null {
  const isFile = repo.paths.includes(target);
  if (!isFile && !repo.paths.some((path) => path.startsWith(`${target}/`))) return `${target} doesn't exist`;
  if (symbol === undefined) return null;
  if (!isFile) return `${target} is a folder and has no ${symbol}`;
  const last = symbol.split('.').at(-1)!;
  const has = /\.tsx?$/.test(target)
    ? declaredNames(repo.nodes(target)).has(last)
    : linesMatching(repo.text(target), new RegExp(`\\b${last}\\b`)).length > 0;
  return has ? null : `${target} declares no ${symbol}`;
}
