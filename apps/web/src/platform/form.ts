import { useCallback, useId, useMemo, useState } from 'react';
import { type Refusal, fieldOf } from './answer.js';
import { drafts, type Draft } from './drafts.js';

export interface Problem {
  field: string;
  message: string;
}

export interface Form<Values extends Draft> {
  /** Under which the draft and the idempotency key of this form are kept. */
  name: string;
  values: Values;
  problems: readonly Problem[];
  set: (field: keyof Values & string, value: string) => void;
  setProblems: (problems: readonly Problem[]) => void;
  /** Everything a field piece needs to be tied to its value and its problem. */
  field: (field: keyof Values & string) => { id: string; name: string; value: string; onChange: (value: string) => void; error: string | undefined };
  idOf: (field: string) => string | undefined;
  /** After success: forget the draft and what was typed. */
  clear: () => void;
}

/** The state of a form: text in, problems beside their fields, and a draft that survives a reload. */
export function useForm<Values extends Draft>(name: string, initial: Values, options: { draft?: boolean } = {}): Form<Values> {
  const keep = options.draft !== false;
  const [typed, setTyped] = useState<Draft>(() => (keep ? (drafts.read(name) ?? {}) : {}));
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const prefix = useId();

  const values = useMemo(() => ({ ...initial, ...Object.fromEntries(Object.entries(typed).filter(([key]) => Object.hasOwn(initial, key))) }), [initial, typed]);

  const set = useCallback(
    (field: string, value: string) => {
      setTyped((before) => {
        const next = { ...before, [field]: value };
        if (keep) drafts.keep(name, next);
        return next;
      });
      setProblems((before) => before.filter((problem) => problem.field !== field));
    },
    [keep, name],
  );
  const clear = useCallback(() => {
    drafts.drop(name);
    setTyped({});
    setProblems([]);
  }, [name]);
  const idOf = (field: string) => (Object.hasOwn(initial, field) ? `${prefix}-${field}` : undefined);

  return {
    name,
    values,
    problems,
    set,
    setProblems,
    field: (field) => ({
      id: `${prefix}-${field}`,
      name: field,
      value: values[field] ?? '',
      onChange: (value) => set(field, value),
      error: problems.find((problem) => problem.field === field)?.message,
    }),
    idOf,
    clear,
  };
}

/** The problems the server found, under the names the form knows. */
export const problemsOf = (refusal: Refusal): Problem[] => refusal.problems.map((problem) => ({ field: fieldOf(problem.field), message: problem.message }));
