import { machine } from './machine.js';
import { type Role } from './roles.js';

/** What one district takes in a round: free until the lock, binding after it. */
export type CommitmentState = 'committed' | 'awaiting_approval' | 'declined' | 'withdrawn';
export type CommitmentStep = 'commit' | 'approve' | 'decline' | 'withdraw';
export type CommitmentGuard = 'roundOpen' | 'lockAhead' | 'spendingAuthorized';

export interface CommitmentFacts {
  roundOpen: boolean;
  /** When commitments become binding, as an instant. */
  locksAtMs: number;
  /** The most the commitment can come to. */
  atMostCents: number;
  /** How much whoever acts may bind the district to, or an approver did before. Unknown means nothing. */
  spendingLimitCents: number;
}

const committers: readonly Role[] = ['procurement_officer', 'business_manager', 'district_administrator'];
const approvers: readonly Role[] = ['business_manager', 'superintendent', 'district_administrator'];
const present: readonly CommitmentState[] = ['committed', 'awaiting_approval', 'declined', 'withdrawn'];

export const roundCommitment = machine<CommitmentState, CommitmentStep, 'member', CommitmentGuard, CommitmentFacts>({
  noun: 'this commitment',
  states: {
    committed: { label: 'Committed', is: 'committed', takesCapacity: true, next: null },
    awaiting_approval: { label: 'Waiting for spending approval', is: 'waiting for spending approval', takesCapacity: false, next: 'approve' },
    declined: { label: 'Declined', is: 'declined', takesCapacity: false, next: 'commit' },
    withdrawn: { label: 'Taken back', is: 'taken back', takesCapacity: false, next: null },
  },
  steps: {
    commit: { label: 'Commit', does: 'commit to this round' },
    approve: { label: 'Approve spending', does: 'approve the spending' },
    decline: { label: 'Decline spending', does: 'decline the spending' },
    withdraw: { label: 'Take back', does: 'take this commitment back' },
  },
  sides: { member: 'of the district that commits' },
  guards: {
    roundOpen: { holds: { fact: 'roundOpen', is: true }, says: 'the round is open', code: 'RoundNotOpen', message: 'This round is not open for commitments.' },
    lockAhead: { holds: { fact: 'locksAtMs', above: 'nowMs' }, says: 'the lock lies ahead', code: 'RoundLocked', message: 'This round has locked: what was committed by then is binding, and nothing can be added.' },
    spendingAuthorized: {
      holds: { fact: 'spendingLimitCents', atLeast: 'atMostCents' }, says: "the most it can come to is within the person's limit", code: 'SpendingAboveLimit',
      message: 'This can come to more than you may approve. Someone with a higher limit has to do it.',
    },
  },
  rows: [
    { step: 'commit', from: [null, ...present], to: 'committed', side: 'member', roles: committers, onlyIf: ['lockAhead', 'roundOpen', 'spendingAuthorized'], unless: [] },
    { step: 'commit', from: [null, ...present], to: 'awaiting_approval', side: 'member', roles: committers, onlyIf: ['lockAhead', 'roundOpen'], unless: ['spendingAuthorized'] },
    { step: 'approve', from: ['awaiting_approval'], to: 'committed', side: 'member', roles: approvers, onlyIf: ['lockAhead', 'roundOpen', 'spendingAuthorized'], unless: [] },
    { step: 'decline', from: ['awaiting_approval'], to: 'declined', side: 'member', roles: approvers, onlyIf: ['lockAhead', 'roundOpen'], unless: [] },
    { step: 'withdraw', from: ['committed', 'awaiting_approval'], to: 'withdrawn', side: 'member', roles: committers, onlyIf: ['lockAhead', 'roundOpen'], unless: [] },
  ],
  clocks: {},
});
