import { type EnterInvoiceInput, type MatchingPartsFragment } from '../../generated/pools/matching.js';
import { editableCents, parseCents, wholeOf } from '../../platform/amounts.js';
import { type Draft } from '../../platform/drafts.js';
import { type Problem } from '../../platform/form.js';

export type Matching = MatchingPartsFragment;
export type OrderMatch = Matching['orders'][number];
export type Invoice = OrderMatch['invoices'][number];
export const MOST_OTHERS = 3;

/** What stands in the fields at first: the invoice that is corrected; else what was received, so that only what differs is typed. */
export function invoiceValues(order: OrderMatch, invoice: Invoice | null): Draft {
  const lines = order.lines.flatMap((line, n): [string, string][] => {
    const billed = invoice?.lines.find(({ districtId, itemKey }) => districtId === line.district.id && itemKey === line.itemKey);
    const units = invoice ? (billed?.units ?? 0) : order.invoices.length > 0 ? 0 : line.received;
    const rest = units % line.orderUnitHolds;
    return [[`l${n}Whole`, units === rest ? '' : String((units - rest) / line.orderUnitHolds)], [`l${n}Rest`, rest === 0 ? '' : String(rest)], [`l${n}Cents`, billed ? editableCents(billed.cents) : '']];
  });
  const agreed = order.agreedCharges.map(({ name }, n): [string, string] => [`c${n}`, centsOf(invoice?.extras.find((extra) => extra.kind === 'CHARGE' && extra.name === name)?.cents)]);
  const others = (invoice?.extras ?? []).filter((extra) => !(extra.kind === 'CHARGE' && order.agreedCharges.some(({ name }) => name === extra.name)));
  const beside = Array.from({ length: MOST_OTHERS }, (_, n): [string, string][] => [[`o${n}Name`, others[n]?.name ?? ''], [`o${n}Kind`, others[n]?.kind ?? 'CHARGE'], [`o${n}Cents`, centsOf(others[n]?.cents)]]).flat();
  return { number: invoice?.number ?? '', day: invoice?.day ?? '', ...Object.fromEntries([...lines, ...agreed, ...beside]) };
}
const centsOf = (cents: number | undefined): string => (cents === undefined ? '' : editableCents(cents));

type Content = Pick<EnterInvoiceInput, 'number' | 'day' | 'lines' | 'extras'>;

export function readInvoice(values: Draft, order: OrderMatch): { content: Content; totalCents: number; problems: Problem[] } {
  const problems: Problem[] = [];
  const text = (field: string): string => (values[field] ?? '').trim();
  const whole = (field: string): number => {
    const units = text(field) === '' ? 0 : wholeOf(text(field));
    if (units === null) problems.push({ field, message: 'Write a whole number' });
    return units ?? 0;
  };
  const money = (field: string): number => {
    const cents = text(field) === '' ? 0 : parseCents(text(field));
    if (cents === null) problems.push({ field, message: 'Write an amount of money, such as 380.50' });
    return cents ?? 0;
  };
  if (text('number') === '') problems.push({ field: 'number', message: 'Enter the number of the invoice' });
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text('day'))) problems.push({ field: 'day', message: 'Choose the date of the invoice' });
  for (const [n] of order.lines.entries()) if (/[1-9]/.test(text(`l${n}Whole`) + text(`l${n}Rest`)) && text(`l${n}Cents`) === '') problems.push({ field: `l${n}Cents`, message: 'Write what was billed for it' });
  const lines = order.lines.map((line, n) => ({ districtId: line.district.id, itemKey: line.itemKey, units: whole(`l${n}Whole`) * line.orderUnitHolds + whole(`l${n}Rest`), cents: money(`l${n}Cents`) }));
  const agreed = order.agreedCharges.map(({ name }, n) => ({ name, kind: 'CHARGE' as const, cents: money(`c${n}`) }));
  const others = Array.from({ length: MOST_OTHERS }, (_, n) => {
    const [name, cents] = [text(`o${n}Name`), money(`o${n}Cents`)];
    if (cents > 0 && name === '') problems.push({ field: `o${n}Name`, message: 'Say what it is' });
    return { name, kind: text(`o${n}Kind`) === 'OTHER' ? ('OTHER' as const) : ('CHARGE' as const), cents };
  });
  const extras = [...agreed, ...others].filter(({ cents }) => cents > 0);
  return { problems, totalCents: [...lines, ...extras].reduce((sum, { cents }) => sum + cents, 0), content: { number: text('number'), day: text('day'), lines: lines.filter(({ units, cents }) => units + cents > 0), extras } };
}
