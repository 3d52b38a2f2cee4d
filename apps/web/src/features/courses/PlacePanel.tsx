import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ChangeWaitlistDocument, LeaveWaitlistDocument, type PlacePartsFragment } from '../../generated/courses/waitlist.js';
import { CommandDialog } from '../../platform/CommandDialog.js';
import { useCommand } from '../../platform/command.js';
import { useServerNow } from '../../platform/clock.js';
import { instantWords, leftWords } from '../../platform/dates.js';
import { useForm } from '../../platform/form.js';
import { announce } from '../../ui/Announcer.js';
import { Button, ButtonLink } from '../../ui/Button.js';
import { Notice } from '../../ui/Notice.js';
import { Section } from '../../ui/Page.js';
import { Stepper } from '../../ui/Stepper.js';
import { parseSeats, seatWords } from './seats.js';
import { ordinalWords, placeWords } from './waitlist-words.js';

const topics = ['booking', 'section'] as const;

/** Where my district stands in the line, why, and what it may do about it. */
export function PlacePanel({ place, capacity }: { place: PlacePartsFragment; capacity: number }) {
  const [open, setOpen] = useState<'change' | 'leave' | null>(null);
  const now = useServerNow();
  if (place.offer) {
    const left = Date.parse(place.offer.until) - now;
    return (
      <Section title={place.offer.seats === 1 ? 'A seat came free for us' : `${place.offer.seats} seats came free for us`}>
        <Notice tone="good" title={left <= 0 ? 'The offer has run out.' : `Held for ${leftWords(left)}, until ${instantWords(place.offer.until)}.`}>
          Request {place.offer.seats === 1 ? 'it' : 'them'} in time, or the next in line is asked.{place.offer.seats < place.seatsWanted ? ` You wanted ${place.seatsWanted}: you keep your place for the rest.` : ''}
        </Notice>
        <div className="row">
          <ButtonLink to="/bookings/$id" params={{ id: place.offer.bookingId }} look="primary">
            {`Go to booking ${place.offer.reference}`}
          </ButtonLink>
        </div>
      </Section>
    );
  }
  return (
    <Section title={`We are ${ordinalWords(place.place ?? 1)} in line`}>
      <p>{placeWords(place)}</p>
      <p>
        Waiting for {seatWords(place.seatsWanted)}
        {place.seatsLeast < place.seatsWanted ? `, and would take ${place.seatsLeast} to begin with` : ''}. What comes free is held for you, with time to request it; your inbox tells you.
      </p>
      <p className="muted small">{place.orderWords}</p>
      <div className="row">
        {place.mayChange ? <Button onClick={() => setOpen('change')}>Change the seats wanted</Button> : null}
        {place.mayLeave ? (
          <Button look="quiet" onClick={() => setOpen('leave')}>
            Leave the waitlist
          </Button>
        ) : null}
      </div>
      {open === 'change' ? <ChangeDialog place={place} capacity={capacity} onClose={() => setOpen(null)} /> : null}
      {open === 'leave' ? <LeaveDialog place={place} onClose={() => setOpen(null)} /> : null}
    </Section>
  );
}

export function ChangeDialog({ place, capacity, onClose, asked }: { place: PlacePartsFragment; capacity: number; onClose: () => void; asked?: boolean }) {
  const form = useForm(`change.${place.id}`, { seats: String(place.seatsWanted), fewest: place.seatsLeast === place.seatsWanted ? '' : String(place.seatsLeast) });
  const command = useCommand(`change.${place.id}`, ChangeWaitlistDocument, 'WaitlistEntry', topics);
  const seats = parseSeats(form.values.seats);
  const submit = async () => {
    if (seats === null) return form.setProblems([{ field: 'seats', message: 'Say how many seats: a whole number from 1' }]);
    const fewest = seats === 1 || form.values.fewest.trim() === '' ? null : parseSeats(form.values.fewest);
    const entry = await command.send((idempotencyKey) => ({ input: { idempotencyKey, entryId: place.id, seats, ...(fewest === null ? {} : { fewest: Math.min(fewest, seats) }) } }));
    if (!entry) return;
    form.clear();
    announce(entry.offer ? `${seatWords(entry.offer.seats)} offered to you at once` : asked ? `Asked for ${seatWords(entry.seatsWanted)}` : placeWords(entry));
    onClose();
  };
  return (
    <CommandDialog title="How many seats do you want?" answer="Change" form={form} command={command} onSubmit={submit} onClose={onClose}>
      <Stepper {...form.field('seats')} label="Seats wanted" min={1} max={capacity} />
      {seats !== null && seats > 1 ? <Stepper {...form.field('fewest')} label="At the least" min={1} max={seats} optional hint="Empty: all or none" /> : null}
      <p>{seats !== null && seats > place.seatsWanted ? (asked ? 'Asking for more asks anew: between equals, whoever asked before now comes first.' : 'Asking for more asks anew: you go to the end of the line.') : asked ? 'It still counts from when you first asked.' : 'You keep your place.'}</p>
    </CommandDialog>
  );
}

export function LeaveDialog({ place, onClose, asked }: { place: PlacePartsFragment; onClose: () => void; asked?: boolean }) {
  const form = useForm(`leave.${place.id}`, {});
  const command = useCommand(`leave.${place.id}`, LeaveWaitlistDocument, 'WaitlistEntry', topics);
  const submit = async () => {
    if (!(await command.send((idempotencyKey) => ({ input: { idempotencyKey, entryId: place.id } })))) return;
    announce(asked ? 'Request taken back' : 'Off the waitlist');
    onClose();
  };
  return (
    <CommandDialog title={asked ? 'Take the request back?' : 'Leave the waitlist?'} answer={asked ? 'Take it back' : 'Leave the waitlist'} form={form} command={command} onSubmit={submit} onClose={onClose}>
      <p>
        {asked ? `${place.homeDistrict.shortName} no longer asks for ${seatWords(place.seatsWanted)} in ${place.title}. You can ask again until the window closes. It costs nothing.` : <>
        {place.homeDistrict.shortName} gives up {place.place == null ? 'its place' : `its ${ordinalWords(place.place)} place`} for {seatWords(place.seatsWanted)} in {place.title}. Joining again begins at the end of the line. It costs nothing.</>}
      </p>
    </CommandDialog>
  );
}

/** Where my district waits, above its bookings. */
export function PlacesList({ places }: { places: readonly PlacePartsFragment[] }) {
  return (
    <Section title="Where do we wait?">
      <ul>
        {places.map((place) => (
          <li key={place.id}>
            <Link to="/sections/$id" params={{ id: place.sectionId }}>
              {place.title}
            </Link>
            , {place.teachingDistrict.shortName}, {place.termName}: {seatWords(place.seatsWanted)}.{' '}
            {place.offer ? (
              <Link to="/bookings/$id" params={{ id: place.offer.bookingId }}>{`${seatWords(place.offer.seats)} offered until ${instantWords(place.offer.until)}`}</Link>
            ) : (
              placeWords(place)
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
