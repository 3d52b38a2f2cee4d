import { type Round } from '@barnraise/pool-pricing';
import { type Logger } from 'pino';
import { lockRound } from './round-lock.rules.js';

interface Ask { query<Row extends Record<string, unknown>>(text: string, values?: unknown[]): Promise<Row[]> }
/** The way to the database: all of `work`, or nothing of it. */
export interface RoundSql { together<T>(work: (tx: Ask) => Promise<T>): Promise<T> }

/**
 * Locks every round that is due, each in one transaction: taken FOR UPDATE, worked out from what is frozen by that, written
 * down, told. A worker that dies in between leaves it open, and the next finds it again. Answers how many.
 */
export async function lockDueRounds(sql: RoundSql, log: Pick<Logger, 'error'>): Promise<number> {
  const failed: string[] = [];
  for (let locked = 0; ; ) {
    let taken: string | null = null;
    try {
      const done = await sql.together(async (tx) => {
        const [due] = await tx.query<{ id: string | null; sealed: boolean; inputs: Round }>('select * from take_due_round($1)', [failed]);
        taken = due?.id ?? null;
        if (!due || taken === null) return false;
        const result = lockRound(due.inputs, due.sealed);
        await tx.query('select finish_round($1, $2, $3, $4, $5, $6, $7, $8)', [taken, result.state, result.inputsText, result.inputHash, result.resultText, result.totalCents, result.words, JSON.stringify(result.shares)]);
        return true;
      });
      if (!done) return locked;
      locked++;
    } catch (error) {
      // One that cannot be locked keeps no other waiting.
      if (taken === null) throw error;
      log.error({ err: error, round: taken }, 'a round cannot be locked');
      failed.push(taken);
    }
  }
}
