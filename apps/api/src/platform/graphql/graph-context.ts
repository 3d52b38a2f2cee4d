import { Inject, Injectable } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { Identify } from '../auth/identify.js';
import { nobody } from '../auth/principal.js';
import { type RequestContext } from '../auth/request-context.js';
import { hashToken, readSessionToken, setSessionCookie } from '../auth/session-cookie.js';
import { CONFIG, type Config } from '../config/config.js';
import { KnownOperations } from './known-operations.js';

/** Who asks, and what may be asked: the same whichever way it comes. */
@Injectable()
export class GraphContext {
  private operations?: KnownOperations;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly identify: Identify,
  ) {}

  /** The operations that may be run; null when any may. Throws when they are to be known and aren't. */
  get known(): KnownOperations | null {
    if (this.config.OPERATIONS !== 'known') return null;
    return (this.operations ??= new KnownOperations(this.config.WEB_DIR));
  }

  /** Without a reply (a WebSocket has none) the session is read, not kept alive. */
  async of(request: FastifyRequest, reply: FastifyReply | null): Promise<RequestContext> {
    const token = readSessionToken(request);
    const tokenHash = token ? hashToken(token) : null;
    const principal = tokenHash ? await this.identify.byToken(tokenHash) : { ...nobody, staleSeconds: 0 };
    if (reply && token && (await this.identify.keepAlive(principal))) setSessionCookie(request, reply, token);
    return { request, reply, tokenHash, requestId: request.id, loaders: new Map(), principal };
  }
}
