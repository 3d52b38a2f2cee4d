import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Who } from '../../platform/auth/request-context.js';
import { WaitlistService } from './waitlist.service.js';
import { ChangeWaitlistInput, ChangeWaitlistResult, JoinWaitlistInput, JoinWaitlistResult, LeaveWaitlistResult, WaitlistEntry, WaitlistStepInput } from './waitlist.type.js';

@Resolver(() => WaitlistEntry)
export class WaitlistResolver {
  constructor(private readonly waitlist: WaitlistService) {}

  @Allow()
  @Query(() => [WaitlistEntry], { description: 'Where my district waits for seats, longest first; empty for a district that is not mine.' })
  waitlistEntries(@Who() who: Principal, @Args('districtId', { type: () => ID }) districtId: string): Promise<WaitlistEntry[]> {
    return this.waitlist.list(who, districtId);
  }

  @Allow('counselor', 'registrar')
  @Mutation(() => JoinWaitlistResult, { description: 'Wait for seats of a full section. What comes free is offered in the published order.' })
  joinWaitlist(@Who() who: Principal, @Args('input') input: JoinWaitlistInput): Promise<object> {
    return this.waitlist.join(who, input);
  }

  @Allow('counselor', 'registrar')
  @Mutation(() => ChangeWaitlistResult, { description: 'Change the seats wanted: fewer keeps the place, more asks anew.' })
  changeWaitlist(@Who() who: Principal, @Args('input') input: ChangeWaitlistInput): Promise<object> {
    return this.waitlist.change(who, input);
  }

  @Allow('counselor', 'registrar', 'district_administrator')
  @Mutation(() => LeaveWaitlistResult, { description: 'Give the place in line up.' })
  leaveWaitlist(@Who() who: Principal, @Args('input') input: WaitlistStepInput): Promise<object> {
    return this.waitlist.leave(who, input);
  }
}
