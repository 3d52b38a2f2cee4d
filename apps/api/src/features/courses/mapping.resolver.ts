import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Who } from '../../platform/auth/request-context.js';
import { MappingApproversService } from './mapping-approvers.service.js';
import { MappingApprovers, SetMappingApproversInput, SetMappingApproversResult } from './mapping-approvers.type.js';
import { MappingService } from './mapping.service.js';
import { ApproveMappingResult, CourseMapping, MapCourseInput, MapCourseResult, MappingStepInput, ReturnMappingInput, ReturnMappingResult } from './mapping.type.js';

@Resolver()
export class MappingResolver {
  constructor(
    private readonly mappings: MappingService,
    private readonly approvers: MappingApproversService,
  ) {}

  @Allow()
  @Query(() => CourseMapping, { nullable: true, description: 'What the same course counted as in my district before: to be used again. Null when it never did.' })
  mappingBefore(@Who() who: Principal, @Args('sectionId', { type: () => ID }) sectionId: string, @Args('homeDistrictId', { type: () => ID }) homeDistrictId: string): Promise<CourseMapping | null> {
    return this.mappings.before(who, sectionId, homeDistrictId);
  }

  @Allow()
  @Query(() => MappingApprovers, { nullable: true, description: 'Who approves what a remote course counts as in my district; null for any other.' })
  mappingApprovers(@Who() who: Principal, @Args('districtId', { type: () => ID }) districtId: string): Promise<MappingApprovers | null> {
    return this.approvers.of(who, districtId);
  }

  @Allow('district_administrator')
  @Mutation(() => SetMappingApproversResult, { description: 'Set who approves what a remote course counts as in my district, from today on.' })
  setMappingApprovers(@Who() who: Principal, @Args('input') input: SetMappingApproversInput): Promise<object> {
    return this.approvers.set(who, input);
  }

  @Allow('counselor', 'registrar')
  @Mutation(() => MapCourseResult, { description: 'Say what a remote course counts as at home: local code, title and credit. Holds wait until it is approved.' })
  mapCourse(@Who() who: Principal, @Args('input') input: MapCourseInput): Promise<object> {
    return this.mappings.propose(who, input);
  }

  @Allow('registrar', 'counselor', 'district_administrator', 'superintendent')
  @Mutation(() => ApproveMappingResult, { description: 'Approve what a remote course counts as; the holds go on.' })
  approveMapping(@Who() who: Principal, @Args('input') input: MappingStepInput): Promise<object> {
    return this.mappings.approve(who, input);
  }

  @Allow('registrar', 'counselor', 'district_administrator', 'superintendent')
  @Mutation(() => ReturnMappingResult, { description: 'Send a mapping back for a correction; the holds go on.' })
  returnMapping(@Who() who: Principal, @Args('input') input: ReturnMappingInput): Promise<object> {
    return this.mappings.return(who, input);
  }
}
