// Measures the engine beside its naive references, on the same inputs, in one process. Answers are
// compared before a time is believed. Run `node packages/cost-sharing/bench/bench.mjs` after a build,
// or import `bench` and print its rows elsewhere.
import { pathToFileURL } from 'node:url';
import { allocateWhole } from '@barnraise/money';
import { calculatePlan, checkFairness, simplex } from '../dist/index.js';
import { nucleolus } from '../dist/games/nucleolus.js';
import { shapley } from '../dist/games/shapley.js';
import { tierCost } from '../dist/plan/tiers.js';
import { costLines, numbers, subadditive, treeShaped } from './inputs.mjs';
import { naiveLines, naiveNucleolus, naiveShapley, naiveVolumeGap } from './naive.mjs';

function timed(work) {
  const start = performance.now();
  const result = work();
  return { result, ms: performance.now() - start };
}
const middle = (times) => [...times].sort((a, b) => a - b)[times.length >> 1];
/** The middle of several runs, after as many to warm up. */
function repeat(times, work) {
  for (let k = 0; k < times; k += 1) work();
  const runs = Array.from({ length: times }, () => timed(work));
  return { result: runs[0].result, ms: middle(runs.map((run) => run.ms)) };
}
function agree(what, ours, theirs, relative = 0) {
  const size = Math.max(1, ...theirs.map(Math.abs));
  if (ours.length !== theirs.length || ours.some((value, i) => Math.abs(value - theirs[i]) > relative * size)) throw new Error(`${what}: the engine and its naive reference disagree`);
}
const toNumbers = (split) => split.map(({ n, d }) => Number(n) / Number(d));

function lines() {
  const { keys, lines: given } = costLines(1000, 300, numbers(1));
  const ours = repeat(15, () => {
    const sums = new Float64Array(keys.length);
    for (const { cents, weights } of given) {
      const { amounts } = allocateWhole(cents, weights, keys);
      for (let i = 0; i < sums.length; i += 1) sums[i] += amounts[i];
    }
    return [...sums];
  });
  const naive = repeat(3, () => naiveLines(keys, given));
  agree('cost lines', ours.result, naive.result);
  const plan = {
    members: keys.map((key) => ({ key })),
    lines: given.map(({ cents, weights }, k) => ({ id: `l${k}`, name: `Line ${k}`, amountCents: cents, rule: { by: 'share-of', driver: { measure: 'use', counts: Object.fromEntries(keys.map((key, i) => [key, { value: weights[i] }])) } } })),
  };
  const whole = repeat(3, () => calculatePlan(plan));
  agree('the whole plan', keys.map((key) => whole.result.shares[key]), naive.result);
  return [
    { name: '1,000 members x 300 cost lines, to the cent', ms: ours.ms, naiveMs: naive.ms, referenceMs: '10' },
    { name: 'the same as a plan, with trace and hash', ms: whole.ms, naiveMs: null, referenceMs: null },
  ];
}

function volume() {
  const random = numbers(2);
  const quantities = Array.from({ length: 1000 }, () => 1 + Math.floor(random() * 20));
  const total = quantities.reduce((a, b) => a + b, 0);
  const tiers = [{ from: 1, priceCents: 1200 }, { from: 100, priceCents: 1050 }, { from: 2500, priceCents: 925 }, { from: 9000, priceCents: 880 }];
  const members = quantities.map((_, i) => `m${String(i).padStart(4, '0')}`);
  const costs = (mode) => ({ kind: 'volume', members, tiers, mode, quantities: Object.fromEntries(members.map((key, i) => [key, quantities[i]])) });
  return ['all-units', 'incremental'].flatMap((mode) => {
    const cost = (quantity) => tierCost(tiers, mode, quantity);
    const byQuantity = [...allocateWhole(cost(total), quantities, members).amounts];
    // The same, but ten members carry something for ten others: no group argument settles this one without a knapsack.
    const uneven = byQuantity.map((cents, i) => (i < 10 ? cents + 137 : i < 20 ? cents - 137 : cents));
    return [['by quantity', byQuantity], ['moved by hand', uneven]].map(([name, shares]) => {
      const named = Object.fromEntries(members.map((key, i) => [key, shares[i]]));
      const ours = repeat(5, () => checkFairness(costs(mode), named));
      const naive = timed(() => naiveVolumeGap(quantities, shares, cost));
      agree(`volume ${mode} ${name}`, [Number(ours.result.worst?.gapCents ?? 0)], [naive.result]);
      return { name: `stability of a 1,000-member price list (${mode}, ${name}, ${total} units)`, ms: ours.ms, naiveMs: naive.ms, referenceMs: '65' };
    });
  });
}

function nucleoli(n, naiveGames, referenceMs, games = 20) {
  return [['subadditive', subadditive], ['tree-shaped', treeShaped]].map(([kind, make], which) => {
    const random = numbers(100 * n + which);
    const times = [];
    const naiveTimes = [];
    for (let k = 0; k < games; k += 1) {
      const game = make(n, random);
      const { result, ms } = timed(() => nucleolus(game, 'plain'));
      times.push(ms);
      if (k >= naiveGames) continue;
      const naive = timed(() => naiveNucleolus(n, game.costs, simplex));
      agree(`nucleolus ${n} ${kind} ${k}`, toNumbers(result.split), naive.result, 1e-7);
      naiveTimes.push(naive.ms);
    }
    return { name: `nucleolus, ${n} members, ${games} ${kind} games, proved exactly`, ms: middle(times), worstMs: Math.max(...times), naiveMs: naiveTimes.length === 0 ? null : middle(naiveTimes), naiveOf: naiveTimes.length, referenceMs };
  });
}

function shapleys() {
  const game = subadditive(20, numbers(4));
  const ours = repeat(5, () => shapley(game));
  const naive = timed(() => naiveShapley(20, game.costs));
  agree('Shapley', toNumbers(ours.result), naive.result, 1e-9);
  return [{ name: 'Shapley, 20 members, exact', ms: ours.ms, naiveMs: naive.ms, referenceMs: '100' }];
}

/** Every measurement: name, our median in ms (and the worst of several games), the naive reference's, and the published one. */
export function bench() {
  return [...lines(), ...volume(), ...shapleys(), ...nucleoli(12, 5, '20-90'), ...nucleoli(16, 3, '100-350'), ...nucleoli(20, 1, '200-11000')];
}

function show(row) {
  const ms = (value) => (value === null || value === undefined ? '-' : value < 10 ? value.toFixed(2) : value.toFixed(0));
  const naive = row.naiveMs === null ? '' : `, naive ${ms(row.naiveMs)} ms${row.naiveOf === undefined ? '' : ` (median of ${row.naiveOf})`}`;
  const worst = row.worstMs === undefined ? '' : ` (worst ${ms(row.worstMs)})`;
  const reference = row.referenceMs === null ? '' : `, reference ${row.referenceMs} ms`;
  return `${row.name}: ${ms(row.ms)} ms${worst}${naive}${reference}`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) for (const row of bench()) console.log(show(row));
