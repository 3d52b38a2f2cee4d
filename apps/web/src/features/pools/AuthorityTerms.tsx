import { Link } from '@tanstack/react-router';
import { useSession } from '../../platform/session.js';
import { Notice } from '../../ui/Notice.js';
import { Facts } from '../../ui/Page.js';
import css from './Rounds.module.css';
import { documentKinds } from './authority-form.js';
import { stateName } from './states.js';
import { keepsRecords, type Round } from './words.js';

export const kindOf = (kind: Round['authority']['documents'][number]['kind']): string => documentKinds.find(({ value }) => value === kind)!.label;

/** A threshold that all parts together pass, though each alone may not. */
export function BidNotice({ round }: { round: Round }) {
  const { bidWarning } = round.authority;
  if (!bidWarning) return null;
  return (
    <Notice tone="warn" title={bidWarning.words}>
      <div className="stack-s">
        {bidWarning.unlessWords ? <p>{bidWarning.unlessWords}</p> : null}
        <p className="muted small">{bidWarning.citation}</p>
      </div>
    </Notice>
  );
}

/** Documents, whose law and money; from which sums on bids are needed; what our district wrote down. */
export function AuthorityTerms({ round }: { round: Round }) {
  const { home } = useSession();
  const { stateCode, federal, documents, bidRules, bidRulesCitation, records } = round.authority;
  const own = records.some(({ district }) => district.id === home?.id);
  return (
    <>
      <Facts
        items={[
          ['Under the law of', stateCode ? stateName(stateCode) : <span className="muted">not said yet</span>],
          ['Federal money', federal ? 'may pay for a part of it: 2 CFR 200.318 to 200.327' : 'none'],
          [
            'Documents',
            documents.length === 0 ? <span className="muted">none</span> : (
              <ul className={css['documents']}>
                {documents.map(({ kind, title, address }) => (
                  <li key={`${kind} ${address}`}>
                    <a href={address} target="_blank" rel="noopener noreferrer">{title}</a>
                    {title === kindOf(kind) ? null : <span className="muted">, {kindOf(kind).toLowerCase()}</span>}
                  </li>
                ))}
              </ul>
            ),
          ],
        ]}
      />
      {bidRules.length > 0 ? (
        <details className={css['more']}>
          <summary>From which sums on are bids needed?</summary>
          <div className="stack-s">
            <p className="small">All parts of a round together{round.sealed ? '; because it is sealed, nobody is told how far they are' : ''}.</p>
            <ul className={css['bullets']}>
              {bidRules.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
            {bidRulesCitation == null ? null : <p className="muted small">{bidRulesCitation}</p>}
          </div>
        </details>
      ) : null}
      {!keepsRecords(round.state) || (round.state === 'FAILED' && !own) ? null : (
        <p>
          <Link to="/rounds/$id/record" params={{ id: round.id }}>{own ? 'What we wrote down before we bought' : 'Write down why we use this contract'}</Link>
        </p>
      )}
    </>
  );
}
