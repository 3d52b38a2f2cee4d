import { type Pool, type PoolClient, type QueryResultRow } from 'pg';
import PgBoss from 'pg-boss';
import { type Logger } from 'pino';
import { makeDataSource, refuseDangerousLogin } from '../database/data-source.js';
import { messageOf } from '../logging/message-of.js';

export type Queue = 'deliver';
export type JobHandlers = Record<Queue, (data: object) => Promise<void>>;

export interface SqlTx {
  query<Row extends QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Puts a job in, together with what else this transaction writes. */
  send(queue: Queue, data: object): Promise<void>;
}

const BATCH = 5;
const BATCHES_PER_ROUND = 20;

export interface WorkerDatabase {
  readonly pool: Pool;
  close(): Promise<void>;
}

/** Opens the worker's own few connections, under its own login. */
export async function openWorkerDatabase(url: string): Promise<WorkerDatabase> {
  const source = await makeDataSource(url, [], 3).initialize();
  try {
    await refuseDangerousLogin(source, 'WORKER_DATABASE_URL');
  } catch (error) {
    await source.destroy();
    throw error;
  }
  return { pool: (source.driver as unknown as { master: Pool }).master, close: () => source.destroy() };
}

/** The worker's way to the database: statements by themselves, or some together. */
export class Sql {
  private readonly boss = bossOver((text, values) => this.pool.query(text, values));

  constructor(private readonly pool: Pool) {}

  async query<Row extends QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.pool.query<Row>(text, values)).rows;
  }

  /** All of `work`, or nothing of it. */
  async together<T>(work: (tx: SqlTx) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('begin');
      const result = await work(this.over(client));
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch((lost: Error) => (broken = lost));
      throw error;
    } finally {
      client.release(broken);
    }
  }

  private over(client: PoolClient): SqlTx {
    return {
      query: async <Row extends QueryResultRow>(text: string, values: unknown[] = []) => (await client.query<Row>(text, values)).rows,
      send: async (queue, data) => {
        await this.boss.send(queue, data, { db: { executeSql: async (text, values) => ({ rows: (await client.query(text, values)).rows }) } });
      },
    };
  }
}

/** The job library over a connection of ours. It keeps the tables; when what runs is ours, so that no failure of it can end the process. */
function bossOver(query: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>): PgBoss {
  return new PgBoss({ db: { executeSql: async (text, values) => ({ rows: (await query(text, values)).rows }) }, schedule: false, supervise: false, migrate: false });
}

/** Takes jobs out of their queues and runs them. A job that throws comes back later; one whose worker died comes back when it expires. */
export class Jobs {
  private readonly boss: PgBoss;

  constructor(
    private readonly pool: Pool,
    private readonly handlers: JobHandlers,
    private readonly log: Logger,
  ) {
    this.boss = bossOver((text, values) => this.pool.query(text, values));
  }

  /** One round over all queues: bounded, so that stopping is never far. */
  async round(stopping: () => boolean): Promise<void> {
    for (const queue of Object.keys(this.handlers) as Queue[]) {
      for (let batch = 0; batch < BATCHES_PER_ROUND && !stopping(); batch++) {
        const jobs = await this.boss.fetch<object>(queue, { batchSize: BATCH });
        await Promise.all(jobs.map((job) => this.one(queue, job)));
        if (jobs.length < BATCH) break;
      }
    }
  }

  private async one(queue: Queue, job: { id: string; data: object }): Promise<void> {
    try {
      await this.handlers[queue](job.data);
      await this.boss.complete(queue, job.id);
    } catch (error) {
      const message = messageOf(error);
      this.log.warn({ queue, job: job.id, error: message }, 'a job failed and will be tried again');
      await this.boss.fail(queue, job.id, { message });
    }
  }

  /** Gives jobs of dead workers to the living. */
  async revive(): Promise<void> {
    await this.boss.expire();
  }

  /** Puts finished jobs away, and drops old ones. */
  async tidy(): Promise<void> {
    await this.boss.maintain();
  }
}
