/** A column of counts as it may be shown: null is not shown, and can't be worked out from what is. */
export interface Shown {
  readonly cells: readonly (number | null)[];
  readonly total: number | null;
}

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);

/**
 * Whether nobody can work out a hidden count: neither who reads the table, nor one of the counted, who knows their own.
 * What is hidden adds up to a known sum, so there must be enough of it for each to be small or large.
 */
function safe(hidden: readonly number[], smallest: number): boolean {
  if (hidden.length === 0) return true;
  const all = sum(hidden);
  return hidden.length >= 3 && hidden.every((own) => all - own >= smallest + hidden.length - 2);
}

/** Hides counts from 1 to below the smallest that is shown, then as many more as it takes; everything, where that isn't enough. */
function hide(counts: readonly number[], smallest: number): Set<number> | 'everything' {
  const hidden = new Set(counts.flatMap((count, at) => (count > 0 && count < smallest ? [at] : [])));
  const next = counts.map((count, at) => ({ count, at })).filter(({ at }) => !hidden.has(at)).sort((a, b) => Number(a.count === 0) - Number(b.count === 0) || a.count - b.count || a.at - b.at);
  while (!safe([...hidden].map((at) => counts[at]!), smallest)) {
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
