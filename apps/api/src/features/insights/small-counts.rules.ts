import { nobodyCanWorkOut } from '../agreements/index.js';

/** A column of counts as it may be shown: null is not shown, and can't be worked out from what is. */
export interface Shown {
  readonly cells: readonly (number | null)[];
  readonly total: number | null;
}

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);

/** Hides counts from 1 to below the smallest that is shown, then as many more as it takes; everything, where that isn't enough. */
function hide(counts: readonly number[], smallest: number): Set<number> | 'everything' {
  const hidden = new Set(counts.flatMap((count, at) => (count > 0 && count < smallest ? [at] : [])));
  const next = counts.map((count, at) => ({ count, at })).filter(({ at }) => !hidden.has(at)).sort((a, b) => Number(a.count === 0) - Number(b.count === 0) || a.count - b.count || a.at - b.at);
  while (!nobodyCanWorkOut([...hidden].map((at) => counts[at]!), smallest)) {
    const more = next.shift();
    if (!more) return 'everything';
    hidden.add(more.at);
  }
  return hidden;
}

/**
 * Columns that add up to the same total, as given and taken do. One that is wholly shown tells the total of the others:
 * where one column has too little to hide behind, none is shown.
 */
export function shownColumns(columns: readonly (readonly number[])[], smallest: number): Shown[] {
  const decided = columns.map((counts) => hide(counts, smallest));
  return columns.map((counts, n) => {
    const hidden = decided[n]!;
    if (hidden === 'everything' || decided.includes('everything')) return { cells: counts.map(() => null), total: null };
    return { cells: counts.map((count, at) => (hidden.has(at) ? null : count)), total: sum(counts) };
  });
}
