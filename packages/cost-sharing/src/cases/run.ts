import { exact, multiply, type Rational } from '@barnraise/money';
import { Refused } from '../refusal.js';
import { BUYING } from './buying.js';
import { CaseError, defaultKeys, fail, judge, toExact, type CaseJson, type Inputs } from './case.js';
import type { Adapter, Shapes } from './engine.js';
import { permuteGame, renameGame, runGameCase, scaleGame } from './game-case.js';
import { PEOPLE } from './people.js';
import { SPLITTING, times } from './splitting.js';
import { YEAR } from './year.js';

export type Turn = 'as written' | 'permuted' | 'renamed' | 'scaled';
export const TURNS: readonly Turn[] = ['as written', 'permuted', 'renamed', 'scaled'];

export interface CaseResult {
  readonly id: string;
  readonly turn: Turn;
  /** Null when the case passes; `same` when this turn leaves the case as it is, because it has no members to turn. */
  readonly failure: string | null;
  readonly same: boolean;
}

const METHODS: Readonly<Record<string, Shapes>> = { ...SPLITTING, ...BUYING, ...PEOPLE, ...YEAR };

/** What a rule that depends on the order or the size of the numbers would give: judged as written only. */
const CONTRASTS = new Set(['fowler', 'dinero_2_0_2', 'naive_half_up', 'naive_sum', 'rounded_rate_total', 'half_even']);

/**
 * Runs every case of a file as it is written, with its members in the opposite order, under other
 * names, and at another scale. Never throws for what a file holds: a case that is malformed or of
 * an unknown method or shape fails and says so.
 */
export function runCases(file: unknown): CaseResult[] {
  if (!Array.isArray(file) || file.length === 0) return [{ id: '(file)', turn: 'as written', failure: 'the file is not a list of cases', same: false }];
  const ids = file.map((entry, i) => idOf(entry, i));
  return file.flatMap((entry, i) => {
    const twice = ids.indexOf(ids[i]!) !== i;
    return twice ? [{ id: ids[i]!, turn: 'as written' as const, failure: 'the id comes twice', same: false }] : TURNS.map((turn) => runTurn(ids[i]!, entry, turn));
  });
}

const idOf = (entry: unknown, i: number): string => (typeof entry === 'object' && entry !== null && typeof (entry as CaseJson)['id'] === 'string' ? ((entry as CaseJson)['id'] as string) : `(case ${i + 1})`);

function runTurn(id: string, entry: unknown, turn: Turn): CaseResult {
  try {
    const outcome = runCase(entry, turn);
    return { id, turn, failure: outcome === 'same' ? null : outcome, same: outcome === 'same' };
  } catch (error) {
    if (error instanceof CaseError || error instanceof Refused || error instanceof TypeError || error instanceof RangeError) return { id, turn, failure: error.message, same: false };
    throw error;
  }
}

function runCase(entry: unknown, turn: Turn): string | null | 'same' {
  if (typeof entry !== 'object' || entry === null) return fail('this is not a case');
  const given = entry as CaseJson;
  if (typeof given['id'] !== 'string' || typeof given['method'] !== 'string') return fail('a case needs an id and a method');
  const tolerance = toExact(given['tolerance']) ?? fail('a case needs a tolerance');
  if (tolerance.n < 0n) return fail('a tolerance cannot be below zero');
  if (given['kind'] === 'game') {
    const turned = { 'as written': (value: CaseJson) => value, permuted: permuteGame, renamed: renameGame, scaled: scaleGame }[turn](given);
    return runGameCase(turned, toExact(turned['tolerance'])!);
  }
  return given['kind'] === 'practice' ? runPractice(given, turn, tolerance) : fail(`the kind ${String(given['kind'])} is not known`);
}

function runPractice(given: CaseJson, turn: Turn, tolerance: Rational): string | null | 'same' {
  const shapes = Object.hasOwn(METHODS, given['method'] as string) ? METHODS[given['method'] as string]! : fail(`the method ${String(given['method'])} is not known`);
  const inputs = given['inputs'];
  if (typeof inputs !== 'object' || inputs === null || Array.isArray(inputs)) return fail('a case needs inputs');
  const shape = shapes.find(({ when }) => when(inputs as Inputs)) ?? fail(`the inputs ${Object.keys(inputs).join(', ')} are not a shape known for ${String(given['method'])}`);
  if (turn === 'as written') return judge(given['expected'], shape.adapter.solve(inputs as Inputs, given['expected']), tolerance);
  const turned = turnPractice(shape.adapter, inputs as Inputs, withoutContrasts(given['expected']), turn);
  if (turned === null) return 'same';
  return judge(turned.expected, shape.adapter.solve(turned.inputs, turned.expected), turned.slack === undefined ? tolerance : exact(turned.slack));
}

function withoutContrasts(expected: unknown): unknown {
  if (typeof expected !== 'object' || expected === null || Array.isArray(expected)) return expected;
  return Object.fromEntries(Object.entries(expected).filter(([name]) => !CONTRASTS.has(name)));
}

interface Turned {
  readonly inputs: Inputs;
  readonly expected: unknown;
  readonly slack?: number;
}

function turnPractice(adapter: Adapter, inputs: Inputs, expected: unknown, turn: Exclude<Turn, 'as written'>): Turned | null {
  const lists = (adapter.lists ?? []).filter((name) => Array.isArray(inputs[name]));
  const count = lists.length === 0 ? 0 : (inputs[lists[0]!] as unknown[]).length;
  const keys = (inputs['keys'] as string[] | undefined) ?? defaultKeys(count);
  if (turn === 'scaled') return scalePractice(adapter, inputs, expected);
  if (turn === 'permuted') {
    if (count < 2) return null;
    const reversed = Object.fromEntries(lists.map((name) => [name, (inputs[name] as unknown[]).toReversed()]));
    return { inputs: { ...inputs, ...reversed, keys: keys.toReversed() }, expected: reverseLists(expected, new Set(lists.map((list) => (inputs[list] as unknown[]).length))) };
  }
  // New names in the old order: ties fall to the first name, so the order is part of the case.
  const name = (key: string): string => `Town-${key}`;
  const renamed = adapter.rename === undefined ? inputs : adapter.rename(inputs, name);
  if (count === 0) return adapter.rename === undefined ? null : { inputs: renamed, expected };
  return { inputs: { ...renamed, keys: keys.map(name) }, expected };
}

/** Turns every list that is as long as one of the members' lists. */
function reverseLists(expected: unknown, counts: ReadonlySet<number>): unknown {
  if (Array.isArray(expected)) {
    const flat = expected.every((value) => typeof value !== 'object');
    return flat && counts.has(expected.length) ? expected.toReversed() : expected.map((value) => (Array.isArray(value) ? reverseLists(value, counts) : value));
  }
  if (typeof expected === 'object' && expected !== null) return Object.fromEntries(Object.entries(expected).map(([name, value]) => [name, reverseLists(value, counts)]));
  return expected;
}

function scalePractice(adapter: Adapter, inputs: Inputs, expected: unknown): Turned | null {
  if (adapter.rescale !== undefined) return adapter.rescale(inputs, expected);
  const weights = (adapter.weights ?? []).filter((name) => inputs[name] !== undefined);
  if (weights.length > 0) return { inputs: { ...inputs, ...Object.fromEntries(weights.map((name) => [name, timesList(inputs[name], 7)])) }, expected };
  const amounts = (adapter.amounts ?? []).filter((name) => inputs[name] !== undefined);
  if (amounts.length === 0) return null;
  const unscaled = new Set(adapter.unscaled ?? []);
  const scaled = typeof expected === 'object' && expected !== null && !Array.isArray(expected)
    ? Object.fromEntries(Object.entries(expected).map(([name, value]) => [name, unscaled.has(name) ? value : times(value, 3)]))
    : times(expected, 3);
  // Each share is within a cent of its exact value, so three times a share is within four of the share of three times the money.
  return { inputs: { ...inputs, ...Object.fromEntries(amounts.map((name) => [name, name === 'tiers' ? dearer(inputs[name]) : timesWhole(inputs[name], 3)])) }, expected: scaled, slack: 4 };
}

const timesList = (value: unknown, factor: number): unknown[] => (value as unknown[]).map((entry) => (typeof entry === 'number' && Number.isSafeInteger(entry) ? factor * entry : String(multiplied(entry, factor))));
const multiplied = (entry: unknown, factor: number): string => {
  const { n, d } = multiply(toExact(entry) ?? fail('a weight is not a number'), exact(factor));
  return `${n}/${d}`;
};
const timesWhole = (value: unknown, factor: number): unknown => (Array.isArray(value) ? value.map((entry) => factor * (entry as number)) : factor * (value as number));
const dearer = (tiers: unknown): unknown => (tiers as [number, number][]).map(([from, price]) => [from, 3 * price]);
