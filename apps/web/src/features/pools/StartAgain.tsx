import { useQuery } from '@apollo/client/react';
import { Link, useNavigate } from '@tanstack/react-router';
import { CopyRoundDocument, RoundBeforeDocument, type RoundBeforeQuery } from '../../generated/pools/proposal.js';
import { LostNotice, RefusalNotice } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { dayWords } from '../../platform/dates.js';
import { announce } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { Notice } from '../../ui/Notice.js';
import { type Round } from './words.js';

const topics = ['round'] as const;
export type Before = NonNullable<RoundBeforeQuery['roundBefore']>;

/** What came before a round, and its own districts' quantities of last time. */
export function useBefore(roundId: string): Before | null {
  const { data } = useQuery(RoundBeforeDocument, { variables: { roundId }, fetchPolicy: 'cache-and-network', context: { topics } });
  return data?.roundBefore ?? null;
}

/** Of a round that is over: start it again, or go to where that was done. That its contract ends while nobody has stands foremost. */
export function StartAgain({ round, foremost = false }: { round: Round; foremost?: boolean }) {
  const before = useBefore(round.id);
  const navigate = useNavigate();
  const command = useCommand(`round.copy.${round.id}`, CopyRoundDocument, 'Round', topics);
  if (!before || foremost !== (before.contractEnds != null)) return null;
  const start = async () => {
    const done = await command.send((idempotencyKey) => ({ input: { idempotencyKey, roundId: round.id } }));
    if (!done) return;
    announce('Kept as a draft');
    await navigate({ to: '/rounds/$id', params: { id: done.id } });
  };
  const button = before.mayCopy ? <Button look={before.contractEnds ? 'primary' : 'plain'} busy={command.busy} onClick={() => void start()}>Start it again</Button> : null;
  if (before.startedAgain) {
    return <p>It was started again: <Link to="/rounds/$id" params={{ id: before.startedAgain.id }}>{before.startedAgain.title}</Link>.</p>;
  }
  if (!button) return null;
  return (
    <>
      {command.refusal ? <RefusalNotice refusal={command.refusal} /> : command.lost ? <LostNotice /> : null}
      {before.contractEnds ? (
        <Notice tone="warn" title={`The contract ends on ${dayWords(before.contractEnds)}.`}>
          <p>A new draft takes over items, prices, rules and charges; each district finds its own quantities of last time.</p>
          {button}
        </Notice>
      ) : (
        <div className="row">
          {button}
          <span className="muted small">A new draft takes over items, prices, rules and charges. Commitments are not copied.</span>
        </div>
      )}
    </>
  );
}

/** On a draft: what it was started from, and what was not taken over. */
export function StartedFrom({ round }: { round: Round }) {
  const before = useBefore(round.id);
  if (!before?.copiedFrom) return null;
  return (
    <Notice tone="plain" title={`Started again from ${before.copiedFrom.title}`}>
      Items, prices, rules and charges stand as they were: look at the prices, the contract and the days. Commitments were not copied; in its own form each district finds its own quantities of last time.{' '}
      <Link to="/rounds/$id" params={{ id: before.copiedFrom.id }}>See that round</Link>
    </Notice>
  );
}
