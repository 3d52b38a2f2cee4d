import { cents, type Cents } from '@barnraise/money';
import { shareCharge } from '../fill/charges.js';
import type { ItemFill } from '../fill/item.js';
import type { KnownCharge } from '../read/charges.js';
import { roundTrace, type Names } from '../trace/head.js';
import type { ChargeStep, SumStep, Trace } from '../trace/trace.js';

/** What a district pays for the items that are filled; `chargesCents` are its parts of all cost lines beside the goods. */
export interface DistrictTotal {
  readonly goodsCents: Cents;
  readonly chargesCents: Cents;
  readonly cents: Cents;
}

export interface Totals {
  readonly districts: Readonly<Record<string, DistrictTotal>>;
  readonly totalCents: Cents;
  /** The charges of the whole round; those of an item stand with it. */
  readonly charges: readonly ChargeStep[];
  /** The charges of the round and what each district comes to. */
  readonly trace: Trace;
}

interface Sums {
  goods: number;
  charges: number;
  /** On how many lines the district takes something. */
  lines: number;
}

/** Sums by district that follow the items as they change, so that one change costs one item. */
export interface RunningTotals {
  /** Takes `fill` in place of what the item came to before, null where it was not there. */
  readonly replace: (before: ItemFill | null, fill: ItemFill) => void;
  readonly totals: () => Totals;
}

export function runningTotals(names: Names, charges: readonly KnownCharge[]): RunningTotals {
  const sums = new Map<string, Sums>();
  for (const district of names.keys()) sums.set(district, { goods: 0, charges: 0, lines: 0 });
  const add = (fill: ItemFill | null, sign: 1 | -1): void => {
    if (fill?.state !== 'filled') return;
    for (const { district, units, goodsCents, chargesCents } of fill.lines) {
      if (units === 0) continue;
      const sum = sums.get(district)!;
      sum.goods += sign * goodsCents;
      sum.charges += sign * chargesCents;
      sum.lines += sign;
    }
  };
  return {
    replace(before, fill) {
      add(before, -1);
      add(fill, 1);
    },
    totals: () => totalsOf(sums, charges, names),
  };
}

function totalsOf(sums: ReadonlyMap<string, Sums>, charges: readonly KnownCharge[], names: Names): Totals {
  const taking = [...sums].filter(([, sum]) => sum.lines > 0);
  const part = { districts: taking.map(([district]) => district), units: taking.map(([, sum]) => sum.lines), goodsCents: taking.map(([, sum]) => sum.goods) };
  const shared = charges.flatMap((charge) => shareCharge(charge, 0, part) ?? []);
  const beside = new Map<string, number>();
  for (const charge of shared) for (const row of charge.rows) beside.set(row.district, (beside.get(row.district) ?? 0) + row.cents);
  const rows: SumStep['rows'][number][] = [];
  const districts: [string, DistrictTotal][] = [];
  let totalCents = 0;
  for (const [district, sum] of sums) {
    const chargesCents = cents(sum.charges + (beside.get(district) ?? 0));
    const total = { goodsCents: cents(sum.goods), chargesCents, cents: cents(sum.goods + chargesCents) };
    totalCents += total.cents;
    districts.push([district, total]);
    if (sum.lines > 0) rows.push({ district, ...total });
  }
  return { districts: Object.fromEntries(districts), totalCents: cents(totalCents), charges: shared, trace: roundTrace(names, [...shared, { kind: 'sum', totalCents, rows }]) };
}
