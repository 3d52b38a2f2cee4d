import { cpus } from 'node:os';
import { benchDatabase, type BenchDatabase, inside, openCluster } from './cluster.js';
import { contention } from './lanes/contention.js';
import { webDocuments } from './lanes/documents.js';
import { countsAgree } from './lanes/facets.js';
import { alternate, compare, growth, type Measured } from './lanes/measure.js';
import { readers, signEverybodyIn } from './lanes/people.js';
import { keepPlans } from './lanes/plans.js';
import { Load, startPlain, startProduct } from './lanes/processes.js';
import { landing, searching, sections } from './lanes/requests.js';
import { startAndRest } from './lanes/startup.js';

/** npm run bench: a report, never a test. What it aims at is printed beside what it found. */
const CLIENTS = 16;
const word = (name: string, byDefault: number) => Number(process.argv.find((text) => text.startsWith(`--${name}=`))?.split('=')[1] ?? byDefault);
const only = process.argv.find((text) => text.startsWith('--only='))?.split('=')[1]?.split(',');
const wants = (name: string) => !only || only.includes(name);
const ROUNDS = word('rounds', 5);
const ROUND_MS = word('ms', 2_500);
const sizes = process.argv.find((text) => text.startsWith('--sizes='))?.split('=')[1]?.split(',').map(Number) ?? [10_000, 100_000];

const say = (line: string): void => console.log(line);
const pad = (value: string | number, width: number) => String(value).padStart(width);
const verdict = (ratio: number, aim: number, floor: number) => (ratio >= aim ? `meets ${aim}` : ratio >= floor ? `below the aim of ${aim}, above ${floor}` : `BELOW ${floor}`);

function line(name: string, { product, plain, ratio }: Measured): void {
  const lane = (s: Measured['product']) => `${pad(s.perSecond.toFixed(0), 5)}/s  p50 ${pad(s.p50.toFixed(1), 6)}  p99 ${pad(s.p99.toFixed(1), 6)} ms`;
  say(`  ${name.padEnd(32)} product ${lane(product)}   plain ${lane(plain)}   ratio ${ratio.toFixed(2)} (${verdict(ratio, 0.7, 0.5)})`);
}

async function pages(database: BenchDatabase, load: Load, documents: Record<string, string>): Promise<void> {
  const people = readers(CLIENTS);
  const [product, plain] = [await startProduct(database, documents), await startPlain(database)];
  try {
    const works = [...(wants('search') ? [searching(documents, people)] : []), ...(wants('landing') ? [landing(documents, people)] : []), ...(wants('section') ? [await sections(database, documents, people)] : [])];
    for (const work of works) say(`  ${work.name}: ${await compare(product, plain, people, work)}`);
    if (wants('search') || wants('landing')) say(`  facet counts: ${await countsAgree(database, product, people, documents)}`);
    for (const work of works) {
      line(work.name, await alternate(load, product, plain, people, work, ROUNDS, ROUND_MS));
    }
  } finally {
    await Promise.all([product.stop(), plain.stop()]);
  }
}

async function grows(small: BenchDatabase, large: BenchDatabase, load: Load, documents: Record<string, string>): Promise<void> {
  const people = readers(CLIENTS);
  const lanes = [await startProduct(small, documents), await startProduct(large, documents)] as const;
  try {
    say('');
    for (const [name, make] of [['search', searching], ['landing', landing]] as const) {
      if (!wants(name)) continue;
      const works = [make(documents, people), make(documents, people)] as const;
      const times = await growth(load, lanes, people, works, ROUNDS, ROUND_MS);
      say(`  ${works[0].name}: at 100,000 it takes ${times.toFixed(2)} x the time at 10,000, round by round in turn (aim: at most 2.5)`);
    }
  } finally {
    await Promise.all(lanes.map((lane) => lane.stop()));
  }
}

async function main(): Promise<void> {
  const postgres = await openCluster(say);
  const load = new Load();
  const stop = (): void => void postgres.stop().finally(() => process.exit(130));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    const documents = webDocuments();
    const databases = new Map<number, BenchDatabase>();
    for (const size of sizes) databases.set(size, await benchDatabase(postgres, size, say));
    const version = await inside(postgres.adminUrl, async (client) => (await client.query<{ v: string }>(`select current_setting('server_version') as v`)).rows[0]!.v);
    say(`\n${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.version}, PostgreSQL ${version}; ${CLIENTS} clients, ${ROUNDS} rounds of ${ROUND_MS / 1000} s for each lane in turn, medians`);
    for (const [size, database] of databases) {
      await signEverybodyIn(database);
      say(`\n${size.toLocaleString('en')} offerings, a district sees one in twenty`);
      if (wants('search') || wants('landing') || wants('section')) await pages(database, load, documents);
      if (wants('plans')) await keepPlans(database, say);
    }
    const [small, large] = [databases.get(10_000), databases.get(100_000)];
    if (small && large && (wants('search') || wants('landing'))) await grows(small, large, load, documents);
    const database = databases.get(sizes[0]!)!;
    if (wants('holds')) await contention(database, load, documents, ROUNDS, say);
    if (wants('start')) await startAndRest(database, documents, say);
  } finally {
    await load.stop();
    await postgres.stop();
  }
}

await main();
