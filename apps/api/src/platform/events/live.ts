import { EventEmitter, on } from 'node:events';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { type Principal } from '../auth/principal.js';
import { Identify } from '../auth/identify.js';
import { CONFIG, type Config } from '../config/config.js';

/** A hint that something changed; whoever cares reads it again under their own principal. */
export interface Hint { readonly topic: string; readonly subjectId: string }
interface Announced { readonly t: string; readonly s: string; readonly p: string[]; readonly c: string[] }

const RECHECK_MS = 15_000;

/** One LISTEN connection per process, fanned out to the open pages that may hear of it. */
@Injectable()
export class Live implements OnApplicationShutdown {
  private readonly log = new Logger('live');
  private readonly emitter = new EventEmitter().setMaxListeners(0);
  private client: pg.Client | null = null;
  private stopping = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly identify: Identify,
  ) {}

  /** Opens the connection, and opens it again whenever it breaks. */
  async start(): Promise<void> {
    if (this.stopping) return;
    const client = new pg.Client({ connectionString: this.config.DATABASE_URL, application_name: 'barnraise-live', keepAlive: true });
    client.on('error', () => undefined);
    client.on('end', () => this.again());
    client.on('notification', ({ payload }) => {
      if (payload) this.emitter.emit('announced', JSON.parse(payload) as Announced);
    });
    try {
      await client.connect();
      await client.query('listen barnraise_event');
      this.client = client;
      // What happened while nobody listened is unknown: every page reads again.
      this.emitter.emit('announced', null);
    } catch (error) {
      this.log.warn(`cannot listen for changes: ${(error as Error).message}`);
      client.end().catch(() => undefined);
    }
  }

  private again(): void {
    this.client = null;
    if (!this.stopping) setTimeout(() => void this.start(), 1000).unref();
  }

  /** Is the line open? Asked by the readiness check. */
  get listening(): boolean {
    return this.client !== null;
  }

  /** Hints for one open page, until its session ends. */
  async *hintsFor(tokenHash: string | null, first: Principal): AsyncGenerator<Hint> {
    let principal = first;
    let checkedAt = Date.now();
    const places = () => new Set(principal.roles.map((held) => held.partyId ?? held.consortiumId));
    const stop = new AbortController();
    try {
      for await (const [announced] of on(this.emitter, 'announced', { signal: stop.signal }) as AsyncIterable<[Announced | null]>) {
        const ours = announced?.t === 'account' && announced.s === principal.accountId;
        if (ours || announced === null || Date.now() - checkedAt > RECHECK_MS) {
          principal = await this.identify.byToken(tokenHash);
          checkedAt = Date.now();
          if (!principal.accountId) return;
        }
        if (announced === null) {
          yield { topic: 'everything', subjectId: principal.accountId! };
        } else if (ours || announced.p.some((party) => places().has(party)) || announced.c.some((consortium) => principal.consortia.includes(consortium))) {
          yield { topic: announced.t, subjectId: announced.s };
        }
      }
    } finally {
      stop.abort();
    }
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping = true;
    this.emitter.removeAllListeners();
    await this.client?.end().catch(() => undefined);
  }
}
