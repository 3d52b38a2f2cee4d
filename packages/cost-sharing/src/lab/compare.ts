import { exact, halfUp, ratio, type Rational } from '@barnraise/money';
import { checkFairness, type Fairness } from '../fairness/check.js';
import { previewOverrun } from '../fairness/overrun.js';
import { planOf, type PlanFacts } from '../formula/formula.js';
import type { GroupCosts } from '../games/costs.js';
import { jointStep, readProject, type JointMethod } from '../games/joint.js';
import { simplex, type LinearSolver } from '../games/simplex.js';
import { calculatePlan, hashInput } from '../plan/calculate.js';
import type { CostPlan } from '../plan/plan.js';
import { answer, refuse, type Refusal } from '../refusal.js';
import type { Json } from '../trace/canonical.js';
import type { Trace } from '../trace/trace.js';
import type { Contender, Study, YearOfCounts } from './study.js';

/** What was worked out, in a shape from which it can be worked out again. */
export type Worked = { readonly kind: 'plan'; readonly plan: CostPlan } | { readonly kind: 'joint'; readonly costs: GroupCosts; readonly method: JointMethod; readonly names: Record<string, string> };

export interface Standing {
  readonly member: string;
  readonly name: string;
  readonly cents: number;
  /** Against last year's share; null without one. */
  readonly changeCents: number | null;
  /** Half-up to a cent, for display; null without students. */
  readonly perStudentCents: number | null;
  /** Against going alone; null where the district has not said what that costs. */
  readonly savingCents: number | null;
  /** What a 5 percent overrun adds; null where the preview was refused. */
  readonly overrunCents: number | null;
}

/** A fairness check, and where it knows from what groups would pay: as told, from who is on which line, or from lines that all are on. */
export interface LabFairness extends Fairness {
  readonly by: 'groups' | 'lines' | 'shared-lines';
}

export type ContenderResult = { readonly name: string } & (
  | {
      readonly ok: true;
      readonly worked: Worked;
      readonly totalCents: number;
      readonly standings: readonly Standing[];
      readonly trace: Trace;
      readonly inputHash: string;
      /** Members whose bill an overrun would lower: a reason not to choose this. */
      readonly overrunFalls: readonly string[];
      readonly fairness: LabFairness | null;
      /** Each year of the study, newest first: everybody's cents, or why there is no answer. */
      readonly years: readonly { readonly label: string; readonly cents: Readonly<Record<string, number>> | null; readonly refusal: Refusal | null }[];
    }
  | { readonly ok: false; readonly refusal: Refusal }
);

const OVERRUN_PERCENT = 5;

/** Works every contender of a study out. One that cannot be worked out says why; the others stand. */
export function compareContenders(study: Study, solve: LinearSolver = simplex): ContenderResult[] {
  return study.contenders.map((contender) => {
    const outcome = answer(() => resultOf(study, contender, solve));
    return outcome.ok ? { name: contender.name, ...outcome } : { name: contender.name, ok: false, refusal: outcome.refusal };
  });
}

function resultOf(study: Study, contender: Contender, solve: LinearSolver): Omit<Extract<ContenderResult, { ok: true }>, 'ok' | 'name'> {
  const [year] = study.years;
  if (year === undefined) return refuse('count-missing', 'The study has no year of counts.');
  const now = workOut(study, contender, year, solve);
  const overrun = overrunOf(now.worked, solve);
  const students = year.measures[study.studentMeasure]?.counts ?? {};
  const standings = study.members.map(({ key, name }): Standing => {
    const cents = now.shares[key]!;
    const before = study.lastYearCents?.[key];
    const alone = study.alone?.[key];
    const count = students[key];
    return {
      member: key, name, cents,
      changeCents: before === undefined ? null : cents - before,
      perStudentCents: count === undefined ? null : perOne(cents, exact(count.value)),
      savingCents: alone === undefined ? null : alone.cents - cents,
      overrunCents: overrun?.get(key) ?? null,
    };
  });
  return {
    worked: now.worked, totalCents: now.totalCents, standings, trace: now.trace, inputHash: now.inputHash,
    overrunFalls: [...(overrun ?? [])].filter(([, cents]) => cents < -study.items.length).map(([key]) => key),
    fairness: fairnessOf(study, now.shares, solve),
    years: study.years.map((each) => {
      const outcome = answer(() => ({ cents: workOut(study, contender, each, solve).shares }));
      return outcome.ok ? { label: each.label, cents: outcome.cents, refusal: null } : { label: each.label, cents: null, refusal: outcome.refusal };
    }),
  };
}

interface Answer {
  readonly worked: Worked;
  readonly shares: Readonly<Record<string, number>>;
  readonly totalCents: number;
  readonly trace: Trace;
  readonly inputHash: string;
}

function workOut(study: Study, contender: Contender, year: YearOfCounts, solve: LinearSolver): Answer {
  if ('joint' in contender) return joint({ kind: 'joint', costs: groupsOf(study), method: contender.joint, names: Object.fromEntries(study.members.map(({ key, name }) => [key, name])) }, solve);
  const alone = study.frozenAlone ?? study.alone;
  const facts: PlanFacts = {
    members: study.members, measures: year.measures,
    ...(study.lastYearCents === undefined ? {} : { lastYearCents: study.lastYearCents }),
    ...(alone === undefined ? {} : { alone }),
  };
  const plan = planOf(study.items, contender, facts);
  const result = calculatePlan(plan);
  if (!result.ok) return refuse(result.refusal.code, result.refusal.message, result.refusal.facts, result.refusal.line);
  const { shares, totalCents, trace, inputHash } = result;
  return { worked: { kind: 'plan', plan }, shares, totalCents, trace, inputHash };
}

/** A joint method in the lab: every method is shown, also those not offered for bills. Throws `Refused`. */
export function joint(worked: Extract<Worked, { kind: 'joint' }>, solve: LinearSolver = simplex): Answer {
  const { outline, split } = readProject(worked.costs, worked.method, solve);
  const { step, shares } = jointStep(outline, worked.method, split());
  const trace: Trace = { schema: 'barnraise-trace/1', rounding: 'largest-remainder/1', names: worked.names, steps: [step] };
  return { worked, shares, totalCents: Object.values(shares).reduce((a, b) => a + b, 0), trace, inputHash: hashInput({ costs: worked.costs, method: worked.method, names: worked.names } as unknown as Json) };
}

/** Whether who is on which line tells groups apart. */
const linesDiffer = (study: Study): boolean => study.items.some((item) => item.among !== undefined);

/** A group by itself would need every line that one of its members is on. */
function linesOf(study: Study): GroupCosts {
  const members = study.members.map(({ key }) => key);
  return { kind: 'lines', members, lines: study.items.map((item) => ({ name: item.name, cost: item.amountCents, among: item.among ?? members })) };
}

/** What each group would pay by itself, as told or by the lines. Where all are on all lines these know nothing of smaller groups, and a joint method would only split equally. */
function groupsOf(study: Study): GroupCosts {
  if (study.groups === undefined && !linesDiffer(study)) {
    return refuse('method-not-defined', 'This way needs to know what smaller groups would pay by themselves. Say who is on which line, or enter what each group would pay.');
  }
  return study.groups ?? linesOf(study);
}

/** What an overrun adds to each bill; null where it cannot be previewed. */
function overrunOf(worked: Worked, solve: LinearSolver): Map<string, number> | null {
  if (worked.kind === 'plan') {
    const preview = previewOverrun(worked.plan, OVERRUN_PERCENT);
    return preview.ok ? new Map(preview.rows.map(({ member, beforeCents, afterCents }) => [member, afterCents - beforeCents])) : null;
  }
  const preview = answer(() => ({ rows: readProject(worked.costs, worked.method, solve).overrun(exact(OVERRUN_PERCENT)) }));
  return preview.ok ? new Map(preview.rows.map(({ member, changeCents }) => [member, halfUp(exact(changeCents))])) : null;
}

/** Whether a group would do better by leaving; null where that cannot be looked at. */
function fairnessOf(study: Study, shares: Readonly<Record<string, number>>, solve: LinearSolver): LabFairness | null {
  const by = study.groups !== undefined ? 'groups' : linesDiffer(study) ? 'lines' : 'shared-lines';
  const checked = checkFairness(study.groups ?? linesOf(study), shares, solve);
  return checked.ok ? { ...checked, by } : null;
}

const perOne = (cents: number, count: Rational): number | null => (count.n === 0n ? null : halfUp(ratio(BigInt(cents) * count.d, count.n)));
