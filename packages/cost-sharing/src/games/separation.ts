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

/**
 * Looks at every group once and returns those that save less than a level promises although
 * their share was not settled before it: the earliest such level, the worst groups first. Null
 * when the split keeps every level. One pass of additions over 2^n groups.
 */
export function separate(game: Scaled, split: Float64Array, levels: readonly Level[], most: number, tolerance: number): Found | null {
  const { n, costs, measure } = game;
  const low = n >> 1;
  const lowSums = groupSums(split, 0, low);
  const highSums = groupSums(split, low, n - low);
  const lowSizes = groupSizes(low);
  const highSizes = groupSizes(n - low);
  const hunt = new Hunt(levels, most, tolerance);
  const last = costs.length - 1;
  let bar = hunt.bar;
  for (let h = 0; h < highSums.length; h += 1) {
    const start = h << low;
    const paid = highSums[h]!;
    const size = highSizes[h]!;
    for (let l = 0; l < lowSums.length; l += 1) {
      const mask = start + l;
      const cost = costs[mask]!;
      const weight = measure === 'plain' ? 1 : measure === 'per-capita' ? size + lowSizes[l]! : cost < 0 ? -cost : cost;
      const saving = cost - paid - lowSums[l]!;
      if (saving < bar * weight && mask !== 0 && mask !== last) bar = hunt.consider(mask, saving / weight);
    }
  }
  return hunt.found();
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

  consider(mask: number, saving: number): number {
    let level = 0;
    while (saving >= this.levels[level]!.saving - this.tolerance) level += 1;
    if (level > this.level || isSettled(this.levels[level]!.directions, mask)) return this.bar;
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
    return this.bar;
  }

  found(): Found | null {
    return this.groups.length === 0 ? null : { level: this.level, groups: this.groups };
  }
}
