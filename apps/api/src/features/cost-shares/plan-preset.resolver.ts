import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Who } from '../../platform/auth/request-context.js';
import { Consortium } from '../districts/index.js';
import { PlanPresetService } from './plan-preset.service.js';
import { AdoptPlanPresetInput, AdoptPlanPresetResult, PlanPreset } from './plan-preset.type.js';

/** What a consortium has agreed on as ways to share. */
@Resolver(() => Consortium)
export class PlanPresetResolver {
  constructor(private readonly presets: PlanPresetService) {}

  @Allow('coordinator')
  @Mutation(() => AdoptPlanPresetResult, { description: 'Write down a way to share that the members agreed on: a new version, from a day on.' })
  adoptPlanPreset(@Who() who: Principal, @Args('input') input: AdoptPlanPresetInput): Promise<object> {
    return this.presets.adopt(who, input);
  }

  @ResolveField(() => [PlanPreset], { description: 'Ways to share that members agreed on by name, as they stand today.' })
  planPresets(@Who() who: Principal, @Parent() consortium: Consortium): Promise<PlanPreset[]> {
    return this.presets.inForce(who, consortium.id);
  }

  @ResolveField(() => Boolean, { description: 'I may write down new ways to share here.' })
  mayAdoptPresets(@Who() who: Principal, @Parent() consortium: Consortium): boolean {
    return this.presets.mayAdopt(who, consortium.id);
  }
}
