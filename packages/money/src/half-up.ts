import { cents, type Cents } from './cents.js';
import { exact, multiply, ratio, type Exact } from './rational.js';

/**
 * One fee line to whole cents: an exact half cent goes up in size (124.5 becomes 125, -124.5
 * becomes -125, so that a refund undoes a charge). For a single line only: a cost that is split
 * goes through `allocate`, because parts rounded one by one do not add up.
 */
export function halfUp(value: Exact): Cents {
  const { n, d } = exact(value);
  const size = n < 0n ? -n : n;
  const rounded = (2n * size + d) / (2n * d);
  return cents(n < 0n ? -rounded : rounded);
}

/** `percent` of `base` cents as one fee line, half-up. `percent` is exact: 8, "2.5", "1/3". */
export function percentOf(base: Cents, percent: Exact): Cents {
  return halfUp(multiply(multiply(exact(base), exact(percent)), ratio(1n, 100n)));
}
