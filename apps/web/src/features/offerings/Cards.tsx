import { formatCents } from '@barnraise/money';
import { Link } from '@tanstack/react-router';
import { Suspense, useEffect, useRef, useState } from 'react';
import { type CatalogueQuery } from '../../generated/offerings/catalogue.js';
import { spanWords } from '../../platform/dates.js';
import { creditWords } from '../../platform/amounts.js';
import { useSession } from '../../platform/session.js';
import { Button } from '../../ui/Button.js';
import { SeatRow } from '../../ui/SeatRow.js';
import { Empty } from '../../ui/States.js';
import { Tag } from '../../ui/Tag.js';
import { ExplainCard } from '../cost-shares/index.js';
import { NothingFound } from '../needs/index.js';
import { RoundOnCard } from '../pools/index.js';
import css from './Cards.module.css';

type Card = CatalogueQuery['catalogue']['nodes'][number];

export function Cards({ cards, fading, searched, filtered, onClear, hasMore, loadingMore, onMore }: { cards: readonly Card[]; fading: boolean; searched: string | undefined; filtered: boolean; onClear: () => void; hasMore: boolean; loadingMore: boolean; onMore: () => Promise<void> }) {
  const list = useRef<HTMLUListElement>(null);
  const next = useRef<number | null>(null);
  const more = () => {
    next.current = cards.length;
    void onMore();
  };
  // The first of the new cards takes the focus, so that a keyboard goes on where the list goes on.
  useEffect(() => {
    if (next.current === null || cards.length <= next.current) return;
    list.current?.children[next.current]?.querySelector('a')?.focus({ preventScroll: true });
    next.current = null;
  }, [cards.length]);
  if (cards.length === 0) {
    return filtered ? (
      <NothingFound searched={searched} onClear={onClear} />
    ) : (
      <Empty title="No neighbor shares anything yet">
        As soon as a member of your consortium opens a section, it appears here with its seats, its times and what it would cost you.
      </Empty>
    );
  }
  return (
    <>
      <ul ref={list} className={`${css['cards']} ${fading ? css['fading'] : ''}`}>
        {cards.map((card) => (
          <CardRow key={card.id} card={card} />
        ))}
      </ul>
      {hasMore ? (
        <div>
          <Button onClick={more} busy={loadingMore}>
            Show more
          </Button>
        </div>
      ) : null}
    </>
  );
}

function CardRow({ card }: { card: Card }) {
  const { home } = useSession();
  const [why, setWhy] = useState(false);
  const facts = [card.areaName, card.grades === null || card.grades === undefined ? null : `Grades ${card.grades}`, card.creditHundredths == null ? null : creditWords(card.creditHundredths), card.modality == null ? null : modalityWords[card.modality]].filter(Boolean);
  return (
    <li className={css['card']}>
      <div className={css['what']}>
        <h2 className={css['title']}>
          {card.kind === 'POOL' ? (
            <Link to="/rounds/$id" params={{ id: card.id }}>
              {card.title}
            </Link>
          ) : (
            <Link to="/sections/$id" params={{ id: card.id }}>
              {card.title}
            </Link>
          )}
        </h2>
        <p>
          {card.owner.name}
          {card.teacherName ? <span className="muted"> · {card.teacherName}</span> : null}
        </p>
        <p className="muted small">{card.kind === 'POOL' ? card.summary : facts.join(' · ')}</p>
        {card.flags.length > 0 ? (
          <p className="row">
            {card.flags.map((flag) => (
              <Tag key={flag} tone="info" icon="info">
                {flag}
              </Tag>
            ))}
          </p>
        ) : null}
      </div>
      {card.kind === 'POOL' ? null : (
        <div className={css['when']}>
          <p>{card.meeting ? card.meeting.words : 'No fixed times'}</p>
          <p className="muted small">
            {card.termName ?? 'Any term'}
            {card.firstDay && card.lastDay ? `, ${spanWords(card.firstDay, card.lastDay)}` : ''}
          </p>
        </div>
      )}
      <div className={card.kind === 'POOL' ? css['round'] : css['seats']}>
        {card.kind === 'POOL' ? <RoundOnCard id={card.id} /> : <SeatRow capacity={card.capacity} left={card.seatsLeft} small {...(card.waitedFor > 0 ? { words: `Full, ${card.capacity} seats; ${card.waitedFor} waited for` } : {})} />}
      </div>
      <div className={css['cost']}>
        {card.myShare ? (
          <>
            <p className={css['amount']}>{formatCents(card.myShare.expectedCents)}</p>
            <p className="muted small">{card.myShare.per}</p>
            {card.myShare.maximumCents > card.myShare.expectedCents ? <p className="muted small">at most {formatCents(card.myShare.maximumCents)}</p> : null}
            {home ? (
              <div className={css['why']}>
                <Button look="quiet" label={`Explain the cost of ${card.title}`} onClick={() => setWhy(true)}>
                  Explain
                </Button>
              </div>
            ) : null}
          </>
        ) : (
          <p className="muted small">{card.costWords}</p>
        )}
      </div>
      {why && home ? (
        <Suspense fallback={null}>
          <ExplainCard sectionId={card.id} homeDistrictId={home.id} subject={`${card.title} for ${home.shortName}`} onClose={() => setWhy(false)} />
        </Suspense>
      ) : null}
    </li>
  );
}

const modalityWords: Record<NonNullable<Card['modality']>, string> = { SYNCHRONOUS: 'Live by video', ASYNCHRONOUS: 'Online, own pace', HYBRID: 'Partly live', IN_PERSON: 'In person' };
