import { Injectable } from '@nestjs/common';
import { courseDraft, type DraftState, type DraftStep as Step } from '@barnraise/lifecycle';
import { Access } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { costTerms, costWords } from '../cost-shares/index.js';
import { PeopleService } from '../people/index.js';
import { type AroundDraft, type DraftContent, type DraftProblem, emptyDraft, planOfDraft, problemsOf } from './course-draft.rules.js';
import { type CourseDraft, DraftStepName, type SectionPreview } from './course-draft.type.js';
import { gradesWords, meetingOf } from './meeting.words.js';
import { type ScedCode } from './section.type.js';

/** A draft with everything that says what may be in it. */
export interface DraftRow {
  readonly id: string; readonly state: DraftState; readonly teaching_party_id: string; readonly amends_section_id: string | null; readonly revision: number;
  readonly written_by: string; readonly changed_at: Date; readonly reason: string | null; readonly content: DraftContent; readonly sced: ScedCode | null;
  readonly teaching: { readonly id: string; readonly name: string; readonly shortName: string }; readonly today: string;
  readonly term: { readonly name: string; readonly firstDay: string; readonly lastDay: string } | null;
  readonly school: { readonly name: string; readonly timeZone: string } | null;
  readonly ours: { readonly id: string; readonly name: string; readonly shortName: string }[];
  readonly shared_with: string[]; readonly seats_taken: number; readonly agreed: boolean | null;
  /** Teachers of the district, by account. */
  readonly teachers: ReadonlyMap<string, string>;
}

const DRAFTS = `
select d.id, d.state, d.teaching_party_id, d.amends_section_id, d.revision, d.written_by, d.changed_at, d.reason, d.content,
       case when x.code is not null then jsonb_build_object('version', x.version, 'code', x.code, 'title', x.title, 'areaName', x.area_name) end as sced,
       jsonb_build_object('id', p.id, 'name', p.name, 'shortName', p.short_name) as teaching, today_at(p.time_zone)::text as today,
       (select jsonb_build_object('name', t.name, 'firstDay', t.first_day, 'lastDay', t.last_day) from term t join school_year y on y.id = t.school_year_id
         where t.id = (d.content->>'termId')::uuid and y.party_id = d.teaching_party_id) as term,
       (select jsonb_build_object('name', s.name, 'timeZone', s.time_zone) from school s where s.id = (d.content->>'schoolId')::uuid and s.party_id = d.teaching_party_id) as school,
       coalesce((select jsonb_agg(jsonb_build_object('id', k.id, 'name', k.name, 'shortName', k.short_name) order by k.name)
          from consortium_member m join consortium k on k.id = m.consortium_id where m.party_id = d.teaching_party_id and m.until is null), '[]') as ours,
       array(select a.consortium_id from audience a where a.offering_id = d.amends_section_id) as shared_with,
       coalesce((select s.seats_taken from course_section s where s.id = d.amends_section_id), 0) as seats_taken,
       (select n.agreed from naming_consent n where n.course_id = coalesce(d.amends_section_id, d.id) and n.account_id = (d.content->>'teacherAccountId')::uuid) as agreed
  from course_draft d
  join party p on p.id = d.teaching_party_id
  left join sced_course x on x.version = d.sced_version and x.code = d.sced_code`;

const offered: Partial<Record<Step, DraftStepName>> = {
  revise: DraftStepName.REVISE, code: DraftStepName.CODE, submit: DraftStepName.SUBMIT, return: DraftStepName.RETURN, publish: DraftStepName.PUBLISH, discard: DraftStepName.DISCARD,
};

/** Reads drafts of shared courses: three statements, however many. Only their own district sees them. Within the open unit of work. */
@Injectable()
export class CourseDraftReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: Access,
    private readonly people: PeopleService,
  ) {}

  async row(id: string): Promise<DraftRow | null> {
    return (await this.rows('where d.id = $1', [id]))[0] ?? null;
  }

  async one(id: string): Promise<CourseDraft | null> {
    const row = await this.row(id);
    return row && (await this.asDrafts([row]))[0]!;
  }

  /** Those still being worked on, the last changed first. */
  async ofDistrict(districtId: string): Promise<CourseDraft[]> {
    return this.asDrafts(await this.rows(`where d.teaching_party_id = $1 and d.state in ('draft', 'submitted', 'returned') order by d.changed_at desc, d.id desc limit 100`, [districtId]));
  }

  /** What a step is decided on. */
  context(row: DraftRow, principal: Principal) {
    const { complete } = checked(row);
    return {
      actor: { side: 'teaching' as const, roles: this.access.rolesIn(principal, row.teaching_party_id) }, nowMs: 0, clock: null,
      facts: { complete, coded: row.sced !== null, ownWork: row.written_by === principal.accountId },
    };
  }

  private async rows(where: string, values: unknown[]): Promise<DraftRow[]> {
    const rows = await this.uow.tx.query<Omit<DraftRow, 'teachers'> & Record<string, unknown>>(`${DRAFTS} ${where}`, values);
    const teachers = new Map(await Promise.all([...new Set(rows.map((row) => row.teaching_party_id))].map(async (party) => [party, await this.people.withRole(party, 'teacher')] as const)));
    return rows.map((row) => ({ ...row, content: { ...emptyDraft, ...row.content }, teachers: teachers.get(row.teaching_party_id)! }));
  }

  private async asDrafts(rows: readonly DraftRow[]): Promise<CourseDraft[]> {
    const names = await this.people.namesOf(rows.map((row) => row.written_by));
    const { principal } = this.uow.tx;
    return rows.map((row) => {
      const { teacherAccountId } = row.content;
      const teacherName = teacherAccountId === null ? null : (row.teachers.get(teacherAccountId) ?? null);
      return {
        __typename: 'CourseDraft', id: row.id, state: row.state as CourseDraft['state'], districtId: row.teaching_party_id, amendsSectionId: row.amends_section_id, revision: row.revision,
        content: row.content as unknown as CourseDraft['content'], sced: row.sced, problems: checked(row).problems as CourseDraft['problems'], nextSteps: this.steps(row, principal),
        writtenBy: names.get(row.written_by) ?? 'Someone no longer here', changedAt: row.changed_at, reason: row.reason, teacherName, namingAgreed: row.agreed,
        mineToAnswer: teacherAccountId !== null && teacherAccountId === principal.accountId, preview: previewOf(row, teacherName),
      };
    });
  }

  private steps(row: DraftRow, principal: Principal): CourseDraft['nextSteps'] {
    return courseDraft.stepsFrom(row.state, this.context(row, principal))
      .filter(({ step }) => step in offered)
      .map((offer) => ({ step: offered[offer.step]!, label: offer.label, blockedBy: offer.ok ? null : offer.message }));
  }
}

/** What the draft is measured against. */
export function aroundOf(row: DraftRow): AroundDraft {
  const { teacherAccountId } = row.content;
  return {
    term: row.term, schoolIsOurs: row.school !== null, teacherIsOurs: teacherAccountId !== null && row.teachers.has(teacherAccountId), ours: row.ours.map(({ id }) => id), today: row.today,
    seatsTaken: row.seats_taken, sharedWith: row.shared_with,
  };
}

export function checked(row: DraftRow): { readonly problems: DraftProblem[]; readonly complete: boolean } {
  const problems = problemsOf(row.content, aroundOf(row));
  return { problems, complete: problems.length === 0 };
}

/** The section as another district would see it, once there is enough of it to be seen. */
function previewOf(row: DraftRow, teacherName: string | null): SectionPreview | null {
  const { content, term, school } = row;
  const plan = planOfDraft(content);
  const { title, modality, gradeLow, gradeHigh, creditHundredths, capacity } = content;
  if (title === null || modality === null || gradeLow === null || gradeHigh === null || creditHundredths === null || capacity === null || !term || !school || !plan) return null;
  const reserved = Math.min(content.reservedSeats ?? 0, capacity);
  return {
    id: row.amends_section_id ?? row.id, title, summary: content.summary ?? '', syllabus: content.syllabus ?? '', prerequisites: content.prerequisites, teachingDistrict: row.teaching,
    schoolName: school.name, teacherName: row.agreed ? teacherName : null, sced: row.sced ?? { version: '', code: '', title: '', areaName: '' }, localCode: content.localCode ?? '',
    grades: gradesWords(gradeLow, gradeHigh), creditHundredths, modality, termName: term.name, firstDay: term.firstDay, lastDay: term.lastDay,
    meeting: meetingOf(content.meetingDays, content.startsAt, content.endsAt, school.timeZone), capacity, reservedSeats: reserved, reservedUntil: content.reservedUntil,
    seatsLeft: Math.max(0, capacity - reserved - row.seats_taken), answersRequests: content.answersRequests ?? false, dropDate: content.dropDate ?? term.firstDay, teachingDropDate: content.teachingDropDate ?? term.firstDay,
    flags: [...content.flags], consortia: row.ours.filter(({ id }) => content.consortiumIds.includes(id)), costWords: costWords(plan), costTerms: costTerms(plan, row.teaching.shortName),
  };
}
