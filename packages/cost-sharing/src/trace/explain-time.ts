import { formatCents } from '@barnraise/money';
import type { TimeStep } from './trace.js';
import { counted, exactMoney, type Name } from './words.js';

/** The steps of a year of a share in words. */
export function explainTime(step: TimeStep, name: Name): string[] {
  switch (step.kind) {
    case 'proration':
      return [
        `${name(step.member)} took part for ${step.days} of ${counted(step.allDays, 'day')}, so ${step.days}/${step.allDays} of ${formatCents(step.ofCents)}: exactly ${exactMoney(step.exactCents)}, so ${formatCents(step.cents)}.`,
      ];
    case 'difference':
      return step.rows.map((row) => {
        const what = row.cents === 0 ? 'nothing is left to pay' : row.cents > 0 ? `${formatCents(row.cents)} is still to pay` : `${formatCents(-row.cents)} goes back`;
        return `${name(row.member)}: final ${formatCents(row.finalCents)}, billed ${formatCents(row.billedCents)}, so ${what}.`;
      });
    case 'reserve':
      return [
        `The reserve may hold ${formatCents(step.targetCents)} and holds ${formatCents(step.heldCents)}: of the surplus of ${formatCents(step.surplusCents)}, ${formatCents(step.keptCents)} stays in it and ${formatCents(step.returnedCents)} is returned.`,
      ];
  }
}
