import { useQuery } from '@apollo/client/react';
import { formatCents } from '@barnraise/money';
import { useState } from 'react';
import { RoundAskingDocument } from '../../generated/pools/asking.js';
import { useSession } from '../../platform/session.js';
import { Notice } from '../../ui/Notice.js';
import { Facts, Section } from '../../ui/Page.js';
import { Table } from '../../ui/Table.js';
import { BidNotice } from './AuthorityTerms.js';
import { BoughtItems } from './BoughtItems.js';
import { WhoHasNumbered } from './OrderNumbers.js';
import { Orders } from './Orders.js';
import { OwedBeside } from './BesideGoods.js';
import { Matching } from './Matching.js';
import { Receiving } from './Receiving.js';
import { RoundTerms } from './RoundTerms.js';
import css from './Rounds.module.css';
import { Takers } from './Takers.js';
import { Baselines, Settlement } from './Settlement.js';
import { districtsOf, lockWords, type Round, whyNothing } from './words.js';

type Share = Round['shares'][number];

/** After the lock: the step there is for its reader, then what each of my districts owes, line by line, and how that came about. */
export function RoundResult({ round }: { round: Round }) {
  const { home } = useSession();
  const shares = [...round.shares].sort((a, b) => Number(b.district.id === home?.id) - Number(a.district.id === home?.id));
  const failed = round.state === 'FAILED';
  // What somebody is about to do, with a dialog open perhaps, does not move away under the hand: the order of the page is that of its first sight.
  const [billsFirst] = useState(round.state === 'RECEIVED');
  const numbersFirst = useOnce(round.state === 'RELEASED' && round.orders.some(({ placedAt, mayPlace }) => placedAt == null && mayPlace));
  return (
    <>
      {failed ? <Failed round={round} /> : null}
      {round.state === 'LOCKED' && (shares.length > 0 || round.steps.includes('release')) ? <ReleaseNext round={round} /> : null}
      {numbersFirst ? <Orders round={round} /> : null}
      <Settlement round={round} />
      {billsFirst ? <Matching round={round} /> : null}
      <Receiving round={round} />
      {round.state === 'RELEASED' ? <WhoHasNumbered round={round} /> : null}
      {billsFirst ? null : <Matching round={round} />}
      {numbersFirst ? null : <Orders round={round} />}
      {shares.map((share) => (failed ? <NearlyOf key={share.district.id} share={share} round={round} /> : <ShareOf key={share.district.id} share={share} round={round} />))}
      {shares.length === 0 && !failed ? <Notice tone="plain" title="Your district took nothing of this order, and owes nothing." /> : null}
      <Baselines round={round} />
      <BidNotice round={round} />
      <section aria-label="In short" className="panel stack">
        <Facts
          across
          items={[
            [failed ? 'Ended' : 'Locked', lockWords(round.locksAt)],
            ['Led by', round.lead.shortName],
            ['Took part', round.sealed ? `${districtsOf(round.participantCount)}, sealed` : round.participants?.map(({ shortName }) => shortName).join(', ') || 'nobody'],
          ]}
        />
      </section>
      {round.sealed || round.participantCount === 0 ? null : (
        <Section title={failed ? 'Who had committed to how much?' : 'Who takes how much?'}>
          <Takers round={round} />
        </Section>
      )}
      <BoughtItems round={round} title={failed ? 'What was to be bought?' : 'What was the price list?'} />
      <RoundTerms round={round} />
    </>
  );
}

/** Once true it stays so while one looks. */
function useOnce(now: boolean): boolean {
  const [was, setWas] = useState(now);
  if (now && !was) setWas(true);
  return was || now;
}

function ReleaseNext({ round }: { round: Round }) {
  if (round.steps.includes('release')) {
    return <Notice tone="info" title="The orders can leave: release them.">You name the supplier, and choose whether each district orders for itself, under a number of its own finance system, or you order for all.</Notice>;
  }
  return <Notice tone="plain" title={`${round.lead.shortName} releases the orders next.`}>What your district owes stands below. Once its order is there, whoever buys for it puts its purchase-order number on it, unless {round.lead.shortName} orders for all.</Notice>;
}

function Failed({ round }: { round: Round }) {
  const { data } = useQuery(RoundAskingDocument, { variables: { roundId: round.id }, skip: round.belowThreshold !== 'ASK', context: { topics: ['round'] } });
  return <Notice tone="warn" title="Nothing is ordered, and nobody owes anything.">{whyNothing(round, data?.roundAsking != null)}</Notice>;
}

function ShareOf({ share, round }: { share: Share; round: Round }) {
  const item = (key: string) => round.items.find((one) => one.key === key)?.name ?? key;
  const taken = share.lines.filter((line) => line.cents > 0);
  return (
    <Section title={round.state === 'SETTLED' ? `What did ${share.district.shortName} come to at the lock?` : `What does ${share.district.shortName} owe?`} id={`owes-${share.district.id}`}>
      <p className={css['owed']}>{formatCents(share.cents)}</p>
      {taken.length > 0 ? (
        <Table
          caption={`What ${share.district.shortName} takes, and at which price`}
          captionHidden
          rows={taken}
          rowKey={(line) => line.itemKey}
          columns={[
            { key: 'item', head: 'Item', names: true, cell: (line) => item(line.itemKey) },
            { key: 'quantity', head: 'Takes', figure: true, cell: (line) => line.quantityWords },
            { key: 'price', head: 'Price', figure: true, cell: (line) => line.priceWords },
            { key: 'cents', head: 'Owes', figure: true, cell: (line) => formatCents(line.cents) },
          ]}
        />
      ) : null}
      <OwedBeside share={share} round={round} />
      {share.lines.map((line) => (
        <div key={line.itemKey} className="stack-s">
          <h3>How did that come about{share.lines.length > 1 ? ` for ${item(line.itemKey)}` : ''}?</h3>
          <Steps words={line.words} />
        </div>
      ))}
    </Section>
  );
}

/** What a district would have come to, had there been enough. */
function NearlyOf({ share, round }: { share: Share; round: Round }) {
  const lines = share.lines.filter(({ words }) => words.length > 0);
  if (lines.length === 0) return null;
  return (
    <Section title="How close was it?" id={`nearly-${share.district.id}`}>
      <p className="muted">What it came to at the lock, step by step, for {share.district.shortName}. None of it is ordered.</p>
      {lines.map((line) => (
        <div key={line.itemKey} className="stack-s">
          {lines.length > 1 ? <h3>{round.items.find(({ key }) => key === line.itemKey)?.name ?? line.itemKey}</h3> : null}
          <Steps words={line.words} />
        </div>
      ))}
    </Section>
  );
}

const Steps = ({ words }: { words: readonly string[] }) => (
  <ol className={css['words']}>
    {words.map((one, n) => (
      <li key={n}>{one}</li>
    ))}
  </ol>
);
