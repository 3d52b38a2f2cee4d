import { compare, exact, subtract, type Rational } from '@barnraise/money';

/** A case as it stands in a file: unchecked JSON. */
export type CaseJson = Record<string, unknown>;
export type Inputs = Record<string, unknown>;

/** What the engine gives for a case: one value, several by name, or both. */
export interface Got {
  readonly main?: unknown;
  readonly named?: Readonly<Record<string, unknown>>;
}

/** A case that cannot be run: an unknown method or shape. It fails; it is never skipped. */
export class CaseError extends Error {}

export const fail = (message: string): never => {
  throw new CaseError(message);
};

/** Whether the inputs have exactly these names, the optional ones as may be. `keys` may always be given. */
export function hasShape(inputs: Inputs, required: readonly string[], optional: readonly string[] = []): boolean {
  const known = new Set([...required, ...optional, 'keys']);
  return required.every((name) => inputs[name] !== undefined) && Object.keys(inputs).every((name) => known.has(name));
}

/** A JSON number or text as an exact value; null when it is neither. */
export function toExact(value: unknown): Rational | null {
  if (typeof value !== 'number' && typeof value !== 'string') return null;
  const text = typeof value === 'number' && /e/i.test(String(value)) ? value.toFixed(20) : String(value);
  try {
    return exact(text);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const show = (value: unknown): string => JSON.stringify(value) ?? String(value);

/** The first difference between what a case expects and what came out, in words; null when they agree within `tolerance`. */
export function difference(expected: unknown, got: unknown, tolerance: Rational, at = ''): string | null {
  const place = at === '' ? '' : `${at}: `;
  if (Array.isArray(expected)) {
    if (!Array.isArray(got)) return `${place}expected a list, got ${show(got)}`;
    if (expected.length === 0 || got.length !== expected.length) return `${place}expected ${expected.length} values, got ${got.length}`;
    return first(expected.map((value, i) => difference(value, got[i], tolerance, `${at}[${i}]`)));
  }
  if (typeof expected === 'object' && expected !== null) {
    const names = Object.keys(expected);
    if (names.length === 0) return `${place}nothing is expected`;
    return first(names.map((name) => {
      const own = typeof got === 'object' && got !== null && Object.hasOwn(got, name) ? (got as Record<string, unknown>)[name] : undefined;
      return own === undefined ? `${place}${name} is not known for this method` : difference((expected as Record<string, unknown>)[name], own, tolerance, at === '' ? name : `${at}.${name}`);
    }));
  }
  const wanted = typeof expected === 'boolean' ? null : toExact(expected);
  const given = toExact(got);
  if (wanted === null) return expected === got && expected !== undefined && expected !== null ? null : `${place}expected ${show(expected)}, got ${show(got)}`;
  if (given === null) return `${place}expected ${show(expected)}, got ${show(got)}`;
  const gap = subtract(wanted, given);
  const size = gap.n < 0n ? { n: -gap.n, d: gap.d } : gap;
  return compare(size, tolerance) <= 0 ? null : `${place}expected ${show(expected)}, got ${show(got)}`;
}

const first = (found: readonly (string | null)[]): string | null => found.find((entry) => entry !== null) ?? null;

/** Judges a result against `expected`: a plain value against the main one, a record against the named ones. */
export function judge(expected: unknown, got: Got, tolerance: Rational): string | null {
  const named = typeof expected === 'object' && expected !== null && !Array.isArray(expected);
  if (expected === undefined || expected === null) return 'nothing is expected';
  return named ? difference(expected, got.named ?? {}, tolerance) : difference(expected, got.main, tolerance);
}

/** A, B, C ... for up to 26 members, then m001 ...: in order, so that ties fall as the cases say. */
export const defaultKeys = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => (count <= 26 ? String.fromCharCode(65 + i) : `m${String(i).padStart(4, '0')}`));

/** The keys of a case: its own, or the default ones. */
export function keysOf(inputs: Inputs, count: number): string[] {
  if (inputs['keys'] === undefined) return defaultKeys(count);
  const keys = inputs['keys'];
  return Array.isArray(keys) && keys.length === count && keys.every((key) => typeof key === 'string') ? (keys as string[]) : fail('the keys do not fit the members');
}

export function listOf(value: unknown, name: string): unknown[] {
  return Array.isArray(value) && value.length > 0 ? value : fail(`${name} is not a list`);
}

export function numbersOf(value: unknown, name: string): number[] {
  const list = listOf(value, name);
  return list.every((entry) => Number.isSafeInteger(entry)) ? (list as number[]) : fail(`${name} must hold whole numbers`);
}

export function numberOf(value: unknown, name: string): number {
  return Number.isSafeInteger(value) ? (value as number) : fail(`${name} is not a whole number`);
}

/** A weight as it is written: a whole number, or text for anything finer. */
export function weightsOf(value: unknown, name: string): (number | string)[] {
  return listOf(value, name).map((entry) => (Number.isSafeInteger(entry) ? (entry as number) : toExact(entry) === null ? fail(`${name} must hold numbers`) : String(entry)));
}
