import { type Charge, type Item } from '@barnraise/pool-pricing';

// What a sealed round may not have: each tells, together with what one takes and pays oneself, how much others take.
export const SEALED_MODE = 'In a sealed round the price that is reached holds for everything. Were each price to hold within its step alone, what one pays for a unit would tell how much is ordered in all. Choose prices for everything, or do not seal it.';
export const SEALED_BUY_UP = 'In a sealed round no more is ordered than was asked for: what one gets on top would tell how much others take. Leave it out, or do not seal it.';
export const SEALED_AMOUNT = 'In a sealed round a part of one amount would tell what others take, or how many they are. Make it a percentage of the goods or an amount per unit of an item.';

interface Terms { readonly sealed: boolean; readonly buy_up: boolean; readonly charges: readonly Charge[]; readonly items: readonly Item[] }

const isOneAmount = ({ amount }: Charge): boolean => 'cents' in amount;

/** What in a sealed round as it stands would tell of others; null where nothing does. A draft may have been kept under other rules. */
export function tellsOfOthers({ sealed, buy_up, charges, items }: Terms): string | null {
  if (!sealed) return null;
  if (buy_up) return SEALED_BUY_UP;
  if (items.some(({ price }) => price.mode === 'incremental')) return SEALED_MODE;
  return [...charges, ...items.flatMap((item) => item.charges ?? [])].some(isOneAmount) ? SEALED_AMOUNT : null;
}
