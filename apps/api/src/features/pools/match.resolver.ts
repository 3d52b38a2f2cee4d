import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Who } from '../../platform/auth/request-context.js';
import { ApproveInvoicesInput, ApproveInvoicesResult, DecideDifferenceInput, DecideDifferenceResult, EnterInvoiceInput, EnterInvoiceResult } from './match.input.js';
import { MatchService } from './match.service.js';
import { RoundMatching } from './match.type.js';

@Resolver()
export class MatchResolver {
  constructor(private readonly matches: MatchService) {}

  @Allow()
  @Query(() => RoundMatching, { nullable: true, description: 'Orders of my districts in a round beside what came and what was billed; null before it is released, and for whoever may not see the round.' })
  roundMatching(@Who() who: Principal, @Args('id', { type: () => ID }) id: string): Promise<RoundMatching | null> {
    return this.matches.of(who, id);
  }

  @Allow('business_manager', 'district_administrator')
  @Mutation(() => EnterInvoiceResult, { description: 'Enter an invoice for an order of my district, or correct one.' })
  enterInvoice(@Who() who: Principal, @Args('input') input: EnterInvoiceInput): Promise<object> {
    return this.matches.enter(who, input);
  }

  @Allow('business_manager', 'district_administrator')
  @Mutation(() => DecideDifferenceResult, { description: 'Accept a difference with its reason, or expect a credit or a further bill from the supplier.' })
  decideDifference(@Who() who: Principal, @Args('input') input: DecideDifferenceInput): Promise<object> {
    return this.matches.decide(who, input);
  }

  @Allow('business_manager', 'superintendent', 'district_administrator')
  @Mutation(() => ApproveInvoicesResult, { description: 'Approve what was billed for an order of my district, once every difference is decided, at the amount that was shown. Above what was authorized it takes a spending limit that covers it. It stays so.' })
  approveInvoices(@Who() who: Principal, @Args('input') input: ApproveInvoicesInput): Promise<object> {
    return this.matches.approve(who, input);
  }
}
