import { add, ceil, exact, multiply, ratio, type Rational } from '@barnraise/money';
import { type Charge, type Item } from '@barnraise/pool-pricing';
import { atMostCents, sizesOf, type StoredLine } from './round.rules.js';

const HALF = ratio(1n, 2n);
/** The most a part of a line can be that comes to `value` before rounding: the line is rounded half up, then shared to the cent. */
const most = (value: Rational): number => Number(ceil(add(value, HALF)));
const percentOf = (percent: number | string): Rational => multiply(exact(percent), ratio(1n, 100n));

/**
 * The most that freight and fees of these lines can come to. One amount can fall on one district alone, so all of it counts; a
 * percentage is of what the goods can come to; an amount per unit also pays for units that were bought up.
 */
export function chargesAtMostCents(lines: readonly StoredLine[], items: ReadonlyMap<string, Item>, charges: readonly Charge[], buyUp: boolean): number {
  if (lines.length === 0) return 0;
  const goods = (some: readonly StoredLine[]) => exact(atMostCents(some, items));
  let sum = 0;
  const count = (list: readonly Charge[], part: readonly StoredLine[], units: Rational | null, sizes: Readonly<Record<string, number>>, caseSize: number): void => {
    for (const { amount } of list) {
      if ('cents' in amount) sum += amount.cents;
      else if ('percentOfGoods' in amount) sum += most(multiply(goods(part), percentOf(amount.percentOfGoods)));
      else if (units !== null) {
        const part = multiply(units, ratio(BigInt(amount.centsPer), BigInt(sizes[amount.unit]!)));
        // Whole cases come to whole units of it: then nothing is rounded before it is shared.
        sum += caseSize % sizes[amount.unit]! === 0 ? Number(ceil(part)) : most(part);
      }
    }
  };
  for (const line of lines) {
    const item = items.get(line.item)!;
    const sizes = sizesOf(item.units);
    const prices = item.price.tiers.map(({ priceCents }) => priceCents);
    // What is bought up costs less in total: it cannot be more often the quantity than the highest price is the lowest.
    const times = buyUp && item.price.mode === 'all-units' ? ratio(BigInt(Math.max(...prices)), BigInt(Math.min(...prices))) : ratio(1n);
    count(item.charges ?? [], [line], multiply(exact(line.maximum * sizes[line.unit]!), times), sizes, sizes[item.orderUnit]!);
  }
  count(charges, lines, null, {}, 1);
  return sum;
}
