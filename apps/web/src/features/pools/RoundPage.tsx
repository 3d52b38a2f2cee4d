import { getRouteApi, Link } from '@tanstack/react-router';
import { PageReadFailed, SubjectMissing } from '../../platform/Failures.js';
import { useSession } from '../../platform/session.js';
import { Notice } from '../../ui/Notice.js';
import { Page } from '../../ui/Page.js';
import { PrintButton } from '../../ui/PrintButton.js';
import { PageBones } from '../../ui/States.js';
import { AskedBefore, AskingRound } from './AskingRound.js';
import { BoughtItems } from './BoughtItems.js';
import { DraftRound } from './DraftRound.js';
import { EstimatesRound } from './EstimatesRound.js';
import { LeadSteps, OpenRound } from './OpenRound.js';
import { ReleaseStep } from './Orders.js';
import { RoundResult } from './RoundResult.js';
import { RoundTerms } from './RoundTerms.js';
import { useWholeRound } from './whole-round.js';
import { SolicitationSteps } from './SolicitationSteps.js';
import { SolicitedRound } from './SolicitedRound.js';
import { Baselines } from './Settlement.js';
import { StartAgain } from './StartAgain.js';
import { districtsOf, isOrdered, isStanding, type Round, roundTag } from './words.js';

const route = getRouteApi('/signed-in/rounds/$id');

export default function RoundPage() {
  const { id } = route.useParams();
  const { step, field } = route.useSearch();
  const { round, missing, error, retry } = useWholeRound(id);
  if (round?.state === 'DRAFT') return <DraftRound key={id} round={round} step={step} field={field} />;
  if (round) return <RoundShown key={id} round={round} />;
  if (error) return <PageReadFailed what="this round" error={error} retry={retry} />;
  if (missing) return <SubjectMissing what="this round" back={{ to: '/rounds', words: 'See the purchasing rounds' }} />;
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
      lead={<>{round.summary}{round.summary ? ' ' : ''}{open || round.state === 'ESTIMATES' || isOutForBids(round) ? `${round.lead.shortName} leads.` : ''}</>}
      actions={<>{roundTag(round.state)}{open ? <LeadSteps round={round} /> : <ReleaseStep round={round} />}<SolicitationSteps round={round} />{open || isOrdered(round.state) ? <PrintButton /> : null}</>}
    >
      {open ? null : <StartAgain round={round} foremost />}
      {open ? (
        <>
          <OpenRound round={round} />
          <Baselines round={round} />
        </>
      ) : round.state === 'ESTIMATES' ? (
        <EstimatesRound round={round} />
      ) : isOutForBids(round) ? (
        <SolicitedRound round={round} />
      ) : round.state === 'ASKING' ? (
        <AskingRound round={round} />
      ) : round.state === 'CANCELLED' ? (
        <>
          <Canceled round={round} />
          <BoughtItems round={round} title="What was to be bought?" />
          <RoundTerms round={round} />
        </>
      ) : (
        <>
          <AskedBefore round={round} />
          <RoundResult round={round} />
        </>
      )}
      {open ? null : <StartAgain round={round} />}
    </Page>
  );
}

/** Why it ended, and what of it binds anybody: only whoever leads a round can cancel it, and only before its lock. */
function Canceled({ round }: { round: Round }) {
  const { lead, participantCount: n } = round;
  const before = round.route === 'SOLICITATION' && round.contractNumber == null ? 'No bid had been awarded: what was estimated bound nobody.' : n === 0 ? 'Nobody had committed.' : `${districtsOf(n)} had committed; ${n === 1 ? 'that commitment' : 'those commitments'} ended with it.`;
  return <Notice tone="warn" title={`${lead.shortName} canceled this round before its lock.`}>Nothing is ordered, and nobody owes anything. {before}</Notice>;
}

/** Between its estimates and its opening; or over without an award: nothing of it ever had a price. */
const isOutForBids = (round: Round): boolean => round.state === 'SOLICITED' || round.state === 'AWARDED' || (round.state === 'FAILED' && round.items.every(({ tiers }) => tiers.length === 0));

function questionOf(round: Round, home: string | null): string {
  if (round.state === 'ESTIMATES') return `How much would we take: ${round.title}?`;
  if (round.state === 'SOLICITED') return `Who bids what: ${round.title}?`;
  if (round.state === 'AWARDED') return `Who won, and what will it cost: ${round.title}?`;
  if (round.state === 'FAILED' && isOutForBids(round)) return `Why was no bid awarded: ${round.title}?`;
  if (round.state === 'OPEN') return `What will we pay: ${round.title}?`;
  if (round.state === 'ASKING') return round.commitments.some((one) => isStanding(one) && one.district.shortName === home) ? `Do we still take it: ${round.title}?` : `Who still takes it: ${round.title}?`;
  if (round.state === 'FAILED') return `Why was nothing ordered: ${round.title}?`;
  if (round.state === 'CANCELLED') return `What became of ${round.title}?`;
  if (round.state === 'SETTLED') return `What ${home === null ? 'did it come to' : 'do we finally owe'}: ${round.title}?`;
  return `What ${home === null ? 'was ordered' : 'do we owe'}: ${round.title}?`;
}
