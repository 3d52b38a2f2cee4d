import { waitlistEntry } from '@barnraise/lifecycle';
import { useState } from 'react';
import { JoinWaitlistDocument } from '../../generated/courses/waitlist.js';
import { CommandForm } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { useServerNow } from '../../platform/clock.js';
import { instantWords } from '../../platform/dates.js';
import { useForm } from '../../platform/form.js';
import { mayTake } from '../../platform/may.js';
import { type Place } from '../../platform/session.js';
import { announce } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { AreaField } from '../../ui/Field.js';
import { Notice } from '../../ui/Notice.js';
import { Section } from '../../ui/Page.js';
import { Stepper } from '../../ui/Stepper.js';
import { CostFigure, useQuote } from '../cost-shares/index.js';
import { ClosesNotice, closesWords, phaseOf, type SectionWindow } from '../windows/index.js';
import { ChangeDialog, LeaveDialog } from './PlacePanel.js';
import { parseSeats, seatWords } from './seats.js';
import { type SectionShown } from './SectionPanel.js';

const topics = ['booking', 'section', 'window'] as const;
interface Asking { readonly section: SectionShown; readonly home: Place; readonly window: SectionWindow }

const titles = { ahead: 'Seats are asked for soon', open: 'Ask for seats', closing: 'The seats are being allotted', allotted: 'The seats are allotted', canceled: 'Seats are first come again' } as const;

/** A request window covers this section: ask for seats, see and change what we asked for. */
export function AskPanel(asking: Asking) {
  const { section, window } = asking;
  const now = useServerNow();
  const phase = phaseOf(window, now);
  if (section.myPlace && section.myPlace.offer == null) return <Asked {...asking} place={section.myPlace} takes={phase === 'open'} />;
  return (
    <Section title={titles[phase]} stands={phase}>
      <ClosesNotice window={window} />
      {phase === 'open' && section.state === 'OPEN' ? <AskForm {...asking} /> : null}
      {phase === 'ahead' && section.state === 'OPEN' ? <WouldCost {...asking} /> : null}
    </Section>
  );
}

/** What can be known before anybody may ask: how many seats there will be, and what one would cost. */
function WouldCost({ section, home }: Asking) {
  const quote = useQuote(section.id, home.id, 1);
  return (
    <>
      <p>{section.seatsLeft === 0 ? 'No seat is free to be allotted now; what comes free until the close will be.' : `${seatWords(section.seatsLeft)} will be allotted, as it stands now.`}</p>
      {quote.calculation ? <CostFigure calculation={quote.calculation} stale={quote.stale} subject={`${section.title} for ${home.shortName}`} /> : null}
    </>
  );
}

function AskForm({ section, home, window }: Asking) {
  const form = useForm(`ask.${section.id}.${home.id}`, { seats: '1', fewest: '', fitReason: '' });
  const command = useCommand(`ask.${section.id}.${home.id}`, JoinWaitlistDocument, 'WaitlistEntry', topics);
  const seats = parseSeats(form.values.seats);
  const quote = useQuote(section.id, home.id, seats);
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
    announce(`Asked for ${seatWords(entry.seatsWanted)}. They are allotted after ${closesWords(window)}.`);
  };
  if (!mayTake(waitlistEntry, 'join', home)) {
    return (
      <Notice tone="plain" title="Counselors and registrars ask for seats.">
        Your role at {home.shortName} can read what is asked for and, after the close, what came of it.
      </Notice>
    );
  }
  return (
    <CommandForm
      form={form}
      command={command}
      onSubmit={() => void submit()}
      actions={
        <Button look="primary" type="submit" busy={command.busy}>
          {seats === null ? 'Ask for seats' : `Ask for ${seatWords(seats)}`}
        </Button>
      }
    >
      <Stepper {...form.field('seats')} label="Seats wanted" min={1} max={section.capacity} hint={`${section.seatsLeft} to be allotted`} />
      {several ? <Stepper {...form.field('fewest')} label="At the least" min={1} max={seats} optional hint="Empty: all or none" /> : null}
      {quote.calculation ? <CostFigure calculation={quote.calculation} stale={quote.stale} subject={`${section.title} for ${home.shortName}`} /> : null}
      {reasonNeeded ? <AreaField {...form.field('fitReason')} label="Why does it work although the times differ?" hint="For example: students join from the library and watch the first ten minutes later." maxLength={500} /> : null}
      <p className="muted small">Asking costs nothing. What is allotted is held for you, with time to request it; your inbox tells you.</p>
    </CommandForm>
  );
}

function Asked({ section, home, window, place, takes }: Asking & { place: NonNullable<SectionShown['myPlace']>; takes: boolean }) {
  const [open, setOpen] = useState<'change' | 'leave' | null>(null);
  return (
    <Section title={`We asked for ${seatWords(place.seatsWanted)}`} stands={String(place.seatsWanted)}>
      <p>
        {home.shortName} asked on {instantWords(place.askedAt)}
        {place.seatsLeast < place.seatsWanted ? `, and would take ${place.seatsLeast} at the least` : place.seatsWanted > 1 ? ', all or none' : ''}.
      </p>
      <ClosesNotice window={window} asked />
      {takes ? (
        <div className="row">
          {place.mayChange ? <Button onClick={() => setOpen('change')}>Change what we ask for</Button> : null}
          {place.mayLeave ? (
            <Button look="quiet" onClick={() => setOpen('leave')}>
              Take the request back
            </Button>
          ) : null}
        </div>
      ) : null}
      {open === 'change' ? <ChangeDialog place={place} capacity={section.capacity} asked onClose={() => setOpen(null)} /> : null}
      {open === 'leave' ? <LeaveDialog place={place} asked onClose={() => setOpen(null)} /> : null}
    </Section>
  );
}
