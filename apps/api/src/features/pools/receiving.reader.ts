import { Injectable } from '@nestjs/common';
import { purchasingRound } from '@barnraise/lifecycle';
import { type Item } from '@barnraise/pool-pricing';
import { Access } from '../../platform/auth/access.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { type DistrictName, PlaceNames } from '../districts/index.js';
import { named } from './order.reader.js';
import { type DeliveryLine as StoredPart, receiptWords, toldNow } from './receiving.rules.js';
import { type DeliveryPart, type ReceivingLine, type RoundReceiving } from './receiving.type.js';
import { RoundReader, type RoundRow } from './round.reader.js';
import { sizesOf } from './round.rules.js';
import { plural, quantityWords, shortRuleWords } from './round.words.js';

interface Line { readonly order_id: string; readonly number: string; readonly purchase_order_number: string | null; readonly supplier: string; readonly party_id: string; readonly item: string; readonly units: string; readonly school_id: string | null }
interface Receipt {
  readonly order_id: string; readonly party_id: string; readonly item_key: string; readonly revision: number; readonly good: number; readonly damaged: number; readonly substituted: number; readonly substitute: string | null; readonly accepted: boolean | null;
  readonly complete: boolean; readonly note: string | null; readonly by: string | null; readonly received_at: Date;
}
const RECEIVERS = ['procurement_officer', 'business_manager', 'district_administrator'] as const;
const UNDER_WAY = ['released', 'received', 'settled'];

/** What came of the orders of a round, as somebody may see it. Within the open unit of work. */
@Injectable()
export class ReceivingReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: Access,
    private readonly places: PlaceNames,
    private readonly rounds: RoundReader,
  ) {}

  async of(roundId: string): Promise<RoundReceiving | null> {
    const row = await this.rounds.row(roundId);
    if (!row || !UNDER_WAY.includes(row.state)) return null;
    const { tx } = this.uow;
    const lines = await tx.query<Line & Record<string, unknown>>('select * from lines_to_receive($1)', [row.id]);
    const receipts = await tx.query<Receipt & Record<string, unknown>>(
      `select c.order_id, c.party_id, c.item_key, c.revision, c.good, c.damaged, c.substituted, c.substitute, c.accepted, c.complete, c.note, a.display_name as by, c.received_at
         from round_receipt c left join account a on a.id = c.received_by where c.order_id = any ($1::uuid[]) order by c.revision`, [lines.map(({ order_id }) => order_id)]);
    const stands = await tx.query<{ party_id: string | null; complete: boolean }>('select * from receiving_stands($1)', [row.id]);
    const parts = await tx.query<{ party_id: string; lines: StoredPart[] }>('select party_id, lines from round_delivery_part where round_id = $1 order by party_id', [row.id]);
    const schools = new Map((await tx.query<{ id: string; name: string }>('select id, name from school where id = any ($1::uuid[])', [lines.flatMap(({ school_id }) => school_id ?? [])])).map(({ id, name }) => [id, name]));
    const names = await this.places.districts([...lines.map((line) => line.party_id), ...stands.flatMap(({ party_id }) => party_id ?? []), ...parts.flatMap((part) => [part.party_id, ...part.lines.flatMap((one) => [...one.handsOn, ...one.gets].map(({ party }) => party))])]);
    const allReceived = stands.length > 0 && stands.every(({ complete }) => complete);
    const close = purchasingRound.step(row.state, 'receive', { actor: { side: 'lead', roles: this.access.rolesIn(tx.principal, row.lead_party_id) }, nowMs: row.now.getTime(), clock: null, facts: { ...this.rounds.facts(row), allReceived } });
    return {
      __typename: 'RoundReceiving', id: row.id, title: row.title, state: row.state as RoundReceiving['state'], ruleWords: shortRuleWords(row.short_rule), allReceived, mayClose: close.ok,
      lines: lines.map((line) => this.asLine(row, line, receipts.filter((one) => one.order_id === line.order_id && one.party_id === line.party_id && one.item_key === line.item), names, schools)),
      waitingFor: row.sealed ? null : stands.filter(({ complete }) => !complete).map(({ party_id }) => named(names, party_id!)),
      parts: parts.map((part): DeliveryPart => ({ district: named(names, part.party_id), lines: part.lines.map((one) => asPart(one, itemOf(row, one.itemKey), names)) })),
    };
  }

  mayReceive(partyId: string): boolean {
    const roles = this.access.rolesIn(this.uow.tx.principal, partyId);
    return RECEIVERS.some((role) => roles.includes(role));
  }

  private asLine(row: RoundRow, line: Line, said: readonly Receipt[], names: ReadonlyMap<string, DistrictName>, schools: ReadonlyMap<string, string>): ReceivingLine {
    const item = itemOf(row, line.item);
    const ordered = Number(line.units);
    const last = said.at(-1);
    const unit = item.units.find(({ name }) => name === item.price.unit)!;
    const came = last && { good: last.good, damaged: last.damaged, substituted: last.substituted, substitute: last.substitute, accepted: last.accepted, complete: last.complete };
    return {
      orderId: line.order_id, purchaseOrderNumber: line.purchase_order_number, supplier: line.supplier, district: named(names, line.party_id), siteName: line.school_id === null ? null : (schools.get(line.school_id) ?? null), itemKey: item.key, name: item.name,
      unit: asUnit(item.units[0]!), orderUnit: asUnit(unit), orderUnitHolds: sizesOf(item.units)[unit.name]!, ordered, orderedWords: quantityWords(item, ordered), entries: said.length,
      receipt: last && came ? { ...came, revision: last.revision, note: last.note, words: receiptWords(item, ordered, came), receivedBy: last.by ?? 'Somebody there', receivedAt: last.received_at } : null,
      mayReceive: row.state === 'released' && line.purchase_order_number !== null && this.mayReceive(line.party_id),
    };
  }
}

const itemOf = (row: RoundRow, key: string): Item => row.items.find((item) => item.key === key)!;
const asUnit = (unit: Item['units'][number]) => ({ name: unit.name, plural: plural(unit), holds: unit.holds ?? null, of: unit.of ?? null });

function asPart(line: StoredPart, item: Item, names: ReadonlyMap<string, DistrictName>): DeliveryPart['lines'][number] {
  const hands = (some: StoredPart['gets']) => some.map(({ party, name, units }) => ({ district: names.get(party) ?? { id: party, name, shortName: name }, quantityWords: quantityWords(item, units) }));
  return { itemKey: item.key, name: item.name, orderedWords: quantityWords(item, line.ordered), cameWords: quantityWords(item, line.came), keepsWords: quantityWords(item, line.keeps), handsOn: hands(line.handsOn), gets: hands(line.gets), words: line.words.map(toldNow) };
}
