import { ratio, type Rational } from '@barnraise/money';
import { refuse } from '../refusal.js';
import type { VolumeCosts } from './costs.js';
import type { Split } from './game.js';

/** The most work that is tried: members × members × quantities. */
const MOST_COUNTS = 2e6;

/**
 * The Shapley value of a price list, exact, at any number of members: the cost of a group depends on its quantity alone,
 * so groups are counted by size and quantity instead of being listed. From the last tier that is reached on every unit
 * costs the same, so that only smaller quantities are counted: O(n² × that quantity).
 */
export function shapleyByQuantity({ quantities, tiers, cost, buyUp }: VolumeCosts & { readonly buyUp: boolean }): Split {
  const n = quantities.length;
  const total = quantities.reduce((a, b) => a + b, 0);
  const last = tiers.findLast(({ from }) => from <= Math.max(1, total))!;
  // Who may order more than the total is not yet where prices are steady, unless the last tier is reached.
  const width = buyUp && last !== tiers.at(-1) ? total + 1 : last.from;
  if (n * n * width > MOST_COUNTS) return refuse('game-too-large', 'The quantities are too large to count every group.', { members: n });
  const counts = countGroups(quantities, width);
  const weights = weightsOfSizes(n);
  /** What a quantity costs beyond the steady price: the same for all quantities from `width` on. */
  const beyond = (quantity: number): bigint => BigInt(cost(quantity) - last.priceCents * quantity);
  const shareOf = (quantity: number): Rational => {
    let value = 0n;
    without(counts, quantity).forEach((row, size) => {
      let extra = 0n;
      row.forEach((count, before) => {
        if (count !== 0n) extra += count * (beyond(before + quantity) - beyond(before));
      });
      value += weights.of[size]! * extra;
    });
    return ratio(value + weights.all * BigInt(last.priceCents * quantity), weights.all);
  };
  const known = new Map<number, Rational>();
  return quantities.map((quantity) => {
    const share = known.get(quantity) ?? shareOf(quantity);
    known.set(quantity, share);
    return share;
  });
}

/** How many groups there are of each size and of each quantity below `width`. */
function countGroups(quantities: readonly number[], width: number): bigint[][] {
  const counts = Array.from({ length: quantities.length + 1 }, () => new Array<bigint>(width).fill(0n));
  counts[0]![0] = 1n;
  quantities.forEach((quantity, i) => {
    for (let size = i; size >= 0; size -= 1) {
      for (let q = quantity; q < width; q += 1) counts[size + 1]![q]! += counts[size]![q - quantity]!;
    }
  });
  return counts;
}

/** The same without one member of that quantity: all groups less those with it, from the smallest on. */
function without(counts: readonly (readonly bigint[])[], quantity: number): bigint[][] {
  const rest: bigint[][] = [];
  for (const row of counts.slice(0, -1)) {
    const smaller = rest.at(-1);
    rest.push(row.map((count, q) => (smaller === undefined || q < quantity ? count : count - smaller[q - quantity]!)));
  }
  return rest;
}

/** In how many of all orders a member joins exactly a given group of a size. */
function weightsOfSizes(n: number): { of: bigint[]; all: bigint } {
  const factorial = [1n];
  for (let k = 1; k <= n; k += 1) factorial.push(factorial[k - 1]! * BigInt(k));
  return { of: Array.from({ length: n }, (_, size) => factorial[size]! * factorial[n - 1 - size]!), all: factorial[n]! };
}
