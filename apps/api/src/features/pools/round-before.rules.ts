import { type Item } from '@barnraise/pool-pricing';
import { type RoundBeforeLine } from './round-before.type.js';
import { type ShareLine } from './round-lock.rules.js';
import { type StoredLine } from './round.rules.js';
import { counted, unitOf } from './round.words.js';

/** What one district of the reader took last time: as it committed, and as it came out. */
export interface LastTime { readonly party: string; readonly lines: readonly StoredLine[]; readonly taken: readonly ShareLine[] | null }
export interface Wish { readonly party: string; readonly quantity: number }

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** The item of this round that is what `old` was: of the same name, and where several have it, in the same place. */
function itemNow(old: Item, items: readonly Item[]): Item | undefined {
  const named = items.filter(({ name }) => same(name, old.name));
  return named.find(({ key }) => key === old.key) ?? named[0];
}

/** What stands in each form before anything is said: what was written when the round was started, else what was taken last time. */
export function linesBefore(items: readonly Item[], old: readonly Item[], last: readonly LastTime[], wishes: readonly Wish[]): RoundBeforeLine[] {
  const wished = wishes.flatMap(({ party, quantity }): RoundBeforeLine[] => {
    const [item] = items;
    return item ? [{ districtId: party, itemKey: item.key, unit: item.orderUnit, minimum: quantity, maximum: quantity, words: 'As it was written when the round was started' }] : [];
  });
  const taken = last.flatMap(({ party, lines, taken: out }) => lines.flatMap((line): RoundBeforeLine[] => {
    const before = old.find(({ key }) => key === line.item);
    const item = before && itemNow(before, items);
    const unit = item?.units.find(({ name }) => name === line.unit);
    if (!before || !item || !unit || wished.some((one) => one.districtId === party && one.itemKey === item.key)) return [];
    const came = out?.find(({ itemKey, units }) => itemKey === line.item && units > 0)?.quantityWords;
    const asked = `${line.minimum === line.maximum ? '' : `${line.minimum.toLocaleString('en-US')} to `}${counted(line.maximum, unitOf(before, line.unit))}`;
    return [{ districtId: party, itemKey: item.key, unit: line.unit, minimum: line.minimum, maximum: line.maximum, words: `Last time: ${came ?? asked}` }];
  }));
  return [...wished, ...taken];
}
