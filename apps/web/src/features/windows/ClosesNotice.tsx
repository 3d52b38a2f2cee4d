import { Link } from '@tanstack/react-router';
import { useServerNow } from '../../platform/clock.js';
import { leftWords } from '../../platform/dates.js';
import { Notice, type Tone } from '../../ui/Notice.js';
import { closesWords, opensWords, type Phase, phaseOf, type Window } from './words.js';

/** Until when one may ask, and what happens then. */
export function ClosesNotice({ window, asked }: { window: Window; asked?: boolean }) {
  const now = useServerNow();
  const phase = phaseOf(window, now);
  const { tone, title, says } = lookOf(phase, window, now, asked === true);
  return (
    <Notice tone={tone} title={title}>
      {says}{' '}
      {window.consortiumName == null
        ? 'Another consortium that shares this course opened the window.'
        : <Link to="/windows/$id" params={{ id: window.id }}>{phase === 'ahead' ? 'Which courses will be in it' : phase === 'open' ? 'What is asked for so far' : 'The whole window'}</Link>}
    </Notice>
  );
}

function lookOf(phase: Phase, window: Window, now: number, asked: boolean): { tone: Tone; title: string; says: string } {
  const order = `Then they are allotted by the members’ order: ${window.orderWords}`;
  switch (phase) {
    case 'ahead': return {
      tone: 'plain', title: `Requests are taken from ${opensWords(window)} on, in ${leftWords(Date.parse(window.opensAt) - now)}.`,
      says: `Until then nobody asks, and nobody takes seats of ${window.schoolYear}. Requests are taken until ${closesWords(window)}. ${order}`,
    };
    case 'open': return {
      tone: 'info', title: `${asked ? 'You may change it until' : 'Ask until'} ${closesWords(window)}: ${leftWords(Date.parse(window.closesAt) - now)} left.`,
      says: `Nobody takes seats of ${window.schoolYear} before the close. ${order}`,
    };
    case 'closing': return {
      tone: 'info', title: `Requests closed on ${closesWords(window)}. The seats are being allotted.`,
      says: asked ? 'Your request is in. This page says where you stand, and why, as soon as it is done; your inbox does too.' : 'Whoever asked is told where it stands, and why. What is left after that is first come; nobody can ask or take seats meanwhile.',
    };
    case 'allotted': return { tone: 'plain', title: 'The seats of this window are allotted.', says: 'What is left is first come.' };
    case 'canceled': return {
      tone: 'warn', title: 'The request window was canceled.',
      says: `${window.reason ?? ''} ${asked ? 'Your request keeps its place in line, and what is free is offered to the line at once. ' : ''}Seats are first come again.`.trim(),
    };
  }
}
