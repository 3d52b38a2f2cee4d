import { exact, halfUp, maximum, multiply, ratio } from '@barnraise/money';
import type { Adjustment, Bounds, CostLine, CostPlan, Count, Driver, LineRule, Sharing, Weight } from '../plan/plan.js';
import { own, readCost, readList, readRecord, readText, readWeight } from '../plan/read.js';
import { refuse } from '../refusal.js';

/** A way to share by the names of measures ("seats", "fall-membership"), before anybody's numbers are known. Plain JSON. */
export type Share = { by: 'equally' } | { by: 'share-of'; measure: string } | { by: 'blend'; parts: { part: Weight; share: Share }[] };

export type Rule =
  | Share
  /** A part of the amount as a base fee by one share, the rest by use. */
  | { by: 'base-and-use'; basePercent: Weight; base: Share; use: Share }
  /** "You pay for the size you need": sizes by a measure; a layer's cost is its part of the largest size. */
  | { by: 'layers'; measure: string };

/** Limits on what a member pays in all. */
export interface FormulaLimits {
  minimumCents?: number;
  maximumCents?: number;
  minimumPercent?: Weight;
  maximumPercent?: Weight;
  /** Against last year's share; members without one are not limited by it. */
  mostRisePercent?: Weight;
  mostFallPercent?: Weight;
  /** Nobody pays more than it would alone, as far as it has said what that is. */
  atMostAlone?: boolean;
}

/** What members agree on by name and can apply to any cost. */
export interface Formula {
  name: string;
  rule: Rule;
  limits?: FormulaLimits;
}

/** One line of a cost. */
export interface CostItem {
  id: string;
  name: string;
  amountCents: number;
  /** Who is on the line; everyone if left out. */
  among?: string[];
  /** How this line is shared, where it differs from the formula. */
  rule?: Rule;
}

/** Everything a formula needs to become a plan. */
export interface PlanFacts {
  members: { key: string; name?: string }[];
  measures: Record<string, Driver>;
  lastYearCents?: Record<string, number>;
  alone?: Record<string, { cents: number; source?: string; obtainedOn?: string }>;
}

/**
 * The plan that a formula makes of a cost for these members: names of measures become their counts,
 * percents become cents. May be fed any JSON; throws `Refused`, so call it inside `answer`.
 */
export function planOf(items: readonly CostItem[], formula: Pick<Formula, 'rule' | 'limits'>, facts: PlanFacts): CostPlan {
  const lines = readList(items, 'The lines').map((value): CostLine => {
    const item = readRecord(value, 'A line');
    const name = readText(item['name'], 'The name of a line');
    return {
      id: readText(item['id'], 'The id of a line'),
      name,
      ...lineOf(item['rule'] ?? formula.rule, item['amountCents'], name, facts, item['among']),
      ...(item['among'] === undefined ? {} : { among: item['among'] as string[] }),
    };
  });
  const limits = formula.limits === undefined ? null : boundsOf(formula.limits, facts);
  const adjustments: Adjustment[] = limits === null ? [] : [{ kind: 'limits', id: 'limits', name: 'Limits', bounds: limits }];
  return { members: facts.members, lines, ...(adjustments.length === 0 ? {} : { adjustments }) };
}

function lineOf(value: unknown, amount: unknown, line: string, facts: PlanFacts, among: unknown): Pick<CostLine, 'amountCents' | 'rule'> {
  const rule = readRecord(value, `The rule of ${line}`);
  const amountCents = amount as number;
  switch (rule['by']) {
    case 'base-and-use': {
      const percent = readWeight(rule['basePercent'], `The base fee of ${line}`, line);
      if (percent.n > 100n * percent.d) return refuse('facts-invalid', `The base fee of ${line} is more than the whole: give a percent up to 100.`, { at: 'basePercent' }, line);
      const baseCents = halfUp(multiply(exact(readCost(amount, `The amount of ${line}`, line)), multiply(percent, ratio(1n, 100n))));
      return { amountCents, rule: { by: 'base-and-use', baseCents, base: sharingOf(rule['base'], line, facts), use: sharingOf(rule['use'], line, facts) } };
    }
    case 'layers':
      return { amountCents, rule: layersOf(rule, readCost(amount, `The amount of ${line}`, line), line, facts, among) };
    default:
      return { amountCents, rule: sharingOf(rule, line, facts) };
  }
}

const DEEPEST = 3;

function sharingOf(value: unknown, line: string, facts: PlanFacts, depth = 0): Sharing {
  const share = readRecord(value, `The rule of ${line}`);
  switch (share['by']) {
    case 'equally':
      return { by: 'equally' };
    case 'share-of':
      return { by: 'share-of', driver: measureOf(share['measure'], line, facts) };
    case 'blend': {
      if (depth >= DEEPEST) return refuse('plan-malformed', `${line} mixes blends too deep.`, {}, line);
      const parts = readList(share['parts'], `The parts of ${line}`).map((entry) => {
        const part = readRecord(entry, `A part of ${line}`);
        return { part: part['part'] as Weight, sharing: sharingOf(part['share'], line, facts, depth + 1) };
      });
      return { by: 'blend', parts };
    }
    default:
      return refuse('plan-unknown', `${line} is shared in a way that is not known here.`, { by: String(share['by']) }, line);
  }
}

function measureOf(value: unknown, line: string, facts: PlanFacts): Driver {
  const measure = readText(value, `The measure of ${line}`);
  const driver = own(facts.measures, measure) as Driver | undefined;
  return driver ?? refuse('count-missing', `${line} is shared by ${measure}, but nobody has a count of it. Enter the counts or choose another measure.`, { measure }, line);
}

/** Sizes become needs in cents: each size's part of the largest one, half-up to a cent. */
function layersOf(rule: Record<string, unknown>, amountCents: number, line: string, facts: PlanFacts, among: unknown): LineRule {
  const driver = measureOf(rule['measure'], line, facts);
  const keys = among === undefined ? facts.members.map((member) => member.key) : readList(among, `Who is on ${line}`).map((key) => readText(key, `Who is on ${line}`));
  const sizes = keys.map((key) => {
    const count = own(driver.counts, key) as Count | undefined;
    if (count === undefined) return refuse('count-missing', `${key} is on ${line} but has no count of ${driver.measure}.`, { member: key, measure: driver.measure }, line);
    return { key, size: readWeight(count.value, `The ${driver.measure} of ${key}`, line) };
  });
  if (sizes.length === 0) return refuse('nobody-to-charge', `Nobody is on ${line}.`, {}, line);
  const largest = sizes.map(({ size }) => size).reduce(maximum);
  if (largest.n === 0n) return refuse('nobody-to-charge', `Nobody on ${line} has anything of ${driver.measure}, so nobody can be charged.`, { driver: driver.measure }, line);
  const needs = sizes.map(({ key, size }): [string, number] => [key, halfUp(multiply(exact(amountCents), ratio(size.n * largest.d, size.d * largest.n)))]);
  return { by: 'layers', needs: Object.fromEntries(needs) };
}

function boundsOf(value: FormulaLimits, facts: PlanFacts): Bounds | null {
  const given = readRecord(value, 'The limits') as FormulaLimits;
  const fixed = Object.fromEntries(
    (['minimumCents', 'maximumCents', 'minimumPercent', 'maximumPercent'] as const).flatMap((limit) => (given[limit] === undefined ? [] : [[limit, given[limit]]])),
  ) as Bounds;
  const turns = given.mostRisePercent !== undefined || given.mostFallPercent !== undefined;
  if (turns && facts.lastYearCents === undefined) {
    return refuse('count-missing', 'The limits compare with last year, but nobody has a share of last year. Enter last year\'s shares or take the limit away.', { measure: 'last year' });
  }
  const lastYear = turns
    ? {
        lastYear: {
          cents: facts.lastYearCents!,
          ...(given.mostRisePercent === undefined ? {} : { mostRisePercent: given.mostRisePercent }),
          ...(given.mostFallPercent === undefined ? {} : { mostFallPercent: given.mostFallPercent }),
        },
      }
    : {};
  const quotes = given.atMostAlone === true && facts.alone !== undefined ? { quotes: facts.alone } : {};
  const bounds = { ...fixed, ...lastYear, ...quotes };
  return Object.keys(bounds).length === 0 ? null : bounds;
}
