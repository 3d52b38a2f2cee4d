import { useQuery } from '@apollo/client/react';
import { purchasingRound } from '@barnraise/lifecycle';
import { formatCents } from '@barnraise/money';
import { Link } from '@tanstack/react-router';
import { RoundsDocument } from '../../generated/pools/rounds.js';
import { clock, useServerMinute } from '../../platform/clock.js';
import { dayWords, leftWords } from '../../platform/dates.js';
import { ReadFailed } from '../../platform/Failures.js';
import { mayTake } from '../../platform/may.js';
import { OursTabs } from '../../platform/OursTabs.js';
import { type Place, useSession } from '../../platform/session.js';
import { ButtonLink } from '../../ui/Button.js';
import { Page, Section } from '../../ui/Page.js';
import { Bones, Empty } from '../../ui/States.js';
import { type Column, Table } from '../../ui/Table.js';
import { ProgressWords } from './Progress.js';
import css from './Rounds.module.css';
import { commitmentTag, districtsOf, isOver, isStanding, lockWords, type RoundListed, roundTag } from './words.js';

export default function RoundsPage() {
  const { home } = useSession();
  const { data, error, refetch } = useQuery(RoundsDocument, { fetchPolicy: 'cache-and-network', context: { topics: ['round'] } });
  const mayPropose = mayTake(purchasingRound, 'propose', home);
  const start = mayPropose ? <ButtonLink to="/rounds/new" look="primary">Start a round</ButtonLink> : undefined;
  const rounds = data?.purchasingRounds ?? [];
  const open = rounds.filter(({ state }) => state === 'OPEN');
  const drafts = rounds.filter(({ state }) => state === 'DRAFT');
  const coming = rounds.filter(({ state }) => isComing(state));
  const asking = rounds.filter(({ state }) => state === 'ASKING');
  const over = rounds.filter(({ state }) => state !== 'OPEN' && state !== 'DRAFT' && !isComing(state) && state !== 'ASKING');
  return (
    <Page title="What do we buy together?" documentTitle="Purchasing rounds" wide lead="Districts that order together pay less. A round takes commitments until it locks; then everyone has one price." actions={start}>
      {home ? <OursTabs chosen="rounds" /> : null}
      {error && !data ? <ReadFailed error={error} what="The list" retry={() => void refetch()} /> : null}
      {data ? (
        <>
          <Section title="Which rounds are open?">
            {open.length === 0 ? (
              <Empty title="No round is open just now" actions={start}>
                {mayPropose ? 'Four fields start one: what, at which price, until when, how many. Neighbors are told when it opens.' : 'When a member opens a round, it appears here with its prices and the time there is.'}
              </Empty>
            ) : (
              <Table caption="Rounds that take commitments, the one that locks soonest first" captionHidden rows={open} rowKey={(round) => round.id} columns={openColumns(home)} />
            )}
          </Section>
          {coming.length > 0 ? (
            <Section title="What do we ask bids for?">
              <Table caption="Rounds on their way to a contract, the last step first" captionHidden rows={coming} rowKey={(round) => round.id} columns={[titleColumn, { key: 'state', head: 'State', cell: (round) => roundTag(round.state) }, { key: 'lock', head: 'Would lock', cell: (round) => lockWords(round.locksAt) }]} />
            </Section>
          ) : null}
          {asking.length > 0 ? (
            <Section title="Which rounds wait for answers?">
              <Table caption="Rounds of which part stayed below its threshold" captionHidden rows={asking} rowKey={(round) => round.id} columns={[titleColumn, { key: 'lock', head: 'Was to lock', cell: (round) => lockWords(round.locksAt) }, { key: 'state', head: 'State', cell: (round) => roundTag(round.state) }, { key: 'ours', head: 'Ours', cell: (round) => <Ours round={round} home={home} /> }]} />
            </Section>
          ) : null}
          {drafts.length > 0 ? (
            <Section title="What is not open yet?">
              <Table caption="Drafts of our own rounds" captionHidden rows={drafts} rowKey={(round) => round.id} columns={[titleColumn, { key: 'lock', head: 'Would lock', cell: (round) => lockWords(round.locksAt) }, { key: 'state', head: 'State', cell: (round) => roundTag(round.state) }]} />
            </Section>
          ) : null}
          {over.length > 0 ? (
            <Section title="What did rounds come to?">
              <Table caption="Rounds that are over, the last first" captionHidden rows={over} rowKey={(round) => round.id} columns={overColumns(home, new Set(rounds.map(({ proposal }) => proposal.copiedFromId)))} />
            </Section>
          ) : null}
        </>
      ) : error ? null : (
        <Bones lines={6} label="Loading the rounds" />
      )}
    </Page>
  );
}

const isComing = (state: RoundListed['state']): boolean => state === 'ESTIMATES' || state === 'SOLICITED' || state === 'AWARDED';

const titleColumn: Column<RoundListed> = {
  key: 'title', head: 'Round', names: true,
  cell: (round) => (
    <>
      <Link to="/rounds/$id" params={{ id: round.id }}>{round.title}</Link>
      <span className={css['under']}>{round.lead.shortName} leads</span>
    </>
  ),
};

const openColumns = (home: Place | null): Column<RoundListed>[] => [
  titleColumn,
  { key: 'progress', head: 'How it stands', cell: (round) => <ProgressWords round={round} /> },
  { key: 'lock', head: 'Locks', cell: (round) => <Locks at={round.locksAt} /> },
  { key: 'in', head: 'In it', cell: (round) => districtsOf(round.participantCount) },
  { key: 'ours', head: 'Ours', cell: (round) => <Ours round={round} home={home} /> },
];

/** A contract that ends within sixty days, of a round that we led and nobody started again. */
function endsSoon(round: RoundListed, home: Place | null, again: ReadonlySet<string | null | undefined>): boolean {
  if (round.termEnds == null || round.lead.id !== home?.id || again.has(round.id) || !isOver(round.state)) return false;
  const left = Date.parse(`${round.termEnds}T23:59:59Z`) - clock.now();
  return left > 0 && left < 61 * 86_400_000;
}

const overColumns = (home: Place | null, again: ReadonlySet<string | null | undefined>): Column<RoundListed>[] => [
  { ...titleColumn, cell: (round) => <>{titleColumn.cell(round)}{endsSoon(round, home, again) ? <span className={css['under']}>The contract ends on {dayWords(round.termEnds ?? '')}: start it again</span> : null}</> },
  { key: 'lock', head: 'Locked', cell: (round) => (round.state === 'CANCELLED' || round.items.every(({ tiers }) => tiers.length === 0) ? <span className="muted">never</span> : lockWords(round.locksAt)) },
  { key: 'state', head: 'State', cell: (round) => roundTag(round.state) },
  {
    key: 'owes', head: 'We owe', figure: true,
    cell: (round) => {
      const share = round.shares.find(({ district }) => district.id === home?.id);
      return share ? formatCents(share.cents) : <span className="muted">nothing</span>;
    },
  },
];

function Locks({ at }: { at: string }) {
  const now = useServerMinute();
  const left = Date.parse(at) - now;
  return (
    <>
      {left > 0 ? `${leftWords(left)} left` : 'It is locking'}
      <span className={css['under']}>{lockWords(at)}</span>
    </>
  );
}

function Ours({ round, home }: { round: RoundListed; home: Place | null }) {
  const own = round.commitments.find(({ district }) => district.id === home?.id);
  if (!own || own.state === 'WITHDRAWN') return <span className="muted">not in yet</span>;
  return (
    <>
      {commitmentTag(own.state)}
      {isStanding(own) ? <span className={css['under']}>at most {formatCents(own.atMostCents)}</span> : null}
    </>
  );
}
