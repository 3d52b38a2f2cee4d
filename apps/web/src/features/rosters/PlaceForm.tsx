import { useEffect, useEffectEvent, useMemo } from 'react';
import { PlaceStudentsDocument } from '../../generated/rosters/roster.js';
import { CommandForm } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { useForm } from '../../platform/form.js';
import { announce } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { ChoiceField, TextField, TickField } from '../../ui/Field.js';
import { type OpenedStudent } from './names.js';
import { type RosterShown } from './RosterPanel.js';
import css from './Rosters.module.css';

const topics = ['booking', 'roster'] as const;
const fields = ['givenName', 'familyName', 'studentNumber', 'gradeLevel', 'schoolId', 'counselorId', 'accommodationsContact'] as const;
type Field = (typeof fields)[number];
const grades = Array.from({ length: 14 }, (_, n) => ({ value: String(n + 1), label: `Grade ${n + 1}` }));

/** One block of fields per seat. Blocks that stay empty stay out of it; nothing typed here is kept in the browser. */
export function PlaceForm({ roster, opened, onPlaced }: { roster: RosterShown; opened: readonly OpenedStudent[] | null; onPlaced: () => void }) {
  const name = `place.${roster.bookingId}`;
  const initial = useMemo(() => {
    const school = roster.schools.length === 1 ? (roster.schools[0]?.id ?? '') : '';
    return Object.fromEntries(roster.seats.flatMap(({ ordinal }) => [...fields.map((field) => [`${field}-${ordinal}`, field === 'schoolId' ? school : '']), [`emptied-${ordinal}`, '']])) as Record<string, string>;
  }, [roster.schools, roster.seats]);
  const form = useForm(name, initial, { draft: false });
  const command = useCommand(name, PlaceStudentsDocument, 'Roster', topics);
  const { setProblems } = form;
  const at = (field: Field | 'emptied', ordinal: number) => form.values[`${field}-${ordinal}`] ?? '';
  // After the last day whoever sits in a seat stays.
  const shown = roster.seats.filter(({ placedAt }) => placedAt == null || roster.mayReplace);
  const typed = roster.seats.filter(({ ordinal }) => fields.some((field) => field !== 'schoolId' && at(field, ordinal).trim() !== ''));
  const emptied = roster.seats.filter(({ ordinal, placedAt }) => placedAt != null && at('emptied', ordinal) !== '' && !typed.some((seat) => seat.ordinal === ordinal));
  // What is typed after an answer moves no problem to another seat.
  const show = useEffectEvent((found: readonly { field: string; message: string }[]) => setProblems(found.map(({ field, message }) => {
    const [, index, part] = /students\.(\d+)\.(\w+)$/.exec(field) ?? [];
    const ordinal = index === undefined ? undefined : typed[Number(index)]?.ordinal;
    return ordinal === undefined ? { field: '', message } : { field: `${part}-${ordinal}`, message: `Seat ${ordinal}: ${message}` };
  })));
  useEffect(() => {
    if (command.refusal) show(command.refusal.problems);
  }, [command.refusal]);

  const submit = async () => {
    if (typed.length + emptied.length === 0) return setProblems([{ field: `givenName-${shown[0]?.ordinal ?? 1}`, message: 'Enter at least one student' }]);
    const incomplete = typed.flatMap(({ ordinal }) => [
      ...(at('gradeLevel', ordinal) === '' ? [{ field: `gradeLevel-${ordinal}`, message: `Seat ${ordinal}: choose the grade` }] : []),
      ...(at('schoolId', ordinal) === '' ? [{ field: `schoolId-${ordinal}`, message: `Seat ${ordinal}: choose the school` }] : []),
    ]);
    if (incomplete.length > 0) return setProblems(incomplete);
    const done = await command.send((idempotencyKey) => ({
      input: {
        idempotencyKey, bookingId: roster.bookingId, emptied: emptied.map(({ id }) => id),
        students: typed.map(({ id, ordinal }) => ({
          seatId: id, givenName: at('givenName', ordinal), familyName: at('familyName', ordinal), studentNumber: at('studentNumber', ordinal), gradeLevel: Number(at('gradeLevel', ordinal)), schoolId: at('schoolId', ordinal),
          counselorId: at('counselorId', ordinal) || null, accommodationsContact: at('accommodationsContact', ordinal) || null,
        })),
      },
    }));
    if (!done) return;
    form.clear();
    onPlaced();
    announce('The roster is saved');
  };
  const count = typed.length;
  const free = roster.seats.some(({ placedAt }) => placedAt == null);
  return (
    <CommandForm
      form={form}
      command={command}
      onSubmit={() => void submit()}
      actions={
        free || count + emptied.length > 0 ? (
          <Button look="primary" type="submit" busy={command.busy}>
            {count === 0 && emptied.length > 0 ? (emptied.length === 1 ? 'Empty this seat' : `Empty ${emptied.length} seats`) : `Place ${count < 2 ? 'the student' : `${count} students`}`}
          </Button>
        ) : null
      }
    >
      {shown.map(({ id, ordinal, placedAt }) => {
        const name = opened?.find((one) => one.seatId === id);
        return (
          <fieldset key={id} className={css['seat']}>
            <legend>
              Seat {ordinal}
              {placedAt == null ? '' : name ? `: ${name.givenName} ${name.familyName} sits here` : ': a student sits here'}
            </legend>
            {placedAt == null ? null : (
              <TickField label={`Empty seat ${ordinal}, or enter who takes it over`} checked={at('emptied', ordinal) !== ''} onChange={(checked) => form.set(`emptied-${ordinal}`, checked ? 'yes' : '')} />
            )}
            {placedAt == null || at('emptied', ordinal) !== '' ? (
              <div className={css['fields']}>
                <TextField {...form.field(`givenName-${ordinal}`)} label="Legal given name" maxLength={80} />
                <TextField {...form.field(`familyName-${ordinal}`)} label="Legal family name" maxLength={80} />
                <TextField {...form.field(`studentNumber-${ordinal}`)} label="Your student number" maxLength={20} />
                <ChoiceField {...form.field(`gradeLevel-${ordinal}`)} label="Grade" choices={[{ value: '', label: 'Choose' }, ...grades]} />
                {roster.schools.length > 1 ? <ChoiceField {...form.field(`schoolId-${ordinal}`)} label="School" choices={[{ value: '', label: 'Choose' }, ...roster.schools.map((one) => ({ value: one.id, label: one.name }))]} /> : null}
                <ChoiceField {...form.field(`counselorId-${ordinal}`)} label="Counselor" optional choices={[{ value: '', label: 'Nobody named' }, ...roster.counselors.map((one) => ({ value: one.id, label: one.name }))]} />
                <TextField {...form.field(`accommodationsContact-${ordinal}`)} label="Accommodations: whom to ask" optional maxLength={120} />
              </div>
            ) : null}
          </fieldset>
        );
      })}
      <p className="muted small">Under accommodations name only whom the teacher asks, for example “Ms. Hale, 208-555-0100”. Never what they are.</p>
    </CommandForm>
  );
}
