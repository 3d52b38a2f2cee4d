import { Checkbox, NativeSelect, PasswordInput, Textarea, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import css from './Field.module.css';
import { Icon } from './Icon.js';

/** What every field needs: a label that is always seen, a hint, and its own problem beside it, all tied together. */
export interface FieldProps {
  id: string;
  name: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: ReactNode;
  error?: string | undefined;
  optional?: boolean;
}

const shared = (p: FieldProps) => ({
  id: p.id,
  name: p.name,
  value: p.value,
  label: p.optional ? (
    <>
      {p.label} <span className={css['optional']}>(optional)</span>
    </>
  ) : (
    p.label
  ),
  description: p.hint,
  error: p.error,
  classNames: { root: css['root'], label: css['label'], description: css['hint'], error: css['error'], input: css['input'], wrapper: css['wrapper'] } as Record<string, string>,
  inputWrapperOrder: ['label', 'description', 'error', 'input'] as ('label' | 'description' | 'error' | 'input')[],
});

export function TextField(props: FieldProps & { type?: 'text' | 'email' | 'search'; autoComplete?: string; inputMode?: 'text' | 'numeric' | 'decimal' | 'email'; prefix?: string; narrow?: boolean; spellCheck?: boolean; maxLength?: number }) {
  const { type = 'text', autoComplete = 'off', inputMode, prefix, narrow, spellCheck = false, maxLength } = props;
  return (
    <TextInput
      {...shared(props)}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      type={type}
      autoComplete={autoComplete}
      inputMode={inputMode}
      spellCheck={spellCheck}
      maxLength={maxLength}
      leftSection={prefix}
      data-narrow={narrow || undefined}
    />
  );
}

/** A day, in the browser's own picker: typed in the reader's order, kept as YYYY-MM-DD. */
export function DayField(props: FieldProps & { narrow?: boolean; min?: string; max?: string }) {
  return <TextInput {...shared(props)} onChange={(event) => props.onChange(event.currentTarget.value)} type="date" min={props.min ?? '2000-01-01'} max={props.max ?? '2099-12-31'} data-narrow={props.narrow || undefined} />;
}

/** A time of day, kept as HH:MM. */
export function TimeField(props: FieldProps & { narrow?: boolean }) {
  return <TextInput {...shared(props)} onChange={(event) => props.onChange(event.currentTarget.value)} type="time" data-narrow={props.narrow || undefined} />;
}

export function AreaField(props: FieldProps & { rows?: number; maxLength?: number }) {
  return <Textarea {...shared(props)} onChange={(event) => props.onChange(event.currentTarget.value)} rows={props.rows ?? 3} maxLength={props.maxLength} />;
}

export function SecretField(props: FieldProps & { autoComplete: 'current-password' | 'new-password' }) {
  const { classNames, ...rest } = shared(props);
  const [visible, setVisible] = useState(false);
  return (
    <PasswordInput
      {...rest}
      classNames={{ ...classNames, input: `${css['input']} ${css['secret']}`, visibilityToggle: css['toggle'] ?? '' }}
      rightSectionWidth={48}
      // Unlike its siblings this input doesn't say so by itself.
      aria-invalid={props.error === undefined ? undefined : true}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      autoComplete={props.autoComplete}
      visible={visible}
      onVisibilityChange={setVisible}
      visibilityToggleButtonProps={{ 'aria-label': 'Show the password', 'aria-pressed': visible, tabIndex: 0 }}
    />
  );
}

export function ChoiceField(props: FieldProps & { choices: readonly { value: string; label: string }[]; narrow?: boolean }) {
  return <NativeSelect {...shared(props)} onChange={(event) => props.onChange(event.currentTarget.value)} data={[...props.choices]} rightSection={<Icon name="down" size={16} />} data-narrow={props.narrow || undefined} />;
}

export function TickField({ label, checked, onChange, detail, id }: { id?: string; label: string; checked: boolean; onChange: (checked: boolean) => void; detail?: string }) {
  return (
    <Checkbox
      {...(id ? { id } : {})}
      checked={checked}
      onChange={(event) => onChange(event.currentTarget.checked)}
      classNames={{ root: css['tick'] ?? '', body: css['tickBody'] ?? '', labelWrapper: css['tickLabel'] ?? '', input: css['tickInput'] ?? '' }}
      label={
        <span className={css['tickText']}>
          <span>{label}</span>
          {detail === undefined ? null : (
            <span className={css['tickDetail']}>
              {/* Heard apart from the words: "Grade 11, 50". */}
              <span className="visually-hidden">, </span>
              {detail}
            </span>
          )}
        </span>
      }
    />
  );
}
