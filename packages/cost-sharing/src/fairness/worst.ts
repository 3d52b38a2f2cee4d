import { Flow } from './flow.js';

/** The group that overpays most against its own cost, by position; null when no group overpays. */
export interface WorstGroup {
  readonly group: readonly number[];
  readonly gap: number;
}

/** Any costs of up to 20 members: every group is looked at. */
export function worstInTable(costs: Float64Array, shares: readonly number[]): WorstGroup | null {
  const paid = new Float64Array(costs.length);
  let worst = 0;
  let gap = 0;
  for (let i = 0; i < shares.length; i += 1) {
    for (let mask = 0; mask < 1 << i; mask += 1) {
      const group = (1 << i) | mask;
      paid[group] = paid[mask]! + shares[i]!;
      if (paid[group]! - costs[group]! > gap && group !== costs.length - 1) {
        gap = paid[group]! - costs[group]!;
        worst = group;
      }
    }
  }
  return worst === 0 ? null : { group: shares.flatMap((_, i) => ((worst >> i) & 1 ? [i] : [])), gap };
}

/**
 * Cost lines at any size: a group brings its shares and needs every line one of its members is
 * on, so the group that overpays most is the cheapest cut of a network.
 */
export function worstOnLines(lines: readonly { cost: number; among: readonly number[] }[], shares: readonly number[]): WorstGroup | null {
  const flow = new Flow(2 + shares.length + lines.length);
  let most = 0;
  shares.forEach((share, i) => {
    if (share <= 0) return;
    flow.edge(0, 2 + i, share);
    most += share;
  });
  lines.forEach((line, k) => {
    const node = 2 + shares.length + k;
    flow.edge(node, 1, line.cost);
    for (const i of line.among) if (shares[i]! > 0) flow.edge(2 + i, node, Infinity);
  });
  const gap = most - flow.run();
  if (gap <= 0) return null;
  return { group: shares.flatMap((share, i) => (share > 0 && flow.reaches(2 + i) ? [i] : [])), gap };
}

/** Layers at any size: the worst group is everyone with a need up to some height who pays anything. */
export function worstInLayers(needs: readonly number[], shares: readonly number[]): WorstGroup | null {
  const order = needs.map((_, i) => i).sort((a, b) => needs[a]! - needs[b]!);
  let paid = 0;
  let gap = 0;
  let upTo = -1;
  order.forEach((i, k) => {
    paid += Math.max(0, shares[i]!);
    const last = k + 1 === order.length || needs[order[k + 1]!]! > needs[i]!;
    if (last && paid - needs[i]! > gap) {
      gap = paid - needs[i]!;
      upTo = k;
    }
  });
  return upTo < 0 ? null : { group: order.slice(0, upTo + 1).filter((i) => shares[i]! > 0).sort((a, b) => a - b), gap };
}
