import { type AllotmentRule, ruleWords } from '@barnraise/allotment';
import { instantWords } from '@barnraise/timetable';

export interface Words { readonly title: string; readonly detail: string }

/** What every member is told when a window opens: until when, what changes, and by which order seats will be allotted. */
export function openedWords(schoolYear: string, { opensMs, closesMs, nowMs, zone, rule }: { readonly opensMs: number; readonly closesMs: number; readonly nowMs: number; readonly zone: string; readonly rule: AllotmentRule }): Words {
  return {
    title: `Ask for seats of ${schoolYear} until ${instantWords(closesMs, zone)}`,
    detail: `Seats of shared courses of ${schoolYear} are not taken one after the other now: say what you want, and the fewest you would take. ${opensMs > nowMs ? `Requests are taken from ${instantWords(opensMs, zone)} on. ` : ''}${ruleWords(rule)}`,
  };
}

/** And when it gives more time. */
export const extendedWords = (schoolYear: string, wasMs: number, closesMs: number, zone: string): Words => ({
  title: `More time to ask for seats of ${schoolYear}: until ${instantWords(closesMs, zone)}`,
  detail: `Requests were to close on ${instantWords(wasMs, zone)}. What you asked for stands; you can change it until the new close.`,
});
