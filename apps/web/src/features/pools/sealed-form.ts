import { readItems, type RoundValues } from './round-form.js';

/** What is unset as a round is sealed, since it would tell what others take; and the words that say so, null where nothing was set. */
export function unsetBySealing({ buyUp, items }: Pick<RoundValues, 'buyUp' | 'items'>): { set: Partial<Pick<RoundValues, 'buyUp' | 'items'>>; words: string | null } {
  const read = readItems(items);
  const steps = read.some(({ mode }) => mode === 'INCREMENTAL');
  const words = [
    ...(buyUp === 'yes' ? ['Ordering more than asked for is left out'] : []),
    ...(steps ? ['the price that is reached holds for everything now'] : []),
  ].join('; ');
  return {
    set: { ...(buyUp === 'yes' ? { buyUp: 'no' } : {}), ...(steps ? { items: JSON.stringify(read.map((item) => ({ ...item, mode: 'ALL_UNITS' as const }))) } : {}) },
    words: words === '' ? null : `Because it is sealed: ${words.charAt(0).toLowerCase()}${words.slice(1)}.`,
  };
}

export const SEALED_MODE_WORDS = 'Sealed: the price that is reached holds for everything that is ordered. Were it to hold within its step alone, what you pay for one would tell how much is ordered in all.';
export const SEALED_RULE_WORDS = 'Sealed: what would tell of others is left out. Each keeps what came to it, no more is ordered than was asked for, one price holds for everything that is ordered, and freight is a percentage or an amount per unit.';
export const SEALED_CHARGE_WORDS = 'Sealed: a part of one amount would tell what others take, or how many they are. Use a percentage of the goods, or an amount per unit of an item.';
