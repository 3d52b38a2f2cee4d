import { useSyncExternalStore } from 'react';

export interface Connection {
  /** The device says it has a network. */
  online: boolean;
  /** The last request got an answer. */
  reachable: boolean;
  /** The live channel: never opened, open, or being opened again. */
  live: 'none' | 'open' | 'reopening';
  /** The server no longer knows this page's questions: reload. */
  stale: boolean;
  /** The session ended elsewhere. */
  signedOut: boolean;
}

let state: Connection = { online: typeof navigator === 'undefined' || navigator.onLine !== false, reachable: true, live: 'none', stale: false, signedOut: false };
const listeners = new Set<() => void>();

export const connection = {
  get: (): Connection => state,
  set(change: Partial<Connection>): void {
    const next = { ...state, ...change };
    if ((Object.keys(change) as (keyof Connection)[]).every((key) => next[key] === state[key])) return;
    state = next;
    for (const listener of listeners) listener();
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

export const useConnection = (): Connection => useSyncExternalStore(connection.subscribe, connection.get);
