import { formatCents } from '@barnraise/money';
import type { OutcomeStep, PerSeatLimitStep, PortionStep, PriceStep, RemainderStep, RequestStep, Step, Trace } from './trace.js';
import { explainJoint } from './explain-joint.js';
import { explainLine } from './explain-lines.js';
import { explainSplit } from './explain-split.js';
import { explainTime } from './explain-time.js';
import { counted, exactMoney, type Name } from './words.js';

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
    case 'proration':
    case 'difference':
    case 'reserve':
      return explainTime(step, name);
    case 'joint':
      return explainJoint(step, name);
    default:
      return explainLine(step, name);
  }
}

const explainRequest = (step: RequestStep, name: Name): string =>
  `${name(step.member)} asks for ${counted(step.seats, 'seat')}; ${step.taken} of ${counted(step.capacity, 'seat')} ${step.taken === 1 ? 'is' : 'are'} taken before that.`;

const explainPrice = (step: PriceStep, name: Name): string =>
  `${name(step.member)} pays the fixed price of ${formatCents(step.priceCents)} for each ${step.unit}: ${step.quantity} × ${formatCents(step.priceCents)} = ${formatCents(step.cents)}.`;

const explainPortion = (step: PortionStep, name: Name): string =>
  `This request is ${step.seats} of the ${counted(step.allSeats, 'seat')} ${name(step.member)} would then have, so ${step.seats}/${step.allSeats} of ${formatCents(step.ofCents)}: exactly ${exactMoney(step.exactCents)}, so ${formatCents(step.cents)}.`;

const explainLimit = (step: PerSeatLimitStep, name: Name): string =>
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
