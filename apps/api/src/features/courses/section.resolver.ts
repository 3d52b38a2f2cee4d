import { Args, ID, Info, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { type GraphQLResolveInfo } from 'graphql';
import { Allow } from '../../platform/auth/access.js';
import { type Principal } from '../../platform/auth/principal.js';
import { Who } from '../../platform/auth/request-context.js';
import { selectedBelow } from '../../platform/graphql/selected.js';
import { BookingGlance } from './booking.type.js';
import { CourseMapping } from './mapping.type.js';
import { type Part, SectionPageReader } from './section-page.reader.js';
import { Fit, Section } from './section.type.js';
import { WaitlistEntry } from './waitlist.type.js';

const HOME = { type: () => ID, nullable: true, description: 'The home district; default: my first.' };
const parts: readonly Part[] = ['fit', 'mapping', 'myBookings', 'myPlace'];

@Resolver(() => Section)
export class SectionResolver {
  constructor(private readonly page: SectionPageReader) {}

  @Allow()
  @Query(() => Section, { nullable: true, description: 'One shared section with its published terms; null when it is not shared with me.' })
  section(@Who() who: Principal, @Info() info: GraphQLResolveInfo, @Args('id', { type: () => ID }) id: string): Promise<Section | null> {
    const selected = selectedBelow(info);
    return this.page.section(who, id, new Map(parts.flatMap((part) => (selected.has(part) ? [[part, homeOf(selected.get(part)!)] as const] : []))));
  }

  @ResolveField(() => Fit, { nullable: true, description: "How it fits my school day; null for the teaching district itself and for people without a district." })
  fit(@Who() who: Principal, @Parent() section: Section, @Args('homeDistrictId', HOME) home?: string | null): Promise<Fit | null> {
    return this.page.part(who, section, 'fit', home ?? null);
  }

  @ResolveField(() => CourseMapping, { nullable: true, description: 'What it counts as in my district; null when not mapped yet.' })
  mapping(@Who() who: Principal, @Parent() section: Section, @Args('homeDistrictId', HOME) home?: string | null): Promise<CourseMapping | null> {
    return this.page.part(who, section, 'mapping', home ?? null);
  }

  @ResolveField(() => [BookingGlance], { description: "My district's live bookings of it, newest first." })
  myBookings(@Who() who: Principal, @Parent() section: Section, @Args('homeDistrictId', HOME) home?: string | null): Promise<BookingGlance[]> {
    return this.page.part(who, section, 'myBookings', home ?? null);
  }

  @ResolveField(() => WaitlistEntry, { nullable: true, description: "My district's place on its waitlist; null when it doesn't wait." })
  myPlace(@Who() who: Principal, @Parent() section: Section, @Args('homeDistrictId', HOME) home?: string | null): Promise<WaitlistEntry | null> {
    return this.page.part(who, section, 'myPlace', home ?? null);
  }
}

const homeOf = ({ homeDistrictId }: Record<string, unknown>): string | null => (typeof homeDistrictId === 'string' ? homeDistrictId : null);
