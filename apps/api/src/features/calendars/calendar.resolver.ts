import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { type Principal } from '../../platform/auth/principal.js';
import { Ctx, type RequestContext, Who } from '../../platform/auth/request-context.js';
import { loaderOf } from '../../platform/graphql/loader.js';
import { District, School } from '../districts/index.js';
import { CalendarService } from './calendar.service.js';
import { Period, SchoolYear } from './calendar.type.js';

/** What calendars add to a district. */
@Resolver(() => District)
export class DistrictCalendarResolver {
  constructor(private readonly calendars: CalendarService) {}

  @ResolveField(() => SchoolYear, { nullable: true, description: 'The school year of today, or the next one; null when none is known.' })
  schoolYear(@Who() who: Principal, @Parent() district: District): Promise<SchoolYear | null> {
    return this.calendars.schoolYear(who, district.id);
  }

  @ResolveField(() => [SchoolYear], { description: 'The school years that are not over yet, in order.' })
  schoolYears(@Who() who: Principal, @Parent() district: District): Promise<SchoolYear[]> {
    return this.calendars.schoolYears(who, district.id);
  }
}

/** What calendars add to a school. */
@Resolver(() => School)
export class SchoolCalendarResolver {
  constructor(private readonly calendars: CalendarService) {}

  @ResolveField(() => [Period], { description: 'Its bell schedule; empty when none is known.' })
  bellSchedule(@Who() who: Principal, @Ctx() context: RequestContext, @Parent() school: School): Promise<Period[]> {
    return loaderOf<string, Period[]>(context, SchoolCalendarResolver, (ids) => this.calendars.bellSchedules(who, ids)).load(school.id);
  }
}
