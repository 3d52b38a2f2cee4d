import type { Rational } from '@barnraise/money';

/**
 * The cost of every group of members, for up to 20 of them. Groups are bit masks: bit i is
 * `members[i]`. Costs are whole numbers held exactly: the true cost of a group is `costs[mask] / scale`.
 */
export interface Game {
  readonly members: readonly string[];
  readonly costs: Float64Array;
  readonly scale: bigint;
}

export const MOST_PLAYERS = 20;

/** A split of the cost of everybody, exact, by position of the member. */
export type Split = readonly Rational[];

export const everyone = (game: Game): number => game.costs.length - 1;

/** The cost of a group, exact. */
export const costOf = (game: Game, mask: number): Rational => fraction(BigInt(game.costs[mask]!), game.scale);

function fraction(n: bigint, d: bigint): Rational {
  let a = n < 0n ? -n : n;
  let b = d;
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? { n: 0n, d: 1n } : { n: n / a, d: d / a };
}

/** How many members each mask below 2^bits has. */
export function groupSizes(bits: number): Uint8Array {
  const sizes = new Uint8Array(1 << bits);
  for (let mask = 1; mask < sizes.length; mask += 1) sizes[mask] = sizes[mask >> 1]! + (mask & 1);
  return sizes;
}

/** The sum of `values` over the members of each mask of `bits` members, from member `first` on. */
export function groupSums(values: Float64Array, first: number, bits: number): Float64Array {
  const sums = new Float64Array(1 << bits);
  for (let i = 0; i < bits; i += 1) {
    const bit = 1 << i;
    const value = values[first + i]!;
    for (let mask = 0; mask < bit; mask += 1) sums[bit + mask] = sums[mask]! + value;
  }
  return sums;
}

/** The members of a group, in order of their keys. */
export const groupMembers = (game: Game, mask: number): string[] => game.members.filter((_, i) => (mask >> i) & 1);
