import { registerEnumType } from '@nestjs/graphql';

export enum BookingState { HELD = 'held', AWAITING_APPROVAL = 'awaiting_approval', REQUESTED = 'requested', ACCEPTED = 'accepted', ROSTERED = 'rostered', ACTIVE = 'active', COMPLETED = 'completed', DENIED = 'denied', EXPIRED = 'expired', CANCELLED = 'cancelled', DROPPED = 'dropped', WITHDRAWN = 'withdrawn' }
registerEnumType(BookingState, { name: 'BookingState', description: 'Where booked seats are in their life.' });

export enum BookingStep { REQUEST = 'request', APPROVE_SPENDING = 'approve_spending', DECLINE_SPENDING = 'decline_spending', ACCEPT = 'accept', DENY = 'deny', CANCEL = 'cancel', ROSTER = 'roster', DROP = 'drop', WITHDRAW = 'withdraw' }
registerEnumType(BookingStep, { name: 'BookingStep', description: 'A step somebody can take with a booking.' });

export enum BookingSide { HOME = 'home', TEACHING = 'teaching' }
registerEnumType(BookingSide, { name: 'BookingSide', description: 'HOME: of the district whose students attend. TEACHING: of the district that teaches.' });

export enum MappingState { PENDING = 'pending', APPROVED = 'approved', RETURNED = 'returned' }
registerEnumType(MappingState, { name: 'MappingState', description: 'Where a course mapping is in its life.' });
