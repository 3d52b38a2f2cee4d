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

/** Texts with a character that no database text can hold. */
function unreadable(value: unknown, field: string): FieldProblem[] {
  if (typeof value === 'string') return value.includes('\0') ? [{ field, rule: 'readable', message: 'This text holds an unreadable character. Type it again.' }] : [];
  return typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, inner]) => unreadable(inner, `${field}.${key}`)) : [];
}

class InputCheck extends ValidationPipe {
  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const problems = metadata.type === 'custom' ? [] : unreadable(value, metadata.data ?? 'input');
    if (problems.length > 0) throw new RefusedError(invalidInput(problems));
    return super.transform(value, metadata);
  }
}

/** Checks every input at the edge. Each rule's message says what to do, in words. Unknown fields never come so far: the graph refuses them. */
export function inputCheck(): ValidationPipe {
  return new InputCheck({
    transform: true,
    stopAtFirstError: true,
    exceptionFactory: (errors) => new RefusedError(invalidInput(problemsOf(errors, 'input'))),
  });
}
