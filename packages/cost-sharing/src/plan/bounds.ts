import { add, ceil, exact, floor, multiply, ratio, subtract, ONE, type Rational } from '@barnraise/money';
import { refuse } from '../refusal.js';
import type { LimitName } from '../trace/trace.js';
import { own, readCost, readRecord, readWeight } from './read.js';

/** The limits of one member in whole cents, each with the rule it comes from. */
export interface Limits {
  low: number;
  lowFrom: LimitName | null;
  high: number | null;
  highFrom: LimitName | null;
}

/**
 * The limits `bounds` puts on each member's part of `amountCents`. Of several minimums the largest
 * holds, of several maximums the smallest. Percent maximums are rounded down to a cent and percent
 * minimums up, so that no promise is broken by rounding.
 */
export function readBounds(value: unknown, amountCents: number, members: readonly string[], line: string): Map<string, Limits> {
  const bounds = readRecord(value, `The limits of ${line}`);
  const limits = new Map(members.map((member): [string, Limits] => [member, { low: 0, lowFrom: null, high: null, highFrom: null }]));
  for (const [member, limit] of limits) {
    raise(limit, forMember(bounds['minimumCents'], member, `The minimum of ${line}`, line), 'minimum');
    lower(limit, forMember(bounds['maximumCents'], member, `The maximum of ${line}`, line), 'maximum');
    raise(limit, percentOfAmount(bounds['minimumPercent'], amountCents, line, ceil), 'minimum-percent');
    lower(limit, percentOfAmount(bounds['maximumPercent'], amountCents, line, floor), 'maximum-percent');
    lastYear(bounds['lastYear'], member, limit, line);
    lower(limit, quote(bounds['quotes'], member, line), 'outside-quote');
    if (limit.high !== null && limit.low > limit.high) {
      refuse('limits-cross', `On ${line}, ${member} must pay at least more than it may pay at most.`, { member, gap: limit.low - limit.high }, line);
    }
  }
  return limits;
}

function raise(limit: Limits, cents: number | null, from: LimitName): void {
  if (cents === null || cents <= limit.low) return;
  limit.low = cents;
  limit.lowFrom = from;
}

function lower(limit: Limits, cents: number | null, from: LimitName): void {
  if (cents === null || (limit.high !== null && cents >= limit.high)) return;
  limit.high = cents;
  limit.highFrom = from;
}

function forMember(value: unknown, member: string, at: string, line: string): number | null {
  if (value === undefined) return null;
  if (typeof value === 'number') return readCost(value, at, line);
  const cents = own(readRecord(value, at), member);
  return cents === undefined ? null : readCost(cents, `${at} for ${member}`, line);
}

const HUNDREDTH: Rational = ratio(1n, 100n);

function percentOfAmount(value: unknown, amountCents: number, line: string, round: (exactCents: Rational) => bigint): number | null {
  if (value === undefined) return null;
  const percent = multiply(readWeight(value, `A percent limit of ${line}`, line), HUNDREDTH);
  return whole(round(multiply(percent, exact(amountCents))), line);
}

function lastYear(value: unknown, member: string, limit: Limits, line: string): void {
  if (value === undefined) return;
  const year = readRecord(value, `Last year's shares on ${line}`);
  const cents = own(readRecord(year['cents'], `Last year's shares on ${line}`), member);
  if (cents === undefined) return;
  const before = exact(readCost(cents, `Last year's share of ${member}`, line));
  const turned = (percent: unknown, sign: (a: Rational, b: Rational) => Rational): Rational | null =>
    percent === undefined ? null : multiply(before, sign(ONE, multiply(readWeight(percent, `The change allowed on ${line}`, line), HUNDREDTH)));
  const most = turned(year['mostRisePercent'], add);
  const least = turned(year['mostFallPercent'], subtract);
  if (most !== null) lower(limit, whole(floor(most), line), 'rise-on-last-year');
  if (least !== null) raise(limit, Math.max(0, whole(ceil(least), line)), 'fall-on-last-year');
}

function quote(value: unknown, member: string, line: string): number | null {
  if (value === undefined) return null;
  const given = own(readRecord(value, `The outside quotes on ${line}`), member);
  if (given === undefined) return null;
  return readCost(readRecord(given, `The outside quote of ${member}`)['cents'], `The outside quote of ${member}`, line);
}

function whole(cents: bigint, line: string): number {
  const value = Number(cents);
  return Number.isSafeInteger(value) ? value : refuse('amount-invalid', `A limit on ${line} is too large.`, {}, line);
}
