import { machine } from './machine.js';

/** A home district's decision which local course and credit a shared course stands for, once a year. */
export type MappingState = 'pending' | 'approved' | 'returned';
export type MappingStep = 'propose' | 'approve' | 'return' | 'resubmit';

/** Proposed by those who book, approved by those who answer for transcripts; one person may be both. */
export const courseMapping = machine<MappingState, MappingStep, 'home', never, Record<never, never>>({
  noun: 'this course mapping',
  states: {
    pending: { label: 'Waiting for approval', is: 'waiting for approval', takesCapacity: false, next: 'approve' },
    approved: { label: 'Approved', is: 'approved', takesCapacity: false, next: null },
    returned: { label: 'Returned', is: 'returned for a correction', takesCapacity: false, next: 'resubmit' },
  },
  steps: {
    propose: { label: 'Propose mapping', does: 'propose a course mapping' },
    approve: { label: 'Approve mapping', does: 'approve this course mapping' },
    return: { label: 'Return for a correction', does: 'return this course mapping' },
    resubmit: { label: 'Send again', does: 'send this course mapping again' },
  },
  sides: { home: 'of the home district' },
  guards: {},
  rows: [
    { step: 'propose', from: [null], to: 'pending', side: 'home', roles: ['counselor', 'registrar'], onlyIf: [], unless: [] },
    { step: 'approve', from: ['pending'], to: 'approved', side: 'home', roles: ['registrar', 'district_administrator'], onlyIf: [], unless: [] },
    { step: 'return', from: ['pending'], to: 'returned', side: 'home', roles: ['registrar', 'district_administrator'], onlyIf: [], unless: [] },
    { step: 'resubmit', from: ['returned'], to: 'pending', side: 'home', roles: ['counselor', 'registrar'], onlyIf: [], unless: [] },
  ],
  clocks: {},
});
