import { Injectable } from '@nestjs/common';
import PgBoss from 'pg-boss';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Ids } from '../ids/ids.js';

export interface NewEvent {
  /** noun.past-participle: booking.requested. */
  readonly kind: string;
  readonly subjectType: string;
  readonly subjectId: string;
  /** Parties that may read it. */
  readonly partyIds: readonly string[];
  readonly consortiumIds?: readonly string[];
  /** Before and after. No personal values. */
  readonly facts?: object;
}

/** One append-only row per change: the audit, and with its job the outbox. Both in the transaction of the change. */
@Injectable()
export class Events {
  // Only builds the insert of a job; it never opens a connection of its own.
  private readonly boss = new PgBoss({
    db: { executeSql: () => Promise.reject(new Error('jobs are put in through a unit of work')) },
    schedule: false, supervise: false, migrate: false,
  });

  constructor(
    private readonly uow: UnitOfWork,
    private readonly ids: Ids,
  ) {}

  async append(event: NewEvent): Promise<void> {
    const { tx } = this.uow;
    const id = this.ids.next();
    tx.send(
      `insert into event (id, at, actor_account_id, kind, subject_type, subject_id, party_ids, consortium_ids, facts)
       values ($1, app_now(), $2, $3, $4, $5, $6, $7, $8)`,
      [id, tx.principal.accountId, event.kind, event.subjectType, event.subjectId, event.partyIds, event.consortiumIds ?? [], JSON.stringify(event.facts ?? {})],
    );
  }

  /** Puts a job in, to run once this transaction is committed. */
  async send(queue: 'deliver', data: object): Promise<void> {
    const { tx } = this.uow;
    await this.boss.send(queue, data, { db: { executeSql: async (text, values) => ({ rows: await tx.query(text, values) }) } });
  }
}
