import { Injectable } from '@nestjs/common';
import { purchasingRound } from '@barnraise/lifecycle';
import { Access } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Commands } from '../../platform/commands/commands.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Events } from '../../platform/events/events.js';
import { invalidInput, notAllowed, notFound, type RefusalData } from '../../platform/graphql/refusals.js';
import { isId } from '../../platform/ids/ids.js';
import { type RecordReceiptInput } from './receiving.input.js';
import { ReceivingReader } from './receiving.reader.js';
import { type Closed, closeDelivery, type DeliveryInputs, NotShared, overProblem, receiptProblems } from './receiving.rules.js';
import { type RoundReceiving } from './receiving.type.js';
import { roundNotPossible, type RoundStepInput } from './round.input.js';
import { RoundReader } from './round.reader.js';

/** What came, as the sites say it, until the leading district closes receiving. */
@Injectable()
export class ReceivingService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly events: Events,
    private readonly rounds: RoundReader,
    private readonly reader: ReceivingReader,
  ) {}

  of(principal: Principal, roundId: string): Promise<RoundReceiving | null> {
    return isId(roundId) ? this.uow.run(principal, () => this.reader.of(roundId)) : Promise.resolve(null);
  }

  record(principal: Principal, input: RecordReceiptInput): Promise<RoundReceiving | RefusalData> {
    return this.commands.run({ principal, operation: 'recordReceipt', idempotencyKey: input.idempotencyKey, input }, async (tx) => {
      if (!this.reader.mayReceive(input.districtId)) return notAllowed('What came is said by whoever buys for the district it came to.');
      const said = { good: input.good, damaged: input.damaged, substituted: input.substituted, substitute: text(input.substitute), accepted: input.accepted ?? null };
      const problems = receiptProblems(said);
      if (problems.length > 0) return invalidInput(problems.map(({ field, message }) => ({ field: `input.${field}`, rule: 'together', message })));
      const none = said.substituted === 0;
      const done = await tx.one<{ why: string | null }>('select record_receipt($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) as why',
        [input.roundId, input.orderId, input.districtId, input.itemKey, input.revision, said.good, said.damaged, said.substituted, none ? null : said.substitute, none ? null : said.accepted, input.complete, text(input.note)]);
      if (done?.why === 'most' || done?.why === 'note') {
        const { field, message } = overProblem(done.why, said);
        return invalidInput([{ field: `input.${field}`, rule: done.why, message }]);
      }
      if (done?.why) return refusalOf(done.why);
      await this.events.append({ kind: 'round.receipt', subjectType: 'round', subjectId: input.roundId, partyIds: [input.districtId], consortiumIds: [], facts: { before: input.revision, after: input.revision + 1 } });
      return { id: input.roundId };
    }, (id) => this.reader.of(id));
  }

  close(principal: Principal, input: RoundStepInput): Promise<RoundReceiving | RefusalData> {
    return this.commands.run({ principal, operation: 'closeReceiving', idempotencyKey: input.idempotencyKey, input }, async (tx) => {
      const row = await this.rounds.row(input.roundId);
      if (!row) return notFound('round');
      // The right to it, and the state it is in now; whether everything is there is seen under its lock.
      const decision = purchasingRound.step(row.state, 'receive', { actor: { side: 'lead', roles: this.access.rolesIn(principal, row.lead_party_id) }, nowMs: row.now.getTime(), clock: null, facts: { ...this.rounds.facts(row), allReceived: true } });
      if (!decision.ok) return decision.code === 'NotAllowed' ? notAllowed(decision.message) : roundNotPossible(decision.message);
      const taken = await tx.one<{ why: string | null; inputs: DeliveryInputs | null }>('select * from take_delivery($1)', [row.id]);
      if (taken?.why === 'missing') return roundNotPossible('Not every site has said yet what came.', 'RECEIPTS_MISSING');
      if (!taken?.inputs) return roundNotPossible('Receiving was closed just now. Look again.');
      const closed = shared(taken.inputs);
      if (!('parts' in closed)) return closed;
      await tx.query('select close_receiving($1, $2, $3, $4, $5)', [row.id, closed.inputsText, closed.inputHash, closed.resultText, JSON.stringify(closed.parts)]);
      await this.events.append({ kind: 'round.received', subjectType: 'round', subjectId: row.id, partyIds: [row.lead_party_id], consortiumIds: [row.consortium_id], facts: { before: row.state, after: decision.to } });
      return { id: row.id };
    }, (id) => this.reader.of(id));
  }
}

/** What nobody can work out is said, with why; receiving stays open, and what a site said can be corrected. */
function shared(inputs: DeliveryInputs): Closed | RefusalData {
  try {
    return closeDelivery(inputs);
  } catch (error) {
    if (!(error instanceof NotShared)) throw error;
    return roundNotPossible(`What came cannot be shared out. ${error.message} Receiving stays open: have the site correct what it said.`, 'DELIVERY_NOT_SHARED');
  }
}

const text = (value: string | null | undefined): string | null => value?.trim() || null;

function refusalOf(why: string): RefusalData {
  if (why === 'gone') return notFound('line of an order for this district');
  if (why === 'unplaced') return roundNotPossible('This order has not left yet: it carries no purchase-order number.', 'ORDER_NOT_PLACED');
  if (why === 'changed') return roundNotPossible('A colleague has said something about this line in the meantime. Look again, then send what you know.', 'RECEIPT_CHANGED');
  return roundNotPossible('Receiving is closed for this round. What was said by then stands.', 'RECEIVING_CLOSED');
}
