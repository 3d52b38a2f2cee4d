import { CODES, converted, isCode, markOn, marksOf, type Scale } from './scale.rules.js';

export type GradeStatus = 'completed' | 'incomplete' | 'withdrawn' | 'no_show';

/** What a student reached: a mark, or a status without one. */
export interface Grade {
  readonly status: GradeStatus;
  readonly mark: string | null;
  /** For those who withdrew, where it is known. */
  readonly lastAttended: string | null;
}

export const statusWords: Readonly<Record<GradeStatus, string>> = { completed: 'Completed', incomplete: 'Incomplete', withdrawn: 'Withdrawn', no_show: 'No show' };
const codeOf: Readonly<Record<GradeStatus, string>> = { completed: 'CR', incomplete: 'I', withdrawn: 'W', no_show: 'NS' };

/** What stands in the one field of a row: a mark, or the code of a status. */
export const typedOf = ({ status, mark }: Grade): string => mark ?? codeOf[status];

/** What can be typed there, as a sentence. */
export const typeWords = (scale: Scale): string =>
  `${scale.kind === 'percent' ? 'A percentage from 0 to 100' : marksOf(scale).join(', ')}; or I incomplete, W withdrawn, NS no show, CR completed without a grade`;

export interface TypedProblem { readonly part: 'value' | 'lastAttended'; readonly rule: string; readonly message: string }

/** One row as it was typed. Null: nothing was, and nothing stands there any more. */
export function readTyped(typed: string, lastAttended: string | null, scale: Scale, days: { readonly first: string; readonly last: string }): { readonly grade: Grade | null; readonly problem: TypedProblem | null } {
  const word = typed.trim();
  const wrong = (part: TypedProblem['part'], rule: string, message: string) => ({ grade: null, problem: { part, rule, message } });
  if (word === '') return lastAttended === null ? { grade: null, problem: null } : wrong('value', 'given', 'There is a last day attended, but no W: enter W, or take the day out.');
  const code = word.toUpperCase();
  const mark = isCode(code) ? null : markOn(scale, word);
  if (!isCode(code) && mark === null) return wrong('value', 'scale', `“${word.slice(0, 20)}” is not on your scale. Enter ${typeWords(scale).replace(/^A /, 'a ')}.`);
  const status: GradeStatus = isCode(code) ? CODES[code] : 'completed';
  if (lastAttended !== null && status !== 'withdrawn') return wrong('lastAttended', 'withdrawn', 'A last day attended belongs to W, withdrawn: take the day out, or enter W.');
  if (lastAttended !== null && (lastAttended < days.first || lastAttended > days.last)) return wrong('lastAttended', 'within', `The class ran from ${days.first} to ${days.last}: enter a day of it.`);
  return { grade: { status, mark, lastAttended }, problem: null };
}

/** As the home district writes it: converted where there is a mark, else its status. */
export function atHome(grade: Grade, from: Scale, to: Scale): { readonly mark: string; readonly how: string; readonly passed: boolean } {
  if (grade.mark !== null) return converted(grade.mark, from, to);
  return { mark: codeOf[grade.status], how: `${statusWords[grade.status]}: nothing is converted.`, passed: grade.status === 'completed' };
}

/** What stands by whoever presses: kept with the name and the time. */
export const ATTESTATION = 'I attest that these grades are final and are what the students of this class reached.';
/** The same, where no student was placed. */
export const NOBODY = 'I attest that no student was placed in these seats.';
