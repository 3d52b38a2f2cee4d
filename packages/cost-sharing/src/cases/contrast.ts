import { exact, floor, halfUp, multiply, ratio, type Rational } from '@barnraise/money';

/**
 * Rules the product does not use. Cases print what they would give, to show why; they are
 * recomputed here so that those figures are checked too. Each depends on rounding, some on order.
 */
export const eachHalfUp = (total: number, weights: readonly number[]): number[] => {
  const whole = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => halfUp(ratio(BigInt(total) * BigInt(weight), BigInt(whole))));
};

const floors = (total: number, weights: readonly number[]): number[] => {
  const whole = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => Number(floor(ratio(BigInt(total) * BigInt(weight), BigInt(whole)))));
};

function handOut(total: number, shares: number[], order: readonly number[]): number[] {
  const left = total - shares.reduce((a, b) => a + b, 0);
  for (const i of order.slice(0, left)) shares[i]! += 1;
  return shares;
}

/** Spare cents from the top of the list. */
export const fromTheTop = (total: number, weights: readonly number[]): number[] => handOut(total, floors(total, weights), weights.map((_, i) => i));

/** Spare cents to the largest weights, as dinero.js 2.0.2 does. */
export const toLargestWeights = (total: number, weights: readonly number[]): number[] =>
  handOut(total, floors(total, weights), weights.map((_, i) => i).sort((a, b) => weights[b]! - weights[a]! || a - b));

/** A rate rounded to the cent, then multiplied. */
export const byRoundedRate = (total: number, weights: readonly number[]): number => {
  const whole = weights.reduce((a, b) => a + b, 0);
  return halfUp(ratio(BigInt(total), BigInt(whole))) * whole;
};

/** A fee whose exact half cent goes to the even neighbor. */
export function halfEven(base: number, percent: Rational): number {
  const value = multiply(multiply(exact(base), percent), ratio(1n, 100n));
  const below = floor(value);
  const isHalf = 2n * (value.n - below * value.d) === value.d;
  return isHalf ? Number(below % 2n === 0n ? below : below + 1n) : halfUp(value);
}
