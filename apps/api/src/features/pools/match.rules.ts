import { canonicalJson, hashOf, type Json } from '@barnraise/cost-sharing';
import { exact, formatCents, halfUp, multiply, ratio } from '@barnraise/money';
import { type Item } from '@barnraise/pool-pricing';
import { MOST_TIMES } from './receiving.rules.js';
import { sizesOf } from './round.rules.js';
import { plainName as plain } from './round-charge.rules.js';
import { counted, quantityWords } from './round.words.js';

/** The three sides of one order, and what was decided about their differences. Units are the smallest; `agreedCents` are the goods of all that was ordered. */
export interface MatchInputs {
  readonly lines: readonly { readonly party: string; readonly item: string; readonly ordered: number; readonly received: number; readonly agreedCents: number }[];
  /** `cents` for all that was ordered. An approval from before charges were matched with what came has no parts: all of it is owed. */
  readonly charges: readonly { readonly name: string; readonly cents: number; readonly parts?: readonly ChargePart[] }[];
  readonly invoices: readonly { readonly number: string; readonly lines: readonly InvoiceLine[]; readonly extras: readonly InvoiceExtra[] }[];
  readonly decisions: readonly { readonly key: string; readonly cents: number; readonly way: Way; readonly reason: string }[];
}
/** What was agreed under the name of a charge: of one item, or of all that was ordered (null). */
export interface ChargePart { readonly item: string | null; readonly cents: number; readonly how: { readonly kind: 'fixed' } | { readonly kind: 'per-unit'; readonly cents: number; readonly unit: { readonly one: string; readonly many: string } } | { readonly kind: 'percent'; readonly percent: string } }
/** What is owed of a part: `by` are the units that came, or the cents of the goods that came. */
export interface OwedPart extends ChargePart { readonly by: number }
/** `accepted`: it stays as billed. `expected`: it ends as agreed, by a credit or a further bill of the supplier. */
export type Way = 'accepted' | 'expected';
export interface InvoiceLine { readonly party: string; readonly item: string; readonly units: number; readonly cents: number }
export interface InvoiceExtra { readonly name: string; readonly kind: 'charge' | 'other'; readonly cents: number }

export interface Difference {
  readonly key: string;
  readonly kind: 'quantity' | 'over' | 'price' | 'charge' | 'other';
  readonly party: string | null;
  readonly item: string | null;
  readonly name: string | null;
  /** Billed less agreed; below zero where less was billed. Zero only where more came than was ordered and none of that is billed: nothing is to decide. */
  readonly cents: number;
  /** Of `over` what was billed, and what came, above the order. */
  readonly billedUnits: number;
  readonly receivedUnits: number;
  readonly billedCents: number;
  readonly agreedCents: number;
  /** Of a charge by what came: how what was agreed came about. */
  readonly parts?: readonly OwedPart[];
  readonly way: Way | null;
  readonly reason: string | null;
}
export interface MatchedLine { readonly party: string; readonly item: string; readonly billedUnits: number; readonly billedCents: number; readonly agreedCents: number; readonly finalCents: number }
export interface Match {
  readonly lines: readonly MatchedLine[];
  /** What is finally paid beside the goods, by name. */
  readonly charges: readonly { readonly name: string; readonly cents: number; readonly agreedCents: number }[];
  /** What was billed though not ordered, and is paid. */
  readonly others: readonly { readonly name: string; readonly cents: number }[];
  readonly differences: readonly Difference[];
  readonly billedCents: number;
  /** For what was received, at what was agreed. */
  readonly agreedCents: number;
  readonly finalCents: number;
  /** Nothing is left to decide, and what is paid was billed. */
  readonly ready: boolean;
}

const total = (some: readonly { readonly cents: number }[]): number => some.reduce((all, { cents }) => all + cents, 0);

const scaled = (cents: number, came: number, ordered: number): number => halfUp(multiply(ratio(BigInt(came), BigInt(ordered)), exact(cents)));
const summed = (some: readonly number[]): number => some.reduce((all, each) => all + each, 0);

/** One amount is owed whole; one per unit for the units that came, of what was ordered; a percentage of the goods that came. */
function owedOf({ parts }: MatchInputs['charges'][number], lines: MatchInputs['lines'], matched: readonly MatchedLine[]): OwedPart[] | null {
  if (!parts || parts.every(({ how }) => how.kind === 'fixed')) return null;
  return parts.map((part) => {
    if (part.how.kind === 'fixed') return { ...part, by: 0 };
    const own = lines.map((line, n) => ({ ...line, owedCents: matched[n]!.agreedCents })).filter(({ item }) => part.item === null || item === part.item);
    const [by, all] = part.how.kind === 'percent' ? [summed(own.map(({ owedCents }) => owedCents)), summed(own.map(({ agreedCents }) => agreedCents))]
      : [summed(own.map(({ received, ordered }) => Math.min(received, ordered))), summed(own.map(({ ordered }) => ordered))];
    return { ...part, by, cents: all === 0 ? part.cents : scaled(part.cents, by, all) };
  });
}

/**
 * Order, receipt and invoices of one order side by side. The differences of a line are three, and add up to all of it: what was
 * billed of what came above the order, which nobody owes until it is accepted; what was billed of more or less than came, at the
 * agreed price; and what was billed for that beside the agreed price.
 */
export function matchOf(inputs: MatchInputs): Match {
  const billed = inputs.invoices.flatMap(({ lines }) => lines);
  const extras = inputs.invoices.flatMap((invoice) => invoice.extras);
  const decided = (one: Omit<Difference, 'way' | 'reason'>): Difference[] => {
    if (one.cents === 0) return [];
    const decision = inputs.decisions.find(({ key, cents }) => key === one.key && cents === one.cents);
    return [{ ...one, way: decision?.way ?? null, reason: decision?.reason ?? null }];
  };
  const differences: Difference[] = [];
  const lines = inputs.lines.map(({ party, item, ordered, received, agreedCents: all }): MatchedLine => {
    const own = billed.filter((line) => line.party === party && line.item === item);
    const [billedUnits, billedCents] = [own.reduce((sum, { units }) => sum + units, 0), total(own)];
    const agreedFor = (units: number): number => (ordered === 0 ? 0 : scaled(all, units, ordered));
    const [due, over] = [Math.min(received, ordered), Math.max(0, received - ordered)];
    const billedOver = Math.min(over, Math.max(0, billedUnits - ordered));
    const [agreedCents, atPrice] = [agreedFor(due), agreedFor(billedUnits)];
    const overCents = agreedFor(ordered + billedOver) - agreedFor(ordered);
    const facts = { party, item, name: null, billedUnits, receivedUnits: due + billedOver, billedCents };
    const above = { ...facts, key: `${party}|${item}|over`, kind: 'over' as const, billedUnits: billedOver, receivedUnits: over, billedCents: overCents, agreedCents: 0, cents: overCents };
    const found = [
      ...(over > 0 && overCents === 0 ? [{ ...above, way: null, reason: null }] : decided(above)),
      ...decided({ ...facts, key: `${party}|${item}|quantity`, kind: 'quantity', agreedCents, cents: atPrice - agreedCents - overCents }),
      ...decided({ ...facts, key: `${party}|${item}|price`, kind: 'price', agreedCents: atPrice, cents: billedCents - atPrice }),
    ];
    differences.push(...found);
    return { party, item, billedUnits, billedCents, agreedCents, finalCents: agreedCents + total(found.filter(({ way }) => way === 'accepted')) };
  });
  const beside = (kind: 'charge' | 'other', agreed: MatchInputs['charges']) => {
    const names = new Map([...agreed, ...extras.filter((extra) => extra.kind === kind)].map(({ name }) => [plain(name), name.trim()]).reverse() as [string, string][]);
    return [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, name]) => {
      const own = agreed.filter((one) => plain(one.name) === key).map((one) => ({ cents: one.cents, parts: owedOf(one, inputs.lines, lines) }));
      const [billedCents, agreedCents] = [total(extras.filter((extra) => extra.kind === kind && plain(extra.name) === key)), summed(own.map(({ cents, parts }) => (parts === null ? cents : total(parts))))];
      const parts = own.flatMap((one) => one.parts ?? []);
      const found = decided({ key: `${kind}|${key}`, kind, party: null, item: null, name, billedUnits: 0, receivedUnits: 0, billedCents, agreedCents, cents: billedCents - agreedCents, ...(parts.length > 0 ? { parts } : {}) });
      differences.push(...found);
      return { name, agreedCents, cents: agreedCents + total(found.filter(({ way }) => way === 'accepted')) };
    });
  };
  const [charges, others] = [beside('charge', inputs.charges), beside('other', [])];
  const agreedCents = lines.reduce((sum, line) => sum + line.agreedCents, 0) + charges.reduce((sum, one) => sum + one.agreedCents, 0);
  return {
    lines, differences, agreedCents, billedCents: total(billed) + total(extras), finalCents: lines.reduce((sum, line) => sum + line.finalCents, 0) + total(charges) + total(others),
    charges: charges.map(({ name, cents, agreedCents: agreed }) => ({ name, cents, agreedCents: agreed })), others: others.map(({ name, cents }) => ({ name, cents })),
    ready: undecided(differences).length === 0 && lines.every(({ finalCents }) => finalCents >= 0) && (inputs.invoices.length > 0 || agreedCents === 0),
  };
}

/** Freight and fees as they are owed for what came. */
export const chargesFor = (inputs: MatchInputs, match: Match): { name: string; cents: number }[] =>
  inputs.charges.map((one) => ({ name: one.name, cents: total(owedOf(one, inputs.lines, match.lines) ?? [one]) }));

/** What is still to decide. */
export const undecided = (differences: readonly Difference[]): Difference[] => differences.filter(({ way, cents }) => way === null && cents !== 0);

/** Decided so, less than nothing would be paid for a line: what was left as billed and what is to be credited do not go together. */
export const goesBelowZero = (inputs: MatchInputs, decision: MatchInputs['decisions'][number]): boolean =>
  matchOf({ ...inputs, decisions: [...inputs.decisions.filter(({ key }) => key !== decision.key), decision] }).lines.some(({ finalCents }) => finalCents < 0);

/** However small an order is, its invoices may come to that much. */
const ALWAYS_CENTS = 1_000_000_00;
const LARGEST_CENTS = 100_000_000_000_00;
export interface Billed { readonly lines: readonly InvoiceLine[]; readonly extras: readonly InvoiceExtra[] }

/** What in an invoice is above what an order can be billed, all its invoices together: `others` are those beside this one. */
export function aboveTheOrder(order: { readonly totalCents: number; readonly lines: readonly { readonly party: string; readonly item: string; readonly units: number }[] }, others: readonly Billed[], invoice: Billed): { field: string; message: string }[] {
  const together = (alone: string): string => (others.length === 0 ? alone : `With the other invoices of this order ${alone.toLowerCase()}`);
  const units = (some: readonly { readonly party: string; readonly item: string; readonly units: number }[], of: InvoiceLine): number => some.reduce((all, one) => all + (one.party === of.party && one.item === of.item ? one.units : 0), 0);
  const ofLines = invoice.lines.flatMap((line, n) => (units(order.lines, line) > 0 && units([...others.flatMap(({ lines }) => lines), line], line) > MOST_TIMES * units(order.lines, line) ? [{ field: `lines.${n}.units`, message: `${together('That is')} more than ten times what was ordered. Check the number.` }] : []));
  const all = [...others, invoice].reduce((sum, one) => sum + total(one.lines) + total(one.extras), 0);
  const most = Math.min(LARGEST_CENTS, Math.max(ALWAYS_CENTS, MOST_TIMES * order.totalCents));
  if (all <= most) return ofLines;
  const [largest] = [...invoice.lines.map(({ cents }, n) => ({ cents, field: `lines.${n}.cents` })), ...invoice.extras.map(({ cents }, n) => ({ cents, field: `extras.${n}.cents` }))].toSorted((a, b) => b.cents - a.cents);
  return [...ofLines, { field: largest?.field ?? 'lines', message: `${together('This comes to')} ${formatCents(all)}. An order of ${formatCents(order.totalCents)} can be billed ${formatCents(most)} at most. Check the amount.` }];
}

/** As it is written down: the same again, byte for byte, whoever works it out. */
export function matchTexts(inputs: MatchInputs): { inputsText: string; inputHash: string; resultText: string; match: Match } {
  const match = matchOf(inputs);
  return { match, inputsText: canonicalJson(inputs as unknown as Json), inputHash: hashOf(inputs as unknown as Json), resultText: canonicalJson(match as unknown as Json) };
}

/** "$1.00 per case for 50 cases that came": how a charge that goes by what came is owed. */
function partWords({ item: key, cents, how, by }: OwedPart, items: readonly Item[]): string {
  const item = items.find((one) => one.key === key);
  const of = item && items.length > 1 ? ` of ${item.name}` : '';
  if (how.kind === 'fixed') return `${formatCents(cents)} in all`;
  if (how.kind === 'percent') return `${how.percent}% of ${formatCents(by)} for what came${of}`;
  const size = item ? (sizesOf(item.units)[how.unit.one] ?? 1) : 1;
  const came = item && by % size !== 0 ? quantityWords(item, by) : counted(by / size, { name: how.unit.one, plural: how.unit.many });
  return `${formatCents(how.cents)} per ${how.unit.one} for ${came}${of} that came`;
}

/** A difference in words, with its amount. `items` are those of the round. */
export function differenceWords(one: Difference, item: Item | null, district: string | null, items: readonly Item[] = []): string {
  const amount = formatCents(Math.abs(one.cents));
  const what = item === null ? (one.name ?? '') : `${item.name}${district === null ? '' : ` for ${district}`}`;
  if (one.kind === 'other') return `${what}: ${amount} billed, though it was not ordered.`;
  if (one.parts) return `${what}: ${one.billedCents === 0 ? `${amount} is owed for what came and is not billed` : `${formatCents(one.billedCents)} billed, ${formatCents(one.agreedCents)} owed for what came: ${amount} too ${one.cents > 0 ? 'much' : 'little'}`}. Agreed: ${one.parts.map((part) => partWords(part, items)).join(', and ')}.`;
  if (one.kind === 'charge') return one.agreedCents === 0 ? `${what}: ${amount} billed, though none was agreed.` : one.billedCents === 0 ? `${what}: ${amount} was agreed and is not billed.` : `${what}: ${formatCents(one.billedCents)} billed, ${formatCents(one.agreedCents)} agreed: ${amount} too ${one.cents > 0 ? 'much' : 'little'}.`;
  const units = (n: number) => quantityWords(item!, n);
  if (one.kind === 'over') return `${what}: ${units(one.receivedUnits)} more than was ordered came${one.cents === 0 ? ', and nothing is billed for it.' : `; ${one.billedUnits === one.receivedUnits ? 'all of it' : units(one.billedUnits)} is billed, ${amount}.`}`;
  if (one.kind === 'quantity') return one.cents > 0 ? `${what}: ${units(one.billedUnits)} billed, ${units(one.receivedUnits)} received. ${units(one.billedUnits - one.receivedUnits)} too many, ${amount}.` : `${what}: ${units(one.receivedUnits)} received, ${units(one.billedUnits)} billed. ${units(one.receivedUnits - one.billedUnits)} not billed, ${amount}.`;
  return `${what}: ${formatCents(one.billedCents)} billed for ${units(one.billedUnits)}, ${formatCents(one.agreedCents)} by the contract: ${amount} too ${one.cents > 0 ? 'much' : 'little'}.`;
}
