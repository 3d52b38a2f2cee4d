import { type TypedDocumentNode } from '@apollo/client';
import { formatCents } from '@barnraise/money';
import { type AcceptSeatsMutation, type CancelSeatsMutation, type DenySeatsMutation } from '../../generated/courses/booking.js';
import { CommandForm } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { dayWords } from '../../platform/dates.js';
import { useForm } from '../../platform/form.js';
import { announce } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { Dialog } from '../../ui/Dialog.js';
import { AreaField } from '../../ui/Field.js';
import { Facts } from '../../ui/Page.js';
import { type BookingShown } from './BookingPanel.js';
import css from './BookingPanel.module.css';
import { leavingWords, seatWords } from './seats.js';
import { confirmations, type ConfirmedStep } from './steps.js';

const topics = ['booking', 'section', 'mapping'] as const;

// The five steps differ in name only: each answers with the booking or with one of the refusals of CancelSeats.
type StepMutation = { __typename: 'Mutation'; step: CancelSeatsMutation['cancelSeats'] | DenySeatsMutation['denySeats'] | AcceptSeatsMutation['acceptSeats'] };
type StepVariables = { input: { idempotencyKey: string; bookingId: string; reason?: string | null; owedCents?: number } };

/** Shows what the step costs or frees, then takes it. */
export function Confirm({ booking, step, onClose }: { booking: BookingShown; step: ConfirmedStep; onClose: () => void }) {
  const about = confirmations[step];
  const name = `${step.toLowerCase()}.${booking.id}`;
  const form = useForm(name, { reason: '' });
  const command = useCommand(name, about.document as unknown as TypedDocumentNode<StepMutation, StepVariables>, 'Booking', topics);
  const reason = form.values.reason.trim();
  const leaves = step === 'DROP' || step === 'WITHDRAW';
  const asksWhy = about.reason && step !== 'CANCEL' && !leaves;
  const submit = async () => {
    if (asksWhy && reason === '') return form.setProblems([{ field: 'reason', message: 'Say why, in a sentence: the other side reads it' }]);
    const done = await command.send((idempotencyKey) => ({ input: { idempotencyKey, bookingId: booking.id, ...(about.reason ? { reason: reason === '' ? null : reason } : {}), ...(leaves ? { owedCents: booking.leaving?.owedCents ?? 0 } : {}) } }));
    if (!done) return;
    form.clear();
    announce(about.said);
    onClose();
  };
  return (
    <Dialog title={about.title} onClose={onClose}>
      <CommandForm
        form={form}
        command={command}
        onSubmit={() => void submit()}
        actions={
          <>
            <Button look="primary" type="submit" busy={command.busy}>
              {about.button}
            </Button>
            <Button look="quiet" onClick={onClose}>
              Go back
            </Button>
          </>
        }
      >
        <p>{consequence(booking, step)}</p>
        <div className={css['facts']}>
          <Facts
            items={[
              ['Seats', `${seatWords(booking.seats)} in ${booking.section.title}`],
              ['Expected', `${formatCents(booking.estimate.expectedCents)}, ${booking.estimate.per}`],
              ['At most', `${formatCents(booking.notToExceedCents ?? booking.estimate.maximumCents)}, ${booking.estimate.per}`],
              leaves ? ['Still owed', <strong key="owed">{formatCents(booking.leaving?.owedCents ?? 0)}</strong>] : null,
              booking.budgetCode ? ['Budget code', booking.budgetCode] : null,
            ]}
          />
        </div>
        {about.reason ? <AreaField {...form.field('reason')} label="Why?" hint={`${step === 'DECLINE_SPENDING' ? booking.homeDistrict.shortName : step === 'DENY' ? booking.homeDistrict.name : booking.teachingDistrict.name} reads this.`} optional={!asksWhy} maxLength={500} /> : null}
      </CommandForm>
    </Dialog>
  );
}

function consequence(booking: BookingShown, step: ConfirmedStep): string {
  const { homeDistrict, teachingDistrict, section } = booking;
  switch (step) {
    case 'APPROVE_SPENDING':
      return `${homeDistrict.name} commits up to the amount below, and the request goes to ${teachingDistrict.name}.`;
    case 'DECLINE_SPENDING':
      return `The request is not sent and the seats are freed. ${homeDistrict.name} owes nothing.`;
    case 'ACCEPT':
      return `${teachingDistrict.name} commits to teach these seats, and ${homeDistrict.name} to its share of the cost. The rules in force today govern it from then on.`;
    case 'DENY':
      return `The seats are freed at once and ${homeDistrict.name} owes nothing.`;
    case 'CANCEL':
      return `The seats are freed at once and ${homeDistrict.name} owes nothing. Somebody else may take them.`;
    case 'DROP':
      return `The seats are freed at once; somebody else may take them. ${leavingWords(booking)} They can be dropped until ${dayWords(section.dropDate)}.`;
    case 'WITHDRAW':
      return `The drop date has passed, so this is a withdrawal: it stands on the record. The seats are freed at once. ${leavingWords(booking)}`;
  }
}
