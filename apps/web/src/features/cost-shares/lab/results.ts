import { compareContenders, countsOfYear, driverOf, oddCounts, STUDENTS, studyOf, type AloneFigure, type Contender, type ContenderResult, type Directory, type OddCount, type Study, type StudyDraft } from '@barnraise/cost-sharing';
import { useMemo } from 'react';
import { isFormula } from './ways.js';

export interface Worked {
  study: Study;
  results: readonly ContenderResult[];
}

/** A study with what was worked out of it so far, way by way: while one bound moves, only its own way is new. */
interface Bench {
  base: Study;
  known: WeakMap<Contender, ContenderResult>;
}
const benchOf = (base: Study): Bench => ({ base, known: new WeakMap() });

function workOut({ base, known }: Bench, contender: Contender): ContenderResult {
  const before = known.get(contender);
  if (before) return before;
  const [result] = compareContenders({ ...base, contenders: [contender] });
  known.set(contender, result!);
  return result!;
}

export interface Odd extends OddCount {
  leftOut: boolean;
  /** What its district's share of each way is with the school, and without it. */
  effects: { way: string; withCents: number; withoutCents: number }[];
}

/** Every way worked out, here in the browser, and what it would be without a school that is most of a count. */
export function useResults(draft: StudyDraft, directory: Directory, alone: Record<string, AloneFigure>, frozenAlone: Record<string, AloneFigure> | undefined): Worked & { odd: readonly Odd[] } {
  const { members, guests, items, typed, leftOut, lastYearCents, groups, year, contenders } = draft;
  const { bench, turned } = useMemo(() => {
    const about: StudyDraft = { about: '', kind: 'planned', contenders: [], members, guests, items, typed, leftOut, lastYearCents, groups, year };
    const base = studyOf(about, directory, alone, frozenAlone);
    return { bench: benchOf(base), turned: turnedFor(about, base, directory) };
  }, [members, guests, items, typed, leftOut, lastYearCents, groups, year, directory, alone, frozenAlone]);
  return useMemo(() => {
    const results = contenders.map((contender) => workOut(bench, contender));
    const odd = turned.map(({ one, leftOut: out, bench: other }): Odd => {
      const centsOf = (from: Bench, contender: Contender) => {
        const result = workOut(from, contender);
        return result.ok ? (result.standings.find((row) => row.member === one.member)?.cents ?? null) : null;
      };
      const effects = contenders.filter(isFormula).flatMap((contender) => {
        const [now, then] = [centsOf(bench, contender), centsOf(other, contender)];
        return now === null || then === null || now === then ? [] : [{ way: contender.name, withCents: out ? then : now, withoutCents: out ? now : then }];
      });
      return { ...one, leftOut: out, effects };
    });
    return { study: { ...bench.base, contenders }, results, odd };
  }, [bench, turned, contenders]);
}

/** Schools that are most of a count, each with the study as it would be if it counted, or did not. */
function turnedFor(draft: StudyDraft, base: Study, directory: Directory): { one: OddCount; leftOut: boolean; bench: Bench }[] {
  const [year] = base.years;
  if (year === undefined) return [];
  const counts = countsOfYear(draft, directory, STUDENTS, year.label);
  return oddCounts(counts).map((one) => {
    const leftOut = draft.leftOut.includes(one.school);
    const others = draft.leftOut.filter((school) => school !== one.school);
    const driver = driverOf(STUDENTS.replaceAll('-', ' '), counts, new Set(leftOut ? others : [...others, one.school]));
    return { one, leftOut, bench: benchOf({ ...base, years: [{ ...year, measures: { ...year.measures, [STUDENTS]: driver } }] }) };
  });
}
