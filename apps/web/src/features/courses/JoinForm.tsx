import { type ReactNode } from 'react';
import { JoinWaitlistDocument, type PlacePartsFragment } from '../../generated/courses/waitlist.js';
import { CommandForm } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { useForm } from '../../platform/form.js';
import { type Topic } from '../../platform/refresh.js';
import { type Place } from '../../platform/session.js';
import { announce } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { AreaField } from '../../ui/Field.js';
import { Stepper } from '../../ui/Stepper.js';
import { parseSeats } from './seats.js';
import { type SectionShown } from './SectionPanel.js';

interface Joining {
  /** What is typed is kept under this name. */
  readonly name: string;
  readonly section: SectionShown;
  readonly home: Place;
  readonly topics: readonly Topic[];
  readonly hint?: string;
  readonly label: (seats: number | null) => string;
  readonly said: (entry: PlacePartsFragment) => string;
  /** Between the numbers and the reason: what they mean. */
  readonly meaning: (seats: number | null) => ReactNode;
  readonly extra?: ReactNode;
  readonly children?: ReactNode;
}

/** How many seats we want and the fewest we would take: asked for in a window, waited for at a full section. */
export function JoinForm({ name, section, home, topics, hint, label, said, meaning, extra, children }: Joining) {
  const form = useForm(name, { seats: '1', fewest: '', fitReason: '' });
  const command = useCommand(name, JoinWaitlistDocument, 'WaitlistEntry', topics);
  const seats = parseSeats(form.values.seats);
  const several = seats !== null && seats > 1;
  const reasonNeeded = command.raw?.__typename === 'FitReasonNeeded' || form.values.fitReason !== '';
  const submit = async () => {
    if (seats === null) return form.setProblems([{ field: 'seats', message: 'Say how many seats: a whole number from 1' }]);
    const fewest = !several || form.values.fewest.trim() === '' ? null : parseSeats(form.values.fewest);
    if (several && form.values.fewest.trim() !== '' && (fewest === null || fewest > seats)) return form.setProblems([{ field: 'fewest', message: `Say a whole number from 1 to ${seats}, or leave it empty` }]);
    const fitReason = form.values.fitReason.trim();
    const entry = await command.send((idempotencyKey) => ({
      input: { idempotencyKey, sectionId: section.id, homeDistrictId: home.id, seats, ...(fewest === null ? {} : { fewest }), ...(fitReason === '' ? {} : { fitReason }) },
    }));
    if (!entry) return;
    form.clear();
    announce(said(entry));
  };
  return (
    <CommandForm
      form={form}
      command={command}
      onSubmit={() => void submit()}
      extra={extra}
      actions={
        <Button look="primary" type="submit" busy={command.busy}>
          {label(seats)}
        </Button>
      }
    >
      {children}
      <Stepper {...form.field('seats')} label="Seats wanted" min={1} max={section.capacity} {...(hint === undefined ? {} : { hint })} />
      {several ? <Stepper {...form.field('fewest')} label="At the least" min={1} max={seats} optional hint="Empty: all or none" /> : null}
      {meaning(seats)}
      {reasonNeeded ? <AreaField {...form.field('fitReason')} label="Why does it work although the times differ?" hint="For example: students join from the library and watch the first ten minutes later." maxLength={500} /> : null}
    </CommandForm>
  );
}
