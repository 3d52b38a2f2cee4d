import { webAddress } from '@barnraise/lifecycle';
import { type Item, watchRound } from '@barnraise/pool-pricing';
import { isUsualDay } from '../../platform/graphql/page.js';
import { type FieldProblem, invalidInput, type RefusalData } from '../../platform/graphql/refusals.js';
import { type RoundMissing, RoundMissingCode } from './round-missing.type.js';
import { SEALED_MODE } from './sealed.rules.js';
import { type AskForBidsInput, type AwardRoundInput, type EstimateLineInput, type RecordBidInput } from './solicitation.input.js';

/** What a bid asks for an item, in the unit the item asks for. */
export interface StoredPrice { readonly item: string; readonly mode: Item['price']['mode']; readonly tiers: Item['price']['tiers'] }
export interface StoredEstimateLine { readonly item: string; readonly unit: string; readonly count: number }
export interface StoredDocument { readonly name: string; readonly url: string; readonly what: string }

const ALL = 'all';
const blank = (text: string | null | undefined): boolean => text == null || text.trim() === '';

/** The item with a price list of its own and nothing else that rules it: what it is compared by. */
const at = ({ key, name, units, orderUnit, price }: Item, { mode, tiers }: Pick<StoredPrice, 'mode' | 'tiers'>): Item => ({ key, name, units, orderUnit, price: { ...price, mode, tiers } });
const rules = { aim: 'best-price', oddUnits: 'order-for-all', buyUp: false } as const;

/** What so many of the smallest unit cost at these prices, in whole cases; null where that is more than is counted here. */
export function costOf(item: Item, price: Pick<StoredPrice, 'mode' | 'tiers'>, units: number): number | null {
  if (units === 0) return 0;
  const opened = watchRound({ districts: [{ key: ALL }], items: [at(item, price)], commitments: [{ district: ALL, item: item.key, unit: item.units[0]!.name, minimum: units, maximum: units }], rules });
  return opened.ok ? opened.watch.item(item.key).goodsCents : null;
}

/** Why the price engine would not take this list; null when it would. The item's own units and limits are read with it. */
export function listProblem(item: Item, price: Pick<StoredPrice, 'mode' | 'tiers'>): { readonly field: string; readonly message: string } | null {
  const read = watchRound({ districts: [], items: [{ ...item, price: { ...item.price, mode: price.mode, tiers: price.tiers } }], commitments: [], rules });
  return read.ok ? null : { field: read.refusal.field.split('.').slice(2).join('.'), message: read.refusal.message };
}

export interface Compared { readonly cents: ReadonlyMap<string, number | null>; readonly totalCents: number | null; readonly lowest: boolean; readonly lowestOf: ReadonlySet<string> }

/** What bids come to over the same quantities, by bid; the lowest among those that answer what was asked. `units` null: nothing may be told. */
export function compareBids(items: readonly Item[], bids: readonly { readonly id: string; readonly responsive: boolean; readonly prices: readonly StoredPrice[] }[], units: ReadonlyMap<string, number> | null): Map<string, Compared> {
  const anything = units !== null && [...units.values()].some((n) => n > 0);
  const costs = bids.map((bid) => {
    const cents = new Map(items.map((item) => {
      const price = bid.prices.find((one) => one.item === item.key);
      return [item.key, !anything || !price ? null : costOf(item, price, units.get(item.key) ?? 0)] as const;
    }));
    const all = [...cents.values()];
    return { bid, cents, totalCents: all.some((one) => one === null) ? null : all.reduce<number>((sum, one) => sum + one!, 0) };
  });
  const least = (of: (one: (typeof costs)[number]) => number | null): number => Math.min(...costs.filter(({ bid }) => bid.responsive).flatMap((one) => of(one) ?? []));
  const best = least(({ totalCents }) => totalCents);
  const bestOf = new Map(items.map(({ key }) => [key, least(({ cents }) => cents.get(key) ?? null)]));
  return new Map(costs.map(({ bid, cents, totalCents }) => [bid.id, {
    cents, totalCents, lowest: bid.responsive && totalCents === best,
    lowestOf: new Set(items.flatMap(({ key }) => (bid.responsive && (units?.get(key) ?? 0) > 0 && cents.get(key) === bestOf.get(key) ? [key] : []))),
  }]));
}

export const STATE_MISSING: RoundMissing = { code: RoundMissingCode.STATE, field: 'stateCode', words: 'State under whose law it buys' };

/** What a draft without a contract needs before estimates are asked for, by name. */
export function missingToGather(items: readonly Item[], stateCode: string | null): RoundMissing[] {
  return [
    ...(stateCode === null ? [STATE_MISSING] : []),
    ...items.flatMap(({ name, specification }, n) => (blank(specification) ? [{ code: RoundMissingCode.SPECIFICATION, field: `items.${n}.specification`, words: `Specification of ${name}: what it has to be like, so that bids can be compared` }] : [])),
  ];
}

export const estimateLines = (lines: readonly EstimateLineInput[]): StoredEstimateLine[] => lines.map(({ itemKey, unit, count }) => ({ item: itemKey, unit, count }));

/** What is wrong with an estimate; null when nothing is. */
export function estimateRefusal(lines: readonly EstimateLineInput[], items: readonly Item[]): RefusalData | null {
  const problems: FieldProblem[] = [];
  for (const [n, line] of lines.entries()) {
    const wrong = (field: string, message: string) => problems.push({ field: `input.lines.${n}.${field}`, rule: 'together', message });
    const item = items.find(({ key }) => key === line.itemKey);
    if (!item) wrong('itemKey', 'That item is not in this round.');
    else if (!item.units.some(({ name }) => name === line.unit)) wrong('unit', `Count it in ${item.units.map(({ name }) => name).join(' or ')}.`);
    if (lines.findIndex(({ itemKey }) => itemKey === line.itemKey) < n) wrong('itemKey', 'This item is there twice. Keep one line of it.');
  }
  return refusal(problems);
}

/** What is wrong with a solicitation as it is written down; null when nothing is. */
export function askRefusal(input: AskForBidsInput, now: Date): RefusalData | null {
  const problems: FieldProblem[] = [];
  const wrong = (field: string, message: string) => problems.push({ field: `input.${field}`, rule: 'together', message });
  if (blank(input.number)) wrong('number', 'Enter the number of the solicitation.');
  if (blank(input.published)) wrong('published', 'Say where the notice stands.');
  if (!isUsualDay(input.publishedOn)) wrong('publishedOn', 'There is no such day.');
  if (!(input.bidsDue.getTime() > now.getTime())) wrong('bidsDue', 'Choose a time that is still to come.');
  for (const [n, { name, url, what }] of input.documents.entries()) {
    if (blank(name)) wrong(`documents.${n}.name`, 'Name the document.');
    if (blank(what)) wrong(`documents.${n}.what`, 'Say what the document is.');
    if (webAddress(url, URL) === null) wrong(`documents.${n}.url`, 'Enter an address that begins with https://.');
  }
  return refusal(problems);
}

/** What is wrong with a bid; null when nothing is. One that answers what was asked has a price for everything. */
export function bidRefusal(input: RecordBidInput, items: readonly Item[], sealed: boolean): RefusalData | null {
  const problems: FieldProblem[] = [];
  const wrong = (field: string, message: string) => problems.push({ field: `input.${field}`, rule: 'together', message });
  if (blank(input.supplier)) wrong('supplier', 'Name the supplier.');
  if (!input.responsive && blank(input.reason)) wrong('reason', 'Write why the bid is not responsive.');
  if (input.responsive && !blank(input.reason)) wrong('reason', 'A responsive bid needs no such reason.');
  for (const [n, price] of input.prices.entries()) {
    const item = items.find(({ key }) => key === price.itemKey);
    if (!item) wrong(`prices.${n}.itemKey`, 'That item is not in this round.');
    else if (input.prices.findIndex(({ itemKey }) => itemKey === price.itemKey) < n) wrong(`prices.${n}.itemKey`, 'This item is there twice. Keep one price list of it.');
    else {
      const problem = listProblem(item, price);
      if (problem) wrong(`prices.${n}.${problem.field.replace(/^price\./, '')}`, problem.message);
      if (sealed && price.mode === 'incremental') wrong(`prices.${n}.mode`, SEALED_MODE);
    }
  }
  if (input.responsive) for (const { key, name } of items) if (!input.prices.some(({ itemKey }) => itemKey === key)) wrong('prices', `A responsive bid has a price for ${name}.`);
  return refusal(problems);
}

/** `today`: the day where the leading district is. */
export function awardRefusal(input: AwardRoundInput, round: { readonly sealed: boolean }, today: string): RefusalData | null {
  const problems: FieldProblem[] = [];
  const wrong = (field: string, message: string) => problems.push({ field: `input.${field}`, rule: 'together', message });
  if (!isUsualDay(input.boardOn)) wrong('boardOn', 'There is no such day.');
  else if (input.boardOn > today) wrong('boardOn', 'The board has not met yet on that day.');
  if (blank(input.minutes)) wrong('minutes', 'Say where the minutes say so.');
  if (blank(input.reason)) wrong('reason', 'Write why this bid.');
  if (blank(input.contractNumber)) wrong('contractNumber', 'Enter the number of the contract.');
  if (blank(input.clause)) wrong('clause', 'Copy the words by which other districts may use it.');
  if (!isUsualDay(input.termEnds)) wrong('termEnds', 'There is no such day.');
  else if (input.termEnds < today) wrong('termEnds', 'That contract is over already.');
  if (round.sealed && input.ceilingCents != null) wrong('ceilingCents', 'A sealed round has no ceiling: what is refused for it would tell what others take.');
  return refusal(problems);
}

/** Over which quantities bids are compared. */
export function comparedWords(sealed: boolean, units: ReadonlyMap<string, number> | null): string {
  if (units === null || ![...units.values()].some((n) => n > 0)) return sealed ? 'Sealed: bids are compared over what your own district expects to take, and it has not said.' : 'No district expects to take anything: there is nothing to compare bids over.';
  return sealed ? 'Sealed: what each bid costs over what your own district expects to take, in whole cases. What all expect is told to nobody.' : 'What each bid costs over all that the districts expect to take, in whole cases.';
}

const refusal = (problems: readonly FieldProblem[]): RefusalData | null => (problems.length === 0 ? null : invalidInput([...problems]));
