import { windowDays } from '@barnraise/lifecycle';
import { addDays, instantOf, localOf, type LocalDate } from '@barnraise/timetable';
import { nobodyCanWorkOut } from '../agreements/index.js';

/** Requests are taken from the morning of the first day to five in the afternoon of the last, on the clock of the consortium. */
const MORNING = '08:00';
const EVENING = '17:00';

/** When a window that is opened now would take requests: from its first morning on, or at once if that has passed. */
export const opensAt = (day: LocalDate, zone: string, nowMs: number): number => Math.max(nowMs, instantOf(day, MORNING, zone));
export const closesAt = (day: LocalDate, zone: string): number => instantOf(day, EVENING, zone);

const dayOf = (ms: number, zone: string): LocalDate => localOf(ms, zone).date;
/** The last day on which a window that is opened then may begin; the last on which one that begins then may close. */
export const latestFirstDay = (openedMs: number, zone: string): LocalDate => addDays(dayOf(openedMs, zone), windowDays.ahead);
export const latestLastDay = (opensMs: number, zone: string): LocalDate => addDays(dayOf(opensMs, zone), windowDays.long);

/** While requests come in, sums are told in steps of so many seats at the least: who watches sees a step passed, not who asked for what. */
const STEP = 5;
export const stepOf = (smallest: number): number => Math.max(STEP, smallest);

export interface Told { readonly districts: number | null; readonly seatsAsked: number | null; readonly seatsGiven: number | null }

/**
 * What everybody may read of the requests for one section: how many districts, and the seats they ask for and were given.
 * Null where a single district's request could be worked out, also by one of those who ask. Each section is counted by
 * itself and no total is told, so there is nothing to take one from.
 */
export function told(asked: readonly number[], given: readonly number[], allotted: boolean, smallest: number): Told {
  if (asked.length === 0) return { districts: 0, seatsAsked: 0, seatsGiven: allotted ? 0 : null };
  if (!nobodyCanWorkOut(asked, smallest)) return { districts: null, seatsAsked: null, seatsGiven: null };
  const step = stepOf(smallest);
  return allotted
    ? { districts: asked.length, seatsAsked: sum(asked), seatsGiven: sum(given) }
    : { districts: asked.length, seatsAsked: Math.floor(sum(asked) / step) * step, seatsGiven: null };
}

/** Whether who asked for a section may read how many others did: only where none of their requests can be worked out. */
export const othersMayBeCounted = (asked: readonly number[], smallest: number): boolean => asked.length > 0 && nobodyCanWorkOut(asked, smallest);

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);
