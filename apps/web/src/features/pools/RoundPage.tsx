import { useQuery } from '@apollo/client/react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { RoundDocument } from '../../generated/pools/rounds.js';
import { PageReadFailed, SubjectMissing } from '../../platform/Failures.js';
import { useSession } from '../../platform/session.js';
import { Notice } from '../../ui/Notice.js';
import { Page } from '../../ui/Page.js';
import { PrintButton } from '../../ui/PrintButton.js';
import { PageBones } from '../../ui/States.js';
import { DraftRound } from './DraftRound.js';
import { LeadSteps, OpenRound } from './OpenRound.js';
import { ReleaseStep } from './Orders.js';
import { RoundResult } from './RoundResult.js';
import { RoundTerms } from './RoundTerms.js';
import { StartAgain } from './StartAgain.js';
import { isOver, type Round, roundTag } from './words.js';

const route = getRouteApi('/signed-in/rounds/$id');

export default function RoundPage() {
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(RoundDocument, { variables: { id }, fetchPolicy: 'cache-and-network', context: { topics: ['round'] } });
  if (data?.round) return <RoundShown key={id} round={data.round} />;
  if (error) return <PageReadFailed what="this round" error={error} retry={() => void refetch()} />;
  if (data) return <SubjectMissing what="this round" back={{ to: '/rounds', words: 'See the purchasing rounds' }} />;
  return <PageBones label="Loading the round" />;
}

function RoundShown({ round }: { round: Round }) {
  const { home } = useSession();
  const open = round.state === 'OPEN';
  return (
    <Page
      title={questionOf(round, home?.shortName ?? null)}
      documentTitle={round.title}
      wide={open}
      eyebrow={<><Link to="/rounds">Purchasing rounds</Link> / {round.title}</>}
      lead={<>{round.summary}{round.summary ? ' ' : ''}{open ? `${round.lead.shortName} leads.` : ''}</>}
      actions={<>{roundTag(round.state)}{open ? <LeadSteps round={round} /> : <ReleaseStep round={round} />}{open || isOver(round.state) ? <PrintButton /> : null}</>}
    >
      {round.state === 'DRAFT' || open ? null : <StartAgain round={round} foremost />}
      {round.state === 'DRAFT' ? (
        <DraftRound round={round} />
      ) : open ? (
        <OpenRound round={round} />
      ) : round.state === 'CANCELLED' ? (
        <>
          <Notice tone="warn" title="This round was canceled before its lock.">Nothing is ordered, and nobody owes anything. What was committed ended with it.</Notice>
          <RoundTerms round={round} />
        </>
      ) : (
        <RoundResult round={round} />
      )}
      {round.state === 'DRAFT' || open ? null : <StartAgain round={round} />}
    </Page>
  );
}

function questionOf(round: Round, home: string | null): string {
  if (round.state === 'DRAFT') return 'Is the round ready to open?';
  if (round.state === 'OPEN') return `What will we pay: ${round.title}?`;
  if (round.state === 'FAILED') return `Why was nothing ordered: ${round.title}?`;
  if (round.state === 'CANCELLED') return `What became of ${round.title}?`;
  return `What ${home === null ? 'was ordered' : 'do we owe'}: ${round.title}?`;
}
