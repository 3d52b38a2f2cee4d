import type { Limits } from '../read/commitment.js';

/** The largest table that is tried: districts times remainders times widths. Beyond it people decide. */
export const LARGEST_TABLE = 50_000_000;

/**
 * Who is left out where no whole number of cases lies between all minimums and all maximums.
 * Nobody's limits bend: below its minimum a district takes none. In this order: as many whole
 * cases as possible are ordered, as few units (at their maximums) as possible are turned away, by
 * those who offer the least room, by as few districts as possible, by those last by key.
 *
 * `limits` in the order of their keys. Returns positions in rising order, or null where the table
 * would be too large. Throws RangeError where whole cases fit everybody.
 *
 * Only two things about a group that is left out matter: the remainder of its minimums by the case,
 * and how far its maximums lie above. For each such pair the group with the smallest minimums is
 * kept, district by district.
 */
export function leaveOut(limits: readonly Limits[], caseUnits: number): number[] | null {
  const least = limits.reduce((sum, each) => sum + each.least, 0);
  const most = limits.reduce((sum, each) => sum + each.most, 0);
  const below = most - (most % caseUnits);
  if (below >= least) throw new RangeError('Whole cases fit everybody: nobody needs to be left out.');
  const widths = most - least + 1;
  if (limits.length * caseUnits * widths > LARGEST_TABLE) return null;
  const table = fillTable(limits, caseUnits, widths);
  return follow(table, limits, best(table, least - below, caseUnits, widths), caseUnits, widths);
}

interface Table {
  /** The smallest minimums of a group with this remainder and width, Infinity where there is no such group. */
  readonly least: Float64Array;
  readonly count: Int32Array;
  /** For each district and state, 1 where the best group of this district and those after it includes it. */
  readonly taken: readonly Uint8Array[];
}

/** From the last district to the first, so that of equal groups the one with the later keys is found. */
function fillTable(limits: readonly Limits[], caseUnits: number, widths: number): Table {
  let least = new Float64Array(caseUnits * widths).fill(Infinity);
  let count = new Int32Array(caseUnits * widths);
  least[0] = 0;
  const taken: Uint8Array[] = new Array(limits.length);
  for (let i = limits.length - 1; i >= 0; i -= 1) {
    const { least: minimum, most } = limits[i]!;
    const row = new Uint8Array(caseUnits * widths);
    const nextLeast = least.slice();
    const nextCount = count.slice();
    for (let state = 0; state < least.length; state += 1) {
      const sum = least[state]! + minimum;
      const width = (state % widths) + most - minimum;
      if (sum === Infinity || width >= widths) continue;
      const to = (((state - (state % widths)) / widths + minimum) % caseUnits) * widths + width;
      if (sum > nextLeast[to]! || (sum === nextLeast[to] && count[state]! + 1 >= nextCount[to]!)) continue;
      nextLeast[to] = sum;
      nextCount[to] = count[state]! + 1;
      row[to] = 1;
    }
    taken[i] = row;
    least = nextLeast;
    count = nextCount;
  }
  return { least, count, taken };
}

/** The state of the group to leave out. `over`: how far all minimums lie above the last whole case. */
function best({ least, count }: Table, over: number, caseUnits: number, widths: number): number {
  let at = -1;
  let rank: readonly number[] = [];
  for (let state = 0; state < least.length; state += 1) {
    if (least[state] === Infinity) continue;
    const width = state % widths;
    const beyond = ((((state - width) / widths - over) % caseUnits) + caseUnits) % caseUnits;
    // The minimums of the rest stay at or under the cases, the maximums at or above.
    if (beyond + width > widths - 1) continue;
    const cases = (least[state]! - over - beyond) / caseUnits;
    const next = [cases, least[state]! + width, width, count[state]!];
    if (at < 0 || comesBefore(next, rank)) {
      at = state;
      rank = next;
    }
  }
  return at;
}

function comesBefore(a: readonly number[], b: readonly number[]): boolean {
  const first = a.findIndex((value, i) => value !== b[i]);
  return first >= 0 && a[first]! < b[first]!;
}

function follow({ taken }: Table, limits: readonly Limits[], end: number, caseUnits: number, widths: number): number[] {
  const group: number[] = [];
  let state = end;
  for (let i = 0; i < limits.length; i += 1) {
    if (taken[i]![state] !== 1) continue;
    group.push(i);
    const { least, most } = limits[i]!;
    const width = (state % widths) - (most - least);
    const rest = (((state - (state % widths)) / widths - least) % caseUnits + caseUnits) % caseUnits;
    state = rest * widths + width;
  }
  return group;
}
