import { Injectable } from '@nestjs/common';
import { explain, type Trace } from '@barnraise/cost-sharing';
import { districtsOf, type Principal } from '../../platform/auth/principal.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { fromCursor, isInstant, pageOf, pageSize, unknownPlace } from '../../platform/graphql/page.js';
import { isId } from '../../platform/ids/ids.js';
import { PolicyService, type PolicyVersion } from '../agreements/index.js';
import { PeopleService } from '../people/index.js';
import { BookingReader } from './booking.reader.js';
import { type BookingsInput } from './booking.input.js';
import { type Booking, type BookingConnection, type HistoryEntry } from './booking.type.js';
import { historySentence } from './history.words.js';
import { BookingSide } from './state.type.js';

interface Listed { readonly id: string; readonly created_at: string }

/** Both sides' lists and what stands on a booking's page. */
@Injectable()
export class BookingService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly reader: BookingReader,
    private readonly people: PeopleService,
    private readonly policies: PolicyService,
  ) {}

  booking(principal: Principal, id: string): Promise<Booking | null> {
    return isId(id) ? this.uow.run(principal, () => this.reader.one(id)) : Promise.resolve(null);
  }

  /** Four statements, however many rows. */
  list(principal: Principal, input: BookingsInput): Promise<BookingConnection> {
    const column = input.side === BookingSide.HOME ? 'home_party_id' : 'teaching_party_id';
    const after = fromCursor(input.after, 2);
    const size = pageSize(input.first, 25);
    if (after && !(isId(after[1]) && isInstant(after[0]!))) throw unknownPlace();
    // A district that isn't one's own has no list to read.
    const district = districtsOf(principal).includes(input.districtId) ? input.districtId : null;
    return this.uow.run(principal, async (tx) => {
      const [listed, counts] = await Promise.all([
        tx.query<Listed & Record<string, unknown>>(
          `select id, created_at::text from booking
            where ${column} = $1 and ($2::text[] is null or state = any ($2)) and ($3::timestamptz is null or (created_at, id) < ($3, $4::uuid))
            order by created_at desc, id desc limit $5`,
          [district, input.states ?? null, after?.[0] ?? null, after?.[1] ?? null, size + 1]),
        tx.query<{ state: Booking['state']; count: number }>(`select state, count(*)::int as count from booking where ${column} = $1 group by state`, [district]),
      ]);
      const page = pageOf(listed, size, (row) => [row.created_at, row.id]);
      return { nodes: await this.reader.byIds(page.nodes.map((row) => row.id)), pageInfo: page.pageInfo, counts };
    });
  }

  /** What happened to each booking, oldest first, in the order of the ids. */
  histories(principal: Principal, ids: readonly string[]): Promise<HistoryEntry[][]> {
    return this.uow.run(principal, async (tx) => {
      const rows = await tx.query<{ subject_id: string; at: Date; actor_account_id: string | null; kind: string; facts: Record<string, unknown> }>(
        'select subject_id, at, actor_account_id, kind, facts from event where subject_id = any ($1::uuid[]) order by seq', [ids]);
      const names = await this.people.namesOf([...new Set(rows.flatMap((row) => row.actor_account_id ?? []))]);
      return ids.map((id) => rows.filter((row) => row.subject_id === id).map((row) => ({
        at: row.at, who: row.actor_account_id ? (names.get(row.actor_account_id) ?? 'Someone no longer here') : 'The clock', sentence: historySentence(row.kind, row.facts),
      })));
    });
  }

  /** Policy versions in the order of the ids; null for one that can't be seen. */
  policyVersions(principal: Principal, ids: readonly string[]): Promise<(PolicyVersion | null)[]> {
    return this.uow.run(principal, async () => {
      const byId = new Map((await this.policies.byIds(ids)).map((version) => [version.id, version]));
      return ids.map((id) => byId.get(id) ?? null);
    });
  }

  sentences(traceJson: string): string[] {
    return explain(JSON.parse(traceJson) as Trace);
  }
}
