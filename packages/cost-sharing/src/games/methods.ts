import { ZERO, add, divide, exact, maximum, multiply, ratio, subtract, sum, type Rational } from '@barnraise/money';
import { refuse } from '../refusal.js';
import type { Game, Split } from './game.js';
import { outlineOf, type Outline } from './outline.js';

/** Cost of everybody less all extra costs. */
const jointCost = ({ total, extra }: Outline): Rational => subtract(total, sum(extra));

/** In proportion to the costs alone: everybody saves the same percent (Moriarity). */
export function moriarity({ alone, total }: Outline): Split {
  const whole = sum(alone);
  if (whole.n === 0n) return refuse('method-not-defined', 'Alone everybody costs nothing, so there is nothing to be in proportion to.');
  return alone.map((cost) => divide(multiply(cost, total), whole));
}

/** Own extra cost and an equal part of the rest (equal charge, ENSC). */
export function equalCharge(outline: Outline): Split {
  const part = divide(jointCost(outline), exact(outline.members.length));
  return outline.extra.map((cost) => add(cost, part));
}

/**
 * Own extra cost and the rest in proportion to what a member avoids by taking part (SCRB, alternate
 * cost avoided). What it avoids is its cost alone, or its benefit if that is smaller, less its extra cost.
 */
export function scrb(outline: Outline, benefits?: readonly Rational[]): Split {
  const avoided = outline.alone.map((cost, i) => {
    const worth = benefits?.[i];
    const most = worth !== undefined && subtract(worth, cost).n < 0n ? worth : cost;
    return maximum(ZERO, subtract(most, outline.extra[i]!));
  });
  return inProportion(outline.extra, avoided, jointCost(outline), 'nobody avoids anything by taking part');
}

/** Own extra cost and the rest in proportion to the most each member could be asked for by any group (cost gap, tau value). */
export function costGap(game: Game): Split {
  const outline = outlineOf(game);
  const whole = Float64Array.from(outline.extra, (cost) => Number((cost.n * game.scale) / cost.d));
  const least = new Float64Array(game.members.length).fill(Infinity);
  const added = new Float64Array(game.costs.length);
  for (let mask = 1; mask < game.costs.length; mask += 1) {
    const top = 31 - Math.clz32(mask);
    added[mask] = added[mask ^ (1 << top)]! + whole[top]!;
    const gap = game.costs[mask]! - added[mask]!;
    for (let i = 0; i < least.length; i += 1) if ((mask >> i) & 1 && gap < least[i]!) least[i] = gap;
  }
  const gaps = Array.from(least, (gap) => ratio(BigInt(gap), game.scale));
  return inProportion(outline.extra, gaps, jointCost(outline), 'no group leaves anything to share');
}

function inProportion(base: readonly Rational[], weights: readonly Rational[], rest: Rational, why: string): Split {
  const whole = sum(weights);
  if (whole.n === 0n && rest.n === 0n) return base;
  if (whole.n === 0n) return refuse('method-not-defined', `This method has no answer here: ${why}.`);
  return base.map((cost, i) => add(cost, divide(multiply(weights[i]!, rest), whole)));
}
