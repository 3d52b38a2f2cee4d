import { compare, exact, type Rational, ZERO } from '@barnraise/money';
import { refuse } from '../refusal.js';

/** Readers of JSON that may be anything: each returns the value it promises or refuses, naming the field. */

/**
 * The most of an item, in its smallest unit. The product of two such counts, or of one and the
 * largest price, stays a safe integer, so that fractions are compared exactly in plain numbers.
 */
export const MOST_UNITS = 90_000_000;
export const LARGEST_PRICE_CENTS = 100_000_000;
/** A billion dollars: what one line of a round may come to. */
export const LARGEST_LINE_CENTS = 100_000_000_000;
const LONGEST_TEXT = 500;

export function readRecord(value: unknown, field: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  return refuse('input-malformed', field, `${field} must be a group of named values.`);
}

export function readList(value: unknown, field: string, most: number): readonly unknown[] {
  if (Array.isArray(value) && value.length <= most) return value;
  return refuse('input-malformed', field, `${field} must be a list of at most ${most} entries.`, { most });
}

/** A text of one line that says something. */
export function readText(value: unknown, field: string): string {
  if (typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST_TEXT) return value;
  return refuse('input-malformed', field, `${field} must be a text of at most ${LONGEST_TEXT} characters.`);
}

export function readChoice<T extends string>(value: unknown, choices: readonly T[], field: string): T {
  const chosen = choices.find((choice) => choice === value);
  return chosen ?? refuse('rule-unknown', field, `${field} must be one of: ${choices.join(', ')}.`);
}

/** A whole number from `least` to what an item may count. */
export function readCount(value: unknown, least: number, field: string): number {
  if (Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= MOST_UNITS) return (value as number) + 0;
  return refuse('quantity-invalid', field, `${field} must be a whole number from ${least} to 90 million.`, { least, most: MOST_UNITS });
}

/** Whole cents from `least` to `most`. */
export function readCents(value: unknown, least: number, most: number, field: string): number {
  if (Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most) return (value as number) + 0;
  return refuse('amount-invalid', field, `${field} must be whole cents, from ${least} to ${most}.`, { least, most });
}

/** An exact percentage from 0 to 100. */
export function readPercent(value: unknown, field: string): Rational {
  const percent = exactly(value);
  if (percent !== null && compare(percent, ZERO) >= 0 && compare(percent, exact(100)) <= 0) return percent;
  return refuse('amount-invalid', field, `${field} must be an exact percentage from 0 to 100, like 8 or "2.5".`);
}

function exactly(value: unknown): Rational | null {
  if (typeof value === 'number' ? !Number.isSafeInteger(value) : typeof value !== 'string' || value.length > 40) return null;
  try {
    return exact(value as number | string);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Refuses the first key that comes a second time. */
export function refuseTwice(keys: readonly string[], field: string): void {
  const seen = new Set<string>();
  for (const key of keys) {
    if (seen.has(key)) refuse('key-twice', field, `${key} is there twice in ${field}; keep one of them.`, { key });
    seen.add(key);
  }
}

/** The order in which everything is taken here: by code unit, the same on every machine. */
export const byKey = (a: { readonly key: string }, b: { readonly key: string }): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
