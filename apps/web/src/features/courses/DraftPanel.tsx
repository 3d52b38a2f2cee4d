import { courseDraft } from '@barnraise/lifecycle';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { type CourseDraftQuery, type DraftChoicesQuery, SaveCourseDraftDocument } from '../../generated/courses/draft.js';
import { CommandForm } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { type Form, useForm } from '../../platform/form.js';
import { commandKeys } from '../../platform/idempotency.js';
import { mayTake } from '../../platform/may.js';
import { useSession } from '../../platform/session.js';
import { announce } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { Notice } from '../../ui/Notice.js';
import { Page } from '../../ui/Page.js';
import { Tab, Tabs } from '../../ui/Tabs.js';
import { contentOf, draftPages, type DraftValues, missingOn, type PageKey, valuesOf } from './draft-form.js';
import { DraftCheck } from './DraftCheck.js';
import { DraftFields } from './DraftFields.js';
import css from './DraftPanel.module.css';
import { draftTag } from './SharedPanel.js';

export type DraftShown = NonNullable<CourseDraftQuery['courseDraft']>;
export type DraftChoices = DraftChoicesQuery;

const topics = ['draft', 'section'] as const;
/** So long after the last key the server is given what was typed. */
const REST_MS = 1_500;
const none: ReadonlyMap<string, string> = new Map();

/** A shared course in five short pages, kept as it is typed, and a last one to look at it and send it on. */
export function DraftPanel({ draft, choices, page, mending, reload }: { draft: DraftShown; choices: DraftChoices; page: PageKey; mending: boolean; reload: () => void }) {
  const { places } = useSession();
  const home = places.find((place) => place.id === draft.districtId) ?? null;
  const editable = draft.nextSteps.some((one) => one.step === 'REVISE') && mayTake(courseDraft, 'revise', home);
  const at = draftPages.findIndex((one) => one.key === page);
  const present = draftPages[at];
  const title = draft.content.title ?? 'a new course';
  return (
    <Page
      title={present ? present.question : draft.amendsSectionId ? 'Is everything as it should change?' : 'Is it ready to be shared?'}
      documentTitle={`${draft.content.title ?? 'New course'}: ${present?.name ?? 'Check'}`}
      eyebrow={
        <>
          <Link to="/bookings/courses">What we share</Link> / {title}
        </>
      }
      lead={draft.amendsSectionId ? 'Changes to a published section: seats accepted before keep the terms they were accepted under.' : undefined}
      actions={draftTag(draft.state)}
    >
      <Tabs label="Pages of the form" wrap>
        {draftPages.map((one) => (
          <Tab key={one.key} to="/bookings/courses/$id" params={{ id: draft.id }} search={{ page: one.key }} chosen={one.key === page}>
            {one.name}
            {missingOn(draft, one.page) === 0 ? <span className={css['done']}> ✓<span className="visually-hidden">complete</span></span> : null}
          </Tab>
        ))}
        <Tab to="/bookings/courses/$id" params={{ id: draft.id }} search={{ page: 'check' }} chosen={page === 'check'}>
          Check and send
        </Tab>
      </Tabs>
      {draft.state === 'RETURNED' && draft.reason ? (
        <Notice tone="warn" title="Returned for a correction">
          {draft.reason}
        </Notice>
      ) : null}
      {present ? <Typed draft={draft} choices={choices} at={at} editable={editable} mending={mending} reload={reload} /> : <DraftCheck draft={draft} />}
    </Page>
  );
}

/** The fields of one page. What is typed goes to this browser at once and to the server after a moment's rest. */
function Typed({ draft, choices, at, editable, mending, reload }: { draft: DraftShown; choices: DraftChoices; at: number; editable: boolean; mending: boolean; reload: () => void }) {
  const navigate = useNavigate();
  const { page, question } = draftPages[at]!;
  const name = `draft.${draft.id}`;
  const form = useForm<DraftValues>(name, valuesOf(draft.content));
  const command = useCommand(name, SaveCourseDraftDocument, 'CourseDraft', topics);
  const [saved, setSaved] = useState(true);

  const save = async (): Promise<boolean> => {
    const read = contentOf(form.values);
    if (!read.ok) {
      form.setProblems(read.problems);
      return false;
    }
    const done = await command.send((idempotencyKey) => ({ input: { idempotencyKey, draftId: draft.id, revision: draft.revision, content: read.content } }));
    // A save that got no answer may have arrived: the revision tells. The next one is another save in any case.
    if (!done && command.lost) {
      commandKeys.answered(name);
      reload();
    }
    setSaved(done !== null);
    return done !== null;
  };
  const keep = useRef(save);
  keep.current = save;
  const typed = JSON.stringify(form.values);
  const kept = useRef(typed);
  useEffect(() => {
    if (typed === kept.current || !editable) return;
    setSaved(false);
    const rest = setTimeout(() => {
      if (!contentOf(JSON.parse(typed) as DraftValues).ok) return;
      kept.current = typed;
      void keep.current();
    }, REST_MS);
    return () => clearTimeout(rest);
  }, [typed, editable]);

  const next = draftPages[at + 1]?.key ?? 'check';
  const goOn = async () => {
    kept.current = typed;
    if (editable && !(await save())) return;
    announce('Saved');
    await navigate({ to: '/bookings/courses/$id', params: { id: draft.id }, search: { page: next } });
  };
  const overtaken = command.raw?.__typename === 'DraftChanged';
  return (
    <div className="panel">
      <CommandForm
        form={form}
        command={command}
        onSubmit={() => void goOn()}
        extra={
          overtaken ? (
            <Button
              onClick={() => {
                form.clear();
                command.forget();
                reload();
              }}
            >
              Drop what I typed and show the newest
            </Button>
          ) : null
        }
        actions={
          <>
            <Button look="primary" type="submit" busy={command.busy}>
              {editable ? 'Save and go on' : 'Go on'}
            </Button>
            <span className="muted small" aria-live="polite">
              {!editable ? '' : command.busy ? 'Saving' : saved ? 'Everything is saved.' : 'Kept in this browser.'}
            </span>
          </>
        }
      >
        <fieldset disabled={!editable} className={css['fields']}>
          <legend className="visually-hidden">{question}</legend>
          <DraftFields page={page} form={form} choices={choices} draft={draft} missing={mending ? missingIn(form, draft, page) : none} />
        </fieldset>
      </CommandForm>
    </div>
  );
}

/** What the server misses, beside fields that still stand as they were saved: only for those who came to mend it. */
function missingIn(form: Form<DraftValues>, draft: DraftShown, page: DraftShown['problems'][number]['page']): ReadonlyMap<string, string> {
  const saved = valuesOf(draft.content);
  const standing = draft.problems.filter(({ page: on, field }) => on === page && form.values[field as keyof DraftValues] === saved[field as keyof DraftValues]);
  return new Map(standing.map((one) => [one.field, one.message]));
}
