import { type LoggerService } from '@nestjs/common';
import pino, { type Logger } from 'pino';
import { type Config } from '../config/config.js';

/** Each piece is bounded and begins where a word does, so that no text takes long to look through. */
const ADDRESS = /(?<![\w.+-])[\w.+-]{1,64}@[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63}){0,8}\.[a-z]{2,24}\b/gi;
/** What opens something: in a link, in a cookie, or standing alone as our tokens do. */
const TOKEN = /(token=|barnraise=)[\w%-]+|\b[\w-]{43}\b/g;

/** The last door: messages of libraries and of the database may quote what a person typed. */
export function scrub(text: string): string {
  return text.replace(ADDRESS, '[address]').replace(TOKEN, (_, name?: string) => `${name ?? ''}[token]`);
}

const scrubbed = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? scrub(value) : value]));

/** One JSON line per event. Headers, bodies, addresses and tokens never reach it. */
export function makeLogger(level: Config['LOG_LEVEL']): Logger {
  return pino({
    level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { log: scrubbed },
    redact: { paths: ['req.headers', 'headers', 'email', 'password', 'token'], remove: true },
    hooks: {
      logMethod(args, method) {
        method.apply(this, args.map((arg) => (typeof arg === 'string' ? scrub(arg) : arg)) as Parameters<typeof method>);
      },
    },
  });
}

/** An error with the number of the request it broke, as the person was told it. */
export class Fault {
  constructor(
    readonly error: Error,
    readonly requestId: string | undefined,
  ) {}
}

/** Nest's own messages on the same stream. Its start-up chatter is debug. */
export function nestLogger(logger: Logger): LoggerService {
  const write = (level: 'debug' | 'info' | 'warn' | 'error') => (message: unknown, ...rest: unknown[]) => {
    const context = typeof rest.at(-1) === 'string' ? (rest.at(-1) as string) : undefined;
    const requestId = message instanceof Fault ? message.requestId : undefined;
    const error = message instanceof Fault ? message.error : message instanceof Error ? message : undefined;
    logger[level]({ context, requestId, ...(error ? { error: error.message, stack: error.stack } : {}) }, error ? error.message : String(message));
  };
  return { log: write('debug'), error: write('error'), warn: write('warn'), debug: write('debug'), verbose: write('debug'), fatal: write('error') };
}
