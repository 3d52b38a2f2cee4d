import { type Form } from '../../platform/form.js';
import { DayField, TimeField } from '../../ui/Field.js';
import { lockWords } from './words.js';

/** A deadline as it is asked for: a day and a time where the reader is, and under them which instant that is, with its zone. */
export function WhenFields({ form, day, time = 'At', says, instant }: { form: Form<{ day: string; time: string }>; day: string; time?: string; says: string; instant: string | null }) {
  return (
    <>
      <DayField {...form.field('day')} label={day} narrow />
      <TimeField {...form.field('time')} label={time} hint={instant === null ? 'In your own time zone' : `${says} ${lockWords(instant)}`} narrow />
    </>
  );
}
