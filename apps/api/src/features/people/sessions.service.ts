import { Inject, Injectable } from '@nestjs/common';
import { type Principal, nobody } from '../../platform/auth/principal.js';
import { type RequestContext } from '../../platform/auth/request-context.js';
import { clearSessionCookie, hashToken, isOwnPage, newToken, SESSION_HOURS, setSessionCookie } from '../../platform/auth/session-cookie.js';
import { Identify } from '../../platform/auth/identify.js';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Events } from '../../platform/events/events.js';
import { notAllowed, notFound, type RefusalData } from '../../platform/graphql/refusals.js';
import { RefusedError } from '../../platform/graphql/refused.js';
import { Ids, isId } from '../../platform/ids/ids.js';
import { deviceOf } from '../../platform/auth/device.js';
import { type Viewer } from './person.type.js';
import { type Session, type SignedOut } from './session.type.js';

/** One who acts before (or without) being identified by a session. */
export const asAccount = (accountId: string): Principal => ({ ...nobody, accountId });

/** The account as itself, for the graph. */
export const viewerOf = (principal: Principal): Viewer => ({
  __typename: 'Viewer', id: principal.accountId!, displayName: principal.displayName, email: principal.email, principal,
});

/** Where accounts are signed in. A token is known to its browser alone; we keep its hash. */
@Injectable()
export class SessionsService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly uow: UnitOfWork,
    private readonly ids: Ids,
    private readonly events: Events,
    private readonly identify: Identify,
  ) {}

  /** Throws unless one of our own pages asks: no other site may sign a browser in or out. */
  requireOwnPage({ request }: RequestContext): void {
    const origin = this.config.PUBLIC_URL ? new URL(this.config.PUBLIC_URL).origin : null;
    if (!isOwnPage(request, origin)) throw new RefusedError(notAllowed('This request did not come from a Barnraise page, so it was refused.'));
  }

  /** An account's password and sessions change one after the other. Asked first in each transaction that touches them. */
  async takeTurns(tx: Tx, accountId: string): Promise<void> {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 8))', [accountId]);
  }

  /** Begins a session of the account that acts, always with a token of its own. The browser gets it from `handOver`. */
  async begin(tx: Tx, ctx: RequestContext, by: 'password' | 'demo' | 'reset' | 'invitation'): Promise<string> {
    const token = newToken();
    const accountId = tx.principal.accountId!;
    await tx.query(
      `insert into session (id, token_hash, account_id, device, created_at, last_seen_at, expires_at)
       select $1, $2, $3, $4, t, t, t + make_interval(hours => $5) from app_now() as t`,
      [this.ids.next(), hashToken(token), accountId, deviceOf(ctx.request.headers['user-agent']), SESSION_HOURS],
    );
    await this.events.append({ kind: 'account.signed_in', subjectType: 'account', subjectId: accountId, partyIds: [], facts: { by } });
    return token;
  }

  /** Gives the browser its new session, once that is committed, and ends the one it came with. */
  async handOver(ctx: RequestContext, token: string): Promise<Viewer> {
    if (ctx.principal.sessionId) await this.uow.run(ctx.principal, (tx) => this.endWhere(tx, ctx.principal.sessionId));
    setSessionCookie(ctx.request, ctx.reply!, token);
    return viewerOf(await this.identify.byToken(hashToken(token)));
  }

  /** Ends sessions of the account that acts: this one, or all but that one. */
  async endWhere(tx: Tx, only: string | null, except: string | null = null): Promise<number> {
    const ended = await tx.query(
      `update session set ended_at = app_now() where account_id = my_account() and ended_at is null and expires_at > app_now()
          and ($1::uuid is null or id = $1) and id is distinct from $2::uuid returning id`,
      [only, except],
    );
    return ended.length;
  }

  mine(principal: Principal): Promise<Session[]> {
    return this.uow.run(principal, (tx) =>
      tx.query<Session>(
        `select id, created_at as "createdAt", last_seen_at as "lastSeenAt", device, id = $1 as current
           from session where account_id = my_account() and ended_at is null and expires_at > app_now() order by last_seen_at desc, id desc limit 100`,
        [principal.sessionId],
      ),
    );
  }

  async signOut(ctx: RequestContext): Promise<SignedOut> {
    return this.end(ctx, ctx.principal.sessionId);
  }

  async signOutEverywhere(ctx: RequestContext): Promise<SignedOut> {
    return this.end(ctx, null);
  }

  async endOne(ctx: RequestContext, sessionId: string): Promise<SignedOut | RefusalData> {
    const done = isId(sessionId) ? await this.end(ctx, sessionId) : null;
    return done?.sessionsEnded ? done : notFound('session');
  }

  private async end(ctx: RequestContext, sessionId: string | null): Promise<SignedOut> {
    const { principal, request, reply } = ctx;
    const sessionsEnded = await this.uow.run(principal, async (tx) => {
      await this.takeTurns(tx, principal.accountId!);
      const count = await this.endWhere(tx, sessionId);
      if (count) await this.events.append({ kind: 'account.signed_out', subjectType: 'account', subjectId: principal.accountId!, partyIds: [], facts: { sessions: count } });
      return count;
    });
    if (sessionId === null || sessionId === principal.sessionId) clearSessionCookie(request, reply!);
    return { __typename: 'SignedOut', sessionsEnded };
  }
}
