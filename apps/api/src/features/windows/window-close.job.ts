import { allot, allotmentWords, type AllotmentRule, type SeatRequest } from '@barnraise/allotment';
import { type SqlTx } from '../../platform/jobs/jobs.js';
import { messageOf } from '../../platform/logging/message-of.js';
import { policies } from '../agreements/index.js';
import { othersMayBeCounted } from './window.rules.js';

type Ask = Pick<SqlTx, 'query'>;
/** The worker's way to the database, as far as it is needed here. */
export interface WindowSql extends Ask {
  together<T>(work: (tx: Ask) => Promise<T>): Promise<T>;
}

/** A section to allot; without one the window itself is to close or to end. */
interface Due { readonly step: 'close' | 'allot' | 'end'; readonly windowId: string; readonly sectionId: string | null }
/** `smallest` null: the members agreed on none. */
interface Inputs { readonly rule: AllotmentRule; readonly smallest: number | null; readonly seats: number; readonly requests: readonly SeatRequest[] }

/** What failed waits for 1, 2, 4 ... rounds, and never longer than about a minute. */
const MOST_ROUNDS = 64;

/**
 * Closes windows that are due and allots their sections. Each step is one transaction, and what is left to do is read from
 * the database: a worker that dies leaves a section whole or untouched, another goes on, and two never allot the same. A
 * window that cannot be closed, or a section that cannot be allotted, stands in nobody's way: the others are done, and it is
 * tried again later.
 */
export class WindowClose {
  private readonly failing = new Map<string, { tries: number; rounds: number }>();

  constructor(private readonly sql: WindowSql) {}

  /** Answers how many sections it allotted. What failed is thrown when all else is done. */
  async round(stopping: () => boolean = () => false): Promise<number> {
    let failed: Error | undefined;
    for (const one of this.failing.values()) one.rounds--;
    let allotted = 0;
    while (!stopping()) {
      const later = [...this.failing].flatMap(([id, { rounds }]) => (rounds > 0 ? [id] : []));
      const [row] = await this.sql.query<{ due: Due | null }>('select window_due($1) as due', [later]);
      if (!row?.due) break;
      const { due } = row;
      const id = due.sectionId ?? due.windowId;
      try {
        if (due.sectionId !== null) allotted += await this.section(due.windowId, due.sectionId);
        else await this.sql.query(due.step === 'close' ? 'select close_window($1)' : 'select finish_window($1)', [due.windowId]);
        this.failing.delete(id);
      } catch (cause) {
        const tries = (this.failing.get(id)?.tries ?? 0) + 1;
        this.failing.set(id, { tries, rounds: Math.min(MOST_ROUNDS, 2 ** (tries - 1)) });
        failed ??= new Error(`${undone(due)}, and is tried again: ${messageOf(cause)}`, { cause });
      }
    }
    if (failed) throw failed;
    return allotted;
  }

  private section(windowId: string, sectionId: string): Promise<number> {
    return this.sql.together(async (tx) => {
      const [row] = await tx.query<{ inputs: Inputs | null }>('select allotment_inputs($1, $2) as inputs', [windowId, sectionId]);
      if (!row?.inputs) return 0;
      const { rule, seats, requests, smallest } = row.inputs;
      const counted = othersMayBeCounted(requests.map((one) => one.seats), smallest ?? policies['students.smallestCount'].byDefault);
      const result = allot(rule, { [sectionId]: seats }, requests).map((one) => ({ ...one, words: allotmentWords(one, counted).join(' ') }));
      await tx.query('select record_allotment($1, $2, $3, $4)', [windowId, sectionId, JSON.stringify(row.inputs), JSON.stringify(result)]);
      return 1;
    });
  }
}

const undone = (due: Due): string =>
  due.sectionId !== null ? `section ${due.sectionId} of window ${due.windowId} could not be allotted` : `window ${due.windowId} could not be ${due.step === 'close' ? 'closed' : 'ended'}`;
