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
}

/** The largest table that is tried: members times quantities. */
export const LARGEST_KNAPSACK = 5e7;

/**
 * Price lists at any size, in three ways of rising cost. (1) If nobody pays more per unit than the
 * best average price any group can reach, no group overpays. (2) If the cost is the least of
 * straight lines, the worst group for each line is everyone who pays more than that line asks.
 * (3) A knapsack over the quantity; it only counts up to the last tier, because beyond that every
 * unit costs the same.
 */
export function worstByQuantity(given: QuantityCosts, shares: readonly number[]): WorstGroup | null {
  if (noGroupBeats(given, shares)) return null;
  return given.lines === null ? worstByKnapsack(given, shares) : worstUnderLines(given.quantities, given.lines, shares);
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
