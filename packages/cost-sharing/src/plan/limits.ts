import { sum, toText, type Rational } from '@barnraise/money';
import { refuse } from '../refusal.js';
import { boundedSplit } from '../split/bounded.js';
import { inOrder, type SplitRow } from '../trace/split.js';
import type { SplitShare, SplitStep } from '../trace/trace.js';
import { readBounds } from './bounds.js';

/**
 * Splits `totalCents` by the rows' weights within `bounds`, with one rate for everyone between its
 * limits. Refuses, naming the gap in cents, when the limits cannot be kept together.
 */
export function limitedStep(line: string, driver: string, totalCents: number, rows: readonly (SplitRow & { weight: Rational })[], bounds: unknown): SplitStep {
  if (totalCents < 0) return refuse('limits-not-possible-here', `${line} is a credit; limits hold for costs.`, { amount: totalCents }, line);
  const ordered = inOrder(rows);
  const limits = readBounds(bounds, totalCents, ordered.map((row) => row.member), line);
  const bounded = ordered.map((row) => {
    const { low, high } = limits.get(row.member)!;
    return { key: row.member, weight: row.weight, low, high };
  });
  const split = boundedSplit(totalCents, bounded);
  if (!split.ok) {
    return split.short === 'lows'
      ? refuse('minimums-exceed-amount', `The minimums on ${line} add up to more than its amount.`, { gap: split.gapCents, amount: totalCents }, line)
      : refuse('maximums-fall-short', `The maximums on ${line} leave a part of its amount that nobody pays.`, { gap: split.gapCents, amount: totalCents }, line);
  }
  const shares = split.shares.map((share, i): SplitShare => {
    const row = ordered[i]!;
    const limit = limits.get(row.member)!;
    const held = share.held === 'low' ? limit.lowFrom : share.held === 'high' ? limit.highFrom : null;
    return {
      member: row.member,
      weight: toText(row.weight),
      ...(row.countedOn === undefined ? {} : { countedOn: row.countedOn }),
      ...(row.source === undefined ? {} : { source: row.source }),
      exactCents: toText(share.exactCents),
      cents: share.cents,
      oddCent: share.oddCent,
      ...(held === null ? {} : { held }),
    };
  });
  return { kind: 'split', line, driver, totalCents, weightTotal: toText(sum(ordered.map((row) => row.weight))), rate: toText(split.rate), shares };
}

