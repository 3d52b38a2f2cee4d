import { Link } from '@tanstack/react-router';
import { instantWords } from '../../platform/dates.js';
import { ButtonLink } from '../../ui/Button.js';
import { Section } from '../../ui/Page.js';
import { type OwnRequest } from './useSectionWindow.js';
import { seatsOf } from './words.js';
import css from './Windows.module.css';

/** What came of our request, step by step. */
export function RequestResult({ request }: { request: OwnRequest }) {
  const given = request.seatsGiven ?? 0;
  return (
    <Section title={given === 0 ? 'No seat came of our request' : given < request.seatsAsked ? `Our request: ${given} of ${seatsOf(request.seatsAsked)}` : `Our request: all ${seatsOf(given)}`}>
      <p className="muted small">
        Allotted {request.allottedAt == null ? '' : `on ${instantWords(request.allottedAt)}`}, for {request.schoolYear}.{' '}
        {request.consortiumName == null ? 'Another consortium that shares this course opened the window, and its order was used.' : <Link to="/windows/$id" params={{ id: request.windowId }}>The whole window</Link>}
      </p>
      <ol className={css['steps']}>
        {request.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {request.bookingId == null ? null : (
        <div className="row">
          <ButtonLink to="/bookings/$id" params={{ id: request.bookingId }}>See the booking</ButtonLink>
        </div>
      )}
    </Section>
  );
}
