import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { type Principal } from '../../platform/auth/principal.js';
import { Who } from '../../platform/auth/request-context.js';
import { Consortium } from '../districts/index.js';
import { PurchasingRules } from './purchasing.service.js';
import { RuleInForce } from './purchasing.type.js';

/** What purchasing adds to a consortium. */
@Resolver(() => Consortium)
export class PurchasingRulesResolver {
  constructor(private readonly rules: PurchasingRules) {}

  @ResolveField(() => [RuleInForce], { description: 'The rules its purchasing rounds follow today, and what districts of mine let each role commit.' })
  purchasingRules(@Who() who: Principal, @Parent() consortium: Consortium): Promise<RuleInForce[]> {
    return this.rules.inForce(who, consortium.id);
  }
}
