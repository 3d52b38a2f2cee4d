import { allocate, divide, exact, multiply, sum, toText, type Exact } from '@barnraise/money';
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
  const ordered = [...rows].sort((a, b) => (rowKey(a) < rowKey(b) ? -1 : 1));
  const shares = allocate(totalCents, ordered.map((row) => ({ key: rowKey(row), weight: row.weight })));
  const total = sum(ordered.map((row) => exact(row.weight)));
  return {
    kind: 'split',
    line,
    driver,
    totalCents,
    weightTotal: toText(total),
    shares: ordered.map((row, i): SplitShare => {
      const weight = exact(row.weight);
      return {
        member: row.member,
        ...(row.part === undefined ? {} : { part: row.part }),
        weight: toText(weight),
        ...(row.countedOn === undefined ? {} : { countedOn: row.countedOn }),
        ...(row.source === undefined ? {} : { source: row.source }),
        exactCents: toText(divide(multiply(exact(totalCents), weight), total)),
        cents: shares[i]!.cents,
        oddCent: shares[i]!.oddCent,
      };
    }),
  };
}

const rowKey = (row: SplitRow): string => `${row.member}\u0000${row.part ?? ''}`;

/** The cents of one row of a step. */
export function centsOf(step: SplitStep, member: string, part?: string): number {
  return step.shares.find((share) => share.member === member && share.part === part)?.cents ?? 0;
}
