import { formatCents } from '@barnraise/money';
import { purchasingRound, roundCommitment } from '@barnraise/lifecycle';
import { type RoundAuthorityPartsFragment } from '../../generated/pools/authority.js';
import { type RoundInListFragment, type RoundPartsFragment } from '../../generated/pools/rounds.js';
import { type IconName } from '../../ui/Icon.js';
import { type Tone } from '../../ui/Notice.js';
import { Tag } from '../../ui/Tag.js';

/** A round with what it says of its authority, which is read beside it. */
export type Round = RoundPartsFragment & { authority: RoundAuthorityPartsFragment };
export type Order = Round['orders'][number];
export type RoundItem = Round['items'][number];
export type Commitment = Round['commitments'][number];
export type RoundListed = RoundInListFragment;
interface Named {
  name: string;
  plural: string;
}

/** "1,200 cases", "1 case". */
export const counted = (n: number, unit: Named): string => `${n.toLocaleString('en-US')} ${n === 1 ? unit.name : unit.plural}`;
export const perUnit = (cents: number, unit: { name: string }): string => `${formatCents(cents)} per ${unit.name}`;
/** "6 cases", "6 to 8 cases". */
export const rangeWords = (minimum: number, maximum: number, unit: Named): string => (minimum === maximum ? counted(maximum, unit) : `${minimum.toLocaleString('en-US')} to ${counted(maximum, unit)}`);
/** "1 case is 10 reams, 1 pallet is 40 cases"; nothing where there is one unit. */
export const unitWords = ({ units }: Pick<RoundItem, 'units'>): string =>
  units.flatMap((unit) => (unit.holds == null || unit.of == null ? [] : [`1 ${unit.name} is ${counted(unit.holds, units.find(({ name }) => name === unit.of) ?? { name: unit.of, plural: unit.of })}`])).join(', ');
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
export const districtsOf = (n: number): string => (n === 1 ? '1 district' : `${n} districts`);
/** "$252.00", or "$252.00 to $336.00". */
export const amountRange = (low: number, high: number): string => (low === high ? formatCents(low) : `${formatCents(low)} to ${formatCents(high)}`);

/** The time of a lock with its zone: members read it in several. "Fri, Aug 28, 4:00 PM MDT". */
const lockFormat = new Intl.DateTimeFormat('en-US', { weekday: 'short', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit', timeZoneName: 'short' });
export const lockWords = (value: string): string => lockFormat.format(new Date(value));

const looks: Record<Round['state'], { tone: Tone; icon: IconName }> = {
  DRAFT: { tone: 'plain', icon: 'save' }, ESTIMATES: { tone: 'info', icon: 'search' }, SOLICITED: { tone: 'info', icon: 'mail' }, AWARDED: { tone: 'info', icon: 'check' }, OPEN: { tone: 'info', icon: 'clock' }, LOCKED: { tone: 'good', icon: 'check' },
  ASKING: { tone: 'warn', icon: 'info' },
  RELEASED: { tone: 'good', icon: 'arrow' }, RECEIVED: { tone: 'good', icon: 'check' }, SETTLED: { tone: 'good', icon: 'money' }, FAILED: { tone: 'warn', icon: 'alert' }, CANCELLED: { tone: 'plain', icon: 'cross' },
};
type Lower<Text extends string> = Lowercase<Text>;
export const roundTag = (state: Round['state']) => <Tag {...looks[state]}>{purchasingRound.table.states[state.toLowerCase() as Lower<Round['state']>].label}</Tag>;

const commitmentLooks: Record<Commitment['state'], { tone: Tone; icon: IconName }> = { COMMITTED: { tone: 'good', icon: 'check' }, AWAITING_APPROVAL: { tone: 'warn', icon: 'clock' }, DECLINED: { tone: 'bad', icon: 'cross' }, WITHDRAWN: { tone: 'plain', icon: 'back' } };
export const commitmentTag = (state: Commitment['state']) => <Tag {...commitmentLooks[state]}>{roundCommitment.table.states[state.toLowerCase() as Lower<Commitment['state']>].label}</Tag>;

/** A commitment that is there: it counts, or waits to. */
export const isStanding = (one: { state: Commitment['state'] }): boolean => one.state === 'COMMITTED' || one.state === 'AWAITING_APPROVAL';
/** It came to an order; what is over without one is not. */
export const isOrdered = (state: Round['state']): boolean => state === 'LOCKED' || state === 'RELEASED' || state === 'RECEIVED' || state === 'SETTLED';
/** Districts keep their reasons once the round is open, and while there is something to keep them about. */
export const keepsRecords = (state: Round['state']): boolean => state === 'OPEN' || state === 'ASKING' || state === 'FAILED' || isOrdered(state);

/** Why a round that took commitments came to no order; `asked`: it asked its members before. Of a sealed one nobody is told how close it was. */
export function whyNothing(round: Pick<Round, 'sealed' | 'participantCount'> & { items: readonly { name: string; threshold?: number | null | undefined; orderUnit: Named }[]; commitments: readonly { state: Commitment['state'] }[]; shares: readonly { lines: readonly unknown[] }[] }, asked: boolean): string {
  if (round.participantCount === 0) return 'Nobody had committed by the lock.';
  if (round.commitments.some(isStanding) && round.shares.length > 0 && round.shares.every(({ lines }) => lines.length === 0)) return 'All commitments together were more than can be worked out.';
  if (round.sealed) return 'What was committed did not come to an order. The round is sealed: nobody is told how close it was.';
  if (asked) return 'By the lock it stayed below what the order needs. The members were asked, and what those who said yes take comes to no order.';
  const bounds = round.items.flatMap(({ name, threshold, orderUnit }) => (threshold == null ? [] : [`${counted(threshold, orderUnit)} of ${name}`]));
  if (bounds.length === 0) return 'The commitments did not come to whole units of the order.';
  return `Together the commitments stayed below what the order needs: ${bounds.join(', ')}.${bounds.length < round.items.length ? ' Of the other items they did not come to whole units of the order.' : ''}`;
}
