import { allot, allotmentWords, type AllotmentRule, type SeatRequest } from '@barnraise/allotment';
import { type SqlTx } from '../../platform/jobs/jobs.js';

type Ask = Pick<SqlTx, 'query'>;
/** The worker's way to the database, as far as it is needed here. */
export interface WindowSql extends Ask {
  together<T>(work: (tx: Ask) => Promise<T>): Promise<T>;
}

interface Due { readonly windowId: string; readonly sectionId: string | null }
interface Inputs { readonly rule: AllotmentRule; readonly seats: number; readonly requests: readonly SeatRequest[] }

/**
 * Closes windows that are due and allots their sections. Each step is one transaction, and what is left to do is read from
 * the database: a worker that dies leaves a section whole or untouched, another goes on, and two never allot the same.
 */
export class WindowClose {
  constructor(private readonly sql: WindowSql) {}

  /** Answers how many sections it allotted. */
  async round(stopping: () => boolean = () => false): Promise<number> {
    await this.sql.query('select close_windows()');
    let allotted = 0;
    while (!stopping()) {
      const [row] = await this.sql.query<{ due: Due | null }>('select window_due() as due');
      if (!row?.due) break;
      const { windowId, sectionId } = row.due;
      if (sectionId === null) await this.sql.query('select finish_window($1)', [windowId]);
      else allotted += await this.section(windowId, sectionId);
    }
    return allotted;
  }

  private section(windowId: string, sectionId: string): Promise<number> {
    return this.sql.together(async (tx) => {
      const [row] = await tx.query<{ inputs: Inputs | null }>('select allotment_inputs($1, $2) as inputs', [windowId, sectionId]);
      if (!row?.inputs) return 0;
      const { rule, seats, requests } = row.inputs;
      const result = allot(rule, { [sectionId]: seats }, requests).map((one) => ({ ...one, words: allotmentWords(one).join(' ') }));
      await tx.query('select record_allotment($1, $2, $3, $4)', [windowId, sectionId, JSON.stringify(row.inputs), JSON.stringify(result)]);
      return 1;
    });
  }
}
