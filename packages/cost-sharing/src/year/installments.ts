import { allocate } from '@barnraise/money';
import { readCents, readRecord, readWhole } from '../plan/read.js';
import { answer, refuse, type Outcome } from '../refusal.js';

const MOST_INSTALLMENTS = 366;

/**
 * One share of the year in `count` equal installments, the odd cents in the first ones. Split the
 * share of each member, never a running total: largest remainder is not monotone in the total.
 */
export function installments(shareCents: number, count: number): Outcome<{ cents: readonly number[] }> {
  return answer(() => {
    const share = readCents(shareCents, 'The share');
    const size = readWhole(count, 'The number of installments');
    if (size < 1 || size > MOST_INSTALLMENTS) return refuse('facts-invalid', 'A share is paid in 1 to 366 installments.', { count: size });
    const parts = Array.from({ length: size }, (_, i) => ({ key: String(i).padStart(3, '0'), weight: 1 }));
    return { cents: allocate(share, parts).map((part) => part.cents) };
  });
}

/** The installments of every member. Each member's add up to its share. */
export function installmentsOf(shares: Readonly<Record<string, number>>, count: number): Outcome<{ cents: Readonly<Record<string, readonly number[]>> }> {
  return answer(() => {
    const rows = Object.entries(readRecord(shares, 'The shares')).map(([member, share]): [string, readonly number[]] => {
      const split = installments(share as number, count);
      return [member, split.ok ? split.cents : refuse(split.refusal.code, split.refusal.message, { ...split.refusal.facts, member })];
    });
    return { cents: Object.fromEntries(rows) };
  });
}
