import { allocate, multiply, exact, ratio, toText } from '@barnraise/money';
import { own, readCents, readCost, readRecord, readText, readWeight, readWhole } from '../plan/read.js';
import type { Count, Weight } from '../plan/plan.js';
import { answer, refuse, type Outcome } from '../refusal.js';
import { splitStep } from '../trace/split.js';
import type { ProrationStep, Step } from '../trace/trace.js';

export interface PartialYear {
  readonly shares: Readonly<Record<string, number>>;
  readonly steps: readonly Step[];
}

export interface Joining {
  totalCents: number;
  measure: string;
  counts: Record<string, Count>;
  /** Days each member takes part; a late joiner has fewer. */
  days: Record<string, number>;
}

/** Late joiners: the cost by weight times days of membership. */
export function shareByMemberDays(joining: Joining): Outcome<PartialYear> {
  return answer(() => {
    const totalCents = readCents(joining.totalCents, 'The cost');
    const counts = readRecord(joining.counts, 'The counts');
    const days = readRecord(joining.days, 'The days');
    const rows = Object.keys(counts).map((member) => {
      const given = readWhole(own(days, member), `The days of ${member}`);
      const weight = multiply(readWeight(readRecord(counts[member], `The count of ${member}`)['value'], `The count of ${member}`), exact(given));
      return { member, weight };
    });
    if (rows.every((row) => row.weight.n === 0n)) return refuse('nobody-to-charge', 'Nobody takes part on any day.');
    const split = splitStep('The year', `${readText(joining.measure, 'The measure')} × days`, totalCents, rows);
    return { shares: Object.fromEntries(split.shares.map((share) => [share.member, share.cents])), steps: [split] };
  });
}

export interface Leaving {
  member: string;
  /** The leaver's share of the whole year. */
  shareCents: number;
  /** Days it took part, of the days of the year. */
  day: number;
  days: number;
  /** Whether notice was given in time; without it the whole year is owed. */
  noticeInTime: boolean;
  /** What the others weigh, for the part that falls to them. */
  rest: Record<string, Weight>;
}

/** A leaver pays for its days, or for the year when it gave no notice in time; what it leaves is split among the rest. */
export function leave(leaving: Leaving): Outcome<PartialYear & { leaverCents: number }> {
  return answer(() => {
    const member = readText(leaving.member, 'The leaver');
    const shareCents = readCost(leaving.shareCents, 'The share');
    const days = readWhole(leaving.days, 'The days of the year');
    const day = readWhole(leaving.day, 'The days taken part');
    if (days === 0 || day > days) return refuse('days-invalid', 'The days taken part must lie within the year.', { day, days });
    if (typeof leaving.noticeInTime !== 'boolean') return refuse('facts-invalid', 'Whether notice was given in time must be known.');
    const rest = Object.entries(readRecord(leaving.rest, 'The rest')).map(([key, weight]) => ({ member: key, weight: readWeight(weight, `The weight of ${key}`) }));
    if (rest.some((row) => row.member === member)) return refuse('plan-malformed', `${member} cannot be among the rest.`, { member });
    const served = leaving.noticeInTime ? day : days;
    const proration = prorate(member, shareCents, served, days);
    const open = shareCents - proration.cents;
    if (open > 0 && rest.every((row) => row.weight.n === 0n)) return refuse('nobody-to-charge', 'Nobody is left to carry what the leaver leaves.', { gap: open });
    const steps: Step[] = [proration];
    let shares = Object.fromEntries(rest.map((row) => [row.member, 0]));
    if (open > 0) {
      const split = splitStep('What the leaver leaves', 'weight of the rest', open, rest);
      steps.push(split);
      shares = Object.fromEntries(split.shares.map((share) => [share.member, share.cents]));
    }
    return { leaverCents: proration.cents, shares, steps };
  });
}

/** An amount for `days` of `allDays`, so that the two parts add up. */
export function prorate(member: string, ofCents: number, days: number, allDays: number): ProrationStep {
  const parts = [{ key: 'a', weight: days }, { key: 'b', weight: allDays - days }];
  const cents = allocate(ofCents, parts)[0]!.cents;
  const exactCents = toText(multiply(exact(ofCents), ratio(BigInt(days), BigInt(allDays))));
  return { kind: 'proration', member, ofCents, days, allDays, exactCents, cents };
}

export interface BuyIn {
  costCents: number;
  lifeYears: number;
  ageYears: number;
  owners: string[];
}

/** A joiner buys in at net book value: it pays what an equal owner's part is worth, and the owners receive that equally. */
export function buyIn(given: BuyIn): Outcome<{ bookValueCents: string; buyInCents: number; received: Readonly<Record<string, number>> }> {
  return answer(() => {
    const cost = readCost(given.costCents, 'The cost');
    const life = readWhole(given.lifeYears, 'The life in years');
    const age = readWhole(given.ageYears, 'The age in years');
    if (life === 0) return refuse('facts-invalid', 'A thing with a book value has a life of at least one year.', { life });
    const owners = BigInt(given.owners.length);
    if (owners === 0n || new Set(given.owners).size !== given.owners.length) return refuse('plan-malformed', 'The owners must be named, each once.');
    const book = ratio(BigInt(cost) * BigInt(Math.max(0, life - age)), BigInt(life));
    const parts = [...given.owners].sort().map((key) => ({ key, weight: 1 }));
    const cents = Number((2n * book.n + book.d * (owners + 1n)) / (2n * book.d * (owners + 1n)));
    return { bookValueCents: toText(book), buyInCents: cents, received: Object.fromEntries(allocate(cents, parts).map((part) => [part.key, part.cents])) };
  });
}
