/**
 * The law of the house in one place: names, orders, words and limits that the rules read.
 * Changing the law means changing this page, in a commit of its own that says why.
 */
export const law = {
  /** Packages without input, output, clock or chance. They may import each other and `pureDependencies`. */
  purePackages: ['money', 'cost-sharing', 'timetable', 'pool-pricing', 'allotment', 'lifecycle'],
  pureDependencies: ['temporal-polyfill', '@noble/hashes'],

  /** The order of knowledge: a feature may enter the doors of those before it, never of those after it. */
  features: [
    'districts', 'people', 'calendars', 'agreements', 'inbox', 'cost-shares', 'ledger', 'staff-time',
    'offerings', 'courses', 'windows', 'needs', 'rosters', 'running', 'grades', 'teachers', 'pools', 'billing', 'insights',
  ],

  /** The kinds in `noun.kind.ts`. A new kind is a new idea: prefer a known one. */
  kinds: [
    'entity', 'type', 'input', 'refusals', 'service', 'resolver', 'loader', 'reader', 'module', 'spec', 'sql',
    'policy', 'guard', 'events', 'job', 'mail', 'ids', 'words', 'rules', 'index',
  ],

  /** A resolver's operation is guarded by one of these, always with its parentheses: without them it would set no rule. */
  guards: ['Allow', 'Public'],

  /** Decorators that tie entities together in memory. Use `@ForeignKey` with the name of the table. */
  relationDecorators: ['ManyToOne', 'OneToMany', 'OneToOne', 'ManyToMany', 'JoinColumn', 'JoinTable', 'RelationId', 'Tree'],

  /** Where a connection may be opened: beside platform only the timeline, the check of all data and the demo's reference rows, under the login that owns the tables. */
  mayConnect: ['apps/api/src/platform/', 'apps/api/src/migrations/', 'apps/api/src/migration.ts', 'apps/api/src/check-data.ts', 'apps/api/src/seed.ts', 'apps/api/src/seed/'],

  /** Ways to a database connection other than the unit of work. */
  connections: ['DataSource', 'QueryRunner', 'Connection', 'BaseEntity', 'Pool', 'PoolClient', 'Client', 'getManager', 'getRepository', 'InjectRepository', 'InjectDataSource', 'InjectEntityManager'],

  /** Columns that read the database's clock by themselves. */
  clockDecorators: ['CreateDateColumn', 'UpdateDateColumn', 'DeleteDateColumn'],

  /** Words to avoid, in names and in text, and what to say instead. */
  words: {
    'buyers?': 'home district',
    'sellers?': 'teaching district',
    'vendor districts?': 'teaching district',
    '(sending|receiving|providing|purchasing) (districts?|schools?)': 'home or teaching district: "sending" means opposite things in Iowa and Nebraska',
    'counsell(or|ors|ing)': 'counselor',
    '(re)?enrol(s|ment|ments)?': 'enroll, enrollment',
    'licen[c]es?': 'license',
    'programmes?': 'program',
    '(de)?authoris(e|ed|es|ing|ation)': 'authorize',
    'organis(e|ed|es|ing|er|ation|ations)': 'organize, organization',
    'colou(r|rs|red|ring)': 'color',
    'behaviours?': 'behavior',
    'cent(re|res|red)': 'center',
    'neighbours?': 'neighbor',
  } as Record<string, string>,

  /** Ways around a check, and what to do instead. */
  escapes: {
    'synchronize:\\s*true': 'write a migration',
    '\\b(it|test|describe)\\.(only|todo|fixme|failing)\\b': 'a test runs, or it is deleted',
    '\\b(it|test|describe)\\.skip\\(': 'a test runs, or it is deleted; only what a machine lacks may choose `it.skip`',
    '\\b(fdescribe|xit|xdescribe|xtest)\\(|\\bfit\\([\'"`]': 'a test runs, or it is deleted',
    'eslint-disable': 'fix the code, or change the rule for everyone',
    '@ts-(ignore|nocheck|expect-error)': 'give it its true type',
    'istanbul ignore': 'test it, or delete it',
    '\\bforwardRef\\(': 'two features that need each other are drawn wrong: redraw them',
    'dangerouslySetInnerHTML': 'render elements',
  } as Record<string, string>,

  /** Lines. Migrations and specs may be as long as they need to be. */
  fileLines: { warn: 300, fail: 400 },
  readmeLines: 40,

  migrations: 'apps/api/src/migrations',
  schema: 'packages/contract/schema.graphql',
  followOneSeat: 'docs/follow-one-seat.md',

  /** The pages that must be able to name what is forbidden: the law, and the elements of a standard. */
  mayQuote: ['packages/tidy/law.ts', 'apps/api/src/features/pools/order-ubl.words.ts'],
};
