import { formatCents } from '@barnraise/money';
import { type Item, type ItemFill, type Progress } from '@barnraise/pool-pricing';
import { type ShortRuleName } from './receiving.rules.js';
import { sizesOf } from './round.rules.js';

export const plural = (unit: { readonly name: string; readonly plural?: string }): string => unit.plural ?? `${unit.name}s`;
export const unitOf = (item: Item, name: string): Item['units'][number] => item.units.find((unit) => unit.name === name) ?? item.units[0]!;

export function counted(n: number, unit: { readonly name: string; readonly plural?: string }): string {
  return `${n.toLocaleString('en-US')} ${n === 1 ? unit.name : plural(unit)}`;
}

/** "5 to 7 cases", never "5 + 2". */
const rangeWords = (minimum: number, maximum: number, unit: { readonly name: string; readonly plural?: string }): string => (minimum === maximum ? counted(maximum, unit) : `${minimum.toLocaleString('en-US')} to ${counted(maximum, unit)}`);

/**
 * A number of the smallest unit as everybody reads it, on a screen, at the dock and on paper: in the unit of the price, and what
 * is left over in smaller ones: "6 cases and 4 filters".
 */
export function quantityWords(item: Item, units: number): string {
  const sizes = sizesOf(item.units);
  const priced = unitOf(item, item.price.unit);
  const parts: string[] = [];
  let left = units;
  for (const unit of item.units.filter(({ name }) => sizes[name]! <= sizes[priced.name]!).sort((a, b) => sizes[b.name]! - sizes[a.name]!)) {
    const whole = Math.floor(left / sizes[unit.name]!);
    if (whole > 0) parts.push(counted(whole, unit));
    left -= whole * sizes[unit.name]!;
  }
  return parts.length === 0 ? counted(0, priced) : parts.length === 1 ? parts[0]! : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)!}`;
}

/** From least to most: "5 to 7 cases", and where one of them is not whole, each in full: "6 cases to 7 cases and 4 filters". */
export function quantityRange(item: Item, least: number, most: number): string {
  const size = sizesOf(item.units)[item.price.unit]!;
  if (least === most) return quantityWords(item, most);
  return least % size === 0 && most % size === 0 ? rangeWords(least / size, most / size, unitOf(item, item.price.unit)) : `${quantityWords(item, least)} to ${quantityWords(item, most)}`;
}

/** Beside a quantity that is not whole in the unit of the price: "40 filters; 1 case is 6 filters". Null where there is nothing to convert. */
export function conversionWords(item: Item, units: number): string | null {
  const size = sizesOf(item.units)[item.price.unit]!;
  return units % size === 0 ? null : `${counted(units, item.units[0]!)}; ${counted(1, unitOf(item, item.price.unit))} is ${counted(size, item.units[0]!)}`;
}

/** What the next case does to everyone. */
export function headline(item: Item, progress: Progress, fill: ItemFill): string {
  const order = unitOf(item, item.orderUnit);
  const size = sizesOf(item.units)[item.orderUnit]!;
  if (progress.maximumUnits === 0) return `Nobody has committed yet. The first ${order.name} costs ${formatCents(item.price.tiers[0]!.priceCents)} per ${item.price.unit}.`;
  if (fill.state === 'cases-open' && progress.openCase) return `${counted(progress.openCase.moreUnits, item.units[0]!)} more ${progress.openCase.moreUnits === 1 ? 'fills' : 'fill'} the first ${order.name}.`;
  if (progress.missingToThreshold > 0) return `${counted(Math.ceil(progress.missingToThreshold / size), order)} more, or nothing is ordered.`;
  const { next } = progress;
  if (next === null) return fill.orderUnits === 0 ? 'Nothing can be ordered as it stands.' : 'Everyone has the best price of the list.';
  const saves = next.savesCents === null || next.savesCents === 0 ? `everyone pays ${formatCents(next.priceCents)} per ${next.unit}` : `everyone together saves ${formatCents(next.savesCents)}`;
  return next.missingCases === 0 ? `The next price, ${formatCents(next.priceCents)} per ${next.unit}, is within reach.` : `${counted(next.missingCases, order)} more and ${saves}.`;
}

/** How a delivery that falls short is shared out. */
export const shortRuleWords = (rule: ShortRuleName): string => ({
  'as-delivered': 'If a delivery falls short, each district keeps what came to it.',
  'max-min': 'If a delivery falls short, what came is shared one by one with whoever has the smallest part of what it ordered.',
  'pro-rata': 'If a delivery falls short, what came is shared in proportion to what was ordered.',
  'first-come': 'If a delivery falls short, who committed first is served first.',
})[rule];

export const ruleWords = (rules: { aim: string; buyUp: boolean; unapproved: string; sealed: boolean; belowWords?: readonly string[]; shortRule: ShortRuleName }): string[] => [
  rules.aim === 'best-price' ? 'What is ordered: the best price that can be reached between the least and the most each district takes.' : 'What is ordered: what costs the least money in total between the least and the most each district takes.',
  'Each item is ordered in whole units of the order, such as cases. Where they do not come out, as few units as possible are turned away.',
  'What lies between minimums and maximums is shared so that nobody gains at the cost of somebody who has less.',
  ...(rules.belowWords ?? []),
  ...(rules.buyUp ? ['More than asked for is ordered where that costs less in total.'] : []),
  rules.unapproved === 'nothing' ? 'A commitment whose spending is not approved by the lock counts nothing.' : 'A commitment whose spending is not approved by the lock counts as committed.',
  shortRuleWords(rules.shortRule),
  ...(rules.sealed ? ['Sealed: until the lock, and after it, nobody sees what another district takes.'] : []),
];

export const priceWords = (item: Item, paidPerSmallest: string): string => {
  const size = sizesOf(item.units)[item.price.unit]!;
  const [n, d = '1'] = paidPerSmallest.split('/');
  const cents = (Number(n) * size) / Number(d);
  return Number.isInteger(cents) ? `${formatCents(cents)} per ${item.price.unit}` : `about ${formatCents(Math.round(cents))} per ${item.price.unit}`;
};
