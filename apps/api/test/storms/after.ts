import { expect } from '@jest/globals';
import pg from 'pg';
import { checks, runChecks } from '../../src/checks/index.js';
import { type TestDatabase } from '../database.js';
import { type Dice } from './dice.js';
import { act } from './graph.js';
import { type Acknowledged, outcomeOf } from './persistent.js';
import { type Server } from './servers.js';

/** What every check of the data finds, in words: nothing. */
export async function brokenIn(db: TestDatabase): Promise<string[]> {
  const client = new pg.Client({ connectionString: db.ownerUrl });
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const findings = await runChecks(async (sql) => (await client.query<Record<string, unknown>>(sql)).rows, checks);
    return findings.flatMap(({ check, violations }) => violations.map(({ id, found }) => `${check.name} ${id}: ${found}`));
  } finally {
    await client.end();
  }
}

export async function deadlocksIn(db: TestDatabase): Promise<number> {
  const { rows } = await db.owner.query<{ n: number }>('select deadlocks::int as n from pg_stat_database where datname = current_database()');
  return rows[0]!.n;
}

/** Sends every act again, to any server: each must answer as it did the first time. */
export async function replay(servers: readonly Server[], acknowledged: readonly Acknowledged[], dice: Dice): Promise<void> {
  const again = await Promise.all(acknowledged.map(async ({ who, operation, input }) => outcomeOf(await act(dice.of(servers).url, who, operation, input))));
  expect(again).toEqual(acknowledged.map(({ answer }) => outcomeOf(answer)));
}

/** Every hold that was acknowledged is there, belongs to the key that acknowledged it, and there is no other; no key took twice. */
export async function eachHoldOnce(db: TestDatabase, sectionId: string, holds: readonly Acknowledged[]): Promise<void> {
  const { rows } = await db.owner.query<{ key: string; id: string; account: string; home: string; seats: number }>(
    `select r.key, b.id, r.account_id as account, b.home_party_id as home, b.seat_count as seats
       from booking b left join command_receipt r on r.operation = 'holdSeats' and r.outcome->>'id' = b.id::text and r.account_id = b.created_by
      where b.section_id = $1`, [sectionId]);
  const told = holds.filter(({ answer }) => answer.id).map(({ who, input, answer }) => ({ key: input.idempotencyKey, id: answer.id, account: who.accountId, home: who.partyId, seats: input.seats }));
  const byKey = (a: { key: string }, b: { key: string }): number => a.key.localeCompare(b.key);
  expect(rows.sort(byKey)).toEqual([...told].sort(byKey));
}
