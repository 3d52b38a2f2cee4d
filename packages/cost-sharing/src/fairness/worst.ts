import { Flow } from './flow.js';

/** The group that overpays most against its own cost, by position; null when no group overpays. */
export interface WorstGroup {
  readonly group: readonly number[];
  readonly gap: number;
}

/** Any costs of up to 20 members: every group is looked at. */
export function worstInTable(costs: Float64Array, shares: readonly number[]): WorstGroup | null {
  const paid = new Float64Array(costs.length);
  let worst = 0;
  let gap = 0;
  for (let i = 0; i < shares.length; i += 1) {
    for (let mask = 0; mask < 1 << i; mask += 1) {
      const group = (1 << i) | mask;
      paid[group] = paid[mask]! + shares[i]!;
      if (paid[group]! - costs[group]! > gap && group !== costs.length - 1) {
        gap = paid[group]! - costs[group]!;
        worst = group;
      }
    }
  }
  return worst === 0 ? null : { group: shares.flatMap((_, i) => ((worst >> i) & 1 ? [i] : [])), gap };
}

/**
 * Cost lines at any size: a group brings its shares and needs every line one of its members is
 * on, so the group that overpays most is the cheapest cut of a network.
 */
export function worstOnLines(lines: readonly { cost: number; among: readonly number[] }[], shares: readonly number[]): WorstGroup | null {
  const flow = new Flow(2 + shares.length + lines.length);
  let most = 0;
  shares.forEach((share, i) => {
    if (share <= 0) return;
    flow.edge(0, 2 + i, share);
    most += share;
  });
  lines.forEach((line, k) => {
    const node = 2 + shares.length + k;
    flow.edge(node, 1, line.cost);
    for (const i of line.among) if (shares[i]! > 0) flow.edge(2 + i, node, Infinity);
  });
  const gap = most - flow.run();
  if (gap <= 0) return null;
  return { group: shares.flatMap((share, i) => (share > 0 && flow.reaches(2 + i) ? [i] : [])), gap };
}

/** Layers at any size: the worst group is everyone with a need up to some height who pays anything. */
export function worstInLayers(needs: readonly number[], shares: readonly number[]): WorstGroup | null {
  const order = needs.map((_, i) => i).sort((a, b) => needs[a]! - needs[b]!);
  let paid = 0;
  let gap = 0;
  let upTo = -1;
  order.forEach((i, k) => {
    paid += Math.max(0, shares[i]!);
    const last = k + 1 === order.length || needs[order[k + 1]!]! > needs[i]!;
    if (last && paid - needs[i]! > gap) {
      gap = paid - needs[i]!;
      upTo = k;
    }
  });
  return upTo < 0 ? null : { group: order.slice(0, upTo + 1).filter((i) => shares[i]! > 0).sort((a, b) => a - b), gap };
}

/** A cost by total quantity. From `steady` on it is `steadyCost` + price × quantity. */
export interface QuantityCosts {
  readonly quantities: readonly number[];
  readonly cost: (quantity: number) => number;
  readonly steady: number;
  readonly price: number;
  /** Quantities at which the average price may be lowest, besides the total. */
  readonly turns: readonly number[];
}

/** The largest table of choices that is tried: members times quantities. */
export const LARGEST_KNAPSACK = 2e8;

/**
 * Price lists at any size. If nobody pays more per unit than the best average price any group can
 * reach, no group overpays. Otherwise a knapsack over the quantity finds the worst one; it only
 * counts up to the last tier, because beyond that every unit costs the same.
 */
export function worstByQuantity(given: QuantityCosts, shares: readonly number[]): WorstGroup | null {
  if (noGroupBeats(given, shares)) return null;
  const { quantities, cost, steady, price } = given;
  const values = shares.map((share, i) => share - price * quantities[i]!);
  const best = new Float64Array(steady + 1).fill(-Infinity);
  best[0] = 0;
  const width = steady + 1;
  const taken = new Uint8Array(Math.ceil((width * shares.length) / 8));
  const from = new Map<number, number>();
  values.forEach((value, i) => knapsackRow(best, taken, from, i, Math.min(quantities[i]!, steady), value));
  const rest = cost(steady) - price * steady;
  let gap = 0;
  let at = -1;
  for (let q = 0; q <= steady; q += 1) {
    const over = best[q]! - (q === steady ? rest : cost(q) - price * q);
    if (over > gap) {
      gap = over;
      at = q;
    }
  }
  return at < 0 ? null : { group: trace(taken, from, width, quantities, at, shares.length), gap };
}

const mark = (taken: Uint8Array, at: number): void => void (taken[at >> 3]! |= 1 << (at & 7));
const marked = (taken: Uint8Array, at: number): boolean => ((taken[at >> 3]! >> (at & 7)) & 1) === 1;

/** One member in or out, for every quantity; the last cell stands for that much and more, and remembers where it came from. */
function knapsackRow(best: Float64Array, taken: Uint8Array, from: Map<number, number>, i: number, quantity: number, value: number): void {
  const last = best.length - 1;
  const row = i * best.length;
  let source = -1;
  let reached = best[last]!;
  for (let q = last - quantity; q <= last; q += 1) {
    if (best[q]! + value > reached) {
      reached = best[q]! + value;
      source = q;
    }
  }
  for (let q = last - 1; q >= quantity; q -= 1) {
    const taking = best[q - quantity]! + value;
    if (taking > best[q]!) {
      best[q] = taking;
      mark(taken, row + q);
    }
  }
  if (source >= 0) {
    best[last] = reached;
    mark(taken, row + last);
    from.set(i, source);
  }
}

function trace(taken: Uint8Array, from: ReadonlyMap<number, number>, width: number, quantities: readonly number[], at: number, members: number): number[] {
  const group: number[] = [];
  let q = at;
  for (let i = members - 1; i >= 0; i -= 1) {
    if (!marked(taken, i * width + q)) continue;
    group.push(i);
    q = q === width - 1 ? from.get(i)! : q - quantities[i]!;
  }
  return group.reverse();
}

function noGroupBeats({ quantities, cost, turns }: QuantityCosts, shares: readonly number[]): boolean {
  const total = quantities.reduce((a, b) => a + b, 0);
  let best = Math.max(1, total);
  let bestCost = BigInt(cost(best));
  for (const q of turns) {
    if (q < 1 || q > total || BigInt(cost(q)) * BigInt(best) >= bestCost * BigInt(q)) continue;
    best = q;
    bestCost = BigInt(cost(q));
  }
  return shares.every((share, i) => BigInt(share) * BigInt(best) <= bestCost * BigInt(quantities[i]!));
}
