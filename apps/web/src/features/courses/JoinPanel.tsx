import { waitlistEntry } from '@barnraise/lifecycle';
import { Link } from '@tanstack/react-router';
import { JoinWaitlistDocument } from '../../generated/courses/waitlist.js';
import { CommandForm } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { useForm } from '../../platform/form.js';
import { mayTake } from '../../platform/may.js';
import { type Place } from '../../platform/session.js';
import { announce } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { AreaField } from '../../ui/Field.js';
import { Notice } from '../../ui/Notice.js';
import { Stepper } from '../../ui/Stepper.js';
import { parseSeats, seatWords } from './seats.js';
import { type SectionShown } from './SectionPanel.js';
import { placeWords } from './waitlist-words.js';

const topics = ['booking', 'section'] as const;

/** Every seat is taken: how many we want, the fewest we would take, and our place in line. */
export function JoinPanel({ section, home }: { section: SectionShown; home: Place }) {
  const form = useForm(`join.${section.id}.${home.id}`, { seats: '1', fewest: '', fitReason: '' });
  const command = useCommand(`join.${section.id}.${home.id}`, JoinWaitlistDocument, 'WaitlistEntry', topics);
  const seats = parseSeats(form.values.seats);
  const reasonNeeded = command.raw?.__typename === 'FitReasonNeeded' || form.values.fitReason !== '';
  const several = seats !== null && seats > 1;
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
    announce(entry.offer ? `${seatWords(entry.offer.seats)} offered to you at once` : `On the waitlist. ${placeWords(entry)}`);
  };
  if (!mayTake(waitlistEntry, 'join', home)) {
    return (
      <Notice tone="plain" title="Every seat is taken.">
        Counselors and registrars of {home.shortName} can join the waitlist.
      </Notice>
    );
  }
  return (
    <CommandForm
      form={form}
      command={command}
      onSubmit={() => void submit()}
      extra={<Link to="/find" search={{ q: section.title }}>Look for another section</Link>}
      actions={
        <Button look="primary" type="submit" busy={command.busy}>
          Join the waitlist
        </Button>
      }
    >
      <Notice tone="plain" title="Every seat is taken.">
        {section.seatsWaiting === 0 ? 'Nobody waits yet: you would be first in line.' : `Districts wait for ${seatWords(section.seatsWaiting)}.`} What comes free is offered to the next in line and held for them. It costs nothing to wait.
      </Notice>
      <Stepper {...form.field('seats')} label="Seats wanted" min={1} max={section.capacity} />
      {several ? <Stepper {...form.field('fewest')} label="At the least" min={1} max={seats} optional hint="Empty: all or none" /> : null}
      {several ? <p className="muted small">If fewer come free, you are offered those, and keep your place for the rest.</p> : null}
      {reasonNeeded ? <AreaField {...form.field('fitReason')} label="Why does it work although the times differ?" hint="For example: students join from the library and watch the first ten minutes later." maxLength={500} /> : null}
    </CommandForm>
  );
}

/** A hold was refused because too little is left: the line for what was asked, in one click. */
export function JoinInstead({ section, home, seats, fitReason, position }: { section: SectionShown; home: Place; seats: number; fitReason: string; position: number }) {
  const command = useCommand(`join.${section.id}.${home.id}`, JoinWaitlistDocument, 'WaitlistEntry', topics);
  const join = async () => {
    const entry = await command.send((idempotencyKey) => ({
      input: { idempotencyKey, sectionId: section.id, homeDistrictId: home.id, seats, ...(fitReason === '' ? {} : { fitReason }) },
    }));
    if (entry) announce(entry.offer ? `${seatWords(entry.offer.seats)} offered to you at once` : `On the waitlist. ${placeWords(entry)}`);
  };
  return (
    <>
      {command.refusal ? <p>{command.refusal.message}</p> : command.lost ? <p>No answer arrived. Send it again: nothing is done twice.</p> : null}
      <Button busy={command.busy} onClick={() => void join()}>
        {`Join the waitlist for ${seatWords(seats)}${position === 1 ? ', first in line' : ''}`}
      </Button>
    </>
  );
}
