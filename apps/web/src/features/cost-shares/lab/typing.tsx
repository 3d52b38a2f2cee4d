import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';
import { drafts, type Draft } from '../../../platform/drafts.js';
import { announce } from '../../../ui/Announcer.js';
import { TextField } from '../../../ui/Field.js';
import { type Read } from './reading.js';

/**
 * What stands in fields and is no value (yet), by the path of the field. It stays as it was typed, also over a reload,
 * while the draft keeps the last value that made sense.
 */
interface Texts {
  at: (path: string) => string | undefined;
  set: (path: string, text: string | null) => void;
  /** For rows that moved: their texts would stand beside others. */
  forget: (prefix: string) => void;
}

const TextsContext = createContext<Texts | null>(null);

export function Typing({ name, children }: { name: string; children: ReactNode }) {
  const [texts, setTexts] = useState<Draft>(() => drafts.read(name) ?? {});
  const change = useCallback(
    (next: (before: Draft) => Draft) =>
      setTexts((before) => {
        const after = next(before);
        if (after === before) return before;
        if (Object.keys(after).length === 0) drafts.drop(name);
        else drafts.keep(name, after);
        return after;
      }),
    [name],
  );
  const acts = useMemo<Pick<Texts, 'set' | 'forget'>>(
    () => ({
      set: (path, text) => change((before) => (text === null ? (before[path] === undefined ? before : Object.fromEntries(Object.entries(before).filter(([key]) => key !== path))) : { ...before, [path]: text })),
      forget: (prefix) => change((before) => !Object.keys(before).some((key) => key.startsWith(prefix)) ? before : Object.fromEntries(Object.entries(before).filter(([key]) => !key.startsWith(prefix)))),
    }),
    [change],
  );
  const value = useMemo<Texts>(() => ({ ...acts, at: (path) => texts[path] }), [acts, texts]);
  return <TextsContext value={value}>{children}</TextsContext>;
}

export function useTexts(): Texts {
  const texts = useContext(TextsContext);
  if (!texts) throw new Error('A field of the lab stands outside of Typing.');
  return texts;
}

const idOf = (path: string): string => `f-${path.replaceAll(/[^A-Za-z0-9]+/g, '-')}`;

interface TypedProps<Value> {
  path: string;
  label: string;
  value: Value;
  read: (text: string) => Read<Value>;
  write: (value: Value) => string;
  onValue: (value: Value) => void;
  hint?: ReactNode;
  optional?: boolean;
  narrow?: boolean;
  prefix?: string;
  inputMode?: 'text' | 'numeric' | 'decimal';
  maxLength?: number;
}

/** A field that means a value: read at every letter, judged when it is left. */
export function TypedField<Value>({ path, label, value, read, write, onValue, ...rest }: TypedProps<Value>) {
  const texts = useTexts();
  const [inside, setInside] = useState(false);
  const typed = texts.at(path);
  const now = typed === undefined ? null : read(typed);
  const change = (text: string) => {
    texts.set(path, text);
    const next = read(text);
    if (next.ok) onValue(next.value);
  };
  const leave = () => {
    setInside(false);
    if (now?.ok) texts.set(path, null);
    // The problem appears behind whoever has just left the field.
    else if (now) announce(`${label}: ${now.problem}`);
  };
  return (
    <div onFocus={() => setInside(true)} onBlur={leave}>
      <TextField id={idOf(path)} name={path} label={label} value={typed !== undefined && (inside || !now?.ok) ? typed : write(value)} onChange={change} error={!inside && now !== null && !now.ok ? now.problem : undefined} {...rest} />
    </div>
  );
}
