// caught: feature-doors
// caught: database-in-platform
// caught: database-in-platform
// caught: one-clock
// caught: one-clock
// caught: one-clock
import { type Pool } from 'pg';
import { DataSource, In } from 'typeorm';
import { AccountService } from '../people/index.js';
import { type Account } from '../people/account.entity.js';
import { Seat } from './seat.entity.js';

/** Reads the clock three times too often; a time that was handed over is fine, and so is "just now (almost)". */
export class SeatService {
  constructor(readonly pool: Pool, readonly source: DataSource, readonly account: Account, readonly people: AccountService) {}
  readonly expired = 'SELECT id FROM seat WHERE held_until < now()';
  readonly stamped = `UPDATE seat SET changed_at = CURRENT_TIMESTAMP WHERE id = ${String(In([]))}`;
  readonly fine = 'SELECT barnraise.now(), $1 AS now';
  readonly words = 'just now (almost)';
  readonly seat = new Seat();
  at(ms: number): number {
    return new Date(ms).getTime() - Date.now();
  }
}
