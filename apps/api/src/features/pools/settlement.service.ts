import { Injectable } from '@nestjs/common';
import { purchasingRound } from '@barnraise/lifecycle';
import { Access } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Commands } from '../../platform/commands/commands.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Events } from '../../platform/events/events.js';
import { type Download, Downloads } from '../../platform/files/downloads.js';
import { invalidInput, notAllowed, notFound, type RefusalData } from '../../platform/graphql/refusals.js';
import { isId } from '../../platform/ids/ids.js';
import { NotShareable } from '../cost-shares/index.js';
import { roundNotPossible, type RoundStepInput } from './round.input.js';
import { RoundReader } from './round.reader.js';
import { type StateBaselineInput } from './settlement.input.js';
import { SettlementReader } from './settlement.reader.js';
import { settle, type Settled, type SettlementInputs } from './settlement.rules.js';
import { type SettledRound } from './settled-debts.rules.js';
import { type RoundSettlement } from './settlement.type.js';
import { settlementCsv } from './settlement.words.js';

/** The last step of a round: what everybody finally owes. And what districts would have paid alone, which only they read. */
@Injectable()
export class SettlementService {
  constructor(
    downloads: Downloads,
    private readonly uow: UnitOfWork,
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly events: Events,
    private readonly rounds: RoundReader,
    private readonly reader: SettlementReader,
  ) {
    downloads.offer('/rounds/:id/settlement.csv', (principal, { id }) => this.csv(principal, id ?? ''));
  }

  of(principal: Principal, roundId: string): Promise<RoundSettlement | null> {
    return isId(roundId) ? this.uow.run(principal, () => this.reader.of(roundId)) : Promise.resolve(null);
  }

  /** What a ledger takes from a settled round. Within the open unit of work: a sealed one gives districts of its principal alone. */
  settled(roundId: string): Promise<SettledRound | null> {
    return this.reader.settled(roundId);
  }

  /** For finance systems: what districts of the principal finally owe, and the credits they wait for. */
  private async csv(principal: Principal, id: string): Promise<Download | null> {
    return isId(id) ? this.uow.run(principal, async () => {
      const [row, settlement] = [await this.rounds.row(id), await this.reader.of(id)];
      if (!row || !settlement || settlement.parts.length + settlement.credits.length === 0) return null;
      return { name: `${row.title} settlement.csv`, mediaType: 'text/csv; charset=utf-8', body: Buffer.from(settlementCsv(row.title, settlement)) };
    }) : null;
  }

  state(principal: Principal, input: StateBaselineInput): Promise<RoundSettlement | RefusalData> {
    return this.commands.run({ principal, operation: 'stateBaseline', idempotencyKey: input.idempotencyKey, input }, async (tx) => {
      if (!this.reader.mayState(input.districtId)) return notAllowed('What a district would pay alone is said by whoever buys for it.');
      const source = input.source.trim();
      if (source === '') return invalidInput([{ field: 'input.source', rule: 'together', message: 'Say where that comes from.' }]);
      const done = await tx.one<{ why: string | null }>('select state_baseline($1, $2, $3, $4, $5, $6, $7) as why', [input.roundId, input.districtId, input.itemKey, input.revision, input.priceCents, source, input.confidence]);
      if (done?.why === 'gone') return notFound('item of a round');
      if (done?.why === 'changed') return roundNotPossible('A colleague has changed this in the meantime. Look again.', 'BASELINE_CHANGED');
      if (done?.why) return roundNotPossible('This round is over: what was said by then stands.', 'ROUND_SETTLED');
      await this.events.append({ kind: 'round.baseline', subjectType: 'round', subjectId: input.roundId, partyIds: [input.districtId], consortiumIds: [], facts: { before: input.revision, after: input.revision + 1 } });
      return { id: input.roundId };
    }, (id) => this.reader.of(id));
  }

  settle(principal: Principal, input: RoundStepInput): Promise<RoundSettlement | RefusalData> {
    return this.commands.run({ principal, operation: 'settleRound', idempotencyKey: input.idempotencyKey, input }, async (tx) => {
      const row = await this.rounds.row(input.roundId);
      if (!row) return notFound('round');
      const decision = purchasingRound.step(row.state, 'settle', { actor: { side: 'lead', roles: this.access.rolesIn(principal, row.lead_party_id) }, nowMs: row.now.getTime(), clock: null, facts: this.rounds.facts(row) });
      if (!decision.ok) return decision.code === 'NotAllowed' ? notAllowed(decision.message) : roundNotPossible(decision.message);
      const taken = await tx.one<{ why: string | null; inputs: SettlementInputs | null }>('select * from take_settlement($1)', [row.id]);
      if (taken?.why === 'unmatched') return roundNotPossible('Not every order is approved for payment yet.', 'INVOICES_OPEN');
      if (!taken?.inputs) return roundNotPossible('This round was settled just now. Look again.');
      const settled = worked(taken.inputs);
      if (!('parts' in settled)) return settled;
      // What it answers with is each district's calculation: a ledger books it here, of a sealed round, too.
      await tx.query('select * from settle_round($1, $2, $3, $4, $5, $6)', [row.id, settled.inputsText, settled.inputHash, JSON.stringify(settled.plan), settled.totalCents, JSON.stringify(settled.parts)]);
      await this.events.append({ kind: 'round.settled', subjectType: 'round', subjectId: row.id, partyIds: [row.lead_party_id], consortiumIds: [row.consortium_id], facts: { before: row.state, after: decision.to } });
      return { id: row.id };
    }, (id) => this.reader.of(id));
  }
}

/** What the cost engine does not take is said, with its reason: trying again would come to the same. */
function worked(inputs: SettlementInputs): Settled | RefusalData {
  try {
    return settle(inputs);
  } catch (error) {
    if (!(error instanceof NotShareable)) throw error;
    return roundNotPossible(`This round cannot be settled, and trying again does not help. ${error.message} What was approved stands for each district: settle it among you, outside of here.`, 'NOT_SETTLEABLE');
  }
}
