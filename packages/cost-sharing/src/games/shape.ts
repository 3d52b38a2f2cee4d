import { ZERO, add, compare, divide, exact, maximum, subtract, sum, type Rational } from '@barnraise/money';
import { readRecord } from '../plan/read.js';
import { readLines, readNeeds, readPlayers, readVolume, type SharedLine, type VolumeCosts } from './costs.js';
import type { Split } from './game.js';
import type { Outline } from './outline.js';
import { shapleyByQuantity } from './shapley-quantity.js';

/** A project whose costs follow a rule, so that no list of all groups is needed: any number of members. */
export interface Shape {
  readonly outline: Outline;
  /** The average extra cost over all orders of joining. */
  readonly shapley: () => Split;
}

/** The shape of costs by lines, layers or a price list; null for a table of groups. */
export function readShape(costs: unknown): Shape | null {
  const given = readRecord(costs, 'The costs');
  const members = readPlayers(given['members']);
  switch (given['kind']) {
    case 'lines':
      return linesShape(members, readLines(given['lines'], members));
    case 'layers':
      return layersShape(members, readNeeds(given['needs'], members));
    case 'volume':
      return volumeShape(members, { ...readVolume(given, members), buyUp: given['buyUp'] === true });
    default:
      return null;
  }
}

const areWhole = (values: readonly Rational[]): boolean => values.every(({ d }) => d === 1n);

/** Each line equally among those on it. */
function linesShape(members: readonly string[], lines: readonly SharedLine[]): Shape {
  const summed = (part: (line: SharedLine) => Rational): Rational[] => {
    const sums = members.map(() => ZERO);
    for (const line of lines) for (const i of line.among) sums[i] = add(sums[i]!, part(line));
    return sums;
  };
  const costs = lines.map(({ cost }) => cost);
  return {
    outline: { members, alone: summed(({ cost }) => cost), extra: summed(({ cost, among }) => (among.length === 1 ? cost : ZERO)), total: sum(costs), whole: areWhole(costs) },
    shapley: () => summed(({ cost, among }) => divide(cost, exact(among.length))),
  };
}

/** Each layer equally among those who need it. */
function layersShape(members: readonly string[], needs: readonly Rational[]): Shape {
  const order = members.map((_, i) => i).sort((a, b) => compare(needs[a]!, needs[b]!));
  const [largest, next] = [needs[order.at(-1)!]!, order.length > 1 ? needs[order.at(-2)!]! : ZERO];
  return {
    outline: { members, alone: needs, extra: members.map((_, i) => (i === order.at(-1) ? subtract(largest, next) : ZERO)), total: largest, whole: areWhole(needs) },
    shapley: () => {
      const split = members.map(() => ZERO);
      let paid = ZERO;
      order.forEach((i, k) => {
        const below = k === 0 ? ZERO : needs[order[k - 1]!]!;
        paid = add(paid, divide(maximum(ZERO, subtract(needs[i]!, below)), exact(order.length - k)));
        split[i] = paid;
      });
      return split;
    },
  };
}

function volumeShape(members: readonly string[], volume: VolumeCosts & { readonly buyUp: boolean }): Shape {
  const { quantities, cost } = volume;
  let split: Split | undefined;
  const total = quantities.reduce((a, b) => a + b, 0);
  return {
    outline: { members, alone: quantities.map((quantity) => exact(cost(quantity))), extra: quantities.map((quantity) => exact(cost(total) - cost(total - quantity))), total: exact(cost(total)), whole: true },
    shapley: () => (split ??= shapleyByQuantity(volume)),
  };
}

/** The same project if everybody together costs `more` and no smaller group does. */
export function dearer({ outline, shapley }: Shape, more: Rational): Shape {
  const count = outline.members.length;
  return {
    outline: { ...outline, total: add(outline.total, more), extra: outline.extra.map((cost) => add(cost, more)), alone: count === 1 ? outline.alone.map((cost) => add(cost, more)) : outline.alone },
    shapley: () => shapley().map((share) => add(share, divide(more, exact(count)))),
  };
}
