import { type Bell, type OpenDays } from './school-day.js';
import { type Session } from './sessions.js';
import { type Weekday } from './local.js';

const MS_PER_MINUTE = 60_000;

/** A home period that a session runs through, and for how long. */
export interface Cut {
  readonly name: string;
  /** Minutes since midnight at the home school. */
  readonly starts: number;
  readonly ends: number;
  readonly overlapMin: number;
}

/** A session as the home school lives it. */
export interface Meeting {
  readonly weekday: Weekday;
  readonly bothOpen: boolean;
  readonly rotationDay: string | null;
  /** Minutes since midnight on the home school's wall clock. */
  readonly starts: number;
  readonly ends: number;
  readonly cuts: readonly Cut[];
}

/** Lays a session over the home school's periods by instants, so zones and clock changes need no rule of their own. */
export function meet(session: Session, home: OpenDays): Meeting {
  const from = home.clock.localAt(session.startMs);
  const until = home.clock.localAt(session.endMs);
  const cuts: Cut[] = [];
  let bothOpen = false;
  // Far apart in zone, a session can touch two home dates.
  for (let day = from.day; day <= until.day; day += 1) {
    const bells = home.bellsOn(day);
    if (bells.length > 0) bothOpen = true;
    for (const bell of bells) {
      const overlapMs = overlap(session, bell, day, home);
      if (overlapMs > 0) cuts.push({ name: bell.name, starts: bell.starts, ends: bell.ends, overlapMin: overlapMs / MS_PER_MINUTE });
    }
  }
  return { weekday: session.weekday, bothOpen, rotationDay: home.labelOn(from.day), starts: from.minute, ends: until.minute, cuts };
}

function overlap(session: Session, bell: Bell, day: number, home: OpenDays): number {
  const startMs = home.clock.instantAt(day, bell.starts);
  if (startMs >= session.endMs) return 0;
  return Math.min(session.endMs, home.clock.instantAt(day, bell.ends)) - Math.max(session.startMs, startMs);
}
