import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Who } from '../../platform/auth/request-context.js';
import { MappingService } from './mapping.service.js';
import { ApproveMappingResult, MapCourseInput, MapCourseResult, MappingStepInput, ReturnMappingInput, ReturnMappingResult } from './mapping.type.js';

@Resolver()
export class MappingResolver {
  constructor(private readonly mappings: MappingService) {}

  @Allow('counselor', 'registrar')
  @Mutation(() => MapCourseResult, { description: 'Say what a remote course counts as at home: local code, title and credit. Holds wait until it is approved.' })
  mapCourse(@Who() who: Principal, @Args('input') input: MapCourseInput): Promise<object> {
    return this.mappings.propose(who, input);
  }

  @Allow('registrar', 'district_administrator')
  @Mutation(() => ApproveMappingResult, { description: 'Approve what a remote course counts as; the holds go on.' })
  approveMapping(@Who() who: Principal, @Args('input') input: MappingStepInput): Promise<object> {
    return this.mappings.approve(who, input);
  }

  @Allow('registrar', 'district_administrator')
  @Mutation(() => ReturnMappingResult, { description: 'Send a mapping back for a correction; the holds go on.' })
  returnMapping(@Who() who: Principal, @Args('input') input: ReturnMappingInput): Promise<object> {
    return this.mappings.return(who, input);
  }
}
