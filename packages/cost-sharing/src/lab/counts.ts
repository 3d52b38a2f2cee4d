import type { Count, Driver } from '../plan/plan.js';

/** A dated count of a district with what it is made of. */
export interface ComposedCount {
  member: string;
  countedOn: string;
  source: string;
  parts: { school: string; name: string; students: number; virtual: boolean }[];
}

/** Counts as a driver, with some schools left out; each count says what it leaves out. */
export function driverOf(measure: string, counts: readonly ComposedCount[], leftOut: ReadonlySet<string> = new Set()): Driver {
  return {
    measure,
    counts: Object.fromEntries(
      counts.map(({ member, countedOn, source, parts }): [string, Count] => {
        const without = parts.filter(({ school }) => leftOut.has(school)).map(({ name }) => name);
        const value = parts.filter(({ school }) => !leftOut.has(school)).reduce((all, { students }) => all + students, 0);
        return [member, { value, countedOn, source: without.length === 0 ? source : `${source}, without ${without.join(', ')}` }];
      }),
    ),
  };
}

export interface OddCount {
  readonly member: string;
  readonly school: string;
  readonly name: string;
  readonly virtual: boolean;
  readonly students: number;
  readonly total: number;
}

/**
 * Counts that are mostly one school, so that the district's weight is really that school's: a
 * virtual school with more than half the students, or any other with more than half where there
 * are at least two more schools to compare with (of two schools one is always the larger).
 */
export function oddCounts(counts: readonly ComposedCount[]): OddCount[] {
  return counts.flatMap(({ member, parts }) => {
    const total = parts.reduce((all, { students }) => all + students, 0);
    const [largest] = [...parts].sort((a, b) => b.students - a.students);
    if (largest === undefined || parts.length < 2 || largest.students * 2 <= total) return [];
    return largest.virtual || parts.length > 2 ? [{ member, school: largest.school, name: largest.name, virtual: largest.virtual, students: largest.students, total }] : [];
  });
}
