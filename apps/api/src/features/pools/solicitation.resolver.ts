import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Who } from '../../platform/auth/request-context.js';
import {
  AskForBidsInput, AskForBidsResult, AwardRoundInput, AwardRoundResult, FailRoundInput, FailRoundResult, GatherEstimatesInput, GatherEstimatesResult, GiveEstimateInput, GiveEstimateResult, OpenAwardedRoundInput, OpenAwardedRoundResult, RecordBidInput,
  RecordBidResult,
} from './solicitation.input.js';
import { SolicitationService } from './solicitation.service.js';
import { RoundSolicitation } from './solicitation.type.js';

@Resolver()
export class SolicitationResolver {
  constructor(private readonly solicitations: SolicitationService) {}

  @Allow()
  @Query(() => RoundSolicitation, { nullable: true, description: 'How a round shared with me comes to its contract; null for one that has a contract, or has not begun.' })
  roundSolicitation(@Who() who: Principal, @Args('roundId', { type: () => ID }) roundId: string): Promise<RoundSolicitation | null> {
    return this.solicitations.solicitation(who, roundId);
  }

  @Allow('procurement_officer', 'business_manager', 'district_administrator')
  @Mutation(() => GatherEstimatesResult, { description: 'Ask every member what it expects to take. From then on they read the round.' })
  gatherEstimates(@Who() who: Principal, @Args('input') input: GatherEstimatesInput): Promise<object> {
    return this.solicitations.gather(who, input);
  }

  @Allow('procurement_officer', 'business_manager', 'district_administrator')
  @Mutation(() => GiveEstimateResult, { description: 'Say what my district expects to take, in place of what it said before. It binds nobody.' })
  giveEstimate(@Who() who: Principal, @Args('input') input: GiveEstimateInput): Promise<object> {
    return this.solicitations.estimate(who, input);
  }

  @Allow('procurement_officer', 'business_manager', 'district_administrator')
  @Mutation(() => AskForBidsResult, { description: 'Close the estimates and write down the solicitation.' })
  askForBids(@Who() who: Principal, @Args('input') input: AskForBidsInput): Promise<object> {
    return this.solicitations.askForBids(who, input);
  }

  @Allow('procurement_officer', 'business_manager', 'district_administrator')
  @Mutation(() => RecordBidResult, { description: 'Write down a bid that came, once bids are due.' })
  recordBid(@Who() who: Principal, @Args('input') input: RecordBidInput): Promise<object> {
    return this.solicitations.recordBid(who, input);
  }

  @Allow('superintendent', 'district_administrator')
  @Mutation(() => AwardRoundResult, { description: 'Write down what the board decided: the bid, why, and the contract. Its prices become those of the round.' })
  awardRound(@Who() who: Principal, @Args('input') input: AwardRoundInput): Promise<object> {
    return this.solicitations.award(who, input);
  }

  @Allow('procurement_officer', 'business_manager', 'district_administrator')
  @Mutation(() => FailRoundResult, { description: 'End a round whose bids are not to be awarded.' })
  failRound(@Who() who: Principal, @Args('input') input: FailRoundInput): Promise<object> {
    return this.solicitations.fail(who, input);
  }

  @Allow('procurement_officer', 'business_manager', 'district_administrator')
  @Mutation(() => OpenAwardedRoundResult, { description: 'Open an awarded round for firm commitments, until a time that is chosen now.' })
  openAwardedRound(@Who() who: Principal, @Args('input') input: OpenAwardedRoundInput): Promise<object> {
    return this.solicitations.open(who, input);
  }
}
