import { useState } from 'react';
import { ChangePasswordDocument } from '../../generated/people/account.js';
import { CommandForm } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { useForm } from '../../platform/form.js';
import { Button } from '../../ui/Button.js';
import { SecretField } from '../../ui/Field.js';
import { Notice } from '../../ui/Notice.js';
import { passwordHint, passwordProblem } from './password.js';

export function PasswordForm() {
  const form = useForm('change-password', { currentPassword: '', newPassword: '' }, { draft: false });
  const command = useCommand('change-password', ChangePasswordDocument, 'PasswordChanged');
  const [ended, setEnded] = useState<number | null>(null);
  const submit = async () => {
    const problem = passwordProblem(form.values.newPassword);
    const problems = [
      ...(form.values.currentPassword === '' ? [{ field: 'currentPassword', message: 'Type your present password' }] : []),
      ...(problem ? [{ field: 'newPassword', message: problem }] : []),
    ];
    form.setProblems(problems);
    setEnded(null);
    if (problems.length > 0) return;
    const done = await command.send(() => ({ input: { currentPassword: form.values.currentPassword, newPassword: form.values.newPassword } }));
    if (!done) return;
    form.clear();
    setEnded(done.otherSessionsEnded);
  };
  return (
    <CommandForm
      form={form}
      command={command}
      onSubmit={() => void submit()}
      actions={
        <Button type="submit" busy={command.busy}>
          Change the password
        </Button>
      }
    >
      {ended === null ? null : (
        <Notice tone="good" live title="The password is changed.">
          {ended === 0 ? 'You were signed in nowhere else.' : `You were signed out on ${ended} other ${ended === 1 ? 'device' : 'devices'}.`}
        </Notice>
      )}
      <SecretField {...form.field('currentPassword')} label="Present password" autoComplete="current-password" />
      <SecretField {...form.field('newPassword')} label="New password" hint={passwordHint} autoComplete="new-password" />
    </CommandForm>
  );
}
