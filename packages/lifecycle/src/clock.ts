/**
 * A deadline that either runs towards an instant or is stopped with some time left.
 * Instants are milliseconds since 1970 in UTC; the caller says what time it is.
 */
export type Clock =
  | { readonly runs: true; readonly dueAtMs: number }
  | { readonly runs: false; readonly leftMs: number };

const MS_PER_MINUTE = 60_000;

/** A clock that runs out `minutes` after `nowMs`. */
export function startClock(nowMs: number, minutes: number): Clock {
  return { runs: true, dueAtMs: nowMs + minutes * MS_PER_MINUTE };
}

/** A clock for a deadline computed elsewhere, such as one counted in business days. */
export function clockUntil(dueAtMs: number): Clock {
  return { runs: true, dueAtMs };
}

/** Stops the clock and keeps what was left; a stopped clock stays as it is. Never below zero. */
export function pauseClock(clock: Clock, nowMs: number): Clock {
  return clock.runs ? { runs: false, leftMs: Math.max(0, clock.dueAtMs - nowMs) } : clock;
}

/** Lets a stopped clock run on with what it had left; a running clock stays as it is. */
export function resumeClock(clock: Clock, nowMs: number): Clock {
  return clock.runs ? clock : { runs: true, dueAtMs: nowMs + clock.leftMs };
}

/** True from the due instant on. A stopped clock never runs out. */
export function ranOut(clock: Clock | null, nowMs: number): boolean {
  return clock !== null && clock.runs && clock.dueAtMs <= nowMs;
}
