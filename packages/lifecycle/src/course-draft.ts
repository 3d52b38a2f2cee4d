import { machine } from './machine.js';
import { type Role } from './roles.js';

/** A shared course before its neighbors see it: a new one, or changes to one that is published. */
export type DraftState = 'draft' | 'submitted' | 'returned' | 'published' | 'discarded';
export type DraftStep = 'write' | 'revise' | 'code' | 'submit' | 'return' | 'publish' | 'discard';
export type DraftGuard = 'complete' | 'coded' | 'ownWork';

export interface DraftFacts {
  /** Nothing that a published course needs is missing or wrong. */
  complete: boolean;
  /** Someone who answers for transcripts has given it a course code. */
  coded: boolean;
  /** Whoever acts wrote it. */
  ownWork: boolean;
}

const writers: readonly Role[] = ['teacher', 'registrar', 'district_administrator'];
/** Who answers for transcripts codes a course, and speaks for the district when it is published. */
const approvers: readonly Role[] = ['registrar', 'district_administrator'];
const unpublished = ['draft', 'submitted', 'returned'] as const;

/** Written by those who teach, coded and approved by the teaching district; one person may be both. */
export const courseDraft = machine<DraftState, DraftStep, 'teaching', DraftGuard, DraftFacts>({
  noun: 'this draft',
  states: {
    draft: { label: 'Draft', is: 'still being written', takesCapacity: false, next: 'submit' },
    submitted: { label: 'Waiting for approval', is: 'waiting for approval', takesCapacity: false, next: 'publish' },
    returned: { label: 'Returned', is: 'returned for a correction', takesCapacity: false, next: 'submit' },
    published: { label: 'Published', is: 'published', takesCapacity: false, next: null },
    discarded: { label: 'Discarded', is: 'discarded', takesCapacity: false, next: null },
  },
  steps: {
    write: { label: 'Share a course', does: 'write a shared course' },
    revise: { label: 'Save', does: 'change this draft' },
    code: { label: 'Code the course', does: 'code this course' },
    submit: { label: 'Send for approval', does: 'send this draft for approval' },
    return: { label: 'Return for a correction', does: 'return this draft' },
    publish: { label: 'Approve and publish', does: 'publish this draft' },
    discard: { label: 'Discard', does: 'discard this draft' },
  },
  sides: { teaching: 'of the teaching district' },
  guards: {
    complete: {
      holds: { fact: 'complete', is: true },
      says: 'nothing is missing',
      code: 'DraftIncomplete',
      message: 'Something is still missing. Each page of the form says what.',
    },
    coded: {
      holds: { fact: 'coded', is: true },
      says: 'the course is coded',
      code: 'CourseNotCoded',
      message: 'The course has no course code yet. A registrar chooses it; then it can be published.',
    },
    ownWork: {
      holds: { fact: 'ownWork', is: true },
      says: 'whoever publishes it also wrote it',
      code: 'DraftNotSubmitted',
      message: 'Its author is still writing. It can be published once it has been sent for approval.',
    },
  },
  rows: [
    { step: 'write', from: [null], to: 'draft', side: 'teaching', roles: writers, onlyIf: [], unless: [] },
    { step: 'revise', from: unpublished, to: 'draft', side: 'teaching', roles: writers, onlyIf: [], unless: [] },
    { step: 'code', from: ['draft'], to: 'draft', side: 'teaching', roles: approvers, onlyIf: [], unless: [] },
    { step: 'code', from: ['submitted'], to: 'submitted', side: 'teaching', roles: approvers, onlyIf: [], unless: [] },
    { step: 'code', from: ['returned'], to: 'returned', side: 'teaching', roles: approvers, onlyIf: [], unless: [] },
    { step: 'submit', from: ['draft', 'returned'], to: 'submitted', side: 'teaching', roles: writers, onlyIf: ['complete'], unless: [] },
    { step: 'return', from: ['submitted'], to: 'returned', side: 'teaching', roles: approvers, onlyIf: [], unless: [] },
    { step: 'publish', from: ['submitted'], to: 'published', side: 'teaching', roles: approvers, onlyIf: ['complete', 'coded'], unless: [] },
    { step: 'publish', from: ['draft', 'returned'], to: 'published', side: 'teaching', roles: approvers, onlyIf: ['ownWork', 'complete', 'coded'], unless: [] },
    { step: 'discard', from: unpublished, to: 'discarded', side: 'teaching', roles: writers, onlyIf: [], unless: [] },
  ],
  clocks: {},
});
