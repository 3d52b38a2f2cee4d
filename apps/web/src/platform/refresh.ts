import { type ApolloClient, type ObservableQuery, type OperationVariables } from '@apollo/client';

/** What changed, in the words of the subscription. */
export const topics = ['booking', 'section', 'mapping', 'account', 'study', 'draft', 'roster', 'school', 'disclosure', 'need', 'class', 'grades', 'window', 'round'] as const;
export type Topic = (typeof topics)[number];

/** How long a list on screen is just now. One object per list; what it says may change. */
export interface ListLength {
  shown: number;
}

declare module '@apollo/client' {
  interface DefaultContext {
    /** What a query reads. Without topics it is read again on every change. */
    topics?: readonly Topic[];
    list?: ListLength;
  }
}

const LARGEST_PAGE = 100;

/**
 * Reads again the queries on screen that concern these topics; 'everything' concerns them all. What is shown stays
 * until the new answer is there, and a list keeps its length.
 */
export async function refreshTopics(client: ApolloClient, changed: readonly string[]): Promise<void> {
  if (changed.length === 0) return;
  const concerned = [...client.getObservableQueries('active')].filter((query) => {
    const own: unknown = query.options.context?.['topics'];
    return changed.includes('everything') || !Array.isArray(own) || own.some((topic) => changed.includes(topic as string));
  });
  await Promise.allSettled(concerned.map((query) => reread(client, query)));
}

interface Rereading {
  again: boolean;
  done: Promise<void>;
}
const rereadings = new WeakMap<ObservableQuery, Rereading>();

/** An answer on its way may be older than the change, and asking for the same meanwhile only waits for it: then once more after it. */
function reread(client: ApolloClient, query: ObservableQuery): Promise<void> {
  const running = rereadings.get(query);
  if (running) {
    running.again = true;
    return running.done;
  }
  const mine: Rereading = { again: query.getCurrentResult().loading, done: Promise.resolve() };
  rereadings.set(query, mine);
  mine.done = (async () => {
    try {
      await readAnew(client, query);
      while (mine.again) {
        mine.again = false;
        await readAnew(client, query);
      }
    } finally {
      rereadings.delete(query);
    }
  })();
  return mine.done;
}

function readAnew(client: ApolloClient, query: ObservableQuery): Promise<unknown> {
  const list = query.options.context?.['list'] as ListLength | undefined;
  const { variables } = query;
  if (!list || list.shown <= firstOf(variables)) return query.refetch();
  // The same list with a longer first page: the cache keeps both under one key.
  return client.query({ query: query.query, variables: withFirst(variables, Math.min(list.shown, LARGEST_PAGE)), fetchPolicy: 'network-only' });
}

const inputOf = (variables: OperationVariables): OperationVariables | null => (typeof variables['input'] === 'object' && variables['input'] !== null ? (variables['input'] as OperationVariables) : null);
const firstOf = (variables: OperationVariables): number => Number((inputOf(variables) ?? variables)['first'] ?? LARGEST_PAGE);
function withFirst(variables: OperationVariables, first: number): OperationVariables {
  const input = inputOf(variables);
  return input ? { ...variables, input: { ...input, first } } : { ...variables, first };
}
