import { formatCents } from '@barnraise/money';
import { type Charge, type Item } from '@barnraise/pool-pricing';
import { type RoundChargeInput } from './proposal.input.js';
import { ChargeKind, ChargeShare, type RoundCharge } from './proposal.type.js';
import { type RoundContentInput } from './round.input.js';
import { SEALED_AMOUNT } from './sealed.rules.js';

/** A charge as the price engine reads it. What cannot be one is refused before it gets here. */
export function chargeOf(input: RoundChargeInput, n: number): Charge {
  const key = `charge-${n + 1}`;
  const name = input.name.trim();
  if (input.kind === ChargeKind.PERCENT) return { key, name, amount: { percentOfGoods: input.percent ?? '0' }, sharedBy: 'by-goods' };
  if (input.kind === ChargeKind.PER_UNIT) return { key, name, amount: { centsPer: input.cents ?? 0, unit: input.unit?.trim() ?? '' }, sharedBy: 'by-quantity' };
  return { key, name, amount: { cents: input.cents ?? 0 }, sharedBy: input.sharedBy ?? 'by-goods' };
}

export const chargesOf = (inputs: readonly RoundChargeInput[] | null | undefined): Charge[] => (inputs ?? []).map(chargeOf);

/** Freight is freight, however it is written. */
export const plainName = (name: string): string => name.trim().toLowerCase().replaceAll(/\s+/g, ' ');

const LARGEST_PRICE_CENTS = 100_000_000;

const LONGEST_NAME = 60;
/** "Freight of card stock"; where that is taken too, or it is of no item: "Freight 2". */
function ownName(name: string, item: string | null, taken: ReadonlySet<string>): string {
  const small = (text: string) => (/^\p{Lu}\p{Ll}/u.test(text) ? `${text[0]!.toLowerCase()}${text.slice(1)}` : text);
  const ofItem = item === null ? name : `${name} of ${small(item.trim())}`;
  for (let n = 1; ; n++) {
    const end = n === 1 ? '' : ` ${n}`;
    const own = `${ofItem.slice(0, LONGEST_NAME - end.length).trim()}${end}`;
    if (!taken.has(plainName(own))) return own;
  }
}

/** Charges of a round of before, in which a name could stand twice, each with a name of its own: an invoice names nothing else. */
export function namedApart(charges: readonly Charge[], items: readonly { readonly key: string; readonly name: string; readonly charges?: readonly Charge[] }[]): { charges: Charge[]; items: Record<string, Charge[]> } {
  const taken = new Set<string>();
  const apart = (some: readonly Charge[], item: string | null) => some.map((charge): Charge => {
    const name = taken.has(plainName(charge.name)) ? ownName(charge.name, item, taken) : charge.name;
    taken.add(plainName(name));
    return name === charge.name ? charge : { ...charge, name };
  });
  return { charges: apart(charges, null), items: Object.fromEntries(items.map((item) => [item.key, apart(item.charges ?? [], item.name)])) };
}

/** What is wrong with the charges of a proposal, each beside its field. */
export function chargeProblems(round: RoundContentInput, wrong: (field: string, message: string) => void): void {
  const names = new Map<string, string | null>();
  const twice = (name: string, item: string | null, no: (message: string) => void): void => {
    const key = plainName(name);
    if (key === '') return;
    if (!names.has(key)) {
      names.set(key, item);
      return;
    }
    const hint = item === null || names.get(key) === item ? 'give this one a name of its own.' : `name this one after its item, as in "${ownName(name.trim(), item, new Set(names.keys()))}".`;
    no(`${name.trim()} stands twice: ${hint}`);
  };
  const look = (charges: readonly RoundChargeInput[] | null | undefined, at: string, units: readonly string[] | null, item: string | null = null): void => {
    for (const [n, charge] of (charges ?? []).entries()) {
      const no = (field: keyof RoundChargeInput, message: string) => wrong(`${at}${n}.${field}`, message);
      if (charge.name.trim() === '') no('name', 'Name the charge: freight, a fee.');
      twice(charge.name, item, (message) => no('name', message));
      if (charge.kind === ChargeKind.PERCENT) {
        if (charge.percent == null) no('percent', 'Enter the percentage, such as 2.5.');
        if (charge.sharedBy != null && charge.sharedBy !== ChargeShare.BY_GOODS) no('sharedBy', 'A percentage of the goods is shared by the goods.');
        continue;
      }
      if (charge.cents == null) no('cents', 'Enter the amount.');
      if (charge.kind === ChargeKind.PER_UNIT) {
        if (units === null) no('kind', 'An amount per unit belongs to an item: put it there.');
        else if (!units.includes(charge.unit?.trim() ?? '')) no('unit', `Say for each of what: ${units.join(' or ')}.`);
        if ((charge.cents ?? 0) > LARGEST_PRICE_CENTS) no('cents', 'That amount is too high to be one.');
        if (charge.sharedBy != null && charge.sharedBy !== ChargeShare.BY_QUANTITY) no('sharedBy', 'An amount per unit is shared by quantity.');
        continue;
      }
      if (charge.sharedBy == null) no('sharedBy', 'Choose how it is shared.');
      else if (units === null && charge.sharedBy === ChargeShare.BY_QUANTITY) no('sharedBy', 'Items have different units: share it by the goods or equally.');
      else if (round.sealed) no('kind', SEALED_AMOUNT);
    }
  };
  look(round.charges, 'charges.', null);
  for (const [n, item] of round.items.entries()) look(item.charges, `items.${n}.charges.`, item.units.map(({ name }) => name.trim()), item.name);
}

const SHARED: Readonly<Record<Charge['sharedBy'], string>> = { 'by-goods': 'shared by what each pays for the goods', 'by-quantity': 'shared by quantity', equally: 'shared equally among those who take some' };

function amountWords({ amount, sharedBy }: Charge): string {
  if ('percentOfGoods' in amount) return `${amount.percentOfGoods}% of what each pays for the goods`;
  if ('centsPer' in amount) return `${formatCents(amount.centsPer)} for each ${amount.unit}`;
  return `${formatCents(amount.cents)} in all, ${SHARED[sharedBy]}`;
}

/** Freight and fees as they are read: those of the round, then those of its items. */
export function asCharges(charges: readonly Charge[], items: readonly Item[]): RoundCharge[] {
  const one = (charge: Charge, item: Item | null): RoundCharge => {
    const { amount } = charge;
    return {
      itemKey: item?.key ?? null, name: charge.name, sharedBy: charge.sharedBy as ChargeShare, kind: 'cents' in amount ? ChargeKind.FIXED : 'percentOfGoods' in amount ? ChargeKind.PERCENT : ChargeKind.PER_UNIT,
      cents: 'cents' in amount ? amount.cents : 'centsPer' in amount ? amount.centsPer : null, percent: 'percentOfGoods' in amount ? String(amount.percentOfGoods) : null, unit: 'centsPer' in amount ? amount.unit : null,
      words: `${charge.name}${item && items.length > 1 ? ` of ${item.name}` : ''}: ${amountWords(charge)}.`,
    };
  };
  return [...charges.map((charge) => one(charge, null)), ...items.flatMap((item) => (item.charges ?? []).map((charge) => one(charge, item)))];
}
