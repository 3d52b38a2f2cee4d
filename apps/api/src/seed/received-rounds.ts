import { type INestApplicationContext } from '@nestjs/common';
import { type ClientBase } from 'pg';
import { CreditService, MatchService, ReceivingService, SettlementService } from '../features/pools/index.js';
import { type DemoData } from './demo-data.js';
import { id } from './reference.js';
import { type Act } from './replay.js';
import { fixedId } from './seed-ids.js';

const ITEM = 'item-1';

/** What came of rounds, what was billed for them and what they came to, as acts of the demo's past. */
export function receivedRoundActs(data: DemoData, app: INestApplicationContext, owner: ClientBase): Act[] {
  const [receiving, matches, settlements, creditNotes] = [app.get(ReceivingService), app.get(MatchService), app.get(SettlementService), app.get(CreditService)];
  return data.receivedRounds.flatMap(({ key, at, ends }): Act[] => {
    const roundId = fixedId(`round/${key}#0`, new Date(at));
    const orderOf = async (partyId: string): Promise<string> => (await owner.query<{ id: string }>('select id from round_order where round_id = $1 and party_id = $2', [roundId, partyId])).rows[0]!.id;
    const act = (what: string, when: string, by: string, run: Act['run']): Act => ({ key: `round/${key}/${what}`, at: new Date(when), by, run });
    return [
      ...ends.baselines.map(({ district, by, at: when, ...said }) => act(`alone/${district}`, when, by, (principal, idempotencyKey) => settlements.state(principal, { idempotencyKey, roundId, districtId: id.party(district), revision: 0, ...said } as never))),
      ...ends.receipts.map(({ district, by, at: when, ...said }) => act(`came/${district}`, when, by, async (principal, idempotencyKey) =>
        receiving.record(principal, { idempotencyKey, roundId, orderId: await orderOf(id.party(district)), districtId: id.party(district), itemKey: ITEM, revision: 0, complete: true, ...said }))),
      act('closed', ends.closed.at, ends.closed.by, (principal, idempotencyKey) => receiving.close(principal, { idempotencyKey, roundId })),
      ...ends.invoices.flatMap(({ district, by, at: when, number, day, units, cents, extras, decisions, approvedAt, credits = [] }): Act[] => {
        const party = id.party(district);
        const step = async (idempotencyKey: string) => ({ idempotencyKey, roundId, orderId: await orderOf(party) });
        return [
          act(`invoice/${district}`, when, by, async (principal, idempotencyKey) => matches.enter(principal, { ...(await step(idempotencyKey)), number, day, revision: 0, lines: [{ districtId: party, itemKey: ITEM, units, cents }], extras } as never)),
          ...decisions.map((one, n) => act(`invoice/${district}/${n}`, later(when, n + 1), by, async (principal, idempotencyKey) =>
            matches.decide(principal, { ...(await step(idempotencyKey)), ...one, key: keyOf(party, one.key) } as never))),
          ...(approvedAt === null ? [] : [act(`invoice/${district}/approved`, approvedAt, by, async (principal, idempotencyKey) => {
            const said = await step(idempotencyKey);
            const shown = (await matches.of(principal, roundId))!.orders.find((order) => order.id === said.orderId)!;
            return matches.approve(principal, { ...said, finalCents: shown.finalCents });
          })]),
          ...credits.map(({ key: difference, at: cameAt, ...note }) => act(`credit/${district}/${note.number}`, cameAt, by, async (principal, idempotencyKey) => creditNotes.record(principal, { ...(await step(idempotencyKey)), ...note, revision: 0, key: keyOf(party, difference) }))),
        ];
      }),
      ...(ends.settled === null ? [] : [act('settled', ends.settled.at, ends.settled.by, (principal, idempotencyKey) => settlements.settle(principal, { idempotencyKey, roundId }))]),
    ];
  });
}

const keyOf = (party: string, key: string): string => (key.includes('|') ? key : `${party}|${ITEM}|${key}`);
const later = (when: string, minutes: number): string => new Date(Date.parse(when) + minutes * 60_000).toISOString();
