/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';
import { compareContenders, studyOf, type StudyDraft } from '@barnraise/cost-sharing';
import { firstDraft, groupKeys, schoolYearOf, without } from './start.js';
import { limited, renamed, ruleOf } from './ways.js';
import { changeWords, fairnessWords, gainsOf } from './words.js';

const directory = { members: [{ key: 'a', name: 'Alder' }, { key: 'b', name: 'Birch' }, { key: 'c', name: 'Cedar' }], counts: {} };
const draft: StudyDraft = { ...firstDraft({ about: '', kind: 'planned', year: '2026-27', members: ['a', 'b', 'c'], amountCents: 300_00, presets: [] }), contenders: [{ name: 'Equally', rule: { by: 'equally' } }, { name: 'Also', rule: { by: 'equally' }, limits: { maximumPercent: 34 } }] };
const nameOf = (key: string) => directory.members.find((one) => one.key === key)!.name;
const verdict = (groups: Record<string, number>) => {
  const [result] = compareContenders(studyOf({ ...draft, groups }, directory, {}));
  if (!result?.ok) throw new Error(result?.refusal.message);
  return fairnessWords(result.fairness, nameOf);
};

describe('the verdict on a way to share', () => {
  it('claims nothing where nobody knows what groups would pay', () => {
    expect(fairnessWords(null, nameOf).title).toMatch(/not known/);
  });

  it('says what lines alone tell where everybody is on every one, and why', () => {
    expect(verdict({})).toEqual({ tone: 'good', title: 'No group pays more than the lines it needs.', detail: expect.stringContaining('Everybody is on every line') });
  });

  it('names the group that would do better, and by how much', () => {
    expect(verdict({ a: 200_00, b: 200_00, c: 200_00, 'a+b': 150_00, 'a+c': 300_00, 'b+c': 300_00, 'a+b+c': 300_00 }).title).toBe('Alder and Birch would do better by themselves: by $50.00.');
    expect(verdict({ a: 200_00, b: 200_00, c: 200_00, 'a+b': 300_00, 'a+c': 300_00, 'b+c': 300_00, 'a+b+c': 300_00 })).toMatchObject({ tone: 'good' });
  });

  it('says where no split can satisfy everyone', () => {
    expect(verdict({ a: 150_00, b: 150_00, c: 150_00, 'a+b': 160_00, 'a+c': 160_00, 'b+c': 160_00, 'a+b+c': 300_00 }).title).toMatch(/^No split can satisfy everyone\. Here .* would do better/);
  });
});

describe('what changes', () => {
  const standings = [['a', 100, 20], ['b', 50, -30], ['c', 10, 0]].map(([member, cents, changeCents]) => ({ member: String(member), name: String(member), cents: Number(cents), changeCents: Number(changeCents), perStudentCents: null, savingCents: null, overrunCents: null }));
  it('against last year, or against another way', () => {
    expect(gainsOf(standings, null)).toEqual({ gain: [{ name: 'b', cents: -30 }], lose: [{ name: 'a', cents: 20 }], same: 1 });
    expect(gainsOf(standings, new Map([['a', 100], ['b', 40]])).lose).toEqual([{ name: 'b', cents: 10 }]);
    expect([changeWords(5), changeWords(-5), changeWords(0)]).toEqual(['+$0.05', '−$0.05', 'no change']);
  });
});

describe('a study as it is put together', () => {
  it('forgets a district everywhere when it leaves', () => {
    const full: StudyDraft = { ...draft, items: [{ id: 'x', name: 'X', amountCents: 1, among: ['a', 'c'] }, { id: 'y', name: 'Y', amountCents: 1, among: ['c'] }], lastYearCents: { a: 1, c: 2 }, groups: { a: 1, c: 1, 'a+c': 2 }, typed: [{ measure: 'visits', source: 's', countedOn: '', values: { a: 1, c: 2 } }] };
    const left = without(full, 'c');
    expect([left.members, left.items.map(({ among }) => among), left.lastYearCents, left.groups, left.typed[0]?.values]).toEqual([['a', 'b'], [['a'], undefined], { a: 1 }, { a: 1 }, { a: 1 }]);
  });

  it('knows every group, its school year, and a way of another kind by the same measure', () => {
    expect(groupKeys(['a', 'b', 'c'])).toEqual(['a', 'b', 'c', 'a+b', 'a+c', 'b+c', 'a+b+c']);
    expect([schoolYearOf(Date.UTC(2026, 6, 1)), schoolYearOf(Date.UTC(2026, 5, 30)), schoolYearOf(Date.UTC(2099, 10, 1))]).toEqual(['2026-27', '2025-26', '2099-00']);
    const blend = ruleOf('blend', { by: 'layers', measure: 'visits' }, 'x');
    expect(JSON.stringify(renamed(blend, 'visits', 'hours'))).toContain('"hours"');
    expect(limited({ name: 'w', limits: { maximumPercent: 1 } }, undefined)).toEqual({ name: 'w' });
  });
});
