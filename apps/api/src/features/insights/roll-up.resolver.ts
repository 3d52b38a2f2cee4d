import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Who } from '../../platform/auth/request-context.js';
import { RollUpService } from './roll-up.service.js';
import { SeatRollUp } from './roll-up.type.js';

@Resolver()
export class RollUpResolver {
  constructor(private readonly rollUps: RollUpService) {}

  @Allow()
  @Query(() => SeatRollUp, { nullable: true, description: 'Seats given and taken by the members of a consortium of mine; null for another, and where none were given.' })
  seatRollUp(@Who() who: Principal, @Args('consortiumId', { type: () => ID }) consortiumId: string, @Args('year', { type: () => String, nullable: true, description: 'The school year; the newest that has begun unless said.' }) year: string | null): Promise<SeatRollUp | null> {
    return this.rollUps.seats(who, consortiumId, year);
  }
}
