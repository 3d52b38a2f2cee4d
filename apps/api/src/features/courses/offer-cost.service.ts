import { Injectable } from '@nestjs/common';
import { isRefusal } from '../../platform/commands/commands.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { type RefusalData } from '../../platform/graphql/refusals.js';
import { type Calculated, type ShareCalculation, ShareService } from '../cost-shares/index.js';
import { type BookingRow } from './booking.reader.js';

/**
 * What an offer from the waitlist costs. Seats are offered where they come free, in the database; their cost is worked
 * out as it is looked at, and written down when the seats are requested.
 */
@Injectable()
export class OfferCost {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly shares: ShareService,
  ) {}

  /** The same rows, each with its cost. Within the open unit of work. */
  async costed(rows: BookingRow[]): Promise<BookingRow[]> {
    const open = rows.filter((row) => row.calculation_id === null);
    if (open.length === 0) return rows;
    const worked = await this.workedOut(open);
    return rows.map((row) => {
      const calculated = worked.get(row.id);
      if (!calculated) return row;
      // Plans are taken only if they can be worked out for every member: what can't be said here is said when it is requested.
      if (isRefusal(calculated)) return { ...row, expected_cents: '0', maximum_cents: '0', input_hash: '', trace_text: '{"names":{},"steps":[]}' };
      const { expectedCents, maximumCents } = calculated.estimate;
      return { ...row, expected_cents: String(expectedCents), maximum_cents: String(maximumCents), worked: calculated };
    });
  }

  asQuote(worked: Calculated, per: string): ShareCalculation {
    return this.shares.asQuote(worked, per);
  }

  /** Writes the cost of an offer down; says why where that can't be. Within the open unit of work. */
  async record(row: BookingRow): Promise<RefusalData | null> {
    const calculated = (await this.workedOut([row])).get(row.id)!;
    if (isRefusal(calculated)) return calculated;
    const id = await this.shares.record(calculated, row.plan_version_id, row.id, 'estimate', { home: row.home_party_id, teaching: row.teaching_party_id });
    await this.uow.tx.query('select cost_offer($1, $2)', [row.id, id]);
    return null;
  }

  private async workedOut(rows: readonly BookingRow[]): Promise<Map<string, Calculated | RefusalData>> {
    const sections = await this.uow.tx.query<{ id: string; seats: Record<string, number> | null }>('select id, seats_by_party(id) as seats from unnest($1::uuid[]) id', [[...new Set(rows.map((row) => row.section_id))]]);
    const taken = new Map(sections.map(({ id, seats }) => [id, seats ?? {}]));
    const worked = await this.shares.estimates(rows.map((row) => ({ plan: row.plan, what: {
      ...roomFor(row, othersAnd(taken.get(row.section_id)!, row)), teachingPartyId: row.teaching_party_id, homePartyId: row.home_party_id, seats: row.seat_count, asOf: row.today,
    } })));
    return new Map(rows.map((row, i) => [row.id, worked[i]!]));
  }
}

/** Seats of an offer that is over may have gone to others since: what it would have cost is said with room for all. */
const roomFor = (row: BookingRow, seatsByParty: Record<string, number>) => ({
  seatsByParty, capacity: Math.max(row.capacity, row.seat_count + Object.values(seatsByParty).reduce((sum, seats) => sum + seats, 0)),
});

/** The seats taken without those offered: they are what is asked about. Seats that are over are no longer among those taken. */
function othersAnd(taken: Readonly<Record<string, number>>, row: BookingRow): Record<string, number> {
  const counted = row.state === 'held' && (row.hold_expires_at === null || row.hold_expires_at > row.now) ? row.seat_count : 0;
  const own = (taken[row.home_party_id] ?? 0) - counted;
  return Object.fromEntries(Object.entries({ ...taken, [row.home_party_id]: own }).filter(([, seats]) => seats > 0));
}
