import { ShareCostStudyDocument, type StudyDirectoryQuery, type StudyPartsFragment } from '../../../generated/cost-shares/study.js';
import { CommandDialog } from '../../../platform/CommandDialog.js';
import { useCommand } from '../../../platform/command.js';
import { useForm } from '../../../platform/form.js';
import { announce } from '../../../ui/Announcer.js';
import { type Audience } from '../audience.js';

export type Reach = Exclude<Audience, 'AUTHOR'>;

const topics = ['study'] as const;
const EMPTY = {};

/** Says who will see what before anybody sees it. */
export function ShareStudyDialog({ study, reach, consortium, pending, onClose, onShared }: { study: StudyPartsFragment; reach: Reach; consortium: NonNullable<StudyDirectoryQuery['consortium']>; pending: boolean; onClose: () => void; onShared: () => Promise<void> }) {
  const name = `study.share.${study.id}.${reach}`;
  const form = useForm(name, EMPTY, { draft: false });
  const command = useCommand(name, ShareCostStudyDocument, 'CostStudy', topics);
  const others = consortium.policies.find(({ key, inForce }) => inForce && key === 'lab.othersStanding')?.valueWords ?? null;
  const submit = async () => {
    const done = await command.send((idempotencyKey) => ({ input: { idempotencyKey, id: study.id, with: reach, revision: study.revision } }));
    if (!done) return;
    announce(reach === 'MEMBERS' ? 'Shared with the members' : 'Shared with the coordinator');
    await onShared();
    onClose();
  };
  return (
    <CommandDialog title={reach === 'MEMBERS' ? 'Share it with the members?' : 'Share it with the coordinator?'} answer={reach === 'MEMBERS' ? 'Share with the members' : 'Share with the coordinator'} form={form} command={{ ...command, busy: command.busy || pending }} onSubmit={submit} onClose={onClose}>
      {reach === 'COORDINATOR' ? (
        <>
          <p>
            The coordinator of {study.consortium.name} sees all of it: the cost, every way and every district’s share, with your name. No member sees it yet.
          </p>
          <p>{study.mine ? 'You can still change it; the coordinator sees each change. Only the coordinator can share it with the members.' : ''}</p>
        </>
      ) : (
        <>
          <p>From then on it stays as it is: nobody can change it, and everybody in the consortium can point to it. Whoever may write studies can copy what they can read.</p>
          <p>
            <strong>Each district sees its own standing by name.</strong> Of the others it sees what the consortium’s policy says{others === null ? ': by default one sum of all others' : `: ${others}`}. The policy of today holds for this study for good.
          </p>
          <p>Districts can then say what they would pay alone.</p>
        </>
      )}
    </CommandDialog>
  );
}
