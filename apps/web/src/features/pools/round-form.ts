import { type RoundContentInput } from '../../generated/pools/rounds.js';
import { editableCents, parseCents, wholeOf as count } from '../../platform/amounts.js';
import { dayIn, readerZone } from '../../platform/dates.js';
import { type Problem } from '../../platform/form.js';
import { documentsOf, documentValues } from './authority-form.js';
import { chargeInputs, chargeValues, codeInput, codeValues, emptyCode, readCharges, type ChargeValues, type CodeValues } from './proposal-form.js';
import { type Round } from './words.js';

/** An item as it stands in the fields: text, a unit that holds the one before it, prices from few to many. */
export interface ItemValues {
  name: string;
  specification: string;
  units: { name: string; plural: string; holds: string }[];
  orderUnit: string;
  priceUnit: string;
  tierUnit: string;
  mode: 'ALL_UNITS' | 'INCREMENTAL';
  tiers: { from: string; price: string }[];
  threshold: string;
  ceiling: string;
  charges?: ChargeValues[];
  code?: CodeValues;
}

export type RoundValues = Record<'route' | 'shortRule' | 'title' | 'summary' | 'lockDay' | 'lockTime' | 'sealed' | 'aim' | 'buyUp' | 'leadAgency' | 'contractNumber' | 'clause' | 'termEnds' | 'ceiling' | 'stateCode' | 'federal' | 'expected' | 'documents' | 'items' | 'charges' | 'deliveryFrom' | 'deliveryUntil' | 'belowThreshold' | 'belowDays', string>;

export const emptyItem = (over: Partial<ItemValues> = {}): ItemValues => ({
  name: '', specification: '', units: [{ name: 'case', plural: '', holds: '' }], orderUnit: 'case', priceUnit: 'case', tierUnit: '', mode: 'ALL_UNITS', tiers: [{ from: '1', price: '' }], threshold: '', ceiling: '', charges: [], code: emptyCode, ...over,
});

export const dayOf = (at: Date): string => dayIn(at.getTime(), readerZone());
export const timeOf = (at: Date): string => [at.getHours(), at.getMinutes()].map((n) => String(n).padStart(2, '0')).join(':');

/** A day and a time where the reader is, as an instant; null when it is none. */
export function instantOf(day: string, time: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !/^\d{2}:\d{2}$/.test(time)) return null;
  const at = new Date(`${day}T${time}:00`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

export const readItems = (text: string): ItemValues[] => JSON.parse(text) as ItemValues[];

export function roundValues(round: Round): RoundValues {
  const lock = new Date(round.locksAt);
  return {
    route: round.route,
    shortRule: round.shortRule,
    title: round.title, summary: round.summary, lockDay: dayOf(lock), lockTime: timeOf(lock), sealed: round.sealed ? 'yes' : 'no', aim: round.aim, buyUp: round.buyUp ? 'yes' : 'no', leadAgency: round.leadAgency ?? '', contractNumber: round.contractNumber ?? '',
    clause: round.clause ?? '', termEnds: round.termEnds ?? '', ceiling: round.ceilingCents == null ? '' : editableCents(round.ceilingCents),
    stateCode: round.authority.stateCode ?? '', federal: round.authority.federal ? 'yes' : 'no', expected: round.authority.expectedCents == null ? '' : editableCents(round.authority.expectedCents), documents: documentValues(round),
    charges: JSON.stringify(chargeValues(round, null)), deliveryFrom: round.proposal.deliveryFrom ?? '', deliveryUntil: round.proposal.deliveryUntil ?? '',
    belowThreshold: round.belowThreshold, belowDays: round.belowDays == null ? '' : String(round.belowDays),
    items: JSON.stringify(round.items.map((item): ItemValues => ({
      name: item.name, specification: item.specification ?? '', units: item.units.map(({ name, plural, holds }) => ({ name, plural: plural === `${name}s` || plural === pluralOf(name) ? '' : plural, holds: holds == null ? '' : String(holds) })),
      orderUnit: item.orderUnit.name, priceUnit: item.priceUnit.name, tierUnit: item.tierUnit.name === item.priceUnit.name ? '' : item.tierUnit.name, mode: item.mode, tiers: item.tiers.length === 0 ? [{ from: '1', price: '' }] : item.tiers.map(({ from, priceCents }) => ({ from: String(from), price: editableCents(priceCents) })),
      threshold: item.threshold == null ? '' : String(item.threshold), ceiling: item.ceiling == null ? '' : String(item.ceiling),
      charges: chargeValues(round, item.key), code: codeValues(round, item.key),
    }))),
  };
}

/** Where more than one is not the name with an s: boxes, batches, supplies. Null where it is. */
export function pluralOf(name: string): string | null {
  if (/(s|x|z|ch|sh)$/i.test(name)) return `${name}es`;
  return /[^aeiou]y$/i.test(name) ? `${name.slice(0, -1)}ies` : null;
}

const said = (text: string): string | null => text.trim() || null;

/** What was typed, as the server takes it; or what in it can't be read. What is only missing before it opens is no problem here. */
export function contentOf(values: RoundValues): { content: RoundContentInput; problems: null } | { content: null; problems: Problem[] } {
  const problems: Problem[] = [];
  const wrong = (field: string, message: string) => problems.push({ field, message });
  if (values.title.trim() === '') wrong('title', 'Say what is bought');
  const locksAt = instantOf(values.lockDay, values.lockTime);
  if (locksAt === null) wrong('lockDay', 'Choose the day and the time at which it locks');
  const ceilingCents = values.ceiling.trim() === '' ? null : parseCents(values.ceiling);
  if (values.ceiling.trim() !== '' && ceilingCents === null) wrong('ceiling', 'Write an amount of money, such as 50,000');
  const expectedCents = values.expected.trim() === '' ? null : parseCents(values.expected);
  if (values.expected.trim() !== '' && expectedCents === null) wrong('expected', 'Write an amount of money, such as 120,000');
  const belowDays = values.belowThreshold === 'END' ? null : count(values.belowDays);
  if (values.belowThreshold !== 'END' && (belowDays === null || belowDays < 1 || belowDays > 30)) wrong('belowDays', 'Write a number of days from 1 to 30');
  const documents = documentsOf(values.documents, wrong);
  const asks = values.route === 'SOLICITATION';
  // A sealed round has no most of an item and no prices within their step alone, and no fields for them.
  const items = readItems(values.items).map((item, n) => itemOf({ ...item, ...(asks ? { tiers: [] } : {}), ...(values.sealed === 'yes' ? { ceiling: '', mode: 'ALL_UNITS' } : {}) }, (field, message) => wrong(`items-${n}-${field}`, message)));
  const charges = chargeInputs(readCharges(values.charges), 'charges', wrong);
  if (problems.length > 0 || locksAt === null) return { content: null, problems };
  return {
    problems: null,
    content: {
      route: asks ? 'SOLICITATION' : 'CONTRACT',
      shortRule: values.sealed === 'yes' ? 'AS_DELIVERED' : (values.shortRule as NonNullable<RoundContentInput['shortRule']>),
      title: values.title.trim(), summary: said(values.summary), locksAt, sealed: values.sealed === 'yes', aim: values.aim as RoundContentInput['aim'], buyUp: values.buyUp === 'yes' && values.sealed !== 'yes', leadAgency: said(values.leadAgency), contractNumber: said(values.contractNumber),
      clause: said(values.clause), termEnds: values.termEnds || null, ceilingCents, items,
      stateCode: values.stateCode || null, federal: values.federal === 'yes', expectedCents, documents,
      // The contract of a round that asks for bids comes with its award.
      ...(asks ? { leadAgency: null, contractNumber: null, clause: null, termEnds: null, ceilingCents: null } : {}),
      charges, deliveryFrom: values.deliveryFrom || null, deliveryUntil: values.deliveryUntil || null,
      belowThreshold: values.belowThreshold as NonNullable<RoundContentInput['belowThreshold']>, belowDays,
    },
  };
}

function itemOf(item: ItemValues, wrong: (field: string, message: string) => void): RoundContentInput['items'][number] {
  const number = (field: string, text: string, what: string): number => {
    const value = count(text);
    if (value === null || value < 1) wrong(field, `Write ${what} as a whole number`);
    return value ?? 0;
  };
  const optional = (field: string, text: string, what: string): number | null => (text.trim() === '' ? null : number(field, text, what));
  if (item.name.trim() === '') wrong('name', 'Say what is bought');
  const units = item.units.map((unit, n) => {
    if (unit.name.trim() === '') wrong(`units-${n}-name`, 'Name the unit');
    const of = item.units[n - 1]?.name.trim();
    return { name: unit.name.trim(), plural: said(unit.plural) ?? pluralOf(unit.name.trim()), ...(of === undefined ? { holds: null, of: null } : { holds: number(`units-${n}-holds`, unit.holds, 'how many it holds'), of }) };
  });
  const tiers = item.tiers.map((tier, n) => {
    const priceCents = parseCents(tier.price);
    if (priceCents === null || priceCents < 1) wrong(`tiers-${n}-price`, 'Write a price in dollars, such as 42.00');
    return { from: n === 0 ? 1 : number(`tiers-${n}-from`, tier.from, 'from how many on'), priceCents: priceCents ?? 0 };
  });
  const known = (name: string): string => (units.some((unit) => unit.name === name) ? name : (units.at(-1)?.name ?? ''));
  return {
    name: item.name.trim(), specification: said(item.specification), units, orderUnit: known(item.orderUnit), priceUnit: known(item.priceUnit), tierUnit: item.tierUnit === '' ? null : known(item.tierUnit), mode: item.mode, tiers,
    threshold: optional('threshold', item.threshold, 'the least'), ceiling: optional('ceiling', item.ceiling, 'the most'),
    charges: chargeInputs(item.charges ?? [], 'charges', wrong), code: codeInput(item.code ?? emptyCode, wrong),
  };
}

/** "input.round.items.0.price.tiers.1.from" is the field items-0-tiers-1-from. */
export function fieldOfRound(path: string): string {
  const within = path.replace(/^input\.(round\.)?/, '');
  if (within.startsWith('documents.')) return within.replaceAll('.', '-');
  if (within === 'expectedCents') return 'expected';
  const charge = /^(?:items\.(\d+)\.)?charges\.(\d+)\.(\w+)$/.exec(within);
  if (charge) return `${charge[1] === undefined ? '' : `items-${charge[1]}-`}charges-${charge[2]!}-${charge[3] === 'cents' || charge[3] === 'percent' ? 'amount' : charge[3]!}`;
  if (!within.startsWith('items.')) return within === 'locksAt' ? 'lockDay' : within === 'ceilingCents' ? 'ceiling' : (within.split('.').at(-1) ?? within);
  const [, n = '0', ...rest] = within.split('.');
  const tail = rest.filter((one) => one !== 'price' || rest.at(-1) === one).join('-');
  const field = /^tiers-\d+$/.test(tail) ? `${tail}-price` : tail === 'price' || tail === 'tiers' || tail === '' ? 'tiers-0-price' : tail.replace(/priceCents$/, 'price').replace(/^unit$/, 'priceUnit').replace(/^threshold-\w+$/, 'threshold').replace(/^ceiling-\w+$/, 'ceiling').replace(/^units-(\d+)$/, 'units-$1-name');
  return `items-${n}-${field}`;
}
