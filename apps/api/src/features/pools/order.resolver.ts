import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Who } from '../../platform/auth/request-context.js';
import { PlaceOrderInput, PlaceOrderResult, ReleaseRoundInput, ReleaseRoundResult } from './order.input.js';
import { OrderService } from './order.service.js';

@Resolver()
export class OrderResolver {
  constructor(private readonly orders: OrderService) {}

  @Allow('procurement_officer', 'business_manager', 'district_administrator')
  @Mutation(() => ReleaseRoundResult, { description: 'Release the orders of a locked round: one for each district, which enters its own number, or one of mine for all.' })
  releaseRound(@Who() who: Principal, @Args('input') input: ReleaseRoundInput): Promise<object> {
    return this.orders.release(who, input);
  }

  @Allow('procurement_officer', 'business_manager', 'district_administrator')
  @Mutation(() => PlaceOrderResult, { description: 'Enter the purchase-order number of my district. From then on the order has its papers.' })
  placeOrder(@Who() who: Principal, @Args('input') input: PlaceOrderInput): Promise<object> {
    return this.orders.place(who, input);
  }
}
