import { useQuery } from '@apollo/client/react';
import { contractEndsSoon, purchasingRound } from '@barnraise/lifecycle';
import { formatCents } from '@barnraise/money';
import { Link } from '@tanstack/react-router';
import { RoundsDocument } from '../../generated/pools/rounds.js';
import { clock, useServerMinute } from '../../platform/clock.js';
import { dayIn, dayWords, leftWords, readerZone } from '../../platform/dates.js';
import { ReadFailed } from '../../platform/Failures.js';
import { mayTake } from '../../platform/may.js';
import { OursTabs } from '../../platform/OursTabs.js';
import { type Place, useSession } from '../../platform/session.js';
import { ButtonLink } from '../../ui/Button.js';
import { Page, Section } from '../../ui/Page.js';
import { Bones, Empty } from '../../ui/States.js';
import { type Column, Table } from '../../ui/Table.js';
import { ProgressWords } from './Progress.js';
import { needOf, partsOf } from './round-need.js';
import css from './Rounds.module.css';
import { commitmentTag, districtsOf, isOrdered, isStanding, lockWords, type RoundListed, roundTag } from './words.js';

export default function RoundsPage() {
  const { home } = useSession();
  const { data, error, refetch } = useQuery(RoundsDocument, { fetchPolicy: 'cache-and-network', context: { topics: ['round'] } });
  const mayPropose = mayTake(purchasingRound, 'propose', home);
  const start = mayPropose ? <ButtonLink to="/rounds/new" look="primary">Start a round</ButtonLink> : undefined;
  const rounds = data?.purchasingRounds ?? [];
  const { needs, asking, open, bids, drafts, coming, over } = partsOf(rounds);
  const again = new Set(rounds.map(({ proposal }) => proposal.copiedFromId));
  return (
    <Page title="What do we buy together?" documentTitle="Purchasing rounds" wide lead="Districts that order together pay less. A round takes commitments until it locks; then everyone has one price." actions={start}>
      {home ? <OursTabs chosen="rounds" /> : null}
      {error && !data ? <ReadFailed error={error} what="The list" retry={() => void refetch()} /> : null}
      {data ? (
        <>
          <Listed title="What needs us?" caption="Rounds that wait for a step of ours, the longest wait first" rounds={needs} columns={[endingColumn(home, again), { key: 'need', head: 'What to do', cell: (round) => <strong>{needOf(round)}</strong> }, stateColumn, { key: 'lock', head: 'When', cell: whenWords }]} />
          <Listed title="Which rounds wait for answers?" caption="Rounds of which part stayed below its threshold" rounds={asking} columns={[titleColumn, lockColumn('Was to lock'), stateColumn, oursColumn(home)]} />
          <Section title="Which rounds are open?">
            {open.length === 0 ? (
              <Empty title="No round is open just now" actions={start}>
                {mayPropose ? 'Four fields start one: what, at which price, until when, how many. Neighbors are told when it opens.' : 'When a member opens a round, it appears here with its prices and the time there is.'}
              </Empty>
            ) : (
              <Table caption="Rounds that take commitments, the one that locks soonest first" captionHidden rows={open} rowKey={(round) => round.id} columns={openColumns(home)} />
            )}
          </Section>
          <Listed title="What do we ask bids for?" caption="Rounds on their way to a contract, the one planned soonest first" rounds={bids} columns={[titleColumn, stateColumn, { key: 'lock', head: 'Planned to lock', cell: (round) => <Planned at={round.locksAt} /> }]} />
          <Listed title="What is not open yet?" caption="Drafts of our own rounds" rounds={drafts} columns={[titleColumn, lockColumn('Would lock'), stateColumn]} />
          <Listed title="What is on its way?" caption="Rounds that were ordered and are not settled yet, the last first" rounds={coming} columns={overColumns(home, again)} />
          <Listed title="What did rounds come to?" caption="Rounds that are over, the last first" rounds={over} columns={overColumns(home, again)} />
        </>
      ) : error ? null : (
        <Bones lines={6} label="Loading the rounds" />
      )}
    </Page>
  );
}

/** One part of the list; none where it holds nothing. */
function Listed({ title, caption, rounds, columns }: { title: string; caption: string; rounds: readonly RoundListed[]; columns: readonly Column<RoundListed>[] }) {
  if (rounds.length === 0) return null;
  return (
    <Section title={title}>
      <Table caption={caption} captionHidden rows={rounds} rowKey={(round) => round.id} columns={columns} />
    </Section>
  );
}

const titleColumn: Column<RoundListed> = {
  key: 'title', head: 'Round', names: true,
  cell: (round) => (
    <>
      <Link to="/rounds/$id" params={{ id: round.id }}>{round.title}</Link>
      <span className={css['under']}>{round.lead.shortName} leads</span>
    </>
  ),
};

const stateColumn: Column<RoundListed> = { key: 'state', head: 'State', cell: (round) => roundTag(round.state) };
const lockColumn = (head: string): Column<RoundListed> => ({ key: 'lock', head, cell: (round) => lockWords(round.locksAt) });
const oursColumn = (home: Place | null): Column<RoundListed> => ({ key: 'ours', head: 'Ours', cell: (round) => <Ours round={round} home={home} /> });

/** The date that goes with a step of ours. */
const whenWords = ({ state, locksAt, tasks }: RoundListed): string => tasks[0]?.dueAt != null ? `Until ${lockWords(tasks[0].dueAt)}` : `${state === 'OPEN' ? 'Until' : state === 'AWARDED' ? 'Planned to lock' : 'Locked'} ${lockWords(locksAt)}`;

function Planned({ at }: { at: string }) {
  const now = useServerMinute();
  return <>{lockWords(at)}{Date.parse(at) <= now ? <span className={css['under']}>passed: another time is chosen</span> : null}</>;
}

const openColumns = (home: Place | null): Column<RoundListed>[] => [
  titleColumn,
  { key: 'progress', head: 'How it stands', cell: (round) => <ProgressWords round={round} /> },
  { key: 'lock', head: 'Locks', cell: (round) => <Locks at={round.locksAt} /> },
  { key: 'in', head: 'In it', cell: (round) => (round.participantCount === 0 ? 'nobody yet' : districtsOf(round.participantCount)) },
  oursColumn(home),
];

/** A contract that ends soon, of a round that we led and nobody started again. */
function endsSoon(round: RoundListed, home: Place | null, again: ReadonlySet<string | null | undefined>): boolean {
  return round.lead.id === home?.id && !again.has(round.id) && isOrdered(round.state) && contractEndsSoon(round.termEnds, dayIn(clock.now(), readerZone()));
}

const endingColumn = (home: Place | null, again: ReadonlySet<string | null | undefined>): Column<RoundListed> => ({
  ...titleColumn, cell: (round) => <>{titleColumn.cell(round)}{endsSoon(round, home, again) ? <span className={css['under']}>The contract ends on {dayWords(round.termEnds ?? '')}: start it again</span> : null}</>,
});

const overColumns = (home: Place | null, again: ReadonlySet<string | null | undefined>): Column<RoundListed>[] => [
  endingColumn(home, again),
  { key: 'lock', head: 'Locked', cell: (round) => (round.state === 'CANCELLED' || round.items.every(({ tiers }) => tiers.length === 0) ? <span className="muted">never</span> : lockWords(round.locksAt)) },
  stateColumn,
  {
    key: 'owes', head: 'We owe', figure: true,
    cell: (round) => {
      const share = round.shares.find(({ district }) => district.id === home?.id);
      const cents = share?.settledCents ?? share?.cents ?? 0;
      return cents > 0 ? formatCents(cents) : <span className="muted">nothing</span>;
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
  if (!own || own.state === 'WITHDRAWN') return <span className="muted">{round.state === 'OPEN' ? 'not in yet' : 'not in it'}</span>;
  return (
    <>
      {commitmentTag(own.state)}
      {isStanding(own) ? <span className={css['under']}>at most {formatCents(own.atMostCents)}</span> : null}
    </>
  );
}
