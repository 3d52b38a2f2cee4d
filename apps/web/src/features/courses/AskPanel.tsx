import { waitlistEntry } from '@barnraise/lifecycle';
import { useState } from 'react';
import { useServerNow } from '../../platform/clock.js';
import { instantWords } from '../../platform/dates.js';
import { mayTake } from '../../platform/may.js';
import { type Place } from '../../platform/session.js';
import { Button } from '../../ui/Button.js';
import { Notice } from '../../ui/Notice.js';
import { Section } from '../../ui/Page.js';
import { CostFigure, useQuote } from '../cost-shares/index.js';
import { ClosesNotice, closesWords, phaseOf, type SectionWindow } from '../windows/index.js';
import { JoinForm } from './JoinForm.js';
import { ChangeDialog, LeaveDialog } from './PlacePanel.js';
import { seatWords } from './seats.js';
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
  return (
    <>
      <p>{section.seatsLeft === 0 ? 'No seat is free to be allotted now; what comes free until the close will be.' : `${seatWords(section.seatsLeft)} will be allotted, as it stands now.`}</p>
      <Cost section={section} home={home} seats={1} />
    </>
  );
}

function Cost({ section, home, seats }: Pick<Asking, 'section' | 'home'> & { seats: number | null }) {
  const quote = useQuote(section.id, home.id, seats);
  return quote.calculation ? <CostFigure calculation={quote.calculation} stale={quote.stale} subject={`${section.title} for ${home.shortName}`} /> : null;
}

function AskForm({ section, home, window }: Asking) {
  if (!mayTake(waitlistEntry, 'join', home)) {
    return (
      <Notice tone="plain" title="Counselors and registrars ask for seats.">
        Your role at {home.shortName} can read what is asked for and, after the close, what came of it.
      </Notice>
    );
  }
  return (
    <>
      <JoinForm
        name={`ask.${section.id}.${home.id}`}
        section={section}
        home={home}
        topics={topics}
        hint={`${section.seatsLeft} to be allotted`}
        label={(seats) => (seats === null ? 'Ask for seats' : `Ask for ${seatWords(seats)}`)}
        said={(entry) => `Asked for ${seatWords(entry.seatsWanted)}. They are allotted after ${closesWords(window)}.`}
        meaning={(seats) => <Cost section={section} home={home} seats={seats} />}
      />
      <p className="muted small">Asking costs nothing. What is allotted is held for you, with time to request it; your inbox tells you.</p>
    </>
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
