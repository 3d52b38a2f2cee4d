import { Injectable } from '@nestjs/common';
import { purchasingRound, type Role } from '@barnraise/lifecycle';
import { type Item } from '@barnraise/pool-pricing';
import { Access } from '../../platform/auth/access.js';
import { districtsOf } from '../../platform/auth/principal.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { PlaceNames } from '../districts/index.js';
import { RoundReader, type RoundRow } from './round.reader.js';
import { sizesOf } from './round.rules.js';
import { type TierMode } from './round.type.js';
import { quantityWords } from './round.words.js';
import { compareBids, comparedWords, type StoredDocument, type StoredEstimateLine, type StoredPrice } from './solicitation.rules.js';
import { type RoundBid, type RoundEstimate, type RoundSolicitation } from './solicitation.type.js';

export const LEADERS: readonly Role[] = ['procurement_officer', 'business_manager', 'district_administrator'];

export interface SolicitationRow {
  readonly estimates_due: Date; readonly number: string | null; readonly published: string | null; readonly published_on: string | null; readonly bids_due: Date | null; readonly documents: StoredDocument[]; readonly bid_id: string | null;
  readonly board_on: string | null; readonly minutes: string | null; readonly reason: string | null; readonly awarded_at: Date | null; readonly failed_reason: string | null;
}
export interface BidRow { readonly id: string; readonly revision: number; readonly supplier: string; readonly responsive: boolean; readonly reason: string | null; readonly lead_time: string | null; readonly notes: string | null; readonly prices: StoredPrice[] }
export interface Answered { readonly answered: number; readonly parties: string[] | null; readonly units: Record<string, number> | null }
interface EstimateRow { readonly party_id: string; readonly revision: number; readonly at: Date; readonly lines: StoredEstimateLine[] }

/** Reads how a round without a contract comes to one, as somebody may see it: of a sealed round what others expect to take is told to nobody. Within the open unit of work. */
@Injectable()
export class SolicitationReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: Access,
    private readonly places: PlaceNames,
    private readonly rounds: RoundReader,
  ) {}

  row(roundId: string): Promise<SolicitationRow | null> {
    return this.uow.tx.one<SolicitationRow & Record<string, unknown>>(
      'select estimates_due, number, published, published_on::text, bids_due, documents, bid_id, board_on::text, minutes, reason, awarded_at, failed_reason from round_solicitation where round_id = $1', [roundId]);
  }

  /** Each as it was written down last, in the order in which they came. */
  bids(roundId: string): Promise<BidRow[]> {
    return this.uow.tx.query<BidRow & Record<string, unknown>>(
      'select distinct on (id) id, revision, supplier, responsive, reason, lead_time, notes, prices from round_bid where round_id = $1 order by id, revision desc', [roundId]);
  }

  async answered(roundId: string): Promise<Answered> {
    return (await this.uow.tx.one<Answered & Record<string, unknown>>('select * from round_estimates($1)', [roundId])) ?? { answered: 0, parties: null, units: null };
  }

  async one(roundId: string): Promise<RoundSolicitation | null> {
    const { tx } = this.uow;
    const round = await this.rounds.row(roundId);
    const said = round && (await this.row(roundId));
    if (!round || !said) return null;
    const { answered, parties, units } = await this.answered(roundId);
    const own = await tx.query<EstimateRow & Record<string, unknown>>('select distinct on (party_id) party_id, revision, at, lines from round_estimate where round_id = $1 order by party_id, revision desc', [roundId]);
    const bids = await this.bids(roundId);
    const memberCount = await this.rounds.memberCount(round.consortium_id);
    const mine = await tx.query<{ party_id: string }>('select party_id from consortium_member where consortium_id = $1 and party_id = any ($2::uuid[]) and until is null order by party_id', [round.consortium_id, districtsOf(tx.principal, LEADERS)]);
    const names = await this.places.districts([...(parties ?? []), ...own.map((one) => one.party_id), ...mine.map((one) => one.party_id)]);
    const named = (id: string) => names.get(id) ?? { id, name: 'A district', shortName: 'A district' };
    const compared = units ? new Map(Object.entries(units)) : sumOf(own, round.items);
    const winner = bids.find(({ id }) => id === said.bid_id);
    const roles = this.access.rolesIn(tx.principal, round.lead_party_id);
    const solicited = round.state === 'solicited' && said.bids_due !== null && round.now >= said.bids_due;
    return {
      roundId, estimatesDue: said.estimates_due, answeredCount: answered, memberCount, answered: parties && parties.map(named),
      sums: units && round.items.map((item) => ({ itemKey: item.key, quantityWords: quantityWords(item, units[item.key] ?? 0) })),
      estimates: own.map((one) => asEstimate(one, round, named(one.party_id))),
      estimateFor: round.state === 'estimates' ? mine.map((one) => named(one.party_id)) : [],
      number: said.number, published: said.published, publishedOn: said.published_on, bidsDue: said.bids_due, documents: said.documents,
      bids: asBids(bids, round.items, compared), comparedWords: comparedWords(round.sealed, compared),
      award: winner && said.awarded_at ? { bidId: winner.id, supplier: winner.supplier, boardOn: said.board_on!, minutes: said.minutes!, reason: said.reason!, awardedAt: said.awarded_at } : null,
      failedReason: said.failed_reason,
      mayRecordBids: solicited && roles.some((role) => LEADERS.includes(role)),
      mayAward: solicited && bids.some(({ responsive }) => responsive)
        && purchasingRound.step(round.state, 'award', { actor: { side: 'lead', roles }, nowMs: round.now.getTime(), clock: null, facts: { boardApproved: true } }).ok,
    };
  }
}

/** Of a sealed round: what the districts of the reader expect to take. */
function sumOf(own: readonly EstimateRow[], items: readonly Item[]): Map<string, number> | null {
  if (own.length === 0) return null;
  const sums = new Map<string, number>();
  for (const line of own.flatMap(({ lines }) => lines)) {
    const item = items.find(({ key }) => key === line.item)!;
    sums.set(line.item, (sums.get(line.item) ?? 0) + line.count * sizesOf(item.units)[line.unit]!);
  }
  return sums;
}

const asEstimate = (one: EstimateRow, round: RoundRow, district: RoundEstimate['district']): RoundEstimate => ({
  district, revision: one.revision, at: one.at,
  lines: one.lines.map(({ item: key, unit, count }) => {
    const item = round.items.find((found) => found.key === key)!;
    return { itemKey: key, unit, count, words: quantityWords(item, count * sizesOf(item.units)[unit]!) };
  }),
});

function asBids(bids: readonly BidRow[], items: readonly Item[], units: ReadonlyMap<string, number> | null): RoundBid[] {
  const compared = compareBids(items, bids, units);
  return bids.map((bid) => {
    const { cents, totalCents, lowest, lowestOf } = compared.get(bid.id)!;
    return {
      id: bid.id, revision: bid.revision, supplier: bid.supplier, responsive: bid.responsive, reason: bid.reason, leadTime: bid.lead_time, notes: bid.notes, totalCents, lowest,
      prices: bid.prices.map(({ item, mode, tiers }) => ({ itemKey: item, mode: mode as TierMode, tiers: tiers.map(({ from, priceCents }) => ({ from, priceCents })), cents: cents.get(item) ?? null, lowest: lowestOf.has(item) })),
    };
  });
}
