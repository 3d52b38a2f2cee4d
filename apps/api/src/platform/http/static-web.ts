import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { type FastifyInstance } from 'fastify';

/** The built web: hashed files for ever, the page itself never from a cache, every other address is the page. */
export async function serveWeb(server: FastifyInstance, webDir: string): Promise<void> {
  if (!existsSync(join(webDir, 'index.html'))) return;
  await server.register(fastifyStatic, {
    root: webDir, wildcard: true, index: ['index.html'], cacheControl: false, preCompressed: true,
    setHeaders: (reply, path) => {
      const hashed = path.startsWith(join(webDir, 'assets'));
      void reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  server.setNotFoundHandler((request, reply) => {
    const wantsPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
    if (!wantsPage) return reply.code(404).send({ error: 'There is nothing at this address.' });
    reply.header('cache-control', 'no-cache');
    return reply.sendFile('index.html', { cacheControl: false });
  });
}
