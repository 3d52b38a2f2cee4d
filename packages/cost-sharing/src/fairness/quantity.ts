import type { WorstGroup } from './worst.js';

/** A cost by total quantity. From `steady` on it is a fixed amount + price × quantity. */
export interface QuantityCosts {
  readonly quantities: readonly number[];
  readonly cost: (quantity: number) => number;
  readonly steady: number;
  readonly price: number;
  /** Quantities at which the average price may be lowest, besides the total. */
  readonly turns: readonly number[];
  /** Where prices only fall and each holds within its tier, the cost is the least of these straight lines. */
  readonly lines: readonly { readonly fixed: number; readonly price: number }[] | null;
  /** Where prices only fall and the one reached holds for every unit: from where, and the price. */
  readonly steps: readonly { readonly from: number; readonly priceCents: number }[] | null;
}

/** The largest table that is tried: members times quantities. */
export const LARGEST_KNAPSACK = 5e7;

/**
 * Price lists at any size, in ways of rising cost, each exact where it answers. (1) If nobody pays more per unit than the
 * best average price any group can reach, no group overpays. (2) If the cost is the least of
 * straight lines, the worst group for each line is everyone who pays more than that line asks.
 * (3) If each tier holds for every unit, the members who lose least by its price fill it up; that
 * answers unless a better filling of parts is thinkable. (4) A knapsack over the quantity; it only
 * counts up to the last tier, because beyond that every unit costs the same.
 */
export function worstByQuantity(given: QuantityCosts, shares: readonly number[]): WorstGroup | null {
  if (noGroupBeats(given, shares)) return null;
  if (given.lines !== null) return worstUnderLines(given.quantities, given.lines, shares);
  const filled = given.steps === null ? undefined : worstByFilling(given.quantities, given.steps, shares);
  return filled === undefined ? worstByKnapsack(given, shares) : filled;
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

function worstUnderLines(quantities: readonly number[], lines: NonNullable<QuantityCosts['lines']>, shares: readonly number[]): WorstGroup | null {
  let gap = 0;
  let group: number[] | null = null;
  for (const { fixed, price } of lines) {
    const over = shares.flatMap((share, i) => (share > price * quantities[i]! ? [i] : []));
    const most = over.reduce((all, i) => all + shares[i]! - price * quantities[i]!, -fixed);
    if (most > gap) {
      gap = most;
      group = over;
    }
  }
  return group === null ? null : { group, gap };
}

/** Undefined when filling tiers by whole members leaves it open whether another group is worse. */
function worstByFilling(quantities: readonly number[], steps: NonNullable<QuantityCosts['steps']>, shares: readonly number[]): WorstGroup | null | undefined {
  // Whoever takes nothing costs nothing, alone or together: no tier need be filled to show that they overpay.
  const idle = shares.flatMap((share, i) => (quantities[i] === 0 && share > 0 ? [i] : []));
  let gap = idle.reduce((all, i) => all + shares[i]!, 0);
  let group: number[] | null = gap > 0 ? idle : null;
  let thinkable = 0;
  for (const { from, priceCents } of steps) {
    const filling = fill(quantities, from, priceCents, shares);
    if (filling === null) continue;
    thinkable = Math.max(thinkable, filling.atMost);
    if (filling.over > gap) {
      gap = filling.over;
      group = filling.group;
    }
  }
  if (Math.floor(thinkable + 1e-6) > gap) return undefined;
  return group === null ? null : { group: group.sort((a, b) => a - b), gap };
}

/** The members who overpay against one price, filled up to where it holds by those who lose least per unit; null if all are too few. */
function fill(quantities: readonly number[], from: number, price: number, shares: readonly number[]): { group: number[]; over: number; atMost: number } | null {
  const values = shares.map((share, i) => share - price * quantities[i]!);
  const group = values.flatMap((value, i) => (value > 0 ? [i] : []));
  let over = group.reduce((all, i) => all + values[i]!, 0);
  let units = group.reduce((all, i) => all + quantities[i]!, 0);
  if (units >= from) return { group, over, atMost: over };
  const rest = values.flatMap((value, i) => (value <= 0 && quantities[i]! > 0 ? [i] : [])).sort((a, b) => values[b]! / quantities[b]! - values[a]! / quantities[a]!);
  let atMost = over;
  for (const i of rest) {
    atMost = over + (values[i]! * (from - units)) / quantities[i]!;
    group.push(i);
    over += values[i]!;
    units += quantities[i]!;
    if (units >= from) return { group, over, atMost };
  }
  return null;
}

function worstByKnapsack(given: QuantityCosts, shares: readonly number[]): WorstGroup | null {
  const { quantities, cost, steady, price } = given;
  const values = shares.map((share, i) => share - price * quantities[i]!);
  const best = new Float64Array(steady + 1).fill(-Infinity);
  best[0] = 0;
  values.forEach((value, i) => fillRow(best, Math.min(quantities[i]!, steady), value));
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
  return at < 0 ? null : { group: chosen(quantities, values, steady, at), gap };
}

/** One member in or out, for every quantity; the last cell stands for that much and more. Returns where the last cell came from, or -1. */
function fillRow(best: Float64Array, quantity: number, value: number): number {
  const last = best.length - 1;
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
    if (taking > best[q]!) best[q] = taking;
  }
  best[last] = reached;
  return source;
}

/** The group behind one cell: the table is filled again, this time noting each choice. Only a found grievance pays for that. */
function chosen(quantities: readonly number[], values: readonly number[], steady: number, at: number): number[] {
  const width = steady + 1;
  const taken = new Uint8Array(width * values.length);
  const best = new Float64Array(width).fill(-Infinity);
  best[0] = 0;
  const sources = values.map((value, i) => {
    const quantity = Math.min(quantities[i]!, steady);
    noteRow(best, taken.subarray(i * width, (i + 1) * width), quantity, value);
    return fillRow(best, quantity, value);
  });
  const group: number[] = [];
  let q = at;
  for (let i = values.length - 1; i >= 0; i -= 1) {
    const into = q === steady ? sources[i]! >= 0 : taken[i * width + q] === 1;
    if (!into) continue;
    group.push(i);
    q = q === steady ? sources[i]! : q - quantities[i]!;
  }
  return group.reverse();
}

/** Where taking a member will be better, on the table as it is before the member. */
function noteRow(best: Float64Array, row: Uint8Array, quantity: number, value: number): void {
  for (let q = quantity; q < best.length - 1; q += 1) if (best[q - quantity]! + value > best[q]!) row[q] = 1;
}
