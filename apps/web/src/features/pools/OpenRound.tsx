import { formatCents } from '@barnraise/money';
import { useEffect, useRef, useState } from 'react';
import { useServerNow } from '../../platform/clock.js';
import { leftWords } from '../../platform/dates.js';
import { useSession } from '../../platform/session.js';
import { announce } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { Icon } from '../../ui/Icon.js';
import { Notice } from '../../ui/Notice.js';
import { Columns, Section } from '../../ui/Page.js';
import { BidNotice } from './AuthorityTerms.js';
import { Ladder } from './Ladder.js';
import { OwnCommitment } from './OwnCommitment.js';
import { CancelRoundDialog, ExtendRoundDialog } from './RoundDialogs.js';
import { RoundTerms } from './RoundTerms.js';
import css from './Rounds.module.css';
import { Takers } from './Takers.js';
import { TierTable } from './TierTable.js';
import { counted, districtsOf, isStanding, lockWords, perUnit, type Round, type RoundItem, unitWords } from './words.js';

/** The steps of whoever leads an open round, beside its title. */
export function LeadSteps({ round }: { round: Round }) {
  const [asked, setAsked] = useState<'extend' | 'cancel' | null>(null);
  return (
    <>
      {round.steps.includes('extend') ? <Button onClick={() => setAsked('extend')}>Lock later</Button> : null}
      {round.steps.includes('cancel') ? <Button look="quiet" onClick={() => setAsked('cancel')}>Cancel the round</Button> : null}
      {asked === 'extend' ? <ExtendRoundDialog round={round} onClose={() => setAsked(null)} /> : null}
      {asked === 'cancel' ? <CancelRoundDialog round={round} onClose={() => setAsked(null)} /> : null}
    </>
  );
}

/** A round that takes commitments: what the next case does to everyone, the ladder, my part, who is in. */
export function OpenRound({ round }: { round: Round }) {
  const { home } = useSession();
  useFallingPrices(round);
  const districts = [...new Map([...round.commitFor, ...round.commitments.map((one) => one.district)].map((one) => [one.id, one])).values()];
  // Whom one acts for comes first.
  districts.sort((a, b) => Number(b.id === home?.id) - Number(a.id === home?.id));
  const shown = districts.filter(({ id }) => id === home?.id || round.commitments.some((one) => one.district.id === id) || districts.length === 1);
  return (
    <Columns
      top={<div className="stack"><Standing round={round} /><BidNotice round={round} /></div>}
      side={
        <>
          {shown.map((district) => (
            <OwnCommitment key={district.id} round={round} district={district} own={round.commitments.find((one) => one.district.id === district.id) ?? null} several={shown.length > 1} />
          ))}
          {shown.length === 0 ? (
            <Section title="Who commits for a district?">
              <p className="muted">Its procurement officer, its business manager or an administrator. Show them this page.</p>
            </Section>
          ) : null}
          <WhoIsIn round={round} />
        </>
      }
      main={
        <>
          <Section title={round.items.length === 1 ? 'What does it cost at each quantity?' : 'What does each item cost?'}>
            {round.items.map((item) => (
              <ItemPrices key={item.key} item={item} round={round} />
            ))}
          </Section>
          <RoundTerms round={round} />
        </>
      }
    />
  );
}

/** At a glance: what the next case does to everyone, the price now, how long there is. */
function Standing({ round }: { round: Round }) {
  const now = useServerNow();
  const left = Date.parse(round.locksAt) - now;
  const [first] = round.items;
  return (
    <section aria-label="How it stands" className="panel stack">
      {round.sealed ? (
        <p className={css['headline']}>Sealed: each district sees its own part, and nobody sees how far the order has come.</p>
      ) : (
        round.items.map((item) => (
          <p key={item.key} className={css['headline']}>
            {round.items.length > 1 ? <span className={css['under']}>{item.name}</span> : null}
            {item.progress?.headline}
          </p>
        ))
      )}
      <div className={css['now']}>
        {round.items.length === 1 && first ? <PriceNow item={first} sealed={round.sealed} /> : null}
        <p className={css['clock']}>
          <Icon name="clock" size={18} />
          <span>
            <strong>{left > 0 ? `${leftWords(left)} left` : 'It is locking'}</strong>
            <span className={css['under']}>
              until <time dateTime={round.locksAt}>{lockWords(round.locksAt)}</time>
              {round.extendedFrom ? `, moved from ${lockWords(round.extendedFrom)}` : ''}
            </span>
          </span>
        </p>
      </div>
      {round.items.length === 1 && first && first.tiers.length > 1 ? <Ladder item={first} /> : null}
    </section>
  );
}

function PriceNow({ item, sealed }: { item: RoundItem; sealed: boolean }) {
  const tier = item.progress?.tier == null ? null : item.tiers[item.progress.tier];
  const [dearest, cheapest] = [item.tiers[0]!, item.tiers.at(-1)!];
  if (sealed || !tier) {
    return (
      <p className={css['price']}>
        <strong>{formatCents(dearest.priceCents)}</strong> <span className="muted">per {item.priceUnit.name}{item.tiers.length > 1 ? `, down to ${formatCents(cheapest.priceCents)} from ${counted(cheapest.from, item.tierUnit)} on` : ''}</span>
      </p>
    );
  }
  return (
    <p className={css['price']}>
      <strong>{formatCents(tier.priceCents)}</strong> <span className="muted">per {item.priceUnit.name} now</span>
      <span className={css['under']}>
        {counted(item.progress!.ordered, item.orderUnit)}, {formatCents(item.progress!.goodsCents)} in all
      </span>
    </p>
  );
}

function ItemPrices({ item, round }: { item: RoundItem; round: Round }) {
  const { home } = useSession();
  const own = round.commitments.filter(isStanding).find((one) => one.district.id === home?.id) ?? round.commitments.find(isStanding) ?? null;
  const mine = own?.lines.find(({ itemKey }) => itemKey === item.key)?.atTiers ?? [];
  return (
    <div className={css['item']}>
      <div>
        {round.items.length > 1 ? <h3>{item.name}</h3> : null}
        <p className="muted">
          {[item.specification, unitWords(item)].filter(Boolean).join('. ')}
        </p>
      </div>
      {round.items.length > 1 && item.tiers.length > 1 ? <Ladder item={item} /> : null}
      <TierTable item={item} mine={mine} who={own?.district.shortName ?? null} atMost={round.sealed} />
      {item.progress && item.progress.toThreshold > 0 && item.threshold != null ? (
        <Notice tone="warn" title={`${counted(item.progress.toThreshold, item.orderUnit)} more, or nothing is ordered.`}>
          The order needs {counted(item.threshold, item.orderUnit)} at the least.
        </Notice>
      ) : null}
      {item.ceiling == null ? null : <p className="muted small">The contract allows {counted(item.ceiling, item.orderUnit)} at the most.</p>}
    </div>
  );
}

function WhoIsIn({ round }: { round: Round }) {
  return (
    <Section title="Who is in?" aside={<span className="muted">{districtsOf(round.participantCount)}</span>}>
      {round.participants === null || round.participants === undefined ? (
        <p>{round.participantCount === 0 ? 'Nobody yet.' : `${districtsOf(round.participantCount)} ${round.participantCount === 1 ? 'takes' : 'take'} part.`} Which ones, and how much they take, is sealed.</p>
      ) : round.participants.length === 0 ? (
        <p className="muted">Nobody yet. Whoever commits first shows the others that it comes about.</p>
      ) : (
        <Takers round={round} />
      )}
    </Section>
  );
}

/** A price that falls or rises while one looks is said. */
function useFallingPrices(round: Round) {
  const before = useRef<ReadonlyMap<string, number | null>>(new Map());
  useEffect(() => {
    const prices = new Map(round.items.map((item) => [item.key, item.progress?.tier == null ? null : item.tiers[item.progress.tier]!.priceCents]));
    for (const item of round.items) {
      const [old, now] = [before.current.get(item.key) ?? null, prices.get(item.key) ?? null];
      if (old !== null && now !== null && old !== now) announce(`${item.name}: the price ${now < old ? 'falls' : 'rises'} to ${perUnit(now, item.priceUnit)}`);
    }
    before.current = prices;
  }, [round]);
}
