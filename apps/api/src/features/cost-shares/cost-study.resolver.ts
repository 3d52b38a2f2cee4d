import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Who } from '../../platform/auth/request-context.js';
import { Consortium } from '../districts/index.js';
import {
  CopyCostStudyInput, CopyCostStudyResult, CreateCostStudyInput, CreateCostStudyResult, DeleteCostStudyInput, DeleteCostStudyResult, EnterStandAloneInput, EnterStandAloneResult,
  SaveCostStudyInput, SaveCostStudyResult, ShareCostStudyInput, ShareCostStudyResult,
} from './cost-study.input.js';
import { CostStudyService } from './cost-study.service.js';
import { CostStudy, CostStudyConnection } from './cost-study.type.js';
import { StudySharing } from './study-sharing.service.js';

@Resolver(() => Consortium)
export class CostStudyResolver {
  constructor(
    private readonly studies: CostStudyService,
    private readonly sharing: StudySharing,
  ) {}

  @Allow()
  @Query(() => CostStudyConnection, { description: 'My drafts and the studies shared with me, newest change first.' })
  costStudies(
    @Who() who: Principal, @Args('consortiumId', { type: () => ID }) consortiumId: string,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 25, description: 'How many at once, up to 100.' }) first: number | null,
    @Args('after', { type: () => String, nullable: true, description: 'Go on after this cursor.' }) after: string | null,
  ): Promise<CostStudyConnection> {
    return this.studies.list(who, consortiumId, first, after);
  }

  @Allow()
  @Query(() => CostStudy, { nullable: true, description: 'A study of mine or one that is shared with me; null otherwise.' })
  costStudy(@Who() who: Principal, @Args('id', { type: () => ID }) id: string): Promise<CostStudy | null> {
    return this.studies.study(who, id);
  }

  @Allow('business_manager', 'superintendent', 'district_administrator', 'coordinator', 'fiscal_agent')
  @Mutation(() => CreateCostStudyResult, { description: 'Begin a study; it is private until it is shared.' })
  createCostStudy(@Who() who: Principal, @Args('input') input: CreateCostStudyInput): Promise<object> {
    return this.studies.create(who, input);
  }

  @Allow('business_manager', 'superintendent', 'district_administrator', 'coordinator', 'fiscal_agent')
  @Mutation(() => SaveCostStudyResult, { description: 'Save a study of mine over the revision I changed.' })
  saveCostStudy(@Who() who: Principal, @Args('input') input: SaveCostStudyInput): Promise<object> {
    return this.studies.save(who, input);
  }

  @Allow('business_manager', 'superintendent', 'district_administrator', 'coordinator', 'fiscal_agent')
  @Mutation(() => DeleteCostStudyResult, { description: 'Remove a draft of mine that nobody was shown.' })
  deleteCostStudy(@Who() who: Principal, @Args('input') input: DeleteCostStudyInput): Promise<object> {
    return this.studies.delete(who, input);
  }

  @Allow('business_manager', 'superintendent', 'district_administrator', 'coordinator', 'fiscal_agent')
  @Mutation(() => ShareCostStudyResult, { description: 'Show a study to the coordinator, or, as the coordinator, to the members: from then on it stays as it is.' })
  shareCostStudy(@Who() who: Principal, @Args('input') input: ShareCostStudyInput): Promise<object> {
    return this.sharing.share(who, input);
  }

  @Allow('business_manager', 'superintendent', 'district_administrator', 'coordinator', 'fiscal_agent')
  @Mutation(() => CopyCostStudyResult, { description: 'Go on from a study I may read, in a private draft of my own.' })
  copyCostStudy(@Who() who: Principal, @Args('input') input: CopyCostStudyInput): Promise<object> {
    return this.studies.copy(who, input);
  }

  @Allow('business_manager', 'superintendent', 'district_administrator')
  @Mutation(() => EnterStandAloneResult, { description: 'Say what my district would pay by itself; the newest figure counts, the earlier ones are kept.' })
  enterStandAlone(@Who() who: Principal, @Args('input') input: EnterStandAloneInput): Promise<object> {
    return this.studies.enterStandAlone(who, input);
  }

  @ResolveField(() => Boolean, { description: 'I may write cost studies here.' })
  mayWriteStudies(@Who() who: Principal, @Parent() consortium: Consortium): Promise<boolean> {
    return this.studies.mayWrite(who, consortium.id);
  }
}
