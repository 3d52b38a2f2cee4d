import { answer, refuse, type Outcome, type Refusal } from '../refusal.js';
import { hashOf, type Json } from '../trace/canonical.js';
import { inOrder, splitStep } from '../trace/split.js';
import type { Step, SumStep, Trace } from '../trace/trace.js';
import { adjust } from './adjustments.js';
import { readIndirect } from './indirect.js';
import { limitedStep } from './limits.js';
import type { CostPlan } from './plan.js';
import { LARGEST_CENTS, readCents, readList, readRecord, readText } from './read.js';
import { readRule, type RuleWork } from './rules.js';

/** One printed line: its amount and each member's part of it, adding up. */
export interface LineResult {
  readonly id: string;
  readonly name: string;
  readonly kind: 'line' | 'adjustment';
  readonly amountCents: number;
  readonly shares: Readonly<Record<string, number>>;
}

/** Something worth knowing that changes no figure: here, that ordering more would cost less. */
export interface BuyUpHint {
  readonly kind: 'buy-up';
  readonly line: string;
  readonly quantity: number;
  readonly cents: number;
  readonly savesCents: number;
}

export interface Calculation {
  /** What each member pays: the sum of its lines, whole cents. */
  readonly shares: Readonly<Record<string, number>>;
  readonly totalCents: number;
  readonly lines: readonly LineResult[];
  readonly hints: readonly BuyUpHint[];
  readonly trace: Trace;
  /** SHA-256 of the plan as canonical JSON. */
  readonly inputHash: string;
}

/** What a line comes to for one member. */
interface Booked {
  readonly member: string;
  readonly cents: number;
}

const MOST_MEMBERS = 10_000;

/**
 * Works a cost plan out: each line is split exactly and allocated to cents, the adjustments
 * follow in order, and a member's total is the sum of its lines. Plans may come from anywhere as
 * JSON; what cannot be worked out is a refusal that names the line and the gap.
 */
export function calculatePlan(plan: CostPlan): Outcome<Calculation> {
  const outcome = answer(() => calculate(plan));
  return outcome.ok ? outcome : { ok: false, refusal: byName(outcome.refusal, plan) };
}

/** Members are keys inside and names to people: a refusal that speaks of one calls it as the plan does. */
function byName(refusal: Refusal, plan: CostPlan): Refusal {
  const { member } = refusal.facts;
  const name = (Array.isArray(plan?.members) ? plan.members : []).find((entry) => entry?.key === member)?.name;
  if (typeof member !== 'string' || typeof name !== 'string') return refusal;
  return { ...refusal, message: refusal.message.replaceAll(new RegExp(`(?<![\\w-])${member.replaceAll(/[^\w-]/g, '\\$&')}(?![\\w-])`, 'g'), () => name) };
}

function calculate(plan: CostPlan): Calculation {
  const given = readRecord(plan, 'The plan');
  const { keys, names } = readMembers(given['members']);
  const sums = new Map(keys.map((key) => [key, 0]));
  const parts = new Map(keys.map((key): [string, number[]] => [key, []]));
  const lines: LineResult[] = [];
  const steps: Step[] = [];
  const ids = new Set<string>();
  const heading = (value: unknown): { entry: Record<string, unknown>; id: string; name: string } => {
    const entry = readRecord(value, 'A line');
    const id = readText(entry['id'], 'The id of a line');
    if (ids.has(id)) return refuse('plan-malformed', `Two lines have the id ${id}.`, { id });
    ids.add(id);
    return { entry, id, name: readText(entry['name'], 'The name of a line') };
  };
  const book = (id: string, name: string, kind: LineResult['kind'], booked: readonly Booked[]): void => {
    let amountCents = 0;
    const shares = Object.create(null) as Record<string, number>; // any text may be the key of a member
    for (const { member, cents } of booked) {
      const sum = sums.get(member)! + cents;
      if (!Number.isSafeInteger(sum)) refuse('amount-invalid', 'The plan comes to more than can be counted in cents.', {}, name);
      sums.set(member, sum);
      parts.get(member)![lines.length] = cents;
      amountCents += cents;
      shares[member] = cents;
    }
    lines.push({ id, name, kind, amountCents, shares });
  };
  for (const value of readList(given['lines'], 'The lines')) {
    const { entry, id, name } = heading(value);
    const work = workLine(entry, name, keys, sums);
    steps.push(...work.steps);
    book(id, name, 'line', work.booked);
  }
  for (const value of given['adjustments'] === undefined ? [] : readList(given['adjustments'], 'The adjustments')) {
    const { entry, id, name } = heading(value);
    const change = adjust(entry, name, sums);
    book(id, name, 'adjustment', [...change.cents].map(([member, cents]) => ({ member, cents })));
    steps.push({ kind: 'line', line: name, amountCents: lines.at(-1)!.amountCents }, ...change.steps);
  }
  const rows = [...sums].map(([member, cents]) => ({ member, cents, parts: lines.map((_, k) => parts.get(member)![k] ?? 0) }));
  return finish(plan, names, rows, lines, steps);
}

function readMembers(value: unknown): { keys: string[]; names: Record<string, string> } {
  const entries = readList(value, 'The members').map((entry) => readRecord(entry, 'A member'));
  const keys = entries.map((entry) => readText(entry['key'], 'The key of a member')).sort();
  if (keys.length === 0 || keys.length > MOST_MEMBERS) return refuse('plan-malformed', 'A plan needs between 1 and 10,000 members.', { members: keys.length });
  const twice = keys.find((key, i) => key === keys[i - 1]);
  if (twice !== undefined) return refuse('plan-malformed', `${twice} is in the plan twice.`, { member: twice });
  const named = entries.filter((entry) => entry['name'] !== undefined);
  const names = named.map((entry): [string, string] => [entry['key'] as string, readText(entry['name'], 'The name of a member')]);
  return { keys, names: Object.fromEntries(names.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

function workLine(entry: Record<string, unknown>, name: string, keys: readonly string[], sums: ReadonlyMap<string, number>): { booked: readonly Booked[]; steps: Step[] } {
  const members = entry['among'] === undefined ? keys : readAmong(entry['among'], name, sums);
  const indirect = entry['indirect'] === undefined ? null : readIndirect(entry['indirect'], name);
  const stated = entry['amountCents'] === undefined ? null : readCents(entry['amountCents'], `The amount of ${name}`, name);
  if (indirect !== null && stated !== null) return refuse('amount-mismatch', `${name} is indirect cost; its amount is worked out, not stated.`, {}, name);
  const work = readRule(entry['rule'], indirect?.cents ?? stated, members, name);
  if (Math.abs(work.amountCents) > LARGEST_CENTS) return refuse('amount-invalid', `${name} comes to more than 100 billion dollars.`, {}, name);
  const head: Step[] = [{ kind: 'line', line: name, amountCents: work.amountCents }, ...(indirect === null ? [] : [indirect]), ...work.steps];
  if (work.fixed !== undefined) {
    if (entry['bounds'] !== undefined) return refuse('limits-not-possible-here', `${name} has fixed amounts; put limits on the whole plan instead.`, {}, name);
    return { booked: inOrder([...work.fixed].map(([member, cents]) => ({ member, cents }))), steps: head };
  }
  const split = splitOf(work, name, entry['bounds']);
  return { booked: split.shares, steps: [...head, split] };
}

const splitOf = (work: RuleWork, name: string, bounds: unknown) =>
  bounds === undefined
    ? splitStep(name, work.weights.driver, work.amountCents, work.weights.rows)
    : limitedStep(name, work.weights.driver, work.amountCents, work.weights.rows, bounds);

function readAmong(value: unknown, name: string, sums: ReadonlyMap<string, number>): string[] {
  const members = readList(value, `Who is on ${name}`).map((member) => readText(member, `Who is on ${name}`)).sort();
  if (members.length === 0) return refuse('nobody-to-charge', `Nobody is on ${name}.`, {}, name);
  const wrong = members.find((member, i) => !sums.has(member) || member === members[i - 1]);
  if (wrong === undefined) return members;
  return refuse('plan-malformed', `${wrong} is on ${name} twice or not in the plan.`, { member: wrong }, name);
}

function finish(plan: CostPlan, names: Record<string, string>, rows: SumStep['rows'], lines: LineResult[], steps: Step[]): Calculation {
  const totalCents = lines.reduce((all, line) => all + line.amountCents, 0);
  if (!Number.isSafeInteger(totalCents)) return refuse('amount-invalid', 'The plan comes to more than can be counted in cents.');
  const hints = steps.flatMap((step): BuyUpHint[] =>
    step.kind === 'volume' && step.cheaper !== null && !step.bought
      ? [{ kind: 'buy-up', line: step.line, quantity: step.cheaper.quantity, cents: step.cheaper.cents, savesCents: step.listCents - step.cheaper.cents }]
      : [],
  );
  return {
    shares: Object.fromEntries(rows.map(({ member, cents }) => [member, cents])),
    totalCents,
    lines,
    hints,
    trace: { schema: 'barnraise-trace/1', rounding: 'largest-remainder/1', names, steps: [...steps, { kind: 'sum', totalCents, rows }] },
    inputHash: hashInput(plan as unknown as Json),
  };
}

/** The hash of an input that may hold anything JSON can: numbers that are not whole are refused. */
export function hashInput(input: Json): string {
  try {
    return hashOf(input);
  } catch (error) {
    if (error instanceof RangeError) return refuse('plan-malformed', error.message);
    throw error;
  }
}
