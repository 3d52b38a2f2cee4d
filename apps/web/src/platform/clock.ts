import { useSyncExternalStore } from 'react';

let offsetMs = 0;

/** The server's clock rules: deadlines are its rows. The device's own clock only ticks between its answers. */
export const clock = {
  set(serverNow: string, deviceNow: number = Date.now()): void {
    const at = Date.parse(serverNow);
    if (Number.isFinite(at)) offsetMs = at - deviceNow;
  },
  now: (): number => Date.now() + offsetMs,
};

const listeners = new Set<() => void>();
let second = 0;
let timer: ReturnType<typeof setInterval> | undefined;

const tick = () => {
  second = Math.floor(clock.now() / 1000);
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  timer ??= setInterval(tick, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
};

/** The server's time in milliseconds, once a second. One timer for the whole page. */
export function useServerNow(): number {
  const value = useSyncExternalStore(subscribe, () => (second === 0 || timer === undefined ? Math.floor(clock.now() / 1000) : second));
  return value * 1000;
}

/** The server's time in whole minutes: for words like "in 2 days" that need no second hand. */
export function useServerMinute(): number {
  return useSyncExternalStore(subscribe, () => Math.floor(clock.now() / 60_000)) * 60_000;
}
