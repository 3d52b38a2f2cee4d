import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Who } from '../../platform/auth/request-context.js';
import { RecordCreditInput, RecordCreditResult } from './credit.input.js';
import { CreditService } from './credit.service.js';
import { RoundStepInput } from './round.input.js';
import { SettleRoundResult, StateBaselineInput, StateBaselineResult } from './settlement.input.js';
import { SettlementService } from './settlement.service.js';
import { RoundSettlement } from './settlement.type.js';

@Resolver()
export class SettlementResolver {
  constructor(
    private readonly settlements: SettlementService,
    private readonly credits: CreditService,
  ) {}

  @Allow()
  @Query(() => RoundSettlement, { nullable: true, description: 'What a round finally comes to for my districts, and what they would have paid alone; null before it opens, and for whoever may not see the round.' })
  roundSettlement(@Who() who: Principal, @Args('id', { type: () => ID }) id: string): Promise<RoundSettlement | null> {
    return this.settlements.of(who, id);
  }

  @Allow('procurement_officer', 'business_manager', 'district_administrator')
  @Mutation(() => StateBaselineResult, { description: 'Say what my district would pay alone for an item, until the round is settled. Others do not read it.' })
  stateBaseline(@Who() who: Principal, @Args('input') input: StateBaselineInput): Promise<object> {
    return this.settlements.state(who, input);
  }

  @Allow('procurement_officer', 'business_manager', 'district_administrator')
  @Mutation(() => SettleRoundResult, { description: 'Settle a round of which every order is approved for payment, once: what everybody finally owes.' })
  settleRound(@Who() who: Principal, @Args('input') input: RoundStepInput): Promise<object> {
    return this.settlements.settle(who, input);
  }

  @Allow('business_manager', 'district_administrator')
  @Mutation(() => RecordCreditResult, { description: 'Enter a credit note of the supplier against a credit that was expected for an order of my district, or correct one.' })
  recordCredit(@Who() who: Principal, @Args('input') input: RecordCreditInput): Promise<object> {
    return this.credits.record(who, input);
  }
}
