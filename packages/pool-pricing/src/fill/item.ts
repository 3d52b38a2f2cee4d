import { allocateWhole, cents, toText, type Cents } from '@barnraise/money';
import type { Rules } from '../pool.js';
import { costOf, lineCents, tierAt } from '../price/list.js';
import type { Limits } from '../read/commitment.js';
import type { KnownItem } from '../read/item.js';
import type { ChargeStep, FairProof, LineRow, Step, Trace } from '../trace/trace.js';
import { itemStep, traceOf, type Names } from '../trace/head.js';
import { bind, missingToThreshold, without, type Bound } from './bind.js';
import { shareCharge } from './charges.js';
import { maxMinFair, namedProof } from './max-min.js';

/** What an item comes to. Counts are in its smallest unit. */
export interface ItemFill {
  readonly item: string;
  /**
   * `filled`: this is the order. `below-threshold`: it would be, but for the threshold; its lines
   * show what they would come to. Otherwise nothing is ordered: the minimums pass the ceiling, no
   * rule finds whole cases, or nobody is left who takes any.
   */
  readonly state: 'filled' | 'below-threshold' | 'over-ceiling' | 'cases-open' | 'nothing-ordered';
  readonly orderUnits: number;
  readonly cases: number;
  /** Ordered and paid for by all, taken by nobody. */
  readonly spareUnits: number;
  /** What even the maximums lack of the threshold. */
  readonly missingToThreshold: number;
  readonly price: Price | null;
  readonly goodsCents: Cents;
  readonly chargesCents: Cents;
  /** One for each commitment, in the order of the districts' keys. */
  readonly lines: readonly FillLine[];
  readonly trace: Trace;
}

export interface Price {
  /** The contracted price of the tier reached, for one `unit`. */
  readonly priceCents: number;
  readonly unit: string;
  /** What each smallest unit taken costs, exactly, in cents; with all-units tiers and nothing spare it is the contracted price. */
  readonly paid: string;
}

export interface FillLine {
  readonly district: string;
  /** `not-bound`: the price is above what the district pays at most. `left-out`: whole cases don't work with its limits. `open`: nothing is ordered. */
  readonly state: 'takes' | 'not-bound' | 'left-out' | 'open';
  readonly minimum: number;
  readonly maximum: number;
  readonly units: number;
  readonly goodsCents: number;
  readonly chargesCents: number;
}

/** Works one item out: who is bound, how much is ordered, who takes how much, who pays what. `commitments` in the order of their keys. */
export function fillItem(item: KnownItem, commitments: readonly Limits[], rules: Rules, names: Names): ItemFill {
  const found = bind(item, commitments, rules);
  const { order } = found;
  const steps: Step[] = [itemStep(item), ...stepsBefore(commitments, found)];
  if (order.units === 0) {
    const state = order.state === 'ordered' ? 'nothing-ordered' : order.state;
    steps.push({ kind: 'open', why: state, minimum: order.least, maximum: order.most, most: item.most });
    return { ...NOTHING, item: item.key, state, missingToThreshold: missingToThreshold(item, order), lines: linesOf(commitments, found, [], []), trace: traceOf(item, commitments, names, steps) };
  }
  const missing = missingToThreshold(item, order);
  const tier = tierAt(item.prices, order.units);
  const goodsCents = lineCents(costOf(item.prices, order.units), item.prices);
  const paid = toText(order.price!);
  steps.push(orderStep(item, found, rules, tier, goodsCents, paid));
  if (missing > 0) steps.push({ kind: 'threshold', threshold: item.threshold, units: order.units, missing });
  const { rows, proof, extra, room } = shareOut(commitments, without(found.bound, order.leftOut), order.taken, goodsCents);
  steps.push({ kind: 'lines', cents: goodsCents, paid, extra, room, rows, proof });
  const charges = chargesOf(item, order.units, rows);
  steps.push(...charges);
  return {
    item: item.key,
    state: missing > 0 ? 'below-threshold' : 'filled',
    orderUnits: order.units,
    cases: order.units / item.order.size,
    spareUnits: order.units - order.taken,
    missingToThreshold: missing,
    price: { priceCents: item.prices.tiers[tier]!.priceCents, unit: item.prices.unit.one, paid },
    goodsCents,
    chargesCents: cents(charges.reduce((sum, charge) => sum + charge.cents, 0)),
    lines: linesOf(commitments, found, rows, charges),
    trace: traceOf(item, commitments, names, steps),
  };
}

const NOTHING = { orderUnits: 0, cases: 0, spareUnits: 0, price: null, goodsCents: cents(0), chargesCents: cents(0) };

function stepsBefore(commitments: readonly Limits[], { order, bound, stepsBack }: Bound): Step[] {
  const limits = (at: number) => ({ district: commitments[at]!.district, minimum: commitments[at]!.least, maximum: commitments[at]!.most });
  const back = stepsBack.map(({ price, out }): Step => ({
    kind: 'step-back',
    price: toText(price),
    rows: out.map((at) => {
      const { cents: most, unit } = commitments[at]!.notToExceed!;
      return { ...limits(at), cents: most, unit: { one: unit.one, many: unit.many }, holds: unit.size };
    }),
  }));
  const range: Step = { kind: 'range', districts: bound.length, minimum: order.least, maximum: order.most };
  if (order.leftOut.length === 0) return [...back, range];
  return [...back, range, { kind: 'left-out', minimum: order.least, maximum: order.most, rows: order.leftOut.map(limits) }];
}

function orderStep(item: KnownItem, { order }: Bound, rules: Rules, tier: number, goodsCents: number, paid: string): Step {
  const { one, many } = item.prices.unit;
  const before = order.boughtUpFrom;
  return {
    kind: 'order',
    aim: rules.aim,
    units: order.units,
    taken: order.taken,
    cents: goodsCents,
    tier,
    priceCents: item.prices.tiers[tier]!.priceCents,
    pricedPer: { one, many },
    paid,
    boughtUpFrom: before === null ? null : { units: before, cents: lineCents(costOf(item.prices, before), item.prices) },
  };
}

/** Everyone gets its minimum; what is taken beyond the minimums goes by max-min fairness over the room above them. */
function shareOut(commitments: readonly Limits[], positions: readonly number[], taken: number, goodsCents: number): { rows: LineRow[]; proof: FairProof; extra: number; room: number } {
  const taking = positions.map((at) => commitments[at]!);
  const rooms = taking.map(({ least, most }) => most - least);
  const extra = taking.reduce((rest, { least }) => rest - least, taken);
  const { units, proof } = maxMinFair(extra, rooms);
  const quantities = taking.map(({ least }, i) => least + units[i]!);
  const { amounts, odd } = allocateWhole(goodsCents, quantities, taking.map((limits) => limits.district));
  const rows = taking.map(({ district, least, most }, i) => ({ district, minimum: least, maximum: most, units: quantities[i]!, cents: amounts[i]!, oddCent: odd[i] === 1 }));
  return { rows, proof: namedProof(proof, (at) => taking[at]!.district), extra, room: rooms.reduce((sum, room) => sum + room, 0) };
}

function chargesOf(item: KnownItem, orderUnits: number, rows: readonly LineRow[]): ChargeStep[] {
  if (item.charges.length === 0) return [];
  const taking = rows.filter((row) => row.units > 0);
  const part = { districts: taking.map((row) => row.district), units: taking.map((row) => row.units), goodsCents: taking.map((row) => row.cents) };
  return item.charges.flatMap((charge) => shareCharge(charge, orderUnits, part) ?? []);
}

/** Every commitment and what it came to. `rows` are those who take part, in the same order. */
function linesOf(commitments: readonly Limits[], { order, stepsBack }: Bound, rows: readonly LineRow[], charges: readonly ChargeStep[]): FillLine[] {
  const states = commitments.map((): FillLine['state'] => (order.units === 0 ? 'open' : 'takes'));
  for (const { out } of stepsBack) for (const at of out) states[at] = 'not-bound';
  for (const at of order.leftOut) states[at] = 'left-out';
  const beside = new Map<string, number>();
  for (const charge of charges) for (const row of charge.rows) beside.set(row.district, (beside.get(row.district) ?? 0) + row.cents);
  let next = 0;
  return commitments.map(({ district, least, most }, at) => {
    const row = states[at] === 'takes' ? rows[next++]! : null;
    return { district, state: states[at]!, minimum: least, maximum: most, units: row?.units ?? 0, goodsCents: row?.cents ?? 0, chargesCents: beside.get(district) ?? 0 };
  });
}
