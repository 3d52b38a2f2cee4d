import { useState } from 'react';
import { useServerNow } from '../../platform/clock.js';
import { dayIn, dayWords, leftWords, readerZone } from '../../platform/dates.js';
import { Button } from '../../ui/Button.js';
import { Icon } from '../../ui/Icon.js';
import { Notice } from '../../ui/Notice.js';
import { Facts, Section } from '../../ui/Page.js';
import { Bones } from '../../ui/States.js';
import { Tag } from '../../ui/Tag.js';
import { AwardFacts } from './AwardOf.js';
import { BidForm } from './BidForm.js';
import { BidTable } from './BidTable.js';
import { BoughtItems } from './BoughtItems.js';
import { Expected } from './EstimatesRound.js';
import { RoundTerms } from './RoundTerms.js';
import css from './Rounds.module.css';
import { type Bid, bidsHeadline, bidsNext, type Solicitation, useSolicitation } from './solicitation.js';
import { lockWords, type Round } from './words.js';

/** From the day on which bids are asked for to the award: what was asked, who bids, what each comes to. */
export function SolicitedRound({ round }: { round: Round }) {
  const said = useSolicitation(round);
  const [writing, setWriting] = useState<{ bid: Bid | null } | null>(null);
  if (!said) return <Bones lines={6} label="Loading the bids" />;
  const done = () => setWriting(null);
  return (
    <>
      {round.state === 'FAILED' ? <Notice tone="warn" title="No bid was awarded. Nothing is ordered, and nobody owes anything.">{said.failedReason}</Notice> : null}
      {round.state === 'AWARDED' ? (
        <>
          <Opens round={round} estimated={said.estimates.length > 0} />
          <AwardFacts said={said} />
          <BoughtItems round={round} title="What will it cost?" />
        </>
      ) : null}
      {round.state === 'SOLICITED' ? <Due round={round} said={said} /> : null}
      <BidTable round={round} said={said} />
      {round.state === 'SOLICITED' || said.bids.length > 0 ? (
        <Section title={writing ? (writing.bid ? `How does the bid of ${writing.bid.supplier} read?` : 'What does the bid say?') : 'Who bid?'} stands={`${said.bids.map(({ id, revision }) => `${id}${revision}`).join()} ${writing !== null}`}>
          {writing ? <BidForm key={writing.bid?.id ?? 'new'} round={round} bid={writing.bid} onDone={done} onBack={done} /> : (
            <>
              {said.bids.length === 0 ? <p className="muted">{said.mayRecordBids ? 'Write down each bid as it came, also those that do not answer what was asked.' : 'No bid has been written down yet.'}</p> : <ul className={css['bids']}>{said.bids.map((bid) => <OneBid key={bid.id} bid={bid} said={said} onAnew={said.mayRecordBids ? () => setWriting({ bid }) : null} />)}</ul>}
              {said.mayRecordBids ? <div><Button look={said.bids.length === 0 ? 'primary' : 'plain'} icon="plus" onClick={() => setWriting({ bid: null })}>Write down a bid</Button></div> : null}
            </>
          )}
        </Section>
      ) : null}
      <Asked said={said} />
      <Expected round={round} said={said} />
      <RoundTerms round={round} />
    </>
  );
}

function Due({ round, said }: { round: Round; said: Solicitation }) {
  const left = Date.parse(said.bidsDue ?? '') - useServerNow();
  return (
    <section aria-label="How it stands" className="panel stack">
      <p className={css['headline']}>{left > 0 ? 'Bids are closed until they are due.' : bidsHeadline(said, round.lead.shortName)}</p>
      <p>{bidsNext(round, said, left > 0)}</p>
      <p className={css['clock']}>
        <Icon name="clock" size={18} />
        <span>
          <strong>{left > 0 ? `${leftWords(left)} left to bid` : 'Bids are in'}</strong>
          {said.bidsDue ? <span className={css['under']}>due <time dateTime={said.bidsDue}>{lockWords(said.bidsDue)}</time></span> : null}
        </span>
      </p>
    </section>
  );
}

/** Awarded: who opens it, and that its planned lock is behind or its contract is over. */
function Opens({ round, estimated }: { round: Round; estimated: boolean }) {
  const now = useServerNow();
  const passed = Date.parse(round.locksAt) <= now;
  const ended = round.termEnds != null && round.termEnds < dayIn(now, readerZone());
  const short = !ended && !passed && round.termEnds != null && round.termEnds < dayIn(Date.parse(round.locksAt), readerZone());
  const leads = round.steps.includes('open') || round.steps.includes('cancel');
  return (
    <section aria-label="How it stands" className="panel stack">
      <p className={css['headline']}>{ended ? 'The contract has ended: this round cannot open any more.' : passed ? 'It is awarded, and the time planned for its lock has passed.' : 'It is awarded, and opens for firm commitments next.'}</p>
      <p>{ended ? `${leads ? 'Cancel it' : `${round.lead.shortName} cancels it`}; what was estimated bound nobody.` : leads ? `Open it for commitments${passed ? ', until another time that you choose' : ''}. Every member commits at the awarded prices then.` : `${round.lead.shortName} opens it${passed ? ', until another time that it chooses' : ''}. Then you commit at the awarded prices${estimated ? '; your estimate stands in the form already' : ''}.`}</p>
      <p className="muted small">{passed ? 'It was planned' : 'Planned'} to lock on <time dateTime={round.locksAt}>{lockWords(round.locksAt)}</time>.{short ? ` The contract ends on ${dayWords(round.termEnds ?? '')}, before that: an earlier time is chosen as it opens.` : ''}</p>
    </section>
  );
}

function OneBid({ bid, said, onAnew }: { bid: Bid; said: Solicitation; onAnew: (() => void) | null }) {
  return (
    <li className={css['bid']}>
      <div className="row">
        <strong>{bid.supplier}</strong>
        {bid.responsive ? <Tag icon="check">Responsive</Tag> : <Tag tone="warn" icon="alert">Not responsive</Tag>}
        {said.award?.bidId === bid.id ? <Tag tone="good" icon="check">Awarded</Tag> : null}
      </div>
      {bid.reason ? <p>{bid.reason}</p> : null}
      {bid.leadTime || bid.notes ? <p className="muted">{[bid.leadTime ? `Delivery: ${bid.leadTime}` : null, bid.notes].filter(Boolean).join('. ')}</p> : null}
      {onAnew ? <div><Button look="quiet" label={`Correct the bid of ${bid.supplier}`} onClick={onAnew}>Correct it</Button></div> : null}
    </li>
  );
}

function Asked({ said }: { said: Solicitation }) {
  if (said.number == null || said.publishedOn == null) return null;
  return (
    <Section title="What was asked, and where?">
      <Facts
        items={[
          ['Solicitation', said.number],
          ['Published', `${said.published ?? ''}, ${dayWords(said.publishedOn)}`],
          said.bidsDue ? ['Bids due', lockWords(said.bidsDue)] : null,
          ...said.documents.map((one) => [one.what, <a key={one.url} href={one.url} rel="noreferrer">{one.name}</a>] as const),
        ]}
      />
    </Section>
  );
}
