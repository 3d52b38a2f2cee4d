import { seatBooking } from '@barnraise/lifecycle';
import { formatCents } from '@barnraise/money';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { HoldSeatsDocument } from '../../generated/courses/section.js';
import { CommandForm, RefusalNotice } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { useForm } from '../../platform/form.js';
import { mayTake } from '../../platform/may.js';
import { type Place } from '../../platform/session.js';
import { announce } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { AreaField } from '../../ui/Field.js';
import { Notice } from '../../ui/Notice.js';
import { Section } from '../../ui/Page.js';
import { Bones } from '../../ui/States.js';
import { Stepper } from '../../ui/Stepper.js';
import { CostFigure, type Quote, useQuote } from '../cost-shares/index.js';
import { JoinInstead, JoinPanel } from './JoinPanel.js';
import { parseSeats, seatWords } from './seats.js';
import { type SectionShown } from './SectionPanel.js';

const topics = ['booking', 'section', 'mapping'] as const;

/** How many seats, what they would cost, and the button that takes them at once. */
export function HoldPanel({ section, home }: { section: SectionShown; home: Place }) {
  const navigate = useNavigate();
  const form = useForm(`hold.${section.id}.${home.id}`, { seats: '1', fitReason: '' });
  const command = useCommand(`hold.${section.id}.${home.id}`, HoldSeatsDocument, 'Booking', topics);
  const seats = parseSeats(form.values.seats);
  const quote = useQuote(section.id, home.id, seats);
  const held = useRef(false);
  useSaidCost(seats, quote, held);
  const reasonNeeded = command.raw?.__typename === 'FitReasonNeeded' || form.values.fitReason !== '';
  const mayHold = mayTake(seatBooking, 'hold', home);
  const open = section.state === 'OPEN' && section.seatsLeft > 0;

  const submit = async () => {
    if (seats === null) return form.setProblems([{ field: 'seats', message: 'Say how many seats: a whole number from 1' }]);
    const booking = await command.send((idempotencyKey) => ({
      input: { idempotencyKey, sectionId: section.id, homeDistrictId: home.id, seats, ...(form.values.fitReason.trim() === '' ? {} : { fitReason: form.values.fitReason.trim() }) },
    }));
    if (!booking) return;
    held.current = true;
    form.clear();
    announce(`${seatWords(booking.seats)} held, booking ${booking.reference}`);
    await navigate({ to: '/bookings/$id', params: { id: booking.id } });
  };

  const cost = quote.calculation ? (
    <CostFigure calculation={quote.calculation} stale={quote.stale} subject={`${section.title} for ${home.shortName}`} />
  ) : quote.refusal ? (
    <Notice tone="warn" title={quote.refusal.message}>
      {quote.refusal.advice}
    </Notice>
  ) : quote.failed ? (
    <Notice tone="warn" title="The cost could not be read." />
  ) : (
    <Bones lines={3} label="Computing the cost" />
  );

  return (
    <Section title="What would it cost us?">
      {open && mayHold ? (
        <CommandForm
          form={form}
          command={command}
          onSubmit={() => void submit()}
          extra={
            command.raw?.__typename === 'SectionFull' && section.myPlace == null ? (
              <div className="row">
                <JoinInstead section={section} home={home} seats={command.raw.seatsAsked} fitReason={form.values.fitReason.trim()} position={command.raw.waitlistPosition} />
                <Link to="/find" search={{ q: section.title }}>Look for another section</Link>
              </div>
            ) : command.raw?.__typename === 'SectionFull' || command.raw?.__typename === 'SectionNotOpen' ? (
              <Link to="/find" search={{ q: section.title }}>Look for another section</Link>
            ) : null
          }
          actions={
            <Button look="primary" type="submit" busy={command.busy} disabled={quote.refusal !== null}>
              {seats === null ? 'Hold seats' : `Hold ${seatWords(seats)}`}
            </Button>
          }
        >
          <Stepper {...form.field('seats')} label="Seats" min={1} max={Math.max(1, section.seatsLeft)} hint={`${section.seatsLeft} left`} />
          {cost}
          {reasonNeeded ? <AreaField {...form.field('fitReason')} label="Why does it work although the times differ?" hint="For example: students join from the library and watch the first ten minutes later." maxLength={500} /> : null}
          <p className="muted small">A hold takes the seats at once and costs nothing. You then have time to say what the course counts as and to send the request.</p>
        </CommandForm>
      ) : (
        <>
          {cost}
          {section.state !== 'OPEN' || (section.seatsLeft === 0 && section.myPlace != null) ? null : section.seatsLeft === 0 ? (
            <JoinPanel section={section} home={home} />
          ) : (
            <Notice tone="plain" title="Seats are held by counselors and registrars.">
              Your role at {home.shortName} can read the cost and the terms. Send them this page’s address.
            </Notice>
          )}
          {command.refusal ? <RefusalNotice refusal={command.refusal} /> : null}
        </>
      )}
    </Section>
  );
}

/** Another number of seats, another cost: said when it is known, because it changes away from the field. */
function useSaidCost(seats: number | null, { calculation, refusal, failed, stale }: Quote, held: { readonly current: boolean }) {
  const last = useRef<number | null>(null);
  useEffect(() => {
    if (seats === null || stale || seats === last.current) return;
    const words = calculation
      ? `${seatWords(seats)}: ${formatCents(calculation.expectedCents)}${calculation.maximumCents > calculation.expectedCents ? `, at most ${formatCents(calculation.maximumCents)}` : ''}`
      : refusal
        ? refusal.message
        : failed
          ? 'The cost could not be read.'
          : null;
    if (words === null) return;
    if (last.current !== null && !held.current) announce(words);
    last.current = seats;
  }, [seats, calculation, refusal, failed, stale, held]);
}
