import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Ctx, type RequestContext, Who } from '../../platform/auth/request-context.js';
import { loaderOf } from '../../platform/graphql/loader.js';
import { AuthorityReader } from './authority.reader.js';
import { RoundAuthority } from './authority.type.js';
import { KeepDueDiligenceInput, KeepDueDiligenceResult } from './due-diligence.input.js';
import { DueDiligenceService } from './due-diligence.service.js';
import { Round } from './round.type.js';

@Resolver(() => Round)
export class AuthorityResolver {
  constructor(
    private readonly reader: AuthorityReader,
    private readonly diligence: DueDiligenceService,
  ) {}

  @ResolveField(() => RoundAuthority, { description: 'By what right it buys, and what districts of mine wrote down about that.' })
  authority(@Who() who: Principal, @Ctx() context: RequestContext, @Parent() round: Round): Promise<RoundAuthority> {
    return loaderOf<string, RoundAuthority>(context, AuthorityResolver, (ids) => this.reader.of(who, ids)).load(round.id);
  }

  @Allow('procurement_officer', 'business_manager', 'district_administrator')
  @Mutation(() => KeepDueDiligenceResult, { description: 'Write down why my district uses the contract of a round, and what it checked. What was written before stays.' })
  keepDueDiligence(@Who() who: Principal, @Args('input') input: KeepDueDiligenceInput): Promise<object> {
    return this.diligence.keep(who, input);
  }
}
