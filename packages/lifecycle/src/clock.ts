/**
 * A deadline that runs towards an instant, or stands still for a while with some time left.
 * Standing still has an end too: whoever makes a clock wait can't make it wait forever.
 * Instants are milliseconds since 1970 in UTC; the caller says what time it is.
 */
export type Clock =
  | { readonly runs: true; readonly dueAtMs: number }
  | { readonly runs: false; readonly leftMs: number; readonly runsAgainAtMs: number };

const MS_PER_HOUR = 3_600_000;

/** A clock that runs out `hours` after `nowMs`. */
export function startClock(nowMs: number, hours: number): Clock {
  return { runs: true, dueAtMs: nowMs + hours * MS_PER_HOUR };
}

/** A clock for a deadline computed elsewhere, such as one counted in business days. */
export function clockUntil(dueAtMs: number): Clock {
  return { runs: true, dueAtMs };
}

/** Stops the clock for at most so many hours and keeps what was left, never below zero. A stopped clock stays as it is. */
export function pauseClock(clock: Clock, nowMs: number, atMostHours: number): Clock {
  if (!clock.runs) return clock;
  return { runs: false, leftMs: Math.max(0, clock.dueAtMs - nowMs), runsAgainAtMs: nowMs + atMostHours * MS_PER_HOUR };
}

/** Lets a stopped clock run on with what it had left, from now or from when it ran again by itself. */
export function resumeClock(clock: Clock, nowMs: number): Clock {
  return clock.runs ? clock : { runs: true, dueAtMs: Math.min(nowMs, clock.runsAgainAtMs) + clock.leftMs };
}

/** The instant at which the clock runs out if nobody touches it again. */
export function runsOutAtMs(clock: Clock): number {
  return clock.runs ? clock.dueAtMs : clock.runsAgainAtMs + clock.leftMs;
}

/** True from that instant on; false without a clock. */
export function ranOut(clock: Clock | null, nowMs: number): boolean {
  return clock !== null && runsOutAtMs(clock) <= nowMs;
}
