import { fieldOfRound, readItems, type RoundValues } from './round-form.js';
import { type StepKey } from './routes.js';
import { type Round } from './words.js';

export type Missing = Round['missing'][number];
interface Step {
  key: StepKey;
  name: string;
  /** What the step asks: of a round on a contract, and of one that asks for bids. */
  questions: readonly [contract: string, bids: string];
}

export const draftSteps: readonly Step[] = [
  { key: 'what', name: 'What and when', questions: ['What do we buy, and until when?', 'What do we buy, and when?'] },
  { key: 'items', name: 'Items', questions: ['What can be ordered, and at which price?', 'What shall bids be asked for?'] },
  { key: 'right', name: 'By what right', questions: ['By what right do we buy?', 'Under whose law do we ask?'] },
  { key: 'rules', name: 'Freight and rules', questions: ['What comes beside the goods, and by which rules?', 'What comes beside the goods, and by which rules?'] },
  { key: 'check', name: 'Look through', questions: ['Is the round ready to open?', 'Is it ready to ask the members?'] },
];

const first: Partial<Record<string, StepKey>> = {
  route: 'what', title: 'what', summary: 'what', lockDay: 'what', lockTime: 'what', items: 'items',
  leadAgency: 'right', contractNumber: 'right', clause: 'right', termEnds: 'right', ceiling: 'right', stateCode: 'right', federal: 'right', expected: 'right', documents: 'right',
};
/** On which step a field of the form stands: "items-0-name", "clause". */
export const stepOf = (field: string): StepKey => first[field.split('-')[0]!] ?? 'rules';
export const stepOfMissing = (one: Missing): StepKey => stepOf(fieldOfRound(one.field));

/** How long the contract has to run hangs on these. */
const termHangsOn: readonly (keyof RoundValues)[] = ['lockDay', 'lockTime', 'belowThreshold', 'belowDays'];

/** The steps on which something stands that is not saved. */
export function unsavedSteps(values: RoundValues, saved: RoundValues): ReadonlySet<StepKey> {
  const changed = (Object.keys(saved) as (keyof RoundValues)[]).filter((field) => values[field] !== saved[field]);
  return new Set([...changed.map(stepOf), ...(changed.includes('route') ? (['items', 'right'] as const) : []), ...(changed.some((field) => termHangsOn.includes(field)) ? (['right'] as const) : [])]);
}

const valueOf = (field: string, values: RoundValues): string => {
  const item = /^items-(\d+)-specification$/.exec(field);
  return item ? (readItems(values.items)[Number(item[1])]?.specification ?? '') : (values[field as keyof RoundValues] ?? '');
};

/** What the server misses of what is saved, less what has been typed into since: that is told again once it is saved. */
export function stillMissing(missing: readonly Missing[], values: RoundValues, saved: RoundValues): Missing[] {
  if (values.route !== saved.route) return [];
  return missing.filter(({ field }) => {
    const now = valueOf(fieldOfRound(field), values);
    return now.trim() === '' || now === valueOf(fieldOfRound(field), saved);
  });
}

/** How a step stands, in a word or two. */
export function standOf(step: StepKey, said: { missing: readonly Missing[]; problems: readonly { field: string }[]; unsaved: ReadonlySet<StepKey> }): { words: string; good: boolean } {
  const here = (key: StepKey) => step === 'check' || key === step;
  const wrong = said.problems.filter(({ field }) => here(stepOf(field))).length;
  if (wrong > 0) return { words: `${wrong} to correct`, good: false };
  const missing = said.missing.filter((one) => here(stepOfMissing(one))).length;
  if (missing > 0) return { words: `${missing} missing`, good: false };
  if (step === 'check' ? said.unsaved.size > 0 : said.unsaved.has(step)) return { words: 'not saved', good: false };
  return { words: step === 'check' ? 'ready' : 'complete', good: true };
}
