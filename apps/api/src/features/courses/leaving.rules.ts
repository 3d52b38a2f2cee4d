import { type Cents, cents, formatCents, percentOf } from '@barnraise/money';
import { dayWords } from '@barnraise/timetable';

/** What giving accepted seats back comes to on a day. */
export interface Leaving {
  readonly step: 'drop' | 'withdraw';
  /** On or before the last day on which it costs nothing. */
  readonly free: boolean;
  readonly owedCents: number;
  /** Every number with where it comes from. */
  readonly sentences: readonly string[];
}

export interface LeavingTerms {
  /** As the section said when the seats were accepted; days of the teaching school. */
  readonly dropDate: string;
  readonly freeUntil: string;
  readonly today: string;
  /** The share of these seats as it was estimated when they were accepted. */
  readonly shareCents: number;
  /** What is owed of it after the last free day, by the version that governs the booking. */
  readonly latePercent: number;
}

/** Drop until the drop date, withdraw after it; nothing is owed until the last free day, a percentage of the share after it, half a cent up. */
export function leavingOn({ dropDate, freeUntil, today, shareCents, latePercent }: LeavingTerms): Leaving {
  const step = today <= dropDate ? 'drop' : 'withdraw';
  const free = today <= freeUntil;
  const owed: Cents = free ? cents(0) : percentOf(cents(shareCents), latePercent);
  const named = step === 'drop' ? 'Dropped' : 'Withdrawn from';
  return {
    step, free, owedCents: owed,
    sentences: free
      ? [`${named} on or before ${dayWords(freeUntil)}, these seats cost nothing.`]
      : [`${named} after ${dayWords(freeUntil)}, ${latePercent} percent of the share of ${formatCents(cents(shareCents))} is still owed: ${formatCents(owed)}.`],
  };
}
