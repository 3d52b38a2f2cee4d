import { type ApolloClient } from '@apollo/client';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

interface Sink { next: (message: { data: { changes: { topic: string } } }) => void }
let sink: Sink | undefined;
jest.unstable_mockModule('graphql-ws', () => ({
  createClient: () => ({
    subscribe: (_: unknown, opened: Sink) => {
      sink = opened;
      return () => undefined;
    },
    dispose: () => undefined,
  }),
}));
const { startLive } = await import('./live.js');

/** A client with one query on screen; says how often it was read again. */
function onScreen() {
  const refetch = jest.fn(() => Promise.resolve());
  const query = { options: { context: { topics: ['section'] } }, variables: {}, getCurrentResult: () => ({ loading: false }), refetch };
  return { refetch, client: { cache: { transformDocument: <T>(document: T) => document }, getObservableQueries: () => new Set([query]) } as unknown as ApolloClient };
}
const says = (topic: string) => sink!.next({ data: { changes: { topic } } });
const SETTLED_MS = 300;

describe('from where on nothing is missed', () => {
  let stop: () => void;
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => {
    stop();
    jest.useRealTimers();
  });

  it('a page that is listened for at once is not read again; one that waited for it is, and so it is after every gap', async () => {
    const [atOnce, late] = [onScreen(), onScreen()];
    stop = startLive(atOnce.client);
    await jest.advanceTimersByTimeAsync(100);
    says('listening');
    await jest.advanceTimersByTimeAsync(SETTLED_MS);
    expect(atOnce.refetch).toHaveBeenCalledTimes(0);
    stop();

    stop = startLive(late.client);
    await jest.advanceTimersByTimeAsync(1_000);
    says('listening');
    await jest.advanceTimersByTimeAsync(SETTLED_MS);
    expect(late.refetch).toHaveBeenCalledTimes(1);
    // The socket was lost and opened again.
    says('listening');
    await jest.advanceTimersByTimeAsync(SETTLED_MS);
    expect(late.refetch).toHaveBeenCalledTimes(2);
  });
});
