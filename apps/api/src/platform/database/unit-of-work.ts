import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { type Socket } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import { type PoolClient, type QueryResultRow } from 'pg';
import { type DataSource } from 'typeorm';
import { type Principal } from '../auth/principal.js';
import { poolOf } from './data-source.js';

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

/** What is asked within one turn of the event loop goes out in one packet: the server wakes once, and so do we. */
function inOnePacket(client: PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Socket & { writableCorked: number } } }).connection;
  if (stream.writableCorked > 0) return;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

/** One open transaction, already under its principal. */
export class Tx {
  constructor(
    readonly principal: Principal,
    private readonly client: PoolClient,
  ) {}

  /** Sent, but not waited for: the transaction waits before it ends. */
  private readonly sent: Promise<unknown>[] = [];
  private ended = false;

  /** Runs one prepared statement. Texts must be constants: values go into `values`. */
  async query<Row extends QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    const result = await this.go().query<Row>({ name: nameOf(text), text, values });
    return result.rows;
  }

  /**
   * Runs one prepared statement whose answer nobody needs, in its turn, without waiting for it: with the statements after
   * it and the end of the transaction it goes out at once, so that no lock is held for a message to come and go. If it
   * fails, so does the transaction.
   */
  send(text: string, values: unknown[] = []): void {
    this.keep(this.go().query({ name: nameOf(text), text, values }));
  }

  /** Nothing follows what was just asked: the end of the transaction goes out with it, in the same packet. */
  last(): void {
    if (this.ended) return;
    inOnePacket(this.client);
    this.keep(this.client.query('commit'));
    this.ended = true;
  }

  /** Ends the transaction well, or throws what went wrong in it. */
  async commit(): Promise<void> {
    this.last();
    await Promise.all(this.sent);
  }

  private go(): PoolClient {
    if (this.ended) throw new Error('This transaction was said to need nothing more.');
    inOnePacket(this.client);
    return this.client;
  }

  private keep(sent: Promise<unknown>): void {
    sent.catch(() => undefined);
    this.sent.push(sent);
  }

  /** The first row, or null. */
  async one<Row extends QueryResultRow>(text: string, values: unknown[] = []): Promise<Row | null> {
    return (await this.query<Row>(text, values))[0] ?? null;
  }

  /** Transaction control, in its turn: not prepared, not waited for. */
  control(text: 'savepoint work' | 'rollback to savepoint work' | 'release savepoint work'): void {
    this.keep(this.go().query(text));
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
    const client = await poolOf(this.source).connect();
    let broken: Error | undefined;
    try {
      inOnePacket(client);
      const begun = client.query('begin');
      const entered = client.query({ name: 'enter', text: 'select enter($1)', values: [principal.accountId] });
      begun.catch(() => undefined);
      entered.catch(() => undefined);
      const tx = new Tx(principal, client);
      const result = await this.storage.run(tx, () => work(tx));
      await Promise.all([begun, entered]);
      await tx.commit();
      return result;
    } catch (error) {
      await client.query('rollback').catch((cause: Error) => (broken = cause));
      throw error;
    } finally {
      client.release(broken);
    }
  }
}
