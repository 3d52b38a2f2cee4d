import { type InjectionToken } from '@nestjs/common';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { AppModule, dress, makeAdapter, makeApp } from '../src/app.js';
import { hashToken, newToken, REQUEST_HEADER } from '../src/platform/auth/session-cookie.js';
import { type Config, readConfig } from '../src/platform/config/config.js';
import { Live } from '../src/platform/events/live.js';
import { makeLogger, nestLogger } from '../src/platform/logging/logger.js';
import { refuseForeign, type TestDatabase } from './database.js';

export interface Answer<Data> {
  readonly status: number;
  readonly data: Data;
  readonly errors?: readonly { message: string; path?: (string | number)[]; extensions?: Record<string, unknown> }[];
  readonly headers: Headers;
}

export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly config: Config;
  readonly url: string;
  /** A browser of its own: cookies, our header. */
  client(): Client;
  stop(): Promise<void>;
}

interface Overrides {
  readonly config?: Partial<Config>;
  /** Other providers in place of the real ones, by token. */
  readonly providers?: ReadonlyMap<InjectionToken, unknown>;
}

export function testConfig(db: TestDatabase, config: Partial<Config> = {}): Config {
  refuseForeign(db.serverUrl);
  const read = readConfig({
    DATABASE_URL: db.serverUrl, WORKER_DATABASE_URL: db.workerUrl, PORT: '0', OPERATIONS: 'open', WEB_DIR: '/nonexistent', DATABASE_POOL_SIZE: '6', LOG_LEVEL: 'error',
  });
  return Object.freeze({ ...read, ...config });
}

/** The real application, listening on a free port. */
export async function testApp(db: TestDatabase, overrides: Overrides = {}): Promise<TestApp> {
  const config = testConfig(db, overrides.config);
  const app = overrides.providers ? await withOthers(config, overrides.providers) : await makeApp(config);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  return { app, config, url, client: () => new Client(url, db), stop: () => app.close() };
}

async function withOthers(config: Config, providers: ReadonlyMap<InjectionToken, unknown>): Promise<NestFastifyApplication> {
  let builder = Test.createTestingModule({ imports: [AppModule.with(config)] });
  for (const [token, value] of providers) builder = builder.overrideProvider(token).useValue(value);
  const app = (await builder.compile()).createNestApplication<NestFastifyApplication>(makeAdapter(config), { logger: nestLogger(makeLogger(config.LOG_LEVEL)) });
  await dress(app, config);
  await app.get(Live).start();
  return app;
}

/** Speaks GraphQL over HTTP as a page of ours does, with a cookie jar. */
export class Client {
  readonly cookies = new Map<string, string>();

  constructor(
    readonly url: string,
    private readonly db: TestDatabase,
  ) {}

  /** Signs in without the form: puts the session where the form would. */
  async signInAs(accountId: string): Promise<this> {
    const token = newToken();
    await this.db.owner.query(
      `insert into session (id, token_hash, account_id, device, created_at, last_seen_at, expires_at)
       values (gen_random_uuid(), $1, $2, 'Test', app_now(), app_now(), app_now() + interval '12 hours')`,
      [hashToken(token), accountId],
    );
    this.cookies.set('barnraise', token);
    return this;
  }

  /** The bare request: for what a page of ours would not send. */
  async post(body: unknown, headers: Record<string, string> = { [REQUEST_HEADER]: '1' }): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(cookie ? { cookie } : {}), ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';');
      const [name = '', value = ''] = pair.split('=');
      if (attributes.some((attribute) => attribute.trim() === 'Max-Age=0')) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }

  /** Runs an operation; what went wrong is in the answer. */
  async run<Data = Record<string, never>>(query: string, variables: object = {}): Promise<Answer<Data>> {
    const response = await this.post({ query, variables });
    const body = (await response.json()) as { data: Data; errors?: Answer<Data>['errors'] };
    return { status: response.status, headers: response.headers, data: body.data, ...(body.errors ? { errors: body.errors } : {}) };
  }

  /** Runs an operation that must go through; the value of its only field. */
  async get<Value>(query: string, variables: object = {}): Promise<Value> {
    const { data, errors } = await this.run<Record<string, Value>>(query, variables);
    if (errors) throw new Error(errors.map(({ message }) => message).join('\n'));
    return Object.values(data)[0] as Value;
  }
}
