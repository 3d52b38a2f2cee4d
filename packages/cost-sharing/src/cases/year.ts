import { calculatePlan } from '../plan/calculate.js';
import { exitShare } from '../year/exit.js';
import { installments } from '../year/installments.js';
import { buyIn, leave, shareByMemberDays } from '../year/partial.js';
import { returnSurplus, trueUp } from '../year/true-up.js';
import { defaultKeys, fail, hasShape, keysOf, numberOf, numbersOf, toExact, weightsOf, type Inputs } from './case.js';
import { done, inOrder, shareOf, type Adapter, type Shapes } from './engine.js';

const byKey = <T>(keys: readonly string[], values: readonly T[]): Record<string, T> =>
  keys.length === values.length ? Object.fromEntries(keys.map((key, i) => [key, values[i]!])) : fail('a list does not fit the members');

const trueUpCase: Adapter = {
  lists: ['billed', 'units'],
  weights: ['units'],
  solve(inputs) {
    const billed = numbersOf(inputs['billed'], 'billed');
    const keys = keysOf(inputs, billed.length);
    const rule = shareOf('units', keys, weightsOf(inputs['units'], 'units'));
    const final = done(calculatePlan({ members: keys.map((key) => ({ key })), lines: [{ id: 'actual', name: 'Actual cost', amountCents: numberOf(inputs['actual'], 'actual'), rule }] })).shares;
    const { adjustments } = done(trueUp(final, byKey(keys, billed)));
    return { named: { final: inOrder(keys, final), adjust: inOrder(keys, adjustments) } };
  },
};

const refund = (surplus: string, weights: string, policy: 'by-payments' | 'by-driver'): Adapter => ({
  lists: [weights],
  weights: [weights],
  solve(inputs) {
    const values = weightsOf(inputs[weights], weights);
    const keys = keysOf(inputs, values.length);
    return { main: inOrder(keys, done(returnSurplus({ surplusCents: numberOf(inputs[surplus], surplus), policy, weights: byKey(keys, values) })).refunds) };
  },
});

const reserve: Adapter = {
  lists: ['paid'],
  weights: ['paid'],
  solve(inputs) {
    const paid = weightsOf(inputs['paid'], 'paid');
    const keys = keysOf(inputs, paid.length);
    const given = { heldCents: numberOf(inputs['reserve'], 'reserve'), budgetCents: numberOf(inputs['budget'], 'budget'), ceilingPercent: String(inputs['target_pct']) };
    const got = done(returnSurplus({ surplusCents: numberOf(inputs['surplus'], 'surplus'), policy: 'by-payments', weights: byKey(keys, paid), reserve: given }));
    return { named: { to_reserve: got.keptCents, refund: inOrder(keys, got.refunds) } };
  },
};

const scaleDays: NonNullable<Adapter['rescale']> = (inputs, expected) => ({
  inputs: { ...inputs, day: 2 * numberOf(inputs['day'], 'day'), days: 2 * numberOf(inputs['days'], 'days') },
  expected,
});

const leaving: Adapter = {
  lists: ['rest'],
  rescale: scaleDays,
  solve(inputs, expected) {
    const told = inputs['rest'] ?? restCount(expected);
    const rest = weightsOf(told, 'rest');
    const keys = keysOf(inputs, rest.length);
    const noticeInTime = inputs['notice_ok'] === undefined ? true : typeof inputs['notice_ok'] === 'boolean' ? inputs['notice_ok'] : fail('notice_ok is yes or no');
    const got = done(leave({ member: 'the leaver', shareCents: numberOf(inputs['share'], 'share'), day: numberOf(inputs['day'], 'day'), days: numberOf(inputs['days'], 'days'), noticeInTime, rest: byKey(keys, rest) }));
    return { main: got.leaverCents, named: { leaver: got.leaverCents, rest: inOrder(keys, got.shares) } };
  },
};

/** Where a case names no rest because the leaver owes the year, any weights will do. */
function restCount(expected: unknown): number[] {
  const rest = typeof expected === 'object' && expected !== null ? (expected as Record<string, unknown>)['rest'] : undefined;
  return Array.isArray(rest) && rest.length > 0 ? rest.map(() => 1) : [1];
}

const joining: Adapter = {
  lists: ['weights', 'days'],
  weights: ['weights'],
  solve(inputs) {
    const weights = weightsOf(inputs['weights'], 'weights');
    const keys = keysOf(inputs, weights.length);
    const counts = byKey(keys, weights.map((value) => ({ value })));
    return { main: inOrder(keys, done(shareByMemberDays({ totalCents: numberOf(inputs['total'], 'total'), measure: 'weight', counts, days: byKey(keys, numbersOf(inputs['days'], 'days')) })).shares) };
  },
};

const buyInCase: Adapter = {
  solve(inputs) {
    const owners = defaultKeys(numberOf(inputs['owners'], 'owners'));
    const got = done(buyIn({ costCents: numberOf(inputs['cost'], 'cost'), lifeYears: numberOf(inputs['life'], 'life'), ageYears: numberOf(inputs['age'], 'age'), owners }));
    const received = inOrder(owners, got.received);
    const even = received.every((cents) => cents === received[0]);
    return { main: got.buyInCents, named: { buy_in: got.buyInCents, each_owner_receives: even ? received[0] : received } };
  },
  rescale: (inputs, expected) => ({ inputs: { ...inputs, life: 2 * numberOf(inputs['life'], 'life'), age: 2 * numberOf(inputs['age'], 'age') }, expected }),
};

const installmentsCase: Adapter = {
  solve: (inputs) => ({ main: done(installments(numberOf(inputs['total'], 'total'), numberOf(inputs['n'], 'n'))).cents }),
  // A refund mirrors the charge: scaled by minus one.
  rescale: (inputs, expected) => ({ inputs: { ...inputs, total: -numberOf(inputs['total'], 'total') }, expected: (expected as number[]).map((cents) => 0 - cents) }),
};

const factorNames = (inputs: Inputs): string[] => Object.keys(inputs).filter((name) => name.endsWith('_pct'));

const withdrawal: Adapter = {
  amounts: ['net_assets'],
  solve(inputs) {
    const net = numberOf(inputs['net_assets'], 'net_assets');
    const factors = factorNames(inputs).map((name) => ({ name, percent: toExact(inputs[name]) === null ? fail(`${name} is not a number`) : String(inputs[name]), part: 1 }));
    return { main: done(exitShare({ assetsCents: Math.max(0, net), excludedAssetsCents: 0, liabilitiesCents: Math.max(0, -net), factors, assetsGoWithLeaver: true })).netCents };
  },
};

export const YEAR: Readonly<Record<string, Shapes>> = {
  'true-up': [{ when: (inputs) => hasShape(inputs, ['billed', 'actual', 'units']), adapter: trueUpCase }],
  refund: [
    { when: (inputs) => hasShape(inputs, ['billed', 'surplus']), adapter: refund('surplus', 'billed', 'by-payments') },
    { when: (inputs) => hasShape(inputs, ['rebate', 'purchases']), adapter: refund('rebate', 'purchases', 'by-driver') },
    { when: (inputs) => hasShape(inputs, ['surplus', 'budget', 'target_pct', 'reserve', 'paid']), adapter: reserve },
  ],
  proration: [
    { when: (inputs) => hasShape(inputs, ['share', 'day', 'days'], ['rest', 'notice_ok']) && (inputs['rest'] !== undefined || inputs['notice_ok'] === false), adapter: leaving },
    { when: (inputs) => hasShape(inputs, ['total', 'weights', 'days']), adapter: joining },
  ],
  'buy-in': [{ when: (inputs) => hasShape(inputs, ['cost', 'life', 'age', 'owners']), adapter: buyInCase }],
  // The case file spells it so.
  instalments: [{ when: (inputs) => hasShape(inputs, ['total', 'n']), adapter: installmentsCase }],
  withdrawal: [{ when: (inputs) => factorNames(inputs).length > 0 && hasShape(inputs, ['net_assets', ...factorNames(inputs)]), adapter: withdrawal }],
};
