import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { type Role } from '@barnraise/lifecycle';
import { type Principal } from '../../platform/auth/principal.js';
import { Ctx, type RequestContext, Who } from '../../platform/auth/request-context.js';
import { loaderOf } from '../../platform/graphql/loader.js';
import { Cents } from '../../platform/graphql/scalars.js';
import { Consortium } from '../districts/index.js';
import { RoleHeld } from '../people/index.js';
import { limitOf, type SpendingLimits } from './policy.rules.js';
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

/** What agreements add to a role: how much it may commit its district to. */
@Resolver(() => RoleHeld)
export class RoleLimitResolver {
  constructor(private readonly service: PolicyService) {}

  @ResolveField(() => Cents, { nullable: true, description: 'What this role may commit per request; null: no limit, or it may not commit at all (see maySpend).' })
  async spendingLimitCents(@Who() who: Principal, @Ctx() context: RequestContext, @Parent() held: RoleHeld): Promise<number | null> {
    const limit = await this.limit(who, context, held);
    return limit === null || limit < 0 ? null : limit;
  }

  @ResolveField(() => Boolean, { description: 'This role may commit its district to a cost.' })
  async maySpend(@Who() who: Principal, @Ctx() context: RequestContext, @Parent() held: RoleHeld): Promise<boolean> {
    return (await this.limit(who, context, held)) !== -1;
  }

  private async limit(who: Principal, context: RequestContext, held: RoleHeld): Promise<number | null> {
    if (!held.district) return -1;
    const limits = await loaderOf<string, SpendingLimits>(context, RoleLimitResolver, (ids) => this.service.limitsOf(who, ids)).load(held.district.id);
    return limitOf([held.role as Role], limits);
  }
}
