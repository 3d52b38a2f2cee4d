import { Module } from '@nestjs/common';
import { AgreementsModule } from '../agreements/index.js';
import { CalendarsModule } from '../calendars/index.js';
import { CostSharesModule } from '../cost-shares/index.js';
import { InboxModule } from '../inbox/index.js';
import { OfferingsModule } from '../offerings/index.js';
import { PeopleModule } from '../people/index.js';
import { AlternativesService } from './alternatives.service.js';
import { BookingReader } from './booking.reader.js';
import { BookingService } from './booking.service.js';
import { CourseDraftReader } from './course-draft.reader.js';
import { CourseDraftResolver } from './course-draft.resolver.js';
import { CourseDraftService } from './course-draft.service.js';
import { MappingApproversService } from './mapping-approvers.service.js';
import { MappingReader } from './mapping.reader.js';
import { MappingResolver } from './mapping.resolver.js';
import { MappingService } from './mapping.service.js';
import { OfferCost } from './offer-cost.service.js';
import { SeatResolver, ShareSentencesResolver } from './seat.resolver.js';
import { SeatService } from './seat.service.js';
import { SectionLifeResolver } from './section-life.resolver.js';
import { SectionLifeService } from './section-life.service.js';
import { SectionPublisher } from './section-publisher.service.js';
import { SectionPageReader } from './section-page.reader.js';
import { SectionPlanResolver } from './section-plan.resolver.js';
import { SectionPlanService } from './section-plan.service.js';
import { SectionResolver } from './section.resolver.js';
import { SectionService } from './section.service.js';
import { TaughtAreas } from './taught-areas.reader.js';
import { WaitlistReader } from './waitlist.reader.js';
import { WaitlistResolver } from './waitlist.resolver.js';
import { WaitlistService } from './waitlist.service.js';

@Module({
  imports: [AgreementsModule, CalendarsModule, CostSharesModule, InboxModule, OfferingsModule, PeopleModule],
  providers: [AlternativesService, BookingReader, BookingService, CourseDraftReader, CourseDraftResolver, CourseDraftService, MappingApproversService, MappingReader, MappingResolver, MappingService, OfferCost, SeatResolver, SeatService, SectionLifeResolver, SectionLifeService, SectionPageReader, SectionPlanResolver, SectionPlanService, SectionPublisher, SectionResolver, SectionService, ShareSentencesResolver, TaughtAreas, WaitlistReader, WaitlistResolver, WaitlistService],
  exports: [CourseDraftService, MappingService, SeatService, SectionPublisher, TaughtAreas, WaitlistService],
})
export class CoursesModule {}
