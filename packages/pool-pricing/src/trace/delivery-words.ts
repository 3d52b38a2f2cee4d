import { proofWords } from './lines-words.js';
import { counted, digits, percent, quantity } from './text.js';
import type { DeliveryRow, DeliveryStep } from './trace.js';
import { told, type Telling } from './telling.js';

const RULES: Record<DeliveryStep['rule'], string> = {
  'max-min': 'one by one to whoever has the smallest part of what it ordered',
  'pro-rata': 'in proportion to what was ordered, the units left over to the largest fractions',
  'first-come': 'in the order of the commitments, each in full while it lasts',
};

export function deliveryWords(step: DeliveryStep, telling: Telling): string[] {
  const { trace, only } = telling;
  const head =
    step.delivered < step.ordered
      ? `${step.name}: ${digits(step.delivered)} of ${quantity(step.ordered, trace)} came, ${counted(step.ordered - step.delivered, trace.unit)} too few. They go ${RULES[step.rule]}.`
      : `${step.name}: all ${quantity(step.ordered, trace)} came${step.spare === 0 ? '' : `, and ${counted(step.spare, trace.unit)} more than was ordered`}.`;
  return [head, ...told(step.rows, only).filter((row) => row.ordered > 0).map((row) => rowWords(row, telling)), ...(step.proof === null ? [] : proofWords(step.proof, 'order', telling))];
}

/** How many, and nothing of money: what a district pays is what was billed and settled, not the price of the order. */
function rowWords(row: DeliveryRow, { trace, name }: Telling): string {
  const part = row.units === row.ordered ? `all ${counted(row.ordered, trace.unit)}` : `${digits(row.units)} of ${counted(row.ordered, trace.unit)} (${percent(row.units, row.ordered)})`;
  return `${name(row.district)} gets ${part}${row.belowMinimum ? '; that is below its minimum' : ''}.`;
}
