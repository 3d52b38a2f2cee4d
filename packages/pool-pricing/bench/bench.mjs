// Measures a round of 500 districts and 200 items beside a naive reference, on the same input, in one
// process. Totals are compared before a time is believed. Run `node packages/pool-pricing/bench/bench.mjs`
// after a build, or import `bench` and print its rows elsewhere.
import { pathToFileURL } from 'node:url';
import { fillRound, shareDelivery, watchRound } from '../dist/index.js';
import { leaveOut } from '../dist/fill/leave-out.js';
import { largeRound, numbers } from './inputs.mjs';
import { naiveLeftOut, naiveTotals } from './naive.mjs';

function timed(work) {
  const start = performance.now();
  const result = work();
  return { result, ms: performance.now() - start };
}
const sorted = (times) => [...times].sort((a, b) => a - b);
const middle = (times) => sorted(times)[times.length >> 1];

/** What was asked of the package: a round filled within a second, a change known within ten milliseconds. */
const AIMS = { fill: 1000, change: 10 };

function agree(what, districts, naive) {
  for (const [key, cents] of Object.entries(naive)) if (districts[key].cents !== cents) throw new Error(`${what}: ${key} pays ${districts[key].cents}, by the naive reference ${cents}`);
}

function filled(round) {
  const result = fillRound(round);
  if (!result.ok) throw new Error(result.refusal.message);
  return result.fill;
}

function fills(round) {
  const first = timed(() => filled(round));
  const runs = Array.from({ length: 5 }, () => timed(() => filled(round)).ms);
  const naive = timed(() => naiveTotals(round));
  agree('fill', first.result.districts, naive.result);
  return [{ name: '500 districts x 200 items filled, with every trace and the hash', ms: middle(runs), worstMs: Math.max(first.ms, ...runs), naiveMs: naive.ms, aimMs: AIMS.fill }];
}

function changes(round) {
  const opened = watchRound(round);
  if (!opened.ok) throw new Error(opened.refusal.message);
  const { watch } = opened;
  const random = numbers(7);
  const commitments = [...round.commitments];
  const times = [];
  for (let k = 0; k < 400; k += 1) {
    const at = Math.floor(random() * commitments.length);
    const more = Math.floor(random() * 9);
    commitments[at] = { ...commitments[at], minimum: commitments[at].minimum + (more >> 2), maximum: commitments[at].maximum + more };
    times.push(timed(() => {
      const result = watch.commit(commitments[at]);
      if (!result.ok) throw new Error(result.refusal.message);
      watch.totals();
      watch.progress(commitments[at].item);
    }).ms);
  }
  const naive = timed(() => naiveTotals({ ...round, commitments }));
  agree('after 400 changes', watch.totals().districts, naive.result);
  return [{ name: 'one change of 100,000 commitments: item, totals of all districts, next tier', ms: middle(times), worstMs: sorted(times)[Math.floor(times.length * 0.99)], worst: '99 of 100 within', naiveMs: naive.ms, aimMs: AIMS.change }];
}

function leftOut() {
  const random = numbers(11);
  const quantities = Array.from({ length: 500 }, () => 1 + Math.floor(random() * 40));
  const limits = quantities.map((quantity, i) => ({ district: `d${String(i).padStart(4, '0')}`, least: quantity, most: quantity, notToExceed: null }));
  const size = 144;
  const ours = Array.from({ length: 5 }, () => timed(() => leaveOut(limits, size)));
  const naive = timed(() => naiveLeftOut(quantities, size));
  if (ours[0].result.reduce((sum, at) => sum + quantities[at], 0) !== naive.result) throw new Error('left out: the package and its naive reference disagree');
  return [{ name: 'who of 500 districts with exact quantities is left out for cases of 144', ms: middle(ours.map((run) => run.ms)), naiveMs: naive.ms, aimMs: null }];
}

function deliveries() {
  const random = numbers(13);
  const ordered = Array.from({ length: 500 }, (_, i) => ({ district: `d${String(i).padStart(4, '0')}`, units: 1 + Math.floor(random() * 400) }));
  const delivery = { item: 'Paper', unit: { one: 'ream', many: 'reams' }, rule: 'max-min', paid: '415', delivered: 70_000, ordered };
  const runs = Array.from({ length: 20 }, () => timed(() => shareDelivery(delivery)));
  if (!runs[0].result.ok) throw new Error(runs[0].result.refusal.message);
  return [{ name: '70,000 units that fell short shared among 500 districts, with the trace', ms: middle(runs.map((run) => run.ms)), naiveMs: null, aimMs: null }];
}

/** Every measurement: name, our median in ms, the worst, the naive reference's, and what was asked. */
export function bench() {
  const round = largeRound(500, 200, numbers(1));
  return [...fills(round), ...changes(round), ...leftOut(), ...deliveries()];
}

function show(row) {
  const ms = (value) => (value < 10 ? value.toFixed(2) : value.toFixed(0));
  const worst = row.worstMs === undefined ? '' : ` (${row.worst ?? 'worst'} ${ms(row.worstMs)})`;
  const naive = row.naiveMs === null ? '' : `, naive ${ms(row.naiveMs)} ms, ${(row.naiveMs / row.ms).toFixed(0)} times as long`;
  const aim = row.aimMs === null ? '' : `, aim ${row.aimMs} ms${row.ms > row.aimMs ? ': MISSED' : ''}`;
  return `${row.name}: ${ms(row.ms)} ms${worst}${naive}${aim}`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) for (const row of bench()) console.log(show(row));
