import { type INestApplicationContext } from '@nestjs/common';
import { type ClientBase } from 'pg';
import { AskingService, CommitmentService, lockDueRounds, OrderService, OrderWay, RoundBeforeService, RoundService } from '../features/pools/index.js';
import { asWorker } from './as-worker.js';
import { type DemoData } from './demo-data.js';
import { id } from './reference.js';
import { type Act } from './replay.js';
import { fixedId } from './seed-ids.js';

const SEVEN_RIVERS = 'seven-rivers';
const aloud = {
  error: ({ err }: { err: unknown }) => {
    throw err;
  },
};

/** Rounds, what districts committed to, and their locks, as acts of the demo's past. */
export function roundActs(data: DemoData, app: INestApplicationContext, owner: ClientBase): Act[] {
  const lawOf = (key: string) => data.authority[key] ?? data.authority['else']!;
  const [rounds, commitments, orders, asking] = [app.get(RoundService), app.get(CommitmentService), app.get(OrderService), app.get(AskingService)];
  const befores = app.get(RoundBeforeService);
  const idOf = ({ key, at }: { key: string; at: string }) => fixedId(`round/${key}#0`, new Date(at));
  return data.rounds.flatMap((row): Act[] => {
    const { records, ...law } = lawOf(row.key);
    const roundId = idOf(row);
    const old = data.rounds.find(({ key }) => key === row.copyOf);
    return [
      ...(old ? [{ key: `round/${row.key}`, at: new Date(row.at), by: row.by, run: (principal, idempotencyKey) => befores.copy(principal, { idempotencyKey, roundId: idOf(old) }) } satisfies Act] : []),
      {
        key: old ? `round/${row.key}/said` : `round/${row.key}`, at: new Date(Date.parse(row.at) + (old ? 60_000 : 0)), by: row.by,
        run: (principal, idempotencyKey) => rounds.propose(principal, { idempotencyKey, roundId: old ? roundId : null, revision: old ? 1 : null, takes: null, districtId: id.party(row.lead), consortiumId: id.consortium(SEVEN_RIVERS), round: { ...law, ...row.round, locksAt: new Date(row.round.locksAt) } as never }),
      },
      ...(row.openedAt === null ? [] : [{ key: `round/${row.key}/open`, at: new Date(row.openedAt), by: row.by, run: (principal, idempotencyKey) => rounds.open(principal, { idempotencyKey, roundId, revision: old ? 2 : 1 }) } satisfies Act]),
      ...row.commitments.flatMap(({ district, by, at, approved, school, ...said }): Act[] => [
        {
          key: `round/${row.key}/${district}`, at: new Date(at), by,
          run: (principal, idempotencyKey) => commitments.commit(principal, { idempotencyKey, roundId, districtId: id.party(district), schoolId: id.school(school), dueDiligence: (records[district] ?? records.else) as never, ...said }),
        },
        ...(approved === null ? [] : [{ key: `round/${row.key}/${district}/approved`, at: new Date(approved.at), by: approved.by, run: (principal, idempotencyKey) => commitments.approve(principal, { idempotencyKey, roundId, districtId: id.party(district), revision: 1 }) } satisfies Act]),
      ]),
      ...(row.lockedAt === null ? [] : [{ key: `round/${row.key}/lock`, at: new Date(row.lockedAt), by: null, run: () => lockDueRounds(asWorker(owner), aloud as never) }]),
      ...(row.cancelledAt === undefined ? [] : [{ key: `round/${row.key}/cancel`, at: new Date(row.cancelledAt), by: row.by, run: (principal, idempotencyKey) => rounds.cancel(principal, { idempotencyKey, roundId }) } satisfies Act]),
      ...(row.answers ?? []).map((said): Act => ({ key: `round/${row.key}/${said.district}/answer`, at: new Date(said.at), by: said.by, run: (principal, idempotencyKey) => asking.answer(principal, { idempotencyKey, roundId, districtId: id.party(said.district), yes: said.yes }) })),
      ...(row.released === null ? [] : releaseActs(row.key, roundId, row.released, orders, owner)),
    ];
  });
}

/** Its orders, and the numbers that some districts have put on theirs. */
function releaseActs(key: string, roundId: string, { by, at, supplier, supplierContact, placed }: NonNullable<DemoData['rounds'][number]['released']>, orders: OrderService, owner: ClientBase): Act[] {
  return [
    { key: `round/${key}/release`, at: new Date(at), by, run: (principal, idempotencyKey) => orders.release(principal, { idempotencyKey, roundId, way: OrderWay.DISTRICT, supplier, supplierContact, purchaseOrderNumber: null }) },
    ...placed.map((row): Act => ({
      key: `round/${key}/order/${row.district}`, at: new Date(row.at), by: row.by,
      run: async (principal, idempotencyKey) => {
        const { rows } = await owner.query<{ id: string }>('select id from round_order where round_id = $1 and party_id = $2', [roundId, id.party(row.district)]);
        return orders.place(principal, { idempotencyKey, orderId: rows[0]!.id, purchaseOrderNumber: row.number });
      },
    })),
  ];
}
