import { formatCents } from '@barnraise/money';
import { Link } from '@tanstack/react-router';
import { type BookingPartsFragment } from '../../generated/courses/booking.js';
import { dayWords, instantWords, spanWords } from '../../platform/dates.js';
import { useSession } from '../../platform/session.js';
import { Slot } from '../../platform/slots.js';
import { Columns, Facts, Page, Section } from '../../ui/Page.js';
import { PrintButton } from '../../ui/PrintButton.js';
import { CostFigure } from '../cost-shares/index.js';
import { PolicyTable } from '../agreements/index.js';
import { Alternatives } from './Alternatives.js';
import { BigClock } from './BookingClockWords.js';
import css from './BookingPanel.module.css';
import { FitPanel } from './FitPanel.js';
import { MappingPanel } from './MappingPanel.js';
import { NextSteps } from './NextSteps.js';
import { leavingWords, seatWords } from './seats.js';
import { isGiven, isOver, stateTag } from './states.js';

export type BookingShown = BookingPartsFragment;

/** One booking: what is next and until when, what it costs, and how it came here. */
export function BookingPanel({ booking }: { booking: BookingShown }) {
  const { places } = useSession();
  const home = places.find((place) => place.id === booking.homeDistrict.id) ?? null;
  const { section } = booking;
  return (
    <Page
      title={question(booking)}
      documentTitle={`${booking.reference}, ${section.title}`}
      eyebrow={
        <>
          <Link to={home ? '/bookings' : '/bookings/requests'}>{home ? 'Ours' : 'Requests to us'}</Link> / {booking.reference}
        </>
      }
      lead={
        <>
          <strong>{seatWords(booking.seats)}</strong> in{' '}
          <Link to="/sections/$id" params={{ id: section.id }}>
            {section.title}
          </Link>
          : {booking.homeDistrict.name} asks {booking.teachingDistrict.name}.
        </>
      }
      actions={<PrintButton />}
    >
      <Columns
        top={
          <>
          <Section title={isOver(booking.state) || isGiven(booking.state) ? 'Where it stands' : 'Next step'} aside={stateTag(booking.state)} stands={booking.state}>
              {booking.clock ? <BigClock clock={booking.clock} /> : null}
              {booking.reason ? (
                <p>
                  <strong>Reason given:</strong> {booking.reason}
                </p>
              ) : null}
              <NextSteps booking={booking} />
              {isGiven(booking.state) && !booking.nextSteps.some(({ step, blockedBy }) => step === 'ROSTER' && blockedBy == null) ? <p><Link to="/bookings/$id/roster" params={{ id: booking.id }}>Who sits in these seats?</Link></p> : null}
              {booking.state === 'ACTIVE' || booking.state === 'COMPLETED' ? <p><Link to="/bookings/$id/grades" params={{ id: booking.id }}>What did the students reach?</Link></p> : null}
              {booking.state === 'WITHDRAWN' ? <Slot name="gradesLeft" bookingId={booking.id} /> : null}
            </Section>
            {isGiven(booking.state) ? <Slot name="classToday" sectionId={section.id} /> : null}
          </>
        }
        main={
          <>
            {home && isOver(booking.state) ? <Alternatives bookingId={booking.id} title={section.title} /> : null}
            <Section title="What does it cost?">
              <CostFigure calculation={booking.estimate} subject={`${section.title} for ${booking.homeDistrict.shortName}`} />
              {booking.notToExceedCents == null ? null : (
                <Facts
                  items={[
                    ['Not to exceed', `${formatCents(booking.notToExceedCents)}, ${booking.estimate.per}`],
                    booking.budgetCode ? ['Budget code', booking.budgetCode] : null,
                    booking.note ? ['Note', booking.note] : null,
                    booking.owedCents == null ? null : ['Still owed', formatCents(booking.owedCents)],
                    booking.leaving ? ['If given back today', `${formatCents(booking.leaving.owedCents)} owed. ${leavingWords(booking)}`] : null,
                  ]}
                />
              )}
            </Section>
            <FitPanel fit={booking.fit ?? null} theirs={home === null} homeName={booking.homeDistrict.shortName} teachingName={booking.teachingDistrict.shortName} />
            <Section title="What has happened?">
              <ol className={css['history']}>
                {booking.history.map((entry, index) => (
                  <li key={index}>
                    <time dateTime={entry.at}>{instantWords(entry.at)}</time>
                    <span>
                      {entry.sentence} <span className="muted">{entry.who}</span>
                    </span>
                  </li>
                ))}
              </ol>
            </Section>
            {booking.policies.length > 0 ? (
              <Section title="Which rules govern it?">
                <p className="muted">Fixed when the seats were accepted. Later changes never reprice this booking.</p>
                <PolicyTable policies={booking.policies} caption={`Rules that govern ${booking.reference}`} />
              </Section>
            ) : null}
          </>
        }
        side={
          <>
            {home ? <MappingPanel sectionId={section.id} home={home} mapping={booking.mapping ?? null} remoteTitle={section.title} remoteCredit={booking.mapping?.creditHundredths ?? 100} /> : null}
            <Section title="The section">
              <Facts
                items={[
                  ['Meets', section.meeting?.words ?? 'No fixed times'],
                  ['Term', `${section.termName}, ${spanWords(section.firstDay, section.lastDay)}`],
                  ['Teacher', section.teacherName ?? 'not named yet'],
                  ['Seats left', `${section.seatsLeft} of ${section.capacity}`],
                  ['Drop date', dayWords(section.dropDate)],
                  ['Held by', `${booking.createdBy}, ${instantWords(booking.createdAt)}`],
                ]}
              />
            </Section>
          </>
        }
      />
    </Page>
  );
}

/** What a reader wants to know of a booking depends on whether anything can still happen. */
function question({ state, reference }: BookingShown): string {
  if (isGiven(state)) return `How does ${reference} stand?`;
  return isOver(state) ? `What became of ${reference}?` : `What is next for ${reference}?`;
}
