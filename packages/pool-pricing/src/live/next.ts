import { compare, exact, floor, multiply, subtract, toText } from '@barnraise/money';
import { bind, missingToThreshold, sums, without, type Bound } from '../fill/bind.js';
import { up, down } from '../fill/order.js';
import { tierAt } from '../price/list.js';
import { paidPerUnit, within, type UnitPrice } from '../price/paid.js';
import type { Rules } from '../pool.js';
import type { Limits } from '../read/commitment.js';
import type { KnownItem } from '../read/item.js';
import { itemStep, traceOf, type Names } from '../trace/head.js';
import type { Step, Trace } from '../trace/trace.js';

/** How an item stands while the round is open. Counts are in its smallest unit. */
export interface Progress {
  readonly item: string;
  /** Of the districts that are bound at the price reached. */
  readonly districts: number;
  readonly minimumUnits: number;
  readonly maximumUnits: number;
  readonly orderUnits: number;
  readonly missingToThreshold: number;
  /** What the minimums leave of the ceiling; null where there is none. */
  readonly roomUnits: number | null;
  /** Where no whole number of cases lies between the minimums and the maximums: what the maximums must rise by for one, or the minimums fall by. */
  readonly openCase: { readonly moreUnits: number; readonly fewerUnits: number } | null;
  readonly next: NextTier | null;
  readonly trace: Trace;
}

/** The better price that is nearest. */
export interface NextTier {
  /** Position in the price list, and the whole cases it takes, in units. */
  readonly tier: number;
  readonly fromUnits: number;
  readonly priceCents: number;
  readonly unit: string;
  /** Exact, in cents per smallest unit, at `fromUnits`. */
  readonly paid: string;
  /** What the maximums lack of it, with nobody left out: units, and whole cases. 0 where it lies within reach and would only cost more in total. */
  readonly missingUnits: number;
  readonly missingCases: number;
  /** Districts that step back at the price of now and would be in at this one; their maximums are counted in. */
  readonly comeIn: readonly string[];
  /** What all that is taken now would cost less, rounded down to a cent; null while nothing is ordered. */
  readonly savesCents: number | null;
}

export function progressOf(item: KnownItem, commitments: readonly Limits[], rules: Rules, names: Names): Progress {
  const found = bind(item, commitments, rules);
  const { order } = found;
  const next = order.state === 'ordered' ? nextTier(item, commitments, found) : null;
  const range: Step = { kind: 'range', districts: found.bound.length, minimum: order.least, maximum: order.most };
  return {
    item: item.key,
    districts: found.bound.length - order.leftOut.length,
    minimumUnits: order.least,
    maximumUnits: order.most,
    orderUnits: order.units,
    missingToThreshold: missingToThreshold(item, order),
    roomUnits: item.ceiling === null ? null : Math.max(0, item.most - order.least),
    openCase: openCase(item, found),
    next,
    trace: traceOf(item, commitments, names, next === null ? [itemStep(item), range] : [itemStep(item), range, nextStep(item, next)]),
  };
}

function openCase({ order: unit }: KnownItem, { order: { state, least, most } }: Bound): Progress['openCase'] {
  if (state === 'over-ceiling' || up(least, unit.size) <= most) return null;
  return { moreUnits: up(least, unit.size) - most, fewerUnits: least - down(most, unit.size) };
}

/** Of all better prices the one that lacks least: a lower one may bring so many districts in that it is nearer. Of equals the lowest. */
function nextTier(item: KnownItem, commitments: readonly Limits[], found: Bound): NextTier | null {
  const { prices } = item;
  const { order } = found;
  let lowest = order.units === 0 ? Infinity : prices.tiers[tierAt(prices, order.units)]!.priceCents;
  let best: Reached | null = null;
  for (const { reach, priceCents } of prices.tiers) {
    // Where a later tier has the same price, the order stops at the earlier one.
    if (priceCents >= lowest) continue;
    lowest = priceCents;
    const reached = reachAt(item, commitments, Math.max(reach, item.threshold));
    if (reached === null) continue;
    const nearer = best === null ? -1 : reached.missing - best.missing;
    if (nearer < 0 || (nearer === 0 && compare(reached.price, best!.price) < 0)) best = reached;
  }
  return best === null ? null : told(item, commitments, found, best);
}

function told(item: KnownItem, commitments: readonly Limits[], { order, bound }: Bound, { fromUnits, price, agreeing, most, missing }: Reached): NextTier {
  const tier = tierAt(item.prices, fromUnits);
  return {
    tier,
    fromUnits,
    priceCents: item.prices.tiers[tier]!.priceCents,
    unit: item.prices.unit.one,
    paid: toText(price),
    missingUnits: missing,
    missingCases: Math.max(0, fromUnits - down(most, item.order.size)) / item.order.size,
    comeIn: without(agreeing, bound).map((at) => commitments[at]!.district),
    savesCents: order.price === null ? null : Math.max(0, Number(floor(multiply(exact(order.taken), subtract(order.price, price))))),
  };
}

function nextStep({ prices }: KnownItem, { tier, fromUnits, priceCents, missingUnits, missingCases, savesCents }: NextTier): Step {
  const { one, many } = prices.unit;
  return { kind: 'next', tier, from: fromUnits, priceCents, pricedPer: { one, many }, missing: missingUnits, missingCases, savesCents };
}

/** Whole cases at a better price, who agrees with it, what those would take at most, and what that lacks. */
interface Reached {
  readonly fromUnits: number;
  readonly price: UnitPrice;
  readonly agreeing: readonly number[];
  readonly most: number;
  readonly missing: number;
}

/**
 * The first whole cases from `wanted` on that all who agree with their price can take part in.
 * Their minimums may lie above `wanted`, and a better price may bring more of them in, so this
 * looks again until it fits. Null where the ceiling is in the way.
 */
function reachAt(item: KnownItem, commitments: readonly Limits[], wanted: number): Reached | null {
  for (let fromUnits = up(wanted, item.order.size); fromUnits <= item.most; ) {
    const price = paidPerUnit(item.prices, fromUnits, fromUnits);
    const agrees = within(price);
    const agreeing = commitments.flatMap((limits, at) => (agrees(limits.notToExceed) ? [at] : []));
    const { least, most } = sums(commitments, agreeing);
    if (least <= fromUnits) return { fromUnits, price, agreeing, most, missing: Math.max(0, fromUnits - most) };
    fromUnits = up(least, item.order.size);
  }
  return null;
}
