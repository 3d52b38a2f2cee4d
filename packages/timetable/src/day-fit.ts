import { timeOf, weekdays, type LocalTime, type Weekday } from './local.js';
import { type Cut, type Meeting } from './meet.js';

export interface TimeRange {
  readonly startsAt: LocalTime;
  readonly endsAt: LocalTime;
}

/** How the class meets on one weekday of the teaching school, seen from the home school. Times are home-local. */
export interface DayFit {
  readonly weekday: Weekday;
  /** The home school's rotation day, where it has a rotation: Monday on an A day and on a B day are two. */
  readonly rotationDay: string | null;
  /** Sessions of the year on such days while the home school is open. */
  readonly sessionsInSession: number;
  /** When the class usually meets on the home school's wall clock; null if the home school is never open then. */
  readonly meetsAt: TimeRange | null;
  /** The one home period a student would give to the class; null if none overlaps. */
  readonly bestPeriod: ({ readonly name: string } & TimeRange) | null;
  /** Minutes of a meeting inside the best period: usually, at worst and at best over the year. */
  readonly overlapMin: number;
  readonly leastOverlapMin: number;
  readonly mostOverlapMin: number;
  /** The same, summed over the year. */
  readonly totalOverlapMin: number;
  /** Other periods that the meeting cuts into, by time. */
  readonly alsoCuts: readonly string[];
}

/** One entry per meeting weekday and home rotation day, in the order of the week. */
export function fitByDay(meetings: readonly Meeting[]): DayFit[] {
  return weekdays.flatMap((weekday) => {
    const all = meetings.filter((meeting) => meeting.weekday === weekday);
    const open = all.filter((meeting) => meeting.bothOpen);
    if (all.length > 0 && open.length === 0) return [dayFit(weekday, null, [])];
    const labels = [...new Set(open.map((meeting) => meeting.rotationDay))].sort();
    return labels.map((label) => dayFit(weekday, label, open.filter((meeting) => meeting.rotationDay === label)));
  });
}

/** The commonest value; of equally common ones the smaller, so as not to promise more. 0 for none. */
export function usual(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [first] = [...counts].sort(([a, timesA], [b, timesB]) => timesB - timesA || a - b);
  return first?.[0] ?? 0;
}

function dayFit(weekday: Weekday, rotationDay: string | null, meetings: readonly Meeting[]): DayFit {
  const cuts = meetings.flatMap((meeting) => meeting.cuts);
  const names = namesByOverlap(cuts);
  const best = names[0];
  const ofBest = cuts.filter((cut) => cut.name === best);
  const perSession = meetings.map((meeting) =>
    meeting.cuts.reduce((sum, cut) => sum + (cut.name === best ? cut.overlapMin : 0), 0));
  return {
    weekday,
    rotationDay,
    sessionsInSession: meetings.length,
    meetsAt: meetings.length > 0 ? usualTimes(meetings) : null,
    bestPeriod: best === undefined ? null : { name: best, ...usualTimes(ofBest) },
    overlapMin: usual(perSession),
    leastOverlapMin: perSession.length > 0 ? Math.min(...perSession) : 0,
    mostOverlapMin: Math.max(0, ...perSession),
    totalOverlapMin: perSession.reduce((sum, minutes) => sum + minutes, 0),
    alsoCuts: byTime(cuts).filter((name) => name !== best),
  };
}

/** The period with the most minutes over the year first; of equal ones the earlier. */
function namesByOverlap(cuts: readonly Cut[]): string[] {
  const totals = new Map<string, number>();
  for (const cut of cuts) totals.set(cut.name, (totals.get(cut.name) ?? 0) + cut.overlapMin);
  return byTime(cuts).sort((a, b) => (totals.get(b) ?? 0) - (totals.get(a) ?? 0));
}

function byTime(cuts: readonly Cut[]): string[] {
  const earliest = new Map<string, number>();
  for (const { name, starts } of cuts) earliest.set(name, Math.min(starts, earliest.get(name) ?? starts));
  return [...earliest].sort(([a, startsA], [b, startsB]) => startsA - startsB || (a < b ? -1 : 1)).map(([name]) => name);
}

function usualTimes(ranges: readonly { readonly starts: number; readonly ends: number }[]): TimeRange {
  return { startsAt: timeOf(usual(ranges.map((range) => range.starts))), endsAt: timeOf(usual(ranges.map((range) => range.ends))) };
}
