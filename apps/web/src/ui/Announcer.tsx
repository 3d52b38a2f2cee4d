import { useState, useSyncExternalStore } from 'react';

/** Long enough for a dialog to close or a page to change: what is said before that is heard by nobody. */
const PAUSE_MS = 150;
/** Old news stand in nobody's way who reads the page to its end. */
const FORGOTTEN_MS = 10_000;
const JUST_MS = 3000;
const LATER_MS = 600;

interface Said {
  words: string;
  /** A dialog was open: all outside of it is out of reach, its own region speaks. */
  inDialog: boolean;
  turn: number;
}

let said: Said = { words: '', inDialog: false, turn: 0 };
let waiting: string[] = [];
let spokenAt = Number.NEGATIVE_INFINITY;
let pause: ReturnType<typeof setTimeout> | undefined;
let forget: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

const show = (words: string) => {
  said = { words, inDialog: document.querySelector('dialog[open]') !== null, turn: said.turn + 1 };
  for (const listener of listeners) listener();
};

const speak = () => {
  const words = waiting.length === 1 ? (waiting[0] ?? '') : waiting.map((one) => (/[.!?]$/.test(one) ? one : `${one}.`)).join(' ');
  pause = undefined;
  waiting = [];
  show(words === said.words ? `${words}\u00a0` : words);
  clearTimeout(forget);
  forget = setTimeout(() => show(''), FORGOTTEN_MS);
};

/** Says something to people who listen to the page. The same words twice are heard twice. */
export function announce(message: string): void {
  if (!waiting.includes(message)) waiting.push(message);
  spokenAt = performance.now();
  pause ??= setTimeout(speak, PAUSE_MS);
}

/** Whether anything was said since then, by the clock of performance.now(). */
export const spokenSince = (time: number): boolean => spokenAt > time;

/** Something that came by itself: kept back where the reader hears of an act of their own, just before or just after. */
export function mention(message: string): void {
  const came = performance.now();
  setTimeout(() => {
    if (!spokenSince(came - JUST_MS)) announce(message);
  }, LATER_MS);
}

/** A polite live region: one for the app, one in each dialog. It exists before it speaks, else nothing is heard. */
export function Announcer({ inDialog = false }: { inDialog?: boolean }) {
  const [since] = useState(() => said.turn);
  const now = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => said,
  );
  return (
    <div aria-live="polite" className="visually-hidden">
      {now.turn > since && now.inDialog === inDialog ? now.words : ''}
    </div>
  );
}
