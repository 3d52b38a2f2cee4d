import { Injectable } from '@nestjs/common';
import { type AloneFigure, type Directory, type SeenResult, type StudyDraft } from '@barnraise/cost-sharing';
import { Access } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { type ConsortiumName, type DistrictName, DistrictService, PlaceNames } from '../districts/index.js';
import { PeopleService } from '../people/index.js';
import { DISTRICT_AUTHORS, OFFICE_AUTHORS, withOwnFigures } from './cost-study.rules.js';
import { type AloneConfidence, type CostStudy, type OthersStanding, StudyAudience } from './cost-study.type.js';

interface Figure { readonly partyId: string; readonly cents: number; readonly source: string; readonly confidence: AloneFigure['confidence']; readonly obtainedOn: string | null; readonly at: string }

/** A study as far as the reader may see it: what row-level security keeps back is null or empty. */
export interface StudyRow {
  readonly id: string; readonly consortium_id: string; readonly author_account_id: string; readonly author_party_id: string | null;
  readonly title: string; readonly audience: StudyAudience; readonly others_standing: OthersStanding | null; readonly revision: number;
  readonly created_at: Date; readonly changed_at: Date; readonly shared_at: Date | null;
  readonly draft: StudyDraft | null; readonly directory: Directory | null; readonly frozen_alone: Record<string, AloneFigure> | null;
  readonly standings: { readonly partyId: string; readonly seen: SeenResult[] }[]; readonly figures: Figure[];
}

const STUDIES = `
select s.id, s.consortium_id, s.author_account_id, s.author_party_id, s.title, s.audience, s.others_standing, s.revision, s.created_at, s.changed_at, s.shared_at,
       c.draft, z.facts->'directory' as directory, z.facts->'alone' as frozen_alone,
       coalesce((select jsonb_agg(jsonb_build_object('partyId', t.party_id, 'seen', t.seen) order by t.party_id)
                   from cost_study_standing t where t.study_id = s.id and t.party_id = any (my_parties())), '[]') as standings,
       coalesce((select jsonb_agg(jsonb_build_object('partyId', f.party_id, 'cents', f.cents, 'source', f.source, 'confidence', f.confidence, 'obtainedOn', f.obtained_on, 'at', f.created_at) order by f.party_id)
                   from (select distinct on (a.party_id) a.* from stand_alone_figure a where a.study_id = s.id order by a.party_id, a.created_at desc, a.id desc) f), '[]') as figures
  from cost_study s
  left join cost_study_content c on c.study_id = s.id
  left join cost_study_frozen z on z.study_id = s.id
 where s.id = any ($1::uuid[])`;

/** Reads studies with everything around them, in a fixed number of statements however many there are. */
@Injectable()
export class CostStudyReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: Access,
    private readonly districts: DistrictService,
    private readonly places: PlaceNames,
    private readonly people: PeopleService,
  ) {}

  /** Within the open unit of work, in the order of the ids; those that can't be seen are left out. */
  async byIds(ids: readonly string[]): Promise<CostStudy[]> {
    const rows = await this.rows(ids);
    if (rows.length === 0) return [];
    const parties = rows.flatMap((row) => [row.author_party_id, ...row.figures.map(({ partyId }) => partyId), ...row.standings.map(({ partyId }) => partyId)]);
    const [authors, memberships, consortia] = await Promise.all([
      this.people.namesOf(rows.map((row) => row.author_account_id)), this.districts.ownMemberships(), this.places.consortia(rows.map((row) => row.consortium_id)),
    ]);
    const districts = await this.places.districts([...parties, ...memberships.map(({ partyId }) => partyId)]);
    const byId = new Map(rows.map((row) => [row.id, this.asStudy(row, authors, memberships, consortia, districts)]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  async one(id: string): Promise<CostStudy | null> {
    return (await this.byIds([id]))[0] ?? null;
  }

  async row(id: string): Promise<StudyRow | null> {
    return (await this.rows([id]))[0] ?? null;
  }

  private rows(ids: readonly string[]): Promise<StudyRow[]> {
    return this.uow.tx.query<StudyRow & Record<string, unknown>>(STUDIES, [ids]);
  }

  /** For whom the principal writes studies of a consortium: its office, or the first of their districts in it; undefined when they may not. */
  async authorPlace(principal: Principal, consortiumId: string): Promise<{ readonly partyId: string | null } | undefined> {
    if (this.isOfficer(principal, consortiumId)) return { partyId: null };
    const own = (await this.districts.ownMemberships()).filter((membership) => membership.consortiumId === consortiumId);
    return own.find(({ partyId }) => this.access.holdsAny(principal, partyId, DISTRICT_AUTHORS));
  }

  isCoordinator(principal: Principal, consortiumId: string): boolean {
    return this.access.rolesOver(principal, consortiumId).includes('coordinator');
  }

  private isOfficer(principal: Principal, consortiumId: string): boolean {
    return this.access.rolesOver(principal, consortiumId).some((role) => OFFICE_AUTHORS.includes(role));
  }

  private asStudy(
    row: StudyRow, authors: ReadonlyMap<string, string>, memberships: readonly { consortiumId: string; partyId: string }[],
    consortia: ReadonlyMap<string, ConsortiumName>, districts: ReadonlyMap<string, DistrictName>,
  ): CostStudy {
    const { principal } = this.uow.tx;
    const consortium = consortia.get(row.consortium_id)!;
    const mine = row.author_account_id === principal.accountId;
    const authoring = memberships.filter(({ consortiumId, partyId }) => consortiumId === row.consortium_id && this.access.holdsAny(principal, partyId, DISTRICT_AUTHORS)).map(({ partyId }) => partyId);
    const mayWrite = authoring.length > 0 || this.isOfficer(principal, row.consortium_id);
    const open = row.audience !== StudyAudience.MEMBERS;
    const coordinates = this.isCoordinator(principal, row.consortium_id);
    const nameOf = (id: string): DistrictName => districts.get(id) ?? { id, name: 'A district that left', shortName: 'A district that left' };
    const [frozenAlone, newest] = [frozenAloneOf(row), new Map(row.figures.map(({ partyId, cents }) => [partyId, cents]))];
    return {
      __typename: 'CostStudy', id: row.id, title: row.title, audience: row.audience, othersStanding: row.others_standing, revision: row.revision,
      createdAt: row.created_at, changedAt: row.changed_at, sharedAt: row.shared_at, consortium,
      authorName: authors.get(row.author_account_id) ?? 'Someone no longer here', authorFor: row.author_party_id === null ? consortium.shortName : nameOf(row.author_party_id).shortName,
      mine, mayEdit: mine && open && mayWrite, mayCopy: mayWrite && row.draft !== null,
      mayShareWith: [
        ...(mine && mayWrite && row.audience === StudyAudience.AUTHOR ? [StudyAudience.COORDINATOR] : []),
        ...(coordinates && open && (mine || row.audience === StudyAudience.COORDINATOR) ? [StudyAudience.MEMBERS] : []),
      ],
      draft: row.draft && JSON.stringify(row.draft), frozenDirectory: row.directory && JSON.stringify(row.directory), frozenAlone: frozenAlone && JSON.stringify(frozenAlone),
      standings: row.draft ? [] : row.standings.map(({ partyId, seen }) => ({ district: nameOf(partyId), results: JSON.stringify(withOwnFigures(seen, newest)) })),
      standAlone: row.figures.map((figure) => ({
        district: nameOf(figure.partyId), cents: figure.cents, source: figure.source, confidence: figure.confidence as AloneConfidence, obtainedOn: figure.obtainedOn, enteredAt: new Date(figure.at),
      })),
      mayEnterFor: row.audience === StudyAudience.AUTHOR ? [] : authoring.filter((id) => participates(row, id)).map(nameOf),
    };
  }
}

/** As far as the reader can know: by the study itself, or by the standing written for the district. */
export const participates = (row: StudyRow, partyId: string): boolean => row.draft?.members.includes(partyId) ?? row.standings.some((standing) => standing.partyId === partyId);

/** The figures of a study by district, as the engine takes them. */
export const aloneOf = (row: StudyRow): Record<string, AloneFigure> =>
  Object.fromEntries(row.figures.map(({ partyId, cents, source, confidence, obtainedOn }) => [partyId, { cents, source, confidence, ...(obtainedOn === null ? {} : { obtainedOn }) }]));

/** The figures a study was frozen with, of the districts whose figures the reader may see: what limits by going alone hold to, whatever is said later. */
export const frozenAloneOf = ({ frozen_alone: frozen, figures }: StudyRow): Record<string, AloneFigure> | null =>
  frozen && Object.fromEntries(Object.entries(frozen).filter(([partyId]) => figures.some((figure) => figure.partyId === partyId)));
