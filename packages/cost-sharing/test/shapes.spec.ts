import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { exact, toText } from '@barnraise/money';
import { splitJointProject, type GroupCosts } from '../src/index.js';
import { readGame } from '../src/games/costs.js';
import { BY_SHAPE, previewJointOverrun, readProject, splitGame } from '../src/games/joint.js';
import { outlineOf } from '../src/games/outline.js';

const KEYS = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
const record = <T>(keys: readonly string[], values: readonly T[]): Record<string, T> => Object.fromEntries(keys.map((key, i) => [key, values[i]!]));
const several = <T>(value: fc.Arbitrary<T>) => fc.array(value, { minLength: 1, maxLength: KEYS.length });

const lines = fc.integer({ min: 1, max: KEYS.length }).chain((n) =>
  fc.array(fc.record({ cost: fc.oneof(fc.nat(900), fc.constantFrom('1/3', '2.5')), among: fc.subarray(KEYS.slice(0, n), { minLength: 1 }) }), { maxLength: 5 }).map((given): GroupCosts => ({ kind: 'lines', members: KEYS.slice(0, n), lines: given })));
const layers = several(fc.oneof(fc.nat(9), fc.nat(5000))).map((needs): GroupCosts => ({ kind: 'layers', members: KEYS.slice(0, needs.length), needs: record(KEYS, needs.concat(KEYS.map(() => 0))) }));
const tiers = fc.array(fc.tuple(fc.integer({ min: 1, max: 25 }), fc.nat(90)), { minLength: 1, maxLength: 4 }).map((steps) => {
  let from = 1;
  return steps.map(([step, priceCents], k) => ({ from: k === 0 ? 1 : (from += step), priceCents }));
});
const volume = fc.record({ quantities: several(fc.oneof(fc.nat(3), fc.nat(20))), tiers, mode: fc.constantFrom('all-units' as const, 'incremental' as const), buyUp: fc.boolean() })
  .map(({ quantities, ...list }): GroupCosts => ({ kind: 'volume', members: KEYS.slice(0, quantities.length), quantities: record(KEYS, quantities.concat(KEYS.map(() => 0))), ...list }));

const outcome = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return (error as Error).message;
  }
};

describe('a project by its shape', () => {
  test.each([['lines', lines], ['layers', layers], ['volume', volume]])('%s: the same to the fraction as by the cost of every group', (_kind, shaped) => {
    fc.assert(
      fc.property(shaped, fc.constantFrom(...BY_SHAPE), (costs, method) => {
        const game = readGame(costs);
        const project = readProject(costs, method);
        const inText = ({ whole: _, members, alone, extra, total }: typeof project.outline) => [members, alone.map(toText), extra.map(toText), toText(total)];
        expect(inText(project.outline)).toEqual(inText(outlineOf(game)));
        expect(outcome(() => project.split().map(toText))).toEqual(outcome(() => splitGame(game, method).map(toText)));
        expect(outcome(() => project.overrun(exact(5)))).toEqual(outcome(() => previewJointOverrun(game, (changed) => splitGame(changed, method), exact(5))));
      }),
      { numRuns: 400 },
    );
  });

  test('is worked out for sixty members, adding up and alike for alikes', () => {
    const members = Array.from({ length: 60 }, (_, i) => `m${String(i).padStart(2, '0')}`);
    const quantities = record(members, members.map((_, i) => 1 + ((i * 7) % 20)));
    const list = [{ from: 1, priceCents: 1200 }, { from: 100, priceCents: 1050 }, { from: 400, priceCents: 925 }];
    const total = Object.values(quantities).reduce((a, b) => a + b, 0);
    const split = splitJointProject({ costs: { kind: 'volume', members, tiers: list, mode: 'all-units', quantities }, method: 'average-joining-cost' });
    if (!split.ok) throw new Error(split.refusal.message);
    expect(Object.values(split.shares).reduce((a, b) => a + b, 0)).toBe(total * 925);
    expect(split.exact['m00']).toBe(split.exact['m20']);
  });

  test('of a first unit that costs more is that much divided by all, and the price of each unit, at any number', () => {
    const members = Array.from({ length: 60 }, (_, i) => `m${i}`);
    const quantities = record(members, members.map((_, i) => 1 + i * 31));
    const { outline, split } = readProject({ kind: 'volume', members, tiers: [{ from: 1, priceCents: 1000 }, { from: 2, priceCents: 100 }], mode: 'incremental', quantities }, 'average-joining-cost');
    expect(split().map(toText)).toEqual(outline.members.map((member) => String(15 + 100 * quantities[member]!)));
  });

  test('is refused where counting would take too long, and where a method looks at every group', () => {
    const members = Array.from({ length: 60 }, (_, i) => `m${i}`);
    const volumes = { kind: 'volume' as const, members, tiers: [{ from: 1, priceCents: 9 }, { from: 9000, priceCents: 8 }], mode: 'incremental' as const, quantities: record(members, members.map(() => 400)) };
    expect(splitJointProject({ costs: volumes, method: 'average-joining-cost' })).toMatchObject({ ok: false, refusal: { code: 'game-too-large' } });
    expect(readProject(volumes, 'own-extra-cost').split()).toHaveLength(60);
    expect(splitJointProject({ costs: volumes, method: 'protect-the-least-happy' })).toMatchObject({ ok: false, refusal: { code: 'game-too-large' } });
  });
});
