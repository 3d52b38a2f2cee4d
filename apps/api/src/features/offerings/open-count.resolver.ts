import { Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { type Principal } from '../../platform/auth/principal.js';
import { Ctx, type RequestContext, Who } from '../../platform/auth/request-context.js';
import { loaderOf } from '../../platform/graphql/loader.js';
import { ConsortiumMember, District } from '../districts/index.js';
import { OfferingService } from './offering.service.js';

const openCount = (service: OfferingService, who: Principal, context: RequestContext, partyId: string): Promise<number> =>
  loaderOf<string, number>(context, OfferingService, (ids) => service.openCounts(who, ids)).load(partyId);

/** What offerings add to a district. */
@Resolver(() => District)
export class DistrictOpenCountResolver {
  constructor(private readonly offerings: OfferingService) {}

  @ResolveField(() => Int, { description: 'Open offerings of this district that I may see.' })
  openSections(@Who() who: Principal, @Ctx() context: RequestContext, @Parent() district: District): Promise<number> {
    return openCount(this.offerings, who, context, district.id);
  }
}

/** What offerings add to a member of a consortium. */
@Resolver(() => ConsortiumMember)
export class MemberOpenCountResolver {
  constructor(private readonly offerings: OfferingService) {}

  @ResolveField(() => Int, { description: 'Open offerings of this member that I may see.' })
  openSections(@Who() who: Principal, @Ctx() context: RequestContext, @Parent() member: ConsortiumMember): Promise<number> {
    return openCount(this.offerings, who, context, member.district.id);
  }
}
