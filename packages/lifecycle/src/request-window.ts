import { machine } from './machine.js';
import { type Role } from './roles.js';

/** A time in which the members of a consortium ask for seats of one school year, to be allotted at its close. */
export type RequestWindowState = 'collecting' | 'allotted' | 'cancelled';
export type RequestWindowStep = 'open' | 'extend' | 'cancel' | 'allot';
export type RequestWindowSide = 'office' | 'clock';
export type RequestWindowGuard = 'closesAhead' | 'notClosed' | 'notExtended' | 'closesLater' | 'closed';

export interface RequestWindowFacts {
  /** When it closes: of one that is opened or extended, the close asked for is `newClosesMs`. */
  closesMs: number;
  newClosesMs: number;
  extended: boolean;
}

const coordinators: readonly Role[] = ['coordinator'];

/** Opened by the coordinator, ended by the clock. Its close moves once, and only away; what was asked for is never thrown away. */
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
    closesAhead: {
      holds: { fact: 'newClosesMs', above: 'nowMs' },
      says: 'its close lies ahead',
      code: 'CloseInPast',
      message: 'Choose a last day that lies ahead.',
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
    closed: {
      holds: { fact: 'nowMs', atLeast: 'closesMs' },
      says: 'it has closed',
      code: 'WindowOpen',
      message: 'The window still takes requests.',
    },
  },
  rows: [
    { step: 'open', from: [null], to: 'collecting', side: 'office', roles: coordinators, onlyIf: ['closesAhead'], unless: [] },
    { step: 'extend', from: ['collecting'], to: 'collecting', side: 'office', roles: coordinators, onlyIf: ['notClosed', 'notExtended', 'closesLater'], unless: [] },
    { step: 'cancel', from: ['collecting'], to: 'cancelled', side: 'office', roles: coordinators, onlyIf: ['notClosed'], unless: [] },
    { step: 'allot', from: ['collecting'], to: 'allotted', side: 'clock', roles: [], onlyIf: ['closed'], unless: [] },
  ],
  clocks: {},
});
