import { calculatePlan, type Calculation } from '../plan/calculate.js';
import type { Adjustment, Bounds, CostLine, Driver, LineRule, Sharing } from '../plan/plan.js';
import type { Outcome, Refusal } from '../refusal.js';
import { fail, type Got, type Inputs } from './case.js';

/** How one method of the case file is run by the engine, and how its cases may be turned without changing their answer. */
export interface Adapter {
  solve(inputs: Inputs, expected: unknown): Got;
  /** Inputs with one value per member. */
  readonly lists?: readonly string[];
  /** Inputs that only count in proportion: all of them times seven change nothing. */
  readonly weights?: readonly string[];
  /** Amounts of money: all of them times three give three times the answer, up to the odd cents. */
  readonly amounts?: readonly string[];
  /** Expected values that are no amounts of money. */
  readonly unscaled?: readonly string[];
  /** Another way to scale. */
  rescale?(inputs: Inputs, expected: unknown): { inputs: Inputs; expected: unknown };
  /** Names of members outside `keys`. */
  rename?(inputs: Inputs, name: (key: string) => string): Inputs;
}

export type Shapes = readonly { readonly when: (inputs: Inputs) => boolean; readonly adapter: Adapter }[];

export const driver = (measure: string, keys: readonly string[], values: readonly (number | string)[]): Driver =>
  keys.length === values.length ? { measure, counts: Object.fromEntries(keys.map((key, i) => [key, { value: values[i]! }])) } : fail(`${measure} does not fit the members`);

export const shareOf = (measure: string, keys: readonly string[], values: readonly (number | string)[]): Sharing & LineRule => ({ by: 'share-of', driver: driver(measure, keys, values) });

/** A plan of one line. */
export function oneLine(keys: readonly string[], line: Omit<CostLine, 'id' | 'name'>, adjustments: Adjustment[] = []): Outcome<Calculation> {
  return calculatePlan({ members: keys.map((key) => ({ key })), lines: [{ id: 'line', name: 'Line', ...line }], adjustments });
}

export function done<T>(result: Outcome<T>): T {
  return result.ok ? result : fail(result.refusal.message);
}

export const inOrder = (keys: readonly string[], shares: Readonly<Record<string, number>>): number[] => keys.map((key) => shares[key] ?? 0);

/** The shares of one amount by one rule, in the order of the keys. */
export function split(keys: readonly string[], amountCents: number, rule: LineRule, bounds?: Bounds): number[] {
  return inOrder(keys, done(oneLine(keys, { amountCents, rule, ...(bounds === undefined ? {} : { bounds }) })).shares);
}

/** Limits that cannot be kept, in the words of the cases. */
export function infeasible(refusal: Refusal): string {
  if (refusal.code === 'maximums-fall-short') return `infeasible: caps fall short by ${refusal.facts['gap']}`;
  if (refusal.code === 'minimums-exceed-amount') return `infeasible: floors exceed by ${refusal.facts['gap']}`;
  return fail(refusal.message);
}
