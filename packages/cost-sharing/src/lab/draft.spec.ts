import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareContenders } from './compare.js';
import { readDraft, studyOf, type Directory, type StudyDraft } from './draft.js';

const draft: StudyDraft = {
  about: 'A director of special education for three districts.', kind: 'planned', year: '2026-27',
  members: ['council', 'cambridge'],
  guests: [{ key: 'oneida', name: 'Oneida County', counts: [{ member: 'oneida', year: '2025-26', countedOn: '2025-10-01', source: 'NCES CCD', parts: [{ school: 'ihla', name: 'Idaho Home Learning Academy', students: 7_751, virtual: true }, { school: 'malad', name: 'Malad', students: 953, virtual: false }] }] }],
  items: [{ id: 'a', name: 'Director', amountCents: 90_000_00 }],
  contenders: [{ name: 'By students', rule: { by: 'share-of', measure: 'fall-membership' } }, { name: 'By visits', rule: { by: 'share-of', measure: 'visits' }, limits: { maximumPercent: 50 } }],
  typed: [{ measure: 'visits', source: 'Calendar of the director', countedOn: '2026-05-01', values: { council: 40, cambridge: '20.5', oneida: 70 } }],
  leftOut: ['ihla'],
  lastYearCents: { council: 30_000_00, midvale: 1 },
  groups: {},
};
const count = (member: string, year: string, students: number) => ({ member, year, countedOn: `${year.slice(0, 4)}-10-01`, source: 'NCES CCD', parts: [{ school: `${member}-school`, name: member, students, virtual: false }] });
const directory: Directory = {
  members: [{ key: 'cambridge', name: 'Cambridge' }, { key: 'council', name: 'Council' }, { key: 'midvale', name: 'Midvale' }],
  counts: { 'fall-membership': [count('council', '2025-26', 294), count('cambridge', '2025-26', 150), count('council', '2024-25', 290), count('cambridge', '2024-25', 155), count('midvale', '2025-26', 110)] },
};

describe('a draft', () => {
  test('is read as it was written, and becomes a study with the counts of the year, or of the newest before it', () => {
    const read = readDraft(JSON.parse(JSON.stringify(draft)));
    if (!read.ok) throw new Error(read.refusal.message);
    expect(read.draft).toEqual(draft);
    const study = studyOf(read.draft, directory, { council: { cents: 1, source: 'x', confidence: 'quote' }, midvale: { cents: 2, source: 'x', confidence: 'quote' } });
    expect(study.members.map(({ name }) => name)).toEqual(['Council', 'Cambridge', 'Oneida County']);
    expect(study.years.map(({ label }) => label)).toEqual(['2025-26', '2024-25']);
    expect(Object.keys(study.alone!)).toEqual(['council']);
    expect(study.lastYearCents).toEqual({ council: 30_000_00 });
    const [students, visits] = compareContenders(study);
    if (!students?.ok || !visits?.ok) throw new Error('refused');
    // 294 : 150 : 953, the virtual school left out.
    expect(students.standings.map(({ cents }) => cents)).toEqual([18_940_59, 9_663_56, 61_395_85]);
    expect(visits.standings.map(({ cents }) => cents)[0]).toBe(Math.round((4_500_000 * 40) / 60.5));
    expect(students.years[1]!.refusal?.code).toBe('count-missing');
  });

  test('a guest counted in another year makes no year of its own: it stands with its newest count, dated', () => {
    const guest = (year: string, countedOn: string) => ({ ...draft, guests: [{ ...draft.guests[0]!, counts: [{ ...draft.guests[0]!.counts[0]!, year, countedOn }] }] });
    for (const [year, day] of [['2026-27', '2026-10-01'], ['2019-20', '2019-10-01']] as const) {
      const study = studyOf(guest(year, day), directory, {});
      expect(study.years.map(({ label }) => label)).toEqual(['2025-26', '2024-25']);
      expect(study.years.map(({ measures }) => measures['fall-membership']!.counts['oneida']?.countedOn)).toEqual([day, undefined]);
    }
    const alone = studyOf({ ...guest('2026-27', '2026-10-01'), members: [] }, directory, {});
    expect(alone.years.map(({ label }) => label)).toEqual(['2026-27']);
  });

  const broken: [string, (given: StudyDraft) => unknown, string][] = [
    ['no line', (given) => ({ ...given, items: [] }), 'items'],
    ['one way only', (given) => ({ ...given, contenders: given.contenders.slice(0, 1) }), 'contenders'],
    ['six ways', (given) => ({ ...given, contenders: Array.from({ length: 6 }, () => given.contenders[0]) }), 'contenders'],
    ['one district', (given) => ({ ...given, members: ['council'], guests: [] }), 'members'],
    ['somebody twice', (given) => ({ ...given, members: ['council', 'council'] }), 'members'],
    ['a year that is none', (given) => ({ ...given, year: '2026-28' }), 'year'],
    ['neither planned nor real', (given) => ({ ...given, kind: 'dreamt' }), 'kind'],
    ['a measure named as the districts\' own', (given) => ({ ...given, typed: [{ ...given.typed[0], measure: 'fall-membership' }] }), 'typed'],
    ['half a student', (given) => ({ ...given, guests: [{ ...given.guests[0], counts: [{ ...given.guests[0]!.counts[0], parts: [{ school: 'x', name: 'X', students: 0.5 }] }] }] }), 'guests'],
    ['an unknown joint method', (given) => ({ ...given, contenders: [given.contenders[0], { name: 'X', joint: 'whim' }] }), 'contenders'],
  ];
  test.each(broken)('with %s is refused at its field', (_what, change, field) => {
    expect(readDraft(change(draft))).toMatchObject({ ok: false, refusal: { facts: { field } } });
  });

  test('with a school year that is a group of values is refused in words', () => {
    expect(readDraft({ ...draft, year: { toString: null } })).toMatchObject({ ok: false, refusal: { message: 'Give the school year like 2026-27.' } });
  });
  test('of any JSON is a draft or a refusal, and a draft survives being read again', () => {
    fc.assert(fc.property(fc.oneof(fc.jsonValue(), fc.record(Object.fromEntries(Object.entries(draft).map(([key, value]) => [key, fc.oneof({ weight: 4, arbitrary: fc.constant(value as unknown) }, fc.jsonValue())])))), (value) => {
      const read = readDraft(value);
      if (!read.ok) return expect(read.refusal.message).not.toBe('');
      expect(readDraft(read.draft)).toEqual(read);
      expect(compareContenders(studyOf(read.draft, directory, {}))).toHaveLength(read.draft.contenders.length);
    }), { numRuns: 2_000 });
  });
});
