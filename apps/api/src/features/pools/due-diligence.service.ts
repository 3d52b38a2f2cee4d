import { Injectable } from '@nestjs/common';
import { canonicalJson, type Json } from '@barnraise/cost-sharing';
import { Access } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Commands } from '../../platform/commands/commands.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Events } from '../../platform/events/events.js';
import { csvText } from '../../platform/files/csv.js';
import { type Download, Downloads } from '../../platform/files/downloads.js';
import { invalidInput, notAllowed, notFound, type RefusalData } from '../../platform/graphql/refusals.js';
import { isId } from '../../platform/ids/ids.js';
import { type DueDiligenceInput } from './authority.input.js';
import { AuthorityReader } from './authority.reader.js';
import { recordOf, recordProblems, type StoredRecord } from './authority.rules.js';
import { type KeepDueDiligenceInput } from './due-diligence.input.js';
import { roundNotPossible } from './round.input.js';
import { RoundReader, type RoundRow } from './round.reader.js';
import { type Round } from './round.type.js';

const KEEPERS = ['procurement_officer', 'business_manager', 'district_administrator'] as const;

/** What each district writes down about its use of a contract: its own, revision after revision. */
@Injectable()
export class DueDiligenceService {
  constructor(
    downloads: Downloads,
    private readonly uow: UnitOfWork,
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly events: Events,
    private readonly rounds: RoundReader,
    private readonly authority: AuthorityReader,
  ) {
    downloads.offer('/rounds/:id/due-diligence.csv', (principal, { id }) => this.csv(principal, id ?? ''));
  }

  /**
   * Before a commitment counts: writes down what comes with it, or says that it is missing where the members require it.
   * Within the open unit of work.
   */
  async beforeCommitting(row: RoundRow, partyId: string, input: DueDiligenceInput | null): Promise<RefusalData | null> {
    if (input !== null) return this.write(row, partyId, input, 'input.dueDiligence');
    const missing = await this.uow.tx.one(
      `select from round_authority where round_id = $1 and due_diligence = 'required' and not exists (select from round_due_diligence where round_id = $1 and party_id = $2)`, [row.id, partyId]);
    return missing ? roundNotPossible('Before it counts, write down why your district uses this contract: the members agreed that each keeps its reason.', 'REASON_NEEDED') : null;
  }

  keep(principal: Principal, input: KeepDueDiligenceInput): Promise<Round | RefusalData> {
    return this.commands.run({ principal, operation: 'keepDueDiligence', idempotencyKey: input.idempotencyKey, input }, async (tx) => {
      const row = await this.rounds.row(input.roundId);
      if (!row) return notFound('round');
      const roles = this.access.rolesIn(principal, input.districtId);
      if (!KEEPERS.some((role) => roles.includes(role))) return notAllowed();
      if (!(await tx.one('select from consortium_member where consortium_id = $1 and party_id = $2', [row.consortium_id, input.districtId]))) return notFound('round');
      if (['draft', 'estimates', 'solicited', 'awarded', 'cancelled'].includes(row.state)) return roundNotPossible('Districts write down their reason once the round is open.');
      return (await this.write(row, input.districtId, input.record, 'input.record')) ?? { id: row.id };
    }, (id) => this.rounds.one(id));
  }

  /** The same again is no further revision. */
  private async write(row: RoundRow, partyId: string, input: DueDiligenceInput, path: string): Promise<RefusalData | null> {
    const problems = recordProblems(input, row.federal, path);
    if (problems.length > 0) return invalidInput(problems);
    const { tx } = this.uow;
    const record = recordOf(input, row.federal);
    const last = await tx.one<StoredRecord & Record<string, unknown>>('select answers, reason from round_due_diligence where round_id = $1 and party_id = $2 order by revision desc limit 1', [row.id, partyId]);
    if (last && canonicalJson({ answers: last.answers, reason: last.reason } as unknown as Json) === canonicalJson(record as unknown as Json)) return null;
    const kept = (await tx.one<{ revision: number }>('select keep_due_diligence($1, $2, $3, $4) as revision', [row.id, partyId, JSON.stringify(record.answers), record.reason]))!;
    await this.events.append({ kind: 'round.diligence', subjectType: 'round', subjectId: row.id, partyIds: [partyId], consortiumIds: [], facts: { before: last ? kept.revision - 1 : null, after: kept.revision } });
    return null;
  }

  /** Everything districts of the reader wrote down here; null where that is nothing. */
  private csv(principal: Principal, id: string): Promise<Download | null> {
    return isId(id) ? this.uow.run(principal, async () => {
      const row = await this.rounds.row(id);
      const said = row && (await this.authority.here([id]))[0]!;
      if (!row || !said || said.records.length === 0) return null;
      const lines = said.records.flatMap((record) => {
        const start = [row.title, row.lead_agency, row.contract_number, said.stateCode, said.federal ? 'yes' : 'no', record.district.name, record.revision, record.at.toISOString(), record.writtenBy];
        return [[...start, 'Why does the district use this contract?', null, record.reason], ...said.questions.map(({ key, words }) => {
          const answered = record.answers.find((one) => one.key === key);
          return [...start, words, answered ? answered.answer : 'not answered', answered?.note ?? null];
        })];
      });
      return { name: `Due diligence ${row.title}.csv`, mediaType: 'text/csv; charset=utf-8', body: Buffer.from(csvText(['round', 'contract_awarded_by', 'contract', 'state', 'federal_money', 'district', 'revision', 'written_at', 'written_by', 'question', 'answer', 'note'], lines)) };
    }) : Promise.resolve(null);
  }
}
