import { subtract, type Rational } from '@barnraise/money';
import { costOf, everyone, type Game } from './game.js';

/** What methods that look at no group but one, all, and all but one need to know of a project, however many members it has. */
export interface Outline {
  readonly members: readonly string[];
  /** What each would pay by itself. */
  readonly alone: readonly Rational[];
  /** What each adds to the cost of all the others. */
  readonly extra: readonly Rational[];
  readonly total: Rational;
  /** Whether every cost is given in whole cents. */
  readonly whole: boolean;
}

export function outlineOf(game: Game): Outline {
  const all = everyone(game);
  const total = costOf(game, all);
  return {
    members: game.members, total, whole: game.scale === 1n,
    alone: game.members.map((_, i) => costOf(game, 1 << i)),
    extra: game.members.map((_, i) => subtract(total, costOf(game, all ^ (1 << i)))),
  };
}
