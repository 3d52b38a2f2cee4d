import { type Item } from '@barnraise/pool-pricing';
import { type BelowThreshold } from './round-asking.rules.js';

const days = (n: number | null): string => (n === 1 ? '1 day' : `${n ?? 0} days`);

/** What happens below a threshold, where there is one. */
export function belowWords(below: BelowThreshold, belowDays: number | null, items: readonly Item[]): string[] {
  if (!items.some(({ threshold }) => threshold !== undefined)) return [];
  return [{
    end: 'An item that is below its threshold at the lock is not ordered.',
    extend: `If an item is below its threshold at the lock, the lock moves once, by ${days(belowDays)}. What is below it then is not ordered. A round that was moved before does not move again.`,
    ask: `If an item is below its threshold at the lock, each district that committed to it is asked whether it still takes it, and has ${days(belowDays)} to answer. Without a yes it is not bound.`,
  }[below]];
}
