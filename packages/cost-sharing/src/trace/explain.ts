import { formatCents } from '@barnraise/money';
import type { LimitStep, OutcomeStep, PortionStep, PriceStep, RemainderStep, RequestStep, SplitShare, SplitStep, Step, Trace } from './trace.js';
import { counted, exactMoney, group, list } from './words.js';

type Name = (member: string) => string;

/** A trace in plain English, one sentence or short group of sentences per entry, in the order of the work. */
export function explain(trace: Trace): string[] {
  const name: Name = (member) => (Object.hasOwn(trace.names, member) ? trace.names[member]! : member);
  return trace.steps.flatMap((step) => explainStep(step, name));
}

function explainStep(step: Step, name: Name): string[] {
  switch (step.kind) {
    case 'request':
      return [explainRequest(step, name)];
    case 'price':
      return [explainPrice(step, name)];
    case 'split':
      return explainSplit(step, name);
    case 'portion':
      return [explainPortion(step, name)];
    case 'limit':
      return [explainLimit(step, name)];
    case 'remainder':
      return [explainRemainder(step, name)];
    case 'outcome':
      return [explainOutcome(step, name)];
  }
}

const explainRequest = (step: RequestStep, name: Name): string =>
  `${name(step.member)} asks for ${counted(step.seats, 'seat')}; ${step.taken} of ${counted(step.capacity, 'seat')} ${step.taken === 1 ? 'is' : 'are'} taken before that.`;

const explainPrice = (step: PriceStep, name: Name): string =>
  `${name(step.member)} pays the fixed price of ${formatCents(step.priceCents)} for each ${step.unit}: ${step.quantity} × ${formatCents(step.priceCents)} = ${formatCents(step.cents)}.`;

function explainSplit(step: SplitStep, name: Name): string[] {
  const head = `${formatCents(step.totalCents)} is split by ${step.driver}, ${group(step.weightTotal)} in all.`;
  const odd = step.shares.filter((share) => share.oddCent);
  const rows = step.shares.map((share) => explainShare(step, share, name));
  if (odd.length === 0) return [head, ...rows, 'Every share comes out in whole cents; nothing is rounded.'];
  const owners = list(odd.map((share) => label(share, name)));
  const cent = odd.length === 1 ? '1 odd cent is left; it goes' : `${odd.length} odd cents are left; they go, one each,`;
  return [head, ...rows, `Whole cents come first; ${cent} to the largest fraction${odd.length === 1 ? '' : 's'} of a cent: ${owners}.`];
}

const label = (share: SplitShare, name: Name): string => (share.part === undefined ? name(share.member) : `${name(share.member)} (${share.part})`);

function explainShare(step: SplitStep, share: SplitShare, name: Name): string {
  const origin = share.countedOn === undefined ? '' : `, counted on ${share.countedOn} (${share.source ?? 'no source given'})`;
  const weight = `${label(share, name)} has ${group(share.weight)} of ${group(step.weightTotal)}${origin}`;
  return `${weight}: the exact share is ${exactMoney(share.exactCents)}, so ${formatCents(share.cents)}.`;
}

const explainPortion = (step: PortionStep, name: Name): string =>
  `This request is ${step.seats} of the ${counted(step.allSeats, 'seat')} ${name(step.member)} would then have, so ${step.seats}/${step.allSeats} of ${formatCents(step.ofCents)}: exactly ${exactMoney(step.exactCents)}, so ${formatCents(step.cents)}.`;

const explainLimit = (step: LimitStep, name: Name): string =>
  `The plan promises at most ${formatCents(step.perSeatCents)} a seat, so ${name(step.member)} pays ${formatCents(step.cents)} instead of ${formatCents(step.beforeCents)}; ${name(step.carriedBy)} carries the difference.`;

const explainRemainder = (step: RemainderStep, name: Name): string =>
  step.reason === 'price-paid-to-itself'
    ? `${name(step.member)} teaches the section and pays no price to itself; it carries what the prices do not cover.`
    : `${name(step.member)} teaches the section and its own seats carry no share under this plan; it carries what the others do not pay.`;

function explainOutcome(step: OutcomeStep, name: Name): string {
  const figures = `Expected: ${formatCents(step.expectedCents)}. At most: ${formatCents(step.maximumCents)}`;
  const exactly = step.worstExactCents.includes('/') ? ` (exactly ${exactMoney(step.worstExactCents)}, rounded up)` : '';
  switch (step.ground) {
    case 'price-is-fixed':
      return `${figures}, because the price is fixed.`;
    case 'divisor-is-fixed':
      return `${figures}${exactly}, because empty seats count, so others leaving changes nothing.`;
    case 'only-this-request-and-the-teaching-district':
      return `${figures}${exactly}, if only these seats and the teaching district's own stay taken.`;
    case 'only-this-request':
      return `${figures}${exactly}, if only these seats stay taken.`;
    case 'only-this-member-and-the-teaching-district':
      return `${figures}${exactly}, if only ${name(step.member)} and the teaching district are left.`;
    case 'only-this-member':
      return `${figures}${exactly}, if nobody else is left to share with ${name(step.member)}.`;
    case 'not-to-exceed':
      return `${figures}, the most the plan allows for these seats.`;
    case 'nothing-is-charged':
      return `${figures}, because this plan charges ${name(step.member)} nothing.`;
  }
}
