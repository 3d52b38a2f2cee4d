import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Who } from '../../platform/auth/request-context.js';
import { CloseReceivingResult, RecordReceiptInput, RecordReceiptResult } from './receiving.input.js';
import { ReceivingService } from './receiving.service.js';
import { RoundReceiving } from './receiving.type.js';
import { RoundStepInput } from './round.input.js';

@Resolver()
export class ReceivingResolver {
  constructor(private readonly receiving: ReceivingService) {}

  @Allow()
  @Query(() => RoundReceiving, { nullable: true, description: 'What came of a released round; null before, and for whoever may not see the round.' })
  roundReceiving(@Who() who: Principal, @Args('id', { type: () => ID }) id: string): Promise<RoundReceiving | null> {
    return this.receiving.of(who, id);
  }

  @Allow('procurement_officer', 'business_manager', 'district_administrator')
  @Mutation(() => RecordReceiptResult, { description: 'Say what came of a line of an order to a site of my district: all of it so far, in place of what was said before.' })
  recordReceipt(@Who() who: Principal, @Args('input') input: RecordReceiptInput): Promise<object> {
    return this.receiving.record(who, input);
  }

  @Allow('procurement_officer', 'business_manager', 'district_administrator')
  @Mutation(() => CloseReceivingResult, { description: 'Close receiving once every site has said what came. What fell short is shared out by the rule of the round.' })
  closeReceiving(@Who() who: Principal, @Args('input') input: RoundStepInput): Promise<object> {
    return this.receiving.close(who, input);
  }
}
