import { type ArgumentMetadata, ValidationPipe, type ValidationError } from '@nestjs/common';
import { type FieldProblem, invalidInput } from './refusals.js';
import { RefusedError } from './refused.js';

function problemsOf(errors: ValidationError[], path: string): FieldProblem[] {
  return errors.flatMap((error) => {
    const field = `${path}.${error.property}`;
    const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({ field, rule, message }));
    return [...own.slice(0, 1), ...problemsOf(error.children ?? [], field)];
  });
}

/** Text the database cannot keep: NUL, and halves of characters. */
const UNKEEPABLE = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

export const unkeepableText = (text: string): boolean => UNKEEPABLE.test(text);

function unkeepable(value: unknown, field: string): FieldProblem[] {
  if (typeof value === 'string') return unkeepableText(value) ? [{ field, rule: 'characters', message: 'This text holds a character that cannot be kept. Type it again instead of pasting it.' }] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => unkeepable(inner, `${field}.${name}`));
}

class InputCheck extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type !== 'custom') {
      const problems = unkeepable(value, metadata.data ?? 'input');
      if (problems.length > 0) throw new RefusedError(invalidInput(problems.slice(0, 20)));
    }
    return super.transform(value, metadata);
  }
}

/** Checks every input at the edge. Each rule's message says what to do, in words. */
export function inputCheck(): ValidationPipe {
  return new InputCheck({
    transform: true,
    whitelist: true,
    stopAtFirstError: true,
    exceptionFactory: (errors) => new RefusedError(invalidInput(problemsOf(errors, 'input'))),
  });
}
