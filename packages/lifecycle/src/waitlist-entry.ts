import { machine } from './machine.js';
import { type Role } from './roles.js';

/** A home district's place in the line for seats of one section. */
export type WaitlistState = 'waiting' | 'offered' | 'taken' | 'lapsed' | 'left' | 'ended';
export type WaitlistStep = 'join' | 'change' | 'offer' | 'take' | 'lapse' | 'leave' | 'end';
export type WaitlistSide = 'home' | 'teaching' | 'clock';
export type WaitlistGuard = 'sectionOpen' | 'moreThanLeft' | 'leastFree' | 'offerRunning' | 'offerRanOut' | 'offerWhole' | 'courseOver';

/** What the caller looks up before it asks. Seats are whole numbers. */
export interface WaitlistFacts {
  /** The section is published and takes requests. */
  sectionOpen: boolean;
  /** Seats the district could take now. */
  seatsLeft: number;
  seatsWanted: number;
  /** The fewest it would take. */
  seatsLeast: number;
  seatsOffered: number;
  /** The end of the section's last day, as an instant. */
  lastDayEndsMs: number;
}

const bookers: readonly Role[] = ['counselor', 'registrar'];
const leavers: readonly Role[] = ['counselor', 'registrar', 'district_administrator'];
const publishers: readonly Role[] = ['registrar', 'district_administrator'];

/**
 * From asking to having. An offer is a hold: it is taken by requesting the held seats, and left by canceling them.
 * Whoever takes a part of what was asked for keeps the place for the rest.
 */
export const waitlistEntry = machine<WaitlistState, WaitlistStep, WaitlistSide, WaitlistGuard, WaitlistFacts>({
  noun: 'this place on the waitlist',
  states: {
    waiting: { label: 'Waiting', is: 'waiting', takesCapacity: false, next: 'offer' },
    offered: { label: 'Offered', is: 'offered seats', takesCapacity: true, next: 'take' },
    taken: { label: 'Taken', is: 'answered with seats', takesCapacity: false, next: null },
    lapsed: { label: 'Lapsed', is: 'over, because its offer ran out', takesCapacity: false, next: null },
    left: { label: 'Left', is: 'given up', takesCapacity: false, next: null },
    ended: { label: 'Ended', is: 'over, because the course is', takesCapacity: false, next: null },
  },
  steps: {
    join: { label: 'Join the waitlist', does: 'join the waitlist' },
    change: { label: 'Change the seats wanted', does: 'change the seats wanted' },
    offer: { label: 'Offer seats', does: 'offer seats' },
    take: { label: 'Request the seats', does: 'take the seats offered' },
    lapse: { label: 'Lapse', does: 'let the offer lapse' },
    leave: { label: 'Leave the waitlist', does: 'leave the waitlist' },
    end: { label: 'End', does: 'end the waitlist' },
  },
  sides: { home: 'of the home district', teaching: 'of the teaching district', clock: 'the clock' },
  guards: {
    sectionOpen: {
      holds: { fact: 'sectionOpen', is: true }, says: 'the section takes requests', code: 'SectionNotOpen', message: 'This section takes no requests now.',
    },
    moreThanLeft: {
      holds: { fact: 'seatsWanted', above: 'seatsLeft' }, says: 'fewer seats are left than are wanted', code: 'SeatsLeft', message: 'The seats wanted are free: hold them, there is nothing to wait for.',
    },
    leastFree: {
      holds: { fact: 'seatsLeft', atLeast: 'seatsLeast' }, says: 'the fewest it would take are free', code: 'TooFewFree', message: 'Fewer seats are free than this district would take.',
    },
    offerRunning: {
      holds: { fact: 'clockRanOut', is: false }, says: "the offer hasn't run out", code: 'OfferExpired', message: 'The offer has run out, and its seats went on to the next in line.',
    },
    offerRanOut: {
      holds: { fact: 'clockRanOut', is: true }, says: 'the offer has run out', code: 'OfferRunning', message: 'The offer is still running.',
    },
    offerWhole: {
      holds: { fact: 'seatsOffered', atLeast: 'seatsWanted' }, says: 'all seats wanted were offered', code: 'OfferedAPart', message: 'Only a part of the seats wanted was offered.',
    },
    courseOver: {
      holds: { fact: 'nowMs', atLeast: 'lastDayEndsMs' }, says: 'its last day has passed', code: 'CourseRunning', message: 'The course still runs.',
    },
  },
  rows: [
    { step: 'join', from: [null], to: 'waiting', side: 'home', roles: bookers, onlyIf: ['sectionOpen', 'moreThanLeft'], unless: [] },
    { step: 'change', from: ['waiting'], to: 'waiting', side: 'home', roles: bookers, onlyIf: [], unless: [] },
    { step: 'offer', from: ['waiting'], to: 'offered', side: 'clock', roles: [], onlyIf: ['sectionOpen', 'leastFree'], unless: ['courseOver'] },
    { step: 'take', from: ['offered'], to: 'taken', side: 'home', roles: bookers, onlyIf: ['offerRunning', 'offerWhole'], unless: [] },
    { step: 'take', from: ['offered'], to: 'waiting', side: 'home', roles: bookers, onlyIf: ['offerRunning'], unless: ['offerWhole'] },
    { step: 'lapse', from: ['offered'], to: 'lapsed', side: 'clock', roles: [], onlyIf: ['offerRanOut'], unless: [] },
    { step: 'leave', from: ['waiting', 'offered'], to: 'left', side: 'home', roles: leavers, onlyIf: [], unless: [] },
    { step: 'end', from: ['waiting', 'offered'], to: 'ended', side: 'teaching', roles: publishers, onlyIf: [], unless: [] },
    { step: 'end', from: ['waiting'], to: 'ended', side: 'clock', roles: [], onlyIf: ['courseOver'], unless: [] },
  ],
  clocks: {
    offered: { duration: 'waitlist.offerHours', unit: 'hours', calendarOf: null, pausedWhile: null, pausedAtMost: null, whenOverdue: 'lapse', freesWhenOverdue: true },
  },
});
