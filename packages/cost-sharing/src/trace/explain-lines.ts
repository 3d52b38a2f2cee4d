import { formatCents } from '@barnraise/money';
import type { AdjustmentStep, HostRestStep, IndirectStep, LayersStep, LineStep, MixStep, SumStep, VolumeStep } from './trace.js';
import { group, list, type Name } from './words.js';

/** The steps of a cost plan's lines and adjustments in words. */
export function explainLine(step: LineStep | MixStep | LayersStep | VolumeStep | IndirectStep | HostRestStep | AdjustmentStep | SumStep, name: Name): string[] {
  switch (step.kind) {
    case 'line':
      return [`${step.line}: ${formatCents(step.amountCents)}.`];
    case 'mix':
      return explainMix(step, name);
    case 'layers':
      return step.layers.map(
        (layer) => `From ${formatCents(layer.fromCents)} to ${formatCents(layer.toCents)} is needed by ${list(layer.members.map(name))}, and shared equally among them.`,
      );
    case 'volume':
      return explainVolume(step);
    case 'indirect':
      return [
        `${formatCents(step.directCents)} direct cost, less ${formatCents(step.equipmentCents)} equipment and ${formatCents(step.aboveLimitCents)} of subawards above the limit, leaves ${formatCents(step.baseCents)}; ${percentText(step.percent)} of that is ${formatCents(step.cents)}.`,
      ];
    case 'host-rest':
      return [`The prices bring ${formatCents(step.pricesCents)} of ${formatCents(step.amountCents)}; ${name(step.member)} carries the rest, ${formatCents(step.cents)}.`];
    case 'sum':
      return step.rows.map((row) => explainSum(row, name)).concat(`Together: ${formatCents(step.totalCents)}.`);
    default:
      return explainAdjustment(step, name);
  }
}

const percentText = (percent: string): string => `${percent}%`;

function explainMix(step: MixStep, name: Name): string[] {
  return step.parts.flatMap((part) => {
    const head = part.part === undefined ? `The counts of ${part.driver} are multiplied in:` : `${part.part} of it goes by ${part.driver}, ${group(part.weightTotal)} in all:`;
    const rows = part.rows.map((row) => {
      const origin = row.countedOn === undefined ? '' : ` (counted on ${row.countedOn}, ${row.source ?? 'no source given'})`;
      return `${name(row.member)} ${group(row.weight)}${origin}`;
    });
    return [`${head} ${list(rows)}.`];
  });
}

function explainVolume(step: VolumeStep): string[] {
  const how = step.mode === 'all-units' ? 'the price reached holds for every unit' : 'each price holds for the units within its tier';
  const plain = `${group(String(step.quantity))} units together cost ${formatCents(step.listCents)}: ${how}.`;
  if (step.cheaper === null) return [plain];
  const more = `${group(String(step.cheaper.quantity))} units would cost ${formatCents(step.cheaper.cents)}`;
  return [plain, step.bought ? `${more}, which is less, so that many are bought.` : `${more}, which is less: ordering more would save ${formatCents(step.listCents - step.cheaper.cents)}.`];
}

function explainAdjustment(step: AdjustmentStep, name: Name): string[] {
  switch (step.kind) {
    case 'grant':
      return [`${formatCents(step.cents)} lowers what ${list(step.eligible.map(name))} ${step.eligible.length === 1 ? 'owes' : 'owe'}; nobody else may use it.`];
    case 'discount': {
      const rates = list(step.rates.map((rate) => `${name(rate.member)} ${percentText(rate.percent)}`));
      const out = step.handOut === 'same-rate' ? 'handed out at the same rate to all' : "handed out by cost and each one's own rate";
      return [`The rates are ${rates}; their plain average, to a whole percent, is ${step.ratePercent}%. Of ${formatCents(step.ofCents)} that is ${formatCents(step.cents)}, ${out}.`];
    }
    case 'guarantee':
      return [
        ...step.shortfalls.map((row) => {
          const carried = row.shortfallCents === 0 ? 'nothing is to be carried by others' : `${formatCents(row.shortfallCents)} is carried by ${list(step.financedBy.map(name))}`;
          return `${name(row.member)} is to pay at most ${formatCents(row.atMostCents)} and stands at ${formatCents(row.cents)}: ${carried}.`;
        }),
      ];
  }
}

function explainSum(row: SumStep['rows'][number], name: Name): string {
  const parts = row.parts.filter((part) => part !== 0);
  const terms = parts.map((part, i) => (i === 0 ? formatCents(part) : `${part < 0 ? '\u2212' : '+'} ${formatCents(Math.abs(part))}`));
  return parts.length < 2 ? `${name(row.member)} pays ${formatCents(row.cents)}.` : `${name(row.member)} pays ${terms.join(' ')} = ${formatCents(row.cents)}.`;
}

