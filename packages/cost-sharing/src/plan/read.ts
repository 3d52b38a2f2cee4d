import { exact, type Rational } from '@barnraise/money';
import { refuse } from '../refusal.js';

/** Readers of JSON that may be anything: each returns the value it promises or refuses, naming the place. */
export const LARGEST_CENTS = 10 ** 13;
const LONGEST_NUMBER = 60;

export function readRecord(value: unknown, at: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse('plan-malformed', `${at} must be a group of named values.`, { at });
  return value as Record<string, unknown>;
}

export function readList(value: unknown, at: string): readonly unknown[] {
  if (!Array.isArray(value)) return refuse('plan-malformed', `${at} must be a list.`, { at });
  return value;
}

export function readText(value: unknown, at: string): string {
  if (typeof value !== 'string' || value.trim() === '') return refuse('plan-malformed', `${at} must be a text.`, { at });
  return value;
}

/** Whole cents, negative for a credit, up to 100 billion dollars in size. */
export function readCents(value: unknown, at: string, line = ''): number {
  if (Number.isSafeInteger(value) && Math.abs(value as number) <= LARGEST_CENTS) return (value as number) + 0;
  return refuse('amount-invalid', `${at} must be an amount in whole cents, up to 100 billion dollars.`, { at }, line);
}

export function readCost(value: unknown, at: string, line = ''): number {
  const cents = readCents(value, at, line);
  return cents >= 0 ? cents : refuse('amount-invalid', `${at} cannot be below zero.`, { at }, line);
}

/** An exact number of zero or more. */
export function readWeight(value: unknown, at: string, line = ''): Rational {
  const number = readExact(value);
  if (number === null) return refuse('facts-invalid', `${at} must be an exact number, like 412, "1.25" or "3/4".`, { at }, line);
  return number.n >= 0n ? number : refuse('facts-invalid', `${at} cannot be below zero.`, { at }, line);
}

function readExact(value: unknown): Rational | null {
  if (typeof value === 'number' ? !Number.isSafeInteger(value) : typeof value !== 'string' || value.length > LONGEST_NUMBER) return null;
  try {
    return exact(value as number | string);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** A whole number of zero or more. */
export function readWhole(value: unknown, at: string, line = ''): number {
  if (Number.isSafeInteger(value) && (value as number) >= 0) return value as number;
  return refuse('facts-invalid', `${at} must be a whole number, zero or more.`, { at }, line);
}

/** The value a record holds under `key` itself, never one it inherits. */
export const own = (record: Record<string, unknown>, key: string): unknown => (Object.hasOwn(record, key) ? record[key] : undefined);
