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

/** One district's own result, step by step. Others are counted, never named. */
export function allotmentWords({ seats: got, waits, trace }: Allotment): string[] {
  const { rule, asked, least, seatsThere, askedAs, districtsAsking, contributes, before, group, aheadByTime, belowLeast } = trace;
  return [
    `You asked for ${seats(asked)}${least < asked ? ` (at the least ${least})` : ''} of ${seatsThere}, as the ${ordinal(askedAs)} of ${districts(districtsAsking)}.`,
    ...(rule.contributorsFirst ? [contributes ? 'You teach shared courses that year, so you were among those who come first.' : before.districts > 0 ? `${districts(before.districts)} that ${before.districts === 1 ? 'teaches' : 'teach'} shared courses came first and took ${seats(before.seats)}.` : 'Nobody who asked teaches shared courses that year.'] : []),
    `${group.seats === 1 ? '1 seat was' : `${group.seats} seats were`} there for ${group.districts === 1 ? 'you alone' : `${districts(group.districts)}, you among them`}.`,
    ...(belowLeast ? [`Your share came to fewer than the ${least} you would take, so it went to others.`] : []),
    ...(aheadByTime > 0 ? [`${districts(aheadByTime)} that asked earlier ${aheadByTime === 1 ? 'has' : 'have'} more than you.`] : []),
    got === asked ? `You have all ${asked === 1 ? 'you asked for' : `${asked} you asked for`}.` : `You have ${got === 0 ? 'none' : `${got} of ${asked}`}.`,
    ...(waits ? [`You wait for ${seats(waits.seats)} as the ${ordinal(waits.place)} in line.`] : []),
  ];
}
