import { createHash, randomBytes } from 'node:crypto';
import { type FastifyReply, type FastifyRequest } from 'fastify';

/** How long a session lasts without being used up: 12 hours, a working day. */
export const SESSION_HOURS = 12;
export const REQUEST_HEADER = 'x-barnraise-request';

/** The prefix makes browsers refuse the cookie unless it is secure and bound to this host. */
const nameFor = (secure: boolean) => (secure ? '__Host-barnraise' : 'barnraise');

export const newToken = (): string => randomBytes(32).toString('base64url');
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url');

function isSecure(request: FastifyRequest): boolean {
  return request.protocol === 'https';
}

/** The session token the browser sent, or null. */
export function readSessionToken(request: FastifyRequest): string | null {
  const wanted = nameFor(isSecure(request));
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === wanted) return part.slice(at + 1).trim() || null;
  }
  return null;
}

export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, token: string): void {
  const secure = isSecure(request);
  reply.header('set-cookie', `${nameFor(secure)}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${SESSION_HOURS * 3600}${secure ? '; Secure' : ''}`);
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  const secure = isSecure(request);
  reply.header('set-cookie', `${nameFor(secure)}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0${secure ? '; Secure' : ''}`);
}

/**
 * True when the request can't have been sent by another site's page: it carries our own header, which only a script of
 * our own origin may set, and its Origin (when sent) is ours.
 */
export function isOwnPage(request: FastifyRequest, publicOrigin: string | null): boolean {
  if (!request.headers[REQUEST_HEADER]) return false;
  return isOwnOrigin(request, publicOrigin);
}

export function isOwnOrigin(request: FastifyRequest, publicOrigin: string | null): boolean {
  const origin = request.headers.origin;
  return origin === undefined || origin === publicOrigin || origin === `${request.protocol}://${request.host}`;
}
