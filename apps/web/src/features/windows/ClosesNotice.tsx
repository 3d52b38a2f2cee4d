import { Link } from '@tanstack/react-router';
import { useServerNow } from '../../platform/clock.js';
import { Notice } from '../../ui/Notice.js';
import { noticeOf, phaseOf, type Window } from './words.js';

/** Until when one may ask, and what happens then. */
export function ClosesNotice({ window, asked }: { window: Window; asked?: boolean }) {
  const now = useServerNow();
  const phase = phaseOf(window, now);
  const { tone, title, says } = noticeOf(phase, window, now, asked === true);
  return (
    <Notice tone={tone} title={title}>
      {says}{' '}
      {window.consortiumName == null
        ? 'Another consortium that shares this course opened the window.'
        : <Link to="/windows/$id" params={{ id: window.id }}>{phase === 'ahead' ? 'Which courses will be in it' : phase === 'open' ? 'What is asked for so far' : 'The whole window'}</Link>}
    </Notice>
  );
}
