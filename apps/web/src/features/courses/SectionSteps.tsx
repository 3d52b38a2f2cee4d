import { type TypedDocumentNode } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { courseDraft } from '@barnraise/lifecycle';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { CancelSectionDocument, type CancelSectionMutation, CloseSectionDocument, ReopenSectionDocument, SectionLifeDocument } from '../../generated/courses/life.js';
import { CommandForm, LostNotice, RefusalNotice } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { mayTake } from '../../platform/may.js';
import { useForm } from '../../platform/form.js';
import { type Place } from '../../platform/session.js';
import { announce } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { Dialog } from '../../ui/Dialog.js';
import { AreaField } from '../../ui/Field.js';
import { Section } from '../../ui/Page.js';
import { useStartDraft } from './start-draft.js';
import { type SectionShown } from './SectionPanel.js';

const topics = ['section', 'booking'] as const;
type StepMutation = { __typename: 'Mutation'; step: CancelSectionMutation['cancelSection'] };
type StepVariables = { input: { idempotencyKey: string; sectionId: string; reason?: string } };

const asked = {
  CLOSE: { document: CloseSectionDocument, title: 'Close it for new seats?', button: 'Close it', said: 'Closed for new seats' },
  REOPEN: { document: ReopenSectionDocument, title: 'Open it for new seats again?', button: 'Open it', said: 'Open for new seats' },
  CANCEL: { document: CancelSectionDocument, title: 'Cancel the section?', button: 'Cancel it for everyone', said: 'Section canceled' },
} as const;
type Asked = keyof typeof asked;

/** What its own district can do with a published section. */
export function SectionSteps({ section, home }: { section: SectionShown; home: Place }) {
  const { data } = useQuery(SectionLifeDocument, { variables: { id: section.id }, fetchPolicy: 'cache-and-network', context: { topics: ['section'] } });
  const draft = useStartDraft(home);
  const [open, setOpen] = useState<Asked | null>(null);
  const steps = data?.section?.nextSteps ?? [];
  const may = (step: string) => steps.some((one) => one.step === step && one.blockedBy == null);
  return (
    <Section title="This is our own section" stands={section.state}>
      <p>
        Requests of your neighbors come to your inbox. <Link to="/bookings/requests">See every request to us</Link>
      </p>
      <p>
        <Link to="/sections/$id/roster" params={{ id: section.id }}>Who is in this class?</Link>
      </p>
      <p>
        <Link to="/sections/$id/grades" params={{ id: section.id }}>What did they reach?</Link>
      </p>
      {draft.refusal ? <RefusalNotice refusal={draft.refusal} /> : draft.lost ? <LostNotice /> : null}
      {mayTake(courseDraft, 'write', home) ? (
        <div className="row">
          {may('AMEND') ? <Button look="primary" busy={draft.busy} onClick={() => draft.begin({ amendsSectionId: section.id })}>Change what is published</Button> : null}
          <Button busy={draft.busy} onClick={() => draft.begin({ copyOfSectionId: section.id })}>Copy for another term</Button>
          {may('CLOSE') ? <Button onClick={() => setOpen('CLOSE')}>Close for new seats</Button> : null}
          {may('REOPEN') ? <Button onClick={() => setOpen('REOPEN')}>Open for new seats</Button> : null}
          {may('CANCEL') ? <Button look="quiet" onClick={() => setOpen('CANCEL')}>Cancel the section</Button> : null}
        </div>
      ) : null}
      {open ? <Ask section={section} step={open} onClose={() => setOpen(null)} /> : null}
    </Section>
  );
}

function Ask({ section, step, onClose }: { section: SectionShown; step: Asked; onClose: () => void }) {
  const about = asked[step];
  const name = `section.${step.toLowerCase()}.${section.id}`;
  const form = useForm(name, { reason: '' });
  const command = useCommand(name, about.document as unknown as TypedDocumentNode<StepMutation, StepVariables>, 'Section', topics);
  const submit = async () => {
    const reason = form.values.reason.trim();
    if (step === 'CANCEL' && reason === '') return form.setProblems([{ field: 'reason', message: 'Say why: every district with seats in it reads this' }]);
    const done = await command.send((idempotencyKey) => ({ input: { idempotencyKey, sectionId: section.id, ...(step === 'CANCEL' ? { reason } : {}) } }));
    if (!done) return;
    form.clear();
    announce(about.said);
    onClose();
  };
  const taken = section.seatsTaken;
  return (
    <Dialog title={about.title} onClose={onClose}>
      <CommandForm
        form={form}
        command={command}
        onSubmit={() => void submit()}
        actions={
          <>
            <Button look="primary" type="submit" busy={command.busy}>
              {about.button}
            </Button>
            <Button look="quiet" onClick={onClose}>
              Go back
            </Button>
          </>
        }
      >
        <p>
          {step === 'CLOSE'
            ? 'It leaves the catalogue and takes no new seats. Seats that are taken stay taken.'
            : step === 'REOPEN'
              ? 'Your neighbors find it in the catalogue again, with the seats that are left.'
              : taken === 0
                ? 'Nobody has seats in it. It can’t be opened again; copy it to share the course another time.'
                : `${taken} ${taken === 1 ? 'seat is' : 'seats are'} taken in it. All of them end now, cost their districts nothing, and each district is told, with a way to what else fits. It can’t be undone.`}
        </p>
        {step === 'CANCEL' ? <AreaField {...form.field('reason')} label="Why?" hint="Every district with seats in it reads this." maxLength={500} /> : null}
      </CommandForm>
    </Dialog>
  );
}
