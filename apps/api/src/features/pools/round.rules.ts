import { type Item, type Round as PoolRound, watchRound } from '@barnraise/pool-pricing';
import { addDays } from '@barnraise/timetable';
import { type FieldProblem, invalidInput, type RefusalData } from '../../platform/graphql/refusals.js';
import { isUsualDay } from '../../platform/graphql/page.js';
import { authorityProblems } from './authority.rules.js';
import { listProblem, missingToGather, STATE_MISSING } from './solicitation.rules.js';
import { codeOf, deliveryProblems } from './proposal.rules.js';
import { type RoundMissing, RoundMissingCode } from './round-missing.type.js';
import { type CommitmentLineInput, type RoundContentInput, type RoundItemInput } from './round.input.js';
import { chargeProblems, chargesOf } from './round-charge.rules.js';
import { SEALED_BUY_UP, SEALED_MODE } from './sealed.rules.js';

/** A line of a commitment as it is stored. */
export interface StoredLine { readonly item: string; readonly unit: string; readonly minimum: number; readonly maximum: number; readonly notToExceedCents: number | null }
export type Sizes = Readonly<Record<string, number>>;

/** Each unit of an item, and how many of the smallest it holds. A unit that is not there holds nothing. */
export function sizesOf(units: Item['units']): Sizes {
  // Nothing is inherited here: a unit may have any name.
  const sizes = Object.create(null) as Record<string, number>;
  for (const { name, holds, of } of units) sizes[name] = of === undefined ? 1 : (holds ?? 0) * (sizes[of] ?? 0);
  return sizes;
}

const text = (value: string | null | undefined): string | null => (value == null || value.trim() === '' ? null : value.trim());

/** An item as the price engine reads it. */
export function itemOf(input: RoundItemInput, n: number): Item {
  const specification = text(input.specification);
  return {
    key: `item-${n + 1}`, name: input.name.trim(), ...(specification ? { specification } : {}),
    units: input.units.map((unit) => ({ name: unit.name.trim(), ...(text(unit.plural) ? { plural: text(unit.plural)! } : {}), ...(unit.of == null ? {} : { holds: unit.holds ?? 0, of: unit.of.trim() }) })),
    orderUnit: input.orderUnit.trim(),
    price: { unit: input.priceUnit.trim(), ...(text(input.tierUnit) ? { tierUnit: text(input.tierUnit)! } : {}), mode: input.mode, tiers: input.tiers.map(({ from, priceCents }) => ({ from, priceCents })) },
    ...(input.threshold == null ? {} : { threshold: { count: input.threshold, unit: input.orderUnit.trim() } }),
    ...(input.ceiling == null ? {} : { ceiling: { count: input.ceiling, unit: input.orderUnit.trim() } }),
    ...(input.charges?.length ? { charges: chargesOf(input.charges) } : {}),
    ...codeOf(input.code),
  };
}

/** What a proposal says of the round itself, by column. Items stand in a table of their own. */
export function columnsOf(round: RoundContentInput): Readonly<Record<string, unknown>> {
  return {
    sealed: round.sealed,
    route: round.route ?? 'contract',
    aim: round.aim,
    buy_up: round.buyUp,
    short_rule: round.shortRule ?? 'as-delivered',
    locks_at: round.locksAt,
    lead_agency: text(round.leadAgency),
    contract_number: text(round.contractNumber),
    clause: text(round.clause),
    term_ends: round.termEnds ?? null,
    ceiling_cents: round.ceilingCents ?? null,
    state_code: round.stateCode ?? null,
    federal: round.federal ?? false,
    charges: JSON.stringify(chargesOf(round.charges)),
    delivery_from: round.deliveryFrom ?? null,
    delivery_until: round.deliveryUntil ?? null,
    below_threshold: round.belowThreshold ?? 'end',
    below_days: waits(round) ? round.belowDays : null,
  };
}

/** It may go on after its lock. */
const waits = (round: RoundContentInput): boolean => (round.belowThreshold ?? 'end') !== 'end';

export const rulesOf = (aim: 'best-price' | 'least-cost', buyUp: boolean): PoolRound['rules'] => ({ aim, oddUnits: 'leave-out', buyUp });

const SEALED_CEILING = 'A sealed round has no ceiling: what is refused for it would tell what others take.';

/** What is wrong with a proposal as it stands; null when nothing is. What is only missing is said when it is to open. */
export function roundRefusal(round: RoundContentInput, items: readonly Item[]): RefusalData | null {
  const problems: FieldProblem[] = [];
  const wrong = (field: string, message: string) => problems.push({ field: `input.round.${field}`, rule: 'together', message });
  if (round.title.trim() === '') wrong('title', 'Say what is bought.');
  if (Number.isNaN(round.locksAt.getTime()) || !isUsualDay(round.locksAt.toISOString().slice(0, 10))) wrong('locksAt', 'Choose when the round locks.');
  if (round.termEnds != null && !isUsualDay(round.termEnds)) wrong('termEnds', 'There is no such day.');
  problems.push(...authorityProblems(round));
  if (waits(round) && round.belowDays == null) wrong('belowDays', 'Say how many days.');
  // A refusal for want of room would tell what others take.
  if (round.sealed && round.ceilingCents != null) wrong('ceilingCents', SEALED_CEILING);
  if (round.sealed && round.buyUp) wrong('buyUp', SEALED_BUY_UP);
  const solicited = round.route === 'solicitation';
  for (const field of ['leadAgency', 'contractNumber', 'clause', 'termEnds', 'ceilingCents'] as const) if (solicited && round[field] != null && round[field] !== '') wrong(field, 'The contract comes with the award. Leave it out.');
  chargeProblems(round, wrong);
  deliveryProblems(round, wrong);
  if (round.sealed && (round.shortRule ?? 'as-delivered') !== 'as-delivered') wrong('shortRule', 'In a sealed round each keeps what came to it: what is handed on would tell what others take.');
  for (const [n, item] of items.entries()) {
    if (solicited && item.price.tiers.length > 0) wrong(`items.${n}.price`, 'Prices come with the award. Leave them out.');
    if (!solicited && item.price.tiers.length === 0) wrong(`items.${n}.tiers`, 'Enter a price.');
    if (item.price.tiers.length === 0) {
      // Its units and limits are read as they will be with some price.
      const problem = listProblem(item, { mode: item.price.mode, tiers: [{ from: 1, priceCents: 1 }] });
      if (problem) wrong(`items.${n}.${problem.field}`, problem.message);
    }
    const read = item.price.tiers.length === 0 ? { ok: true as const } : watchRound({ districts: [], items: [{ ...item, charges: [] }], commitments: [], rules: rulesOf(round.aim, round.buyUp) });
    if (!read.ok) wrong(`items.${n}.${read.refusal.field.split('.').slice(2).join('.')}`, read.refusal.message);
    if (round.sealed && item.ceiling) wrong(`items.${n}.ceiling`, SEALED_CEILING);
    if (round.sealed && item.price.mode === 'incremental') wrong(`items.${n}.mode`, SEALED_MODE);
  }
  return problems.length === 0 ? null : invalidInput(problems);
}

/** `lockDay`: the day of the lock where the leading district is. */
export interface Authority { readonly stateCode: string | null; readonly awardShown: boolean; readonly leadAgency: string | null; readonly contractNumber: string | null; readonly clause: string | null; readonly termEnds: string | null; readonly lockDay: string; readonly mayLockDaysLater?: number }

/** The one rule for how long a contract has to run: through the day of the lock, and the days after it on which it may still be ordered. */
export const runsUntil = (termEnds: string | null, lockDay: string, daysAfter = 0): boolean => termEnds !== null && termEnds >= addDays(lockDay, daysAfter);

function missingTerm({ termEnds, lockDay, mayLockDaysLater = 0 }: Authority): RoundMissing[] {
  const term = (code: RoundMissingCode, words: string): RoundMissing[] => [{ code, field: 'termEnds', words }];
  if (termEnds === null) return term(RoundMissingCode.TERM, 'Last day of the contract');
  if (!runsUntil(termEnds, lockDay)) return term(RoundMissingCode.TERM_AT_LOCK, 'A contract that still runs at the lock');
  return runsUntil(termEnds, lockDay, mayLockDaysLater) ? [] : term(RoundMissingCode.TERM_AFTER_LOCK, `A contract that still runs ${mayLockDaysLater} ${mayLockDaysLater === 1 ? 'day' : 'days'} after the lock: so late it may be ordered`);
}

/** What a round on an existing contract needs before it opens, by name. */
export function missingOf(round: Authority): RoundMissing[] {
  return [
    ...(text(round.leadAgency) === null ? [{ code: RoundMissingCode.LEAD_AGENCY, field: 'leadAgency', words: 'Lead agency: who awarded the contract' }] : []),
    ...(text(round.contractNumber) === null ? [{ code: RoundMissingCode.CONTRACT_NUMBER, field: 'contractNumber', words: 'Contract number' }] : []),
    ...(text(round.clause) === null ? [{ code: RoundMissingCode.CLAUSE, field: 'clause', words: 'Cooperative-use clause: the words by which other districts may use the contract' }] : []),
    ...missingTerm(round),
    ...(round.stateCode === null ? [STATE_MISSING] : []),
    ...(round.awardShown ? [] : [{ code: RoundMissingCode.AWARD, field: 'documents', words: 'Award document: where every district can read that the contract was awarded' }]),
  ];
}

/** What is missing before the next step of a round: before it opens, or before estimates are asked for. A page and a refusal both say this. */
export function missingBefore(row: { readonly state: string; readonly route: 'contract' | 'solicitation'; readonly items: readonly Item[]; readonly locks_at: Date; readonly now: Date }, authority: Authority): RoundMissing[] {
  if (row.route === 'solicitation' && row.state === 'draft') return missingToGather(row.items, authority.stateCode);
  // The lock of a round that was awarded is chosen as it opens.
  const passed = row.state === 'draft' && row.locks_at.getTime() <= row.now.getTime() ? [{ code: RoundMissingCode.LOCK_AHEAD, field: 'locksAt', words: 'A lock that is still to come' }] : [];
  return row.state === 'draft' || row.state === 'awarded' ? [...passed, ...missingOf(authority)] : [];
}

export const missingWords = (before: string, missing: readonly RoundMissing[]): string => `${before}, this is missing: ${missing.map(({ words }) => words).join('; ')}.`;

/** What is wrong with the lines of a commitment; null when nothing is. */
export function linesRefusal(lines: readonly CommitmentLineInput[], items: ReadonlyMap<string, Item>): RefusalData | null {
  const problems: FieldProblem[] = [];
  const seen = new Set<string>();
  for (const [n, line] of lines.entries()) {
    const wrong = (field: string, message: string) => problems.push({ field: `input.lines.${n}.${field}`, rule: 'together', message });
    const item = items.get(line.itemKey);
    if (!item) wrong('itemKey', 'That item is not in this round.');
    else if (!item.units.some(({ name }) => name === line.unit)) wrong('unit', `Count it in ${item.units.map(({ name }) => name).join(' or ')}.`);
    if (seen.has(line.itemKey)) wrong('itemKey', 'This item is there twice. Keep one line of it.');
    seen.add(line.itemKey);
    if (line.maximum < line.minimum) wrong('maximum', 'The most is not below the least.');
  }
  return problems.length === 0 ? null : invalidInput(problems);
}

const ceil = (numerator: bigint, denominator: bigint): bigint => (numerator + denominator - 1n) / denominator;

/** The most these lines can come to: each at its own limit, or else at the highest price of the list. */
export function atMostCents(lines: readonly StoredLine[], items: ReadonlyMap<string, Item>): number {
  let sum = 0n;
  for (const line of lines) {
    const item = items.get(line.item)!;
    const sizes = sizesOf(item.units);
    const highest = BigInt(Math.max(...item.price.tiers.map(({ priceCents }) => priceCents)));
    const listed = ceil(BigInt(line.maximum) * BigInt(sizes[line.unit]!) * highest, BigInt(sizes[item.price.unit]!));
    const limited = line.notToExceedCents === null ? listed : BigInt(line.maximum) * BigInt(line.notToExceedCents);
    sum += limited < listed ? limited : listed;
  }
  return Number(sum);
}
