import { Args, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Who } from '../../platform/auth/request-context.js';
import { BookingService } from './booking.service.js';
import { Booking } from './booking.type.js';
import { MappingService } from './mapping.service.js';
import { CourseMapping } from './mapping.type.js';
import { SectionService } from './section.service.js';
import { Fit, Section } from './section.type.js';

const HOME = { type: () => ID, nullable: true, description: 'The home district; default: my first.' };

@Resolver(() => Section)
export class SectionResolver {
  constructor(
    private readonly sections: SectionService,
    private readonly mappings: MappingService,
    private readonly bookings: BookingService,
  ) {}

  @Allow()
  @Query(() => Section, { nullable: true, description: 'One shared section with its published terms; null when it is not shared with me.' })
  section(@Who() who: Principal, @Args('id', { type: () => ID }) id: string): Promise<Section | null> {
    return this.sections.section(who, id);
  }

  @ResolveField(() => Fit, { nullable: true, description: "How it fits my school day; null for the teaching district itself and for people without a district." })
  fit(@Who() who: Principal, @Parent() section: Section, @Args('homeDistrictId', HOME) home: string | null): Promise<Fit | null> {
    return this.sections.fit(who, section.id, home);
  }

  @ResolveField(() => CourseMapping, { nullable: true, description: 'What it counts as in my district; null when not mapped yet.' })
  mapping(@Who() who: Principal, @Parent() section: Section, @Args('homeDistrictId', HOME) home: string | null): Promise<CourseMapping | null> {
    return this.mappings.ofSection(who, section.id, home);
  }

  @ResolveField(() => [Booking], { description: "My district's live bookings of it, newest first." })
  myBookings(@Who() who: Principal, @Parent() section: Section, @Args('homeDistrictId', HOME) home: string | null): Promise<Booking[]> {
    return this.bookings.ofSection(who, section.id, home);
  }
}
