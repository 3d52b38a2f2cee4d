import { commonDenominator, exact, type Rational } from '@barnraise/money';
import type { PriceTier, TierMode, Weight } from '../plan/plan.js';
import { own, readList, readRecord, readText, readWhole } from '../plan/read.js';
import { readTiers } from '../plan/rules.js';
import { buyUp, tierCost } from '../plan/tiers.js';
import { refuse } from '../refusal.js';
import { MOST_PLAYERS, type Game } from './game.js';

/** What any group of members would pay by itself. Amounts are cents, or any one unit; exact text is welcome. */
export type GroupCosts =
  /** Each group by name, its members joined by `+`: "A", "A+B", ... every group but the empty one. */
  | { kind: 'table'; members: string[]; costs: Record<string, Weight> }
  /** A group needs every line that one of its members is on. */
  | { kind: 'lines'; members: string[]; lines: { name?: string; cost: Weight; among: string[] }[] }
  /** A group needs the largest need of its members. */
  | { kind: 'layers'; members: string[]; needs: Record<string, Weight> }
  /** A group buys its quantity from a price list; with `buyUp` it may order more when that costs less. */
  | { kind: 'volume'; members: string[]; tiers: PriceTier[]; mode: TierMode; quantities: Record<string, number>; buyUp?: boolean };

/** Costs up to this size, as whole numbers, keep every sum of the solvers exact. */
export const LARGEST_WHOLE = 2 ** 44;

/** The members of a game by key, each once. */
export function readPlayers(value: unknown): string[] {
  const members = readList(value, 'The members').map((member) => readText(member, 'The key of a member')).sort();
  const twice = members.find((member, i) => member === members[i - 1]);
  if (members.length === 0 || twice !== undefined) return refuse('game-malformed', 'A joint project needs its members, each once.', twice === undefined ? {} : { member: twice });
  return members;
}

/** The cost of all groups as a table, for up to 20 members. */
export function readGame(value: unknown): Game {
  const given = readRecord(value, 'The costs');
  const members = readPlayers(given['members']);
  if (members.length > MOST_PLAYERS) {
    return refuse('game-too-large', `Costs of all groups can be looked at for up to ${MOST_PLAYERS} members.`, { members: members.length, most: MOST_PLAYERS });
  }
  switch (given['kind']) {
    case 'table':
      return tableGame(readRecord(given['costs'], 'The costs of the groups'), members);
    case 'lines':
      return linesGame(readLines(given['lines'], members), members);
    case 'layers':
      return layersGame(readNeeds(given['needs'], members), members);
    case 'volume':
      return volumeGame(readVolume(given, members), members);
    default:
      return refuse('game-malformed', 'The costs of groups are given in a way that is not known here.', { kind: String(given['kind']) });
  }
}

/** An exact number of any sign. */
function readNumber(value: unknown, at: string): Rational {
  if (typeof value === 'number' ? Number.isSafeInteger(value) : typeof value === 'string' && value.length <= 40) {
    try {
      return exact(value as number | string);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return refuse('game-malformed', `${at} must be an exact number, like 412, "1.25" or "3/4".`, { at });
}

function whole(values: readonly Rational[], members: readonly string[]): Game {
  const scale = commonDenominator(values);
  const costs = Float64Array.from(values, (value) => Number(value.n * (scale / value.d)));
  if (costs.some((cost) => Math.abs(cost) > LARGEST_WHOLE)) return refuse('game-malformed', 'The costs are too large or have too many different fractions.');
  return { members, costs, scale };
}

function tableGame(costs: Record<string, unknown>, members: readonly string[]): Game {
  const values = new Array<Rational | undefined>(2 ** members.length);
  values[0] = exact(0);
  for (const [name, cost] of Object.entries(costs)) {
    let mask = 0;
    for (const member of name.split('+')) {
      const i = members.indexOf(member);
      if (i < 0 || (mask >> i) & 1) return refuse('game-malformed', `The group ${name} names somebody twice or not in the project.`, { group: name });
      mask |= 1 << i;
    }
    if (values[mask] !== undefined) return refuse('game-malformed', `The group ${name} has two costs.`, { group: name });
    values[mask] = readNumber(cost, `The cost of ${name}`);
  }
  for (let mask = 1; mask < values.length; mask += 1) {
    if (values[mask] === undefined) {
      const group = members.filter((_, i) => (mask >> i) & 1).join('+');
      return refuse('game-malformed', `The cost of ${group} is missing.`, { group });
    }
  }
  return whole(values as Rational[], members);
}

export interface SharedLine {
  readonly cost: Rational;
  /** Positions of the members on it. */
  readonly among: readonly number[];
}

export function readLines(value: unknown, members: readonly string[]): SharedLine[] {
  const position = new Map(members.map((member, i) => [member, i]));
  return readList(value, 'The lines').map((entry) => {
    const line = readRecord(entry, 'A line');
    const cost = readNumber(line['cost'], 'The cost of a line');
    if (cost.n < 0n) return refuse('game-malformed', 'A line costs zero or more.');
    const among = readList(line['among'], 'Who is on a line').map((member) => position.get(readText(member, 'Who is on a line')) ?? refuse('game-malformed', `${String(member)} is on a line but not in the project.`));
    if (among.length === 0 || new Set(among).size !== among.length) return refuse('game-malformed', 'A line needs members, each once.');
    return { cost, among };
  });
}

/** c(S) is everything less the lines that touch nobody of S: sums over the subsets of the others. */
function linesGame(lines: readonly SharedLine[], members: readonly string[]): Game {
  const { costs: amounts, scale } = whole(lines.map((line) => line.cost), members);
  const inside = new Float64Array(2 ** members.length);
  lines.forEach((line, k) => {
    inside[line.among.reduce((mask, i) => mask | (1 << i), 0)]! += amounts[k]!;
  });
  for (let bit = 1; bit < inside.length; bit <<= 1) {
    for (let mask = 0; mask < inside.length; mask += 1) if (mask & bit) inside[mask]! += inside[mask ^ bit]!;
  }
  const all = inside.length - 1;
  const costs = Float64Array.from(inside, (_, mask) => inside[all]! - inside[all ^ mask]!);
  return costs[all]! > LARGEST_WHOLE ? refuse('game-malformed', 'The lines cost too much together.') : { members, costs, scale };
}

export function readNeeds(value: unknown, members: readonly string[]): Rational[] {
  const needs = readRecord(value, 'The needs');
  return members.map((member) => {
    const need = readNumber(own(needs, member), `The need of ${member}`);
    return need.n >= 0n ? need : refuse('game-malformed', 'A need is zero or more.');
  });
}

function layersGame(needs: readonly Rational[], members: readonly string[]): Game {
  const { costs: own, scale } = whole(needs, members);
  const costs = new Float64Array(2 ** members.length);
  for (let i = 0; i < members.length; i += 1) {
    for (let mask = 0; mask < 1 << i; mask += 1) costs[(1 << i) | mask] = Math.max(costs[mask]!, own[i]!);
  }
  return { members, costs, scale };
}

export interface VolumeCosts {
  readonly quantities: readonly number[];
  readonly tiers: readonly PriceTier[];
  readonly mode: TierMode;
  /** What a quantity costs a group. */
  readonly cost: (quantity: number) => number;
}

export function readVolume(given: Record<string, unknown>, members: readonly string[]): VolumeCosts {
  const tiers = readTiers(given['tiers'], 'the price list');
  const mode = given['mode'];
  if (mode !== 'all-units' && mode !== 'incremental') return refuse('game-malformed', 'A price list is for all units or incremental.');
  const list = readRecord(given['quantities'], 'The quantities');
  const quantities = members.map((member) => readWhole(own(list, member), `The quantity of ${member}`));
  const total = quantities.reduce((a, b) => a + b, 0);
  if (!(tierCost(tiers, mode, total) <= LARGEST_WHOLE) || !(total * tiers[0]!.priceCents <= LARGEST_WHOLE)) return refuse('game-malformed', 'The quantities cost too much together.');
  const plain = (quantity: number): number => tierCost(tiers, mode, quantity);
  const cost = given['buyUp'] === true ? (quantity: number) => (quantity === 0 ? 0 : (buyUp(tiers, mode, quantity)?.cents ?? plain(quantity))) : plain;
  return { quantities, tiers, mode, cost };
}

function volumeGame(volume: VolumeCosts, members: readonly string[]): Game {
  const quantity = new Float64Array(2 ** members.length);
  const known = new Map<number, number>();
  const costs = Float64Array.from(quantity, (_, mask) => {
    if (mask === 0) return 0;
    const top = 31 - Math.clz32(mask);
    const total = quantity[mask ^ (1 << top)]! + volume.quantities[top]!;
    quantity[mask] = total;
    let cost = known.get(total);
    if (cost === undefined) known.set(total, (cost = volume.cost(total)));
    return cost;
  });
  return { members, costs, scale: 1n };
}
