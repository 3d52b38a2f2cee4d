import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Who } from '../../platform/auth/request-context.js';
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
