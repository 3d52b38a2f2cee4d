import { allocate, allocateWhole, divide, exact, multiply, sum, toText, type Exact, type Rational } from '@barnraise/money';
import type { SplitShare, SplitStep } from './trace.js';

/** One row of a split: who, how much it weighs, and where the weight comes from. */
export interface SplitRow {
  readonly member: string;
  readonly part?: string;
  readonly weight: Exact;
  readonly countedOn?: string;
  readonly source?: string;
}

/**
 * Splits `totalCents` over the rows and keeps the step behind it. Rows are put in order of member
 * and part, so the same facts always give the same bytes. The weights must not all be zero.
 */
export function splitStep(line: string, driver: string, totalCents: number, rows: readonly SplitRow[]): SplitStep {
  const ordered = inOrder(rows);
  const weights = ordered.map((row) => exact(row.weight));
  const small = wholeNumbers(weights, totalCents);
  const { weightTotal, shares } = small === null ? splitExact(totalCents, ordered, weights) : splitWhole(totalCents, ordered, small);
  return { kind: 'split', line, driver, totalCents, weightTotal, shares };
}

interface Rows {
  readonly weightTotal: string;
  readonly shares: SplitShare[];
}

function splitExact(totalCents: number, ordered: readonly SplitRow[], weights: readonly Rational[]): Rows {
  const shares = allocate(totalCents, ordered.map((row, i) => ({ key: rowKey(row), weight: weights[i]! })));
  const total = sum(weights);
  return {
    weightTotal: toText(total),
    shares: ordered.map((row, i) => {
      const exactCents = toText(divide(multiply(exact(totalCents), weights[i]!), total));
      return shareOf(row, toText(weights[i]!), exactCents, shares[i]!.cents, shares[i]!.oddCent);
    }),
  };
}

/** The same for whole weights whose products with the total are safe integers: most of the lines there are. */
function splitWhole(totalCents: number, ordered: readonly SplitRow[], weights: readonly number[]): Rows {
  const total = weights.reduce((a, b) => a + b, 0);
  const { amounts, odd } = allocateWhole(Math.abs(totalCents), weights, ordered.map(rowKey));
  return {
    weightTotal: String(total),
    shares: ordered.map((row, i) => {
      const cents = amounts[i]! === 0 ? 0 : totalCents < 0 ? -amounts[i]! : amounts[i]!;
      return shareOf(row, String(weights[i]!), fractionText(totalCents * weights[i]!, total), cents, odd[i] === 1);
    }),
  };
}

function wholeNumbers(weights: readonly Rational[], totalCents: number): number[] | null {
  const size = Math.max(1, Math.abs(totalCents));
  let all = 0;
  const numbers: number[] = [];
  for (const { n, d } of weights) {
    const value = Number(n);
    all += value;
    if (d !== 1n || !(all * size <= Number.MAX_SAFE_INTEGER)) return null;
    numbers.push(value);
  }
  return numbers;
}

function fractionText(n: number, d: number): string {
  let a = Math.abs(n);
  let b = d;
  while (b !== 0) {
    const rest = a % b;
    a = b;
    b = rest;
  }
  const whole = n === 0 ? 0 : n / a;
  return a === d ? String(whole) : `${whole}/${d / a}`;
}

function shareOf(row: SplitRow, weight: string, exactCents: string, cents: number, oddCent: boolean): SplitShare {
  return {
    member: row.member,
    ...(row.part === undefined ? {} : { part: row.part }),
    weight,
    ...(row.countedOn === undefined ? {} : { countedOn: row.countedOn }),
    ...(row.source === undefined ? {} : { source: row.source }),
    exactCents,
    cents,
    oddCent,
  };
}

/** Rows in order of member and part, whatever order they came in. */
export function inOrder<T extends Pick<SplitRow, 'member' | 'part'>>(rows: readonly T[]): T[] {
  const sorted = rows.every((row, i) => i === 0 || rowKey(rows[i - 1]!) < rowKey(row));
  return sorted ? [...rows] : [...rows].sort((a, b) => (rowKey(a) < rowKey(b) ? -1 : 1));
}

const rowKey = (row: Pick<SplitRow, 'member' | 'part'>): string => (row.part === undefined ? row.member : `${row.member}\u0000${row.part}`);

/** The cents of one row of a step. */
export function centsOf(step: SplitStep, member: string, part?: string): number {
  return step.shares.find((share) => share.member === member && share.part === part)?.cents ?? 0;
}
