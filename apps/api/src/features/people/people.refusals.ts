import { createUnionType, Field, ObjectType } from '@nestjs/graphql';
import { byTypename, InvalidInput, KeyReused, NotAllowed, NotFound, Refusal, type RefusalData } from '../../platform/graphql/refusals.js';
import { Person, Viewer } from './person.type.js';
import { MailOnItsWay, PasswordChanged, SignedOut } from './session.type.js';

@ObjectType({ implements: () => Refusal, description: 'Too many tries in a short time.' })
export class TooManyAttempts extends Refusal {
  @Field(() => Date, { description: 'From when on it may be tried again.' })
  retryAt!: Date;
}

@ObjectType({ implements: () => Refusal, description: 'Address and password do not belong together. Which of the two is wrong is not told.' })
export class SignInRefused extends Refusal {}

@ObjectType({ implements: () => Refusal, description: 'An invitation or reset link that is used up, too old or unknown.' })
export class LinkNotValid extends Refusal {}

@ObjectType({ implements: () => Refusal, description: 'The person has this role, or an invitation to it that is still good.' })
export class AlreadyInvited extends Refusal {}

export const tooManyAttempts = (retryAt: Date): RefusalData & { retryAt: Date } => ({
  __typename: 'TooManyAttempts', code: 'TOO_MANY_ATTEMPTS', retryAt,
  message: 'That was tried too often in a short time. Wait a while, then try again.',
});

export const signInRefused = (message = 'Address and password do not belong together. Check both, or reset your password.'): RefusalData => ({
  __typename: 'SignInRefused', code: 'SIGN_IN_REFUSED', message,
});

export const linkNotValid = (): RefusalData => ({
  __typename: 'LinkNotValid', code: 'LINK_NOT_VALID', message: 'This link was used before, is too old, or is not whole. Ask for a new one.',
});

export const alreadyInvited = (): RefusalData => ({
  __typename: 'AlreadyInvited', code: 'ALREADY_INVITED', message: 'This person holds that role already, or has an invitation that is still good.',
});

const result = <T extends readonly (new () => object)[]>(name: string, description: string, ...types: T) =>
  createUnionType({ name, description, types: () => types as never, resolveType: byTypename });

export const SignInResult = result('SignInResult', 'Signed in, or why not.', Viewer, SignInRefused, TooManyAttempts, InvalidInput);
export const SignInAsDemoPersonResult = result('SignInAsDemoPersonResult', 'Signed in, or no such demo person.', Viewer, NotFound);
export const SignOutResult = result('SignOutResult', 'Signed out.', SignedOut, NotAllowed);
export const EndSessionResult = result('EndSessionResult', 'The session ended, or is none of mine.', SignedOut, NotFound, NotAllowed);
export const RequestPasswordResetResult = result('RequestPasswordResetResult', 'The same for every address.', MailOnItsWay, InvalidInput, TooManyAttempts);
export const ResetPasswordResult = result('ResetPasswordResult', 'Signed in with the new password, or why not.', Viewer, LinkNotValid, InvalidInput);
export const ChangePasswordResult = result('ChangePasswordResult', 'Changed, or why not.', PasswordChanged, SignInRefused, InvalidInput, NotAllowed, TooManyAttempts);
export const UpdateProfileResult = result('UpdateProfileResult', 'Me as others see me now, or why not.', Viewer, InvalidInput, NotAllowed);
export const InvitePersonResult = result('InvitePersonResult', 'The person invited, or why not.', Person, AlreadyInvited, NotAllowed, NotFound, InvalidInput, KeyReused);
export const AcceptInvitationResult = result('AcceptInvitationResult', 'Signed in for the first time, or why not.', Viewer, LinkNotValid, InvalidInput);
export const EndRoleResult = result('EndRoleResult', 'The person with the roles left, or why not.', Person, NotAllowed, NotFound, InvalidInput, KeyReused);
