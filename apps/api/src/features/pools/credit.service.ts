import { Injectable } from '@nestjs/common';
import { type Principal } from '../../platform/auth/principal.js';
import { Commands } from '../../platform/commands/commands.js';
import { Events } from '../../platform/events/events.js';
import { isUsualDay } from '../../platform/graphql/page.js';
import { invalidInput, notAllowed, notFound, type RefusalData } from '../../platform/graphql/refusals.js';
import { type RecordCreditInput } from './credit.input.js';
import { MatchReader } from './match.reader.js';
import { OrderReader } from './order.reader.js';
import { roundNotPossible } from './round.input.js';
import { SettlementReader } from './settlement.reader.js';
import { type RoundSettlement } from './settlement.type.js';

const wrong = (field: string, message: string): RefusalData => invalidInput([{ field: `input.${field}`, rule: 'together', message }]);

/** A credit that was expected arrives. It changes nothing of what was approved or settled: nobody was to pay it. */
@Injectable()
export class CreditService {
  constructor(
    private readonly commands: Commands,
    private readonly events: Events,
    private readonly orders: OrderReader,
    private readonly matches: MatchReader,
    private readonly settlements: SettlementReader,
  ) {}

  record(principal: Principal, input: RecordCreditInput): Promise<RoundSettlement | RefusalData> {
    return this.commands.run({ principal, operation: 'recordCredit', idempotencyKey: input.idempotencyKey, input }, async (tx) => {
      const order = await this.orders.row(input.orderId);
      if (!order || order.round_id !== input.roundId) return notFound('order');
      if (!this.matches.mayPay(order.party_id)) return notAllowed('Credit notes are entered by the business manager of whoever ordered.');
      const number = input.number.trim();
      if (number === '') return wrong('number', 'Enter the number of the credit note.');
      if (!isUsualDay(input.day)) return wrong('day', 'There is no such day.');
      if (input.revision === 0 && input.cents === 0) return wrong('cents', 'Enter an amount above zero.');
      const done = await tx.one<{ why: string | null }>('select record_credit($1, $2, $3, $4, $5, $6, $7) as why', [input.roundId, order.id, input.key, number, input.revision, input.day, input.cents]);
      if (done?.why === 'gone') return notFound('credit that was expected');
      if (done?.why === 'open') return roundNotPossible('Credits are expected once the order is approved for payment.', 'ORDER_NOT_APPROVED');
      if (done?.why === 'changed' && input.revision === 0) return wrong('number', 'A credit note of this number is there already. Correct that one.');
      if (done?.why === 'changed') return roundNotPossible('A colleague has entered this credit note in the meantime. Look again.', 'CREDIT_CHANGED');
      if (done?.why === 'most') return wrong('cents', 'With this more would be credited than was billed for the whole order. Check the amount.');
      await this.events.append({ kind: 'round.credit', subjectType: 'round', subjectId: order.round_id, partyIds: [order.party_id], consortiumIds: [], facts: { before: input.revision, after: input.revision + 1 } });
      return { id: order.round_id };
    }, (id) => this.settlements.of(id));
  }
}
