import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import { ErrorSummary, type SummaryLine } from '../ui/ErrorSummary.js';
import { Notice } from '../ui/Notice.js';
import { type Refusal } from './answer.js';
import css from './CommandForm.module.css';
import { type Draft } from './drafts.js';
import { type Form, problemsOf } from './form.js';

export interface Sending {
  refusal: Refusal | null;
  lost: boolean;
}

/**
 * A form that sends one command. Problems of single fields stand beside them and in a summary at the top that takes
 * the focus; a refusal says what to do next; a lost connection keeps everything typed and offers to send again.
 */
export function CommandForm<Values extends Draft>({ form, command, onSubmit, children, actions, extra, id }: { form: Form<Values>; command: Sending; onSubmit: () => void; children: ReactNode; actions: ReactNode; extra?: ReactNode; id?: string }) {
  const { refusal } = command;
  const { setProblems } = form;
  useEffect(() => {
    if (refusal) setProblems(problemsOf(refusal));
  }, [refusal, setProblems]);
  const [attempt, setAttempt] = useState(0);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAttempt((before) => before + 1);
    onSubmit();
  };
  return (
    <form noValidate onSubmit={submit} className={css['form']} {...(id ? { id } : {})}>
      <Trouble form={form} command={command} extra={extra} attempt={attempt} />
      {children}
      <div className={`row ${css['actions']}`}>{actions}</div>
    </form>
  );
}

function Trouble<Values extends Draft>({ form, command, extra, attempt }: { form: Form<Values>; command: Sending; extra?: ReactNode; attempt: number }) {
  const { refusal } = command;
  if (form.problems.length > 0) {
    const lines: SummaryLine[] = form.problems.map((problem) => ({ inputId: form.idOf(problem.field), message: problem.message }));
    return <ErrorSummary title="Please correct this and send again" lines={lines} attempt={attempt} />;
  }
  if (refusal) return <RefusalNotice refusal={refusal}>{extra}</RefusalNotice>;
  if (command.lost) return <LostNotice />;
  return null;
}

export function RefusalNotice({ refusal, children }: { refusal: Refusal; children?: ReactNode }) {
  return (
    <ErrorSummary title={refusal.message} lines={refusal.problems.map((problem) => ({ message: problem.message }))}>
      {refusal.advice === null ? null : <p>{refusal.advice}</p>}
      {children}
    </ErrorSummary>
  );
}

export function LostNotice() {
  return (
    <Notice tone="warn" title="No answer arrived." live>
      Nothing you typed is lost. Send it again: the same request is never carried out twice.
    </Notice>
  );
}
