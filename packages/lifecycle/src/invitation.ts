import { machine } from './machine.js';
import { type Role } from './roles.js';

/** An invitation of a person to take up a role. */
export type InvitationState = 'sent' | 'accepted' | 'revoked' | 'expired';
export type InvitationStep = 'send' | 'resend' | 'accept' | 'revoke' | 'expire';
export type InvitationSide = 'inviter' | 'invitee' | 'clock';
export type InvitationGuard = 'stillValid' | 'ranOut';

const inviters: readonly Role[] = ['district_administrator', 'superintendent', 'coordinator'];

/** Whoever holds the mailed link is the invitee, so that side has no roles. Sending again makes a new link. */
export const invitation = machine<InvitationState, InvitationStep, InvitationSide, InvitationGuard, Record<never, never>>({
  noun: 'this invitation',
  states: {
    sent: { label: 'Sent', is: 'sent', takesCapacity: false, next: 'accept' },
    accepted: { label: 'Accepted', is: 'accepted', takesCapacity: false, next: null },
    revoked: { label: 'Revoked', is: 'revoked', takesCapacity: false, next: null },
    expired: { label: 'Expired', is: 'expired', takesCapacity: false, next: 'resend' },
  },
  steps: {
    send: { label: 'Invite', does: 'invite a person' },
    resend: { label: 'Send again', does: 'send this invitation again' },
    accept: { label: 'Accept', does: 'accept this invitation' },
    revoke: { label: 'Revoke', does: 'revoke this invitation' },
    expire: { label: 'Expire', does: 'let this invitation expire' },
  },
  sides: { inviter: 'of the inviting side', invitee: 'the person invited', clock: 'the clock' },
  guards: {
    stillValid: {
      holds: { fact: 'clockRanOut', is: false },
      says: "the link hasn't run out",
      code: 'InvitationExpired',
      message: 'This invitation has run out. Ask for a new one.',
    },
    ranOut: {
      holds: { fact: 'clockRanOut', is: true },
      says: 'the link has run out',
      code: 'InvitationStillValid',
      message: 'This invitation is still valid.',
    },
  },
  rows: [
    { step: 'send', from: [null], to: 'sent', side: 'inviter', roles: inviters, onlyIf: [], unless: [] },
    { step: 'resend', from: ['sent', 'expired'], to: 'sent', side: 'inviter', roles: inviters, onlyIf: [], unless: [] },
    { step: 'accept', from: ['sent'], to: 'accepted', side: 'invitee', roles: [], onlyIf: ['stillValid'], unless: [] },
    { step: 'revoke', from: ['sent'], to: 'revoked', side: 'inviter', roles: inviters, onlyIf: [], unless: [] },
    { step: 'expire', from: ['sent'], to: 'expired', side: 'clock', roles: [], onlyIf: ['ranOut'], unless: [] },
  ],
  clocks: {
    sent: { duration: 'invitationHours', unit: 'hours', calendarOf: null, pausedWhile: null, pausedAtMost: null, whenOverdue: 'expire', freesWhenOverdue: false },
  },
});
