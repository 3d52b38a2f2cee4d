import { Injectable } from '@nestjs/common';
import { type FastifyInstance } from 'fastify';

type Stop = (token: string, kind: string) => Promise<boolean>;
const TOKEN = /^[0-9a-f]{64}$/;

/**
 * The link in a mail's header: one press in a mail program ends that kind of mail (RFC 8058), without a session and without
 * a page of ours. A look at it is no press, since mail programs and filters open links by themselves: it leads to where the
 * choice is.
 */
@Injectable()
export class MailLinks {
  private stop: Stop = () => Promise.resolve(false);

  /** Who ends a kind of mail. */
  onStop(stop: Stop): void {
    this.stop = stop;
  }

  serve(server: FastifyInstance): void {
    server.post('/mail/stop', async (request, reply) => {
      const { token, kind } = request.query as Readonly<Record<string, unknown>>;
      const stopped = typeof token === 'string' && TOKEN.test(token) && typeof kind === 'string' && (await this.stop(token, kind));
      return reply.code(200).send({ stopped });
    });
    server.get('/mail/stop', (_request, reply) => reply.redirect('/account', 302));
  }
}
