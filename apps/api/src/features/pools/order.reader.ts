import { Injectable } from '@nestjs/common';
import { type Item } from '@barnraise/pool-pricing';
import { Access } from '../../platform/auth/access.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { type DistrictName, PlaceNames } from '../districts/index.js';
import { unitPriceWords } from './order-paper.words.js';
import { adjustmentWords, chargeName, orderLines, type OrderLine, type StoredOrderCharge, type StoredOrderLine } from './order.rules.js';
import { type RoundOrder } from './order.type.js';

export interface OrderRow {
  readonly id: string; readonly round_id: string; readonly party_id: string; readonly number: string; readonly way: RoundOrder['way']; readonly supplier: string; readonly supplier_contact: string | null; readonly lines: StoredOrderLine[];
  readonly charges: StoredOrderCharge[];
  readonly total_cents: string; readonly budget_code: string | null; readonly purchase_order_number: string | null; readonly placed_at: Date | null; readonly released_at: Date;
}
const PLACERS = ['procurement_officer', 'business_manager', 'district_administrator'] as const;

/** Orders of districts of the principal; those of others are not there to be read. Within the open unit of work. */
@Injectable()
export class OrderReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: Access,
    private readonly places: PlaceNames,
  ) {}

  /** By round. */
  async of(rounds: readonly { readonly id: string; readonly items: Item[] }[]): Promise<ReadonlyMap<string, RoundOrder[]>> {
    const { tx } = this.uow;
    const rows = await tx.query<OrderRow & Record<string, unknown>>('select * from round_order where round_id = any ($1::uuid[]) order by round_id, number', [rounds.map(({ id }) => id)]);
    const schools = await this.schools(rows);
    const names = await this.places.districts(rows.flatMap((row) => [row.party_id, ...row.lines.map(({ party }) => party)]));
    const found = new Map<string, RoundOrder[]>();
    for (const row of rows) {
      const { items } = rounds.find(({ id }) => id === row.round_id)!;
      const order: RoundOrder = {
        id: row.id, number: row.number, district: named(names, row.party_id), way: row.way, supplier: row.supplier, supplierContact: row.supplier_contact, purchaseOrderNumber: row.purchase_order_number, releasedAt: row.released_at, placedAt: row.placed_at,
        totalCents: Number(row.total_cents), mayPlace: row.placed_at === null && this.mayPlace(row.party_id), lines: orderLines(row.lines, items).map((line) => asLine(line, items, names, schools)),
        charges: row.charges.map((charge) => ({ name: chargeName(charge, items), district: named(names, charge.party), cents: charge.cents })),
      };
      found.set(row.round_id, [...(found.get(row.round_id) ?? []), order]);
    }
    return found;
  }

  async row(id: string): Promise<OrderRow | null> {
    return this.uow.tx.one<OrderRow & Record<string, unknown>>('select * from round_order where id = $1', [id]);
  }

  async schools(rows: readonly OrderRow[]): Promise<ReadonlyMap<string, string>> {
    const ids = rows.flatMap((row) => row.lines.flatMap(({ school }) => school ?? []));
    return new Map((await this.uow.tx.query<{ id: string; name: string }>('select id, name from school where id = any ($1::uuid[])', [ids])).map(({ id, name }) => [id, name]));
  }

  /** The numbers it carried before, if any. */
  async replaced(order: OrderRow): Promise<string[]> {
    const rows = await this.uow.tx.query<{ old_number: string }>('select old_number from round_order_number where order_id = $1 order by ordinal', [order.id]);
    return [...new Set(rows.map((row) => row.old_number))].filter((number) => number !== order.purchase_order_number);
  }

  mayPlace(partyId: string): boolean {
    const roles = this.access.rolesIn(this.uow.tx.principal, partyId);
    return PLACERS.some((role) => roles.includes(role));
  }
}

export const named = (names: ReadonlyMap<string, DistrictName>, id: string): DistrictName => names.get(id) ?? { id, name: 'A district', shortName: 'A district' };

function asLine(line: OrderLine, items: readonly Item[], names: ReadonlyMap<string, DistrictName>, schools: ReadonlyMap<string, string>): RoundOrder['lines'][number] {
  return {
    itemKey: line.itemKey, name: line.name, district: named(names, line.districtId), siteName: line.schoolId === null ? null : (schools.get(line.schoolId) ?? null), quantity: line.quantity, quantityWords: line.words, conversionWords: line.conversion,
    unitPriceCents: line.priceCents, unitPriceWords: unitPriceWords(line), adjustmentCents: line.adjustmentCents, adjustmentWords: adjustmentWords(line, items.find(({ key }) => key === line.itemKey)!) || null, cents: line.cents,
  };
}
