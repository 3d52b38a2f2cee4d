import { formatCents } from '@barnraise/money';
import { Link } from '@tanstack/react-router';
import { type Problem } from '../../platform/form.js';
import { Button } from '../../ui/Button.js';
import { Notice } from '../../ui/Notice.js';
import { Facts, Section } from '../../ui/Page.js';
import { AuthorityTerms, BidNotice } from './AuthorityTerms.js';
import { draftSteps, type Missing, stepOf, stepOfMissing } from './draft-steps.js';
import { Ladder } from './Ladder.js';
import css from './Rounds.module.css';
import { RoundTerms } from './RoundTerms.js';
import { StartedFrom } from './StartAgain.js';
import { TierTable } from './TierTable.js';
import { counted, lockWords, type Round, type RoundItem, unitWords } from './words.js';

/** The last step: what is missing or wrong first, then the whole of it as it will be read, then what sends it on. */
export function DraftCheck({ round, asks, missing, problems, dirty, busy, onSave, onOpen, onCancel }: { round: Round; asks: boolean; missing: readonly Missing[]; problems: readonly Problem[]; dirty: boolean; busy: boolean; onSave: () => void; onOpen: () => void; onCancel: () => void }) {
  const next = asks ? 'Ask for estimates' : 'Open the round';
  const blocked = missing.length > 0 || problems.length > 0;
  return (
    <>
      {problems.length > 0 ? (
        <Notice tone="bad" title="Not all that you typed is saved. Before it can be, correct this:">
          <ul className={css['missing']}>
            {problems.map(({ field, message }) => (
              <li key={field}>
                <Link to="/rounds/$id" params={{ id: round.id }} search={{ step: stepOf(field), field }}>{message}</Link> <StepName field={field} />
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {missing.length > 0 ? (
        <Notice tone="info" title={asks ? 'Before estimates are asked for, this is missing:' : 'Before it can open, this is missing:'}>
          <ul className={css['missing']}>
            {missing.map((one) => (
              <li key={`${one.code} ${one.field}`}>
                <Link to="/rounds/$id" params={{ id: round.id }} search={{ step: stepOfMissing(one), field: one.field }}>{one.words}</Link>
              </li>
            ))}
          </ul>
        </Notice>
      ) : dirty ? null : (
        <Notice tone="good" title="Nothing is missing.">{asks ? 'Ask the members what they would take when it says what you mean: items and rules stay as they are from then on.' : 'Open it when it says what you mean: items, prices and rules stay as they are from then on.'}</Notice>
      )}
      {dirty && problems.length === 0 ? (
        <Notice tone="warn" title={busy ? 'What you typed is being saved.' : 'Not all that you typed is saved: below stands what was saved last.'} actions={<Button busy={busy} onClick={onSave}>Save</Button>} />
      ) : null}
      <BidNotice round={round} />
      <StartedFrom round={round} />
      <RoundAsRead round={round} />
      <div className={`row ${css['ends']}`}>
        <Button look="primary" busy={busy} disabled={blocked} onClick={onOpen}>{next}</Button>
        <Button look="quiet" onClick={onCancel}>Throw it away</Button>
        {blocked ? <span className="muted small">{problems.length > 0 ? 'First correct what is named above.' : 'First say what is missing above.'}</span> : null}
      </div>
    </>
  );
}

const StepName = ({ field }: { field: string }) => <span className="muted">({draftSteps.find(({ key }) => key === stepOf(field))!.name})</span>;

/** A round before it is open, as its members will read it. */
export function RoundAsRead({ round }: { round: Round }) {
  const asks = round.route === 'SOLICITATION';
  return (
    <>
      <Section title="What can be ordered, and until when?">
        {round.summary ? <p>{round.summary}</p> : null}
        <Facts items={[[asks ? 'Planned to lock' : 'Locks', lockWords(round.locksAt)], round.sealed && ['Sealed', 'nobody sees what another district takes']]} across />
        {round.items.map((item) => <Item key={item.key} item={item} />)}
      </Section>
      <RoundTerms round={round} />
      {asks && round.contractNumber == null ? <Section title="Under whose law do we ask?"><AuthorityTerms round={round} /></Section> : null}
    </>
  );
}

function Item({ item }: { item: RoundItem }) {
  const sizes = unitWords(item);
  const limits = [
    item.threshold == null ? '' : `At least ${counted(item.threshold, item.orderUnit)} together, or nothing is ordered.`, item.ceiling == null ? '' : `The contract allows ${counted(item.ceiling, item.orderUnit)} at the most.`,
  ].filter(Boolean).join(' ');
  return (
    <div className={css['item']}>
      <div>
        <h3>{item.name}</h3>
        <p className="muted">{[item.specification, `Ordered in whole ${item.orderUnit.plural}`, sizes].filter(Boolean).join('. ')}.</p>
      </div>
      {item.tiers.length > 1 ? <Ladder item={item} /> : null}
      {item.tiers.length > 1 ? <TierTable item={item} mine={[]} who={null} /> : item.tiers[0] ? <p className={css['price']}><strong>{formatCents(item.tiers[0].priceCents)}</strong> per {item.priceUnit.name}, however many are ordered</p> : null}
      {limits === '' ? null : <p className="muted small">{limits}</p>}
    </div>
  );
}
