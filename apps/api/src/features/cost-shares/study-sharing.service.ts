import { Injectable } from '@nestjs/common';
import { compareContenders, type OthersStanding, seenBy, studyOf } from '@barnraise/cost-sharing';
import { type Principal } from '../../platform/auth/principal.js';
import { Commands, type Outcome } from '../../platform/commands/commands.js';
import { type Tx } from '../../platform/database/unit-of-work.js';
import { Events } from '../../platform/events/events.js';
import { notAllowed, notFound, type RefusalData } from '../../platform/graphql/refusals.js';
import { PolicyService } from '../agreements/index.js';
import { DistrictService } from '../districts/index.js';
import { InboxService } from '../inbox/index.js';
import { type ShareCostStudyInput } from './cost-study.input.js';
import { aloneOf, CostStudyReader, type StudyRow } from './cost-study.reader.js';
import { studyChangedSince, studyFrozen } from './cost-study.refusals.js';
import { directoryOf, wrong } from './cost-study.rules.js';
import { type CostStudy, StudyAudience } from './cost-study.type.js';

/** How a study is shown to others: by its author to the coordinator, by the coordinator to the members, once and for all. */
@Injectable()
export class StudySharing {
  constructor(
    private readonly commands: Commands,
    private readonly events: Events,
    private readonly policies: PolicyService,
    private readonly inbox: InboxService,
    private readonly districts: DistrictService,
    private readonly reader: CostStudyReader,
  ) {}

  share(principal: Principal, input: ShareCostStudyInput): Promise<CostStudy | RefusalData> {
    return this.commands.run({ principal, operation: 'shareCostStudy', idempotencyKey: input.idempotencyKey, input }, async (tx) => {
      if (input.with === StudyAudience.AUTHOR) return wrong('with', 'Choose the coordinator or the members.');
      const row = await this.reader.row(input.id);
      if (!row) return notFound('cost study');
      if (row.audience === StudyAudience.MEMBERS) return row.draft ? studyFrozen() : notAllowed('This study is shared with all members already.');
      return input.with === StudyAudience.MEMBERS ? this.withMembers(tx, row, input.revision) : this.withCoordinator(tx, row, input.revision);
    }, (id) => this.reader.one(id));
  }

  private async withCoordinator(tx: Tx, row: StudyRow, revision: number | undefined): Promise<Outcome> {
    if (row.author_account_id !== tx.principal.accountId) return notAllowed('Only its author shares a draft.');
    const shared = await tx.one(
      `update cost_study set audience = 'coordinator', changed_at = n.at, shared_at = n.at from (select app_now() as at) n
        where id = $1 and audience = 'author' and ($2::int is null or revision = $2) returning id`, [row.id, revision ?? null]);
    if (!shared) return this.overtaken(row.id, revision, 'The coordinator has this study already.');
    await this.inbox.push([{
      kind: 'STUDY_SHARED', isNotice: true, partyId: null, consortiumId: row.consortium_id, roles: ['coordinator'], sides: row.author_party_id === null ? [] : [row.author_party_id], subjectId: row.id, studyId: row.id,
      title: `A cost study to look at: ${row.title}`, detail: 'Its author shared it with you. You can share it with the members.',
    }]);
    await this.events.append({ kind: 'study.shared', subjectType: 'study', subjectId: row.id, partyIds: [], facts: { before: row.audience, after: 'coordinator' } });
    return { id: row.id };
  }

  private async withMembers(tx: Tx, row: StudyRow, revision: number | undefined): Promise<Outcome> {
    if (!this.reader.isCoordinator(tx.principal, row.consortium_id)) return notAllowed('The coordinator shares a study with the members.');
    const policy = await this.policies.othersStanding(row.consortium_id);
    const shared = await tx.one(
      `update cost_study set audience = 'members', others_standing = $2, changed_at = n.at, shared_at = n.at from (select app_now() as at) n
        where id = $1 and audience <> 'members' and ($3::int is null or revision = $3) returning id`, [row.id, policy, revision ?? null]);
    if (!shared) return this.overtaken(row.id, revision, 'Somebody else was quicker: this study has just been shared.');
    const members = await this.freeze(tx, row.id, row.consortium_id, policy);
    await this.inbox.push(members.map((partyId) => ({
      kind: 'STUDY_SHARED', isNotice: true, partyId, consortiumId: null, roles: ['business_manager'], sides: [], subjectId: row.id, studyId: row.id,
      title: `A cost study is shared with the members: ${row.title}`, detail: 'See how your district stands, and say what you would pay alone.',
    })));
    await this.events.append({ kind: 'study.shared', subjectType: 'study', subjectId: row.id, partyIds: [], consortiumIds: [row.consortium_id], facts: { before: row.audience, after: 'members', othersStanding: policy } });
    return { id: row.id };
  }

  /** Writes down what the study rests on and, unless all may see all, what each district sees of it. Read again under the lock: a save may have come between. */
  private async freeze(tx: Tx, id: string, consortiumId: string, policy: OthersStanding): Promise<string[]> {
    const [row, members, counts] = await Promise.all([this.reader.row(id), this.districts.membersOf(consortiumId), this.districts.yearsOf(consortiumId, null)]);
    const draft = row!.draft!;
    const [directory, alone] = [directoryOf(members, counts), aloneOf(row!)];
    await tx.query('insert into cost_study_frozen (study_id, facts) values ($1, $2)', [id, JSON.stringify({ directory, alone })]);
    if (policy !== 'named') {
      const results = compareContenders(studyOf(draft, directory, alone));
      const taking = members.filter((member) => draft.members.includes(member.id));
      const standings = taking.map((member) => ({ party_id: member.id, seen: seenBy(new Set([member.id]), results, policy) }));
      await tx.query('insert into cost_study_standing (study_id, party_id, seen) select $1, t.party_id, t.seen from jsonb_to_recordset($2) as t (party_id uuid, seen jsonb)', [id, JSON.stringify(standings)]);
    }
    return members.map((member) => member.id);
  }

  private async overtaken(id: string, revision: number | undefined, otherwise: string): Promise<RefusalData> {
    const row = await this.reader.row(id);
    if (!row) return notFound('cost study');
    if (row.audience === StudyAudience.MEMBERS) return studyFrozen();
    return revision !== undefined && revision !== row.revision ? studyChangedSince(row.revision) : notAllowed(otherwise);
  }
}
