import type { Limits } from '../read/commitment.js';
import type { KnownItem } from '../read/item.js';
import type { ItemStep, Step, Trace } from './trace.js';

export function itemStep({ name, specification, units, smallest, prices }: KnownItem): ItemStep {
  return {
    kind: 'item',
    name,
    ...(specification === null ? {} : { specification }),
    conversions: [...units.values()].filter((unit) => unit !== smallest).map(({ one, size }) => ({ one, holds: size })),
    mode: prices.mode,
    pricedPer: { one: prices.unit.one, many: prices.unit.many },
    tiersIn: { one: prices.tierUnit.one, many: prices.tierUnit.many },
    tiers: prices.tiers.map(({ from, priceCents }) => ({ from, priceCents })),
  };
}

export function traceOf({ smallest, order }: KnownItem, commitments: readonly Limits[], names: Names, steps: readonly Step[]): Trace {
  return {
    schema: 'barnraise-pool-trace/1',
    rounding: 'largest-remainder/1',
    unit: { one: smallest.one, many: smallest.many },
    order: { one: order.one, many: order.many, holds: order.size },
    names: commitments.length === names.size ? everyName(names) : Object.fromEntries(commitments.map(({ district }) => [district, names.get(district) ?? district])),
    steps,
  };
}

/** The trace of a whole round, whose items have units of their own. */
export function roundTrace(names: Names, steps: readonly Step[]): Trace {
  const unit = { one: 'unit', many: 'units' };
  return { schema: 'barnraise-pool-trace/1', rounding: 'largest-remainder/1', unit, order: { ...unit, holds: 1 }, names: everyName(names), steps };
}

/** By key of the district. */
export type Names = ReadonlyMap<string, string>;

/** Where everybody takes part, the traces of all items share one record. */
const shared = new WeakMap<Names, Readonly<Record<string, string>>>();
function everyName(names: Names): Readonly<Record<string, string>> {
  const record = shared.get(names) ?? Object.fromEntries(names);
  shared.set(names, record);
  return record;
}
