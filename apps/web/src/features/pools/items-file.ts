import { type RoundItemsFileQuery } from '../../generated/pools/proposal.js';
import { editableCents } from '../../platform/amounts.js';
import { emptyItem, type ItemValues, pluralOf } from './round-form.js';

export type ItemsRead = NonNullable<RoundItemsFileQuery['roundItemsFile']>;

const HEADS = 'Item,Specification,Unit,Packs,Order unit,Price per,Price,Tiers,Threshold,Ceiling,Commodity code,Code list,Code version';
/** A sheet to begin with: its heads, and one row that says how each cell is written. */
export const EMPTY_SHEET = `${HEADS}\r\nCopy paper,"Letter, 20 lb, 92 bright",ream,"case of 10; pallet of 40",case,case,42.00,"20:38.00; 40:35.00",,,645-33,NIGP,2024\r\n`;

/** What a sheet says, as it stands in the fields of the form. */
export const itemsOfFile = (read: ItemsRead): ItemValues[] => read.items.map((item) => emptyItem({
  name: item.name, specification: item.specification ?? '', units: item.units.map(({ name, plural, holds }) => ({ name, plural: plural === `${name}s` || plural === pluralOf(name) ? '' : plural, holds: holds == null ? '' : String(holds) })),
  orderUnit: item.orderUnit, priceUnit: item.priceUnit, tiers: item.tiers.map(({ from, priceCents }) => ({ from: String(from), price: editableCents(priceCents) })),
  threshold: item.threshold == null ? '' : String(item.threshold), ceiling: item.ceiling == null ? '' : String(item.ceiling), code: { code: item.code ?? '', list: item.codeList ?? '', version: item.codeVersion ?? '' },
}));

/** An item nobody has written anything in yet. */
export const isUntouched = (item: ItemValues): boolean => item.specification === '' && item.tiers.every(({ price }) => price === '');
