import { machine } from './machine.js';
import { type Role } from './roles.js';

/** A round of a purchasing pool, by either route: from a contract that exists, or from one the members ask for together. */
export type RoundState = 'draft' | 'estimates' | 'solicited' | 'awarded' | 'open' | 'asking' | 'locked' | 'released' | 'received' | 'settled' | 'failed' | 'cancelled';
export type RoundStep = 'propose' | 'change' | 'gather' | 'solicit' | 'award' | 'open' | 'extend' | 'ask' | 'answer' | 'lock' | 'fail' | 'release' | 'receive' | 'settle' | 'cancel';
export type RoundSide = 'lead' | 'member' | 'clock';
export type RoundGuard = 'onContract' | 'onSolicitation' | 'complete' | 'boardApproved' | 'lockAhead' | 'lockCame' | 'notExtended' | 'reached' | 'allReceived'
  | 'waitsOnce' | 'asksMembers' | 'leavesNothingOpen' | 'answersDue' | 'allAnswered' | 'answersAhead' | 'notAnswered';

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
  /** What its lock does about items below their threshold: it waits once, asks the members, or leaves nothing open. */
  atLock: 'extend' | 'ask' | 'settle';
  /** Until when members who are asked may answer, as an instant. */
  answersByMs: number;
  /** Every district that was asked has answered. */
  allAnswered: boolean;
  /** Of whoever is asked: it has answered. */
  answered: boolean;
}

const leaders: readonly Role[] = ['procurement_officer', 'business_manager', 'district_administrator'];
const committers: readonly Role[] = ['procurement_officer', 'business_manager', 'district_administrator'];
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
    asking: { label: 'Asking the members', is: 'asking its members', takesCapacity: false, next: null },
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
    ask: { label: 'Ask the members', does: 'ask the members of this round' },
    answer: { label: 'Answer', does: 'answer whether it still takes its commitment' },
    lock: { label: 'Lock', does: 'lock this round' },
    fail: { label: 'End without an order', does: 'end this round without an order' },
    release: { label: 'Release the orders', does: 'release the orders' },
    receive: { label: 'Close receiving', does: 'close receiving' },
    settle: { label: 'Settle', does: 'settle this round' },
    cancel: { label: 'Cancel the round', does: 'cancel this round' },
  },
  sides: { lead: 'of the leading district', member: 'of a district that is asked', clock: 'the clock' },
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
    waitsOnce: { holds: { fact: 'atLock', is: 'extend' }, says: 'an item is below its threshold, and the round waits once', code: 'NothingToWaitFor', message: 'Nothing of this round waits for more.' },
    asksMembers: { holds: { fact: 'atLock', is: 'ask' }, says: 'an item is below its threshold, and the members are asked', code: 'NothingToAsk', message: 'Nothing of this round has to be asked.' },
    leavesNothingOpen: { holds: { fact: 'atLock', is: 'settle' }, says: 'nothing is waited for, and nobody is asked', code: 'LockIsNotTheEnd', message: 'This round waits for more, or asks its members, before it locks.' },
    answersDue: { holds: { fact: 'nowMs', atLeast: 'answersByMs' }, says: 'the time to answer is over', code: 'AnswersAwaited', message: 'Members of this round may still answer.' },
    allAnswered: { holds: { fact: 'allAnswered', is: true }, says: 'everyone who was asked has answered', code: 'AnswersMissing', message: 'Not everyone who was asked has answered yet.' },
    answersAhead: { holds: { fact: 'answersByMs', above: 'nowMs' }, says: 'there is still time to answer', code: 'AnswersClosed', message: 'The time to answer is over: whoever did not say yes is not bound.' },
    notAnswered: { holds: { fact: 'answered', is: false }, says: 'it has not answered yet', code: 'AnsweredBefore', message: 'Your district has answered already, and its answer stands.' },
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
    { step: 'extend', from: ['open'], to: 'open', side: 'clock', roles: [], onlyIf: ['lockCame', 'notExtended', 'waitsOnce'], unless: [] },
    { step: 'ask', from: ['open'], to: 'asking', side: 'clock', roles: [], onlyIf: ['lockCame', 'asksMembers'], unless: [] },
    { step: 'answer', from: ['asking'], to: 'asking', side: 'member', roles: committers, onlyIf: ['answersAhead', 'notAnswered'], unless: [] },
    { step: 'lock', from: ['open'], to: 'locked', side: 'clock', roles: [], onlyIf: ['lockCame', 'leavesNothingOpen', 'reached'], unless: [] },
    { step: 'lock', from: ['asking'], to: 'locked', side: 'clock', roles: [], onlyIf: ['answersDue', 'reached'], unless: [] },
    { step: 'lock', from: ['asking'], to: 'locked', side: 'clock', roles: [], onlyIf: ['allAnswered', 'reached'], unless: [] },
    { step: 'fail', from: ['open'], to: 'failed', side: 'clock', roles: [], onlyIf: ['lockCame', 'leavesNothingOpen'], unless: ['reached'] },
    { step: 'fail', from: ['asking'], to: 'failed', side: 'clock', roles: [], onlyIf: ['answersDue'], unless: ['reached'] },
    { step: 'fail', from: ['asking'], to: 'failed', side: 'clock', roles: [], onlyIf: ['allAnswered'], unless: ['reached'] },
    { step: 'fail', from: ['solicited'], to: 'failed', side: 'lead', roles: leaders, onlyIf: [], unless: [] },
    { step: 'release', from: ['locked'], to: 'released', side: 'lead', roles: leaders, onlyIf: [], unless: [] },
    { step: 'receive', from: ['released'], to: 'received', side: 'lead', roles: leaders, onlyIf: ['allReceived'], unless: [] },
    { step: 'settle', from: ['received'], to: 'settled', side: 'lead', roles: leaders, onlyIf: [], unless: [] },
    { step: 'cancel', from: ['draft', 'estimates', 'solicited', 'awarded'], to: 'cancelled', side: 'lead', roles: leaders, onlyIf: [], unless: [] },
    { step: 'cancel', from: ['open'], to: 'cancelled', side: 'lead', roles: leaders, onlyIf: ['lockAhead'], unless: [] },
  ],
  clocks: {},
});
