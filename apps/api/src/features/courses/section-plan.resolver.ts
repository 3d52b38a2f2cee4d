import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Who } from '../../platform/auth/request-context.js';
import { SectionPlanService } from './section-plan.service.js';
import { SetSectionPlanInput, SetSectionPlanResult } from './section-plan.type.js';
import { Section } from './section.type.js';

@Resolver(() => Section)
export class SectionPlanResolver {
  constructor(private readonly plans: SectionPlanService) {}

  @Allow('business_manager', 'district_administrator')
  @Mutation(() => SetSectionPlanResult, { description: 'Put a new plan on a section of my own district. Bookings made before keep theirs.' })
  setSectionPlan(@Who() who: Principal, @Args('input') input: SetSectionPlanInput): Promise<object> {
    return this.plans.set(who, input);
  }

  @ResolveField(() => Boolean, { description: 'I may put a new plan on it.' })
  mayChangePlan(@Who() who: Principal, @Parent() section: Section): boolean {
    return this.plans.mayChange(who, section.teachingDistrict.id);
  }

  @ResolveField(() => String, { nullable: true, description: 'JSON of its plan and of the names, seats and counts to try another on; null for those who may not change it.' })
  planFacts(@Who() who: Principal, @Parent() section: Section): Promise<string | null> {
    return this.plans.facts(who, section);
  }
}
