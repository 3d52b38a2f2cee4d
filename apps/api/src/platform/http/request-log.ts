import { type FastifyInstance } from 'fastify';
import { type Logger } from 'pino';

/** Ours are shorter; of others the beginning tells enough. */
const LONGEST_PATH = 200;

/** One line per request: what, how it ended, how long. The path without its query: searches are nobody's business. */
export function requestLog(server: FastifyInstance, logger: Logger): void {
  server.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  server.addHook('onResponse', async (request, reply) => {
    const path = request.url.slice(0, LONGEST_PATH).split('?')[0];
    if (path?.startsWith('/assets/')) return;
    logger[reply.statusCode >= 500 ? 'error' : 'info']({ requestId: request.id, method: request.method, path, status: reply.statusCode, ms: Math.round(reply.elapsedTime * 10) / 10 }, 'request');
  });
}
