import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { type FieldProblem, invalidInput } from './refusals.js';
import { RefusedError } from './refused.js';

function problemsOf(errors: ValidationError[], path: string): FieldProblem[] {
  return errors.flatMap((error) => {
    const field = `${path}.${error.property}`;
    const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({ field, rule, message }));
    return [...own.slice(0, 1), ...problemsOf(error.children ?? [], field)];
  });
}

/** Checks every input at the edge. Each rule's message says what to do, in words. Unknown fields never come so far: the graph refuses them. */
export function inputCheck(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    stopAtFirstError: true,
    exceptionFactory: (errors) => new RefusedError(invalidInput(problemsOf(errors, 'input'))),
  });
}
