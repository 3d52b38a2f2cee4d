import { Args, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Who } from '../../platform/auth/request-context.js';
import { YearCountOf } from './count-year.type.js';
import { DistrictService } from './district.service.js';
import { Consortium, District } from './district.type.js';

@Resolver()
export class DistrictResolver {
  constructor(private readonly districts: DistrictService) {}

  @Allow()
  @Query(() => District, { nullable: true, description: 'A district that shares a consortium with me, or mine; null otherwise.' })
  district(@Who() who: Principal, @Args('id', { type: () => ID }) id: string): Promise<District | null> {
    return this.districts.district(who, id);
  }

  @Allow()
  @Query(() => Consortium, { nullable: true, description: 'A consortium of mine; null otherwise.' })
  consortium(@Who() who: Principal, @Args('id', { type: () => ID }) id: string): Promise<Consortium | null> {
    return this.districts.consortium(who, id);
  }
}

/** What a consortium counts. */
@Resolver(() => Consortium)
export class ConsortiumCountResolver {
  constructor(private readonly districts: DistrictService) {}

  @ResolveField(() => [YearCountOf], { description: 'Counts of all members in all years, newest first within each district.' })
  countYears(@Who() who: Principal, @Parent() consortium: Consortium, @Args('measure', { type: () => String, defaultValue: 'fall-membership', description: 'What was counted.' }) measure: string): Promise<YearCountOf[]> {
    return this.districts.countYears(who, consortium.id, measure);
  }
}
