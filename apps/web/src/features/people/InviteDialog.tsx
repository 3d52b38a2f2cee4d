import { InvitePersonDocument } from '../../generated/people/people.js';
import { CommandForm } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { useForm } from '../../platform/form.js';
import { type Place, type RoleName } from '../../platform/session.js';
import { Button } from '../../ui/Button.js';
import { Dialog } from '../../ui/Dialog.js';
import { ChoiceField, TextField } from '../../ui/Field.js';
import { rolesIn } from './roles.js';

const topics = ['account'] as const;

export function InviteDialog({ place, onClose, onInvited }: { place: Place; onClose: () => void; onInvited: (name: string) => void }) {
  const roles = rolesIn(place);
  const name = `invite.${place.id}`;
  const form = useForm(name, { displayName: '', email: '', role: roles[0]?.value ?? '' });
  const command = useCommand(name, InvitePersonDocument, 'Person', topics);
  const submit = async () => {
    const role = roles.find((one) => one.value === form.values.role)?.value as RoleName | undefined;
    const email = form.values.email.trim();
    const displayName = form.values.displayName.trim();
    const problems = [
      ...(displayName === '' ? [{ field: 'displayName', message: 'Type the person’s name' }] : []),
      ...(/^\S+@\S+\.\S+$/.test(email) ? [] : [{ field: 'email', message: 'Type an e-mail address, for example name@school.org' }]),
      ...(role === undefined ? [{ field: 'role', message: 'Choose a role' }] : []),
    ];
    form.setProblems(problems);
    if (problems.length > 0 || role === undefined) return;
    const at = place.kind === 'district' ? { districtId: place.id } : { consortiumId: place.id };
    const person = await command.send((idempotencyKey) => ({ input: { idempotencyKey, email, displayName, role, ...at } }));
    if (!person) return;
    form.clear();
    onInvited(person.displayName);
  };
  return (
    <Dialog title={`Whom to invite to ${place.shortName}?`} onClose={onClose}>
      <CommandForm
        form={form}
        command={command}
        onSubmit={() => void submit()}
        actions={
          <>
            <Button look="primary" type="submit" busy={command.busy}>
              Send the invitation
            </Button>
            <Button look="quiet" onClick={onClose}>
              Go back
            </Button>
          </>
        }
      >
        <TextField {...form.field('displayName')} label="Name" maxLength={120} />
        <TextField {...form.field('email')} label="E-mail address" hint="The invitation goes there, and it is the name to sign in with." type="email" inputMode="email" maxLength={200} />
        <ChoiceField {...form.field('role')} label="Role" choices={roles} />
      </CommandForm>
    </Dialog>
  );
}
