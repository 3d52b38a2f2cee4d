import { fillItem, type ItemFill } from '../fill/item.js';
import type { Commitment, Round } from '../pool.js';
import { readCommitment, readRound, type KnownRound } from '../read/round.js';
import type { Limits } from '../read/commitment.js';
import { refuseTooMuch, type KnownItem } from '../read/item.js';
import { answer, refuse, type Outcome } from '../refusal.js';
import { atTiers, type AtTier } from './at-tiers.js';
import { progressOf, type Progress } from './next.js';
import { runningTotals, type Totals } from './totals.js';

/**
 * A round that is open: commitments come and go, and everything is known after each. Keys that are
 * not in the round throw RangeError where a program asks, and are refused where a person commits.
 */
export interface Watch {
  /** Takes a commitment in place of the district's earlier one for the item. */
  readonly commit: (commitment: Commitment) => Outcome<{ fill: ItemFill }>;
  readonly withdraw: (item: string, district: string) => Outcome<{ fill: ItemFill }>;
  /** What `commit` would come to; nothing is taken. */
  readonly preview: (commitment: Commitment) => Outcome<{ fill: ItemFill }>;
  /** The item as it would be if the district had not committed: what it is worth to the others. */
  readonly without: (item: string, district: string) => ItemFill;
  readonly item: (item: string) => ItemFill;
  readonly items: () => readonly ItemFill[];
  readonly progress: (item: string) => Progress;
  /** A district's own figures at each tier; empty where it has no commitment. */
  readonly atTiers: (item: string, district: string) => readonly AtTier[];
  readonly totals: () => Totals;
}

/** Opens a watch over a round, which may already have commitments. */
export function watchRound(round: Round): Outcome<{ watch: Watch }> {
  return answer(() => ({ watch: watchKnown(readRound(round)) }));
}

export function watchKnown({ names, items, commitments: given, charges, rules }: KnownRound): Watch {
  const commitments = new Map(given);
  const fills = new Map<string, ItemFill>();
  const running = runningTotals(names, charges);
  const known = (key: string): KnownItem => items.get(key) ?? unknownItem(key);
  const work = (item: KnownItem, list: readonly Limits[]): ItemFill => fillItem(item, list, rules, names);
  const take = (item: KnownItem, list: readonly Limits[]): ItemFill => {
    const fill = work(item, list);
    running.replace(fills.get(item.key) ?? null, fill);
    commitments.set(item.key, list);
    fills.set(item.key, fill);
    return fill;
  };
  const changed = (value: unknown): { item: KnownItem; list: Limits[] } => {
    const { item, limits } = readCommitment(value, names, items, () => 'commitment');
    const list = placed(commitments.get(item.key)!, limits);
    refuseOverCeiling(item, list, limits);
    refuseTooMuch(item, list.reduce((sum, each) => sum + each.most, 0), 'commitment');
    return { item, list };
  };
  for (const [key, list] of commitments) take(known(key), list);
  return {
    commit: (commitment) => answer(() => {
      const { item, list } = changed(commitment);
      return { fill: take(item, list) };
    }),
    preview: (commitment) => answer(() => {
      const { item, list } = changed(commitment);
      return { fill: work(item, list) };
    }),
    withdraw: (key, district) => answer(() => {
      const item = items.get(key) ?? refuse('item-unknown', 'item', 'That item is not in the round.', { item: key });
      const list = commitments.get(key)!;
      const rest = list.filter((limits) => limits.district !== district);
      if (rest.length === list.length) refuse('commitment-unknown', 'district', `${names.get(district) ?? district} has no commitment for ${item.name} to take back.`, { district, item: key });
      return { fill: take(item, rest) };
    }),
    without: (key, district) => work(known(key), commitments.get(key)!.filter((limits) => limits.district !== district)),
    item: (key) => fills.get(known(key).key)!,
    items: () => [...fills.values()],
    progress: (key) => progressOf(known(key), commitments.get(key)!, rules, names),
    atTiers: (key, district) => {
      const line = fills.get(known(key).key)!.lines.find((each) => each.district === district);
      return line === undefined ? [] : atTiers(known(key), fills.get(key)!, line);
    },
    totals: running.totals,
  };
}

function unknownItem(key: string): never {
  throw new RangeError(`There is no item ${key} in this round.`);
}

/** The list with `limits` in its place by key, instead of an earlier one of the same district. */
function placed(list: readonly Limits[], limits: Limits): Limits[] {
  const before = list.filter((each) => each.district < limits.district);
  const after = list.filter((each) => each.district > limits.district);
  return [...before, limits, ...after];
}

/** Capacity fails closed: a minimum that the ceiling has no room for is not taken in the first place. */
function refuseOverCeiling(item: KnownItem, list: readonly Limits[], limits: Limits): void {
  const others = list.reduce((sum, each) => sum + each.least, 0) - limits.least;
  const room = Math.max(0, item.most - others);
  if (limits.least > room && limits.least > 0) refuse('ceiling-passed', 'commitment.minimum', `The ceiling of ${item.name} has room for a minimum of ${room} ${room === 1 ? item.smallest.one : item.smallest.many}; lower the minimum to that.`, { room, minimum: limits.least });
}
