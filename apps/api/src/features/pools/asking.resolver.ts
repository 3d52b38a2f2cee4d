import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Who } from '../../platform/auth/request-context.js';
import { AnswerRoundInput, AnswerRoundResult } from './asking.input.js';
import { AskingService } from './asking.service.js';
import { RoundAsking } from './asking.type.js';
import { OrderNumberService } from './order-number.service.js';
import { CorrectOrderInput, CorrectOrderResult, RoundNumbers } from './order-number.type.js';

@Resolver()
export class AskingResolver {
  constructor(
    private readonly asking: AskingService,
    private readonly numbers: OrderNumberService,
  ) {}

  @Allow()
  @Query(() => RoundAsking, { nullable: true, description: 'What a round asks its members because part of it stayed below its threshold; null where it asks nothing.' })
  roundAsking(@Who() who: Principal, @Args('roundId', { type: () => ID }) roundId: string): Promise<RoundAsking | null> {
    return this.asking.asking(who, roundId);
  }

  @Allow('procurement_officer', 'business_manager', 'district_administrator')
  @Mutation(() => AnswerRoundResult, { description: 'Answer for my district whether it still takes what it committed to. Once; without a yes it is not bound.' })
  answerRound(@Who() who: Principal, @Args('input') input: AnswerRoundInput): Promise<object> {
    return this.asking.answer(who, input);
  }

  @Allow()
  @Query(() => RoundNumbers, { nullable: true, description: 'The numbers that orders of a round carry: of mine, and for whoever leads which districts have entered theirs.' })
  roundNumbers(@Who() who: Principal, @Args('roundId', { type: () => ID }) roundId: string): Promise<RoundNumbers | null> {
    return this.numbers.numbers(who, roundId);
  }

  @Allow('procurement_officer', 'business_manager', 'district_administrator')
  @Mutation(() => CorrectOrderResult, { description: 'Correct a mistyped purchase-order number of my district while nothing of the order has been received. The papers say what it replaces.' })
  correctOrder(@Who() who: Principal, @Args('input') input: CorrectOrderInput): Promise<object> {
    return this.numbers.correct(who, input);
  }
}
