import { costOf } from '../price/list.js';
import { paidPerUnit, within, type UnitPrice } from '../price/paid.js';
import type { Rules } from '../pool.js';
import type { Limits } from '../read/commitment.js';
import type { KnownItem } from '../read/item.js';
import { leaveOut } from './leave-out.js';
import { cheapestBeyond, chooseUnits, down, reachOf, up } from './order.js';

/**
 * What is ordered for a set of commitments. `units` are ordered for the `taken` that districts
 * take; the rest is spare.
 */
export interface Order {
  readonly state: 'ordered' | 'over-ceiling' | 'cases-open';
  readonly least: number;
  readonly most: number;
  /** Positions in the list of commitments. */
  readonly leftOut: readonly number[];
  readonly units: number;
  readonly taken: number;
  /** What would have been ordered within everyone's limits, where more costs less. */
  readonly boughtUpFrom: number | null;
  /** Exact, per smallest unit taken; null where nothing is ordered. */
  readonly price: UnitPrice | null;
}

/** Those who stepped back together, and the price that was above what they pay at most. */
export interface StepBack {
  readonly price: UnitPrice;
  readonly out: readonly number[];
}

export interface Bound {
  readonly order: Order;
  /** Positions of the commitments that count. */
  readonly bound: readonly number[];
  readonly stepsBack: readonly StepBack[];
}

/**
 * Who is bound depends on the price, and the price on who is bound. The rule: begin with everyone;
 * whoever pays at most less than the price then reached steps back; look again, until nobody does.
 * Where prices never rise with quantity, fewer commitments never make a better price, so whoever
 * stepped back could not be kept in any other way: what remains is the largest set of commitments
 * that all agree with the price they reach together. On other lists those who stepped back stay out.
 */
export function bind(item: KnownItem, commitments: readonly Limits[], rules: Rules): Bound {
  const stepsBack: StepBack[] = [];
  let bound = commitments.map((_, at) => at);
  for (;;) {
    const order = orderFor(item, commitments, bound, rules);
    const { price } = order;
    if (price === null) return { order, bound, stepsBack };
    const agrees = within(price);
    const out = bound.filter((at) => !agrees(commitments[at]!.notToExceed));
    if (out.length === 0) return { order: order.state === 'over-ceiling' ? { ...order, price: null } : order, bound, stepsBack };
    stepsBack.push({ price, out });
    bound = without(bound, out);
  }
}

function orderFor(item: KnownItem, commitments: readonly Limits[], bound: readonly number[], rules: Rules): Order {
  const { least, most } = sums(commitments, bound);
  const nothing = { least, most, leftOut: [], units: 0, taken: 0, boughtUpFrom: null, price: null };
  // The price of the whole ceiling is the best there can be: whoever finds it too high steps back even here.
  if (least > item.most) return { ...nothing, state: 'over-ceiling', price: item.most === 0 ? null : paidPerUnit(item.prices, item.most, item.most) };
  const reach = reachOf(item, least, most);
  if (reach !== null) return { ...nothing, ...orderOf(item, chooseUnits(item, reach, rules.aim), most, rules) };
  const forAll = rules.oddUnits === 'order-for-all' ? cheapestBeyond(item, most) : null;
  if (forAll !== null) return { ...nothing, state: 'ordered', units: forAll, taken: most, price: paidPerUnit(item.prices, forAll, most) };
  const out = leaveOut(bound.map((at) => commitments[at]!), item.order.size);
  if (out === null) return { ...nothing, state: 'cases-open' };
  const leftOut = out.map((k) => bound[k]!);
  const kept = sums(commitments, without(bound, leftOut));
  return { ...nothing, ...orderOf(item, down(kept.most, item.order.size), kept.most, rules), leftOut };
}

/** `units` for those who take part, or more than their maximums where that costs less. */
function orderOf(item: KnownItem, units: number, most: number, rules: Rules): Pick<Order, 'state' | 'units' | 'taken' | 'boughtUpFrom' | 'price'> {
  if (units === 0) return { state: 'ordered', units, taken: 0, boughtUpFrom: null, price: null };
  const more = rules.buyUp ? cheapestBeyond(item, most) : null;
  if (more !== null && costOf(item.prices, more) < costOf(item.prices, units)) return { state: 'ordered', units: more, taken: most, boughtUpFrom: units, price: paidPerUnit(item.prices, more, most) };
  return { state: 'ordered', units, taken: units, boughtUpFrom: null, price: paidPerUnit(item.prices, units, units) };
}

/** How many units even the maximums lack of the threshold; 0 where the order reaches it, or there is none. */
export function missingToThreshold(item: KnownItem, order: Order): number {
  if (order.units >= item.threshold) return 0;
  return Math.max(0, up(item.threshold, item.order.size) - (order.leftOut.length > 0 ? order.units : order.most));
}

/** The positions that are not among `gone`. */
export function without(positions: readonly number[], gone: readonly number[]): number[] {
  const absent = new Set(gone);
  return positions.filter((at) => !absent.has(at));
}

/** What the commitments at these positions come to. */
export function sums(commitments: readonly Limits[], positions: readonly number[]): { least: number; most: number } {
  let least = 0;
  let most = 0;
  for (const at of positions) {
    least += commitments[at]!.least;
    most += commitments[at]!.most;
  }
  return { least, most };
}
