import { cents, exact, percentOf } from '@barnraise/money';
import { consortiumRate } from '../plan/adjustments.js';
import { sharedPersonLines, type SharedPerson } from '../plan/person.js';
import type { LineRule } from '../plan/plan.js';
import { calculatePlan } from '../plan/calculate.js';
import { leastTuition, seatFees } from '../year/fees.js';
import { fail, hasShape, keysOf, numberOf, numbersOf, toExact, weightsOf, listOf, type Inputs } from './case.js';
import { halfEven } from './contrast.js';
import { done, driver, inOrder, oneLine, shareOf, split, type Adapter, type Shapes } from './engine.js';

/** A person shared by minutes; travel as amounts to the receiver, or as minutes in the weight. */
const sharedPerson: Adapter = {
  lists: ['minutes', 'travel_minutes'],
  weights: ['minutes', 'travel_minutes'],
  solve(inputs) {
    const minutes = weightsOf(inputs['minutes'], 'minutes');
    const keys = keysOf(inputs, minutes.length);
    const pay = numberOf(inputs['pay'], 'pay');
    const work = Object.fromEntries(keys.map((key, i) => [key, { value: minutes[i]! }]));
    const person = { id: 'pay', name: 'Person', payCents: pay, measure: 'minutes', work, ...travelOf(inputs, keys) };
    const { lines } = done(sharedPersonLines(person));
    return { main: inOrder(keys, done(calculatePlan({ members: keys.map((key) => ({ key })), lines })).shares) };
  },
  rename: (inputs, name) => (inputs['trips'] === undefined ? inputs : { ...inputs, trips: Object.fromEntries(Object.entries(inputs['trips'] as object).map(([key, trip]) => [name(key), trip])) }),
};

function travelOf(inputs: Inputs, keys: readonly string[]): Pick<SharedPerson, 'travel'> {
  if (inputs['travel_minutes'] !== undefined) {
    const minutes = weightsOf(inputs['travel_minutes'], 'travel_minutes');
    if (minutes.length !== keys.length) fail('the travel does not fit the members');
    return { travel: { borneBy: 'weight', added: Object.fromEntries(keys.map((key, i) => [key, minutes[i]!])) } };
  }
  if (inputs['trips'] === undefined) return {};
  const to = Object.entries(inputs['trips'] as object).map(([key, value]) => {
    const trip = numbersOf(value, 'a trip');
    return [key, trip.length === 3 ? { trips: trip[0]!, waysPerTrip: trip[1]!, milesPerWay: trip[2]! } : fail('a trip is a number, ways and miles')];
  });
  return { travel: { borneBy: 'receiver', centsPerMile: String(inputs['cents_per_mile']), to: Object.fromEntries(to) } };
}

const seatsByCost: Adapter = {
  lists: ['seats'],
  weights: ['seats'],
  solve(inputs) {
    const seats = weightsOf(inputs['seats'], 'seats');
    const keys = keysOf(inputs, seats.length);
    return { main: split(keys, numberOf(inputs['cost'], 'cost'), shareOf('seats', keys, seats)) };
  },
};

const HOST = 'the host';

const seatsByPrice: Adapter = {
  lists: ['seats'],
  amounts: ['cost', 'price'],
  solve(inputs) {
    const seats = numbersOf(inputs['seats'], 'seats');
    const keys = keysOf(inputs, seats.length);
    const rule: LineRule = { by: 'fixed-price', unit: 'seat', priceCents: numberOf(inputs['price'], 'price'), host: HOST, quantities: driver('seats', keys, seats) };
    const { shares } = done(oneLine([...keys, HOST], { amountCents: numberOf(inputs['cost'], 'cost'), rule }));
    return { main: inOrder(keys, shares), named: { shares: inOrder(keys, shares), host_absorbs: shares[HOST] } };
  },
};

const fees = (full: string, part: string, percent: string): Adapter => ({
  amounts: ['price'],
  solve: (inputs) => ({ main: done(seatFees(numberOf(inputs['price'], 'price'), numberOf(inputs[full], full), numberOf(inputs[part], part), String(inputs[percent]))).cents }),
});

const fee: Adapter = {
  solve(inputs) {
    const percent = toExact(inputs['pct']) ?? fail('pct is not a number');
    const base = numberOf(inputs['base'], 'base');
    const rounded = percentOf(cents(base), percent);
    return { main: rounded, named: { half_up: rounded, half_even: halfEven(base, percent) } };
  },
  // Ten times the base at a tenth of the percent is the same fee.
  rescale: (inputs, expected) => ({ inputs: { ...inputs, base: 10 * numberOf(inputs['base'], 'base'), pct: tenth(inputs['pct']) }, expected }),
};

function tenth(value: unknown): string {
  const { n, d } = toExact(value) ?? fail('pct is not a number');
  return `${n}/${d * 10n}`;
}

const tuition: Adapter = {
  solve: (inputs) => ({ main: done(leastTuition(numberOf(inputs['cost_per_pupil'], 'cost_per_pupil'), String(inputs['pupils']), '1/2')).cents }),
  rescale: (inputs, expected) => ({ inputs: { cost_per_pupil: 10 * numberOf(inputs['cost_per_pupil'], 'cost_per_pupil'), pupils: tenth(inputs['pupils']) }, expected }),
};

const indirect: Adapter = {
  lists: ['weights'],
  weights: ['weights'],
  solve(inputs) {
    const weights = weightsOf(inputs['weights'], 'weights');
    const keys = keysOf(inputs, weights.length);
    const cost = {
      directCents: numberOf(inputs['direct'], 'direct'), equipmentCents: numberOf(inputs['equipment'], 'equipment'), subawardsCents: [numberOf(inputs['subaward'], 'subaward')],
      subawardLimitCents: numberOf(inputs['subaward_limit'], 'subaward_limit'), percent: String(inputs['pct']),
    };
    const result = done(oneLine(keys, { indirect: cost, rule: shareOf('weights', keys, weights) }));
    const step = result.trace.steps.find((entry) => entry.kind === 'indirect');
    return { main: inOrder(keys, result.shares), named: { base: step?.kind === 'indirect' ? step.baseCents : null, indirect: result.totalCents, shares: inOrder(keys, result.shares) } };
  },
};

const grant: Adapter = {
  lists: ['adm', 'eligible'],
  weights: ['adm'],
  solve(inputs) {
    const adm = weightsOf(inputs['adm'], 'adm');
    const keys = keysOf(inputs, adm.length);
    const flags = listOf(inputs['eligible'], 'eligible');
    const eligible = keys.filter((_, i) => (flags[i] === true || flags[i] === false ? flags[i] : fail('eligible must be yes or no for each')));
    const result = done(oneLine(keys, { amountCents: numberOf(inputs['total'], 'total'), rule: shareOf('adm', keys, adm) }, [
      { kind: 'grant', id: 'grant', name: 'Grant', amountCents: numberOf(inputs['grant'], 'grant'), eligible },
    ]));
    const [gross, given] = result.lines;
    return { named: { gross: inOrder(keys, gross!.shares), grant: inOrder(keys, given!.shares).map((value) => 0 - value), net: inOrder(keys, result.shares) } };
  },
};

const rateOnly: Adapter = {
  lists: ['rates'],
  solve: (inputs) => ({ main: consortiumRate(weightsOf(inputs['rates'], 'rates').map((rate) => exact(rate))).percent }),
  // The size of the consortium is no matter: every member twice gives the same average.
  rescale: (inputs, expected) => ({ inputs: { rates: [...(inputs['rates'] as number[]), ...(inputs['rates'] as number[])] }, expected }),
};

const eRate: Adapter = {
  lists: ['cost', 'rates'],
  amounts: ['cost'],
  unscaled: ['rate'],
  solve(inputs) {
    const cost = numbersOf(inputs['cost'], 'cost');
    const rates = weightsOf(inputs['rates'], 'rates');
    const keys = keysOf(inputs, cost.length);
    if (rates.length !== cost.length) fail('the rates do not fit the costs');
    const by = (handOut: 'same-rate' | 'own-rate') => {
      const ratePercents = Object.fromEntries(keys.map((key, i) => [key, rates[i]!]));
      return done(oneLine(keys, { rule: { by: 'named-amounts', amounts: Object.fromEntries(keys.map((key, i) => [key, cost[i]!])) } }, [{ kind: 'discount', id: 'discount', name: 'Discount', ratePercents, handOut }]));
    };
    const own = by('own-rate');
    const discount = own.lines[1]!;
    return {
      named: {
        rate: consortiumRate(rates.map((rate) => exact(rate))).percent, discount: -discount.amountCents, shares: inOrder(keys, discount.shares).map((value) => 0 - value),
        net: inOrder(keys, own.shares), proportional_net: inOrder(keys, own.shares), equal_net: inOrder(keys, by('same-rate').shares),
      },
    };
  },
};

export const PEOPLE: Readonly<Record<string, Shapes>> = {
  fte: [
    { when: (inputs) => hasShape(inputs, ['pay', 'minutes'], ['trips', 'cents_per_mile']) && (inputs['trips'] === undefined) === (inputs['cents_per_mile'] === undefined), adapter: sharedPerson },
    { when: (inputs) => hasShape(inputs, ['pay', 'minutes', 'travel_minutes']), adapter: sharedPerson },
  ],
  seat: [
    { when: (inputs) => hasShape(inputs, ['cost', 'seats']), adapter: seatsByCost },
    { when: (inputs) => hasShape(inputs, ['cost', 'price', 'seats']), adapter: seatsByPrice },
    { when: (inputs) => hasShape(inputs, ['price', 'kept', 'dropped', 'keep_pct']), adapter: fees('kept', 'dropped', 'keep_pct') },
    { when: (inputs) => hasShape(inputs, ['price', 'completed', 'late_or_failed', 'pct']), adapter: fees('completed', 'late_or_failed', 'pct') },
  ],
  fee: [{ when: (inputs) => hasShape(inputs, ['base', 'pct']), adapter: fee }],
  tuition: [{ when: (inputs) => hasShape(inputs, ['cost_per_pupil', 'pupils']), adapter: tuition }],
  indirect: [{ when: (inputs) => hasShape(inputs, ['direct', 'equipment', 'subaward', 'subaward_limit', 'pct', 'weights']), adapter: indirect }],
  grant: [{ when: (inputs) => hasShape(inputs, ['total', 'adm', 'grant', 'eligible']), adapter: grant }],
  'e-rate': [
    { when: (inputs) => hasShape(inputs, ['rates']), adapter: rateOnly },
    { when: (inputs) => hasShape(inputs, ['cost', 'rates']), adapter: eRate },
  ],
};
