import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Ctx, type RequestContext, Who } from '../../platform/auth/request-context.js';
import { loaderOf } from '../../platform/graphql/loader.js';
import { PolicyVersion } from '../agreements/index.js';
import { ShareCalculation } from '../cost-shares/index.js';
import { AlternativesService } from './alternatives.service.js';
import { Alternative } from './alternatives.type.js';
import { BookingService } from './booking.service.js';
import { BookingsInput, BookingStepInput, BookingStepWithReasonInput, HoldSeatsInput, LeaveSeatsInput, QuoteSeatsInput, RequestSeatsInput } from './booking.input.js';
import {
  AcceptSeatsResult, ApproveSpendingResult, Booking, BookingConnection, CancelSeatsResult, DeclineSpendingResult, DenySeatsResult, DropSeatsResult, HistoryEntry, HoldSeatsResult, QuoteSeatsResult, RequestSeatsResult,
  WithdrawSeatsResult,
} from './booking.type.js';
import { SeatService } from './seat.service.js';

@Resolver(() => Booking)
export class SeatResolver {
  constructor(
    private readonly seats: SeatService,
    private readonly reads: BookingService,
    private readonly others: AlternativesService,
  ) {}

  @Allow()
  @Query(() => QuoteSeatsResult, { description: 'What seats would cost a home district now: expected and at most.' })
  quoteSeats(@Who() who: Principal, @Args('input') input: QuoteSeatsInput): Promise<object> {
    return this.seats.quote(who, input);
  }

  @Allow()
  @Query(() => Booking, { nullable: true, description: 'A booking of either side; null when it is neither.' })
  booking(@Who() who: Principal, @Args('id', { type: () => ID }) id: string): Promise<Booking | null> {
    return this.reads.booking(who, id);
  }

  @Allow()
  @Query(() => [Alternative], { description: 'What else fits the home district of a booking, at most three, the same course first; empty for a booking that is not mine.' })
  alternatives(@Who() who: Principal, @Args('bookingId', { type: () => ID }) bookingId: string): Promise<Alternative[]> {
    return this.others.of(who, bookingId);
  }

  @Allow()
  @Query(() => BookingConnection, { description: 'Bookings of one side: those of my district (HOME) or requests to us (TEACHING).' })
  bookings(@Who() who: Principal, @Args('input') input: BookingsInput): Promise<BookingConnection> {
    return this.reads.list(who, input);
  }

  @Allow('counselor', 'registrar')
  @Mutation(() => HoldSeatsResult, { description: 'Take seats at once, for a limited time.' })
  holdSeats(@Who() who: Principal, @Args('input') input: HoldSeatsInput): Promise<object> {
    return this.seats.hold(who, input);
  }

  @Allow('counselor', 'registrar')
  @Mutation(() => RequestSeatsResult, { description: 'Ask the teaching district for held seats; above the spending limit an approver is asked first.' })
  requestSeats(@Who() who: Principal, @Args('input') input: RequestSeatsInput): Promise<object> {
    return this.seats.request(who, input);
  }

  @Allow('business_manager', 'superintendent', 'district_administrator')
  @Mutation(() => ApproveSpendingResult, { description: 'Let a request go on that is above the limit of the person who made it.' })
  approveSpending(@Who() who: Principal, @Args('input') input: BookingStepInput): Promise<object> {
    return this.seats.approveSpending(who, input);
  }

  @Allow('business_manager', 'superintendent', 'district_administrator')
  @Mutation(() => DeclineSpendingResult, { description: 'Refuse the spending; the seats are free again.' })
  declineSpending(@Who() who: Principal, @Args('input') input: BookingStepWithReasonInput): Promise<object> {
    return this.seats.declineSpending(who, input);
  }

  @Allow('counselor', 'registrar', 'district_administrator')
  @Mutation(() => AcceptSeatsResult, { description: 'The teaching district gives the seats; the terms of this day govern them.' })
  acceptSeats(@Who() who: Principal, @Args('input') input: BookingStepInput): Promise<object> {
    return this.seats.accept(who, input);
  }

  @Allow('counselor', 'registrar', 'district_administrator')
  @Mutation(() => DenySeatsResult, { description: 'The teaching district refuses; the seats are free again.' })
  denySeats(@Who() who: Principal, @Args('input') input: BookingStepWithReasonInput): Promise<object> {
    return this.seats.deny(who, input);
  }

  @Allow('counselor', 'registrar', 'district_administrator')
  @Mutation(() => CancelSeatsResult, { description: 'The home district gives seats back before they are accepted.' })
  cancelSeats(@Who() who: Principal, @Args('input') input: BookingStepWithReasonInput): Promise<object> {
    return this.seats.cancel(who, input);
  }

  @Allow('counselor', 'registrar', 'district_administrator')
  @Mutation(() => DropSeatsResult, { description: 'The home district gives accepted seats back until the drop date, at the amount it was shown.' })
  dropSeats(@Who() who: Principal, @Args('input') input: LeaveSeatsInput): Promise<object> {
    return this.seats.drop(who, input);
  }

  @Allow('counselor', 'registrar', 'district_administrator')
  @Mutation(() => WithdrawSeatsResult, { description: 'The home district withdraws from accepted seats after the drop date, at the amount it was shown.' })
  withdrawSeats(@Who() who: Principal, @Args('input') input: LeaveSeatsInput): Promise<object> {
    return this.seats.withdraw(who, input);
  }

  @ResolveField(() => [HistoryEntry], { description: 'What happened, oldest first.' })
  history(@Who() who: Principal, @Ctx() context: RequestContext, @Parent() booking: Booking): Promise<HistoryEntry[]> {
    return loaderOf<string, HistoryEntry[]>(context, SeatResolver, (ids) => this.reads.histories(who, ids)).load(booking.id);
  }

  @ResolveField(() => [PolicyVersion], { description: 'The policy versions it was made under; from acceptance on, those that govern it.' })
  async policies(@Who() who: Principal, @Ctx() context: RequestContext, @Parent() booking: Booking & { policyIds: string[] }): Promise<PolicyVersion[]> {
    const loader = loaderOf<string, PolicyVersion | null>(context, PolicyVersion, (ids) => this.reads.policyVersions(who, ids));
    const versions = await Promise.all(booking.policyIds.map((id) => loader.load(id)));
    return versions.filter((version) => version !== null).sort((a, b) => (a.key < b.key ? -1 : 1));
  }
}

/** The trace in words, made only when asked for. */
@Resolver(() => ShareCalculation)
export class ShareSentencesResolver {
  constructor(private readonly bookings: BookingService) {}

  @ResolveField(() => [String], { description: 'The trace in plain words.' })
  sentences(@Parent() share: ShareCalculation): string[] {
    return this.bookings.sentences(share.traceJson);
  }
}
