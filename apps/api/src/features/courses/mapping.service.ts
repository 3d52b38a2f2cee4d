import { Injectable } from '@nestjs/common';
import { courseMapping, type MappingStep } from '@barnraise/lifecycle';
import { Access } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Commands, type Outcome } from '../../platform/commands/commands.js';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Events } from '../../platform/events/events.js';
import { notAllowed, notFound, type RefusalData } from '../../platform/graphql/refusals.js';
import { Ids, isId } from '../../platform/ids/ids.js';
import { PolicyService } from '../agreements/index.js';
import { InboxService } from '../inbox/index.js';
import { MappingApproversService } from './mapping-approvers.service.js';
import { MappingReader, type MappingRow } from './mapping.reader.js';
import { type CourseMapping, type MapCourseInput, type MappingStepInput, type ReturnMappingInput } from './mapping.type.js';
import { stepNotPossible } from './seat.refusals.js';
import { consortiumOf, SectionService } from './section.service.js';

/** What a remote course counts as in the home district: proposed, approved or returned; holds wait meanwhile. */
@Injectable()
export class MappingService {
  constructor(
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly ids: Ids,
    private readonly events: Events,
    private readonly inbox: InboxService,
    private readonly policies: PolicyService,
    private readonly sections: SectionService,
    private readonly reader: MappingReader,
    private readonly approvers: MappingApproversService,
    private readonly uow: UnitOfWork,
  ) {}

  /** What the same course counted as before in one of my districts. */
  before(principal: Principal, sectionId: string, homeDistrictId: string): Promise<CourseMapping | null> {
    return isId(sectionId) && isId(homeDistrictId) ? this.uow.run(principal, () => this.reader.before(sectionId, homeDistrictId)) : Promise.resolve(null);
  }

  propose(principal: Principal, input: MapCourseInput): Promise<CourseMapping | RefusalData> {
    return this.command(principal, 'mapCourse', input, async (tx) => {
      const roles = this.access.rolesIn(principal, input.homeDistrictId);
      const section = await this.sections.facts(input.sectionId);
      if (!section) return notFound('section');
      const present = await this.reader.current(section.id, input.homeDistrictId, section.school_year);
      const refused = this.refuse(present?.state ?? null, present ? 'resubmit' : 'propose', roles);
      if (refused) return refused;
      const values = [input.localCode.trim(), input.localTitle.trim(), input.creditHundredths, principal.accountId];
      const id = present?.id ?? this.ids.next();
      // Two who propose at once: the second waits for the first, and finds it done.
      const done = present
        ? await tx.one(`update course_mapping set state = 'pending', local_code = $2, local_title = $3, credit_hundredths = $4, proposed_by = $5, proposed_at = app_now(),
                               decided_by = null, decided_at = null, reason = null where id = $1 and state = 'returned' returning id`, [id, ...values])
        : await tx.one(`insert into course_mapping (id, section_id, home_party_id, school_year, state, local_code, local_title, credit_hundredths, proposed_by, proposed_at)
                        values ($1, $6, $7, $8, 'pending', $2, $3, $4, $5, app_now()) on conflict do nothing returning id`, [id, ...values, section.id, input.homeDistrictId, section.school_year]);
      if (!done) return stepNotPossible('Somebody else was quicker: this mapping has just been proposed. Look again.', null);
      const consortium = consortiumOf(section, input.homeDistrictId);
      const hours = consortium ? (await this.policies.rulesOf(consortium.id)).value('seats.mappingHours') : 0;
      await tx.query('select pause_holds($1, $2, $3::interval)', [section.id, input.homeDistrictId, `${hours} hours`]);
      await this.inbox.push([{
        kind: 'APPROVE_MAPPING', isNotice: false, partyId: input.homeDistrictId, consortiumId: null, roles: await this.approvers.rolesOf(input.homeDistrictId), sides: [input.homeDistrictId], subjectId: id, sectionId: section.id,
        title: `Approve what ${section.title} counts as`, detail: `${input.localCode.trim()} ${input.localTitle.trim()}, ${input.creditHundredths / 100} credit, taught by ${section.teaching_short}.`, nextStep: 'Approve the mapping',
        dueAt: new Date((await tx.now()).getTime() + hours * 3_600_000), dueRule: `holds wait for at most ${hours} hours`,
      }]);
      await this.changed(id, input.homeDistrictId, present?.state ?? null, 'pending', section.id);
      return { id };
    });
  }

  approve(principal: Principal, input: MappingStepInput): Promise<CourseMapping | RefusalData> {
    return this.decide(principal, 'approveMapping', 'approve', 'approved', input, null);
  }

  return(principal: Principal, input: ReturnMappingInput): Promise<CourseMapping | RefusalData> {
    return this.decide(principal, 'returnMapping', 'return', 'returned', input, input.reason.trim());
  }

  private decide(principal: Principal, operation: string, step: MappingStep, to: 'approved' | 'returned', input: MappingStepInput, reason: string | null): Promise<CourseMapping | RefusalData> {
    return this.command(principal, operation, input, async (tx) => {
      const row = await this.reader.row(input.mappingId);
      if (!row) return notFound('course mapping');
      const roles = this.access.rolesIn(principal, row.home_party_id);
      const approvers: readonly string[] = await this.approvers.rolesOf(row.home_party_id);
      const refused = this.refuse(row.state, step, roles, roles.some((role) => approvers.includes(role)));
      if (refused) return refused;
      const done = await tx.one(`update course_mapping set state = $2, decided_by = $3, decided_at = app_now(), reason = $4 where id = $1 and state = 'pending' returning id`, [row.id, to, principal.accountId, reason]);
      if (!done) return stepNotPossible('Somebody else was quicker: this mapping has just been decided. Look again.', null);
      await tx.query('select resume_holds($1, $2)', [row.section_id, row.home_party_id]);
      await this.inbox.settle(row.id, ['APPROVE_MAPPING']);
      await this.inbox.push([{
        kind: 'NOTICE', isNotice: true, partyId: row.home_party_id, consortiumId: null, roles: ['counselor', 'registrar'], sides: [row.home_party_id], subjectId: row.id, sectionId: row.section_id,
        title: to === 'approved' ? `Mapping approved: ${row.local_title}` : `Mapping returned: ${row.local_title}`, detail: reason ?? 'The seats you hold can now be requested.',
      }]);
      await this.changed(row.id, row.home_party_id, row.state, to, row.section_id);
      return { id: row.id };
    });
  }

  private refuse(state: MappingRow['state'] | null, step: MappingStep, roles: ReturnType<Access['rolesIn']>, approver = false): RefusalData | null {
    const decision = courseMapping.step(state, step, { actor: { side: 'home', roles }, nowMs: 0, clock: null, facts: { approver } });
    if (decision.ok) return null;
    return decision.code === 'NotAllowed' || decision.code === 'NotTheApprover' ? notAllowed(decision.message) : stepNotPossible(decision.message, null);
  }

  private changed(id: string, homePartyId: string, before: string | null, after: string, sectionId: string): Promise<void> {
    return this.events.append({ kind: `mapping.${after}`, subjectType: 'mapping', subjectId: id, partyIds: [homePartyId], facts: { before, after, sectionId } });
  }

  private command(principal: Principal, operation: string, input: { idempotencyKey: string }, act: (tx: Tx) => Promise<Outcome>): Promise<CourseMapping | RefusalData> {
    return this.commands.run({ principal, operation, idempotencyKey: input.idempotencyKey, input }, act, (id) => this.reader.one(id));
  }
}
