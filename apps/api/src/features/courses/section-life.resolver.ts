import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Who } from '../../platform/auth/request-context.js';
import { SectionLifeService } from './section-life.service.js';
import { CancelSectionInput, CancelSectionResult, CloseSectionResult, ReopenSectionResult, SectionConnection, SectionNextStep, SectionStepInput } from './section-life.type.js';
import { Section } from './section.type.js';

@Resolver(() => Section)
export class SectionLifeResolver {
  constructor(private readonly life: SectionLifeService) {}

  @Allow()
  @Query(() => SectionConnection, { description: 'Sections my district shares, whatever became of them; those that begin last first.' })
  sharedSections(
    @Who() who: Principal, @Args('districtId', { type: () => ID }) districtId: string,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 25, description: 'How many at once, up to 100.' }) first: number | null,
    @Args('after', { type: () => String, nullable: true, description: 'Go on after this cursor.' }) after: string | null,
  ): Promise<SectionConnection> {
    return this.life.ofDistrict(who, districtId, first, after);
  }

  @ResolveField(() => [SectionNextStep], { description: 'Steps of its life I may take; none for other districts.' })
  nextSteps(@Who() who: Principal, @Parent() section: Section): Promise<SectionNextStep[]> {
    return this.life.steps(who, section);
  }

  @Allow('registrar', 'district_administrator')
  @Mutation(() => CloseSectionResult, { description: 'Close a section of ours for new seats; bookings stay.' })
  closeSection(@Who() who: Principal, @Args('input') input: SectionStepInput): Promise<object> {
    return this.life.close(who, input);
  }

  @Allow('registrar', 'district_administrator')
  @Mutation(() => ReopenSectionResult, { description: 'Open a closed section of ours for new seats again.' })
  reopenSection(@Who() who: Principal, @Args('input') input: SectionStepInput): Promise<object> {
    return this.life.reopen(who, input);
  }

  @Allow('registrar', 'district_administrator')
  @Mutation(() => CancelSectionResult, { description: 'Cancel a section of ours with every booking of it; each home district is told and owes nothing.' })
  cancelSection(@Who() who: Principal, @Args('input') input: CancelSectionInput): Promise<object> {
    return this.life.cancel(who, input);
  }
}
