import { requestWindow } from '@barnraise/lifecycle';
import { type WindowPartsFragment } from '../../generated/windows/windows.js';
import { instantWords } from '../../platform/dates.js';
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
