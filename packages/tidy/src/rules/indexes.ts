import { law } from '../../law.js';
import { isMigration } from '../checksums.mjs';
import { type Repo, type Rule, type Violation } from '../repo.js';
import { type Node } from '../syntax.js';

const features = 'apps/api/src/features';

/** What no index lists does not run: a migration and a module that are only written, compile and do nothing. */
export const indexes: Rule = {
  names: ['migrations-listed', 'features-listed'],
  check: (repo: Repo): Violation[] => [...migrationsListed(repo), ...featuresListed(repo)],
};

function migrationsListed(repo: Repo): Violation[] {
  const path = `${law.migrations}/index.ts`;
  const present = repo.matching(new RegExp(`^${law.migrations}/[^/]+\\.ts$`)).map((file) => file.slice(law.migrations.length + 1)).filter(isMigration);
  const listed = listedIn(repo, path).map((from) => from.replace(/^\.\/(.*)\.js$/, '$1.ts')).filter(isMigration);
  const found = (file: string, says: string): Violation => ({ rule: 'migrations-listed', path, says: `${file} ${says}` });
  return [
    ...timesOtherThanOne(present, listed).map(([file, times]) => found(file, `is listed ${times} times: import it and list it once, after those before it`)),
    ...listed.filter((file, at) => at > 0 && file < listed[at - 1]!).map((file) => found(file, 'is listed after a later one: the timeline runs in the order of the names')),
  ];
}

function featuresListed(repo: Repo): Violation[] {
  const path = `${features}/index.ts`;
  const rooms = repo.folders(features).filter((room) => repo.matching(new RegExp(`^${features}/${room}/[^/]+\\.module\\.ts$`)).length > 0);
  const listed = listedIn(repo, path).flatMap((from) => /^\.\/([^/]+)\/index\.js$/.exec(from)?.[1] ?? []);
  return timesOtherThanOne(rooms, listed)
    .map(([room, times]) => ({ rule: 'features-listed', path, says: `the module of ${room} is listed ${times} times: import it by its door and list it once` }));
}

function timesOtherThanOne(wanted: readonly string[], listed: readonly string[]): [name: string, times: number][] {
  return wanted.map((name): [string, number] => [name, listed.filter((each) => each === name).length]).filter(([, times]) => times !== 1);
}

/** For each plain name in a list of this file, in order, where it is imported from. An import that no list names does not count. */
function listedIn(repo: Repo, path: string): string[] {
  if (!repo.paths.includes(path)) return [];
  const nodes = repo.nodes(path);
  const nameOf = (node: unknown): string => String((node as Node).value);
  const from = new Map(nodes.filter((node) => node.type === 'ImportDeclaration')
    .flatMap((node) => (node.specifiers as Node[]).map((each): [string, string] => [nameOf(each.local), nameOf(node.source)])));
  return nodes.filter((node) => node.type === 'ArrayExpression')
    .flatMap((node) => node.elements as ({ spread: unknown; expression: Node } | null)[])
    .flatMap((element) => (element && !element.spread && from.get(nameOf(element.expression))) || []);
}
