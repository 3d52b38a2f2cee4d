import { type INestApplicationContext } from '@nestjs/common';
import { CourseDraftService, type DraftContent, emptyDraft } from '../features/courses/index.js';
import { type CourseDraftRow } from './data/drafts.shapes.js';
import { type DemoData } from './demo-data.js';
import { id } from './reference.js';
import { type Act } from './replay.js';
import { fixedId } from './seed-ids.js';

const MINUTE = 60_000;
/** The first id of the act that began it. */
const draftId = (draft: CourseDraftRow): string => fixedId(`draft/${draft.key}#0`, new Date(draft.at));

/** Courses that teachers are writing, as acts of the demo's past. */
export function draftActs(data: DemoData, app: INestApplicationContext): Act[] {
  const drafts = app.get(CourseDraftService);
  return data.drafts.flatMap((draft): Act[] => [
    { key: `draft/${draft.key}`, at: new Date(draft.at), by: draft.by, run: (principal, idempotencyKey) => drafts.start(principal, { idempotencyKey, districtId: id.party(draft.district) }) },
    {
      key: `draft/${draft.key}/written`, at: new Date(Date.parse(draft.at) + 20 * MINUTE), by: draft.by,
      run: (principal, idempotencyKey) => drafts.save(principal, { idempotencyKey, draftId: draftId(draft), revision: 1, content: contentOf(draft) as never }),
    },
    ...(draft.submittedAt === null ? [] : [{
      key: `draft/${draft.key}/submitted`, at: new Date(draft.submittedAt), by: draft.by, run: (principal, idempotencyKey) => drafts.submit(principal, { idempotencyKey, draftId: draftId(draft) }),
    } satisfies Act]),
  ]);
}

function contentOf({ content: { school, term, teacher, consortia, ...content } }: CourseDraftRow): DraftContent {
  return {
    ...emptyDraft, ...content, schoolId: id.school(school), termId: id.term(term), teacherAccountId: teacher === undefined ? null : id.account(teacher), consortiumIds: (consortia ?? []).map(id.consortium),
  };
}
