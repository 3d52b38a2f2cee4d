// caught: resolver-service-entity
// caught: guards
// caught: guards
// caught: guards
// caught: guards
import { Args, Mutation, Query, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import { Allow, Public } from '../../platform/auth.js';
import { type Seat } from './seat.entity.js';
import { type SeatService } from './seat.service.js';

@Resolver()
export class SeatResolver {
  constructor(readonly seats: SeatService) {}

  @Allow('home.counselor', 'home.registrar')
  @Mutation()
  holdSeats(@Args('input') input: Seat): Seat {
    return input;
  }

  @Public()
  @Query()
  demoPeople(): number {
    return this.derived();
  }

  @Mutation()
  acceptSeats(): number {
    return 1;
  }

  @Subscription()
  seatsChanged(): number {
    return 1;
  }

  @Allow
  @Mutation()
  denySeats(): number {
    return 1;
  }

  @Public
  @Query(() => Number)
  seatCount(): number {
    return 1;
  }

  @Allow()
  @Query()
  seatsOfAnyoneSignedIn(): number {
    return 1;
  }

  @ResolveField()
  derived(): number {
    return 1;
  }
}
