import { formatCents } from '@barnraise/money';
import { type Fill } from '@barnraise/pool-pricing';
import { type ShareLine } from './round-lock.rules.js';

type Step = Fill['charges'][number];

/** The parts of freight and fees that one district owes, each a line of its own: those of items, then those of the round. */
export function chargesOwed(fill: Fill, party: string, sealed: boolean): ShareLine[] {
  const ofItems = fill.items.filter(({ state }) => state === 'filled').flatMap((item) => item.trace.steps.flatMap((step) => (step.kind === 'charge' ? [{ step, item: item.item }] : [])));
  return [...ofItems, ...fill.charges.map((step) => ({ step, item: null }))].flatMap(({ step, item }): ShareLine[] => {
    const cents = step.rows.find(({ district }) => district === party)?.cents;
    return cents === undefined || cents === 0 ? [] : [{ itemKey: '', units: 0, quantityWords: '', priceWords: '', cents, words: [wordsOf(step, cents, sealed)], charge: step.name, ofItem: item }];
  });
}

const SHARED: Readonly<Record<Step['sharedBy'], string>> = { 'by-goods': 'shared by what each pays for the goods', 'by-quantity': 'shared by quantity', equally: 'shared equally' };

/** Of a sealed round no total is said that others had a part in. */
function wordsOf({ how, name, cents: total, sharedBy }: Step, cents: number, sealed: boolean): string {
  const owes = `${name}: ${formatCents(cents)}`;
  if (how.kind === 'percent') return sealed ? `${owes}, ${how.percent}% of what your district pays for the goods.` : `${owes} of ${formatCents(total)}, which is ${how.percent}% of the goods of all, ${SHARED[sharedBy]}.`;
  if (how.kind === 'per-unit') return `${owes}, at ${formatCents(how.cents)} for each ${how.unit.one}.`;
  return `${owes} of ${formatCents(total)}, ${SHARED[sharedBy]}.`;
}
