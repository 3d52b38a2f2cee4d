import { formatCents } from '@barnraise/money';
import { type ReactNode, useState } from 'react';
import { ApproveCommitmentDocument, CancelRoundDocument, DeclineCommitmentDocument, ExtendRoundDocument, OpenRoundDocument, WithdrawCommitmentDocument } from '../../generated/pools/rounds.js';
import { CommandDialog } from '../../platform/CommandDialog.js';
import { useCommand } from '../../platform/command.js';
import { useForm } from '../../platform/form.js';
import { announce } from '../../ui/Announcer.js';
import { Notice } from '../../ui/Notice.js';
import { WhenFields } from './WhenFields.js';
import { drafts } from '../../platform/drafts.js';
import { commitName } from './commit-form.js';
import { instantOf, timeOf } from './round-form.js';
import { type Commitment, districtsOf, isStanding, lockWords, type Round } from './words.js';

const topics = ['round', 'section'] as const;
const nothing = {};

/** A step of the round itself, with what it does to everyone. */
function RoundStepDialog({ round, kind, title, answer, said, onClose, children }: { round: Round; kind: 'open' | 'cancel'; title: string; answer: string; said: string; onClose: () => void; children: ReactNode }) {
  const name = `round.${kind}.${round.id}`;
  const form = useForm(name, nothing);
  const opening = useCommand(name, OpenRoundDocument, 'Round', topics);
  const canceling = useCommand(name, CancelRoundDocument, 'Round', topics);
  const command = kind === 'open' ? opening : canceling;
  // What opens is what was looked at: a change that comes meanwhile is said, never opened unseen.
  const [revision] = useState(round.revision);
  const submit = async () => {
    const step = (idempotencyKey: string) => ({ idempotencyKey, roundId: round.id });
    const done = kind === 'open' ? opening.send((idempotencyKey) => ({ input: { ...step(idempotencyKey), revision } })) : canceling.send((idempotencyKey) => ({ input: step(idempotencyKey) }));
    if (!(await done)) return;
    announce(said);
    onClose();
  };
  return (
    <CommandDialog title={title} answer={answer} form={form} command={command} onSubmit={submit} onClose={onClose}>
      {children}
    </CommandDialog>
  );
}

export function OpenRoundDialog({ round, onClose }: { round: Round; onClose: () => void }) {
  return (
    <RoundStepDialog round={round} kind="open" title="Open the round?" answer="Open it and tell the members" said="The round is open" onClose={onClose}>
      <p>
        Every member reads it from now on, and may commit until <strong>{lockWords(round.locksAt)}</strong>. Items, prices and rules stay as they are; you can move the lock to later once, and cancel before it.
      </p>
      {round.sealed ? <p>It is sealed: nobody sees what another district takes, not even you.</p> : null}
    </RoundStepDialog>
  );
}

export function CancelRoundDialog({ round, onClose }: { round: Round; onClose: () => void }) {
  const draft = round.state === 'DRAFT';
  return (
    <RoundStepDialog round={round} kind="cancel" title={draft ? 'Throw the draft away?' : 'Cancel the round?'} answer={draft ? 'Throw it away' : 'Cancel it for everyone'} said={draft ? 'The draft is gone' : 'The round is canceled'} onClose={onClose}>
      <p>
        {draft ? 'Nobody else has seen it. It cannot be opened any more; a new draft can be started from it.' : `Nothing is ordered and nobody owes anything. ${endsWith(round)} It cannot be opened again; a new draft can be started from it.`}
      </p>
    </RoundStepDialog>
  );
}

export function ExtendRoundDialog({ round, onClose }: { round: Round; onClose: () => void }) {
  const name = `round.extend.${round.id}`;
  const now = new Date(round.locksAt);
  const form = useForm(name, { day: '', time: timeOf(now) });
  const command = useCommand(name, ExtendRoundDocument, 'Round', topics);
  const locksAt = instantOf(form.values.day, form.values.time);
  const submit = async () => {
    if (locksAt === null || locksAt <= round.locksAt) return form.setProblems([{ field: 'day', message: 'Choose a time after the one at which it locks now' }]);
    if (!(await command.send((idempotencyKey) => ({ input: { idempotencyKey, roundId: round.id, locksAt } })))) return;
    form.clear();
    announce(`The round locks on ${lockWords(locksAt)}`);
    onClose();
  };
  return (
    <CommandDialog title="Lock later?" answer="Move the lock" form={form} command={command} onSubmit={submit} onClose={onClose}>
      <p>It locks on {lockWords(round.locksAt)} now. The lock moves once, and only to later: members rely on what they were told.{round.belowThreshold === 'EXTEND' ? ' Moved now, it does not move once more by itself if an item is below its threshold then.' : ''}</p>
      <WhenFields form={form} day="New day" time="Time" says="Locks on" instant={locksAt} />
    </CommandDialog>
  );
}

/**
 * Steps of a commitment: taken back by whoever made it; approved or declined by whoever answers for the money. What it asks about
 * is what stood when it opened: a change that comes meanwhile is said, never put in its place.
 */
export function CommitmentDialog({ round, own: now, kind, onClose }: { round: Round; own: Commitment; kind: 'withdraw' | 'approve' | 'decline'; onClose: () => void }) {
  const [own] = useState(now);
  const name = `round.${kind}.${round.id}.${own.district.id}.${own.revision}`;
  const form = useForm(name, nothing);
  const withdraw = useCommand(name, WithdrawCommitmentDocument, 'Round', topics);
  const approve = useCommand(name, ApproveCommitmentDocument, 'Round', topics);
  const decline = useCommand(name, DeclineCommitmentDocument, 'Round', topics);
  const command = { withdraw, approve, decline }[kind];
  const { title, answer, said, words } = wordsOf(round, own)[kind];
  const submit = async () => {
    const step = (idempotencyKey: string) => ({ idempotencyKey, roundId: round.id, districtId: own.district.id });
    const looked = (idempotencyKey: string) => ({ input: { ...step(idempotencyKey), revision: own.revision } });
    const done = kind === 'withdraw' ? withdraw.send((idempotencyKey) => ({ input: step(idempotencyKey) })) : (kind === 'approve' ? approve : decline).send(looked);
    if (!(await done)) return;
    drafts.drop(commitName(round.id, own.district.id));
    announce(said);
    onClose();
  };
  return (
    <CommandDialog title={title} answer={answer} form={form} command={command} onSubmit={submit} onClose={onClose}>
      <p>{words}</p>
      {now.revision === own.revision || command.refusal ? null : <Notice tone="warn" live title="It has changed meanwhile.">It can come to {formatCents(now.atMostCents)} now. Go back and look again.</Notice>}
    </CommandDialog>
  );
}

function wordsOf(round: Round, own: Commitment) {
  const most = formatCents(own.atMostCents);
  const { shortName } = own.district;
  const alone = round.commitments.filter(isStanding).length === round.participantCount;
  return {
    withdraw: {
      title: 'Take the commitment back?', answer: 'Take it back', said: 'Taken back',
      words: `${shortName} takes nothing and owes nothing. ${alone ? '' : 'The price may rise for those who stay. '}Until ${lockWords(round.locksAt)} you can commit again.`,
    },
    approve: { title: `Approve up to ${most}?`, answer: `Approve up to ${most}`, said: 'Approved', words: `It is paid from ${own.budgetCode}. From ${lockWords(round.locksAt)} on it binds ${shortName}. It may come to less; more would have to be approved again.` },
    decline: { title: 'Decline the spending?', answer: 'Decline it', said: 'Declined', words: `The commitment counts nothing. Your colleagues can commit anew, to less for example, until ${lockWords(round.locksAt)}.` },
  };
}

function endsWith({ state, participantCount: n }: Round): string {
  if (state !== 'OPEN') return 'Whoever estimated is told.';
  return n === 0 ? 'Nobody has committed yet.' : n === 1 ? '1 district has committed: it is told, and its commitment ends with it.' : `${districtsOf(n)} have committed: they are told, and their commitments end with it.`;
}
