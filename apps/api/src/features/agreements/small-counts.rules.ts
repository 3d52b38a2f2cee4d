const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);

/**
 * Whether nobody can work out one of several counts of which the sum is told: neither who reads it, nor one of the counted,
 * who knows their own. There must be enough of them, and of it, for each to be small or large.
 */
export function nobodyCanWorkOut(counts: readonly number[], smallest: number): boolean {
  if (counts.length === 0) return true;
  const all = sum(counts);
  return counts.length >= 3 && counts.every((own) => all - own >= smallest + counts.length - 2);
}
