import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { type ExecutionResult, GraphQLError, type GraphQLSchema, parse, specifiedRules, subscribe, validate } from 'graphql';
import { type Context, handleProtocols, makeServer, type SubscribePayload } from 'graphql-ws';
import websocket from '@fastify/websocket';
import { type RequestContext } from '../auth/request-context.js';
import { isOwnOrigin } from '../auth/session-cookie.js';
import { type Config } from '../config/config.js';
import { type ErrorMask } from './error-mask.js';
import { type KnownOperations } from './known-operations.js';
import { limitRule, limits, refuseHeavy } from './limits.js';

/** A page of ours subscribes once, in a few hundred letters. */
export const MAX_MESSAGE_BYTES = 8_192;
export const MAX_SUBSCRIPTIONS = 10;
/** A whole district may sit behind one address, each with several pages open; nobody needs more of them than this. */
export const MAX_LINES_OF_ADDRESS = 400;
/** "Try again later": the page goes on without news, and asks again by and by. */
const LATER = 1013;
const STILL_THERE_MS = 20_000;

interface Extra { readonly request: FastifyRequest }
type Socket = Pick<import('node:events').EventEmitter, 'on' | 'once'> & {
  readonly protocol: string; readonly readyState: number; readonly OPEN: number;
  send(text: string, done: () => void): void; close(code?: number, reason?: string): void; ping(): void; terminate(): void;
};

export interface Subscribing {
  readonly schema: GraphQLSchema;
  readonly contextOf: (request: FastifyRequest) => Promise<RequestContext>;
  readonly known: KnownOperations | null;
  readonly errors: ErrorMask;
}

const asError = (error: unknown): GraphQLError => {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError });
};

/** The graph's protocol on sockets: what is subscribed to passes every limit that a request by HTTP passes, before it is read. */
function protocolOf({ schema, contextOf, known, errors }: Subscribing) {
  const masked = (list: readonly GraphQLError[], context?: RequestContext) => errors.format({ errors: list }, context).response.errors!;

  async function read(socket: Context<Record<string, unknown>, Extra>, { query, variables, operationName }: SubscribePayload) {
    if (Object.keys(socket.subscriptions).length > MAX_SUBSCRIPTIONS) {
      throw new GraphQLError(`This page listens ${MAX_SUBSCRIPTIONS} times already. Close one first.`, { extensions: { code: 'BAD_USER_INPUT' } });
    }
    known?.check(query);
    const document = parse(query, { maxTokens: limits.tokens });
    refuseHeavy(document);
    if (document.definitions.some((one) => one.kind === 'OperationDefinition' && one.operation !== 'subscription')) {
      throw new GraphQLError('A WebSocket only tells of changes. Ask by HTTP.', { extensions: { code: 'BAD_USER_INPUT' } });
    }
    const wrong = validate(schema, document, [...specifiedRules, limitRule]);
    if (wrong.length > 0) return wrong;
    // Asked anew each time: a session that ended listens to nothing more.
    return { schema: schema, document, variableValues: variables ?? {}, operationName: operationName ?? null, contextValue: await contextOf(socket.extra.request) };
  }

  return makeServer<Record<string, unknown>, Extra>({
    subscribe: async (args) => subscribe(args).catch((error: unknown): ExecutionResult => ({ errors: [asError(error)] })),
    onSubscribe: (socket, _id, payload) => read(socket, payload).catch((error: unknown) => [asError(error)]),
    onError: (_socket, _id, _payload, list) => masked(list.map(asError)),
    onNext: (_socket, _id, _payload, { contextValue }, result) =>
      result.errors ? (errors.format({ ...result, errors: result.errors }, contextValue as RequestContext).response as ExecutionResult) : result,
  });
}

/** Takes sockets at the address of the graph. Must be called before the graph takes its own place there. */
export function graphqlOverWebSocket(server: FastifyInstance, config: Config, given: () => Subscribing): void {
  const publicOrigin = config.PUBLIC_URL ? new URL(config.PUBLIC_URL).origin : null;
  let protocol: ReturnType<typeof protocolOf> | undefined;
  const lines = new Map<string, number>();

  const handle = (socket: Socket, request: FastifyRequest): void => {
    // A line that breaks is nothing to be told; too large a message closes it with its code.
    socket.on('error', () => undefined);
    const open = lines.get(request.ip) ?? 0;
    if (open >= MAX_LINES_OF_ADDRESS) return socket.close(LATER, 'Too many pages listen from your network');
    lines.set(request.ip, open + 1);
    protocol ??= protocolOf(given());
    let heard = true;
    const asking = setInterval(() => {
      if (!heard) return socket.terminate();
      heard = false;
      socket.ping();
    }, STILL_THERE_MS).unref();
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (text) => new Promise((done) => (socket.readyState === socket.OPEN ? socket.send(text, done) : done())),
        close: (code, reason) => socket.close(code, reason),
        // What is no message of the protocol ends the line, without a word of our insides.
        onMessage: (take) => socket.on('message', (data: Buffer) => void take(data.toString()).catch(() => socket.close(4400, 'Invalid message received'))),
      },
      { request },
    );
    socket.on('pong', () => {
      heard = true;
    });
    socket.once('close', (code: number, reason: Buffer) => {
      clearInterval(asking);
      const left = lines.get(request.ip)! - 1;
      if (left > 0) lines.set(request.ip, left);
      else lines.delete(request.ip);
      void closed(code, reason.toString());
    });
  };

  server.addHook('onRoute', (route) => {
    if (route.url === '/graphql' && route.method === 'GET') Object.assign(route, { wsHandler: handle });
  });
  void server.register(websocket, {
    options: {
      maxPayload: MAX_MESSAGE_BYTES,
      handleProtocols,
      // Browsers send cookies with any page's WebSocket: only our own pages may open one.
      verifyClient: ({ req }: { req: { headers: Record<string, unknown> } }, next: (ok: boolean, code?: number, message?: string) => void) => {
        const request = { headers: req.headers, protocol: config.PUBLIC_URL?.startsWith('https') ? 'https' : 'http', host: req.headers.host } as unknown as FastifyRequest;
        const ok = isOwnOrigin(request, publicOrigin);
        next(ok, ok ? undefined : 403, ok ? undefined : 'Not our page');
      },
    } as unknown as NonNullable<websocket.WebsocketPluginOptions['options']>,
    // A line that breaks is nothing to be told: the page opens another.
    errorHandler: () => undefined,
  });
}
