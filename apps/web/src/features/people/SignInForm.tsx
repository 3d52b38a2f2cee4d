import { CommandForm } from '../../platform/CommandForm.js';
import { type Refusal } from '../../platform/answer.js';
import { type Form } from '../../platform/form.js';
import { Button } from '../../ui/Button.js';
import { SecretField, TextField } from '../../ui/Field.js';

export function SignInForm({ form, command, wait, onSubmit, onForgot }: { form: Form<{ email: string; password: string }>; command: { refusal: Refusal | null; lost: boolean; busy: boolean }; wait: string | null; onSubmit: () => void; onForgot: () => void }) {
  return (
    <CommandForm
      form={form}
      command={command}
      onSubmit={onSubmit}
      extra={wait === null ? null : <p>{wait}</p>}
      actions={
        <>
          <Button look="primary" type="submit" busy={command.busy}>
            Sign in
          </Button>
          <Button look="quiet" onClick={onForgot}>
            Forgot your password?
          </Button>
        </>
      }
    >
      <TextField {...form.field('email')} label="E-mail address" type="email" inputMode="email" autoComplete="username" />
      <SecretField {...form.field('password')} label="Password" autoComplete="current-password" />
    </CommandForm>
  );
}
