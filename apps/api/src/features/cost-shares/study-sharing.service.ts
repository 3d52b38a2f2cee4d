import { Injectable } from '@nestjs/common';
import { canonicalJson, type Directory, type Json, type OthersStanding } from '@barnraise/cost-sharing';
import { type Principal } from '../../platform/auth/principal.js';
import { Commands, type Outcome } from '../../platform/commands/commands.js';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Events } from '../../platform/events/events.js';
import { notAllowed, notFound, type RefusalData } from '../../platform/graphql/refusals.js';
import { PolicyService } from '../agreements/index.js';
import { DistrictService } from '../districts/index.js';
import { InboxService } from '../inbox/index.js';
import { type ShareCostStudyInput } from './cost-study.input.js';
import { aloneOf, CostStudyReader, type StudyRow } from './cost-study.reader.js';
import { studyChangedSince, studyFrozen, studyNotWorkedOut } from './cost-study.refusals.js';
import { directoryOf, wrong } from './cost-study.rules.js';
import { type CostStudy, StudyAudience } from './cost-study.type.js';
import { StandingsService } from './standings.service.js';
import { type PartyStanding, type StandingsBasis } from './standings.rules.js';

/** What a study comes to for each district, and what that rests on. */
interface Prepared {
  readonly basis: string;
  readonly standings: readonly PartyStanding[];
}
/** A save or a figure came between working a study out and freezing it: nothing was kept. */
class Overtaken extends Error {}
const MOST_TRIES = 3;

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
    private readonly uow: UnitOfWork,
    private readonly thread: StandingsService,
  ) {}

  /** What the members will see is worked out first, while no transaction is open; if the study has changed by then, again. */
  async share(principal: Principal, input: ShareCostStudyInput): Promise<CostStudy | RefusalData> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const prepared = input.with === StudyAudience.MEMBERS ? await this.prepare(principal, input.id) : null;
      if (prepared === 'too-long') return studyNotWorkedOut('Working out how each district stands takes too long. Take away ways that look at every group of districts, or some of the districts, and share it again.');
      try {
        return await this.shareOnce(principal, input, prepared);
      } catch (error) {
        if (!(error instanceof Overtaken)) throw error;
      }
    }
    return studyNotWorkedOut('This study or its figures keep changing while it is worked out. Share it again in a moment.');
  }

  private shareOnce(principal: Principal, input: ShareCostStudyInput, prepared: Prepared | null): Promise<CostStudy | RefusalData> {
    return this.commands.run({ principal, operation: 'shareCostStudy', idempotencyKey: input.idempotencyKey, input }, async (tx) => {
      if (input.with === StudyAudience.AUTHOR) return wrong('with', 'Choose the coordinator or the members.');
      const row = await this.reader.row(input.id);
      if (!row) return notFound('cost study');
      if (row.audience === StudyAudience.MEMBERS) return row.draft ? studyFrozen() : notAllowed('This study is shared with all members already.');
      return input.with === StudyAudience.MEMBERS ? this.withMembers(tx, row, input.revision, prepared) : this.withCoordinator(tx, row, input.revision);
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

  private async withMembers(tx: Tx, row: StudyRow, revision: number | undefined, prepared: Prepared | null): Promise<Outcome> {
    if (!this.reader.isCoordinator(tx.principal, row.consortium_id)) return notAllowed('The coordinator shares a study with the members.');
    const policy = await this.policies.othersStanding(row.consortium_id);
    const shared = await tx.one(
      `update cost_study set audience = 'members', others_standing = $2, changed_at = n.at, shared_at = n.at from (select app_now() as at) n
        where id = $1 and audience <> 'members' and ($3::int is null or revision = $3) returning id`, [row.id, policy, revision ?? null]);
    if (!shared) return this.overtaken(row.id, revision, 'Somebody else was quicker: this study has just been shared.');
    const members = await this.freeze(tx, row.id, row.consortium_id, policy, prepared);
    await this.inbox.push(members.map((partyId) => ({
      kind: 'STUDY_SHARED', isNotice: true, partyId, consortiumId: null, roles: ['business_manager'], sides: [], subjectId: row.id, studyId: row.id,
      title: `A cost study is shared with the members: ${row.title}`, detail: 'See how your district stands, and say what you would pay alone.',
    })));
    await this.events.append({ kind: 'study.shared', subjectType: 'study', subjectId: row.id, partyIds: [], consortiumIds: [row.consortium_id], facts: { before: row.audience, after: 'members', othersStanding: policy } });
    return { id: row.id };
  }

  /** Null where nothing is to be worked out: the act itself says why, or needs no standings. */
  private async prepare(principal: Principal, id: string): Promise<Prepared | 'too-long' | null> {
    const basis = await this.uow.run(principal, async () => {
      const row = await this.reader.row(id);
      if (!row?.draft || row.audience === StudyAudience.MEMBERS || !this.reader.isCoordinator(principal, row.consortium_id)) return null;
      const policy = await this.policies.othersStanding(row.consortium_id);
      return policy === 'named' ? null : basisOf(row, await this.directory(row.consortium_id), policy);
    });
    if (basis === null) return null;
    const standings = await this.thread.standings(basis);
    return standings === null ? 'too-long' : { basis: inBytes(basis), standings };
  }

  private async directory(consortiumId: string): Promise<Directory> {
    return directoryOf(...await Promise.all([this.districts.membersOf(consortiumId), this.districts.yearsOf(consortiumId, null)]));
  }

  /** Writes down what the study rests on and, unless all may see all, what each district sees of it. Read again under the lock: a save may have come between. */
  private async freeze(tx: Tx, id: string, consortiumId: string, policy: OthersStanding, prepared: Prepared | null): Promise<string[]> {
    const [row, directory] = await Promise.all([this.reader.row(id), this.directory(consortiumId)]);
    await tx.query('insert into cost_study_frozen (study_id, facts) values ($1, $2)', [id, JSON.stringify({ directory, alone: aloneOf(row!) })]);
    if (policy !== 'named') {
      if (prepared?.basis !== inBytes(basisOf(row!, directory, policy))) throw new Overtaken();
      await tx.query('insert into cost_study_standing (study_id, party_id, seen) select $1, t.party_id, t.seen from jsonb_to_recordset($2) as t (party_id uuid, seen jsonb)', [id, JSON.stringify(prepared.standings)]);
    }
    return directory.members.map(({ key }) => key);
  }

  private async overtaken(id: string, revision: number | undefined, otherwise: string): Promise<RefusalData> {
    const row = await this.reader.row(id);
    if (!row) return notFound('cost study');
    if (row.audience === StudyAudience.MEMBERS) return studyFrozen();
    return revision !== undefined && revision !== row.revision ? studyChangedSince(row.revision) : notAllowed(otherwise);
  }
}

const basisOf = (row: StudyRow, directory: Directory, policy: StandingsBasis['policy']): StandingsBasis => ({ draft: row.draft!, directory, alone: aloneOf(row), policy });
const inBytes = (basis: StandingsBasis): string => canonicalJson(basis as unknown as Json);
