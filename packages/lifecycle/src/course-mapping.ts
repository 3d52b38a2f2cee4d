import { machine } from './machine.js';
import { type Role } from './roles.js';

/** A home district's decision which local course and credit a shared course stands for, once a year. */
export type MappingState = 'pending' | 'approved' | 'returned';
export type MappingStep = 'propose' | 'approve' | 'return' | 'resubmit';

export type MappingGuard = 'approver';

export interface MappingFacts {
  /** Whoever acts holds one of the roles that the home district lets approve. */
  approver: boolean;
}

/** Roles a home district may let approve what a remote course counts as, and those that do until it sets others. */
export const mappingApprovers = ['registrar', 'counselor', 'district_administrator', 'superintendent'] as const satisfies readonly Role[];
export type MappingApprover = (typeof mappingApprovers)[number];
export const approversByDefault: readonly MappingApprover[] = ['registrar', 'district_administrator'];

/** Proposed by those who book, approved by whom the district has set; one person may be both. */
export const courseMapping = machine<MappingState, MappingStep, 'home', MappingGuard, MappingFacts>({
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
  guards: {
    approver: {
      holds: { fact: 'approver', is: true },
      says: 'the home district lets this role approve',
      code: 'NotTheApprover',
      message: 'Your district lets others approve what a course counts as. Its administrator sets who.',
    },
  },
  rows: [
    { step: 'propose', from: [null], to: 'pending', side: 'home', roles: ['counselor', 'registrar'], onlyIf: [], unless: [] },
    { step: 'approve', from: ['pending'], to: 'approved', side: 'home', roles: mappingApprovers, onlyIf: ['approver'], unless: [] },
    { step: 'return', from: ['pending'], to: 'returned', side: 'home', roles: mappingApprovers, onlyIf: ['approver'], unless: [] },
    { step: 'resubmit', from: ['returned'], to: 'pending', side: 'home', roles: ['counselor', 'registrar'], onlyIf: [], unless: [] },
  ],
  clocks: {},
});
