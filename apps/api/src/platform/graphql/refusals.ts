import { Field, InterfaceType, ObjectType } from '@nestjs/graphql';

/** A refusal on its way out: plain data, so that a receipt can keep it and give the same answer again. */
export interface RefusalData {
  readonly __typename: string;
  readonly code: string;
  readonly message: string;
}

@InterfaceType({ description: 'Why something was not done: a code for programs, a sentence for people.', resolveType: (value: RefusalData) => value.__typename })
export abstract class Refusal {
  @Field(() => String, { description: 'For programs; stable.' })
  code!: string;

  @Field(() => String, { description: 'For the person: what is the matter and what to do.' })
  message!: string;
}

@ObjectType({ implements: () => Refusal, description: 'The person may not do this.' })
export class NotAllowed extends Refusal {}

@ObjectType({ implements: () => Refusal, description: 'There is no such thing, or not for this person.' })
export class NotFound extends Refusal {}

@ObjectType({ description: 'One thing that is wrong with one input field.' })
export class FieldProblem {
  @Field(() => String, { description: 'The input field, as a path: input.seats.' })
  field!: string;

  @Field(() => String, { description: 'The rule it broke, for programs.' })
  rule!: string;

  @Field(() => String, { description: 'What is wrong and what to do about it.' })
  message!: string;
}

@ObjectType({ implements: () => Refusal, description: 'Input that breaks a rule, field by field.' })
export class InvalidInput extends Refusal {
  @Field(() => [FieldProblem], { description: 'Every problem found.' })
  problems!: FieldProblem[];
}

@ObjectType({ implements: () => Refusal, description: 'The idempotency key was used before with another input.' })
export class KeyReused extends Refusal {}

export const commonRefusals = [NotAllowed, NotFound, InvalidInput, KeyReused] as const;

export const notAllowed = (message = 'You may not do this with the roles you hold.'): RefusalData => ({ __typename: 'NotAllowed', code: 'NOT_ALLOWED', message });

export const signInFirst = (): RefusalData => ({ __typename: 'NotAllowed', code: 'SIGN_IN_FIRST', message: 'Sign in first: your session has ended or was never begun.' });

export const notFound = (what: string): RefusalData => ({ __typename: 'NotFound', code: 'NOT_FOUND', message: `There is no such ${what}, or it isn't shared with you.` });

export const keyReused = (): RefusalData => ({
  __typename: 'KeyReused', code: 'KEY_REUSED', message: 'This was already sent once with other contents. Reload the page and try again.',
});

export const invalidInput = (problems: FieldProblem[]): RefusalData & { problems: FieldProblem[] } => ({
  __typename: 'InvalidInput', code: 'INVALID_INPUT', message: problems.length === 1 ? problems[0]!.message : 'Some of what was entered needs a correction.', problems,
});

/** One field that does not go together with the rest of what was sent. */
export const wrongField = (field: string, message: string): RefusalData => invalidInput([{ field: `input.${field}`, rule: 'together', message }]);

/** Unions answer by the name each value carries. */
export const byTypename = (value: { __typename?: string }): string => {
  if (!value.__typename) throw new Error('A result without __typename reached a union.');
  return value.__typename;
};
