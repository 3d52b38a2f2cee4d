import { type Role } from './roles.js';
import { type StateInfo, type StepInfo } from './table.js';

/** A step that wasn't taken, and why. */
export interface Refused {
  readonly ok: false;
  /** `NotAllowed`, `NotFromHere`, or the code of the guard that failed. */
  readonly code: string;
  /** A sentence for the person. */
  readonly message: string;
}

interface Words {
  readonly noun: string;
  readonly states: Readonly<Record<string, StateInfo<string>>>;
  readonly steps: Readonly<Record<string, StepInfo>>;
  readonly sides: Readonly<Record<string, string>>;
}

/** The step exists, but not from this state. */
export function notFromHere(words: Words, state: string | null, step: string): Refused {
  const is = state === null ? 'not made yet' : words.states[state]?.is ?? state;
  return { ok: false, code: 'NotFromHere', message: `You can't ${does(words, step)} now: ${words.noun} is ${is}.` };
}

/** The step is possible from here, but not for this side or role. */
export function notAllowed(words: Words, rows: readonly { side: string; roles: readonly Role[] }[], step: string): Refused {
  const who = [...new Set(rows.map((row) => whoMay(words, row)))].join(', or ');
  return { ok: false, code: 'NotAllowed', message: `Only ${who} can ${does(words, step)}.` };
}

/** "a counselor or registrar of the home district"; for a side without roles, just the side. */
export function whoMay(words: Pick<Words, 'sides'>, row: { side: string; roles: readonly Role[] }): string {
  const side = words.sides[row.side] ?? row.side;
  return row.roles.length === 0 ? side : `a ${orList(row.roles.map(inWords))} ${side}`;
}

/** A role as a person says it: "district administrator". */
export function inWords(role: Role): string {
  return role.replaceAll('_', ' ');
}

export function orList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function does(words: Words, step: string): string {
  return words.steps[step]?.does ?? step;
}
