import { useQuery } from '@apollo/client/react';
import { formatCents } from '@barnraise/money';
import { useState } from 'react';
import { type AskingPartsFragment, RoundAskingDocument } from '../../generated/pools/asking.js';
import { useServerMinute } from '../../platform/clock.js';
import { leftWords } from '../../platform/dates.js';
import { ReadFailed } from '../../platform/Failures.js';
import { useSession } from '../../platform/session.js';
import { Button } from '../../ui/Button.js';
import { Icon } from '../../ui/Icon.js';
import { Notice } from '../../ui/Notice.js';
import { Facts, Section } from '../../ui/Page.js';
import { Bones } from '../../ui/States.js';
import { AnswerDialog } from './AnswerDialog.js';
import asks from './AskingRound.module.css';
import { RoundTerms } from './RoundTerms.js';
import css from './Rounds.module.css';
import { TierTable } from './TierTable.js';
import { districtsOf, isStanding, lockWords, type Round } from './words.js';

export type Asking = AskingPartsFragment;
export type Question = Asking['questions'][number];

/** A round of which part stayed below its threshold: one question to each district that committed to that. */
export function AskingRound({ round }: { round: Round }) {
  const { home } = useSession();
  const { data, error, refetch } = useQuery(RoundAskingDocument, { variables: { roundId: round.id }, fetchPolicy: 'cache-and-network', context: { topics: ['round'] } });
  const asking = data?.roundAsking;
  if (!asking) return error ? <ReadFailed error={error} what="The question" retry={() => void refetch()} /> : <Bones lines={6} label="Loading the question" />;
  const questions = [...asking.questions].sort((a, b) => Number(b.district.id === home?.id) - Number(a.district.id === home?.id));
  const named = new Map(asking.items.map((item) => [item.itemKey, item.name]));
  return (
    <>
      {questions.map((question) => (question.yes == null ? <Open key={question.district.id} round={round} asking={asking} question={question} /> : <Answered key={question.district.id} round={round} asking={asking} question={question} />))}
      {questions.length === 0 ? (
        <Notice tone="info" title="Your district is asked nothing here.">
          {round.commitments.some(isStanding) ? 'What it committed to is enough, or waits for nobody: it stays as it is.' : 'It committed to nothing of what stayed below its threshold.'} The round goes on once everyone who is asked has answered, or on {lockWords(asking.answersBy)}.
        </Notice>
      ) : null}
      <Section title="Why is it asked?" aside={<SoFar asking={asking} />}>
        <ul className={css['bullets']}>
          {asking.items.map((item) => (
            <li key={item.itemKey}>
              {item.name} needs {item.thresholdWords} together. {item.missingWords == null ? 'By the lock it stayed below that.' : `By the lock ${item.missingWords} were missing.`}
            </li>
          ))}
          <li>Whoever says yes still takes it, at the price that those who say yes come to. Without a yes nobody is bound.</li>
          {round.items.length > asking.items.length ? <li>What was committed to other items stays as it is.</li> : null}
        </ul>
      </Section>
      <Section title="What is the price list?">
        {round.items.filter(({ key }) => named.size === 0 || named.has(key)).map((item) => {
          const own = round.commitments.filter(isStanding).find(({ district }) => district.id === home?.id);
          return <TierTable key={item.key} item={item} mine={own?.lines.find(({ itemKey }) => itemKey === item.key)?.atTiers ?? []} who={own?.district.shortName ?? null} atMost />;
        })}
      </Section>
      <RoundTerms round={round} />
    </>
  );
}

/** For whoever leads: how far the answers are, and never whose. */
function SoFar({ asking }: { asking: Asking }) {
  if (asking.answeredCount == null) return null;
  return (
    <strong>
      {asking.askedCount == null ? districtsOf(asking.answeredCount) : `${asking.answeredCount} of ${districtsOf(asking.askedCount)}`} {asking.answeredCount === 1 ? 'has' : 'have'} answered
    </strong>
  );
}

/** The question itself: what it costs first, then until when, then yes or no. */
function Open({ round, asking, question }: { round: Round; asking: Asking; question: Question }) {
  const [asked, setAsked] = useState<'yes' | 'no' | null>(null);
  const now = useServerMinute();
  const left = Date.parse(asking.answersBy) - now;
  const { shortName } = question.district;
  return (
    <Section title={`Does ${shortName} still take ${takenWords(asking, question)}?`} id={`asks-${question.district.id}`} stands={String(question.yes)}>
      <Cost asking={asking} question={question} />
      <p className={css['clock']}>
        <Icon name="clock" size={18} />
        <span>
          <strong>{left > 0 ? `${leftWords(left)} left to answer` : 'The time to answer is over'}</strong>
          <span className={css['under']}>
            until <time dateTime={asking.answersBy}>{lockWords(asking.answersBy)}</time>
          </span>
        </span>
      </p>
      {question.mayAnswer ? (
        <>
          <div className={asks['answers']}>
            <Button look="primary" onClick={() => setAsked('yes')}>Yes, we still take it</Button>
            <Button onClick={() => setAsked('no')}>No, leave us out</Button>
          </div>
          <p className="muted small">An answer is given once and stands. Without a yes by then, {shortName} is not bound and pays nothing of it.</p>
        </>
      ) : (
        <p className="muted">{left > 0 ? `Whoever buys for ${shortName} answers: its procurement officer, its business manager or an administrator.` : 'What it comes to is being worked out.'}</p>
      )}
      {asked ? <AnswerDialog round={round} asking={asking} question={question} yes={asked === 'yes'} onClose={() => setAsked(null)} /> : null}
    </Section>
  );
}

function Cost({ asking, question }: { asking: Asking; question: Question }) {
  const [first] = question.lines;
  const one = question.lines.length === 1 ? first : null;
  return (
    <>
      {question.ifAllCents == null ? (
        <p>
          <span className={css['owed']}>{formatCents(question.atMostCents)}</span> <span className="muted">at most. The round is sealed: what it comes to is told to each district once it has locked.</span>
        </p>
      ) : (
        <p>
          <span className={css['owed']}>{formatCents(question.ifAllCents)}</span>{' '}
          <span className="muted">
            if everyone says yes{one ? (one.priceWords ? `, at ${one.priceWords}` : ': then whole cases or its price limit leave it out') : ''}
          </span>
        </p>
      )}
      {question.lines.length > 1 ? (
        <Facts items={question.lines.map((line) => [asking.items.find(({ itemKey }) => itemKey === line.itemKey)?.name ?? line.itemKey, line.cents == null ? line.committedWords : line.cents === 0 ? 'nothing' : `${line.quantityWords ?? ''} at ${line.priceWords ?? ''}: ${formatCents(line.cents)}`] as const)} />
      ) : null}
      {question.ifAllCents == null ? null : (
        <p>
          <strong>Never more than {formatCents(question.atMostCents)}</strong>, however others answer.
          {question.ifAllTotalCents != null && question.ifAllTotalCents !== question.ifAllCents ? ` With all else your district takes in this round it is ${formatCents(question.ifAllTotalCents)} then.` : ''}
        </p>
      )}
    </>
  );
}

/** "3 pallets of Ice melt"; of several items only how many. */
const takenWords = (asking: Asking, question: Question): string => {
  const [first] = question.lines;
  return question.lines.length === 1 && first ? `${first.committedWords} of ${asking.items.find(({ itemKey }) => itemKey === first.itemKey)?.name ?? 'it'}` : `${question.lines.length} items`;
};

function Answered({ round, asking, question }: { round: Round; asking: Asking; question: Question }) {
  const { shortName } = question.district;
  const over = round.state !== 'ASKING';
  return (
    <Notice tone={question.yes ? 'good' : 'plain'} title={`${shortName} said ${question.yes ? 'yes' : 'no'} to ${takenWords(asking, question)}.`}>
      {[question.answeredBy ? `${question.answeredBy} answered` : 'Answered', question.answeredAt ? ` on ${lockWords(question.answeredAt)}` : '', ', and the answer stands. '].join('')}
      {over ? '' : question.yes ? `${question.ifAllCents == null ? 'It' : `It comes to ${formatCents(question.ifAllCents)} if everyone says yes, and`} never comes to more than ${formatCents(question.atMostCents)}. ` : 'It does not bind your district. '}
      {over ? '' : `The round goes on once everyone who is asked has answered, or on ${lockWords(asking.answersBy)}.`}
    </Notice>
  );
}

/** After it: that it asked, and what my districts said. */
export function AskedBefore({ round }: { round: Round }) {
  const { data } = useQuery(RoundAskingDocument, { variables: { roundId: round.id }, skip: round.belowThreshold !== 'ASK', context: { topics: ['round'] } });
  const asking = data?.roundAsking;
  if (!asking) return null;
  return asking.questions.map((question) =>
    question.yes == null ? (
      <Notice key={question.district.id} tone="plain" title={`No answer of ${question.district.shortName} came in time.`}>
        It was asked until {lockWords(asking.answersBy)} whether it still takes {takenWords(asking, question)}. Without a yes it is not bound by that.
      </Notice>
    ) : (
      <Answered key={question.district.id} round={round} asking={asking} question={question} />
    ),
  );
}
