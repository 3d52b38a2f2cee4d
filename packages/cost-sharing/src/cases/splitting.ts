import { exact, multiply, toText } from '@barnraise/money';
import { checkFairness } from '../fairness/check.js';
import { serialShares } from '../games/serial.js';
import { calculatePlan } from '../plan/calculate.js';
import type { Sharing } from '../plan/plan.js';
import { fail, hasShape, keysOf, listOf, numberOf, numbersOf, toExact, weightsOf, type Inputs } from './case.js';
import { byRoundedRate, eachHalfUp, fromTheTop, toLargestWeights } from './contrast.js';
import { done, inOrder, infeasible, oneLine, shareOf, split, type Adapter, type Shapes } from './engine.js';

const COUNTS = ['weights', 'pupils', 'rwada', 'adm', 'ada', 'enrollment'];
const measureOf = (inputs: Inputs): string => COUNTS.find((name) => inputs[name] !== undefined) ?? 'weights';

/** One total by one list of counts; the rules that are not used beside it. */
const plain: Adapter = {
  lists: COUNTS,
  weights: COUNTS,
  solve(inputs) {
    const measure = measureOf(inputs);
    const weights = weightsOf(inputs[measure], measure);
    const keys = keysOf(inputs, weights.length);
    const total = numberOf(inputs['total'], 'total');
    const shares = split(keys, total, shareOf(measure, keys, weights));
    const whole = weights.every((weight): weight is number => typeof weight === 'number') && total >= 0 ? (weights as number[]) : null;
    const naive = whole === null ? {} : {
      naive_half_up: eachHalfUp(total, whole), naive_sum: eachHalfUp(total, whole).reduce((a, b) => a + b, 0),
      dinero_2_0_2: toLargestWeights(total, whole), rounded_rate_total: byRoundedRate(total, whole), fowler: fromTheTop(total, whole),
    };
    return { main: shares, named: { largest_remainder: shares, shares, ...naive } };
  },
};

const severalTotals: Adapter = {
  lists: COUNTS,
  weights: COUNTS,
  solve(inputs) {
    const measure = measureOf(inputs);
    const weights = weightsOf(inputs[measure], measure);
    const keys = keysOf(inputs, weights.length);
    return { main: numbersOf(inputs['totals'], 'totals').map((total) => split(keys, total, shareOf(measure, keys, weights))) };
  },
};

const severalOrders: Adapter = {
  solve(inputs) {
    const total = numberOf(inputs['total'], 'total');
    const orders = listOf(inputs['orders'], 'orders').map((order) => numbersOf(order, 'an order'));
    return { named: { largest_remainder: orders.map((order) => { const keys = keysOf(inputs, order.length); return split(keys, total, shareOf('weights', keys, order)); }), fowler: orders.map((order) => fromTheTop(total, order)) } };
  },
  rescale: (inputs, expected) => ({ inputs: { ...inputs, orders: (inputs['orders'] as number[][]).map((order) => order.map((weight) => 7 * weight)) }, expected }),
};

/** Lines of an amount and one weight per member, or of named weights. */
const lineItems: Adapter = {
  solve(inputs) {
    const lines = listOf(inputs['lines'], 'lines');
    return Array.isArray(lines[0]) ? plainLines(inputs, lines) : namedLines(lines);
  },
  rescale: (inputs, expected) => ({
    inputs: { ...inputs, lines: (inputs['lines'] as unknown[]).map((line) => {
      if (Array.isArray(line)) return [line[0], (line[1] as number[]).map((weight) => 7 * weight)];
      const entry = line as { weights: Record<string, number> };
      return { ...entry, weights: Object.fromEntries(Object.entries(entry.weights).map(([key, weight]) => [key, 7 * weight])) };
    }) },
    expected,
  }),
  rename: (inputs, name) => ({
    ...inputs,
    lines: (inputs['lines'] as unknown[]).map((line) => (Array.isArray(line) ? line : { ...(line as object), weights: Object.fromEntries(Object.entries((line as { weights: object }).weights).map(([key, weight]) => [name(key), weight])) })),
  }),
};

function plainLines(inputs: Inputs, lines: unknown[]) {
  const read = lines.map((line) => {
    const [cents, weights] = listOf(line, 'a line');
    return { cents: numberOf(cents, 'the amount of a line'), weights: weightsOf(weights, 'the weights of a line') };
  });
  const keys = keysOf(inputs, read[0]!.weights.length);
  return finishLines(keys, read.map(({ cents, weights }) => ({ cents, weights: Object.fromEntries(keys.map((key, i) => [key, weights[i] ?? fail('a line does not fit the members')])) })));
}

function namedLines(lines: unknown[]) {
  const read = lines.map((entry) => {
    const line = entry as Record<string, unknown>;
    const weights = (line['weights'] ?? fail('a line has no weights')) as Record<string, number>;
    return { cents: numberOf(line['cents'], 'the amount of a line'), weights };
  });
  return finishLines([...new Set(read.flatMap((line) => Object.keys(line.weights)))].sort(), read);
}

function finishLines(keys: string[], lines: { cents: number; weights: Record<string, number | string> }[]) {
  const on = (line: (typeof lines)[number]): string[] => Object.keys(line.weights).filter((key) => toExact(line.weights[key])!.n > 0n);
  const plan = { members: keys.map((key) => ({ key })), lines: lines.map((line, k) => ({ id: String(k), name: `Line ${k + 1}`, amountCents: line.cents, among: on(line), rule: shareOf('weights', on(line), on(line).map((key) => line.weights[key]!)) })) };
  const shares = inOrder(keys, done(calculatePlan(plan)).shares);
  const costs = { kind: 'lines' as const, members: keys, lines: lines.map((line) => ({ cost: line.cents, among: on(line) })) };
  const stable = lines.some((line) => line.cents < 0) ? undefined : done(checkFairness(costs, Object.fromEntries(keys.map((key, i) => [key, shares[i]!])))).stable;
  return { main: shares, named: { shares, ...(stable === undefined ? {} : { in_core: stable }) } };
}
const twoPart: Adapter = {
  lists: ['students'],
  weights: ['students'],
  solve(inputs) {
    const students = weightsOf(inputs['students'], 'students');
    const keys = keysOf(inputs, students.length);
    const fixed = numberOf(inputs['fixed'], 'fixed');
    return { main: split(keys, fixed + numberOf(inputs['variable'], 'variable'), { by: 'base-and-use', baseCents: fixed, base: { by: 'equally' }, use: shareOf('students', keys, students) }) };
  },
};

const COUNT_LISTS = ['adm', 'value', 'wealth', 'ada', 'students', 'rwada', 'enrollment', 'usage', 'contribution'];
const listed = (inputs: Inputs): string[] => Object.keys(inputs).filter((name) => COUNT_LISTS.includes(name));

const blended: Adapter = {
  lists: COUNT_LISTS,
  weights: COUNT_LISTS,
  solve(inputs) {
    const names = listed(inputs);
    const lists = names.map((name) => weightsOf(inputs[name], name));
    const keys = keysOf(inputs, lists[0]?.length ?? fail('a blend needs counts'));
    const total = numberOf(inputs['total'], 'total');
    const sharings: Sharing[] = names.map((name, k) => shareOf(name, keys, lists[k]!));
    if (inputs['equal_pct'] !== undefined) {
      const equal = numberOf(inputs['equal_pct'], 'equal_pct');
      return { main: split(keys, total, { by: 'blend', parts: [{ part: equal, sharing: { by: 'equally' } }, { part: 100 - equal, sharing: sharings[0]! }] }) };
    }
    const parts = weightsOf(inputs['mix'], 'mix');
    if (parts.length !== sharings.length) fail('the mix does not fit the counts');
    return { main: split(keys, total, { by: 'blend', parts: sharings.map((sharing, k) => ({ part: parts[k]!, sharing })) }) };
  },
};

const weighted: Adapter = {
  lists: COUNT_LISTS,
  weights: COUNT_LISTS,
  solve(inputs) {
    const names = listed(inputs);
    const lists = names.map((name) => weightsOf(inputs[name], name));
    const keys = keysOf(inputs, lists[0]?.length ?? fail('weights need counts'));
    const drivers = names.map((name, k) => { const sharing = shareOf(name, keys, lists[k]!); return sharing.by === 'share-of' ? sharing.driver : fail('no driver'); });
    return { main: split(keys, numberOf(inputs['total'], 'total'), { by: 'product-of', drivers }) };
  },
};

const bounded: Adapter = {
  lists: ['weights', 'lo', 'hi', 'last', 'quotes'],
  weights: ['weights'],
  solve(inputs) {
    const weights = weightsOf(inputs['weights'], 'weights');
    const keys = keysOf(inputs, weights.length);
    const record = (name: string): Record<string, number> | undefined => (inputs[name] === undefined ? undefined : Object.fromEntries(numbersOf(inputs[name], name).map((cents, i) => [keys[i] ?? fail(`${name} does not fit`), cents])));
    const low = record('lo');
    const high = record('hi');
    const last = record('last');
    const quotes = record('quotes');
    const bounds = {
      ...(inputs['floor'] === undefined ? {} : { minimumCents: numberOf(inputs['floor'], 'floor') }),
      ...(inputs['cap'] === undefined ? {} : { maximumCents: numberOf(inputs['cap'], 'cap') }),
      ...(low === undefined ? {} : { minimumCents: low }),
      ...(high === undefined ? {} : { maximumCents: high }),
      ...(last === undefined ? {} : { lastYear: { cents: last, mostRisePercent: String(inputs['pct'] ?? fail('pct is missing')) } }),
      ...(quotes === undefined ? {} : { quotes: Object.fromEntries(Object.entries(quotes).map(([key, cents]) => [key, { cents }])) }),
    };
    const result = oneLine(keys, { amountCents: numberOf(inputs['total'], 'total'), rule: shareOf('weights', keys, weights), bounds });
    return { main: result.ok ? inOrder(keys, result.shares) : infeasible(result.refusal) };
  },
};

const layers: Adapter = {
  lists: ['need'],
  amounts: ['need'],
  solve(inputs) {
    const need = numbersOf(inputs['need'], 'need');
    const keys = keysOf(inputs, need.length);
    return { main: inOrder(keys, done(oneLine(keys, { rule: { by: 'layers', needs: Object.fromEntries(keys.map((key, i) => [key, need[i]!])) } })).shares) };
  },
};

const serial: Adapter = {
  lists: ['q'],
  solve(inputs) {
    const power = powerOf(inputs);
    const quantities = numbersOf(inputs['q'], 'q');
    const cost = (quantity: number) => exact(BigInt(quantity) ** BigInt(power));
    const all = quantities.reduce((a, b) => a + b, 0);
    const proportional = quantities.map((quantity) => toText(multiply(cost(all), exact(`${quantity}/${all}`))));
    return { main: serialShares(quantities, cost).map(toText), named: { serial: serialShares(quantities, cost).map(toText), proportional } };
  },
  rescale(inputs, expected) {
    const factor = 3 ** powerOf(inputs);
    return { inputs: { ...inputs, q: (inputs['q'] as number[]).map((quantity) => 3 * quantity) }, expected: times(expected, factor) };
  },
};

const powerOf = (inputs: Inputs): number => Number(/^q\^([1-9])$/.exec(String(inputs['cost']))?.[1] ?? fail(`the cost ${String(inputs['cost'])} is not known`));

/** Every number of an expected value times a factor. */
export function times(expected: unknown, factor: number): unknown {
  if (Array.isArray(expected)) return expected.map((value) => times(value, factor));
  if (typeof expected === 'object' && expected !== null) return Object.fromEntries(Object.entries(expected).map(([name, value]) => [name, times(value, factor)]));
  const number = typeof expected === 'boolean' ? null : toExact(expected);
  return number === null ? expected : toText(multiply(number, exact(factor)));
}

const LIMITS = ['floor', 'cap', 'lo', 'hi', 'last', 'pct', 'quotes'];
const both = (inputs: Inputs, a: string, b: string): boolean => inputs[a] !== undefined && inputs[b] !== undefined;
const oneCount = (inputs: Inputs): boolean => COUNTS.some((name) => hasShape(inputs, ['total', name]));

export const SPLITTING: Readonly<Record<string, Shapes>> = {
  'largest-remainder': [
    { when: oneCount, adapter: plain },
    { when: (inputs) => COUNTS.some((name) => hasShape(inputs, ['totals', name])), adapter: severalTotals },
    { when: (inputs) => hasShape(inputs, ['total', 'orders']), adapter: severalOrders },
    { when: (inputs) => hasShape(inputs, ['lines']), adapter: lineItems },
  ],
  'line-item': [{ when: (inputs) => hasShape(inputs, ['lines']), adapter: lineItems }],
  'two-part': [{ when: (inputs) => hasShape(inputs, ['fixed', 'variable', 'students']), adapter: twoPart }],
  blended: [
    { when: (inputs) => hasShape(inputs, ['total', 'equal_pct'], COUNT_LISTS) && listed(inputs).length === 1, adapter: blended },
    { when: (inputs) => hasShape(inputs, ['total', 'mix'], COUNT_LISTS), adapter: blended },
  ],
  weighted: [{ when: (inputs) => hasShape(inputs, ['total'], COUNT_LISTS), adapter: weighted }],
  bounded: [
    {
      when: (inputs) => hasShape(inputs, ['total', 'weights'], LIMITS) && !both(inputs, 'floor', 'lo') && !both(inputs, 'cap', 'hi') && (inputs['last'] === undefined) === (inputs['pct'] === undefined),
      adapter: bounded,
    },
  ],
  layers: [{ when: (inputs) => hasShape(inputs, ['need']), adapter: layers }],
  serial: [{ when: (inputs) => hasShape(inputs, ['q', 'cost']), adapter: serial }],
};
