import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

/** The two media types an answer of the graph may have. The newer one says by its status what the older one keeps to its errors. */
const NEWER = 'application/graphql-response+json';
const OLDER = 'application/json';

/** The opening of a WebSocket, and nothing that only says a word of it. */
const opensSocket = ({ method, headers }: FastifyRequest): boolean =>
  method === 'GET' && headers.upgrade?.toLowerCase() === 'websocket' && /(^|,)\s*upgrade\s*(,|$)/i.test(headers.connection ?? '');

/** Is this a request to the graph, however its address was written? */
export const isGraphRequest = (request: FastifyRequest): boolean => request.routeOptions.url === '/graphql' && !opensSocket(request);

interface Range { readonly type: string; readonly q: number }

function rangesOf(accept: string): Range[] {
  return accept.split(',').map((part) => {
    const [type = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    const q = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
    return { type, q: Number.isFinite(q) ? q : 0 };
  });
}

/** The media type to answer with; null when the caller takes neither. Without a wish it is the older one, which every client knows. */
export function mediaTypeFor(accept: string | undefined): typeof NEWER | typeof OLDER | null {
  if (accept === undefined || accept.trim() === '') return OLDER;
  const ranges = rangesOf(accept);
  const wish = (type: string) => (ranges.find((range) => range.type === type) ?? ranges.find((range) => range.type === 'application/*') ?? ranges.find((range) => range.type === '*/*'))?.q ?? 0;
  const [newer, older] = [wish(NEWER), wish(OLDER)];
  if (newer === 0 && older === 0) return null;
  const named = ranges.some(({ type, q }) => type === NEWER && q > 0);
  return newer > older || (named && newer === older) ? NEWER : OLDER;
}

/** What is wrong with the parameters of a request, or null. Leaves out those that are null: they say nothing. */
export function refuseShape(parameters: unknown): string | null {
  if (typeof parameters !== 'object' || parameters === null || Array.isArray(parameters)) return 'The request must be a JSON object with a query.';
  const given = parameters as Record<string, unknown>;
  for (const name of ['operationName', 'variables', 'extensions']) if (given[name] === null) delete given[name];
  if (typeof given['query'] !== 'string' || given['query'] === '') return '"query" must be the text of a GraphQL document.';
  if (given['operationName'] !== undefined && typeof given['operationName'] !== 'string') return '"operationName" must be a string.';
  const maps = ['variables', 'extensions'].filter((name) => given[name] !== undefined && (typeof given[name] !== 'object' || Array.isArray(given[name])));
  return maps.length > 0 ? `"${maps[0]}" must be a JSON object.` : null;
}

/** The same for a request by address: there, maps are written as JSON. */
function refuseAddress(query: Record<string, unknown>): string | null {
  const read: Record<string, unknown> = { ...query };
  for (const name of ['variables', 'extensions']) {
    if (query[name] === '' || query[name] === 'null') delete query[name];
    if (typeof query[name] !== 'string') {
      delete read[name];
      continue;
    }
    try {
      read[name] = JSON.parse(query[name]) as unknown;
    } catch {
      return `"${name}" must be a JSON object.`;
    }
  }
  return Array.isArray(query['variables']) || Array.isArray(query['extensions']) ? 'Each parameter may stand in the address once.' : refuseShape(read);
}

const wanted = new WeakMap<FastifyRequest, typeof NEWER | typeof OLDER>();
const unread = new WeakSet<FastifyRequest>();

/** Ends a request that is not one of GraphQL at all: its status says so whatever the media type. */
async function refuse(request: FastifyRequest, reply: FastifyReply, status: number, message: string): Promise<void> {
  unread.add(request);
  await reply.code(status).send({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] });
}

const isJson = (contentType: string | undefined): boolean => /^application\/json\s*(;\s*charset="?utf-?8"?\s*)?$/i.test(contentType ?? '');

/** GraphQL over HTTP, where the executor leaves it open: which media types come and go, what a request looks like, what its status says. */
export function graphqlOverHttp(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, reply) => {
    if (!isGraphRequest(request)) return;
    // Indices in the path of an error are numbers: a fixed response schema would make words of them.
    reply.serializer((payload: unknown) => JSON.stringify(payload));
    const mediaType = mediaTypeFor(request.headers.accept);
    wanted.set(request, mediaType ?? OLDER);
    if (mediaType === null) return refuse(request, reply, 406, `The graph answers as ${NEWER} or ${OLDER}.`);
    if (request.method === 'POST' && !isJson(request.headers['content-type'])) return refuse(request, reply, 415, 'The graph reads application/json in UTF-8.');
  });
  server.addHook('preValidation', async (request, reply) => {
    if (!isGraphRequest(request)) return;
    const wrong = request.method === 'GET' ? refuseAddress(request.query as Record<string, unknown>) : refuseShape(request.body);
    if (wrong) await refuse(request, reply, 400, wrong);
  });
  server.addHook('onError', async (request, _reply, error) => {
    // What could not be read (no JSON, too large) was no request of GraphQL.
    if (isGraphRequest(request) && error.code?.startsWith('FST_ERR_CTP')) unread.add(request);
  });
  server.addHook('onSend', async (request, reply) => {
    const mediaType = wanted.get(request);
    if (!mediaType) return;
    reply.header('content-type', `${mediaType}; charset=utf-8`);
    // The older type knows no status for a document that is wrong: the answer itself says it.
    if (mediaType === OLDER && reply.statusCode === 400 && !unread.has(request)) reply.code(200);
  });
}
