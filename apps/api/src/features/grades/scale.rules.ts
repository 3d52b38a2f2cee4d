/** One mark of a scale: from which percentage on it is given, and which percentage it stands for where others convert it. */
export interface ScaleStep {
  readonly mark: string;
  readonly atLeast: number;
  readonly standsFor: number;
}

/** How a district writes grades down. Percent is the common measure: every mark has its place on it. */
export type Scale =
  | { readonly kind: 'percent'; readonly passAt: number }
  | { readonly kind: 'steps'; readonly passAt: number; readonly steps: readonly ScaleStep[] };

/** Codes that stand where a grade would: no mark of a scale may be one of them. */
export const CODES = { I: 'incomplete', W: 'withdrawn', NS: 'no_show', CR: 'completed' } as const;
export const isCode = (typed: string): typed is keyof typeof CODES => Object.hasOwn(CODES, typed);

export const PERCENT: Scale = { kind: 'percent', passAt: 60 };
const steps = (passAt: number, ...marks: readonly (readonly [mark: string, atLeast: number])[]): Scale => ({
  kind: 'steps', passAt, steps: marks.map(([mark, atLeast], n) => ({ mark, atLeast, standsFor: Math.floor((atLeast + (n === 0 ? 100 : marks[n - 1]![1] - 1)) / 2) })),
});
/** Where a district begins. */
export const presets = {
  percent: { label: 'Percent, 0 to 100', scale: PERCENT },
  letters: { label: 'Letters, A to F', scale: steps(60, ['A', 90], ['B', 80], ['C', 70], ['D', 60], ['F', 0]) },
  points: { label: 'Four points', scale: steps(60, ['4.0', 90], ['3.0', 80], ['2.0', 70], ['1.0', 60], ['0.0', 0]) },
} as const;

export interface ScaleProblem { readonly field: string; readonly rule: string; readonly message: string }
const percentage = (n: number): boolean => Number.isInteger(n) && n >= 0 && n <= 100;

/** What is wrong with a scale. Empty: every percentage has one mark, and each mark comes back to itself. */
export function scaleProblems(scale: Scale): ScaleProblem[] {
  const problems: ScaleProblem[] = [];
  const say = (field: string, rule: string, message: string) => problems.push({ field, rule, message });
  if (!percentage(scale.passAt)) say('passAt', 'range', 'Say from which percentage on the course is passed: a whole number from 0 to 100.');
  if (scale.kind === 'percent') return problems;
  if (scale.steps.length < 2 || scale.steps.length > 20) say('steps', 'length', 'A scale has 2 to 20 marks.');
  for (const [n, { mark, atLeast, standsFor }] of scale.steps.entries()) {
    const at = (part: string) => `steps.${n}.${part}`;
    const above = scale.steps[n - 1];
    const top = above ? above.atLeast - 1 : 100;
    if (mark.trim() === '' || mark !== mark.trim() || mark.length > 8) say(at('mark'), 'shape', 'A mark has 1 to 8 characters.');
    else if (isCode(mark.toUpperCase())) say(at('mark'), 'code', `${mark} already means ${CODES[mark.toUpperCase() as keyof typeof CODES].replace('_', ' ')}: take another mark.`);
    else if (scale.steps.slice(0, n).some((one) => one.mark.toUpperCase() === mark.toUpperCase())) say(at('mark'), 'once', `${mark} stands here twice.`);
    if (!percentage(atLeast)) say(at('atLeast'), 'range', 'From which percentage on: a whole number from 0 to 100.');
    else if (above && atLeast >= above.atLeast) say(at('atLeast'), 'order', `Marks go from the best to the lowest: ${mark} must begin below ${above.atLeast}.`);
    else if (!percentage(standsFor) || standsFor < atLeast || standsFor > top) say(at('standsFor'), 'within', `${mark} must stand for a percentage between ${atLeast} and ${top}.`);
  }
  if (scale.steps.length > 0 && scale.steps.at(-1)!.atLeast !== 0) say(`steps.${scale.steps.length - 1}.atLeast`, 'total', 'The lowest mark begins at 0: every percentage needs a mark.');
  return problems;
}

/** A scale as it is stored. Only whole ones are: one that isn't there is percent. */
export const asScale = (value: unknown): Scale => (value === null || value === undefined ? PERCENT : (value as Scale));

/** A mark as it is written on this scale: `b+` is B+; null where there is no such mark. */
export function markOn(scale: Scale, typed: string): string | null {
  const word = typed.trim();
  if (scale.kind === 'percent') return /^\d{1,3}%?$/.test(word) && Number(word.replace('%', '')) <= 100 ? String(Number(word.replace('%', ''))) : null;
  return scale.steps.find(({ mark }) => mark.toUpperCase() === word.toUpperCase())?.mark ?? null;
}

/** Which percentage a mark of this scale stands for. */
export function percentOf(scale: Scale, mark: string): number {
  const percent = scale.kind === 'percent' ? Number(mark) : scale.steps.find((step) => step.mark === mark)?.standsFor;
  if (percent === undefined || !percentage(percent)) throw new Error(`${mark} is no mark of this scale.`);
  return percent;
}

/** Its mark for a percentage. */
export const markFor = (scale: Scale, percent: number): string => (scale.kind === 'percent' ? String(percent) : scale.steps.find(({ atLeast }) => percent >= atLeast)!.mark);

export interface Converted {
  /** On the home district's scale. */
  readonly mark: string;
  /** How it came about, as a sentence. */
  readonly how: string;
  readonly passed: boolean;
}

const same = (a: Scale, b: Scale): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A mark as another district writes it. The same mark on the same scales is always the same, and a better one never a worse. */
export function converted(mark: string, from: Scale, to: Scale): Converted {
  const percent = percentOf(from, mark);
  const ours = markFor(to, percent);
  const stands = from.kind === 'percent' ? `${mark} percent` : `${mark} stands for ${percent} percent there`;
  if (same(from, to) || (from.kind === 'percent' && to.kind === 'percent')) return { mark: ours, how: 'The same scale.', passed: percent >= to.passAt };
  const band = to.kind === 'percent' ? 'as it is.' : `here ${ours}: ${bandWords(to, ours)}.`;
  return { mark: ours, how: `${stands}, ${band}`, passed: percent >= to.passAt };
}

function bandWords(scale: Scale & { kind: 'steps' }, mark: string): string {
  const n = scale.steps.findIndex((step) => step.mark === mark);
  return `${scale.steps[n]!.atLeast} to ${n === 0 ? 100 : scale.steps[n - 1]!.atLeast - 1}`;
}

/** A scale in one line. */
export const scaleWords = (scale: Scale): string =>
  scale.kind === 'percent' ? `Percent, 0 to 100; passed from ${scale.passAt}` : `${scale.steps.map(({ mark, atLeast }) => `${mark} from ${atLeast}`).join(', ')}; passed from ${scale.passAt}`;

/** Every mark one can type on it, best first; percent says none. */
export const marksOf = (scale: Scale): string[] => (scale.kind === 'percent' ? [] : scale.steps.map(({ mark }) => mark));
