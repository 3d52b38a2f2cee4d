import { machine } from './machine.js';
import { type Role } from './roles.js';

/** The life of booked seats: from the hold to acceptance and the class itself, and out of it again before the term ends. */
export type SeatState = 'held' | 'awaiting_approval' | 'requested' | 'accepted' | 'rostered' | 'active' | 'completed' | 'denied' | 'expired' | 'cancelled' | 'dropped' | 'withdrawn';

export type SeatStep = 'hold' | 'request' | 'approve_spending' | 'decline_spending' | 'accept' | 'accept_at_once' | 'deny' | 'cancel' | 'roster' | 'begin' | 'complete' | 'drop' | 'withdraw' | 'expire';

export type SeatSide = 'home' | 'teaching' | 'clock';

export type SeatGuard =
  | 'sectionOpen'
  | 'holdRunning'
  | 'holdRanOut'
  | 'mappingPending'
  | 'mappingApproved'
  | 'maximumCovered'
  | 'spendingAuthorized'
  | 'acceptsAtOnce'
  | 'beforeDropDate'
  | 'dropDatePassed'
  | 'termRunning'
  | 'rosterOpen'
  | 'seatToName'
  | 'firstDayCame'
  | 'gradesAccepted'
  | 'gradesNotAttested';

/** What the caller looks up before it asks. Money in whole cents, instants in milliseconds. */
export interface SeatFacts {
  /** The section is published and takes requests. */
  sectionOpen: boolean;
  mapping: 'pending' | 'approved' | 'returned';
  /** The amount on the request that this booking may never pass. */
  notToExceedCents: number;
  /** The highest the estimate can come to. */
  maximumEstimateCents: number;
  /** How much the person acting may bind their district to. Unknown means nothing. */
  spendingLimitCents: number;
  /** The teaching district chose to accept whatever fits its published seats. */
  acceptsAtOnce: boolean;
  /** The end of the home district's drop date, as an instant. */
  dropDeadlineMs: number;
  /** The end of the section's last day, as an instant. */
  lastDayEndsMs: number;
  /** When names may first be placed: the least time before the first day, by policy. */
  rosterOpensMs: number;
  /** Until when names may be placed: the end of the last day, and without end while a seat holds nobody. */
  namingEndsMs: number;
  /** The beginning of the section's first day, as an instant. */
  firstDayMs: number;
  /** The home district accepted the grades of its students, or said nothing for as long as it may. */
  gradesAccepted: boolean;
  /** Those who teach stand by the grades of these seats. */
  gradesAttested: boolean;
}

const bookers: readonly Role[] = ['counselor', 'registrar'];
const approvers: readonly Role[] = ['business_manager', 'superintendent', 'district_administrator'];
const answerers: readonly Role[] = ['counselor', 'registrar', 'district_administrator'];
/** Who knows the students, and answers for their names. */
const placers: readonly Role[] = ['counselor', 'registrar'];
const cancellers: readonly Role[] = ['counselor', 'registrar', 'district_administrator'];

/**
 * Seats from the hold to the class that runs. Free places aren't a guard: only the database's conditional
 * update can say whether a seat is left, and it says so in the transaction of the hold.
 */
export const seatBooking = machine<SeatState, SeatStep, SeatSide, SeatGuard, SeatFacts>({
  noun: 'this booking',
  states: {
    held: { label: 'Held', is: 'held', takesCapacity: true, next: 'request' },
    awaiting_approval: { label: 'Waiting for spending approval', is: 'waiting for spending approval', takesCapacity: true, next: 'approve_spending' },
    requested: { label: 'Requested', is: 'requested', takesCapacity: true, next: 'accept' },
    accepted: { label: 'Accepted', is: 'accepted', takesCapacity: true, next: 'roster' },
    rostered: { label: 'Students placed', is: 'rostered', takesCapacity: true, next: null },
    active: { label: 'Running', is: 'running', takesCapacity: true, next: null },
    completed: { label: 'Completed', is: 'completed', takesCapacity: true, next: null },
    denied: { label: 'Denied', is: 'denied', takesCapacity: false, next: null },
    expired: { label: 'Expired', is: 'expired', takesCapacity: false, next: null },
    cancelled: { label: 'Canceled', is: 'canceled', takesCapacity: false, next: null },
    dropped: { label: 'Dropped', is: 'dropped', takesCapacity: false, next: null },
    withdrawn: { label: 'Withdrawn', is: 'withdrawn', takesCapacity: false, next: null },
  },
  steps: {
    hold: { label: 'Hold seats', does: 'hold seats' },
    request: { label: 'Request seats', does: 'request these seats' },
    approve_spending: { label: 'Approve spending', does: 'approve the spending' },
    decline_spending: { label: 'Decline spending', does: 'decline the spending' },
    accept: { label: 'Accept', does: 'accept these seats' },
    accept_at_once: { label: 'Accept at once', does: 'accept these seats at once' },
    deny: { label: 'Deny', does: 'deny these seats' },
    cancel: { label: 'Cancel seats', does: 'cancel these seats' },
    roster: { label: 'Place students', does: 'place students in these seats' },
    begin: { label: 'Begin', does: 'let the class begin' },
    complete: { label: 'Complete', does: 'complete these seats' },
    drop: { label: 'Drop the seats', does: 'drop these seats' },
    withdraw: { label: 'Withdraw from the course', does: 'withdraw from these seats' },
    expire: { label: 'Expire', does: 'let these seats expire' },
  },
  sides: { home: 'of the home district', teaching: 'of the teaching district', clock: 'the clock' },
  guards: {
    sectionOpen: {
      holds: { fact: 'sectionOpen', is: true },
      says: 'the section takes requests',
      code: 'SectionNotOpen',
      message: 'This section takes no requests now. Look for another one in the catalogue.',
    },
    holdRunning: {
      holds: { fact: 'clockRanOut', is: false },
      says: "the hold hasn't run out",
      code: 'HoldExpired',
      message: 'The hold has run out, and its seats are free for others again. Hold them anew.',
    },
    holdRanOut: {
      holds: { fact: 'clockRanOut', is: true },
      says: 'the hold has run out',
      code: 'HoldRunning',
      message: "The hold hasn't run out yet.",
    },
    mappingPending: {
      holds: { fact: 'mapping', is: 'pending' },
      says: 'the course mapping waits for approval',
      code: 'MappingNotPending',
      message: 'No course mapping waits for approval.',
    },
    mappingApproved: {
      holds: { fact: 'mapping', is: 'approved' },
      says: 'the course mapping is approved',
      code: 'MappingNotApproved',
      message: "Your district hasn't approved the course mapping yet. Approve it first; the hold waits meanwhile.",
    },
    maximumCovered: {
      holds: { fact: 'notToExceedCents', atLeast: 'maximumEstimateCents' },
      says: 'the not-to-exceed amount covers the highest estimate',
      code: 'NotToExceedTooLow',
      message: 'The not-to-exceed amount is below what these seats may cost. Raise it, or ask for fewer seats.',
    },
    spendingAuthorized: {
      holds: { fact: 'spendingLimitCents', atLeast: 'notToExceedCents' },
      says: "the not-to-exceed amount is within the person's limit",
      code: 'SpendingAboveLimit',
      message: 'The not-to-exceed amount is above what you may approve. Someone with a higher limit has to do it.',
    },
    acceptsAtOnce: {
      holds: { fact: 'acceptsAtOnce', is: true },
      says: 'the teaching district accepts at once within its seats',
      code: 'AnswersEach',
      message: 'The teaching district answers each request itself.',
    },
    beforeDropDate: {
      holds: { fact: 'dropDeadlineMs', above: 'nowMs' },
      says: "the drop date hasn't passed",
      code: 'DropDatePassed',
      message: 'The drop date has passed, so these seats can no longer be dropped. They can still be withdrawn from.',
    },
    dropDatePassed: {
      holds: { fact: 'nowMs', atLeast: 'dropDeadlineMs' },
      says: 'the drop date has passed',
      code: 'DropDateNotPassed',
      message: "The drop date hasn't passed yet: drop the seats instead, which costs less and leaves no mark.",
    },
    termRunning: {
      holds: { fact: 'lastDayEndsMs', above: 'nowMs' },
      says: "the last day hasn't passed",
      code: 'TermOver',
      message: 'The course is over, so nobody can withdraw from it any more.',
    },
    rosterOpen: {
      holds: { fact: 'nowMs', atLeast: 'rosterOpensMs' },
      says: 'the roster date has come',
      code: 'RosterNotOpen',
      message: "It is too early for names: until the roster date these are seats, and the teaching district doesn't need to know more.",
    },
    seatToName: {
      holds: { fact: 'namingEndsMs', above: 'nowMs' },
      says: "the last day hasn't passed, or a seat holds nobody",
      code: 'CourseOver',
      message: 'The course is over: who sits in these seats stays.',
    },
    firstDayCame: {
      holds: { fact: 'nowMs', atLeast: 'firstDayMs' },
      says: 'the first day has come',
      code: 'NotBegun',
      message: "The first day hasn't come yet.",
    },
    gradesNotAttested: {
      holds: { fact: 'gradesAttested', is: false },
      says: "the grades aren't attested",
      code: 'GradesAttested',
      message: 'The grades of these seats are attested: nobody leaves them any more. What is wrong about a grade is disputed with the grades.',
    },
    gradesAccepted: {
      holds: { fact: 'gradesAccepted', is: true },
      says: 'the home district has accepted the grades, or was silent for as long as it may be',
      code: 'GradesNotAccepted',
      message: 'The grades of these seats are not accepted yet.',
    },
  },
  rows: [
    { step: 'hold', from: [null], to: 'held', side: 'home', roles: bookers, onlyIf: ['sectionOpen'], unless: [] },
    { step: 'request', from: ['held'], to: 'requested', side: 'home', roles: bookers, onlyIf: ['holdRunning', 'mappingApproved', 'maximumCovered', 'spendingAuthorized'], unless: [] },
    { step: 'request', from: ['held'], to: 'awaiting_approval', side: 'home', roles: bookers, onlyIf: ['holdRunning', 'mappingApproved', 'maximumCovered'], unless: ['spendingAuthorized'] },
    { step: 'approve_spending', from: ['awaiting_approval'], to: 'requested', side: 'home', roles: approvers, onlyIf: ['maximumCovered', 'spendingAuthorized'], unless: [] },
    { step: 'decline_spending', from: ['awaiting_approval'], to: 'cancelled', side: 'home', roles: approvers, onlyIf: [], unless: [] },
    { step: 'accept', from: ['requested'], to: 'accepted', side: 'teaching', roles: answerers, onlyIf: [], unless: [] },
    { step: 'accept_at_once', from: ['requested'], to: 'accepted', side: 'clock', roles: [], onlyIf: ['acceptsAtOnce'], unless: [] },
    { step: 'deny', from: ['requested', 'awaiting_approval'], to: 'denied', side: 'teaching', roles: answerers, onlyIf: [], unless: [] },
    { step: 'cancel', from: ['held', 'awaiting_approval', 'requested'], to: 'cancelled', side: 'home', roles: cancellers, onlyIf: [], unless: [] },
    { step: 'roster', from: ['accepted'], to: 'rostered', side: 'home', roles: placers, onlyIf: ['rosterOpen'], unless: [] },
    { step: 'roster', from: ['rostered'], to: 'rostered', side: 'home', roles: placers, onlyIf: ['seatToName'], unless: [] },
    { step: 'roster', from: ['active'], to: 'active', side: 'home', roles: placers, onlyIf: ['seatToName'], unless: [] },
    { step: 'begin', from: ['rostered'], to: 'active', side: 'clock', roles: [], onlyIf: ['firstDayCame'], unless: [] },
    { step: 'complete', from: ['accepted', 'active'], to: 'completed', side: 'clock', roles: [], onlyIf: ['gradesAccepted'], unless: [] },
    { step: 'drop', from: ['accepted', 'rostered', 'active'], to: 'dropped', side: 'home', roles: cancellers, onlyIf: ['beforeDropDate', 'gradesNotAttested'], unless: [] },
    { step: 'withdraw', from: ['accepted', 'rostered', 'active'], to: 'withdrawn', side: 'home', roles: cancellers, onlyIf: ['dropDatePassed', 'termRunning', 'gradesNotAttested'], unless: [] },
    { step: 'expire', from: ['held'], to: 'expired', side: 'clock', roles: [], onlyIf: ['holdRanOut'], unless: [] },
  ],
  clocks: {
    held: { duration: 'seats.holdHours', unit: 'hours', calendarOf: null, pausedWhile: 'mappingPending', pausedAtMost: 'seats.mappingHours', whenOverdue: 'expire', freesWhenOverdue: true },
    awaiting_approval: { duration: 'spending.approvalBusinessDays', unit: 'business_days', calendarOf: 'home', pausedWhile: null, pausedAtMost: null, whenOverdue: 'remind', freesWhenOverdue: false },
    requested: { duration: 'seats.answerBusinessDays', unit: 'business_days', calendarOf: 'teaching', pausedWhile: null, pausedAtMost: null, whenOverdue: 'remind', freesWhenOverdue: false },
  },
});
