import { type Round, type RoundListed } from './words.js';

type Listed = Pick<RoundListed, 'state' | 'steps' | 'locksAt'> & { tasks: readonly { nextStep: string; dueAt?: string | null }[] };

/** What a round needs of whoever reads the list, in a few words, as their inbox says it; null where it needs nothing of them. */
export function needOf(round: Listed): string | null {
  const task = round.tasks[0];
  if (task) return task.nextStep;
  // An award has no clock and no task. Its planned lock may have passed: another is chosen then.
  return round.state === 'AWARDED' && (round.steps.includes('open') || round.steps.includes('cancel')) ? 'Open it for commitments' : null;
}

export type Part = 'needs' | 'asking' | 'open' | 'bids' | 'drafts' | 'coming' | 'over';
const parts: Record<Round['state'], Part> = {
  OPEN: 'open', ASKING: 'asking', ESTIMATES: 'bids', SOLICITED: 'bids', AWARDED: 'bids', DRAFT: 'drafts', LOCKED: 'coming', RELEASED: 'coming', RECEIVED: 'coming', SETTLED: 'over', FAILED: 'over', CANCELLED: 'over',
};

/** When it needs that: the clock of the task, or that of the round. */
export const needBy = (round: Listed): string => round.tasks[0]?.dueAt ?? round.locksAt;

/** The list in its parts, what needs me in the first. In each the next date comes first; of what is over, the last. */
export function partsOf<One extends Listed>(rounds: readonly One[]): Record<Part, One[]> {
  const all: Record<Part, One[]> = { needs: [], asking: [], open: [], bids: [], drafts: [], coming: [], over: [] };
  for (const round of rounds) all[needOf(round) === null ? parts[round.state] : 'needs'].push(round);
  const soonest = (a: One, b: One) => Date.parse(a.locksAt) - Date.parse(b.locksAt);
  all.needs.sort((a, b) => Date.parse(needBy(a)) - Date.parse(needBy(b)));
  for (const part of ['asking', 'open', 'bids', 'drafts'] as const) all[part].sort(soonest);
  for (const part of ['coming', 'over'] as const) all[part].sort((a, b) => soonest(b, a));
  return all;
}
