import { machine } from './machine.js';
import { type Role } from './roles.js';

/** A time in which the members of a consortium ask for seats of one school year, to be allotted at its close. */
export type RequestWindowState = 'collecting' | 'allotted' | 'cancelled';
export type RequestWindowStep = 'open' | 'extend' | 'cancel' | 'allot';
export type RequestWindowSide = 'office' | 'clock';
export type RequestWindowGuard = 'opensSoon' | 'closesAhead' | 'closesAfterOpening' | 'notTooLong' | 'notClosed' | 'notExtended' | 'closesLater' | 'notTaken' | 'closed';

/** How many days ahead a window may open, and for how many it may take requests: seats are held for all who share them. */
export const windowDays = { ahead: 180, long: 180 } as const;

export interface RequestWindowFacts {
  /** When it opens, and the latest it may. */
  opensMs: number;
  latestOpensMs: number;
  /** When it closes: of one that is opened or extended, the close asked for is `newClosesMs`; the latest there may be, `latestClosesMs`. */
  closesMs: number;
  newClosesMs: number;
  latestClosesMs: number;
  extended: boolean;
  /** Its requests are taken: the worker closed it, and allots its sections. */
  taken: boolean;
}

const coordinators: readonly Role[] = ['coordinator'];

/** Opened by the coordinator, ended by the clock, or by the coordinator as long as nothing was allotted. Its close moves once, and only away; what was asked for is never thrown away. */
export const requestWindow = machine<RequestWindowState, RequestWindowStep, RequestWindowSide, RequestWindowGuard, RequestWindowFacts>({
  noun: 'this request window',
  states: {
    collecting: { label: 'Collecting requests', is: 'collecting requests', takesCapacity: false, next: 'allot' },
    allotted: { label: 'Allotted', is: 'allotted', takesCapacity: false, next: null },
    cancelled: { label: 'Canceled', is: 'canceled', takesCapacity: false, next: null },
  },
  steps: {
    open: { label: 'Open a request window', does: 'open a request window' },
    extend: { label: 'Give more time', does: 'move the close of this window' },
    cancel: { label: 'Cancel the window', does: 'cancel this window' },
    allot: { label: 'Allot', does: 'allot the seats' },
  },
  sides: { office: 'of the consortium', clock: 'the clock' },
  guards: {
    opensSoon: {
      holds: { fact: 'latestOpensMs', atLeast: 'opensMs' },
      says: `it opens within ${windowDays.ahead} days`,
      code: 'OpensTooLate',
      message: `A window opens at most ${windowDays.ahead} days ahead.`,
    },
    closesAhead: {
      holds: { fact: 'newClosesMs', above: 'nowMs' },
      says: 'its close lies ahead',
      code: 'CloseInPast',
      message: 'Choose a last day that lies ahead: requests are taken until five in the afternoon.',
    },
    closesAfterOpening: {
      holds: { fact: 'newClosesMs', above: 'opensMs' },
      says: 'it closes after it opens',
      code: 'CloseBeforeOpening',
      message: 'Choose a last day that is not before the first.',
    },
    notTooLong: {
      holds: { fact: 'latestClosesMs', atLeast: 'newClosesMs' },
      says: `it takes requests for at most ${windowDays.long} days`,
      code: 'WindowTooLong',
      message: `A window takes requests for at most ${windowDays.long} days, more time included: nobody takes its seats meanwhile.`,
    },
    notClosed: {
      holds: { fact: 'closesMs', above: 'nowMs' },
      says: "it hasn't closed",
      code: 'WindowClosed',
      message: 'The window has closed, and its seats are being allotted.',
    },
    notExtended: {
      holds: { fact: 'extended', is: false },
      says: "its close wasn't moved before",
      code: 'ExtendedBefore',
      message: 'Its close was moved once already: districts rely on the day they were told.',
    },
    closesLater: {
      holds: { fact: 'newClosesMs', above: 'closesMs' },
      says: 'the new close is later',
      code: 'CloseNotLater',
      message: 'Choose a day after the present close: nobody who counted on it may come too late.',
    },
    notTaken: {
      holds: { fact: 'taken', is: false },
      says: 'its requests are not being allotted yet',
      code: 'BeingAllotted',
      message: 'Its requests are being allotted: what some were given already cannot be taken back by ending the window.',
    },
    closed: {
      holds: { fact: 'nowMs', atLeast: 'closesMs' },
      says: 'it has closed',
      code: 'WindowOpen',
      message: 'The window still takes requests.',
    },
  },
  rows: [
    { step: 'open', from: [null], to: 'collecting', side: 'office', roles: coordinators, onlyIf: ['opensSoon', 'closesAhead', 'closesAfterOpening', 'notTooLong'], unless: [] },
    { step: 'extend', from: ['collecting'], to: 'collecting', side: 'office', roles: coordinators, onlyIf: ['notClosed', 'notExtended', 'closesLater', 'notTooLong'], unless: [] },
    { step: 'cancel', from: ['collecting'], to: 'cancelled', side: 'office', roles: coordinators, onlyIf: ['notTaken'], unless: [] },
    { step: 'allot', from: ['collecting'], to: 'allotted', side: 'clock', roles: [], onlyIf: ['closed'], unless: [] },
  ],
  clocks: {},
});
