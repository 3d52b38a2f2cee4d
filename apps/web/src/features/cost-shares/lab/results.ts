import { compareContenders, driverOf, oddCounts, STUDENTS, studyOf, type AloneFigure, type Contender, type ContenderResult, type Directory, type OddCount, type Study, type StudyDraft, type YearCount } from '@barnraise/cost-sharing';
import { useMemo } from 'react';
import { isFormula } from './ways.js';

export interface Worked {
  study: Study;
  results: readonly ContenderResult[];
}

/**
 * Every way worked out, here in the browser. Each way is remembered with the study it was worked out for: while one
 * bound moves, only its own way is worked out again.
 */
export function useResults(draft: StudyDraft, directory: Directory, alone: Record<string, AloneFigure>): Worked {
  const { members, guests, items, typed, leftOut, lastYearCents, groups, year, contenders } = draft;
  const { base, known } = useMemo(() => {
    const about = { about: '', kind: 'planned' as const, contenders: [], members, guests, items, typed, leftOut, lastYearCents, groups, year };
    return { base: studyOf(about, directory, alone), known: new WeakMap<Contender, ContenderResult>() };
  }, [members, guests, items, typed, leftOut, lastYearCents, groups, year, directory, alone]);
  return useMemo(() => {
    const results = contenders.map((contender) => {
      const before = known.get(contender);
      if (before) return before;
      const [result] = compareContenders({ ...base, contenders: [contender] });
      known.set(contender, result!);
      return result!;
    });
    return { study: { ...base, contenders }, results };
  }, [base, known, contenders]);
}

/** The counts of students that the study stands on: its first year, of those who share. */
export function countsOf(draft: StudyDraft, directory: Directory, label: string): YearCount[] {
  const keys = new Set([...draft.members, ...draft.guests.map(({ key }) => key)]);
  return [...(directory.counts[STUDENTS] ?? []), ...draft.guests.flatMap(({ counts }) => counts)].filter((count) => count.year === label && keys.has(count.member));
}

export interface Odd extends OddCount {
  leftOut: boolean;
  /** What its district's share of the first way by students is with the school, and without it. */
  effects: { way: string; withCents: number; withoutCents: number }[];
}

/** Schools that are most of a count, left out or not, with what leaving them out does to their district. */
export function oddOnes(draft: StudyDraft, { study, results }: Worked, directory: Directory): Odd[] {
  const [year] = study.years;
  const odd = oddCounts(countsOf(draft, directory, year?.label ?? ''));
  return odd.map((one) => {
    const leftOut = draft.leftOut.includes(one.school);
    const counts = countsOf(draft, directory, year?.label ?? '');
    const others = draft.leftOut.filter((school) => school !== one.school);
    const driver = driverOf(STUDENTS.replaceAll('-', ' '), counts, new Set(leftOut ? others : [...others, one.school]));
    const other: Study = { ...study, contenders: study.contenders.filter(isFormula), years: year === undefined ? [] : [{ ...year, measures: { ...year.measures, [STUDENTS]: driver } }] };
    const turned = compareContenders(other);
    const effects = results.filter((_result, at) => isFormula(study.contenders[at]!)).flatMap((now, at) => {
      const then = turned[at];
      if (!now.ok || !then?.ok) return [];
      const [a, b] = [now, then].map((result) => result.standings.find((row) => row.member === one.member)?.cents ?? 0) as [number, number];
      return a === b ? [] : [{ way: now.name, withCents: leftOut ? b : a, withoutCents: leftOut ? a : b }];
    });
    return { ...one, leftOut, effects };
  });
}
