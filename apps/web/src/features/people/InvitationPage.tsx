import { getRouteApi } from '@tanstack/react-router';
import { AcceptInvitationDocument } from '../../generated/people/sign-in.js';
import { CommandForm } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { useForm } from '../../platform/form.js';
import { Button, ButtonLink } from '../../ui/Button.js';
import { SecretField, TextField } from '../../ui/Field.js';
import { Notice } from '../../ui/Notice.js';
import { Doorway } from './Doorway.js';
import { useEntering } from './entering.js';
import { passwordHint, passwordProblem } from './password.js';

const route = getRouteApi('/invitation');

/** Who has an account keeps its name, whatever is sent. */
const UNCHANGED = '-';

export default function InvitationPage() {
  const { token, account } = route.useSearch();
  const hasAccount = account === 'yes';
  const enter = useEntering('/');
  const form = useForm('invitation', { displayName: '', password: '' }, { draft: false });
  const command = useCommand('invitation', AcceptInvitationDocument, 'Viewer');
  const submit = async () => {
    const problem = hasAccount ? (form.values.password === '' ? 'Type the password of your account' : null) : passwordProblem(form.values.password);
    const problems = [
      ...(!hasAccount && form.values.displayName.trim() === '' ? [{ field: 'displayName', message: 'Type your name as colleagues know it' }] : []),
      ...(problem ? [{ field: 'password', message: problem }] : []),
    ];
    form.setProblems(problems);
    if (problems.length > 0) return;
    if (await command.send(() => ({ input: { token: token ?? '', displayName: form.values.displayName.trim() || UNCHANGED, password: form.values.password } }))) await enter();
  };
  return (
    <Doorway
      title={hasAccount ? 'A new role for you' : 'Who are you?'}
      lead={hasAccount ? 'The mail says which role, and where. To accept it, type the password of your account.' : 'You have been invited to Barnraise. Choose the name your neighbors see and a password.'}
    >
      {token === undefined ? (
        <Notice tone="warn" title="This link is incomplete." actions={<ButtonLink to="/sign-in">Go to sign in</ButtonLink>}>
          Open it from the mail again, or ask whoever invited you to send it anew.
        </Notice>
      ) : (
        <CommandForm
          form={form}
          command={command}
          onSubmit={() => void submit()}
          actions={
            <Button look="primary" type="submit" busy={command.busy}>
              Accept and sign in
            </Button>
          }
        >
          {!hasAccount && <TextField {...form.field('displayName')} label="Your name" hint="For example: Marta Lindqvist" autoComplete="name" />}
          <SecretField {...form.field('password')} label="Password" {...(hasAccount ? { autoComplete: 'current-password' } : { hint: passwordHint, autoComplete: 'new-password' })} />
        </CommandForm>
      )}
    </Doorway>
  );
}
