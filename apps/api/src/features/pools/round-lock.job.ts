import { type Logger } from 'pino';
import { decideDue, type Due, type DueRound } from './round-asking.rules.js';

interface Ask { query<Row extends Record<string, unknown>>(text: string, values?: unknown[]): Promise<Row[]> }
/** The way to the database: all of `work`, or nothing of it. */
export interface RoundSql { together<T>(work: (tx: Ask) => Promise<T>): Promise<T> }

/**
 * Sees to every round that is due, at its lock or once its answers are in, each in one transaction: taken FOR UPDATE, worked
 * out from what is frozen by that, written down, told. Below a threshold it may move once, or ask. A worker that dies in
 * between leaves it as it was, and the next finds it again. Answers how many.
 */
export async function lockDueRounds(sql: RoundSql, log: Pick<Logger, 'error'>): Promise<number> {
  const failed: string[] = [];
  for (let locked = 0; ; ) {
    let taken: string | null = null;
    try {
      const done = await sql.together(async (tx) => {
        const [due] = await tx.query<DueRound & { id: string | null } & Record<string, unknown>>('select * from take_due_round($1)', [failed]);
        taken = due?.id ?? null;
        if (!due || taken === null) return false;
        await writeDown(tx, taken, decideDue(due));
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

async function writeDown(tx: Ask, id: string, due: Due): Promise<void> {
  if (due.step === 'extend') await tx.query('select extend_due_round($1)', [id]);
  else if (due.step === 'ask') await tx.query('select ask_round($1, $2, $3, $4, $5)', [id, due.asking.items, due.asking.inputsText, due.asking.inputHash, JSON.stringify(due.asking.questions)]);
  else await tx.query('select finish_round($1, $2, $3, $4, $5, $6, $7, $8)', [id, due.result.state, due.result.inputsText, due.result.inputHash, due.result.resultText, due.result.totalCents, due.result.words, JSON.stringify(due.result.shares)]);
}
