import { Fraction } from './fraction.js';

const ZERO = new Fraction(0n);

/**
 * Kohlberg's test, apart from any solver: a split is the nucleolus exactly when, for every level
 * of saving, the groups that save no more than that level can be balanced with positive weights.
 * Equivalently no direction of change helps one of them and hurts none while everybody's total
 * stays. `savings` of a group may be per member or per dollar. Costs and split are exact.
 */
export function passesKohlberg(n: number, savings: (mask: number) => Fraction): boolean {
  const all = 2 ** n - 1;
  const groups = Array.from({ length: all - 1 }, (_, i) => i + 1).map((mask) => ({ mask, saving: savings(mask) }));
  groups.sort((a, b) => a.saving.against(b.saving));
  const within: number[] = [];
  for (let i = 0; i < groups.length; i += 1) {
    within.push(groups[i]!.mask);
    const levelEnds = i + 1 === groups.length || groups[i + 1]!.saving.against(groups[i]!.saving) > 0;
    if (!levelEnds) continue;
    if (canImprove(n, within)) return false;
    if (rank(n, [...within, all]) === n) return true;
  }
  return true;
}

const row = (n: number, mask: number): Fraction[] => Array.from({ length: n }, (_, i) => new Fraction(BigInt((mask >> i) & 1)));

function rank(n: number, masks: readonly number[]): number {
  const rows = masks.map((mask) => row(n, mask));
  let found = 0;
  for (let column = 0; column < n; column += 1) {
    const at = rows.findIndex((entry, i) => i >= found && entry[column]!.top !== 0n);
    if (at < 0) continue;
    [rows[found], rows[at]] = [rows[at]!, rows[found]!];
    for (let i = found + 1; i < rows.length; i += 1) {
      const factor = rows[i]![column]!.over(rows[found]![column]!);
      if (factor.top !== 0n) rows[i] = rows[i]!.map((value, j) => value.minus(factor.times(rows[found]![j]!)));
    }
    found += 1;
  }
  return found;
}

/** Whether some change y with y(N) = 0 and y(S) >= 0 for all these groups has y(S) > 0 for one: by a tableau with Bland's rule. */
function canImprove(n: number, masks: readonly number[]): boolean {
  const goal = Array.from({ length: n }, (_, i) => new Fraction(BigInt(masks.filter((mask) => (mask >> i) & 1).length)));
  const everyone = row(n, 2 ** n - 1);
  const negative = (values: readonly Fraction[]): Fraction[] => values.map((value) => ZERO.minus(value));
  const limits = [...masks.map((mask) => negative(row(n, mask))), everyone, negative(everyone), goal];
  const split = (values: readonly Fraction[]): Fraction[] => [...values, ...negative(values)];
  return maximum(limits.map(split), limits.map((_, k) => new Fraction(k === limits.length - 1 ? 1n : 0n)), split(goal)).top > 0n;
}

/** Largest goal·v with rows·v <= bounds and v >= 0, where every bound is zero or more. */
function maximum(rows: Fraction[][], bounds: Fraction[], goal: Fraction[]): Fraction {
  const width = goal.length;
  const tableau = rows.map((entry, k) => [...entry, ...rows.map((_, j) => new Fraction(BigInt(j === k))), bounds[k]!]);
  let target = [...goal.map((value) => ZERO.minus(value)), ...rows.map(() => ZERO), ZERO];
  const basis = rows.map((_, k) => width + k);
  const last = width + rows.length;
  for (;;) {
    const entering = target.findIndex((value, j) => j < last && value.top < 0n);
    if (entering < 0) return target[last]!;
    let leaving = -1;
    tableau.forEach((entry, k) => {
      if (entry[entering]!.top <= 0n) return;
      const order = leaving < 0 ? -1 : entry[last]!.over(entry[entering]!).against(tableau[leaving]![last]!.over(tableau[leaving]![entering]!));
      if (order < 0 || (order === 0 && basis[k]! < basis[leaving]!)) leaving = k;
    });
    if (leaving < 0) throw new Error('The goal has a bound, so this cannot be.');
    const pivot = tableau[leaving]![entering]!;
    const scaled = tableau[leaving]!.map((value) => value.over(pivot));
    const clear = (entry: Fraction[]): Fraction[] => {
      const factor = entry[entering]!;
      return factor.top === 0n ? entry : entry.map((value, j) => value.minus(factor.times(scaled[j]!)));
    };
    tableau.forEach((entry, k) => {
      tableau[k] = k === leaving ? scaled : clear(entry);
    });
    target = clear(target);
    basis[leaving] = entering;
  }
}
