import { type DynamicModule } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type DocumentNode, GraphQLError } from 'graphql';
import { nobody } from '../auth/principal.js';
import { type RequestContext } from '../auth/request-context.js';
import { CONFIG, type Config } from '../config/config.js';
import { ErrorMask } from './error-mask.js';
import { GraphContext } from './graph-context.js';
import { limitRule, limits, refuseHeavy } from './limits.js';
import { Refusal } from './refusals.js';

function refuseSubscription(document: DocumentNode): void {
  const subscribes = document.definitions.some((definition) => definition.kind === 'OperationDefinition' && definition.operation === 'subscription');
  if (subscribes) throw new GraphQLError('Changes are told over a WebSocket. Open one to subscribe.', { extensions: { code: 'BAD_USER_INPUT' } });
}

/** The graph over HTTP: who asks, what may be asked, how errors look. Over a WebSocket it is served by `over-websocket.ts`. */
export function graphqlModule(): DynamicModule {
  return GraphQLModule.forRootAsync<MercuriusDriverConfig>({
    driver: MercuriusDriver,
    inject: [CONFIG, GraphContext, ErrorMask],
    useFactory: (config: Config, graph: GraphContext, errors: ErrorMask) => {
      const { known } = graph;

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
          graph.of(request, reply).catch((error: Error): RequestContext => ({ request, reply, tokenHash: null, requestId: request.id, loaders: new Map(), principal: nobody, unknown: error })),
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
          preExecution: async (_schema: unknown, document: DocumentNode) => refuseSubscription(document),
        },
      } as unknown as MercuriusDriverConfig;
    },
  });
}
