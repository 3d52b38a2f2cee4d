import { machine } from './machine.js';
import { type Role } from './roles.js';

/** What a district looks for, until it is met, taken back or out of date. */
export type NeedState = 'open' | 'met' | 'withdrawn' | 'expired';
export type NeedStep = 'post' | 'change' | 'withdraw' | 'meet' | 'expire';
export type NeedSide = 'home' | 'clock';
export type NeedGuard = 'ahead' | 'enoughBooked' | 'dayPassed';

export interface NeedFacts {
  /** Seats looked for, and seats of fitting sections accepted for this district since. */
  seatsWanted: number;
  seatsBooked: number;
  /** The end of the last day on which it is looked for, as an instant. */
  untilMs: number;
}

/** Those who book for students, and who leads the district. */
const posters: readonly Role[] = ['counselor', 'registrar', 'district_administrator'];

/** Posted by those who book; nobody has to end it: seats that were booked do, or the day it is wanted until. */
export const courseNeed = machine<NeedState, NeedStep, NeedSide, NeedGuard, NeedFacts>({
  noun: 'this need',
  states: {
    open: { label: 'Looking', is: 'still looked for', takesCapacity: false, next: null },
    met: { label: 'Met', is: 'met', takesCapacity: false, next: null },
    withdrawn: { label: 'Taken back', is: 'taken back', takesCapacity: false, next: null },
    expired: { label: 'Out of date', is: 'out of date', takesCapacity: false, next: null },
  },
  steps: {
    post: { label: 'Post what we look for', does: 'post what your district looks for' },
    change: { label: 'Change', does: 'change this need' },
    withdraw: { label: 'Take back', does: 'take this need back' },
    meet: { label: 'Meet', does: 'end this need as met' },
    expire: { label: 'Expire', does: 'end this need as out of date' },
  },
  sides: { home: 'of the home district', clock: 'the clock' },
  guards: {
    ahead: {
      holds: { fact: 'untilMs', above: 'nowMs' },
      says: 'its last day lies ahead',
      code: 'NeedInPast',
      message: 'Choose a last day that lies ahead: until then neighbors see that it is looked for.',
    },
    enoughBooked: {
      holds: { fact: 'seatsBooked', atLeast: 'seatsWanted' },
      says: 'as many seats are accepted as are looked for',
      code: 'SeatsMissing',
      message: 'Fewer seats are accepted than are looked for.',
    },
    dayPassed: {
      holds: { fact: 'nowMs', atLeast: 'untilMs' },
      says: 'its last day has passed',
      code: 'DayAhead',
      message: 'Its last day lies ahead.',
    },
  },
  rows: [
    { step: 'post', from: [null], to: 'open', side: 'home', roles: posters, onlyIf: ['ahead'], unless: [] },
    { step: 'change', from: ['open'], to: 'open', side: 'home', roles: posters, onlyIf: ['ahead'], unless: [] },
    { step: 'withdraw', from: ['open'], to: 'withdrawn', side: 'home', roles: posters, onlyIf: [], unless: [] },
    { step: 'meet', from: ['open'], to: 'met', side: 'clock', roles: [], onlyIf: ['enoughBooked'], unless: [] },
    { step: 'expire', from: ['open'], to: 'expired', side: 'clock', roles: [], onlyIf: ['dayPassed'], unless: [] },
  ],
  clocks: {},
});
