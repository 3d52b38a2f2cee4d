import { machine } from './machine.js';
import { type Role } from './roles.js';

/** A published section as its neighbors find it. */
export type SectionLife = 'open' | 'closed' | 'cancelled';
export type SectionStep = 'publish' | 'amend' | 'close' | 'reopen' | 'cancel';
export type SectionGuard = 'termRunning' | 'termOver';
export type SectionSide = 'teaching' | 'clock';

export interface SectionLifeFacts {
  /** The end of the section's last day, as an instant. */
  lastDayEndsMs: number;
}

const publishers: readonly Role[] = ['registrar', 'district_administrator'];

/** From publication on. Closing keeps the bookings; canceling ends them all. What is over takes nobody in any more. */
export const sharedSection = machine<SectionLife, SectionStep, SectionSide, SectionGuard, SectionLifeFacts>({
  noun: 'this section',
  states: {
    open: { label: 'Open', is: 'open', takesCapacity: false, next: null },
    closed: { label: 'Closed for new seats', is: 'closed for new seats', takesCapacity: false, next: 'reopen' },
    cancelled: { label: 'Canceled', is: 'canceled', takesCapacity: false, next: null },
  },
  steps: {
    publish: { label: 'Publish', does: 'publish a section' },
    amend: { label: 'Change what is published', does: 'change this section' },
    close: { label: 'Close for new seats', does: 'close this section' },
    reopen: { label: 'Open for new seats', does: 'open this section again' },
    cancel: { label: 'Cancel the section', does: 'cancel this section' },
  },
  sides: { teaching: 'of the teaching district', clock: 'the clock' },
  guards: {
    termRunning: {
      holds: { fact: 'lastDayEndsMs', above: 'nowMs' },
      says: "its last day hasn't passed",
      code: 'SectionOver',
      message: 'Its last day has passed. Copy it to share it in another term.',
    },
    termOver: {
      holds: { fact: 'nowMs', atLeast: 'lastDayEndsMs' },
      says: 'its last day has passed',
      code: 'SectionNotOver',
      message: "Its last day hasn't passed yet.",
    },
  },
  rows: [
    { step: 'publish', from: [null], to: 'open', side: 'teaching', roles: publishers, onlyIf: [], unless: [] },
    { step: 'amend', from: ['open'], to: 'open', side: 'teaching', roles: publishers, onlyIf: ['termRunning'], unless: [] },
    { step: 'amend', from: ['closed'], to: 'closed', side: 'teaching', roles: publishers, onlyIf: ['termRunning'], unless: [] },
    { step: 'close', from: ['open'], to: 'closed', side: 'teaching', roles: publishers, onlyIf: [], unless: [] },
    { step: 'close', from: ['open'], to: 'closed', side: 'clock', roles: [], onlyIf: ['termOver'], unless: [] },
    { step: 'reopen', from: ['closed'], to: 'open', side: 'teaching', roles: publishers, onlyIf: ['termRunning'], unless: [] },
    { step: 'cancel', from: ['open', 'closed'], to: 'cancelled', side: 'teaching', roles: publishers, onlyIf: ['termRunning'], unless: [] },
  ],
  clocks: {},
});
