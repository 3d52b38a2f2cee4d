import { ceil, cents, exact, halfUp, multiply, ratio } from '@barnraise/money';
import type { Weight } from '../plan/plan.js';
import { readCost, readWeight, readWhole } from '../plan/read.js';
import { answer, refuse, type Outcome } from '../refusal.js';

/** Seats at full price and seats at a percent of it (dropped late, not completed): one line, rounded once, half-up. */
export function seatFees(priceCents: number, fullSeats: number, partSeats: number, partPercent: Weight): Outcome<{ cents: number }> {
  return answer(() => {
    const price = readCost(priceCents, 'The price');
    const full = readWhole(fullSeats, 'The seats at full price');
    const part = readWhole(partSeats, 'The seats at a part of the price');
    const percent = readWeight(partPercent, 'The percent');
    if (percent.n > percent.d * 100n) return refuse('facts-invalid', 'A part of the price is at most 100 percent.');
    const reduced = halfUp(multiply(exact(BigInt(price) * BigInt(part)), multiply(percent, ratio(1n, 100n))));
    const total = BigInt(price) * BigInt(full) + BigInt(reduced);
    return { cents: readCost(Number(total), 'The fee') };
  });
}

/** The least tuition a law allows: at least `part` of the cost per pupil, for so many pupils, rounded up so that it is never less. */
export function leastTuition(costPerPupilCents: number, pupils: Weight, part: Weight): Outcome<{ cents: number }> {
  return answer(() => {
    const cost = exact(readCost(costPerPupilCents, 'The cost per pupil'));
    const due = multiply(multiply(cost, readWeight(pupils, 'The pupils')), readWeight(part, 'The part'));
    return { cents: readCost(Number(ceil(due)), 'The tuition') };
  });
}

/** The amount a member commits to: its estimated share and so many percent of room, rounded up. */
export function notToExceed(shareCents: number, roomPercent: Weight): Outcome<{ cents: number }> {
  return answer(() => {
    const room = multiply(readWeight(roomPercent, 'The room'), ratio(1n, 100n));
    const share = exact(readCost(shareCents, 'The share'));
    return { cents: readCost(Number(ceil(multiply(share, { n: room.n + room.d, d: room.d }))), 'The commitment') };
  });
}

/** By how many cents final shares pass what members committed to; empty when every commitment holds. */
export function overCommitment(shares: Readonly<Record<string, number>>, limits: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const over = Object.entries(shares).flatMap(([member, share]): [string, number][] => {
    const excess = share - (Object.hasOwn(limits, member) ? limits[member]! : 0);
    return excess > 0 ? [[member, cents(excess)]] : [];
  });
  return Object.fromEntries(over);
}
