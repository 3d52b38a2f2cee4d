import { useQuery } from '@apollo/client/react';
import { useDeferredValue, useState } from 'react';
import { CodeCourseDocument, CourseCodesDocument } from '../../generated/courses/draft.js';
import { LostNotice, RefusalNotice } from '../../platform/CommandForm.js';
import { useCommand } from '../../platform/command.js';
import { announce } from '../../ui/Announcer.js';
import { Button } from '../../ui/Button.js';
import { TextField } from '../../ui/Field.js';
import { Section } from '../../ui/Page.js';
import css from './DraftPanel.module.css';
import { type DraftShown } from './DraftPanel.js';

const topics = ['draft', 'section'] as const;

/** The course code of a draft: chosen by who answers for transcripts, from the list, by words or by number. */
export function CourseCode({ draft, mayCode }: { draft: DraftShown; mayCode: boolean }) {
  const [open, setOpen] = useState(draft.sced === null || draft.sced === undefined);
  const [typed, setTyped] = useState(draft.content.title ?? '');
  const search = useDeferredValue(typed.trim());
  const { data, loading } = useQuery(CourseCodesDocument, { variables: { search }, skip: !mayCode || !open || search.length < 2, context: { topics: [] } });
  const command = useCommand(`code.${draft.id}`, CodeCourseDocument, 'CourseDraft', topics);
  const found = data?.scedCourses ?? [];
  const choose = async (code: (typeof found)[number]) => {
    const done = await command.send((idempotencyKey) => ({ input: { idempotencyKey, draftId: draft.id, scedVersion: code.version, scedCode: code.code } }));
    if (!done) return;
    setOpen(false);
    announce(`Coded as ${code.title}`);
  };
  return (
    <Section title="What is its course code?" stands={draft.sced?.code ?? ''}>
      {command.refusal ? <RefusalNotice refusal={command.refusal} /> : command.lost ? <LostNotice /> : null}
      {draft.sced ? (
        <p>
          <strong>{draft.sced.code}</strong> {draft.sced.title}, {draft.sced.areaName} <span className="muted">(SCED {draft.sced.version})</span>
        </p>
      ) : (
        <p className="muted">{mayCode ? 'Not chosen yet.' : 'A registrar of your district chooses it.'}</p>
      )}
      {mayCode && !open ? <Button look="quiet" onClick={() => setOpen(true)}>Choose another</Button> : null}
      {mayCode && open ? (
        <>
          <TextField id={`code-${draft.id}`} name="code" label="Look for it" hint="Words of its title, or the number." type="search" value={typed} onChange={setTyped} />
          <p className="muted small" role="status">
            {search.length < 2 ? 'Type at least two letters.' : loading ? 'Looking' : found.length === 0 ? 'Nothing found: try fewer words.' : found.length === 1 ? 'One code found.' : `${found.length}${found.length === 20 ? ' or more' : ''} codes found, the nearest first.`}
          </p>
          <ul className={css['codes']}>
            {found.map((code) => (
              <li key={code.code}>
                <span>
                  <strong>{code.code}</strong> {code.title}
                  <br />
                  <span className="muted small">{code.areaName}</span>
                </span>
                <Button look="quiet" busy={command.busy} onClick={() => void choose(code)}>
                  Choose<span className="visually-hidden"> {code.code}, {code.title}</span>
                </Button>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Section>
  );
}
