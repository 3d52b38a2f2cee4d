import { Injectable } from '@nestjs/common';
import { purchasingRound } from '@barnraise/lifecycle';
import { Access } from '../../platform/auth/access.js';
import { districtsOf } from '../../platform/auth/principal.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { type ShareCalculation, ShareService } from '../cost-shares/index.js';
import { PlaceNames } from '../districts/index.js';
import { CreditReader } from './credit.reader.js';
import { named } from './order.reader.js';
import { RoundReader, type RoundRow } from './round.reader.js';
import { sizesOf } from './round.rules.js';
import { quantityWords } from './round.words.js';
import { balanceWords, debtsBetween, type SettledRound } from './settled-debts.rules.js';
import { type SettledLine, savingOf } from './settlement.rules.js';
import { type RoundBaseline, type RoundSettlement, type SettlementPart } from './settlement.type.js';

interface Part { readonly party_id: string; readonly cents: string; readonly paid_cents: string; readonly lines: SettledLine[]; readonly calculation_id: string }
interface Stated { readonly party_id: string; readonly item_key: string; readonly revision: number; readonly price_cents: string; readonly source: string; readonly confidence: string }
const STATERS = ['procurement_officer', 'business_manager', 'district_administrator'] as const;
const BEFORE = ['draft', 'failed', 'cancelled'];

/** What a round finally comes to, for districts of the principal. Within the open unit of work. */
@Injectable()
export class SettlementReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: Access,
    private readonly places: PlaceNames,
    private readonly rounds: RoundReader,
    private readonly credits: CreditReader,
    private readonly shares: ShareService,
  ) {}

  async of(roundId: string): Promise<RoundSettlement | null> {
    const row = await this.rounds.row(roundId);
    if (!row || BEFORE.includes(row.state)) return null;
    const { tx } = this.uow;
    const parts = await tx.query<Part & Record<string, unknown>>('select p.party_id, p.cents, p.paid_cents, p.lines, p.calculation_id from round_settlement_part p where p.round_id = $1 order by p.party_id', [row.id]);
    const stated = await tx.query<Stated & Record<string, unknown>>('select distinct on (b.party_id, b.item_key) b.party_id, b.item_key, b.revision, b.price_cents, b.source, b.confidence from round_baseline b where b.round_id = $1 order by b.party_id, b.item_key, b.revision desc', [row.id]);
    const lines = await tx.query<{ party_id: string; item_key: string }>(`select l.party_id, l.item_key from round_line l join round_commitment c using (round_id, party_id) where l.round_id = $1 and c.state in ('committed', 'awaiting_approval') order by l.party_id, l.item_key`, [row.id]);
    const stands = row.state === 'received' ? await tx.query<{ approved: boolean }>('select approved from matching_stands($1)', [row.id]) : [];
    const names = await this.places.districts([...parts, ...lines, ...stated].map(({ party_id }) => party_id));
    const settled = parts.length > 0 ? await this.settled(row.id) : null;
    const shares = await this.shares.byIds(parts.map((part) => part.calculation_id), () => 'the whole round');
    const mine = districtsOf(tx.principal, STATERS);
    const step = purchasingRound.step(row.state, 'settle', { actor: { side: 'lead', roles: this.access.rolesIn(tx.principal, row.lead_party_id) }, nowMs: row.now.getTime(), clock: null, facts: this.rounds.facts(row) });
    return {
      __typename: 'RoundSettlement', id: row.id, state: row.state as RoundSettlement['state'], maySettle: step.ok && stands.length > 0 && stands.every(({ approved }) => approved),
      parts: parts.map((part): SettlementPart => ({
        district: named(names, part.party_id), cents: Number(part.cents), paidCents: Number(part.paid_cents), balanceWords: balanceWords(part.party_id, settled!.districts, settled!.sealed), share: shares.get(part.calculation_id) as ShareCalculation,
        lines: part.lines.map((line) => ({ id: line.id, kind: line.kind as SettlementPart['lines'][number]['kind'], name: line.name, cents: line.cents, words: line.words, quantityWords: line.itemKey === null || line.units === null ? null : quantityWords(itemOf(row, line.itemKey), line.units) })),
        saving: this.saving(row, part, stated),
      })),
      baselines: lines.map((line): RoundBaseline => {
        const item = itemOf(row, line.item_key);
        const said = stated.find((one) => one.party_id === line.party_id && one.item_key === line.item_key);
        return {
          district: named(names, line.party_id), itemKey: item.key, name: item.name, unitName: item.price.unit, revision: said?.revision ?? 0, priceCents: said ? Number(said.price_cents) : null, source: said?.source ?? null, confidence: (said?.confidence ?? null) as RoundBaseline['confidence'],
          mayState: row.state !== 'settled' && mine.includes(line.party_id),
        };
      }),
      credits: row.state === 'received' || row.state === 'settled' ? await this.credits.of(row) : [],
    };
  }

  /** Each district with its share, what it paid and what is left, and who owes whom; null where nothing is settled that the principal may see. */
  async settled(roundId: string): Promise<SettledRound | null> {
    const rows = await this.uow.tx.query<{ party_id: string; name: string; calculation_id: string; cents: string; paid_cents: string; sealed: boolean }>('select * from settled_parts($1)', [roundId]);
    if (rows.length === 0) return null;
    const sealed = rows[0]!.sealed;
    const districts = rows.map((row) => ({ party: row.party_id, name: row.name, calculationId: row.calculation_id, cents: Number(row.cents), paidCents: Number(row.paid_cents), netCents: Number(row.cents) - Number(row.paid_cents) }));
    return { sealed, districts, debts: debtsBetween(districts, sealed) };
  }

  mayState(partyId: string): boolean {
    return districtsOf(this.uow.tx.principal, STATERS).includes(partyId);
  }

  private saving(row: RoundRow, part: Part, stated: readonly Stated[]): SettlementPart['saving'] {
    const own = stated.filter(({ party_id }) => party_id === part.party_id).map(({ item_key, price_cents }) => ({ itemKey: item_key, priceCents: Number(price_cents), unitSize: sizesOf(itemOf(row, item_key).units)[itemOf(row, item_key).price.unit]! }));
    const saving = savingOf(part.lines, own);
    return saving && { ...saving, lines: saving.lines.map(({ itemKey, aloneCents, paidCents }) => ({ name: itemOf(row, itemKey).name, aloneCents, paidCents })) };
  }
}

const itemOf = (row: RoundRow, key: string) => row.items.find((item) => item.key === key)!;
