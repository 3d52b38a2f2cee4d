import { getRouteApi } from '@tanstack/react-router';
import { ResetPasswordDocument } from '../../generated/people/sign-in.js';
import { CommandForm } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { useForm } from '../../platform/form.js';
import { Button, ButtonLink } from '../../ui/Button.js';
import { SecretField } from '../../ui/Field.js';
import { Notice } from '../../ui/Notice.js';
import { Doorway } from './Doorway.js';
import { useEntering } from './entering.js';
import { passwordHint, passwordProblem } from './password.js';

const route = getRouteApi('/reset');

export default function ResetPage() {
  const { token } = route.useSearch();
  const enter = useEntering('/');
  const form = useForm('reset-password', { password: '' }, { draft: false });
  const command = useCommand('reset-password', ResetPasswordDocument, 'Viewer');
  const submit = async () => {
    const problem = passwordProblem(form.values.password);
    if (problem) return form.setProblems([{ field: 'password', message: problem }]);
    if (await command.send(() => ({ input: { token: token ?? '', password: form.values.password } }))) await enter();
  };
  return (
    <Doorway title="What is your new password?" lead="You are signed in with it right away; every other device is signed out.">
      {token === undefined ? (
        <Notice tone="warn" title="This link is incomplete." actions={<ButtonLink to="/sign-in">Back to sign in</ButtonLink>}>
          Open it from the mail again, or ask for a new one.
        </Notice>
      ) : (
        <CommandForm
          form={form}
          command={command}
          onSubmit={() => void submit()}
          extra={command.raw?.__typename === 'LinkNotValid' ? <ButtonLink to="/sign-in">Ask for a new link</ButtonLink> : null}
          actions={
            <Button look="primary" type="submit" busy={command.busy}>
              Save and sign in
            </Button>
          }
        >
          <SecretField {...form.field('password')} label="New password" hint={passwordHint} autoComplete="new-password" />
        </CommandForm>
      )}
    </Doorway>
  );
}
