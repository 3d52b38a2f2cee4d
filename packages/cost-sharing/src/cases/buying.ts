import { toText } from '@barnraise/money';
import { checkFairness } from '../fairness/check.js';
import { readGame, type GroupCosts } from '../games/costs.js';
import { splitGame } from '../games/joint.js';
import type { PriceTier, TierMode } from '../plan/plan.js';
import { buyUp, tierCost } from '../plan/tiers.js';
import { fail, hasShape, keysOf, listOf, numbersOf, toExact, type Got, type Inputs } from './case.js';
import { done, driver, inOrder, oneLine, type Adapter, type Shapes } from './engine.js';
import { times } from './splitting.js';

const tiersOf = (inputs: Inputs): PriceTier[] => listOf(inputs['tiers'], 'tiers').map((tier) => numbersOf(tier, 'a tier')).map(([from, priceCents]) => ({ from: from!, priceCents: priceCents ?? fail('a tier has no price') }));

const scaleTiers: NonNullable<Adapter['rescale']> = (inputs, expected) => ({
  inputs: { ...inputs, tiers: (inputs['tiers'] as [number, number][]).map(([from, price]) => [from, 3 * price]) },
  expected: times(expected, 3),
});

/** A price list for a quantity each, split by quantity, ordering more where that costs less. */
const byTiers = (mode: TierMode): Adapter => ({
  lists: ['q'],
  solve(inputs) {
    const tiers = tiersOf(inputs);
    const q = numbersOf(inputs['q'], 'q');
    const keys = keysOf(inputs, q.length);
    const total = q.reduce((a, b) => a + b, 0);
    const result = done(oneLine(keys, { rule: { by: 'volume', tiers, mode, buyUp: true, quantities: driver('units', keys, q) } }));
    const cheaper = buyUp(tiers, mode, total);
    const shares = inOrder(keys, result.shares);
    const named = { group: result.totalCents, plain: tierCost(tiers, mode, total), shares, alone: q.map((units) => tierCost(tiers, mode, units)), ...(cheaper === null ? {} : { buyup: cheaper.cents }) };
    return { main: shares, named };
  },
  amounts: ['tiers'],
});

/** A joint project in every method the cases name. */
function methods(costs: GroupCosts, order: readonly string[]): Got {
  const game = readGame(costs);
  const named = (method: Parameters<typeof splitGame>[1]): string[] => {
    const split = splitGame(game, method);
    return order.map((key) => toText(split[game.members.indexOf(key)]!));
  };
  return {
    named: {
      shapley: named('average-joining-cost'), nucleolus: named('nucleolus'), scrb: named('own-extra-cost'), equal_charge: named('equal-charge'),
      cost_gap: named('cost-gap'), per_capita_nucleolus: named('protect-the-least-happy'), moriarity: named('same-percent'),
    },
  };
}

const volumeGame: Adapter = {
  lists: ['q'],
  solve(inputs) {
    const q = numbersOf(inputs['q'], 'q');
    const keys = keysOf(inputs, q.length);
    const tiers = tiersOf(inputs);
    const mode = inputs['mode'] === undefined ? 'all-units' : inputs['mode'] === 'incremental' || inputs['mode'] === 'all-units' ? inputs['mode'] : fail('the mode is not known');
    const costs: GroupCosts = { kind: 'volume', members: keys, tiers, mode, quantities: Object.fromEntries(keys.map((key, i) => [key, q[i]!])) };
    const shares = done(oneLine(keys, { rule: { by: 'volume', tiers, mode, buyUp: false, quantities: driver('units', keys, q) } })).shares;
    return { named: { ...methods(costs, keys).named, proportional_in_core: done(checkFairness(costs, shares)).stable } };
  },
  rescale: scaleTiers,
};

/** Costs of groups named by letters ("AB") or with a plus ("A+B"). */
const namedGroups = (group: string): string[] => (group.includes('+') ? group.split('+') : group.split(''));

const tableGame: Adapter = {
  solve(inputs) {
    const cost = (inputs['cost'] ?? fail('the costs are missing')) as Record<string, unknown>;
    const wide = Object.keys(cost).some((group) => group.includes('+'));
    const parts = (group: string): string[] => (wide ? group.split('+') : group.split(''));
    const members = [...new Set(Object.keys(cost).flatMap(parts))].sort();
    const costs = Object.fromEntries(Object.entries(cost).map(([group, value]) => [parts(group).join('+'), toExact(value) === null ? fail(`the cost of ${group} is not a number`) : String(value)]));
    return methods({ kind: 'table', members, costs }, members);
  },
  rescale: (inputs, expected) => ({ inputs: { cost: times(inputs['cost'], 3) }, expected: times(expected, 3) }),
  rename: (inputs, name) => ({ cost: Object.fromEntries(Object.entries(inputs['cost'] as object).map(([group, value]) => [namedGroups(group).map(name).join('+'), value])) }),
};

const guarantee: Adapter = {
  lists: ['guarantee', 'current', 'large'],
  amounts: ['guarantee', 'current', 'large'],
  solve(inputs) {
    const current = numbersOf(inputs['current'], 'current');
    const large = numbersOf(inputs['large'], 'large');
    const guaranteed = numbersOf(inputs['guarantee'], 'guarantee');
    if (guaranteed.length !== current.length) fail('the guarantees do not fit the districts');
    const small = current.map((_, i) => `s${String(i).padStart(4, '0')}`);
    const big = large.map((_, i) => `t${String(i).padStart(4, '0')}`);
    // Revenue is a cost with the sign turned: at least the guarantee is at most its negative.
    const amounts = Object.fromEntries([...small.map((key, i) => [key, -current[i]!]), ...big.map((key, i) => [key, -large[i]!])]);
    const result = done(oneLine([...small, ...big], { rule: { by: 'named-amounts', amounts } }, [
      { kind: 'guarantee', id: 'guarantee', name: 'Guarantee', atMostCents: Object.fromEntries(small.map((key, i) => [key, -guaranteed[i]!])), financedBy: big },
    ]));
    return { named: { small: inOrder(small, result.shares).map((cents) => -cents), large: inOrder(big, result.shares).map((cents) => -cents) } };
  },
};

export const BUYING: Readonly<Record<string, Shapes>> = {
  'tier-all-units': [{ when: (inputs) => hasShape(inputs, ['tiers', 'q']), adapter: byTiers('all-units') }],
  'tier-incremental': [{ when: (inputs) => hasShape(inputs, ['tiers', 'q']), adapter: byTiers('incremental') }],
  game: [
    { when: (inputs) => hasShape(inputs, ['tiers', 'q'], ['mode']), adapter: volumeGame },
    { when: (inputs) => hasShape(inputs, ['cost']) && typeof inputs['cost'] === 'object', adapter: tableGame },
  ],
  guarantee: [{ when: (inputs) => hasShape(inputs, ['guarantee', 'current', 'large']), adapter: guarantee }],
};
