import { type AllotmentRule, ruleWords } from '@barnraise/allotment';
import { instantWords } from '@barnraise/timetable';

/** A title and what stands under it; and the same for districts of other consortia, which are told of the sections they are shared. */
export interface Words { readonly title: string; readonly detail: string; readonly elsewhere: string; readonly elsewhereDetail: string }

/** What every member is asked when a window opens: what changes, and by which order seats will be allotted. Until when is the task's clock. */
export function openedWords(schoolYear: string, { opensMs, closesMs, nowMs, zone, rule }: { readonly opensMs: number; readonly closesMs: number; readonly nowMs: number; readonly zone: string; readonly rule: AllotmentRule }): Words {
  const from = opensMs > nowMs ? `Requests are taken from ${instantWords(opensMs, zone)} on. ` : '';
  return {
    title: `Ask for seats of ${schoolYear}`,
    detail: `Seats of shared courses of ${schoolYear} are not taken one after the other now: say what you want, and the fewest you would take. ${from}${ruleWords(rule)}`,
    elsewhere: givenBy(closesMs, zone),
    elsewhereDetail: `Another consortium that they are shared with collects requests until then, and nobody takes such seats before. Say on the page of the course what you want, and the fewest you would take. ${from}${ruleWords(rule)}`,
  };
}

/** And when it gives more time. */
export const extendedWords = (schoolYear: string, wasMs: number, closesMs: number, zone: string): Words => {
  const detail = `Requests were to close on ${instantWords(wasMs, zone)}. What you asked for stands; you can change it until the new close.`;
  return { title: `More time to ask for seats of ${schoolYear}: until ${instantWords(closesMs, zone)}`, detail, elsewhere: givenBy(closesMs, zone), elsewhereDetail: detail };
};

/** Completes "Seats of Physics ...". */
const givenBy = (closesMs: number, zone: string): string => `are asked for in a request window until ${instantWords(closesMs, zone)}`;
