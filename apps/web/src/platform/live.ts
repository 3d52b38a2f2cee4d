import { type ApolloClient } from '@apollo/client';
import { createClient } from 'graphql-ws';
import { print } from 'graphql';
import { ChangesDocument, type ChangesSubscription } from '../generated/platform/session.js';
import { connection } from './connection.js';
import { refreshTopics } from './refresh.js';

const SETTLE_MS = 250;
const everything = ['everything'] as const;
const WITHOUT_LIVE_MS = 60_000;
/** Longer than this between the first reading and being listened for is a gap as well. */
const AT_ONCE_MS = 250;

/**
 * Keeps what is on screen true. A change names its topic; the queries concerned are read again, several changes at
 * once. After a gap (a lost socket, a sleeping laptop, a hidden tab) everything on screen is read again. Where a
 * school's proxy lets no socket through, the page reads itself again once a minute.
 */
export function startLive(client: ApolloClient): () => void {
  const waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = () => {
    timer = undefined;
    if (document.visibilityState === 'hidden') return;
    const topics = [...waiting];
    waiting.clear();
    void refreshTopics(client, topics);
  };
  const refresh = (topics: readonly string[]) => {
    for (const topic of topics) waiting.add(topic);
    if (waiting.size > 0) timer ??= setTimeout(flush, SETTLE_MS);
  };

  let opened = false;
  let heard = false;
  const began = performance.now();
  const hear = (topic: string) => {
    if (topic !== 'listening') return refresh([topic]);
    // An open socket is not yet heard from: only from here on nothing is missed.
    if (heard || performance.now() - began > AT_ONCE_MS) refresh(everything);
    heard = true;
  };
  const socket = createClient({
    url: `${window.location.protocol === 'https:' ? 'wss' : 'ws'}://${window.location.host}/graphql`,
    lazy: false,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    keepAlive: 20_000,
    retryWait: (tries) => new Promise((done) => setTimeout(done, Math.min(30_000, 500 * 2 ** Math.min(tries, 6)) * (0.7 + Math.random() * 0.6))),
    onNonLazyError: () => undefined,
    on: {
      connected: () => {
        connection.set({ live: 'open', reachable: true });
        opened = true;
      },
      closed: () => connection.set({ live: opened ? 'reopening' : 'none' }),
    },
  });

  const query = print(client.cache.transformDocument(ChangesDocument));
  const stop = socket.subscribe<ChangesSubscription>(
    { query, operationName: 'Changes' },
    { next: (message) => void (message.data && hear(message.data.changes.topic)), error: () => undefined, complete: () => undefined },
  );

  const seen = () => {
    if (document.visibilityState !== 'visible') return;
    refresh(connection.get().live === 'open' ? [...waiting] : everything);
  };
  const online = () => {
    connection.set({ online: true });
    refresh(everything);
  };
  const offline = () => connection.set({ online: false });
  const minute = setInterval(() => {
    if (connection.get().live !== 'open' && document.visibilityState === 'visible') refresh(everything);
  }, WITHOUT_LIVE_MS);
  document.addEventListener('visibilitychange', seen);
  window.addEventListener('online', online);
  window.addEventListener('offline', offline);

  return () => {
    document.removeEventListener('visibilitychange', seen);
    window.removeEventListener('online', online);
    window.removeEventListener('offline', offline);
    clearInterval(minute);
    clearTimeout(timer);
    stop();
    void socket.dispose();
  };
}
