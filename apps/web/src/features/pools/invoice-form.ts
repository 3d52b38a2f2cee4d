import { type EnterInvoiceInput, type MatchingPartsFragment } from '../../generated/pools/matching.js';
import { editableCents, parseCents, wholeOf } from '../../platform/amounts.js';
import { type Draft } from '../../platform/drafts.js';
import { type Problem } from '../../platform/form.js';

export type Matching = MatchingPartsFragment;
export type OrderMatch = Matching['orders'][number];
export type Invoice = OrderMatch['invoices'][number];
/** A line beside the order as it stands in the fields. */
export interface OtherValues {
  name: string;
  kind: 'CHARGE' | 'OTHER';
  cents: string;
}
/** So many lines beside the order an invoice may have; those that were agreed count among them. */
const MOST_EXTRAS = 20;
export const mostOthers = (order: OrderMatch): number => Math.max(0, MOST_EXTRAS - order.agreedCharges.length);
export const emptyOther: OtherValues = { name: '', kind: 'CHARGE', cents: '' };
export const readOthers = (text: string | undefined): OtherValues[] => (text ? (JSON.parse(text) as OtherValues[]) : []);

/** What stands in the fields at first: the invoice that is corrected; else what was received, so that only what differs is typed. */
export function invoiceValues(order: OrderMatch, invoice: Invoice | null): Draft {
  const lines = order.lines.flatMap((line, n): [string, string][] => {
    const billed = invoice?.lines.find(({ districtId, itemKey }) => districtId === line.district.id && itemKey === line.itemKey);
    const units = invoice ? (billed?.units ?? 0) : order.invoices.length > 0 ? 0 : line.received;
    const rest = units % line.orderUnitHolds;
    return [[`l${n}Whole`, units === rest ? '' : String((units - rest) / line.orderUnitHolds)], [`l${n}Rest`, rest === 0 ? '' : String(rest)], [`l${n}Cents`, billed ? editableCents(billed.cents) : '']];
  });
  // Freight that was billed twice stands once where it was agreed, and once beside it.
  const left = [...(invoice?.extras ?? [])];
  const agreed = order.agreedCharges.map(({ name }, n): [string, string] => {
    const at = left.findIndex((extra) => extra.kind === 'CHARGE' && extra.name === name);
    return [`c${n}`, at < 0 ? '' : editableCents(left.splice(at, 1)[0]!.cents)];
  });
  const others = left.map(({ name, kind, cents }): OtherValues => ({ name, kind, cents: editableCents(cents) }));
  return { number: invoice?.number ?? '', day: invoice?.day ?? '', ...Object.fromEntries([...lines, ...agreed]), others: JSON.stringify(others) };
}

type Content = Pick<EnterInvoiceInput, 'number' | 'day' | 'lines' | 'extras'>;
/** Which field each line of what is sent came from: what is empty is not sent. */
export interface SentFrom {
  lines: readonly string[];
  extras: readonly string[];
}

export function readInvoice(values: Draft, order: OrderMatch): { content: Content; from: SentFrom; totalCents: number; problems: Problem[] } {
  const problems: Problem[] = [];
  const text = (field: string): string => (values[field] ?? '').trim();
  const whole = (field: string): number => {
    const units = text(field) === '' ? 0 : wholeOf(text(field));
    if (units === null) problems.push({ field, message: 'Write a whole number' });
    return units ?? 0;
  };
  const money = (field: string, typed: string): number => {
    const cents = typed === '' ? 0 : parseCents(typed);
    if (cents === null) problems.push({ field, message: 'Write an amount of money, such as 380.50' });
    return cents ?? 0;
  };
  if (text('number') === '') problems.push({ field: 'number', message: 'Enter the number of the invoice' });
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text('day'))) problems.push({ field: 'day', message: 'Choose the date of the invoice' });
  for (const [n] of order.lines.entries()) if (/[1-9]/.test(text(`l${n}Whole`) + text(`l${n}Rest`)) && text(`l${n}Cents`) === '') problems.push({ field: `l${n}Cents`, message: 'Write what was billed for it' });
  const lines = order.lines
    .map((line, n) => ({ from: `l${n}`, districtId: line.district.id, itemKey: line.itemKey, units: whole(`l${n}Whole`) * line.orderUnitHolds + whole(`l${n}Rest`), cents: money(`l${n}Cents`, text(`l${n}Cents`)) }))
    .filter(({ units, cents }) => units + cents > 0);
  const agreed = order.agreedCharges.map(({ name }, n) => ({ from: `c${n}`, name, kind: 'CHARGE' as const, cents: money(`c${n}`, text(`c${n}`)) }));
  const others = readOthers(values['others']).map((other, n) => {
    const [name, cents] = [other.name.trim(), money(`others-${n}-cents`, other.cents.trim())];
    if (cents > 0 && name === '') problems.push({ field: `others-${n}-name`, message: 'Say what it is' });
    if (cents === 0 && name !== '' && other.cents.trim() === '') problems.push({ field: `others-${n}-cents`, message: 'Write what was billed for it' });
    return { from: `others-${n}`, name, kind: other.kind, cents };
  });
  const extras = [...agreed, ...others].filter(({ cents }) => cents > 0);
  return {
    problems, totalCents: [...lines, ...extras].reduce((sum, { cents }) => sum + cents, 0), from: { lines: lines.map(({ from }) => from), extras: extras.map(({ from }) => from) },
    content: { number: text('number'), day: text('day'), lines: lines.map(({ from: _, ...line }) => line), extras: extras.map(({ from: _, ...extra }) => extra) },
  };
}

/** `input.lines.1.cents` as the field it was typed into. */
export function fieldOfInvoice(path: string, sent: SentFrom): string {
  const found = /^input\.(lines|extras)\.(\d+)\.(\w+)$/.exec(path);
  const from = found ? sent[found[1] as keyof SentFrom][Number(found[2])] : undefined;
  if (!found || from === undefined) return path.split('.').at(-1) ?? path;
  if (found[1] === 'lines') return `${from}${found[3] === 'cents' ? 'Cents' : 'Whole'}`;
  return from.startsWith('others-') ? `${from}-${found[3]!}` : from;
}
