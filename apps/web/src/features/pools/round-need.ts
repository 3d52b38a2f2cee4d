import { type Round, type RoundListed } from './words.js';

type Listed = Pick<RoundListed, 'state' | 'steps' | 'locksAt'> & { commitments: readonly { district: { id: string }; state: string; mayApprove: boolean }[]; orders: readonly { placedAt?: string | null; mayPlace: boolean }[] };

/** What a round needs of whoever reads the list, in a few words; null where it needs nothing of them that the list knows. */
export function needOf(round: Listed, homeId: string | null): string | null {
  const own = round.commitments.find(({ district }) => district.id === homeId);
  if (round.state === 'OPEN') return own?.state === 'AWAITING_APPROVAL' && own.mayApprove ? 'Approve the spending, or decline it' : null;
  // Its planned lock may have passed: another is chosen then.
  if (round.state === 'AWARDED') return round.steps.includes('open') || round.steps.includes('cancel') ? 'Open it for commitments' : null;
  if (round.state === 'LOCKED') return round.steps.includes('release') ? 'Release the orders' : null;
  if (round.state === 'RELEASED') return round.orders.some(({ placedAt, mayPlace }) => placedAt == null && mayPlace) ? 'Put our purchase-order number on the order' : null;
  return null;
}

export type Part = 'needs' | 'asking' | 'open' | 'bids' | 'drafts' | 'coming' | 'over';
const parts: Record<Round['state'], Part> = {
  OPEN: 'open', ASKING: 'asking', ESTIMATES: 'bids', SOLICITED: 'bids', AWARDED: 'bids', DRAFT: 'drafts', LOCKED: 'coming', RELEASED: 'coming', RECEIVED: 'coming', SETTLED: 'over', FAILED: 'over', CANCELLED: 'over',
};

/** The list in its parts, what needs me in the first. In each the next date comes first; of what is over, the last. */
export function partsOf<One extends Listed>(rounds: readonly One[], homeId: string | null): Record<Part, One[]> {
  const all: Record<Part, One[]> = { needs: [], asking: [], open: [], bids: [], drafts: [], coming: [], over: [] };
  for (const round of rounds) all[needOf(round, homeId) === null ? parts[round.state] : 'needs'].push(round);
  const soonest = (a: One, b: One) => Date.parse(a.locksAt) - Date.parse(b.locksAt);
  for (const part of ['needs', 'asking', 'open', 'bids', 'drafts'] as const) all[part].sort(soonest);
  for (const part of ['coming', 'over'] as const) all[part].sort((a, b) => soonest(b, a));
  return all;
}
