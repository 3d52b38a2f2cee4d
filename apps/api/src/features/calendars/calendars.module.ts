import { Module } from '@nestjs/common';
import { DistrictCalendarResolver, SchoolCalendarResolver } from './calendar.resolver.js';
import { CalendarService } from './calendar.service.js';

@Module({ providers: [CalendarService, DistrictCalendarResolver, SchoolCalendarResolver], exports: [CalendarService] })
export class CalendarsModule {}
