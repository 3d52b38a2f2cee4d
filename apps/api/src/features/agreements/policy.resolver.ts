import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { type Principal } from '../../platform/auth/principal.js';
import { Who } from '../../platform/auth/request-context.js';
import { Consortium } from '../districts/index.js';
import { PolicyService } from './policy.service.js';
import { PolicyVersion } from './policy.type.js';

/** What agreements add to a consortium. */
@Resolver(() => Consortium)
export class ConsortiumPolicyResolver {
  constructor(private readonly service: PolicyService) {}

  @ResolveField(() => [PolicyVersion], { description: 'Every version of its rules, by rule, newest first.' })
  policies(@Who() who: Principal, @Parent() consortium: Consortium): Promise<PolicyVersion[]> {
    return this.service.versionsOf(who, consortium.id);
  }
}
