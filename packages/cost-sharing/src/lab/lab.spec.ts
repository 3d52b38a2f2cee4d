import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareContenders, type ContenderResult } from './compare.js';
import { driverOf, oddCounts, type ComposedCount } from './counts.js';
import { comparisonCsv } from './csv.js';
import type { Rule } from '../formula/formula.js';
import { seenBy } from './standing.js';
import type { Study } from './study.js';

const names = { council: 'Council', cambridge: 'Cambridge', oneida: 'Oneida County' };
const count = (member: keyof typeof names, parts: [string, number, boolean?][], year = '2026'): ComposedCount => ({
  member, countedOn: `${year}-10-01`, source: 'NCES CCD', parts: parts.map(([school, students, virtual = false]) => ({ school, name: school, students, virtual })),
});
/** Oneida as it is: 8,704 students, of whom 7,751 are in one virtual school. */
const counts = [
  count('council', [['Council Elementary', 172], ['Council High', 122]]),
  count('cambridge', [['Cambridge Elementary', 80], ['Cambridge High', 70]]),
  count('oneida', [['Idaho Home Learning Academy', 7_751, true], ['Malad High', 333], ['Malad Elementary', 320], ['Malad Middle', 300]]),
];
const study: Study = {
  members: Object.entries(names).map(([key, name]) => ({ key, name })),
  items: [{ id: 'a', name: 'Director', amountCents: 90_000_00 }, { id: 'b', name: 'Mileage', amountCents: 3_000_00, among: ['council', 'cambridge'] }],
  contenders: [
    { name: 'By students', rule: { by: 'share-of', measure: 'fall-membership' } },
    { name: 'Half and half', rule: { by: 'blend', parts: [{ part: 1, share: { by: 'equally' } }, { part: 1, share: { by: 'share-of', measure: 'fall-membership' } }] }, limits: { maximumPercent: 60 } },
    { name: 'Average joining cost', joint: 'average-joining-cost' },
  ],
  years: [{ label: '2026-27', measures: { 'fall-membership': driverOf('fall membership', counts) } }, { label: '2025-26', measures: {} }],
  studentMeasure: 'fall-membership',
  lastYearCents: { council: 20_000_00 },
  alone: { cambridge: { cents: 25_000_00, source: 'Quote of a contractor', confidence: 'quote' } },
};
const good = (result: ContenderResult | undefined) => {
  if (!result?.ok) throw new Error(result?.refusal.message);
  return result;
};
const row = (result: ContenderResult | undefined, member: string) => good(result).standings.find((standing) => standing.member === member)!;

describe('the cost lab', () => {
  const results = compareContenders(study);

  test('sets ways to share side by side: every cent, by hand', () => {
    // 9,000,000 cents over 294 : 150 : 8,704 of 9,148, and 300,000 over 294 : 150.
    expect(row(results[0], 'council').cents).toBe(Math.round((9_000_000 * 294) / 9_148) + Math.round((300_000 * 294) / 444));
    expect(row(results[1], 'oneida').cents).toBe(55_800_00);
    // Everyone on a line alike: the Shapley value of cost lines.
    expect([row(results[2], 'council').cents, row(results[2], 'oneida').cents]).toEqual([31_500_00, 30_000_00]);
    for (const result of results) expect(good(result).standings.reduce((all, { cents }) => all + cents, 0)).toBe(93_000_00);
  });

  test('claims no change without a last year and no saving without a figure of going alone', () => {
    const council = row(results[2], 'council');
    expect([council.changeCents, council.savingCents, council.perStudentCents]).toEqual([11_500_00, null, Math.round(31_500_00 / 294)]);
    const cambridge = row(results[2], 'cambridge');
    expect([cambridge.changeCents, cambridge.savingCents]).toEqual([null, -6_500_00]);
  });

  test('previews an overrun, replays other years, and says which year has no counts', () => {
    expect(row(results[2], 'oneida').overrunCents).not.toBeNull();
    expect(good(results[0]).overrunFalls).toEqual([]);
    const [now, before] = good(results[0]).years;
    expect(now!.cents).toEqual(Object.fromEntries(good(results[0]).standings.map(({ member, cents }) => [member, cents])));
    expect([before!.cents, before!.refusal?.code]).toEqual([null, 'count-missing']);
  });

  test('one way that cannot be worked out does not hide the others; members are called by name', () => {
    const [bad, fine] = compareContenders({ ...study, contenders: [{ name: 'Too little', rule: { by: 'equally' }, limits: { maximumCents: 1 } }, study.contenders[0]!] });
    expect(bad).toMatchObject({ ok: false, refusal: { code: 'maximums-fall-short', facts: { gap: 92_999_97 } } });
    expect(fine!.ok).toBe(true);
    const [, , joint] = compareContenders({ ...study, items: [study.items[0]!] });
    expect(joint).toMatchObject({ ok: false, refusal: { code: 'method-not-defined' } });
  });

  test('a school left out: the weight falls, and the count says what it leaves out', () => {
    const without = driverOf('fall membership', counts, new Set(['Idaho Home Learning Academy']));
    expect(without.counts['oneida']).toEqual({ value: 953, countedOn: '2026-10-01', source: 'NCES CCD, without Idaho Home Learning Academy' });
    const [result] = compareContenders({ ...study, years: [{ label: '2026-27', measures: { 'fall-membership': without } }] });
    expect(row(result, 'oneida').cents).toBeLessThan(row(results[0], 'oneida').cents - 20_000_00);
  });

  test('warns of counts that are mostly one school, not of every district with two', () => {
    expect(oddCounts(counts)).toEqual([{ member: 'oneida', school: 'Idaho Home Learning Academy', name: 'Idaho Home Learning Academy', virtual: true, students: 7_751, total: 8_704 }]);
    expect(oddCounts([count('council', [['A', 61], ['B', 20], ['C', 19]])])).toHaveLength(1);
    expect(oddCounts([count('council', [['A', 50], ['B', 25], ['C', 25]]), count('cambridge', [['Only', 90]]), count('oneida', [])])).toEqual([]);
  });

  test('layers, base fees and limits become plans that can be checked', () => {
    const [layers, base] = compareContenders({
      ...study, items: [study.items[0]!],
      contenders: [{ name: 'Layers', rule: { by: 'layers', measure: 'fall-membership' } }, { name: 'Base', rule: { by: 'base-and-use', basePercent: '33.3', base: { by: 'equally' }, use: { by: 'share-of', measure: 'fall-membership' } } }],
    });
    const needs = [150, 294, 8_704].map((size) => Math.round((9_000_000 * size) / 8_704));
    expect(row(layers, 'cambridge').cents).toBe(Math.round(needs[0]! / 3));
    expect(good(base).totalCents).toBe(90_000_00);
    expect(row(base, 'cambridge').cents).toBe(Math.round(2_997_000 / 3 + (6_003_000 * 150) / 9_148));
  });
});

describe('lines are always fair to every group', () => {
  const amounts = fc.array(fc.integer({ min: 1, max: 5_000_000 }), { minLength: 1, maxLength: 4 });
  const keys = Object.keys(names);
  const groups = [1, 2, 3, 4, 5, 6, 7].map((mask) => keys.filter((_, i) => (mask >> i) & 1));
  const rules = fc.constantFrom<Rule>({ by: 'equally' }, { by: 'share-of', measure: 'fall-membership' }, { by: 'layers', measure: 'fall-membership' }, { by: 'blend', parts: [{ part: 1, share: { by: 'equally' } }, { part: 3, share: { by: 'share-of', measure: 'fall-membership' } }] });
  const among = fc.option(fc.subarray(keys, { minLength: 1 }), { nil: undefined });

  test('no group pays more than the lines it needs, also where everybody is on every line', () => {
    fc.assert(
      fc.property(amounts, rules, fc.array(among, { minLength: 4, maxLength: 4 }), fc.boolean(), (cents, rule, on, all) => {
        const items = cents.map((amountCents, k) => ({ id: `l${k}`, name: `Line ${k}`, amountCents, ...(all || on[k] === undefined ? {} : { among: on[k] }) }));
        const [result] = compareContenders({ ...study, items, contenders: [{ name: 'X', rule }] });
        const { fairness } = good(result);
        expect(fairness).toMatchObject({ stable: true, worst: null, by: items.some((item) => 'among' in item) ? 'lines' : 'shared-lines' });
        for (const group of groups) {
          const needed = items.filter((item) => !('among' in item) || item.among!.some((key) => group.includes(key))).reduce((sum, item) => sum + item.amountCents, 0);
          expect(group.reduce((sum, key) => sum + row(result, key).cents, 0)).toBeLessThanOrEqual(needed);
        }
      }),
    );
  });

  test('but of a line that pays something back nothing is said', () => {
    const [result] = compareContenders({ ...study, items: [{ id: 'a', name: 'A', amountCents: 100 }, { id: 'b', name: 'Back', amountCents: -10 }], contenders: [{ name: 'X', rule: { by: 'equally' } }] });
    expect(good(result).fairness).toBeNull();
  });
});

describe('what others may see', () => {
  const results = compareContenders(study);
  test('unnamed: amounts without names, in an order that tells nothing', () => {
    for (const result of seenBy(new Set(['council']), results, 'unnamed')) {
      if (!result.ok) throw new Error(result.message);
      const text = JSON.stringify(result);
      for (const hidden of ['cambridge', 'Cambridge', 'oneida', 'Oneida']) expect(text).not.toContain(hidden);
      expect(result.standings).toHaveLength(3);
      expect(result.standings[0]).toMatchObject({ member: 'council', name: 'Council' });
      expect(result.standings[1]!.cents).toBeGreaterThanOrEqual(result.standings[2]!.cents);
      for (const other of result.standings.slice(1)) expect([other.member, other.changeCents, other.savingCents, other.perStudentCents, other.overrunCents]).toEqual([null, null, null, null, null]);
    }
  });
  test('hidden: one row for all others, and the whole still adds up', () => {
    for (const result of seenBy(new Set(['council']), results, 'hidden')) {
      if (!result.ok) throw new Error(result.message);
      expect(result.standings.map(({ name }) => name)).toEqual(['Council', 'The 2 other members together']);
      expect(result.standings.reduce((all, { cents }) => all + cents, 0)).toBe(result.totalCents);
    }
  });
  test('a refusal may name a district: it is not passed on', () => {
    const [bad] = seenBy(new Set(['council']), compareContenders({ ...study, contenders: [{ name: 'By size', rule: { by: 'share-of', measure: 'nothing' } }] }), 'hidden');
    expect(JSON.stringify(bad)).not.toContain('nothing');
  });
});

test('the table for a spreadsheet: quoted as RFC 4180 says, and no text is taken for a formula', () => {
  const text = comparisonCsv(compareContenders({ ...study, members: study.members.map((one) => (one.key === 'council' ? { ...one, name: '=HYPERLINK("http://x")' } : one)), contenders: [{ name: 'Equal, "plain"', rule: { by: 'equally' } }] }));
  const [head, first, ...others] = text.trimEnd().split('\r\n');
  expect(head!.split(',')[2]).toBe('Share (USD)');
  expect(first).toBe('"Equal, ""plain""","\'=HYPERLINK(""http://x"")",31500.00,11500.00,107.14,,1575.00,');
  expect(others).toHaveLength(2);
});

test('whatever a study holds, each contender is a result that adds up or a refusal', () => {
  const junk = fc.oneof(fc.constant(null), fc.integer(), fc.string(), fc.constant([]), fc.constant({}), fc.constant({ by: 'equally' }), fc.constant({ by: 'share-of', measure: '__proto__' }), fc.constant({ by: 'blend', parts: [{}] }), fc.constant({ by: 'layers', measure: 'fall-membership' }));
  fc.assert(
    fc.property(junk, fc.oneof(junk, fc.record({ maximumCents: fc.oneof(junk, fc.integer()), mostRisePercent: junk }, { requiredKeys: [] })), fc.oneof(fc.integer(), fc.double(), junk), (rule, limits, amountCents) => {
      const [result] = compareContenders({ ...study, items: [{ id: 'a', name: 'A', amountCents: amountCents as number }], contenders: [{ name: 'X', rule: rule as never, limits: limits as never }] });
      if (result!.ok) expect(good(result).standings.reduce((all, { cents }) => all + cents, 0)).toBe(result!.totalCents);
      else expect(result!.refusal.message).not.toBe('');
    }),
    { numRuns: 3_000 },
  );
});
