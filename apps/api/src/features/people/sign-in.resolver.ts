import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, Public } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Ctx, type RequestContext, Who } from '../../platform/auth/request-context.js';
import { InvitationService } from './invitation.service.js';
import { PasswordService } from './password.service.js';
import {
  AcceptInvitationInput, ChangePasswordInput, EndSessionInput, RequestPasswordResetInput, ResetPasswordInput, SignInAsDemoPersonInput, SignInInput,
} from './people.input.js';
import {
  AcceptInvitationResult, ChangePasswordResult, EndSessionResult, RequestPasswordResetResult, ResetPasswordResult, SignInAsDemoPersonResult, SignInResult, SignOutResult,
} from './people.refusals.js';
import { Session } from './session.type.js';
import { SessionsService } from './sessions.service.js';
import { SignInService } from './sign-in.service.js';
import { Site } from './site.type.js';

@Resolver()
export class SignInResolver {
  constructor(
    private readonly service: SignInService,
    private readonly sessions: SessionsService,
    private readonly passwords: PasswordService,
    private readonly invitations: InvitationService,
  ) {}

  @Public()
  @Query(() => Site, { description: 'What anyone may know of this installation: whether it is a demo, its clock, whom to try.' })
  site() {
    return this.service.site();
  }

  @Public()
  @Mutation(() => SignInResult, { description: 'Sign in with address and password.' })
  signIn(@Args('input') input: SignInInput, @Ctx() ctx: RequestContext) {
    return this.service.signIn(input, ctx);
  }

  @Public()
  @Mutation(() => SignInAsDemoPersonResult, { description: 'Demo only: sign in as one of the people on the list.' })
  signInAsDemoPerson(@Args('input') input: SignInAsDemoPersonInput, @Ctx() ctx: RequestContext) {
    return this.service.signInAsDemoPerson(input, ctx);
  }

  @Allow()
  @Mutation(() => SignOutResult, { description: 'End this session.' })
  signOut(@Ctx() ctx: RequestContext) {
    return this.sessions.signOut(ctx);
  }

  @Allow()
  @Mutation(() => SignOutResult, { description: 'End every session of my account, this one included.' })
  signOutEverywhere(@Ctx() ctx: RequestContext) {
    return this.sessions.signOutEverywhere(ctx);
  }

  @Allow()
  @Mutation(() => EndSessionResult, { description: 'End one of my sessions.' })
  endSession(@Args('input') input: EndSessionInput, @Ctx() ctx: RequestContext) {
    return this.sessions.endOne(ctx, input.sessionId);
  }

  @Allow()
  @Query(() => [Session], { description: 'Where my account is signed in, last used first.' })
  mySessions(@Who() principal: Principal) {
    return this.sessions.mine(principal);
  }

  @Public()
  @Mutation(() => RequestPasswordResetResult, { description: 'Ask for a reset link by mail. Always answers the same, whether the address is known or not.' })
  requestPasswordReset(@Args('input') input: RequestPasswordResetInput, @Ctx() ctx: RequestContext) {
    return this.passwords.requestReset(input, ctx);
  }

  @Public()
  @Mutation(() => ResetPasswordResult, { description: 'Set a new password by the mailed link; ends every other session.' })
  resetPassword(@Args('input') input: ResetPasswordInput, @Ctx() ctx: RequestContext) {
    return this.passwords.reset(input, ctx);
  }

  @Allow()
  @Mutation(() => ChangePasswordResult, { description: 'Change my password; ends my other sessions.' })
  changePassword(@Args('input') input: ChangePasswordInput, @Ctx() ctx: RequestContext) {
    return this.passwords.change(input, ctx);
  }

  @Public()
  @Mutation(() => AcceptInvitationResult, { description: 'Take an invitation up by the mailed link: choose a name and a password; who has an account gives its password and keeps its name.' })
  acceptInvitation(@Args('input') input: AcceptInvitationInput, @Ctx() ctx: RequestContext) {
    return this.invitations.accept(input, ctx);
  }
}
