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
  NotAllowed: 'Ask someone whose role allows it, or switch to the district you act for.',
  NotFound: null,
  InvalidInput: null,
  KeyReused: 'An earlier try of this form may have arrived: look at what it did before you send again.',
  TooManyAttempts: null,
  SignInRefused: null,
  LinkNotValid: null,
  AlreadyInvited: 'Look at the list of people: there they are.',
  SectionFull: null,
  SectionNotOpen: null,
  InRequestWindow: null,
  SeatsAreFree: null,
  TooManySeats: null,
  FitReasonNeeded: null,
  StepNotPossible: 'Someone may have taken a step in the meantime. What this page shows is the newest.',
  HoldExpired: null,
  MappingNeeded: null,
  NotToExceedTooLow: null,
  DropDatePassed: null,
  OwedChanged: null,
  StudyChangedSince: null,
  StudyFrozen: null,
  DraftChanged: null,
  DraftIncomplete: 'Each line says on which page.',
  StudyNotWorkedOut: null,
  RoundNotPossible: null,
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
