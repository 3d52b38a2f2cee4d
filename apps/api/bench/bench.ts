import { cpus } from 'node:os';
import { benchDatabase, type BenchDatabase, inside, openCluster } from './cluster.js';
import { contention } from './lanes/contention.js';
import { webDocuments } from './lanes/documents.js';
import { countsAgree } from './lanes/facets.js';
import { alternate, compare, type Measured } from './lanes/measure.js';
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

async function pages(database: BenchDatabase, load: Load, documents: Record<string, string>): Promise<Map<string, Measured>> {
  const people = readers(CLIENTS);
  const [product, plain] = [await startProduct(database, documents), await startPlain(database)];
  const measured = new Map<string, Measured>();
  try {
    const works = [...(wants('search') ? [searching(documents, people)] : []), ...(wants('landing') ? [landing(documents, people)] : []), ...(wants('section') ? [await sections(database, documents, people)] : [])];
    for (const work of works) say(`  ${work.name}: ${await compare(product, plain, people, work)}`);
    if (wants('search') || wants('landing')) say(`  facet counts: ${await countsAgree(database, product, people, documents)}`);
    for (const work of works) {
      const found = await alternate(load, product, plain, people, work, ROUNDS, ROUND_MS);
      measured.set(work.name, found);
      line(work.name, found);
    }
  } finally {
    await Promise.all([product.stop(), plain.stop()]);
  }
  return measured;
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
    const found = new Map<number, Map<string, Measured>>();
    for (const [size, database] of databases) {
      await signEverybodyIn(database);
      say(`\n${size.toLocaleString('en')} offerings, a district sees one in twenty`);
      if (wants('search') || wants('landing') || wants('section')) found.set(size, await pages(database, load, documents));
      if (wants('plans')) await keepPlans(database, say);
    }
    const [small, large] = [found.get(10_000), found.get(100_000)];
    for (const name of small && large ? small.keys() : []) {
      const times = small!.get(name)!.product.perSecond / large!.get(name)!.product.perSecond;
      if (name.startsWith('catalogue')) say(`  ${name}: at 100,000 it takes ${times.toFixed(2)} x the time at 10,000 (aim: at most 2.5)`);
    }
    const database = databases.get(sizes[0]!)!;
    if (wants('holds')) await contention(database, load, documents, ROUNDS, say);
    if (wants('start')) await startAndRest(database, documents, say);
  } finally {
    await load.stop();
    await postgres.stop();
  }
}

await main();
