import { commonDenominator, exact, multiply, toText, type Rational } from '@barnraise/money';
import { readGame, readLines, readNeeds, readPlayers, readVolume, type GroupCosts, type VolumeCosts } from '../games/costs.js';
import { leastCore } from '../games/joint.js';
import { simplex, type LinearSolver } from '../games/simplex.js';
import { own, readCents, readRecord } from '../plan/read.js';
import { answer, refuse, type Outcome } from '../refusal.js';
import { LARGEST_KNAPSACK, worstByQuantity, type QuantityCosts } from './quantity.js';
import { worstInLayers, worstInTable, worstOnLines, type WorstGroup } from './worst.js';

export interface Fairness {
  /** Whether every group, and every member alone, pays at most what it would pay by itself. */
  readonly stable: boolean;
  /** Cost alone minus share, exact, in cents: negative is a loss by taking part. */
  readonly savings: Readonly<Record<string, string>>;
  /** The group that would gain most by leaving; null when none would. */
  readonly worst: { readonly members: readonly string[]; readonly gapCents: string; readonly withinOddCents: boolean } | null;
  /**
   * Whether any split at all could satisfy every group; null when that is not known. Where none
   * can, `conflict` names the groups whose own costs, counted so, add up to less than the whole.
   */
  readonly possible: boolean | null;
  readonly conflict: readonly { readonly members: readonly string[]; readonly count: string }[];
}

/**
 * Looks whether a split of the cost of everybody leaves every group better off together than
 * alone. Exact: for up to 20 members with any costs, at any size for cost lines, layers and price
 * lists. A gap smaller than a cent per member of the group can come from the odd cents alone and is marked.
 */
export function checkFairness(costs: GroupCosts, shares: Readonly<Record<string, number>>, solve: LinearSolver = simplex): Outcome<Fairness> {
  return answer(() => {
    const given = readRecord(costs, 'The costs');
    const members = readPlayers(given['members']);
    const record = readRecord(shares, 'The shares');
    const paid = members.map((member) => readCents(own(record, member), `The share of ${member}`));
    const look = lookAt(given, costs, members, paid);
    const savings = Object.fromEntries(members.map((member, i) => [member, toText(subtractCents(look.alone[i]!, paid[i]!))]));
    const gap = look.worst === null ? null : multiply(exact(look.worst.gap), { n: 1n, d: look.scale });
    const worst = look.worst === null || gap === null ? null : {
      members: look.worst.group.map((i) => members[i]!),
      gapCents: toText(gap),
      withinOddCents: gap.n < gap.d * BigInt(look.worst.group.length),
    };
    const outlook = worst === null ? { possible: true, conflict: [] } : possibility(costs, members.length, solve, look.always);
    return { stable: worst === null, savings, worst, ...outlook };
  });
}

const subtractCents = (cost: Rational, paid: number): Rational => {
  const n = cost.n - BigInt(paid) * cost.d;
  return n === 0n ? exact(0) : { n, d: cost.d };
};

interface Look {
  readonly alone: readonly Rational[];
  readonly worst: WorstGroup | null;
  /** The factor by which amounts were scaled to whole numbers. */
  readonly scale: bigint;
  /** True where a split that satisfies everyone is known to exist. */
  readonly always: boolean;
}

function lookAt(given: Record<string, unknown>, costs: GroupCosts, members: readonly string[], paid: readonly number[]): Look {
  switch (given['kind']) {
    case 'lines': {
      const lines = readLines(given['lines'], members);
      const { whole, scale } = wholes(lines.map((line) => line.cost));
      const alone = members.map(() => 0);
      lines.forEach((line, k) => line.among.forEach((i) => (alone[i]! += whole[k]!)));
      sameTotal(paid, exact(whole.reduce((a, b) => a + b, 0)), scale);
      const worst = worstOnLines(lines.map((line, k) => ({ cost: whole[k]!, among: line.among })), scaled(paid, scale));
      return { alone: alone.map((cost) => ratioOf(cost, scale)), worst, scale, always: true };
    }
    case 'layers': {
      const needs = readNeeds(given['needs'], members);
      const { whole, scale } = wholes(needs);
      sameTotal(paid, exact(Math.max(...whole)), scale);
      return { alone: needs, worst: worstInLayers(whole, scaled(paid, scale)), scale, always: true };
    }
    case 'volume':
      return lookAtVolume(readVolume(given, members), given['buyUp'] === true, paid);
    default: {
      const game = readGame(costs);
      sameTotal(paid, exact(game.costs.at(-1)!), game.scale);
      const alone = members.map((_, i) => ratioOf(game.costs[1 << i]!, game.scale));
      return { alone, worst: worstInTable(game.costs, scaled(paid, game.scale)), scale: game.scale, always: false };
    }
  }
}

function lookAtVolume(volume: VolumeCosts, buyUp: boolean, paid: readonly number[]): Look {
  const { quantities, tiers, cost } = volume;
  const total = quantities.reduce((a, b) => a + b, 0);
  sameTotal(paid, exact(cost(total)), 1n);
  const reached = tiers.filter((tier) => tier.from <= Math.max(1, total));
  const last = buyUp ? tiers.at(-1)! : reached.at(-1)!;
  const steady = buyUp ? Math.min(last.from, total + 1) : last.from;
  if ((steady + 1) * quantities.length > LARGEST_KNAPSACK) return refuse('game-too-large', 'The quantities are too large to look at every group.', { members: quantities.length });
  const turns = tiers.flatMap((tier) => [tier.from - 1, tier.from]);
  // Where prices only fall, so does the average price, and the split by quantity satisfies every group.
  const falling = tiers.every((tier, k) => k === 0 || tier.priceCents <= tiers[k - 1]!.priceCents);
  const lines = falling && volume.mode === 'incremental' ? tierLines(tiers) : null;
  const worst = worstByQuantity({ quantities, cost, steady, price: last.priceCents, turns, lines, steps: falling && volume.mode === 'all-units' && !buyUp ? reached : null }, paid);
  return { alone: quantities.map((quantity) => exact(cost(quantity))), worst, scale: 1n, always: falling };
}

/** Each tier of an incremental list as a straight line: what it would cost if its price held on. */
function tierLines(tiers: VolumeCosts['tiers']): QuantityCosts['lines'] {
  let fixed = 0;
  return tiers.map(({ from, priceCents }, k) => {
    const before = tiers[k - 1];
    if (before !== undefined) fixed += (before.priceCents - priceCents) * (from - 1);
    return { fixed, price: priceCents };
  });
}

/** A split is judged only if it adds up: otherwise everybody together would be a group with a grievance. */
function sameTotal(paid: readonly number[], whole: Rational, scale: bigint): void {
  const sum = paid.reduce((all, share) => all + BigInt(share), 0n) * scale;
  if (sum * whole.d !== whole.n) refuse('amount-mismatch', 'The shares do not add up to the cost of everybody.', { gap: toText({ n: sum * whole.d - whole.n, d: scale }) });
}

const scaled = (paid: readonly number[], scale: bigint): number[] => paid.map((share) => share * Number(scale));

const ratioOf = (cost: number, scale: bigint): Rational => multiply(exact(cost), { n: 1n, d: scale });

function wholes(values: readonly Rational[]): { whole: number[]; scale: bigint } {
  const scale = commonDenominator(values);
  const whole = values.map(({ n, d }) => Number(n * (scale / d)));
  return whole.every(Number.isSafeInteger) ? { whole, scale } : refuse('game-malformed', 'The costs have too many different fractions.');
}

function possibility(costs: GroupCosts, members: number, solve: LinearSolver, always: boolean): Pick<Fairness, 'possible' | 'conflict'> {
  if (always) return { possible: true, conflict: [] };
  if (members > 20) return { possible: null, conflict: [] };
  const core = leastCore(readGame(costs), solve);
  if (core.saving.n >= 0n) return { possible: true, conflict: [] };
  return { possible: false, conflict: core.groups.map((group) => ({ members: group.members, count: toText(group.count) })) };
}
