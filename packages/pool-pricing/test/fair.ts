/**
 * Whether a division is max-min fair, by its meaning alone: a unit moved from one to another must
 * never leave the worse off of the two better off than before. For whole units that is enough:
 * if no single move helps, no rearrangement does.
 */
export function unfairMove(units: readonly number[], rooms: readonly number[]): { from: number; to: number } | null {
  for (let from = 0; from < units.length; from += 1) {
    for (let to = 0; to < units.length; to += 1) {
      if (from === to || units[from] === 0 || units[to]! >= rooms[to]!) continue;
      const before = worstFirst([units[from]!, rooms[from]!], [units[to]!, rooms[to]!]);
      const after = worstFirst([units[from]! - 1, rooms[from]!], [units[to]! + 1, rooms[to]!]);
      if (isBetter(after, before)) return { from, to };
    }
  }
  return null;
}

type Part = readonly [number, number];
const less = (a: Part, b: Part): boolean => BigInt(a[0]) * BigInt(b[1]) < BigInt(b[0]) * BigInt(a[1]);
const worstFirst = (a: Part, b: Part): readonly [Part, Part] => (less(b, a) ? [b, a] : [a, b]);
const isBetter = (a: readonly [Part, Part], b: readonly [Part, Part]): boolean => less(b[0], a[0]) || (!less(a[0], b[0]) && less(b[1], a[1]));

/** The fractions of those with room, smallest first, as one comparable list. */
export function ranked(units: readonly number[], rooms: readonly number[]): Part[] {
  return units.map((each, i): Part => [each, rooms[i]!]).filter((part) => part[1] > 0).sort((a, b) => (less(a, b) ? -1 : less(b, a) ? 1 : 0));
}
/** Negative where `a` is the fairer of two ranked lists of the same length. */
export function fairer(a: readonly Part[], b: readonly Part[]): number {
  for (let i = 0; i < a.length; i += 1) {
    if (less(b[i]!, a[i]!)) return -1;
    if (less(a[i]!, b[i]!)) return 1;
  }
  return 0;
}
