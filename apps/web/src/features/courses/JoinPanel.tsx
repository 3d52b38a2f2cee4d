import { waitlistEntry } from '@barnraise/lifecycle';
import { Link } from '@tanstack/react-router';
import { JoinWaitlistDocument, type PlacePartsFragment } from '../../generated/courses/waitlist.js';
import { useCommand } from '../../platform/command.js';
import { mayTake } from '../../platform/may.js';
import { type Place } from '../../platform/session.js';
import { announce } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { Notice } from '../../ui/Notice.js';
import { JoinForm } from './JoinForm.js';
import { seatWords } from './seats.js';
import { type SectionShown } from './SectionPanel.js';
import { placeWords } from './waitlist-words.js';

const topics = ['booking', 'section'] as const;

const said = (entry: PlacePartsFragment) => (entry.offer ? `${seatWords(entry.offer.seats)} offered to you at once` : `On the waitlist. ${placeWords(entry)}`);

/** Every seat is taken: how many we want, the fewest we would take, and our place in line. */
export function JoinPanel({ section, home }: { section: SectionShown; home: Place }) {
  if (!mayTake(waitlistEntry, 'join', home)) {
    return (
      <Notice tone="plain" title="Every seat is taken.">
        Counselors and registrars of {home.shortName} can join the waitlist.
      </Notice>
    );
  }
  return (
    <JoinForm
      name={`join.${section.id}.${home.id}`}
      section={section}
      home={home}
      topics={topics}
      label={() => 'Join the waitlist'}
      said={said}
      meaning={(seats) => (seats !== null && seats > 1 ? <p className="muted small">If fewer come free, you are offered those, and keep your place for the rest.</p> : null)}
      extra={<Link to="/find" search={{ q: section.title }}>Look for another section</Link>}
    >
      <Notice tone="plain" title="Every seat is taken.">
        {section.seatsWaiting === 0 ? 'Nobody waits yet: you would be first in line.' : `Districts wait for ${seatWords(section.seatsWaiting)}.`} What comes free is offered to the next in line and held for them. It costs nothing to wait.
      </Notice>
    </JoinForm>
  );
}

/** A hold was refused because too little is left: the line for what was asked, in one click. */
export function JoinInstead({ section, home, seats, fitReason, position }: { section: SectionShown; home: Place; seats: number; fitReason: string; position: number }) {
  const command = useCommand(`join.${section.id}.${home.id}`, JoinWaitlistDocument, 'WaitlistEntry', topics);
  const join = async () => {
    const entry = await command.send((idempotencyKey) => ({
      input: { idempotencyKey, sectionId: section.id, homeDistrictId: home.id, seats, ...(fitReason === '' ? {} : { fitReason }) },
    }));
    if (entry) announce(said(entry));
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
