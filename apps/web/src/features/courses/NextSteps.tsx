import { useState } from 'react';
import { Button, ButtonLink } from '../../ui/Button.js';
import { Notice } from '../../ui/Notice.js';
import { type BookingShown } from './BookingPanel.js';
import { Confirm } from './Confirm.js';
import { RequestForm } from './RequestForm.js';
import { type ConfirmedStep, isConfirmed } from './steps.js';

/** The steps this reader may take, most likely first; a blocked one says what must come before it. */
export function NextSteps({ booking }: { booking: BookingShown }) {
  const [open, setOpen] = useState<ConfirmedStep | null>(null);
  const steps = booking.nextSteps;
  const request = steps.find((one) => one.step === 'REQUEST');
  const roster = steps.find((one) => one.step === 'ROSTER' && one.blockedBy == null);
  const others = steps.filter((one) => isConfirmed(one.step));
  if (steps.length === 0) {
    return <p className="muted">{waitingWords(booking)}</p>;
  }
  const buttons = others.map((one, index) =>
    isConfirmed(one.step) ? (
      <Button key={one.step} look={index === 0 && !request && !roster ? 'primary' : 'plain'} disabled={one.blockedBy != null} onClick={() => setOpen(isConfirmed(one.step) ? one.step : null)}>
        {one.label}
      </Button>
    ) : null,
  );
  const place = roster ? (
    <ButtonLink to="/bookings/$id/roster" params={{ id: booking.id }} look={booking.state === 'ACCEPTED' ? 'primary' : 'plain'}>
      {booking.state === 'ACCEPTED' ? roster.label : 'Who sits in these seats?'}
    </ButtonLink>
  ) : null;
  return (
    <>
      {steps
        .filter((one) => one.blockedBy)
        .map((one) => (
          <Notice key={one.step} tone="plain" title={`Before you can ${one.label.charAt(0).toLowerCase()}${one.label.slice(1)}:`}>
            {one.blockedBy}
          </Notice>
        ))}
      {request && !request.blockedBy ? <RequestForm booking={booking} label={request.label} beside={buttons} /> : <div className="row">{place}{buttons}</div>}
      {open ? <Confirm key={open} booking={booking} step={open} onClose={() => setOpen(null)} /> : null}
    </>
  );
}

/** Who moves next, when it is not this reader. */
const waitingWords = ({ state, homeDistrict, teachingDistrict, seats }: BookingShown): string =>
  ({
    HELD: `A counselor or registrar of ${homeDistrict.shortName} sends the request.`,
    AWAITING_APPROVAL: `Somebody with a higher limit at ${homeDistrict.shortName} approves the spending.`,
    REQUESTED: `${teachingDistrict.shortName} answers.`,
    ACCEPTED: `Nothing to do: the ${seats === 1 ? 'seat belongs' : 'seats belong'} to ${homeDistrict.shortName}.`,
    ROSTERED: 'Its students are placed; the class begins on its first day.',
    ACTIVE: 'The class is running.',
    COMPLETED: 'The class is over and its grades are accepted.',
    DENIED: 'Nothing more will happen here. Another section may still have seats.',
    EXPIRED: 'The hold ran out and the seats are free again. Hold them anew from the section’s page.',
    CANCELLED: 'Nothing more will happen here.',
    DROPPED: 'The seats were given back before the drop date.',
    WITHDRAWN: 'The seats were given back after the drop date.',
  })[state];
