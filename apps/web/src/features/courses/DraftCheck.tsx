import { type TypedDocumentNode } from '@apollo/client';
import { courseDraft } from '@barnraise/lifecycle';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { AnswerNamingDocument, DiscardCourseDraftDocument, PublishCourseDraftDocument, ReturnCourseDraftDocument, SubmitCourseDraftDocument, type DraftStep, type SubmitCourseDraftMutation } from '../../generated/courses/draft.js';
import { CommandForm, LostNotice, RefusalNotice } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { useForm } from '../../platform/form.js';
import { announce } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { Dialog } from '../../ui/Dialog.js';
import { AreaField } from '../../ui/Field.js';
import { Notice } from '../../ui/Notice.js';
import { Columns, Section } from '../../ui/Page.js';
import { CourseCode } from './CourseCode.js';
import { draftPages } from './draft-form.js';
import css from './DraftPanel.module.css';
import { type DraftShown } from './DraftPanel.js';
import { DraftPreview } from './DraftPreview.js';

const topics = ['draft', 'section'] as const;

// These steps differ in name only: each answers with the draft or with a refusal of SubmitCourseDraft.
type StepMutation = { __typename: 'Mutation'; step: SubmitCourseDraftMutation['submitCourseDraft'] };
type StepVariables = { input: { idempotencyKey: string; draftId: string; reason?: string } };
const steps = {
  SUBMIT: { document: SubmitCourseDraftDocument, said: 'Sent for approval' },
  PUBLISH: { document: PublishCourseDraftDocument, said: 'Published' },
  RETURN: { document: ReturnCourseDraftDocument, said: 'Returned to its author' },
  DISCARD: { document: DiscardCourseDraftDocument, said: 'Draft discarded' },
} as const;

/** The last page: what is missing, how others will see it, the course code, and the step that sends it on. */
export function DraftCheck({ draft }: { draft: DraftShown }) {
  const mayCode = draft.nextSteps.some((one) => one.step === 'CODE');
  return (
    <Columns
      top={draft.problems.length > 0 ? <Missing draft={draft} /> : undefined}
      main={draft.preview ? <DraftPreview preview={draft.preview} /> : <Section title="How will others see it?"><p className="muted">The preview appears once title, term, seats and cost are there.</p></Section>}
      side={
        <>
          <CourseCode draft={draft} mayCode={mayCode} />
          <Naming draft={draft} />
          <Steps draft={draft} />
        </>
      }
    />
  );
}

function Missing({ draft }: { draft: DraftShown }) {
  const count = draft.problems.length;
  return (
    <Section title={count === 1 ? 'One thing is missing' : `${count} things are missing`}>
      <ul className={css['problems']}>
        {draft.problems.map((one) => {
          const page = draftPages.find((each) => each.page === one.page)!;
          return (
            <li key={`${one.field}-${one.message}`}>
              <Link to="/bookings/courses/$id" params={{ id: draft.id }} search={{ page: page.key, mend: 'missing' }}>
                {page.name}
              </Link>
              : {one.message}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

/** Whether others may read the name: the teacher's own word. */
function Naming({ draft }: { draft: DraftShown }) {
  const command = useCommand(`naming.${draft.id}`, AnswerNamingDocument, 'CourseDraft', topics);
  if (draft.teacherName == null) return null;
  const answer = async (agreed: boolean) => {
    if (await command.send((idempotencyKey) => ({ input: { idempotencyKey, draftId: draft.id, agreed } }))) announce(agreed ? 'Others may read your name' : 'Others will not read your name');
  };
  return (
    <Section title="May others read who teaches it?" stands={String(draft.namingAgreed)}>
      {command.refusal ? <RefusalNotice refusal={command.refusal} /> : command.lost ? <LostNotice /> : null}
      <p>{draft.namingAgreed == null ? (draft.mineToAnswer ? 'You teach this course. Until you agree, other districts see no name.' : `${draft.teacherName} hasn’t answered yet. Until then, other districts see no name.`) : draft.namingAgreed ? `${draft.teacherName} agreed to be named.` : `${draft.teacherName} does not want to be named.`}</p>
      {draft.mineToAnswer ? (
        <div className="row">
          {draft.namingAgreed === true ? null : <Button busy={command.busy} onClick={() => void answer(true)}>Show my name</Button>}
          {draft.namingAgreed === false ? null : <Button busy={command.busy} look="quiet" onClick={() => void answer(false)}>{draft.namingAgreed === true ? 'Take my name away' : 'Keep it to ourselves'}</Button>}
        </div>
      ) : null}
    </Section>
  );
}

function Steps({ draft }: { draft: DraftShown }) {
  const navigate = useNavigate();
  const [asked, setAsked] = useState<'RETURN' | 'DISCARD' | null>(null);
  const submit = useStep(draft, 'SUBMIT');
  const publish = useStep(draft, 'PUBLISH');
  const { refusal, lost } = publish.refusal || publish.lost ? publish : submit;
  const offer = (step: DraftStep) => draft.nextSteps.find((one) => one.step === step);
  const [mayPublish, maySubmit] = [offer('PUBLISH'), offer('SUBMIT')];
  const free = (one: ReturnType<typeof offer>) => one !== undefined && one.blockedBy == null;
  // An approver who wrote it may publish at once: sending it to oneself first would be a detour.
  const sends = maySubmit !== undefined && !free(mayPublish);
  const blocked = draft.state === 'SUBMITTED' ? mayPublish?.blockedBy : sends ? maySubmit.blockedBy : null;
  return (
    <Section title="What is next?" stands={draft.state}>
      {refusal ? <RefusalNotice refusal={refusal} /> : lost ? <LostNotice /> : null}
      {draft.state === 'SUBMITTED' && !mayPublish ? <p className="muted">A registrar or an administrator of your district decides.</p> : null}
      {draft.state === 'PUBLISHED' ? (
        <p>
          It is published. <Link to="/sections/$id" params={{ id: draft.amendsSectionId ?? draft.id }}>See the section</Link>
        </p>
      ) : draft.nextSteps.length === 0 ? (
        <p className="muted">This draft is {courseDraft.table.states[draft.state.toLowerCase() as Lowercase<typeof draft.state>].is}.</p>
      ) : null}
      {blocked ? <Notice tone="plain" title={blocked} /> : null}
      <div className="row">
        {free(mayPublish) ? (
          <Button look="primary" busy={publish.busy} onClick={() => void publish.take().then((done) => (done ? navigate({ to: '/sections/$id', params: { id: draft.amendsSectionId ?? draft.id } }) : undefined))}>
            {mayPublish?.label}
          </Button>
        ) : null}
        {sends && free(maySubmit) ? (
          <Button look="primary" busy={submit.busy} onClick={() => void submit.take()}>
            {maySubmit.label}
          </Button>
        ) : null}
        {free(offer('RETURN')) ? <Button onClick={() => setAsked('RETURN')}>{offer('RETURN')?.label}</Button> : null}
        {free(offer('DISCARD')) ? (
          <Button look="quiet" onClick={() => setAsked('DISCARD')}>
            {offer('DISCARD')?.label}
          </Button>
        ) : null}
      </div>
      {asked ? <Ask draft={draft} step={asked} onClose={() => setAsked(null)} /> : null}
    </Section>
  );
}

/** One step that asks nothing more. */
function useStep(draft: DraftShown, step: 'SUBMIT' | 'PUBLISH') {
  const command = useCommand(`draft.${step.toLowerCase()}.${draft.id}`, steps[step].document as unknown as TypedDocumentNode<StepMutation, StepVariables>, 'CourseDraft', topics);
  const take = async (): Promise<boolean> => {
    const done = await command.send((idempotencyKey) => ({ input: { idempotencyKey, draftId: draft.id } }));
    if (done) announce(steps[step].said);
    return done !== null;
  };
  return { ...command, take };
}

/** Returning asks why; discarding asks whether. */
function Ask({ draft, step, onClose }: { draft: DraftShown; step: 'RETURN' | 'DISCARD'; onClose: () => void }) {
  const navigate = useNavigate();
  const name = `draft.${step.toLowerCase()}.${draft.id}`;
  const form = useForm(name, { reason: '' });
  const command = useCommand(name, steps[step].document as unknown as TypedDocumentNode<StepMutation, StepVariables>, 'CourseDraft', topics);
  const submit = async () => {
    const reason = form.values.reason.trim();
    if (step === 'RETURN' && reason === '') return form.setProblems([{ field: 'reason', message: 'Say what needs a correction: its author reads it' }]);
    const done = await command.send((idempotencyKey) => ({ input: { idempotencyKey, draftId: draft.id, ...(step === 'RETURN' ? { reason } : {}) } }));
    if (!done) return;
    form.clear();
    announce(steps[step].said);
    onClose();
    if (step === 'DISCARD') await navigate({ to: '/bookings/courses' });
  };
  return (
    <Dialog title={step === 'RETURN' ? 'What needs a correction?' : 'Discard this draft?'} onClose={onClose}>
      <CommandForm
        form={form}
        command={command}
        onSubmit={() => void submit()}
        actions={
          <>
            <Button look="primary" type="submit" busy={command.busy}>
              {step === 'RETURN' ? 'Return it' : 'Discard it'}
            </Button>
            <Button look="quiet" onClick={onClose}>
              Go back
            </Button>
          </>
        }
      >
        {step === 'RETURN' ? <AreaField {...form.field('reason')} label="Correction" hint={`${draft.writtenBy} reads this.`} maxLength={500} /> : <p>{draft.amendsSectionId ? 'The published section stays as it is.' : 'Nobody outside your district has seen it. What is written is gone.'}</p>}
      </CommandForm>
    </Dialog>
  );
}
