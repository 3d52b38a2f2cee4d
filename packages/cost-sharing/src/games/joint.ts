import { compare, exact, multiply, ratio, subtract, sum, toText, type Rational } from '@barnraise/money';
import { hashInput } from '../plan/calculate.js';
import { own, readRecord, readText, readWeight } from '../plan/read.js';
import type { Weight } from '../plan/plan.js';
import { answer, refuse, type Outcome } from '../refusal.js';
import type { Json } from '../trace/canonical.js';
import type { Step, Trace } from '../trace/trace.js';
import { LARGEST_WHOLE, readGame, type GroupCosts } from './costs.js';
import { costOf, everyone, groupMembers, type Game, type Split } from './game.js';
import { costGap, equalCharge, moriarity, scrb, separableCosts } from './methods.js';
import { nucleolus } from './nucleolus.js';
import { roundShares } from './round.js';
import { shapley } from './shapley.js';
import { simplex, type LinearSolver } from './simplex.js';

/** What is offered for a joint project, and what only the lab compares. */
export const OFFERED = ['own-extra-cost', 'average-joining-cost', 'protect-the-least-happy'] as const;
export const COMPARED = ['same-percent', 'equal-charge', 'cost-gap', 'proportional-nucleolus', 'nucleolus'] as const;
export type OfferedMethod = (typeof OFFERED)[number];
export type JointMethod = OfferedMethod | (typeof COMPARED)[number];

/** Costs in exact fractions by a method, for any unit of cost. Solvers are parameters; every nucleolus is proved. */
export function splitGame(game: Game, method: JointMethod, solve: LinearSolver = simplex, benefits?: readonly Rational[]): Split {
  switch (method) {
    case 'own-extra-cost':
      return scrb(game, benefits);
    case 'average-joining-cost':
      return shapley(game);
    case 'protect-the-least-happy':
      return nucleolus(game, 'per-capita', solve).split;
    case 'same-percent':
      return moriarity(game);
    case 'equal-charge':
      return equalCharge(game);
    case 'cost-gap':
      return costGap(game);
    case 'proportional-nucleolus':
      return nucleolus(game, 'proportional', solve).split;
    case 'nucleolus':
      return nucleolus(game, 'plain', solve).split;
    default:
      return refuse('plan-unknown', 'This way of splitting a joint project is not known here.', { method: String(method) });
  }
}

export interface JointProject {
  costs: GroupCosts;
  method: OfferedMethod;
  /** What a member would gain at most, if that is less than its cost alone. */
  benefits?: Record<string, Weight>;
  /** The overrun to preview; 5 percent if left out. */
  overrunPercent?: Weight;
  names?: Record<string, string>;
}

export interface OverrunRow {
  readonly member: string;
  /** Exact change of the bill in cents if the whole project costs so much more and no group alone does. */
  readonly changeCents: string;
  readonly falls: boolean;
}

export interface JointSplit {
  readonly shares: Readonly<Record<string, number>>;
  /** Exact shares in cents, as fractions. */
  readonly exact: Readonly<Record<string, string>>;
  readonly overrun: readonly OverrunRow[];
  readonly trace: Trace;
  readonly inputHash: string;
}

/** Splits a joint project, in cents, by an offered method. A method under which an overrun would lower a bill is refused. */
export function splitJointProject(project: JointProject, solve: LinearSolver = simplex): Outcome<JointSplit> {
  return answer(() => {
    const given = readRecord(project, 'The project');
    const method = OFFERED.find((name) => name === given['method']) ?? refuse('plan-unknown', 'This way of splitting a joint project is not offered.', { method: String(given['method']) });
    const game = readGame(given['costs']);
    if (game.scale !== 1n) return refuse('amount-invalid', 'The costs of a joint project must be whole cents.');
    const benefits = given['benefits'] === undefined ? undefined : readBenefits(readRecord(given['benefits'], 'The benefits'), game);
    const split = splitGame(game, method, solve, benefits);
    const overrun = previewJointOverrun(game, (changed) => splitGame(changed, method, solve, benefits), readWeight(given['overrunPercent'] ?? 5, 'The overrun'));
    const fallen = overrun.find((row) => row.falls);
    if (fallen !== undefined) {
      return refuse('overrun-lowers-a-bill', `Under this method a cost overrun would lower the bill of ${fallen.member}; choose another one.`, { member: fallen.member, changeCents: fallen.changeCents });
    }
    const { step, shares } = jointStep(game, method, split);
    const names = given['names'] === undefined ? {} : readNames(readRecord(given['names'], 'The names'), game);
    return {
      shares,
      exact: Object.fromEntries(game.members.map((member, i) => [member, toText(split[i]!)])),
      overrun,
      trace: { schema: 'barnraise-trace/1', rounding: 'largest-remainder/1', names, steps: [step] },
      inputHash: hashInput(project as unknown as Json),
    };
  });
}

/** Exact shares to whole cents, with the step that says so. */
export function jointStep(game: Game, method: JointMethod, split: Split): { readonly step: Step; readonly shares: Readonly<Record<string, number>> } {
  if (game.scale !== 1n) return refuse('amount-invalid', 'The costs of a joint project must be whole cents.');
  const { cents, odd } = roundShares(game.members, split);
  const separable = separableCosts(game);
  const rows = game.members.map((member, i) => ({
    member, aloneCents: toText(costOf(game, 1 << i)), extraCents: toText(separable[i]!), exactCents: toText(split[i]!), cents: cents[i]!, oddCent: odd[i]!,
  }));
  return {
    step: { kind: 'joint', method, totalCents: toText(costOf(game, everyone(game))), rows },
    shares: Object.fromEntries(game.members.map((member, i) => [member, cents[i]!])),
  };
}

const readBenefits = (benefits: Record<string, unknown>, game: Game): Rational[] =>
  game.members.map((member, i) => {
    const value = own(benefits, member);
    return value === undefined ? costOf(game, 1 << i) : readWeight(value, `The benefit of ${member}`);
  });

const readNames = (names: Record<string, unknown>, game: Game): Record<string, string> =>
  Object.fromEntries(game.members.flatMap((member): [string, string][] => (own(names, member) === undefined ? [] : [[member, readText(names[member], 'A name')]])));

/** How every bill changes if the whole costs `percent` more while no smaller group's cost alone does. */
export function previewJointOverrun(game: Game, split: (game: Game) => Split, percent: Rational): OverrunRow[] {
  const factor = multiply(percent, ratio(1n, 100n));
  const scale = game.scale * factor.d;
  const costs = game.costs.map((cost) => cost * Number(factor.d));
  const all = everyone(game);
  costs[all]! += Number(BigInt(game.costs[all]!) * factor.n);
  if (!costs.every((cost) => Math.abs(cost) <= LARGEST_WHOLE)) return refuse('amount-invalid', 'The costs are too large for an overrun so finely stated.');
  const before = split(game);
  const after = split({ members: game.members, costs, scale });
  return game.members.map((member, i) => {
    const change = subtract(after[i]!, before[i]!);
    return { member, changeCents: toText(change), falls: change.n < 0n };
  });
}

/** The least core: the saving every group can be promised at once, and the groups that allow no more. Below zero, no split satisfies everyone. */
export function leastCore(game: Game, solve: LinearSolver = simplex): { saving: Rational; groups: { members: string[]; count: Rational }[] } {
  const proof = nucleolus(game, 'plain', solve);
  const first = proof.levels[0];
  if (first === undefined) return { saving: exact(0), groups: [] };
  return { saving: first.saving, groups: first.groups.map((mask, k) => ({ members: groupMembers(game, mask), count: first.balance[k]! })) };
}

/** Whether exact shares add up to the cost of everybody: what every method here promises. */
export const addsUp = (game: Game, split: Split): boolean => compare(sum(split), costOf(game, everyone(game))) === 0;
