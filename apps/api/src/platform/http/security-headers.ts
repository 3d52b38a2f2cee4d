import { type FastifyInstance, type FastifyReply } from 'fastify';

/** What a page of ours may load: our own files, nothing else; no inline script and no inline style (what scripts set on an element is neither). */
const CONTENT_POLICY = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'",
  "connect-src 'self'", "manifest-src 'self'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': CONTENT_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
} as const;

/** An address that can't be read meets no hook: it is answered here, and does not hear itself again. */
export function unreadableAddress(_error: Error, _request: unknown, reply: unknown): void {
  void (reply as FastifyReply).headers({ ...HEADERS, 'cache-control': 'no-store' }).code(400).send({ error: 'This address cannot be read.' });
}

export function securityHeaders(server: FastifyInstance): void {
  server.addHook('onSend', async (request, reply) => {
    reply.headers(HEADERS);
    if (request.protocol === 'https') reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
}
