import type { FairProof } from '../trace/trace.js';

/** Who is served how much when `units` go to districts that each have room for some. */
export interface MaxMin {
  readonly units: readonly number[];
  readonly proof: MaxMinProof;
}

/**
 * Why nobody can gain without somebody worse off losing: the last unit of anybody was given at a
 * fraction of its room that is no higher than where anybody with room left stands now. Null where
 * nothing was given, or nobody has room left.
 */
export interface MaxMinProof {
  readonly lastGiven: Stand | null;
  readonly nextInLine: Stand | null;
}
/** `units` of `room`, for the one at position `at`. */
export interface Stand {
  readonly at: number;
  readonly units: number;
  readonly room: number;
}

/**
 * Gives out `units` one at a time, each to whoever stands at the smallest fraction of its room;
 * ties go to the smaller room, whose fraction rises more, then to the first in the list (callers
 * list districts by key). That is the max-min fair division: of all divisions, the smallest
 * fraction is as large as can be, then the next one, and so on.
 *
 * `rooms` are whole, together at most 90 million; `units` from 0 to their sum. Anything else is a
 * RangeError. Takes n log n steps for n rooms, however many units there are.
 */
export function maxMinFair(units: number, rooms: readonly number[]): MaxMin {
  let total = 0;
  let open = 0;
  for (const room of rooms) {
    if (!Number.isSafeInteger(room) || room < 0) throw new RangeError(`${room} is not a room for whole units.`);
    total += room;
    if (room > 0) open += 1;
  }
  if (!Number.isSafeInteger(units) || units < 0 || units > total || total > 90_000_000) throw new RangeError(`${units} units do not go into ${total}.`);
  const given = sureUnits(units - open, total, rooms);
  const left = given.reduce((rest, sure) => rest - sure, units);
  for (const at of nextUnits(given, units, total, rooms).slice(0, left)) given[at]! += 1;
  return { units: given, proof: prove(given, rooms) };
}

/** Whoever stands below the fraction `level`/`total` is served before anybody above it; at most `open` units remain after that. */
function sureUnits(level: number, total: number, rooms: readonly number[]): number[] {
  return rooms.map((room) => (level > 0 ? whole(level * room + total - 1, total) : 0));
}

/** The whole part of a quotient of safe integers, without a float. */
const whole = (a: number, b: number): number => (a - (a % b)) / b;

/** Positions in the order in which they are served, from `given` up to the fraction `units`/`total`, which nobody needs to pass. */
function nextUnits(given: readonly number[], units: number, total: number, rooms: readonly number[]): number[] {
  const positions: number[] = [];
  const before: number[] = [];
  const queue: number[] = [];
  rooms.forEach((room, at) => {
    if (room === 0) return;
    const last = Math.min(room - 1, whole(units * room, total));
    for (let next = given[at]!; next <= last; next += 1) {
      queue.push(positions.length);
      positions.push(at);
      before.push(next);
    }
  });
  queue.sort((a, b) => {
    const room = rooms[positions[a]!]!;
    const other = rooms[positions[b]!]!;
    return before[a]! * other - before[b]! * room || room - other || a - b;
  });
  return queue.map((entry) => positions[entry]!);
}

function prove(given: readonly number[], rooms: readonly number[]): MaxMinProof {
  let lastGiven: Stand | null = null;
  let nextInLine: Stand | null = null;
  for (let at = 0; at < rooms.length; at += 1) {
    const units = given[at]!;
    const room = rooms[at]!;
    if (units > 0 && (lastGiven === null || (units - 1) * lastGiven.room > lastGiven.units * room)) lastGiven = { at, units: units - 1, room };
    if (units < room && (nextInLine === null || units * nextInLine.room < nextInLine.units * room)) nextInLine = { at, units, room };
  }
  return { lastGiven, nextInLine };
}

/** The proof with names for positions, as a trace carries it. */
export function namedProof({ lastGiven, nextInLine }: MaxMinProof, nameOf: (at: number) => string): FairProof {
  const named = (stand: Stand | null) => (stand === null ? null : { district: nameOf(stand.at), units: stand.units, room: stand.room });
  return { lastGiven: named(lastGiven), nextInLine: named(nextInLine) };
}
