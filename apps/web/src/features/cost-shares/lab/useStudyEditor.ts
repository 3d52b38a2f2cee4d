import { useApolloClient } from '@apollo/client/react';
import { type StudyDraft } from '@barnraise/cost-sharing';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { SaveCostStudyDocument, type StudyPartsFragment } from '../../../generated/cost-shares/study.js';
import { answerOf } from '../../../platform/answer.js';
import { connection } from '../../../platform/connection.js';
import { drafts } from '../../../platform/drafts.js';
import { newKey } from '../../../platform/idempotency.js';
import { type SaveAnswer, type Saved, Saver } from './saver.js';

interface Content {
  title: string;
  draft: StudyDraft;
}

export interface StudyEditor extends Content {
  saved: Saved;
  update: (change: (draft: StudyDraft) => StudyDraft) => void;
  rename: (title: string) => void;
  /** Mine over what somebody saved in the meantime. */
  keepMine: () => void;
  /** Forgets what was not saved. */
  dropMine: () => void;
  flush: () => void;
}

const unsaved = (id: string): string => `study.${id}.unsaved`;

/** What was typed here and never reached the server: a reload or a lost line costs nobody their work. */
function readKept(id: string): { content: Content; revision: number } | null {
  const kept = drafts.read(unsaved(id));
  if (kept?.['content'] === undefined) return null;
  try {
    return { content: JSON.parse(kept['content']) as Content, revision: Number(kept['revision']) };
  } catch {
    return null;
  }
}

/** A study on screen: changed at once, saved by itself. Who may not save changes a picture of their own. */
export function useStudyEditor(study: StudyPartsFragment & { draft: string }): StudyEditor {
  const client = useApolloClient();
  const { id, mayEdit } = study;
  const [start] = useState(() => {
    const kept = mayEdit ? readKept(id) : null;
    return { kept, revision: study.revision, content: kept?.content ?? { title: study.title, draft: JSON.parse(study.draft) as StudyDraft } };
  });
  const [content, setContent] = useState<Content>(start.content);
  const [saved, setSaved] = useState<Saved>({ state: 'saved' });

  const saver = useMemo(() => {
    const send = async ({ key, revision, content: { title, draft } }: { key: string; revision: number; content: Content }): Promise<SaveAnswer> => {
      const { data } = await client.mutate({ mutation: SaveCostStudyDocument, variables: { input: { idempotencyKey: key, id, revision, title, draft: JSON.stringify(draft) } } });
      if (!data) throw new Error('empty answer');
      const answer = answerOf(data.saveCostStudy, 'CostStudy');
      if (answer.done) return { state: 'saved', revision: answer.done.revision };
      if (answer.raw.__typename === 'StudyChangedSince') return { state: 'changed', revision: answer.raw.revision };
      if (answer.raw.__typename === 'StudyFrozen') return { state: 'frozen' };
      if (answer.refusal.code === 'SIGN_IN_FIRST') connection.set({ signedOut: true });
      return { state: 'refused', message: answer.refusal.message, problems: answer.refusal.problems };
    };
    return new Saver<Content>({
      revision: start.kept?.revision ?? start.revision, send, newKey, onChange: setSaved,
      keep: (next, revision) => (next === null ? drafts.drop(unsaved(id)) : drafts.keep(unsaved(id), { content: JSON.stringify(next), revision: String(revision) })),
    });
  }, [client, id, start]);

  useEffect(() => {
    // Saved with the revision it was typed on: where somebody else saved since, the server says so.
    if (start.kept) saver.change(start.kept.content);
    const hide = () => {
      if (document.visibilityState === 'hidden') saver.flush();
    };
    const online = () => saver.flush();
    document.addEventListener('visibilitychange', hide);
    window.addEventListener('online', online);
    return () => {
      document.removeEventListener('visibilitychange', hide);
      window.removeEventListener('online', online);
      saver.close();
    };
  }, [saver, start]);

  const newest = useRef(content);
  const change = useCallback(
    (next: Content) => {
      newest.current = next;
      setContent(next);
      if (mayEdit) saver.change(next);
    },
    [mayEdit, saver],
  );
  return {
    ...content,
    saved,
    update: useCallback((how) => change({ ...newest.current, draft: how(newest.current.draft) }), [change]),
    rename: useCallback((title) => change({ ...newest.current, title }), [change]),
    keepMine: () => (saved.state === 'changed' ? saver.overwrite(saved.revision) : undefined),
    dropMine: () => {
      drafts.drop(unsaved(id));
      drafts.drop(`study.${id}.fields`);
    },
    flush: () => saver.flush(),
  };
}
