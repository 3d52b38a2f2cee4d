import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type PoolClient, type QueryResultRow } from 'pg';
import { type DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { type Principal } from '../auth/principal.js';

export const DATA_SOURCE = Symbol('data source');

const statementNames = new Map<string, string>();

/** Each text is parsed and planned once per connection: the same text always has the same name. */
function nameOf(text: string): string {
  let name = statementNames.get(text);
  if (!name) {
    name = createHash('sha1').update(text).digest('base64url').slice(0, 20);
    statementNames.set(text, name);
  }
  return name;
}

/** Tells the ORM that a transaction is already open, so that it joins this one instead of beginning its own. */
function joinTransaction(runner: QueryRunner, open: boolean): void {
  (runner as { isTransactionActive: boolean }).isTransactionActive = open;
}

/** One open transaction, already under its principal. */
export class Tx {
  constructor(
    readonly principal: Principal,
    private readonly client: PoolClient,
    private readonly runner: QueryRunner,
  ) {}

  /** Runs one prepared statement. Texts must be constants: values go into `values`. */
  async query<Row extends QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    const result = await this.client.query<Row>({ name: nameOf(text), text, values });
    return result.rows;
  }

  /** The first row, or null. */
  async one<Row extends QueryResultRow>(text: string, values: unknown[] = []): Promise<Row | null> {
    return (await this.query<Row>(text, values))[0] ?? null;
  }

  /** Transaction control and the like: not prepared. */
  async control(text: 'savepoint work' | 'rollback to savepoint work' | 'release savepoint work'): Promise<void> {
    await this.client.query(text);
  }

  /** The ORM on this very transaction: for cold paths. */
  get manager(): EntityManager {
    return this.runner.manager;
  }

  /** The product's "now". Ask after the lock that decides. */
  async now(): Promise<Date> {
    const row = await this.one<{ now: Date }>('select app_now() as now');
    return row!.now;
  }
}

/**
 * The only way to a database connection. `run` begins, sets the transaction's principal in one statement and commits;
 * outside it nothing can be read, and a principal of nobody sees no rows.
 */
@Injectable()
export class UnitOfWork {
  private readonly storage = new AsyncLocalStorage<Tx>();

  constructor(@Inject(DATA_SOURCE) private readonly source: DataSource) {}

  /** The open transaction; throws when there is none. */
  get tx(): Tx {
    const tx = this.storage.getStore();
    if (!tx) throw new Error('No unit of work is open here.');
    return tx;
  }

  /** Runs `work` in one transaction of its own, under `principal`. Rolls back when it throws. */
  async run<T>(principal: Principal, work: (tx: Tx) => Promise<T>): Promise<T> {
    if (this.storage.getStore()) throw new Error('A unit of work is already open here.');
    const runner = this.source.createQueryRunner();
    const client = (await runner.connect()) as PoolClient;
    // Sent without waiting for each other: the connection pipelines, and each waits its turn at the server.
    const begun = client.query('begin');
    const entered = client.query({ name: 'enter', text: 'select enter($1)', values: [principal.accountId] });
    begun.catch(() => undefined);
    entered.catch(() => undefined);
    joinTransaction(runner, true);
    try {
      const tx = new Tx(principal, client, runner);
      const result = await this.storage.run(tx, () => work(tx));
      await Promise.all([begun, entered]);
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw error;
    } finally {
      joinTransaction(runner, false);
      await runner.release();
    }
  }
}
