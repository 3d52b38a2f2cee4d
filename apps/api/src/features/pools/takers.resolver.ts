import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Who } from '../../platform/auth/request-context.js';
import { TakersService } from './takers.service.js';
import { Taker } from './takers.type.js';

@Resolver()
export class TakersResolver {
  constructor(private readonly takers: TakersService) {}

  @Allow()
  @Query(() => [Taker], { nullable: true, description: 'Who takes how much in a round shared with me; null of a sealed one, and of any that is not there for me.' })
  roundTakers(@Who() who: Principal, @Args('roundId', { type: () => ID }) roundId: string): Promise<Taker[] | null> {
    return this.takers.of(who, roundId);
  }
}
