import { UpdateProfileDocument } from '../../generated/people/account.js';
import { CommandForm } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { useForm } from '../../platform/form.js';
import { useSession } from '../../platform/session.js';
import { announce } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { TextField } from '../../ui/Field.js';

export function ProfileForm() {
  const { viewer } = useSession();
  const form = useForm('profile', { displayName: viewer.displayName });
  const command = useCommand('profile', UpdateProfileDocument, 'Viewer');
  const submit = async () => {
    const displayName = form.values.displayName.trim();
    if (displayName === '') return form.setProblems([{ field: 'displayName', message: 'Type your name' }]);
    if (!(await command.send(() => ({ input: { displayName } })))) return;
    form.clear();
    announce('Name saved');
  };
  return (
    <CommandForm
      form={form}
      command={command}
      onSubmit={() => void submit()}
      actions={
        <Button type="submit" busy={command.busy}>
          Save the name
        </Button>
      }
    >
      <TextField {...form.field('displayName')} label="Your name" hint="As colleagues and neighbors see it" autoComplete="name" maxLength={120} />
    </CommandForm>
  );
}
