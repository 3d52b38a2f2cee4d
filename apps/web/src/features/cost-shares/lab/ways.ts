import { type Contender, type FormulaLimits, formulaWords, type JointMethod, type Rule, type Share } from '@barnraise/cost-sharing';

export type Formula = Extract<Contender, { rule: Rule }>;
export const isFormula = (way: Contender): way is Formula => 'rule' in way;

/** The joint-project methods by their plain names, those offered for bills first. */
export const JOINT_NAMES: Record<JointMethod, string> = {
  'own-extra-cost': 'Own extra cost + share of savings',
  'average-joining-cost': 'Average joining cost',
  'protect-the-least-happy': 'Protect the least-happy group',
  'same-percent': 'Everybody saves the same percent',
  'equal-charge': 'Own extra cost + equal part of the rest',
  'cost-gap': 'Own extra cost + rest within what groups allow',
  'proportional-nucleolus': 'Protect the least-happy group, per dollar',
  nucleolus: 'Protect the least-happy group, in dollars',
};
/** Shown to compare with, not offered for bills. */
export const COMPARED_ONLY: readonly JointMethod[] = ['same-percent', 'equal-charge', 'cost-gap', 'proportional-nucleolus', 'nucleolus'];

export type Kind = Rule['by'];
export const KINDS: readonly { value: Kind; label: string }[] = [
  { value: 'equally', label: 'Equally' },
  { value: 'share-of', label: 'By share of a count' },
  { value: 'blend', label: 'A blend of ways' },
  { value: 'base-and-use', label: 'Base fee and use' },
  { value: 'layers', label: 'Layers: pay for the size you need' },
];
export const SIMPLE: readonly { value: Share['by']; label: string }[] = [
  { value: 'equally', label: 'Equally' },
  { value: 'share-of', label: 'By share of a count' },
];

/** A rule of another kind that keeps what it can of the one before. */
export function ruleOf(kind: Kind, before: Rule, measure: string): Rule {
  const known = measureIn(before) ?? measure;
  const byCount: Share = { by: 'share-of', measure: known };
  switch (kind) {
    case 'equally':
      return { by: 'equally' };
    case 'share-of':
      return byCount;
    case 'blend':
      return { by: 'blend', parts: [{ part: 50, share: { by: 'equally' } }, { part: 50, share: byCount }] };
    case 'base-and-use':
      return { by: 'base-and-use', basePercent: 30, base: { by: 'equally' }, use: byCount };
    case 'layers':
      return { by: 'layers', measure: known };
  }
}

export function measureIn(rule: Rule): string | undefined {
  switch (rule.by) {
    case 'share-of':
    case 'layers':
      return rule.measure;
    case 'blend':
      return rule.parts.map(({ share }) => measureIn(share)).find((measure) => measure !== undefined);
    case 'base-and-use':
      return measureIn(rule.use) ?? measureIn(rule.base);
    default:
      return undefined;
  }
}

/** The rule with a measure under its new name. */
export function renamed<R extends Rule>(rule: R, from: string, to: string): R {
  switch (rule.by) {
    case 'share-of':
    case 'layers':
      return rule.measure === from ? { ...rule, measure: to } : rule;
    case 'blend':
      return { ...rule, parts: rule.parts.map((part) => ({ ...part, share: renamed(part.share, from, to) })) };
    case 'base-and-use':
      return { ...rule, base: renamed(rule.base, from, to), use: renamed(rule.use, from, to) };
    default:
      return rule;
  }
}

export const withoutEmpty = (limits: FormulaLimits): FormulaLimits | undefined => {
  const kept = Object.entries(limits).filter(([, value]) => value !== undefined && value !== false);
  return kept.length === 0 ? undefined : (Object.fromEntries(kept) as FormulaLimits);
};

/** The same way within other limits, or within none. */
export function limited<W extends { limits?: FormulaLimits }>(way: W, limits: FormulaLimits | undefined): W {
  const next = { ...way };
  delete next.limits;
  return limits === undefined ? next : { ...next, limits };
}

/** A record with another value under a key, or without it. */
export function put<Value>(record: Record<string, Value>, key: string, value: Value | undefined): Record<string, Value> {
  const others = Object.fromEntries(Object.entries(record).filter(([other]) => other !== key));
  return value === undefined ? others : { ...others, [key]: value };
}

/** A way to share as sentences. */
export const wayWords = (way: Contender): string[] => (isFormula(way) ? formulaWords(way) : [`Shared as a joint project: ${JOINT_NAMES[way.joint].toLowerCase()}.`]);

/** A name that no other way has. */
export function nameFor(wanted: string, others: readonly string[]): string {
  if (!others.includes(wanted)) return wanted;
  for (let at = 2; ; at += 1) if (!others.includes(`${wanted} ${at}`)) return `${wanted} ${at}`;
}
