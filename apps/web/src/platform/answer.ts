import { type possibleTypes } from '../generated/possible-types.js';

/** Every refusal of the graph. A new one that has no advice below does not compile. */
export type RefusalName = (typeof possibleTypes)['Refusal'][number];

export interface FieldProblem {
  /** The input field as a path: input.seats. */
  field: string;
  message: string;
}

/** A refusal as the screen needs it: the sentence, what to do next, and the problems of single fields. */
export interface Refusal {
  name: string;
  code: string;
  message: string;
  advice: string | null;
  problems: readonly FieldProblem[];
}

interface Tagged {
  __typename: string;
}

/** The members of a union that are refusals. */
export type RefusalOf<Result extends Tagged> = Extract<Result, { __typename: RefusalName }>;
/** The members of a union that are what was asked for. */
export type DoneOf<Result extends Tagged> = Exclude<Result, { __typename: RefusalName }>;

export type Answer<Result extends Tagged> =
  | { done: DoneOf<Result>; refusal: null; raw: null }
  | { done: null; refusal: Refusal; raw: RefusalOf<Result> };

/** What to do next, where the sentence of the refusal does not already say it. */
const advice: Record<RefusalName, string | null> = {
  NotAllowed: 'Ask someone in your district whose role allows it, or switch to the district you act for.',
  NotFound: 'It may have been removed, or it belongs to a consortium you are not part of.',
  InvalidInput: null,
  KeyReused: 'An earlier try of this form arrived after all. Look at what it did, then send again if something is still missing.',
  TooManyAttempts: null,
  SignInRefused: 'Check the address and the password, or ask for a new password.',
  LinkNotValid: 'Ask for a new link: each one works once and for a limited time.',
  AlreadyInvited: 'Look at the list of people: the invitation is there.',
  SectionFull: 'Ask for fewer seats, or look for another section of the course.',
  SectionNotOpen: 'Look for another section in the catalogue.',
  TooManySeats: 'Ask for fewer seats in one hold.',
  FitReasonNeeded: 'Say in a sentence why the times work anyway: students may come late, or watch a recording.',
  StepNotPossible: 'Someone may have taken a step in the meantime. What you see below is the newest.',
  HoldExpired: 'The seats are free again. Hold them anew if they are still there.',
  MappingNeeded: 'Say what the course counts as at home, and have it approved. The hold waits meanwhile.',
  NotToExceedTooLow: 'Raise the not-to-exceed amount, or ask for fewer seats.',
  DropDatePassed: 'The teaching district has to agree: call them.',
  CostNotComputable: 'Tell the teaching district: its cost plan misses something.',
};

const isRefusalName = (name: string): name is RefusalName => Object.hasOwn(advice, name);

/** The fields a refusal may carry; a member of a union never has them all. */
interface RefusalShape extends Tagged {
  code?: string;
  message?: string;
  problems?: readonly FieldProblem[];
}

/**
 * The one place where a result union is taken apart: done, or refused. A member the graph gained after this page
 * was built counts as refused, with its own sentence when it has one.
 */
export function answerOf<Result extends Tagged>(result: Result, done: DoneOf<Result>['__typename']): Answer<Result> {
  if (result.__typename === done) return { done: result as DoneOf<Result>, refusal: null, raw: null };
  const shape: RefusalShape = result;
  return {
    done: null,
    raw: result as unknown as RefusalOf<Result>,
    refusal: {
      name: shape.__typename,
      code: shape.code ?? 'UNKNOWN',
      message: shape.message ?? 'This could not be done.',
      advice: isRefusalName(shape.__typename) ? advice[shape.__typename] : 'Reload the page and try again.',
      problems: shape.problems ?? [],
    },
  };
}

/** input.seats → seats: the name under which a form knows the field. */
export const fieldOf = (path: string): string => path.split('.').at(-1) ?? path;
