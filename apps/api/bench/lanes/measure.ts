import { isDeepStrictEqual } from 'node:util';
import { type Result } from '../load.js';
import { type Person } from './people.js';
import { type Lane, type Load } from './processes.js';
import { type Workload } from './requests.js';

const COMPARED = 5;

export interface Measured { readonly product: Summary; readonly plain: Summary; readonly ratio: number }
export interface Summary { readonly perSecond: number; readonly p50: number; readonly p99: number }

export async function post(port: number, path: string, cookie: string, body: string): Promise<{ data: Record<string, unknown> }> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-barnraise-request': '1', cookie: `barnraise=${cookie}` }, body });
  const answer = (await response.json()) as { data: Record<string, unknown>; errors?: unknown };
  if (response.status !== 200 || answer.errors) throw new Error(`${path} answered ${response.status}: ${JSON.stringify(answer).slice(0, 400)}\n${body.slice(-300)}`);
  return answer;
}

/** Where two answers first part, as a path; null when they are the same. */
export function difference(a: unknown, b: unknown, at = 'data'): string | null {
  if (isDeepStrictEqual(a, b)) return null;
  if (typeof a === 'object' && typeof b === 'object' && a && b) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      const found = difference((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key], `${at}.${key}`);
      if (found) return found;
    }
  }
  return `${at}: ${JSON.stringify(a)?.slice(0, 150)} and ${JSON.stringify(b)?.slice(0, 150)}`;
}

/** Asks both lanes for everything that a few of the people ask; throws at the first field that differs. Says how many were compared, and how long lists were. */
export async function compare(product: Lane, plain: Lane, people: readonly Person[], work: Workload): Promise<string> {
  let compared = 0;
  let nodes = 0;
  for (const [i, asked] of work.asked.slice(0, COMPARED).entries()) {
    for (const one of asked) {
      const { cookie } = people[i]!;
      const [a, b] = await Promise.all([post(product.port, '/graphql', cookie, one.product), post(plain.port, work.path, cookie, one.plain)]);
      const differs = difference(a.data, b.data);
      if (differs) throw new Error(`The lanes answer differently in ${work.name}.\n${differs}\nasked: ${one.plain}`);
      compared++;
      nodes += (a.data.catalogue as { nodes: [] } | undefined)?.nodes.length ?? 0;
    }
  }
  return `${compared} answers equal in every field${nodes ? `, ${(nodes / compared).toFixed(0)} cards each` : ''}`;
}

/** Turn by turn, so that whatever else the machine does meets both. */
export async function alternate(load: Load, product: Lane, plain: Lane, people: readonly Person[], work: Workload, rounds: number, ms: number): Promise<Measured> {
  const cookies = people.map(({ cookie }) => cookie);
  const results: { product: Result[]; plain: Result[] } = { product: [], plain: [] };
  const round = async (name: 'product' | 'plain', offset: number, time: number): Promise<Result> => {
    const bodies = work.asked.map((asked) => asked.map((one) => one[name]));
    const result = await load.run({ port: (name === 'product' ? product : plain).port, path: name === 'product' ? '/graphql' : work.path, cookies, bodies, ms: time, offset, keep: false });
    if (result.bad > 0) throw new Error(`${result.bad} answers of the ${name} lane were not 200.`);
    return result;
  };
  for (const name of ['product', 'plain'] as const) await round(name, 0, 1_500);
  for (let n = 0; n < rounds; n++) {
    const order = n % 2 ? (['plain', 'product'] as const) : (['product', 'plain'] as const);
    for (const name of order) results[name].push(await round(name, n * 3, ms));
  }
  const [ours, theirs] = [summary(results.product), summary(results.plain)];
  const ratios = results.product.map((result, n) => perSecond(result) / perSecond(results.plain[n]!));
  return { product: ours, plain: theirs, ratio: middle(ratios) };
}

/** How many times longer the product takes with the larger database: round by round in turn, so that no noise meets one alone. */
export async function growth(load: Load, lanes: readonly [small: Lane, large: Lane], people: readonly Person[], works: readonly [small: Workload, large: Workload], rounds: number, ms: number): Promise<number> {
  const cookies = people.map(({ cookie }) => cookie);
  const round = (which: 0 | 1, offset: number): Promise<Result> =>
    load.run({ port: lanes[which].port, path: '/graphql', cookies, bodies: works[which].asked.map((asked) => asked.map((one) => one.product)), ms, offset, keep: false });
  for (const which of [0, 1] as const) await round(which, 0);
  const times: number[] = [];
  for (let n = 0; n < rounds; n++) {
    const order = n % 2 ? ([1, 0] as const) : ([0, 1] as const);
    const found = [0, 0];
    for (const which of order) found[which] = perSecond(await round(which, n * 3));
    times.push(found[0]! / found[1]!);
  }
  return middle(times);
}

const perSecond = (result: Result) => result.requests / result.seconds;
const middle = (numbers: number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
const summary = (results: Result[]): Summary => ({ perSecond: middle(results.map(perSecond)), p50: middle(results.map((r) => r.p50)), p99: middle(results.map((r) => r.p99)) });
