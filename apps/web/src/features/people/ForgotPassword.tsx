import { useState } from 'react';
import { RequestPasswordResetDocument } from '../../generated/people/sign-in.js';
import { CommandForm } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { useForm } from '../../platform/form.js';
import { Button } from '../../ui/Button.js';
import { TextField } from '../../ui/Field.js';
import { Notice } from '../../ui/Notice.js';

export function ForgotPassword({ email, onBack }: { email: string; onBack: () => void }) {
  const form = useForm('forgot-password', { email }, { draft: false });
  const command = useCommand('forgot-password', RequestPasswordResetDocument, 'MailOnItsWay');
  const [sent, setSent] = useState<string | null>(null);
  const submit = async () => {
    if (form.values.email.trim() === '') {
      form.setProblems([{ field: 'email', message: 'Type your e-mail address' }]);
      return;
    }
    const done = await command.send(() => ({ input: { email: form.values.email.trim() } }));
    if (done) setSent(done.message);
  };
  if (sent !== null) {
    return (
      <Notice tone="good" live title="Look at your mail" actions={<Button onClick={onBack}>Back to sign in</Button>}>
        {sent}
      </Notice>
    );
  }
  return (
    <CommandForm
      form={form}
      command={command}
      onSubmit={() => void submit()}
      actions={
        <>
          <Button look="primary" type="submit" busy={command.busy}>
            Mail me a link
          </Button>
          <Button look="quiet" onClick={onBack}>
            Back
          </Button>
        </>
      }
    >
      <TextField {...form.field('email')} label="E-mail address" type="email" inputMode="email" autoComplete="username" />
    </CommandForm>
  );
}
