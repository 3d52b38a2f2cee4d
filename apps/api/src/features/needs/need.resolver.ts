import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Who } from '../../platform/auth/request-context.js';
import { ChangeNeedInput, ChangeNeedResult, NeedStepInput, PostNeedInput, PostNeedResult, StartDraftFromNeedInput, StartDraftFromNeedResult, WithdrawNeedResult } from './need.input.js';
import { NeedService } from './need.service.js';
import { CourseNeed, NeighborNeed, SubjectArea } from './need.type.js';

@Resolver()
export class NeedResolver {
  constructor(private readonly needs: NeedService) {}

  @Allow()
  @Query(() => [CourseNeed], { description: 'What my district looks for: what is open first, then what ended last. Up to 100.' })
  courseNeeds(@Who() who: Principal, @Args('districtId', { type: () => ID }) districtId: string): Promise<CourseNeed[]> {
    return this.needs.list(who, districtId);
  }

  @Allow()
  @Query(() => CourseNeed, { nullable: true, description: 'A need of my district; null for any other.' })
  courseNeed(@Who() who: Principal, @Args('id', { type: () => ID }) id: string): Promise<CourseNeed | null> {
    return this.needs.need(who, id);
  }

  @Allow()
  @Query(() => [NeighborNeed], { description: 'What other districts of my consortia look for, added up. Each need is counted in one line.' })
  neighborNeeds(@Who() who: Principal, @Args('search', { type: () => String, nullable: true, description: 'Only lines that hold these words.' }) search: string | null): Promise<NeighborNeed[]> {
    return this.needs.neighbors(who, search);
  }

  @Allow()
  @Query(() => [SubjectArea], { description: 'The subject areas of the code list.' })
  subjectAreas(@Who() who: Principal): Promise<SubjectArea[]> {
    return this.needs.areas(who);
  }

  @Allow('counselor', 'registrar', 'district_administrator')
  @Mutation(() => PostNeedResult, { description: 'Post what my district looks for. Neighbors read it in sums; those who teach the area are told, not by whom.' })
  postNeed(@Who() who: Principal, @Args('input') input: PostNeedInput): Promise<object> {
    return this.needs.post(who, input);
  }

  @Allow('counselor', 'registrar', 'district_administrator')
  @Mutation(() => ChangeNeedResult, { description: 'Change what is posted.' })
  changeNeed(@Who() who: Principal, @Args('input') input: ChangeNeedInput): Promise<object> {
    return this.needs.change(who, input);
  }

  @Allow('counselor', 'registrar', 'district_administrator')
  @Mutation(() => WithdrawNeedResult, { description: 'Take back what is posted.' })
  withdrawNeed(@Who() who: Principal, @Args('input') input: NeedStepInput): Promise<object> {
    return this.needs.withdraw(who, input);
  }

  @Allow('teacher', 'registrar', 'district_administrator')
  @Mutation(() => StartDraftFromNeedResult, { description: 'Begin a draft of a course with what neighbors look for.' })
  startDraftFromNeed(@Who() who: Principal, @Args('input') input: StartDraftFromNeedInput): Promise<object> {
    return this.needs.startDraft(who, input);
  }
}
