import { requestWindow } from '@barnraise/lifecycle';
import { type WindowPartsFragment } from '../../generated/windows/windows.js';
import { instantWords, leftWords } from '../../platform/dates.js';
import { type IconName } from '../../ui/Icon.js';
import { type Tone } from '../../ui/Notice.js';
import { Tag } from '../../ui/Tag.js';

export type Window = WindowPartsFragment;
export type Phase = 'ahead' | 'open' | 'closing' | 'allotted' | 'canceled';

/** Where a window is, by the server's clock: its state says nothing of the hours before it opens and after it closes. */
export function phaseOf(window: Pick<Window, 'state' | 'opensAt' | 'closesAt' | 'closedAt'>, now: number): Phase {
  if (window.state === 'ALLOTTED') return 'allotted';
  if (window.state === 'CANCELLED') return 'canceled';
  if (window.closedAt != null || now >= Date.parse(window.closesAt)) return 'closing';
  return now < Date.parse(window.opensAt) ? 'ahead' : 'open';
}

const looks: Record<Phase, { tone: Tone; icon: IconName; words: string }> = {
  ahead: { tone: 'plain', icon: 'clock', words: 'Opens soon' },
  open: { tone: 'info', icon: 'clock', words: requestWindow.table.states.collecting.label },
  closing: { tone: 'info', icon: 'clock', words: 'Closed, being allotted' },
  allotted: { tone: 'good', icon: 'check', words: requestWindow.table.states.allotted.label },
  canceled: { tone: 'plain', icon: 'close', words: requestWindow.table.states.cancelled.label },
};
export const phaseTag = (phase: Phase) => <Tag tone={looks[phase].tone} icon={looks[phase].icon}>{looks[phase].words}</Tag>;

/** When it opens or closes, on the clock of its consortium: its days are those, wherever one reads. */
export const opensWords = (window: Pick<Window, 'opensAt' | 'timeZone'>): string => instantWords(window.opensAt, window.timeZone);
export const closesWords = (window: Pick<Window, 'closesAt' | 'timeZone'>): string => instantWords(window.closesAt, window.timeZone);

export const seatsOf = (n: number): string => `${n} ${n === 1 ? 'seat' : 'seats'}`;

/** What a phase means for whoever looks at a course of the window, and whether we asked for it. */
export function noticeOf(phase: Phase, window: Window, now: number, asked: boolean): { tone: Tone; title: string; says: string } {
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
