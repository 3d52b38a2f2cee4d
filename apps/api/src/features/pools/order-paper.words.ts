import { formatCents } from '@barnraise/money';
import { dayWords } from '@barnraise/timetable';
import { csvText, dollars } from '../../platform/files/csv.js';
import { Paper } from '../../platform/files/paper.js';
import { type OrderLine } from './order.rules.js';
import { codeWords, type StoredCode } from './proposal.rules.js';
import { plural } from './round.words.js';

/** An order as its papers say it. */
export interface OrderPaper {
  readonly number: string;
  readonly purchaseOrderNumber: string;
  /** Numbers it was sent under before. */
  readonly replaces: readonly string[];
  readonly title: string;
  /** The day it left, where whoever orders is. */
  readonly day: string;
  readonly at: Date;
  readonly orderedBy: { readonly name: string; readonly nces: string | null };
  readonly supplier: string;
  readonly supplierContact: string | null;
  readonly leadAgency: string | null;
  readonly contractNumber: string | null;
  readonly budgetCode: string | null;
  readonly totalCents: number;
  readonly lines: readonly { readonly line: OrderLine; readonly district: string; readonly site: string | null; readonly adjustment: string; readonly code: StoredCode | null }[];
  /** Freight and fees. */
  readonly charges: readonly { readonly name: string; readonly district: string; readonly cents: number }[];
  readonly deliveryFrom: string | null;
  readonly deliveryUntil: string | null;
}

/** "From Mon, Nov 2, 2026, until Fri, Nov 20, 2026"; null where nothing is said. */
export function deliveryWords({ deliveryFrom: from, deliveryUntil: until }: Pick<OrderPaper, 'deliveryFrom' | 'deliveryUntil'>): string | null {
  if (from === null) return until === null ? null : `until ${dayWords(until)}`;
  return until === null ? `from ${dayWords(from)} on` : `from ${dayWords(from)} until ${dayWords(until)}`;
}

/** "Replaces number PO-118." */
export const replacesWords = (numbers: readonly string[]): string => `Replaces ${numbers.length === 1 ? 'number' : 'numbers'} ${numbers.join(' and ')}.`;
export const unitPriceWords = ({ priceCents, priceUnit }: OrderLine): string => `${formatCents(priceCents)} per ${priceUnit.name}`;

/** For finance systems: one row for each line, every row complete. */
export function orderCsv(paper: OrderPaper): string {
  return csvText(
    ['purchase_order_number', 'order_number', 'date', 'ordered_by', 'supplier', 'contract', 'line', 'item', 'specification', 'district', 'deliver_to', 'quantity', 'unit', 'unit_price_usd', 'price_per', 'adjustment_usd', 'adjustment_reason', 'line_total_usd', 'budget_code', 'commodity_code', 'code_list', 'delivery_from', 'delivery_until', 'replaces_numbers'],
    [...paper.lines.map(({ line, district, site, adjustment, code }) => [
      paper.purchaseOrderNumber, paper.number, paper.day, paper.orderedBy.name, paper.supplier, paper.contractNumber, line.n, line.name, line.specification, district, site, line.quantity, line.quantity === 1 ? line.unit.name : plural(line.unit),
      dollars(line.priceCents), line.priceUnit.name, dollars(line.adjustmentCents), adjustment, dollars(line.cents), paper.budgetCode,
      code === null ? '' : code.code, code === null ? '' : [code.list, code.version].filter(Boolean).join(' '), paper.deliveryFrom, paper.deliveryUntil, paper.replaces.join('; '),
    ]),
    ...paper.charges.map(({ name, district, cents }, n) => [
      paper.purchaseOrderNumber, paper.number, paper.day, paper.orderedBy.name, paper.supplier, paper.contractNumber, paper.lines.length + n + 1, name, 'Freight or fee', district, '', '', '', '', '', '', '', dollars(cents), paper.budgetCode,
      '', '', paper.deliveryFrom, paper.deliveryUntil, paper.replaces.join('; '),
    ])]);
}

/** For a supplier, a board, a file: tagged, and the contracted price is the unit price. */
export async function orderPdf(paper: OrderPaper): Promise<Buffer> {
  const doc = await Paper.begin({ title: `Purchase order ${paper.purchaseOrderNumber}`, author: paper.orderedBy.name, subject: paper.title, at: paper.at });
  doc.heading(1, `Purchase order ${paper.purchaseOrderNumber}`);
  doc.text(
    `From ${paper.orderedBy.name}, who orders. To ${paper.supplier}${paper.supplierContact === null ? '' : `, ${paper.supplierContact}`}.`,
    `${dayWords(paper.day)}. Our number: ${paper.number}. ${paper.title}.`,
    ...(paper.replaces.length === 0 ? [] : [replacesWords(paper.replaces)]),
    ...(paper.contractNumber === null ? [] : [`On contract ${paper.contractNumber}${paper.leadAgency === null ? '' : `, awarded by ${paper.leadAgency}`}.`]),
    ...(paper.budgetCode === null ? [] : [`Budget code: ${paper.budgetCode}.`]),
  );
  const delivery = deliveryWords(paper);
  if (delivery !== null) doc.text(`To be delivered ${delivery}.`);
  doc.heading(2, 'What is ordered');
  const adjusted = paper.lines.some(({ line }) => line.adjustmentCents !== 0);
  doc.table({
    caption: 'Each line at the price of the contract',
    columns: [{ head: 'Item', part: 5 }, { head: 'Deliver to', part: 4 }, { head: 'Quantity', part: 3, right: true }, { head: 'Unit price', part: 3, right: true }, ...(adjusted ? [{ head: 'Adjustment', part: 3, right: true }] : []), { head: 'Line total', part: 3, right: true }],
    rows: [...paper.lines.map(({ line, district, site, code }) => [
      `${line.n}. ${line.name}${line.specification === null ? '' : `: ${line.specification}`}${code === null ? '' : ` (${codeWords(code)})`}`, site === null ? district : `${site}, ${district}`, `${line.words}${line.conversion === null ? '' : ` (${line.conversion})`}`, unitPriceWords(line),
      ...(adjusted ? [formatCents(line.adjustmentCents)] : []), formatCents(line.cents),
    ]), ...paper.charges.map(({ name, district, cents }, n) => [`${paper.lines.length + n + 1}. ${name}`, district, '', '', ...(adjusted ? [''] : []), formatCents(cents)])],
    sums: ['Total', '', '', '', ...(adjusted ? [''] : []), formatCents(paper.totalCents)],
  });
  const reasons = [...new Set(paper.lines.flatMap(({ adjustment }) => (adjustment === '' ? [] : [adjustment])))];
  if (reasons.length > 0) doc.text(`Adjustments: ${reasons.join('; ')}.`);
  return doc.end();
}
