import { IconButton } from './Button.js';
import { TextField, type FieldProps } from './Field.js';
import css from './Stepper.module.css';

/** A small whole number: typed, or one up and one down. */
export function Stepper({ min, max, ...field }: FieldProps & { min: number; max: number }) {
  const value = Number(field.value);
  const to = (next: number) => field.onChange(String(Math.min(max, Math.max(min, next))));
  const known = Number.isInteger(value);
  return (
    <div className={css['stepper']}>
      <TextField {...field} inputMode="numeric" narrow maxLength={3} />
      <div className={css['buttons']}>
        <IconButton icon="minus" label={`One fewer: ${field.label}`} onClick={() => to(known ? value - 1 : min)} />
        <IconButton icon="plus" label={`One more: ${field.label}`} onClick={() => to(known ? value + 1 : min)} />
      </div>
    </div>
  );
}
