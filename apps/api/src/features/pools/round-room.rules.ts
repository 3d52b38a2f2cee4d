import { type Item } from '@barnraise/pool-pricing';
import { type FieldProblem, invalidInput, type RefusalData } from '../../platform/graphql/refusals.js';
import { sizesOf } from './round.rules.js';
import { counted, unitOf } from './round.words.js';

/** What the price engine works with, of one item by all together: so many of its smallest unit, and a billion dollars. */
const MOST_UNITS = 90_000_000;
const MOST_CENTS = 100_000_000_000;

/** What a commitment can come to and still be counted to the cent with all the others: a hundred billion dollars. */
export const MOST_COMMITTED_CENTS = 10_000_000_000_000;

/**
 * What one of so many members may ask for of an item: its part of what can be worked out at all. More would end the round for
 * everyone; a part that moved with what others ask for would tell what they take.
 */
export function mostOf(item: Item, unit: string, members: number): number {
  const sizes = sizesOf(item.units);
  const dearest = Math.max(0, ...item.price.tiers.map(({ priceCents }) => priceCents / sizes[item.price.unit]!), ...(item.charges ?? []).map(({ amount }) => ('centsPer' in amount ? amount.centsPer / sizes[amount.unit]! : 0)));
  // One case lies beside it: what is bought up goes to a whole one.
  const units = Math.min(MOST_UNITS, dearest === 0 ? MOST_UNITS : Math.floor(MOST_CENTS / dearest)) - sizes[item.orderUnit]!;
  return Math.max(1, Math.floor(units / Math.max(1, members) / sizes[unit]!));
}

/** Lines that ask for more than that, each beside its field; null when none does. Items and units are known. */
export function roomRefusal(lines: readonly { readonly itemKey: string; readonly unit: string; readonly most: number }[], items: ReadonlyMap<string, Item>, members: number, field: string): RefusalData | null {
  const problems = lines.flatMap(({ itemKey, unit, most }, n): FieldProblem[] => {
    const item = items.get(itemKey)!;
    const room = mostOf(item, unit, members);
    return most <= room ? [] : [{ field: `input.lines.${n}.${field}`, rule: 'together', message: `Enter at most ${counted(room, unitOf(item, unit))}: more of ${item.name} cannot be worked out together with what other members may take.` }];
  });
  return problems.length === 0 ? null : invalidInput(problems);
}
