import { type FastifyInstance } from 'fastify';
import { isOwnPage, readSessionToken } from '../auth/session-cookie.js';
import { isGraphRequest } from '../graphql/over-http.js';

/** A request that carries a session must come from our own page, or it is refused before anything reads it. */
export function ownPageOnly(server: FastifyInstance, publicOrigin: string | null): void {
  server.addHook('onRequest', async (request, reply) => {
    // Asked of the route, not of the address: /%67raphql is the graph as well.
    if (!isGraphRequest(request)) return;
    if (readSessionToken(request) && !isOwnPage(request, publicOrigin)) {
      const message = 'This request did not come from a Barnraise page, so it was refused.';
      await reply.code(403).send({ errors: [{ message, extensions: { code: 'NOT_OUR_PAGE' } }] });
    }
  });
}
