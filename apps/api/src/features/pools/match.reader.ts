import { Injectable } from '@nestjs/common';
import { formatCents } from '@barnraise/money';
import { type Item } from '@barnraise/pool-pricing';
import { Access } from '../../platform/auth/access.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { PolicyService, type SpendingLimits } from '../agreements/index.js';
import { type DistrictName, PlaceNames } from '../districts/index.js';
import { type Billed, chargesFor, differenceWords, type InvoiceExtra, type InvoiceLine, type MatchInputs, matchOf } from './match.rules.js';
import { type OrderMatch, type RoundMatching } from './match.type.js';
import { named, type OrderRow } from './order.reader.js';
import { RoundReader, type RoundRow } from './round.reader.js';
import { sizesOf } from './round.rules.js';
import { plural, quantityWords } from './round.words.js';
import { covers, limitWords, SPENDING_APPROVERS } from './spending.rules.js';

interface Approved { readonly order_id: string; readonly by: string | null; readonly approved_at: Date }
interface Invoice { readonly order_id: string; readonly number: string; readonly revision: number; readonly day: string; readonly lines: InvoiceLine[]; readonly extras: InvoiceExtra[]; readonly total_cents: string; readonly by: string | null }
const PAYERS = ['business_manager', 'district_administrator'] as const;
interface Authority { readonly may: boolean; readonly words: string | null }
const UNDER_WAY = ['released', 'received', 'settled'];

/** Orders with their receipts and invoices, of districts of the principal. Within the open unit of work. */
@Injectable()
export class MatchReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: Access,
    private readonly places: PlaceNames,
    private readonly rounds: RoundReader,
    private readonly policies: PolicyService,
  ) {}

  async of(roundId: string): Promise<RoundMatching | null> {
    const row = await this.rounds.row(roundId);
    if (!row || !UNDER_WAY.includes(row.state)) return null;
    const { tx } = this.uow;
    const orders = await tx.query<OrderRow & Record<string, unknown>>('select * from round_order where round_id = $1 order by number', [row.id]);
    const ids = orders.map(({ id }) => id);
    const inputs = new Map((await tx.query<{ order_id: string; inputs: MatchInputs }>('select * from matches_of_round($1)', [row.id])).map((one) => [one.order_id, one.inputs]));
    const invoices = await tx.query<Invoice & Record<string, unknown>>(
      `select distinct on (i.order_id, i.number) i.order_id, i.number, i.revision, i.day::text, i.lines, i.extras, i.total_cents, a.display_name as by
         from round_invoice i left join account a on a.id = i.entered_by where i.order_id = any ($1::uuid[]) order by i.order_id, i.number, i.revision desc`, [ids]);
    const approved = await tx.query<Approved & Record<string, unknown>>('select m.order_id, a.display_name as by, m.approved_at from round_match m left join account a on a.id = m.approved_by where m.order_id = any ($1::uuid[])', [ids]);
    const limits = await this.policies.limitsHere(orders.map(({ party_id }) => party_id));
    const authorized = await this.authorized(ids);
    const stands = await tx.query<{ party_id: string | null; approved: boolean }>('select * from matching_stands($1)', [row.id]);
    const names = await this.places.districts([...orders.flatMap((order) => [order.party_id, ...order.lines.map(({ party }) => party)]), ...stands.flatMap(({ party_id }) => party_id ?? [])]);
    return {
      __typename: 'RoundMatching', id: row.id, state: row.state as RoundMatching['state'], allApproved: stands.length > 0 && stands.every((one) => one.approved),
      waitingFor: row.sealed ? null : stands.filter((one) => !one.approved).map(({ party_id }) => named(names, party_id!)),
      orders: orders.map((order) => this.asMatch(row, order, inputs.get(order.id)!, invoices.filter(({ order_id }) => order_id === order.id), approved.find(({ order_id }) => order_id === order.id) ?? null, names,
        (cents) => this.authorityOf(order.party_id, cents, authorized.get(order.id)!, limits.get(order.party_id) ?? {}))),
    };
  }

  /** Invoices of an order beside one, as they were entered last. */
  billed(orderId: string, beside: string): Promise<Billed[]> {
    return this.uow.tx.query<Billed & Record<string, unknown>>('select distinct on (number) lines, extras from round_invoice where order_id = $1 and number <> $2 order by number, revision desc', [orderId, beside]);
  }

  mayPay(partyId: string): boolean {
    const roles = this.access.rolesIn(this.uow.tx.principal, partyId);
    return PAYERS.some((role) => roles.includes(role));
  }

  /** Whoever approves anything: invoices within what was authorized, or above it with a limit that covers them. */
  mayApproveSome(partyId: string): boolean {
    return this.access.holdsAny(this.uow.tx.principal, partyId, SPENDING_APPROVERS);
  }

  /** Whether I may approve this amount of an order; where it takes a higher limit, in words whose. */
  async authority(order: OrderRow, cents: number): Promise<Authority> {
    return this.authorityOf(order.party_id, cents, (await this.authorized([order.id])).get(order.id)!, await this.policies.spendingLimits(order.party_id));
  }

  private async authorized(orderIds: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.uow.tx.query<{ id: string; cents: string }>('select id, authorized_of_order(id) as cents from unnest($1::uuid[]) id', [orderIds]);
    return new Map(rows.map(({ id, cents }) => [id, Number(cents)]));
  }

  private authorityOf(partyId: string, cents: number, authorized: number, limits: SpendingLimits): Authority {
    if (cents <= authorized) return { may: this.mayPay(partyId), words: null };
    const roles = this.access.rolesIn(this.uow.tx.principal, partyId);
    if (!this.mayApproveSome(partyId)) return { may: false, words: null };
    if (covers(roles, limits, cents)) return { may: true, words: null };
    return { may: false, words: `${formatCents(cents)} is above the ${formatCents(authorized)} that were authorized for this order. ${limitWords(roles, limits, cents, SPENDING_APPROVERS)}` };
  }

  private asMatch(row: RoundRow, order: OrderRow, inputs: MatchInputs, invoices: readonly Invoice[], approved: Approved | null, names: ReadonlyMap<string, DistrictName>, authority: (cents: number) => Authority): OrderMatch {
    const match = matchOf(inputs);
    const item = (key: string): Item => row.items.find((one) => one.key === key)!;
    const waits = approved === null && order.placed_at !== null;
    const open = waits && this.mayPay(order.party_id);
    const approval = waits && row.state === 'received' && match.ready ? authority(match.finalCents) : null;
    const several = new Set(order.lines.map(({ party }) => party)).size > 1;
    return {
      id: order.id, district: named(names, order.party_id), supplier: order.supplier, purchaseOrderNumber: order.purchase_order_number, // For all that was ordered; once what came is known, for that.
      agreedCharges: (row.state === 'released' ? inputs.charges : chargesFor(inputs, match)).map(({ name, cents }) => ({ name, cents: Number(cents) })),
      lines: match.lines.map((line, n) => {
        const [of, one] = [item(line.item), inputs.lines[n]!];
        return {
          district: named(names, line.party), itemKey: of.key, name: of.name, unit: asUnit(of.units[0]!), orderUnit: asUnit(of.units.find(({ name }) => name === of.orderUnit)!), orderUnitHolds: sizesOf(of.units)[of.orderUnit]!, received: one.received,
          orderedWords: quantityWords(of, one.ordered), receivedWords: quantityWords(of, one.received) + (one.received > one.ordered ? `, ${quantityWords(of, one.received - one.ordered)} above the order` : ''), billedWords: quantityWords(of, line.billedUnits), agreedCents: line.agreedCents, billedCents: line.billedCents,
        };
      }),
      invoices: invoices.map((one) => ({
        number: one.number, revision: one.revision, day: one.day, totalCents: Number(one.total_cents), enteredBy: one.by ?? 'Somebody there', lines: one.lines.map(({ party, item: itemKey, units, cents }) => ({ districtId: party, itemKey, units, cents })),
        extras: one.extras.map((extra) => ({ ...extra, kind: extra.kind as OrderMatch['invoices'][number]['extras'][number]['kind'] })),
      })),
      differences: match.differences.map((one) => ({ key: one.key, cents: one.cents, way: one.way as OrderMatch['differences'][number]['way'], reason: one.reason, words: differenceWords(one, one.item === null ? null : item(one.item), several && one.party !== null ? named(names, one.party).shortName : null, row.items) })),
      agreedCents: match.agreedCents, billedCents: match.billedCents, finalCents: match.finalCents, approvedAt: approved?.approved_at ?? null, approvedBy: approved ? (approved.by ?? 'Somebody there') : null,
      mayEnter: open && (row.state === 'released' || row.state === 'received'), mayDecide: open && row.state === 'received', mayApprove: approval?.may ?? false, approvalNeeds: approval?.words ?? null,
    };
  }
}

const asUnit = (unit: Item['units'][number]) => ({ name: unit.name, plural: plural(unit), holds: unit.holds ?? null, of: unit.of ?? null });
