import { exact, halfUp, multiply, toText, type Cents } from '@barnraise/money';
import type { FillLine, ItemFill } from '../fill/item.js';
import { up } from '../fill/order.js';
import { paidPerUnit } from '../price/paid.js';
import type { KnownItem } from '../read/item.js';

/** What a district's quantity of now costs at one tier, charges not counted: a figure to look at, not a line of a bill. */
export interface AtTier {
  readonly fromUnits: number;
  readonly priceCents: number;
  readonly unit: string;
  readonly paid: string;
  readonly cents: Cents;
  readonly reached: boolean;
}

/** One row per tier that the ceiling has room for. The quantity is what the district takes now, or its minimum while it takes nothing. */
export function atTiers(item: KnownItem, fill: ItemFill, line: FillLine): AtTier[] {
  const units = line.units === 0 ? line.minimum : line.units;
  return item.prices.tiers.flatMap(({ reach, priceCents }): AtTier[] => {
    const fromUnits = up(reach, item.order.size);
    if (fromUnits > item.most) return [];
    const price = paidPerUnit(item.prices, fromUnits, fromUnits);
    return [{ fromUnits, priceCents, unit: item.prices.unit.one, paid: toText(price), cents: halfUp(multiply(price, exact(units))), reached: fill.orderUnits >= reach }];
  });
}
