import { Injectable } from '@nestjs/common';
import { purchasingRound, type Role } from '@barnraise/lifecycle';
import { formatCents } from '@barnraise/money';
import { Access } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Commands } from '../../platform/commands/commands.js';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Events } from '../../platform/events/events.js';
import { type Download, Downloads } from '../../platform/files/downloads.js';
import { notAllowed, notFound, type RefusalData, wrongField as wrong } from '../../platform/graphql/refusals.js';
import { isId } from '../../platform/ids/ids.js';
import { PolicyService } from '../agreements/index.js';
import { PlaceNames } from '../districts/index.js';
import { type PlaceOrderInput, type ReleaseRoundInput } from './order.input.js';
import { type OrderPaper, orderCsv, orderPdf } from './order-paper.words.js';
import { named, OrderReader } from './order.reader.js';
import { adjustmentWords, chargeName, orderLines } from './order.rules.js';
import { OrderWay } from './order.type.js';
import { type CodedItem } from './proposal.rules.js';
import { ublOrder } from './order-ubl.words.js';
import { roundNotPossible } from './round.input.js';
import { RoundReader, type RoundRow } from './round.reader.js';
import { type Round } from './round.type.js';
import { limitWords } from './spending.rules.js';

/** Who releases orders, and so may release one for all with a limit that covers it. */
const RELEASERS: readonly Role[] = ['procurement_officer', 'business_manager', 'district_administrator'];
const TAKEN = 'Another order of this district carries that number already.';

/** What leaves a locked round, and the papers it leaves with. */
@Injectable()
export class OrderService {
  constructor(
    downloads: Downloads,
    private readonly uow: UnitOfWork,
    private readonly commands: Commands,
    private readonly access: Access,
    private readonly events: Events,
    private readonly places: PlaceNames,
    private readonly rounds: RoundReader,
    private readonly orders: OrderReader,
    private readonly policies: PolicyService,
  ) {
    const offer = (ending: string, mediaType: string, make: (paper: OrderPaper) => Buffer | Promise<Buffer>) => downloads.offer(`/orders/:id/order.${ending}`, async (principal, { id }): Promise<Download | null> => {
      const paper = await this.paper(principal, id ?? '');
      return paper && { name: `${paper.purchaseOrderNumber} ${paper.title}.${ending}`, mediaType, body: await make(paper) };
    });
    offer('pdf', 'application/pdf', orderPdf);
    offer('csv', 'text/csv; charset=utf-8', (paper) => Buffer.from(orderCsv(paper)));
    offer('xml', 'application/xml', (paper) => Buffer.from(ublOrder(paper)));
  }

  release(principal: Principal, input: ReleaseRoundInput): Promise<Round | RefusalData> {
    return this.commands.run({ principal, operation: 'releaseRound', idempotencyKey: input.idempotencyKey, input }, async (tx) => {
      const row = await this.rounds.row(input.roundId);
      if (!row) return notFound('round');
      const decision = purchasingRound.step(row.state, 'release', { actor: { side: 'lead', roles: this.access.rolesIn(principal, row.lead_party_id) }, nowMs: row.now.getTime(), clock: null, facts: this.rounds.facts(row) });
      if (!decision.ok) return decision.code === 'NotAllowed' ? notAllowed(decision.message) : roundNotPossible(decision.message);
      const supplier = input.supplier.trim();
      const number = input.purchaseOrderNumber?.trim() || null;
      if (supplier === '') return wrong('supplier', 'Name the supplier.');
      if (input.way === OrderWay.LEAD && number === null) return wrong('purchaseOrderNumber', 'Enter the purchase-order number of your district.');
      const done = await tx.one<{ why: string | null }>('select release_round($1, $2, $3, $4, $5) as why', [row.id, input.way, supplier, input.supplierContact?.trim() || null, number]);
      if (done?.why === 'sealed') return wrong('way', 'In a sealed round each district orders by itself: one order for all would tell you what others take.');
      if (done?.why === 'taken') return wrong('purchaseOrderNumber', TAKEN);
      if (done?.why === 'limit') return this.aboveLimit(tx, row);
      if (done?.why) return roundNotPossible('This round was released just now. Look again.');
      await this.events.append({ kind: 'round.released', subjectType: 'round', subjectId: row.id, partyIds: [row.lead_party_id], consortiumIds: [row.consortium_id], facts: { before: row.state, after: decision.to } });
      return { id: row.id };
    }, (id) => this.rounds.one(id));
  }

  place(principal: Principal, input: PlaceOrderInput): Promise<Round | RefusalData> {
    return this.commands.run({ principal, operation: 'placeOrder', idempotencyKey: input.idempotencyKey, input }, async (tx) => {
      const order = await this.orders.row(input.orderId);
      if (!order) return notFound('order');
      if (!this.orders.mayPlace(order.party_id)) return notAllowed();
      const number = input.purchaseOrderNumber.trim();
      if (number === '') return wrong('purchaseOrderNumber', 'Enter the purchase-order number.');
      const done = await tx.one<{ why: string | null }>('select place_order($1, $2) as why', [order.id, number]);
      if (done?.why === 'gone') return notFound('order');
      if (done?.why === 'taken') return wrong('purchaseOrderNumber', TAKEN);
      if (done?.why) return roundNotPossible('This order carries its number already. Until something of it is received, the number can be corrected.', 'ORDER_PLACED');
      await this.events.append({ kind: 'order.placed', subjectType: 'round', subjectId: order.round_id, partyIds: await this.hearers(order), consortiumIds: [], facts: { before: 'released', after: 'placed' } });
      return { id: order.round_id };
    }, (id) => this.rounds.one(id));
  }

  /** One order for all binds the leading district to all of it: its own commitment authorized only its part. */
  private async aboveLimit(tx: Tx, row: RoundRow): Promise<RefusalData> {
    const cents = Number((await tx.one<{ cents: string }>('select order_for_all_cents($1) as cents', [row.id]))?.cents);
    const words = limitWords(this.access.rolesIn(tx.principal, row.lead_party_id), await this.policies.spendingLimits(row.lead_party_id), cents, RELEASERS);
    return notAllowed(`One order for all binds your district to ${formatCents(cents)}. ${words} Or let each district buy by an order of its own.`);
  }

  /** Whoever leads sees which orders carry their number, unless the round is sealed. */
  private async hearers(order: { readonly party_id: string; readonly round_id: string }): Promise<string[]> {
    const round = await this.rounds.row(order.round_id);
    return [...new Set([order.party_id, ...(round && !round.sealed ? [round.lead_party_id] : [])])];
  }

  /** Only once it carries its number; null for anybody who may not read it. */
  private async paper(principal: Principal, id: string): Promise<OrderPaper | null> {
    return isId(id) ? this.uow.run(principal, async (tx) => {
      const order = await this.orders.row(id);
      const round = order && (await this.rounds.row(order.round_id));
      if (!order || !round || order.purchase_order_number === null || order.placed_at === null) return null;
      const names = await this.places.districts(order.lines.map(({ party }) => party));
      const schools = await this.orders.schools([order]);
      const orderedBy = (await tx.one<{ name: string; nces: string | null; day: string }>('select name, nces_lea_id as nces, ($2::timestamptz at time zone time_zone)::date::text as day from party where id = $1', [order.party_id, order.placed_at]))!;
      return {
        replaces: await this.orders.replaced(order),
        number: order.number, purchaseOrderNumber: order.purchase_order_number, title: round.title, day: orderedBy.day, at: order.placed_at, orderedBy, supplier: order.supplier, supplierContact: order.supplier_contact, leadAgency: round.lead_agency,
        contractNumber: round.contract_number, budgetCode: order.budget_code, totalCents: Number(order.total_cents),
        deliveryFrom: round.delivery_from, deliveryUntil: round.delivery_until,
        charges: order.charges.map((charge) => ({ name: chargeName(charge, round.items), district: named(names, charge.party).name, cents: charge.cents })),
        lines: orderLines(order.lines, round.items).map((line) => ({
          line, district: named(names, line.districtId).name, site: line.schoolId === null ? null : (schools.get(line.schoolId) ?? null), adjustment: adjustmentWords(line, round.items.find(({ key }) => key === line.itemKey)!),
          code: (round.items as readonly CodedItem[]).find(({ key }) => key === line.itemKey)?.commodity ?? null,
        })),
      };
    }) : null;
  }
}
