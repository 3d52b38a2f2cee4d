import { Injectable } from '@nestjs/common';
import { formatCents } from '@barnraise/money';
import { type Principal } from '../../platform/auth/principal.js';
import { Commands, type Outcome } from '../../platform/commands/commands.js';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Events } from '../../platform/events/events.js';
import { isUsualDay } from '../../platform/graphql/page.js';
import { invalidInput, notAllowed, notFound, type RefusalData } from '../../platform/graphql/refusals.js';
import { isId } from '../../platform/ids/ids.js';
import { type ApproveInvoicesInput, type DecideDifferenceInput, type EnterInvoiceInput, type MatchStepInput } from './match.input.js';
import { MatchReader } from './match.reader.js';
import { aboveTheOrder, goesBelowZero, type MatchInputs, matchOf, matchTexts, undecided } from './match.rules.js';
import { type RoundMatching } from './match.type.js';
import { OrderReader, type OrderRow } from './order.reader.js';
import { roundNotPossible } from './round.input.js';

const PAYERS_MATCH = 'Invoices are matched by the business manager of whoever ordered.';

/** Invoices, matched with what was ordered and what came, and approved for payment by whoever ordered. */
@Injectable()
export class MatchService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: Commands,
    private readonly events: Events,
    private readonly orders: OrderReader,
    private readonly reader: MatchReader,
  ) {}

  of(principal: Principal, roundId: string): Promise<RoundMatching | null> {
    return isId(roundId) ? this.uow.run(principal, () => this.reader.of(roundId)) : Promise.resolve(null);
  }

  enter(principal: Principal, input: EnterInvoiceInput): Promise<RoundMatching | RefusalData> {
    return this.act(principal, 'enterInvoice', input, async (tx, order) => {
      const [lines, extras] = [input.lines.filter(({ units, cents }) => units + cents > 0).map(({ districtId, itemKey, units, cents }) => ({ party: districtId, item: itemKey, units, cents })), input.extras.map(({ name, kind, cents }) => ({ name: name.trim(), kind, cents }))];
      const problems = [
        ...(isUsualDay(input.day) ? [] : [{ field: 'day', message: 'There is no such day.' }]),
        ...(input.number.trim() === '' ? [{ field: 'number', message: 'Enter the number of the invoice.' }] : []),
        ...lines.flatMap(({ party, item }, n) => (order.lines.some((line) => line.party === party && line.item === item) ? [] : [{ field: `lines.${n}.itemKey`, message: 'That is no line of this order. Enter it as something that was not ordered.' }])),
        ...extras.flatMap(({ name }, n) => (name === '' ? [{ field: `extras.${n}.name`, message: 'Say what it is.' }] : [])),
        ...aboveTheOrder({ totalCents: Number(order.total_cents), lines: order.lines }, await this.reader.billed(order.id, input.number.trim()), { lines, extras }),
        ...(new Set(lines.map(({ party, item }) => `${party} ${item}`)).size < lines.length ? [{ field: 'lines', message: 'A line is there twice. Keep one of it.' }] : []),
      ];
      if (problems.length > 0) return invalidInput(problems.map(({ field, message }) => ({ field: `input.${field}`, rule: 'together', message })));
      const total = [...lines, ...extras].reduce((sum, { cents }) => sum + cents, 0);
      const done = await tx.one<{ why: string | null }>('select enter_invoice($1, $2, $3, $4, $5, $6, $7, $8) as why', [input.roundId, order.id, input.number.trim(), input.revision, input.day, JSON.stringify(lines), JSON.stringify(extras), total]);
      if (done?.why) return refusalOf(done.why);
      return this.told('invoice.entered', order, input.revision, input.revision + 1);
    });
  }

  decide(principal: Principal, input: DecideDifferenceInput): Promise<RoundMatching | RefusalData> {
    return this.act(principal, 'decideDifference', input, async (tx, order) => {
      const reason = input.reason.trim();
      if (reason === '') return invalidInput([{ field: 'input.reason', rule: 'together', message: 'Say why.' }]);
      const taken = await tx.one<{ why: string | null; inputs: MatchInputs | null }>('select * from take_match($1, $2)', [input.roundId, order.id]);
      if (!taken?.inputs) return refusalOf(taken?.why ?? 'gone');
      const difference = matchOf(taken.inputs).differences.find(({ key }) => key === input.key);
      if (!difference || difference.cents !== input.cents || difference.cents === 0) return roundNotPossible('This difference is another one by now: an invoice was entered or corrected. Look again.', 'DIFFERENCE_CHANGED');
      if (goesBelowZero(taken.inputs, { key: input.key, cents: input.cents, way: input.way, reason })) return roundNotPossible('Decided so, less than nothing would be paid for this line. Decide its differences the same way: leave both as billed, or neither.', 'BELOW_ZERO');
      const done = await tx.one<{ why: string | null }>('select decide_difference($1, $2, $3, $4, $5, $6) as why', [input.roundId, order.id, input.key, input.cents, input.way, reason]);
      if (done?.why) return refusalOf(done.why);
      return this.told('difference.decided', order, difference.way, input.way);
    });
  }

  approve(principal: Principal, input: ApproveInvoicesInput): Promise<RoundMatching | RefusalData> {
    return this.act(principal, 'approveInvoices', input, async (tx, order) => {
      const taken = await tx.one<{ why: string | null; inputs: MatchInputs | null }>('select * from take_match($1, $2)', [input.roundId, order.id]);
      if (!taken?.inputs) return refusalOf(taken?.why ?? 'gone');
      const { match, inputsText, inputHash, resultText } = matchTexts(taken.inputs);
      if (!match.ready) return undecided(match.differences).length > 0 && taken.inputs.invoices.length > 0 ? roundNotPossible('Some differences are not decided yet.', 'DIFFERENCES_OPEN') : roundNotPossible('No invoice is entered yet for what came.', 'INVOICE_MISSING');
      if (match.finalCents !== input.finalCents) return roundNotPossible(`By now it comes to ${formatCents(match.finalCents)}: an invoice or a decision has changed meanwhile. Look again.`, 'FINAL_CHANGED');
      const authority = await this.reader.authority(order, match.finalCents);
      if (!authority.may) return notAllowed(authority.words ?? PAYERS_MATCH);
      await tx.query('select approve_match($1, $2, $3, $4, $5, $6, $7)', [input.roundId, order.id, inputsText, inputHash, resultText, match.billedCents, match.finalCents]);
      return this.told('invoices.approved', order, 'billed', 'approved');
    }, (order) => this.reader.mayApproveSome(order.party_id));
  }

  private act(principal: Principal, operation: string, input: MatchStepInput, act: (tx: Tx, order: OrderRow) => Promise<Outcome>, may = (order: OrderRow) => this.reader.mayPay(order.party_id)): Promise<RoundMatching | RefusalData> {
    return this.commands.run({ principal, operation, idempotencyKey: input.idempotencyKey, input }, async (tx) => {
      const order = await this.orders.row(input.orderId);
      if (!order || order.round_id !== input.roundId) return notFound('order');
      if (!may(order)) return notAllowed(PAYERS_MATCH);
      return act(tx, order);
    }, (id) => this.reader.of(id));
  }

  /** Heard by the district that ordered alone. */
  private async told(kind: string, order: OrderRow, before: string | number | null, after: string | number): Promise<Outcome> {
    await this.events.append({ kind: `round.${kind}`, subjectType: 'round', subjectId: order.round_id, partyIds: [order.party_id], consortiumIds: [], facts: { before, after } });
    return { id: order.round_id };
  }
}

function refusalOf(why: string): RefusalData {
  if (why === 'gone') return notFound('order');
  if (why === 'unplaced') return roundNotPossible('This order has not left yet: it carries no purchase-order number.', 'ORDER_NOT_PLACED');
  if (why === 'approved') return roundNotPossible('This order is approved for payment already. What was billed and decided by then stands.', 'ORDER_APPROVED');
  if (why === 'most') return roundNotPossible('A colleague has entered another invoice in the meantime, and both together are above what this order can be billed. Look again.', 'INVOICE_CHANGED');
  if (why === 'changed') return roundNotPossible('A colleague has entered this invoice in the meantime. Look again.', 'INVOICE_CHANGED');
  return roundNotPossible('Invoices are matched once receiving is closed.', 'RECEIVING_OPEN');
}
