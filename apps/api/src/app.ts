import { type INestApplication, Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { v7 } from 'uuid';
import { entities, featureModules } from './features/index.js';
import { type Config } from './platform/config/config.js';
import { Live } from './platform/events/live.js';
import { MailLinks } from './platform/mail/mail-links.js';
import { Downloads } from './platform/files/downloads.js';
import { ErrorMask } from './platform/graphql/error-mask.js';
import { GraphContext } from './platform/graphql/graph-context.js';
import { graphqlModule } from './platform/graphql/graphql.module.js';
import { inputCheck } from './platform/graphql/input-check.js';
import { graphqlOverHttp } from './platform/graphql/over-http.js';
import { graphqlOverWebSocket } from './platform/graphql/over-websocket.js';
import { ownPageOnly } from './platform/http/own-page.js';
import { requestLog } from './platform/http/request-log.js';
import { securityHeaders, unreadableAddress } from './platform/http/security-headers.js';
import { serveWeb } from './platform/http/static-web.js';
import { makeLogger, nestLogger } from './platform/logging/logger.js';
import { PlatformModule, type PlatformOptions } from './platform/platform.module.js';

/** A sheet of 300,000 characters, or a round of 200 items with their words. */
const BODY_LIMIT_BYTES = 400_000;

@Module({})
export class AppModule {
  static with(config: Config, options?: PlatformOptions): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.with(config, entities, options), graphqlModule(), ...featureModules] };
  }
}

/** The adapter every process and every test shares, so that nothing is tested that isn't served. */
export function makeAdapter(config: Config): FastifyAdapter {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES, trustProxy: (_address, hop) => hop < config.TRUST_PROXY, logger: false, genReqId: () => v7(), requestTimeout: 30_000, forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 }, frameworkErrors: unreadableAddress,
  });
  // Unknown addresses are left to us: for a browser they are pages of the web, not errors.
  return Object.assign(adapter, { setNotFoundHandler: () => undefined });
}

export async function dress(app: INestApplication, config: Config): Promise<void> {
  const logger = makeLogger(config.LOG_LEVEL);
  const server = (app as NestFastifyApplication).getHttpAdapter().getInstance();
  requestLog(server, logger);
  securityHeaders(server);
  ownPageOnly(server, config.PUBLIC_URL ? new URL(config.PUBLIC_URL).origin : null);
  graphqlOverHttp(server);
  graphqlOverWebSocket(server, config, () => {
    const graph = app.get(GraphContext);
    return { schema: app.get(GraphQLSchemaHost).schema, errors: app.get(ErrorMask), known: graph.known, contextOf: (request) => graph.of(request, null) };
  });
  app.get(Downloads).serve(server);
  app.get(MailLinks).serve(server);
  app.useGlobalPipes(inputCheck());
  app.enableShutdownHooks();
  await serveWeb(server, config.WEB_DIR);
}

/** A whole application, ready to listen. */
export async function makeApp(config: Config): Promise<NestFastifyApplication> {
  const logger = nestLogger(makeLogger(config.LOG_LEVEL));
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config), makeAdapter(config), { logger, abortOnError: false });
  await dress(app, config);
  await app.get(Live).start();
  return app;
}
