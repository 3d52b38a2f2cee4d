import { Injectable } from '@nestjs/common';
import { type FastifyInstance } from 'fastify';
import { Identify } from '../auth/identify.js';
import { type Principal } from '../auth/principal.js';
import { hashToken, readSessionToken } from '../auth/session-cookie.js';

/** A file that is made for whoever asks. */
export interface Download {
  readonly name: string;
  readonly mediaType: string;
  readonly body: Buffer;
}

type Make = (principal: Principal, params: Readonly<Record<string, string>>) => Promise<Download | null>;

/**
 * Files at addresses of their own, for people who are signed in: a link can be opened, printed and kept, which an answer
 * of the graph cannot. Features offer them; each is made under the principal of the request, so the same walls stand.
 */
@Injectable()
export class Downloads {
  private readonly offered = new Map<string, Make>();

  constructor(private readonly identify: Identify) {}

  /** `make` answers null for what does not exist for the one who asks. */
  offer(path: string, make: Make): void {
    this.offered.set(path, make);
  }

  /** The addresses there are. */
  paths(): string[] {
    return [...this.offered.keys()];
  }

  serve(server: FastifyInstance): void {
    for (const [path, make] of this.offered) {
      server.get(path, async (request, reply) => {
        const token = readSessionToken(request);
        const principal = await this.identify.byToken(token ? hashToken(token) : null);
        const file = principal.accountId ? await make(principal, request.params as Record<string, string>) : null;
        if (!file) return reply.code(404).send({ error: 'There is nothing at this address.' });
        return reply
          .header('content-type', file.mediaType)
          .header('content-disposition', `inline; filename="${file.name.replaceAll(/[^\w.-]+/g, '-')}"; filename*=UTF-8''${encodeURIComponent(file.name)}`)
          .send(file.body);
      });
    }
  }
}
