import { compare, exact, multiply, ratio, subtract, sum, toText, type Rational } from '@barnraise/money';
import { hashInput } from '../plan/calculate.js';
import { own, readRecord, readText, readWeight } from '../plan/read.js';
import type { Weight } from '../plan/plan.js';
import { answer, refuse, type Outcome } from '../refusal.js';
import type { Json } from '../trace/canonical.js';
import type { Step, Trace } from '../trace/trace.js';
import { LARGEST_WHOLE, readGame, type GroupCosts } from './costs.js';
import { costOf, everyone, groupMembers, type Game, type Split } from './game.js';
import { costGap, equalCharge, moriarity, scrb } from './methods.js';
import { nucleolus } from './nucleolus.js';
import { outlineOf, type Outline } from './outline.js';
import { roundShares } from './round.js';
import { dearer, readShape, type Shape } from './shape.js';
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
      return scrb(outlineOf(game), benefits);
    case 'average-joining-cost':
      return shapley(game);
    case 'protect-the-least-happy':
      return nucleolus(game, 'per-capita', solve).split;
    case 'same-percent':
      return moriarity(outlineOf(game));
    case 'equal-charge':
      return equalCharge(outlineOf(game));
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

/** The methods that need no look at every group where costs have a shape: for any number of members. */
export const BY_SHAPE = ['own-extra-cost', 'average-joining-cost', 'same-percent', 'equal-charge'] as const satisfies readonly JointMethod[];

function splitShape({ outline, shapley: average }: Shape, method: (typeof BY_SHAPE)[number], benefits?: readonly Rational[]): Split {
  if (method === 'average-joining-cost') return average();
  if (method === 'own-extra-cost') return scrb(outline, benefits);
  return method === 'same-percent' ? moriarity(outline) : equalCharge(outline);
}

/** A project read for one method: by its shape where that is enough, else by the cost of every group (up to 20 members). */
export interface ReadProject {
  readonly outline: Outline;
  readonly split: (benefits?: readonly Rational[]) => Split;
  readonly overrun: (percent: Rational, benefits?: readonly Rational[]) => OverrunRow[];
}

export function readProject(costs: unknown, method: JointMethod, solve: LinearSolver = simplex): ReadProject {
  const byShape = BY_SHAPE.find((one) => one === method);
  const shape = byShape === undefined ? null : readShape(costs);
  if (byShape !== undefined && shape !== null) {
    return {
      outline: shape.outline, split: (benefits) => splitShape(shape, byShape, benefits),
      overrun: (percent, benefits) => {
        const more = multiply(shape.outline.total, multiply(percent, ratio(1n, 100n)));
        return changes(shape.outline.members, splitShape(shape, byShape, benefits), splitShape(dearer(shape, more), byShape, benefits));
      },
    };
  }
  const game = readGame(costs);
  return {
    outline: outlineOf(game), split: (benefits) => splitGame(game, method, solve, benefits),
    overrun: (percent, benefits) => previewJointOverrun(game, (changed) => splitGame(changed, method, solve, benefits), percent),
  };
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
export function splitJointProject(joint: JointProject, solve: LinearSolver = simplex): Outcome<JointSplit> {
  return answer(() => {
    const given = readRecord(joint, 'The project');
    const method = OFFERED.find((name) => name === given['method']) ?? refuse('plan-unknown', 'This way of splitting a joint project is not offered.', { method: String(given['method']) });
    const project = readProject(given['costs'], method, solve);
    const { outline } = project;
    if (!outline.whole) return refuse('amount-invalid', 'The costs of a joint project must be whole cents.');
    const benefits = given['benefits'] === undefined ? undefined : readBenefits(readRecord(given['benefits'], 'The benefits'), outline);
    const split = project.split(benefits);
    const overrun = project.overrun(readWeight(given['overrunPercent'] ?? 5, 'The overrun'), benefits);
    const fallen = overrun.find((row) => row.falls);
    if (fallen !== undefined) {
      return refuse('overrun-lowers-a-bill', `Under this method a cost overrun would lower the bill of ${fallen.member}; choose another one.`, { member: fallen.member, changeCents: fallen.changeCents });
    }
    const { step, shares } = jointStep(outline, method, split);
    const names = given['names'] === undefined ? {} : readNames(readRecord(given['names'], 'The names'), outline);
    return {
      shares,
      exact: Object.fromEntries(outline.members.map((member, i) => [member, toText(split[i]!)])),
      overrun,
      trace: { schema: 'barnraise-trace/1', rounding: 'largest-remainder/1', names, steps: [step] },
      inputHash: hashInput(joint as unknown as Json),
    };
  });
}

/** Exact shares to whole cents, with the step that says so. */
export function jointStep({ members, alone, extra, total, whole }: Outline, method: JointMethod, split: Split): { readonly step: Step; readonly shares: Readonly<Record<string, number>> } {
  if (!whole) return refuse('amount-invalid', 'The costs of a joint project must be whole cents.');
  const { cents, odd } = roundShares(members, split);
  const rows = members.map((member, i) => ({
    member, aloneCents: toText(alone[i]!), extraCents: toText(extra[i]!), exactCents: toText(split[i]!), cents: cents[i]!, oddCent: odd[i]!,
  }));
  return {
    step: { kind: 'joint', method, totalCents: toText(total), rows },
    shares: Object.fromEntries(members.map((member, i) => [member, cents[i]!])),
  };
}

const readBenefits = (benefits: Record<string, unknown>, { members, alone }: Outline): Rational[] =>
  members.map((member, i) => {
    const value = own(benefits, member);
    return value === undefined ? alone[i]! : readWeight(value, `The benefit of ${member}`);
  });

const readNames = (names: Record<string, unknown>, { members }: Outline): Record<string, string> =>
  Object.fromEntries(members.flatMap((member): [string, string][] => (own(names, member) === undefined ? [] : [[member, readText(names[member], 'A name')]])));

/** How every bill changes if the whole costs `percent` more while no smaller group's cost alone does. */
export function previewJointOverrun(game: Game, split: (game: Game) => Split, percent: Rational): OverrunRow[] {
  const factor = multiply(percent, ratio(1n, 100n));
  const scale = game.scale * factor.d;
  const costs = game.costs.map((cost) => cost * Number(factor.d));
  const all = everyone(game);
  costs[all]! += Number(BigInt(game.costs[all]!) * factor.n);
  if (!costs.every((cost) => Math.abs(cost) <= LARGEST_WHOLE)) return refuse('amount-invalid', 'The costs are too large for an overrun so finely stated.');
  return changes(game.members, split(game), split({ members: game.members, costs, scale }));
}

const changes = (members: readonly string[], before: Split, after: Split): OverrunRow[] =>
  members.map((member, i) => {
    const change = subtract(after[i]!, before[i]!);
    return { member, changeCents: toText(change), falls: change.n < 0n };
  });

/** The least core: the saving every group can be promised at once, and the groups that allow no more. Below zero, no split satisfies everyone. */
export function leastCore(game: Game, solve: LinearSolver = simplex): { saving: Rational; groups: { members: string[]; count: Rational }[] } {
  const proof = nucleolus(game, 'plain', solve);
  const first = proof.levels[0];
  if (first === undefined) return { saving: exact(0), groups: [] };
  return { saving: first.saving, groups: first.groups.map((mask, k) => ({ members: groupMembers(game, mask), count: first.balance[k]! })) };
}

/** Whether exact shares add up to the cost of everybody: what every method here promises. */
export const addsUp = (game: Game, split: Split): boolean => compare(sum(split), costOf(game, everyone(game))) === 0;
