import { useMemo } from 'react';
import { type Refusal } from '../../platform/answer.js';

/**
 * A refusal whose problems carry the names of this form's fields: a form of lines knows a field by its line, and a
 * path of the input alone does not say which one that is.
 */
export function useNamed<Sent extends { refusal: Refusal | null; lost: boolean }>(command: Sent, name: (path: string) => string): { refusal: Refusal | null; lost: boolean } {
  const { refusal, lost } = command;
  return useMemo(
    () => ({ lost, refusal: refusal && { ...refusal, problems: refusal.problems.map((problem) => ({ ...problem, field: name(problem.field) })) } }),
    // What the paths mean was settled when it was sent.
    [refusal, lost],
  );
}
