import { exact, floor, subtract, sum, type Rational } from '@barnraise/money';

/**
 * Exact shares of any sign to whole cents by largest remainder: everyone is rounded down, the cents
 * left go one each to the largest fractions, ties to the larger share and then to the first key.
 * The exact shares must add up to a whole number of cents.
 */
export function roundShares(keys: readonly string[], shares: readonly Rational[]): { cents: number[]; odd: boolean[] } {
  const floors = shares.map(floor);
  const rests = shares.map((share, i) => subtract(share, exact(floors[i]!)));
  const left = Number(sum(rests).n);
  const order = keys.map((_, i) => i).sort((a, b) => rank(rests[b]!, rests[a]!) || rank(shares[b]!, shares[a]!) || (keys[a]! < keys[b]! ? -1 : 1));
  const odd = keys.map(() => false);
  for (const i of order.slice(0, left)) odd[i] = true;
  return { cents: floors.map((value, i) => Number(value) + Number(odd[i])), odd };
}

const rank = (a: Rational, b: Rational): number => Number(a.n * b.d > b.n * a.d) - Number(a.n * b.d < b.n * a.d);
