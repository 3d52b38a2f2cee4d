import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Who } from '../../platform/auth/request-context.js';
import { MailPreferenceService } from './mail-preference.service.js';
import { ChooseMailInput, ChooseMailResult, MailPreference } from './mail-preference.type.js';

@Resolver()
export class MailPreferenceResolver {
  constructor(private readonly preferences: MailPreferenceService) {}

  @Allow()
  @Query(() => MailPreference, { nullable: true, description: 'What comes to me by mail, and when; null for nobody.' })
  mailPreference(@Who() who: Principal): Promise<MailPreference | null> {
    return this.preferences.mine(who);
  }

  @Allow()
  @Mutation(() => ChooseMailResult, { description: 'Choose what comes to me by mail, and when.' })
  chooseMail(@Who() who: Principal, @Args('input') input: ChooseMailInput): Promise<object> {
    return this.preferences.choose(who, input);
  }
}
