import { ApproveSpendingDocument, AcceptSeatsDocument, type BookingStep, CancelSeatsDocument, DeclineSpendingDocument, DenySeatsDocument, DropSeatsDocument, WithdrawSeatsDocument } from '../../generated/courses/booking.js';

/** Steps that are confirmed in a dialog, after their cost has been seen. */
export type ConfirmedStep = Exclude<BookingStep, 'REQUEST' | 'ROSTER'>;
export const isConfirmed = (step: BookingStep): step is ConfirmedStep => step !== 'REQUEST' && step !== 'ROSTER';

export const confirmations = {
  APPROVE_SPENDING: { document: ApproveSpendingDocument, title: 'Approve the spending?', button: 'Approve', reason: false, said: 'Spending approved' },
  ACCEPT: { document: AcceptSeatsDocument, title: 'Accept the request?', button: 'Accept', reason: false, said: 'Request accepted' },
  DECLINE_SPENDING: { document: DeclineSpendingDocument, title: 'Decline the spending?', button: 'Decline', reason: true, said: 'Spending declined' },
  DENY: { document: DenySeatsDocument, title: 'Deny the request?', button: 'Deny the request', reason: true, said: 'Request denied' },
  CANCEL: { document: CancelSeatsDocument, title: 'Give the seats back?', button: 'Give them back', reason: true, said: 'Seats given back' },
  DROP: { document: DropSeatsDocument, title: 'Drop the seats?', button: 'Drop them', reason: true, said: 'Seats dropped' },
  WITHDRAW: { document: WithdrawSeatsDocument, title: 'Withdraw from the course?', button: 'Withdraw', reason: true, said: 'Withdrawn' },
} as const satisfies Record<ConfirmedStep, { document: unknown; title: string; button: string; reason: boolean; said: string }>;
