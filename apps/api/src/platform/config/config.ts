import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const postgresUrl = z
  .string()
  .refine((value) => /^postgres(ql)?:\/\/[^/]+\/.+/.test(value) && URL.canParse(value), 'must be a PostgreSQL address: postgresql://login:password@host:5432/database');

const flag = (byDefault: 'true' | 'false') =>
  z
    .enum(['true', 'false'], { error: 'must be true or false' })
    .default(byDefault)
    .transform((value) => value === 'true');

const wholeNumber = (min: number, max: number, byDefault: number) =>
  z
    .string()
    .default(String(byDefault))
    .refine((value) => /^\d+$/.test(value) && Number(value) >= min && Number(value) <= max, `must be a whole number from ${min} to ${max}`)
    .transform(Number);

/** smtps speaks TLS from the start, smtp asks for it (STARTTLS) where a password goes along. Nothing in it may switch the check of certificates off. */
const smtpUrl = z
  .string()
  .refine((value) => /^smtps?:\/\/.+/.test(value) && URL.canParse(value) && new URL(value).hostname !== '', { error: 'must be an SMTP address: smtp://login:password@host:587', abort: true })
  .refine((value) => (new URL(value).username === '') === (new URL(value).password === ''), { error: 'must carry login and password together, or neither: smtp://login:password@host:587', abort: true })
  .refine((value) => new URL(value).search === '' && /^\/?$/.test(new URL(value).pathname), 'must end with the port: options behind it are not taken. Use smtps:// for TLS from the start; certificates are always checked');

const webAddress = z.url({ protocol: /^https?$/, error: 'must be a web address, like https://barnraise.example' });

/** Every variable the product reads, and what each must be. Nothing else reads the environment. */
export const variables = z.object({
  DATABASE_URL: postgresUrl,
  WORKER_DATABASE_URL: postgresUrl.optional(),
  MIGRATION_DATABASE_URL: postgresUrl.optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535, 3000),
  PUBLIC_URL: webAddress.optional(),
  WEB_DIR: z.string().default(resolve(fileURLToPath(import.meta.url), '../../../../../web/dist')),
  DEMO: flag('false'),
  OPERATIONS: z.enum(['open', 'known'], { error: 'must be open (any operation) or known (only those of the built web)' }).default('known'),
  SMTP_URL: smtpUrl.optional(),
  MAIL_FROM: z
    .string()
    .default('Barnraise <barnraise@localhost>')
    .refine((value) => /^([^<>\r\n]*<[^\s<>@]+@[A-Za-z0-9.-]+>|[^\s<>@]+@[A-Za-z0-9.-]+)$/.test(value), 'must be a mail address, with or without a name: Barnraise <office@district.example>'),
  DATABASE_POOL_SIZE: wholeNumber(1, 200, 12),
  /** How many proxies of ours a request comes through: each adds one address to X-Forwarded-For, and only those are believed. */
  TRUST_PROXY: wholeNumber(0, 10, 0),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug'], { error: 'must be silent, error, warn, info or debug' }).default('info'),
});

export type Config = Readonly<z.output<typeof variables>>;

/** Bad configuration, each line naming a variable and what it should be. */
export class ConfigError extends Error {}

/** Reads and checks the variables; throws ConfigError naming all that are wrong at once. Never repeats a value: it may be a password. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.keys(variables.shape).map((name) => [name, env[name] === '' ? undefined : env[name]]));
  const result = variables.safeParse(given);
  if (result.success) return Object.freeze(result.data);
  const lines = result.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return `${name} ${given[name] === undefined ? 'is missing: it ' : ''}${issue.message.startsWith('must') ? issue.message : 'must be set'}`;
  });
  throw new ConfigError(`The configuration is not usable:\n  ${lines.join('\n  ')}`);
}

/** Where people reach the product: links in mail begin with it. */
export const publicBase = (config: Config): string => (config.PUBLIC_URL ?? `http://${config.HOST}:${config.PORT}`).replace(/\/$/, '');

export const CONFIG = Symbol('config');
