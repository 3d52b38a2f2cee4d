import { exact, toText, type Rational } from '@barnraise/money';
import { Refused, answer, type Outcome, type Refusal } from '../refusal.js';
import { readGame, type GroupCosts } from './costs.js';
import { COMPARED, OFFERED, leastCore, previewJointOverrun, splitGame, type JointMethod, type OverrunRow } from './joint.js';
import { simplex, type LinearSolver } from './simplex.js';

export type MethodResult =
  | { readonly method: JointMethod; readonly ok: true; readonly exact: Readonly<Record<string, string>>; readonly overrun: readonly OverrunRow[] }
  | { readonly method: JointMethod; readonly ok: false; readonly refusal: Refusal };

export interface Comparison {
  /** Every method in the same order, each with its exact shares in the unit of the costs, or why it has none. */
  readonly methods: readonly MethodResult[];
  /** What every group can be promised to save at once; below zero, no split satisfies everyone. */
  readonly leastCoreSaving: string;
}

/** For the lab: every method side by side on the same costs, with what an overrun of `percent` would do under each. */
export function compareMethods(costs: GroupCosts, percent: Rational = exact(5), solve: LinearSolver = simplex): Outcome<Comparison> {
  return answer(() => {
    const game = readGame(costs);
    const methods = [...OFFERED, ...COMPARED].map((method): MethodResult => {
      try {
        const split = splitGame(game, method, solve);
        const overrun = previewJointOverrun(game, (changed) => splitGame(changed, method, solve), percent);
        return { method, ok: true, exact: Object.fromEntries(game.members.map((member, i) => [member, toText(split[i]!)])), overrun };
      } catch (error) {
        if (error instanceof Refused) return { method, ok: false, refusal: error.refusal };
        throw error;
      }
    });
    return { methods, leastCoreSaving: toText(leastCore(game, solve).saving) };
  });
}
