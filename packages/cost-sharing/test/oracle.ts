import type { Adjustment, Bounds, CostLine, CostPlan, Driver, LineRule, Sharing } from '../src/index.js';
import { Fraction } from './fraction.js';

const ZERO = new Fraction(0n);
const ONE = new Fraction(1n);
const HUNDRED = new Fraction(100n);
const number = (value: number | string): Fraction => Fraction.of(value);
const total = (values: readonly Fraction[]): Fraction => values.reduce((a, b) => a.plus(b), ZERO);
const least = (a: Fraction, b: Fraction): Fraction => (a.against(b) <= 0 ? a : b);
const most = (a: Fraction, b: Fraction): Fraction => (a.against(b) >= 0 ? a : b);

/** Thrown where a plan has no answer. */
export class NoAnswer extends Error {}
const none = (why: string): never => {
  throw new NoAnswer(why);
};

/**
 * A slow second opinion on cost plans: everything in fractions, the odd cents handed out one by
 * one, limits by trying every bend of the curve. Written from the rules, sharing no code with the engine.
 */
export function slowShares(plan: CostPlan): Record<string, number> {
  const keys = plan.members.map((member) => member.key);
  const sums = Object.fromEntries(keys.map((key) => [key, 0]));
  const book = (part: Record<string, number>): void => Object.entries(part).forEach(([key, cents]) => (sums[key]! += cents));
  for (const line of plan.lines) book(lineShares(line, line.among ?? keys));
  for (const adjustment of plan.adjustments ?? []) book(adjusted(adjustment, sums));
  return sums;
}

/** Hamilton's rule, one cent at a time. */
function hamilton(amount: number, weights: Record<string, Fraction>): Record<string, number> {
  const sign = amount < 0 ? -1 : 1;
  const whole = total(Object.values(weights));
  if (whole.top === 0n) none('nobody weighs anything');
  const exact = Object.entries(weights).map(([key, weight]) => ({ key, weight, due: new Fraction(BigInt(Math.abs(amount))).times(weight).over(whole) }));
  const cents = Object.fromEntries(exact.map(({ key, due }) => [key, Number(due.floor())]));
  const waiting = [...exact];
  for (let left = Math.abs(amount) - Object.values(cents).reduce((a, b) => a + b, 0); left > 0; left -= 1) {
    const next = waiting.reduce((best, entry) => {
      const order = entry.due.minus(new Fraction(entry.due.floor())).against(best.due.minus(new Fraction(best.due.floor()))) || entry.weight.against(best.weight);
      return order > 0 || (order === 0 && entry.key < best.key) ? entry : best;
    });
    cents[next.key]! += 1;
    waiting.splice(waiting.indexOf(next), 1);
  }
  return Object.fromEntries(Object.entries(cents).map(([key, value]) => [key, value === 0 ? 0 : sign * value]));
}

const counted = (driver: Driver, keys: readonly string[]): Record<string, Fraction> => Object.fromEntries(keys.map((key) => [key, number((driver.counts[key] ?? none('a count is missing')).value)]));

function weighed(sharing: Sharing, keys: readonly string[]): Record<string, Fraction> {
  const weights = ((): Record<string, Fraction> => {
    switch (sharing.by) {
      case 'equally':
        return Object.fromEntries(keys.map((key) => [key, ONE]));
      case 'share-of':
        return counted(sharing.driver, keys);
      case 'product-of':
        return sharing.drivers.map((driver) => counted(driver, keys)).reduce((a, b) => Object.fromEntries(keys.map((key) => [key, a[key]!.times(b[key]!)])));
      case 'blend': {
        const parts = total(sharing.parts.map((entry) => number(entry.part)));
        return sharing.parts.map((entry) => ({ part: number(entry.part).over(parts.top === 0n ? none('no parts') : parts), weights: weighed(entry.sharing, keys) }))
          .map(({ part, weights: inner }) => Object.fromEntries(keys.map((key) => [key, part.times(inner[key]!).over(total(Object.values(inner)))])))
          .reduce((a, b) => Object.fromEntries(keys.map((key) => [key, a[key]!.plus(b[key]!)])));
      }
    }
  })();
  return total(Object.values(weights)).top === 0n ? none('nobody weighs anything') : weights;
}

function lineShares(line: CostLine, keys: readonly string[]): Record<string, number> {
  const amount = line.amountCents ?? 0;
  const { rule } = line;
  const spread = (cents: number, weights: Record<string, Fraction>): Record<string, number> => (line.bounds === undefined ? hamilton(cents, weights) : limited(cents, weights, line.bounds));
  switch (rule.by) {
    case 'named-amounts':
      return { ...rule.amounts };
    case 'fixed-price': {
      const prices = Object.fromEntries(keys.filter((key) => key !== rule.host).map((key) => [key, rule.priceCents * Number(rule.quantities.counts[key]!.value)]));
      return { ...prices, [rule.host]: amount - Object.values(prices).reduce((a, b) => a + b, 0) };
    }
    case 'layers':
      return layered(rule, keys, spread);
    case 'volume': {
      const q = counted(rule.quantities, keys);
      const all = Number(total(Object.values(q)).top);
      return spread(cheapest(rule, all), q);
    }
    case 'base-and-use': {
      const base = weighed(rule.base, keys);
      const use = rule.baseCents === amount ? base : weighed(rule.use, keys);
      const part = (weights: Record<string, Fraction>, key: string, cents: number): Fraction => weights[key]!.times(number(cents)).over(total(Object.values(weights)));
      const due = Object.fromEntries(keys.map((key) => [key, part(base, key, rule.baseCents).plus(part(use, key, amount - rule.baseCents))]));
      return spread(amount, amount === 0 ? base : due);
    }
    default:
      return spread(amount, weighed(rule, keys));
  }
}

function layered(rule: Extract<LineRule, { by: 'layers' }>, keys: readonly string[], spread: (cents: number, weights: Record<string, Fraction>) => Record<string, number>): Record<string, number> {
  const heights = [...new Set(Object.values(rule.needs))].sort((a, b) => a - b);
  if (heights.at(-1) === 0) none('nobody needs anything');
  const due = Object.fromEntries(keys.map((key) => [key, total(heights.map((height, k) => {
    const wanting = keys.filter((other) => rule.needs[other]! >= height);
    return rule.needs[key]! >= height ? new Fraction(BigInt(height - (heights[k - 1] ?? 0)), BigInt(wanting.length)) : ZERO;
  }))]));
  return spread(Math.max(...Object.values(rule.needs)), due);
}

function cheapest(rule: Extract<LineRule, { by: 'volume' }>, quantity: number): number {
  const listed = (units: number): number => {
    let cost = 0;
    for (let unit = 1; unit <= units; unit += 1) {
      const at = rule.mode === 'all-units' ? units : unit;
      cost += rule.tiers.filter((tier) => tier.from <= at).at(-1)!.priceCents;
    }
    return cost;
  };
  if (quantity === 0) none('nobody takes any');
  const plain = listed(quantity);
  if (!rule.buyUp || rule.mode === 'incremental') return plain;
  return Math.min(plain, ...rule.tiers.filter((tier) => tier.from > quantity).map((tier) => tier.from * tier.priceCents));
}

/** Lows and highs of each member, then the one rate, by trying every bend. */
function limited(amount: number, weights: Record<string, Fraction>, bounds: Bounds): Record<string, number> {
  if (amount < 0) none('a credit has no limits');
  const rows = Object.entries(weights).map(([key, weight]) => ({ key, weight, low: lowOf(bounds, key, amount), high: highOf(bounds, key, amount) }));
  if (rows.some((row) => row.high !== null && row.low > row.high)) none('limits cross');
  const share = (row: (typeof rows)[number], rate: Fraction): Fraction => {
    const raised = most(rate.times(row.weight), number(row.low));
    return row.high === null ? raised : least(raised, number(row.high));
  };
  const reached = (rate: Fraction): Fraction => total(rows.map((row) => share(row, rate)));
  const wanted = number(amount);
  if (reached(ZERO).against(wanted) > 0) none('minimums exceed');
  const bends = rows.flatMap((row) => (row.weight.top === 0n ? [] : [number(row.low).over(row.weight), ...(row.high === null ? [] : [number(row.high).over(row.weight)])])).sort((a, b) => a.against(b));
  const beyond = (bends.at(-1) ?? ZERO).plus(wanted).plus(ONE).times(new Fraction(1000000n));
  const points = [ZERO, ...bends, beyond];
  const above = points.findIndex((point) => reached(point).against(wanted) >= 0);
  if (above < 0) none('maximums fall short');
  let rate = points[above]!;
  if (above > 0 && reached(rate).against(wanted) > 0) {
    const below = points[above - 1]!;
    rate = below.plus(rate.minus(below).times(wanted.minus(reached(below))).over(reached(rate).minus(reached(below))));
  }
  const free = rows.filter((row) => rate.times(row.weight).against(number(row.low)) > 0 && (row.high === null || rate.times(row.weight).against(number(row.high)) < 0));
  const held = Object.fromEntries(rows.filter((row) => !free.includes(row)).map((row) => [row.key, Number(share(row, rate).top)]));
  const open = amount - Object.values(held).reduce((a, b) => a + b, 0);
  return { ...held, ...(free.length === 0 ? {} : hamilton(open, Object.fromEntries(free.map((row) => [row.key, row.weight])))) };
}

const named = (limit: number | Record<string, number> | undefined, key: string): number | undefined => (typeof limit === 'object' ? limit[key] : limit);
const up = (value: Fraction): number => -Number(ZERO.minus(value).floor());

function lowOf(bounds: Bounds, key: string, amount: number): number {
  const last = bounds.lastYear?.cents[key];
  const fall = bounds.lastYear?.mostFallPercent;
  return Math.max(0, named(bounds.minimumCents, key) ?? 0,
    bounds.minimumPercent === undefined ? 0 : up(number(amount).times(number(bounds.minimumPercent)).over(HUNDRED)),
    last === undefined || fall === undefined ? 0 : up(number(last).times(HUNDRED.minus(number(fall))).over(HUNDRED)));
}

function highOf(bounds: Bounds, key: string, amount: number): number | null {
  const last = bounds.lastYear?.cents[key];
  const rise = bounds.lastYear?.mostRisePercent;
  const all = [named(bounds.maximumCents, key), bounds.quotes?.[key]?.cents,
    bounds.maximumPercent === undefined ? undefined : Number(number(amount).times(number(bounds.maximumPercent)).over(HUNDRED).floor()),
    last === undefined || rise === undefined ? undefined : Number(number(last).times(HUNDRED.plus(number(rise))).over(HUNDRED).floor())].filter((cents) => cents !== undefined);
  return all.length === 0 ? null : Math.min(...all);
}

function adjusted(adjustment: Adjustment, sums: Record<string, number>): Record<string, number> {
  const minus = (part: Record<string, number>): Record<string, number> => Object.fromEntries(Object.entries(part).map(([key, cents]) => [key, -cents]));
  switch (adjustment.kind) {
    case 'grant': {
      const owed = Object.fromEntries(adjustment.eligible.map((key) => [key, number(Math.max(0, sums[key]!))]));
      if (total(Object.values(owed)).against(number(adjustment.amountCents)) < 0) none('the grant is too large');
      return minus(hamilton(adjustment.amountCents, owed));
    }
    case 'discount': {
      const keys = Object.keys(adjustment.ratePercents);
      const rate = total(keys.map((key) => number(adjustment.ratePercents[key]!))).over(number(keys.length));
      const percent = rate.plus(new Fraction(1n, 2n)).floor();
      const costs = keys.map((key) => sums[key]!);
      if (costs.some((cost) => cost < 0)) none('a credit has no discount');
      const cents = Number(new Fraction(percent).times(number(costs.reduce((a, b) => a + b, 0))).over(HUNDRED).plus(new Fraction(1n, 2n)).floor());
      return minus(hamilton(cents, Object.fromEntries(keys.map((key) => [key, adjustment.handOut === 'same-rate' ? number(sums[key]!) : number(sums[key]!).times(number(adjustment.ratePercents[key]!))]))));
    }
    case 'guarantee': {
      const lifted = Object.fromEntries(Object.entries(adjustment.atMostCents).map(([key, cents]) => [key, Math.max(0, sums[key]! - cents)]));
      const open = Object.values(lifted).reduce((a, b) => a + b, 0);
      return open === 0 ? {} : { ...minus(lifted), ...hamilton(open, Object.fromEntries(adjustment.financedBy.map((key) => [key, number(Math.abs(sums[key]!))]))) };
    }
    case 'limits': {
      if (Object.values(sums).some((cents) => cents < 0)) none('a credit has no limits');
      const all = Object.values(sums).reduce((a, b) => a + b, 0);
      const after = limited(all, Object.fromEntries(Object.entries(sums).map(([key, cents]) => [key, number(cents)])), adjustment.bounds);
      return Object.fromEntries(Object.entries(after).map(([key, cents]) => [key, cents - sums[key]!]));
    }
  }
}
