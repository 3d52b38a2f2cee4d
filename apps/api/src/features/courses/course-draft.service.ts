import { Injectable } from '@nestjs/common';
import { courseDraft, type DraftStep, type Role } from '@barnraise/lifecycle';
import { Access } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Commands, isRefusal, type Outcome } from '../../platform/commands/commands.js';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Events } from '../../platform/events/events.js';
import { notAllowed, notFound, type RefusalData } from '../../platform/graphql/refusals.js';
import { Ids, isId } from '../../platform/ids/ids.js';
import { InboxService } from '../inbox/index.js';
import { type AnswerNamingInput, type CodeCourseInput, type CourseDraftStepInput, type ReturnCourseDraftInput, type SaveCourseDraftInput, type StartCourseDraftInput } from './course-draft.input.js';
import { checked, CourseDraftReader, type DraftRow } from './course-draft.reader.js';
import { costOfPlan, type DraftContent, emptyDraft, kept } from './course-draft.rules.js';
import { type CourseDraft, draftChanged, draftIncomplete } from './course-draft.type.js';
import { SectionLifeService } from './section-life.service.js';
import { stepNotPossible } from './seat.refusals.js';
import { type SectionFacts, SectionService } from './section.service.js';
import { type ScedCode } from './section.type.js';

const WRITERS: readonly Role[] = ['teacher', 'registrar', 'district_administrator'];
const APPROVERS: readonly Role[] = ['registrar', 'district_administrator'];

/** What a draft begins with, and under which name its receipt is kept. */
export interface BeginWith {
  readonly operation: string;
  readonly given: () => Promise<{ readonly content: DraftContent; readonly sced: { readonly version: string; readonly code: string } | null } | RefusalData>;
}

/** A shared course from its first word to its publication. */
@Injectable()
export class CourseDraftService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly ids: Ids,
    private readonly events: Events,
    private readonly inbox: InboxService,
    private readonly sections: SectionService,
    private readonly life: SectionLifeService,
    private readonly reader: CourseDraftReader,
  ) {}

  draft(principal: Principal, id: string): Promise<CourseDraft | null> {
    return isId(id) ? this.uow.run(principal, () => this.reader.one(id)) : Promise.resolve(null);
  }

  list(principal: Principal, districtId: string): Promise<CourseDraft[]> {
    return isId(districtId) ? this.uow.run(principal, () => this.reader.ofDistrict(districtId)) : Promise.resolve([]);
  }

  /** Course codes whose title or number answers to what was typed, the nearest first. */
  scedCourses(principal: Principal, typed: string): Promise<ScedCode[]> {
    const words = typed.toLowerCase().split(/[^a-z0-9]+/).filter(Boolean).slice(0, 6);
    if (words.length === 0) return Promise.resolve([]);
    return this.uow.run(principal, (tx) => tx.query<ScedCode & Record<string, unknown>>(
      `select version, code, title, area_name as "areaName" from sced_course, lateral (select count(*) filter (where position(w in lower(title || ' ' || code)) > 0) as named, count(*) filter (where position(w in lower(area_name)) > 0) as within from unnest($1::text[]) w) found
        where my_account() is not null and named > 0
        order by (code = $2) desc, named desc, within desc, length(title), code limit 20`, [words, typed.trim()]));
  }

  start(principal: Principal, input: StartCourseDraftInput, begin: BeginWith | null = null): Promise<CourseDraft | RefusalData> {
    return this.command(principal, begin?.operation ?? 'startCourseDraft', input, async (tx) => {
      const from = input.amendsSectionId ?? input.copyOfSectionId;
      const section = from ? await this.sections.facts(from) : null;
      if (from && section?.teaching_party_id !== input.districtId) return notFound('section of your district');
      const roles = this.access.rolesIn(principal, input.districtId);
      const decision = courseDraft.step(null, 'write', { actor: { side: 'teaching', roles }, nowMs: 0, clock: null, facts: {} });
      if (!decision.ok) return notAllowed(decision.message);
      const amends = input.amendsSectionId ? section : null;
      if (amends) {
        if (amends.state === 'cancelled') return stepNotPossible('This section has been canceled. Copy it to share the course again.', null);
        const begun = await tx.one<{ id: string }>(`select id from course_draft where amends_section_id = $1 and state in ('draft', 'submitted', 'returned')`, [amends.id]);
        // Whoever comes second goes on with what is there.
        if (begun) return begun;
      }
      const given = await begin?.given();
      if (isRefusal(given)) return given;
      const id = this.ids.next();
      const sced = given?.sced ?? section?.sced ?? null;
      const content = section ? contentOf(section, amends !== null) : { ...(given?.content ?? emptyDraft), teacherAccountId: roles.includes('teacher') ? principal.accountId : null };
      const done = await tx.one(
        `insert into course_draft (id, teaching_party_id, amends_section_id, state, content, revision, written_by, created_at, changed_at, sced_version, sced_code, coded_by)
         select $1, $2, $3, 'draft', $4, 1, $5, n.at, n.at, $6, $7, case when $7::text is null then null else $5::uuid end from (select app_now() as at) n on conflict do nothing returning id`,
        [id, input.districtId, amends?.id ?? null, JSON.stringify(content), principal.accountId, sced?.version ?? null, sced?.code ?? null]);
      if (!done) return stepNotPossible('A colleague has just begun to change this section. Open it again to go on together.', null);
      await this.log('draft.begun', { id, teaching_party_id: input.districtId }, { before: null, after: 'draft', amends: amends?.id ?? null });
      return { id };
    });
  }

  save(principal: Principal, input: SaveCourseDraftInput): Promise<CourseDraft | RefusalData> {
    return this.step(principal, 'saveCourseDraft', 'revise', input, async (tx, row) => {
      const content = kept({ ...emptyDraft, ...input.content, planAsItIs: row.content.planAsItIs, ...(row.amends_section_id ? { schoolId: row.content.schoolId, termId: row.content.termId } : {}) });
      const saved = await tx.one(
        `update course_draft set content = $3, state = 'draft', revision = revision + 1, changed_at = app_now() where id = $1 and revision = $2 and state in ('draft', 'submitted', 'returned') returning id`,
        [row.id, input.revision, JSON.stringify(content)]);
      if (!saved) return draftChanged(row.revision);
      if (row.state === 'submitted') await this.inbox.settle(row.id, ['APPROVE_COURSE']);
      // The typing itself is no news; that it is no longer what was sent for approval is.
      if (row.state !== 'draft') await this.log('draft.revised', row, { before: row.state, after: 'draft' });
      return { id: row.id };
    });
  }

  code(principal: Principal, input: CodeCourseInput): Promise<CourseDraft | RefusalData> {
    return this.step(principal, 'codeCourse', 'code', input, async (tx, row) => {
      if (!(await tx.one('select code from sced_course where version = $1 and code = $2', [input.scedVersion, input.scedCode]))) return notFound('course code');
      await tx.query('update course_draft set sced_version = $2, sced_code = $3, coded_by = my_account(), revision = revision + 1, changed_at = app_now() where id = $1', [row.id, input.scedVersion, input.scedCode]);
      await this.log('draft.coded', row, { before: row.sced?.code ?? null, after: input.scedCode });
      return { id: row.id };
    });
  }

  submit(principal: Principal, input: CourseDraftStepInput): Promise<CourseDraft | RefusalData> {
    return this.step(principal, 'submitCourseDraft', 'submit', input, async (tx, row) => {
      await this.inbox.push([{
        kind: 'APPROVE_COURSE', isNotice: false, partyId: row.teaching_party_id, consortiumId: null, roles: APPROVERS, sides: [row.teaching_party_id], subjectId: row.id, draftId: row.id,
        title: row.amends_section_id ? `Approve changes to ${row.content.title}` : `Approve ${row.content.title} to be shared`,
        detail: row.sced ? `Coded ${row.sced.code}, ${row.sced.title}.` : 'It needs its course code first.', nextStep: 'Look at the draft',
      }]);
      return this.move(tx, row, 'submitted');
    });
  }

  return(principal: Principal, input: ReturnCourseDraftInput): Promise<CourseDraft | RefusalData> {
    return this.step(principal, 'returnCourseDraft', 'return', input, async (tx, row) => {
      await this.inbox.push([{
        kind: 'NOTICE', isNotice: true, partyId: row.teaching_party_id, consortiumId: null, roles: WRITERS, sides: [row.teaching_party_id], subjectId: row.id, draftId: row.id,
        title: `${row.content.title} needs a correction before it is shared`, detail: input.reason.trim(),
      }]);
      return this.move(tx, row, 'returned', input.reason.trim());
    });
  }

  publish(principal: Principal, input: CourseDraftStepInput): Promise<CourseDraft | RefusalData> {
    return this.step(principal, 'publishCourseDraft', 'publish', input, async (tx, row) => {
      const refused = row.amends_section_id ? await this.life.amend(row, row.amends_section_id) : null;
      if (refused) return refused;
      if (!row.amends_section_id) await this.life.open(row);
      return this.move(tx, row, 'published');
    });
  }

  discard(principal: Principal, input: CourseDraftStepInput): Promise<CourseDraft | RefusalData> {
    return this.step(principal, 'discardCourseDraft', 'discard', input, (tx, row) => this.move(tx, row, 'discarded'));
  }

  /** A teacher's own answer, before or after the course is published. */
  answerNaming(principal: Principal, input: AnswerNamingInput): Promise<CourseDraft | RefusalData> {
    return this.command(principal, 'answerNaming', input, async (tx) => {
      const row = await this.reader.row(input.draftId);
      if (!row) return notFound('draft');
      if (row.content.teacherAccountId !== principal.accountId) return notAllowed('Only the teacher of this course answers that.');
      const courseId = row.amends_section_id ?? row.id;
      await tx.query(
        `insert into naming_consent (course_id, account_id, agreed, answered_at) values ($1, my_account(), $2, app_now())
         on conflict (course_id, account_id) do update set agreed = excluded.agreed, answered_at = excluded.answered_at`, [courseId, input.agreed]);
      await this.inbox.settle(courseId, ['ANSWER_NAMING']);
      await this.life.nameTeacher(courseId);
      await this.log('draft.naming_answered', row, { agreed: input.agreed });
      return { id: row.id };
    });
  }

  /** One step of a draft: the lifecycle decides, `act` does it. */
  private step(principal: Principal, operation: string, name: DraftStep, input: CourseDraftStepInput, act: (tx: Tx, row: DraftRow) => Promise<Outcome>): Promise<CourseDraft | RefusalData> {
    return this.command(principal, operation, input, async (tx) => {
      const row = await this.reader.row(input.draftId);
      if (!row) return notFound('draft');
      const decision = courseDraft.step(row.state, name, this.reader.context(row, principal));
      if (decision.ok) return act(tx, row);
      if (decision.code === 'DraftIncomplete') return draftIncomplete(checked(row).problems);
      return decision.code === 'NotAllowed' ? notAllowed(decision.message) : stepNotPossible(decision.message, null);
    });
  }

  private async move(tx: Tx, row: DraftRow, to: 'submitted' | 'returned' | 'published' | 'discarded', reason: string | null = null): Promise<Outcome> {
    const decided = to === 'returned' || to === 'published';
    const moved = await tx.one(
      `update course_draft set state = $3, reason = $4, changed_at = app_now(), decided_by = case when $5 then my_account() else decided_by end, decided_at = case when $5 then app_now() else decided_at end
        where id = $1 and state = $2 and revision = $6 returning id`, [row.id, row.state, to, reason, decided, row.revision]);
    if (!moved) return stepNotPossible('Somebody else was quicker: this draft has just changed. Look again.', null);
    if (row.state === 'submitted') await this.inbox.settle(row.id, ['APPROVE_COURSE']);
    if (to === 'submitted' || to === 'published') await this.askTeacher(row, tx.principal);
    if (to === 'discarded') await this.inbox.settle(row.id, ['ANSWER_NAMING']);
    // One person may be author and approver; whoever reads the record sees that it was so.
    await this.log(`draft.${to}`, row, { before: row.state, after: to, ...(to === 'published' ? { approvedOwnWork: row.written_by === tx.principal.accountId } : {}) });
    return { id: row.id };
  }

  /** Whoever is to be named is asked, once for each course. */
  private async askTeacher(row: DraftRow, principal: Principal): Promise<void> {
    const { teacherAccountId, title } = row.content;
    const courseId = row.amends_section_id ?? row.id;
    if (teacherAccountId === null || row.agreed !== null || teacherAccountId === principal.accountId) return;
    await this.inbox.settle(courseId, ['ANSWER_NAMING']);
    await this.inbox.push([{
      kind: 'ANSWER_NAMING', isNotice: false, partyId: row.teaching_party_id, consortiumId: null, roles: ['teacher'], sides: [row.teaching_party_id], subjectId: courseId, draftId: row.id,
      title: `May other districts read that ${row.teachers.get(teacherAccountId) ?? 'you'} teaches ${title}?`, detail: 'Until the answer is yes, the course shows no name.', nextStep: 'Answer',
    }]);
  }

  /** Nobody but the own district hears of a draft. */
  private log(kind: string, row: Pick<DraftRow, 'id' | 'teaching_party_id'>, facts: object): Promise<void> {
    return this.events.append({ kind, subjectType: 'draft', subjectId: row.id, partyIds: [row.teaching_party_id], facts });
  }

  private command(principal: Principal, operation: string, input: { idempotencyKey: string }, act: (tx: Tx) => Promise<Outcome>): Promise<CourseDraft | RefusalData> {
    return this.commands.run({ principal, operation, idempotencyKey: input.idempotencyKey, input }, act, (id) => this.reader.one(id));
  }
}

/** A section as a draft to go on from. A copy is for another term: its days are chosen anew. */
function contentOf(section: SectionFacts, amends: boolean): DraftContent {
  const days = amends
    ? { termId: section.term_id, dropDate: section.drop_date, teachingDropDate: section.teaching_drop_date, reservedUntil: section.reserved_until }
    : { termId: null, dropDate: null, teachingDropDate: null, reservedUntil: null };
  return {
    ...emptyDraft, ...days, ...costOfPlan(section.plan), title: section.title, summary: section.summary, syllabus: section.syllabus, prerequisites: section.prerequisites, flags: section.flags,
    modality: section.modality as DraftContent['modality'], schoolId: section.school_id, meetingDays: section.meeting_days, startsAt: section.starts_at, endsAt: section.ends_at,
    gradeLow: section.grade_low, gradeHigh: section.grade_high, creditHundredths: section.credit_hundredths, capacity: section.capacity, reservedSeats: section.reserved_seats, answersRequests: section.answers_requests,
    localCode: section.local_code, teacherAccountId: section.teacher_account_id, consortiumIds: section.consortia.map(({ id }) => id),
  };
}
