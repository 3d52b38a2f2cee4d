import { Link } from '@tanstack/react-router';
import { useServerNow } from '../../platform/clock.js';
import { instantWords, leftWords } from '../../platform/dates.js';
import { Notice } from '../../ui/Notice.js';
import { phaseOf, type Window } from './words.js';

/** Until when one may ask, and what happens then. */
export function ClosesNotice({ window, asked }: { window: Window; asked?: boolean }) {
  const now = useServerNow();
  const phase = phaseOf(window, now);
  const title = phase === 'ahead' ? `Requests are taken from ${instantWords(window.opensAt)} on.` : phase === 'open' ? `${asked ? 'You may change it until' : 'Ask until'} ${instantWords(window.closesAt)}: ${leftWords(Date.parse(window.closesAt) - now)} left.` : 'Requests have closed. The seats are being allotted.';
  return (
    <Notice tone={phase === 'open' ? 'info' : 'plain'} title={title}>
      {phase === 'closing' ? 'Look again in a moment: then it says where you stand and why.' : `Nobody takes seats of ${window.schoolYear} before the close. Then they are allotted by the members’ order: ${window.orderWords}`}{' '}
      {window.consortiumName == null ? 'Another consortium that shares this course opened the window.' : <Link to="/windows/$id" params={{ id: window.id }}>What is asked for so far</Link>}
    </Notice>
  );
}
