import { type AllotmentRule, type Allotment } from './allot.js';

const seats = (n: number): string => `${n} ${n === 1 ? 'seat' : 'seats'}`;
const districts = (n: number): string => `${n} ${n === 1 ? 'district' : 'districts'}`;

export function ordinal(n: number): string {
  const teen = n % 100 >= 11 && n % 100 <= 13;
  return `${n}${teen ? 'th' : ({ 1: 'st', 2: 'nd', 3: 'rd' }[n % 10] ?? 'th')}`;
}

/** The published order in a sentence. */
export function ruleWords({ contributorsFirst, fairShares }: AllotmentRule): string {
  const within = fairShares ? 'seats are shared one by one, so that nobody has two more than somebody who wants another; between equals whoever asked earlier comes first' : 'whoever asked earlier comes first';
  return contributorsFirst ? `Districts that teach shared courses that year come first. Among them, and then among the others, ${within}.` : `${within.charAt(0).toUpperCase()}${within.slice(1)}.`;
}

/**
 * One district's own result, step by step, with the published order. Of others nothing is told but how many asked, and that
 * only where they may be counted: what they wanted and what they have is theirs.
 */
export function allotmentWords({ seats: got, waits, trace }: Allotment, othersCounted: boolean): string[] {
  const { rule, asked, least, seatsThere, askedAs, districtsAsking, contributes, aheadByTime, belowLeast } = trace;
  return [
    `You asked for ${seats(asked)}${least < asked ? ` (at the least ${least})` : ''} of ${seatsThere}${othersCounted ? `, as the ${ordinal(askedAs)} of ${districts(districtsAsking)}` : ''}.`,
    ...(othersCounted ? [] : ['How many others asked is not told: too few did.']),
    ...(rule.contributorsFirst ? [contributes ? 'You teach shared courses that year, so you were among those who come first.' : 'Districts that teach shared courses that year came first; you teach none.'] : []),
    ...(belowLeast ? [`Your share came to fewer than the ${least} you would take, so it went to others.`] : []),
    ...(aheadByTime > 0 ? [rule.fairShares ? 'There was no seat more for each who wanted one: whoever asked earlier came first.' : 'Whoever asked earlier came first.'] : []),
    got === asked ? `You have all ${asked === 1 ? 'you asked for' : `${asked} you asked for`}.` : `You have ${got === 0 ? 'none' : `${got} of ${asked}`}.`,
    ...(waits ? [`You wait for ${seats(waits.seats)} as the ${ordinal(waits.place)} in line.`] : []),
  ];
}
