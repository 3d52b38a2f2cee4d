import { formatCents } from '@barnraise/money';
import { useSession } from '../../platform/session.js';
import { Notice } from '../../ui/Notice.js';
import { Facts, Section } from '../../ui/Page.js';
import { Table } from '../../ui/Table.js';
import { BidNotice } from './AuthorityTerms.js';
import { WhoHasNumbered } from './OrderNumbers.js';
import { Orders } from './Orders.js';
import { OwedBeside } from './BesideGoods.js';
import { Matching } from './Matching.js';
import { Receiving } from './Receiving.js';
import { RoundTerms } from './RoundTerms.js';
import css from './Rounds.module.css';
import { Takers } from './Takers.js';
import { Baselines, Settlement } from './Settlement.js';
import { TierTable } from './TierTable.js';
import { districtsOf, lockWords, type Round } from './words.js';

type Share = Round['shares'][number];

/** After the lock: what each of my districts owes, line by line, and how that came about. */
export function RoundResult({ round }: { round: Round }) {
  const { home } = useSession();
  const shares = [...round.shares].sort((a, b) => Number(b.district.id === home?.id) - Number(a.district.id === home?.id));
  const failed = round.state === 'FAILED';
  return (
    <>
      {failed ? <Failed round={round} /> : null}
      <Settlement round={round} />
      <Receiving round={round} />
      <Matching round={round} />
      <Baselines round={round} />
      <Orders round={round} />
      {round.state === 'RELEASED' ? <WhoHasNumbered round={round} /> : null}
      {shares.map((share) => (failed ? <NearlyOf key={share.district.id} share={share} round={round} /> : <ShareOf key={share.district.id} share={share} round={round} />))}
      {shares.length === 0 && !failed ? <Notice tone="plain" title="Your district took nothing of this order, and owes nothing." /> : null}
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
        <Section title="Who takes how much?">
          <Takers round={round} />
        </Section>
      )}
      <Section title="What was the price list?">
        {round.items.map((item) => (
          <TierTable key={item.key} item={item} mine={[]} who={null} />
        ))}
      </Section>
      <RoundTerms round={round} />
    </>
  );
}

function Failed({ round }: { round: Round }) {
  const bounds = round.items.filter(({ threshold }) => threshold != null);
  return (
    <Notice tone="warn" title="Nothing is ordered, and nobody owes anything.">
      {bounds.length > 0 ? `Together the commitments stayed below what the order needs: ${bounds.map((item) => `${item.threshold} ${item.threshold === 1 ? item.orderUnit.name : item.orderUnit.plural} of ${item.name}`).join(', ')}.` : 'The commitments did not come to a whole case.'}
    </Notice>
  );
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
