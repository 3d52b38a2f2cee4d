import { formatCents } from '@barnraise/money';
import type { JointStep } from './trace.js';
import { exactMoney, list, type Name } from './words.js';

const METHODS: Record<JointStep['method'], string> = {
  'own-extra-cost': 'Everyone pays its own extra cost, and the rest in proportion to what it avoids by taking part.',
  'average-joining-cost': 'Everyone pays the average of what its joining adds, over all orders in which the members could join.',
  'protect-the-least-happy': 'The group that saves least per member saves as much as possible, then the next, and so on.',
  'same-percent': 'Everyone saves the same percent of what it would pay alone.',
  'equal-charge': 'Everyone pays its own extra cost, and an equal part of the rest.',
  'cost-gap': 'Everyone pays its own extra cost, and the rest in proportion to the most that any group would still let it pay.',
  'proportional-nucleolus': 'The group that saves least for each dollar it would pay alone saves as much as possible, then the next, and so on.',
  nucleolus: 'The group that saves least saves as much as possible, then the next, and so on.',
};

/** A joint project in words. */
export function explainJoint(step: JointStep, name: Name): string[] {
  const head = `Together the project costs ${exactMoney(step.totalCents)}. ${METHODS[step.method]}`;
  const rows = step.rows.map(
    (row) => `${name(row.member)} would pay ${exactMoney(row.aloneCents)} alone and adds ${exactMoney(row.extraCents)} to the cost of the others; its exact share is ${exactMoney(row.exactCents)}, so ${formatCents(row.cents)}.`,
  );
  const odd = step.rows.filter((row) => row.oddCent).map((row) => name(row.member));
  return [head, ...rows, odd.length === 0 ? 'No cent is left over.' : `Odd cents went to the largest fraction${odd.length === 1 ? '' : 's'} of a cent: ${list(odd)}.`];
}
