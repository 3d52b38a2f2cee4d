import { compare, divide, exact, halfUp, multiply, percentOf, ratio, sum, toText, type Cents, type Rational } from '@barnraise/money';
import { refuse } from '../refusal.js';
import { splitStep, type SplitRow } from '../trace/split.js';
import type { SplitStep, Step } from '../trace/trace.js';
import { limitedStep } from './limits.js';
import { own, readCents, readCost, readList, readRecord, readText, readWeight } from './read.js';

/** What an adjustment adds to each member's sum (negative lowers it), and the steps behind it. */
export interface Change {
  readonly cents: ReadonlyMap<string, number>;
  readonly steps: readonly Step[];
}

type Sums = ReadonlyMap<string, number>;

/** Works out one adjustment on the sums so far. */
export function adjust(value: Record<string, unknown>, line: string, sums: Sums): Change {
  switch (value['kind']) {
    case 'grant':
      return grant(value, line, sums);
    case 'discount':
      return discount(value, line, sums);
    case 'guarantee':
      return guarantee(value, line, sums);
    case 'limits':
      return limits(value, line, sums);
    default:
      return refuse('plan-unknown', `${line} changes the shares in a way that is not known here.`, { kind: String(value['kind']) }, line);
  }
}

function members(value: unknown, at: string, line: string, sums: Sums): string[] {
  const list = readList(value, at).map((member) => readText(member, at));
  const stranger = list.find((member) => !sums.has(member));
  if (stranger !== undefined) return refuse('plan-malformed', `${stranger} is named on ${line} but is not in the plan.`, { member: stranger }, line);
  if (new Set(list).size !== list.length) return refuse('plan-malformed', `${at} names somebody twice.`, {}, line);
  return list;
}

const change = (split: SplitStep, sign: 1 | -1): Map<string, number> => new Map(split.shares.map((share) => [share.member, share.cents === 0 ? 0 : sign * share.cents]));

function grant(value: Record<string, unknown>, line: string, sums: Sums): Change {
  const cents = readCost(value['amountCents'], `The amount of ${line}`, line);
  const eligible = members(value['eligible'], `Who is eligible for ${line}`, line, sums);
  const rows = eligible.map((member): SplitRow => ({ member, weight: Math.max(0, sums.get(member)!) }));
  const open = rows.reduce((all, row) => all + (row.weight as number), 0);
  if (cents > open) return refuse('grant-exceeds-costs', `${line} is larger than what its eligible members owe.`, { gap: cents - open, amount: cents }, line);
  if (open === 0) return refuse('nobody-to-charge', `Nobody eligible for ${line} owes anything.`, {}, line);
  const split = splitStep(line, 'what each eligible member owes', cents, rows);
  return { cents: change(split, -1), steps: [{ kind: 'grant', line, cents, eligible: [...eligible].sort() }, split] };
}

function discount(value: Record<string, unknown>, line: string, sums: Sums): Change {
  const given = readRecord(value['ratePercents'], `The rates of ${line}`);
  const rated = members(Object.keys(given), `The rates of ${line}`, line, sums).sort();
  if (rated.length === 0) return refuse('plan-malformed', `${line} needs the rate of at least one member.`, {}, line);
  const rates = rated.map((member): Rational => {
    const rate = readWeight(own(given, member), `The rate of ${member}`, line);
    return compare(rate, exact(100)) <= 0 ? rate : refuse('facts-invalid', `The rate of ${member} is above 100 percent.`, { member }, line);
  });
  const handOut = value['handOut'];
  if (handOut !== 'same-rate' && handOut !== 'own-rate') return refuse('plan-malformed', `${line} must be handed out at the same rate or at each one's own.`, {}, line);
  const average = consortiumRate(rates);
  const costs = rated.map((member) => sums.get(member)!);
  if (costs.some((cost) => cost < 0)) return refuse('amount-invalid', `${line} needs costs of zero or more.`, {}, line);
  const ofCents = costs.reduce((a, b) => a + b, 0) as Cents;
  const cents = percentOf(ofCents, average.percent);
  const rows = rated.map((member, i) => ({ member, weight: handOut === 'same-rate' ? exact(costs[i]!) : multiply(exact(costs[i]!), rates[i]!) }));
  if (rows.every((row) => row.weight.n === 0n)) return refuse('nobody-to-charge', `${line} finds no cost to lower.`, {}, line);
  const split = splitStep(line, handOut === 'same-rate' ? 'cost' : 'cost × own rate', cents, rows);
  const listed = rated.map((member, i) => ({ member, percent: toText(rates[i]!) }));
  const step: Step = { kind: 'discount', line, rates: listed, averagePercent: toText(average.exact), ratePercent: average.percent, ofCents, cents, handOut };
  return { cents: change(split, -1), steps: [step, split] };
}

/** The plain average of the members' rates, and half-up to a whole percent as the program pays it. */
export function consortiumRate(rates: readonly Rational[]): { exact: Rational; percent: number } {
  const average = divide(sum(rates), ratio(BigInt(rates.length)));
  return { exact: average, percent: halfUp(average) };
}

function guarantee(value: Record<string, unknown>, line: string, sums: Sums): Change {
  const most = readRecord(value['atMostCents'], `The guarantee of ${line}`);
  const small = members(Object.keys(most), `The guarantee of ${line}`, line, sums).sort();
  const financedBy = members(value['financedBy'], `Who finances ${line}`, line, sums).sort();
  const both = small.find((member) => financedBy.includes(member));
  if (both !== undefined) return refuse('plan-malformed', `${both} cannot finance its own guarantee.`, { member: both }, line);
  const shortfalls = small.map((member) => {
    const atMostCents = readCents(own(most, member), `The guarantee of ${member}`, line);
    const cents = sums.get(member)!;
    return { member, cents, atMostCents, shortfallCents: Math.max(0, cents - atMostCents) };
  });
  const open = shortfalls.reduce((all, row) => all + row.shortfallCents, 0);
  const step: Step = { kind: 'guarantee', line, shortfalls, financedBy };
  if (open === 0) return { cents: new Map(), steps: [step] };
  const rows = financedBy.map((member) => ({ member, weight: Math.abs(sums.get(member)!) }));
  if (rows.every((row) => row.weight === 0)) return refuse('nobody-to-charge', `Nobody is left to finance ${line}.`, { gap: open }, line);
  const split = splitStep(line, 'what each financing member has so far', open, rows);
  const cents = change(split, 1);
  for (const row of shortfalls) cents.set(row.member, row.shortfallCents === 0 ? 0 : -row.shortfallCents);
  return { cents, steps: [step, split] };
}

function limits(value: Record<string, unknown>, line: string, sums: Sums): Change {
  const rows = [...sums].map(([member, cents]) => {
    if (cents < 0) return refuse('limits-not-possible-here', `${member} has a credit; limits hold for costs.`, { member }, line);
    return { member, weight: exact(cents) };
  });
  const total = [...sums.values()].reduce((a, b) => a + b, 0);
  const split = limitedStep(line, 'what each member owes so far', total, rows, value['bounds']);
  return { cents: new Map(split.shares.map((share) => [share.member, share.cents - sums.get(share.member)!])), steps: [split] };
}
