import { groupSizes, groupSums } from './game.js';
import { isSettled } from './span.js';

/** What a group's saving is measured in: dollars, dollars per member, or dollars per dollar of its cost. */
export type Measure = 'plain' | 'per-capita' | 'proportional';

/** A settled step of the search: the saving reached, and the freedom there was before it. */
export interface Level {
  readonly saving: number;
  readonly directions: readonly Float64Array[];
}

export interface Found {
  /** The first level that the groups break. */
  readonly level: number;
  /** The groups that break it most, worst first. */
  readonly groups: readonly number[];
}

/** The costs in units of the largest one, with the weight of each group ready. */
export interface Scaled {
  readonly n: number;
  readonly costs: Float64Array;
  readonly measure: Measure;
}

export const weightOf = (game: Scaled, mask: number): number => {
  if (game.measure === 'plain') return 1;
  if (game.measure === 'proportional') return Math.abs(game.costs[mask]!);
  let size = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) size += 1;
  return size;
};

const MOST_NEAR = 1 << 14;
/** Below this many groups a whole pass is cheap, and nothing is noted. */
const FEW_GROUPS = 1 << 17;
const SAMPLES = 1 << 12;

/**
 * Looks for groups that save less than a level promises although their share was not settled
 * before it. A look at all 2^n groups is one pass of additions; it also notes the groups that are
 * near the bar, so that most of the looks that follow need only those.
 */
export class Scanner {
  private readonly low: number;
  private readonly lowSizes: Uint8Array;
  private readonly highSizes: Uint8Array;
  private readonly nearby: Int32Array;
  private count = 0;

  constructor(
    private readonly game: Scaled,
    private readonly most: number,
    private readonly tolerance: number,
  ) {
    this.low = game.n >> 1;
    this.lowSizes = groupSizes(this.low);
    this.highSizes = groupSizes(game.n - this.low);
    this.nearby = new Int32Array(game.costs.length < FEW_GROUPS ? 0 : MOST_NEAR);
  }

  /** The groups that break the earliest level, worst first, among those noted as near; null when none does. */
  near(split: Float64Array, levels: readonly Level[]): Found | null {
    const { lowSums, highSums } = this.sums(split);
    const hunt = new Hunt(levels, this.most, this.tolerance);
    const mask = (1 << this.low) - 1;
    for (let k = 0; k < this.count; k += 1) {
      const group = this.nearby[k]!;
      const saving = this.game.costs[group]! - highSums[group >> this.low]! - lowSums[group & mask]!;
      const weight = this.weight(group);
      if (saving < hunt.bar * weight) hunt.consider(group, saving / weight);
    }
    return hunt.found();
  }

  /** The same among all groups. Null means that the split keeps every level. */
  all(split: Float64Array, levels: readonly Level[]): Found | null {
    const { lowSums, highSums } = this.sums(split);
    const { measure, costs } = this.game;
    const hunt = new Hunt(levels, this.most, this.tolerance);
    const bar = costs.length < FEW_GROUPS ? hunt.bar : Math.max(hunt.bar, this.quantile(lowSums, highSums));
    const each = measure === 'per-capita' ? bar : 0;
    const fixed = measure === 'plain' ? bar : 0;
    const lowBars = lowSums.map((sum, l) => sum + each * this.lowSizes[l]!);
    const hits = new Int32Array(lowSums.length);
    this.count = 0;
    for (let h = 0; h < highSums.length; h += 1) {
      const row = costs.subarray(h << this.low, (h + 1) << this.low);
      const reach = highSums[h]! + fixed + each * this.highSizes[h]!;
      const found = measure === 'proportional' ? belowInProportion(row, reach, lowBars, bar, hits) : below(row, reach, lowBars, hits);
      for (let k = 0; k < found; k += 1) {
        const l = hits[k]!;
        this.note((h << this.low) + l, row[l]! - highSums[h]! - lowSums[l]!, hunt);
      }
    }
    return hunt.found();
  }

  private note(group: number, saving: number, hunt: Hunt): void {
    if (group === 0 || group === this.game.costs.length - 1) return;
    if (this.count < this.nearby.length) this.nearby[this.count++] = group;
    const weight = this.weight(group);
    if (saving < hunt.bar * weight) hunt.consider(group, saving / weight);
  }

  /** A bar below which some thousand groups lie, from an even sample. */
  private quantile(lowSums: Float64Array, highSums: Float64Array): number {
    const { costs } = this.game;
    const savings = new Float64Array(SAMPLES);
    for (let k = 0; k < SAMPLES; k += 1) {
      const group = 1 + ((k * 40503) % (costs.length - 2));
      savings[k] = (costs[group]! - highSums[group >> this.low]! - lowSums[group & ((1 << this.low) - 1)]!) / this.weight(group);
    }
    savings.sort();
    return savings[Math.floor((SAMPLES * this.nearby.length) / costs.length / 2)]!;
  }

  private sums(split: Float64Array): { lowSums: Float64Array; highSums: Float64Array } {
    return { lowSums: groupSums(split, 0, this.low), highSums: groupSums(split, this.low, this.game.n - this.low) };
  }

  private weight(group: number): number {
    if (this.game.measure === 'plain') return 1;
    if (this.game.measure === 'proportional') return Math.abs(this.game.costs[group]!);
    return this.highSizes[group >> this.low]! + this.lowSizes[group & ((1 << this.low) - 1)]!;
  }
}

/** Where a row of costs is below `reach` plus the bar of its column: the innermost loop, one comparison per group. */
function below(costs: Float64Array, reach: number, bars: Float64Array, hits: Int32Array): number {
  let found = 0;
  for (let l = 0; l < costs.length; l += 1) if (costs[l]! < reach + bars[l]!) hits[found++] = l;
  return found;
}

function belowInProportion(costs: Float64Array, reach: number, bars: Float64Array, rate: number, hits: Int32Array): number {
  let found = 0;
  for (let l = 0; l < costs.length; l += 1) if (costs[l]! - rate * Math.abs(costs[l]!) < reach + bars[l]!) hits[found++] = l;
  return found;
}

/** Keeps the worst groups of the earliest broken level; the bar says how little a group must save to matter. */
class Hunt {
  private level: number;
  private readonly groups: number[] = [];
  private readonly savings: number[] = [];
  bar: number;

  constructor(
    private readonly levels: readonly Level[],
    private readonly most: number,
    private readonly tolerance: number,
  ) {
    this.level = levels.length - 1;
    this.bar = levels[this.level]!.saving - tolerance;
  }

  consider(mask: number, saving: number): void {
    let level = 0;
    while (saving >= this.levels[level]!.saving - this.tolerance) level += 1;
    if (level > this.level || isSettled(this.levels[level]!.directions, mask)) return;
    if (level < this.level) {
      this.level = level;
      this.groups.length = 0;
      this.savings.length = 0;
    }
    let at = this.groups.length;
    while (at > 0 && this.savings[at - 1]! > saving) at -= 1;
    this.groups.splice(at, 0, mask);
    this.savings.splice(at, 0, saving);
    if (this.groups.length > this.most) {
      this.groups.pop();
      this.savings.pop();
    }
    const full = this.groups.length === this.most;
    this.bar = full ? this.savings.at(-1)! : this.levels[this.level]!.saving - this.tolerance;
  }

  found(): Found | null {
    return this.groups.length === 0 ? null : { level: this.level, groups: this.groups };
  }
}
