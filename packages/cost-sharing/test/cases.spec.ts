import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { runCases } from '../src/cases/run.js';
import type { CaseJson } from '../src/cases/case.js';

const CASES = JSON.parse(readFileSync(new URL('../cases/cases.json', import.meta.url), 'utf8')) as CaseJson[];
const failuresOf = (file: unknown): string[] => runCases(file).flatMap((result) => (result.failure === null ? [] : [`${result.id} (${result.turn}): ${result.failure}`]));
const byId = (id: string): CaseJson => structuredClone(CASES.find((entry) => entry['id'] === id)!);
const practice = { id: 'X', kind: 'practice', method: 'largest-remainder', tolerance: 0, inputs: { total: 10, weights: [1, 1] }, expected: [5, 5] };

/** The expected value with its first number off by one, or its first other value spoiled. */
function spoiled(value: unknown): unknown {
  if (Array.isArray(value)) return [spoiled(value[0]), ...value.slice(1)];
  if (typeof value === 'object' && value !== null) {
    const [[name, first], ...rest] = Object.entries(value) as [[string, unknown], ...[string, unknown][]];
    return Object.fromEntries([[name, spoiled(first)], ...rest]);
  }
  return typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : `${String(value)}1`;
}

describe('the case file', () => {
  test('passes: 107 cases, as written and turned', () => {
    const results = runCases(CASES);
    expect(results.filter((result) => result.failure !== null)).toEqual([]);
    expect(results.filter((result) => result.turn === 'as written')).toHaveLength(107);
    expect(results.filter((result) => !result.same).length).toBeGreaterThan(390);
  });

  test('every case fails when its answer is off by one', () => {
    const failed = runCases(CASES.map((entry) => ({ ...entry, expected: spoiled(entry['expected']) }))).filter((result) => result.turn === 'as written' && result.failure === null);
    expect(failed.map((result) => result.id)).toEqual([]);
  });

  test('every game fails when its exact answer is off', () => {
    const games = CASES.filter((entry) => entry['expected_exact'] !== undefined);
    const failed = runCases(games.map((entry) => ({ ...entry, expected_exact: spoiled(entry['expected_exact']) }))).filter((result) => result.turn === 'as written' && result.failure === null);
    expect(games.length).toBeGreaterThan(40);
    expect(failed.map((result) => result.id)).toEqual([]);
  });
});

describe('what is not known fails', () => {
  const { cost_function: costs, ...game } = byId('G20');
  test.each<[string, unknown, string]>([
    ['method', { ...practice, method: 'by-mood' }, 'the method by-mood is not known'],
    ['inherited method', { ...practice, method: 'toString' }, 'the method toString is not known'],
    ['shape', { ...practice, inputs: { total: 10, weights: [1, 1], moon: 1 } }, 'not a shape known'],
    ['kind', { ...practice, kind: 'riddle' }, 'the kind riddle is not known'],
    ['expected name', { ...practice, expected: { shares: [5, 5], glory: 1 } }, 'glory is not known'],
    ['length', { ...practice, expected: [5, 5, 0] }, 'expected 3 values'],
    ['no expectation', { ...practice, expected: {} }, 'nothing is expected'],
    ['no tolerance', { ...practice, tolerance: undefined }, 'needs a tolerance'],
    ['no inputs', { ...practice, inputs: null }, 'needs inputs'],
    ['game method', { ...game, cost_function: costs, method: 'dice' }, 'the method dice is not known'],
    ['game costs', { ...game, cost_function: { type: 'oracle' } }, 'the cost function oracle is not known'],
    ['game type', { ...game, cost_function: costs, game_type: 'chess' }, 'the game type chess is not known'],
    ['missing group', { ...byId('G01'), cost_function: { type: 'table', values: { navigation: 1 } } }, 'is missing'],
    ['not a case', 7, 'this is not a case'],
  ])('%s', (_name, entry, message) => {
    const failures = failuresOf([entry]);
    expect(failures.some((failure) => failure.includes(message))).toBe(true);
    expect(failures.length).toBeGreaterThanOrEqual(1);
  });

  test('a file that is no list, is empty, or has an id twice', () => {
    expect(failuresOf({})).toHaveLength(1);
    expect(failuresOf([])).toHaveLength(1);
    expect(failuresOf([practice, practice])[0]).toContain('twice');
  });
});

test('a case turned by hand: ties fall to the first name, whatever the order', () => {
  expect(failuresOf([{ ...practice, inputs: { total: 11, weights: [1, 1], keys: ['B', 'A'] }, expected: [5, 6] }])).toEqual([]);
});
