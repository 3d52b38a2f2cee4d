import { EndRoleDocument } from '../../generated/people/people.js';
import { LostNotice, RefusalNotice } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { type Place } from '../../platform/session.js';
import { announce } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { Dialog } from '../../ui/Dialog.js';

const topics = ['account'] as const;

export function EndRoleDialog({ person, role, place, onClose }: { person: { displayName: string }; role: { id: string; roleWords: string }; place: Place; onClose: () => void }) {
  const command = useCommand(`end-role.${role.id}`, EndRoleDocument, 'Person', topics);
  const end = async () => {
    const done = await command.send((idempotencyKey) => ({ input: { idempotencyKey, roleId: role.id } }));
    if (!done) return;
    announce(`Role ended: ${role.roleWords} of ${person.displayName}`);
    onClose();
  };
  return (
    <Dialog title="End this role?" onClose={onClose}>
      {command.refusal ? <RefusalNotice refusal={command.refusal} /> : command.lost ? <LostNotice /> : null}
      <p>
        {person.displayName} stops being {role.roleWords.toLowerCase()} of {place.name} at once. What they did stays in the history. To give the role back, invite them again.
      </p>
      <div className="row">
        <Button look="primary" busy={command.busy} onClick={() => void end()}>
          End the role
        </Button>
        <Button look="quiet" onClick={onClose}>
          Go back
        </Button>
      </div>
    </Dialog>
  );
}
