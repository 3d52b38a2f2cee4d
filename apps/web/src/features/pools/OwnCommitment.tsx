import { useQuery } from '@apollo/client/react';
import { formatCents } from '@barnraise/money';
import { useState } from 'react';
import { RoundSitesDocument } from '../../generated/pools/rounds.js';
import { Button } from '../../ui/Button.js';
import { Notice } from '../../ui/Notice.js';
import { Facts, Section } from '../../ui/Page.js';
import { CommitForm } from './CommitForm.js';
import { CommitmentDialog } from './RoundDialogs.js';
import css from './Rounds.module.css';
import { commitmentTag, isStanding, perUnit, rangeWords, type Commitment, type Round } from './words.js';

/** The small form of one district, or what it has said, with the steps from there. */
export function OwnCommitment({ round, district, own, several }: { round: Round; district: { id: string; shortName: string }; own: Commitment | null; several: boolean }) {
  const mayCommit = round.commitFor.some(({ id }) => id === district.id);
  const standing = own !== null && isStanding(own);
  const [changing, setChanging] = useState(false);
  const [asked, setAsked] = useState<'withdraw' | 'approve' | 'decline' | null>(null);
  const who = several ? district.shortName : 'we';
  const writing = mayCommit && (!standing || changing);
  return (
    <Section title={standing && !changing ? `What ${several ? `does ${who}` : 'do we'} take?` : `How many ${several ? `does ${who}` : 'do we'} take?`} id={`take-${district.id}`} aside={own && own.state !== 'WITHDRAWN' ? commitmentTag(own.state) : undefined} stands={`${own?.revision ?? 0} ${own?.state ?? ''} ${writing}`}>
      {own?.state === 'DECLINED' ? <Notice tone="warn" title="The spending was declined.">It counts nothing. Commit anew, to less for example, or leave it.</Notice> : null}
      {own?.state === 'WITHDRAWN' ? <p className="muted">{district.shortName} took its commitment back and owes nothing.</p> : null}
      {standing && !changing ? <Taken round={round} own={own} /> : null}
      {standing && !changing && mayCommit ? (
        <div className="row">
          <Button onClick={() => setChanging(true)}>Change it</Button>
          <Button look="quiet" onClick={() => setAsked('withdraw')}>Take it back</Button>
        </div>
      ) : null}
      {own?.mayApprove && standing && !changing ? (
        <div className={css['approve']}>
          <p>A colleague asks for <strong>up to {formatCents(own.atMostCents)}</strong> from {own.budgetCode}.</p>
          {own.approvalNeeds == null ? null : <p>{own.approvalNeeds}</p>}
          <div className="row">
            {own.approvalNeeds == null ? <Button look="primary" onClick={() => setAsked('approve')}>Approve the spending</Button> : null}
            <Button look="quiet" onClick={() => setAsked('decline')}>Decline</Button>
          </div>
        </div>
      ) : null}
      {writing ? <CommitForm round={round} district={district} own={own} onDone={() => setChanging(false)} onBack={standing ? () => setChanging(false) : null} /> : null}
      {asked && own ? <CommitmentDialog round={round} own={own} kind={asked} onClose={() => setAsked(null)} /> : null}
    </Section>
  );
}

/** What it takes, what it comes to as things stand, and the most it can be. */
function Taken({ round, own }: { round: Round; own: Commitment }) {
  const { data } = useQuery(RoundSitesDocument, { variables: { districtId: own.district.id }, skip: own.schoolId == null, context: { topics: [] } });
  const school = data?.district?.schools.find(({ id }) => id === own.schoolId);
  const now = own.lines.map(({ nowCents }) => nowCents);
  const sum = now.some((cents) => cents == null) ? null : now.reduce<number>((all, cents) => all + (cents ?? 0), 0);
  return (
    <>
      {sum === null ? null : (
        <p className={css['figure']}>
          <strong>{formatCents(sum + (own.now?.chargesCents ?? 0))}</strong> <span className="muted">as it stands</span>
          {own.now && own.now.chargesCents > 0 ? <span className={css['under']}>{formatCents(own.now.goodsCents)} goods, {formatCents(own.now.chargesCents)} freight and fees</span> : null}
        </p>
      )}
      <Facts
        items={[
          ...own.lines.map((line) => {
            const item = round.items.find(({ key }) => key === line.itemKey);
            const unit = item?.units.find(({ name }) => name === line.unit);
            const words = unit ? rangeWords(line.minimum, line.maximum, unit) : `${line.minimum} to ${line.maximum}`;
            return [item?.name ?? line.itemKey, <>{words}{line.notToExceedCents == null || !unit ? null : <span className={css['under']}>no more than {perUnit(line.notToExceedCents, unit)}</span>}</>] as const;
          }),
          ['At most', formatCents(own.atMostCents)],
          ['Paid from', own.fundingSource ? `${own.budgetCode}, ${own.fundingSource}` : own.budgetCode],
          school ? ['Delivered to', school.name] : null,
        ]}
      />
      {own.state === 'AWAITING_APPROVAL' ? <p className="small">It waits for whoever approves your spending. {round.ruleWords.find((one) => one.startsWith('A commitment whose spending')) ?? ''}</p> : null}
    </>
  );
}
