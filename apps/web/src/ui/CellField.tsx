import { type KeyboardEvent, type Ref } from 'react';
import css from './CellField.module.css';

/** A field within a table, named by its row and column for whoever listens. Its problem stands below it. */
export function CellField({ label, value, onChange, onDone, onKey, error, words, type = 'text', min, max, mark, ref, wide }: { label: string; value: string; onChange: (value: string) => void; onDone?: () => void; onKey?: (event: KeyboardEvent<HTMLInputElement>) => void; error?: string | undefined; words?: string; type?: 'text' | 'date' | 'number'; min?: string; max?: string; mark?: string; ref?: Ref<HTMLInputElement>; wide?: boolean }) {
  const problem = `${mark ?? label}-problem`;
  return (
    <span className={css['cell']}>
      {words === undefined ? null : <span aria-hidden className={css['words']}>{words}</span>}
      <input
        ref={ref}
        id={mark}
        className={`${css['field']} ${wide || type === 'date' ? css['wide'] : ''}`}
        type={type === 'number' ? 'text' : type}
        inputMode={type === 'number' ? 'numeric' : undefined}
        aria-label={label}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={error === undefined ? undefined : problem}
        autoComplete="off"
        spellCheck={false}
        value={value}
        min={min}
        max={max}
        data-mark={mark}
        onFocus={(event) => (type === 'date' ? undefined : event.currentTarget.select())}
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={onDone}
        onKeyDown={onKey}
      />
      {error === undefined ? null : (
        <span id={problem} className={css['error']}>
          {error}
        </span>
      )}
    </span>
  );
}
