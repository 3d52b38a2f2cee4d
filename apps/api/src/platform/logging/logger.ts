import { type LoggerService } from '@nestjs/common';
import pino, { type Logger } from 'pino';
import { type Config } from '../config/config.js';

/** One JSON line per event. Headers, bodies, addresses and tokens never reach it. */
export function makeLogger(level: Config['LOG_LEVEL']): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: { paths: ['req.headers', 'headers', 'email', 'password', 'token'], remove: true } });
}

/** Nest's own messages on the same stream. Its start-up chatter is debug. */
export function nestLogger(logger: Logger): LoggerService {
  const write = (level: 'debug' | 'info' | 'warn' | 'error') => (message: unknown, ...rest: unknown[]) => {
    const context = typeof rest.at(-1) === 'string' ? (rest.at(-1) as string) : undefined;
    const error = message instanceof Error ? { error: message.message, stack: message.stack } : undefined;
    logger[level]({ context, ...error }, error ? error.error : String(message));
  };
  return { log: write('debug'), error: write('error'), warn: write('warn'), debug: write('debug'), verbose: write('debug'), fatal: write('error') };
}
