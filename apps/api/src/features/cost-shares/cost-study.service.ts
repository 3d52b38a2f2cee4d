import { Injectable } from '@nestjs/common';
import { type StudyDraft } from '@barnraise/cost-sharing';
import { Access } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Commands, isRefusal, type Outcome } from '../../platform/commands/commands.js';
import { UnitOfWork, type Tx } from '../../platform/database/unit-of-work.js';
import { Events } from '../../platform/events/events.js';
import { fromCursor, isInstant, isUsualDay, pageOf, pageSize, unknownPlace } from '../../platform/graphql/page.js';
import { notAllowed, notFound, type RefusalData } from '../../platform/graphql/refusals.js';
import { Ids, isId } from '../../platform/ids/ids.js';
import { DistrictService } from '../districts/index.js';
import { type CopyCostStudyInput, type CreateCostStudyInput, type DeleteCostStudyInput, type EnterStandAloneInput, type SaveCostStudyInput } from './cost-study.input.js';
import { CostStudyReader, participates, type StudyRow } from './cost-study.reader.js';
import { studyChangedSince, studyFrozen } from './cost-study.refusals.js';
import { DISTRICT_AUTHORS, draftFrom, wrong } from './cost-study.rules.js';
import { type CostStudy, type CostStudyConnection, StudyAudience } from './cost-study.type.js';

/** Studies of the cost lab: written by one person, private until shared, frozen with the members. */
@Injectable()
export class CostStudyService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly ids: Ids,
    private readonly events: Events,
    private readonly districts: DistrictService,
    private readonly reader: CostStudyReader,
  ) {}

  study(principal: Principal, id: string): Promise<CostStudy | null> {
    return isId(id) ? this.uow.run(principal, () => this.reader.one(id)) : Promise.resolve(null);
  }

  /** My drafts and what is shared with me, newest change first. */
  list(principal: Principal, consortiumId: string, first: number | null, after: string | null): Promise<CostStudyConnection> {
    const place = fromCursor(after, 2);
    if (place && !(isId(place[1]) && isInstant(place[0]!))) throw unknownPlace();
    const size = pageSize(first, 25);
    return this.uow.run(principal, async (tx) => {
      const rows = await tx.query<{ id: string; changed_at: string }>(
        `select id, changed_at::text from cost_study
          where consortium_id = $1 and ($2::timestamptz is null or (changed_at, id) < ($2, $3::uuid)) order by changed_at desc, id desc limit $4`,
        [isId(consortiumId) ? consortiumId : null, place?.[0] ?? null, place?.[1] ?? null, size + 1]);
      const page = pageOf(rows, size, (row) => [row.changed_at, row.id]);
      return { nodes: await this.reader.byIds(page.nodes.map(({ id }) => id)), pageInfo: page.pageInfo };
    });
  }

  /** Whether the principal may write studies of a consortium. */
  mayWrite(principal: Principal, consortiumId: string): Promise<boolean> {
    return this.uow.run(principal, async () => (await this.reader.authorPlace(principal, consortiumId)) !== undefined);
  }

  create(principal: Principal, input: CreateCostStudyInput): Promise<CostStudy | RefusalData> {
    return this.command(principal, 'createCostStudy', input, async (tx) => {
      const members = await this.districts.membersOf(input.consortiumId);
      if (members.length === 0) return notFound('consortium');
      const draft = draftFrom(input.draft, members);
      return isRefusal(draft) ? draft : this.write(tx, input.consortiumId, input.title, draft);
    });
  }

  save(principal: Principal, input: SaveCostStudyInput): Promise<CostStudy | RefusalData> {
    return this.command(principal, 'saveCostStudy', input, async (tx) => {
      const row = await this.reader.row(input.id);
      if (!row) return notFound('cost study');
      const refused = ownOnly(row, principal);
      if (refused) return refused;
      const draft = draftFrom(input.draft, await this.districts.membersOf(row.consortium_id));
      if (isRefusal(draft)) return draft;
      // The revision decides which of two windows was first: the other one is told, and keeps what was typed.
      const saved = await tx.one<{ revision: number }>(
        `update cost_study set title = $3, revision = revision + 1, changed_at = app_now() where id = $1 and revision = $2 and audience <> 'members' returning revision`,
        [row.id, input.revision, input.title.trim()]);
      if (!saved) return this.overtaken(row.id);
      await tx.query('update cost_study_content set draft = $2 where study_id = $1', [row.id, JSON.stringify(draft)]);
      await this.changed(row, 'study.saved', { revision: saved.revision });
      return { id: row.id };
    });
  }

  delete(principal: Principal, input: DeleteCostStudyInput): Promise<object> {
    return this.commands.run({ principal, operation: 'deleteCostStudy', idempotencyKey: input.idempotencyKey, input }, async (tx) => {
      const row = await this.reader.row(input.id);
      if (!row) return notFound('cost study');
      if (row.author_account_id !== principal.accountId) return notAllowed('Only its author removes a study.');
      if (row.audience === StudyAudience.MEMBERS) return studyFrozen();
      const gone = await tx.one(`delete from cost_study where id = $1 and audience = 'author' returning id`, [row.id]);
      if (!gone) return notAllowed('Others were shown this study: it stays.');
      await this.changed(row, 'study.removed', {});
      return { id: row.id };
    }, async (id) => ({ __typename: 'CostStudyDeleted', id }));
  }

  copy(principal: Principal, input: CopyCostStudyInput): Promise<CostStudy | RefusalData> {
    return this.command(principal, 'copyCostStudy', input, async (tx) => {
      const row = await this.reader.row(input.id);
      if (!row) return notFound('cost study');
      if (!row.draft) return notAllowed('You may see how your own district stands in this study, not the study itself.');
      return this.write(tx, row.consortium_id, input.title, row.draft);
    });
  }

  /** What a district would pay alone, as its own people say: the newest counts. */
  enterStandAlone(principal: Principal, input: EnterStandAloneInput): Promise<CostStudy | RefusalData> {
    return this.command(principal, 'enterStandAlone', input, async (tx) => {
      if (!this.access.holdsAny(principal, input.districtId, DISTRICT_AUTHORS)) return notAllowed('Only those who answer for its money say what a district would pay alone.');
      if (input.obtainedOn && !isUsualDay(input.obtainedOn)) return wrong('obtainedOn', 'There is no such day.');
      const row = await this.reader.row(input.studyId);
      if (!row) return notFound('cost study');
      if (row.audience === StudyAudience.AUTHOR) return notAllowed('Share the study first: figures of districts belong to studies that others see.');
      if (!participates(row, input.districtId)) return notAllowed('That district does not take part in this study.');
      await tx.query(
        `insert into stand_alone_figure (id, study_id, party_id, cents, source, confidence, obtained_on, entered_by, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, app_now())`,
        [this.ids.next(), row.id, input.districtId, input.cents, input.source.trim(), input.confidence, input.obtainedOn ?? null, principal.accountId]);
      await this.events.append({ kind: 'study.figure_entered', subjectType: 'study', subjectId: row.id, partyIds: [input.districtId], facts: { confidence: input.confidence } });
      return { id: row.id };
    });
  }

  private async write(tx: Tx, consortiumId: string, title: string, draft: StudyDraft): Promise<Outcome> {
    const place = await this.reader.authorPlace(tx.principal, consortiumId);
    if (!place) return notAllowed('Studies are written by business managers, superintendents and administrators of member districts, and by officers of the consortium.');
    const id = this.ids.next();
    await tx.query(
      `insert into cost_study (id, consortium_id, author_account_id, author_party_id, title, audience, revision, created_at, changed_at)
       select $1, $2, $3, $4, $5, 'author', 1, n.at, n.at from (select app_now() as at) n`, [id, consortiumId, tx.principal.accountId, place.partyId, title.trim()]);
    await tx.query('insert into cost_study_content (study_id, draft) values ($1, $2)', [id, JSON.stringify(draft)]);
    await this.events.append({ kind: 'study.begun', subjectType: 'study', subjectId: id, partyIds: [], facts: { before: null, after: 'author' } });
    return { id };
  }

  /** Why a save met no row: somebody shared it, or saved it first. */
  private async overtaken(id: string): Promise<RefusalData> {
    const row = await this.reader.row(id);
    if (!row) return notFound('cost study');
    return row.audience === StudyAudience.MEMBERS ? studyFrozen() : studyChangedSince(row.revision);
  }

  /** Nobody but its author hears of a draft. */
  private changed(row: StudyRow, kind: string, facts: object): Promise<void> {
    return this.events.append({ kind, subjectType: 'study', subjectId: row.id, partyIds: [], facts });
  }

  private command(principal: Principal, operation: string, input: { idempotencyKey: string }, act: (tx: Tx) => Promise<Outcome>): Promise<CostStudy | RefusalData> {
    return this.commands.run({ principal, operation, idempotencyKey: input.idempotencyKey, input }, act, (id) => this.reader.one(id));
  }
}

function ownOnly(row: StudyRow, principal: Principal): RefusalData | null {
  if (row.author_account_id !== principal.accountId) return notAllowed('Only its author changes a study. Copy it to go on from here.');
  return row.audience === StudyAudience.MEMBERS ? studyFrozen() : null;
}
