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

/** One session, however many pages listen under it: asked for once for them all, and not twice for one announcement. */
class Listening {
  pages = 0;
  private askedFor = 0;
  private checkedAt = Date.now();
  private answer: Promise<Principal>;

  constructor(
    first: Principal,
    private readonly ask: () => Promise<Principal>,
  ) {
    this.answer = Promise.resolve(first);
  }

  /** Who holds the session at the announcement of this number. */
  at(announcement: number, mustAsk: boolean): Promise<Principal> {
    if (announcement > this.askedFor && (mustAsk || Date.now() - this.checkedAt > RECHECK_MS)) {
      this.askedFor = announcement;
      this.checkedAt = Date.now();
      this.answer = this.ask();
      // Not told who: the next announcement asks again.
      this.answer.catch(() => {
        this.checkedAt = 0;
      });
    }
    return this.answer;
  }
}

/** One LISTEN connection per process, fanned out to the open pages that may hear of it. */
@Injectable()
export class Live implements OnApplicationShutdown {
  private readonly log = new Logger('live');
  private readonly emitter = new EventEmitter().setMaxListeners(0);
  private readonly sessions = new Map<string, Listening>();
  private announcements = 0;
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
      if (payload) this.announce(JSON.parse(payload) as Announced);
    });
    try {
      await client.connect();
      await client.query('listen barnraise_event');
      this.client = client;
      // What happened while nobody listened is unknown: every page reads again.
      this.announce(null);
    } catch (error) {
      this.log.warn(`cannot listen for changes: ${(error as Error).message}`);
      client.end().catch(() => undefined);
    }
  }

  private announce(announced: Announced | null): void {
    this.emitter.emit('announced', announced, ++this.announcements);
  }

  private again(): void {
    this.client = null;
    if (!this.stopping) setTimeout(() => void this.start(), 1000).unref();
  }

  /** Is the line open? Asked by the readiness check. */
  get listening(): boolean {
    return this.client !== null;
  }

  /** Hints for one open page, until its session ends. A page that leaves doesn't wait for the next announcement. */
  hintsFor(tokenHash: string, first: Principal): AsyncGenerator<Hint> {
    const stop = new AbortController();
    const hints = this.hear(tokenHash, first, stop);
    const leave = hints.return.bind(hints);
    hints.return = (value) => {
      stop.abort();
      return leave(value);
    };
    return hints;
  }

  private async *hear(tokenHash: string, first: Principal, stop: AbortController): AsyncGenerator<Hint> {
    const session = this.sessions.get(tokenHash) ?? new Listening(first, () => this.identify.byToken(tokenHash));
    this.sessions.set(tokenHash, session);
    session.pages++;
    let principal = first;
    const places = () => new Set(principal.roles.map((held) => held.partyId ?? held.consortiumId));
    try {
      const announcements = on(this.emitter, 'announced', { signal: stop.signal }) as AsyncIterable<[Announced | null, number]>;
      // What happens from here on is kept for this page: whatever it has read before, it reads again.
      if (first.accountId) yield { topic: 'listening', subjectId: first.accountId };
      for await (const [announced, number] of announcements) {
        const ours = announced?.t === 'account' && announced.s === principal.accountId;
        principal = await session.at(number, ours || announced === null);
        if (!principal.accountId) return;
        if (announced === null) {
          yield { topic: 'everything', subjectId: principal.accountId! };
        } else if (ours || announced.p.some((party) => places().has(party)) || announced.c.some((consortium) => principal.consortia.includes(consortium))) {
          yield { topic: announced.t, subjectId: announced.s };
        }
      }
    } catch (error) {
      if (!stop.signal.aborted) throw error;
    } finally {
      stop.abort();
      if (--session.pages === 0) this.sessions.delete(tokenHash);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping = true;
    this.emitter.removeAllListeners();
    await this.client?.end().catch(() => undefined);
  }
}
