import { ZERO, add, exact, ratio, subtract, type Rational } from '@barnraise/money';
import { refuse } from '../refusal.js';
import type { Step } from '../trace/trace.js';
import { LARGEST_CENTS, own, readCents, readCost, readList, readRecord, readText } from './read.js';
import type { PriceTier, TierMode } from './plan.js';
import { buyUp, tierCost } from './tiers.js';
import { mix, readDriver, readSharing, type WeightRow, type Weights } from './weights.js';

/** A rule worked out up to the split: the amount, what each member weighs on it, and the steps so far. */
export interface RuleWork {
  readonly amountCents: number;
  readonly weights: Weights;
  readonly steps: readonly Step[];
  /** Shares that are known to the cent; nothing is split. */
  readonly fixed?: ReadonlyMap<string, number>;
}

/** Reads the rule of a line. `amountCents` is null where the plan leaves it to the rule. */
export function readRule(value: unknown, amountCents: number | null, members: readonly string[], line: string): RuleWork {
  const rule = readRecord(value, `The rule of ${line}`);
  switch (rule['by']) {
    case 'base-and-use':
      return baseAndUse(rule, needed(amountCents, line), members, line);
    case 'layers':
      return layers(rule, amountCents, members, line);
    case 'volume':
      return volume(rule, amountCents, members, line);
    case 'fixed-price':
      return fixedPrice(rule, needed(amountCents, line), members, line);
    case 'named-amounts':
      return namedAmounts(rule, amountCents, members, line);
    default: {
      const weights = readSharing(rule, members, line);
      const how = rule['by'] === 'product-of' ? 'multiplied' : 'added';
      return { amountCents: needed(amountCents, line), weights, steps: weights.mixed.length === 0 ? [] : [{ kind: 'mix', line, how, parts: weights.mixed }] };
    }
  }
}

const needed = (amountCents: number | null, line: string): number =>
  amountCents ?? refuse('amount-invalid', `${line} needs an amount.`, { at: line }, line);

/** A derived amount must be the amount the plan states, if it states one. */
function derived(cents: number, stated: number | null, line: string): number {
  if (stated === null || stated === cents) return cents;
  return refuse('amount-mismatch', `${line} states another amount than its rule gives.`, { gap: stated - cents, stated, given: cents }, line);
}

function baseAndUse(rule: Record<string, unknown>, amountCents: number, members: readonly string[], line: string): RuleWork {
  const baseCents = readCost(rule['baseCents'], `The base fee of ${line}`, line);
  if (amountCents < 0 || baseCents > amountCents) {
    return refuse('amount-mismatch', `The base fee of ${line} is larger than its amount.`, { gap: baseCents - amountCents }, line);
  }
  const base = readSharing(rule['base'], members, line);
  const use = baseCents === amountCents ? null : readSharing(rule['use'], members, line);
  const part = amountCents === 0 ? exact(1) : ratio(BigInt(baseCents), BigInt(amountCents));
  const parts = [{ part, weights: base }, ...(use === null ? [] : [{ part: subtract(exact(1), part), weights: use }])];
  const weights = mix(parts, members);
  return { amountCents, weights, steps: [{ kind: 'mix', line, how: 'added', parts: weights.mixed }] };
}

function layers(rule: Record<string, unknown>, stated: number | null, members: readonly string[], line: string): RuleWork {
  const needs = readRecord(rule['needs'], `The needs on ${line}`);
  const ordered = members
    .map((member) => ({ member, need: readCost(own(needs, member), `The need of ${member}`, line) }))
    .sort((a, b) => a.need - b.need || (a.member < b.member ? -1 : 1));
  const amountCents = derived(ordered.at(-1)!.need, stated, line);
  const steps: { fromCents: number; toCents: number; members: string[] }[] = [];
  const due = new Map<string, Rational>();
  let paid = ZERO;
  let from = 0;
  ordered.forEach(({ member, need }, i) => {
    if (need > from) {
      paid = add(paid, ratio(BigInt(need - from), BigInt(ordered.length - i)));
      steps.push({ fromCents: from, toCents: need, members: ordered.slice(i).map((row) => row.member).sort() });
      from = need;
    }
    due.set(member, paid);
  });
  if (from === 0) return refuse('nobody-to-charge', `Nobody on ${line} needs anything.`, {}, line);
  const rows = members.map((member): WeightRow => ({ member, weight: due.get(member)! }));
  return { amountCents, weights: { driver: 'the layers each one needs', rows, mixed: [] }, steps: [{ kind: 'layers', line, layers: steps }] };
}

/** A price list: whole prices, starting at 1, each tier further up. */
export function readTiers(value: unknown, line: string): PriceTier[] {
  const tiers = readList(value, `The price list of ${line}`).map((entry): PriceTier => {
    const tier = readRecord(entry, `A tier of ${line}`);
    return { from: readCost(tier['from'], `Where a tier of ${line} starts`, line), priceCents: readCost(tier['priceCents'], `A price of ${line}`, line) };
  });
  const rising = tiers.every((tier, k) => k === 0 || tier.from > tiers[k - 1]!.from);
  if (tiers[0]?.from === 1 && rising) return tiers;
  return refuse('plan-malformed', `The price list of ${line} must start at 1 and rise.`, {}, line);
}

function volume(rule: Record<string, unknown>, stated: number | null, members: readonly string[], line: string): RuleWork {
  const tiers = readTiers(rule['tiers'], line);
  const mode = rule['mode'];
  if (mode !== 'all-units' && mode !== 'incremental') return refuse('plan-malformed', `The price list of ${line} must be for all units or incremental.`, {}, line);
  const weights = readDriver(rule['quantities'], members, line);
  const quantity = weights.rows.reduce((all, row) => all + Number(row.weight.n), 0);
  if (weights.rows.some((row) => row.weight.d !== 1n) || !Number.isSafeInteger(quantity)) {
    return refuse('facts-invalid', `The quantities on ${line} must be whole numbers.`, {}, line);
  }
  if (quantity === 0) return refuse('nobody-to-charge', `Nobody on ${line} takes any.`, {}, line);
  const listCents = tierCost(tiers, mode as TierMode, quantity);
  if (!(listCents <= LARGEST_CENTS)) return refuse('amount-invalid', `The price list of ${line} gives more than 100 billion dollars.`, {}, line);
  const cheaper = buyUp(tiers, mode as TierMode, quantity);
  const bought = rule['buyUp'] === true && cheaper !== null;
  const amountCents = derived(bought ? cheaper.cents : listCents, stated, line);
  return { amountCents, weights, steps: [{ kind: 'volume', line, mode, quantity, listCents, cheaper, bought }] };
}

function fixedPrice(rule: Record<string, unknown>, amountCents: number, members: readonly string[], line: string): RuleWork {
  const unit = readText(rule['unit'], `The unit of ${line}`);
  const host = readText(rule['host'], `The host of ${line}`);
  const priceCents = readCost(rule['priceCents'], `The price of ${line}`, line);
  if (!members.includes(host)) return refuse('plan-malformed', `${host} hosts ${line} but is not on it.`, { member: host }, line);
  const weights = readDriver(rule['quantities'], members.filter((member) => member !== host), line);
  const steps: Step[] = [];
  const fixed = new Map<string, number>();
  let pricesCents = 0;
  for (const { member, weight } of weights.rows) {
    const quantity = Number(weight.n);
    const cents = priceCents * quantity;
    if (weight.d !== 1n || !(pricesCents + cents <= LARGEST_CENTS)) return refuse('facts-invalid', `The quantity of ${member} on ${line} must be a whole number.`, { member }, line);
    steps.push({ kind: 'price', member, priceCents, quantity, unit, cents });
    fixed.set(member, cents);
    pricesCents += cents;
  }
  fixed.set(host, amountCents - pricesCents);
  steps.push({ kind: 'host-rest', line, member: host, amountCents, pricesCents, cents: amountCents - pricesCents });
  return { amountCents, weights, steps, fixed };
}

function namedAmounts(rule: Record<string, unknown>, stated: number | null, members: readonly string[], line: string): RuleWork {
  const amounts = readRecord(rule['amounts'], `The amounts on ${line}`);
  const fixed = new Map<string, number>();
  for (const member of members) {
    const cents = own(amounts, member);
    fixed.set(member, cents === undefined ? 0 : readCents(cents, `The amount of ${member}`, line));
  }
  const stranger = Object.keys(amounts).find((member) => !fixed.has(member));
  if (stranger !== undefined) return refuse('plan-malformed', `${stranger} has an amount on ${line} but is not on it.`, { member: stranger }, line);
  const amountCents = derived([...fixed.values()].reduce((a, b) => a + b, 0), stated, line);
  return { amountCents, weights: { driver: 'amounts by name', rows: [], mixed: [] }, steps: [], fixed };
}
