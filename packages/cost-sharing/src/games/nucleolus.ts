import { refuse } from '../refusal.js';
import { largestIn, prove, type Proof } from './certificate.js';
import type { Game } from './game.js';
import { Scanner, weightOf, type Level, type Measure, type Scaled } from './separation.js';
import { simplex, type LinearSolver } from './simplex.js';
import { emptySpan, extend, freeDirections, type Span } from './span.js';

/** One step of the search: after it, `span` is settled; `groups` are the ones that settled it. */
interface Stage extends Level {
  readonly groups: readonly number[];
  readonly split: Float64Array;
  readonly span: Span;
}

const TOLERANCE = 1e-9;
const MOST_ROUNDS = 2000;

/**
 * The nucleolus of a cost game, or its per-capita or proportional kin: the split that makes the
 * worst-treated group save as much as possible, then the next, and so on.
 *
 * Each level is a small linear program over the few groups that matter; one pass over all groups
 * looks for those that were missed, and the search goes back to the first level they break. Only
 * groups with a positive price settle a level (all the tight ones would be too many). The search
 * is in floats; its result is solved again in exact fractions and proved there, level by level,
 * over all groups. `only` stops after so many levels: 1 gives the least core.
 *
 * Refuses where the search or the proof fails, and for a proportional measure when a group costs nothing.
 */
export function nucleolus(game: Game, measure: Measure, solve: LinearSolver = simplex, only = Infinity): Proof {
  const n = game.members.length;
  if (measure === 'proportional' && game.costs.some((cost, mask) => cost === 0 && mask !== 0)) {
    return refuse('method-not-defined', 'Savings per dollar need a cost above zero for every group.');
  }
  if (n === 1) return prove(game, measure, []);
  const scaled: Scaled = { n, costs: inUnitsOfTheLargest(game.costs), measure };
  const stages = search(scaled, solve, only);
  return prove(game, measure, stages.map((stage) => stage.groups));
}

function inUnitsOfTheLargest(costs: Float64Array): Float64Array {
  const row = Math.min(costs.length, 1024);
  let largest = 0;
  for (let start = 0; start < costs.length; start += row) largest = Math.max(largest, largestIn(costs.subarray(start, start + row)));
  const scaled = costs.slice();
  if (largest > 0) for (let start = 0; start < costs.length; start += row) divide(scaled.subarray(start, start + row), largest);
  return scaled;
}

function divide(values: Float64Array, by: number): void {
  for (let i = 0; i < values.length; i += 1) values[i]! /= by;
}

function search(game: Scaled, solve: LinearSolver, only: number): Stage[] {
  const { n } = game;
  const all = game.costs.length - 1;
  const pool = new Set<number>();
  for (let i = 0; i < n; i += 1) pool.add(1 << i).add(all ^ (1 << i));
  pool.delete(all);
  pool.delete(0);
  const start: Stage = { saving: 0, directions: [], groups: [], split: new Float64Array(n).fill(game.costs[all]! / n), span: extend(emptySpan, all, n) };
  const stages: Stage[] = [];
  const scanner = new Scanner(game, 2 * n, TOLERANCE);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const before = stages.at(-1) ?? start;
    const stage = nextStage(game, before, pool, solve);
    stages.push(stage);
    const done = stage.span.rank === n || stages.length >= only;
    const found = scanner.near(stage.split, stages) ?? (done || stages.length === 1 ? scanner.all(stage.split, stages) : null);
    if (found === null) {
      if (done) return stages;
      continue;
    }
    const known = pool.size;
    for (const group of found.groups) pool.add(group);
    if (pool.size === known) break;
    stages.length = found.level;
  }
  return refuse('solver-gave-up', 'The search for the fairest split came to no end; use another method.');
}

/** Raises the smallest saving of the unsettled groups in the pool as far as it goes. */
function nextStage(game: Scaled, before: Stage, pool: ReadonlySet<number>, solve: LinearSolver): Stage {
  const { n } = game;
  const directions = freeDirections(before.span, n);
  const rows = directions.length + 1;
  const groups: number[] = [];
  const columns = new Float64Array(pool.size * rows);
  const costs = new Float64Array(pool.size);
  for (const mask of pool) {
    const at = groups.length * rows;
    columns.fill(0, at, at + rows);
    let paid = 0;
    for (let rest = mask, i = 0; rest !== 0; rest >>= 1, i += 1) {
      if ((rest & 1) === 0) continue;
      paid += before.split[i]!;
      for (let k = 0; k < rows - 1; k += 1) columns[at + k]! += directions[k]![i]!;
    }
    let moves = 0;
    for (let k = 0; k < rows - 1; k += 1) moves = Math.max(moves, Math.abs(columns[at + k]!));
    if (moves < 1e-7) continue;
    columns[at + rows - 1] = weightOf(game, mask);
    costs[groups.length] = game.costs[mask]! - paid;
    groups.push(mask);
  }
  const rhs = Float64Array.from({ length: rows }, (_, k) => (k === rows - 1 ? 1 : nudge(k)));
  const solution = solve({ columns: columns.subarray(0, groups.length * rows), costs: costs.subarray(0, groups.length), rhs });
  if (solution === null) return refuse('solver-gave-up', 'The search for the fairest split came to no end; use another method.');
  const split = before.split.slice();
  directions.forEach((direction, k) => {
    for (let i = 0; i < n; i += 1) split[i]! += solution.prices[k]! * direction[i]!;
  });
  const settled = solution.basis.flatMap((column, i) => (solution.inverse[i * rows + rows - 1]! > 1e-7 ? [groups[column]!] : []));
  const span = settled.reduce((grown, mask) => extend(grown, mask, n), before.span);
  return { saving: solution.prices[rows - 1]!, directions, groups: settled, split, span };
}

/** A tiny, fixed disturbance of each row that keeps the simplex from going in circles. */
const nudge = (k: number): number => 1e-9 * (1 + ((k * 0.6180339887) % 1));

