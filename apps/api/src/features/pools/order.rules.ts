import { type Item } from '@barnraise/pool-pricing';
import { sizesOf } from './round.rules.js';
import { conversionWords, quantityWords, unitOf } from './round.words.js';

/** A line of an order as it is stored: for whom, how many of the smallest unit, at which contracted price, for how much. */
export interface StoredOrderLine { readonly party: string; readonly item: string; readonly units: number; readonly cents: number; readonly priceCents: number; readonly priceUnit: string; readonly school: string | null }

/** Freight or a fee on an order as it is stored: for whom, of which item, what, how much. */
export interface StoredOrderCharge { readonly party: string; readonly item: string | null; readonly name: string; readonly cents: number }
/** "Freight", or "Freight of Copy paper" where an order has several items. */
export const chargeName = (charge: StoredOrderCharge, items: readonly Item[]): string => {
  const item = items.length > 1 ? items.find(({ key }) => key === charge.item) : undefined;
  return item ? `${charge.name} of ${item.name}` : charge.name;
};

type Unit = Item['units'][number];
/** A line as every paper of the order says it. */
export interface OrderLine {
  readonly n: number;
  readonly itemKey: string;
  readonly name: string;
  readonly specification: string | null;
  readonly districtId: string;
  readonly schoolId: string | null;
  readonly quantity: number;
  readonly unit: Unit;
  /** The same as everybody reads it, in the unit of the price: "6 cases and 4 filters". */
  readonly words: string;
  /** "40 filters; 1 case is 6 filters", where the quantity is not whole in the unit of the price. */
  readonly conversion: string | null;
  /** The price of the contract, for `priceBase` of `unit`: never a rounded rate. */
  readonly priceCents: number;
  readonly priceUnit: Unit;
  readonly priceBase: number;
  /** What the line costs beside quantity times price: lower tiers first, spare units, the cent that fell here. */
  readonly adjustmentCents: number;
  readonly cents: number;
}

/**
 * Lines as a supplier reads them. A quantity of whole price units is counted in them; any other in the smallest unit, and the
 * price stays the one of the contract, for as many of them as the price unit holds.
 */
export function orderLines(stored: readonly StoredOrderLine[], items: readonly Item[]): OrderLine[] {
  return stored.map((line, at) => {
    const item = items.find(({ key }) => key === line.item)!;
    const holds = sizesOf(item.units)[line.priceUnit]!;
    const whole = line.units % holds === 0;
    const priceUnit = unitOf(item, line.priceUnit);
    const listed = Number((2n * BigInt(line.units) * BigInt(line.priceCents) + BigInt(holds)) / (2n * BigInt(holds)));
    return {
      n: at + 1, itemKey: item.key, name: item.name, specification: item.specification ?? null, districtId: line.party, schoolId: line.school, quantity: whole ? line.units / holds : line.units,
      words: quantityWords(item, line.units), conversion: conversionWords(item, line.units), unit: whole ? priceUnit : item.units[0]!, priceCents: line.priceCents, priceUnit, priceBase: whole ? 1 : holds, adjustmentCents: line.cents - listed, cents: line.cents,
    };
  });
}

/** What an adjustment is, in words. */
export function adjustmentWords(line: OrderLine, item: Item): string {
  if (line.adjustmentCents === 0) return '';
  if (Math.abs(line.adjustmentCents) === 1) return 'Rounding: the cents of all lines add up to the order';
  return item.price.mode === 'incremental' ? 'Units of lower tiers, at their own price' : 'Part of units bought up for the lower price';
}
