import { law } from '../../law.js';
import { linesMatching, type Repo, type Rule, type Violation } from '../repo.js';
import { declaredNames } from '../syntax.js';

const rule = 'follow-one-seat';
/** A backticked path, perhaps with `#symbol`. What holds no `/` is a word, not a path. */
const quoted = /`([\w.@-]+(?:\/[\w.@-]+)+\/?)(?:#([\w.]+))?`/g;

/** The page that follows one seat through the house names only what exists. */
export const followOneSeat: Rule = {
  names: [rule],
  check(repo: Repo): Violation[] {
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
  },
};

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
