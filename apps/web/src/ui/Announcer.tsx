import { useSyncExternalStore } from 'react';

let words = '';
const listeners = new Set<() => void>();

/** Says something to people who listen to the page. The same words twice are heard twice. */
export function announce(message: string): void {
  words = message === words ? `${message}\u00a0` : message;
  for (const listener of listeners) listener();
}

/** The one polite live region of the app; it exists before it speaks, else nothing is heard. */
export function Announcer() {
  const text = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => words,
  );
  return (
    <div aria-live="polite" className="visually-hidden">
      {text}
    </div>
  );
}
