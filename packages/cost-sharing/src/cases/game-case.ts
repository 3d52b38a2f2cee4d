import { exact, multiply, negate, toText, type Rational } from '@barnraise/money';
import { readGame, type GroupCosts } from '../games/costs.js';
import type { Game } from '../games/game.js';
import { leastCore, splitGame, type JointMethod } from '../games/joint.js';
import { fail, difference, listOf, numberOf, numbersOf, toExact, type CaseJson } from './case.js';

const METHODS: Readonly<Record<string, JointMethod>> = {
  shapley: 'average-joining-cost',
  nucleolus: 'nucleolus',
  per_capita_nucleolus: 'protect-the-least-happy',
  proportional_nucleolus: 'proportional-nucleolus',
  scrb: 'own-extra-cost',
  cost_gap: 'cost-gap',
  tau: 'cost-gap',
  equal_charge: 'equal-charge',
  moriarity: 'same-percent',
};

/** Runs one game case; the first difference in words, or null. */
export function runGameCase(given: CaseJson, tolerance: Rational): string | null {
  const players = listOf(given['players'], 'players').map(String);
  const game = gameOf(given, players);
  const got = given['method'] === 'least_core_epsilon' ? toText(leastCore(game).saving) : shares(given, game, players);
  const expected = given['expected'];
  if (Array.isArray(expected) && expected.length !== players.length) return `expected has ${expected.length} values for ${players.length} players`;
  return (
    difference(expected, got, tolerance) ??
    (given['expected_exact'] === undefined ? null : difference(given['expected_exact'], got, exact(0), 'expected_exact')) ??
    (given['published'] === undefined ? null : difference(given['published'], got, tolerance, 'published'))
  );
}

function shares(given: CaseJson, game: Game, players: readonly string[]): string[] {
  const name = given['method'];
  const method = typeof name === 'string' && Object.hasOwn(METHODS, name) ? METHODS[name]! : fail(`the method ${String(name)} is not known`);
  const split = splitGame(game, method);
  // A value game is a cost game with the signs turned: what a member gets is what it pays, negated.
  return players.map((player) => {
    const share = split[game.members.indexOf(player)]!;
    return toText(given['game_type'] === 'value' ? negate(share) : share);
  });
}

function gameOf(given: CaseJson, players: string[]): Game {
  const game = readGame(costsOf(given['cost_function'], players));
  if (given['game_type'] === 'cost') return game;
  if (given['game_type'] !== 'value') return fail(`the game type ${String(given['game_type'])} is not known`);
  return { ...game, costs: game.costs.map((cost) => (cost === 0 ? 0 : -cost)) };
}

/** Any JSON number as exact text. */
const text = (value: unknown, name: string): string => {
  const number = toExact(value);
  return number === null ? fail(`${name} is not a number`) : toText(number);
};

function costsOf(value: unknown, members: string[]): GroupCosts {
  if (typeof value !== 'object' || value === null) return fail('the cost function is missing');
  const given = value as Record<string, unknown>;
  const byPlayer = <T>(list: readonly T[]): Record<string, T> =>
    list.length === members.length ? Object.fromEntries(members.map((member, i) => [member, list[i]!])) : fail('a list does not fit the players');
  switch (given['type']) {
    case 'table': {
      const entries = Object.entries((given['values'] ?? fail('the table has no values')) as Record<string, unknown>);
      return { kind: 'table', members, costs: Object.fromEntries(entries.map(([group, cost]) => [group, text(cost, group)])) };
    }
    case 'airport':
      return { kind: 'layers', members, needs: byPlayer(listOf(given['need'], 'need').map((need) => text(need, 'a need'))) };
    case 'volume': {
      const tiers = listOf(given['tiers'], 'tiers').map((tier) => numbersOf(tier, 'a tier')).map(([from, priceCents]) => ({ from: from!, priceCents: priceCents! }));
      const mode = given['mode'] === 'all-units' || given['mode'] === 'incremental' ? given['mode'] : fail('the mode is not known');
      return { kind: 'volume', members, tiers, mode, quantities: byPlayer(numbersOf(given['q'], 'q')) };
    }
    case 'line-items': {
      const lines = listOf(given['lines'], 'lines').map((entry) => {
        const line = entry as Record<string, unknown>;
        const among = numbersOf(line['members'], 'members').map((i) => members[i] ?? fail('a line names nobody'));
        return { cost: text(line['cost'], 'a line'), among };
      });
      return { kind: 'lines', members, lines };
    }
    default:
      return fail(`the cost function ${String(given['type'])} is not known`);
  }
}

/** The same game with its players in the opposite order. */
export function permuteGame(given: CaseJson): CaseJson {
  const count = listOf(given['players'], 'players').length;
  const turn = (value: unknown): unknown => (Array.isArray(value) && value.length === count ? value.toReversed() : value);
  const costs = given['cost_function'] as Record<string, unknown>;
  const lines = Array.isArray(costs['lines']) ? { lines: costs['lines'].map((line) => ({ ...line, members: line.members.map((i: number) => count - 1 - i).toReversed() })) } : {};
  const values = costs['type'] === 'table' ? { values: Object.fromEntries(Object.entries(costs['values'] as object).map(([group, cost]) => [group.split('+').reverse().join('+'), cost])) } : {};
  return {
    ...given,
    players: turn(given['players']),
    cost_function: { ...costs, ...('need' in costs ? { need: turn(costs['need']) } : {}), ...('q' in costs ? { q: turn(costs['q']) } : {}), ...lines, ...values },
    expected: turn(given['expected']),
    ...(given['expected_exact'] === undefined ? {} : { expected_exact: turn(given['expected_exact']) }),
    ...(given['published'] === undefined ? {} : { published: turn(given['published']) }),
  };
}

/** The same game with names whose alphabetical order is the opposite. */
export function renameGame(given: CaseJson): CaseJson {
  const players = listOf(given['players'], 'players').map(String);
  const order = [...players].sort();
  const name = (player: string): string => `town ${String(order.length - order.indexOf(player)).padStart(4, '0')}`;
  const costs = given['cost_function'] as Record<string, unknown>;
  const values = costs['type'] === 'table' ? { values: Object.fromEntries(Object.entries(costs['values'] as object).map(([group, cost]) => [group.split('+').map(name).join('+'), cost])) } : {};
  return { ...given, players: players.map(name), cost_function: { ...costs, ...values } };
}

/** The same game in a unit three times smaller. */
export function scaleGame(given: CaseJson): CaseJson {
  const times = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(times);
    const number = toExact(value);
    return number === null ? value : toText(multiply(number, exact(3)));
  };
  const costs = given['cost_function'] as Record<string, unknown>;
  const scaled: Record<string, unknown> = { ...costs };
  if (costs['values'] !== undefined) scaled['values'] = Object.fromEntries(Object.entries(costs['values'] as object).map(([group, cost]) => [group, times(cost)]));
  if (costs['need'] !== undefined) scaled['need'] = times(costs['need']);
  if (costs['tiers'] !== undefined) scaled['tiers'] = (costs['tiers'] as [number, number][]).map(([from, price]) => [from, 3 * numberOf(price, 'a price')]);
  if (Array.isArray(costs['lines'])) scaled['lines'] = costs['lines'].map((line) => ({ ...line, cost: times(line.cost) }));
  const expected = { expected: times(given['expected']), ...(given['published'] === undefined ? {} : { published: times(given['published']) }) };
  const exactly = given['expected_exact'] === undefined ? {} : { expected_exact: times(given['expected_exact']) };
  return { ...given, cost_function: scaled, ...expected, ...exactly, tolerance: times(given['tolerance']) };
}
