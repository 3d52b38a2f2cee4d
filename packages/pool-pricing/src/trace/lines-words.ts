import { formatCents } from '@barnraise/money';
import { counted, digits, exactMoney, listed, percent, worth } from './text.js';
import type { ChargeStep, FairProof, LineRow, LinesStep } from './trace.js';
import { told, type Telling } from './telling.js';

export function linesWords(step: LinesStep, telling: Telling): string[] {
  const { trace, only } = telling;
  const head = step.extra === 0
    ? 'Everyone takes its minimum.'
    : step.extra === step.room
      ? 'Everyone takes its maximum.'
      : `Everyone takes its minimum. The other ${counted(step.extra, trace.unit)} go one by one to whoever stands at the smallest part of the room between its limits, ${counted(step.room, trace.unit)} in all.`;
  return [head, ...told(step.rows, only).map((row) => lineWords(row, step, telling)), ...proofWords(step.proof, 'room', telling), ...oddCents(step.rows, telling)];
}

function lineWords(row: LineRow, step: LinesStep, { trace, name }: Telling): string {
  const room = row.maximum - row.minimum;
  const extra = row.units - row.minimum;
  const where = room === 0 ? 'exactly what it asked for' : extra === 0 ? 'its minimum' : extra === room ? 'its maximum' : `its minimum of ${digits(row.minimum)} and ${digits(extra)} of the ${digits(room)} between its limits`;
  return `${name(row.district)} takes ${counted(row.units, trace.unit)}, ${where}: ${moneyWords(step.paid, row)}.`;
}

/** `$141.10`, with the exact amount where cents don't come out. */
function moneyWords(paid: string, { units, cents }: { readonly units: number; readonly cents: number }): string {
  const exactly = worth(paid, units);
  return exactly.d === 1n ? formatCents(cents) : `exactly ${exactMoney(exactly)}, so ${formatCents(cents)}`;
}

/** Why the division is fair, in one sentence; only the whole is told of it, because it names others. */
export function proofWords({ lastGiven, nextInLine }: FairProof, of: string, { name, only }: Telling): string[] {
  if (only !== undefined || lastGiven === null || nextInLine === null) return [];
  const last = `${name(lastGiven.district)} got its last unit when it stood at ${digits(lastGiven.units)} of ${digits(lastGiven.room)} (${percent(lastGiven.units, lastGiven.room)})`;
  const next = `${name(nextInLine.district)} is next in line at ${digits(nextInLine.units)} of ${digits(nextInLine.room)} (${percent(nextInLine.units, nextInLine.room)} of its ${of})`;
  return [`${last}, and ${next}: nobody could get more without somebody no better off getting less.`];
}

function oddCents(rows: readonly LineRow[], { name, only }: Telling): string[] {
  const odd = told(rows, only).filter((row) => row.oddCent);
  if (odd.length === 0) return [];
  if (only !== undefined) return ['One of the cents left over is in its amount: they go one each to the largest fractions of a cent.'];
  return [`Whole cents come first; the cents left over go one each to the largest fractions of a cent: ${listed(odd.map((row) => name(row.district)))}.`];
}

export function chargeWords(step: ChargeStep, { name, only }: Telling): string[] {
  const how = { 'by-goods': 'in proportion to what each pays for the goods', 'by-quantity': 'by quantity', equally: 'equally' }[step.sharedBy];
  const rows = told(step.rows, only).map((row) => `${name(row.district)} ${formatCents(row.cents)}`);
  const head = `${step.name}: ${amountWords(step)}${formatCents(step.cents)}, shared ${how} among those who take some`;
  return [rows.length === 0 ? `${head}.` : `${head}: ${listed(rows)}.`];
}

function amountWords({ how }: ChargeStep): string {
  if (how.kind === 'fixed') return '';
  if (how.kind === 'percent') return `${how.percent}% of ${formatCents(how.ofCents)} is `;
  return `${formatCents(how.cents)} for each of ${how.count} ${how.count === '1' ? how.unit.one : how.unit.many} is `;
}
