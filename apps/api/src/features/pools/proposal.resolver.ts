import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Who } from '../../platform/auth/request-context.js';
import { RoundItemsFile, RoundItemsFileInput } from './items-file.type.js';
import { RoundBeforeService } from './round-before.service.js';
import { CopyRoundResult, RoundBefore } from './round-before.type.js';
import { RoundStepInput } from './round.input.js';

@Resolver()
export class ProposalResolver {
  constructor(private readonly befores: RoundBeforeService) {}

  @Allow()
  @Query(() => RoundBefore, { nullable: true, description: 'What came before a round, with the quantities of my own districts, and what can come after it; null for a round I may not see.' })
  roundBefore(@Who() who: Principal, @Args('roundId', { type: () => ID }) roundId: string): Promise<RoundBefore | null> {
    return this.befores.before(who, roundId);
  }

  @Allow('procurement_officer', 'business_manager', 'district_administrator')
  @Mutation(() => CopyRoundResult, { description: 'Start a round again that is over: a new draft with its items, prices, rules and charges. Commitments are not copied.' })
  copyRound(@Who() who: Principal, @Args('input') input: RoundStepInput): Promise<object> {
    return this.befores.copy(who, input);
  }

  @Allow('procurement_officer', 'business_manager', 'district_administrator')
  @Query(() => RoundItemsFile, { nullable: true, description: 'What a sheet of items says, row by row, before anything is stored; null for a district that is not mine.' })
  roundItemsFile(@Who() who: Principal, @Args('input') input: RoundItemsFileInput): Promise<RoundItemsFile | null> {
    return this.befores.readItems(who, input);
  }
}
