import type { SeatPlan } from '../seats/plan.js';
import type { Rule } from './formula.js';

/** The measures a rule names, each once. */
export function measuresOfRule(rule: Rule): string[] {
  switch (rule.by) {
    case 'share-of':
    case 'layers':
      return [rule.measure];
    case 'blend':
      return unique(rule.parts.flatMap(({ share }) => measuresOfRule(share)));
    case 'base-and-use':
      return unique([...measuresOfRule(rule.base), ...measuresOfRule(rule.use)]);
    default:
      return [];
  }
}

/** The measures of which a seat plan needs dated counts: seats are counted by the section itself. */
export function measuresOfPlan(plan: SeatPlan): string[] {
  if (plan.method === 'by-dated-count') return [plan.measure];
  if (plan.method !== 'composed') return [];
  return unique(plan.lines.flatMap((line) => measuresOfRule(line.rule))).filter((measure) => measure !== 'seats');
}

const unique = (measures: readonly string[]): string[] => [...new Set(measures)];
