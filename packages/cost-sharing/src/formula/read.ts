import { calculatePlan } from '../plan/calculate.js';
import { own, readCents, readCost, readList, readRecord, readText, readWeight } from '../plan/read.js';
import { answer, refuse, Refused, type Outcome, type RefusalCode } from '../refusal.js';
import { estimateSeats } from '../seats/estimate.js';
import type { SeatPlan, SeatPlanLimits, SeatPlanLine } from '../seats/plan.js';
import { planOf, type Formula, type FormulaLimits, type Rule, type Share } from './formula.js';
import { measuresOfRule } from './measures.js';

/** What a refusal of a formula says of its form; anything else depends on the cost and on who shares it. */
const OF_FORM: readonly RefusalCode[] = ['plan-unknown', 'plan-malformed', 'amount-invalid', 'facts-invalid', 'limits-cross'];
const MOST = { lines: 20, parts: 10, name: 120 } as const;

/** A formula from anywhere, without anything that no formula has. A refusal says what is wrong with it. */
export function readFormula(value: unknown): Outcome<{ formula: Formula }> {
  return answer(() => {
    const given = readRecord(value, 'A way to share');
    const limits = own(given, 'limits');
    const formula: Formula = {
      name: readName(own(given, 'name'), 'The name of a way to share'),
      rule: readRule(own(given, 'rule'), 'A way to share'),
      ...(limits === undefined ? {} : { limits: readLimits(limits) }),
    };
    // Tried on two members alike: what depends on nobody's numbers shows there.
    const members = [{ key: 'a' }, { key: 'b' }];
    const measures = Object.fromEntries(measuresOfRule(formula.rule).map((measure) => [measure, { measure, counts: { a: { value: 1 }, b: { value: 1 } } }]));
    const tried = calculatePlan(planOf([{ id: 'cost', name: formula.name, amountCents: 100_00 }], formula, { members, measures, lastYearCents: { a: 50_00, b: 50_00 } }));
    if (!tried.ok && OF_FORM.includes(tried.refusal.code)) throw new Refused(tried.refusal);
    return { formula };
  });
}

/** How seats are paid, from anywhere, without anything that no plan has. A refusal says what is wrong with it. */
export function readSeatPlan(value: unknown): Outcome<{ plan: SeatPlan }> {
  return answer(() => {
    const given = readRecord(value, 'The plan');
    const plan = planFrom(given);
    // Amounts are checked where every plan is; the rest needs a section and its districts.
    const tried = estimateSeats(plan, { host: 'a', capacity: 2, seats: {}, counts: {} }, { member: 'b', seats: 1 });
    if (!tried.ok && OF_FORM.includes(tried.refusal.code)) throw new Refused(tried.refusal);
    return { plan };
  });
}

function planFrom(given: Record<string, unknown>): SeatPlan {
  const method = own(given, 'method');
  const cents = (field: string, at: string): number => readCost(own(given, field), at);
  switch (method) {
    case 'fixed-price-per-seat':
      return { method, priceCents: cents('priceCents', 'The price of a seat') };
    case 'cost-recovery-over-seats': {
      const cap = own(given, 'notToExceedPerSeatCents');
      return {
        method, costCents: cents('costCents', 'The cost'), hostSeatsCount: own(given, 'hostSeatsCount') === true, emptySeatsCount: own(given, 'emptySeatsCount') === true,
        notToExceedPerSeatCents: cap === null || cap === undefined ? null : cents('notToExceedPerSeatCents', 'The most a seat may cost'),
      };
    }
    case 'equally':
      return { method, costCents: cents('costCents', 'The cost') };
    case 'by-dated-count':
      return { method, costCents: cents('costCents', 'The cost'), measure: readName(own(given, 'measure'), 'The measure') };
    case 'composed': {
      const lines = readList(own(given, 'lines'), 'The lines');
      if (lines.length === 0 || lines.length > MOST.lines) return refuse('plan-malformed', `Give the plan one to ${MOST.lines} lines.`, { field: 'lines' });
      const limits = own(given, 'limits');
      return { method, lines: lines.map(lineFrom), ...(limits === undefined ? {} : { limits: readSeatLimits(limits) }) };
    }
    default:
      return refuse('plan-unknown', 'This way of splitting seats is not known here; choose another plan.');
  }
}

function lineFrom(value: unknown): SeatPlanLine {
  const given = readRecord(value, 'A line');
  const name = readName(own(given, 'name'), 'The name of a line');
  const among = own(given, 'among');
  if (among !== undefined && among !== 'everyone' && among !== 'home-districts') return refuse('plan-malformed', `Say who is on ${name}: everyone with seats, or the home districts.`, {}, name);
  return { name, amountCents: readCents(own(given, 'amountCents'), `The amount of ${name}`, name), rule: readRule(own(given, 'rule'), name), ...(among === undefined ? {} : { among }) };
}

function readRule(value: unknown, line: string): Rule {
  const rule = readRecord(value, `The rule of ${line}`);
  switch (rule['by']) {
    case 'base-and-use':
      return { by: 'base-and-use', basePercent: weight(rule['basePercent'], `The base fee of ${line}`), base: readShare(rule['base'], line), use: readShare(rule['use'], line) };
    case 'layers':
      return { by: 'layers', measure: readName(rule['measure'], `The measure of ${line}`) };
    default:
      return readShare(rule, line);
  }
}

function readShare(value: unknown, line: string, depth = 0): Share {
  const share = readRecord(value, `The rule of ${line}`);
  switch (share['by']) {
    case 'equally':
      return { by: 'equally' };
    case 'share-of':
      return { by: 'share-of', measure: readName(share['measure'], `The measure of ${line}`) };
    case 'blend': {
      const parts = readList(share['parts'], `The parts of ${line}`);
      if (depth > 3 || parts.length === 0 || parts.length > MOST.parts) return refuse('plan-malformed', `${line} mixes one to ${MOST.parts} parts, not too deep.`, {}, line);
      return { by: 'blend', parts: parts.map((entry) => {
        const part = readRecord(entry, `A part of ${line}`);
        return { part: weight(part['part'], `A part of ${line}`), share: readShare(part['share'], line, depth + 1) };
      }) };
    }
    default:
      return refuse('plan-unknown', `${line} is shared in a way that is not known here.`, { by: String(share['by']) }, line);
  }
}

const SEAT_LIMITS = ['minimumCents', 'maximumCents', 'minimumPercent', 'maximumPercent'] as const;
const LIMITS = [...SEAT_LIMITS, 'mostRisePercent', 'mostFallPercent'] as const;

function limitsFrom<Limit extends (typeof LIMITS)[number]>(value: unknown, known: readonly Limit[]): Pick<FormulaLimits, Limit> {
  const given = readRecord(value, 'The limits');
  return Object.fromEntries(known.flatMap((limit) => {
    const wish = own(given, limit);
    if (wish === undefined || wish === null) return [];
    return [[limit, limit.endsWith('Cents') ? readCost(wish, 'A limit') : weight(wish, 'A limit in percent')]];
  })) as Pick<FormulaLimits, Limit>;
}

const readSeatLimits = (value: unknown): SeatPlanLimits => limitsFrom(value, SEAT_LIMITS);
const readLimits = (value: unknown): FormulaLimits => ({ ...limitsFrom(value, LIMITS), ...(readRecord(value, 'The limits')['atMostAlone'] === true ? { atMostAlone: true } : {}) });

function weight(value: unknown, at: string): number | string {
  readWeight(value, at);
  return value as number | string;
}

function readName(value: unknown, at: string): string {
  const text = readText(value, at);
  return text.length <= MOST.name ? text : refuse('plan-malformed', `${at} has at most ${MOST.name} characters.`, { at });
}
