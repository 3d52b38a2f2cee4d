import { useQuery } from '@apollo/client/react';
import { formatCents } from '@barnraise/money';
import { RoundsDocument } from '../../generated/pools/rounds.js';
import { useServerMinute } from '../../platform/clock.js';
import { leftWords } from '../../platform/dates.js';
import { placeOf, rungsOf } from './ladder.js';
import css from './Rounds.module.css';
import { districtsOf, perUnit, type RoundListed } from './words.js';

/** How far an open round has come, small: the way to the last price as a bar, and in words what comes next. */
export function ProgressWords({ round, bare }: { round: RoundListed; bare?: boolean }) {
  const [item] = round.items;
  if (!item) return null;
  if (round.sealed) return <>{bare ? '' : <>{perUnit(item.tiers[0]!.priceCents, item.priceUnit)}{item.tiers.length > 1 ? `, down to ${formatCents(item.tiers.at(-1)!.priceCents)}` : ''}</>}<span className={css['under']}>Sealed: how far it has come, nobody sees.</span></>;
  const { progress } = item;
  if (!progress) return null;
  const tier = progress.tier == null ? null : item.tiers[progress.tier];
  const rungs = rungsOf(item.tiers);
  const done = placeOf(rungs, progress.onLadder);
  return (
    <span className={css['card']}>
      <svg className={css['meter']} viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden focusable="false">
        <rect className={css['meterGround']} x="0.5" y="0.5" width="99" height="9" />
        <rect className={css['meterFill']} x="0" y="0" width={done * 100} height="10" />
        {rungs.map((rung, n) => (n === 0 ? null : <line key={rung.from} className={css['meterMark']} x1={(n / rungs.length) * 100} x2={(n / rungs.length) * 100} y1="0" y2="10" vectorEffect="non-scaling-stroke" />))}
      </svg>
      <span>
        {tier ? `${perUnit(tier.priceCents, item.priceUnit)} now. ` : ''}
        {progress.headline}
        {round.items.length > 1 ? <span className={css['under']}>and {round.items.length - 1} more {round.items.length === 2 ? 'item' : 'items'}</span> : null}
      </span>
    </span>
  );
}

/** What moves on the card of a round in the catalogue: read with the rounds, once for all cards. */
export function RoundOnCard({ id }: { id: string }) {
  const now = useServerMinute();
  const { data } = useQuery(RoundsDocument, { context: { topics: ['round'] } });
  const round = data?.purchasingRounds.find((one) => one.id === id);
  if (!round || round.state !== 'OPEN') return null;
  const left = Date.parse(round.locksAt) - now;
  return (
    <>
      <ProgressWords round={round} bare />
      <span className="muted small">
        {left > 0 ? `${leftWords(left)} left` : 'It is locking'}, {districtsOf(round.participantCount)} in
      </span>
    </>
  );
}
