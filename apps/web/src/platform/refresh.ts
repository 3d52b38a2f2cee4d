import { type ApolloClient } from '@apollo/client';

/** What a page reads, in the words of the subscription. A query without topics is read again on every change. */
export type Topic = 'booking' | 'section' | 'inbox' | 'people';

declare module '@apollo/client' {
  interface DefaultContext {
    topics?: readonly Topic[];
  }
}

/** Reads again the queries on screen that concern these topics. What is shown stays until the new answer is there. */
export async function refreshTopics(client: ApolloClient, topics: readonly string[]): Promise<void> {
  if (topics.length === 0) return;
  const concerned = [...client.getObservableQueries('active')].filter((query) => {
    const own: unknown = query.options.context?.['topics'];
    return !Array.isArray(own) || own.some((topic) => topics.includes(topic as string));
  });
  await Promise.allSettled(concerned.map((query) => query.refetch()));
}

export const everything: readonly Topic[] = ['booking', 'section', 'inbox', 'people'];
