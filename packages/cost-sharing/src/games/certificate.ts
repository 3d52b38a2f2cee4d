import { ZERO, divide, exact, multiply, negate, subtract, sum, type Rational } from '@barnraise/money';
import { refuse } from '../refusal.js';
import { costOf, everyone, groupSizes, groupSums, type Game, type Split } from './game.js';
import type { Measure } from './separation.js';

/** A level of the nucleolus, exact: what its groups save at most, and the groups that show it. */
export interface ProvedLevel {
  readonly saving: Rational;
  readonly groups: readonly number[];
  /** How much each group counts in the proof: the counts balance, so that no split can serve them all better. */
  readonly balance: readonly Rational[];
}

export interface Proof {
  /** The split, settled as far as the levels go; complete when `settled`. */
  readonly split: Split;
  readonly levels: readonly ProvedLevel[];
  readonly settled: boolean;
}

/** A settled combination of shares: `row` times the split gives `value`. */
interface Equation {
  readonly pivot: number;
  readonly row: readonly Rational[];
  readonly value: Rational;
}

/**
 * Solves the levels exactly and proves them: (1) the groups of each level balance over what is
 * settled before it, so their smallest saving cannot be raised; (2) no group, looked at one by
 * one, saves less than a level before it is settled. Refuses when either fails.
 */
export function prove(game: Game, measure: Measure, levels: readonly (readonly number[])[]): Proof {
  const n = game.members.length;
  const all = everyone(game);
  let settled = insert([], indicator(all, n), costOf(game, all));
  const before: (readonly Equation[])[] = [];
  const proved = levels.map((groups): ProvedLevel => {
    before.push(settled);
    const level = proveLevel(game, measure, groups, settled);
    for (const mask of groups) settled = insert(settled, indicator(mask, n), subtract(costOf(game, mask), multiply(weight(game, measure, mask), level.saving)));
    return level;
  });
  const split = game.members.map((_, i) => settled.find((equation) => equation.pivot === i)?.value ?? ZERO);
  const complete = settled.length === n;
  if (complete && levels.length > 0) checkGroups(game, measure, split, proved, before);
  return { split, levels: proved, settled: complete };
}

const indicator = (mask: number, n: number): Rational[] => Array.from({ length: n }, (_, i) => exact((mask >> i) & 1));

export function weight(game: Game, measure: Measure, mask: number): Rational {
  if (measure === 'plain') return exact(1);
  if (measure === 'proportional') {
    const cost = costOf(game, mask);
    return cost.n < 0n ? negate(cost) : cost;
  }
  let size = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) size += 1;
  return exact(size);
}

function reduce(equations: readonly Equation[], row: readonly Rational[], value: Rational): { row: Rational[]; value: Rational } {
  let rest = [...row];
  let open = value;
  for (const equation of equations) {
    const factor = rest[equation.pivot]!;
    if (factor.n === 0n) continue;
    rest = rest.map((entry, i) => (equation.row[i]!.n === 0n ? entry : subtract(entry, multiply(factor, equation.row[i]!))));
    open = subtract(open, multiply(factor, equation.value));
  }
  return { row: rest, value: open };
}

/** The equations with one more, fully reduced; unchanged if it follows from them. Refuses a contradiction. */
function insert(equations: readonly Equation[], row: readonly Rational[], value: Rational): readonly Equation[] {
  const rest = reduce(equations, row, value);
  const pivot = rest.row.findIndex((entry) => entry.n !== 0n);
  if (pivot < 0) return rest.value.n === 0n ? equations : unproved();
  const lead = rest.row[pivot]!;
  const fresh: Equation = { pivot, row: rest.row.map((entry) => (entry.n === 0n ? entry : divide(entry, lead))), value: divide(rest.value, lead) };
  return [...equations.map((old) => ({ pivot: old.pivot, ...reduce([fresh], old.row, old.value) })), fresh];
}

function unproved(): never {
  return refuse('solver-gave-up', 'The split that was found could not be proved; use another method.');
}

/** The balance of a level and its exact saving. */
function proveLevel(game: Game, measure: Measure, groups: readonly number[], settled: readonly Equation[]): ProvedLevel {
  const n = game.members.length;
  const rests = groups.map((mask) => reduce(settled, indicator(mask, n), costOf(game, mask)));
  const counts = balanceOf(rests.map((rest) => rest.row));
  const weighed = sum(counts.map((count, k) => multiply(count, weight(game, measure, groups[k]!))));
  if (weighed.n <= 0n) return unproved();
  const balance = counts.map((count) => divide(count, weighed));
  if (balance.some((count) => count.n <= 0n)) return unproved();
  const saving = sum(balance.map((count, k) => multiply(count, rests[k]!.value)));
  return { saving, groups, balance };
}

/** The one way, up to scale, in which the vectors add up to nothing. Refuses when there is none or more than one. */
function balanceOf(vectors: readonly (readonly Rational[])[]): Rational[] {
  const kept: { row: Rational[]; made: Rational[]; pivot: number }[] = [];
  const relations: Rational[][] = [];
  vectors.forEach((vector, k) => {
    let row = [...vector];
    let made = vectors.map((_, j) => exact(Number(j === k)));
    for (const old of kept) {
      const factor = row[old.pivot]!;
      if (factor.n === 0n) continue;
      row = row.map((entry, i) => subtract(entry, multiply(factor, old.row[i]!)));
      made = made.map((entry, i) => subtract(entry, multiply(factor, old.made[i]!)));
    }
    const pivot = row.findIndex((entry) => entry.n !== 0n);
    if (pivot < 0) return void relations.push(made);
    const lead = row[pivot]!;
    kept.push({ row: row.map((entry) => divide(entry, lead)), made: made.map((entry) => divide(entry, lead)), pivot });
  });
  const only = relations.length === 1 ? relations[0]! : unproved();
  const sign = only.find((entry) => entry.n !== 0n)!.n < 0n;
  return sign ? only.map(negate) : only;
}

/**
 * Every group against every level. Floats sort out the groups that are clearly above; the rest
 * are compared as fractions, and one that saves too little must be settled before that level.
 */
function checkGroups(game: Game, measure: Measure, split: Split, levels: readonly ProvedLevel[], before: readonly (readonly Equation[])[]): void {
  const n = game.members.length;
  const low = n >> 1;
  const floats = Float64Array.from(split, (share) => toNumber(multiply(share, exact(game.scale))));
  const lowSums = groupSums(floats, 0, low);
  const highSums = groupSums(floats, low, n - low);
  const sizes = { low: groupSizes(low), high: groupSizes(n - low) };
  const top = toNumber(levels.at(-1)!.saving) * (measure === 'proportional' ? 1 : Number(game.scale));
  const judge = new Judge(game, measure, split, levels, before);
  for (let h = 0; h < highSums.length; h += 1) {
    const costs = game.costs.subarray(h << low, (h + 1) << low);
    const margin = 1e-9 * (largestIn(costs) + Math.abs(highSums[h]!) + largestIn(lowSums)) + Math.abs(top) * 1e-9 * n;
    const each = measure === 'per-capita' ? top : 0;
    const fixed = measure === 'plain' ? top : each * sizes.high[h]!;
    sortOut(costs, margin + highSums[h]! + fixed, lowSums, sizes.low, each, measure === 'proportional' ? top : 0, (l) => judge.check((h << low) + l));
  }
}

/** Hands on the groups of a row that are not clearly above the bar. */
function sortOut(costs: Float64Array, bar: number, lowSums: Float64Array, sizes: Uint8Array, each: number, rate: number, hand: (l: number) => void): void {
  for (let l = 0; l < costs.length; l += 1) {
    const cost = costs[l]!;
    if (cost - lowSums[l]! <= bar + each * sizes[l]! + rate * Math.abs(cost)) hand(l);
  }
}

/** The largest size among the values. */
export function largestIn(values: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < values.length; i += 1) largest = Math.max(largest, Math.abs(values[i]!));
  return largest;
}

class Judge {
  private readonly common: bigint;
  private readonly shares: readonly bigint[];
  private readonly savings: readonly bigint[];
  private readonly free: (readonly (readonly bigint[])[])[];
  private readonly all: number;

  constructor(
    private readonly game: Game,
    private readonly measure: Measure,
    split: Split,
    levels: readonly ProvedLevel[],
    before: readonly (readonly Equation[])[],
  ) {
    let common = game.scale;
    for (const { d } of [...split, ...levels.map((level) => level.saving)]) common = (common / gcd(common, d)) * d;
    this.common = common;
    this.shares = split.map((share) => share.n * (common / share.d));
    this.savings = levels.map((level) => level.saving.n * (common / level.saving.d));
    this.free = before.map((equations) => freeDirections(equations, split.length));
    this.all = everyone(game);
  }

  check(mask: number): void {
    if (mask === 0 || mask === this.all) return;
    let saving = BigInt(this.game.costs[mask]!) * (this.common / this.game.scale);
    for (let rest = mask, i = 0; rest !== 0; rest >>= 1, i += 1) if (rest & 1) saving -= this.shares[i]!;
    const weighed = weight(this.game, this.measure, mask);
    const level = this.savings.findIndex((promised) => saving * weighed.d < promised * weighed.n);
    if (level >= 0 && !this.isSettled(this.free[level]!, mask)) unproved();
  }

  private isSettled(directions: readonly (readonly bigint[])[], mask: number): boolean {
    return directions.every((direction) => {
      let moved = 0n;
      for (let rest = mask, i = 0; rest !== 0; rest >>= 1, i += 1) if (rest & 1) moved += direction[i]!;
      return moved === 0n;
    });
  }
}

/** Whole-number directions in which shares may move while every equation holds. */
function freeDirections(equations: readonly Equation[], n: number): bigint[][] {
  const pivots = new Set(equations.map((equation) => equation.pivot));
  return Array.from({ length: n }, (_, i) => i)
    .filter((i) => !pivots.has(i))
    .map((column) => {
      const common = equations.reduce((all, { row }) => (all / gcd(all, row[column]!.d)) * row[column]!.d, 1n);
      const direction = new Array<bigint>(n).fill(0n);
      direction[column] = common;
      for (const { pivot, row } of equations) direction[pivot] = -(row[column]!.n * (common / row[column]!.d));
      return direction;
    });
}

function gcd(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x === 0n ? 1n : x;
}

const toNumber = (value: Rational): number => Number(value.n) / Number(value.d);

