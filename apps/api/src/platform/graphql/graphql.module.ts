import { type DynamicModule } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type DocumentNode, GraphQLError } from 'graphql';
import { type IncomingMessage } from 'node:http';
import { nobody } from '../auth/principal.js';
import { type RequestContext } from '../auth/request-context.js';
import { hashToken, isOwnOrigin, readSessionToken, setSessionCookie } from '../auth/session-cookie.js';
import { Identify } from '../auth/identify.js';
import { CONFIG, type Config } from '../config/config.js';
import { ErrorMask } from './error-mask.js';
import { KnownOperations } from './known-operations.js';
import { limitRule, limits, refuseHeavy } from './limits.js';
import { Refusal } from './refusals.js';

function refuseSubscription(document: DocumentNode): void {
  const subscribes = document.definitions.some((definition) => definition.kind === 'OperationDefinition' && definition.operation === 'subscription');
  if (subscribes) throw new GraphQLError('Changes are told over a WebSocket. Open one to subscribe.', { extensions: { code: 'BAD_USER_INPUT' } });
}

/** The graph over HTTP and WebSocket: who asks, what may be asked, how errors look. */
export function graphqlModule(): DynamicModule {
  return GraphQLModule.forRootAsync<MercuriusDriverConfig>({
    driver: MercuriusDriver,
    inject: [CONFIG, Identify, ErrorMask],
    useFactory: (config: Config, identify: Identify, errors: ErrorMask) => {
      const known = config.OPERATIONS === 'known' ? new KnownOperations(config.WEB_DIR) : null;
      const publicOrigin = config.PUBLIC_URL ? new URL(config.PUBLIC_URL).origin : null;

      const contextOf = async (request: FastifyRequest, reply: FastifyReply | null): Promise<RequestContext> => {
        const token = readSessionToken(request);
        const tokenHash = token ? hashToken(token) : null;
        const principal = tokenHash ? await identify.byToken(tokenHash) : { ...nobody, staleSeconds: 0 };
        if (reply && token && (await identify.keepAlive(principal))) setSessionCookie(request, reply, token);
        return { request, reply, tokenHash, requestId: request.id, loaders: new Map(), principal };
      };

      return {
        autoSchemaFile: true,
        sortSchema: true,
        graphiql: false,
        ide: false,
        jit: 1,
        cache: 500,
        path: '/graphql',
        introspection: config.OPERATIONS === 'open',
        buildSchemaOptions: { orphanedTypes: [Refusal], numberScalarMode: 'integer' },
        context: (request: FastifyRequest, reply: FastifyReply) =>
          contextOf(request, reply).catch((error: Error): RequestContext => ({ request, reply, tokenHash: null, requestId: request.id, loaders: new Map(), principal: nobody, unknown: error })),
        graphql: { parseOptions: { maxTokens: limits.tokens } },
        validationRules: [limitRule],
        errorFormatter: (execution: Parameters<ErrorMask['format']>[0], context: unknown) => errors.format(execution, context as RequestContext | undefined),
        hooks: {
          preParsing: async (_schema: unknown, source: string, context: unknown) => {
            const { unknown } = context as RequestContext;
            if (unknown) throw new GraphQLError(unknown.message, { originalError: unknown });
            known?.check(source);
          },
          // Before the rules of GraphQL itself, some of which take long over what is too large.
          preValidation: async (_schema: unknown, document: DocumentNode) => refuseHeavy(document),
          // Only asked of what comes by HTTP: a WebSocket has hooks of its own.
          preExecution: async (_schema: unknown, document: DocumentNode) => refuseSubscription(document),
          ...(known ? { preSubscriptionParsing: async (_schema: unknown, source: string) => known.check(source) } : {}),
        },
        subscription: {
          fullWsTransport: false,
          keepAlive: 20_000,
          // Browsers send cookies with any page's WebSocket: only our own pages may open one.
          verifyClient: (info: { req: IncomingMessage & { headers: Record<string, string | undefined> } }, next: (ok: boolean, code?: number, message?: string) => void) => {
            const request = { headers: info.req.headers, protocol: config.PUBLIC_URL?.startsWith('https') ? 'https' : 'http', host: info.req.headers.host } as unknown as FastifyRequest;
            const ok = isOwnOrigin(request, publicOrigin);
            next(ok, ok ? undefined : 403, ok ? undefined : 'Not our page');
          },
          context: (_socket: unknown, request: FastifyRequest) => contextOf(request, null),
        },
      } as unknown as MercuriusDriverConfig;
    },
  });
}
