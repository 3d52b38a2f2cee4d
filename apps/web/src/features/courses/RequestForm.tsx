import { formatCents } from '@barnraise/money';
import { Link } from '@tanstack/react-router';
import { type ReactNode } from 'react';
import { RequestSeatsDocument } from '../../generated/courses/booking.js';
import { CommandForm } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { useForm } from '../../platform/form.js';
import { editableCents, parseCents } from '../../platform/amounts.js';
import { announce } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { AreaField, TextField } from '../../ui/Field.js';
import { type BookingShown } from './BookingPanel.js';

const topics = ['booking', 'section', 'mapping'] as const;

/** Asks the teaching district for held seats: how much at most, from which budget, and a word to the neighbor. */
export function RequestForm({ booking, label, beside }: { booking: BookingShown; label: string; beside: ReactNode }) {
  const name = `request.${booking.id}`;
  const { expectedCents, maximumCents, per } = booking.estimate;
  const form = useForm(name, { notToExceedCents: editableCents(maximumCents), budgetCode: '', note: '' });
  const command = useCommand(name, RequestSeatsDocument, 'Booking', topics);
  const submit = async () => {
    const most = parseCents(form.values.notToExceedCents);
    const problems = [
      ...(most === null ? [{ field: 'notToExceedCents', message: 'Type an amount in dollars, for example 1,040.00' }] : []),
      ...(most !== null && most < maximumCents ? [{ field: 'notToExceedCents', message: `It can come to ${formatCents(maximumCents)}: allow at least that much` }] : []),
      ...(form.values.budgetCode.trim() === '' ? [{ field: 'budgetCode', message: 'Type the budget code the money comes from' }] : []),
    ];
    form.setProblems(problems);
    if (problems.length > 0 || most === null) return;
    const note = form.values.note.trim();
    const done = await command.send((idempotencyKey) => ({ input: { idempotencyKey, bookingId: booking.id, notToExceedCents: most, budgetCode: form.values.budgetCode.trim(), note: note === '' ? null : note } }));
    if (!done) return;
    form.clear();
    announce(done.state === 'AWAITING_APPROVAL' ? 'Sent for approval of the spending' : done.state === 'ACCEPTED' ? 'Accepted at once' : 'Request sent');
  };
  return (
    <CommandForm
      form={form}
      command={command}
      onSubmit={() => void submit()}
      extra={
        command.raw?.__typename === 'HoldExpired' ? (
          <Link to="/sections/$id" params={{ id: booking.section.id }}>
            Go to the section and hold them anew
          </Link>
        ) : null
      }
      actions={
        <>
          <Button look="primary" type="submit" busy={command.busy}>
            {label}
          </Button>
          {beside}
        </>
      }
    >
      <TextField {...form.field('notToExceedCents')} label="Not to exceed" hint={`Expected ${formatCents(expectedCents)}, at most ${formatCents(maximumCents)}, ${per}. Above your limit, an approver is asked first.`} inputMode="decimal" prefix="$" narrow />
      <TextField {...form.field('budgetCode')} label="Budget code" hint="As your business office writes it, for example 100-515-300" narrow maxLength={40} />
      <AreaField {...form.field('note')} label={`Note to ${booking.teachingDistrict.shortName}`} hint="Counts only: no names of students." optional maxLength={1000} />
    </CommandForm>
  );
}
