import { type FastifyInstance } from 'fastify';
import { isOwnPage, readSessionToken } from '../auth/session-cookie.js';

/** A request that carries a session must come from our own page, or it is refused before anything reads it. */
export function ownPageOnly(server: FastifyInstance, publicOrigin: string | null): void {
  server.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/graphql') || request.headers.upgrade) return;
    if (readSessionToken(request) && !isOwnPage(request, publicOrigin)) {
      const message = 'This request did not come from a Barnraise page, so it was refused.';
      await reply.code(403).send({ errors: [{ message, extensions: { code: 'NOT_OUR_PAGE' } }] });
    }
  });
}
