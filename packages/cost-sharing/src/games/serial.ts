import { ZERO, add, divide, exact, subtract, type Rational } from '@barnraise/money';
import { refuse } from '../refusal.js';

/**
 * Serial shares (Moulin and Shenker 1992): small users do not pay for the growth of big ones. For
 * comparison where unit cost rises; the mirror image for falling cost can charge the smallest more
 * than it costs alone and is not offered. `cost` gives the exact cost of a whole quantity, zero for zero.
 */
export function serialShares(quantities: readonly number[], cost: (quantity: number) => Rational): Rational[] {
  if (quantities.some((quantity) => !Number.isSafeInteger(quantity) || quantity < 0)) return refuse('facts-invalid', 'Quantities must be whole numbers, zero or more.');
  const order = quantities.map((_, i) => i).sort((a, b) => quantities[a]! - quantities[b]!);
  const shares = new Array<Rational>(quantities.length).fill(ZERO);
  let smaller = 0;
  let before: Rational = cost(0);
  let share = ZERO;
  order.forEach((i, k) => {
    const left = quantities.length - k;
    const reached = cost(smaller + left * quantities[i]!);
    share = add(share, divide(subtract(reached, before), exact(left)));
    shares[i] = share;
    before = reached;
    smaller += quantities[i]!;
  });
  return shares;
}
