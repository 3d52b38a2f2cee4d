import { divide, exact, formatCents, halfUp, multiply, sum, toText } from '@barnraise/money';
import type { Weight } from '../plan/plan.js';
import { list } from '../trace/words.js';
import type { Formula, FormulaLimits, Rule, Share } from './formula.js';

const spoken = (measure: string): string => measure.replaceAll('-', ' ');

/** How a rule shares, to follow "shared": "equally", "by fall membership", "60% by seats and 40% equally". */
export function ruleWords(rule: Rule): string {
  switch (rule.by) {
    case 'base-and-use':
      return `with a base fee (${percentText(exact(rule.basePercent))} of it) ${ruleWords(rule.base)} and the rest ${ruleWords(rule.use)}`;
    case 'layers':
      return `in layers by ${spoken(rule.measure)}, each layer equally among those who need it`;
    default:
      return shareWords(rule);
  }
}

function shareWords(share: Share): string {
  switch (share.by) {
    case 'equally':
      return 'equally';
    case 'share-of':
      return `by ${spoken(share.measure)}`;
    case 'blend': {
      const whole = sum(share.parts.map(({ part }) => exact(part)));
      return list(share.parts.map(({ part, share: inner }) => `${whole.n === 0n ? String(part) : percentText(multiply(divide(exact(part), whole), exact(100)))} ${shareWords(inner)}`));
    }
  }
}

/** A percent to a tenth for reading: "33.3%". */
function percentText(percent: { n: bigint; d: bigint }): string {
  const tenths = halfUp(multiply(percent, exact(10)));
  return `${tenths % 10 === 0 ? tenths / 10 : (tenths / 10).toFixed(1)}%`;
}

/** Each limit as a sentence. */
export function limitWords(limits: FormulaLimits): string[] {
  const percent = (value: Weight): string => `${toText(exact(value))}%`;
  return [
    ...(limits.minimumCents === undefined ? [] : [`Nobody pays less than ${formatCents(limits.minimumCents)}.`]),
    ...(limits.maximumCents === undefined ? [] : [`Nobody pays more than ${formatCents(limits.maximumCents)}.`]),
    ...(limits.minimumPercent === undefined ? [] : [`Nobody pays less than ${percent(limits.minimumPercent)} of the whole.`]),
    ...(limits.maximumPercent === undefined ? [] : [`Nobody pays more than ${percent(limits.maximumPercent)} of the whole.`]),
    ...(limits.mostRisePercent === undefined ? [] : [`No share rises by more than ${percent(limits.mostRisePercent)} over last year's.`]),
    ...(limits.mostFallPercent === undefined ? [] : [`No share falls by more than ${percent(limits.mostFallPercent)} under last year's.`]),
    ...(limits.atMostAlone ? ['Nobody pays more than it would alone, as far as it has said what that is.'] : []),
  ];
}

/** A formula as sentences that a business manager would sign. */
export const formulaWords = (formula: Pick<Formula, 'rule' | 'limits'>): string[] => [
  `The cost is shared ${ruleWords(formula.rule)}.`,
  ...(formula.limits === undefined ? [] : limitWords(formula.limits)),
];
