import { ratio } from '@barnraise/money';
import { groupSizes, type Game, type Split } from './game.js';

/**
 * The Shapley value, exact: the average extra cost a member brings over all orders of joining.
 *
 * Marginals of one size share one weight, so all that is needed of 2^n costs is, per member and
 * size, the sum over the groups with that member. Those sums are taken in two stages over the
 * lower and the upper half of the members: two additions per group instead of one per group and
 * member. Stage one stays exact in numbers (sums of at most 252 costs below 3.5e13), stage two keeps sums in two parts.
 */
export function shapley(game: Game): Split {
  const n = game.members.length;
  const low = n >> 1;
  const high = n - low;
  const { byHigh, byLow } = halves(game.costs, low, high);
  const lowSums = memberSums(byLow, low, high, n);
  const highSums = memberSums(byHigh, high, low, n);
  const all = highSums.all;
  const factorial = [1n];
  for (let k = 1; k <= n; k += 1) factorial.push(factorial[k - 1]! * BigInt(k));
  return game.members.map((_, i) => {
    const withMember = i < low ? lowSums.members[i]! : highSums.members[i - low]!;
    let value = 0n;
    for (let s = 0; s < n; s += 1) {
      const extra = withMember[s + 1]! - (all[s]! - withMember[s]!);
      value += factorial[s]! * factorial[n - s - 1]! * extra;
    }
    return ratio(value, factorial[n]! * game.scale);
  });
}

/** Per upper half: the sums by size of the lower half; and the other way round. */
function halves(costs: Float64Array, low: number, high: number): { byHigh: Float64Array; byLow: Float64Array } {
  const lowSizes = groupSizes(low);
  const highSizes = groupSizes(high);
  const byHigh = new Float64Array((1 << high) * (low + 1));
  const byLow = new Float64Array((1 << low) * (high + 1));
  for (let h = 0; h < 1 << high; h += 1) {
    const start = h << low;
    const row = h * (low + 1);
    const size = highSizes[h]!;
    for (let l = 0; l < 1 << low; l += 1) {
      const cost = costs[start + l]!;
      byHigh[row + lowSizes[l]!]! += cost;
      byLow[l * (high + 1) + size]! += cost;
    }
  }
  return { byHigh, byLow };
}

/** Sums are kept in two parts of 26 bits and the rest, so that plain numbers add them exactly. */
const PART = 2 ** 26;

class ExactSums {
  private readonly upper: Float64Array;
  private readonly lower: Float64Array;
  constructor(size: number) {
    this.upper = new Float64Array(size);
    this.lower = new Float64Array(size);
  }
  add(at: number, upper: number, lower: number): void {
    this.upper[at]! += upper;
    this.lower[at]! += lower;
  }
  read(): bigint[] {
    return Array.from(this.upper, (upper, i) => BigInt(upper) * BigInt(PART) + BigInt(this.lower[i]!));
  }
}

/** Per member of one half and size of group: the sum of the costs of the groups with that member; and of all groups by size. */
function memberSums(table: Float64Array, own: number, other: number, n: number): { members: bigint[][]; all: bigint[] } {
  const sizes = groupSizes(own);
  const members = Array.from({ length: own }, () => new ExactSums(n + 1));
  const all = new ExactSums(n + 1);
  for (let mask = 0; mask < 1 << own; mask += 1) {
    for (let k = 0; k <= other; k += 1) {
      const value = table[mask * (other + 1) + k]!;
      const upper = Math.floor(value / PART);
      const lower = value - upper * PART;
      const size = sizes[mask]! + k;
      all.add(size, upper, lower);
      for (let i = 0; i < own; i += 1) if ((mask >> i) & 1) members[i]!.add(size, upper, lower);
    }
  }
  return { members: members.map((sums) => sums.read()), all: all.read() };
}
