import { useQuery } from '@apollo/client/react';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { SignInAsDemoPersonDocument, SignInDocument } from '../../generated/people/sign-in.js';
import { SessionDocument } from '../../generated/platform/session.js';
import { useCommand } from '../../platform/command.js';
import { instantWords } from '../../platform/dates.js';
import { useForm } from '../../platform/form.js';
import { DemoPeople } from './DemoPeople.js';
import { Doorway } from './Doorway.js';
import { useEntering } from './entering.js';
import { ForgotPassword } from './ForgotPassword.js';
import { SignInForm } from './SignInForm.js';

const route = getRouteApi('/sign-in');

export default function SignInPage() {
  const { to } = route.useSearch();
  const { data } = useQuery(SessionDocument);
  const enter = useEntering(to);
  const form = useForm('sign-in', { email: '', password: '' }, { draft: false });
  const signIn = useCommand('sign-in', SignInDocument, 'Viewer');
  const asDemo = useCommand('sign-in-demo', SignInAsDemoPersonDocument, 'Viewer');
  const [forgot, setForgot] = useState(false);

  const submit = async () => {
    const missing = [
      ...(form.values.email.trim() === '' ? [{ field: 'email', message: 'Type your e-mail address' }] : []),
      ...(form.values.password === '' ? [{ field: 'password', message: 'Type your password' }] : []),
    ];
    form.setProblems(missing);
    if (missing.length > 0) return;
    if (await signIn.send(() => ({ input: { email: form.values.email.trim(), password: form.values.password } }))) await enter();
  };
  const enterAs = async (accountId: string) => {
    if (await asDemo.send(() => ({ input: { accountId } }))) await enter();
  };
  const tooMany = signIn.raw?.__typename === 'TooManyAttempts' ? `You can try again at ${instantWords(signIn.raw.retryAt)}.` : null;

  const demo = data?.site.demo && data.site.demoPeople.length > 0 ? <DemoPeople people={data.site.demoPeople} password={data.site.demoPassword} busy={asDemo.busy} lost={asDemo.lost} refusal={asDemo.refusal} onChoose={(id) => void enterAs(id)} /> : undefined;

  if (forgot) {
    return (
      <Doorway key="forgot" title="Forgot your password?" lead="We mail you a link to choose a new one. It works once, for one hour.">
        <ForgotPassword email={form.values.email} onBack={() => setForgot(false)} />
      </Doorway>
    );
  }
  return (
    <Doorway key="sign-in" title="Who is signing in?" lead={to === undefined ? 'Use the address your district invited you with.' : 'Sign in to go on where you wanted to go.'} aside={demo}>
      <SignInForm form={form} command={signIn} wait={tooMany} onSubmit={() => void submit()} onForgot={() => setForgot(true)} />
    </Doorway>
  );
}
