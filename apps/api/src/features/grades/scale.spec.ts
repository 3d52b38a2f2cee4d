import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { atHome, readTyped, typedOf } from './grade.rules.js';
import { converted, markFor, markOn, marksOf, percentOf, presets, type Scale, scaleProblems } from './scale.rules.js';

const days = { first: '2026-08-24', last: '2026-12-18' };
const letters = presets.letters.scale;

/** Any whole scale of steps: cut anywhere, each mark standing anywhere within its band. */
const anySteps = fc.tuple(fc.uniqueArray(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 12 }), fc.array(fc.nat(1000), { minLength: 20, maxLength: 20 })).map(([cuts, spots]): Scale => {
  const from = [...cuts, 0].sort((a, b) => b - a);
  return { kind: 'steps', passAt: 60, steps: from.map((atLeast, n) => ({ mark: `M${n}`, atLeast, standsFor: atLeast + (spots[n]! % ((n === 0 ? 101 : from[n - 1]!) - atLeast)) })) };
});
const anyScale = fc.oneof(fc.constant<Scale>(presets.percent.scale), anySteps);
const anyMark = (scale: Scale) => (scale.kind === 'percent' ? fc.integer({ min: 0, max: 100 }).map(String) : fc.constantFrom(...marksOf(scale)));
const marked = fc.tuple(anyScale, anyScale).chain(([from, to]) => fc.tuple(fc.constant(from), fc.constant(to), anyMark(from), anyMark(from)));

describe('a grade on the scale of another district', () => {
  test('what districts begin with is whole', () => {
    for (const { scale } of Object.values(presets)) expect(scaleProblems(scale)).toEqual([]);
  });

  test.each([
    ['87', presets.percent.scale, letters, 'B', '87 percent, here B: 80 to 89.'], ['90', presets.percent.scale, letters, 'A', '90 percent, here A: 90 to 100.'],
    ['B', letters, presets.points.scale, '3.0', 'B stands for 84 percent there, here 3.0: 80 to 89.'], ['F', letters, presets.percent.scale, '29', 'F stands for 29 percent there, as it is.'], ['A', letters, letters, 'A', 'The same scale.'],
  ] as const)('%s: %#', (mark, from, to, ours, how) => {
    expect(converted(mark, from, to)).toMatchObject({ mark: ours, how });
  });

  test('however scales are cut: each mark has one at home, a better one never a worse, and the same scale gives it back', () => {
    fc.assert(fc.property(marked, ([from, to, a, b]) => {
      expect(scaleProblems(from)).toEqual([]);
      const [low, high] = percentOf(from, a) <= percentOf(from, b) ? [a, b] : [b, a];
      const rank = (mark: string) => (to.kind === 'percent' ? Number(mark) : -marksOf(to).indexOf(converted(mark, from, to).mark));
      expect(markOn(to, converted(a, from, to).mark)).toBe(converted(a, from, to).mark);
      if (to.kind === 'percent') expect(Number(converted(high, from, to).mark)).toBeGreaterThanOrEqual(Number(converted(low, from, to).mark));
      else expect(rank(high)).toBeGreaterThanOrEqual(rank(low));
      expect(converted(a, from, from).mark).toBe(a);
      expect(Array.from({ length: 101 }, (_, percent) => markOn(to, markFor(to, percent))).filter((mark) => mark === null)).toEqual([]);
    }));
  });

  test.each([
    ['no mark at 0', [['A', 90, 95], ['B', 10, 50]], 'total'], ['out of order', [['B', 0, 10], ['A', 90, 95]], 'order'], ['stands outside its band', [['A', 90, 89], ['F', 0, 10]], 'within'], ['a code as a mark', [['A', 90, 95], ['W', 0, 10]], 'code'],
    ['the same twice', [['A', 90, 95], ['a', 0, 10]], 'once'], ['one mark', [['A', 0, 50]], 'length'], ['no percentage', [['A', 90.5, 95], ['F', 0, 10]], 'range'], ['nothing written', [['', 50, 60], ['F', 0, 10]], 'shape'],
  ] as const)('%s is no scale, and says why', (_name, marks, rule) => {
    const problems = scaleProblems({ kind: 'steps', passAt: 60, steps: marks.map(([mark, atLeast, standsFor]) => ({ mark, atLeast, standsFor })) });
    expect(problems.map((one) => one.rule)).toContain(rule);
  });
});

describe('what is typed in a row', () => {
  test.each([
    ['87', null, presets.percent.scale, { status: 'completed', mark: '87', lastAttended: null }], [' 087% ', null, presets.percent.scale, { status: 'completed', mark: '87', lastAttended: null }], ['b', null, letters, { status: 'completed', mark: 'B', lastAttended: null }],
    ['w', '2026-10-02', letters, { status: 'withdrawn', mark: null, lastAttended: '2026-10-02' }], ['ns', null, letters, { status: 'no_show', mark: null, lastAttended: null }], ['CR', null, letters, { status: 'completed', mark: null, lastAttended: null }], ['', null, letters, null],
  ] as const)('%j, %j', (typed, lastAttended, scale, grade) => {
    expect(readTyped(typed, lastAttended, scale, days)).toEqual({ grade, problem: null });
    if (grade) expect(readTyped(typedOf(grade), grade.lastAttended, scale, days).grade).toEqual(grade);
  });

  test.each([['101', null, 'scale'], ['-1', null, 'scale'], ['8.5', null, 'scale'], ['B', null, 'scale'], ['87', '2026-10-02', 'withdrawn'], ['W', '2027-01-02', 'within'], ['', '2026-10-02', 'given'], ['=1+1', null, 'scale']] as const)('%j, %j is refused by the rule "%s", with what to do', (typed, lastAttended, rule) => {
    const { grade, problem } = readTyped(typed, lastAttended, presets.percent.scale, days);
    expect(grade).toBeNull();
    expect(problem).toMatchObject({ rule, message: expect.stringMatching(/[Ee]nter|take/) });
  });

  test('a status is told as it is, whatever the scales', () => {
    fc.assert(fc.property(anyScale, anyScale, fc.constantFrom('incomplete' as const, 'withdrawn' as const, 'no_show' as const), (from, to, status) => {
      expect(atHome({ status, mark: null, lastAttended: null }, from, to)).toMatchObject({ mark: { incomplete: 'I', withdrawn: 'W', no_show: 'NS' }[status], passed: false });
    }));
  });
});
