import { add, ceil, exact, multiply, ratio, type Rational } from '@barnraise/money';
import { atMostOf, sizesOf } from './ladder.js';
import { type Round } from './words.js';

const most = (value: Rational): number => Number(ceil(add(value, ratio(1n, 2n))));
type Line = { itemKey: string; maximum: number; unit: string; notToExceedCents: number | null };

/** The most that freight and fees of these lines can come to; the server counts the same before it takes a commitment. */
export function chargesAtMost(round: Pick<Round, 'items' | 'proposal' | 'buyUp'>, lines: readonly Line[]): number {
  const goods = (some: readonly Line[]) => some.reduce((sum, line) => sum + atMostOf(round.items.find(({ key }) => key === line.itemKey)!, line), 0);
  let sum = 0;
  for (const charge of lines.length === 0 ? [] : round.proposal.charges) {
    const part = charge.itemKey == null ? lines : lines.filter(({ itemKey }) => itemKey === charge.itemKey);
    const [line] = part;
    if (!line) continue;
    if (charge.percent != null) sum += most(multiply(exact(goods(part)), multiply(exact(charge.percent), ratio(1n, 100n))));
    else if (charge.kind === 'FIXED') sum += charge.cents ?? 0;
    else {
      const item = round.items.find(({ key }) => key === charge.itemKey)!;
      const sizes = sizesOf(item.units);
      const prices = item.tiers.map(({ priceCents }) => BigInt(priceCents));
      const by = (a: bigint, b: bigint) => (a > b ? 1 : -1);
      const times = round.buyUp && item.mode === 'ALL_UNITS' ? ratio([...prices].sort(by).at(-1)!, [...prices].sort(by)[0]!) : ratio(1n);
      const size = sizes.get(charge.unit ?? '') ?? 1;
      const units = multiply(multiply(exact(line.maximum * (sizes.get(line.unit) ?? 0)), times), ratio(BigInt(charge.cents ?? 0), BigInt(size)));
      // Whole cases come to whole units of it: then nothing is rounded before it is shared.
      sum += (sizes.get(item.orderUnit.name) ?? 1) % size === 0 ? Number(ceil(units)) : most(units);
    }
  }
  return sum;
}
