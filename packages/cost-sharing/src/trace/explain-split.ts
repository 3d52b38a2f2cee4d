import { exact, formatCents } from '@barnraise/money';
import type { LimitName, SplitShare, SplitStep } from './trace.js';
import { exactMoney, group, list, type Name } from './words.js';

const LIMITS: Record<LimitName, string> = {
  minimum: 'the minimum',
  maximum: 'the maximum',
  'minimum-percent': 'the minimum percent of the amount',
  'maximum-percent': 'the maximum percent of the amount',
  'rise-on-last-year': 'the limit on the rise over last year',
  'fall-on-last-year': 'the limit on the fall from last year',
  'outside-quote': "the member's own outside quote",
};

/** A split in words: the driver, each weight with its origin, each exact fraction, the limits that hold and the odd cents. */
export function explainSplit(step: SplitStep, name: Name): string[] {
  const head = `${formatCents(step.totalCents)} is split by ${step.driver}${arePartsOfOne(step) ? '' : `, ${group(step.weightTotal)} in all`}.`;
  return [head, ...rate(step), ...step.shares.map((share) => explainShare(step, share, name)), oddCents(step.shares, name)];
}

function rate(step: SplitStep): string[] {
  if (step.rate === undefined || !step.shares.some((share) => share.held !== undefined)) return [];
  return [`Everyone between its limits pays one rate: ${exactMoney(step.rate)} for each 1 of weight.`];
}

const label = (share: SplitShare, name: Name): string => (share.part === undefined ? name(share.member) : `${name(share.member)} (${share.part})`);

/** Mixed weights are parts of the whole already. */
const arePartsOfOne = (step: SplitStep): boolean => step.weightTotal === '1' && step.shares.some((share) => share.weight.includes('/'));

function explainShare(step: SplitStep, share: SplitShare, name: Name): string {
  const origin = share.countedOn === undefined ? '' : `, counted on ${share.countedOn} (${share.source ?? 'no source given'})`;
  const weight = arePartsOfOne(step) ? `${label(share, name)} has a part of ${share.weight}` : `${label(share, name)} has ${group(share.weight)} of ${group(step.weightTotal)}${origin}`;
  if (share.held !== undefined) return `${weight}: ${LIMITS[share.held]} holds it at ${formatCents(share.cents)}.`;
  return `${weight}: the exact share is ${exactMoney(share.exactCents)}, so ${formatCents(share.cents)}.`;
}

function oddCents(shares: readonly SplitShare[], name: Name): string {
  const odd = shares.filter((share) => share.oddCent);
  if (odd.length === 0) {
    const whole = shares.every((share) => exact(share.exactCents).d === 1n);
    return whole ? 'Every share comes out in whole cents; nothing is rounded.' : 'No cent is left over.';
  }
  const cent = odd.length === 1 ? '1 odd cent is left; it goes' : `${odd.length} odd cents are left; they go, one each,`;
  return `Whole cents come first; ${cent} to the largest fraction${odd.length === 1 ? '' : 's'} of a cent: ${list(odd.map((share) => label(share, name)))}${tieNote(shares)}.`;
}

/** Where a share without an odd cent has the same fraction as one with it, the rule for ties decided. */
function tieNote(shares: readonly SplitShare[]): string {
  const fraction = (share: SplitShare): string => {
    const { n, d } = exact(share.exactCents);
    return `${(n < 0n ? -n : n) % d}/${d}`;
  };
  const given = new Set(shares.filter((share) => share.oddCent).map(fraction));
  const tied = shares.some((share) => !share.oddCent && share.held === undefined && given.has(fraction(share)));
  return tied ? ' (equal fractions: the larger weight goes first, then the first by key)' : '';
}
