import { machine } from './machine.js';
import { type Role } from './roles.js';

/** A round of a purchasing pool, by either route: from a contract that exists, or from one the members ask for together. */
export type RoundState = 'draft' | 'estimates' | 'solicited' | 'awarded' | 'open' | 'locked' | 'released' | 'received' | 'settled' | 'failed' | 'cancelled';
export type RoundStep = 'propose' | 'change' | 'gather' | 'solicit' | 'award' | 'open' | 'extend' | 'lock' | 'fail' | 'release' | 'receive' | 'settle' | 'cancel';
export type RoundSide = 'lead' | 'clock';
export type RoundGuard = 'onContract' | 'onSolicitation' | 'complete' | 'boardApproved' | 'lockAhead' | 'lockCame' | 'notExtended' | 'reached' | 'allReceived';

export interface RoundFacts {
  /** An existing contract, or one that is solicited together. */
  route: 'contract' | 'solicitation';
  /** Nothing that an open round needs is missing. */
  complete: boolean;
  /** A board awarded the solicitation. */
  boardApproved: boolean;
  /** When commitments become binding, as an instant. */
  locksAtMs: number;
  /** Its lock was moved once already. */
  extended: boolean;
  /** At the lock at least one item is ordered. */
  reached: boolean;
  /** Every site has said what came. */
  allReceived: boolean;
}

const leaders: readonly Role[] = ['procurement_officer', 'business_manager', 'district_administrator'];
const awarders: readonly Role[] = ['superintendent', 'district_administrator'];

/** Led by the district that proposed it; locked by the clock, once. */
export const purchasingRound = machine<RoundState, RoundStep, RoundSide, RoundGuard, RoundFacts>({
  noun: 'this round',
  states: {
    draft: { label: 'Draft', is: 'still a draft', takesCapacity: false, next: 'open' },
    estimates: { label: 'Gathering estimates', is: 'gathering estimates', takesCapacity: false, next: 'solicit' },
    solicited: { label: 'Out for bids', is: 'out for bids', takesCapacity: false, next: 'award' },
    awarded: { label: 'Awarded', is: 'awarded', takesCapacity: false, next: 'open' },
    open: { label: 'Open', is: 'open', takesCapacity: false, next: null },
    locked: { label: 'Locked', is: 'locked', takesCapacity: false, next: 'release' },
    released: { label: 'Ordered', is: 'ordered', takesCapacity: false, next: 'receive' },
    received: { label: 'Received', is: 'received', takesCapacity: false, next: 'settle' },
    settled: { label: 'Settled', is: 'settled', takesCapacity: false, next: null },
    failed: { label: 'Nothing ordered', is: 'over without an order', takesCapacity: false, next: null },
    cancelled: { label: 'Canceled', is: 'canceled', takesCapacity: false, next: null },
  },
  steps: {
    propose: { label: 'Propose a round', does: 'propose a round' },
    change: { label: 'Save', does: 'change this round' },
    gather: { label: 'Gather estimates', does: 'gather estimates for this round' },
    solicit: { label: 'Ask for bids', does: 'ask for bids' },
    award: { label: 'Award', does: 'award this round' },
    open: { label: 'Open the round', does: 'open this round' },
    extend: { label: 'Extend once', does: 'extend this round' },
    lock: { label: 'Lock', does: 'lock this round' },
    fail: { label: 'End without an order', does: 'end this round without an order' },
    release: { label: 'Release the orders', does: 'release the orders' },
    receive: { label: 'Close receiving', does: 'close receiving' },
    settle: { label: 'Settle', does: 'settle this round' },
    cancel: { label: 'Cancel the round', does: 'cancel this round' },
  },
  sides: { lead: 'of the leading district', clock: 'the clock' },
  guards: {
    onContract: { holds: { fact: 'route', is: 'contract' }, says: 'it buys on an existing contract', code: 'NeedsSolicitation', message: 'This round has no contract yet: it gathers estimates first.' },
    onSolicitation: { holds: { fact: 'route', is: 'solicitation' }, says: 'the members ask for bids together', code: 'HasContract', message: 'This round buys on an existing contract: it needs no bids.' },
    complete: { holds: { fact: 'complete', is: true }, says: 'nothing is missing', code: 'RoundIncomplete', message: 'Something is still missing before this round can open.' },
    boardApproved: { holds: { fact: 'boardApproved', is: true }, says: 'a board awarded it', code: 'AwardMissing', message: 'A board has not awarded this solicitation yet.' },
    lockAhead: { holds: { fact: 'locksAtMs', above: 'nowMs' }, says: 'its lock lies ahead', code: 'LockPassed', message: 'The time at which this round locks has passed.' },
    lockCame: { holds: { fact: 'nowMs', atLeast: 'locksAtMs' }, says: 'the time of its lock has come', code: 'LockAhead', message: 'This round locks later.' },
    notExtended: { holds: { fact: 'extended', is: false }, says: 'it was not extended before', code: 'ExtendedBefore', message: 'This round was extended once already; that is all there is.' },
    reached: { holds: { fact: 'reached', is: true }, says: 'something is ordered', code: 'NothingReached', message: 'No item of this round came to an order.' },
    allReceived: { holds: { fact: 'allReceived', is: true }, says: 'every site has said what came', code: 'ReceiptsMissing', message: 'Not every site has said yet what came.' },
  },
  rows: [
    { step: 'propose', from: [null], to: 'draft', side: 'lead', roles: leaders, onlyIf: [], unless: [] },
    { step: 'change', from: ['draft'], to: 'draft', side: 'lead', roles: leaders, onlyIf: [], unless: [] },
    { step: 'gather', from: ['draft'], to: 'estimates', side: 'lead', roles: leaders, onlyIf: ['onSolicitation'], unless: [] },
    { step: 'solicit', from: ['estimates'], to: 'solicited', side: 'lead', roles: leaders, onlyIf: [], unless: [] },
    { step: 'award', from: ['solicited'], to: 'awarded', side: 'lead', roles: awarders, onlyIf: ['boardApproved'], unless: [] },
    { step: 'open', from: ['draft'], to: 'open', side: 'lead', roles: leaders, onlyIf: ['onContract', 'complete', 'lockAhead'], unless: [] },
    { step: 'open', from: ['awarded'], to: 'open', side: 'lead', roles: leaders, onlyIf: ['complete', 'lockAhead'], unless: [] },
    { step: 'extend', from: ['open'], to: 'open', side: 'lead', roles: leaders, onlyIf: ['lockAhead', 'notExtended'], unless: [] },
    { step: 'lock', from: ['open'], to: 'locked', side: 'clock', roles: [], onlyIf: ['lockCame', 'reached'], unless: [] },
    { step: 'fail', from: ['open'], to: 'failed', side: 'clock', roles: [], onlyIf: ['lockCame'], unless: ['reached'] },
    { step: 'fail', from: ['solicited'], to: 'failed', side: 'lead', roles: leaders, onlyIf: [], unless: [] },
    { step: 'release', from: ['locked'], to: 'released', side: 'lead', roles: leaders, onlyIf: [], unless: [] },
    { step: 'receive', from: ['released'], to: 'received', side: 'lead', roles: leaders, onlyIf: ['allReceived'], unless: [] },
    { step: 'settle', from: ['received'], to: 'settled', side: 'lead', roles: leaders, onlyIf: [], unless: [] },
    { step: 'cancel', from: ['draft', 'estimates', 'solicited', 'awarded'], to: 'cancelled', side: 'lead', roles: leaders, onlyIf: [], unless: [] },
    { step: 'cancel', from: ['open'], to: 'cancelled', side: 'lead', roles: leaders, onlyIf: ['lockAhead'], unless: [] },
  ],
  clocks: {},
});
