import { law } from '../../law.js';
import { isSpec, linesMatching, type Repo, type Rule, type Violation } from '../repo.js';
import { allDecorators, strings, type Node } from '../syntax.js';

const sqlClock = /(?<![\w.])(pg_catalog\.)?now\s*\(\s*\)|\b(current_(timestamp|date|time)|localtime(stamp)?|(clock|statement|transaction)_timestamp)\b/i;
const says = 'take the time from the unit of work (in SQL, as a parameter): a test and the demo set it';

/** In features and pure packages nothing reads a clock, and packages draw no lots either. */
export const clock: Rule = {
  names: ['one-clock'],
  check(repo: Repo): Violation[] {
    const pure = new RegExp(`^packages/(${law.purePackages.join('|')})/src/.*\\.ts$`);
    const code = repo.paths.filter((path) => (/^apps\/api\/src\/features\/.*\.ts$/.test(path) || pure.test(path)) && !isSpec(path));
    const sql = repo.matching(/^apps\/api\/src\/features\/.*\.sql$/);
    const found = (path: string, what: string, line?: number): Violation => ({ rule: 'one-clock', path, line, says: `${what}: ${says}` });
    return [
      ...sql.flatMap((path) => linesMatching(repo.text(path), sqlClock).map(({ match, line }) => found(path, match, line))),
      ...code.flatMap((path) => [
        ...repo.nodes(path).flatMap((node) => impurity(node) ?? []).map((what) => found(path, what)),
        ...strings(repo.nodes(path)).flatMap((text) => sqlClock.exec(text)?.[0] ?? []).map((what) => found(path, what)),
        ...allDecorators(repo.nodes(path)).filter(({ name }) => law.clockDecorators.includes(name)).map(({ name }) => found(path, `@${name}`)),
      ]),
    ];
  },
};

/** The source of time or chance that this node reads, if it does. */
function impurity(node: Node): string | null {
  const name = (of: unknown): unknown => (of as Node | undefined)?.value;
  if (node.type === 'NewExpression' && name(node.callee) === 'Date' && (node.arguments as unknown[] | undefined ?? []).length === 0) return 'new Date()';
  if (node.type === 'CallExpression' && name(node.callee) === 'Date') return 'Date()';
  if (node.type !== 'MemberExpression') return null;
  const read = `${String(name(node.object))}.${String(name(node.property))}`;
  return ['Date.now', 'Math.random', 'Temporal.Now', 'performance.now'].includes(read) ? read : null;
}
