import { allocate, exact, multiply, ratio, toText, type Rational } from '@barnraise/money';
import type { Step, WorstCase } from '../trace/trace.js';
import type { SeatFacts, SeatRequest } from './plan.js';

/** A request worked out, before it is written up. */
export interface Working {
  readonly expectedCents: number;
  readonly hostCarriesCents: number | null;
  /** The exact worst case in cents and why nothing can be worse. */
  readonly worst: Rational;
  readonly ground: WorstCase;
  readonly steps: readonly Step[];
}

export const ASKED = 'this request';

export const nameOf = (facts: SeatFacts, member: string): string =>
  facts.names !== undefined && Object.hasOwn(facts.names, member) ? facts.names[member]! : member;

export const seatsTaken = (facts: SeatFacts): number => Object.values(facts.seats).reduce((a, b) => a + b, 0);
export const seatsOf = (facts: SeatFacts, member: string): number => (Object.hasOwn(facts.seats, member) ? facts.seats[member]! : 0);

/** The districts with seats, the teaching district and the one that asks, by key. */
export function participants(facts: SeatFacts, request: SeatRequest): string[] {
  const members = new Set([facts.host, request.member]);
  for (const [member, seats] of Object.entries(facts.seats)) if (seats > 0) members.add(member);
  return [...members].sort();
}

/** The part of its district's share that this request's seats make up. */
export function portionOf(ofCents: number, facts: SeatFacts, { member, seats }: SeatRequest): { readonly cents: number; readonly step: Step | null } {
  const held = seatsOf(facts, member);
  if (held === 0) return { cents: ofCents, step: null };
  const [mine] = allocate(ofCents, [{ key: ASKED, weight: seats }, { key: 'seats taken before', weight: held }]);
  const exactCents = toText(multiply(exact(ofCents), ratio(BigInt(seats), BigInt(seats + held))));
  return { cents: mine!.cents, step: { kind: 'portion', member, ofCents, seats, allSeats: seats + held, exactCents, cents: mine!.cents } };
}
