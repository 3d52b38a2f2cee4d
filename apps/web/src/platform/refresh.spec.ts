/** @jest-environment node */
import { ApolloClient, ApolloLink, gql, InMemoryCache, Observable } from '@apollo/client';
import { describe, expect, it } from '@jest/globals';
import { refreshTopics } from './refresh.js';

const STOCK = gql`query Stock { stock }`;
const soon = () => new Promise((done) => setTimeout(done, 5));

/** A server whose answers hold what was true when they were asked for, and arrive when the test says so. */
function slow() {
  let stock = 1;
  const onTheirWay: (() => void)[] = [];
  const link = new ApolloLink(() => {
    const data = { stock };
    return new Observable((observer) => {
      onTheirWay.push(() => {
        observer.next({ data });
        observer.complete();
      });
    });
  });
  const client = new ApolloClient({ cache: new InMemoryCache(), link });
  return {
    client,
    change: () => (stock += 1),
    arrive: async () => {
      onTheirWay.shift()!();
      await soon();
    },
    onTheirWay,
  };
}

describe('what is on screen', () => {
  it.each(['while it is first read', 'while it is read again'])('becomes what is true although it changed %s', async (when) => {
    const { client, change, arrive, onTheirWay } = slow();
    const query = client.watchQuery<{ stock: number }>({ query: STOCK, context: { topics: ['section'] } });
    const screen: number[] = [];
    const watching = query.subscribe(({ data }) => void (data?.stock !== undefined && screen.push(data.stock)));
    await soon();
    if (when === 'while it is read again') {
      await arrive();
      void refreshTopics(client, ['section']);
      await soon();
    }
    // The answer on its way does not know of this.
    change();
    const refreshed = refreshTopics(client, ['section']);
    await soon();
    while (onTheirWay.length > 0) await arrive();
    await refreshed;
    expect(screen.at(-1)).toBe(2);
    watching.unsubscribe();
  });

  it('is not read again for what does not concern it', async () => {
    const { client, arrive, onTheirWay } = slow();
    const watching = client.watchQuery({ query: STOCK, context: { topics: ['section'] } }).subscribe(() => undefined);
    await soon();
    await arrive();
    await refreshTopics(client, ['booking']);
    expect(onTheirWay).toEqual([]);
    watching.unsubscribe();
  });
});
